/* profedit check: findings of files, folders and standard input. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "check/check.h"
#include "check/report.h"
#include "cli/cli.h"
#include "cli/documents.h"
#include "profile/cms.h"
#include "profile/profile.h"
#include "schema/catalog.h"

struct check_run {
	struct catalog *catalog;
	struct check_options options;
	struct report *report;
	enum severity threshold;
	struct map *seen;	/* device and inode */
	struct document_counts counts;	/* what folders held */
	size_t unreadable;
	size_t unjudged;	/* whose signature nobody could judge */
};

/* The finding may lie below the threshold; the exit status needs its reason. */
static void
note_unjudged(struct check_run *run, const char *name,
    const struct profile *profile)
{
	const struct cms_info *cms = profile_get_cms(profile);
	AUTO_BUF words = BUF_INIT;

	if (cms == NULL || !cms_has(cms, CMS_UNKNOWN))
		return;
	run->unjudged++;
	cms_add_line(cms, &words);
	if (run->threshold > SEVERITY_WARNING)
		cli_say("%s: %s", name, buf_text(&words));
}

/* PROFILE NULL: WHY it cannot be read. */
static void
check_profile(struct check_run *run, const char *path,
    struct profile *profile, const struct error *why)
{
	const char *name = strcmp(path, "-") == 0 ? "(standard input)" : path;
	struct checker *checker;

	if (profile == NULL) {
		if (why->code != ERR_SYNTAX)
			run->unreadable++;
		report_unreadable(run->report, name, why);
		return;
	}
	checker = checker_new(profile, run->catalog, &run->options);
	check_all(checker, NULL);
	report_file(run->report, name, checker);
	note_unjudged(run, name, profile);
	checker_free(checker);
}

/* Whether PATH is a file that was met before, under whatever name. */
static bool
is_known_file(struct check_run *run, const char *path)
{
	struct {
		dev_t device;
		ino_t inode;
	} key;
	struct stat st;

	if ((strcmp(path, "-") == 0 ? fstat(STDIN_FILENO, &st) :
	    stat(path, &st)) != 0)
		return false;
	memset(&key, 0, sizeof key);
	key.device = st.st_dev;
	key.inode = st.st_ino;
	return map_set(run->seen, (const char *)&key, sizeof key, run) != NULL;
}

static void
check_found(const char *path, struct profile *take_profile,
    const struct error *why, void *arg)
{
	struct check_run *run = arg;

	if (!is_known_file(run, path))
		check_profile(run, path, take_profile, why);
	profile_close(take_profile);
}

static void
check_file(struct check_run *run, const char *path)
{
	AUTO_ERROR why = ERROR_INIT;
	struct profile *profile;

	if (is_known_file(run, path))
		return;
	profile = profile_open(path, NULL, &why);
	check_profile(run, path, profile, &why);
	profile_close(profile);
}

static void
check_folder(struct check_run *run, const char *path)
{
	struct document_counts counts = { 0 };
	AUTO_ERROR err = ERROR_INIT;

	if (!documents_walk(path, check_found, run, &counts, &err)) {
		run->unreadable++;
		cli_fail(&err);
	}
	if (documents_total(&counts) == 0) {
		AUTO_BUF wanted = BUF_INIT;

		documents_add_wanted(&wanted);
		run->unreadable++;
		cli_say("there is no document in '%s': looked for %s", path,
		    buf_text(&wanted));
	}
	for (size_t i = 0; i < DOCUMENT_SUFFIX_COUNT; i++)
		run->counts.of[i] += counts.of[i];
}

/* For folders only: who names files knows how many. */
static void
say_what_was_found(const struct check_run *run)
{
	AUTO_BUF words = BUF_INIT;

	if (documents_total(&run->counts) == 0)
		return;
	documents_add_words(&run->counts, &words);
	cli_say("looked at %s", buf_text(&words));
}

static void
check_argument(struct check_run *run, const char *path)
{
	if (file_is_folder(path))
		check_folder(run, path);
	else
		check_file(run, path);
}

/* Standard error has them too: cli_close_catalog(). */
static void
report_failures(struct check_run *run)
{
	const struct error *err;

	for (size_t i = 0; (err = catalog_failure(run->catalog, i)) != NULL;
	    i++)
		report_unreadable(run->report, err->file, err);
}

int
cli_check(const struct cli_options *options)
{
	struct check_run run = { 0 };
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *against = NULL;
	enum report_format format = cli_wants_json(options) ? REPORT_JSON :
	    REPORT_TEXT;
	size_t shown = 0;
	int status;

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
	run.threshold = options->threshold;
	run.seen = map_new();
	run.report = report_new(format, options->threshold,
	    cli_is_terminal(), &out);
	for (size_t i = 0; i < options->args.count; i++)
		check_argument(&run, options->args.items[i]);
	if (format == REPORT_JSON)
		report_failures(&run);
	report_end(run.report, &shown);
	status = cli_print(&out, CLI_RAW) && run.unreadable == 0 &&
	    run.unjudged == 0 ?
	    shown > 0 ? CLI_FINDINGS : CLI_FINE : CLI_TROUBLE;
	say_what_was_found(&run);
	map_free(run.seen, NULL);
	profile_close(against);
	return cli_close_catalog(run.catalog, status);
}
