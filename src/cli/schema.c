/* profedit schema: list, show, check. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "schema/schema.h"

#define PAGE_WIDTH 78	/* columns */

/* --- list --- */

static int
list_payloads(struct catalog *catalog)
{
	AUTO_BUF out = BUF_INIT;
	size_t count = catalog_count(catalog), widest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t width = strlen(catalog_at(catalog, i)->type);

		widest = width > widest ? width : widest;
	}
	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *payload = catalog_at(catalog, i);

		buf_addf(&out, "%-*s  %s\n", (int)widest, payload->type,
		    payload->title);
	}
	return cli_print(&out, false) ? CLI_FINE : CLI_TROUBLE;
}

/* --- show --- */

static void
add_line(const char *text, size_t length, void *arg)
{
	buf_addf(arg, "%.*s\n", (int)length, text);
}

static void
add_paragraph(struct buf *out, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	text_wrap(text, strlen(text), PAGE_WIDTH, add_line, out);
	buf_add_char(out, '\n');
}

static void
add_scalar_words(const struct schema_scalar *scalar, struct buf *out)
{
	if (scalar->type == VALUE_STRING)
		buf_addf(out, "'%s'", scalar->text);
	else
		buf_add_text(out, scalar->text);
}

static void
add_choices(const struct place *place, struct buf *out)
{
	for (size_t i = 0; place->bit_count == 0 && i < place->choice_count;
	    i++) {
		const struct schema_choice *choice = &place->choices[i];

		buf_add_text(out, i == 0 ? "Values:\n  " : "  ");
		add_scalar_words(&choice->value, out);
		if (choice->meaning != NULL)
			buf_addf(out, "  %s", choice->meaning);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < place->bit_count; i++)
		buf_addf(out, "%s  %6llu  %s: %s\n", i == 0 ? "Bits:\n" : "",
		    (unsigned long long)place->bits[i].value,
		    place->bits[i].title, place->bits[i].meaning);
}

static void
add_rules(const struct place *place, struct buf *out)
{
	for (size_t i = 0; i < place->assertion_count; i++)
		buf_addf(out, "%s  %s\n", i == 0 ? "Rules:\n" : "",
		    place->assertions[i]->text);
	for (size_t i = 0; place->note->remarks != NULL &&
	    place->note->remarks[i] != NULL; i++)
		buf_addf(out, "%s  %s\n", i == 0 ? "Remarks:\n" : "",
		    place->note->remarks[i]);
}

static void
add_place_facts(const struct place *place, struct buf *out)
{
	const struct schema_key *key = place->key;

	buf_addf(out, "Type:     %s%s\n", schema_type_name(place->type),
	    place->required ? ", required" : "");
	buf_add_text(out, "Systems:  ");
	support_format(place->support, out);
	buf_add_char(out, '\n');
	if (key->default_value != NULL) {
		buf_add_text(out, "Default:  ");
		add_scalar_words(key->default_value, out);
		buf_add_char(out, '\n');
	}
	if (key->range != NULL)
		buf_addf(out, "Range:    %s to %s%s%s\n",
		    key->range->has_min ? key->range->min.text : "any",
		    key->range->has_max ? key->range->max.text : "any",
		    place->note->unit != NULL ? " " : "",
		    place->note->unit != NULL ? place->note->unit : "");
	if (key->format != NULL)
		buf_addf(out, "Format:   %s\n", key->format);
}

static void
add_children(const struct place *place, struct buf *out)
{
	size_t count = place_child_count(place);

	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(place, i);

		buf_addf(out, "%s  %-34s %-10s %s%s\n", i == 0 ? "Keys:\n" :
		    "", child->key->name, schema_type_name(child->type),
		    place_title(child), child->required ? " (required)" : "");
	}
}

static void
show_place(const struct place *place, struct buf *out)
{
	const struct payload_schema *payload = place->payload;

	if (place->key == NULL) {
		buf_addf(out, "%s  %s\n\n", payload->title, payload->type);
		add_paragraph(out, payload->description);
		buf_add_text(out, "Systems:  ");
		support_format(payload->support, out);
		buf_add_char(out, '\n');
	} else {
		buf_addf(out, "%s  ", place_title(place));
		place_format(place, out);
		buf_add_text(out, "\n\n");
		add_paragraph(out, place_help(place));
		add_place_facts(place, out);
		add_choices(place, out);
	}
	add_rules(place, out);
	add_children(place, out);
}

static int
show_type(struct catalog *catalog, const char *path)
{
	size_t length = strcspn(path, "/");
	const struct payload_schema *payload;
	const struct place *place;
	AUTO_BUF out = BUF_INIT;

	if (!catalog_knows(catalog, path, length) &&
	    strcmp(path, "TopLevel") != 0 &&
	    strncmp(path, "TopLevel/", 9) != 0) {
		fprintf(stderr, "profedit: no schema describes '%.*s': "
		    "'profedit schema list' names them\n", (int)length, path);
		return CLI_TROUBLE;
	}
	payload = strncmp(path, "TopLevel", 8) == 0 ?
	    catalog_top_level(catalog) :
	    catalog_payload(catalog, path, length, NULL, NULL);
	place = path[length] == '\0' ? payload->root :
	    place_find(payload->root, path + length + 1);
	if (place == NULL) {
		fprintf(stderr, "profedit: '%.*s' has no key '%s'\n",
		    (int)length, path, path + length + 1);
		return CLI_TROUBLE;
	}
	show_place(place, &out);
	return cli_print(&out, false) ? CLI_FINE : CLI_TROUBLE;
}

/* --- check --- */

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

static int
check_files(const struct cli_options *options, struct catalog *catalog)
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

int
cli_schema(const struct cli_options *options)
{
	struct catalog *catalog;
	const char *verb;
	int status = CLI_TROUBLE;

	if (!cli_wants(options, CLI_SCHEMA, 1, (size_t)-1))
		return CLI_TROUBLE;
	verb = options->args.items[0];
	catalog = cli_catalog(options);
	if (catalog == NULL)
		return CLI_TROUBLE;
	if (strcmp(verb, "list") == 0)
		status = list_payloads(catalog);
	else if (strcmp(verb, "show") == 0 && options->args.count == 2)
		status = show_type(catalog, options->args.items[1]);
	else if (strcmp(verb, "check") == 0)
		status = check_files(options, catalog);
	else
		fprintf(stderr, "Usage: profedit schema %s\n",
		    cli_command_table[CLI_SCHEMA].usage);
	catalog_close(catalog);
	return status;
}
