/*
 * Changing what a value is and what it is called.
 */
#include <string.h>

#include "profile/edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "value/chardata.h"
#include "value/draft.h"

#include "profile/edit_ops.h"
#include "profile/xml_write.h"

/* ---- scalars */

/* STATE as a value, to be compared. */
static struct value
value_of_state(const struct value_state *state)
{
	struct value value = {
		.type = state->type,
		.unreadable = state->unreadable,
		.open = state->open,
		.content = state->content,
		.close = state->close,
	};

	memcpy(&value.items, &state->items, sizeof(value.items));
	return value;
}

/* A value that becomes again what it was takes back its text. */
static bool
take_back(struct profile *profile, struct value *value,
    const struct draft *draft)
{
	const struct value_state *original = edits_original(profile, value);
	struct value was = value_of_state(original);
	struct value_state state = value_state(value);

	if (value_is_container(&was) || !draft_equals_value(draft, &was))
		return false;
	state.type = original->type;
	state.unreadable = original->unreadable;
	state.open = original->open;
	state.content = original->content;
	state.close = original->close;
	memcpy(&state.items, &original->items, sizeof(state.items));
	change_state(profile, value, &state);
	return true;
}

static void
replace_name(struct profile *profile, struct piece *tag, const char *from,
    const char *to)
{
	AUTO_BUF text = BUF_INIT;
	size_t start = tag->length > 1 && tag->text[1] == '/' ? 2 : 1;

	if (tag->length == 0)
		return;
	buf_add(&text, tag->text, start);
	buf_add_text(&text, to);
	start += strlen(from);
	buf_add(&text, tag->text + start, tag->length - start);
	*tag = layout_keep(profile, &text);
}

static void
set_boolean(struct profile *profile, struct value_state *state, bool boolean)
{
	const char *from = state->open.text[1] == 't' ? "true" : "false";
	const char *to = boolean ? "true" : "false";

	replace_name(profile, &state->open, from, to);
	replace_name(profile, &state->close, from, to);
	/* What stood between the tags was no part of the value. */
	state->content.length = 0;
	state->boolean = boolean;
}

static void
set_union(struct profile *profile, struct value_state *state,
    const struct draft *draft)
{
	switch (draft->type) {
	case VALUE_STRING:
		state->string.text = arena_strndup(profile->arena,
		    draft->bytes.text, draft->bytes.length);
		state->string.length = (uint32_t)draft->bytes.length;
		break;
	case VALUE_INTEGER:
		state->integer = draft->integer;
		break;
	case VALUE_REAL:
		state->real = draft->real;
		break;
	case VALUE_DATE:
		state->date = draft->date;
		break;
	default:
		break;
	}
}

static void
set_scalar(struct profile *profile, struct value *value,
    const struct draft *draft)
{
	struct value_state state = value_state(value);
	struct layout layout;
	AUTO_BUF content = BUF_INIT;

	if (chardata_has_comment(state.content.text, state.content.length))
		edits_say(profile, "the comment inside of the value is gone");
	state.unreadable = false;
	if (draft->type == VALUE_BOOLEAN) {
		set_boolean(profile, &state, draft->boolean);
	} else {
		layout_of_value(profile, value, &layout);
		xml_add_content(draft, state.content, &layout, &content);
		if (content.length > 0)
			edit_open_up(profile, &state);
		state.content = layout_keep(profile, &content);
		set_union(profile, &state, draft);
	}
	change_state(profile, value, &state);
}

static void
say_comments_go(struct profile *profile, const struct value *value)
{
	AUTO_BUF text = BUF_INIT;

	profile_value_text(profile, value, &text);
	if (strstr(buf_text(&text), "<!--") != NULL)
		edits_say(profile, value_is_container(value) ?
		    "the comments inside of it are gone" :
		    "the comment inside of the value is gone");
}

/* Another type, or a container anew: the element is replaced. */
static void
set_element(struct profile *profile, struct value *value,
    const struct draft *draft)
{
	struct value_state state = value_state(value);
	struct layout layout;
	struct value *fresh;

	say_comments_go(profile, value);
	layout_of_value(profile, value, &layout);
	fresh = edit_new_value(profile, draft, &layout);
	state.type = fresh->type;
	state.unreadable = false;
	state.open = fresh->open;
	state.content = fresh->content;
	state.close = fresh->close;
	memcpy(&state.items, &fresh->items, sizeof(state.items));
	change_state(profile, value, &state);
}

