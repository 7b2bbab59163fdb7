/* A terminal for tests.  See term.h. */
#include "term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <vterm.h>

#include "../unit/scratch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/text.h"
#include "term_internal.h"

static char *folder;		/* of the test that runs */

/* --- the test's folder --- */

int
term_make_folder(void **state)
{
	int status = scratch_make(state);

	folder = *state;
	signal(SIGPIPE, SIG_IGN);
	return status;
}

int
term_remove_folder(void **state)
{
	folder = NULL;
	return scratch_remove(state);
}

const char *
term_path(const char *name)
{
	static char paths[4][512];
	static int next;

	next = (next + 1) % 4;
	snprintf(paths[next], sizeof(paths[next]), "%s/%s", folder, name);
	return paths[next];
}

void
term_write_file(const char *name, const char *text)
{
	scratch_write(term_path(name), text);
}

char *
term_read_file(const char *name)
{
	if (access(term_path(name), F_OK) != 0)
		return NULL;
	return scratch_read(term_path(name));
}

/* --- starting --- */

/*
 * Stands between the test and the program as a shell does: gives it the
 * terminal, reports 's' when it stops and 'e' with the status when it ends,
 * continues it at a byte of COMMANDS.
 */
_Noreturn static void
keep(pid_t program, int terminal, int commands, int reports)
{
	char byte;
	int status;

	signal(SIGTTOU, SIG_IGN);
	for (;;) {
		char report[1 + sizeof(status)] = { 's' };

		tcsetpgrp(terminal, program);
		kill(-program, SIGCONT);
		while (waitpid(program, &status, WUNTRACED) < 0) {
			if (errno != EINTR)
				_exit(1);
		}
		tcsetpgrp(terminal, getpgrp());
		if (!WIFSTOPPED(status))
			report[0] = 'e';
		memcpy(report + 1, &status, sizeof(status));
		if (write(reports, report, sizeof(report)) < 0 ||
		    report[0] == 'e')
			break;
		if (read(commands, &byte, 1) != 1)
			break;
	}
	/* The terminal stays open until the test has seen all. */
	while (read(commands, &byte, 1) > 0)
		continue;
	_exit(0);
}

static void
set_environment(const struct term_setup *setup)
{
	static const char *const kept[] = { "PATH", "TERMINFO",
		"ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS" };
	extern char **environ;
	static char *nothing[] = { NULL };
	char *values[ARRAY_COUNT(kept)];

	for (size_t i = 0; i < ARRAY_COUNT(kept); i++)
		values[i] = getenv(kept[i]) != NULL ?
		    xstrdup(getenv(kept[i])) : NULL;
	environ = nothing;
	for (size_t i = 0; i < ARRAY_COUNT(kept); i++) {
		if (values[i] != NULL)
			setenv(kept[i], values[i], 1);
		free(values[i]);
	}
	setenv("HOME", folder, 1);
	setenv("XDG_CONFIG_HOME", term_path(".config"), 1);
	setenv("XDG_STATE_HOME", term_path(".state"), 1);
	setenv("TMPDIR", folder, 1);
	setenv("TERM", setup->terminal != NULL ? setup->terminal :
	    "xterm-256color", 1);
	setenv("LC_ALL", setup->locale != NULL ? setup->locale : "C.UTF-8",
	    1);
	setenv("PROFEDIT_CLOCK", "2026-11-22T12:00:00Z", 1);
	setenv("PROFEDIT_SEED", "7", 1);
	for (size_t i = 0; i < ARRAY_COUNT(setup->env) &&
	    setup->env[i] != NULL; i++)
		putenv(xstrdup(setup->env[i]));
}

static char **
split_words(char *text)
{
	char **words = xcalloc(strlen(text) + 2, sizeof(*words));
	size_t count = 0;

	for (char *word = text; *word != '\0';) {
		size_t length = strcspn(word, " ");

		if (length > 0)
			words[count++] = word;
		word += length;
		while (*word == ' ')
			*word++ = '\0';
	}
	return words;
}

