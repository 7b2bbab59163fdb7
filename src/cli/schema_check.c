/*
 * profedit schema check: schema and rules files against their formats and
 * against each other, as compilers write it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "check/finding.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "schema/schema.h"
#include "schema/verify.h"

/* One line of the output. */
struct remark {
	char *file, *message;
	unsigned line, column;
	enum severity severity;
	size_t index;		/* in the order in which they came */
};

struct report {
	const char *only;	/* the file to speak of; NULL: all */
	VEC(struct remark) remarks;
	bool unreadable;
};

static void
add_remark(struct report *report, const char *file, unsigned line,
    unsigned column, enum severity severity, const char *message)
{
	if (report->only != NULL && strcmp(report->only, file) != 0)
		return;
	*VEC_PUSH(report->remarks) = (struct remark){ xstrdup(file),
		xstrdup(message), line, column, severity,
		report->remarks.count };
}

/* What a loader noted. */
static void
add_notes(struct report *report, const char *file,
    const struct schema_note *notes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_remark(report, file, notes[i].line, notes[i].column,
		    notes[i].serious ? SEVERITY_ERROR : SEVERITY_NOTE,
		    notes[i].message);
}

static bool
see_note(const char *file, unsigned line, unsigned column,
    const char *message, bool serious, void *arg)
{
	add_remark(arg, file, line, column,
	    serious ? SEVERITY_ERROR : SEVERITY_NOTE, message);
	return true;
}

static void
see_verified(const struct rules *rules, unsigned line, unsigned column,
    bool minor, const char *message, void *arg)
{
	add_remark(arg, rules->file, line, column,
	    minor ? SEVERITY_NOTE : SEVERITY_WARNING, message);
}

/* Codes are a matter of the layer above the rules. */
static void
check_codes(const struct rules *rules, struct report *report)
{
	for (size_t i = 0; i < rules->assertion_count; i++) {
		const struct assertion *rule = &rules->assertions[i];
		enum finding_code code;

		if (rule->code == NULL ||
		    finding_parse_code(rule->code, &code))
			continue;
		AUTO_FREE char *message =
		    xasprintf("unknown code '%s'", rule->code);

		add_remark(report, rules->file, rule->line, 3, SEVERITY_ERROR,
		    message);
	}
}

static void
check_payload(struct catalog *catalog, const struct payload_schema *payload,
    struct report *report)
{
	verify_payload(catalog, payload, see_verified, report);
	for (size_t i = 0; i < payload->rules_count; i++)
		check_codes(payload->rules[i], report);
}

/* TYPE (NULL: all there are), led by each of its files. */
static void
check_type(struct catalog *catalog, const char *type, struct report *report)
{
	static const char *const pseudo[] = { "TopLevel",
		"CommonPayloadKeys" };
	size_t count = catalog_count(catalog), found = 0;

	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *payload = catalog_at(catalog, i);

		if (type != NULL && strcmp(payload->type, type) != 0)
			continue;
		check_payload(catalog, payload, report);
		found++;
	}
	for (size_t i = 0; i < ARRAY_COUNT(pseudo); i++)
		if (type == NULL || strcmp(type, pseudo[i]) == 0) {
			check_payload(catalog, catalog_payload(catalog,
			    pseudo[i], strlen(pseudo[i]), NULL, NULL),
			    report);
			found++;
		}
	if (found == 0)
		check_payload(catalog, catalog_payload(catalog, type,
		    strlen(type), NULL, NULL), report);
	catalog_each_note(catalog, see_note, report);
}

/* --- single files --- */

/* A rules file has `annotations` or `rules` at its top. */
static bool
is_rules_file(const char *text)
{
	return strstr(text, "\nannotations:") != NULL ||
	    strstr(text, "\nrules:") != NULL ||
	    (strncmp(text, "payloadtype:", 12) == 0 &&
	    strstr(text, "\npayloadkeys:") == NULL);
}

static void
add_failure(struct report *report, const char *path, struct error *err)
{
	if (err->code != ERR_SYNTAX && err->code != ERR_LIMIT) {
		report->unreadable = true;
		cli_fail(err);
		return;
	}
	add_remark(report, path, (unsigned)err->line, (unsigned)err->column,
	    SEVERITY_ERROR, err->message);
}

