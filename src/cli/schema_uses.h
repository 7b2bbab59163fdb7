/*
 * Which profiles use keys that change from one set of schemas to another.
 */
#ifndef CLI_SCHEMA_USES_H
#define CLI_SCHEMA_USES_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct schema_change;
struct schema_diff;

/* A value of a profile that a change is about. */
struct schema_use {
	char *file;		/* the profile */
	char *path;		/* its key path */
	const struct schema_change *change;
};

struct schema_uses {
	struct schema_use *items;
	size_t count;
	size_t files;		/* profiles that were looked at */
	size_t unreadable;	/* files that could not be */
};

/*
 * PATH is a profile or a folder that is searched for them; what cannot be read
 * is said on standard error.  In order of files, then of the document.  False
 * with ERR when the folder cannot be read.
 */
bool schema_uses_find(const char *path, const struct schema_diff *diff,
    struct schema_uses *out, struct error *err);
void schema_uses_release(struct schema_uses *uses);

#endif
