/* profedit schema update: a newer release becomes the user's own set. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "cli/schema_uses.h"
#include "schema/diff.h"
#include "schema/update.h"

enum { KIND_COLUMNS = 12 };

/* --- profiles that use what changed --- */

static bool
is_same_line(const struct schema_use *a, const struct schema_use *b)
{
	return strcmp(a->file, b->file) == 0 &&
	    strcmp(a->path, b->path) == 0 &&
	    a->change->kind == b->change->kind;
}

/* One line for all attributes of a value that changed in one way. */
static void
add_use(const struct schema_uses *uses, size_t at, struct buf *out)
{
	const struct schema_use *use = &uses->items[at];
	const char *between = "  ";

	buf_add_text(out, "    ");
	schema_add_padded(out, change_names[use->change->kind],
	    KIND_COLUMNS);
	buf_add_text(out, *use->path != '\0' ? use->path : "(the profile)");
	for (; at < uses->count && is_same_line(use, &uses->items[at]); at++) {
		if (uses->items[at].change->attribute == NULL)
			continue;
		buf_addf(out, "%s%s", between,
		    uses->items[at].change->attribute);
		between = ", ";
	}
	buf_add_char(out, '\n');
}

static void
add_uses(const struct schema_uses *uses, struct buf *out)
{
	const char *file = "";
	size_t using = 0;

	buf_add_text(out, "\nProfiles\n");
	for (size_t i = 0; i < uses->count; i++) {
		const struct schema_use *use = &uses->items[i];

		if (strcmp(use->file, file) != 0) {
			buf_addf(out, "  %s\n", use->file);
			using++;
		}
		file = use->file;
		if (i == 0 || !is_same_line(use, &uses->items[i - 1]))
			add_use(uses, i, out);
	}
	buf_addf(out, "  %zu of %zu use%s keys that changed\n", using,
	    uses->files, using == 1 ? "s" : "");
}

static void
add_uses_json(const struct schema_uses *uses, struct json *json)
{
	json_key(json, "uses");
	json_open_array(json);
	for (size_t i = 0; i < uses->count; i++) {
		const struct schema_use *use = &uses->items[i];
		const struct schema_change *change = use->change;

		json_open_object(json);
		json_key(json, "file");
		json_string(json, use->file);
		json_key(json, "path");
		json_string(json, use->path);
		json_key(json, "change");
		json_string(json, change_names[change->kind]);
		if (change->attribute != NULL) {
			json_key(json, "attribute");
			json_string(json, change->attribute);
		}
		json_close_object(json);
	}
	json_close_array(json);
}

/* --- the report --- */

struct outcome {
	const struct schema_diff *diff;
	const struct schema_uses *uses;	/* NULL: nobody asked */
	const struct update_report *report;
};

static void
add_report(const struct outcome *outcome, struct buf *out)
{
	const struct update_report *report = outcome->report;

	schema_add_changes(outcome->diff, out);
	if (outcome->uses != NULL)
		add_uses(outcome->uses, out);
	buf_addf(out, "\nWritten\n  %zu schemas with %zu keys: %s\n",
	    report->files, report->keys, report->folder);
	if (report->untold > 0)
		buf_addf(out, "  %zu keys have only the words of the "
		    "published files\n", report->untold);
}

static void
add_report_json(const struct outcome *outcome, struct buf *out)
{
	struct json json;

	schema_open_json(&json, out);
	json_key(&json, "folder");
	json_string(&json, outcome->report->folder);
	schema_add_changes_json(outcome->diff, &json);
	if (outcome->uses != NULL)
		add_uses_json(outcome->uses, &json);
	schema_close_json(&json);
}

/* Everything that can fail before anything is written has been done. */
static int
write_and_report(const struct schema_set *published, const char *from,
    struct outcome *outcome, bool wants_json)
{
	struct update_report report;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF out = BUF_INIT;
	bool printed;

	AUTO_FREE char *whole = realpath(from, NULL);

	if (!update_write(published, whole != NULL ? whole : from, &report,
	    &err)) {
		update_report_release(&report);
		return cli_fail(&err);
	}
	outcome->report = &report;
	if (wants_json)
		add_report_json(outcome, &out);
	else
		add_report(outcome, &out);
	update_report_release(&report);
	printed = cli_print(&out, CLI_SAFE);
	if (outcome->uses != NULL && outcome->uses->unreadable > 0)
		return CLI_TROUBLE;
	return printed ? CLI_FINE : CLI_TROUBLE;
}

static int
compare_and_write(const struct cli_options *options,
    const struct schema_set *current, const struct schema_set *published)
{
	struct schema_uses uses = { .items = NULL };
	struct schema_diff *diff = diff_sets(current, published);
	struct outcome outcome = { .diff = diff };
	AUTO_ERROR err = ERROR_INIT;
	int status;

	if (options->profiles != NULL)
		outcome.uses = &uses;
	if (outcome.uses == NULL ||
	    schema_uses_find(options->profiles, diff, &uses, &err))
		status = write_and_report(published, options->args.items[0],
		    &outcome, cli_wants_json(options));
	else
		status = cli_fail(&err);
	schema_uses_release(&uses);
	diff_free(diff);
	return status;
}

int
schema_update(const struct cli_options *options, struct catalog *catalog)
{
	struct schema_set *published, *current;
	AUTO_ERROR err = ERROR_INIT;
	int status;

	(void)catalog;
	published = schema_set_load(options->args.items[0], &err);
	if (published == NULL)
		return cli_fail(&err);
	current = update_current();
	status = compare_and_write(options, current, published);
	schema_set_free(current);
	schema_set_free(published);
	return status;
}
