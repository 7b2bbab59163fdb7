/*
 * The markup within a line of the schema files' texts (Markdown, roughly) as
 * plain text: code, links, emphasis, escapes.  Lines and paragraphs are in
 * plain.c.
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "schema/internal.h"

/* How far the end of a span is looked for, in bytes; what is longer is text. */
enum { SPAN_MOST = 400, NESTING_MOST = 4 };

/* A table: most bytes of all texts pass through here. */
static bool
is_special(char c)
{
	static const bool special[256] = {
		['`'] = true, ['\\'] = true, ['['] = true, ['<'] = true,
		['*'] = true, ['_'] = true, ['\n'] = true,
	};

	return special[(unsigned char)c];
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_word(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

static size_t
run_length(const char *text, size_t length, char c)
{
	size_t n = 0;

	while (n < length && text[n] == c)
		n++;
	return n;
}

static size_t
find(const char *text, size_t length, const char *what)
{
	size_t n = strlen(what);

	if (length > SPAN_MOST)
		length = SPAN_MOST;
	for (size_t i = 0; i + n <= length; i++)
		if (memcmp(text + i, what, n) == 0)
			return i;
	return SIZE_MAX;
}

static void
add_code(struct buf *out, const char *text, size_t length)
{
	buf_add_char(out, '\'');
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length && text[i + 1] == '*')
			i++;
		buf_add_char(out, text[i]);
	}
	buf_add_char(out, '\'');
}

/* `code`; a single back-quote is closed by a run of any length. */
static size_t
take_code(const char *text, size_t length, struct buf *out)
{
	size_t open = run_length(text, length, '`');
	size_t most = length < SPAN_MOST ? length : SPAN_MOST;

	for (size_t i = open; i < most;) {
		size_t close = run_length(text + i, length - i, '`');

		if (close == 0) {
			i++;
			continue;
		}
		if (open == 1 || close == open) {
			add_code(out, text + open, i - open);
			return i + close;
		}
		break;
	}
	return open;	/* a stray one: left out */
}

static void inline_nested(const char *text, size_t length, unsigned depth,
    struct buf *out);

/* [text](address) */
static size_t
take_link(const char *text, size_t length, unsigned depth, struct buf *out)
{
	size_t middle = find(text, length, "](");

	if (middle == SIZE_MAX)
		return 0;
	const char *address = text + middle + 2;
	size_t size = find(address, length - middle - 2, ")");

	if (size == SIZE_MAX)
		return 0;
	inline_nested(text + 1, middle - 1, depth + 1, out);
	if (size > 4 && memcmp(address, "http", 4) == 0 &&
	    (size != middle - 1 || memcmp(address, text + 1, size) != 0)) {
		buf_add_text(out, " (");
		buf_add(out, address, size);
		buf_add_char(out, ')');
	}
	return middle + 2 + size + 1;
}

/* <https://…> and <br>; any other angle bracket is text. */
static size_t
take_angle(const char *text, size_t length, struct buf *out)
{
	size_t end = find(text, length, ">");

	if (end == SIZE_MAX)
		return 0;
	if ((end == 3 && memcmp(text, "<br", 3) == 0) ||
	    (end == 4 && memcmp(text, "<br/", 4) == 0)) {
		buf_add_char(out, ' ');
		return end + 1;
	}
	if (end < 6 || (memcmp(text, "<http", 5) != 0 &&
	    memcmp(text, "<mail", 5) != 0))
		return 0;
	buf_add(out, text + 1, end - 1);
	return end + 1;
}

static size_t
take_escape(const char *text, size_t length, struct buf *out)
{
	if (length < 2)
		return 0;
	char c = text[1];

	/* A line end that was escaped once too often. */
	if (c == 'n' && length > 2 && ascii_is_upper(text[2])) {
		buf_add_char(out, ' ');
		return 2;
	}
	if (c <= ' ' || is_word(c))
		return 0;
	buf_add_char(out, c == '`' ? '\'' : c);
	return 2;
}

/* *text*, **text**, _text_ between word limits. */
static size_t
take_emphasis(const char *text, size_t length, size_t before, unsigned depth,
    struct buf *out)
{
	char c = text[0];
	size_t run = run_length(text, length, c);
	size_t most = length < SPAN_MOST ? length : SPAN_MOST;

	if (run > 2 || run == length ||
	    (!is_word(text[run]) && text[run] != '`') ||
	    (before > 0 && is_word(text[-1])))
		return 0;
	for (size_t i = run + 1; i < most; i++) {
		if (text[i] != c || run_length(text + i, most - i, c) != run ||
		    is_blank(text[i - 1]) || text[i - 1] == '\\')
			continue;
		if (i + run < length && is_word(text[i + run]))
			continue;
		inline_nested(text + run, i - run, depth + 1, out);
		return i + run;
	}
	return 0;
}

static size_t
take_special(const char *text, size_t length, size_t before, unsigned depth,
    struct buf *out)
{
	switch (*text) {
	case '`':
		return take_code(text, length, out);
	case '\\':
		return take_escape(text, length, out);
	case '[':
		return depth < NESTING_MOST ?
		    take_link(text, length, depth, out) : 0;
	case '<':
		return take_angle(text, length, out);
	case '\n':
		buf_add_char(out, ' ');
		return 1;
	default:
		return depth < NESTING_MOST ?
		    take_emphasis(text, length, before, depth, out) : 0;
	}
}

static void
inline_nested(const char *text, size_t length, unsigned depth,
    struct buf *out)
{
	size_t start = 0, i = 0;

	while (i < length) {
		if (!is_special(text[i])) {
			i++;
			continue;
		}
		buf_add(out, text + start, i - start);
		size_t used = take_special(text + i, length - i, i, depth, out);

		start = i + used;
		i += used > 0 ? used : 1;
	}
	buf_add(out, text + start, i - start);
}

void
plain_inline(const char *text, size_t length, struct buf *out)
{
	inline_nested(text, length, 0, out);
}
