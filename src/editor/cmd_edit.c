/*
 * Commands on whole rows and payloads: add, remove, duplicate, move, undo.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "editor/internal.h"
#include "form/field.h"
#include "form/seed.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/group.h"
#include "schema/place.h"

/* --- undo --- */

bool
cmd_undo(struct editor *editor, const char *argument)
{
	const char *label = edit_undo_label(editor->profile);
	AUTO_FREE char *copy = NULL;

	(void)argument;
	if (label == NULL) {
		editor_say(editor, MESSAGE_INFO, "nothing to undo");
		return false;
	}
	copy = xstrdup(label);
	edit_undo(editor->profile);
	editor_say(editor, MESSAGE_DONE, "undone: %s", copy);
	return true;
}

bool
cmd_redo(struct editor *editor, const char *argument)
{
	const char *label = edit_redo_label(editor->profile);
	AUTO_FREE char *copy = NULL;

	(void)argument;
	if (label == NULL) {
		editor_say(editor, MESSAGE_INFO, "nothing to redo");
		return false;
	}
	copy = xstrdup(label);
	edit_redo(editor->profile);
	editor_say(editor, MESSAGE_DONE, "done again: %s", copy);
	return true;
}

/* --- payloads --- */

struct type_list {
	struct catalog *catalog;
	const struct payload_schema **all;	/* in the order of kinds */
	size_t count;
	char *typed;
	VEC(const struct payload_schema *) left;
	bool offers_typed;	/* the last item is the type as typed */
};

/* Titles that are what was typed come first, then those that begin with it. */
enum nearness { NEAR_TITLE, NEAR_BEGINNING, NEAR_WORDS, NEAR_NOT };

static enum nearness
payload_nearness(const struct payload_schema *payload, const char *text)
{
	size_t typed = strlen(text), length = strlen(payload->title);
	AUTO_BUF whole = BUF_INIT;

	if (typed == 0)
		return NEAR_WORDS;
	if (length >= typed &&
	    text_compare_nocase(payload->title, typed, text, typed) == 0)
		return length == typed ? NEAR_TITLE : NEAR_BEGINNING;
	buf_addf(&whole, "%s %s %s", payload->title, payload->type,
	    group_heading(payload));
	return text_has_words(buf_text(&whole), text) ? NEAR_WORDS : NEAR_NOT;
}

static size_t
filter_payloads(void *arg, const char *text)
{
	struct type_list *list = arg;

	list->left.count = 0;
	for (int near = NEAR_TITLE; near < NEAR_NOT; near++)
		for (size_t i = 0; i < list->count; i++)
			if (payload_nearness(list->all[i], text) ==
			    (enum nearness)near)
				*VEC_PUSH(list->left) = list->all[i];
	free(list->typed);
	list->typed = xstrdup(text);
	list->offers_typed = strchr(text, '.') != NULL &&
	    strchr(text, ' ') == NULL &&
	    !catalog_knows(list->catalog, text, strlen(text));
	return list->left.count + (list->offers_typed ? 1 : 0);
}

/* "Network       iOS macOS tvOS  com.apple.wifi.managed" */
static void
add_payload_words(const struct payload_schema *payload, struct buf *out)
{
	buf_addf(out, "%-13s", group_heading(payload));
	for (int p = 0; p < PLATFORMS; p++)
		if (payload->support[p].state == SUPPORT_SINCE &&
		    !payload->support[p].removed.set)
			buf_addf(out, " %s", platform_names[p]);
	buf_addf(out, "  %s", payload->type);
}

static void
show_payload(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct type_list *list = arg;

	*mark = ' ';
	if (index >= list->left.count) {
		buf_addf(label, "'%s'", list->typed);
		buf_add_text(meaning, "a payload type no schema describes");
		return;
	}
	buf_add_text(label, list->left.items[index]->title);
	add_payload_words(list->left.items[index], meaning);
}

static void
help_payload(void *arg, size_t index, struct buf *text)
{
	struct type_list *list = arg;

	if (index >= list->left.count)
		return;
	buf_addf(text, "%s\n", list->left.items[index]->type);
	if (list->left.items[index]->description != NULL)
		buf_addf(text, "%s\n", list->left.items[index]->description);
	support_format(list->left.items[index]->support, text);
}

static bool
ask_payload_type(struct editor *editor, struct buf *out)
{
	struct type_list list = { .catalog = editor->options.catalog };
	struct pick pick = {
		.title = "Add a payload",
		.empty = "nothing matches; a type such as com.example.app "
		    "may be typed",
		.arg = &list,
		.filter = filter_payloads,
		.item = show_payload,
		.help = help_payload,
	};
	size_t index;
	bool taken;

	list.all = group_sort(list.catalog, &list.count);
	taken = face_pick(&editor->face, &pick, &index) == PICK_TAKEN;
	if (taken)
		buf_add_text(out, index < list.left.count ?
		    list.left.items[index]->type : list.typed);
	free(list.all);
	free(list.typed);
	VEC_RELEASE(list.left);
	return taken;
}

#define FIRST_ROWS 60	/* of a new payload that are looked at */

