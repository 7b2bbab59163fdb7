/*
 * Finding the objects of a binary property list.  Nothing in the file is
 * believed before it was held against the bytes that are there.
 */
#include "profile/binary_object.h"

#include <string.h>

#include "base/error.h"
#include "profile/binary.h"

enum {
	HEADER_SIZE = 8,	/* bytes: "bplist00" */
	TRAILER_SIZE = 32	/* bytes */
};

bool
binary_is(const void *bytes, size_t length)
{
	return length >= HEADER_SIZE && memcmp(bytes, "bplist0", 7) == 0;
}

bool
binary_damaged(const char *what, struct error *err)
{
	error_set(err, ERR_SYNTAX, "damaged binary property list: %s", what);
	return false;
}

uint64_t
binary_number(const uint8_t *at, unsigned size)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < size; i++)
		value = value << 8 | at[i];
	return value;
}

/* --------------------------------------------------------------- trailer */

bool
binary_table_open(struct binary_table *table, const void *bytes,
    size_t length, struct error *err)
{
	const uint8_t *trailer;
	uint64_t offset, room;

	if (!binary_is(bytes, length) ||
	    length < HEADER_SIZE + TRAILER_SIZE + 2)
		return binary_damaged("it is too short", err);
	trailer = (const uint8_t *)bytes + length - TRAILER_SIZE;
	table->offset_size = trailer[6];
	table->ref_size = trailer[7];
	table->count = binary_number(trailer + 8, 8);
	table->top = binary_number(trailer + 16, 8);
	offset = binary_number(trailer + 24, 8);
	if (table->offset_size < 1 || table->offset_size > 8 ||
	    table->ref_size < 1 || table->ref_size > 8)
		return binary_damaged("its trailer names impossible sizes",
		    err);
	if (offset <= HEADER_SIZE || offset > length - TRAILER_SIZE)
		return binary_damaged("its table lies outside of the file",
		    err);
	room = length - TRAILER_SIZE - offset;
	if (table->count == 0 || table->count > room / table->offset_size)
		return binary_damaged(
		    "it names more objects than the file has room for", err);
	if (table->top >= table->count)
		return binary_damaged("its first object is not there", err);
	table->bytes = bytes;
	table->length = (size_t)offset;
	table->offsets = table->bytes + offset;
	return true;
}

/* --------------------------------------------------------------- objects */

/* The count behind a marker whose low half is 0xf: an integer object. */
static bool
read_long_count(struct binary_object *object, struct error *err)
{
	unsigned size;

	if (object->room < 1 || object->body[0] >> 4 != MARK_INTEGER ||
	    (object->body[0] & 0xf) > 3)
		return binary_damaged("a count is no number", err);
	size = 1u << (object->body[0] & 0xf);
	if (object->room < 1 + size)
		return binary_damaged("a count ends too early", err);
	object->count = binary_number(object->body + 1, size);
	object->body += 1 + size;
	object->room -= 1 + size;
	return true;
}

/* Bytes that one of the things counted takes; 0: nothing is counted. */
static unsigned
unit_size(const struct binary_table *table, enum marker marker)
{
	switch (marker) {
	case MARK_DATA:
	case MARK_ASCII:
	case MARK_UTF8:
		return 1;
	case MARK_UTF16:
		return 2;
	case MARK_ARRAY:
	case MARK_ORDERED_SET:
	case MARK_SET:
		return table->ref_size;
	case MARK_DICT:
		return 2 * table->ref_size;
	default:
		return 0;
	}
}

bool
binary_find(const struct binary_table *table, uint64_t index,
    struct binary_object *object, struct error *err)
{
	uint64_t offset;
	unsigned unit;

	if (index >= table->count)
		return binary_damaged(
		    "it refers to an object that is not there", err);
	offset = binary_number(table->offsets + index * table->offset_size,
	    table->offset_size);
	if (offset < HEADER_SIZE || offset >= table->length)
		return binary_damaged("an object lies outside of the file",
		    err);
	object->marker = table->bytes[offset] >> 4;
	object->low = table->bytes[offset] & 0xf;
	object->body = table->bytes + offset + 1;
	object->room = table->length - (size_t)offset - 1;
	object->count = object->low;
	unit = unit_size(table, object->marker);
	if (unit == 0)
		return true;
	if (object->low == 0xf && !read_long_count(object, err))
		return false;
	if (object->count > object->room / unit)
		return binary_damaged("an object is longer than the file", err);
	return true;
}

uint64_t
binary_reference(const struct binary_table *table,
    const struct binary_object *object, uint64_t at)
{
	return binary_number(object->body + at * table->ref_size,
	    table->ref_size);
}

