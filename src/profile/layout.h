/*
 * How a document is laid out, and so how something new in it has to be: line
 * end, indentation, the spelling of what has several.
 */
#ifndef PROFILE_LAYOUT_H
#define PROFILE_LAYOUT_H

#include <stdbool.h>

#include "profile/internal.h"

struct buf;

/* Where a new piece of text stands. */
struct layout {
	struct piece line_end;
	struct piece indent;	/* of the line it starts on */
	struct piece unit;	/* one step further in */
	bool one_line;		/* no line ends at all */
	bool blank_in_empty_tags;	/* <true /> */
	bool short_empty_strings;	/* <string/> */
	enum profile_encoding encoding;
};

/* The layout at the line VALUE starts on. */
void layout_of_value(struct profile *profile, const struct value *value,
    struct layout *out);
/* The layout of a new item of CONTAINER at INDEX, by its neighbours. */
void layout_of_item(struct profile *profile, const struct value *container,
    size_t index, struct layout *out);
/* Line end and indentation; nothing on one line. */
void layout_add_break(const struct layout *layout, struct buf *out);

/* A copy of what BUF holds in the profile's arena. */
struct piece layout_keep(struct profile *profile, const struct buf *buf);
/*
 * What stands between a key and a value in DICT, as its first entry has it,
 * without comments.
 */
struct piece layout_gap(struct profile *profile, const struct value *dict,
    const struct layout *layout);

#endif
