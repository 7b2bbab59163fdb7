/*
 * Keeps the rows true while the document changes: the watcher marks folds, the
 * next question makes those anew, and the cursor stays on what it stood on.
 */
#include "config.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "value/value.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "check/where.h"
#include "form/internal.h"

static void
mark_stale(struct fold *fold)
{
	fold->stale = true;
	fold->form->stale = true;
	while ((fold = fold->parent) != NULL && !fold->stale_below)
		fold->stale_below = true;
}

static void
mark_all_below(struct fold *fold)
{
	mark_stale(fold);
	for (size_t i = 0; i < fold->children.count; i++)
		mark_all_below(fold->children.items[i].fold);
}

void
follow_mark_all(struct form *form)
{
	mark_all_below(form->top);
}

/* Where CHILD hangs now that FOLD was filled anew; false: nowhere. */
static bool
find_slot_again(const struct fold *fold, const struct fold *child,
    size_t *slot)
{
	if (child->envelope) {
		for (*slot = fold->lead; *slot < rows_slots(fold); ++*slot)
			if (fold->entries.items[*slot - fold->lead].heading ==
			    entries_about)
				return true;
		return false;
	}
	if (child->container != NULL &&
	    child->container->parent == fold->container &&
	    rows_slot_of_value(fold, child->container, slot))
		return true;
	return child->name != NULL && rows_slot_of_name(fold, child->name,
	    child->name_length, slot);
}

/* False: CHILD has nothing to hang below any more. */
static bool
hang_again(struct fold *fold, struct fold *child)
{
	const struct place *place;
	struct value *value;
	struct row row;
	size_t slot;

	if (!find_slot_again(fold, child, &slot))
		return false;
	rows_fill(fold, slot, &row);
	if (!row.can_unfold)
		return false;
	place = child->envelope ? fold->place : row.place;
	value = child->envelope ? fold->container : row.value;
	if (child->envelope || child->place != place ||
	    child->container != value ||
	    child->array != rows_is_array(value, place))
		mark_stale(child);
	child->slot = slot;
	child->place = place;
	rows_set_container(child, value);
	if (child->name != NULL && row.name != NULL) {
		free(child->name);
		child->name = xstrndup(row.name, row.name_length);
		child->name_length = row.name_length;
	}
	return true;
}

static int
compare_slots(const void *a, const void *b)
{
	size_t x = ((const struct child *)a)->fold->slot;
	size_t y = ((const struct child *)b)->fold->slot;

	return x < y ? -1 : x > y;
}

static void
hang_children_again(struct fold *fold)
{
	struct child *items = fold->children.items;
	size_t kept = 0, count = fold->children.count;

	fold->children.count = 0;	/* nobody looks while they are moved */
	for (size_t i = 0; i < count; i++) {
		if (hang_again(fold, items[i].fold))
			items[kept++] = items[i];
		else
			rows_free_fold(items[i].fold);
	}
	count = kept;
	if (count > 1)
		qsort(items, count, sizeof(*items), compare_slots);
	kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 &&
		    items[kept - 1].fold->slot == items[i].fold->slot)
			rows_free_fold(items[i].fold);
		else
			items[kept++] = items[i];
	}
	fold->children.count = kept;
}

/* A payload that was removed keeps the place it had: undo may bring it back. */
static const struct place *
top_place(const struct form *form)
{
	if (!value_is_attached(form->payload, form->root))
		return form->top->place;
	return where_place(form->catalog, form->root, form->payload);
}

static void
sync_fold(struct fold *fold)
{
	if (fold->stale) {
		if (fold->parent == NULL)
			fold->place = top_place(fold->form);
		rows_fill_fold(fold);
		hang_children_again(fold);
	}
	for (size_t i = 0; i < fold->children.count; i++) {
		struct fold *child = fold->children.items[i].fold;

		if (child->stale || child->stale_below)
			sync_fold(child);
	}
	rows_sum(fold);
	fold->stale = fold->stale_below = false;
}

static void
open_top(struct form *form)
{
	form->top = rows_new_fold(form, NULL, NULL);
	rows_set_container(form->top, form->payload);
	form->top->place = top_place(form);
	rows_fill_fold(form->top);
	rows_sum(form->top);
	cursor_set_anchor(form, form->top, 0);
}

/* The document's text was replaced: all values are others. */
static void
find_payload_again(struct form *form)
{
	uint32_t steps[FOLD_DEPTH + 1];
	size_t depth = 0;
	struct value *value, *next;

	for (value = form->payload; value->parent != NULL &&
	    depth < ARRAY_COUNT(steps); value = value->parent)
		steps[depth++] = value->index;
	form->root = value = profile_root(form->profile);
	while (depth > 0 &&
	    (next = value_at(value, steps[--depth])) != NULL)
		value = next;
	form->payload = value;
}

void
follow_sync(struct form *form)
{
	size_t cursor = form->cursor;

	if (form->replaced) {
		find_payload_again(form);
		free(steal(form->anchor.name));
		form->anchor.fold = NULL;
		rows_free_fold(form->top);
		open_top(form);
		form->replaced = form->stale = false;
		cursor_put_near(form, cursor);
	} else if (form->stale) {
		sync_fold(form->top);
		form->stale = false;
		cursor_follow(form);
	}
}

/* A value decides which schema speaks of its dictionary. */
static void
look_at_schema(struct fold *fold)
{
	const struct place *place;

	if (fold->parent == NULL)
		place = top_place(fold->form);
	else if (fold->parent->container != NULL && fold->container != NULL)
		place = rows_place_of(fold->parent, fold->container);
	else
		return;
	if (place == fold->place)
		return;
	fold->place = place;
	mark_all_below(fold);
}

/* Whether a profile's payload list has rows depends on what is in it. */
static bool
may_be_payload_list(const struct fold *fold)
{
	return fold->array && fold->parent == fold->form->top &&
	    fold->form->payload == fold->form->root;
}

static void
see_container(struct form *form, struct value *container, bool reordered)
{
	struct fold *fold;

	if (container == NULL)
		return;
	fold = map_get_pointer(form->folds, container);
	if (fold == NULL)
		return;
	look_at_schema(fold);
	if (reordered)
		mark_stale(fold);
	if (may_be_payload_list(fold))
		mark_stale(fold->parent);
}

static void
see_change(void *arg, enum edit_change change, struct value *value,
    struct value *container)
{
	struct form *form = arg;
	struct fold *fold;

	if (change == EDIT_ROOT) {
		form->replaced = true;
		return;
	}
	free(map_remove_pointer(form->blobs, value));
	if (change != EDIT_SET) {
		see_container(form, container, true);
		see_container(form, value->parent, true);
		if (value_is_inside(form->payload, value))
			mark_stale(form->top);
		return;
	}
	fold = map_get_pointer(form->folds, value);
	see_container(form, value->parent, fold != NULL);
	if (fold != NULL)
		mark_stale(fold);
	else if (value == form->payload)
		mark_stale(form->top);
}

void
follow_open(struct form *form)
{
	form->folds = map_new();
	form->blobs = map_new();
	open_top(form);
	form->watcher = (struct edit_watcher){ .changed = see_change,
		.arg = form };
	edit_watch(form->profile, &form->watcher);
}

void
follow_close(struct form *form)
{
	edit_unwatch(form->profile, &form->watcher);
	form->anchor.fold = NULL;
	rows_free_fold(form->top);
	free(form->anchor.name);
	map_free(form->folds, NULL);
	map_free(form->blobs, free);
}
