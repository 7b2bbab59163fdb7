/*
 * Patterns in words.  Only what few words can say is understood: literals,
 * classes, groups without choices inside, counts that are fixed, and ".*" at
 * one end.  A pattern becomes a template with one letter for each character
 * that it matches.  See pattern.h.
 */
#include "config.h"

#include "check/pattern.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"

enum {
	TEMPLATE_MOST = 100,	/* characters of a text of fixed length */
	COUNT_MOST = 64,
	ALTERNATIVES_MOST = 4
};

/* What stands for a class in a template; control characters are free. */
enum { ANY_TEXT = 1, DIGIT, HEX, CAPITAL, SMALL, LETTER, WORD };

static const struct {
	const char *class;
	char sign;
} classes[] = {
	{ "[0-9]", DIGIT },
	{ "\\d", DIGIT },
	{ "[0-9A-Fa-f]", HEX },
	{ "[0-9a-fA-F]", HEX },
	{ "[A-Fa-f0-9]", HEX },
	{ "[a-fA-F0-9]", HEX },
	{ "[A-Z]", CAPITAL },
	{ "[a-z]", SMALL },
	{ "[A-Za-z]", LETTER },
	{ "[a-zA-Z]", LETTER },
	{ "[0-9A-Za-z]", WORD },
	{ "[0-9a-zA-Z]", WORD },
	{ "[A-Za-z0-9]", WORD },
	{ "[a-zA-Z0-9]", WORD },
};

static const char *const class_words[] = {
	[DIGIT] = "digits",
	[HEX] = "hexadecimal digits",
	[CAPITAL] = "capital letters",
	[SMALL] = "small letters",
	[LETTER] = "letters",
	[WORD] = "letters or digits",
};

