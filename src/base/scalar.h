/*
 * Strict, locale-free text ↔ scalars as property lists spell them.
 * What is parsed is a text of LENGTH bytes that need not end in a NUL; OUT is
 * untouched on failure.
 * Source: PropertyList-1.0.dtd; what CoreFoundation reads where the DTD is
 * silent; RFC 4648 (base64); RFC 9562 (UUID).
 */
#ifndef BASE_SCALAR_H
#define BASE_SCALAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* A whole number from −2⁶³ to 2⁶⁴−1: its sign, and how far from zero. */
struct integer {
	bool negative;		/* never true with magnitude 0 */
	uint64_t magnitude;	/* ≤ 2⁶³ when negative */
};

/* Optional sign, decimal digits or 0x and hex digits, blanks around allowed. */
bool scalar_parse_integer(const char *text, size_t length, struct integer *out);
void scalar_format_integer(struct buf *out, struct integer value);
int integer_compare(struct integer a, struct integer b);
struct integer integer_from(int64_t value);

/*
 * C decimal syntax (no hex floats) of at most 1,024 bytes, blanks around
 * allowed; "nan", and "inf" or "infinity" with a sign perhaps, in any case.
 * False for what is too large for a double; too small reads as the nearest.
 */
bool scalar_parse_real(const char *text, size_t length, double *out);
/*
 * The shortest of 15, 16 or 17 digits that reads back the same; integers
 * without a point; "+infinity", "-infinity", "nan".
 */
void scalar_format_real(struct buf *out, double value);

/*
 * Exactly YYYY-MM-DDThh:mm:ssZ, years 1–9999, a real calendar day, 23:59:59
 * at most.  Seconds since 1970-01-01 UTC.
 */
bool scalar_parse_date(const char *text, size_t length, int64_t *out);
/* False outside the years 1–9999. */
bool scalar_format_date(struct buf *out, int64_t when);
/*
 * What a person types: the above, "YYYY-MM-DD", with "hh:mm[:ss]" behind a
 * blank or a T (UTC unless an offset of RFC 3339 follows), or "+90d" "-2w"
 * "+1y" "+3h" relative to NOW (a year from a leap day: the 28th).
 */
bool scalar_parse_date_input(const char *text, int64_t now, int64_t *out);

/*
 * RFC 4648 with padding required; XML white space anywhere; bits of the last
 * digit that no byte needs are ignored (section 3.5 leaves it to the reader).
 * Appends the bytes; on failure OUT is as before.
 */
bool scalar_decode_base64(const char *text, size_t length, struct buf *out);
/* Whether the above would succeed. */
bool scalar_check_base64(const char *text, size_t length);
/* One line, padded. */
void scalar_encode_base64(struct buf *out, const void *bytes, size_t length);

/* 8-4-4-4-12 hexadecimal digits, either case. */
bool scalar_is_uuid(const char *text, size_t length);

#endif
