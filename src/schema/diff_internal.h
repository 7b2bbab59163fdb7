/*
 * What the files of the comparison share.
 */
#ifndef SCHEMA_DIFF_INTERNAL_H
#define SCHEMA_DIFF_INTERNAL_H

#include <stdbool.h>

#include "base/vec.h"
#include "schema/diff.h"

struct support;

/* Where two sets are being compared. */
struct comparison {
	struct arena *arena;
	const struct schema *old, *new;
	const struct schema_key *old_key, *new_key;
	const char *path;
	/* lists that were compared: the old and the new one */
	struct map *pairs;
	VEC(struct schema_change) changes;
};

/* A change of the key or payload being compared. */
void diff_add(struct comparison *comparison, enum change_kind kind,
    const char *attribute, const char *before, const char *after);
/* diff_support.c: PLATFORMS of each; NULL: nothing is said. */
void diff_support(struct comparison *comparison, const struct support *old,
    const struct support *new);

#endif
