/*
 * Curses behind a few calls.  The screen is drawn whole each time; curses sends
 * what changed.
 */
#include "tui/screen.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"

/* Last: term.h has macros named `columns` and `lines`. */
#include <curses.h>
#include <term.h>
#undef columns
#undef lines

struct look {
	short foreground, background;	/* -1: the terminal's own */
	attr_t attributes;		/* with colours */
	attr_t mono;			/* without */
};

static const struct look looks[STYLES] = {
	[STYLE_NORMAL] = { -1, -1, A_NORMAL, A_NORMAL },
	[STYLE_DIM] = { -1, -1, A_DIM, A_DIM },
	[STYLE_BAR] = { -1, -1, A_REVERSE, A_REVERSE },
	[STYLE_HEADING] = { -1, -1, A_BOLD, A_BOLD },
	[STYLE_ERROR] = { COLOR_RED, -1, A_BOLD, A_BOLD },
	[STYLE_WARNING] = { COLOR_YELLOW, -1, A_NORMAL, A_NORMAL },
	[STYLE_GOOD] = { COLOR_GREEN, -1, A_NORMAL, A_NORMAL },
	[STYLE_KEY] = { -1, -1, A_BOLD, A_BOLD },
	[STYLE_WORD] = { -1, -1, A_REVERSE, A_REVERSE },
	[STYLE_SELECTED] = { -1, -1, A_BOLD, A_BOLD },
	[STYLE_VALUE] = { COLOR_CYAN, -1, A_NORMAL, A_NORMAL },
};

static const char *const signs[SIGNS][2] = {
	[SIGN_SET] = { "·", "*" },
	[SIGN_ERROR] = { "✖", "X" },
	[SIGN_WARNING] = { "▲", "!" },
	[SIGN_FOLDED] = { "▸", "+" },
	[SIGN_UNFOLDED] = { "▾", "-" },
	[SIGN_MORE] = { "…", "..." },
	[SIGN_LINE] = { "─", "-" },
	[SIGN_BAR] = { "│", "|" },
	[SIGN_HERE] = { "›", ">" },
	[SIGN_BOX_ON] = { "[x]", "[x]" },
	[SIGN_BOX_OFF] = { "[ ]", "[ ]" },
	[SIGN_CURRENT] = { "•", "*" },
};

/* What our own texts may hold beyond ASCII, for terminals that cannot. */
static const struct {
	uint32_t code;
	const char *ascii;
} replacements[] = {
	{ 0x00b7, "*" }, { 0x2192, "->" }, { 0x2026, "..." },
	{ 0x2716, "X" }, { 0x25b2, "!" }, { 0x25b8, "+" }, { 0x25be, "-" },
	{ 0x2500, "-" }, { 0x2502, "|" }, { 0x00d7, "x" }, { 0x2022, "*" },
	{ 0x2013, "-" }, { 0x2014, "-" }, { 0x2018, "'" }, { 0x2019, "'" },
	{ 0x201c, "\"" }, { 0x201d, "\"" }, { 0x203a, ">" }, { 0x2212, "-" },
};

static struct {
	SCREEN *terminal;	/* NULL: not begun */
	bool begun, colors;
	bool ascii;			/* our signs in ASCII */
	int rows, columns;
	int cursor_row, cursor_column;	/* where the next flush leaves it */
} screen;

/*
 * Whether the locale shows UTF-8 and our signs are one column wide in it; where
 * Chinese, Japanese and Korean are written, terminals have them wide whatever
 * wcwidth() says.
 */
static bool
locale_has_signs(void)
{
	static const char *const wide[] = { "zh", "ja", "ko" };
	const char *name = setlocale(LC_CTYPE, NULL);

	if (!text_is_utf8_locale())
		return false;
	for (size_t i = 0; name != NULL && i < ARRAY_COUNT(wide); i++) {
		if (strncmp(name, wide[i], 2) == 0 && (name[2] == '_' ||
		    name[2] == '.' || name[2] == '\0'))
			return false;
	}
	return wcwidth(0x25b2) == 1 && wcwidth(0x2026) == 1 &&
	    wcwidth(0x00b7) == 1;
}

