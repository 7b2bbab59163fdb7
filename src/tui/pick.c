/*
 * List mode: every printable character narrows; and check boxes.
 */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "editor/key.h"
#include "tui/internal.h"

struct picking {
	const struct pick *pick;
	struct buf typed;		/* what narrows */
	bool stale;			/* not narrowed by all of it yet */
	size_t count, at, first;
	struct buf notice;		/* what a toggle changed besides */
	bool number;			/* '=' was pressed: a number is typed */
	struct buf digits, complaint;
};

/*
 * Narrows when somebody looks: a long search is not run for each character
 * that was typed ahead.
 */
static void
narrow(struct picking *picking)
{
	if (!picking->stale)
		return;
	picking->stale = false;
	picking->count = picking->pick->filter(picking->pick->arg,
	    buf_text(&picking->typed));
	picking->at = picking->first = 0;
}

/* --- drawing --- */

static void
draw_help_text(const char *text, size_t length, void *arg)
{
	int *row = arg;

	if (*row < screen_rows() - 1)
		screen_text(*row, 1, screen_columns() - 2, STYLE_NORMAL, text,
		    length);
	++*row;
}

/* The width of the label column: the widest of those in view, at most half. */
static int
label_width(const struct picking *picking, int height)
{
	int widest = 8, most = screen_columns() * 11 / 20;

	for (int i = 0; i < height; i++) {
		size_t index = picking->first + (size_t)i;
		AUTO_BUF label = BUF_INIT, meaning = BUF_INIT;
		char mark = ' ';
		int width;

		if (index >= picking->count)
			break;
		picking->pick->item(picking->pick->arg, index, &label,
		    &meaning, &mark);
		width = screen_width(buf_text(&label), label.length);
		widest = width > widest ? width : widest;
	}
	return widest > most ? most : widest;
}

static void
draw_item(const struct picking *picking, size_t index, int row, int width)
{
	const struct pick *pick = picking->pick;
	AUTO_BUF label = BUF_INIT, meaning = BUF_INIT;
	int column = 3, columns = screen_columns();
	bool here = index == picking->at;
	char mark = ' ';

	pick->item(pick->arg, index, &label, &meaning, &mark);
	if (here)
		screen_put_sign(row, 0, STYLE_KEY, SIGN_HERE);
	if (pick->toggle != NULL) {
		screen_put_sign(row, 1, STYLE_NORMAL,
		    pick->is_on(pick->arg, index) ? SIGN_BOX_ON :
		    SIGN_BOX_OFF);
		column = 5;
	} else {
		draw_mark(row, 1, mark);
	}
	screen_words(row, column, width, STYLE_NORMAL,
	    buf_text(&label));
	if (column + width + 2 < columns)
		screen_words(row, column + width + 2,
		    columns - column - width - 3, STYLE_DIM,
		    buf_text(&meaning));
}

/* The rows for help below the list: none on a low terminal. */
static int
help_rows(const struct picking *picking)
{
	if (picking->pick->help == NULL || screen_rows() < 16)
		return 0;
	return screen_rows() < 24 ? 3 : 6;
}

static int
list_height(const struct picking *picking)
{
	int rows = screen_rows() - 3 - help_rows(picking) -
	    (picking->pick->status != NULL ? 1 : 0);

	return rows < 1 ? 1 : rows;
}

static void
draw_pick_help(const struct picking *picking)
{
	AUTO_BUF text = BUF_INIT, safe = BUF_INIT;
	int row = screen_rows() - 1 - help_rows(picking);

	if (help_rows(picking) == 0)
		return;
	screen_rule(row++, 1, screen_columns() - 2);
	if (picking->count == 0)
		return;
	picking->pick->help(picking->pick->arg, picking->at, &text);
	screen_make_safe(&safe, buf_text(&text), text.length, false);
	text_wrap(buf_text(&safe), safe.length, (size_t)screen_columns() - 2,
	    draw_help_text, &row);
}

