/*
 * Writing JSON (RFC 8259) piece by piece.  In strings, what a terminal might
 * act on or not show is escaped; ill-formed UTF-8 becomes U+FFFD.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

struct json {
	struct buf *out;	/* borrowed */
	unsigned indent;	/* blanks a level; 0: one line */
	unsigned depth;
	bool first;		/* nothing written in this container yet */
	bool after_key;
};

void json_init(struct json *json, struct buf *out, unsigned indent);
void json_open_object(struct json *json);
void json_close_object(struct json *json);
void json_open_array(struct json *json);
void json_close_array(struct json *json);
void json_key(struct json *json, const char *key);
void json_string(struct json *json, const char *text);
void json_string_n(struct json *json, const char *text, size_t length);
void json_integer(struct json *json, int64_t value);
/* Digits as they are: NUMBER must be a JSON number. */
void json_raw(struct json *json, const char *number);
void json_boolean(struct json *json, bool value);
void json_null(struct json *json);

#endif
