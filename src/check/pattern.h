/*
 * The pattern of a schema's `format`, in words for a person.
 */
#ifndef CHECK_PATTERN_H
#define CHECK_PATTERN_H

#include <stdbool.h>

struct buf;

/*
 * Adds what must be true of a text that PATTERN matches as a whole, to follow
 * "must": "begin with 'https://'", "be a UUID such as '…'", "be 6 digits".
 * False, and nothing is added, for patterns that cannot be put so shortly.
 */
bool pattern_add_words(struct buf *out, const char *pattern);

#endif
