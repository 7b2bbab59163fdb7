/*
 * The parts that are always there: the title line, the outline, the bottom
 * line.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "editor/command.h"
#include "form/form.h"
#include "profile/profile.h"
#include "tui/internal.h"
#include "value/path.h"

enum style
mark_style(char mark)
{
	return mark == 'x' ? STYLE_ERROR : mark == '!' ? STYLE_WARNING :
	    STYLE_NORMAL;
}

void
draw_mark(int row, int column, char mark)
{
	switch (mark) {
	case 'x':
		screen_put_sign(row, column, STYLE_ERROR, SIGN_ERROR);
		break;
	case '!':
		screen_put_sign(row, column, STYLE_WARNING, SIGN_WARNING);
		break;
	case '.':
		screen_put_sign(row, column, STYLE_NORMAL, SIGN_SET);
		break;
	case '*':
		screen_put_sign(row, column, STYLE_NORMAL, SIGN_CURRENT);
		break;
	default:
		break;
	}
}

/* "✖1 ▲2", what is not zero. */
static void
add_counts(const struct editor *editor, struct buf *out)
{
	size_t errors = editor_finding_count(editor, SEVERITY_ERROR);
	size_t warnings = editor_finding_count(editor, SEVERITY_WARNING);

	if (errors > 0)
		buf_addf(out, "%s%zu", screen_sign(SIGN_ERROR), errors);
	if (errors > 0 && warnings > 0)
		buf_add_char(out, ' ');
	if (warnings > 0)
		buf_addf(out, "%s%zu", screen_sign(SIGN_WARNING), warnings);
}

void
view_title(struct tui *tui, const struct layout *layout)
{
	AUTO_BUF file = BUF_INIT, place = BUF_INIT, systems = BUF_INIT;
	AUTO_BUF counts = BUF_INIT;
	int right = layout->columns - 1, column = 1, width;

	editor_title(tui->editor, &file, &place, &systems);
	add_counts(tui->editor, &counts);
	screen_blank(0, 0, layout->columns, STYLE_BAR);
	width = screen_width(buf_text(&counts), counts.length);
	screen_words(0, right - width, width, STYLE_BAR, buf_text(&counts));
	right -= width + (width > 0 ? 3 : 0);
	column += screen_words(0, column, layout->small ? layout->columns / 2 :
	    layout->columns * 2 / 5, STYLE_BAR, buf_text(&file)) +
	    (layout->small ? 2 : 3);
	column += screen_words(0, column, right - column, STYLE_BAR,
	    buf_text(&place)) + 3;
	width = screen_width(buf_text(&systems), systems.length);
	if (!layout->small && width > 0 && right - width > column)
		screen_words(0, right - width, width, STYLE_BAR,
		    buf_text(&systems));
}

void
view_outline(struct tui *tui, const struct layout *layout)
{
	size_t count = editor_outline_count(tui->editor);
	size_t at = editor_outline_cursor(tui->editor);
	bool focus = editor_get_focus(tui->editor) == FOCUS_OUTLINE;
	int height = layout->side ? layout->bottom_row - 1 :
	    layout->form_height;

	if (at < tui->outline_first)
		tui->outline_first = at;
	if (at >= tui->outline_first + (size_t)height)
		tui->outline_first = at - (size_t)height + 1;
	for (int i = 0; i < height; i++) {
		size_t index = tui->outline_first + (size_t)i;
		AUTO_BUF title = BUF_INIT;
		char mark;
		int row = 1 + i;

		if (layout->side)
			screen_put_sign(row, layout->outline_width, STYLE_DIM,
			    SIGN_BAR);
		if (index >= count)
			continue;
		editor_outline_row(tui->editor, index, &title, &mark);
		if (index == at)
			screen_put_sign(row, 0, STYLE_KEY, SIGN_HERE);
		draw_mark(row, 1, mark);
		screen_words(row, index == 0 ? 3 : 4, layout->outline_width -
		    (index == 0 ? 3 : 4) - (layout->side ? 0 : 1),
		    index == at ? STYLE_SELECTED : STYLE_NORMAL,
		    buf_text(&title));
	}
	if (focus)
		screen_place_cursor(1 + (int)(at - tui->outline_first),
		    at == 0 ? 3 : 4);
}

/* --- the bottom line --- */

static enum style
message_style(enum message_kind kind)
{
	return kind == MESSAGE_ERROR ? STYLE_ERROR : kind == MESSAGE_WARNING ?
	    STYLE_WARNING : STYLE_NORMAL;
}

