/*
 * An open document: its value tree, what wraps it on disk, what was odd about
 * it, and its edits.
 *
 * bytes → [CMS unwrapped] → [binary → XML text] → [other encodings → UTF-8] →
 * the tree.
 */
#ifndef PROFILE_PROFILE_H
#define PROFILE_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "value/value.h"

struct buf;
struct cms_info;
struct error;
struct progress;
struct profile;

enum profile_format { PROFILE_XML, PROFILE_BINARY };

enum profile_encoding {
	ENCODING_UTF8, ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_LATIN1,
	ENCODING_ASCII, ENCODING_WINDOWS1252, ENCODINGS
};

/*
 * What the reader met that well-formed XML may hold but a property list should
 * not.
 */
enum oddity_kind {
	ODDITY_STRAY_TEXT,	/* text between elements */
	ODDITY_UNKNOWN_ELEMENT,
	ODDITY_KEY_WITHOUT_VALUE,
	ODDITY_VALUE_WITHOUT_KEY,
	ODDITY_LEADING_SPACE,	/* white space before <?xml */
	ODDITY_TRAILING_NULS,
	ODDITY_NO_PLIST_ELEMENT,	/* the root value stands alone */
	ODDITY_SEVERAL_ROOTS,
	ODDITY_ATTRIBUTE,	/* unexpected attribute on a plist element */
	ODDITY_BINARY_DATE,	/* a binary date with a fraction of a second */
	ODDITIES
};

struct oddity {
	enum oddity_kind kind;
	/* whose slot or tail it stands in; NULL: prolog or epilog */
	struct value *container;
	size_t offset;		/* bytes into the text as read */
	/* the name or text, clipped; lives with the profile */
	const char *detail;
};

/*
 * Parses BYTES (copied).  NAME is for messages.  Ill-formed: ERR_SYNTAX with
 * file, line and column and the reason in words.  ERR_UNSUPPORTED: encrypted or
 * detached CMS, OpenStep, JSON …, said by name. ERR_LIMIT: over 1 GiB, depth
 * 512, 10 million values of a binary file.
 */
struct profile *profile_parse(const char *name, const void *bytes,
    size_t length, const struct progress *progress, struct error *err);
/*
 * Reads the file and remembers what it was (device, inode, size, times, mode)
 * for saving. "-": standard input; it and pipes have no path afterwards.
 */
struct profile *profile_open(const char *path, const struct progress *progress,
    struct error *err);
/*
 * A new document in Apple's layout: an empty root dictionary; path may be NULL.
 * Nothing touches the disk.
 */
struct profile *profile_new(const char *path);
void profile_close(struct profile *profile);

/*
 * The name for messages and where saving goes; NULL path for what came from no
 * file.
 */
const char *profile_name(const struct profile *profile);
const char *profile_path(const struct profile *profile);
void profile_set_path(struct profile *profile, const char *path);
bool profile_is_new(const struct profile *profile);	/* no file read */

struct value *profile_root(const struct profile *profile);
enum profile_format profile_get_format(const struct profile *profile);
enum profile_encoding profile_get_encoding(const struct profile *profile);
/* NULL: not signed. */
const struct cms_info *profile_get_cms(const struct profile *profile);
/* NULL: can be edited; else why not, in words. */
const char *profile_read_only_reason(const struct profile *profile);
void profile_set_read_only(struct profile *profile, const char *reason);

size_t profile_oddity_count(const struct profile *profile);
const struct oddity *profile_oddity(const struct profile *profile,
    size_t index);

/*
 * The text as it would be saved, in UTF-8 (for binary documents too: their
 * XML). Appended.
 */
void profile_text(const struct profile *profile, struct buf *out);
/*
 * The bytes as they would be written to the file: encoding, BOM, binary; never
 * the signature.
 */
bool profile_bytes(struct profile *profile, struct buf *out, struct error *err);
/* The pieces of VALUE (open to close) only. */
void profile_value_text(const struct profile *profile,
    const struct value *value, struct buf *out);

/*
 * Where things stand in profile_text(): line and column, 1-based, column in
 * code points, a BOM not counted.  One walk for all: fills positions[i] for
 * values[i] (of the key when it has one, of the value's own tag with
 * PLACE_VALUE).
 */
struct position {
	const struct value *value;
	/* END: its close tag */
	enum position_place { PLACE_ENTRY, PLACE_VALUE, PLACE_END } place;
	size_t offset;		/* out: bytes */
	size_t line, column;	/* out */
};
void profile_locate(const struct profile *profile, struct position *positions,
    size_t count);
/*
 * The value whose text holds LINE (1-based), the innermost; the root when none.
 */
struct value *profile_value_at_line(const struct profile *profile, size_t line);

#endif
