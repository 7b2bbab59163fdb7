/*
 * The form's visible rows, and the pane below that explains the one under the
 * cursor.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "base/vec.h"
#include "form/form.h"
#include "profile/edit.h"
#include "tui/internal.h"

#define INDENT 2		/* columns a level */
#define TITLE_COLUMN 3		/* behind the cursor sign and the mark */
#define OUTLINE_SLOT SIZE_MAX	/* stands for a row of the outline */

static enum style
value_style(enum row_value_style style)
{
	switch (style) {
	case VALUE_DEFAULT:
	case VALUE_NOT_SET:
	case VALUE_MASKED:
		return STYLE_DIM;
	case VALUE_ODD:
		return STYLE_WARNING;
	default:
		return STYLE_NORMAL;
	}
}

/* The mark's column also says whether a container is folded. */
static void
draw_row_mark(const struct form *form, const struct row *row, int y, int x)
{
	char mark = form_row_mark(form, row);

	if (row->can_unfold && (row->unfolded || (mark != 'x' && mark != '!')))
		screen_put_sign(y, x, STYLE_NORMAL, row->unfolded ?
		    SIGN_UNFOLDED : SIGN_FOLDED);
	else
		draw_mark(y, x, mark);
}

/* Columns ROW is set in; deep ones share the last. */
static int
row_indent(const struct layout *layout, const struct row *row)
{
	int most = layout->form_width / 3;

	return row->depth < (unsigned)most / INDENT ?
	    INDENT * (int)row->depth : most;
}

static void
draw_row(struct tui *tui, const struct layout *layout, const struct row *row,
    int y, int title_width, bool here)
{
	struct form *form = editor_form(tui->editor);
	AUTO_BUF title = BUF_INIT, value = BUF_INIT;
	int x = layout->form_column, indent = row_indent(layout, row);
	int end = x + layout->form_width - 1, value_column;
	enum row_value_style style;

	if (here)
		screen_put_sign(y, x, STYLE_KEY, SIGN_HERE);
	if (row->kind == ROW_HEADING) {
		if (row->can_unfold)
			draw_row_mark(form, row, y, x + 1);
		screen_words(y, x + (row->can_unfold ? TITLE_COLUMN : 1),
		    layout->form_width - 4, STYLE_HEADING, row->heading);
		return;
	}
	form_row_title(form, row, &title);
	if (row->kind == ROW_ADD || row->kind == ROW_NOTHING) {
		screen_words(y, x + 1 + indent, end - x - 1 - indent,
		    STYLE_DIM, buf_text(&title));
		return;
	}
	draw_row_mark(form, row, y, x + 1 + indent);
	style = form_row_value(form, row, editor_reveals(tui->editor), &value);
	value_column = x + TITLE_COLUMN + title_width + 2;
	if (value_column < x + TITLE_COLUMN + indent + 10)
		value_column = x + TITLE_COLUMN + indent + 10;
	/* A title without a value may have the whole row. */
	screen_words(y, x + TITLE_COLUMN + indent, (value.length > 0 ?
	    value_column - 2 : end) - x - TITLE_COLUMN - indent, STYLE_NORMAL,
	    buf_text(&title));
	screen_words(y, value_column, end - value_column, value_style(style),
	    buf_text(&value));
}

void
view_form(struct tui *tui, const struct layout *layout)
{
	struct form *form = editor_form(tui->editor);
	size_t first = form_scroll(form, (size_t)layout->form_height);
	size_t cursor = form_cursor(form);
	int width = (int)form_title_width(form, first,
	    (size_t)layout->form_height);
	int most = layout->form_width * 2 / 5;
	struct row row;

	width = width > most ? most : width < 12 ? 12 : width;
	for (int i = 0; i < layout->form_height; i++) {
		size_t number = first + (size_t)i;
		bool here = number == cursor;

		if (!form_row(form, number, &row))
			break;
		draw_row(tui, layout, &row, layout->form_row + i, width, here);
		if (here && editor_get_focus(tui->editor) == FOCUS_FORM)
			screen_place_cursor(layout->form_row + i,
			    layout->form_column + TITLE_COLUMN +
			    row_indent(layout, &row));
	}
}

/* --- help --- */

void
view_help_release(struct help_pane *pane)
{
	free(pane->name);
	free(pane->text);
	free(pane->lines);
	*pane = (struct help_pane){ 0 };
}

struct wrapped {
	VEC(size_t) starts;
	struct buf text;
};

static void
add_wrapped(const char *text, size_t length, void *arg)
{
	struct wrapped *wrapped = arg;

	*VEC_PUSH(wrapped->starts) = wrapped->text.length;
	buf_add(&wrapped->text, text, length);
}

static bool
pane_is_of(const struct help_pane *pane, const struct row *row,
    size_t position, int width)
{
	return pane->text != NULL && pane->value == row->value &&
	    pane->container == row->container && pane->width == width &&
	    pane->fold == row->fold && pane->slot == row->slot &&
	    pane->position == position &&
	    strlen(pane->name) == row->name_length &&
	    (row->name_length == 0 ||
	    memcmp(pane->name, row->name, row->name_length) == 0);
}

/*
 * The first paragraph, "Topic   string, required, iOS 4  macOS 10.7", is one
 * line: the systems that do not fit are left out.  Returns its length.
 */
