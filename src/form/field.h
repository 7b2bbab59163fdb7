/*
 * Editing one row's value: what kind of editor it wants, text ↔ value, steps
 * and choices.  Every function that changes the document makes one labelled
 * group of edits ("set Topic"); check_update() and form_update() are the
 * caller's.
 */
#ifndef FORM_FIELD_H
#define FORM_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "form/form.h"
#include "value/value.h"

struct draft;
struct error;

enum field_kind {
	FIELD_NONE,	/* a heading */
	FIELD_UNFOLD,	/* a container: Enter unfolds */
	FIELD_BOOLEAN,	/* three states */
	FIELD_CHOICE,	/* a closed or open list of values */
	FIELD_LINE,	/* one line of text: string, integer, real, date */
	FIELD_TEXT,	/* longer than 4 KB or several lines: $EDITOR */
	FIELD_BITS,
	FIELD_DATA,	/* import from a file, export to one */
	FIELD_UUID,	/* keep, new, type */
	FIELD_REFERENCE,
	FIELD_TYPE,	/* any: choose a type first */
	FIELD_ADD,	/* ROW_ADD: adds an item or a key */
	FIELD_KINDS
};

enum field_kind field_kind_of(const struct form *form, const struct row *row);
/*
 * The type a typed text becomes: the schema's, else the one that is there,
 * else string.
 */
enum value_type field_type(const struct form *form, const struct row *row);

/* A choice of a list: what to show and what it stands for. */
struct choice {
	char *label;		/* the value or title */
	char *meaning;		/* "" when it speaks for itself */
	struct draft *draft;	/* what choosing sets; NULL: unset, type in */
	struct value *target;	/* FIELD_REFERENCE: the payload it names */
	enum choice_action {
		CHOICE_SET,
		CHOICE_UNSET,
		CHOICE_TYPE_IN,
		CHOICE_NEW_UUID	/* draft: a fresh one */
	} action;
	bool current;
};
/*
 * Choices of BOOLEAN, CHOICE, UUID, REFERENCE rows; NULL and 0 for others.
 * The caller frees with choices_free().
 */
struct choice *field_choices(const struct form *form, const struct row *row,
    size_t *count);
void choices_free(struct choice *choices, size_t count);

/* What an editor starts with ("" for unset ones, without the default). */
void field_text(const struct form *form, const struct row *row,
    struct buf *out);
/*
 * Reads TEXT as the row's type (words of a bit set, true and false of a number
 * that is a boolean too): a draft the caller frees.  ERR_SYNTAX, ERR_RANGE in
 * words.
 */
struct draft *field_parse(const struct form *form, const struct row *row,
    const char *text, size_t length, struct error *err);
/*
 * What is wrong with TEXT, or ""; what it would be ("= 2026-03-01T00:00:00Z")
 * in HINT (may be NULL).  Both appended.  MARK (may be NULL): 'x' or '!' as
 * form_row_mark() would have it, ' ' for nothing.  False when it cannot be
 * taken at all (does not read as the type).
 */
bool field_check(struct form *form, const struct row *row, const char *text,
    size_t length, struct buf *complaint, struct buf *hint, char *mark);
/* "1 to 730 days": the range or form beside a prompt.  Appended. */
void field_hint(const struct form *form, const struct row *row,
    struct buf *out);

/* Sets the row (missing parents that the schema knows are made). */
bool field_set(struct form *form, const struct row *row,
    const struct draft *draft, struct error *err);
/* Unsets a key, removes an item. */
bool field_remove(struct form *form, const struct row *row,
    struct error *err);
/*
 * Space: the next state: boolean unset → true → false → unset (required ones
 * and items without unset), the next choice or payload.  ERR_UNSUPPORTED for
 * other rows.
 */
bool field_step(struct form *form, const struct row *row, struct error *err);
/*
 * ROW_ADD, or `a` on a container or item: a new item with what its schema
 * requires; stands on it, a container unfolded.  NAME: the key, in
 * dictionaries.  DRAFT NULL: what the schema wants there, else an empty text.
 */
bool field_add(struct form *form, const struct row *row, const char *name,
    const struct draft *draft, struct error *err);
/*
 * Keys that may still be added to the dictionary the row is in or is
 * (NULL-terminated, the caller frees the list only).
 */
const char **field_addable(const struct form *form, const struct row *row,
    size_t *count);
/*
 * An item behind itself; an entry under another name where names are free.
 * Stands on it.
 */
bool field_duplicate(struct form *form, const struct row *row,
    struct error *err);
/* Up (-1) or down (+1) among its siblings. */
bool field_shift(struct form *form, const struct row *row, int by,
    struct error *err);

#endif
