/* What the sub-commands share: complaints, the catalogue, printing, saving. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "cli/cli.h"
#include "profile/profile.h"
#include "profile/save.h"
#include "schema/catalog.h"

enum { FAILURES_SAID = 10 };

static int
say(const char *text)
{
	AUTO_BUF safe = BUF_INIT;

	text_make_safe(&safe, text, strlen(text), TEXT_ONE_LINE);
	fprintf(stderr, "profedit: %s\n", buf_text(&safe));
	return CLI_TROUBLE;
}

int
cli_say(const char *fmt, ...)
{
	AUTO_FREE char *text = NULL;
	va_list args;

	va_start(args, fmt);
	text = xvasprintf(fmt, args);
	va_end(args);
	return say(text);
}

int
cli_fail(const struct error *err)
{
	AUTO_FREE char *text = error_format(err);

	return say(text);
}

struct catalog *
cli_catalog(const struct cli_options *options)
{
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog;

	catalog = catalog_open(options->schema_dirs.items,
	    options->schema_dirs.count, options->rules_dirs.items,
	    options->rules_dirs.count, &err);
	if (catalog == NULL)
		cli_fail(&err);
	return catalog;
}

bool
cli_could_judge(const struct cli_options *options,
    const struct catalog *catalog)
{
	if (options->force || catalog_failure(catalog, 0) == NULL)
		return true;
	cli_say("nothing is written, for it cannot be checked; --force writes "
	    "all the same");
	return false;
}

int
cli_close_catalog(struct catalog *catalog, int status)
{
	const struct error *err;
	size_t count = 0;

	for (; (err = catalog_failure(catalog, count)) != NULL; count++)
		if (count < FAILURES_SAID)
			status = cli_fail(err);
	if (count > FAILURES_SAID)
		cli_say("and %zu more files of schemas or rules",
		    count - FAILURES_SAID);
	if (count > 0)
		cli_say("payloads that these files describe are not checked");
	catalog_close(catalog);
	return status;
}

bool
cli_is_terminal(void)
{
	return isatty(STDOUT_FILENO);
}

bool
cli_wants_json(const struct cli_options *options)
{
	return options->format != NULL &&
	    strcmp(options->format, "json") == 0;
}

bool
cli_print(const struct buf *out, enum cli_output output)
{
	AUTO_BUF safe = BUF_INIT;

	if (output == CLI_SAFE && cli_is_terminal()) {
		text_make_safe(&safe, buf_text(out), out->length,
		    TEXT_KEEP_LINES);
		out = &safe;
	}
	if (fwrite(buf_text(out), 1, out->length, stdout) == out->length &&
	    fflush(stdout) == 0)
		return true;
	cli_say("cannot write to standard output: %s", strerror(errno));
	return false;
}

int
cli_save(struct profile *profile, const struct cli_options *options)
{
	static const char *const advice[SAVE_STOPS] = {
		[SAVE_STOP_READ_ONLY] = "make it writable first",
		[SAVE_STOP_LINKS] = "--in-place writes into it",
		[SAVE_STOP_OWNER] = "--in-place writes into it",
		[SAVE_STOP_FOLDER] = "--in-place writes into it",
		[SAVE_STOP_SIGNED] = "--force saves it unsigned and keeps "
		    "the original beside it",
		[SAVE_STOP_CHANGED] = "try again",
	};
	struct save_options save = {
		.backup_suffix = options->backup,
		.flags = (options->in_place ? SAVE_IN_PLACE : 0u) |
		    (options->force ? SAVE_UNSIGNED : 0u),
	};
	struct save_report report = { 0 };
	AUTO_ERROR err = ERROR_INIT;
	enum save_stop stop = save_profile(profile, &save, &report, &err);

	if (report.signed_copy != NULL)
		cli_say("the signed original is '%s'", report.signed_copy);
	if (report.created)
		cli_say("made '%s' with mode %04o", profile_path(profile),
		    (unsigned)report.mode & 07777);
	save_report_release(&report);
	if (stop == SAVE_DONE || stop == SAVE_NOTHING)
		return CLI_FINE;
	cli_fail(&err);
	if (advice[stop] != NULL)
		cli_say("%s", advice[stop]);
	return CLI_TROUBLE;
}
