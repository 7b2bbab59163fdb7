/*
 * Enter, Space and ^O on the value under the cursor: lines of text and lists;
 * bits, data and types have files of their own.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "editor/internal.h"
#include "form/field.h"
#include "schema/place.h"
#include "value/draft.h"

static bool
remove_row(struct editor *editor, const struct row *row)
{
	AUTO_ERROR err = ERROR_INIT;
	bool done = field_remove(editor->form, row, &err);

	return editor_finish_edit(editor, done, &err);
}

/* --- one line of text --- */

struct line_edit {
	struct editor *editor;
	struct row row;
};

/*
 * Whether an empty line means "not set": of a key that is not, or whose type
 * knows nothing empty.
 */
static bool
empty_unsets(const struct editor *editor, const struct row *row)
{
	return row->kind == ROW_KEY && (row->value == NULL ||
	    field_type(editor->form, row) != VALUE_STRING);
}

static bool
check_line(void *arg, const char *text, size_t length, struct buf *complaint,
    struct buf *hint)
{
	struct line_edit *edit = arg;
	AUTO_BUF wrong = BUF_INIT;
	bool readable;
	char mark;

	if (length == 0 && empty_unsets(edit->editor, &edit->row)) {
		buf_add_text(hint, "not set   ");
		field_hint(edit->editor->form, &edit->row, hint);
		return true;
	}
	readable = field_check(edit->editor->form, &edit->row, text, length,
	    &wrong, hint, &mark);
	if (mark == '!')
		buf_add_text(complaint, "! ");
	buf_add_text(complaint, buf_text(&wrong));
	if (hint->length > 0)
		buf_add_text(hint, "   ");
	field_hint(edit->editor->form, &edit->row, hint);
	return readable;
}

/* Allowed values that begin with what was typed. */
static void
complete_line(void *arg, const char *text, size_t length, struct buf *out)
{
	struct line_edit *edit = arg;
	const struct place *place = edit->row.place;

	for (size_t i = 0; place != NULL && i < place->choice_count; i++) {
		const char *value = place->choices[i].value.text;

		if (strncmp(value, text, length) == 0)
			buf_addf(out, "%s\n", value);
	}
}

static bool
set_text(struct editor *editor, const struct row *row, const char *text,
    size_t length)
{
	AUTO_ERROR err = ERROR_INIT;
	struct draft *draft = field_parse(editor->form, row, text, length,
	    &err);
	bool done;

	if (draft == NULL) {
		editor_fail(editor, &err);
		return false;
	}
	done = editor_set_row(editor, row, draft);
	draft_free(draft);
	return done;
}

static bool
edit_row_outside(struct editor *editor, const struct row *row,
    const char *start)
{
	AUTO_BUF text = BUF_INIT, edited = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (start != NULL)
		buf_add_text(&text, start);
	else
		field_text(editor->form, row, &text);
	if (!external_edit_text(editor, buf_text(&text), text.length, ".txt",
	    0, &edited, &err)) {
		/*
		 * Typed or pasted before: the editor showed it and it stayed.
		 */
		if (err.code == ERR_CANCELLED && start != NULL)
			return set_text(editor, row, start, strlen(start));
		if (err.code == ERR_CANCELLED)
			editor_say(editor, MESSAGE_INFO, "nothing was changed");
		else
			editor_fail(editor, &err);
		return false;
	}
	/* Editors end the last line; a value that had no line end gets none. */
	if (edited.length > 0 && edited.data[edited.length - 1] == '\n' &&
	    (text.length == 0 || text.data[text.length - 1] != '\n'))
		buf_truncate(&edited, edited.length - 1);
	return set_text(editor, row, buf_text(&edited), edited.length);
}

static bool
edit_line(struct editor *editor, const struct row *row)
{
	struct line_edit edit = { editor, *row };
	AUTO_BUF title = BUF_INIT, text = BUF_INIT, out = BUF_INIT;
	struct prompt prompt = {
		.secret = editor_row_is_secret(row) && !editor->reveal,
		.may_open_editor =
		    field_type(editor->form, row) == VALUE_STRING,
		.arg = &edit,
		.check = check_line,
		.complete = complete_line,
	};

	form_row_title(editor->form, row, &title);
	field_text(editor->form, row, &text);
	prompt.label = buf_text(&title);
	prompt.text = buf_text(&text);
	switch (face_prompt(&editor->face, &prompt, &out)) {
	case PROMPT_TAKEN:
		if (out.length == 0 && empty_unsets(editor, row)) {
			if (row->value != NULL)
				return remove_row(editor, row);
			editor_say(editor, MESSAGE_INFO, "still not set");
			return false;
		}
		return set_text(editor, row, buf_text(&out), out.length);
	case PROMPT_OPEN_EDITOR:
		return edit_row_outside(editor, row, buf_text(&out));
	default:
		return false;
	}
}

/* --- lists --- */

struct choice_pick {
	struct choice *all;
	size_t count;
	struct narrowed left;
};

