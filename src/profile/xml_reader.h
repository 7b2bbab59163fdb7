/*
 * The state of reading a text, shared by the modules that read: xml_read.c
 * listens to expat, xml_tree.c makes values, xml_beside.c compares with values
 * that are there.  All of them fail and note oddities through xml_reader.c.
 */
#ifndef PROFILE_XML_READER_H
#define PROFILE_XML_READER_H

#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

#include "profile/internal.h"

enum element {
	ELEMENT_PLIST = VALUE_TYPES,
	ELEMENT_KEY,
	ELEMENT_UNKNOWN
};

/* An element that is open. */
struct frame {
	enum element element;
	/* it, and so all in it, is no part of the tree */
	bool skipped;
	struct value *value;
	size_t first_child;	/* in reader.children */
	const char *edge;	/* where what is not owned yet starts */
	/* dictionaries: a key that waits for its value */
	struct piece key;	/* text NULL: none */
	struct piece name;
	/* reading beside a tree */
	const struct value *beside;
	struct value scratch;
	struct value_key scratch_key;
};

struct reader {
	void *parser;		/* expat's */
	struct arena *arena;
	const char *text;	/* all of it */
	size_t length;
	size_t fed_from;	/* offset of what expat counts as 0 */
	const char *last;	/* end of the last tag seen */
	const struct xml_options *options;
	struct document *out;
	struct value_list *indexed;
	struct error *err;
	bool failed;
	bool root_done;
	struct frame *frames;	/* XML_DEPTH_MOST and one more, for plist */
	size_t depth;
	size_t open[XML_DEPTH_MOST + 1];	/* offsets of the open tags */
	VEC(struct value *) children;	/* of the containers that are open */
	struct buf decoded;
	const char *tag, *tag_end;	/* the tag at hand */
	const struct value *beside;	/* the tree to compare with, or NULL */
	/* of the key that waits, when it was decoded and BESIDE */
	struct buf key_name;
};

/* Stops reading with an error at WHERE. The first one stays. */
void reader_fail(struct reader *reader, enum error_code code, const char *where,
    const char *words);
void reader_add_oddity(struct reader *reader, enum oddity_kind kind,
    struct value *container, const char *where, const char *detail,
    size_t length);

static inline bool
element_is_type(enum element element)
{
	return element < (enum element)VALUE_TYPES;
}

static inline bool
frame_is_container(const struct frame *frame)
{
	return frame->element == (enum element)VALUE_DICT ||
	    frame->element == (enum element)VALUE_ARRAY;
}

/*
 * ---- xml_tree.c: reader->tag is the tag that begins or ends what FRAME is
 * about
 */

/* PARENT: the frame around it; NULL at the top. */
void tree_begin_value(struct reader *reader, struct frame *frame,
    struct frame *parent);
void tree_end_value(struct reader *reader, struct frame *frame,
    struct frame *parent);
/*
 * The key is kept in the frame below, its dictionary's, until its value begins.
 */
void tree_end_key(struct reader *reader, struct frame *frame);

/* ---- xml_beside.c */

/*
 * The value of the tree that the one starting now in PARENT has to be like;
 * NULL (and an error) when there is none.
 */
const struct value *beside_expect(struct reader *reader, struct frame *parent);
/* Type and name, when a value starts; the rest, when it ends. */
void beside_compare_start(struct reader *reader, struct frame *frame);
void beside_compare_end(struct reader *reader, struct frame *frame);

#endif
