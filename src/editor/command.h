/*
 * The table of commands: what a key, the `:` line and the help speak of is one
 * row here.
 */
#ifndef EDITOR_COMMAND_H
#define EDITOR_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct editor;

enum command_flag {
	COMMAND_NEEDS_FILE = 1 << 0,	/* a document is open */
	/* refused in a read-only document, with the reason */
	COMMAND_EDITS = 1 << 1,
	/* bound only while the form has the focus */
	COMMAND_IN_FORM = 1 << 2,
	COMMAND_IN_OUTLINE = 1 << 3,	/* … the outline */
	COMMAND_TAKES_TEXT = 1 << 4	/* `:name TEXT` */
};

struct command {
	const char *name;	/* "save-as": for `:` and the manual */
	const char *title;	/* "Save as" */
	/* the word in the bottom line ("Save"), or NULL */
	const char *key_word;
	const char *help;	/* a sentence */
	const char *keys;	/* default keys, blank separated: "F2 ^S" */
	unsigned flags;
	/*
	 * ARGUMENT is "" when none. False: refused or failed (a message was
	 * given).
	 */
	bool (*run)(struct editor *editor, const char *argument);
	/*
	 * Whether it would do something now: else the bottom line leaves it
	 * out. NULL: always.
	 */
	bool (*works)(const struct editor *editor);
	/* Candidates for the argument, one a line; NULL: none. */
	void (*complete)(struct editor *editor, const char *argument,
	    struct buf *out);
};

extern const struct command command_table[];
extern const size_t command_count;

const struct command *command_find(const char *name);
/*
 * The command of KEY where the focus is; NULL when it does nothing. Digits are
 * F-keys in browse mode.
 */
const struct command *command_of_key(const struct editor *editor, int key);
/* Checks the flags, runs, updates the session. */
bool command_run(struct editor *editor, const struct command *command,
    const char *argument);
/*
 * What `:` TEXT means: "save-as x", a unique beginning of a name, a number (a
 * line of the file), a key path.
 */
bool command_run_line(struct editor *editor, const char *text);
void command_complete_line(struct editor *editor, const char *text,
    struct buf *out);
/*
 * The bottom line: (key, word) of the commands that work now, most used first;
 * count written.
 */
struct key_hint { char key[8]; const char *word; };
size_t command_hints(const struct editor *editor, struct key_hint *out,
    size_t capacity);

#endif
