/*
 * A number that is a set of bits (AccessRights, key usage): names, sums, what implies what.
 */
#ifndef FORM_BITS_H
#define FORM_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bit;
struct buf;
struct place;

enum bit_against { BIT_SAME, BIT_KEPT, BIT_ADDED, BIT_LOST };

/* Switches bit INDEX of the place's bits; needs are set, what needs a cleared one is cleared. NOTICE (may be NULL) gets what else changed, in words. */
uint64_t bits_toggle(const struct place *place, uint64_t value, size_t index, struct buf *notice);
/* Bits in VALUE that the place does not define. */
uint64_t bits_unknown(const struct place *place, uint64_t value);
/* "inspect, install profiles"; "none", "all". Appended. */
void bits_words(const struct place *place, uint64_t value, struct buf *out);
/* "3 = 0x3". */
void bits_sum(uint64_t value, struct buf *out);
enum bit_against bits_compare(const struct bit *bit, uint64_t value, uint64_t installed);
/* Words or numbers → value: "inspect profiles, 2, 0x10". False with the word not understood in *BAD (borrowed from TEXT, length in *BAD_LENGTH). */
bool bits_parse(const struct place *place, const char *text, uint64_t *out, const char **bad, size_t *bad_length);

#endif
