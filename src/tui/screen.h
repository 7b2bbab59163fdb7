/*
 * The terminal as a grid: start and end of curses, styles, signs, and writing
 * clipped safe text.
 */
#ifndef TUI_SCREEN_H
#define TUI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/tui.h"

struct buf;
struct error;

enum style {
	STYLE_NORMAL, STYLE_DIM, STYLE_BAR, STYLE_HEADING, STYLE_ERROR,
	STYLE_WARNING, STYLE_GOOD, STYLE_KEY,
	STYLE_WORD, STYLE_SELECTED, STYLE_VALUE, STYLES
};

/*
 * Signs beyond ASCII, each with what stands for it where they cannot be shown
 * or are wide.
 */
enum sign {
	SIGN_SET, SIGN_ERROR, SIGN_WARNING, SIGN_FOLDED, SIGN_UNFOLDED,
	SIGN_MORE, SIGN_LINE, SIGN_BAR, SIGN_HERE,
	SIGN_BOX_ON, SIGN_BOX_OFF, SIGN_CURRENT, SIGNS
};

/* ERR_UNSUPPORTED for a terminal that cannot place the cursor. */
bool screen_begin(const struct tui_options *options, struct error *err);
/* Gives the terminal back; also safe from die() and when never begun. */
void screen_end(void);
/* Gives the terminal away for a program or the shell, and takes it back. */
void screen_leave(void);
void screen_return(void);

/* Asks the terminal for its size (0×0 is 80×24). */
void screen_measure(void);
int screen_rows(void);
int screen_columns(void);
/* Whether our signs are ASCII. */
bool screen_is_ascii(void);
const char *screen_sign(enum sign sign);

/*
 * text_make_safe() for this screen, our own signs replaced where they cannot be
 * shown.  For what is wrapped before it is written.
 */
void screen_make_safe(struct buf *out, const char *text, size_t length,
    bool one_line);

void screen_erase(void);
/* Everything is sent anew by the next flush (^L). */
void screen_forget(void);
/* Blanks COLUMNS columns in STYLE. */
void screen_blank(int row, int column, int columns, enum style style);
/*
 * Writes TEXT made safe, in one line, clipped to COLUMNS with a sign for more;
 * returns the columns used.
 */
int screen_text(int row, int column, int columns, enum style style,
    const char *text, size_t length);
/* The same of a C string, and of a sign. */
int screen_words(int row, int column, int columns, enum style style,
    const char *text);
int screen_put_sign(int row, int column, enum style style, enum sign sign);
/* A horizontal rule. */
void screen_rule(int row, int column, int columns);
/* The hardware cursor goes there with the next flush. */
void screen_place_cursor(int row, int column);
/* Sends what changed. */
void screen_flush(void);
void screen_beep(void);
/* Columns that TEXT takes when written by screen_text(). */
int screen_width(const char *text, size_t length);

#endif
