/* profedit schema check: schema and rules files against their formats. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "schema/schema.h"

static void
add_notes(const char *file, const struct schema_note *notes, size_t count,
    struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s:%u:%u: %s: %s\n", file, notes[i].line,
		    notes[i].column, notes[i].serious ? "warning" : "note",
		    notes[i].message);
}

/* A rules file has `annotations` or `rules` at its top. */
static bool
is_rules_file(const char *text)
{
	return strstr(text, "\nannotations:") != NULL ||
	    strstr(text, "\nrules:") != NULL;
}

static bool
check_schema_file(const char *path, struct buf *out)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF text = BUF_INIT;
	struct schema *schema;
	struct rules *rules;

	if (!file_read(path, (size_t)16 << 20, &text, &err)) {
		cli_fail(&err);
		return false;
	}
	if (is_rules_file(buf_text(&text))) {
		rules = rules_parse(path, buf_text(&text), text.length, &err);
		if (rules != NULL)
			add_notes(path, rules->notes, rules->note_count, out);
		rules_free(rules);
	} else {
		schema = schema_parse(path, buf_text(&text), text.length,
		    &err);
		if (schema != NULL)
			add_notes(path, schema->notes, schema->note_count,
			    out);
		schema_free(schema);
	}
	if (err.code == ERR_NONE)
		return true;
	cli_fail(&err);
	return false;
}

/* Rules that resolve to no key show once their payload is loaded. */
static bool
add_catalog_note(const char *file, unsigned line, unsigned column,
    const char *message, bool serious, void *arg)
{
	buf_addf(arg, "%s:%u:%u: %s: %s\n", file, line, column,
	    serious ? "warning" : "note", message);
	return true;
}

int
schema_check(const struct cli_options *options, struct catalog *catalog)
{
	AUTO_BUF out = BUF_INIT;
	bool readable = true;

	if (options->args.count == 1) {
		size_t count = catalog_count(catalog);

		for (size_t i = 0; i < count; i++)
			catalog_payload(catalog, catalog_at(catalog, i)->type,
			    strlen(catalog_at(catalog, i)->type), NULL, NULL);
		catalog_each_note(catalog, add_catalog_note, &out);
	}
	for (size_t i = 1; i < options->args.count; i++)
		readable &= check_schema_file(options->args.items[i], &out);
	if (!cli_print(&out, false) || !readable)
		return CLI_TROUBLE;
	return out.length > 0 ? CLI_FINDINGS : CLI_FINE;
}
