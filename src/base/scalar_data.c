/*
 * Text ↔ bytes (base64).  See scalar.h.
 */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"

/* What a byte of the text means; 0–63 are the digits themselves. */
enum { BLANK = 64, PAD = 65, OTHER = 255 };

static const char alphabet[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static const uint8_t *
meanings(void)
{
	static uint8_t table[256];

	if (table['='] == PAD)
		return table;
	memset(table, OTHER, sizeof table);
	for (uint8_t i = 0; i < 64; i++)
		table[(unsigned char)alphabet[i]] = i;
	table[' '] = table['\t'] = table['\n'] = table['\r'] = BLANK;
	table['='] = PAD;
	return table;
}

/*
 * The last group: DIGITS of them are gathered in BITS, then come the padding
 * and blanks to the end of the text.
 */
static char *
decode_last(const uint8_t *table, const uint8_t *at, const uint8_t *end,
    uint32_t bits, unsigned digits, char *to)
{
	unsigned pads = 0;

	for (; at < end; at++) {
		if (table[*at] == PAD)
			pads++;
		else if (table[*at] != BLANK)
			return NULL;
	}
	if (digits == 0)
		return pads == 0 ? to : NULL;
	if (digits == 1 || pads != 4 - digits)
		return NULL;
	bits <<= 6 * pads;
	*to++ = (char)(bits >> 16);
	if (digits == 3)
		*to++ = (char)(bits >> 8);
	return to;
}

/* Writes to TO, which has room; returns the end of it, NULL when ill-formed. */
static char *
decode(const uint8_t *at, const uint8_t *end, char *to)
{
	const uint8_t *table = meanings();
	uint32_t bits = 0;
	unsigned digits = 0;

	while (at < end) {
		while (digits == 0 && end - at >= 4) {
			uint32_t a = table[at[0]], b = table[at[1]];
			uint32_t c = table[at[2]], d = table[at[3]];

			if ((a | b | c | d) >= 64)
				break;
			bits = a << 18 | b << 12 | c << 6 | d;
			*to++ = (char)(bits >> 16);
			*to++ = (char)(bits >> 8);
			*to++ = (char)bits;
			at += 4;
		}
		if (at == end)
			break;
		uint8_t meaning = table[*at];

		if (meaning == BLANK) {
			at++;
			continue;
		}
		if (meaning >= 64)
			break;
		bits = bits << 6 | meaning;
		at++;
		if (++digits < 4)
			continue;
		*to++ = (char)(bits >> 16);
		*to++ = (char)(bits >> 8);
		*to++ = (char)bits;
		bits = digits = 0;
	}
	return decode_last(table, at, end, bits, digits, to);
}

bool
scalar_decode_base64(const char *text, size_t length, struct buf *out)
{
	buf_reserve(out, length / 4 * 3 + 3);
	char *from = out->data + out->length;
	char *to = decode((const uint8_t *)text, (const uint8_t *)text + length,
	    from);

	if (to == NULL) {
		out->data[out->length] = '\0';
		return false;
	}
	out->length += (size_t)(to - from);
	out->data[out->length] = '\0';
	return true;
}

bool
scalar_check_base64(const char *text, size_t length)
{
	const uint8_t *table = meanings();
	const uint8_t *at = (const uint8_t *)text;
	const uint8_t *end = at + length;
	unsigned digits = 0;
	char unused[3];

	for (; at < end && table[*at] != PAD; at++) {
		if (table[*at] < 64)
			digits++;
		else if (table[*at] != BLANK)
			return false;
	}
	return decode_last(table, at, end, 0, digits % 4, unused) != NULL;
}

void
scalar_encode_base64(struct buf *out, const void *bytes, size_t length)
{
	const uint8_t *at = bytes;

	if (length > SIZE_MAX / 2)
		die("out of memory");
	if (length == 0)
		return;
	buf_reserve(out, (length + 2) / 3 * 4);
	char *to = out->data + out->length;

	for (; length >= 3; at += 3, length -= 3) {
		uint32_t bits = (uint32_t)at[0] << 16 | at[1] << 8 | at[2];

		*to++ = alphabet[bits >> 18];
		*to++ = alphabet[bits >> 12 & 63];
		*to++ = alphabet[bits >> 6 & 63];
		*to++ = alphabet[bits & 63];
	}
	if (length > 0) {
		uint32_t bits = (uint32_t)at[0] << 16 |
		    (length == 2 ? at[1] << 8 : 0);

		*to++ = alphabet[bits >> 18];
		*to++ = alphabet[bits >> 12 & 63];
		*to++ = length == 2 ? alphabet[bits >> 6 & 63] : '=';
		*to++ = '=';
	}
	out->length = (size_t)(to - out->data);
	*to = '\0';
}
