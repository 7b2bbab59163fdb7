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
#include "base/dirs.h"
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

	if (options->args.count > 1 &&
	    access(options->args.items[0], F_OK) != 0) {
		error_set(&err, ERR_USAGE, "there is no command '%s' (and no "
		    "such file): --help lists them", options->args.items[0]);
		return cli_fail(&err);
	}
	if (options->args.count > 1) {
		error_set(&err, ERR_USAGE, "one file at a time: '%s' is too "
		    "many", options->args.items[1]);
		return cli_fail(&err);
	}
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

static bool
arguments_fit(const struct cli_command_info *command, size_t count)
{
	if (count >= command->least && count <= command->most)
		return true;
	fprintf(stderr, "profedit: %s\nUsage: profedit %s %s\n",
	    count < command->least ? "an argument is missing" :
	    "there are too many arguments", command->name, command->usage);
	return false;
}

static int
run(enum cli_command command, const struct cli_options *options)
{
	static int (*const commands[CLI_COMMANDS])(
	    const struct cli_options *) = {
		[CLI_CHECK] = cli_check,
		[CLI_SHOW] = cli_show,
		[CLI_GET] = cli_get,
		[CLI_SET] = cli_set,
		[CLI_UNSET] = cli_unset,
		[CLI_ADD] = cli_add,
		[CLI_NEW] = cli_new,
		[CLI_SCHEMA] = cli_schema,
		[CLI_RIGHTS] = cli_rights,
	};
	AUTO_BUF out = BUF_INIT;

	if (options->help) {
		cli_help(command, &out);
		return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
	}
	if (options->version) {
		buf_addf(&out, "%s\n", PACKAGE_STRING);
		return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
	}
	if (command == CLI_EDITOR)	/* complains in words of its own */
		return run_editor(options);
	if (!arguments_fit(&cli_command_table[command], options->args.count))
		return CLI_TROUBLE;
	return commands[command](options);
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
	enum cli_command command = CLI_EDITOR;
	AUTO_ERROR err = ERROR_INIT;
	int status;

	hold_standard_streams();
	/* A limit on the size of files is said like a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	setlocale(LC_CTYPE, "");
	dirs_init(argv[0]);
	if (cli_parse(argc, argv, &command, &options, &err))
		status = run(command, &options);
	else
		status = cli_fail(&err);
	cli_options_release(&options);
	return status;
}
