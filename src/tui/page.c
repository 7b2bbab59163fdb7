/*
 * Page mode: text to read, with less's keys.
 */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"
#include "editor/key.h"
#include "tui/internal.h"

struct page {
	const char *title;
	struct buf safe;		/* the text, not wrapped */
	int width;			/* that the lines are wrapped to */
	struct buf text;
	/* offsets into text, one behind the last */
	VEC(size_t) starts;
	size_t first;
	struct buf search;
	bool searching;
	bool not_found;
};

/* One paragraph being wrapped: what follows its first line hangs. */
struct paragraph {
	struct page *page;
	size_t hang;		/* columns */
	size_t first;		/* bytes of the first line */
	bool only_first;
};

static void
add_line(const char *text, size_t length, void *arg)
{
	struct paragraph *paragraph = arg;
	struct page *page = paragraph->page;

	if (paragraph->only_first && paragraph->first > 0)
		return;
	*VEC_PUSH(page->starts) = page->text.length;
	if (!paragraph->only_first)
		buf_add_repeat(&page->text, ' ', paragraph->hang);
	buf_add(&page->text, text, length);
	paragraph->first = length;
}

#define HANG_LIMIT 24	/* columns */

/*
 * Where the lines after the first begin: below the text behind the first gap
 * of a table's row ("  F1    Help"), else as deep as the first.
 */
static size_t
find_hang(const char *text, size_t length)
{
	size_t blanks = 0, at;

	while (blanks < length && text[blanks] == ' ')
		blanks++;
	if (blanks == 0)
		return 0;
	for (at = blanks; at + 2 < length && at < HANG_LIMIT; at++) {
		if (text[at] == ' ' && text[at + 1] == ' ')
			break;
	}
	while (at < length && text[at] == ' ')
		at++;
	return at > blanks && at <= HANG_LIMIT && at >= 2 &&
	    text[at - 1] == ' ' && text[at - 2] == ' ' ? at : blanks;
}

static void
wrap_paragraph(struct page *page, const char *text, size_t length)
{
	struct paragraph paragraph = { .page = page, .only_first = true };
	size_t width = (size_t)page->width, rest;

	paragraph.hang = find_hang(text, length);
	if (paragraph.hang + 20 > width)
		paragraph.hang = 0;
	text_wrap(text, length, width, add_line, &paragraph);
	if (length == 0) {
		*VEC_PUSH(page->starts) = page->text.length;
		return;
	}
	rest = paragraph.first;
	while (rest < length && text[rest] == ' ')
		rest++;
	paragraph.only_first = false;
	if (rest < length)
		text_wrap(text + rest, length - rest, width - paragraph.hang,
		    add_line, &paragraph);
}

static size_t
line_count(const struct page *page)
{
	return page->starts.count - 1;
}

static size_t
page_height(void)
{
	return (size_t)(screen_rows() > 3 ? screen_rows() - 3 : 1);
}

static void
clip_first(struct page *page)
{
	size_t height = page_height(), count = line_count(page);
	size_t last = count > height ? count - height : 0;

	if (page->first > last)
		page->first = last;
}

/* Wraps again when the width is another one. */
static void
wrap(struct page *page)
{
	int width = screen_columns() - 2;

	if (width > 100)
		width = 100;
	if (width < 1)
		width = 1;
	if (page->width == width)
		return;
	page->width = width;
	page->starts.count = 0;
	buf_truncate(&page->text, 0);
	for (size_t at = 0; at < page->safe.length;) {
		const char *text = buf_text(&page->safe) + at;
		size_t length = strcspn(text, "\n");

		wrap_paragraph(page, text, length);
		at += length + 1;
	}
	*VEC_PUSH(page->starts) = page->text.length;
}

