/*
 * The options, what each command takes, and --help.
 */
#include "cli/options.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"

#define ON(command) (1u << (command))
#define EVERYWHERE (ON(CLI_COMMANDS) - 1)
#define WRITERS (ON(CLI_EDITOR) | ON(CLI_SET) | ON(CLI_UNSET) | ON(CLI_ADD))
#define READS_SCHEMA (EVERYWHERE & ~ON(CLI_UNSET))

/* clang-format off */
const struct cli_command_info cli_command_table[CLI_COMMANDS] = {
	[CLI_EDITOR] = { .name = "",
	  .usage = "[OPTION]... [FILE]",
	  .most = 1,
	  .summary =
	    "edit a profile; without FILE, or when it does not exist, a new "
	    "one",
	  .text =
	    "Opens FILE in forms made of the schemas. F1 explains the keys.",
	  .example = "profedit --version" },
	[CLI_CHECK] = { .name = "check",
	  .usage = "[OPTION]... FILE|DIR...",
	  .least = 1, .most = SIZE_MAX,
	  .summary = "say what is wrong with profiles",
	  .text =
	    "Prints a line for each finding: file, line, column, severity, "
	    "message, code and key path. A folder is searched for files that "
	    "end in .mobileconfig; - is standard input.",
	  .example = "profedit check corp.mobileconfig" },
	[CLI_SHOW] = { .name = "show",
	  .usage = "[OPTION]... FILE [PATH]",
	  .least = 1, .most = 2,
	  .summary = "print a profile with the titles of its keys",
	  .text =
	    "The formats are tree (default), json and xml. PATH picks a part. "
	    "Above the tree of a signed profile stands who signed it, and "
	    "whether the signature holds.",
	  .example = "profedit show corp.mobileconfig com.apple.mdm" },
	[CLI_GET] = { .name = "get",
	  .usage = "[OPTION]... FILE PATH",
	  .least = 2, .most = 2,
	  .summary = "print one value",
	  .text =
	    "Texts are printed as they are, data as its bytes (base64 on a "
	    "terminal), lists and dictionaries as XML. A secret is printed "
	    "when PATH names it; inside of a list or dictionary it is masked.",
	  .example = "profedit get corp.mobileconfig com.apple.mdm/ServerURL" },
	[CLI_SET] = { .name = "set",
	  .usage = "[OPTION]... FILE PATH VALUE",
	  .least = 3, .most = 3,
	  .summary = "set one value and save",
	  .text =
	    "VALUE is read by the schema's type, else by the type that is "
	    "there, else by --type. @FILE takes data or a text from a file (@- "
	    "from standard input; a text that begins with @ is written with "
	    "two), dates may be written +90d, --plist reads "
	    "XML. Setting what is there writes nothing. /List/- appends to a "
	    "list.",
	  .example =
	    "profedit set corp.mobileconfig com.apple.mdm/CheckOutWhenRemoved "
	    "true" },
	[CLI_UNSET] = { .name = "unset",
	  .usage = "[OPTION]... FILE PATH",
	  .least = 2, .most = 2,
	  .summary = "remove one key or item and save",
	  .text = "Comments that belonged to it stay.",
	  .example =
	    "profedit unset corp.mobileconfig com.apple.mdm/CheckInURL" },
	[CLI_ADD] = { .name = "add",
	  .usage = "[OPTION]... FILE PAYLOADTYPE",
	  .least = 2, .most = 2,
	  .summary = "add a payload and save",
	  .text =
	    "The payload gets what its schema requires, a new UUID and an "
	    "identifier of its own. Its path is printed.",
	  .example = "profedit add corp.mobileconfig com.apple.wifi.managed" },
	[CLI_NEW] = { .name = "new",
	  .usage = "[OPTION]... FILE",
	  .least = 1, .most = 1,
	  .summary = "make a new profile",
	  .text =
	    "Refuses a file that exists. --payload may be given several times.",
	  .example =
	    "profedit new --name='Office' --identifier=com.example.office "
	    "--payload=com.apple.wifi.managed office.mobileconfig" },
	[CLI_SCHEMA] = { .name = "schema",
	  .usage =
	    "[OPTION]... list | show TYPE[/KEY] | search WORD... | check "
	    "[FILE]... | diff OLD NEW | update DIR",
	  .most = SIZE_MAX,
	  .summary = "list, explain, search, check, compare and update schemas",
	  .text =
	    "list prints every payload by kind, with its type and its systems, "
	    "and which schemas are in use. show is a page about a payload or a "
	    "key. search finds keys by words (all must match) in names, "
	    "titles, texts and values, best first, and ends with 1 when there "
	    "are none; their paths are those that set takes. check says what "
	    "is odd in schema or rules files, "
	    "without FILE in all there are. diff compares two sets of schema "
	    "files (folders or files) and ends with 1 when they differ. update "
	    "makes a set of your own out of a newer checkout of the published "
	    "files: their structure, with the titles, texts and rules that "
	    "profedit has; it says what is new, changed, deprecated and gone, "
	    "and is used from then on.",
	  .example = "profedit schema search access rights" },
	[CLI_RIGHTS] = { .name = "rights",
	  .usage = "[OPTION]... [NUMBER | WORD...]",
	  .most = SIZE_MAX,
	  .summary = "translate AccessRights between numbers and words",
	  .text =
	    "Without arguments it lists the rights. A number is taken apart; "
	    "words (or numbers) are added up, with what they need.",
	  .example = "profedit rights 3" },
};
/* clang-format on */