_Noreturn static void
run_program(const struct term_setup *setup, const char *arguments)
{
	const char *program = setup->program != NULL ? setup->program :
	    getenv("PROFEDIT");
	char *whole = xasprintf("%s %s", program != NULL ? program :
	    "./profedit", arguments);
	char **words = split_words(whole);

	set_environment(setup);
	if (chdir(folder) != 0)
		_exit(126);
	execvp(words[0], words);
	_exit(127);
}

_Noreturn static void
run_keeper(const struct term_setup *setup, const char *arguments,
    const char *terminal, int commands, int reports)
{
	pid_t program;
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0)
		_exit(1);
	ioctl(fd, TIOCSCTTY, 0);
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	program = fork();
	if (program == 0) {
		setpgid(0, 0);
		tcsetpgrp(fd, getpid());
		signal(SIGTTOU, SIG_DFL);
		signal(SIGHUP, SIG_DFL);
		signal(SIGPIPE, SIG_DFL);
		dup2(fd, 0);
		dup2(fd, 1);
		dup2(fd, 2);
		for (int i = 3; i < 64; i++)
			close(i);
		run_program(setup, arguments);
	}
	setpgid(program, program);
	if (write(reports, &program, sizeof(program)) < 0)
		_exit(1);
	keep(program, fd, commands, reports);
}

static int
note_cursor(VTermPos position, VTermPos old, int visible, void *arg)
{
	struct term *term = arg;

	(void)old;
	(void)visible;
	term->cursor = position;
	return 1;
}

static void
start_vterm(struct term *term)
{
	static const VTermScreenCallbacks callbacks = {
		.movecursor = note_cursor,
	};

	term->vterm = vterm_new(term->rows, term->columns);
	vterm_set_utf8(term->vterm, 1);
	term->screen = vterm_obtain_screen(term->vterm);
	vterm_screen_set_callbacks(term->screen, &callbacks, term);
	vterm_screen_enable_altscreen(term->screen, 1);
	vterm_screen_reset(term->screen, 1);
}

static void
open_master(struct term *term, bool no_size)
{
	struct winsize size = { 0 };

	term->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (term->master < 0 || grantpt(term->master) != 0 ||
	    unlockpt(term->master) != 0)
		fail_msg("no pseudo-terminal: %s", strerror(errno));
	fcntl(term->master, F_SETFL, O_NONBLOCK);
	size.ws_row = no_size ? 0 : (unsigned short)term->rows;
	size.ws_col = no_size ? 0 : (unsigned short)term->columns;
	ioctl(term->master, TIOCSWINSZ, &size);
}

struct term *
term_start(const struct term_setup *setup, const char *arguments)
{
	static const struct term_setup plain;
	struct term *term = xcalloc(1, sizeof(*term));
	int commands[2], reports[2];
	char *name;

	setup = setup != NULL ? setup : &plain;
	term->rows = setup->rows > 0 ? setup->rows : 24;
	term->columns = setup->columns > 0 ? setup->columns : 80;
	open_master(term, setup->rows < 0);
	start_vterm(term);
	name = xstrdup(ptsname(term->master));
	if (pipe(commands) != 0 || pipe(reports) != 0)
		fail_msg("no pipe: %s", strerror(errno));
	fflush(NULL);
	term->keeper = fork();
	if (term->keeper == 0) {
		close(term->master);
		close(commands[1]);
		close(reports[0]);
		run_keeper(setup, arguments, name, commands[0], reports[1]);
	}
	free(name);
	close(commands[0]);
	close(reports[1]);
	term->commands = commands[1];
	term->reports = reports[0];
	fcntl(term->commands, F_SETFD, FD_CLOEXEC);
	fcntl(term->reports, F_SETFD, FD_CLOEXEC);
	if (read(term->reports, &term->program, sizeof(term->program)) !=
	    sizeof(term->program))
		fail_msg("the program was not started");
	return term;
}

