/*
 * Writing JSON piece by piece.  See json.h.
 */
#include "config.h"

#include "base/json.h"

#include <string.h>

#include "base/buf.h"
#include "base/scalar.h"
#include "base/text.h"

void
json_init(struct json *json, struct buf *out, unsigned indent)
{
	*json = (struct json){ .out = out, .indent = indent, .first = true };
}

static void
break_line(struct json *json)
{
	if (json->indent == 0)
		return;
	buf_add_char(json->out, '\n');
	buf_add_repeat(json->out, ' ', (size_t)json->indent * json->depth);
}

/* What stands before a key or a value that has none. */
static void
begin(struct json *json)
{
	if (json->after_key) {
		json->after_key = false;
		return;
	}
	if (!json->first)
		buf_add_char(json->out, ',');
	if (json->depth > 0)
		break_line(json);
	json->first = false;
}

static void
open_container(struct json *json, char bracket)
{
	begin(json);
	buf_add_char(json->out, bracket);
	json->depth++;
	json->first = true;
}

static void
close_container(struct json *json, char bracket)
{
	json->depth--;
	if (!json->first)
		break_line(json);
	buf_add_char(json->out, bracket);
	json->first = false;
}

void
json_open_object(struct json *json)
{
	open_container(json, '{');
}

void
json_close_object(struct json *json)
{
	close_container(json, '}');
}

void
json_open_array(struct json *json)
{
	open_container(json, '[');
}

void
json_close_array(struct json *json)
{
	close_container(json, ']');
}

static void
add_escape(struct buf *out, uint32_t c)
{
	if (c > 0xffff) {
		c -= 0x10000;
		buf_addf(out, "\\u%04x", (unsigned)(0xd800 | c >> 10));
		c = 0xdc00 | (c & 0x3ff);
	}
	buf_addf(out, "\\u%04x", (unsigned)c);
}

static void
add_character(struct buf *out, const char *text, size_t used, uint32_t c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
	const char *found = c != 0 && c < 128 ? strchr(plain, (int)c) : NULL;

	if (found != NULL) {
		buf_add_char(out, '\\');
		buf_add_char(out, letter[found - plain]);
	} else if (text_is_hidden(c)) {
		add_escape(out, c);
	} else if (c == 0xfffd) {
		buf_add_text(out, "\xef\xbf\xbd");	/* also ill-formed */
	} else {
		buf_add(out, text, used);
	}
}

static void
add_string(struct buf *out, const char *text, size_t length)
{
	uint32_t c;

	buf_add_char(out, '"');
	for (size_t used; length > 0; text += used, length -= used) {
		used = utf8_decode(text, length, &c);
		add_character(out, text, used, c);
	}
	buf_add_char(out, '"');
}

void
json_key(struct json *json, const char *key)
{
	begin(json);
	add_string(json->out, key, strlen(key));
	buf_add_text(json->out, json->indent > 0 ? ": " : ":");
	json->after_key = true;
}

void
json_string(struct json *json, const char *text)
{
	json_string_n(json, text, strlen(text));
}

void
json_string_n(struct json *json, const char *text, size_t length)
{
	begin(json);
	add_string(json->out, text, length);
}

void
json_integer(struct json *json, int64_t value)
{
	begin(json);
	scalar_format_integer(json->out, integer_from(value));
}

void
json_raw(struct json *json, const char *number)
{
	begin(json);
	buf_add_text(json->out, number);
}

void
json_boolean(struct json *json, bool value)
{
	json_raw(json, value ? "true" : "false");
}

void
json_null(struct json *json)
{
	json_raw(json, "null");
}
