/*
 * profedit(1) out of the tables that the program itself walks, so that the
 * page cannot lie.  `make manual` writes help/profedit.1; a test compares.
 * Source of the macros: mdoc(7).
 */
#include "cli/manual.h"

#include <string.h>

#include "base/buf.h"
#include "check/finding.h"
#include "cli/options.h"
#include "editor/command.h"

static const char description[] =
    ".Nm\n"
    "edits Apple configuration profiles in a terminal and checks them without "
    "one.\n"
    "A schema says which keys a payload has; the form shows each by its title, "
    "with its default and its allowed values, and complains while a value is "
    "typed.\n"
    ".Pp\n"
    "What was not changed keeps its bytes: comments, order, indentation, line "
    "ends, unknown keys.\n"
    "Nothing touches the file before it is saved, and saving replaces it as a "
    "whole.\n";

static const char paths[] =
    "A key path is a JSON Pointer (RFC 6901) such as\n"
    ".Pa /PayloadContent/0/ServerURL .\n"
    "The first slash may be left out.\n"
    "A first part that is a payload type in the profile names that payload:\n"
    ".Pa com.apple.mdm/ServerURL ,\n"
    "the second of its type\n"
    ".Pa com.apple.wifi.managed#2/SSID_STR .\n"
    "A number is an item of a list, counted from 0;\n"
    ".Pa -\n"
    "is the place behind the last.\n";

static const char files[] =
    ".Bl -tag -width Ds\n"
    ".It Pa FILE.profedit-save\n"
    "unsaved edits of a session that was cut off; opening FILE offers them\n"
    ".It Pa FILE.signed\n"
    "the signed original of a profile that was saved unsigned\n"
    ".It Pa $XDG_DATA_HOME/profedit/schemas/profiles\n"
    "the set of schemas that\n"
    ".Cm schema update\n"
    "made; it is used before the built-in one until it is removed\n"
    ".It Pa $XDG_CONFIG_HOME/profedit/config.yaml\n"
    "identifier-prefix and organization for new profiles\n"
    ".El\n";

static const char environment[] =
    ".Bl -tag -width Ds\n"
    ".It Ev VISUAL , EDITOR\n"
    "the editor for long texts\n"
    ".It Ev NO_COLOR\n"
    "when set and not empty, no colour\n"
    ".It Ev ESCDELAY\n"
    "milliseconds after which a lone escape is the key Esc (100)\n"
    ".It Ev PROFEDIT_DATADIR\n"
    "the folder that holds schemas and help\n"
    ".El\n";

/* TEXT with what roff would take for itself escaped. */
static void
add_words(struct buf *out, const char *text, size_t length)
{
	if (length > 0 && (*text == '.' || *text == '\''))
		buf_add_text(out, "\\&");
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\')
			buf_add_text(out, "\\e");
		else if (text[i] == '-')
			buf_add_text(out, "\\-");
		else if (text[i] == '^')
			buf_add_text(out, "\\(ha");
		else if (text[i] == '~')
			buf_add_text(out, "\\(ti");
		else
			buf_add_char(out, text[i]);
	}
}

/* On the line of a macro, which ends with the line. */
static void
add_argument(struct buf *out, const char *text)
{
	add_words(out, text, strlen(text));
}

/* Each sentence on a line of its own. */
static void
add_text(struct buf *out, const char *text)
{
	const char *end;

	while ((end = strstr(text, ". ")) != NULL) {
		add_words(out, text, (size_t)(end + 1 - text));
		buf_add_char(out, '\n');
		text = end + 2;
	}
	add_words(out, text, strlen(text));
}

static void
add_command(const struct cli_command_info *info, struct buf *out)
{
	buf_add_text(out, ".It Nm");
	if (*info->name != '\0') {
		buf_add_text(out, " Cm ");
		buf_add_text(out, info->name);
	}
	buf_add_text(out, " Ar \"");
	add_argument(out, info->usage);
	buf_add_text(out, "\"\n");
	add_text(out, info->text);
	buf_add_text(out, "\n.Dl ");
	add_argument(out, info->example);
	buf_add_char(out, '\n');
}