static bool
take_schema_dir(struct cli_options *options, const char *argument,
    struct error *err)
{
	(void)err;
	*VEC_PUSH(options->schema_dirs) = argument;
	return true;
}

static bool
take_rules_dir(struct cli_options *options, const char *argument,
    struct error *err)
{
	(void)err;
	*VEC_PUSH(options->rules_dirs) = argument;
	return true;
}

static bool
take_payload(struct cli_options *options, const char *argument,
    struct error *err)
{
	(void)err;
	*VEC_PUSH(options->payloads) = argument;
	return true;
}

static bool
take_target(struct cli_options *options, const char *argument,
    struct error *err)
{
	struct target target;

	if (!target_parse(argument, &target, err))
		return false;
	*VEC_PUSH(options->targets) = target;
	return true;
}

static bool
take_threshold(struct cli_options *options, const char *argument,
    struct error *err)
{
	for (unsigned i = 0; i < SEVERITIES; i++) {
		if (strcmp(argument, severity_names[i]) == 0) {
			options->threshold = (enum severity)i;
			return true;
		}
	}
	error_set(err, ERR_USAGE,
	    "'%s' is no severity: note, warning or error", argument);
	return false;
}

static bool
take_color(struct cli_options *options, const char *argument,
    struct error *err)
{
	if (strcmp(argument, "auto") != 0 && strcmp(argument, "always") != 0 &&
	    strcmp(argument, "never") != 0) {
		error_set(err, ERR_USAGE,
		    "'%s' is no choice for --color: auto, always or never",
		    argument);
		return false;
	}
	options->color = argument;
	return true;
}

static bool
take_backup(struct cli_options *options, const char *argument,
    struct error *err)
{
	options->backup = argument == NULL ? "~" : argument;
	if (*options->backup != '\0' && strchr(options->backup, '/') == NULL)
		return true;
	error_set(err, ERR_USAGE,
	    "the suffix of --backup must be a part of a file name");
	return false;
}

/* Options that only keep their text or say yes. */
#define TAKE_TEXT(field)                                                       \
	static bool take_##field(struct cli_options *options,                  \
	    const char *argument, struct error *err)                           \
	{                                                                      \
		(void)err;                                                     \
		options->field = argument;                                     \
		return true;                                                   \
	}
#define TAKE_FLAG(field)                                                       \
	static bool take_##field(struct cli_options *options,                  \
	    const char *argument, struct error *err)                           \
	{                                                                      \
		(void)argument;                                                \
		(void)err;                                                     \
		options->field = true;                                         \
		return true;                                                   \
	}
TAKE_TEXT(against)
TAKE_TEXT(format)
TAKE_TEXT(type)
TAKE_TEXT(name)
TAKE_TEXT(identifier)
TAKE_TEXT(organization)
TAKE_TEXT(profiles)
TAKE_FLAG(show_secrets)
TAKE_FLAG(ascii)
TAKE_FLAG(insert)
TAKE_FLAG(plist)
TAKE_FLAG(in_place)
TAKE_FLAG(force)
TAKE_FLAG(help)
TAKE_FLAG(version)