void
term_end(struct term *term)
{
	if (!term->exited)
		kill(term->program, SIGKILL);
	close(term->commands);
	close(term->reports);
	if (!term->closed)
		close(term->master);
	kill(term->keeper, SIGKILL);
	while (waitpid(term->keeper, NULL, 0) < 0 && errno == EINTR)
		continue;
	vterm_free(term->vterm);
	buf_release(&term->bytes);
	buf_release(&term->row);
	buf_release(&term->text);
	free(term);
}

/* --- reading --- */

static void
read_report(struct term *term)
{
	char report[1 + sizeof(int)];

	if (read(term->reports, report, sizeof(report)) != sizeof(report)) {
		term->exited = true;
		return;
	}
	memcpy(&term->status, report + 1, sizeof(term->status));
	term->stopped = report[0] == 's';
	term->exited = report[0] == 'e';
}

/* What libvterm has to say to the program. */
static void
send_output(struct term *term)
{
	char bytes[1024];
	size_t length;

	while ((length = vterm_output_read(term->vterm, bytes,
	    sizeof(bytes))) > 0)
		term_send(term, bytes, length);
}

/* As long as LENGTH bytes take on a line as slow as the test wants. */
static void
wait_for_line(const struct term *term, size_t length)
{
	long long left;

	if (term->speed <= 0)
		return;
	left = (long long)length * 1000000000 / term->speed;
	nanosleep(&(struct timespec){ .tv_sec = left / 1000000000,
	    .tv_nsec = left % 1000000000 }, NULL);
}

bool
term_take(struct term *term, int timeout)
{
	char bytes[16384];
	size_t most = term->speed > 0 ? (size_t)term->speed / 50 :
	    sizeof(bytes);
	struct pollfd fds[2] = {
		{ .fd = term->closed || term->speed < 0 ? -1 : term->master,
		  .events = POLLIN },
		{ .fd = term->exited ? -1 : term->reports, .events = POLLIN },
	};
	ssize_t n;

	if (poll(fds, 2, timeout) <= 0)
		return false;
	if (fds[0].revents != 0) {
		n = read(term->master, bytes, most);
		if (n > 0) {
			wait_for_line(term, (size_t)n);
			buf_add(&term->bytes, bytes, (size_t)n);
			vterm_input_write(term->vterm, bytes, (size_t)n);
			send_output(term);
			return true;
		}
	}
	if (fds[1].revents != 0) {
		read_report(term);
		return true;
	}
	return false;
}

/* --- typing --- */

static const struct {
	const char *name;
	VTermKey key;
} keys[] = {
	{ "up", VTERM_KEY_UP }, { "down", VTERM_KEY_DOWN },
	{ "left", VTERM_KEY_LEFT }, { "right", VTERM_KEY_RIGHT },
	{ "home", VTERM_KEY_HOME }, { "end", VTERM_KEY_END },
	{ "pgup", VTERM_KEY_PAGEUP }, { "pgdn", VTERM_KEY_PAGEDOWN },
	{ "ins", VTERM_KEY_INS }, { "del", VTERM_KEY_DEL },
	{ "bs", VTERM_KEY_BACKSPACE }, { "tab", VTERM_KEY_TAB },
	{ "enter", VTERM_KEY_ENTER }, { "esc", VTERM_KEY_ESCAPE },
};

