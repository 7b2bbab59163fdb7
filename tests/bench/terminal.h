/*
 * Programs run for measuring, on a terminal of 80 columns and 24 lines or
 * without one.
 */
#ifndef BENCH_TERMINAL_H
#define BENCH_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct terminal {
	int fd;		/* -1: the program has no terminal */
	pid_t pid;
	int64_t started, last;	/* microseconds: exec, the last bytes */
	uint64_t bytes;	/* received so far */
	bool ended;
};

struct ending {
	int status;	/* as wait() has it */
	long resident;	/* the most that was resident, KiB */
};

int64_t now(void);	/* microseconds of a clock that never goes back */

/* ON_TERMINAL false: standard input, output and error are /dev/null. */
void terminal_start(struct terminal *terminal, char **argv,
    bool on_terminal);
/* Reads until nothing came for QUIET milliseconds, or the program ended. */
void terminal_drain(struct terminal *terminal, int quiet);
/* The same once something came; false when nothing does in a minute. */
bool terminal_begin(struct terminal *terminal, int quiet);
/* Reads for up to WAIT milliseconds; false when nothing came. */
bool terminal_read(struct terminal *terminal, int wait);
void terminal_write(struct terminal *terminal, const char *text);
/* Kills the program when KILL, then waits for its end. */
void terminal_end(struct terminal *terminal, bool kill_it,
    struct ending *ending);

#endif
