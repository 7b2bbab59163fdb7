/*
 * What was said last: kept until the next key, and handed to the face.
 */
#include <stdarg.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/error.h"
#include "editor/internal.h"

const char *
editor_message(const struct editor *editor, enum message_kind *kind)
{
	*kind = editor->message_kind;
	return editor->message;
}

void
editor_set_message(struct editor *editor, enum message_kind kind,
    const char *text)
{
	free(editor->message);
	editor->message = xstrdup(text);
	editor->message_kind = kind;
}

void
editor_clear_message(struct editor *editor)
{
	free(editor->message);
	editor->message = NULL;
}

void
editor_say(struct editor *editor, enum message_kind kind, const char *fmt, ...)
{
	va_list args;
	AUTO_FREE char *text = NULL;

	va_start(args, fmt);
	text = xvasprintf(fmt, args);
	va_end(args);
	editor_set_message(editor, kind, text);
	face_message(&editor->face, kind, "%s", text);
}

void
editor_fail(struct editor *editor, const struct error *err)
{
	AUTO_FREE char *text = NULL;

	if (err->code == ERR_CANCELLED)
		return;
	text = error_format(err);
	editor_say(editor, MESSAGE_ERROR, "%s", text);
}

void
editor_say_done(struct editor *editor)
{
	const char *label = edit_undo_label(editor->profile);
	const char *notice = edit_notice(editor->profile);

	if (label == NULL)
		return;
	editor_say(editor, MESSAGE_DONE, "%s%s%s", label,
	    *notice != '\0' ? "; " : "", notice);
}