static void
draw_pick_status(const struct picking *picking)
{
	AUTO_BUF text = BUF_INIT;
	int row = screen_rows() - 2 - help_rows(picking);

	if (picking->pick->status == NULL)
		return;
	if (picking->number) {
		buf_addf(&text, "= %s", buf_text(&picking->digits));
		if (picking->complaint.length > 0)
			buf_addf(&text, "   %s",
			    buf_text(&picking->complaint));
		screen_words(row, 1, screen_columns() - 2, STYLE_HEADING,
		    buf_text(&text));
		screen_place_cursor(row, 3 + (int)picking->digits.length);
		return;
	}
	picking->pick->status(picking->pick->arg, &text);
	if (picking->notice.length > 0)
		buf_addf(&text, "   %s", buf_text(&picking->notice));
	screen_words(row, 1, screen_columns() - 2, STYLE_HEADING,
	    buf_text(&text));
}

/* The bottom: the mode, what was typed, how many are left. */
static void
draw_pick_bottom(const struct picking *picking, int *cursor)
{
	AUTO_BUF text = BUF_INIT;
	int row = screen_rows() - 1, column = 1, columns = screen_columns();

	if (picking->pick->toggle != NULL) {
		draw_mode_line("Set", picking->number ?
		    "a number or names, Enter" :
		    "Space chooses · = a number · Enter takes · Esc leaves");
		*cursor = -1;
		return;
	}
	screen_blank(row, 0, columns, STYLE_NORMAL);
	column += screen_words(row, column, columns, STYLE_WORD, "List") + 1;
	column += screen_words(row, column, columns - column,
	    STYLE_NORMAL, buf_text(&picking->typed));
	*cursor = column;
	buf_addf(&text, "%zu left · Enter takes · Esc leaves",
	    picking->count);
	if (picking->typed.length == 0) {
		buf_truncate(&text, 0);
		buf_add_text(&text,
		    "type to narrow · Enter takes · Esc leaves");
	}
	screen_words(row, column + 2, columns - column - 3, STYLE_DIM,
	    buf_text(&text));
}

static void
draw_pick(struct tui *tui, void *arg)
{
	struct picking *picking = arg;
	int height = list_height(picking), width, cursor;

	(void)tui;
	narrow(picking);
	if (picking->at >= picking->count)
		picking->at = picking->count > 0 ? picking->count - 1 : 0;
	if (picking->at < picking->first)
		picking->first = picking->at;
	if (picking->at >= picking->first + (size_t)height)
		picking->first = picking->at - (size_t)height + 1;
	for (int row = 1; row < screen_rows(); row++)
		screen_blank(row, 0, screen_columns(), STYLE_NORMAL);
	screen_words(1, 1, screen_columns() - 2, STYLE_HEADING,
	    picking->pick->title);
	if (picking->count == 0)
		screen_words(2, 3, screen_columns() - 4, STYLE_DIM,
		    picking->pick->empty);
	width = label_width(picking, height);
	for (int i = 0; i < height; i++) {
		if (picking->first + (size_t)i < picking->count)
			draw_item(picking, picking->first + (size_t)i, 2 + i,
			    width);
	}
	draw_pick_help(picking);
	draw_pick_bottom(picking, &cursor);
	if (cursor >= 0 && picking->typed.length > 0)
		screen_place_cursor(screen_rows() - 1, cursor);
	else
		screen_place_cursor(2 + (int)(picking->at - picking->first),
		    picking->pick->toggle != NULL ? 2 : 3);
	draw_pick_status(picking);
	if (!picking->number && picking->pick->status != NULL)
		screen_place_cursor(2 + (int)(picking->at - picking->first),
		    2);
}

/* --- keys --- */

static void
drop_character(struct buf *buf)
{
	while (buf->length > 0 &&
	    ((unsigned char)buf->data[buf->length - 1] & 0xc0) == 0x80)
		buf_truncate(buf, buf->length - 1);
	if (buf->length > 0)
		buf_truncate(buf, buf->length - 1);
}

