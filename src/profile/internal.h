/*
 * What the modules of profile/ share.  Never leaves this folder.
 */
#ifndef PROFILE_INTERNAL_H
#define PROFILE_INTERNAL_H

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "profile/edit.h"
#include "profile/file_state.h"
#include "profile/profile.h"

struct draft;
struct layout;

/* Bytes of a text or a file; lengths of pieces are 32 bits wide. */
#define DOCUMENT_MOST ((size_t)1 << 30)

struct oddities {
	struct oddity *items;
	size_t count, capacity;
};

/*
 * Dictionaries and arrays in document order, for what must be freed one by one.
 */
struct value_list {
	struct value **items;
	size_t count, capacity;
};

/* The text with its tree: what replacing the whole text swaps. */
struct document {
	struct piece source;	/* the text as read, in UTF-8 */
	struct piece prolog;	/* all before the root value, a BOM included */
	struct value *root;
	struct piece epilog;	/* all behind it */
	struct oddities oddities;	/* by offset */
	enum profile_encoding encoding;
};

struct profile {
	char *name, *path;	/* path: NULL when it came from no file */
	struct arena *arena;
	struct document document;
	enum profile_format format;
	struct cms_info *cms;	/* NULL: not signed */
	/* a signed file as it was read, for FILE.signed */
	struct buf original;
	char *read_only;	/* NULL: can be edited; else why not */
	struct edits *edits;
	const struct edit_watcher *watchers[EDIT_WATCHERS_MOST];
	bool is_new;
	struct file_state file;	/* as it was read or saved last */
	/* the rescue copy this session wrote; NULL: none */
	char *rescue;
	/* what layout.c found out, or NULL */
	const struct layout *common_layout;
	/* dictionaries that may hold a name index */
	struct value_list indexed;
};

/* ---- text.c: pieces and places */

/* Line and column of OFFSET in TEXT; a BOM at the front is not counted. */
void text_place(const char *text, size_t length, size_t offset, size_t *line,
    size_t *column);
/*
 * What follows the last line end in white space at the end of TEXT; false when
 * there is no line end in it.
 */
bool text_indentation(const char *text, size_t length, struct piece *line_end,
    struct piece *indent);
/* Bytes of the byte order mark that TEXT begins with, 0 when it has none. */
size_t text_bom(const char *text, size_t length);

static inline struct piece
piece_of(const char *text, size_t length)
{
	return (struct piece){ text, (uint32_t)length };
}

static inline bool
piece_equals(struct piece a, struct piece b)
{
	return a.length == b.length &&
	    (a.length == 0 || memcmp(a.text, b.text, a.length) == 0);
}

static inline bool
piece_has_line_end(struct piece piece)
{
	return piece.length > 0 &&
	    (memchr(piece.text, '\n', piece.length) != NULL ||
	    memchr(piece.text, '\r', piece.length) != NULL);
}

/* PIECE without the white space at its end. */
static inline struct piece
piece_trim_end(struct piece piece)
{
	while (piece.length > 0 &&
	    ascii_is_white(piece.text[piece.length - 1]))
		piece.length--;
	return piece;
}

static inline void
buf_add_piece(struct buf *out, struct piece piece)
{
	buf_add(out, piece.text, piece.length);
}

/* ---- encoding.c */

/*
 * Finds out the encoding of BYTES and appends them as UTF-8 to TEXT unless they
 * are UTF-8 already (then TEXT stays empty).  *EXACT is false when encoding
 * TEXT again would not give BYTES.  ERR_UNSUPPORTED names an encoding that is
 * not read.
 */
bool encoding_decode(const char *bytes, size_t length,
    enum profile_encoding *encoding, struct buf *text, bool *exact,
    struct error *err);
/*
 * Appends TEXT (UTF-8) as ENCODING. ERR_RANGE with line and column for a
 * character it lacks.
 */
bool encoding_encode(const char *text, size_t length,
    enum profile_encoding encoding, struct buf *out, struct error *err);
/*
 * What the XML declaration of TEXT names; UTF-8 when it names none.
 * ERR_UNSUPPORTED as above.
 */
bool encoding_declared(const char *text, size_t length,
    enum profile_encoding *encoding, struct error *err);
bool encoding_can_hold(enum profile_encoding encoding, uint32_t code_point);
const char *encoding_name(enum profile_encoding encoding);

/* ---- xml_read.c */

enum { XML_DEPTH_MOST = 512 };

struct xml_options {
	const struct progress *progress;
	/* one value alone: nothing odd about a missing <plist> */
	bool fragment;
};
/*
 * Reads TEXT (UTF-8, lives at least as long as ARENA) into a tree in ARENA.
 * ERR_SYNTAX with line and column when ill-formed, ERR_UNSUPPORTED when it is
 * no property list.  OUT and INDEXED are the caller's to release.
 */
bool xml_read(struct arena *arena, const char *text, size_t length,
    const struct xml_options *options, struct document *out,
    struct value_list *indexed, struct error *err);
/* Frees what a document of xml_read() has besides the arena. */
void document_release(struct document *document, struct value_list *indexed);
/*
 * The referee's reading: goes over TEXT beside the tree ROOT and compares,
 * building no second one.  ERR_REFUSED with the path and both readings at the
 * first difference; the errors of xml_read() when it does not read.
 */
bool xml_read_beside(const char *text, size_t length, const struct value *root,
    struct error *err);

/* ---- xml_error.c */

struct xml_trouble {
	int code;		/* enum XML_Error */
	const char *text;	/* all of it */
	size_t length;
	size_t offset;		/* where expat stopped */
	/* offsets of the tags that are open, outermost first */
	const size_t *open;
	size_t open_count;
};
/* Says in words what is ill-formed and where. Always fails. */
void xml_explain(const struct xml_trouble *trouble, struct error *err);

/* ---- xml_slot.c */

/* What stands between two items, cut into what belongs to whom. */
struct slot_parts {
	/*
	 * of the item before: comments on its line, with the blanks before them
	 */
	struct piece after;
	struct piece slot;
	/* of the item behind: its comments, with the white space up to it */
	struct piece before;
};
/*
 * TEXT stands between the end of an item (FIRST: of its container's open tag)
 * and the start of the next one (LAST: of the container's close tag).  Stray
 * text in it is reported to STRAY.
 */
void slot_split(const char *text, size_t length, bool first, bool last,
    struct slot_parts *out,
    void (*stray)(const char *text, size_t length, void *arg), void *arg);

/*
 * The bytes at the front of TEXT that are comments on the line TEXT starts on;
 * 0 when there are none, or when something else than a line end (or, when LAST,
 * the close tag) follows them.
 */
size_t slot_same_line(const char *text, size_t length, bool last);

/*
 * What stands in a slot between the entries of a dictionary besides: whether
 * its last key has no value there, whether its first value has no key.
 */
bool slot_ends_with_key(struct piece slot);
bool slot_begins_with_value(struct piece slot);

/* ---- edit_watch.c */

/* Tells whoever watches. */
void edit_tell(struct profile *profile, enum edit_change change,
    struct value *value, struct value *container);

/* ---- profile.c */

bool profile_can_edit(const struct profile *profile, struct error *err);

#endif
