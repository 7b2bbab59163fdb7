/*
 * The session: what is open, where the user is, what follows from an edit.
 */
#include "editor/editor.h"

#include <stdlib.h>

#include "base/die.h"
#include "check/check.h"
#include "editor/internal.h"
#include "profile/profile.h"
#include "profile/rescue.h"

static void
document_changed(void *arg, enum edit_change change, struct value *value,
    struct value *container)
{
	struct editor *editor = arg;

	(void)value;
	(void)container;
	if (change == EDIT_ROOT)
		editor->root_changed = true;
	if (change == EDIT_INSERTED || change == EDIT_REMOVED ||
	    change == EDIT_MOVED)
		editor->structure_changed = true;
}

struct editor *
editor_new(const struct editor_options *options, const struct face *face)
{
	struct editor *editor = xcalloc(1, sizeof(*editor));

	editor->options = *options;
	editor->face = *face;
	editor->running = true;
	editor->reveal = options->show_secrets;
	editor->focus = FOCUS_FORM;
	editor->watcher.changed = document_changed;
	editor->watcher.arg = editor;
	editor_load_config(editor);
	return editor;
}

static void
drop_spot(struct spot *spot)
{
	free(spot->missing);
}

/* Search results and where somebody was: their values may be gone. */
static void
forget_spots(struct editor *editor)
{
	for (size_t i = 0; i < editor->back.count; i++)
		drop_spot(&editor->back.items[i]);
	editor->back.count = 0;
	free(editor->hits);
	editor->hits = NULL;
	editor->hit_count = 0;
	editor->step = STEP_NONE;
}

static void
close_document(struct editor *editor)
{
	forget_spots(editor);
	form_free(editor->form);
	checker_free(editor->checker);
	profile_close(editor->profile);
	editor->form = NULL;
	editor->checker = NULL;
	editor->profile = NULL;
}

void
editor_free(struct editor *editor)
{
	if (editor == NULL)
		return;
	close_document(editor);
	profile_close(editor->against);
	VEC_RELEASE(editor->back);
	free(editor->search);
	free(editor->message);
	free(editor->config_prefix);
	free(editor->config_organization);
	free(editor);
}

void
editor_take_profile(struct editor *editor, struct profile *profile)
{
	struct check_options options = {
		.targets = editor->options.targets,
		.target_count = editor->options.target_count,
		.against = editor->against,
	};

	close_document(editor);
	editor->profile = profile;
	editor->edit_granted = false;
	editor->binary_told = false;
	editor->checker = checker_new(profile, editor->options.catalog,
	    &options);
	editor->checked = false;
	edit_watch(profile, &editor->watcher);
	editor->root_changed = editor->structure_changed = false;
	editor_show_outline_row(editor,
	    editor_outline_first(editor));
}

struct profile *
editor_profile(const struct editor *editor)
{
	return editor->profile;
}

struct checker *
editor_checker(const struct editor *editor)
{
	return editor->checker;
}

bool
editor_is_running(const struct editor *editor)
{
	return editor->running;
}

void
editor_stop(struct editor *editor)
{
	editor->running = false;
}

bool
editor_reveals(const struct editor *editor)
{
	return editor->reveal;
}

struct form *
editor_form(const struct editor *editor)
{
	return editor->form;
}

enum editor_focus
editor_get_focus(const struct editor *editor)
{
	return editor->focus;
}

void
editor_set_focus(struct editor *editor, enum editor_focus focus)
{
	editor->focus = focus;
}

/* --- jumps --- */

static void
remember_spot(struct editor *editor)
{
	struct row row;
	struct spot spot = { NULL, NULL };

	if (editor->profile == NULL || !editor_row(editor, &row))
		return;
	spot.value = row.value != NULL ? row.value : row.container;
	if (spot.value == NULL)
		spot.value = form_payload(editor->form);
	if (row.value == NULL && row.container != NULL && row.name != NULL)
		spot.missing = xstrndup(row.name, row.name_length);
	if (editor->back.count == 100) {
		drop_spot(&editor->back.items[0]);
		VEC_REMOVE(editor->back, 0);
	}
	*VEC_PUSH(editor->back) = spot;
}

