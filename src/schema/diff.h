/*
 * Two sets of schema files compared: what is new, changed, deprecated, gone.
 * Titles and descriptions are not looked at, only what may be written and
 * where.
 */
#ifndef SCHEMA_DIFF_H
#define SCHEMA_DIFF_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct schema;
struct schema_key;

/* All payload schemas of a folder, sorted by id. */
struct schema_set {
	struct schema **files;
	size_t count;
	char *folder;		/* NULL: built in */
};

/*
 * PATH is a schema file, or a folder in any layout that the catalogue takes.
 * Files of other kinds (commands, declarations) are left out; one that cannot
 * be loaded is an error, as is a folder without any.
 */
struct schema_set *schema_set_load(const char *path, struct error *err);
/* What is built in. */
struct schema_set *schema_set_built_in(void);
void schema_set_free(struct schema_set *set);
/* NULL when there is none of that id. */
const struct schema *schema_set_find(const struct schema_set *set,
    const char *id);

enum change_kind {
	CHANGE_NEW, CHANGE_CHANGED, CHANGE_DEPRECATED, CHANGE_GONE,
	CHANGE_KINDS
};
extern const char *const change_names[CHANGE_KINDS];

struct schema_change {
	enum change_kind kind;
	const struct schema *old, *new;	/* the file; NULL: not there */
	/* both NULL: the payload itself */
	const struct schema_key *old_key, *new_key;
	const char *path;		/* below the payload; "" itself */
	/* "default", "iOS introduced"; NULL for new and gone ones */
	const char *attribute;
	const char *before, *after;	/* in words; NULL: not said */
};

/*
 * Borrows from both sets.  In order of ids, then of the new keys; what holds
 * keys that are all new or gone is named alone.
 */
struct schema_diff {
	struct schema_change *changes;
	size_t count;
	struct arena *arena;
};
struct schema_diff *diff_sets(const struct schema_set *old,
    const struct schema_set *new);
void diff_free(struct schema_diff *diff);

#endif
