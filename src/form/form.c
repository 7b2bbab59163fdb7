/*
 * The form a face asks: cursor, window, folding, filter, paths.  See rows.c
 * for how rows are kept, follow.c for what edits do to them.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "value/path.h"
#include "value/value.h"
#include "profile/profile.h"
#include "check/check.h"
#include "form/internal.h"

const char *const form_filter_names[FORM_FILTERS] = {
	[FILTER_ALL] = "all",
	[FILTER_SET] = "set",
	[FILTER_REQUIRED] = "required",
	[FILTER_FINDINGS] = "with findings",
};

struct form *
form_new(struct checker *checker, struct value *payload)
{
	struct form *form = xcalloc(1, sizeof(*form));

	form->checker = checker;
	form->catalog = checker_catalog(checker);
	form->profile = checker_profile(checker);
	form->root = profile_root(form->profile);
	form->payload = payload;
	follow_open(form);
	form_set_cursor(form, 0);
	return form;
}

void
form_free(struct form *form)
{
	if (form == NULL)
		return;
	follow_close(form);
	free(form);
}

/* What is asked is never stale; to the caller nothing changed. */
static struct form *
synced(const struct form *form)
{
	follow_sync((struct form *)form);
	return (struct form *)form;
}

struct value *
form_payload(const struct form *form)
{
	return synced(form)->payload;
}

size_t
form_count(struct form *form)
{
	return synced(form)->top->total;
}

bool
form_row(struct form *form, size_t number, struct row *out)
{
	struct fold *fold;
	size_t slot;

	if (!rows_find(synced(form), number, &fold, &slot))
		return false;
	rows_fill(fold, slot, out);
	return true;
}

size_t
form_cursor(const struct form *form)
{
	return synced(form)->cursor;
}

void
form_set_cursor(struct form *form, size_t number)
{
	cursor_put_near(synced(form), number);
}

void
form_move_cursor(struct form *form, long delta)
{
	cursor_move(synced(form), delta);
}

size_t
form_scroll(struct form *form, size_t height)
{
	return cursor_scroll(synced(form), height);
}

bool
form_go_out(struct form *form)
{
	const struct fold *fold = synced(form)->anchor.fold;

	if (fold->parent == NULL)
		return false;
	cursor_put(form, rows_number(fold->parent, fold->slot));
	return true;
}

/* What is folded above the cursor moves it; the anchor knows where it went. */
static void
find_cursor_again(struct form *form, size_t changed)
{
	if (form->cursor > changed)
		form->cursor = rows_number(form->anchor.fold,
		    form->anchor.slot);
}

bool
form_unfold(struct form *form, size_t number)
{
	const struct fold *unfolded;
	struct row row;

	if (!form_row(form, number, &row) || !row.can_unfold)
		return false;
	unfolded = rows_unfold(row.fold, row.slot);
	form->unfolded = form->cursor == number ? unfolded->total : 0;
	find_cursor_again(form, number);
	return true;
}

bool
form_fold(struct form *form, size_t number)
{
	struct row row;

	if (!form_row(form, number, &row) || !row.can_unfold)
		return false;
	rows_fold(row.fold, row.slot);
	form->unfolded = 0;
	find_cursor_again(form, number);
	return true;
}

static void
fill_anew(struct form *form)
{
	follow_mark_all(form);
	follow_sync(form);
}

void
form_set_filter(struct form *form, enum form_filter filter)
{
	follow_sync(form);
	form->filter = filter;
	fill_anew(form);
}

enum form_filter
form_get_filter(const struct form *form)
{
	return form->filter;
}

void
form_show_names(struct form *form, bool names)
{
	form->names = names;
}

bool
form_shows_names(const struct form *form)
{
	return form->names;
}

/* Which keys have findings is not an edit that the form sees. */
void
form_update(struct form *form)
{
	if (form->filter == FILTER_FINDINGS)
		follow_mark_all(form);
	follow_sync(form);
}

