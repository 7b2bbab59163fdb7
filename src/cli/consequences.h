/*
 * What an edit of the command line brings about: the findings that are there
 * because of it.
 */
#ifndef CLI_CONSEQUENCES_H
#define CLI_CONSEQUENCES_H

struct catalog;
struct cli_options;
struct consequences;
struct profile;
struct value;

/* Before the edit: remembers what is wrong already. */
struct consequences *consequences_new(struct profile *profile,
    struct catalog *catalog);
void consequences_free(struct consequences *consequences);
/*
 * After it: says on standard error what MADE (the value that was set or added)
 * brings.  CLI_FINE when it may be saved; CLI_TROUBLE with a complaint when it
 * has a key or payload type that looks like a slip and --force is not given;
 * CLI_FINDINGS with one when --strict is.
 */
int consequences_say(struct consequences *consequences,
    const struct cli_options *options, const struct value *made);

#endif