static bool
take(const char **at, const char *text)
{
	size_t length = strlen(text);

	if (strncmp(*at, text, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool
take_class(const char **at, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(classes); i++) {
		if (take(at, classes[i].class)) {
			buf_add_char(out, classes[i].sign);
			return true;
		}
	}
	return false;
}

static bool
take_literal(const char **at, struct buf *out)
{
	unsigned char c = (unsigned char)**at;

	if (c == '\\' && strchr(".*+?()[]{}|^$/\\-", (*at)[1]) != NULL &&
	    (*at)[1] != '\0')
		c = (unsigned char)*++*at;
	else if (c < ' ' || strchr(".*+?()[]{}|^$\\", c) != NULL)
		return false;
	buf_add_char(out, (char)c);
	++*at;
	return true;
}

/* "{5}"; nothing is 1. */
static bool
take_count(const char **at, size_t *count)
{
	*count = 1;
	if (strchr("*+?", **at) != NULL && **at != '\0')
		return false;
	if (!take(at, "{"))
		return true;
	for (*count = 0; **at >= '0' && **at <= '9'; ++*at) {
		*count = *count * 10 + (size_t)(**at - '0');
		if (*count > COUNT_MOST)
			return false;
	}
	return *count > 0 && take(at, "}");
}

static bool take_run(const char **at, struct buf *out, bool inner);

/* A group holds no other group: so deep is nothing that words can say. */
static bool
take_atom(const char **at, struct buf *out, bool inner)
{
	if (!inner && (take(at, "(?:") || take(at, "(")))
		return take_run(at, out, true) && take(at, ")");
	return take_class(at, out) || take_literal(at, out);
}

/* Up to the end, a '|' or the ')' of the group. */
static bool
take_run(const char **at, struct buf *out, bool inner)
{
	while (**at != '\0' && **at != '|' && **at != ')') {
		AUTO_BUF part = BUF_INIT;
		size_t count;

		if (!inner && (take(at, ".*") || take(at, ".+"))) {
			buf_add_char(out, ANY_TEXT);
			continue;
		}
		if (take(at, "^") || take(at, "$"))
			continue;
		if (!take_atom(at, &part, inner) || !take_count(at, &count) ||
		    out->length + count * part.length > TEMPLATE_MOST)
			return false;
		for (; count > 0; count--)
			buf_add(out, buf_text(&part), part.length);
	}
	return out->length > 0;
}

/* The one sign that TEMPLATE repeats, or 0. */
static char
only_sign(const struct buf *template)
{
	const char *text = buf_text(template);

	for (size_t i = 1; i < template->length; i++)
		if (text[i] != text[0])
			return 0;
	return text[0] > ANY_TEXT && text[0] <= WORD ? text[0] : 0;
}

static bool
has_shape(const struct buf *template, const char *shape)
{
	const char *text = buf_text(template);

	if (template->length != strlen(shape))
		return false;
	for (size_t i = 0; i < template->length; i++) {
		bool fits = shape[i] == 'h' ?
		    text[i] == HEX || text[i] == WORD : text[i] == shape[i];

		if (!fits)
			return false;
	}
	return true;
}

static bool
add_known_shape(struct buf *out, const struct buf *template)
{
	static const struct {
		const char *shape, *words;
	} known[] = {
		{ "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh", "be a UUID such as "
		    "'6F2B1C3D-8A4E-4F5B-9C7D-0E1F2A3B4C5D'" },
		{ "hh:hh:hh:hh:hh:hh",
		    "be a hardware address such as '00:1A:2B:3C:4D:5E'" },
		{ "hh-hh-hh-hh-hh-hh",
		    "be a hardware address such as '00-1A-2B-3C-4D-5E'" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(known); i++) {
		if (has_shape(template, known[i].shape)) {
			buf_add_text(out, known[i].words);
			return true;
		}
	}
	return false;
}

/* A literal and any text, in either order; the literal between '\''s. */
static bool
add_open_end(struct buf *out, const struct buf *template)
{
	const char *text = buf_text(template);
	const char *any = memchr(text, ANY_TEXT, template->length);
	size_t length = template->length - 1;
	bool begins;

	if (any == NULL || length == 0 ||
	    (any != text && any != text + length))
		return false;
	begins = any != text;
	text += begins ? 0 : 1;
	for (size_t i = 0; i < length; i++)
		if (text[i] > 0 && text[i] < ' ')
			return false;
	buf_addf(out, "%s with '%.*s'", begins ? "begin" : "end", (int)length,
	    text);
	return true;
}

/* "6 or 9 letters or digits": all are runs of one class, the same in each. */
static bool
add_runs(struct buf *out, const struct buf *templates, size_t count)
{
	char sign = only_sign(&templates[0]);

	for (size_t i = 0; i < count; i++)
		if (sign == 0 || only_sign(&templates[i]) != sign)
			return false;
	buf_add_text(out, "be ");
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%zu", i == 0 ? "" : " or ",
		    templates[i].length);
	buf_addf(out, " %s", class_words[(int)sign]);
	return true;
}

static bool
add_words(struct buf *out, const struct buf *templates, size_t count)
{
	if (count == 0)
		return false;
	if (count == 1 && (add_known_shape(out, &templates[0]) ||
	    add_open_end(out, &templates[0])))
		return true;
	return add_runs(out, templates, count);
}

bool
pattern_add_words(struct buf *out, const char *pattern)
{
	struct buf templates[ALTERNATIVES_MOST];
	size_t count = 0;
	bool fine = true;

	for (size_t i = 0; i < ALTERNATIVES_MOST; i++)
		templates[i] = (struct buf)BUF_INIT;
	do {
		fine = count < ALTERNATIVES_MOST &&
		    take_run(&pattern, &templates[count], false);
		count++;
	} while (fine && take(&pattern, "|"));
	fine = fine && *pattern == '\0' && add_words(out, templates, count);
	for (size_t i = 0; i < ALTERNATIVES_MOST; i++)
		buf_release(&templates[i]);
	return fine;
}
