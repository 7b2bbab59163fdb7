/*
 * Moving: in one container units change places and the slots stay; into another
 * one a unit takes its comments along and is indented anew.
 */
#include <stdlib.h>
#include <string.h>

#include "profile/edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"

#include "profile/edit_ops.h"

/* ---- in one container */

static void
move_inside(struct profile *profile, struct value *container, size_t from,
    size_t to)
{
	size_t low = from < to ? from : to;
	size_t count = (from < to ? to - from : from - to) + 1;
	struct piece *slots = xreallocarray(NULL, count, sizeof(*slots));

	for (size_t i = 0; i < count; i++)
		slots[i] = container->items.list[low + i]->slot;
	change_move(profile, container, from, to);
	for (size_t i = 0; i < count; i++) {
		struct value *value = container->items.list[low + i];

		if (!piece_equals(value->slot, slots[i]))
			change_slot(profile, value, slots[i]);
	}
	free(slots);
}

/* ---- into another one */

struct shift {
	struct piece from, to;	/* indentation */
};

static bool
is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/*
 * TEXT with the indentation of its lines changed, or TEXT itself when there is
 * nothing to change.
 */
static struct piece
shift_text(struct profile *profile, struct piece text,
    const struct shift *shift)
{
	AUTO_BUF out = BUF_INIT;
	size_t done = 0;

	for (size_t at = 1; at <= text.length; at++) {
		if (!is_line_end(text.text[at - 1]) || (at < text.length &&
			text.text[at - 1] == '\r' && text.text[at] == '\n'))
			continue;
		if (text.length - at < shift->from.length ||
		    (shift->from.length > 0 && memcmp(text.text + at,
			shift->from.text, shift->from.length) != 0) ||
		    (at < text.length && is_line_end(text.text[at])))
			continue;
		buf_add(&out, text.text + done, at - done);
		buf_add_piece(&out, shift->to);
		done = at + shift->from.length;
	}
	if (done == 0)
		return text;
	buf_add(&out, text.text + done, text.length - done);
	return layout_keep(profile, &out);
}

static struct value_key *
shift_key(struct profile *profile, struct value_key *key,
    const struct shift *shift)
{
	struct value_key *shifted;
	struct piece gap;

	if (key == NULL)
		return NULL;
	gap = shift_text(profile, key->gap, shift);
	if (piece_equals(gap, key->gap))
		return key;
	shifted = arena_alloc(profile->arena, sizeof(*shifted));
	*shifted = *key;
	shifted->gap = gap;
	return shifted;
}

static struct value_wings *
shift_wings(struct profile *profile, struct value_wings *wings,
    const struct shift *shift)
{
	struct value_wings *shifted;

	if (wings == NULL)
		return NULL;
	shifted = arena_alloc(profile->arena, sizeof(*shifted));
	shifted->before = shift_text(profile, wings->before, shift);
	shifted->after = shift_text(profile, wings->after, shift);
	return shifted;
}

/* VALUE and all in it; the slot of VALUE itself is not part of it. */
static void
shift_value(struct profile *profile, struct value *value, bool outermost,
    const struct shift *shift)
{
	struct value_state state = value_state(value);

	state.key = shift_key(profile, value->key, shift);
	state.wings = shift_wings(profile, value->wings, shift);
	if (!outermost)
		state.slot = shift_text(profile, value->slot, shift);
	if (value_is_container(value))
		state.content = shift_text(profile, value->tail, shift);
	if (state.key != value->key || state.wings != value->wings ||
	    !piece_equals(state.slot, value->slot) ||
	    !piece_equals(state.content, value->content))
		change_state(profile, value, &state);
	for (size_t i = 0; i < value_count(value); i++)
		shift_value(profile, value->items.list[i], false, shift);
}

static size_t
levels(const struct value *value)
{
	size_t most = 0;

	for (size_t i = 0; i < value_count(value); i++) {
		size_t n = levels(value->items.list[i]);

		most = n > most ? n : most;
	}
	return most + 1;
}

