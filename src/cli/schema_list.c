/* profedit schema list: every payload by kind, with its systems. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/group.h"
#include "schema/place.h"

/* Widest text of each column. */
struct widths {
	size_t title, type;	/* columns */
};

static bool
is_wanted(const struct cli_options *options,
    const struct payload_schema *payload)
{
	for (size_t i = 0; i < options->targets.count; i++)
		if (!target_has(&options->targets.items[i], payload->support))
			return false;
	return true;
}

static void
widen(size_t *width, const char *text)
{
	size_t wanted = text_width(text, strlen(text));

	if (wanted > *width)
		*width = wanted;
}

static void
add_payload(const struct payload_schema *payload, struct widths widths,
    struct buf *out)
{
	buf_add_text(out, "  ");
	schema_add_padded(out, payload->title, widths.title + 2);
	schema_add_padded(out, payload->type, widths.type + 2);
	support_format(payload->support, out);
	while (out->data[out->length - 1] == ' ')
		buf_truncate(out, out->length - 1);
	buf_add_char(out, '\n');
}

static void
add_list(const struct cli_options *options,
    const struct payload_schema *const *list, size_t count, struct buf *out)
{
	struct widths widths = { 0, 0 };
	const char *above = NULL;

	for (size_t i = 0; i < count; i++)
		if (is_wanted(options, list[i])) {
			widen(&widths.title, list[i]->title);
			widen(&widths.type, list[i]->type);
		}
	for (size_t i = 0; i < count; i++) {
		const char *heading = group_heading(list[i]);

		if (!is_wanted(options, list[i]))
			continue;
		if (above == NULL || strcmp(above, heading) != 0)
			buf_addf(out, "%s%s\n", above != NULL ? "\n" : "",
			    heading);
		above = heading;
		add_payload(list[i], widths, out);
	}
}

/* A line for each set of schemas that is in use. */
static void
each_source(struct catalog *catalog, void (*visit)(const char *line,
    size_t length, void *arg), void *arg)
{
	AUTO_BUF sources = BUF_INIT;
	size_t length;

	catalog_describe(catalog, &sources);
	for (const char *line = buf_text(&sources); *line != '\0';
	    line += length + (line[length] == '\n')) {
		length = strcspn(line, "\n");
		visit(line, length, arg);
	}
}

static void
add_source(const char *line, size_t length, void *arg)
{
	buf_addf(arg, "  %.*s\n", (int)length, line);
}

static void
add_source_json(const char *line, size_t length, void *arg)
{
	json_string_n(arg, line, length);
}

static void
add_json(const struct cli_options *options, struct catalog *catalog,
    struct buf *out)
{
	struct json json;
	size_t count;
	const struct payload_schema **list = group_sort(catalog, &count);

	schema_open_json(&json, out);
	json_key(&json, "payloads");
	json_open_array(&json);
	for (size_t i = 0; i < count; i++) {
		if (!is_wanted(options, list[i]))
			continue;
		json_open_object(&json);
		schema_add_payload_json(list[i], &json);
		schema_add_systems_json(list[i]->support, &json);
		json_close_object(&json);
	}
	json_close_array(&json);
	json_key(&json, "schemas");
	json_open_array(&json);
	each_source(catalog, add_source_json, &json);
	json_close_array(&json);
	schema_close_json(&json);
	free(list);
}

static void
add_text(const struct cli_options *options, struct catalog *catalog,
    struct buf *out)
{
	size_t count;
	const struct payload_schema **list = group_sort(catalog, &count);

	add_list(options, list, count, out);
	free(list);
	buf_add_text(out, out->length > 0 ? "\nSchemas\n" : "Schemas\n");
	each_source(catalog, add_source, out);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each type once; nothing is loaded unless systems are asked for. */
static void
add_names(const struct cli_options *options, struct catalog *catalog,
    struct buf *out)
{
	size_t count = catalog_count(catalog), wanted = 0;
	const char **names = xreallocarray(NULL, count + 1, sizeof *names);

	for (size_t i = 0; i < count; i++)
		if (options->targets.count == 0 ||
		    is_wanted(options, catalog_at(catalog, i)))
			names[wanted++] = catalog_type_at(catalog, i);
	qsort(names, wanted, sizeof *names, compare_names);
	for (size_t i = 0; i < wanted; i++)
		if (i == 0 || strcmp(names[i], names[i - 1]) != 0)
			buf_addf(out, "%s\n", names[i]);
	free(names);
}

int
schema_list(const struct cli_options *options, struct catalog *catalog)
{
	AUTO_BUF out = BUF_INIT;

	if (cli_wants_json(options))
		add_json(options, catalog, &out);
	else if (options->format != NULL &&
	    strcmp(options->format, "names") == 0)
		add_names(options, catalog, &out);
	else
		add_text(options, catalog, &out);
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}