static size_t
held_in(const struct fold *fold)
{
	size_t held = fold->entries.count;

	for (size_t i = 0; i < fold->children.count; i++)
		held += 1 + held_in(fold->children.items[i].fold);
	return held;
}

size_t
form_held(const struct form *form)
{
	return held_in(synced(form)->top);
}

/* The slot of the envelope's heading, when the payload has one. */
static bool
find_about(const struct fold *fold, size_t *slot)
{
	for (size_t i = 0; i < fold->entries.count; i++)
		if (fold->entries.items[i].heading == entries_about) {
			*slot = fold->lead + i;
			return true;
		}
	return false;
}

static bool
is_of_envelope(const struct fold *fold, const struct value *value,
    const char *missing)
{
	if (missing != NULL)
		return entries_is_envelope(fold, missing, strlen(missing));
	return value->key != NULL && entries_is_envelope(fold,
	    value->key->name, value->key->length);
}

/* The slot of VALUE, or of the key MISSING, unfolding the envelope for it. */
static bool
find_slot(struct fold **fold, const struct value *value, const char *missing,
    size_t *slot)
{
	for (;;) {
		if (missing != NULL ? rows_slot_of_name(*fold, missing,
		    strlen(missing), slot) :
		    rows_slot_of_value(*fold, value, slot))
			return true;
		if ((*fold)->parent != NULL || !find_about(*fold, slot) ||
		    !is_of_envelope(*fold, value, missing))
			return false;
		*fold = rows_unfold(*fold, *slot);
		if (*fold == NULL)
			return false;
	}
}

/* Unfolds from the form's own rows down to those of CONTAINER. */
static struct fold *
unfold_down_to(struct form *form, const struct value *container)
{
	const struct value *path[FOLD_DEPTH];
	struct fold *fold = form->top;
	size_t depth = 0, slot;

	while (container != form->payload) {
		if (container == NULL || depth == ARRAY_COUNT(path))
			return NULL;
		path[depth++] = container;
		container = container->parent;
	}
	while (depth > 0) {
		if (!find_slot(&fold, path[--depth], NULL, &slot))
			return NULL;
		fold = rows_unfold(fold, slot);
		if (fold == NULL)
			return NULL;
	}
	return fold;
}

static bool
stand_on(struct form *form, const struct value *value, const char *missing)
{
	struct fold *fold;
	size_t slot;

	fold = unfold_down_to(form, missing != NULL ? value : value->parent);
	if (fold == NULL || !find_slot(&fold, value, missing, &slot))
		return false;
	form->cursor = rows_number(fold, slot);
	cursor_set_anchor(form, fold, slot);
	return true;
}

bool
form_go_to(struct form *form, const struct value *value, const char *missing)
{
	enum form_filter filter = form->filter;

	follow_sync(form);
	if (!value_is_inside(value, form->payload))
		return false;
	if (value == form->payload && missing == NULL) {
		form_set_cursor(form, 0);
		return true;
	}
	if (stand_on(form, value, missing))
		return true;
	if (filter == FILTER_ALL)
		return false;
	form_set_filter(form, FILTER_ALL);
	if (stand_on(form, value, missing))
		return true;
	form_set_filter(form, filter);
	return false;
}

/* The pointer of the container FOLD stands for, set or not. */
static void
add_path(const struct fold *fold, struct buf *out)
{
	if (fold->container != NULL || fold->parent == NULL) {
		path_of_value(fold->container, fold->form->root, out);
		return;
	}
	add_path(fold->parent, out);
	path_add_segment(out, fold->name, fold->name_length);
}

void
form_row_path(const struct form *form, const struct row *row, struct buf *out)
{
	if (row->value != NULL) {
		path_of_value(row->value, form->root, out);
		return;
	}
	add_path(row->fold, out);
	if (row->name != NULL)
		path_add_segment(out, row->name, row->name_length);
	else if (row->kind == ROW_ADD && row->fold->array)
		path_add_segment(out, "-", 1);
}
