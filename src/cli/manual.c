/*
 * profedit(1) out of the tables that the program itself walks, so that the
 * page cannot lie.  `make manual` writes help/profedit.1; a test compares.
 * Source of the macros: mdoc(7).
 */
#include "cli/manual.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/finding.h"
#include "check/placeholder.h"
#include "cli/options.h"
#include "editor/command.h"

static const char description[] =
    ".Nm\n"
    "edits Apple configuration profiles in a terminal and checks them without "
    "one.\n"
    "A schema says which keys a payload has; the form shows each by its "
    "title,\n"
    "with its default and its allowed values, and complains while a value is "
    "typed.\n"
    ".Pp\n"
    "What was not changed keeps its bytes: comments, order, indentation,\n"
    "line ends, unknown keys.\n"
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
    ".It Pa FILE.profedit\\-save\n"
    "unsaved edits of a session that was cut off; opening FILE offers them\n"
    ".It Pa $XDG_STATE_HOME/profedit/\n"
    ".Pq Pa ~/.local/state/profedit :\n"
    "the same where the folder of FILE cannot be written, with the whole\n"
    "path in the name and\n"
    ".Ql %\n"
    "for each slash; and\n"
    ".Pa used ,\n"
    "an empty file that keeps the hints for the first use away\n"
    ".It Pa FILE.signed\n"
    "the signed original of a profile that was saved unsigned\n"
    ".It Pa $XDG_DATA_HOME/profedit/schemas/profiles\n"
    ".Pq Pa ~/.local/share/profedit/schemas/profiles :\n"
    "the set of schemas that\n"
    ".Cm schema update\n"
    "made; it is used before the built\\-in one until it is removed\n"
    ".It Pa $XDG_CONFIG_HOME/profedit/config.yaml\n"
    ".Pq Pa ~/.config/profedit/config.yaml :\n"
    "identifier\\-prefix and organization for new profiles\n"
    ".El\n";

static const char placeholders[] =
    "Management servers and scripts fill in variables before a device sees\n"
    "the profile.\n"
    "A text with one in it is never complained of for its form;\n"
    "a number, a date or data that is one is noted\n"
    ".Pq Li placeholder .\n"
    "These forms are known, with any name in them:\n";

static const char whole_placeholders[] =
    "Where no text belongs, such as in a number, these count as well,\n"
    "when there is nothing else in the value:\n";

static const char findings[] =
    "Each has a code that does not change.\n"
    "In parentheses stands how severe it is; where there are several,\n"
    "the usual one first.\n"
    "Rules say how severe what they complain of is; what holds only on some\n"
    "systems is a note as long as no target says which are meant.\n";

static const char exit_status[] =
    ".Bl -tag -width Ds\n"
    ".It 0\n"
    "fine\n"
    ".It 1\n"
    "findings, ill\\-formed files included\n"
    ".It 2\n"
    "a file could not be read or written, something could not be judged,\n"
    "or the arguments were wrong; 2 wins\n"
    ".El\n"
    ".Pp\n"
    "Where there is a 1:\n";

/*
 * Lines beginning with '#' are text, others commands.  Each stands alone: the
 * tests run it beside copies of help/examples/enrolment.mobileconfig called
 * corp.mobileconfig, old.mobileconfig and profiles/corp.mobileconfig.
 */
static const char *const examples[] = {
	"# All profiles of a folder for the systems that are in use; in a "
	"script the exit status decides:",
	"profedit check --target=iOS=17 --target=macOS=14 profiles",
	"# The same for programs:",
	"profedit check --format=json profiles",
	"# What an update of devices that have old.mobileconfig may not change:",
	"profedit check --against=old.mobileconfig corp.mobileconfig",
	"# How a key is called, and what it takes:",
	"profedit schema search check out",
	"profedit schema show com.apple.mdm/CheckOutWhenRemoved",
	"# One value, and another one in its place:",
	"profedit get corp.mobileconfig com.apple.mdm/AccessRights",
	"profedit set corp.mobileconfig com.apple.mdm/AccessRights 8191",
	"# What the number says, in words:",
	"profedit rights 8191",
	"# A secret that does not get into the history of the shell:",
	"printf %s \"$CHALLENGE\" | profedit set corp.mobileconfig "
	"com.apple.security.scep/PayloadContent/Challenge @-",
	"# A new profile with a payload in it:",
	"profedit new --name='Guest network' --identifier=com.example.guest "
	"--payload=com.apple.wifi.managed guest.mobileconfig",
	"# Two profiles side by side in words, whatever their layout:",
	"profedit show old.mobileconfig >old.txt; profedit show "
	"corp.mobileconfig | diff -u old.txt -",
};