static void
type_named(struct term *term, const char *name, size_t length)
{
	if (length == 2 && name[0] == '^') {
		vterm_keyboard_unichar(term->vterm, (uint32_t)name[1],
		    VTERM_MOD_CTRL);
		return;
	}
	if (length == 2 && strncmp(name, "lt", 2) == 0) {
		vterm_keyboard_unichar(term->vterm, '<', VTERM_MOD_NONE);
		return;
	}
	if (length == 7 && strncmp(name, "backtab", 7) == 0) {
		vterm_keyboard_key(term->vterm, VTERM_KEY_TAB,
		    VTERM_MOD_SHIFT);
		return;
	}
	if (name[0] == 'f' && length <= 3 && name[1] >= '0' &&
	    name[1] <= '9') {
		vterm_keyboard_key(term->vterm, (VTermKey)
		    VTERM_KEY_FUNCTION((int)strtol(name + 1, NULL, 10)),
		    VTERM_MOD_NONE);
		return;
	}
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		if (strlen(keys[i].name) == length &&
		    strncmp(keys[i].name, name, length) == 0) {
			vterm_keyboard_key(term->vterm, keys[i].key,
			    VTERM_MOD_NONE);
			return;
		}
	}
	fail_msg("no key '%.*s'", (int)length, name);
}

void
term_type(struct term *term, const char *text)
{
	while (*text != '\0') {
		size_t length = *text == '<' ? strcspn(text, ">") : 0;
		uint32_t code;

		if (length > 1 && text[length] == '>') {
			type_named(term, text + 1, length - 1);
			text += length + 1;
		} else {
			text += utf8_decode(text, strlen(text), &code);
			vterm_keyboard_unichar(term->vterm, code,
			    VTERM_MOD_NONE);
		}
		send_output(term);
	}
}

void
term_send(struct term *term, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(term->master, bytes, length);

		/* Full: the program may wait for us to read first. */
		if (n < 0 && (errno == EAGAIN || errno == EINTR) &&
		    term->speed >= 0) {
			term_take(term, 10);
			continue;
		}
		if (n <= 0 || term->exited)
			return;
		bytes += n;
		length -= (size_t)n;
	}
}

void
term_paste(struct term *term, const char *text)
{
	vterm_keyboard_start_paste(term->vterm);
	send_output(term);
	/* A terminal sends its line ends as the Enter key does. */
	for (; *text != '\0'; text++)
		term_send(term, *text == '\n' ? "\r" : text, 1);
	vterm_keyboard_end_paste(term->vterm);
	send_output(term);
}

void
term_resize(struct term *term, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };

	while (term_take(term, 0))
		continue;
	term->rows = rows;
	term->columns = columns;
	/*
	 * libvterm writes beyond its cells for a wide character in one column.
	 */
	vterm_set_size(term->vterm, rows, columns < 2 ? 2 : columns);
	ioctl(term->master, TIOCSWINSZ, &size);
}

void
term_signal(struct term *term, int number)
{
	kill(term->program, number);
}

void
term_signal_all(struct term *term, int number)
{
	kill(-term->program, number);
}

void
term_hang_up(struct term *term)
{
	close(term->master);
	term->closed = true;
}

void
term_continue(struct term *term)
{
	term->stopped = false;
	if (write(term->commands, "c", 1) != 1)
		fail_msg("the keeper is gone");
}

void
term_set_speed(struct term *term, int baud)
{
	/* Eight bits, start and stop; at least one byte at a time. */
	term->speed = baud < 0 ? -1 : baud > 0 && baud < 500 ? 50 : baud / 10;
}

void
term_make_cooked(struct term *term)
{
	struct termios modes;

	assert_int_equal(tcgetattr(term->master, &modes), 0);
	modes.c_lflag |= ICANON | ECHO | ISIG;
	modes.c_iflag |= ICRNL;
	modes.c_oflag |= OPOST | ONLCR;
	assert_int_equal(tcsetattr(term->master, TCSANOW, &modes), 0);
}

bool
term_is_cooked(struct term *term)
{
	struct termios modes;

	return tcgetattr(term->master, &modes) == 0 &&
	    (modes.c_lflag & ICANON) && (modes.c_lflag & ECHO) &&
	    (modes.c_lflag & ISIG);
}
