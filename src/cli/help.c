/* profedit help and version, and the options of the same names. */
#include "base/buf.h"
#include "base/error.h"
#include "cli/cli.h"

static int
fail(enum cli_command group, const char *word)
{
	enum cli_command near = cli_nearest_command(group, word);
	AUTO_BUF name = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (group != CLI_EDITOR)
		buf_addf(&name, "%s ", cli_command_table[group].name);
	buf_add_text(&name, word);
	if (near == CLI_COMMANDS || near == CLI_EDITOR)
		error_set(&err, ERR_USAGE, "there is no command '%s': "
		    "'profedit help' lists the commands", buf_text(&name));
	else
		error_set(&err, ERR_USAGE, "there is no command '%s': did you "
		    "mean 'profedit help %s'?", buf_text(&name),
		    cli_command_table[near].name);
	return cli_fail(&err);
}

int
cli_print_help(enum cli_command command)
{
	AUTO_BUF out = BUF_INIT;

	cli_help(command, &out);
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}

/* The words name a command, or a group and its verb. */
int
cli_run_help(const struct cli_options *options)
{
	enum cli_command command = CLI_EDITOR;

	for (size_t i = 0; i < options->args.count; i++) {
		const char *word = options->args.items[i];
		enum cli_command next =
		    i > 0 && !cli_is_group(command) ? CLI_COMMANDS :
		    cli_find_command(command, word);

		if (next == CLI_COMMANDS && i > 0 && !cli_is_group(command))
			return cli_say("'%s' is one argument too many", word);
		if (next == CLI_COMMANDS)
			return fail(command, word);
		command = next;
	}
	return cli_print_help(command);
}

int
cli_run_version(const struct cli_options *options)
{
	AUTO_BUF out = BUF_INIT;

	(void)options;
	buf_addf(&out, "%s\n", PACKAGE_STRING);
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}