static void
begin_colors(enum tui_color color)
{
	const char *no_color = getenv("NO_COLOR");

	if (color == COLOR_USE_NEVER || (color == COLOR_USE_AUTO &&
	    no_color != NULL && *no_color != '\0'))
		return;
	if (!has_colors() || start_color() == ERR)
		return;
	use_default_colors();
	for (short i = 1; i < STYLES; i++)
		init_pair(i, looks[i].foreground, looks[i].background);
	screen.colors = true;
}

/* Bracketed paste: the terminal marks what was pasted (xterm's ctlseqs). */
static void
set_paste(bool on)
{
	putp(on ? "\033[?2004h" : "\033[?2004l");
	fflush(stdout);
}

static bool
has_paste(void)
{
	const char *term = getenv("TERM");

	return term != NULL && strcmp(term, "linux") != 0 &&
	    strncmp(term, "vt", 2) != 0;
}

/* Out of curses for good. */
static void
release_terminal(void)
{
	if (screen.terminal == NULL)
		return;
	endwin();
	delscreen(screen.terminal);
	screen.terminal = NULL;
}

/*
 * ncurses 6.3 and later write each movement of the cursor by itself until
 * endwin() was called for the first time: forty writes a screen instead of
 * one.  So it is called before there is anything on the screen, with an output
 * that takes nothing but the terminal's modes.
 */
static void
begin_buffering(void)
{
	char name[256];
	int out, nowhere = -1;

	if (ttyname_r(STDOUT_FILENO, name, sizeof(name)) == 0)
		nowhere = open(name, O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (nowhere < 0)
		return;
	out = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	if (out >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0) {
		endwin();
		dup2(out, STDOUT_FILENO);
	}
	if (out >= 0)
		close(out);
	close(nowhere);
}

bool
screen_begin(const struct tui_options *options, struct error *err)
{
	const char *term = getenv("TERM");

	screen.terminal = newterm(NULL, stdout, stdin);
	if (screen.terminal == NULL || cursor_address == NULL) {
		release_terminal();
		error_set(err, ERR_UNSUPPORTED, "the terminal '%s' cannot "
		    "place the cursor: 'profedit show', 'profedit set' and "
		    "'profedit check' work without that",
		    term == NULL ? "" : term);
		return false;
	}
	screen.begun = true;
	screen.ascii = options->ascii || !locale_has_signs();
	begin_colors(options->color);
	raw();
	noecho();
	nonl();
	leaveok(stdscr, FALSE);
	scrollok(stdscr, FALSE);
	begin_buffering();
	if (has_paste())
		set_paste(true);
	screen_measure();
	return true;
}

void
screen_end(void)
{
	if (!screen.begun)
		return;
	screen.begun = false;
	if (has_paste())
		set_paste(false);
	release_terminal();
}

void
screen_leave(void)
{
	if (has_paste())
		set_paste(false);
	endwin();
}

void
screen_return(void)
{
	reset_prog_mode();
	screen_measure();
	if (has_paste())
		set_paste(true);
	clearok(curscr, TRUE);
}

void
screen_measure(void)
{
	struct winsize size = { 0 };
	int rows = 24, columns = 80;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
	    size.ws_row > 0 && size.ws_col > 0) {
		rows = size.ws_row;
		columns = size.ws_col;
	}
	if (rows != screen.rows || columns != screen.columns)
		resizeterm(rows, columns);
	screen.rows = rows;
	screen.columns = columns;
}

int
screen_rows(void)
{
	return screen.rows;
}

int
screen_columns(void)
{
	return screen.columns;
}

bool
screen_is_ascii(void)
{
	return screen.ascii;
}

const char *
screen_sign(enum sign sign)
{
	return signs[sign][screen.ascii];
}

void
screen_erase(void)
{
	werase(stdscr);
}

void
screen_forget(void)
{
	clearok(curscr, TRUE);
}

static void
set_style(enum style style)
{
	const struct look *look = &looks[style];
	short pair = screen.colors && style != STYLE_NORMAL ? style : 0;

	wattr_set(stdscr, screen.colors ? look->attributes : look->mono, pair,
	    NULL);
}

