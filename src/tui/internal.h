/*
 * What the files of tui/ share: the screen's state, the stack of what lies over
 * the form, the one place that reads a key.
 */
#ifndef TUI_INTERNAL_H
#define TUI_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "editor/editor.h"
#include "editor/face.h"
#include "tui/screen.h"

struct buf;
struct keys;
struct line;
struct row;
struct tui;

/* Something modal over the form: a list, a question, a line, a page. */
struct layer {
	/* places the cursor too */
	void (*draw)(struct tui *tui, void *arg);
	void *arg;
	struct layer *below;
};

/* The pane under the form: text of the row it was made for. */
struct help_pane {
	const void *value, *container;	/* of that row */
	/* headings and the like have only these */
	const void *fold;
	size_t slot;
	char *name;
	size_t position;		/* of the edits */
	int width;
	char *text;
	/* offsets of wrapped lines, count + 1 */
	size_t *lines;
	size_t count;
};

struct tui {
	struct editor *editor;
	struct keys *keys;
	struct line *line;		/* made at the first prompt */
	struct layer *top;
	struct help_pane help;
	size_t outline_first;		/* first visible row of the outline */
	bool quitting;			/* a signal ends the run */
};

/* Where things stand; rows and columns are 0-based, heights may be 0. */
struct layout {
	int rows, columns;
	bool small;			/* below 80×24 in either direction */
	/* the outline stands left of the form */
	bool side;
	int outline_width;
	int form_column, form_row, form_height, form_width;
	int help_row, help_height;	/* the rule included */
	int bottom_row;
};

#define SCREEN_LEAST_ROWS 10
#define SCREEN_LEAST_COLUMNS 40

/* tui.c */
/* Draws everything; nothing when more keys wait and IF_IDLE. */
void tui_draw(struct tui *tui, bool if_idle);
/*
 * Draws, then the next key; signals are handled on the way.  INPUT_ESCAPE when
 * the terminal is gone.
 */
int tui_read_key(struct tui *tui);
void tui_push(struct tui *tui, struct layer *layer);
void tui_pop(struct tui *tui);
/* Stops the program as ^Z does. */
void tui_suspend(struct tui *tui);

/* layout.c */
void layout_make(const struct tui *tui, struct layout *out);

/* view_*.c: parts of the base. */
void view_title(struct tui *tui, const struct layout *layout);
void view_outline(struct tui *tui, const struct layout *layout);
void view_form(struct tui *tui, const struct layout *layout);
void view_help(struct tui *tui, const struct layout *layout);
void view_help_release(struct help_pane *pane);
void view_bottom(struct tui *tui, const struct layout *layout);

/* The modal ones: they draw, read keys and return the answer. */
int ask_run(struct tui *tui, const char *question, const struct answer *answers,
    size_t count);
enum pick_result pick_run(struct tui *tui, const struct pick *pick,
    size_t *index);
enum prompt_result prompt_run(struct tui *tui, const struct prompt *prompt,
    struct buf *out);
void page_run(struct tui *tui, const char *title, const char *text);

/* Style and sign of a mark of form_row_mark(). */
enum style mark_style(char mark);
void draw_mark(int row, int column, char mark);
/* A line at the bottom that says which mode this is and what its keys do. */
void draw_mode_line(const char *mode, const char *keys);

#endif
