/* The table of options, and what each does.  See options.h. */
#include "cli/options.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"

#define ON(command) (UINT64_C(1) << (command))
#define EVERYWHERE (ON(CLI_COMMANDS) - 1)
#define WRITERS (ON(CLI_EDITOR) | ON(CLI_SET) | ON(CLI_UNSET) | ON(CLI_ADD))
#define SCHEMA_READERS                                                         \
	(ON(CLI_SCHEMA_LIST) | ON(CLI_SCHEMA_SHOW) | ON(CLI_SCHEMA_SEARCH) |   \
	    ON(CLI_SCHEMA_CHECK))
#define READS_SCHEMA                                                           \
	(ON(CLI_EDITOR) | ON(CLI_CHECK) | ON(CLI_SHOW) | ON(CLI_GET) |         \
	    ON(CLI_SET) | ON(CLI_ADD) | ON(CLI_NEW) | ON(CLI_RIGHTS) |         \
	    SCHEMA_READERS)

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
	(void)err;
	for (unsigned i = 0; i < SEVERITIES; i++)
		if (strcmp(argument, severity_names[i]) == 0)
			options->threshold = (enum severity)i;
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
TAKE_TEXT(color)
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
TAKE_FLAG(strict)
TAKE_FLAG(textconv)
TAKE_FLAG(help)
TAKE_FLAG(version)

/* clang-format off */
static const struct cli_choice text_or_json[] = {
	{ "text", "plain human txt" },
	{ "json", NULL },
	{ NULL, NULL }
};
static const struct cli_choice list_formats[] = {
	{ "text", "plain human txt" },
	{ "json", NULL },
	{ "names", "types" },
	{ NULL, NULL }
};
static const struct cli_choice show_formats[] = {
	{ "tree", "text plain human txt" },
	{ "json", NULL },
	{ "xml", "plist xml1" },
	{ NULL, NULL }
};
/* Named as severity_names has them. */
static const struct cli_choice severities[] = {
	{ "note", "info information notice hint style debug all" },
	{ "warning", "warn" },
	{ "error", "err fatal critical" },
	{ NULL, NULL }
};
static const struct cli_choice whens[] = {
	{ "auto", "tty if-tty" },
	{ "always", "on yes force true" },
	{ "never", "off no none false" },
	{ NULL, NULL }
};
/* Named as type_table has them. */
static const struct cli_choice types[] = {
	{ "string", "str text" },
	{ "integer", "int number long" },
	{ "real", "float double" },
	{ "boolean", "bool" },
	{ "date", "time" },
	{ "data", "bytes binary base64" },
	{ "array", "list" },
	{ "dictionary", "map object" },
	{ "dict", NULL },
	{ NULL, NULL }
};