static void
draw_page(struct tui *tui, void *arg)
{
	struct page *page = arg;
	int rows = screen_rows(), columns = screen_columns();
	AUTO_BUF keys = BUF_INIT;

	(void)tui;
	wrap(page);
	clip_first(page);
	for (int row = 1; row < rows; row++)
		screen_blank(row, 0, columns, STYLE_NORMAL);
	screen_words(1, 1, columns - 2, STYLE_HEADING, page->title);
	for (size_t i = 0; i < page_height(); i++) {
		size_t line = page->first + i;

		if (line < line_count(page))
			screen_text(2 + (int)i, 1, columns - 2, STYLE_NORMAL,
			    buf_text(&page->text) + page->starts.items[line],
			    page->starts.items[line + 1] -
			    page->starts.items[line]);
	}
	if (page->searching) {
		buf_addf(&keys, "/%s", buf_text(&page->search));
		draw_mode_line("Page", buf_text(&keys));
		screen_place_cursor(rows - 1, 6 +
		    screen_width(buf_text(&keys), keys.length));
		return;
	}
	if (page->not_found)
		buf_addf(&keys, "'%s' is not below · ",
		    buf_text(&page->search));
	buf_addf(&keys, "%s · Space b / q",
	    page->first + page_height() >= line_count(page) ? "end" : "more");
	draw_mode_line("Page", buf_text(&keys));
	screen_place_cursor(2, 1);
}

/* The next line below FROM that has the words. */
static void
search(struct page *page, size_t from)
{
	page->not_found = false;
	for (size_t i = from; i < line_count(page); i++) {
		AUTO_BUF line = BUF_INIT;

		buf_add(&line, buf_text(&page->text) + page->starts.items[i],
		    page->starts.items[i + 1] - page->starts.items[i]);
		if (text_has_words(buf_text(&line),
		    buf_text(&page->search))) {
			page->first = i;
			return;
		}
	}
	page->not_found = true;
}

/* The last character, however many bytes it has. */
static void
drop_character(struct buf *text)
{
	size_t length = text->length - 1;

	while (length > 0 && ((unsigned char)text->data[length] & 0xc0) == 0x80)
		length--;
	buf_truncate(text, length);
}

static void
search_key(struct page *page, int key)
{
	char utf8[4];

	if (key == INPUT_ENTER) {
		page->searching = false;
		if (page->search.length > 0)
			search(page, page->first);
	} else if (key == INPUT_ESCAPE || key == KEY_CTRL('G') ||
	    key == KEY_CTRL('C') ||
	    (key == INPUT_BACKSPACE && page->search.length == 0)) {
		page->searching = false;
	} else if (key == INPUT_BACKSPACE) {
		drop_character(&page->search);
	} else if (key >= ' ' && key < INPUT_FIRST) {
		buf_add(&page->search, utf8, utf8_encode((uint32_t)key, utf8));
	}
}

/* True when the page is left. */
static bool
page_key(struct page *page, int key)
{
	size_t height = page_height();
	size_t half = height / 2 + 1;

	page->not_found = false;
	switch (key) {
	case 'q':
	case 'Q':
	case INPUT_ESCAPE:
	case KEY_CTRL('G'):
	case KEY_CTRL('C'):
	case INPUT_F10:
		return true;
	case 'j':
	case INPUT_DOWN:
	case INPUT_ENTER:
		page->first++;
		break;
	case 'k':
	case INPUT_UP:
		page->first -= page->first > 0 ? 1 : 0;
		break;
	case ' ':
	case 'f':
	case KEY_CTRL('F'):
	case INPUT_PAGE_DOWN:
		page->first += height;
		break;
	case 'b':
	case KEY_CTRL('B'):
	case INPUT_PAGE_UP:
		page->first -= page->first > height ? height : page->first;
		break;
	case 'd':
	case KEY_CTRL('D'):
		page->first += half;
		break;
	case 'u':
	case KEY_CTRL('U'):
		page->first -= page->first > half ? half : page->first;
		break;
	case 'g':
	case INPUT_HOME:
		page->first = 0;
		break;
	case 'G':
	case INPUT_END:
		page->first = line_count(page);
		break;
	case '/':
		page->searching = true;
		buf_truncate(&page->search, 0);
		break;
	case 'n':
		if (page->search.length > 0)
			search(page, page->first + 1);
		break;
	default:
		break;
	}
	clip_first(page);
	return false;
}

void
page_run(struct tui *tui, const char *title, const char *text)
{
	struct page page = { .title = title };
	struct layer layer = { .draw = draw_page, .arg = &page };
	bool left = false;

	screen_make_safe(&page.safe, text, strlen(text), false);
	tui_push(tui, &layer);
	while (!left) {
		int key = tui_read_key(tui);

		/* Typed ahead, it may not have been drawn yet. */
		wrap(&page);
		if (page.searching)
			search_key(&page, key);
		else
			left = page_key(&page, key);
	}
	tui_pop(tui);
	buf_release(&page.safe);
	buf_release(&page.text);
	buf_release(&page.search);
	VEC_RELEASE(page.starts);
}