/* Goes there without remembering where it was. */
static bool
stand_on(struct editor *editor, const struct value *value, const char *missing)
{
	struct value *root = profile_root(editor->profile);
	size_t row;

	if (value == NULL || !value_is_attached(value, root))
		return false;
	row = editor_outline_row_of(editor, value);
	if (row != editor->outline)
		editor_show_outline_row(editor, row);
	editor->focus = FOCUS_FORM;
	if (form_go_to(editor->form, value, missing))
		return true;
	/* The filter may hide it. */
	form_set_filter(editor->form, FILTER_ALL);
	if (form_go_to(editor->form, value, missing))
		return true;
	/* The payload itself has no row: its first one. */
	form_set_cursor(editor->form, 0);
	return value == form_payload(editor->form);
}

bool
editor_go_to(struct editor *editor, const struct value *value,
    const char *missing)
{
	remember_spot(editor);
	return stand_on(editor, value, missing);
}

bool
editor_go_back(struct editor *editor)
{
	while (editor->back.count > 0) {
		struct spot spot =
		    editor->back.items[--editor->back.count];
		bool stands = stand_on(editor, spot.value, spot.missing);

		drop_spot(&spot);
		if (stands)
			return true;
	}
	return false;
}

bool
editor_row(const struct editor *editor, struct row *row)
{
	return editor->form != NULL &&
	    form_row(editor->form, form_cursor(editor->form), row);
}

/* --- what follows from an edit --- */

void
editor_check(struct editor *editor)
{
	if (editor->profile == NULL || editor->checked)
		return;
	editor->checked = true;
	check_all(editor->checker, NULL);
}

void
editor_update(struct editor *editor)
{
	struct value *root;

	if (editor->profile == NULL)
		return;
	if (editor->checked)
		check_update(editor->checker);
	else
		editor_check(editor);
	root = profile_root(editor->profile);
	if (editor->root_changed) {
		forget_spots(editor);
		form_free(editor->form);
		editor->form = NULL;
		editor_show_outline_row(editor, editor->outline);
	} else if (!value_is_attached(form_payload(editor->form), root)) {
		editor_show_outline_row(editor, editor->outline);
	} else if (editor->structure_changed) {
		editor->outline = editor_outline_row_of(editor,
		    form_payload(editor->form));
	}
	editor->root_changed = editor->structure_changed = false;
	form_update(editor->form);
}

bool
editor_may_edit(struct editor *editor)
{
	static const struct answer answers[] = {
		{ 'e', "edit",
		  "saving makes it unsigned; the original is kept beside it" },
		{ 'c', "cancel", NULL },
	};
	const char *reason = profile_read_only_reason(editor->profile);

	if (reason != NULL) {
		editor_say(editor, MESSAGE_ERROR, "read-only: %s", reason);
		return false;
	}
	if (profile_get_cms(editor->profile) != NULL &&
	    !editor->edit_granted) {
		if (face_ask(&editor->face, "This profile is signed.",
		    answers, ARRAY_COUNT(answers)) != 0)
			return false;
		editor->edit_granted = true;
	}
	if (profile_get_format(editor->profile) == PROFILE_BINARY &&
	    !editor->binary_told) {
		editor->binary_told = true;
		editor_say(editor, MESSAGE_INFO, "a binary property list: "
		    "saving keeps values, types and order, not bytes");
	}
	return true;
}

size_t
editor_finding_count(const struct editor *editor, enum severity severity)
{
	return editor->checker == NULL ? 0 :
	    checker_count(editor->checker, severity);
}

bool
editor_is_first_time(const struct editor *editor)
{
	return editor->first_time && (editor->profile == NULL ||
	    !edit_is_changed(editor->profile));
}

char *
editor_rescue(struct editor *editor)
{
	return editor->profile == NULL ? NULL : rescue_save(editor->profile);
}
