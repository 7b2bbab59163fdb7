/*
 * A value that is not in a document yet: what an edit inserts.  It has no text;
 * profile/xml_write spells it the way the neighbours are spelt.
 */
#ifndef VALUE_DRAFT_H
#define VALUE_DRAFT_H

#include "value/value.h"

struct draft {
	enum value_type type;
	char *name;		/* in a dictionary; NULL else */
	size_t name_length;
	union {
		struct {
			/* STRING: UTF-8, DATA: the bytes; NUL behind */
			char *text;
			size_t length;
		} bytes;
		struct integer integer;
		double real;
		bool boolean;
		int64_t date;
		struct {
			struct draft **list;
			size_t count, capacity;
		} items;
	};
};

struct draft *draft_string(const char *text);
struct draft *draft_string_n(const char *text, size_t length);
struct draft *draft_integer(struct integer value);
struct draft *draft_real(double value);
struct draft *draft_boolean(bool value);
struct draft *draft_date(int64_t when);
struct draft *draft_data(const void *bytes, size_t length);
struct draft *draft_array(void);
struct draft *draft_dict(void);
/* An empty or zero value of TYPE ("" 0 false, now for dates). */
struct draft *draft_empty(enum value_type type);
/*
 * A copy of a value of a document; unreadable scalars become strings of their
 * text.
 */
struct draft *draft_from_value(const struct value *value);
/* Appends ITEM (taken). NAME NULL for arrays. Returns ITEM. */
struct draft *draft_add(struct draft *container, const char *name,
    struct draft *item);
/* The entry called NAME, or NULL. */
struct draft *draft_find(const struct draft *dict, const char *name);
/*
 * OUT as what DRAFT reads as: the text of a string is borrowed, data and
 * containers stay empty.
 */
void draft_borrow(const struct draft *draft, struct value *out);
/* Whether VALUE reads the same as DRAFT, names aside. */
bool draft_equals_value(const struct draft *draft, const struct value *value);
void draft_free(struct draft *draft);

#endif
