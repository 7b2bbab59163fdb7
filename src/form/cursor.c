/*
 * The cursor and the window around it, on rows that are true: kept as a row
 * number, and as an anchor that survives edits.
 */
#include "config.h"

#include <stdlib.h>

#include "base/die.h"
#include "value/value.h"
#include "form/internal.h"

void
cursor_set_anchor(struct form *form, struct fold *fold, size_t slot)
{
	struct anchor *anchor = &form->anchor;
	struct row row;

	free(anchor->name);
	rows_fill(fold, slot, &row);
	*anchor = (struct anchor){ .fold = fold, .slot = slot,
		.kind = row.kind, .value = row.value, .heading = row.heading };
	if (row.name != NULL) {
		anchor->name = xstrndup(row.name, row.name_length);
		anchor->name_length = row.name_length;
	}
}

/* The slot of the anchor's fold that is the same row, or the nearest. */
static size_t
anchor_slot(const struct anchor *anchor)
{
	const struct fold *fold = anchor->fold;
	size_t slot, last = rows_slots(fold) - 1;

	if (anchor->value != NULL && anchor->value->parent != NULL &&
	    rows_slot_of_value(fold, anchor->value, &slot))
		return slot;
	if (anchor->name != NULL && rows_slot_of_name(fold, anchor->name,
	    anchor->name_length, &slot))
		return slot;
	for (slot = fold->lead; slot <= last; slot++) {
		const struct entry *entry;

		entry = &fold->entries.items[slot - fold->lead];
		if (entry->kind == anchor->kind && entry->value == NULL &&
		    entry->name == NULL && entry->heading == anchor->heading)
			return slot;
	}
	return anchor->slot < last ? anchor->slot : last;
}

void
cursor_follow(struct form *form)
{
	size_t before = form->cursor, top = form->first;
	struct fold *fold = form->anchor.fold;
	size_t slot = anchor_slot(&form->anchor);

	form->cursor = rows_number(fold, slot);
	cursor_set_anchor(form, fold, slot);
	/* What is on the screen stays where it is. */
	if (form->cursor >= before)
		form->first = top + (form->cursor - before);
	else
		form->first = top > before - form->cursor ?
		    top - (before - form->cursor) : 0;
	cursor_put_near(form, form->cursor);
}

static bool
can_stand(const struct form *form, size_t number)
{
	struct fold *fold;
	struct row row;
	size_t slot;

	if (!rows_find(form, number, &fold, &slot))
		return false;
	rows_fill(fold, slot, &row);
	return row.kind != ROW_HEADING || row.can_unfold;
}

void
cursor_put(struct form *form, size_t number)
{
	struct fold *fold;
	size_t slot;

	if (!rows_find(form, number, &fold, &slot))
		return;
	form->cursor = number;
	form->unfolded = 0;
	cursor_set_anchor(form, fold, slot);
}

/* Forward from NUMBER, else backward. */
void
cursor_put_near(struct form *form, size_t number)
{
	size_t count = form->top->total;

	if (number >= count)
		number = count - 1;
	for (size_t i = number; i < count; i++)
		if (can_stand(form, i)) {
			cursor_put(form, i);
			return;
		}
	while (number > 0 && !can_stand(form, number))
		number--;
	cursor_put(form, number);
}

/* A step up over a heading goes on upward. */
void
cursor_move(struct form *form, long delta)
{
	size_t from = form->cursor, to;
	size_t steps = delta < 0 ? -(size_t)delta : (size_t)delta;

	if (delta >= 0) {
		size_t left = form->top->total - 1 - from;

		cursor_put_near(form, from + (steps < left ? steps : left));
		return;
	}
	to = steps < from ? from - steps : 0;
	while (to > 0 && !can_stand(form, to))
		to--;
	cursor_put_near(form, to);
}

size_t
cursor_scroll(struct form *form, size_t height)
{
	size_t count = form->top->total, cursor = form->cursor;
	size_t last = cursor + form->unfolded;

	if (height == 0)
		return form->first;
	if (last >= cursor + height)
		last = cursor + height - 1;
	if (last >= form->first + height)
		form->first = last - height + 1;
	form->unfolded = 0;
	if (form->first + height > count)
		form->first = count > height ? count - height : 0;
	if (cursor < form->first)
		form->first = cursor;
	/* The heading above the first row is worth a line. */
	while (form->first > 0 && form->first == cursor && height > 1 &&
	    !can_stand(form, form->first - 1))
		form->first--;
	return form->first;
}
