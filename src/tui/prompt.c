/*
 * Line mode: a prompt in the two rows at the bottom; what the line complains
 * about stands below it.
 */
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/text.h"
#include "editor/key.h"
#include "line/line.h"
#include "tui/internal.h"
#include "tui/keys.h"

_Static_assert((int)LINE_KEY_FIRST == (int)INPUT_FIRST &&
    (int)LINE_KEY_F10 == (int)INPUT_F10 &&
    (int)LINE_KEY_PASTE == (int)INPUT_PASTE, "one set of key codes");

struct prompting {
	struct tui *tui;
	const struct prompt *prompt;
	struct buf text, complaint, hint, candidates;
	size_t cursor;			/* byte */
	size_t first;			/* byte the visible part starts with */
};

/* Behind the character at AT and the marks that stand on it. */
static size_t
next_character(const char *text, size_t length, size_t at)
{
	uint32_t code;

	do
		at += utf8_decode(text + at, length - at, &code);
	while (at < length && utf8_decode(text + at, length - at, &code) > 1 &&
	    text_code_width(code) == 0 && !text_is_hidden(code));
	return at;
}

/*
 * Scrolls so that the cursor is in COLUMNS columns, with as much before it as
 * there is room for when it went back.
 */
static void
scroll(struct prompting *prompting, int columns)
{
	const char *text = buf_text(&prompting->text);
	int width;

	if (prompting->cursor < prompting->first)
		prompting->first = 0;
	width = screen_width(text + prompting->first,
	    prompting->cursor - prompting->first);
	while (width >= columns && prompting->first < prompting->cursor) {
		size_t next = next_character(text, prompting->text.length,
		    prompting->first);

		width -= screen_width(text + prompting->first,
		    next - prompting->first);
		prompting->first = next;
	}
}

static void
draw_candidates(const struct prompting *prompting, int row)
{
	const char *text = buf_text(&prompting->candidates);
	int count = 0, columns = screen_columns();

	for (const char *at = text; *at != '\0'; at++)
		count += *at == '\n';
	if (count > row - 1)
		count = row - 1;
	for (int i = row - count; i < row; i++) {
		size_t length = strcspn(text, "\n");

		screen_blank(i, 0, columns, STYLE_NORMAL);
		screen_text(i, 3, columns - 4, STYLE_NORMAL, text, length);
		text += length + (text[length] == '\n');
	}
}

/* The bottom line: what is wrong, else what it would be, else the keys. */
static void
draw_below(const struct prompting *prompting, int row)
{
	const char *complaint = buf_text(&prompting->complaint);
	int columns = screen_columns(), column = 1;
	char mark = 'x';

	if (prompting->complaint.length > 0) {
		column += screen_words(row, column, columns, STYLE_WORD,
		    "Line") + 1;
		if (strncmp(complaint, "! ", 2) == 0) {
			mark = '!';
			complaint += 2;
		}
		draw_mark(row, column, mark);
		screen_words(row, column + 2, columns - column - 3,
		    mark_style(mark), complaint);
		return;
	}
	if (prompting->hint.length > 0) {
		column += screen_words(row, column, columns, STYLE_WORD,
		    "Line") + 1;
		screen_words(row, column, columns - column - 1, STYLE_NORMAL,
		    buf_text(&prompting->hint));
		return;
	}
	draw_mode_line("Line", prompting->prompt->complete != NULL ?
	    "Enter takes · Tab completes · Esc leaves" :
	    prompting->prompt->may_open_editor ?
	    "Enter takes · ^O in your editor · Esc leaves" :
	    "Enter takes · Esc leaves");
}

static void
draw_prompt(struct tui *tui, void *arg)
{
	struct prompting *prompting = arg;
	int row = screen_rows() - 2, columns = screen_columns(), column = 1;
	const char *text = buf_text(&prompting->text);

	(void)tui;
	screen_blank(row, 0, columns, STYLE_NORMAL);
	screen_blank(row + 1, 0, columns, STYLE_NORMAL);
	draw_candidates(prompting, row);
	column += screen_words(row, column, columns / 2, STYLE_HEADING,
	    prompting->prompt->label);
	column += screen_words(row, column, 2, STYLE_HEADING,
	    strcmp(prompting->prompt->label, ":") == 0 ? "" : ": ");
	scroll(prompting, columns - column - 4);
	if (prompting->first > 0)
		column += screen_put_sign(row, column, STYLE_DIM, SIGN_MORE);
	screen_text(row, column, columns - column, STYLE_NORMAL,
	    text + prompting->first, prompting->text.length -
	    prompting->first);
	draw_below(prompting, row + 1);
	screen_place_cursor(row, column + screen_width(
	    text + prompting->first, prompting->cursor - prompting->first));
}

/* --- what the line asks --- */

static int
read_key(void *arg)
{
	struct prompting *prompting = arg;
	int key = tui_read_key(prompting->tui);

	buf_truncate(&prompting->candidates, 0);
	return key;
}

static void
show_line(void *arg, const char *text, size_t length, size_t cursor,
    const char *complaint, const char *hint)
{
	struct prompting *prompting = arg;

	buf_truncate(&prompting->text, 0);
	buf_add(&prompting->text, text, length);
	prompting->cursor = cursor;
	buf_truncate(&prompting->complaint, 0);
	buf_add_text(&prompting->complaint, complaint);
	buf_truncate(&prompting->hint, 0);
	buf_add_text(&prompting->hint, hint);
}

static const char *
paste(void *arg, size_t *length)
{
	struct prompting *prompting = arg;

	return keys_paste(prompting->tui->keys, length);
}

static void
ring(void *arg)
{
	(void)arg;
	screen_beep();
}

static void
show_candidates(void *arg, const char *list)
{
	struct prompting *prompting = arg;

	buf_truncate(&prompting->candidates, 0);
	buf_add_text(&prompting->candidates, list);
}

enum prompt_result
prompt_run(struct tui *tui, const struct prompt *prompt, struct buf *out)
{
	struct prompting prompting = { .tui = tui, .prompt = prompt };
	struct layer layer = { .draw = draw_prompt, .arg = &prompting };
	const struct line_request request = {
		.text = prompt->text != NULL ? prompt->text : "",
		.secret = prompt->secret,
		.history = prompt->history,
		.may_open_editor = prompt->may_open_editor,
		.arg = prompt->arg,
		.check = prompt->check,
		.complete = prompt->complete,
	};
	const struct line_io io = {
		.arg = &prompting,
		.read_key = read_key,
		.draw = show_line,
		.paste = paste,
		.beep = ring,
		.candidates = show_candidates,
	};
	enum line_result result = LINE_FAILED;

	if (tui->line == NULL)
		tui->line = line_new(STDIN_FILENO);
	tui_push(tui, &layer);
	if (tui->line != NULL)
		result = line_edit(tui->line, &request, &io, out);
	tui_pop(tui);
	buf_release(&prompting.text);
	buf_release(&prompting.complaint);
	buf_release(&prompting.hint);
	buf_release(&prompting.candidates);
	if (result == LINE_FAILED)
		editor_set_message(tui->editor, MESSAGE_ERROR,
		    "the line editor cannot start on this terminal");
	if (result == LINE_OPEN_EDITOR || (result == LINE_MANY_LINES &&
	    prompt->may_open_editor))
		return PROMPT_OPEN_EDITOR;
	return result == LINE_TAKEN ? PROMPT_TAKEN : PROMPT_CANCELLED;
}
