/*
 * What the monkey types: bytes, not keys, and from a seed, so that a run can
 * be had again.
 */
#ifndef SCREEN_MONKEY_KEYS_H
#define SCREEN_MONKEY_KEYS_H

#include <stdbool.h>
#include <stdint.h>

struct buf;

/* The next number of the sequence, below LIMIT. */
uint32_t monkey_below(uint64_t *state, uint32_t limit);

/*
 * Appends what one thing a person (or a broken terminal) does types: a few
 * keys, a text, a command line, a paste, an escape sequence.  Without MAY_SAVE
 * nothing is in it that saves or quits.
 */
void monkey_type(uint64_t *state, bool may_save, struct buf *out);

#endif
