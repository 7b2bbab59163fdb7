/*
 * The program: picks the face (editor or sub-command) and turns its result
 * into an exit status.
 */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/error.h"
#include "cli/cli.h"
#include "editor/editor.h"
#include "schema/catalog.h"
#include "tui/tui.h"

static int
run_editor(const struct cli_options *options)
{
	struct editor_options session = {
		.targets = options->targets.items,
		.target_count = options->targets.count,
		.against = options->against,
		.backup_suffix = options->backup,
		.show_secrets = options->show_secrets,
		.ascii = options->ascii,
	};
	struct tui_options screen = { .ascii = options->ascii };
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog;
	int status;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(&err, ERR_UNSUPPORTED, "the editor needs a terminal: "
		    "'profedit show', 'profedit set' and 'profedit check' "
		    "work without one");
		return cli_fail(&err);
	}
	screen.color = strcmp(options->color, "always") == 0 ?
	    COLOR_USE_ALWAYS : strcmp(options->color, "never") == 0 ?
	    COLOR_USE_NEVER : COLOR_USE_AUTO;
	catalog = cli_catalog(options);
	if (catalog == NULL)
		return CLI_TROUBLE;
	session.catalog = catalog;
	status = tui_run(options->args.count > 0 ? options->args.items[0] :
	    NULL, &session, &screen, &err);
	if (err.code != ERR_NONE)
		cli_fail(&err);
	catalog_close(catalog);
	return status;
}

/* Says what is wrong with the count of arguments, and how they belong. */
static int
fail_arguments(const struct cli_options *options, const struct error *err)
{
	AUTO_BUF usage = BUF_INIT;

	cli_fail(err);
	cli_add_usage(options->command, &usage);
	fputs(buf_text(&usage), stderr);
	return CLI_TROUBLE;
}

static int
run(const struct cli_options *options)
{
	static int (*const commands[CLI_COMMANDS])(
	    const struct cli_options *) = {
		[CLI_EDITOR] = run_editor,
		[CLI_CHECK] = cli_check,
		[CLI_SHOW] = cli_show,
		[CLI_GET] = cli_get,
		[CLI_SET] = cli_set,
		[CLI_UNSET] = cli_unset,
		[CLI_ADD] = cli_add,
		[CLI_NEW] = cli_new,
		[CLI_SCHEMA] = cli_schema,
		[CLI_SCHEMA_LIST] = cli_schema,
		[CLI_SCHEMA_SHOW] = cli_schema,
		[CLI_SCHEMA_SEARCH] = cli_schema,
		[CLI_SCHEMA_CHECK] = cli_schema,
		[CLI_SCHEMA_DIFF] = cli_schema,
		[CLI_SCHEMA_UPDATE] = cli_schema,
		[CLI_RIGHTS] = cli_rights,
		[CLI_COMPLETION] = cli_completion,
		[CLI_HELP] = cli_run_help,
		[CLI_VERSION] = cli_run_version,
	};
	AUTO_ERROR err = ERROR_INIT;

	if (options->help)
		return cli_print_help(options->command);
	if (options->version)
		return cli_run_version(options);
	if (options->command == CLI_EDITOR &&
	    !cli_file_is_meant(options, &err))
		return cli_fail(&err);
	if (!cli_arguments_fit(options, &err))
		return fail_arguments(options, &err);
	return commands[options->command](options);
}

/*
 * Takes the places of standard streams that are closed: the next file opened
 * would get one, and a message would be written into it.
 */
static void
hold_standard_streams(void)
{
	int fd;

	/* Open the wrong way round: using one of them fails and is told. */
	do
		fd = open("/dev/null", fcntl(STDIN_FILENO, F_GETFD) < 0 ?
		    O_WRONLY : O_RDONLY);
	while (fd >= STDIN_FILENO && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct cli_options options = { 0 };
	AUTO_ERROR err = ERROR_INIT;
	int status;

	hold_standard_streams();
	/* A limit on the size of files is said like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	setlocale(LC_CTYPE, "");
	if (cli_parse(argc, argv, &options, &err))
		status = run(&options);
	else
		status = cli_fail(&err);
	cli_options_release(&options);
	return status;
}
