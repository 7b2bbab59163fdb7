/* What a terminal for tests shows, and waiting for it.  See term.h. */
#include "term.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/text.h"
#include "term_internal.h"

#define PATIENCE 5000		/* milliseconds until a wait fails */
#define QUIET 25		/* … without a byte: nothing more comes */

static int patience = PATIENCE;

/* --- what stands there now --- */

const char *
term_row(struct term *term, int row)
{
	size_t end = 0;

	buf_truncate(&term->row, 0);
	for (int column = 0; column < term->columns; column++) {
		VTermScreenCell cell;
		char utf8[4];

		vterm_screen_get_cell(term->screen,
		    (VTermPos){ .row = row, .col = column }, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			buf_add_char(&term->row, ' ');
			continue;
		}
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL &&
		    cell.chars[i] != 0; i++)
			buf_add(&term->row, utf8,
			    utf8_encode(cell.chars[i], utf8));
		end = term->row.length;
	}
	buf_truncate(&term->row, end);
	return buf_text(&term->row);
}

const char *
term_text(struct term *term)
{
	buf_truncate(&term->text, 0);
	for (int row = 0; row < term->rows; row++)
		buf_addf(&term->text, "%s\n", term_row(term, row));
	return buf_text(&term->text);
}

int
term_cursor_row(const struct term *term)
{
	return term->cursor.row;
}

int
term_cursor_column(const struct term *term)
{
	return term->cursor.col;
}

struct term_look
term_look_at(struct term *term, int row, int column)
{
	VTermScreenCell cell;

	vterm_screen_get_cell(term->screen,
	    (VTermPos){ .row = row, .col = column }, &cell);
	return (struct term_look){ cell.attrs.bold, cell.attrs.reverse,
		!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) };
}

/* --- waiting --- */

static void
print_screen(struct term *term)
{
	const char *text = term_text(term);

	printf("# the screen, cursor in row %d, column %d:\n",
	    term->cursor.row, term->cursor.col);
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		printf("# |%.*s\n", (int)length, text);
		text += length + 1;
	}
	fflush(stdout);
}

struct wish {
	bool (*holds)(struct term *term, const struct wish *wish);
	int row;
	const char *text;
	const char *what;	/* for the message */
};

static void
wait_for(struct term *term, const struct wish *wish)
{
	int64_t until = clock_ticks() + patience;

	while (!wish->holds(term, wish)) {
		int64_t left = until - clock_ticks();

		if (left <= 0) {
			print_screen(term);
			fail_msg("%s '%s'%s", wish->what, wish->text,
			    term->exited ? " (the program has ended)" : "");
		}
		term_take(term, left > 50 ? 50 : (int)left);
	}
	/* The rest of what was drawn with it. */
	while (term_take(term, 3))
		continue;
}

static bool
has_text(struct term *term, const struct wish *wish)
{
	return strstr(wish->row < 0 ? term_text(term) :
	    term_row(term, wish->row), wish->text) != NULL;
}

static bool
has_no_text(struct term *term, const struct wish *wish)
{
	return strstr(term_text(term), wish->text) == NULL;
}

static bool
has_cursor(struct term *term, const struct wish *wish)
{
	return term->cursor.row == wish->row;
}

static bool
is_current(struct term *term, const struct wish *wish)
{
	const char *text = term_row(term, term->cursor.row);
	const char *at = strstr(text, wish->text);

	if (at == NULL)
		return false;
	/* Only blanks, signs and boxes before it. */
	while (text < at && (*text == ' ' || (unsigned char)*text >= 0x80 ||
	    strchr("[]x>*+-!X", *text) != NULL))
		text++;
	return text == at;
}

static bool
is_stopped(struct term *term, const struct wish *wish)
{
	(void)wish;
	return term->stopped;
}

static bool
has_exited(struct term *term, const struct wish *wish)
{
	(void)wish;
	return term->exited;
}

void
term_see(struct term *term, const char *text)
{
	const struct wish wish = { has_text, -1, text, "not seen:" };

	wait_for(term, &wish);
}

void
term_see_in(struct term *term, int row, const char *text)
{
	const struct wish wish = { has_text, row, text,
		"not seen in its row:" };

	wait_for(term, &wish);
}

void
term_see_no(struct term *term, const char *text)
{
	const struct wish wish = { has_no_text, 0, text, "still there:" };

	wait_for(term, &wish);
}

void
term_see_cursor(struct term *term, int row)
{
	const struct wish wish = { has_cursor, row, "",
		"the cursor is in another row" };

	wait_for(term, &wish);
}

void
term_see_current(struct term *term, const char *text)
{
	const struct wish wish = { is_current, 0, text,
		"the cursor is not on" };

	wait_for(term, &wish);
}

void
term_see_stopped(struct term *term)
{
	const struct wish wish = { is_stopped, 0, "", "not stopped" };

	wait_for(term, &wish);
}

int
term_see_exit(struct term *term)
{
	const struct wish wish = { has_exited, 0, "", "still running" };

	wait_for(term, &wish);
	return WIFEXITED(term->status) ? WEXITSTATUS(term->status) :
	    256 + WTERMSIG(term->status);
}

bool
term_has_ended(struct term *term)
{
	while (!term->exited && term_take(term, 0))
		continue;
	return term->exited;
}

void
term_set_patience(int milliseconds)
{
	patience = milliseconds > 0 ? milliseconds : PATIENCE;
}

void
term_run_steps(struct term *term, const struct term_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (steps[i].keys != NULL)
			term_type(term, steps[i].keys);
		if (steps[i].see != NULL)
			term_see(term, steps[i].see);
		if (steps[i].gone != NULL)
			term_see_no(term, steps[i].gone);
	}
}

size_t
term_sent(struct term *term)
{
	while (term_take(term, QUIET))
		continue;
	return term->bytes.length;
}

const char *
term_bytes(struct term *term, size_t *length)
{
	*length = term->bytes.length;
	return buf_text(&term->bytes);
}
