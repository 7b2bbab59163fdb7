/*
 * Keys as the program speaks of them: a Unicode code point, or one of these.
 */
#ifndef EDITOR_KEY_H
#define EDITOR_KEY_H

#include <stdbool.h>

#define KEY_CTRL(letter) ((letter) & 0x1f)	/* 'A'…'Z' */

enum key {
	INPUT_NONE = 0,
	INPUT_TAB = 0x09, INPUT_ENTER = 0x0d, INPUT_ESCAPE = 0x1b,
	INPUT_BACKSPACE = 0x7f,
	INPUT_FIRST = 0x110000,	/* beyond Unicode */
	INPUT_UP = INPUT_FIRST, INPUT_DOWN, INPUT_LEFT, INPUT_RIGHT,
	INPUT_PAGE_UP, INPUT_PAGE_DOWN, INPUT_HOME, INPUT_END,
	INPUT_DELETE, INPUT_INSERT, INPUT_BACK_TAB,
	INPUT_F1, INPUT_F2, INPUT_F3, INPUT_F4, INPUT_F5, INPUT_F6, INPUT_F7,
	INPUT_F8, INPUT_F9, INPUT_F10,
	INPUT_RESIZE,		/* the terminal has another size */
	INPUT_PASTE,		/* a pasted text is ready: tui's paste buffer */
	INPUT_LAST
};

/* "Enter", "Space", "^S", "F2", "x", "PgUp"; false for no key's name. */
bool key_parse(const char *text, int *key);

#endif
