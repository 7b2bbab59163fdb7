/*
 * What a row's commands do to the document: set, unset, add, duplicate, move.
 * Each is one labelled group of edits.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/vec.h"
#include "value/draft.h"
#include "profile/edit.h"
#include "schema/place.h"
#include "form/field.h"
#include "form/internal.h"
#include "form/seed.h"

/* "set Topic", "remove item 3 of Services". */
static void
begin(struct form *form, const char *verb, const struct row *row)
{
	AUTO_BUF label = BUF_INIT;
	struct row above;

	buf_addf(&label, "%s ", verb);
	if (row->kind == ROW_ITEM && row->fold->parent != NULL) {
		rows_fill(row->fold->parent, row->fold->slot, &above);
		buf_addf(&label, "item %zu of ", row->index + 1);
		row = &above;
	}
	form_row_title(form, row, &label);
	edit_begin(form->profile, buf_text(&label));
}

/* The container FOLD stands for, made when it is unset, its parents first. */
static struct value *
make_container(struct form *form, const struct fold *fold, struct error *err)
{
	struct value *parent, *made = NULL;
	struct draft *draft;

	if (fold->container != NULL)
		return fold->container;
	parent = make_container(form, fold->parent, err);
	if (parent == NULL)
		return NULL;
	draft = draft_empty(fold->array ? VALUE_ARRAY : VALUE_DICT);
	if (!edit_insert(form->profile, parent, fold->name, draft,
	    fold->parent->place != NULL ? place_order(fold->parent->place) :
	    NULL, &made, err))
		made = NULL;
	draft_free(draft);
	return made;
}

/* An entry of the dictionary CONTAINER, whose place is PLACE. */
static struct value *
insert_entry(struct form *form, struct value *container,
    const struct place *place, const char *name, const struct draft *draft,
    struct error *err)
{
	struct value *made = NULL;

	if (!edit_insert(form->profile, container, name, draft,
	    place != NULL ? place_order(place) : NULL, &made, err))
		return NULL;
	return made;
}

bool
field_set(struct form *form, const struct row *row, const struct draft *draft,
    struct error *err)
{
	AUTO_BUF name = BUF_INIT;
	struct value *container;
	bool done;

	if (row->value == NULL && row->name == NULL) {
		error_set(err, ERR_TYPE, "nothing to set here");
		return false;
	}
	begin(form, "set", row);
	if (row->value != NULL)
		return edit_finish(form->profile,
		    edit_set(form->profile, row->value, draft, err));
	buf_add(&name, row->name, row->name_length);
	container = make_container(form, row->fold, err);
	done = container != NULL && insert_entry(form, container,
	    row->fold->place, buf_text(&name), draft, err) != NULL;
	return edit_finish(form->profile, done);
}

bool
field_remove(struct form *form, const struct row *row, struct error *err)
{
	if (row->value == NULL) {
		error_set(err, ERR_NOT_FOUND, "nothing is set here");
		return false;
	}
	begin(form, row->kind == ROW_ITEM || row->place == NULL ? "remove" :
	    "unset", row);
	return edit_finish(form->profile,
	    edit_remove(form->profile, row->value, err));
}

/* Where something is added: inside a container, perhaps still to be made. */
struct spot {
	const struct fold *fold;	/* whose container it is … */
	const struct row *row;		/* … or, when set, the row that is it */
	const struct place *place;
	bool array;
	size_t index;			/* in an array */
};

static bool
is_container_row(const struct row *row)
{
	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return false;
	if (row->value != NULL)
		return value_is_container(row->value);
	return row->place != NULL &&
	    schema_type_is_container(row->place->type);
}

static struct spot
find_spot(const struct row *row, const char *name)
{
	const struct fold *fold = row->fold;
	struct spot spot = { .fold = fold, .place = fold->place,
		.array = fold->array, .index = value_count(fold->container) };

	if (is_container_row(row) && !(row->kind == ROW_ITEM && name == NULL)) {
		spot.row = row;
		spot.place = row->place;
		spot.array = rows_is_array(row->value, row->place);
		spot.index = value_count(row->value);
	} else if (row->kind == ROW_ITEM) {
		spot.index = row->index + 1;
	}
	return spot;
}

static struct value *
make_spot(struct form *form, const struct spot *spot, struct error *err)
{
	const struct row *row = spot->row;
	struct value *parent, *made;
	struct draft *draft;
	AUTO_BUF name = BUF_INIT;

	if (row == NULL)
		return make_container(form, spot->fold, err);
	if (row->value != NULL)
		return row->value;
	parent = make_container(form, spot->fold, err);
	if (parent == NULL)
		return NULL;
	buf_add(&name, row->name, row->name_length);
	draft = draft_empty(spot->array ? VALUE_ARRAY : VALUE_DICT);
	made = insert_entry(form, parent, spot->fold->place, buf_text(&name),
	    draft, err);
	draft_free(draft);
	return made;
}

/* Without a schema an item is of its neighbour's type. */
static struct draft *
seed_spot(const struct spot *spot, const struct value *container,
    const char *name)
{
	const struct place *place = NULL;
	const struct value *last;

	if (spot->place != NULL)
		place = spot->array ? place_item(spot->place) :
		    place_child(spot->place, name, strlen(name));
	if (place != NULL)
		return seed_value(place);
	last = spot->array ? value_at(container, value_count(container) - 1) :
	    NULL;
	return draft_empty(last != NULL ? (enum value_type)last->type :
	    VALUE_STRING);
}

