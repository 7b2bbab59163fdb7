/* profedit schema: what can be written; see schema_*.c for the verbs. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/die.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"

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
		fprintf(stderr, "profedit: %s\nUsage: profedit schema %s\n",
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
