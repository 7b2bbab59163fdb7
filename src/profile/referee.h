/*
 * Before a file is replaced: does the new text read as the tree says?  Our own
 * reader goes over it again beside the tree; libplist is asked for a second
 * opinion on files up to 16 MB.
 */
#ifndef PROFILE_REFEREE_H
#define PROFILE_REFEREE_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct profile;

/*
 * BYTES are what would be written. ERR_REFUSED with the path and both readings.
 * OLD (may be NULL) are the bytes of the file as it was read.
 */
bool referee_accepts(struct profile *profile, const void *bytes, size_t length,
    const void *old, size_t old_length, struct error *err);
/*
 * The second opinion alone, about TEXT in UTF-8; true also when libplist is not
 * heard. A part of the above, apart for tests.
 */
bool referee_asks_libplist(const struct profile *profile, const char *text,
    size_t length,
    const void *old, size_t old_length, struct error *err);

#endif
