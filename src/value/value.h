/*
 * The property-list tree of an open document.  Each value owns its text: the
 * document is the concatenation of the pieces in tree order, and there is no
 * other copy of layout.
 *
 * Everybody may read; only profile/ writes.  Values live until their document
 * is closed, also those that were removed (undo may bring them back), so a
 * pointer never dangles while the document is open; value_is_attached() tells
 * whether it is still part of it.
 *
 * Source of the types: PropertyList-1.0.dtd.
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/scalar.h"

struct buf;

enum value_type {
	VALUE_STRING,
	VALUE_INTEGER,
	VALUE_REAL,
	VALUE_BOOLEAN,
	VALUE_DATE,
	VALUE_DATA,
	VALUE_ARRAY,
	VALUE_DICT,
	VALUE_TYPES
};

/* A borrowed range of a text that lives as long as the document. */
struct piece {
	const char *text;
	uint32_t length;	/* bytes; files are at most 1 GiB */
};

/* What a dictionary entry has besides its value. */
struct value_key {
	/* decoded, UTF-8, NUL terminated or not: use length */
	const char *name;
	uint32_t length;
	struct piece text;	/* "<key>…</key>" as written */
	struct piece gap;	/* between the key and the value */
};

/* Comments that belong to an entry or item. */
struct value_wings {
	/* comments directly before, with the white space up to the key */
	struct piece before;
	/* comment behind it on the same line, with the blanks before it */
	struct piece after;
};

struct value_items {
	struct value **list;
	uint32_t count, capacity;
	union {
		/*
		 * Of a large dictionary: its entries by name, then place; made
		 * on demand by value_find().
		 */
		struct value **sorted;
		/* Of an array: how many of its items are dictionaries. */
		uint32_t dicts;
	};
};

/*
 * Text order of an item: slot, wings.before, [key.text, key.gap,] open, then
 * content (scalar) or the items and tail (container), close, wings.after.
 * A scalar written `<string/>` has open `<string/>` and content, close empty.
 */
struct value {
	struct value *parent;	/* the container; NULL: the root, or removed */
	uint32_t index;		/* its place in the parent's items */
	uint8_t type;		/* enum value_type */
	/* a scalar whose text does not read as its type; text kept */
	bool unreadable;
	struct value_key *key;	/* NULL: an array item or the root */
	struct value_wings *wings;	/* NULL: none */
	/* white space and detached comments since the previous item */
	struct piece slot;
	struct piece open;
	union {
		/* scalar: between the tags, as written */
		struct piece content;
		/* container: what stands before its close tag */
		struct piece tail;
	};
	struct piece close;
	union {			/* not set when unreadable */
		struct {
			/* VALUE_STRING: decoded UTF-8 */
			const char *text;
			uint32_t length;
		} string;
		struct integer integer;
		double real;
		bool boolean;
		int64_t date;	/* seconds since 1970-01-01 UTC */
		struct value_items items;
	};
};

/*
 * A dictionary with more entries may get a name index, which whoever made it
 * frees with value_drop_index().
 */
enum { VALUE_UNINDEXED = 16 };

bool value_type_is_container(enum value_type type);
bool value_is_container(const struct value *value);
bool value_is_attached(const struct value *value, const struct value *root);
/* True when ANCESTOR is VALUE or contains it. */
bool value_is_inside(const struct value *value, const struct value *ancestor);

/* 0 for scalars and NULL. */
size_t value_count(const struct value *container);
/* NULL beyond the end. */
struct value *value_at(const struct value *container, size_t index);
/*
 * The first entry called NAME, or NULL (also when DICT is NULL or no
 * dictionary). O(log n) in large ones.
 */
struct value *value_find(const struct value *dict, const char *name);
struct value *value_find_n(const struct value *dict, const char *name,
    size_t length);
/*
 * The next entry of the same dictionary with the same name as ENTRY, or NULL.
 */
struct value *value_next_same(const struct value *entry);
/* True when another entry of its dictionary has the same name. */
bool value_is_duplicate(const struct value *entry);

/*
 * The text of a string, borrowed and not NUL terminated.  False when VALUE is
 * NULL or no readable string.
 */
bool value_get_string(const struct value *value, const char **text,
    size_t *length);
/* True when it is a readable string equal to TEXT. */
bool value_equals_text(const struct value *value, const char *text);
/* Decodes <data> into OUT (appended); false when unreadable or another type. */
bool value_get_data(const struct value *value, struct buf *out);
/* The bytes of decoded data, without decoding them into memory. */
size_t value_data_length(const struct value *value);

/*
 * Same type and same meaning, dictionaries in any order of keys, text layout
 * ignored; unreadable ones equal when their text is.
 */
bool value_equal(const struct value *a, const struct value *b);

/*
 * The next value in document order below ROOT (parents first), NULL at the end.
 */
struct value *value_next(const struct value *value, const struct value *root);

/*
 * Appends the decoded character data of a scalar's content; how an unreadable
 * one is shown.
 */
void value_show_content(const struct value *value, struct buf *out);

/*
 * For profile/, whenever the entries of DICT or their names change: forgets the
 * name index.
 */
void value_drop_index(struct value *dict);

#endif