static size_t
add_heading(struct wrapped *wrapped, const char *text, size_t width)
{
	size_t length = strcspn(text, "\n");
	size_t fits = text_clip(text, length, width, NULL), shown = fits;

	if (fits < length) {
		while (shown > 1 && text[shown] != ',' &&
		    (text[shown] != ' ' || text[shown + 1] != ' '))
			shown--;
		if (shown <= 1)
			shown = fits;
	}
	add_wrapped(text, shown, wrapped);
	return length + (text[length] == '\n');
}

/* The help of ROW, wrapped to WIDTH; kept until another row or an edit. */
static void
make_help(struct tui *tui, const struct row *row, int width)
{
	struct help_pane *pane = &tui->help;
	size_t position = edit_position(editor_profile(tui->editor));
	AUTO_BUF text = BUF_INIT, safe = BUF_INIT;
	struct wrapped wrapped = { 0 };
	size_t heading;

	if (pane_is_of(pane, row, position, width))
		return;
	view_help_release(pane);
	pane->value = row->value;
	pane->container = row->container;
	pane->fold = row->fold;
	pane->slot = row->slot;
	pane->name = xstrndup(row->name_length > 0 ? row->name : "",
	    row->name_length);
	pane->position = position;
	pane->width = width;
	if (row->slot == OUTLINE_SLOT)
		editor_outline_help(tui->editor,
		    editor_outline_cursor(tui->editor), &text);
	else
		form_row_help(editor_form(tui->editor), row, HELP_BRIEF,
		    &text);
	screen_make_safe(&safe, buf_text(&text), text.length, false);
	heading = add_heading(&wrapped, buf_text(&safe), (size_t)width);
	text_wrap(buf_text(&safe) + heading, safe.length - heading,
	    (size_t)width, add_wrapped, &wrapped);
	*VEC_PUSH(wrapped.starts) = wrapped.text.length;
	pane->count = wrapped.starts.count - 1;
	pane->lines = wrapped.starts.items;
	pane->text = buf_steal(&wrapped.text, NULL);
}

static void
draw_help_line(const struct help_pane *pane, size_t line, int row, int column)
{
	screen_text(row, column, pane->width,
	    line == 0 ? STYLE_HEADING : STYLE_NORMAL,
	    pane->text + pane->lines[line],
	    pane->lines[line + 1] - pane->lines[line]);
}

/* The last line there is room for: the page of `?` has more. */
static void
draw_cut_line(const struct help_pane *pane, size_t line, int row, int column)
{
	const char *more = screen_sign(SIGN_MORE);
	const char *text = pane->text + pane->lines[line];
	size_t length = pane->lines[line + 1] - pane->lines[line];
	int room = pane->width - 1 - screen_width(more, strlen(more));

	/* Whole words only: the sign for more stands once. */
	while (length > 0 && screen_width(text, length) > room) {
		while (length > 0 && text[length - 1] != ' ')
			length--;
		while (length > 0 && text[length - 1] == ' ')
			length--;
	}
	column += screen_text(row, column, room, STYLE_NORMAL, text, length);
	screen_words(row, column + 1, pane->width, STYLE_DIM, more);
}

/*
 * What is wrong with the row, in the lowest rows of the pane: the worst, the
 * others as far as there is room.  Returns the rows that are left.
 */
static int
draw_complaints(const struct tui *tui, const struct row *row, int first,
    int end, int left, int width)
{
	int most = end - first <= 5 ? 1 : 3, shown = 0;
	AUTO_BUF all = BUF_INIT;
	const char *text, *more;
	int count = 0;

	form_row_findings(editor_form(tui->editor), row, &all);
	for (text = buf_text(&all); *text != '\0'; text++)
		count += *text == '\n';
	shown = count < most ? count : most;
	text = buf_text(&all);
	for (int i = end - shown; i < end; i++) {
		size_t length = strcspn(text, "\n");
		char mark = text[0] == '.' ? '*' : text[0];
		int used;

		more = i == end - 1 && count > shown ? "  (? shows all)" : "";
		draw_mark(i, left, mark);
		used = screen_text(i, left + 2, width - 2 -
		    (int)strlen(more), mark_style(mark), text + 2,
		    length - 2);
		screen_words(i, left + 2 + used, width - 2 - used,
		    STYLE_DIM, more);
		text += length + 1;
	}
	return end - shown;
}

void
view_help(struct tui *tui, const struct layout *layout)
{
	struct form *form = editor_form(tui->editor);
	int row = layout->help_row, end = layout->bottom_row;
	int left = layout->side ? layout->form_column + 1 : 1;
	int width = layout->columns - left - 1;
	struct row here;

	if (!layout->small)
		screen_rule(row++, left, width);
	if (editor_get_focus(tui->editor) == FOCUS_OUTLINE)
		here = (struct row){ .slot = OUTLINE_SLOT,
			.value = editor_outline_value(tui->editor,
			    editor_outline_cursor(tui->editor)) };
	else if (form_row(form, form_cursor(form), &here))
		end = draw_complaints(tui, &here, row, end, left, width);
	else
		return;
	make_help(tui, &here, width);
	for (size_t i = 0; i < tui->help.count && row < end; i++, row++) {
		if (i > 0 && row == end - 1 && i + 1 < tui->help.count)
			draw_cut_line(&tui->help, i, row, left);
		else
			draw_help_line(&tui->help, i, row, left);
	}
}
