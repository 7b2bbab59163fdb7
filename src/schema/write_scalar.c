/*
 * Strings as YAML: plain where no reader can take them for something else,
 * in single quotes, folded, literal, or with escapes.
 * Source: YAML 1.1 and 1.2; the types of YAML 1.1 are the stricter ones.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "base/yaml.h"
#include "schema/write_internal.h"

enum { LINE_COLUMNS = 100 };

/* Readers take these for booleans or for nothing. */
static bool
is_word_of_yaml(const char *text)
{
	static const char *const words[] = { "true", "false", "yes", "no",
		"on", "off", "y", "n", "null" };

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (text_equal_nocase(text, words[i]))
			return true;
	return false;
}

static bool
begins_plainly(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '<' ||
	    c == '/' || c == '(';
}

/* Printable, on one line, no blanks at the ends. */
static bool
is_simple(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || *text == ' ' || text[length - 1] == ' ')
		return false;
	for (const char *at = text; *at != '\0';) {
		uint32_t code;
		size_t used = utf8_decode(at, length - (size_t)(at - text),
		    &code);

		if (code < 0x20 || code == 0x7f || text_is_hidden(code) ||
		    code == 0xfffd)
			return false;
		at += used;
	}
	return true;
}

static bool
is_plain(const char *text)
{
	return begins_plainly(*text) && !is_word_of_yaml(text) &&
	    strcmp(text, "<<") != 0 &&
	    strstr(text, ": ") == NULL && strstr(text, " #") == NULL &&
	    text[strlen(text) - 1] != ':' && strpbrk(text, "`\"") == NULL;
}

/* Folding turns single breaks into blanks: more than one blank is lost. */
static bool
can_be_folded(const char *text)
{
	return strstr(text, "  ") == NULL;
}

static void
add_folded(const char *text, size_t indent, struct buf *out)
{
	buf_add_text(out, ">-\n");
	while (*text != '\0') {
		size_t length = strlen(text);
		size_t room = LINE_COLUMNS > indent + 20 ?
		    LINE_COLUMNS - indent : 20;

		if (length > room) {
			length = room;
			while (length > 0 && text[length] != ' ')
				length--;
			if (length == 0)
				length = strcspn(text, " ");
		}
		buf_add_repeat(out, ' ', indent);
		buf_add(out, text, length);
		buf_add_char(out, '\n');
		text += length;
		text += *text == ' ';
	}
}

/* Lines that a literal block keeps as they are. */
static bool
can_be_literal(const char *text)
{
	size_t length = strlen(text);

	if (length == 0 || strchr(" \n", *text) != NULL ||
	    text[length - 1] == '\n')
		return false;
	for (const char *line = text;; line++) {
		size_t n = strcspn(line, "\n");
		AUTO_FREE char *copy = xstrndup(line, n);
		size_t blanks = strspn(copy, " ");

		if (n > 0 && !is_simple(copy + blanks))
			return false;
		line += n;
		if (*line == '\0')
			return true;
	}
}

static void
add_literal(const char *text, size_t indent, struct buf *out)
{
	buf_add_text(out, "|-\n");
	for (;;) {
		size_t n = strcspn(text, "\n");

		if (n > 0)
			buf_add_repeat(out, ' ', indent);
		buf_add(out, text, n);
		buf_add_char(out, '\n');
		if (text[n] == '\0')
			return;
		text += n + 1;
	}
}

static void
add_escaped(const char *text, struct buf *out)
{
	size_t length = strlen(text);

	buf_add_char(out, '"');
	for (size_t i = 0; i < length;) {
		uint32_t code;
		size_t used = utf8_decode(text + i, length - i, &code);

		if (code == '"' || code == '\\')
			buf_addf(out, "\\%c", (char)code);
		else if (code == '\n')
			buf_add_text(out, "\\n");
		else if (code == '\t')
			buf_add_text(out, "\\t");
		else if (code > 0xffff && text_is_hidden(code))
			buf_addf(out, "\\U%08lX", (unsigned long)code);
		else if (code < 0x20 || code == 0x7f || text_is_hidden(code))
			buf_addf(out, "\\u%04lX", (unsigned long)code);
		else
			buf_add(out, text + i, used);
		i += used;
	}
	buf_add_text(out, "\"\n");
}

void
write_string(const char *text, size_t column, size_t indent, struct buf *out)
{
	if (*text == '\0') {
		buf_add_text(out, "''\n");
		return;
	}
	if (!is_simple(text)) {
		if (can_be_literal(text))
			add_literal(text, indent, out);
		else
			add_escaped(text, out);
		return;
	}
	if (column + strlen(text) + 2 > LINE_COLUMNS && can_be_folded(text) &&
	    strchr(text, ' ') != NULL) {
		add_folded(text, indent, out);
	} else if (is_plain(text)) {
		buf_addf(out, "%s\n", text);
	} else {
		yaml_add_quoted(text, out);
		buf_add_char(out, '\n');
	}
}
