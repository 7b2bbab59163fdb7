/*
 * What stands between two items of a container: white space, comments and what
 * well-formed XML may hold besides.  Decides which comments belong to the item
 * before (same line), which to the item behind (directly before it, no blank
 * line between) and what belongs to the place itself.
 */
#include <string.h>

#include "base/die.h"
#include "value/chardata.h"

#include "profile/internal.h"

static bool
has_blank_line(const char *text, size_t length)
{
	size_t lines = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\r' && i + 1 < length && text[i + 1] == '\n')
			continue;
		lines += text[i] == '\n' || text[i] == '\r';
	}
	return lines > 1;
}

size_t
slot_same_line(const char *text, size_t length, bool last)
{
	size_t used = 0;
	size_t at = 0;

	while (at < length) {
		enum chardata_kind kind;
		size_t n = chardata_token(text + at, length - at, &kind);

		if (kind == CHARDATA_WHITE &&
		    piece_has_line_end(piece_of(text + at, n)))
			return used;
		if (kind == CHARDATA_COMMENT)
			used = at + n;
		else if (kind != CHARDATA_WHITE)
			return 0;
		at += n;
	}
	return last ? used : 0;
}

/* State of going over the tokens once, front to back. */
struct walk {
	/* where the run of comments at the end starts */
	size_t before;
	bool in_run;
	size_t depth;		/* in elements that are no values */
};

static void
take_token(struct walk *walk, enum chardata_kind kind, const char *token,
    size_t length, size_t at)
{
	switch (kind) {
	case CHARDATA_WHITE:
		if (has_blank_line(token, length))
			walk->in_run = false;
		return;
	case CHARDATA_COMMENT:
		if (!walk->in_run)
			walk->before = at;
		walk->in_run = true;
		return;
	case CHARDATA_OPEN:
		walk->depth++;
		break;
	case CHARDATA_CLOSE:
		if (walk->depth > 0)
			walk->depth--;
		break;
	default:
		break;
	}
	walk->in_run = false;
}

void
slot_split(const char *text, size_t length, bool first, bool last,
    struct slot_parts *out,
    void (*stray)(const char *text, size_t length, void *arg), void *arg)
{
	struct walk walk = { .before = length };
	size_t start = slot_same_line(text, length, last);
	size_t at = start;

	while (at < length) {
		enum chardata_kind kind;
		size_t n = chardata_token(text + at, length - at, &kind);

		if (walk.depth == 0 && stray != NULL &&
		    (kind == CHARDATA_TEXT || kind == CHARDATA_CDATA))
			stray(text + at, n, arg);
		take_token(&walk, kind, text + at, n, at);
		at += n;
	}
	if (!walk.in_run || last)
		walk.before = length;
	if (first) {
		/*
		 * A comment on the line of the container's tag is about the
		 * container.
		 */
		out->after = piece_of(text, 0);
		start = 0;
	} else {
		out->after = piece_of(text, start);
	}
	out->slot = piece_of(text + start, walk.before - start);
	out->before = piece_of(text + walk.before, length - walk.before);
}

/* ---- keys without values, values without keys */

static bool
is_name(const char *tag, size_t length, const char *name)
{
	size_t n = strlen(name);

	return length > n + 1 && memcmp(tag + 1, name, n) == 0 &&
	    memchr(" \t\r\n/>", tag[n + 1], 6) != NULL;
}

static bool
is_value_tag(const char *tag, size_t length)
{
	static const char *const names[] = {
		"dict", "array", "string", "integer", "real", "true", "false",
		"date", "data",
	};

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (is_name(tag, length, names[i]))
			return true;
	}
	return false;
}

/*
 * The first element of TEXT that is a key ('k') or a value ('v'), or the last
 * one; '\0': there is none.
 */
static char
key_or_value(struct piece text, bool last)
{
	size_t depth = 0;
	size_t at = 0;
	char found = '\0';

	while (at < text.length && (found == '\0' || last)) {
		const char *tag = text.text + at;
		enum chardata_kind kind;
		size_t n = chardata_token(tag, text.length - at, &kind);
		bool opens = kind == CHARDATA_OPEN || kind == CHARDATA_EMPTY;

		if (opens && depth == 0 && is_name(tag, n, "key"))
			found = 'k';
		else if (opens && depth == 0 && is_value_tag(tag, n))
			found = 'v';
		depth += kind == CHARDATA_OPEN;
		depth -= kind == CHARDATA_CLOSE && depth > 0;
		at += n;
	}
	return found;
}

bool
slot_ends_with_key(struct piece slot)
{
	return key_or_value(slot, true) == 'k';
}

bool
slot_begins_with_value(struct piece slot)
{
	return key_or_value(slot, false) == 'v';
}
