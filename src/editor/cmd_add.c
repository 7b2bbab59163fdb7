/*
 * Adding keys and items, with a name and a type where no schema tells them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "check/where.h"
#include "editor/internal.h"
#include "form/field.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/draft.h"
#include "value/type.h"

static void
type_words(void *arg, size_t index, struct buf *out)
{
	(void)arg;
	buf_addf(out, "%s %s", type_table[index].title,
	    type_table[index].name);
}

static size_t
filter_types(void *arg, const char *text)
{
	return narrow(arg, VALUE_TYPES, text, type_words, NULL);
}

static void
show_type(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	const struct narrowed *left = arg;
	const struct type_info *info = &type_table[left->items[index]];

	buf_add_text(label, info->title);
	buf_add_text(meaning, info->name);
	*mark = ' ';
}

static bool
ask_type(struct editor *editor, const char *title, enum value_type *out)
{
	struct narrowed left = { 0 };
	struct pick pick = {
		.title = title,
		.empty = "nothing matches",
		.arg = &left,
		.filter = filter_types,
		.item = show_type,
	};
	size_t index;
	bool taken = face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.count;

	if (taken)
		*out = (enum value_type)left.items[index];
	VEC_RELEASE(left);
	return taken;
}

/* Goes on to type the value that was just made, where it is one line. */
static bool
edit_new_value(struct editor *editor)
{
	struct row row;

	editor_update(editor);
	if (!editor_row(editor, &row) || row.value == NULL)
		return true;
	switch (field_kind_of(editor->form, &row)) {
	case FIELD_LINE:
	case FIELD_CHOICE:
	case FIELD_REFERENCE:
	case FIELD_BITS:
		return cmd_edit(editor, "");
	default:
		return true;
	}
}

bool
edit_type(struct editor *editor, const struct row *row)
{
	enum value_type type;
	struct draft *draft;
	bool done;

	if (!ask_type(editor, "Which type shall it have?", &type))
		return false;
	draft = draft_empty(type);
	done = editor_set_row(editor, row, draft);
	draft_free(draft);
	return done && edit_new_value(editor);
}

struct name_pick {
	const char **names;
	size_t count;
	const struct place *place;
	bool other;		/* what was typed may be taken as a name */
	char *typed;
	VEC(const char *) left;
};

static const struct place *
child_named(const struct place *place, const char *name)
{
	return place == NULL ? NULL : place_child(place, name, strlen(name));
}

static size_t
filter_names(void *arg, const char *text)
{
	struct name_pick *pick = arg;
	bool exact = *text == '\0';

	pick->left.count = 0;
	for (size_t i = 0; i < pick->count; i++) {
		const struct place *child = child_named(pick->place,
		    pick->names[i]);
		AUTO_BUF whole = BUF_INIT;

		buf_addf(&whole, "%s %s", pick->names[i], child == NULL ? "" :
		    place_title(child));
		exact = exact || strcmp(pick->names[i], text) == 0;
		if (*text == '\0' || text_has_words(buf_text(&whole), text))
			*VEC_PUSH(pick->left) = pick->names[i];
	}
	free(pick->typed);
	pick->typed = xstrdup(text);
	if (!exact)
		*VEC_PUSH(pick->left) = pick->typed;
	return pick->left.count;
}

static void
show_name(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct name_pick *pick = arg;
	const char *name = pick->left.items[index];
	const struct place *child = child_named(pick->place, name);

	*mark = ' ';
	if (name == pick->typed) {
		buf_addf(label, "'%s'", name);
		buf_add_text(meaning, pick->place == NULL ||
		    place_is_open(pick->place) ? "a new key" :
		    "a key no schema describes");
		return;
	}
	buf_add_text(label, child == NULL ? name : place_title(child));
	buf_add_text(meaning, name);
}

/*
 * Adds to ROW's dictionary or array (NAME is NULL then) what CHILD describes;
 * QUESTION asks for its type where no schema tells it.
 */
static bool
add_value(struct editor *editor, const struct row *row,
    const struct place *child, const char *name, const char *question)
{
	AUTO_ERROR err = ERROR_INIT;
	struct draft *draft = NULL;
	enum value_type type;
	bool done;

	if (child == NULL || child->type == SCHEMA_ANY) {
		if (!ask_type(editor, question, &type))
			return false;
		draft = draft_empty(type);
	}
	done = field_add(editor->form, row, name, draft, &err);
	draft_free(draft);
	return editor_finish_edit(editor, done, &err) && edit_new_value(editor);
}

/* Adds a key to the dictionary of ROW: its name out of a list or typed. */
static bool
add_key(struct editor *editor, const struct row *row,
    const struct place *place)
{
	struct name_pick left = { .place = place };
	struct pick pick = {
		.title = "Which key? Type to narrow, or any name",
		.empty = "type a name",
		.arg = &left,
		.filter = filter_names,
		.item = show_name,
	};
	size_t index;
	bool done = false;

	left.names = field_addable(editor->form, row, &left.count);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count)
		done = add_value(editor, row, child_named(place,
		    left.left.items[index]), left.left.items[index],
		    "Which type shall it have?");
	free(left.names);
	free(left.typed);
	VEC_RELEASE(left.left);
	return done;
}

/*
 * The dictionary or array a row adds to: itself when a container, else its own.
 */
static const struct place *
add_place(const struct editor *editor, const struct row *row, bool *array)
{
	const struct value *value = row->kind == ROW_ADD ? row->container :
	    row->value;
	const struct place *place = row->kind == ROW_ADD ?
	    row->container_place : row->place;

	if (row->kind != ROW_ADD && !row->can_unfold) {
		value = row->container;
		place = row->container_place;
	}
	if (value == NULL && place == NULL)
		value = form_payload(editor->form);
	/* On a heading: the payload's own. */
	if (place == NULL)
		place = where_place(editor->options.catalog,
		    profile_root(editor->profile), value);
	*array = value != NULL ? value->type == VALUE_ARRAY :
	    place != NULL && place->type == SCHEMA_ARRAY;
	return place;
}

bool
cmd_add(struct editor *editor, const char *argument)
{
	const struct place *place;
	struct row row;
	bool array;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return cmd_add_payload(editor, "");
	if (!editor_row(editor, &row))
		return false;
	place = add_place(editor, &row, &array);
	if (!array)
		return add_key(editor, &row, place);
	return add_value(editor, &row, place == NULL ? NULL : place_item(place),
	    NULL, "Which type shall the item have?");
}
