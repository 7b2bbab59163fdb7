/*
 * The rows a person sees of one payload (or the profile's top level): out of
 * schema and document, with folding, filter and cursor.  No screen.  Rows are
 * made when asked for: a list of a million items costs nothing until it is
 * looked at, and then only its visible part.
 *
 * The order in a dictionary: required keys as the schema has them, what else
 * is set as the document has it, the rest as the schema has it, keys that no
 * schema knows.  One with more than 1,000 entries is shown as the document has
 * it.  A payload's own envelope (type, UUID …) stands behind, folded away
 * under the heading "About this payload".
 *
 * A form watches the profile's edits; it is never stale, whatever happens
 * between two calls.  A struct row is good until the next edit, fold, filter
 * or form_update().
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>


struct buf;
struct checker;
struct fold;
struct form;
struct place;
struct value;

enum row_kind {
	ROW_HEADING,	/* "Required", "Set", "Optional", "Unknown keys" */
	ROW_KEY,	/* a key, set or unset, anywhere in the tree of rows */
	ROW_ITEM,	/* an item of an array */
	ROW_ADD,	/* "+ Add an app" */
	ROW_NOTHING	/* "no keys match", "(empty)" */
};

struct row {
	enum row_kind kind;
	unsigned depth;			/* 0: the payload's own keys */
	struct value *value;		/* NULL: unset, heading, add */
	struct value *container;	/* where it stands or would; NULL when a
					   parent is unset too */
	const struct place *place;	/* NULL: no schema speaks of it */
	const struct place *container_place;
	const char *name;		/* key name (ROW_KEY), borrowed; NULL */
	size_t name_length;
	size_t index;			/* ROW_ITEM: its number */
	bool can_unfold, unfolded;	/* also of the last heading */
	const char *heading;		/* ROW_HEADING */
	struct fold *fold;		/* the form's own: what it is part of */
	size_t slot;			/* and where in it */
};

/*
 * SET: only what is set.  REQUIRED: what must be and what is set.  FINDINGS:
 * only keys with findings at or below them.  Items of arrays are always there.
 */
enum form_filter {
	FILTER_ALL,
	FILTER_SET,
	FILTER_REQUIRED,
	FILTER_FINDINGS,
	FORM_FILTERS
};
extern const char *const form_filter_names[FORM_FILTERS];

/*
 * PAYLOAD: a payload dictionary, the root of a profile (its own keys, its
 * payloads shown as a count), or any root value.  CHECKER is borrowed.
 */
struct form *form_new(struct checker *checker, struct value *payload);
void form_free(struct form *form);
/* After edit_replace_text() the value that stands where it stood. */
struct value *form_payload(const struct form *form);

size_t form_count(struct form *form);
/* False beyond the end.  O(log rows). */
bool form_row(struct form *form, size_t number, struct row *out);

size_t form_cursor(const struct form *form);
/*
 * Onto the nearest row that can be stood on (not a heading, unless it
 * unfolds) at or after NUMBER, clipped.
 */
void form_set_cursor(struct form *form, size_t number);
void form_move_cursor(struct form *form, long delta);
/*
 * Unfolds what is above VALUE and stands on it; false when it is not in this
 * payload.  MISSING: the unset key of container VALUE, or NULL.  A filter that
 * hides it is switched off.
 */
bool form_go_to(struct form *form, const struct value *value,
    const char *missing);
/*
 * Onto the row that the cursor's row is unfolded below; false for the form's
 * own rows.
 */
bool form_go_out(struct form *form);
/*
 * The first visible row for a window of HEIGHT rows that keeps the cursor in
 * view, moved as little as possible; remembered.  What was just unfolded under
 * the cursor comes into view with it.
 */
size_t form_scroll(struct form *form, size_t height);

/* False when row NUMBER is none that unfolds. */
bool form_unfold(struct form *form, size_t number);
bool form_fold(struct form *form, size_t number);
void form_set_filter(struct form *form, enum form_filter filter);
enum form_filter form_get_filter(const struct form *form);
/* t: key names instead of titles. */
void form_show_names(struct form *form, bool names);
bool form_shows_names(const struct form *form);
/*
 * After an edit (or undo) and check_update(): keeps the cursor on the same
 * value, or the nearest.  Nothing is made anew when only a scalar changed.
 */
void form_update(struct form *form);
/* Rows held in memory; for tests of laziness. */
size_t form_held(const struct form *form);

/*
 * What a row shows, plain UTF-8, not clipped, not made safe.  Appended.  An
 * item is called by what it holds and then has an empty value: its title may
 * take the whole line.
 */
void form_row_title(const struct form *form, const struct row *row,
    struct buf *out);
enum row_value_style {
	VALUE_WRITTEN,
	VALUE_DEFAULT,	/* what unset means: dimmed */
	VALUE_NOT_SET,	/* "not set", an empty text's "empty", or nothing */
	VALUE_MASKED,	/* a secret: "••••" */
	VALUE_ODD	/* does not read as its type: its text */
};
/*
 * The value in words ("3  inspect, install profiles", "→ SCEP "Device"",
 * "1 of 3", "not set", default …); REVEAL shows secrets.
 */
enum row_value_style form_row_value(const struct form *form,
    const struct row *row, bool reveal, struct buf *out);
/* Whether what is typed here must not be seen. */
bool form_row_is_secret(const struct form *form, const struct row *row);
/*
 * ' ' unset, '.' set, 'x' error, '!' warning (at or below a folded
 * container).
 */
char form_row_mark(const struct form *form, const struct row *row);
/*
 * Title width of visible rows, two columns for each depth included: the
 * longest among [FIRST, FIRST + COUNT) of those that have a value beside
 * them.  Columns.
 */
size_t form_title_width(struct form *form, size_t first, size_t count);
/* Appends the JSON Pointer of the row (where an unset one would stand). */
void form_row_path(const struct form *form, const struct row *row,
    struct buf *out);
/*
 * What is wrong with it, worst first, one line each: a mark as
 * form_row_mark() ('x', '!', '.' for notes), a blank, the message.  Appended.
 */
void form_row_findings(const struct form *form, const struct row *row,
    struct buf *out);

/*
 * Help for a row in plain text, one paragraph a line: title line "Topic
 * string, required, iOS 4 …", text, values with meanings, rules, why.
 * HELP_FULL: the page of `?`, with findings and a heading line before each
 * part.
 */
enum help_extent { HELP_BRIEF, HELP_FULL };
void form_row_help(const struct form *form, const struct row *row,
    enum help_extent extent, struct buf *out);

#endif