static const char see_also[] =
    ".Xr git 1 ,\n"
    ".Xr openssl-cms 1 ,\n"
    ".Xr profedit-schema 5\n"
    ".Sh STANDARDS\n"
    "Property lists are those of the DTD PropertyList 1.0;\n"
    "key paths those of RFC 6901, signatures those of RFC 5652.\n"
    ".Sh AUTHORS\n"
    ".An The profedit authors\n"
    ".Sh BUGS\n"
    "A schema can be behind the systems it describes; what it does not\n"
    "know is never an error.\n"
    "A finding that is wrong is a bug: say which, with the key and where\n"
    "the opposite is stated.\n"
    ".Pp\n"
    "profedit does not sign; encrypted profiles are kept as they are.\n"
    "A binary property list keeps values, types and order, not bytes.\n"
    "Whether a certificate may be trusted is not judged.\n"
    "On macOS it compiles; it has not been run there.\n";

static const char environment[] =
    ".Bl -tag -width Ds\n"
    ".It Ev VISUAL , EDITOR\n"
    "the editor for long texts\n"
    ".It Ev NO_COLOR\n"
    "when set and not empty, no colour\n"
    ".It Ev ESCDELAY\n"
    "milliseconds after which a lone escape is the key Esc (100)\n"
    ".It Ev PROFEDIT_DATADIR\n"
    "a folder whose\n"
    ".Pa schemas\n"
    "stands before what is built in\n"
    ".El\n";

