/*
 * What the modules that make edits share: asking whether they may, making
 * values and keys that stand nowhere yet.  See edit_ops.h.
 */
#include "profile/edit_ops.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "value/chardata.h"
#include "value/type.h"

#include "profile/xml_write.h"

/* ---- may it be? */

bool
edit_can_change(struct profile *profile, const struct value *value,
    struct error *err)
{
	if (!profile_can_edit(profile, err))
		return false;
	if (value_is_attached(value, profile->document.root))
		return true;
	error_set(err, ERR_NOT_FOUND, "the value is no longer in the profile");
	return false;
}

bool
edit_can_take_out(struct profile *profile, const struct value *value,
    struct error *err)
{
	if (!edit_can_change(profile, value, err))
		return false;
	if (value->parent == NULL) {
		error_set(err, ERR_REFUSED,
		    "the outermost value cannot be taken out");
		return false;
	}
	return true;
}

size_t
edit_depth_left(const struct value *value)
{
	size_t depth = 0;

	for (; value != NULL; value = value->parent)
		depth++;
	return depth < XML_DEPTH_MOST ? XML_DEPTH_MOST - depth : 0;
}

bool
edit_can_add_key(const struct value *dict, const char *name,
    struct error *err)
{
	if (!xml_check_text(name, strlen(name), "key", err))
		return false;
	if (value_find(dict, name) == NULL)
		return true;
	error_set(err, ERR_EXISTS, "the key '%s' is there already", name);
	return false;
}

/* ---- values */

struct value *
edit_make_value(struct profile *profile, const struct buf *text)
{
	static const struct xml_options options = { .fragment = true };
	struct piece kept = layout_keep(profile, text);
	struct document document = { .encoding = ENCODING_UTF8 };

	if (!xml_read(profile->arena, kept.text, kept.length, &options,
		&document, &profile->indexed, NULL))
		die("what was written does not read: %.60s", kept.text);
	free(document.oddities.items);
	return document.root;
}

struct value *
edit_new_value(struct profile *profile, const struct draft *draft,
    const struct layout *layout)
{
	AUTO_BUF text = BUF_INIT;

	xml_add_draft(draft, layout, &text);
	return edit_make_value(profile, &text);
}

/* `<string a="b" />` becomes `<string a="b">` and a close tag. */
static void
open_up(struct profile *profile, const char *name, struct value_state *state)
{
	AUTO_BUF tag = BUF_INIT;
	AUTO_BUF close = BUF_INIT;
	size_t length = state->open.length - 2;

	while (length > 0 && ascii_is_white(state->open.text[length - 1]))
		length--;
	buf_add(&tag, state->open.text, length);
	buf_add_char(&tag, '>');
	buf_addf(&close, "</%s>", name);
	state->open = layout_keep(profile, &tag);
	state->close = layout_keep(profile, &close);
}

void
edit_open_up(struct profile *profile, struct value_state *state)
{
	if (state->close.length == 0)
		open_up(profile, type_table[state->type].element, state);
}

/* ---- keys */

void
edit_spell_key(struct profile *profile, const struct value *like,
    const char *name, struct value_key *out)
{
	static const char open[] = "<key>";
	static const char close[] = "</key>";
	size_t length = strlen(name);
	AUTO_BUF text = BUF_INIT;
	struct layout layout;
	struct piece old = { open, sizeof(open) - 1 };
	enum chardata_kind kind;
	size_t tag;

	if (like != NULL && like->key != NULL)
		old = like->key->text;
	tag = chardata_token(old.text, old.length, &kind);
	layout_of_value(profile, like != NULL ? like : profile->document.root,
	    &layout);
	/* <key a="b"/> has no close tag of its own to keep. */
	if (kind == CHARDATA_EMPTY) {
		buf_add(&text, old.text, tag - 2);
		buf_add_char(&text, '>');
	} else {
		buf_add(&text, old.text, tag);
	}
	xml_add_text(name, length, &layout, &text);
	buf_add(&text, close, sizeof(close) - 1);
	out->text = layout_keep(profile, &text);
	out->name = arena_strndup(profile->arena, name, length);
	out->length = (uint32_t)length;
}

void
edit_give_key(struct profile *profile, const struct value *dict,
    const char *name, const struct layout *layout, struct value *value)
{
	value->key = arena_alloc(profile->arena, sizeof(*value->key));
	edit_spell_key(profile, NULL, name, value->key);
	value->key->gap = layout_gap(profile, dict, layout);
}
