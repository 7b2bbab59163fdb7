/*
 * The sub-commands, and what they share.  Each is run with as many arguments
 * as its row of the table allows, and returns the exit status: 0, 1 for
 * findings, 2 for files that cannot be read or wrong arguments.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

struct buf;
struct draft;
struct error;
struct place;
struct profile;
struct value;

enum { CLI_FINE = 0, CLI_FINDINGS = 1, CLI_TROUBLE = 2 };

int cli_check(const struct cli_options *options);
int cli_show(const struct cli_options *options);
int cli_get(const struct cli_options *options);
int cli_set(const struct cli_options *options);
int cli_unset(const struct cli_options *options);
int cli_add(const struct cli_options *options);
int cli_new(const struct cli_options *options);
int cli_schema(const struct cli_options *options);
int cli_rights(const struct cli_options *options);
int cli_completion(const struct cli_options *options);
int cli_run_help(const struct cli_options *options);
int cli_run_version(const struct cli_options *options);
/* The page of --help. */
int cli_print_help(enum cli_command command);

/* "profedit: …" on standard error; returns CLI_TROUBLE. */
int cli_fail(const struct error *err);
/* The same with a text made here; names in it are made safe for a terminal. */
int cli_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/*
 * The catalogue the options ask for; NULL after a complaint on standard error.
 */
struct catalog *cli_catalog(const struct cli_options *options);
/*
 * Closes it at the end of a command that would end with STATUS.  A file of
 * schemas or rules that could not be read, or not wholly, is said on standard
 * error: what was not judged does not pass, and the status is CLI_TROUBLE.
 */
int cli_close_catalog(struct catalog *catalog, int status);
/*
 * False after a complaint where that is so and --force was not given: then
 * nothing may be written.
 */
bool cli_could_judge(const struct cli_options *options,
    const struct catalog *catalog);
/*
 * Writes OUT to standard output; with CLI_SAFE made safe for a terminal when it
 * is one.  False with a complaint when that fails (a full disk, a closed pipe).
 */
enum cli_output { CLI_SAFE, CLI_RAW };
bool cli_print(const struct buf *out, enum cli_output output);
bool cli_is_terminal(void);
/* Whether --format asks for JSON. */
bool cli_wants_json(const struct cli_options *options);
/*
 * Saves what changed; stops become errors that name the option which allows it.
 * Exit status.
 */
int cli_save(struct profile *profile, const struct cli_options *options);

#endif