/* What roff would take for itself, or print as another sign. */
static const char *
escape_of(char c)
{
	static const struct {
		char c;
		const char *escape;
	} escapes[] = {
		{ '\\', "\\e" }, { '-', "\\-" }, { '^', "\\(ha" },
		{ '~', "\\(ti" }, { '\'', "\\(aq" }, { '`', "\\(ga" },
		{ '"', "\\(dq" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(escapes); i++)
		if (escapes[i].c == c)
			return escapes[i].escape;
	return NULL;
}

static void
add_words(struct buf *out, const char *text, size_t length)
{
	if (length > 0 && *text == '.')
		buf_add_text(out, "\\&");
	for (size_t i = 0; i < length; i++) {
		const char *escape = escape_of(text[i]);

		if (escape != NULL)
			buf_add_text(out, escape);
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

enum { LINE_MOST = 76 };	/* bytes of a line of text, about */

/* Each sentence begins a line; long ones take several. */
static void
add_text(struct buf *out, const char *text)
{
	size_t start = out->length;

	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		bool ends = text[length] == '\0' ||
		    (length > 0 && text[length - 1] == '.');

		/* What is typed is not to be hyphenated. */
		if (memchr(text, '=', length) != NULL)
			buf_add_text(out, "\\%");
		add_words(out, text, length);
		text += length + strspn(text + length, " ");
		if (*text == '\0')
			break;
		if (ends ||
		    out->length - start + strcspn(text, " ") > LINE_MOST) {
			buf_add_char(out, '\n');
			start = out->length;
		} else {
			buf_add_char(out, ' ');
		}
	}
}

static void
begin_literal(struct buf *out)
{
	buf_add_text(out, ".Bd -literal -offset indent\n");
}

/* LINE as it is to be typed, on one line however long. */
static void
add_literal(struct buf *out, const char *line)
{
	add_words(out, line, strlen(line));
	buf_add_char(out, '\n');
}

static void
end_literal(struct buf *out)
{
	buf_add_text(out, ".Ed\n");
}

/* ".Nm profedit Cm check Ar …": with a name groff begins a line. */
static void
add_usage(const struct cli_command_info *info, struct buf *out)
{
	buf_add_text(out, "Nm profedit");
	if (*info->name != '\0')
		buf_addf(out, " Cm %s", info->name);
	if (*info->usage != '\0') {
		buf_add_text(out, " Ar \"");
		add_argument(out, info->usage);
		buf_add_char(out, '"');
	}
	buf_add_char(out, '\n');
}

static void
add_command(const struct cli_command_info *info, struct buf *out)
{
	buf_add_text(out, ".It ");
	add_usage(info, out);
	add_text(out, info->text);
	buf_add_char(out, '\n');
	begin_literal(out);
	add_literal(out, info->example);
	end_literal(out);
}

/* "(check, schema show)": who knows OPTION; nothing when all do. */
static void
add_users(const struct cli_option *option, struct buf *out)
{
	AUTO_BUF names = BUF_INIT;
	bool all = true;

	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		if (cli_is_group((enum cli_command)i))
			continue;
		if (!cli_has_option((enum cli_command)i, option)) {
			all = false;
			continue;
		}
		buf_addf(&names, "%s%s", names.length > 0 ? ", " : "",
		    i == CLI_EDITOR ? "the editor" : cli_command_table[i].name);
	}
	if (!all)
		buf_addf(out, ".Pq %s\n", buf_text(&names));
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
		add_users(option, out);
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

/* The forms of one line each: those of the WHOLE text, or the others. */
static void
add_placeholder_forms(bool whole, struct buf *out)
{
	begin_literal(out);
	for (size_t i = 0; i < placeholder_form_count; i++)
		if ((placeholder_forms[i].kind == PLACEHOLDER_WHOLE) == whole)
			add_literal(out, placeholder_forms[i].example);
	end_literal(out);
}

/* The usual severity, then the others, worst first. */
static void
add_severities(enum finding_code code, struct buf *out)
{
	enum severity usual = finding_table[code].severity;
	unsigned others = finding_severities(code) & ~(1U << usual);

	buf_add_text(out, severity_names[usual]);
	for (unsigned i = SEVERITIES; i-- > 0;)
		if ((others & 1U << i) != 0)
			buf_addf(out, ", %s", severity_names[i]);
}

static void
add_findings(struct buf *out)
{
	buf_addf(out, "%s.Bl -tag -width Ds\n", findings);
	for (unsigned i = 0; i < FINDING_CODES; i++) {
		const struct finding_info *info = &finding_table[i];

		buf_addf(out, ".It Li %s Pq ", info->name);
		add_severities((enum finding_code)i, out);
		buf_add_char(out, '\n');
		add_text(out, info->text);
		buf_add_char(out, '\n');
		add_text(out, info->advice);
		buf_add_char(out, '\n');
	}
	buf_add_text(out, ".El\n");
}

static void
add_statuses(struct buf *out)
{
	buf_addf(out, "%s.Bl -tag -width Ds\n", exit_status);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		const struct cli_command_info *info = &cli_command_table[i];

		if (info->statuses[1] == NULL ||
		    cli_is_group((enum cli_command)i))
			continue;
		buf_addf(out, ".It Cm %s\n", info->name);
		add_text(out, info->statuses[1]);
		buf_add_char(out, '\n');
	}
	buf_add_text(out, ".El\n");
}

static void
add_examples(struct buf *out)
{
	bool literal = false;

	for (size_t i = 0; i < ARRAY_COUNT(examples); i++) {
		bool text = examples[i][0] == '#';

		if (text == literal && text)
			end_literal(out);
		else if (!text && !literal)
			begin_literal(out);
		literal = !text;
		if (text && i > 0)
			buf_add_text(out, ".Pp\n");
		if (!text) {
			add_literal(out, examples[i]);
			continue;
		}
		add_text(out, examples[i] + 2);
		buf_add_char(out, '\n');
	}
	end_literal(out);
}

void
cli_manual(struct buf *out)
{
	buf_add_text(out, ".\\\" Made by `make manual'; do not edit.\n"
	    ".Dd November 26, 2026\n.Dt PROFEDIT 1\n.Os\n"
	    ".Sh NAME\n.Nm profedit\n"
	    ".Nd edit and check Apple configuration profiles\n"
	    ".Sh SYNOPSIS\n");
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		buf_add_char(out, '.');
		add_usage(&cli_command_table[i], out);
	}
	buf_addf(out, ".Sh DESCRIPTION\n%s.Ss Commands\n"
	    ".Bl -tag -width Ds\n", description);
	for (unsigned i = 0; i < CLI_COMMANDS; i++)
		add_command(&cli_command_table[i], out);
	buf_add_text(out, ".El\n.Ss Options\n");
	add_options(out);
	buf_addf(out, ".Ss Key paths\n%s.Ss Placeholders\n%s", paths,
	    placeholders);
	add_placeholder_forms(false, out);
	buf_addf(out, ".Pp\n%s", whole_placeholders);
	add_placeholder_forms(true, out);
	buf_add_text(out, ".Ss Keys of the editor\n");
	add_keys(out);
	buf_add_text(out, ".Ss Findings\n");
	add_findings(out);
	buf_addf(out, ".Sh ENVIRONMENT\n%s.Sh FILES\n%s.Sh EXIT STATUS\n",
	    environment, files);
	add_statuses(out);
	buf_add_text(out, ".Sh EXAMPLES\n");
	add_examples(out);
	buf_addf(out, ".Sh SEE ALSO\n%s", see_also);
}
