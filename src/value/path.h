/*
 * Key paths: JSON Pointers (RFC 6901) over a value tree.  An index is decimal
 * without leading zeros; "-" is the place behind the last item of an array.
 */
#ifndef VALUE_PATH_H
#define VALUE_PATH_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct error;
struct value;

/* A path cut into its segments, "~0" "~1" undone. */
struct path {
	char **segments;
	size_t count;
};

/*
 * "" is the root; a missing first '/' is forgiven. ERR_SYNTAX for a lone '~'.
 */
bool path_parse(const char *text, struct path *out, struct error *err);
void path_release(struct path *path);
/* Appends "/" and the segment, escaped. */
void path_add_segment(struct buf *out, const char *segment, size_t length);

/* Appends the pointer of VALUE below ROOT; "" for ROOT itself. */
void path_of_value(const struct value *value, const struct value *root,
    struct buf *out);

/*
 * Follows PATH from ROOT.  On failure (ERR_NOT_FOUND, ERR_TYPE for a step into
 * a scalar, ERR_CONFLICT when a name on the way occurs twice) *REACHED (may be
 * NULL) is the deepest value found and *DEPTH the segments used up.
 */
struct value *path_follow(struct value *root, const struct path *path,
    struct value **reached, size_t *depth, struct error *err);

#endif