/* clang-format off */
const struct cli_option cli_option_table[] = {
	{ "schema-dir", "DIR",
	  "schemas from DIR, before the built-in ones; may be a checkout of "
	  "the upstream files; repeatable",
	  READS_SCHEMA, take_schema_dir },
	{ "rules-dir", "DIR",
	  "rules from DIR, before the built-in ones; repeatable",
	  READS_SCHEMA, take_rules_dir },
	{ "target", "SPEC",
	  "the systems it is for: macOS=14.2, "
	  "iOS=17:supervised:user-enrollment; repeatable",
	  ON(CLI_EDITOR) | ON(CLI_CHECK), take_target },
	{ "for", "SPEC",
	  "only what is there on a system: macOS=14, iOS=17:unsupervised; "
	  "repeatable",
	  ON(CLI_SCHEMA), take_target },
	{ "profiles", "DIR",
	  "schema update: say which profiles in DIR use what changed",
	  ON(CLI_SCHEMA), take_profiles },
	{ "against", "OLD",
	  "the profile that is installed now: rules for updates apply",
	  ON(CLI_EDITOR) | ON(CLI_CHECK), take_against },
	{ "threshold", "SEVERITY",
	  "the least severity that is shown and counts: note (default of "
	  "schema check), warning (default of check) or error",
	  ON(CLI_CHECK) | ON(CLI_SCHEMA), take_threshold },
	{ "format", "FORMAT",
	  "check, schema diff and schema update: text or json; show: tree, "
	  "json or xml",
	  ON(CLI_CHECK) | ON(CLI_SHOW) | ON(CLI_SCHEMA), take_format },
	{ "type", "TYPE",
	  "the type of a value that no schema knows: string integer real "
	  "boolean date data array dictionary",
	  ON(CLI_SET), take_type },
	{ "plist", NULL, "VALUE is a piece of XML, for lists and dictionaries",
	  ON(CLI_SET), take_plist },
	{ "insert", NULL,
	  "with a number at the end of PATH: put before that item, do not "
	  "replace it",
	  ON(CLI_SET), take_insert },
	{ "payload", "TYPE",
	  "a payload the new profile shall contain; repeatable",
	  ON(CLI_NEW), take_payload },
	{ "name", "TEXT", "the name people see", ON(CLI_NEW), take_name },
	{ "identifier", "TEXT",
	  "the identifier; the same one replaces an installed profile",
	  ON(CLI_NEW), take_identifier },
	{ "organization", "TEXT", "who it is from",
	  ON(CLI_NEW), take_organization },
	{ "backup", "[=SUFFIX]",
	  "keep the old file under its name with SUFFIX (default ~)",
	  WRITERS, take_backup },
	{ "in-place", NULL,
	  "write into the file itself where it cannot be replaced; not safe "
	  "against a crash",
	  WRITERS & ~ON(CLI_EDITOR), take_in_place },
	{ "force", NULL,
	  "save a signed profile unsigned (the original is kept as "
	  "FILE.signed)",
	  WRITERS & ~ON(CLI_EDITOR), take_force },
	{ "show-secrets", NULL, "do not mask passwords and other secrets",
	  ON(CLI_EDITOR) | ON(CLI_SHOW) | ON(CLI_GET), take_show_secrets },
	{ "ascii", NULL, "no signs beyond ASCII", EVERYWHERE, take_ascii },
	{ "color", "WHEN", "auto (default), always or never",
	  EVERYWHERE, take_color },
	{ "help", NULL, "print this and end", EVERYWHERE, take_help },
	{ "version", NULL, "print the version and end",
	  EVERYWHERE, take_version },
};
/* clang-format on */
const size_t cli_option_count = ARRAY_COUNT(cli_option_table);

static const struct cli_option *
find_option(const char *name, size_t length)
{
	for (size_t i = 0; i < cli_option_count; i++) {
		if (strlen(cli_option_table[i].name) == length &&
		    memcmp(cli_option_table[i].name, name, length) == 0)
			return &cli_option_table[i];
	}
	return NULL;
}

static enum cli_command
find_command(const char *name)
{
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		if (strcmp(cli_command_table[i].name, name) == 0)
			return (enum cli_command)i;
	}
	return CLI_EDITOR;
}

/* One option at argv[*at]; *AT moves on to a separate argument. */
static bool
take_option(int argc, char *const *argv, int *at, struct cli_options *options,
    unsigned *used, struct error *err)
{
	const char *text = argv[*at] + 2, *argument = NULL;
	size_t length = strcspn(text, "=");
	const struct cli_option *option = find_option(text, length);
	bool optional;

	if (option == NULL) {
		error_set(err, ERR_USAGE, "there is no option '--%.*s': "
		    "--help lists them", (int)length, text);
		return false;
	}
	optional = option->argument != NULL && option->argument[0] == '[';
	if (text[length] == '=')
		argument = text + length + 1;
	if (option->argument == NULL && argument != NULL) {
		error_set(err, ERR_USAGE, "'--%s' takes no value",
		    option->name);
		return false;
	}
	if (option->argument != NULL && argument == NULL && !optional) {
		if (*at + 1 >= argc) {
			error_set(err, ERR_USAGE, "'--%s' needs a value: %s",
			    option->name, option->argument);
			return false;
		}
		argument = argv[++*at];
	}
	*used |= 1u << (option - cli_option_table);
	return option->take(options, argument, err);
}

