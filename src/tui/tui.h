/*
 * The screen: draws a session with curses and runs its keys until it ends.
 */
#ifndef TUI_TUI_H
#define TUI_TUI_H

#include <stdbool.h>

struct catalog;
struct editor_options;
struct error;

enum tui_color { COLOR_USE_AUTO, COLOR_USE_ALWAYS, COLOR_USE_NEVER };

struct tui_options {
	enum tui_color color;
	bool ascii;
};

/*
 * Opens PATH in a full-screen session.  Returns the exit status (0; 2 when it
 * could not be opened). ERR_UNSUPPORTED when the terminal cannot place the
 * cursor: the caller names show, set, check.
 */
int tui_run(const char *path, const struct editor_options *options,
    const struct tui_options *tui, struct error *err);

#endif