static void
check_schema(const char *path, const struct buf *text, struct report *report)
{
	AUTO_ERROR err = ERROR_INIT;
	struct schema *schema = schema_parse(path, buf_text(text),
	    text->length, &err);

	if (schema == NULL)
		add_failure(report, path, &err);
	else
		add_notes(report, path, schema->notes, schema->note_count);
	schema_free(schema);
}

/* In a catalogue of its own, where it stands for those of its type. */
static void
check_rules(const struct cli_options *options, const char *path,
    const struct buf *text, struct report *report)
{
	struct catalog *catalog = cli_catalog(options);
	AUTO_ERROR err = ERROR_INIT;
	const char *type;

	if (catalog == NULL) {
		report->unreadable = true;
		return;
	}
	type = catalog_use_rules(catalog, path, buf_text(text), text->length,
	    &err);
	if (type == NULL)
		add_failure(report, path, &err);
	else
		check_type(catalog, type, report);
	catalog_close(catalog);
}

static void
check_file(const struct cli_options *options, const char *path,
    struct report *report)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF text = BUF_INIT;

	report->only = path;
	/* Once: it may be a pipe. */
	if (!file_read_input(path, YAML_FILE_MOST, &text, &err))
		add_failure(report, path, &err);
	else if (text.length > 0 && !schema_text_is_whole(path, &text, &err))
		add_failure(report, path, &err);
	else if (is_rules_file(buf_text(&text)))
		check_rules(options, path, &text, report);
	else
		check_schema(path, &text, report);
}

/* --- the report --- */

static int
compare_remarks(const void *a, const void *b)
{
	const struct remark *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	if (order != 0)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

/* The same may be said for each schema that a rules file is about. */
static bool
is_same(const struct remark *a, const struct remark *b)
{
	return strcmp(a->file, b->file) == 0 && a->line == b->line &&
	    a->column == b->column && strcmp(a->message, b->message) == 0;
}

static void
add_remark_json(const struct remark *remark, struct json *json)
{
	json_open_object(json);
	schema_add_json_text(json, "file", remark->file);
	json_key(json, "line");
	json_integer(json, remark->line);
	json_key(json, "column");
	json_integer(json, remark->column);
	schema_add_json_text(json, "severity",
	    severity_names[remark->severity]);
	schema_add_json_text(json, "message", remark->message);
	json_close_object(json);
}

/* As text, or where JSON is not NULL as items of its open array. */
static size_t
add_report(const struct report *report, enum severity threshold,
    struct buf *out, struct json *json)
{
	size_t shown = 0;

	if (report->remarks.count > 0)
		qsort(report->remarks.items, report->remarks.count,
		    sizeof *report->remarks.items, compare_remarks);
	for (size_t i = 0; i < report->remarks.count; i++) {
		const struct remark *remark = &report->remarks.items[i];

		if (remark->severity < threshold || (i > 0 &&
		    is_same(remark, &report->remarks.items[i - 1])))
			continue;
		if (json != NULL)
			add_remark_json(remark, json);
		else
			buf_addf(out, "%s:%u:%u: %s: %s\n", remark->file,
			    remark->line, remark->column,
			    severity_names[remark->severity],
			    remark->message);
		shown++;
	}
	return shown;
}

static size_t
print_report(const struct cli_options *options, const struct report *report,
    struct buf *out)
{
	struct json json;
	size_t shown;

	if (!cli_wants_json(options))
		return add_report(report, options->threshold, out, NULL);
	schema_open_json(&json, out);
	json_key(&json, "remarks");
	json_open_array(&json);
	shown = add_report(report, options->threshold, out, &json);
	json_close_array(&json);
	schema_close_json(&json);
	return shown;
}

static void
report_release(struct report *report)
{
	for (size_t i = 0; i < report->remarks.count; i++) {
		free(report->remarks.items[i].file);
		free(report->remarks.items[i].message);
	}
	VEC_RELEASE(report->remarks);
}

int
schema_check(const struct cli_options *options, struct catalog *catalog)
{
	struct report report = { .only = NULL };
	AUTO_BUF out = BUF_INIT;
	bool printed;
	size_t shown;

	if (options->args.count == 0)
		check_type(catalog, NULL, &report);
	for (size_t i = 0; i < options->args.count; i++)
		check_file(options, options->args.items[i], &report);
	shown = print_report(options, &report, &out);
	printed = cli_print(&out, CLI_SAFE);
	report_release(&report);
	if (!printed || report.unreadable)
		return CLI_TROUBLE;
	return shown > 0 ? CLI_FINDINGS : CLI_FINE;
}
