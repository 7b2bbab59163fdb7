/*
 * Binary property lists ("bplist00"): read by ourselves, written through libplist.
 */
#ifndef PROFILE_BINARY_H
#define PROFILE_BINARY_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct error;

bool binary_is(const void *bytes, size_t length);

struct binary_notes {
	bool duplicate_keys;	/* cannot be edited */
	bool fractional_dates;
	bool uids;		/* written as CF$UID dictionaries */
	bool lossy_strings;	/* characters XML cannot hold */
};

/* Appends the document as XML in Apple's layout. Every count is checked against the bytes that are there. */
bool binary_to_xml(const void *bytes, size_t length, struct buf *xml, struct binary_notes *notes, struct error *err);
/* Our XML → binary, read back by us and compared. */
bool binary_from_xml(const char *xml, size_t length, struct buf *out, struct error *err);

#endif
