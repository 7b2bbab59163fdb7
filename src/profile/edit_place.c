/*
 * Putting values in and taking them out: what white space they bring and which
 * comments stay.
 */
#include <string.h>

#include "profile/edit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "value/chardata.h"
#include "value/draft.h"

#include "profile/edit_ops.h"
#include "profile/xml_write.h"

/* Bytes of a comment that a notice quotes. */
enum { QUOTE_MOST = 40 };

/* ---- inserting */

/*
 * Where the comments on the line of CONTAINER's open tag end, in what follows
 * that tag.
 */
static size_t
head_comments(const struct value *container)
{
	const struct value *first = value_at(container, 0);
	struct piece text = first != NULL ? first->slot : container->tail;

	return slot_same_line(text.text, text.length, false);
}

/*
 * The container takes what its first item leaves of the text behind its open
 * tag.
 */
static void
cut_head(struct profile *profile, struct value *container, size_t bytes)
{
	struct value *first = value_at(container, 0);
	struct piece text = first != NULL ? first->slot : container->tail;

	if (bytes == 0)
		return;
	text = piece_of(text.text + bytes, text.length - bytes);
	if (first != NULL)
		change_slot(profile, first, text);
	else
		change_tail(profile, container, text);
}

/*
 * `<array/>` gets two tags, and its close tag a line of its own when the item
 * has one.
 */
static void
open_container(struct profile *profile, struct value *container,
    const struct layout *layout)
{
	struct value_state state = value_state(container);
	struct layout outer;
	AUTO_BUF tail = BUF_INIT;

	if (container->items.count > 0)
		return;
	if (container->close.length > 0 &&
	    (layout->one_line || piece_has_line_end(container->tail)))
		return;
	edit_open_up(profile, &state);
	layout_of_value(profile, container, &outer);
	outer.one_line = layout->one_line;
	if (piece_trim_end(state.content).length > 0)
		buf_add_piece(&tail, state.content);
	layout_add_break(&outer, &tail);
	state.content = layout_keep(profile, &tail);
	change_state(profile, container, &state);
}

void
edit_link(struct profile *profile, struct value *container, size_t index,
    struct value *value)
{
	AUTO_BUF slot = BUF_INIT;
	struct layout layout;
	size_t head;

	layout_of_item(profile, container, index, &layout);
	open_container(profile, container, &layout);
	head = index == 0 ? head_comments(container) : 0;
	if (head > 0) {
		const struct value *first = value_at(container, 0);

		buf_add(&slot, (first != NULL ? first->slot :
		    container->tail).text, head);
	}
	layout_add_break(&layout, &slot);
	cut_head(profile, container, head);
	/*
	 * A change like others: a value that was moved gets its old one back.
	 */
	change_slot(profile, value, layout_keep(profile, &slot));
	change_link(profile, container, index, value);
}

/* ---- where in a dictionary */

static int
compare_keys(const struct value_key *a, const char *name, size_t length)
{
	return text_compare_nocase(a->name, a->length, name, length);
}

static bool
is_sorted(const struct value *dict)
{
	for (size_t i = 1; i < dict->items.count; i++) {
		const struct value_key *key = dict->items.list[i]->key;

		if (compare_keys(dict->items.list[i - 1]->key, key->name,
			key->length) > 0)
			return false;
	}
	return dict->items.count >= 2;
}

static size_t
place_by_order(const struct value *dict, const char *name,
    const char *const *order)
{
	size_t at = 0;

	if (order == NULL)
		return dict->items.count;
	while (order[at] != NULL && strcmp(order[at], name) != 0)
		at++;
	if (order[at] == NULL)
		return dict->items.count;
	while (at-- > 0) {
		const struct value *entry = value_find(dict, order[at]);

		if (entry != NULL)
			return entry->index + 1;
	}
	return dict->items.count;
}

static size_t
place_in_dict(const struct value *dict, const char *name,
    const char *const *order)
{
	size_t at = 0;

	if (!is_sorted(dict))
		return place_by_order(dict, name, order);
	while (at < dict->items.count && compare_keys(
	    dict->items.list[at]->key, name, strlen(name)) <= 0)
		at++;
	return at;
}

static bool
can_insert(struct profile *profile, const struct value *container,
    enum value_type type, const struct draft *draft, struct error *err)
{
	if (!edit_can_change(profile, container, err))
		return false;
	if (container->type != type) {
		error_set(err, ERR_TYPE, type == VALUE_DICT ?
		    "a key can be put only into a dictionary" :
		    "an item can be put only into an array");
		return false;
	}
	return draft == NULL ||
	    xml_check_draft(draft, edit_depth_left(container), err);
}

bool
edit_insert(struct profile *profile, struct value *dict, const char *name,
    const struct draft *draft, const char *const *order, struct value **out,
    struct error *err)
{
	struct layout layout;
	struct value *value;
	size_t index;

	if (!can_insert(profile, dict, VALUE_DICT, draft, err) ||
	    !edit_can_add_key(dict, name, err))
		return false;
	index = place_in_dict(dict, name, order);
	layout_of_item(profile, dict, index, &layout);
	value = edit_new_value(profile, draft, &layout);
	edit_give_key(profile, dict, name, &layout, value);
	edits_begin(profile, "add", value);
	edit_link(profile, dict, index, value);
	edit_end(profile);
	if (out != NULL)
		*out = value;
	return true;
}