const struct cli_option cli_option_table[] = {
	{ .name = "schema-dir", .others = "schema schemas",
	  .argument = "DIR",
	  .help =
	    "schemas from DIR, before the built-in ones; may be a checkout of "
	    "the upstream files; repeatable",
	  .commands = READS_SCHEMA, .take = take_schema_dir },
	{ .name = "rules-dir", .others = "rule rules",
	  .argument = "DIR",
	  .help = "rules from DIR, before the built-in ones; repeatable",
	  .commands = READS_SCHEMA, .take = take_rules_dir },
	{ .name = "target", .others = "for platform os system",
	  .argument = "SYSTEM",
	  .help =
	    "a system it is for: macOS=14.2, "
	    "iOS=17:supervised:user-enrollment; repeatable",
	  .commands = ON(CLI_EDITOR) | ON(CLI_CHECK), .take = take_target },
	{ .name = "for", .others = "target platform os system",
	  .argument = "SYSTEM",
	  .help =
	    "only what is there on a system: macOS=14, iOS=17:unsupervised; "
	    "repeatable",
	  .commands = ON(CLI_SCHEMA_LIST) | ON(CLI_SCHEMA_SEARCH),
	  .take = take_target },
	{ .name = "profiles",
	  .argument = "DIR",
	  .help = "say which profiles in DIR use what changed",
	  .commands = ON(CLI_SCHEMA_UPDATE), .take = take_profiles },
	{ .name = "against", .others = "old base installed",
	  .argument = "OLD",
	  .help = "the profile that is installed now: rules for updates apply",
	  .commands = ON(CLI_EDITOR) | ON(CLI_CHECK), .take = take_against },
	{ .name = "threshold", .others = "severity level min-severity",
	  .argument = "SEVERITY",
	  .help =
	    "the least severity that is printed and makes the exit status 1",
	  .choices = severities, .fallback = "warning",
	  .commands = ON(CLI_CHECK), .take = take_threshold },
	{ .name = "threshold", .others = "severity level min-severity",
	  .argument = "SEVERITY",
	  .help =
	    "the least severity that is printed and makes the exit status 1",
	  .choices = severities, .fallback = "note",
	  .commands = ON(CLI_SCHEMA_CHECK), .take = take_threshold },
	{ .name = "format", .others = "output",
	  .argument = "FORMAT",
	  .help = "how findings are printed",
	  .choices = text_or_json, .fallback = "text",
	  .commands = ON(CLI_CHECK), .take = take_format },
	{ .name = "format", .others = "output",
	  .argument = "FORMAT",
	  .help = "how the profile is printed",
	  .choices = show_formats, .fallback = "tree",
	  .commands = ON(CLI_SHOW), .take = take_format },
	{ .name = "format", .others = "output",
	  .argument = "FORMAT",
	  .help =
	    "how the list is printed; names: the payload types alone, a line "
	    "each",
	  .choices = list_formats, .fallback = "text",
	  .commands = ON(CLI_SCHEMA_LIST), .take = take_format },
	{ .name = "format", .others = "output",
	  .argument = "FORMAT",
	  .help = "how the result is printed",
	  .choices = text_or_json, .fallback = "text",
	  .commands = ON(CLI_SCHEMA_SHOW) | ON(CLI_SCHEMA_SEARCH) |
	    ON(CLI_SCHEMA_CHECK) | ON(CLI_SCHEMA_DIFF) |
	    ON(CLI_SCHEMA_UPDATE),
	  .take = take_format },
	{ .name = "type",
	  .argument = "TYPE",
	  .help = "the type of a value that no schema knows",
	  .choices = types,
	  .commands = ON(CLI_SET), .take = take_type },
	{ .name = "plist", .others = "xml",
	  .help = "VALUE is a piece of XML, for lists and dictionaries",
	  .commands = ON(CLI_SET), .take = take_plist },
	{ .name = "insert",
	  .help =
	    "with a number at the end of PATH: put before that item, do not "
	    "replace it",
	  .commands = ON(CLI_SET), .take = take_insert },
	{ .name = "payload",
	  .argument = "PAYLOADTYPE",
	  .help = "a payload the new profile shall contain; repeatable",
	  .commands = ON(CLI_NEW), .take = take_payload },
	{ .name = "name", .others = "display-name title",
	  .argument = "TEXT",
	  .help = "the name people see",
	  .commands = ON(CLI_NEW), .take = take_name },
	{ .name = "identifier", .others = "id",
	  .argument = "TEXT",
	  .help =
	    "the identifier; the same one replaces an installed profile",
	  .commands = ON(CLI_NEW), .take = take_identifier },
	{ .name = "organization", .others = "organisation company",
	  .argument = "TEXT",
	  .help = "who it is from",
	  .commands = ON(CLI_NEW), .take = take_organization },
	{ .name = "backup", .others = "suffix",
	  .argument = "[=SUFFIX]",
	  .help = "keep the old file under its name with SUFFIX (default ~)",
	  .commands = WRITERS, .take = take_backup },
	{ .name = "in-place", .others = "inplace",
	  .help =
	    "write into the file itself where it cannot be replaced; not safe "
	    "against a crash",
	  .commands = WRITERS & ~ON(CLI_EDITOR), .take = take_in_place },
	{ .name = "force", .others = "unsigned",
	  .help =
	    "save a signed profile unsigned (the original is kept as "
	    "FILE.signed); take keys and payload types that look misspelt",
	  .commands = ON(CLI_SET) | ON(CLI_ADD), .take = take_force },
	{ .name = "force", .others = "unsigned",
	  .help =
	    "save a signed profile unsigned (the original is kept as "
	    "FILE.signed)",
	  .commands = ON(CLI_UNSET), .take = take_force },
	{ .name = "force",
	  .help = "take payload types that look misspelt",
	  .commands = ON(CLI_NEW), .take = take_force },
	{ .name = "strict",
	  .help =
	    "refuse what brings findings: nothing is written, and the exit "
	    "status is 1",
	  .commands = ON(CLI_SET) | ON(CLI_ADD), .take = take_strict },
	{ .name = "textconv",
	  .help =
	    "for git: a file that does not read is printed as it is, and that "
	    "is no failure",
	  .commands = ON(CLI_SHOW), .take = take_textconv },
	{ .name = "show-secrets", .others = "secrets reveal unmask",
	  .help = "do not mask passwords and other secrets",
	  .commands = ON(CLI_EDITOR) | ON(CLI_SHOW) | ON(CLI_GET),
	  .take = take_show_secrets },
	{ .name = "ascii",
	  .help = "no signs beyond ASCII",
	  .commands = EVERYWHERE, .take = take_ascii },
	{ .name = "color", .others = "colour colors colours",
	  .argument = "WHEN",
	  .help = "colours on the terminal",
	  .choices = whens, .fallback = "auto",
	  .commands = EVERYWHERE, .take = take_color },
	{ .name = "help", .letter = 'h', .others = "usage",
	  .help = "print this and end",
	  .commands = EVERYWHERE, .take = take_help },
	{ .name = "version", .letter = 'V',
	  .help = "print the version and end",
	  .commands = EVERYWHERE, .take = take_version },
};
/* clang-format on */
const size_t cli_option_count = ARRAY_COUNT(cli_option_table);

bool
cli_has_option(enum cli_command command, const struct cli_option *option)
{
	_Static_assert(CLI_COMMANDS < 64, "bits of cli_option.commands");
	if (command == CLI_COMMANDS || (option->commands & ON(command)) != 0)
		return true;
	for (unsigned i = 0; i < CLI_COMMANDS; i++)
		if (cli_is_verb_of((enum cli_command)i, command) &&
		    (option->commands & ON(i)) != 0)
			return true;
	return false;
}

void
cli_add_option_words(const struct cli_option *option, struct buf *out)
{
	const struct cli_choice *choice = option->choices;

	buf_add_text(out, option->help);
	if (choice == NULL)
		return;
	for (const char *between = ": "; choice->name != NULL; choice++) {
		buf_addf(out, "%s%s", between, choice->name);
		if (option->fallback != NULL &&
		    strcmp(choice->name, option->fallback) == 0)
			buf_add_text(out, " (default)");
		between = choice[1].name != NULL && choice[2].name == NULL ?
		    " or " : ", ";
	}
}
