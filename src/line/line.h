/*
 * One-line editing: prompt, text, cursor, completion, history, through libedit
 * in one configuration.  Knows no curses: the caller draws and reads keys.
 */
#ifndef LINE_LINE_H
#define LINE_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct line;

/* What the line asks of the face that runs it. */
struct line_io {
	void *arg;
	/*
	 * Blocks for a key: 0x110000-free Unicode, or a key code of
	 * editor/key.h the face translated to one of the names below.
	 */
	int (*read_key)(void *arg);
	/*
	 * Draws TEXT (UTF-8, LENGTH bytes; of a secret only bullets come here)
	 * with the cursor before byte CURSOR; COMPLAINT and HINT below.
	 */
	void (*draw)(void *arg, const char *text, size_t length, size_t cursor,
	    const char *complaint, const char *hint);
	/* Pasted text that read_key announced with LINE_KEY_PASTE. */
	const char *(*paste)(void *arg, size_t *length);
	void (*beep)(void *arg);
	/* Shows completion candidates (one a line). */
	void (*candidates)(void *arg, const char *list);
};

/*
 * What read_key gives for keys that are no characters; equal in value to
 * editor/key.h (checked there).
 */
enum line_key {
	LINE_KEY_FIRST = 0x110000,
	LINE_KEY_UP = LINE_KEY_FIRST, LINE_KEY_DOWN, LINE_KEY_LEFT,
	LINE_KEY_RIGHT, LINE_KEY_PAGE_UP, LINE_KEY_PAGE_DOWN, LINE_KEY_HOME,
	LINE_KEY_END, LINE_KEY_DELETE, LINE_KEY_INSERT, LINE_KEY_BACK_TAB,
	LINE_KEY_F1, LINE_KEY_F10 = LINE_KEY_F1 + 9,
	LINE_KEY_RESIZE, LINE_KEY_PASTE
};

struct line_request {
	/* to start with, UTF-8, at most 4 KB, no newline */
	const char *text;
	bool secret;
	const char *history;	/* name, NULL: none */
	bool may_open_editor;	/* ^O ends with LINE_OPEN_EDITOR */
	void *arg;
	/* Both as in struct prompt of editor/face.h; each may be NULL. */
	bool (*check)(void *arg, const char *text, size_t length,
	    struct buf *complaint, struct buf *hint);
	void (*complete)(void *arg, const char *text, size_t length,
	    struct buf *out);
};

enum line_result {
	LINE_TAKEN,
	LINE_CANCELLED,
	LINE_OPEN_EDITOR,
	LINE_MANY_LINES,	/* a paste held a newline */
	LINE_FAILED
};

/*
 * One for the whole run. TERMINAL_FD must be a terminal. NULL when libedit
 * cannot start (the face then says so).
 */
struct line *line_new(int terminal_fd);
void line_free(struct line *line);
/* Runs until Enter or cancel; the text goes to OUT (replaced). */
enum line_result line_edit(struct line *line,
    const struct line_request *request, const struct line_io *io,
    struct buf *out);

#endif
