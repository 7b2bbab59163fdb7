/* profedit check: findings of files, folders and standard input. */
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "check/check.h"
#include "check/report.h"
#include "cli/cli.h"
#include "profile/profile.h"
#include "schema/catalog.h"

struct check_run {
	struct catalog *catalog;
	struct check_options options;
	struct report *report;
	size_t unreadable, files;
};

static bool
check_file(const char *path, void *arg)
{
	struct check_run *run = arg;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile = profile_open(path, NULL, &err);
	const char *name = strcmp(path, "-") == 0 ? "(standard input)" : path;
	struct checker *checker;

	run->files++;
	if (profile == NULL) {
		if (err.code != ERR_SYNTAX)
			run->unreadable++;
		report_unreadable(run->report, name, &err);
		return true;
	}
	checker = checker_new(profile, run->catalog, &run->options);
	check_all(checker, NULL);
	report_file(run->report, name, checker);
	checker_free(checker);
	profile_close(profile);
	return true;
}

static void
check_argument(struct check_run *run, const char *path)
{
	AUTO_ERROR err = ERROR_INIT;
	struct stat st;

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 ||
	    !S_ISDIR(st.st_mode)) {
		check_file(path, run);
		return;
	}
	if (!file_walk(path, ".mobileconfig", check_file, run, &err)) {
		run->unreadable++;
		cli_fail(&err);
	}
}

static bool
parse_format(const char *text, enum report_format *out)
{
	if (text == NULL || strcmp(text, "text") == 0)
		*out = REPORT_TEXT;
	else if (strcmp(text, "json") == 0)
		*out = REPORT_JSON;
	else
		return false;
	return true;
}

int
cli_check(const struct cli_options *options)
{
	struct check_run run = { 0 };
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *against = NULL;
	enum report_format format;
	size_t shown = 0;
	bool printed;

	if (!parse_format(options->format, &format)) {
		error_set(&err, ERR_USAGE,
		    "'%s' is no format of check: text or json",
		    options->format);
		return cli_fail(&err);
	}
	if (options->against != NULL) {
		against = profile_open(options->against, NULL, &err);
		if (against == NULL)
			return cli_fail(&err);
	}
	run.catalog = cli_catalog(options);
	if (run.catalog == NULL) {
		profile_close(against);
		return CLI_TROUBLE;
	}
	run.options.targets = options->targets.items;
	run.options.target_count = options->targets.count;
	run.options.against = against;
	run.report = report_new(format, options->threshold,
	    cli_is_terminal(), &out);
	for (size_t i = 0; i < options->args.count; i++)
		check_argument(&run, options->args.items[i]);
	report_end(run.report, &shown);
	printed = cli_print(&out, CLI_RAW);
	if (run.files == 0 && run.unreadable == 0)
		cli_say("no file in '%s'%s ends in .mobileconfig",
		    options->args.items[0], options->args.count > 1 ?
		    " and the others" : "");
	catalog_close(run.catalog);
	profile_close(against);
	if (run.unreadable > 0 || !printed)
		return CLI_TROUBLE;
	return shown > 0 ? CLI_FINDINGS : CLI_FINE;
}