/* Onto the first row that wants something: what is to be filled in. */
static void
stand_on_complaint(struct form *form)
{
	struct row row;

	for (size_t i = 0; i < FIRST_ROWS && form_row(form, i, &row); i++) {
		char mark = form_row_mark(form, &row);

		if ((mark == 'x' || mark == '!') && row.kind == ROW_KEY &&
		    !row.can_unfold) {
			form_set_cursor(form, i);
			return;
		}
	}
}

bool
cmd_add_payload(struct editor *editor, const char *argument)
{
	AUTO_BUF type = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct value *payload;

	if (payload_shape(profile_root(editor->profile)) != SHAPE_PROFILE) {
		editor_say(editor, MESSAGE_ERROR,
		    "this file is no profile: it has no place for payloads");
		return false;
	}
	if (*argument != '\0')
		buf_add_text(&type, argument);
	else if (!ask_payload_type(editor, &type))
		return false;
	if (!editor_finish_edit(editor, seed_add_payload(editor->profile,
	    editor->options.catalog, buf_text(&type), &payload, &err), &err))
		return false;
	editor_update(editor);
	editor_go_to(editor, payload, NULL);
	stand_on_complaint(editor->form);
	return true;
}

void
complete_payload_type(struct editor *editor, const char *argument,
    struct buf *out)
{
	struct catalog *catalog = editor->options.catalog;
	size_t count = catalog_count(catalog);

	for (size_t i = 0; i < count; i++) {
		const char *type = catalog_type_at(catalog, i);

		if (strncmp(type, argument, strlen(argument)) == 0)
			buf_addf(out, "%s\n", type);
	}
}

/* The payload the outline stands on; NULL on the profile's own row. */
static struct value *
outline_payload(struct editor *editor)
{
	if (editor->outline > 0)
		return editor_outline_value(editor, editor->outline);
	editor_say(editor, MESSAGE_INFO, "choose a payload first");
	return NULL;
}

static bool
remove_payload(struct editor *editor)
{
	static const struct answer answers[] = {
		{ 'r', "remove", "u brings it back" },
		{ 'c', "cancel", NULL },
	};
	struct value *payload = outline_payload(editor);
	AUTO_BUF question = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	char mark;
	bool done;

	if (payload == NULL)
		return false;
	buf_add_text(&question, "Remove the payload ");
	editor_outline_row(editor, editor->outline, &question, &mark);
	buf_add_char(&question, '?');
	if (face_ask(&editor->face, buf_text(&question), answers,
	    ARRAY_COUNT(answers)) != 0)
		return false;
	edit_begin(editor->profile, "remove a payload");
	done = edit_finish(editor->profile,
	    edit_remove(editor->profile, payload, &err));
	return editor_finish_edit(editor, done, &err);
}

static bool
duplicate_payload(struct editor *editor)
{
	struct value *payload = outline_payload(editor), *copy;
	AUTO_ERROR err = ERROR_INIT;

	if (payload == NULL)
		return false;
	if (!editor_finish_edit(editor, seed_duplicate_payload(editor->profile,
	    payload, &copy, &err), &err))
		return false;
	editor_update(editor);
	editor_outline_select(editor, editor->outline + 1);
	return true;
}

static bool
shift_payload(struct editor *editor, int by)
{
	struct value *payload = outline_payload(editor);
	AUTO_ERROR err = ERROR_INIT;
	bool done;

	if (payload == NULL || payload->parent == NULL)
		return false;
	if ((by < 0 && payload->index == 0) || (by > 0 &&
	    payload->index + 1 >= value_count(payload->parent)))
		return false;
	edit_begin(editor->profile, "move a payload");
	done = edit_finish(editor->profile, edit_move(editor->profile,
	    payload, payload->parent,
	    by < 0 ? payload->index - 1 : payload->index + 1, &err));
	return editor_finish_edit(editor, done, &err);
}

/* --- rows --- */

bool
cmd_remove(struct editor *editor, const char *argument)
{
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return remove_payload(editor);
	if (!editor_row(editor, &row) || row.value == NULL) {
		editor_say(editor, MESSAGE_INFO, "nothing is set here");
		return false;
	}
	return editor_finish_edit(editor, field_remove(editor->form, &row,
	    &err), &err);
}

bool
cmd_duplicate(struct editor *editor, const char *argument)
{
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return duplicate_payload(editor);
	if (!editor_row(editor, &row) || row.value == NULL) {
		editor_say(editor, MESSAGE_INFO, "nothing is set here");
		return false;
	}
	if (row.kind != ROW_ITEM) {
		editor_say(editor, MESSAGE_INFO, "items of lists can be "
		    "duplicated, and payloads in the outline");
		return false;
	}
	return editor_finish_edit(editor, field_duplicate(editor->form, &row,
	    &err), &err);
}

static bool
shift(struct editor *editor, int by)
{
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	if (editor->focus == FOCUS_OUTLINE)
		return shift_payload(editor, by);
	if (!editor_row(editor, &row) || row.value == NULL)
		return false;
	return editor_finish_edit(editor, field_shift(editor->form, &row, by,
	    &err), &err);
}

bool
cmd_shift_up(struct editor *editor, const char *argument)
{
	(void)argument;
	return shift(editor, -1);
}

bool
cmd_shift_down(struct editor *editor, const char *argument)
{
	(void)argument;
	return shift(editor, 1);
}
