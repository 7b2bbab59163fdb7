/*
 * The loop: draw, read a key, run its command; suspending, programs outside;
 * the face that commands speak to.
 */
#include "tui/tui.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/progress.h"
#include "editor/command.h"
#include "editor/key.h"
#include "form/form.h"
#include "line/line.h"
#include "tui/internal.h"
#include "tui/keys.h"
#include "tui/signals.h"

/* --- the end that nobody asked for --- */

struct last_words {
	char *rescue;		/* NULL: nothing to say */
};

static void
say_last_words(void *arg)
{
	const struct last_words *words = arg;

	screen_end();
	if (words->rescue != NULL)
		fprintf(stderr, "profedit: unsaved edits are in '%s'\n",
		    words->rescue);
}

/*
 * SIGHUP, SIGTERM or the end of the terminal: nothing is lost.  The rescue
 * copy comes first: the terminal may take nothing any more.
 */
_Noreturn static void
end_by_signal(struct tui *tui, int number)
{
	struct last_words words = { editor_rescue(tui->editor) };

	signals_die_of(number, say_last_words, &words);
}

static void
on_die(void *arg)
{
	struct tui *tui = arg;
	struct last_words words = { editor_rescue(tui->editor) };

	say_last_words(&words);
	free(words.rescue);
}

/* --- drawing --- */

static void
draw_too_small(void)
{
	AUTO_BUF text = BUF_INIT;

	buf_addf(&text, "%d×%d is too small: 40×10 is the least",
	    screen_columns(), screen_rows());
	screen_words(0, 0, screen_columns(), STYLE_NORMAL, buf_text(&text));
	screen_place_cursor(0, 0);
}

static void
draw_base(struct tui *tui)
{
	struct layout layout;

	if (editor_form(tui->editor) == NULL) {
		/* Questions before anything is open. */
		screen_blank(0, 0, screen_columns(), STYLE_BAR);
		screen_words(0, 1, screen_columns() - 2, STYLE_BAR,
		    "profedit");
		return;
	}
	layout_make(tui, &layout);
	view_title(tui, &layout);
	view_help(tui, &layout);
	view_bottom(tui, &layout);
	/* Whoever has the focus places the cursor and comes last. */
	if (editor_get_focus(tui->editor) == FOCUS_OUTLINE) {
		if (layout.side)
			view_form(tui, &layout);
		view_outline(tui, &layout);
	} else {
		if (layout.side)
			view_outline(tui, &layout);
		view_form(tui, &layout);
	}
}

/* Draws LAYER over what is below it; the cursor is the topmost one's. */
static void
draw_layers(struct tui *tui, struct layer *layer)
{
	if (layer == NULL)
		return;
	draw_layers(tui, layer->below);
	layer->draw(tui, layer->arg);
}

void
tui_draw(struct tui *tui, bool if_idle)
{
	if (if_idle && keys_has_more(tui->keys))
		return;
	screen_erase();
	if (screen_rows() < SCREEN_LEAST_ROWS ||
	    screen_columns() < SCREEN_LEAST_COLUMNS) {
		draw_too_small();
	} else {
		draw_base(tui);
		draw_layers(tui, tui->top);
	}
	screen_flush();
}

void
tui_push(struct tui *tui, struct layer *layer)
{
	layer->below = tui->top;
	tui->top = layer;
}

void
tui_pop(struct tui *tui)
{
	tui->top = tui->top->below;
}

/* --- keys --- */

int
tui_read_key(struct tui *tui)
{
	for (;;) {
		int key;

		if (signals_ending() != 0)
			end_by_signal(tui, signals_ending());
		if (signals_take_stop())
			tui_suspend(tui);
		if (signals_take_continued())
			screen_return();
		if (signals_take_resized())
			screen_measure();
		tui_draw(tui, true);
		key = keys_read(tui->keys);
		if (key == KEYS_END)
			end_by_signal(tui, SIGHUP);
		if (key == KEYS_SIGNAL) {
			signals_drain();
			continue;
		}
		if (key == KEY_CTRL('L')) {
			screen_forget();
			continue;
		}
		/* While browsing it is a command, which looks at the file. */
		if (key == KEY_CTRL('Z') && tui->top != NULL) {
			tui_suspend(tui);
			continue;
		}
		if (screen_rows() < SCREEN_LEAST_ROWS ||
		    screen_columns() < SCREEN_LEAST_COLUMNS)
			continue;
		return key;
	}
}

void
tui_suspend(struct tui *tui)
{
	(void)tui;
	screen_leave();
	signals_stop();
	screen_return();
}

/* --- the face --- */

static void
face_say(void *arg, enum message_kind kind, const char *text)
{
	struct tui *tui = arg;

	/* The session keeps the text; the bottom line shows it. */
	(void)text;
	if (kind == MESSAGE_ERROR && tui->top == NULL)
		screen_beep();
}

static int
face_question(void *arg, const char *question, const struct answer *answers,
    size_t count)
{
	return ask_run(arg, question, answers, count);
}

static enum pick_result
face_list(void *arg, const struct pick *pick, size_t *index)
{
	return pick_run(arg, pick, index);
}

static enum prompt_result
face_line(void *arg, const struct prompt *prompt, struct buf *out)
{
	return prompt_run(arg, prompt, out);
}

static void
face_page(void *arg, const char *title, const char *text)
{
	page_run(arg, title, text);
}

