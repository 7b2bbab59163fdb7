/*
 * Small words: articles, plurals, titles inside a sentence.
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "schema/place.h"
#include "form/internal.h"

enum { NOUN_COLUMNS = 30, LINE_BYTES = 1024 };

static bool
is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

void
words_inside(const char *title, struct buf *out)
{
	size_t word = strcspn(title, " ");
	bool plain = ascii_is_upper(title[0]);

	for (size_t i = 1; i < word; i++)
		if (!ascii_is_lower(title[i]) && title[i] != '-')
			plain = false;
	if (word < 2 || !plain) {
		buf_add_text(out, title);
		return;
	}
	buf_add_char(out, ascii_to_lower(title[0]));
	buf_add_text(out, title + 1);
}

const char *
words_article(const char *noun)
{
	char first = noun[0];

	if (ascii_is_upper(first) && !ascii_is_lower(noun[1]))	/* spelt out */
		return strchr("AEFHILMNORSX", first) != NULL ? "an" : "a";
	first = ascii_to_lower(first);
	if (first == 'u' && (strncmp(noun + 1, "ni", 2) == 0 ||
	    strncmp(noun + 1, "se", 2) == 0))
		return "a";	/* a unit, a user */
	return is_vowel(first) ? "an" : "a";
}

static bool
ends_in(const char *noun, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length >= size && memcmp(noun + length - size, end, size) == 0;
}

static void
add_plural(const char *noun, struct buf *out)
{
	size_t length = strlen(noun);

	if (strstr(noun, " or ") != NULL) {	/* has no plural of its own */
		buf_add_text(out, "items");
		return;
	}
	if (length > 1 && noun[length - 1] == 'y' &&
	    !is_vowel(noun[length - 2])) {
		buf_add(out, noun, length - 1);
		buf_add_text(out, "ies");
		return;
	}
	buf_add_text(out, noun);
	if (ends_in(noun, length, "s") || ends_in(noun, length, "x") ||
	    ends_in(noun, length, "ch") || ends_in(noun, length, "sh"))
		buf_add_char(out, 'e');
	buf_add_char(out, 's');
}

void
words_count(size_t count, const char *noun, struct buf *out)
{
	if (count == 0) {
		buf_add_text(out, "empty");
		return;
	}
	buf_addf(out, "%zu ", count);
	if (count == 1)
		buf_add_text(out, noun);
	else
		add_plural(noun, out);
}

void
words_item(const struct place *array, struct buf *out)
{
	const struct place *item = array != NULL ? place_item(array) : NULL;

	if (item == NULL || item->key == NULL || !item->key->has_title ||
	    text_width(item->key->title, strlen(item->key->title)) >
	    NOUN_COLUMNS)
		buf_add_text(out, "item");
	else
		words_inside(item->key->title, out);
}

void
words_unit(const char *number, const char *unit, struct buf *out)
{
	size_t length = strlen(unit);

	if (strcmp(number, "1") == 0 && ends_in(unit, length, "s"))
		length--;
	buf_addf(out, "%s %.*s", number, (int)length, unit);
}

void
words_first_line(const char *text, size_t length, struct buf *out)
{
	size_t end = 0;

	while (end < length && text[end] != '\n' && text[end] != '\r' &&
	    end < LINE_BYTES)
		end++;
	while (end > 0 && end < length && (text[end] & 0xc0) == 0x80)
		end--;		/* not inside a character */
	buf_add(out, text, end);
	while (end < length && (text[end] == '\n' || text[end] == '\r'))
		end++;
	if (end < length)
		buf_add_text(out, "…");
}

void
words_sentence(const char *text, struct buf *out)
{
	size_t length = strlen(text);

	if (length == 0)
		return;
	if (ascii_is_lower(text[0]) && !(length > 1 &&
	    ascii_is_upper(text[1]))) {
		buf_add_char(out, ascii_to_upper(text[0]));
		buf_add(out, text + 1, length - 1);
	} else {
		buf_add(out, text, length);
	}
	if (strchr(".:;", text[length - 1]) == NULL)
		buf_add_char(out, '.');
}

void
words_end_sentence(struct buf *out)
{
	if (out->length > 0 && out->data[out->length - 1] != '.')
		buf_add_char(out, '.');
	buf_add_char(out, '\n');
}