/* The detached comments of VALUE's slot stay where they are. */
static void
take_out(struct profile *profile, struct value *value)
{
	struct value *container = value->parent;
	size_t index = value->index;
	AUTO_BUF rest = BUF_INIT;

	buf_add_piece(&rest, piece_trim_end(value->slot));
	change_unlink(profile, value);
	edit_leave(profile, container, index, &rest);
}

/* What VALUE has to be like to stand in CONTAINER; it stands nowhere now. */
static void
fit(struct profile *profile, struct value *value,
    const struct value *container)
{
	struct value_state state = value_state(value);
	struct value_wings *wings;
	AUTO_BUF before = BUF_INIT;

	if (container->type == VALUE_DICT || value->key == NULL)
		return;
	/*
	 * An item has no key; comments that stood behind it go before the item.
	 */
	if (memchr(value->key->gap.text, '<', value->key->gap.length)) {
		struct piece old = { "", 0 };
		struct piece gap = value->key->gap;

		while (gap.text[0] != '<') {
			gap.text++;
			gap.length--;
		}
		wings = arena_alloc(profile->arena, sizeof(*wings));
		if (value->wings != NULL) {
			*wings = *value->wings;
			old = wings->before;
		} else {
			wings->after = piece_of("", 0);
		}
		buf_add_piece(&before, old);
		buf_add_piece(&before, gap);
		wings->before = layout_keep(profile, &before);
		state.wings = wings;
	}
	state.key = NULL;
	change_state(profile, value, &state);
}

static void
move_across(struct profile *profile, struct value *value,
    struct value *container, size_t index)
{
	struct layout old;
	struct layout new;

	layout_of_value(profile, value, &old);
	take_out(profile, value);
	fit(profile, value, container);
	layout_of_item(profile, container, index, &new);
	if (!old.one_line && !new.one_line &&
	    !piece_equals(old.indent, new.indent)) {
		const struct shift shift = { old.indent, new.indent };

		shift_value(profile, value, true, &shift);
	}
	edit_link(profile, container, index, value);
}

/* ---- the edit */

static bool
can_go_into(const struct value *value, const struct value *container,
    size_t index, struct error *err)
{
	size_t most = container->items.count;

	if (value->parent == container)
		most--;
	if (index > most) {
		error_set(err, ERR_RANGE, "there is no place %zu", index);
		return false;
	}
	if (value_is_inside(container, value)) {
		error_set(err, ERR_REFUSED,
		    "a value cannot be moved into itself");
		return false;
	}
	if (value->parent == container)
		return true;
	if (!edit_can_leave(value, err))
		return false;
	if (container->type == VALUE_DICT && value->key == NULL) {
		error_set(err, ERR_TYPE, "an item of an array has no key to "
		    "stand under in a dictionary");
		return false;
	}
	if (container->type == VALUE_DICT && value_find_n(container,
		value->key->name, value->key->length) != NULL) {
		error_set(err, ERR_EXISTS, "the key '%.*s' is there already",
		    (int)value->key->length, value->key->name);
		return false;
	}
	if (levels(value) > edit_depth_left(container)) {
		error_set(err, ERR_LIMIT,
		    "more than %d levels would be inside of each other",
		    XML_DEPTH_MOST);
		return false;
	}
	return true;
}

bool
edit_move(struct profile *profile, struct value *value,
    struct value *container, size_t index, struct error *err)
{
	if (!edit_can_take_out(profile, value, err) ||
	    !edit_can_change(profile, container, err))
		return false;
	if (!value_is_container(container)) {
		error_set(err, ERR_TYPE, "only a dictionary or an array can "
		    "hold a value");
		return false;
	}
	if (!can_go_into(value, container, index, err))
		return false;
	if (value->parent == container && value->index == index)
		return true;
	edits_begin(profile, "move", value);
	if (value->parent == container)
		move_inside(profile, container, value->index, index);
	else
		move_across(profile, value, container, index);
	edit_end(profile);
	return true;
}