static struct value *
add_at(struct form *form, const struct spot *spot, const char *name,
    const struct draft *draft, struct error *err)
{
	struct value *container = make_spot(form, spot, err), *made = NULL;
	struct draft *seed = NULL;

	if (container == NULL)
		return NULL;
	if (draft == NULL)
		draft = seed = seed_spot(spot, container, name);
	if (!spot->array)
		made = insert_entry(form, container, spot->place, name, draft,
		    err);
	else if (!edit_insert_item(form->profile, container, spot->index,
	    draft, &made, err))
		made = NULL;
	draft_free(seed);
	return made;
}

bool
field_add(struct form *form, const struct row *row, const char *name,
    const struct draft *draft, struct error *err)
{
	struct spot spot = find_spot(row, name);
	struct value *made;
	AUTO_BUF noun = BUF_INIT;
	AUTO_BUF label = BUF_INIT;

	if (!spot.array && (name == NULL || *name == '\0')) {
		error_set(err, ERR_USAGE, "a key needs a name");
		return false;
	}
	if (spot.array)
		words_item(spot.place, &noun);
	else
		buf_add_text(&noun, name);
	buf_addf(&label, "add %s", buf_text(&noun));
	edit_begin(form->profile, buf_text(&label));
	made = add_at(form, &spot, name, draft, err);
	if (!edit_finish(form->profile, made != NULL))
		return false;
	if (form_go_to(form, made, NULL) && value_is_container(made))
		form_unfold(form, form_cursor(form));
	return true;
}

const char **
field_addable(const struct form *form, const struct row *row, size_t *count)
{
	bool inside = is_container_row(row);
	const struct value *dict = inside ? row->value : row->fold->container;
	const struct place *place = inside ? row->place : row->fold->place;
	VEC(const char *) names = { 0 };
	size_t known = place != NULL ? place_child_count(place) : 0;

	(void)form;
	if (inside ? rows_is_array(row->value, row->place) : row->fold->array)
		known = 0;
	for (size_t i = 0; i < known; i++) {
		const struct place *child = place_child_at(place, i);

		if (child != NULL && !entries_is_wildcard(child) &&
		    place_left(child) == NULL &&
		    value_find(dict, child->key->name) == NULL)
			*VEC_PUSH(names) = child->key->name;
	}
	*VEC_PUSH(names) = NULL;
	*count = names.count - 1;
	return names.items;
}

/* "NAME 2", or the next number that is free. */
static char *
free_name(const struct value *entry)
{
	for (unsigned i = 2;; i++) {
		AUTO_FREE char *name = xasprintf("%.*s %u",
		    (int)entry->key->length, entry->key->name, i);

		if (value_find(entry->parent, name) == NULL)
			return steal(name);
	}
}

/* Whether the schema names this very key, so that another name is nonsense. */
static bool
has_fixed_name(const struct row *row)
{
	return row->place != NULL && row->place->key != NULL &&
	    strlen(row->place->key->name) == row->name_length &&
	    memcmp(row->place->key->name, row->name, row->name_length) == 0;
}

bool
field_duplicate(struct form *form, const struct row *row, struct error *err)
{
	struct value *made = NULL;
	AUTO_FREE char *name = NULL;
	bool done;

	if (row->value == NULL || row->container == NULL) {
		error_set(err, ERR_NOT_FOUND, "nothing to duplicate here");
		return false;
	}
	if (row->kind == ROW_KEY) {
		if (has_fixed_name(row)) {
			error_set(err, ERR_REFUSED, "'%.*s' can stand only "
			    "once", (int)row->name_length, row->name);
			return false;
		}
		name = free_name(row->value);
	}
	begin(form, "duplicate", row);
	done = edit_duplicate(form->profile, row->value, name, &made, err);
	if (!edit_finish(form->profile, done))
		return false;
	form_go_to(form, made, NULL);
	return true;
}

/* Whether a row stands where the document, not the schema, has it. */
static bool
is_in_document_order(const struct row *row)
{
	return row->kind == ROW_KEY && row->value != NULL &&
	    (row->slot < row->fold->lead || row->place == NULL ||
	    !row->place->required || !has_fixed_name(row));
}

static bool
find_neighbour(const struct row *row, int by, size_t *index,
    struct error *err)
{
	struct row other;

	if ((by < 0 && row->slot == 0) ||
	    (by > 0 && row->slot + 1 >= rows_slots(row->fold)))
		goto none;
	rows_fill(row->fold, by < 0 ? row->slot - 1 : row->slot + 1, &other);
	if (other.kind != row->kind || other.value == NULL)
		goto none;
	if (row->kind == ROW_KEY && (!is_in_document_order(&other) ||
	    (other.place == NULL) != (row->place == NULL)))
		goto none;
	*index = other.value->index;
	return true;
none:
	error_set(err, ERR_RANGE, by < 0 ? "it is the first already" :
	    "it is the last already");
	return false;
}

bool
field_shift(struct form *form, const struct row *row, int by,
    struct error *err)
{
	size_t index;

	if (row->value == NULL || row->container == NULL) {
		error_set(err, ERR_NOT_FOUND, "nothing to move here");
		return false;
	}
	if (row->kind == ROW_KEY && !is_in_document_order(row)) {
		error_set(err, ERR_REFUSED, "required keys are shown in the "
		    "order of the schema; their order means nothing");
		return false;
	}
	if (!find_neighbour(row, by, &index, err))
		return false;
	begin(form, "move", row);
	return edit_finish(form->profile, edit_move(form->profile, row->value,
	    row->container, index, err));
}
