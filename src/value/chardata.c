/*
 * XML character data: tokens and decoding.  Works on text that expat accepted,
 * but never reads beyond what it was given, whatever that is.
 */
#include "value/chardata.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"

bool
chardata_is_plain(const char *text, size_t length)
{
	/* Three passes of memchr() are faster than one of our own. */
	return length == 0 || (memchr(text, '&', length) == NULL &&
	    memchr(text, '<', length) == NULL &&
	    memchr(text, '\r', length) == NULL);
}

static bool
starts(const char *text, size_t length, const char *with)
{
	size_t n = strlen(with);

	return length >= n && memcmp(text, with, n) == 0;
}

/* Bytes up to and including END, all of them when it is not there. */
static size_t
up_to(const char *text, size_t length, size_t from, const char *end)
{
	size_t n = strlen(end);

	for (size_t i = from; i + n <= length; i++) {
		const char *hit = memchr(text + i, end[0], length - n + 1 - i);

		if (hit == NULL)
			break;
		i = (size_t)(hit - text);
		if (memcmp(hit, end, n) == 0)
			return i + n;
	}
	return length;
}

/* A tag ends at the first '>' outside of quotes. */
static size_t
tag_length(const char *text, size_t length)
{
	char quote = '\0';

	for (size_t i = 1; i < length; i++) {
		char c = text[i];

		if (quote != '\0') {
			if (c == quote)
				quote = '\0';
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '>') {
			return i + 1;
		}
	}
	return length;
}

size_t
chardata_token(const char *text, size_t length, enum chardata_kind *kind)
{
	size_t n = 0;

	if (ascii_is_white(text[0])) {
		*kind = CHARDATA_WHITE;
		while (n < length && ascii_is_white(text[n]))
			n++;
		return n;
	}
	if (text[0] != '<') {
		*kind = CHARDATA_TEXT;
		while (n < length && text[n] != '<' && !ascii_is_white(text[n]))
			n++;
		return n;
	}
	if (starts(text, length, "<!--")) {
		*kind = CHARDATA_COMMENT;
		return up_to(text, length, 4, "-->");
	}
	if (starts(text, length, "<![CDATA[")) {
		*kind = CHARDATA_CDATA;
		return up_to(text, length, 9, "]]>");
	}
	if (starts(text, length, "<?")) {
		*kind = CHARDATA_INSTRUCTION;
		return up_to(text, length, 2, "?>");
	}
	n = tag_length(text, length);
	*kind = starts(text, length, "</") ? CHARDATA_CLOSE :
	    n >= 3 && text[n - 2] == '/' ? CHARDATA_EMPTY : CHARDATA_OPEN;
	return n;
}

/* Appends TEXT with CR LF and CR as LF. */
static void
add_lines(const char *text, size_t length, struct buf *out)
{
	while (length > 0) {
		const char *cr = memchr(text, '\r', length);
		size_t n = cr == NULL ? length : (size_t)(cr - text);

		buf_add(out, text, n);
		if (cr == NULL)
			return;
		buf_add_char(out, '\n');
		n += n + 1 < length && text[n + 1] == '\n' ? 2 : 1;
		text += n;
		length -= n;
	}
}

static uint32_t
parse_reference(const char *digits, size_t length)
{
	uint32_t code = 0;
	uint32_t base = 10;
	size_t i = 0;

	if (length > 0 && digits[0] == 'x') {
		base = 16;
		i = 1;
	}
	for (; i < length; i++) {
		char c = digits[i];
		uint32_t digit;

		if (ascii_is_digit(c))
			digit = (uint32_t)(c - '0');
		else if (base == 16 && c >= 'a' && c <= 'f')
			digit = (uint32_t)(c - 'a' + 10);
		else if (base == 16 && c >= 'A' && c <= 'F')
			digit = (uint32_t)(c - 'A' + 10);
		else
			return 0xFFFD;
		code = code * base + digit;
		if (code > 0x10FFFF)
			return 0xFFFD;
	}
	return code;
}

/* TEXT begins with '&'; returns the bytes of the reference. */
static size_t
add_reference(const char *text, size_t length, struct buf *out)
{
	static const struct {
		const char *name;
		char character;
	} entities[] = {
		{ "amp", '&' }, { "lt", '<' }, { "gt", '>' },
		{ "quot", '"' }, { "apos", '\'' },
	};
	const char *end = memchr(text, ';', length);
	size_t n;

	if (end == NULL) {
		buf_add(out, text, 1);
		return 1;
	}
	n = (size_t)(end - text) - 1;
	if (n > 1 && text[1] == '#') {
		utf8_add(out, parse_reference(text + 2, n - 1));
		return n + 2;
	}
	for (size_t i = 0; i < ARRAY_COUNT(entities); i++) {
		if (strlen(entities[i].name) == n &&
		    memcmp(text + 1, entities[i].name, n) == 0) {
			buf_add_char(out, entities[i].character);
			return n + 2;
		}
	}
	buf_add(out, text, n + 2);
	return n + 2;
}

static void
add_text(const char *text, size_t length, struct buf *out)
{
	while (length > 0) {
		const char *amp = memchr(text, '&', length);
		size_t n = amp == NULL ? length : (size_t)(amp - text);

		add_lines(text, n, out);
		if (amp == NULL)
			return;
		n += add_reference(amp, length - n, out);
		text += n;
		length -= n;
	}
}

void
chardata_decode(const char *text, size_t length, struct buf *out)
{
	while (length > 0) {
		const char *less = memchr(text, '<', length);
		size_t n = less == NULL ? length : (size_t)(less - text);
		enum chardata_kind kind;

		add_text(text, n, out);
		if (less == NULL)
			return;
		text += n;
		length -= n;
		n = chardata_token(text, length, &kind);
		if (kind == CHARDATA_CDATA && n >= 12)
			add_lines(text + 9, n - 12, out);
		text += n;
		length -= n;
	}
}

bool
chardata_has_comment(const char *text, size_t length)
{
	while (length > 0) {
		const char *less = memchr(text, '<', length);
		enum chardata_kind kind;
		size_t n;

		if (less == NULL)
			return false;
		length -= (size_t)(less - text);
		n = chardata_token(less, length, &kind);
		if (kind == CHARDATA_COMMENT || kind == CHARDATA_INSTRUCTION)
			return true;
		text = less + n;
		length -= n;
	}
	return false;
}

bool
chardata_is_cdata(const char *text, size_t length, const char **inside,
    size_t *inside_length)
{
	enum chardata_kind kind;

	if (length < 12 || chardata_token(text, length, &kind) != length ||
	    kind != CHARDATA_CDATA)
		return false;
	*inside = text + 9;
	*inside_length = length - 12;
	return true;
}
