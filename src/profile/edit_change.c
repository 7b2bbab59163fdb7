/*
 * Elementary changes: each swaps a part of the tree with what is kept aside, so
 * that the same step goes both ways.  Knows nothing of how a text is spelt.
 */
#include "profile/edit_change.h"

#include <string.h>

#include "base/arena.h"
#include "base/vec.h"

static void
renumber(struct value_items *items, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		items->list[i]->index = (uint32_t)i;
}

static void
note_indexed(struct profile *profile, struct value *dict)
{
	value_drop_index(dict);
	if (dict->type == VALUE_DICT &&
	    dict->items.count == VALUE_UNINDEXED + 1)
		*VEC_PUSH(profile->indexed) = dict;
}

static void
link_value(struct profile *profile, struct value *container, size_t index,
    struct value *value)
{
	struct value_items *items = &container->items;

	if (items->count == items->capacity) {
		struct value **list;

		items->capacity = items->capacity * 2 + 4;
		list = arena_alloc(profile->arena,
		    items->capacity * sizeof(*list));
		if (items->count > 0)
			memcpy(list, items->list, items->count * sizeof(*list));
		items->list = list;
	}
	memmove(items->list + index + 1, items->list + index,
	    (items->count - index) * sizeof(*items->list));
	items->list[index] = value;
	items->count++;
	renumber(items, index, items->count);
	value->parent = container;
	note_indexed(profile, container);
	if (container->type == VALUE_ARRAY)
		items->dicts += value->type == VALUE_DICT;
	edit_tell(profile, EDIT_INSERTED, value, container);
}

static void
unlink_value(struct profile *profile, struct value *value)
{
	struct value *container = value->parent;
	struct value_items *items = &container->items;
	size_t index = value->index;

	note_indexed(profile, container);
	items->count--;
	memmove(items->list + index, items->list + index + 1,
	    (items->count - index) * sizeof(*items->list));
	renumber(items, index, items->count);
	value->parent = NULL;
	if (container->type == VALUE_ARRAY)
		items->dicts -= value->type == VALUE_DICT;
	edit_tell(profile, EDIT_REMOVED, value, container);
}

static void
move_value(struct profile *profile, struct value *container, size_t from,
    size_t to)
{
	struct value_items *items = &container->items;
	struct value *value = items->list[from];

	note_indexed(profile, container);
	if (from < to)
		memmove(items->list + from, items->list + from + 1,
		    (to - from) * sizeof(*items->list));
	else
		memmove(items->list + to + 1, items->list + to,
		    (from - to) * sizeof(*items->list));
	items->list[to] = value;
	renumber(items, from < to ? from : to, (from < to ? to : from) + 1);
	edit_tell(profile, EDIT_MOVED, value, container);
}

struct value_state
value_state(const struct value *value)
{
	struct value_state state = {
		.type = value->type,
		.unreadable = value->unreadable,
		.key = value->key,
		.wings = value->wings,
		.slot = value->slot,
		.open = value->open,
		.content = value->content,
		.close = value->close,
	};

	/* The largest member stands for all. */
	memcpy(&state.items, &value->items, sizeof(state.items));
	return state;
}

static void
adopt(struct value *container, struct value *parent)
{
	for (size_t i = 0; i < value_count(container); i++)
		container->items.list[i]->parent = parent;
}

static bool
same_piece(struct piece a, struct piece b)
{
	return a.text == b.text && a.length == b.length;
}

/*
 * What a watcher has to know of the step between the two; false: nothing, only
 * layout.
 */
static bool
is_news(const struct value_state *a, const struct value_state *b,
    enum edit_change *change)
{
	*change = EDIT_SET;
	if (a->type != b->type || a->unreadable != b->unreadable ||
	    (!value_type_is_container(a->type) &&
		(!same_piece(a->content, b->content) ||
		    !same_piece(a->open, b->open))))
		return true;
	*change = EDIT_RENAMED;
	return a->key != b->key && a->key != NULL && b->key != NULL &&
	    (a->key->length != b->key->length ||
		memcmp(a->key->name, b->key->name, a->key->length) != 0);
}

/* VALUE gets the state in STATE, STATE the one of VALUE. */
static void
swap_state(struct profile *profile, struct value *value,
    struct value_state *state)
{
	struct value_state old = value_state(value);
	struct value *parent = value->parent;
	bool whole = old.type != state->type;
	enum edit_change change;

	if (parent != NULL && parent->type == VALUE_DICT)
		value_drop_index(parent);
	if (parent != NULL && parent->type == VALUE_ARRAY) {
		parent->items.dicts -= old.type == VALUE_DICT;
		parent->items.dicts += state->type == VALUE_DICT;
	}
	if (whole && value_type_is_container(old.type)) {
		value_drop_index(value);
		if (old.type == VALUE_DICT)
			old.items.sorted = NULL;
		adopt(value, NULL);
	}
	value->type = state->type;
	value->unreadable = state->unreadable;
	value->key = state->key;
	value->wings = state->wings;
	value->slot = state->slot;
	value->open = state->open;
	value->content = state->content;
	value->close = state->close;
	if (whole || !value_type_is_container(state->type))
		memcpy(&value->items, &state->items, sizeof(value->items));
	if (whole && value_type_is_container(value->type)) {
		adopt(value, value);
		if (value->type == VALUE_DICT &&
		    value->items.count > VALUE_UNINDEXED)
			*VEC_PUSH(profile->indexed) = value;
	}
	if (is_news(&old, state, &change))
		edit_tell(profile, change, value, value->parent);
	*state = old;
}

static void
swap_document(struct profile *profile, struct document *document)
{
	struct document old = profile->document;

	profile->document = *document;
	*document = old;
	profile->common_layout = NULL;
	edit_tell(profile, EDIT_ROOT, profile->document.root, NULL);
}

void
change_apply(struct profile *profile, const struct change *change,
    enum change_way way)
{
	bool back = way == CHANGE_TAKE_BACK;

	switch (change->kind) {
	case CHANGE_STATE:
		swap_state(profile, change->value, change->other);
		break;
	case CHANGE_LINK:
	case CHANGE_UNLINK:
		if ((change->kind == CHANGE_LINK) != back)
			link_value(profile, change->container, change->index,
			    change->value);
		else
			unlink_value(profile, change->value);
		break;
	case CHANGE_MOVE:
		if (back)
			move_value(profile, change->container, change->to,
			    change->index);
		else
			move_value(profile, change->container, change->index,
			    change->to);
		break;
	case CHANGE_DOCUMENT:
		swap_document(profile, change->other);
		break;
	}
}