/* ---- containers: what is the same in them stays */

static bool
set_array(struct profile *profile, struct value *array,
    const struct draft *draft, struct error *err)
{
	size_t old = array->items.count;
	size_t new = draft->items.count;
	struct draft **items = draft->items.list;
	size_t front = 0;
	size_t back = 0;

	while (front < old && front < new &&
	    draft_equals_value(items[front], array->items.list[front]))
		front++;
	while (back < old - front && back < new - front &&
	    draft_equals_value(items[new - 1 - back],
		array->items.list[old - 1 - back]))
		back++;
	for (size_t i = front; i < new - back; i++) {
		bool ok = i < old - back ?
		    edit_set(profile, array->items.list[i], items[i], err) :
		    edit_insert_item(profile, array, i, items[i], NULL, err);

		if (!ok)
			return false;
	}
	for (size_t i = old - back; i > new - back; i--) {
		if (!edit_remove(profile, array->items.list[i - 1], err))
			return false;
	}
	return true;
}

static bool
has_name(const struct draft *dict, const struct value_key *key)
{
	for (size_t i = 0; i < dict->items.count; i++) {
		const struct draft *item = dict->items.list[i];

		if (item->name_length == key->length &&
		    memcmp(item->name, key->name, key->length) == 0)
			return true;
	}
	return false;
}

static bool
set_dict(struct profile *profile, struct value *dict,
    const struct draft *draft, struct error *err)
{
	for (size_t i = dict->items.count; i-- > 0;) {
		struct value *entry = dict->items.list[i];

		/* The first of two equal keys is the one that is set below. */
		if ((!has_name(draft, entry->key) || value_find_n(dict,
			entry->key->name, entry->key->length) != entry) &&
		    !edit_remove(profile, entry, err))
			return false;
	}
	for (size_t i = 0; i < draft->items.count; i++) {
		struct draft *item = draft->items.list[i];
		struct value *entry = value_find_n(dict, item->name,
		    item->name_length);

		if (entry != NULL ? !edit_set(profile, entry, item, err) :
		    !edit_insert(profile, dict, item->name, item, NULL, NULL,
			err))
			return false;
	}
	return true;
}

/* ---- the edits */

static bool
set_value(struct profile *profile, struct value *value,
    const struct draft *draft, struct error *err)
{
	if (value->type == draft->type && draft->type == VALUE_ARRAY)
		return set_array(profile, value, draft, err);
	if (value->type == draft->type && draft->type == VALUE_DICT)
		return set_dict(profile, value, draft, err);
	if (take_back(profile, value, draft))
		return true;
	if (value->type == draft->type)
		set_scalar(profile, value, draft);
	else
		set_element(profile, value, draft);
	return true;
}

bool
edit_set(struct profile *profile, struct value *value,
    const struct draft *draft, struct error *err)
{
	if (!edit_can_change(profile, value, err) ||
	    !xml_check_draft(draft, edit_depth_left(value->parent), err))
		return false;
	if (draft_equals_value(draft, value))
		return true;
	edits_begin(profile, "set", value);
	return edit_finish(profile, set_value(profile, value, draft, err));
}

bool
edit_rename(struct profile *profile, struct value *entry, const char *name,
    struct error *err)
{
	const struct value_state *original;
	struct value_state state;
	struct value_key *key;

	if (!edit_can_change(profile, entry, err))
		return false;
	if (entry->key == NULL) {
		error_set(err, ERR_TYPE, "only an entry of a dictionary has a "
		    "key to rename");
		return false;
	}
	if (entry->key->length == strlen(name) &&
	    memcmp(entry->key->name, name, entry->key->length) == 0)
		return true;
	if (!edit_can_add_key(entry->parent, name, err))
		return false;
	edits_begin(profile, "rename", entry);
	original = edits_original(profile, entry);
	key = arena_alloc(profile->arena, sizeof(*key));
	if (original->key != NULL && original->key->length == strlen(name) &&
	    memcmp(original->key->name, name, original->key->length) == 0)
		*key = *original->key;
	else
		edit_spell_key(profile, entry, name, key);
	key->gap = entry->key->gap;
	state = value_state(entry);
	state.key = key;
	change_state(profile, entry, &state);
	edit_end(profile);
	return true;
}
