/*
 * UTF-8, and comparing and searching text.  How wide text is: text_width.c;
 * making it safe to show: text_safe.c.  See text.h.
 */
#include "config.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"

enum { REPLACEMENT = 0xfffd };

static bool
is_trail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* The bytes of a sequence that begins with LEAD, 0 if none does. */
static size_t
sequence_length(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

size_t
utf8_decode(const char *text, size_t length, uint32_t *code_point)
{
	static const unsigned char lead_bits[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)text;
	size_t used = sequence_length(*at);

	*code_point = REPLACEMENT;
	if (used == 0 || used > length)
		return 1;
	uint32_t c = *at & lead_bits[used];
	for (size_t i = 1; i < used; i++) {
		if (!is_trail(at[i]))
			return 1;
		c = c << 6 | (at[i] & 0x3f);
	}
	if (c < least[used] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 1;
	*code_point = c;
	return used;
}

size_t
utf8_encode(uint32_t code_point, char out[4])
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	size_t used = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 :
	    code_point < 0x10000 ? 3 : 4;

	if (code_point > 0x10ffff ||
	    (code_point >= 0xd800 && code_point <= 0xdfff))
		return 0;
	for (size_t i = used; i-- > 1; code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3f));
	out[0] = (char)(lead[used] | code_point);
	return used;
}

void
utf8_add(struct buf *out, uint32_t code_point)
{
	char bytes[4];
	size_t used = utf8_encode(code_point, bytes);

	if (used == 0)
		used = utf8_encode(REPLACEMENT, bytes);
	buf_add(out, bytes, used);
}

/* Bytes at the front that are ASCII, eight at a time: most text is. */
static size_t
skip_ascii(const char *text, size_t length)
{
	size_t done = 0;
	uint64_t word;

	for (; length - done >= sizeof word; done += sizeof word) {
		memcpy(&word, text + done, sizeof word);
		if ((word & 0x8080808080808080) != 0)
			break;
	}
	return done;
}

bool
utf8_is_valid(const char *text, size_t length)
{
	const char *end = text + length;
	uint32_t c;

	while (text < end) {
		text += skip_ascii(text, (size_t)(end - text));
		if (text == end)
			break;
		size_t used = utf8_decode(text, (size_t)(end - text), &c);
		if (used == 1 && c == REPLACEMENT)
			return false;
		text += used;
	}
	return true;
}

size_t
utf8_count(const char *text, size_t length)
{
	const char *end = text + length;
	size_t count = 0;
	uint32_t c;

	while (text < end) {
		size_t plain = skip_ascii(text, (size_t)(end - text));

		count += plain;
		text += plain;
		if (text == end)
			break;
		text += utf8_decode(text, (size_t)(end - text), &c);
		count++;
	}
	return count;
}

static int
fold(char c)
{
	return (unsigned char)ascii_to_lower(c);
}

int
text_compare_nocase(const char *a, size_t a_length, const char *b,
    size_t b_length)
{
	for (size_t i = 0; i < a_length && i < b_length; i++)
		if (fold(a[i]) != fold(b[i]))
			return fold(a[i]) < fold(b[i]) ? -1 : 1;
	if (a_length == b_length)
		return 0;
	return a_length < b_length ? -1 : 1;
}

bool
text_equal_nocase(const char *a, const char *b)
{
	for (; fold(*a) == fold(*b); a++, b++)
		if (*a == '\0')
			return true;
	return false;
}

static bool
begins_with(const char *text, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (fold(text[i]) != fold(word[i]))	/* also at the NUL */
			return false;
	return true;
}

static bool
has_word(const char *text, const char *word, size_t length)
{
	for (; *text != '\0'; text++)
		if (begins_with(text, word, length))
			return true;
	return false;
}

bool
text_has_words(const char *text, const char *words)
{
	static const char blanks[] = " \t\n";

	for (words += strspn(words, blanks); *words != '\0';
	    words += strspn(words, blanks)) {
		size_t length = strcspn(words, blanks);

		if (!has_word(text, words, length))
			return false;
		words += length;
	}
	return true;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* One row of the table: the distances of the first I of A to all of B. */
static size_t
distance_row(const char *a, const char *b, size_t width, size_t i,
    size_t *rows[3])
{
	size_t *two_before = rows[0], *before = rows[1], *row = rows[2];
	size_t best = i;

	row[0] = i;
	for (size_t j = 1; j <= width; j++) {
		size_t changed = before[j - 1] + (a[i - 1] != b[j - 1]);

		row[j] = least(changed, least(before[j], row[j - 1]) + 1);
		if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
		    a[i - 2] == b[j - 1])
			row[j] = least(row[j], two_before[j - 2] + 1);
		best = least(best, row[j]);
	}
	return best;
}

size_t
text_distance(const char *a, const char *b, size_t limit)
{
	size_t height = strlen(a), width = strlen(b), *rows[3];
	size_t far = height > width ? height - width : width - height;

	if (far > limit)
		return limit + 1;
	size_t *table = xreallocarray(NULL, width + 1, 3 * sizeof *table);
	for (size_t i = 0; i < 3; i++)
		rows[i] = table + i * (width + 1);
	for (size_t j = 0; j <= width; j++)
		rows[1][j] = rows[2][j] = j;
	size_t best = 0;
	for (size_t i = 1; i <= height && best <= limit; i++) {
		if (i > 1) {
			size_t *oldest = rows[0];

			rows[0] = rows[1];
			rows[1] = rows[2];
			rows[2] = oldest;
		}
		best = distance_row(a, b, width, i, rows);
	}
	size_t result = best > limit ? limit + 1 :
	    least(rows[2][width], limit + 1);
	free(table);
	return result;
}
