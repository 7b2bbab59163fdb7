/*
 * Data under the cursor: import from a file, export to one.
 */
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "editor/internal.h"
#include "form/field.h"
#include "profile/blob.h"
#include "value/draft.h"

#define DATA_LIMIT ((size_t)64 << 20)	/* bytes of a file to import */

static bool
import_file(struct editor *editor, const struct row *row, const char *path)
{
	AUTO_BUF bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct blob_info info;
	struct draft *draft;
	bool done;

	if (!file_read(path, DATA_LIMIT, &bytes, &err)) {
		editor_fail(editor, &err);
		return false;
	}
	draft = draft_data(buf_text(&bytes), bytes.length);
	done = editor_set_row(editor, row, draft);
	draft_free(draft);
	if (done) {
		AUTO_BUF text = BUF_INIT;

		blob_identify(buf_text(&bytes), bytes.length, &info);
		blob_describe(&info, bytes.length, &text);
		blob_info_release(&info);
		editor_say(editor, MESSAGE_DONE, "%s: %s",
		    edit_undo_label(editor->profile), buf_text(&text));
	}
	return done;
}

static bool
ask_path(struct editor *editor, const char *label, const char *argument,
    struct buf *out)
{
	struct prompt prompt = {
		.label = label,
		.text = "",
		.history = "file",
		.complete = complete_file_prompt,
	};

	if (*argument != '\0') {
		buf_add_text(out, argument);
		return true;
	}
	return face_prompt(&editor->face, &prompt, out) == PROMPT_TAKEN &&
	    out->length > 0;
}

bool
cmd_import(struct editor *editor, const char *argument)
{
	AUTO_BUF path = BUF_INIT;
	struct row row;

	if (!editor_row(editor, &row) ||
	    field_type(editor->form, &row) != VALUE_DATA) {
		editor_say(editor, MESSAGE_ERROR, "this row holds no data");
		return false;
	}
	return ask_path(editor, "Import from file", argument, &path) &&
	    import_file(editor, &row, buf_text(&path));
}

bool
cmd_export(struct editor *editor, const char *argument)
{
	AUTO_BUF path = BUF_INIT, bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct row row;
	bool done;

	if (!editor_row(editor, &row) || row.value == NULL ||
	    !value_get_data(row.value, &bytes)) {
		editor_say(editor, MESSAGE_ERROR, "this row holds no data");
		return false;
	}
	if (!ask_path(editor, "Export to a new file", argument, &path))
		return false;
	done = file_write_new(buf_text(&path), buf_text(&bytes), bytes.length,
	    editor_row_is_secret(&row) ? 0600 : 0666, &err);
	if (done)
		editor_say(editor, MESSAGE_DONE, "wrote %zu bytes to '%s'",
		    bytes.length, buf_text(&path));
	else
		editor_fail(editor, &err);
	return done;
}

bool
edit_data(struct editor *editor, const struct row *row)
{
	static const struct answer answers[] = {
		{ 'i', "import", "from a file" },
		{ 'e', "export", "to a new file" },
		{ 'c', "cancel", NULL },
	};
	static const struct answer unset_answers[] = {
		{ 'i', "import", "from a file" },
		{ 'c', "cancel", NULL },
	};
	AUTO_BUF text = BUF_INIT;
	int answer;

	form_row_title(editor->form, row, &text);
	if (row->value == NULL) {
		answer = face_ask(&editor->face, buf_text(&text),
		    unset_answers, ARRAY_COUNT(unset_answers));
		return answer == 0 && cmd_import(editor, "");
	}
	buf_add_text(&text, ": ");
	form_row_value(editor->form, row, editor->reveal, &text);
	answer = face_ask(&editor->face, buf_text(&text), answers,
	    ARRAY_COUNT(answers));
	if (answer == 0)
		return cmd_import(editor, "");
	return answer == 1 && cmd_export(editor, "");
}