static bool
move(struct picking *picking, int key)
{
	size_t page = (size_t)list_height(picking), count, at;

	if (key >= ' ' && key < INPUT_FIRST)
		return false;
	narrow(picking);
	count = picking->count;
	at = picking->at;
	switch (key) {
	case INPUT_UP:
	case KEY_CTRL('P'):
		at = at > 0 ? at - 1 : 0;
		break;
	case INPUT_DOWN:
	case KEY_CTRL('N'):
		at++;
		break;
	case INPUT_PAGE_UP:
		at = at > page ? at - page : 0;
		break;
	case INPUT_PAGE_DOWN:
		at += page;
		break;
	case INPUT_HOME:
		at = 0;
		break;
	case INPUT_END:
		at = count;
		break;
	default:
		return false;
	}
	picking->at = at < count ? at : count > 0 ? count - 1 : 0;
	return true;
}

static void
add_key(struct buf *buf, int key)
{
	char utf8[4];

	if (key >= ' ' && key < INPUT_FIRST && key != INPUT_BACKSPACE)
		buf_add(buf, utf8, utf8_encode((uint32_t)key, utf8));
}

/* A key while a number is typed; the number is done with Enter or Esc. */
static void
type_number(struct picking *picking, int key)
{
	buf_truncate(&picking->complaint, 0);
	if (key == INPUT_ENTER) {
		picking->pick->type_in(picking->pick->arg,
		    buf_text(&picking->digits), &picking->complaint);
		if (picking->complaint.length > 0)
			return;
		picking->number = false;
	} else if (key == INPUT_ESCAPE || key == KEY_CTRL('G') ||
	    key == KEY_CTRL('C')) {
		picking->number = false;
	} else if (key == INPUT_BACKSPACE) {
		drop_character(&picking->digits);
	} else {
		add_key(&picking->digits, key);
	}
}

/* A key of a set that is no movement; true when it takes the set. */
static bool
toggle_key(struct picking *picking, int key)
{
	const struct pick *pick = picking->pick;

	buf_truncate(&picking->notice, 0);
	if (key == ' ' && picking->count > 0)
		pick->toggle(pick->arg, picking->at, &picking->notice);
	if (key == '=' && pick->type_in != NULL) {
		picking->number = true;
		buf_truncate(&picking->digits, 0);
	}
	if (key == 'j' || key == 'k')
		move(picking, key == 'j' ? INPUT_DOWN : INPUT_UP);
	return key == INPUT_ENTER || key == KEY_CTRL('S');
}

/* A key of a list that is no movement; true when it takes the item. */
static bool
list_key(struct picking *picking, int key)
{
	if (key == INPUT_ENTER) {
		narrow(picking);
		return picking->count > 0;
	}
	if (key == INPUT_BACKSPACE) {
		if (picking->typed.length == 0)
			return false;
		drop_character(&picking->typed);
	} else if (key == KEY_CTRL('U')) {
		buf_truncate(&picking->typed, 0);
	} else if (key >= ' ' && key < INPUT_FIRST) {
		add_key(&picking->typed, key);
	} else {
		return false;
	}
	picking->stale = true;
	return false;
}

static enum pick_result
run_keys(struct tui *tui, struct picking *picking)
{
	for (;;) {
		int key = tui_read_key(tui);

		if (picking->number) {
			type_number(picking, key);
			continue;
		}
		if (key == INPUT_ESCAPE || key == KEY_CTRL('G') ||
		    key == KEY_CTRL('C'))
			return PICK_CANCELLED;
		if (move(picking, key))
			continue;
		if (picking->pick->toggle != NULL ? toggle_key(picking, key) :
		    list_key(picking, key))
			return PICK_TAKEN;
	}
}

enum pick_result
pick_run(struct tui *tui, const struct pick *pick, size_t *index)
{
	struct picking picking = { .pick = pick, .stale = true };
	struct layer layer = { .draw = draw_pick, .arg = &picking };
	enum pick_result result;

	narrow(&picking);
	picking.at = pick->current;
	tui_push(tui, &layer);
	result = run_keys(tui, &picking);
	tui_pop(tui);
	*index = picking.at;
	buf_release(&picking.typed);
	buf_release(&picking.notice);
	buf_release(&picking.digits);
	buf_release(&picking.complaint);
	return result;
}