void
screen_blank(int row, int column, int width, enum style style)
{
	set_style(style);
	if (wmove(stdscr, row, column) == OK && width > 0)
		whline(stdscr, ' ' | (chtype)(looks[style].mono & A_REVERSE),
		    width);
	set_style(STYLE_NORMAL);
}

/* TEXT with our own signs replaced for a terminal that has only ASCII. */
static void
replace_signs(struct buf *out, const char *text, size_t length)
{
	while (length > 0) {
		uint32_t code;
		size_t used = utf8_decode(text, length, &code), i = 0;

		while (i < ARRAY_COUNT(replacements) &&
		    (code < 0x80 || replacements[i].code != code))
			i++;
		if (i < ARRAY_COUNT(replacements))
			buf_add_text(out, replacements[i].ascii);
		else
			buf_add(out, text, used);
		text += used;
		length -= used;
	}
}

void
screen_make_safe(struct buf *out, const char *text, size_t length,
    bool one_line)
{
	AUTO_BUF plain = BUF_INIT;

	if (!screen.ascii) {
		text_make_safe(out, text, length, one_line);
		return;
	}
	replace_signs(&plain, text, length);
	text_make_safe(out, buf_text(&plain), plain.length, one_line);
}

int
screen_width(const char *text, size_t length)
{
	AUTO_BUF safe = BUF_INIT;

	screen_make_safe(&safe, text, length, true);
	return (int)text_width(buf_text(&safe), safe.length);
}

/* Writes LENGTH bytes of safe text; wide characters through curses. */
static void
put(const char *text, size_t length)
{
	while (length > 0) {
		wchar_t wide[64];
		size_t count = 0;

		while (length > 0 && count < ARRAY_COUNT(wide) - 2) {
			uint32_t code;
			size_t used = utf8_decode(text, length, &code);

			wide[count++] = (wchar_t)code;
			text += used;
			length -= used;
		}
		waddnwstr(stdscr, wide, (int)count);
	}
}

int
screen_text(int row, int column, int width, enum style style,
    const char *text, size_t length)
{
	AUTO_BUF safe = BUF_INIT;
	const char *more = screen_sign(SIGN_MORE);
	size_t used, bytes, more_width = screen.ascii ? 3 : 1;

	if (width <= 0 || row < 0 || row >= screen.rows ||
	    column >= screen.columns)
		return 0;
	if (width > screen.columns - column)
		width = screen.columns - column;
	/* More than fits is not looked at. */
	if (length > (size_t)width * 16 + 64)
		length = (size_t)width * 16 + 64;
	screen_make_safe(&safe, text, length, true);
	set_style(style);
	wmove(stdscr, row, column);
	bytes = text_clip(buf_text(&safe), safe.length, (size_t)width, &used);
	if (bytes < safe.length && (size_t)width > more_width) {
		bytes = text_clip(buf_text(&safe), safe.length,
		    (size_t)width - more_width, &used);
		put(buf_text(&safe), bytes);
		put(more, strlen(more));
		used += more_width;
	} else {
		put(buf_text(&safe), bytes);
	}
	set_style(STYLE_NORMAL);
	return (int)used;
}

int
screen_words(int row, int column, int width, enum style style,
    const char *text)
{
	return screen_text(row, column, width, style, text, strlen(text));
}

int
screen_put_sign(int row, int column, enum style style, enum sign sign)
{
	return screen_words(row, column, 3, style, screen_sign(sign));
}

void
screen_rule(int row, int column, int width)
{
	const char *line = screen_sign(SIGN_LINE);

	set_style(STYLE_DIM);
	wmove(stdscr, row, column);
	for (int i = 0; i < width; i++)
		put(line, strlen(line));
	set_style(STYLE_NORMAL);
}

void
screen_place_cursor(int row, int column)
{
	if (column >= screen.columns)
		column = screen.columns - 1;
	screen.cursor_row = row < screen.rows ? row : screen.rows - 1;
	screen.cursor_column = column < 0 ? 0 : column;
}

void
screen_flush(void)
{
	wmove(stdscr, screen.cursor_row, screen.cursor_column);
	wrefresh(stdscr);
}

void
screen_beep(void)
{
	beep();
}
