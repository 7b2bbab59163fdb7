/*
 * Texts that were taken before, by the name of what they answered ("find",
 * "command").  Our own: libedit's history empties the line when there is
 * nothing to go on to.
 */
#ifndef LINE_RECALL_H
#define LINE_RECALL_H

#include <stddef.h>

#define RECALLS 4	/* names there may be */

struct recall;

/*
 * The texts of NAME in ALL, made when first asked for; NULL when there are too
 * many names.
 */
struct recall *recall_find(struct recall *all[RECALLS], const char *name);
void recall_free(struct recall *recall);
size_t recall_count(const struct recall *recall);
/* The text BACK texts back, 1 the newest, to recall_count(). Borrowed. */
const char *recall_get(const struct recall *recall, size_t back);
/* TEXT becomes the newest; it is there once. Nothing when it is empty. */
void recall_keep(struct recall *recall, const char *text);

#endif
