/*
 * The seam for chance: the system's random bytes, or a fixed sequence for
 * tests; UUIDs.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Unpredictable bytes; dies when the system gives none. */
void random_bytes(void *out, size_t length);
/*
 * A new version 4 UUID in upper case, with its NUL.
 * Source: RFC 9562, section 5.4.
 */
enum { RANDOM_UUID_SIZE = 37 };	/* bytes */
void random_uuid(char out[RANDOM_UUID_SIZE]);
/*
 * Tests (and PROFEDIT_SEED in the environment, a number): a repeatable
 * sequence.  0: real again.
 */
void random_seed(uint64_t seed);
/*
 * Two words, chosen once a run and not of the sequence above: no file can be
 * made so that its keys collide in a hash table.
 */
const uint64_t *random_hash_key(void);

#endif
