/*
 * A number that is a set of bits (AccessRights, key usage): names, sums, what
 * implies what.
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

/*
 * Switches bit INDEX of the place's bits: what it needs is set too, what needs
 * a cleared one is cleared.  Bits that the place does not define stay.  NOTICE
 * (may be NULL) gets what else changed: "also chosen: inspect profiles".
 */
uint64_t bits_toggle(const struct place *place, uint64_t value, size_t index,
    struct buf *notice);
/* Bits in VALUE that the place does not define. */
uint64_t bits_unknown(const struct place *place, uint64_t value);
/* "inspect, install profiles"; "none", "all".  Appended. */
void bits_words(const struct place *place, uint64_t value, struct buf *out);
/* "3 = 0x3".  Appended. */
void bits_sum(uint64_t value, struct buf *out);
/* Against the installed profile's value; BIT_SAME: set in neither. */
enum bit_against bits_compare(const struct bit *bit, uint64_t value,
    uint64_t installed);
/*
 * Words or numbers, with commas between, → value: "inspect profiles, 2, 0x10";
 * "all", "none".  Part of a title will do when it fits one bit only.  A word
 * brings the bits it needs, a number is taken as it is.  False with the word
 * not understood in *BAD (borrowed from TEXT, *BAD_LENGTH bytes; 0: empty).
 */
bool bits_parse(const struct place *place, const char *text, uint64_t *out,
    const char **bad, size_t *bad_length);

#endif
