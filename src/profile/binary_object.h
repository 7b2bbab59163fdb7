/*
 * The frame of a binary property list: where its objects stand, held against
 * the bytes that are there.  Private to this folder.
 * Source: CFBinaryPList.c of Apple's CoreFoundation (format "bplist00").
 */
#ifndef PROFILE_BINARY_OBJECT_H
#define PROFILE_BINARY_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

enum marker {	/* the high half of an object's first byte */
	MARK_SIMPLE = 0x0, MARK_INTEGER = 0x1, MARK_REAL = 0x2, MARK_DATE = 0x3,
	MARK_DATA = 0x4, MARK_ASCII = 0x5, MARK_UTF16 = 0x6, MARK_UTF8 = 0x7,
	MARK_UID = 0x8, MARK_ARRAY = 0xa, MARK_ORDERED_SET = 0xb,
	MARK_SET = 0xc, MARK_DICT = 0xd
};

struct binary_table {
	const uint8_t *bytes;
	size_t length;		/* of the part that holds objects */
	const uint8_t *offsets;
	unsigned offset_size, ref_size;	/* bytes, 1 to 8 */
	uint64_t count;		/* of objects */
	uint64_t top;		/* the root */
};

struct binary_object {
	const uint8_t *body;	/* behind marker and count */
	size_t room;		/* bytes from there to the end of the objects */
	enum marker marker;
	unsigned low;		/* the low half of the marker byte */
	/* of bytes, code units, items; for those that have one */
	uint64_t count;
};

/* Looks at the trailer. ERR_SYNTAX. */
bool binary_table_open(struct binary_table *table, const void *bytes,
    size_t length, struct error *err);
/* The object INDEX; what it counts lies within the bytes. ERR_SYNTAX. */
bool binary_find(const struct binary_table *table, uint64_t index,
    struct binary_object *object, struct error *err);
/*
 * The index of the object that item AT of a container refers to (dictionaries:
 * keys, then values).
 */
uint64_t binary_reference(const struct binary_table *table,
    const struct binary_object *object, uint64_t at);
uint64_t binary_number(const uint8_t *at, unsigned size);
/* "damaged binary property list: WHAT"; returns false. */
bool binary_damaged(const char *what, struct error *err);

#endif
