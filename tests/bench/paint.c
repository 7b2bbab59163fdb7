/*
 * Runs programs in turns and prints for each of them
 *
 *	LEAST MEDIAN RESIDENT BYTES
 *
 * the time from exec to the last byte on the terminal in microseconds, the
 * most that was resident in KiB, the bytes sent:
 *
 *	paint [-n] [-r ROUNDS] [-q QUIET] PROGRAM ARG... [:: PROGRAM ARG...]
 *
 * A program that still runs after QUIET milliseconds without a byte is done
 * and killed.  With -n there is no terminal and the time is that to the
 * program's end.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "terminal.h"

enum { PROGRAMS_MOST = 8, ROUNDS_MOST = 1000 };

struct contestant {
	char **argv;
	int64_t *times;
	long resident;
	uint64_t bytes;
};

struct options {
	int rounds, quiet;
	bool no_terminal;
};

static void
run_once(struct contestant *contestant, int round,
    const struct options *options)
{
	struct terminal terminal;
	struct ending ending;

	terminal_start(&terminal, contestant->argv, !options->no_terminal);
	if (!options->no_terminal)
		terminal_begin(&terminal, options->quiet);
	terminal_end(&terminal, !options->no_terminal && !terminal.ended,
	    &ending);
	if ((WIFEXITED(ending.status) && WEXITSTATUS(ending.status) == 127) ||
	    (WIFSIGNALED(ending.status) && WTERMSIG(ending.status) != SIGKILL)) {
		fprintf(stderr, "paint: '%s' failed\n", contestant->argv[0]);
		exit(1);
	}
	contestant->times[round] = terminal.last - terminal.started;
	contestant->bytes = terminal.bytes;
	if (ending.resident > contestant->resident)
		contestant->resident = ending.resident;
}

static int
compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void
print_figures(struct contestant *contestant, int rounds)
{
	qsort(contestant->times, (size_t)rounds, sizeof(int64_t),
	    compare_times);
	printf("%lld %lld %ld %llu\n", (long long)contestant->times[0],
	    (long long)contestant->times[rounds / 2], contestant->resident,
	    (unsigned long long)contestant->bytes);
}

static int
number(const char *text, int most)
{
	long value = strtol(text, NULL, 10);

	return value < 1 ? 1 : value > most ? most : (int)value;
}

/* Cuts ARGV at each "::". */
static size_t
split(char **argv, struct contestant *contestants)
{
	size_t count = 0;

	while (*argv != NULL && count < PROGRAMS_MOST) {
		contestants[count++].argv = argv;
		while (*argv != NULL && strcmp(*argv, "::") != 0)
			argv++;
		if (*argv != NULL)
			*argv++ = NULL;
	}
	return count;
}

int
main(int argc, char **argv)
{
	struct options options = { .rounds = 1, .quiet = 300 };
	struct contestant contestants[PROGRAMS_MOST] = { 0 };
	size_t count;
	int option;

	/* A '+' keeps glibc from reading the programs' own options. */
	while ((option = getopt(argc, argv, "+nr:q:")) != -1) {
		if (option == 'n')
			options.no_terminal = true;
		else if (option == 'r')
			options.rounds = number(optarg, ROUNDS_MOST);
		else if (option == 'q')
			options.quiet = number(optarg, 600000);
		else
			return 2;
	}
	count = split(argv + optind, contestants);
	for (size_t i = 0; i < count; i++)
		contestants[i].times = calloc((size_t)options.rounds,
		    sizeof(int64_t));
	for (int round = 0; round < options.rounds; round++)
		for (size_t i = 0; i < count; i++)
			run_once(&contestants[i], round, &options);
	for (size_t i = 0; i < count; i++) {
		print_figures(&contestants[i], options.rounds);
		free(contestants[i].times);
	}
	return 0;
}