static void
add_options(struct buf *out)
{
	buf_add_text(out, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];
		AUTO_BUF words = BUF_INIT;

		buf_add_text(out, ".It ");
		if (option->letter != '\0')
			buf_addf(out, "Fl %c , ", option->letter);
		buf_addf(out, "Fl Fl %s", option->name);
		if (option->argument != NULL && option->argument[0] == '[')
			buf_add_text(out, " Ns Oo = Ns Ar SUFFIX Oc");
		else if (option->argument != NULL)
			buf_addf(out, " Ns = Ns Ar %s", option->argument);
		buf_add_char(out, '\n');
		cli_add_option_words(option, &words);
		add_text(out, buf_text(&words));
		buf_add_char(out, '\n');
	}
	buf_add_text(out, ".El\n");
}

static void
add_keys(struct buf *out)
{
	buf_add_text(out, "While browsing, letters are commands, and digits "
	    "are the function keys.\n.Bl -tag -width Ds\n");
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &command_table[i];

		buf_add_text(out, ".It Cm ");
		add_argument(out, command->name);
		if (command->keys != NULL) {
			buf_add_text(out, " Pq Ic \"\\&");
			add_argument(out, command->keys);
			buf_add_char(out, '"');
		}
		buf_add_char(out, '\n');
		add_text(out, command->help);
		buf_add_char(out, '\n');
	}
	buf_add_text(out, ".El\n");
}

static void
add_findings(struct buf *out)
{
	buf_add_text(out, ".Bl -tag -width Ds\n");
	for (unsigned i = 0; i < FINDING_CODES; i++) {
		const struct finding_info *info = &finding_table[i];

		buf_addf(out, ".It Li %s Pq %s\n", info->name,
		    severity_names[info->severity]);
		add_text(out, info->text);
		buf_add_char(out, '\n');
		add_text(out, info->advice);
		buf_add_char(out, '\n');
	}
	buf_add_text(out, ".El\n");
}

void
cli_manual(struct buf *out)
{
	buf_add_text(out, ".\\\" Made by `make manual'; do not edit.\n"
	    ".Dd November 22, 2026\n.Dt PROFEDIT 1\n.Os\n"
	    ".Sh NAME\n.Nm profedit\n"
	    ".Nd edit and check Apple configuration profiles\n"
	    ".Sh SYNOPSIS\n");
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		buf_add_text(out, ".Nm");
		if (i != CLI_EDITOR)
			buf_addf(out, " Cm %s", cli_command_table[i].name);
		buf_add_text(out, " Ar \"");
		add_argument(out, cli_command_table[i].usage);
		buf_add_text(out, "\"\n");
	}
	buf_addf(out, ".Sh DESCRIPTION\n%s.Ss Commands\n"
	    ".Bl -tag -width Ds\n", description);
	for (unsigned i = 0; i < CLI_COMMANDS; i++)
		add_command(&cli_command_table[i], out);
	buf_add_text(out, ".El\n.Ss Options\n");
	add_options(out);
	buf_addf(out, ".Ss Key paths\n%s.Ss Keys of the editor\n", paths);
	add_keys(out);
	buf_add_text(out, ".Ss Findings\n");
	add_findings(out);
	buf_addf(out, ".Sh ENVIRONMENT\n%s.Sh FILES\n%s", environment, files);
	buf_add_text(out, ".Sh EXIT STATUS\n0: fine.\n"
	    "1: findings, ill\\-formed files included.\n"
	    "2: a file could not be read or written, or the arguments were "
	    "wrong; 2 wins.\n.Sh SEE ALSO\n"
	    ".Xr profedit-schema 5\n");
}
