/*
 * Which values a bullet of a key's description explains.  The files write
 * them in many ways:
 *
 *	'v': text	`v`: text	'v:' text	"v" - text
 *	'v' = text	'v' text	'v'		Bit '0x01' text
 *	'1' or '1.5': text		'1' to '3': text
 *	v: text		v - text	v (alone)
 */
#include "config.h"

#include <string.h>

#include "base/text.h"
#include "schema/internal.h"

struct cursor {
	const char *text;
	size_t length;
};

static const struct quote {
	const char *open, *close;
} quotes[] = {
	{ "'", "'" },
	{ "`", "`" },
	{ "\"", "\"" },
	{ "\xe2\x80\x98", "\xe2\x80\x99" },	/* single typographic */
	{ "\xe2\x80\x9c", "\xe2\x80\x9d" },	/* double typographic */
};

static const char *const dashes[] = {
	"--", "-", "\xe2\x80\x93", "\xe2\x80\x94"
};

static bool
starts_with(const struct cursor *at, const char *what)
{
	size_t n = strlen(what);

	return at->length >= n && memcmp(at->text, what, n) == 0;
}

static void
advance(struct cursor *at, size_t n)
{
	at->text += n;
	at->length -= n;
}

static bool
skip(struct cursor *at, const char *what)
{
	if (!starts_with(at, what))
		return false;
	advance(at, strlen(what));
	return true;
}

static void
skip_blanks(struct cursor *at)
{
	while (at->length > 0 && (*at->text == ' ' || *at->text == '\t'))
		advance(at, 1);
}

static bool
skip_dash(struct cursor *at)
{
	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
		if (skip(at, dashes[i]))
			return true;
	return false;
}

static bool
starts_with_dash(const struct cursor *at)
{
	struct cursor next = *at;

	return skip_dash(&next);
}

static void
trim(struct bullet_value *value)
{
	while (value->length > 0 && *value->text == ' ') {
		value->text++;
		value->length--;
	}
	while (value->length > 0 && value->text[value->length - 1] == ' ')
		value->length--;
}

/* One value in quotes. */
static bool
take_quoted(struct cursor *at, struct bullet_value *out)
{
	for (size_t i = 0; i < sizeof quotes / sizeof quotes[0]; i++) {
		struct cursor end = *at;

		if (!skip(&end, quotes[i].open))
			continue;
		const char *begin = end.text;

		while (end.length > 0 && !starts_with(&end, quotes[i].close))
			advance(&end, 1);
		if (end.length == 0 || end.text == begin)
			return false;
		*out = (struct bullet_value){ begin,
			(size_t)(end.text - begin), false };
		trim(out);
		advance(&end, strlen(quotes[i].close));
		*at = end;
		return out->length > 0;
	}
	return false;
}

/* What joins two values: "or", "and", ",", "/"; "to", a dash: a range. */
static bool
skip_joint(struct cursor *at, bool *through)
{
	static const struct {
		const char *word;
		bool through;
	} joints[] = {
		{ ", or ", false }, { ", and ", false }, { " or ", false },
		{ " and ", false }, { ", ", false }, { ",", false },
		{ " / ", false }, { "/", false }, { " to ", true },
		{ " through ", true }, { "...", true },
		{ "\xe2\x80\xa6", true }, { "-", true },
		{ "\xe2\x80\x93", true },
	};

	for (size_t i = 0; i < sizeof joints / sizeof joints[0]; i++)
		if (skip(at, joints[i].word)) {
			*through = joints[i].through;
			return true;
		}
	return false;
}

static bool
take_all_quoted(struct cursor *at, struct bullet *out)
{
	if (!take_quoted(at, &out->values[0]))
		return false;
	out->count = 1;
	while (out->count < BULLET_VALUES) {
		struct cursor next = *at;
		bool through;

		if (!skip_joint(&next, &through))
			break;
		skip_blanks(&next);
		if (!take_quoted(&next, &out->values[out->count]))
			break;
		out->values[out->count - 1].through = through;
		out->count++;
		*at = next;
	}
	out->quoted = true;
	return true;
}

/* Whether a value without quotes may end here. */
static bool
ends_bare(const struct cursor *at)
{
	struct cursor next = *at;

	if (next.length == 0 || *next.text == '\n')
		return true;
	if (*next.text == ':')
		return next.length == 1 || next.text[1] == ' ';
	if (*next.text != ' ')
		return false;
	skip_blanks(&next);
	if (next.length == 0 || *next.text == '\n')
		return true;
	return (skip(&next, "=") || skip_dash(&next)) &&
	    (next.length == 0 || *next.text == ' ');
}

static bool
take_bare(struct cursor *at, struct bullet *out)
{
	struct cursor end = *at;

	while (!ends_bare(&end))
		advance(&end, 1);
	if (end.text == at->text)
		return false;
	out->values[0] = (struct bullet_value){ at->text,
		(size_t)(end.text - at->text), false };
	out->count = 1;
	out->quoted = false;
	*at = end;
	return true;
}

bool
bullet_parse(const char *text, size_t length, struct bullet *out)
{
	struct cursor at = { text, length };

	memset(out, 0, sizeof *out);
	skip_blanks(&at);
	if (!skip(&at, "Bits ") && !skip(&at, "Bit "))
		skip(&at, "bit ");
	skip_blanks(&at);
	if (!take_all_quoted(&at, out) && !take_bare(&at, out))
		return false;
	/* A word that goes on behind the quotes is no value. */
	if (out->quoted && at.length > 0 &&
	    strchr(" \n:=-,.;(", *at.text) == NULL && !starts_with_dash(&at))
		return false;
	skip_blanks(&at);
	out->parted = skip(&at, ":") || skip(&at, "=") || skip_dash(&at) ||
	    at.length == 0 || *at.text == '\n';
	skip_blanks(&at);
	if (at.length > 0 && *at.text == '\n')
		advance(&at, 1);
	out->meaning = at.text;
	out->meaning_length = at.length;
	return true;
}
