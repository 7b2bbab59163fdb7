/*
 * Types keys into a program on a terminal and prints, for each of them, how
 * many bytes the program sent:
 *
 *	keys [-q QUIET] [-w FILE] [-a COMMAND] KEY... :: PROGRAM ARG...
 *
 * Each KEY is sent once nothing came for QUIET milliseconds; with -w the
 * first one not before FILE is there.  With -a the line that the shell
 * COMMAND prints stands behind the bytes, and one for the start comes first.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

enum { WAIT_MOST = 600 };	/* seconds for what is waited for with -w */

static void
print_line(uint64_t bytes, const char *command)
{
	char line[256] = "";
	FILE *pipe;

	printf("%llu", (unsigned long long)bytes);
	if (command != NULL && (pipe = popen(command, "r")) != NULL) {
		if (fgets(line, sizeof(line), pipe) != NULL)
			printf(" %.*s", (int)strcspn(line, "\n"), line);
		pclose(pipe);
	}
	printf("\n");
	fflush(stdout);
}

static bool
wait_for(struct terminal *terminal, const char *file)
{
	int64_t most = now() + (int64_t)WAIT_MOST * 1000000;

	while (access(file, F_OK) != 0) {
		terminal_read(terminal, 100);
		if (terminal->ended || now() > most) {
			fprintf(stderr, "keys: '%s' did not come\n", file);
			return false;
		}
	}
	return true;
}

int
main(int argc, char **argv)
{
	const char *file = NULL, *command = NULL;
	int quiet = 300, option, first, separator;
	struct terminal terminal;
	struct ending ending;

	while ((option = getopt(argc, argv, "+q:w:a:")) != -1) {
		if (option == 'q')
			quiet = (int)strtol(optarg, NULL, 10);
		else if (option == 'w')
			file = optarg;
		else if (option == 'a')
			command = optarg;
		else
			return 2;
	}
	first = separator = optind;
	while (separator < argc && strcmp(argv[separator], "::") != 0)
		separator++;
	if (separator + 1 >= argc)
		return 2;
	terminal_start(&terminal, argv + separator + 1, true);
	if (file != NULL && !wait_for(&terminal, file)) {
		terminal_end(&terminal, true, &ending);
		return 1;
	}
	terminal_begin(&terminal, quiet);
	if (command != NULL)
		print_line(terminal.bytes, command);
	for (int i = first; i < separator && !terminal.ended; i++) {
		terminal.bytes = 0;
		terminal_write(&terminal, argv[i]);
		terminal_drain(&terminal, quiet);
		print_line(terminal.bytes, command);
	}
	terminal_end(&terminal, true, &ending);
	return 0;
}