/* Refuses options that COMMAND does not know. */
static bool
check_used(enum cli_command command, unsigned used, struct error *err)
{
	for (size_t i = 0; i < cli_option_count; i++) {
		if ((used & 1u << i) == 0 ||
		    (cli_option_table[i].commands & ON(command)) != 0)
			continue;
		error_set(err, ERR_USAGE, "'--%s' means nothing to %s%s",
		    cli_option_table[i].name,
		    command == CLI_EDITOR ? "the editor" : "profedit ",
		    cli_command_table[command].name);
		return false;
	}
	return true;
}

bool
cli_parse(int argc, char *const *argv, enum cli_command *command,
    struct cli_options *options, struct error *err)
{
	bool ended = false, chosen = false;
	unsigned used = 0;

	_Static_assert(ARRAY_COUNT(cli_option_table) <= 32, "bits of used");
	*command = CLI_EDITOR;
	options->threshold = SEVERITIES;	/* not said */
	options->color = "auto";
	for (int i = 1; i < argc; i++) {
		const char *text = argv[i];

		if (!ended && strcmp(text, "--") == 0) {
			ended = true;
		} else if (!ended && strncmp(text, "--", 2) == 0) {
			if (!take_option(argc, argv, &i, options, &used, err))
				return false;
		} else if (!ended && text[0] == '-' && text[1] != '\0' &&
		    *command != CLI_SET && *command != CLI_RIGHTS) {
			error_set(err, ERR_USAGE, "there is no option '%s': "
			    "--help lists them", text);
			return false;
		} else if (!ended && !chosen &&
		    find_command(text) != CLI_EDITOR) {
			*command = find_command(text);
			chosen = true;
		} else {
			chosen = true;
			*VEC_PUSH(options->args) = text;
		}
	}
	if (options->threshold == SEVERITIES)
		options->threshold = *command == CLI_SCHEMA ? SEVERITY_NOTE :
		    SEVERITY_WARNING;
	return check_used(*command, used, err);
}

void
cli_options_release(struct cli_options *options)
{
	VEC_RELEASE(options->schema_dirs);
	VEC_RELEASE(options->rules_dirs);
	VEC_RELEASE(options->payloads);
	VEC_RELEASE(options->args);
	VEC_RELEASE(options->targets);
}

/* Adds TEXT broken at 78 columns, further lines indented by INDENT blanks. */
static void
add_wrapped(struct buf *out, const char *text, size_t column, size_t indent)
{
	while (*text != '\0') {
		size_t length = strcspn(text, " ");

		if (column + length > 78 && column > indent) {
			buf_add_char(out, '\n');
			buf_add_repeat(out, ' ', indent);
			column = indent;
		}
		buf_add(out, text, length);
		column += length;
		text += length;
		if (*text == ' ') {
			text++;
			if (*text != '\0' && column + 1 + strcspn(text, " ") <=
			    78)
				buf_add_char(out, ' ');
			column++;
		}
	}
	buf_add_char(out, '\n');
}

static void
add_option_help(const struct cli_option *option, struct buf *out)
{
	AUTO_BUF head = BUF_INIT;

	buf_addf(&head, "  --%s", option->name);
	if (option->argument != NULL)
		buf_addf(&head, "%s%s", option->argument[0] == '[' ? "" : "=",
		    option->argument);
	buf_add(out, buf_text(&head), head.length);
	if (head.length < 24)
		buf_add_repeat(out, ' ', 24 - head.length);
	else
		buf_addf(out, "\n%24s", "");
	add_wrapped(out, option->help, 24, 24);
}

void
cli_help(enum cli_command command, struct buf *out)
{
	const struct cli_command_info *info = &cli_command_table[command];

	buf_addf(out, "Usage: profedit %s%s%s\n", info->name,
	    command == CLI_EDITOR ? "" : " ", info->usage);
	if (command == CLI_EDITOR) {
		for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++)
			buf_addf(out, "       profedit %s %s\n",
			    cli_command_table[i].name,
			    cli_command_table[i].usage);
		buf_add_char(out, '\n');
		for (unsigned i = 0; i < CLI_COMMANDS; i++) {
			buf_addf(out, "  %-10s", i == CLI_EDITOR ?
			    "(none)" : cli_command_table[i].name);
			add_wrapped(out, cli_command_table[i].summary, 12, 12);
		}
	} else {
		buf_add_char(out, '\n');
		add_wrapped(out, info->text, 0, 0);
		buf_addf(out, "\nFor example: %s\n", info->example);
	}
	buf_add_text(out, "\nOptions:\n");
	for (size_t i = 0; i < cli_option_count; i++) {
		if ((cli_option_table[i].commands & ON(command)) != 0)
			add_option_help(&cli_option_table[i], out);
	}
	buf_add_text(out, "\nExit status: 0 fine, 1 findings, 2 a file could "
	    "not be read or the\narguments were wrong.\n");
}
