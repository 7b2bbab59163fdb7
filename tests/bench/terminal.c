#include "config.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#ifdef HAVE_PTY_H
#include <pty.h>
#else
#include <util.h>
#endif

static _Noreturn void
fail(const char *what)
{
	perror(what);
	exit(2);
}

int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static _Noreturn void
become(char **argv, int slave, int master)
{
	int input = slave;

	if (slave < 0)
		input = open("/dev/null", O_RDWR);
	for (int fd = 0; fd <= 2; fd++)
		dup2(input, fd);
	if (input > 2)
		close(input);
	if (master >= 0)
		close(master);
	if (slave >= 0) {
		setsid();
		ioctl(STDIN_FILENO, TIOCSCTTY, 0);
	}
	setenv("TERM", "xterm-256color", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	execvp(argv[0], argv);
	_exit(127);
}

void
terminal_start(struct terminal *terminal, char **argv, bool on_terminal)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int slave = -1;

	*terminal = (struct terminal){ .fd = -1 };
	if (on_terminal && openpty(&terminal->fd, &slave, NULL, NULL,
	    &size) != 0)
		fail("openpty");
	terminal->started = terminal->last = now();
	terminal->pid = fork();
	if (terminal->pid < 0)
		fail("fork");
	if (terminal->pid == 0)
		become(argv, slave, terminal->fd);
	if (slave >= 0)
		close(slave);
}

bool
terminal_read(struct terminal *terminal, int wait)
{
	static char bytes[65536];
	struct pollfd input = { .fd = terminal->fd, .events = POLLIN };
	ssize_t got;
	int ready;

	do
		ready = poll(&input, 1, wait);
	while (ready < 0 && errno == EINTR);
	if (ready <= 0)
		return false;
	got = read(terminal->fd, bytes, sizeof(bytes));
	if (got <= 0) {		/* Linux: EIO once the other end is closed */
		terminal->ended = true;
		return false;
	}
	terminal->last = now();
	terminal->bytes += (uint64_t)got;
	return true;
}

bool
terminal_begin(struct terminal *terminal, int quiet)
{
	while (terminal->bytes == 0 && !terminal->ended)
		if (!terminal_read(terminal, 60000))
			return false;
	terminal_drain(terminal, quiet);
	return true;
}

void
terminal_drain(struct terminal *terminal, int quiet)
{
	while (terminal_read(terminal, quiet))
		continue;
}

void
terminal_write(struct terminal *terminal, const char *text)
{
	size_t left = strlen(text);

	while (left > 0) {
		ssize_t put = write(terminal->fd, text, left);

		if (put < 0)
			fail("write");
		text += put;
		left -= (size_t)put;
	}
}

void
terminal_end(struct terminal *terminal, bool kill_it, struct ending *ending)
{
	struct rusage usage;
	pid_t got;

	if (kill_it)
		kill(terminal->pid, SIGKILL);
	do
		got = wait4(terminal->pid, &ending->status, 0, &usage);
	while (got < 0 && errno == EINTR);
	if (terminal->fd < 0)
		terminal->last = now();
	else
		close(terminal->fd);
	ending->resident = usage.ru_maxrss;
#ifdef __APPLE__
	ending->resident /= 1024;	/* counted in bytes there */
#endif
}
