/*
 * Text ↔ integers, reals and UUIDs.  Dates are in scalar_date.c, data is in
 * scalar_data.c.  See scalar.h.
 */
#include "config.h"

#include "base/scalar.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_XLOCALE_H
#include <xlocale.h>
#endif

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"

#define BELOW_ZERO_MOST ((uint64_t)1 << 63)

enum { REAL_TEXT_MOST = 1024 };	/* bytes without the blanks around */

/* What is left of a text to be read. */
struct span {
	const char *at, *end;
};

static struct span
trim(const char *text, size_t length)
{
	struct span s = { text, text + length };

	while (s.at < s.end && ascii_is_white(*s.at))
		s.at++;
	while (s.end > s.at && ascii_is_white(s.end[-1]))
		s.end--;
	return s;
}

static bool
take_sign(struct span *s)
{
	if (s->at == s->end || (*s->at != '-' && *s->at != '+'))
		return false;
	return *s->at++ == '-';
}

/* The value of a digit in any base up to 16; 16 for what is none. */
static unsigned
digit_value(char c)
{
	if (ascii_is_digit(c))
		return (unsigned)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (unsigned)(c - 'a') + 10;
	if (c >= 'A' && c <= 'F')
		return (unsigned)(c - 'A') + 10;
	return 16;
}

bool
scalar_parse_integer(const char *text, size_t length, struct integer *out)
{
	struct span s = trim(text, length);
	bool negative = take_sign(&s);
	uint64_t magnitude = 0;
	unsigned base = 10;

	if (s.end - s.at >= 2 && s.at[0] == '0' && (s.at[1] | 0x20) == 'x') {
		base = 16;
		s.at += 2;
	}
	if (s.at == s.end)
		return false;
	for (; s.at < s.end; s.at++) {
		unsigned digit = digit_value(*s.at);

		if (digit >= base || magnitude > (UINT64_MAX - digit) / base)
			return false;
		magnitude = magnitude * base + digit;
	}
	if (negative && magnitude > BELOW_ZERO_MOST)
		return false;
	out->negative = negative && magnitude != 0;
	out->magnitude = magnitude;
	return true;
}

void
scalar_format_integer(struct buf *out, struct integer value)
{
	char digits[20], *at = digits + sizeof digits;

	do {
		*--at = (char)('0' + value.magnitude % 10);
		value.magnitude /= 10;
	} while (value.magnitude != 0);
	if (value.negative)
		buf_add_char(out, '-');
	buf_add(out, at, (size_t)(digits + sizeof digits - at));
}

int
integer_compare(struct integer a, struct integer b)
{
	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	if (a.magnitude == b.magnitude)
		return 0;
	return (a.magnitude < b.magnitude) == a.negative ? 1 : -1;
}

struct integer
integer_from(int64_t value)
{
	struct integer result = { .negative = value < 0 };

	result.magnitude = value < 0 ? -(uint64_t)value : (uint64_t)value;
	return result;
}

/* Has the C library read and write numbers with a point until restored. */
static locale_t
use_plain_numbers(void)
{
	static locale_t plain;

	if (plain == (locale_t)0)
		plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (plain == (locale_t)0)
		die("the system has no C locale");
	return uselocale(plain);
}

static bool
equals_nocase(struct span s, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(s.end - s.at) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((s.at[i] | 0x20) != word[i])
			return false;
	return true;
}

static size_t
skip_digits(struct span *s)
{
	const char *from = s->at;

	while (s->at < s->end && ascii_is_digit(*s->at))
		s->at++;
	return (size_t)(s->at - from);
}

/* digits [. digits] or . digits, then an exponent perhaps. */
static bool
is_decimal(struct span s)
{
	size_t digits = skip_digits(&s);

	if (s.at < s.end && *s.at == '.') {
		s.at++;
		digits += skip_digits(&s);
	}
	if (digits == 0)
		return false;
	if (s.at == s.end)
		return true;
	if ((*s.at | 0x20) != 'e')
		return false;
	s.at++;
	take_sign(&s);
	return skip_digits(&s) > 0 && s.at == s.end;
}

static bool
parse_decimal(struct span s, double *out)
{
	char text[REAL_TEXT_MOST + 1];
	size_t length = (size_t)(s.end - s.at);

	if (length > REAL_TEXT_MOST || !is_decimal(s))
		return false;
	memcpy(text, s.at, length);
	text[length] = '\0';
	locale_t before = use_plain_numbers();
	double value = strtod(text, NULL);
	uselocale(before);
	/* Too small becomes the nearest there is; too large has none. */
	if (isinf(value))
		return false;
	*out = value;
	return true;
}

bool
scalar_parse_real(const char *text, size_t length, double *out)
{
	struct span s = trim(text, length);
	struct span whole = s;
	bool negative = take_sign(&s);
	double value;

	if (equals_nocase(whole, "nan"))
		value = (double)NAN;
	else if (equals_nocase(s, "inf") || equals_nocase(s, "infinity"))
		value = (double)INFINITY;
	else if (!parse_decimal(s, &value))
		return false;
	*out = negative ? -value : value;
	return true;
}

void
scalar_format_real(struct buf *out, double value)
{
	char text[40];

	if (isnan(value)) {
		buf_add_text(out, "nan");
		return;
	}
	if (isinf(value)) {
		buf_add_text(out, value > 0 ? "+infinity" : "-infinity");
		return;
	}
	locale_t before = use_plain_numbers();
	/* Enough digits to tell all doubles apart: 17; 15 are always right. */
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	uselocale(before);
	buf_add_text(out, text);
}

static const char uuid_shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

bool
scalar_is_uuid(const char *text, size_t length)
{
	if (length != sizeof uuid_shape - 1)
		return false;
	for (size_t i = 0; i < length; i++)
		if (uuid_shape[i] == '-' ? text[i] != '-' :
		    digit_value(text[i]) == 16)
			return false;
	return true;
}