static void
choice_words(void *arg, size_t index, struct buf *out)
{
	const struct choice_pick *pick = arg;

	buf_addf(out, "%s %s", pick->all[index].label,
	    pick->all[index].meaning);
}

static size_t
filter_choices(void *arg, const char *text)
{
	struct choice_pick *pick = arg;

	return narrow(&pick->left, pick->count, text, choice_words, pick);
}

static void
show_choice(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct choice_pick *pick = arg;
	const struct choice *choice = &pick->all[pick->left.items[index]];

	buf_add_text(label, choice->label);
	buf_add_text(meaning, choice->meaning);
	*mark = choice->current ? '*' : ' ';
}

static bool
take_choice(struct editor *editor, const struct row *row,
    const struct choice *choice)
{
	switch (choice->action) {
	case CHOICE_UNSET:
		if (row->value == NULL)
			return true;
		return remove_row(editor, row);
	case CHOICE_TYPE_IN:
		return edit_line(editor, row);
	default:
		return editor_set_row(editor, row, choice->draft);
	}
}

static bool
edit_choice(struct editor *editor, const struct row *row)
{
	struct choice_pick left = { 0 };
	AUTO_BUF title = BUF_INIT;
	struct pick pick = {
		.empty = "nothing matches",
		.arg = &left,
		.filter = filter_choices,
		.item = show_choice,
	};
	size_t index;
	bool done = false;

	left.all = field_choices(editor->form, row, &left.count);
	for (size_t i = 0; i < left.count; i++) {
		if (left.all[i].current)
			pick.current = i;
	}
	form_row_title(editor->form, row, &title);
	pick.title = buf_text(&title);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count)
		done = take_choice(editor, row,
		    &left.all[left.left.items[index]]);
	VEC_RELEASE(left.left);
	choices_free(left.all, left.count);
	return done;
}

/* --- Enter, Space and the other keys --- */

bool
cmd_edit(struct editor *editor, const char *argument)
{
	struct row row;
	enum field_kind kind;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE) {
		editor->focus = FOCUS_FORM;
		return true;
	}
	if (!editor_row(editor, &row))
		return false;
	kind = field_kind_of(editor->form, &row);
	if (kind == FIELD_NONE)
		return false;
	if (kind == FIELD_UNFOLD)
		return row.unfolded ?
		    form_fold(editor->form, form_cursor(editor->form)) :
		    form_unfold(editor->form, form_cursor(editor->form));
	if (!editor_may_edit(editor))
		return false;
	switch (kind) {
	case FIELD_BOOLEAN:
	case FIELD_CHOICE:
	case FIELD_UUID:
	case FIELD_REFERENCE:
		return edit_choice(editor, &row);
	case FIELD_TEXT:
		return edit_row_outside(editor, &row, NULL);
	case FIELD_BITS:
		return edit_bits(editor, &row);
	case FIELD_DATA:
		return edit_data(editor, &row);
	case FIELD_TYPE:
		return edit_type(editor, &row);
	case FIELD_ADD:
		return cmd_add(editor, "");
	default:
		return edit_line(editor, &row);
	}
}

bool
cmd_step(struct editor *editor, const char *argument)
{
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)argument;
	if (!editor_row(editor, &row))
		return false;
	switch (field_kind_of(editor->form, &row)) {
	case FIELD_BOOLEAN:
	case FIELD_CHOICE:
		return editor_finish_edit(editor,
		    field_step(editor->form, &row, &err), &err);
	default:
		return cmd_edit(editor, "");
	}
}

bool
cmd_edit_outside(struct editor *editor, const char *argument)
{
	struct row row;

	(void)argument;
	if (!editor_row(editor, &row) || row.kind == ROW_ADD ||
	    row.can_unfold ||
	    field_type(editor->form, &row) != VALUE_STRING) {
		editor_say(editor, MESSAGE_INFO,
		    "only texts open in your editor");
		return false;
	}
	if (editor_row_is_secret(&row) && !editor->reveal) {
		editor_say(editor, MESSAGE_INFO, "a secret would go through "
		    "a file: r reveals secrets first");
		return false;
	}
	return edit_row_outside(editor, &row, NULL);
}

bool
cmd_rename(struct editor *editor, const char *argument)
{
	struct prompt prompt = { .label = "New name of the key" };
	AUTO_BUF name = BUF_INIT;
	AUTO_FREE char *old = NULL;
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	if (!editor_row(editor, &row) || row.value == NULL ||
	    row.value->key == NULL) {
		editor_say(editor, MESSAGE_INFO,
		    "this row has no key to rename");
		return false;
	}
	old = xstrndup(row.value->key->name, row.value->key->length);
	prompt.text = old;
	if (*argument != '\0')
		buf_add_text(&name, argument);
	else if (face_prompt(&editor->face, &prompt, &name) != PROMPT_TAKEN ||
	    name.length == 0)
		return false;
	return editor_finish_edit(editor, edit_rename(editor->profile,
	    row.value, buf_text(&name), &err), &err);
}
