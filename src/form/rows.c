/*
 * Folds: their slots, found by number, unfolded and folded.  Knows nothing of
 * what stands in a dictionary (entries.c) nor of edits (follow.c).
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/map.h"
#include "value/value.h"
#include "schema/place.h"
#include "check/where.h"
#include "form/internal.h"

size_t
rows_slots(const struct fold *fold)
{
	return fold->lead + fold->entries.count;
}

/* How many children hang below slots before SLOT. */
static size_t
children_before(const struct fold *fold, size_t slot)
{
	size_t low = 0, high = fold->children.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (fold->children.items[middle].fold->slot < slot)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Rows of the first COUNT children. */
static size_t
rows_of_children(const struct fold *fold, size_t count)
{
	const struct child *last;

	if (count == 0)
		return 0;
	last = &fold->children.items[count - 1];
	return last->before + last->fold->total;
}

void
rows_sum(struct fold *fold)
{
	size_t before = 0;

	for (size_t i = 0; i < fold->children.count; i++) {
		fold->children.items[i].before = before;
		before += fold->children.items[i].fold->total;
	}
	fold->total = rows_slots(fold) + before;
}

static void
sum_rows_upward(struct fold *fold)
{
	for (; fold != NULL; fold = fold->parent)
		rows_sum(fold);
}

static struct fold *
child_at(const struct fold *fold, size_t slot)
{
	size_t at = children_before(fold, slot);

	if (at == fold->children.count ||
	    fold->children.items[at].fold->slot != slot)
		return NULL;
	return fold->children.items[at].fold;
}

bool
rows_find(const struct form *form, size_t number, struct fold **found,
    size_t *slot)
{
	struct fold *fold = form->top;

	if (number >= fold->total)
		return false;
	for (;;) {
		size_t low = 0, high = fold->children.count, first;
		const struct child *child;

		while (low < high) {	/* the last that begins at or before */
			size_t middle = low + (high - low) / 2;

			child = &fold->children.items[middle];
			if (child->fold->slot + child->before + 1 <= number)
				low = middle + 1;
			else
				high = middle;
		}
		*found = fold;
		*slot = number - rows_of_children(fold, low);
		if (low == 0)
			return true;
		child = &fold->children.items[low - 1];
		first = child->fold->slot + child->before + 1;
		if (number - first >= child->fold->total)
			return true;
		number -= first;
		fold = child->fold;
	}
}

size_t
rows_number(const struct fold *fold, size_t slot)
{
	size_t number = 0;

	for (;;) {
		number += slot +
		    rows_of_children(fold, children_before(fold, slot));
		if (fold->parent == NULL)
			return number;
		number++;
		slot = fold->slot;
		fold = fold->parent;
	}
}

const struct place *
rows_place_of(const struct fold *fold, const struct value *value)
{
	const char *name = value->key != NULL ? value->key->name : NULL;

	return where_child(fold->form->catalog, fold->form->root,
	    fold->container, fold->place, name,
	    name != NULL ? value->key->length : 0, value);
}

/* Whether an unset container has rows of its own to fill in. */
static bool
place_can_unfold(const struct place *place)
{
	return place != NULL && schema_type_is_container(place->type);
}

static bool
slot_can_unfold(const struct fold *fold, const struct row *row)
{
	if (fold->depth + 1 >= FOLD_DEPTH)
		return false;
	if (row->kind == ROW_HEADING)
		return row->heading == entries_about;
	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return false;
	if (row->value == NULL)
		return place_can_unfold(row->place);
	return value_is_container(row->value) &&
	    !entries_is_payload_list(fold, row->value);
}

void
rows_fill(const struct fold *fold, size_t slot, struct row *row)
{
	*row = (struct row){ .kind = ROW_ITEM, .depth = fold->depth,
		.container = fold->container, .container_place = fold->place,
		.fold = (struct fold *)fold, .slot = slot, .index = slot };
	if (slot < fold->lead) {
		row->value = value_at(fold->container, slot);
		if (row->value != NULL)
			row->place = rows_place_of(fold, row->value);
	} else if (slot - fold->lead < fold->entries.count) {
		const struct entry *entry;

		entry = &fold->entries.items[slot - fold->lead];
		row->kind = entry->kind;
		row->value = entry->value;
		row->place = entry->place;
		row->heading = entry->heading;
		if (entry->name != NULL) {
			row->name = entry->name;
			row->name_length = strlen(entry->name);
		}
	}
	if (row->value == fold->container && row->value != NULL)
		row->container = NULL;	/* a scalar as the root */
	else if (row->value != NULL && row->value->key != NULL) {
		row->kind = ROW_KEY;
		row->name = row->value->key->name;
		row->name_length = row->value->key->length;
	}
	row->can_unfold = slot_can_unfold(fold, row);
	row->unfolded = child_at(fold, slot) != NULL;
}

bool
rows_slot_of_value(const struct fold *fold, const struct value *value,
    size_t *slot)
{
	if (fold->lead > 0 && value->parent == fold->container &&
	    value->index < fold->lead &&
	    value_at(fold->container, value->index) == value) {
		*slot = value->index;
		return true;
	}
	for (size_t i = 0; i < fold->entries.count; i++)
		if (fold->entries.items[i].value == value) {
			*slot = fold->lead + i;
			return true;
		}
	return false;
}

static bool
entry_is_named(const struct entry *entry, const char *name, size_t length)
{
	const struct value *value = entry->value;

	if (entry->kind != ROW_KEY)
		return false;
	if (value != NULL && value->key != NULL)
		return value->key->length == length &&
		    memcmp(value->key->name, name, length) == 0;
	return entry->name != NULL && strlen(entry->name) == length &&
	    memcmp(entry->name, name, length) == 0;
}

bool
rows_slot_of_name(const struct fold *fold, const char *name, size_t length,
    size_t *slot)
{
	if (fold->lead > 0 && !fold->array) {
		const struct value *entry;

		entry = value_find_n(fold->container, name, length);
		if (entry != NULL && entry->index < fold->lead) {
			*slot = entry->index;
			return true;
		}
	}
	for (size_t i = 0; i < fold->entries.count; i++)
		if (entry_is_named(&fold->entries.items[i], name, length)) {
			*slot = fold->lead + i;
			return true;
		}
	return false;
}

/* The anchor is the row that FOLD hangs below, which stays. */
static void
raise_anchor(struct fold *fold)
{
	struct anchor *anchor = &fold->form->anchor;

	free(anchor->name);
	*anchor = (struct anchor){ .fold = fold->parent, .slot = fold->slot,
		.kind = fold->name != NULL ? ROW_KEY : ROW_ITEM,
		.value = fold->container,
		.name = steal(fold->name), .name_length = fold->name_length };
	if (fold->envelope) {
		anchor->kind = ROW_HEADING;
		anchor->heading = entries_about;
	}
}

void
rows_free_fold(struct fold *fold)
{
	struct form *form = fold->form;

	for (size_t i = 0; i < fold->children.count; i++)
		rows_free_fold(fold->children.items[i].fold);
	if (form->anchor.fold == fold)
		raise_anchor(fold);
	if (fold->container != NULL &&
	    map_get_pointer(form->folds, fold->container) == fold)
		map_remove_pointer(form->folds, fold->container);
	VEC_RELEASE(fold->children);
	VEC_RELEASE(fold->entries);
	free(fold->name);
	free(fold);
}

void
rows_set_container(struct fold *fold, struct value *container)
{
	struct map *folds = fold->form->folds;

	if (fold->container != NULL &&
	    map_get_pointer(folds, fold->container) == fold)
		map_remove_pointer(folds, fold->container);
	fold->container = container;
	if (container != NULL && !fold->envelope)
		map_set_pointer(folds, container, fold);
}

bool
rows_is_array(const struct value *container, const struct place *place)
{
	return container != NULL ? container->type == VALUE_ARRAY :
	    place != NULL && place->type == SCHEMA_ARRAY;
}

static void
add_slot(struct fold *fold, enum row_kind kind)
{
	*VEC_PUSH(fold->entries) = (struct entry){ .kind = kind };
}

/* The slots of FOLD; its children are not looked at. */
void
rows_fill_fold(struct fold *fold)
{
	fold->array = rows_is_array(fold->container, fold->place);
	fold->lead = 0;
	fold->entries.count = 0;
	if (fold->array) {
		fold->lead = value_count(fold->container);
		add_slot(fold, ROW_ADD);
	} else if (fold->container != NULL &&
	    !value_is_container(fold->container)) {
		add_slot(fold, ROW_ITEM);	/* a scalar as the root */
		fold->entries.items[0].value = fold->container;
		fold->entries.items[0].place = fold->place;
	} else {
		entries_build(fold);
		if (rows_slots(fold) == 0)
			add_slot(fold, ROW_NOTHING);
	}
}

struct fold *
rows_new_fold(struct form *form, struct fold *parent, const struct row *row)
{
	struct fold *fold = xcalloc(1, sizeof(*fold));

	fold->form = form;
	fold->parent = parent;
	if (row == NULL)
		return fold;
	fold->depth = parent->depth + 1;
	fold->slot = row->slot;
	fold->place = row->place;
	if (row->heading != NULL) {
		fold->envelope = true;
		fold->place = parent->place;
		rows_set_container(fold, parent->container);
		return fold;
	}
	rows_set_container(fold, row->value);
	if (row->name != NULL) {
		fold->name = xstrndup(row->name, row->name_length);
		fold->name_length = row->name_length;
	}
	return fold;
}

struct fold *
rows_unfold(struct fold *fold, size_t slot)
{
	struct fold *child = child_at(fold, slot);
	size_t at = children_before(fold, slot);
	struct row row;

	if (child != NULL)
		return child;
	rows_fill(fold, slot, &row);
	if (!row.can_unfold)
		return NULL;
	child = rows_new_fold(fold->form, fold, &row);
	rows_fill_fold(child);
	rows_sum(child);
	*VEC_INSERT(fold->children, at) = (struct child){ .fold = child };
	sum_rows_upward(fold);
	return child;
}

void
rows_fold(struct fold *fold, size_t slot)
{
	size_t at = children_before(fold, slot);
	struct fold *child = child_at(fold, slot);

	if (child == NULL)
		return;
	VEC_REMOVE(fold->children, at);
	rows_free_fold(child);
	sum_rows_upward(fold);
}
