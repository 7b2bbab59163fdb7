/*
 * A terminal for tests: runs a program on a pseudo-terminal of a fixed size,
 * draws what it sends with libvterm, types keys as a terminal would.  It waits
 * for what the screen shall show, never for time to pass.
 *
 * Keys in a string are typed as they stand; names in <> are keys:
 *   <up> <down> <left> <right> <home> <end> <pgup> <pgdn> <ins> <del> <bs>
 *   <tab> <backtab> <enter> <esc> <f1>…<f10> <^x> <lt>
 * A lone <esc> must be the last key of a string: what follows at once would be
 * taken for the rest of an escape sequence.
 */
#ifndef SCREEN_TERM_H
#define SCREEN_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct term;

struct term_setup {
	int rows, columns;	/* 0: 24, 80; -1: a terminal of 0×0 */
	const char *terminal;	/* TERM; NULL: xterm-256color */
	const char *locale;	/* LC_ALL; NULL: C.UTF-8 */
	const char *env[6];	/* NAME=VALUE besides, until NULL */
	const char *program;	/* NULL: profedit */
};

/* cmocka set-up and tear-down of a test: a folder of its own. */
int term_make_folder(void **state);
int term_remove_folder(void **state);
/* PATH in that folder; a static buffer, good until the fourth next call. */
const char *term_path(const char *name);
void term_write_file(const char *name, const char *text);
/* What file NAME of the folder holds; the caller frees; NULL: not there. */
char *term_read_file(const char *name);

/*
 * Starts the program in the test's folder, with it as HOME.  ARGUMENTS are
 * words divided by blanks.  SETUP may be NULL.
 */
struct term *term_start(const struct term_setup *setup,
    const char *arguments);
/* Kills what still runs. */
void term_end(struct term *term);

void term_type(struct term *term, const char *keys);
/* Bytes as they are, no keys. */
void term_send(struct term *term, const char *bytes, size_t length);
void term_paste(struct term *term, const char *text);
void term_resize(struct term *term, int rows, int columns);
void term_signal(struct term *term, int number);
/* To it and its children, as a shell does when it is hung up on. */
void term_signal_all(struct term *term, int number);
/* Closes the terminal, as a lost connection does. */
void term_hang_up(struct term *term);

/*
 * Each waits until it is so, at most some seconds; else the test fails with
 * the screen in its output.
 */
void term_see(struct term *term, const char *text);
void term_see_in(struct term *term, int row, const char *text);
/* No row holds TEXT. */
void term_see_no(struct term *term, const char *text);
void term_see_cursor(struct term *term, int row);
/* The row that begins with TEXT after blanks and signs has the cursor. */
void term_see_current(struct term *term, const char *text);
/* The program is stopped (^Z); then continued. */
void term_see_stopped(struct term *term);
void term_continue(struct term *term);
/* The program ended; its exit status, 256 + number for a signal. */
int term_see_exit(struct term *term);
/* Whether it has by now; a failure is the caller's to tell. */
bool term_has_ended(struct term *term);
/* Milliseconds a wait may take from now on; 0: the usual 5,000. */
void term_set_patience(int milliseconds);
/* From now on what the program sends arrives at BAUD; 0: at once; -1: not. */
void term_set_speed(struct term *term, int baud);

/* Typed keys, then what is seen (NULL: skip) and no longer seen. */
struct term_step {
	const char *keys, *see, *gone;
};
void term_run_steps(struct term *term, const struct term_step *steps,
    size_t count);

/* What stands there now, without waiting: a row without trailing blanks. */
const char *term_row(struct term *term, int row);
/* Whole screen, rows ended by newlines. */
const char *term_text(struct term *term);
int term_cursor_row(const struct term *term);
int term_cursor_column(const struct term *term);
struct term_look {
	bool bold, reverse, colored;
};
struct term_look term_look_at(struct term *term, int row, int column);

/* Bytes the program sent so far, once it is quiet. */
size_t term_sent(struct term *term);
/* All of them. */
const char *term_bytes(struct term *term, size_t *length);
/* Puts it into the modes of a shell: echo, lines, signals. */
void term_make_cooked(struct term *term);
/* Whether it is in those. */
bool term_is_cooked(struct term *term);

#endif
