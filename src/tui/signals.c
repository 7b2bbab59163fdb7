/* Signals.  See signals.h. */
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

#include "base/die.h"

#define STUCK_SECONDS 3		/* a terminal that takes nothing is lost */

static volatile sig_atomic_t resized, stop, continued, ended;
static int wake[2] = { -1, -1 };	/* a byte wakes the reader */
static int terminal = -1;		/* standard output as it was */
static int nowhere = -1;

static void
note_signal(int number)
{
	int saved = errno;
	char byte = 0;

	switch (number) {
	case SIGWINCH:
		resized = 1;
		break;
	case SIGTSTP:
		stop = 1;
		break;
	case SIGCONT:
		continued = 1;
		break;
	case SIGALRM:
		/* Curses writes until all is written: let it be gone. */
		dup2(nowhere, STDOUT_FILENO);
		break;
	default:
		ended = number;
		alarm(STUCK_SECONDS);
		break;
	}
	if (write(wake[1], &byte, 1) < 0)
		errno = saved;	/* full: the reader wakes anyway */
	errno = saved;
}

static void
handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

static const int noted[] = { SIGWINCH, SIGTSTP, SIGCONT, SIGALRM, SIGHUP,
	SIGTERM, SIGINT };

static void
catch_all(void)
{
	for (size_t i = 0; i < ARRAY_COUNT(noted); i++)
		handle(noted[i], note_signal);
	handle(SIGQUIT, SIG_DFL);
	handle(SIGPIPE, SIG_IGN);
}

bool
signals_begin(void)
{
	if (pipe(wake) != 0)
		return false;
	for (int i = 0; i < 2; i++) {
		fcntl(wake[i], F_SETFL, O_NONBLOCK);
		fcntl(wake[i], F_SETFD, FD_CLOEXEC);
	}
	terminal = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (terminal < 0 || nowhere < 0)
		return false;
	catch_all();
	return true;
}

void
signals_end(void)
{
	for (size_t i = 0; i < ARRAY_COUNT(noted); i++)
		handle(noted[i], SIG_DFL);
}

int
signals_fd(void)
{
	return wake[0];
}

void
signals_drain(void)
{
	char bytes[64];

	while (read(wake[0], bytes, sizeof(bytes)) > 0)
		continue;
}

static bool
take(volatile sig_atomic_t *flag)
{
	bool was = *flag != 0;

	*flag = 0;
	return was;
}

bool
signals_take_resized(void)
{
	return take(&resized);
}

bool
signals_take_stop(void)
{
	return take(&stop);
}

bool
signals_take_continued(void)
{
	return take(&continued);
}

int
signals_ending(void)
{
	return ended;
}

/* The terminal is stuck, and there is nothing left to do but to end. */
static void
end_at_once(int number)
{
	_exit(128 + (ended != 0 ? ended : number));
}

void
signals_die_of(int number, void (*finish)(void *), void *arg)
{
	ended = number;
	handle(SIGALRM, end_at_once);
	dup2(terminal, STDOUT_FILENO);
	alarm(STUCK_SECONDS);
	finish(arg);
	handle(number, SIG_DFL);
	raise(number);
	_exit(128 + number);
}

void
signals_stop(void)
{
	handle(SIGTSTP, SIG_DFL);
	kill(0, SIGTSTP);
	/* Continued. */
	handle(SIGTSTP, note_signal);
	stop = 0;
	continued = 0;
}

void
signals_lend(void)
{
	handle(SIGINT, SIG_IGN);
	handle(SIGQUIT, SIG_IGN);
	handle(SIGTSTP, SIG_DFL);
}

void
signals_take_back(void)
{
	catch_all();
}
