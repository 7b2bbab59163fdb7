/*
 * The tree of folds behind a form.  A fold is an unfolded container; its rows
 * are numbered slots: LEAD of them follow from the container (items of an
 * array, entries of a large dictionary) and are never stored, the others are
 * ENTRIES.  Below a slot may hang the fold of what stands there; children are
 * sorted by slot and know how many rows the ones before them have, so that a
 * row is found by bisection.
 */
#ifndef FORM_INTERNAL_H
#define FORM_INTERNAL_H

#include "base/vec.h"
#include "form/form.h"
#include "profile/edit.h"

struct catalog;
struct draft;
struct map;
struct profile;

enum {
	FOLD_DEPTH = 512,	/* no deeper than documents are */
	/* more entries: document order, nothing stored */
	LARGE_DICT = 1000
};

struct entry {
	enum row_kind kind;
	struct value *value;		/* NULL: unset */
	const struct place *place;
	const char *name;		/* of an unset key: the schema's */
	const char *heading;
};

struct child {
	struct fold *fold;
	size_t before;			/* rows in the children before it */
};

struct fold {
	struct form *form;
	struct fold *parent;		/* NULL: the form's own rows */
	size_t slot;			/* the parent's slot it hangs below */
	struct value *container;	/* NULL: unset */
	const struct place *place;
	/* in a dictionary, ours; NULL: an item */
	char *name;
	size_t name_length;
	unsigned depth;			/* of its rows */
	bool array;
	/* a payload's envelope: same container */
	bool envelope;
	bool stale, stale_below;	/* rebuilt by follow_sync() */
	size_t lead, total;
	VEC(struct entry) entries;
	VEC(struct child) children;
};

/* Where the cursor stands, in a way that survives edits. */
struct anchor {
	struct fold *fold;
	size_t slot;
	enum row_kind kind;
	struct value *value;
	char *name;			/* ours */
	size_t name_length;
	const char *heading;
};

struct form {
	struct checker *checker;
	struct catalog *catalog;
	struct profile *profile;
	struct value *root, *payload;
	struct fold *top;
	struct map *folds;		/* container → fold */
	struct map *blobs;		/* data value → words */
	struct edit_watcher watcher;
	struct anchor anchor;
	size_t cursor, first;		/* row numbers; first: of the window */
	size_t unfolded;		/* rows below the cursor to be seen */
	enum form_filter filter;
	bool names;
	bool stale;			/* some fold is */
	bool replaced;			/* the document's text was */
};

/* rows.c */
size_t rows_slots(const struct fold *fold);
bool rows_find(const struct form *form, size_t number, struct fold **fold,
    size_t *slot);
size_t rows_number(const struct fold *fold, size_t slot);
void rows_fill(const struct fold *fold, size_t slot, struct row *row);
/* NULL when there is nothing to unfold. */
struct fold *rows_unfold(struct fold *fold, size_t slot);
void rows_fold(struct fold *fold, size_t slot);
/* The slot of VALUE, or of the key NAME (unset or set), in FOLD. */
bool rows_slot_of_value(const struct fold *fold, const struct value *value,
    size_t *slot);
bool rows_slot_of_name(const struct fold *fold, const char *name,
    size_t length, size_t *slot);
/* ROW: what it hangs below; NULL: the form's own rows. No slots yet. */
struct fold *rows_new_fold(struct form *form, struct fold *parent,
    const struct row *row);
void rows_free_fold(struct fold *fold);
void rows_set_container(struct fold *fold, struct value *container);
bool rows_is_array(const struct value *container, const struct place *place);
const struct place *rows_place_of(const struct fold *fold,
    const struct value *value);
/* Makes the slots of FOLD; its children are not looked at. */
void rows_fill_fold(struct fold *fold);
/* Counts rows from the children's totals. */
void rows_sum(struct fold *fold);

/* follow.c */
void follow_open(struct form *form);
void follow_close(struct form *form);
/* Brings folds and cursor up to date; cheap when nothing changed. */
void follow_sync(struct form *form);
/* Every fold is made anew at the next sync. */
void follow_mark_all(struct form *form);

/* cursor.c: for rows that are up to date. */
/* The cursor stands on SLOT of FOLD, whatever its row number is. */
void cursor_set_anchor(struct form *form, struct fold *fold, size_t slot);
/* After the folds changed: the cursor on the same row, or the nearest. */
void cursor_follow(struct form *form);
/* On row NUMBER, which can be stood on. */
void cursor_put(struct form *form, size_t number);
/* As form_set_cursor(), form_move_cursor() and form_scroll(). */
void cursor_put_near(struct form *form, size_t number);
void cursor_move(struct form *form, long delta);
size_t cursor_scroll(struct form *form, size_t height);

/* entries.c: what a dictionary's rows are. */
void entries_build(struct fold *fold);
bool entries_is_envelope(const struct fold *fold, const char *name,
    size_t length);
bool entries_is_wildcard(const struct place *place);
/* PayloadContent of a profile: its items are not rows, the outline has them. */
bool entries_is_payload_list(const struct fold *fold,
    const struct value *value);
extern const char entries_about[];

/* show.c */
struct schema_choice;
/* The choice of PLACE that VALUE is, or NULL. */
const struct schema_choice *show_choice(const struct place *place,
    const struct value *value);
/* A readable scalar in words, without masking. */
void show_value(const struct form *form, const struct place *place,
    const struct value *value, struct buf *out);
/* What an unset key of PLACE means; nothing when nobody says. */
void show_default(const struct place *place, struct buf *out);
/* `SCEP "Device"`. */
void show_payload(const struct form *form, const struct value *payload,
    struct buf *out);
/* What PLACE refers to, also when its array says so for each item; NULL. */
const struct reference *show_reference_of(const struct place *place);
/* The payload that VALUE refers to as PLACE says, or NULL. */
struct value *show_reference(const struct form *form,
    const struct place *place, const struct value *value);

/* field.c */
/* "1 to 730 days"; false when there is none. */
bool field_add_ranges(const struct place *place, struct buf *out);

/* title.c */
/* The name of an item by what it holds; false when only its number tells. */
bool title_of_item(const struct form *form, const struct row *row,
    struct buf *out);

/* words.c */
/* TITLE inside a sentence: "App" → "app", "Wi-Fi network" and "URL" stay. */
void words_inside(const char *title, struct buf *out);
/* "a", "an". */
const char *words_article(const char *noun);
/* COUNT and NOUN, in the plural where it should be: "2 entries". */
void words_count(size_t count, const char *noun, struct buf *out);
/* "app" for an array's PLACE, "item" when nobody says; appended. */
void words_item(const struct place *array, struct buf *out);
/* NUMBER (a text) with UNIT: "1 day", "30 days". */
void words_unit(const char *number, const char *unit, struct buf *out);
/* The first line of TEXT, with an ellipsis when there is more. */
void words_first_line(const char *text, size_t length, struct buf *out);
/* A sentence of TEXT: first letter large, a full stop behind. */
void words_sentence(const char *text, struct buf *out);
/* A full stop, unless there is one, and a line end. */
void words_end_sentence(struct buf *out);

#endif
