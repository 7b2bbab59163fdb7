/*
 * A question with named answers, in the rows above the bottom.
 */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "editor/key.h"
#include "tui/internal.h"

struct ask {
	const char *question;
	const struct answer *answers;
	size_t count, at;
};

struct ask_lines {
	int row, last;		/* next row; lines beyond `last` are left out */
};

static void
draw_question_line(const char *text, size_t length, void *arg)
{
	struct ask_lines *lines = arg;

	if (lines->row <= lines->last)
		screen_text(lines->row, 1, screen_columns() - 2,
		    STYLE_HEADING, text, length);
	lines->row++;
}

static void
count_line(const char *text, size_t length, void *arg)
{
	(void)text;
	(void)length;
	(void)arg;
}

static void
draw_answer(const struct ask *ask, size_t index, int row)
{
	const struct answer *answer = &ask->answers[index];
	int columns = screen_columns(), column = 1;
	char key[4] = { '[', answer->key, ']', '\0' };

	if (index == ask->at)
		screen_put_sign(row, 0, STYLE_KEY, SIGN_HERE);
	column += screen_words(row, column, 3, STYLE_KEY, key) + 1;
	column += screen_words(row, column, columns - column - 1,
	    index == ask->at ? STYLE_SELECTED : STYLE_NORMAL, answer->word);
	if (answer->meaning != NULL && column + 4 < columns)
		screen_words(row, column + 2, columns - column - 3, STYLE_DIM,
		    answer->meaning);
}

static void
draw_ask(struct tui *tui, void *arg)
{
	const struct ask *ask = arg;
	AUTO_BUF safe = BUF_INIT;
	int columns = screen_columns(), bottom = screen_rows() - 1, row;
	struct ask_lines lines;
	size_t count;

	(void)tui;
	screen_make_safe(&safe, ask->question, strlen(ask->question), false);
	count = text_wrap(buf_text(&safe), safe.length, (size_t)columns - 2,
	    count_line, NULL);
	row = bottom - (int)ask->count - (int)count - 1;
	if (row < 1)
		row = 1;
	for (int i = row; i < bottom; i++)
		screen_blank(i, 0, columns, STYLE_NORMAL);
	screen_rule(row, 0, columns);
	lines.row = row + 1;
	lines.last = bottom - 1 - (int)ask->count;
	text_wrap(buf_text(&safe), safe.length, (size_t)columns - 2,
	    draw_question_line, &lines);
	for (size_t i = 0; i < ask->count; i++)
		draw_answer(ask, i, bottom - (int)ask->count + (int)i);
	draw_mode_line("Question", "a letter or Enter · Esc leaves");
	screen_place_cursor(bottom - (int)ask->count + (int)ask->at, 2);
}

int
ask_run(struct tui *tui, const char *question, const struct answer *answers,
    size_t count)
{
	struct ask ask = { question, answers, count, 0 };
	struct layer layer = { .draw = draw_ask, .arg = &ask };
	int chosen = -2;

	tui_push(tui, &layer);
	while (chosen == -2) {
		int key = tui_read_key(tui);

		switch (key) {
		case INPUT_ESCAPE:
		case KEY_CTRL('G'):
		case KEY_CTRL('C'):
			chosen = -1;
			break;
		case INPUT_ENTER:
			chosen = (int)ask.at;
			break;
		case INPUT_UP:
			ask.at = (ask.at + count - 1) % count;
			break;
		case INPUT_DOWN:
		case INPUT_TAB:
			ask.at = (ask.at + 1) % count;
			break;
		default:
			for (size_t i = 0; i < count; i++) {
				if (key < 0x80 &&
				    tolower(key) == answers[i].key)
					chosen = (int)i;
			}
			break;
		}
	}
	tui_pop(tui);
	return chosen;
}
