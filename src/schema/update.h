/*
 * A newer release of the published schemas becomes the user's own set: its
 * structure, our words, our rules as they are.
 */
#ifndef SCHEMA_UPDATE_H
#define SCHEMA_UPDATE_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct schema_set;

struct update_report {
	char *folder;		/* where the set is now */
	size_t files, keys;
	size_t untold;		/* keys that have only the published words */
};

/* What is in use: the user's set if it can be read, else the built-in one. */
struct schema_set *update_current(void);
/*
 * Merges PUBLISHED with the built-in set and writes it below dirs_user_data(),
 * the old set or the new one being there as a whole at any time.  FROM (a
 * folder) and the time are noted in it.
 */
bool update_write(const struct schema_set *published, const char *from,
    struct update_report *report, struct error *err);
void update_report_release(struct update_report *report);

#endif
