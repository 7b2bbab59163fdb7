/*
 * What a command may ask of whoever runs it.  The terminal screen, the line
 * shell and the tests each implement it; a command never knows which.  Every
 * call that asks blocks until it is answered and may be cancelled.
 */
#ifndef EDITOR_FACE_H
#define EDITOR_FACE_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct progress;

enum message_kind {
	MESSAGE_DONE, MESSAGE_INFO, MESSAGE_WARNING, MESSAGE_ERROR
};

/* One named answer of a question. */
struct answer {
	/* lower case letter that picks it, also shown in the word */
	char key;
	const char *word;	/* "save", "discard", "cancel" */
	const char *meaning;	/* what happens then; NULL */
};

/*
 * A list to pick from.  The face shows, narrows and moves; what is in it and
 * what narrows it is the caller's.
 */
struct pick {
	const char *title;
	/* shown when nothing is left: "nothing matches" */
	const char *empty;
	void *arg;
	/*
	 * Narrows to TEXT (typed so far, "" at first); returns how many items
	 * there are now.
	 */
	size_t (*filter)(void *arg, const char *text);
	/*
	 * Item INDEX of those left: label, meaning (may stay empty), a mark
	 * (' ' or '*' current, 'x' '!' '.' as rows).  Plain UTF-8.
	 */
	void (*item)(void *arg, size_t index, struct buf *label,
	    struct buf *meaning, char *mark);
	/* More about item INDEX, shown below the list; NULL: none. */
	void (*help)(void *arg, size_t index, struct buf *text);
	size_t current;		/* where the cursor starts */

	/*
	 * A set of check boxes instead: Space or Enter on an item toggles,
	 * `status` is the line below (sum), ^S or `done` takes. NULL: a plain
	 * list.
	 */
	void (*toggle)(void *arg, size_t index, struct buf *notice);
	bool (*is_on)(void *arg, size_t index);
	void (*status)(void *arg, struct buf *text);
	/*
	 * '=' in a set: a number typed; complaint stays empty when it was
	 * taken.
	 */
	void (*type_in)(void *arg, const char *text, struct buf *complaint);
};

enum pick_result { PICK_TAKEN, PICK_CANCELLED };

/* One line of text to edit. */
struct prompt {
	const char *label;	/* "Server URL" */
	const char *text;	/* to start with */
	/*
	 * masked, no history, no completion, never to $EDITOR's temporary file
	 * unasked
	 */
	bool secret;
	bool may_open_editor;	/* ^O: the caller opens $EDITOR on the text */
	/* name of the history it belongs to ("find", "command"), NULL none */
	const char *history;
	void *arg;
	/*
	 * Called after each change: complaint and hint start empty. False:
	 * Enter is refused. NULL: anything goes.
	 */
	bool (*check)(void *arg, const char *text, size_t length,
	    struct buf *complaint, struct buf *hint);
	/*
	 * Candidates for the text before the cursor, one per line in OUT, each
	 * the whole text up to the cursor after taking it. NULL: none.
	 */
	void (*complete)(void *arg, const char *text, size_t length,
	    struct buf *out);
};

enum prompt_result { PROMPT_TAKEN, PROMPT_CANCELLED, PROMPT_OPEN_EDITOR };

struct face_ops {
	void (*message)(void *face, enum message_kind kind, const char *text);
	/* Index of the answer, or -1 when the user left (Esc, ^G, ^C). */
	int (*ask)(void *face, const char *question,
	    const struct answer *answers, size_t count);
	/* *INDEX: of the items left by the last filter call. */
	enum pick_result (*pick)(void *face, const struct pick *pick,
	    size_t *index);
	/* The text goes to OUT (replaced). */
	enum prompt_result (*prompt)(void *face, const struct prompt *prompt,
	    struct buf *out);
	/* Text to read, less's keys. Returns when left. */
	void (*show)(void *face, const char *title, const char *text);
	/*
	 * Runs COMMAND through sh -c with the terminal; exit status, or -1 when
	 * it could not be started.
	 */
	int (*run_outside)(void *face, const char *command);
	/* SIGTSTP. */
	void (*suspend)(void *face);
	void (*redraw)(void *face);
	/* How long work reports, NULL: silently. Borrowed. */
	const struct progress *(*progress)(void *face, const char *what);
};

struct face {
	const struct face_ops *ops;
	void *arg;
};

/* Shorthands: face_message(face, kind, fmt, …) and so on. */
void face_message(const struct face *face, enum message_kind kind,
    const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
int face_ask(const struct face *face, const char *question,
    const struct answer *answers, size_t count);
enum pick_result face_pick(const struct face *face, const struct pick *pick,
    size_t *index);
enum prompt_result face_prompt(const struct face *face,
    const struct prompt *prompt, struct buf *out);
void face_show(const struct face *face, const char *title, const char *text);

#endif
