/*
 * Reading that fails, and what is odd about what was read.  See xml_reader.h.
 */
#include "profile/xml_reader.h"

#include "base/arena.h"

#include "profile/libexpat.h"

enum { DETAIL_MOST = 60 };	/* bytes of an oddity's detail */

void
reader_fail(struct reader *reader, enum error_code code, const char *where,
    const char *words)
{
	size_t line;
	size_t column;

	if (reader->failed)
		return;
	reader->failed = true;
	text_place(reader->text, reader->length,
	    (size_t)(where - reader->text), &line, &column);
	error_set(reader->err, code, "%s", words);
	error_locate(reader->err, NULL, line, column);
	XML_StopParser(reader->parser, XML_FALSE);
}

void
reader_add_oddity(struct reader *reader, enum oddity_kind kind,
    struct value *container, const char *where, const char *detail,
    size_t length)
{
	struct oddity *oddity;

	if (reader->beside != NULL || (reader->options->fragment &&
		kind == ODDITY_NO_PLIST_ELEMENT))
		return;
	if (length > DETAIL_MOST) {
		length = DETAIL_MOST;
		while (length > 0 &&
		    ((unsigned char)detail[length] & 0xC0) == 0x80)
			length--;
	}
	oddity = VEC_PUSH(reader->out->oddities);
	oddity->kind = kind;
	oddity->container = container;
	oddity->offset = (size_t)(where - reader->text);
	oddity->detail = arena_strndup(reader->arena, detail, length);
}