static int
run_program(const char *command)
{
	int status = -1;
	pid_t child = fork();

	if (child == 0) {
		signals_end();
		signal(SIGQUIT, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	while (child > 0 && waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			child = -1;
	}
	if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return -1;
	return WEXITSTATUS(status);
}

/*
 * From the moment curses has left until it is back the terminal makes signals
 * of keys.
 */
static int
face_outside(void *arg, const char *command)
{
	int status;

	(void)arg;
	signals_lend();
	screen_leave();
	status = run_program(command);
	screen_return();
	signals_take_back();
	return status;
}

static void
face_suspend(void *arg)
{
	tui_suspend(arg);
}

static void
face_redraw(void *arg)
{
	(void)arg;
	screen_forget();
}

#define PROGRESS_AFTER 500	/* milliseconds before anything is said */

/* "reading 42 %", once it takes long; Esc or ^C stop. */
static bool
show_progress(void *arg, size_t done, size_t total)
{
	struct tui *tui = arg;
	static int64_t started;
	AUTO_BUF text = BUF_INIT;

	if (done == 0)
		started = clock_ticks();
	if (clock_ticks() - started < PROGRESS_AFTER)
		return true;
	buf_add_text(&text, "reading");
	if (total > 0)
		buf_addf(&text, " %u %%",
		    (unsigned)((double)done * 100 / (double)total));
	buf_add_text(&text, " · Esc leaves");
	screen_blank(screen_rows() - 1, 0, screen_columns(), STYLE_NORMAL);
	screen_words(screen_rows() - 1, 1, screen_columns() - 2, STYLE_NORMAL,
	    buf_text(&text));
	screen_flush();
	if (!keys_has_more(tui->keys))
		return true;
	switch (keys_read(tui->keys)) {
	case INPUT_ESCAPE:
	case KEY_CTRL('C'):
	case KEY_CTRL('G'):
		return false;
	default:
		return true;
	}
}

static const struct progress *
face_progress(void *arg, const char *what)
{
	static struct progress progress = { .step = show_progress };

	(void)what;
	progress.arg = arg;
	return &progress;
}

static const struct face_ops face_functions = {
	.message = face_say,
	.ask = face_question,
	.pick = face_list,
	.prompt = face_line,
	.show = face_page,
	.run_outside = face_outside,
	.suspend = face_suspend,
	.redraw = face_redraw,
	.progress = face_progress,
};

/* --- browsing --- */

/* Keys that only move; the rest are commands. */
static bool
move_form(struct tui *tui, int key)
{
	struct form *form = editor_form(tui->editor);
	struct layout layout;
	long page;

	layout_make(tui, &layout);
	page = layout.form_height > 2 ? layout.form_height - 1 : 1;
	switch (key) {
	case INPUT_UP:
	case 'k':
		form_move_cursor(form, -1);
		return true;
	case INPUT_DOWN:
	case 'j':
		form_move_cursor(form, 1);
		return true;
	case INPUT_PAGE_UP:
	case KEY_CTRL('B'):
		form_move_cursor(form, -page);
		return true;
	case INPUT_PAGE_DOWN:
	case KEY_CTRL('F'):
		form_move_cursor(form, page);
		return true;
	case INPUT_HOME:
	case 'g':
		form_set_cursor(form, 0);
		return true;
	case INPUT_END:
	case 'G':
		form_set_cursor(form, form_count(form));
		return true;
	default:
		return false;
	}
}

static bool
move_outline(struct tui *tui, int key)
{
	size_t at = editor_outline_cursor(tui->editor);
	size_t count = editor_outline_count(tui->editor);
	size_t page = (size_t)(screen_rows() > 4 ? screen_rows() - 4 : 1);

	switch (key) {
	case INPUT_UP:
	case 'k':
		at = at > 0 ? at - 1 : 0;
		break;
	case INPUT_DOWN:
	case 'j':
		at++;
		break;
	case INPUT_PAGE_UP:
		at = at > page ? at - page : 0;
		break;
	case INPUT_PAGE_DOWN:
		at += page;
		break;
	case INPUT_HOME:
	case 'g':
		at = 0;
		break;
	case INPUT_END:
	case 'G':
		at = count - 1;
		break;
	default:
		return false;
	}
	editor_outline_select(tui->editor, at < count ? at : count - 1);
	return true;
}

static void
run_key(struct tui *tui, int key)
{
	const struct command *command;

	editor_clear_message(tui->editor);
	if (editor_get_focus(tui->editor) == FOCUS_OUTLINE ?
	    move_outline(tui, key) : move_form(tui, key))
		return;
	if (key == INPUT_PASTE) {
		editor_set_message(tui->editor, MESSAGE_INFO,
		    "a paste belongs into a line: Enter opens one");
		return;
	}
	command = command_of_key(tui->editor, key);
	if (command != NULL)
		command_run(tui->editor, command, "");
}

int
tui_run(const char *path, const struct editor_options *options,
    const struct tui_options *screen, struct error *err)
{
	struct tui tui = { 0 };
	const struct face face = { &face_functions, &tui };
	bool opened;

	if (!screen_begin(screen, err))
		return 2;
	if (!signals_begin()) {
		error_set_errno(err, errno, "cannot make a pipe");
		screen_end();
		return 2;
	}
	tui.keys = keys_new(STDIN_FILENO, signals_fd());
	tui.editor = editor_new(options, &face);
	die_add_hook(on_die, &tui);
	opened = editor_open(tui.editor, path, err);
	if (opened) {
		tui_draw(&tui, false);
		editor_check(tui.editor);
	}
	while (opened && editor_is_running(tui.editor))
		run_key(&tui, tui_read_key(&tui));
	die_remove_hook(on_die, &tui);
	screen_end();
	signals_end();
	view_help_release(&tui.help);
	line_free(tui.line);
	editor_free(tui.editor);
	keys_free(tui.keys);
	if (!opened && err->code == ERR_CANCELLED) {
		error_release(err);
		return 0;
	}
	return opened ? 0 : 2;
}