bool
edit_insert_item(struct profile *profile, struct value *array, size_t index,
    const struct draft *draft, struct value **out, struct error *err)
{
	struct layout layout;
	struct value *value;

	if (!can_insert(profile, array, VALUE_ARRAY, draft, err))
		return false;
	if (index > array->items.count) {
		error_set(err, ERR_RANGE, "the array has %u items: there is "
		    "no place %zu", (unsigned)array->items.count, index);
		return false;
	}
	layout_of_item(profile, array, index, &layout);
	value = edit_new_value(profile, draft, &layout);
	edit_begin(profile, "add an item");
	edit_link(profile, array, index, value);
	edit_end(profile);
	if (out != NULL)
		*out = value;
	return true;
}

/* ---- removing */

/* What a removed item leaves behind. */
struct rest {
	struct buf text;
	const struct layout *layout;	/* of its line */
	size_t comments;
	struct piece first;	/* comment */
};

/*
 * Each comment (and what else is no white space) of TEXT on a line of its own.
 */
static void
keep_tokens(struct rest *rest, struct piece text)
{
	size_t at = 0;

	while (at < text.length) {
		enum chardata_kind kind;
		size_t n = chardata_token(text.text + at, text.length - at,
		    &kind);

		if (kind != CHARDATA_WHITE) {
			layout_add_break(rest->layout, &rest->text);
			buf_add(&rest->text, text.text + at, n);
		}
		if (kind == CHARDATA_COMMENT && rest->comments++ == 0)
			rest->first = piece_of(text.text + at, n);
		at += n;
	}
}

/*
 * The slot without the white space at its end; nothing when there is nothing
 * else in it.
 */
static void
keep_slot(struct rest *rest, struct piece slot)
{
	buf_add_piece(&rest->text, piece_trim_end(slot));
}

static void
say_kept(struct profile *profile, const struct rest *rest)
{
	AUTO_BUF words = BUF_INIT;
	struct piece first = rest->first;

	if (rest->comments == 0)
		return;
	if (rest->comments > 1) {
		edits_say(profile, "%zu comments were kept", rest->comments);
		return;
	}
	while (first.length > QUOTE_MOST ||
	    (first.length < rest->first.length && first.length > 0 &&
		((unsigned char)first.text[first.length] & 0xC0) == 0x80))
		first.length--;
	text_make_safe(&words, first.text, first.length, TEXT_ONE_LINE);
	edits_say(profile, "the comment '%s%s' was kept", buf_text(&words),
	    first.length < rest->first.length ? "..." : "");
}

/* What REST holds comes before the next item or the close tag. */
void
edit_leave(struct profile *profile, struct value *container, size_t index,
    const struct buf *rest)
{
	struct value *next = value_at(container, index);
	struct piece old = next != NULL ? next->slot : container->tail;
	AUTO_BUF text = BUF_INIT;

	if (rest->length == 0)
		return;
	buf_add(&text, rest->data, rest->length);
	buf_add_piece(&text, old);
	if (next != NULL)
		change_slot(profile, next, layout_keep(profile, &text));
	else
		change_tail(profile, container, layout_keep(profile, &text));
}

bool
edit_can_leave(const struct value *value, struct error *err)
{
	const struct value *container = value->parent;
	const struct value *next = value_at(container, value->index + 1);

	if (container->type != VALUE_DICT || !slot_ends_with_key(value->slot) ||
	    !slot_begins_with_value(next != NULL ? next->slot :
		container->tail))
		return true;
	error_set(err, ERR_REFUSED, "without it a key that has no value would "
	    "get one that has no key; change the text by hand");
	return false;
}

bool
edit_remove(struct profile *profile, struct value *value, struct error *err)
{
	struct rest rest = { .text = BUF_INIT };
	struct value *container = value->parent;
	size_t index = value->index;
	struct layout layout;

	if (!edit_can_take_out(profile, value, err) ||
	    !edit_can_leave(value, err))
		return false;
	layout_of_value(profile, value, &layout);
	rest.layout = &layout;
	edits_begin(profile, "remove", value);
	keep_slot(&rest, value->slot);
	if (value->wings != NULL)
		keep_tokens(&rest, value->wings->before);
	if (value->key != NULL)
		keep_tokens(&rest, value->key->gap);
	if (value->wings != NULL)
		keep_tokens(&rest, value->wings->after);
	change_unlink(profile, value);
	edit_leave(profile, container, index, &rest.text);
	say_kept(profile, &rest);
	edit_end(profile);
	buf_release(&rest.text);
	return true;
}

/* ---- duplicating */

bool
edit_duplicate(struct profile *profile, struct value *value, const char *name,
    struct value **out, struct error *err)
{
	struct value *container = value->parent;
	AUTO_BUF text = BUF_INIT;
	struct layout layout;
	struct value *copy;

	if (!edit_can_take_out(profile, value, err))
		return false;
	if (value->key != NULL && name == NULL) {
		error_set(err, ERR_USAGE, "the copy of an entry needs a key of "
		    "its own");
		return false;
	}
	if (value->key != NULL && !edit_can_add_key(container, name, err))
		return false;
	profile_value_text(profile, value, &text);
	copy = edit_make_value(profile, &text);
	layout_of_item(profile, container, value->index + 1, &layout);
	if (value->key != NULL)
		edit_give_key(profile, container, name, &layout, copy);
	edits_begin(profile, "duplicate", value);
	edit_link(profile, container, value->index + 1, copy);
	edit_end(profile);
	if (out != NULL)
		*out = copy;
	return true;
}