/*
 * The keys that work now, as far as they fit; words are dropped from the right.
 */
static int
draw_hints(const struct tui *tui, int row, int column, int width)
{
	struct key_hint hints[16];
	size_t count = command_hints(tui->editor, hints, 16);
	int start = column;

	for (size_t i = 0; i < count; i++) {
		int needs = (int)(strlen(hints[i].key) +
		    strlen(hints[i].word)) + 1;

		if (column + needs > start + width)
			break;
		column += screen_words(row, column, width, STYLE_KEY,
		    hints[i].key);
		column += screen_words(row, column, width, STYLE_NORMAL,
		    hints[i].word) + 1;
	}
	return column - start;
}

/* The end of TEXT that fits ROOM columns: whole keys, if one does. */
static const char *
path_end(const char *text, size_t length, int room)
{
	const char *at = text + length, *from = at, *slash;

	while (from > text) {
		do
			from--;
		while (from > text && ((unsigned char)*from & 0xc0) == 0x80);
		room -= screen_width(from, (size_t)(at - from));
		if (room < 0)
			break;
		at = from;
	}
	slash = strchr(at, '/');
	return slash != NULL ? slash : at;
}

/* The path of the row under the cursor, its end when it is long. */
static void
draw_path(const struct tui *tui, const struct layout *layout, int left)
{
	struct form *form = editor_form(tui->editor);
	const char *more = screen_sign(SIGN_MORE);
	AUTO_BUF path = BUF_INIT, cut = BUF_INIT;
	struct row row;
	int room = layout->columns - left - 2, width;

	if (room < 8)
		return;
	if (editor_get_focus(tui->editor) == FOCUS_OUTLINE)
		path_of_value(editor_outline_value(tui->editor,
		    editor_outline_cursor(tui->editor)),
		    profile_root(editor_profile(tui->editor)), &path);
	else if (form_row(form, form_cursor(form), &row))
		form_row_path(form, &row, &path);
	if (screen_width(buf_text(&path), path.length) > room) {
		buf_add_text(&cut, more);
		room -= screen_width(more, strlen(more));
		buf_add_text(&cut, path_end(buf_text(&path), path.length,
		    room));
	} else {
		buf_add(&cut, buf_text(&path), path.length);
	}
	width = screen_width(buf_text(&cut), cut.length);
	screen_words(layout->bottom_row, layout->columns - 1 - width, width,
	    STYLE_DIM, buf_text(&cut));
}

/* For somebody who never used the program, as many as fit. */
static void
draw_first_hints(int row, int column, int end)
{
	static const char *const hints[] = { "Enter edits", " · a adds",
		" · / finds", " · ? explains", " · F1 helps" };

	for (size_t i = 0; i < ARRAY_COUNT(hints); i++) {
		int width = screen_width(hints[i], strlen(hints[i]));

		if (column + width > end)
			return;
		column += screen_words(row, column, width, STYLE_NORMAL,
		    hints[i]);
	}
}

void
view_bottom(struct tui *tui, const struct layout *layout)
{
	int row = layout->bottom_row, used = 0, column = 1;
	enum message_kind kind;
	const char *message = editor_message(tui->editor, &kind);

	if (message != NULL) {
		screen_words(row, 1, layout->columns - 2, message_style(kind),
		    message);
		return;
	}
	if (editor_get_focus(tui->editor) == FOCUS_OUTLINE) {
		used = screen_words(row, column, layout->columns - 2,
		    STYLE_WORD, "Outline") + 1;
		column += used;
	}
	if (editor_is_first_time(tui->editor)) {
		draw_first_hints(row, column, layout->columns - 1);
		return;
	}
	if (layout->small) {
		used = draw_hints(tui, row, column, layout->columns -
		    column - 14);
		screen_words(row, column + used, 13, STYLE_NORMAL,
		    "?keys :more");
		return;
	}
	column += draw_hints(tui, row, column, layout->columns - column - 2);
	draw_path(tui, layout, column + 1);
}

void
draw_mode_line(const char *mode, const char *keys)
{
	int row = screen_rows() - 1, column = 1;

	screen_blank(row, 0, screen_columns(), STYLE_NORMAL);
	column += screen_words(row, column, screen_columns(), STYLE_WORD,
	    mode) + 1;
	screen_words(row, column, screen_columns() - column - 1, STYLE_NORMAL,
	    keys);
}
