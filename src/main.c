/*
 * The program: picks the face (editor or sub-command) and turns its result
 * into an exit status.
 */
#include <stdio.h>
#include <string.h>

enum {
	EXIT_FINE = 0,
	EXIT_CANNOT = 2, /* bad arguments, or a file that cannot be read */
};

static int
print_help(void)
{
	puts("Usage: profedit [OPTION]... [FILE]\n"
	     "Edit and check Apple configuration profiles.\n"
	     "\n"
	     "      --help     show this help and exit\n"
	     "      --version  show the version and exit");
	return EXIT_FINE;
}

static int
print_version(void)
{
	puts(PACKAGE_STRING);
	return EXIT_FINE;
}

int
main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--help") == 0)
		return print_help();
	if (argc > 1 && strcmp(argv[1], "--version") == 0)
		return print_version();
	fputs("profedit: expected '--help' or '--version'\n", stderr);
	return EXIT_CANNOT;
}
