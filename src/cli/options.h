/*
 * The tables of commands and options: parsing, --help, the manual, completion
 * and the tests all walk them.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"
#include "check/finding.h"
#include "schema/platform.h"

struct buf;
struct catalog;
struct error;

/* The verbs of a group stand behind it. */
enum cli_command {
	CLI_EDITOR, CLI_CHECK, CLI_SHOW, CLI_GET, CLI_SET, CLI_UNSET, CLI_ADD,
	CLI_NEW, CLI_SCHEMA, CLI_SCHEMA_LIST, CLI_SCHEMA_SHOW,
	CLI_SCHEMA_SEARCH, CLI_SCHEMA_CHECK, CLI_SCHEMA_DIFF,
	CLI_SCHEMA_UPDATE, CLI_RIGHTS, CLI_COMPLETION, CLI_HELP, CLI_VERSION,
	CLI_COMMANDS
};

struct cli_options {
	enum cli_command command;
	VEC(const char *) schema_dirs, rules_dirs, payloads, args;
	VEC(struct target) targets;
	const char *against, *backup, *format, *type, *color, *name;
	const char *identifier, *organization, *profiles;
	enum severity threshold;
	bool show_secrets, ascii, insert, plist, help, version;
	bool in_place, force, strict, textconv;
	/* args[0] stood behind "--": a file, whatever it is called */
	bool literal;
};

enum { CLI_STATUSES = 3 };	/* exit statuses 0, 1, 2 */

struct cli_command_info {
	const char *name;	/* "" the editor; "schema list": a verb */
	/* other words for it, blanks between; NULL */
	const char *others;
	/*
	 * behind the name: "[OPTION]... FILE|DIR... [PATH]".  The words in
	 * capitals say what completion offers (complete.c).
	 */
	const char *usage;
	const char *summary;	/* a line */
	const char *text;	/* paragraphs for the manual */
	/* what each exit status means; NULL: never */
	const char *statuses[CLI_STATUSES];
	/*
	 * a command line that the tests run beside a copy of
	 * help/examples/enrolment.mobileconfig as corp.mobileconfig
	 */
	const char *example;
	int example_status;	/* its exit status */
};
extern const struct cli_command_info cli_command_table[CLI_COMMANDS];

/* Words that look like a command, and what there is instead. */
struct cli_absent {
	const char *words;	/* blanks between */
	const char *advice;
};
extern const struct cli_absent cli_absent_table[];
extern const size_t cli_absent_count;

/* A value that an option takes; the last of a list has no name. */
struct cli_choice {
	const char *name;
	const char *others;	/* what people type for it, or NULL */
};

struct cli_option {
	const char *name;	/* "schema-dir"; several rows may share one */
	char letter;		/* 'h'; '\0' */
	/* what people type for it, blanks between; NULL */
	const char *others;
	/* "DIR", or NULL; "[=SUFFIX]" begins with '[': optional */
	const char *argument;
	const char *help;	/* without the choices */
	const struct cli_choice *choices;	/* NULL: any text */
	const char *fallback;	/* the choice when it is not given; NULL */
	uint64_t commands;	/* bits 1 << enum cli_command */
	bool (*take)(struct cli_options *options, const char *argument,
	    struct error *err);
};
extern const struct cli_option cli_option_table[];
extern const size_t cli_option_count;

/* An argument of a usage. */
struct cli_argument {
	const char *name;	/* borrowed from the usage: "FILE|DIR" */
	size_t length;
	bool optional, repeated;
};
enum { CLI_ARGUMENTS_MOST = 4 };

/* Whether COMMAND has verbs of its own. */
bool cli_is_group(enum cli_command command);
/* Whether COMMAND is a verb of GROUP. */
bool cli_is_verb_of(enum cli_command command, enum cli_command group);
/* What is behind the group's name: "list"; of others the whole name. */
const char *cli_verb(enum cli_command command);
/* COMMAND, for a group any of its verbs, knows OPTION. */
bool cli_has_option(enum cli_command command, const struct cli_option *option);
/* "list, show or search".  Appended. */
void cli_add_verbs(enum cli_command group, struct buf *out);
/* Whether WORD is one of WORDS (blanks between; NULL: none). */
bool cli_is_one_of(const char *word, const char *words);
/*
 * The command that WORD is a name of, in GROUP (CLI_EDITOR: none); other words
 * for it count as well.  CLI_COMMANDS: none.
 */
enum cli_command cli_find_command(enum cli_command group, const char *word);
/* The command of GROUP that a misspelt WORD was meant to be; CLI_COMMANDS. */
enum cli_command cli_nearest_command(enum cli_command group,
    const char *word);
/* The arguments in COMMAND's usage, into OUT; their count. */
size_t cli_arguments(enum cli_command command,
    struct cli_argument out[CLI_ARGUMENTS_MOST]);

/*
 * Sorts ARGV into OPTIONS (borrowing from argv).  ERR_USAGE.  What a command
 * takes is checked; how many arguments is cli_arguments_fit()'s.
 */
bool cli_parse(int argc, char *const *argv, struct cli_options *options,
    struct error *err);
void cli_options_release(struct cli_options *options);
/*
 * Whether the count of arguments fits; ERR_USAGE says which one is missing or
 * too many, or in what order they belong.
 */
bool cli_arguments_fit(const struct cli_options *options, struct error *err);
/*
 * False with ERR_USAGE when the file the editor is to open looks like a
 * command that is misspelt or does not exist.
 */
bool cli_file_is_meant(const struct cli_options *options, struct error *err);

/* "profedit check", "profedit". */
void cli_add_name(enum cli_command command, struct buf *out);
/* "Usage: profedit check [OPTION]... FILE|DIR..." and a line end. */
void cli_add_usage(enum cli_command command, struct buf *out);
/* What OPTION does, with its choices: "...: text (default) or json". */
void cli_add_option_words(const struct cli_option *option, struct buf *out);
/* The page of --help for COMMAND. Appended. */
void cli_help(enum cli_command command, struct buf *out);

#endif
