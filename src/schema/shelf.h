/*
 * A folder of files that is there as a whole, the old one or the new one: the
 * files are written into a folder of their own beside it, and a link to that
 * is renamed over the old link.
 */
#ifndef SCHEMA_SHELF_H
#define SCHEMA_SHELF_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct shelf;

/*
 * NAME in folder DIR (made, with those above it) is what shall be replaced: a
 * link that an earlier shelf made, or nothing.  ERR_EXISTS when something else
 * is there.
 */
struct shelf *shelf_begin(const char *dir, const char *name,
    struct error *err);
/* Writes one file into the new folder. */
bool shelf_add(struct shelf *shelf, const char *name, const void *bytes,
    size_t length, struct error *err);
/*
 * Puts the new folder in place and removes the old one.  Frees SHELF.  Failed:
 * everything is as before.  Fault points: shelf-write shelf-sync shelf-rename.
 */
bool shelf_commit(struct shelf *shelf, struct error *err);
/* Removes what was written. Frees SHELF; NULL is fine. */
void shelf_abort(struct shelf *shelf);

#endif
