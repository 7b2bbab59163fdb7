/*
 * Finds variables in texts.  See placeholder.h.
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "check/placeholder.h"

enum { LOOKED_AT = 4096 };	/* bytes */

const struct placeholder_form placeholder_forms[] = {
	{ "$NAME", PLACEHOLDER_WORD, "$", "" },
	{ "${NAME}", PLACEHOLDER_PAIR, "${", "}" },
	{ "$(NAME)", PLACEHOLDER_PAIR, "$(", ")" },
	{ "{{name}}", PLACEHOLDER_PAIR, "{{", "}}" },
	{ "[[name]]", PLACEHOLDER_PAIR, "[[", "]]" },
	{ "<%name%>", PLACEHOLDER_PAIR, "<%", "%>" },
	{ "%name%", PLACEHOLDER_WORD, "%", "%" },
	{ "__NAME__", PLACEHOLDER_WORD, "__", "__" },
	{ "@name@", PLACEHOLDER_WORD, "@", "@" },
	{ "::name::", PLACEHOLDER_WORD, "::", "::" },
	{ "PORT_NUMBER", PLACEHOLDER_WHOLE, "", "" },
	{ "{port}", PLACEHOLDER_WHOLE, "{", "}" },
	{ "<port>", PLACEHOLDER_WHOLE, "<", ">" },
};
const size_t placeholder_form_count = ARRAY_COUNT(placeholder_forms);

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_word(char c)
{
	return is_upper(c) || is_digit(c) || c == '_' || (c >= 'a' && c <= 'z');
}

static const char *
find(const char *text, size_t length, const char *what)
{
	size_t wanted = strlen(what);

	for (size_t i = 0; i + wanted <= length; i++)
		if (memcmp(text + i, what, wanted) == 0)
			return text + i;
	return NULL;
}

/* "{{" … "}}" with something between. */
static bool
has_pair(const char *text, size_t length, const char *open, const char *close)
{
	const char *start = find(text, length, open), *end;

	if (start == NULL)
		return false;
	start += strlen(open);
	end = find(start, length - (size_t)(start - text), close);
	return end != NULL && end > start;
}

/* A sign, a word of at least TWO characters, and the sign CLOSE again. */
static bool
has_word(const char *text, size_t length, const char *open, const char *close)
{
	size_t before = strlen(open), behind = strlen(close);

	for (const char *at = find(text, length, open); at != NULL;) {
		const char *word = at + before;
		size_t rest = length - (size_t)(word - text), used = 0;

		while (used < rest && is_word(word[used]))
			used++;
		/* The word may have eaten underscores of the close sign. */
		while (behind > 0 && close[0] == '_' && used >= behind &&
		    memcmp(word + used - behind, close, behind) == 0)
			used -= behind;
		if (used >= 2 && !is_digit(word[0]) && rest - used >= behind &&
		    memcmp(word + used, close, behind) == 0)
			return true;
		at = find(at + 1, length - (size_t)(at + 1 - text), open);
	}
	return false;
}

/* PORT_NUMBER: nothing but capitals, digits and at least one underscore. */
static bool
is_bare(const char *text, size_t length)
{
	bool underscore = false;

	if (length < 3 || !is_upper(text[0]))
		return false;
	for (size_t i = 0; i < length; i++) {
		if (!is_upper(text[i]) && !is_digit(text[i]) && text[i] != '_')
			return false;
		underscore = underscore || text[i] == '_';
	}
	return underscore;
}

/* {port} or <port>: nothing but one name between OPEN and CLOSE. */
static bool
is_named(const char *text, size_t length, char open, char close)
{
	if (length <= 2 || text[0] != open || text[length - 1] != close)
		return false;
	for (size_t i = 1; i < length - 1; i++)
		if (!is_word(text[i]) && text[i] != ' ' && text[i] != '-' &&
		    text[i] != '.')
			return false;
	return true;
}

static bool
has_form(const struct placeholder_form *form, const char *text, size_t length,
    bool bare)
{
	switch (form->kind) {
	case PLACEHOLDER_PAIR:
		return has_pair(text, length, form->open, form->close);
	case PLACEHOLDER_WORD:
		return has_word(text, length, form->open, form->close);
	case PLACEHOLDER_WHOLE:
		return bare && (*form->open == '\0' ? is_bare(text, length) :
		    is_named(text, length, *form->open, *form->close));
	}
	return false;
}

bool
placeholder_inside(const char *text, size_t length, bool bare)
{
	if (length > LOOKED_AT)
		length = LOOKED_AT;	/* time grows with its square */
	for (size_t i = 0; i < placeholder_form_count; i++)
		if (has_form(&placeholder_forms[i], text, length, bare))
			return true;
	return false;
}
