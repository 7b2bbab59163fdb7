/*
 * What commands do to a row, and what is said afterwards.
 */
#include "base/error.h"
#include "check/report.h"
#include "editor/internal.h"
#include "form/field.h"

bool
editor_finish_edit(struct editor *editor, bool done, const struct error *err)
{
	if (!done) {
		editor_fail(editor, err);
		return false;
	}
	if (editor->first_time) {
		editor->first_time = false;
		editor_keep_used();
	}
	editor_say_done(editor);
	return true;
}

bool
editor_set_row(struct editor *editor, const struct row *row,
    const struct draft *draft)
{
	AUTO_ERROR err = ERROR_INIT;
	bool done = field_set(editor->form, row, draft, &err);

	return editor_finish_edit(editor, done, &err);
}

bool
editor_row_is_secret(const struct row *row)
{
	return report_is_secret(row->place, row->value);
}
