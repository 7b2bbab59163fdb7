/* profedit schema: what can be written; see schema_*.c for the verbs. */
#include <stdbool.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"

struct verb {
	bool needs_catalog;
	int (*run)(const struct cli_options *options, struct catalog *catalog);
};

/* NULL for what is no verb. */
static const struct verb verbs[CLI_COMMANDS] = {
	[CLI_SCHEMA_LIST] = { true, schema_list },
	[CLI_SCHEMA_SHOW] = { true, schema_show },
	[CLI_SCHEMA_SEARCH] = { true, schema_search },
	[CLI_SCHEMA_CHECK] = { true, schema_check },
	[CLI_SCHEMA_DIFF] = { false, schema_diff },
	[CLI_SCHEMA_UPDATE] = { false, schema_update },
};

int
cli_schema(const struct cli_options *options)
{
	const struct verb *verb = &verbs[options->command];
	struct catalog *catalog = NULL;
	int status;

	if (verb->run == NULL) {
		AUTO_BUF names = BUF_INIT;

		cli_add_verbs(options->command, &names);
		return cli_say("a verb is missing behind '%s': %s",
		    cli_command_table[options->command].name,
		    buf_text(&names));
	}
	if (verb->needs_catalog) {
		catalog = cli_catalog(options);
		if (catalog == NULL)
			return CLI_TROUBLE;
	}
	status = verb->run(options, catalog);
	return catalog == NULL ? status : cli_close_catalog(catalog, status);
}
