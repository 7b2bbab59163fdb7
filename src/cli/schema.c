/* profedit schema: what can be written; see schema_*.c for the verbs. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "value/path.h"

enum { PAGE_WIDTH = 78 };	/* columns */

static const struct verb {
	const char *name;
	size_t least, most;	/* arguments behind the name */
	bool no_catalog;
	int (*run)(const struct cli_options *options, struct catalog *catalog);
} verbs[] = {
	{ "list", 0, 0, false, schema_list },
	{ "show", 1, 1, false, schema_show },
	{ "search", 1, (size_t)-1, false, schema_search },
	{ "check", 0, (size_t)-1, false, schema_check },
	{ "diff", 2, 2, true, schema_diff },
	{ "update", 1, 1, true, schema_update },
};

void
schema_add_padded(struct buf *out, const char *text, size_t columns)
{
	size_t width = text_width(text, strlen(text));

	buf_add_text(out, text);
	if (width < columns)
		buf_add_repeat(out, ' ', columns - width);
}

struct indented {
	struct buf *out;
	size_t indent;
};

static void
add_line(const char *text, size_t length, void *arg)
{
	struct indented *indented = arg;

	if (length > 0)
		buf_add_repeat(indented->out, ' ', indented->indent);
	buf_add(indented->out, text, length);
	buf_add_char(indented->out, '\n');
}

void
schema_add_wrapped(struct buf *out, const char *text, size_t indent)
{
	struct indented indented = { out, indent };

	text_wrap(text, strlen(text), PAGE_WIDTH - indent, add_line,
	    &indented);
}

static bool
stands_for_any(const struct place *place)
{
	const char *name = place->key->name;

	return place->note->wildcard || (strncmp(name, "ANY", 3) == 0 &&
	    (name[3] == '\0' || name[3] == ' '));
}

static bool
is_item(const struct place *place)
{
	return place->parent->key != NULL &&
	    place->parent->key->type == SCHEMA_ARRAY;
}

bool
schema_is_placeholder(const struct place *place)
{
	return place->parent != NULL &&
	    (is_item(place) || stands_for_any(place));
}

void
schema_add_set_path(const struct place *place, struct buf *out)
{
	if (place->parent == NULL) {
		/* The profile's own keys stand at the root. */
		if (!place->payload->top_level)
			buf_add_text(out, place->payload->type);
		return;
	}
	schema_add_set_path(place->parent, out);
	if (is_item(place))
		buf_add_text(out, "/-");
	else if (stands_for_any(place))
		buf_add_text(out, "/NAME");
	else
		path_add_segment(out, place->key->name,
		    strlen(place->key->name));
}

static const struct verb *
find_verb(const struct cli_options *options)
{
	size_t given = options->args.count;

	for (size_t i = 0; given > 0 && i < ARRAY_COUNT(verbs); i++)
		if (strcmp(options->args.items[0], verbs[i].name) == 0 &&
		    given - 1 >= verbs[i].least && given - 1 <= verbs[i].most)
			return &verbs[i];
	return NULL;
}

int
cli_schema(const struct cli_options *options)
{
	const struct verb *verb = find_verb(options);
	struct catalog *catalog = NULL;
	int status;

	if (verb == NULL) {
		fprintf(stderr, "profedit: %s\nusage: profedit schema %s\n",
		    options->args.count == 0 ? "an argument is missing" :
		    "the arguments do not fit",
		    cli_command_table[CLI_SCHEMA].usage);
		return CLI_TROUBLE;
	}
	if (!verb->no_catalog) {
		catalog = cli_catalog(options);
		if (catalog == NULL)
			return CLI_TROUBLE;
	}
	status = verb->run(options, catalog);
	catalog_close(catalog);
	return status;
}
