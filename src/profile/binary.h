/*
 * Binary property lists ("bplist00"): read by ourselves, written through
 * libplist.
 */
#ifndef PROFILE_BINARY_H
#define PROFILE_BINARY_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct error;

/* 2001-01-01T00:00:00Z, where dates begin; seconds since 1970. */
#define BINARY_DATE_ORIGIN 978307200

bool binary_is(const void *bytes, size_t length);

struct binary_notes {
	bool duplicate_keys;	/* cannot be edited */
	bool fractional_dates;
	bool uids;		/* shown as CF$UID dictionaries */
	/* characters XML cannot hold, shown as U+FFFD */
	bool lossy_strings;
	bool sets;		/* sets, shown as arrays */
};

/* Why a file with these cannot be edited, in words; NULL: it can. */
const char *binary_notes_reason(const struct binary_notes *notes);

/*
 * Appends the document as XML in Apple's layout.  Every count is checked
 * against the bytes that are there; shared objects are written each time they
 * are used.  ERR_SYNTAX: damaged; ERR_UNSUPPORTED: holds what no property list
 * can (null, URL); ERR_LIMIT: 10 million values, depth 512, or far more text
 * than the file's size explains.  XML is as before on failure.
 */
bool binary_to_xml(const void *bytes, size_t length, struct buf *xml,
    struct binary_notes *notes, struct error *err);
/*
 * Our XML → binary (through libplist), read back by us and compared:
 * ERR_REFUSED when it reads differently. Appended.
 */
bool binary_from_xml(const char *xml, size_t length, struct buf *out,
    struct error *err);

#endif
