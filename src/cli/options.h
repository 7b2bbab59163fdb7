/*
 * The table of options and sub-commands: parsing, --help, the manual and the
 * tests all walk it.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "check/finding.h"
#include "schema/platform.h"

struct buf;
struct catalog;
struct error;

enum cli_command {
	CLI_EDITOR, CLI_CHECK, CLI_SHOW, CLI_GET, CLI_SET, CLI_UNSET, CLI_ADD,
	CLI_NEW, CLI_SCHEMA, CLI_RIGHTS, CLI_COMMANDS
};

struct cli_options {
	VEC(const char *) schema_dirs, rules_dirs, payloads, args;
	VEC(struct target) targets;
	const char *against, *backup, *format, *type, *color, *name;
	const char *identifier, *organization, *profiles;
	enum severity threshold;
	bool show_secrets, ascii, insert, plist, help, version;
	bool in_place, force;
};

struct cli_command_info {
	const char *name;	/* "" the editor */
	const char *usage;	/* behind the name: "[OPTION]... FILE|DIR..." */
	size_t least, most;	/* arguments it takes */
	const char *summary;	/* a line */
	const char *text;	/* paragraphs for the manual */
	/*
	 * a command line that the tests run beside a copy of
	 * help/examples/enrolment.mobileconfig as corp.mobileconfig
	 */
	const char *example;
	int example_status;	/* its exit status */
};
extern const struct cli_command_info cli_command_table[CLI_COMMANDS];

struct cli_option {
	const char *name;	/* "schema-dir" */
	/* "DIR", or NULL; "[=SUFFIX]" begins with '[': optional */
	const char *argument;
	const char *help;
	unsigned commands;	/* bits 1 << enum cli_command */
	bool (*take)(struct cli_options *options, const char *argument,
	    struct error *err);
};
extern const struct cli_option cli_option_table[];
extern const size_t cli_option_count;

/* Sorts ARGV into *COMMAND and OPTIONS (borrowing from argv). ERR_USAGE. */
bool cli_parse(int argc, char *const *argv, enum cli_command *command,
    struct cli_options *options, struct error *err);
void cli_options_release(struct cli_options *options);
/* The page of --help for COMMAND. Appended. */
void cli_help(enum cli_command command, struct buf *out);

#endif
