/* The table of commands, and finding one by its name.  See options.h. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/nearest.h"
#include "cli/options.h"

#define FINE "done"
#define WRONG "the arguments were wrong"
#define NO_FILE "the file could not be opened or read, or " WRONG
#define NOT_WRITTEN                                                            \
	"nothing was written: the file could not be read or saved, the value " \
	"does not fit, or " WRONG

/* clang-format off */
const struct cli_command_info cli_command_table[CLI_COMMANDS] = {
	[CLI_EDITOR] = { .name = "", .others = "edit",
	  .usage = "[OPTION]... [FILE]",
	  .summary =
	    "edit a profile; without FILE, or when it does not exist, a new "
	    "one",
	  .text =
	    "Opens FILE in forms made of the schemas. F1 explains the keys.",
	  .statuses = {
	    "the editor was left",
	    NULL,
	    "FILE could not be opened, there is no terminal, or " WRONG },
	  .example = "profedit --version" },
	[CLI_CHECK] = { .name = "check", .others = "validate lint verify",
	  .usage = "[OPTION]... FILE|DIR...",
	  .summary = "say what is wrong with profiles",
	  .text =
	    "Prints a line for each finding: file, line, column, severity, "
	    "message, code and key path. A folder is searched for files that "
	    "end in .mobileconfig, and in .plist or .xml when a profile is in "
	    "them; how many there were is said on standard error, and none is "
	    "status 2. - is standard input; pipes are read too. A file that "
	    "is named twice is checked once.",
	  .statuses = {
	    "no finding at or above the threshold",
	    "findings, ill-formed files included",
	    "a file could not be opened or read, a signature could not be "
	    "judged, or " WRONG "; 2 wins" },
	  .example = "profedit check corp.mobileconfig" },
	[CLI_SHOW] = { .name = "show", .others = "print cat view",
	  .usage = "[OPTION]... FILE [PATH]",
	  .summary = "print a profile with the titles of its keys",
	  .text =
	    "PATH picks a part. Above the tree of a signed profile stands who "
	    "signed it, what the certificates in the file say for that name "
	    "(no authority is asked), and whether the signature holds. "
	    "Secrets are masked; "
	    "where json or xml goes into a file, that is said on standard "
	    "error. With a line '*.mobileconfig diff=profedit' in "
	    ".gitattributes and diff.profedit.textconv set to 'profedit show "
	    "--textconv', git shows what changed in these words.",
	  .statuses = { FINE, NULL,
	    "the file could not be read, PATH leads nowhere, or " WRONG },
	  .example = "profedit show corp.mobileconfig com.apple.mdm" },
	[CLI_GET] = { .name = "get", .others = "read",
	  .usage = "[OPTION]... FILE PATH",
	  .summary = "print one value",
	  .text =
	    "PATH is /PayloadContent/0/KEY or TYPE/KEY (TYPE#2 is the second "
	    "of a type); as PlistBuddy and plutil write it, :A:0:B and A.0.B, "
	    "it is understood where it can mean nothing else. "
	    "Texts are printed as they are, data as its bytes (base64 on a "
	    "terminal), lists and dictionaries as XML. A secret is printed "
	    "when PATH names it; inside of a list or dictionary it is masked.",
	  .statuses = { FINE, NULL,
	    "the file could not be read, PATH leads nowhere, or " WRONG },
	  .example = "profedit get corp.mobileconfig com.apple.mdm/ServerURL" },
	[CLI_SET] = { .name = "set", .others = "write",
	  .usage = "[OPTION]... FILE PATH VALUE",
	  .summary = "set one value and save",
	  .text =
	    "VALUE is read by the schema's type, else by the type that is "
	    "there, else by --type. @FILE takes it from a file (@- from "
	    "standard input): data as its bytes, of anything else the line "
	    "end behind a single line is no part; a text that begins with @ "
	    "is written with two. Dates may be written +90d, --plist reads "
	    "XML. Setting what is there writes nothing. /List/- appends to a "
	    "list. What check says of the value, or of others because of it, "
	    "is said on standard error.",
	  .statuses = { "written, or it was so already",
	    "--strict refused it: nothing was written", NOT_WRITTEN },
	  .example =
	    "profedit set corp.mobileconfig com.apple.mdm/CheckOutWhenRemoved "
	    "true" },
	[CLI_UNSET] = { .name = "unset", .others = "remove delete",
	  .usage = "[OPTION]... FILE PATH",
	  .summary = "remove one key or item and save",
	  .text = "Comments that belonged to it stay.",
	  .statuses = { "removed", NULL,
	    "nothing was written: the file could not be read or saved, PATH "
	    "leads nowhere, or " WRONG },
	  .example =
	    "profedit unset corp.mobileconfig com.apple.mdm/CheckInURL" },
	[CLI_ADD] = { .name = "add",
	  .usage = "[OPTION]... FILE PAYLOADTYPE",
	  .summary = "add a payload and save",
	  .text =
	    "The payload gets what its schema requires, a new UUID and an "
	    "identifier of its own. Its path is printed; what is still to be "
	    "filled in is said on standard error.",
	  .statuses = { "added", "--strict refused it: nothing was written",
	    NOT_WRITTEN },
	  .example = "profedit add corp.mobileconfig com.apple.wifi.managed" },
	[CLI_NEW] = { .name = "new", .others = "create",
	  .usage = "[OPTION]... FILE",
	  .summary = "make a new profile",
	  .text =
	    "Refuses a file that exists. --payload may be given several times.",
	  .statuses = { "made", NULL,
	    "nothing was written: FILE exists or could not be saved, or "
	    WRONG },
	  .example =
	    "profedit new --name='Office' --identifier=com.example.office "
	    "--payload=com.apple.wifi.managed office.mobileconfig" },
	[CLI_SCHEMA] = { .name = "schema", .others = "schemas",
	  .usage = "VERB [OPTION]... [ARGUMENT]...",
	  .summary = "list, explain, search, check, compare and update schemas",
	  .text =
	    "The schemas say which payloads and keys there are; a verb says "
	    "what is done with them.",
	  .statuses = { FINE, "see the verbs", "see the verbs" },
	  .example = "profedit schema search access rights" },
	[CLI_SCHEMA_LIST] = { .name = "schema list", .others = "ls",
	  .usage = "[OPTION]...",
	  .summary = "every payload there is, and which schemas are in use",
	  .text =
	    "Prints every payload by kind, with its type and its systems, and "
	    "which schemas are in use.",
	  .statuses = { FINE, NULL,
	    "the schemas could not be read, or " WRONG },
	  .example = "profedit schema list --for=tvOS=17" },
	[CLI_SCHEMA_SHOW] = { .name = "schema show",
	  .others = "describe explain get",
	  .usage = "[OPTION]... TYPE[/KEY]",
	  .summary = "a page about a payload or a key",
	  .text =
	    "Prints all that is known about a payload (its type) or one of its "
	    "keys (the path that set takes); /KEY is a key of the profile "
	    "itself.",
	  .statuses = { FINE, NULL,
	    "no schema describes it, the schemas could not be read, or "
	    WRONG },
	  .example = "profedit schema show com.apple.mdm/AccessRights" },
	[CLI_SCHEMA_SEARCH] = { .name = "schema search",
	  .others = "find grep",
	  .usage = "[OPTION]... WORD...",
	  .summary = "find keys by words",
	  .text =
	    "Finds keys by words (all must match) in names, titles, texts and "
	    "values, best first; their paths are those that set takes.",
	  .statuses = { "something was found", "no key matches all words",
	    "the schemas could not be read, or " WRONG },
	  .example = "profedit schema search access rights" },
	[CLI_SCHEMA_CHECK] = { .name = "schema check",
	  .others = "validate lint verify",
	  .usage = "[OPTION]... [FILE]...",
	  .summary = "what is odd in schema or rules files",
	  .text =
	    "Says what is odd in schema or rules files, without FILE in all "
	    "there are.",
	  .statuses = { "nothing at or above the threshold",
	    "something is odd, ill-formed files included",
	    "a file could not be opened or read, or " WRONG "; 2 wins" },
	  .example = "profedit schema check --threshold=warning" },
	[CLI_SCHEMA_DIFF] = { .name = "schema diff", .others = "compare",
	  .usage = "[OPTION]... OLD NEW",
	  .summary = "compare two sets of schema files",
	  .text = "Compares two sets of schema files (folders or files).",
	  .statuses = { "they are the same", "they differ",
	    "one of them could not be read, or " WRONG },
	  .example = "profedit schema diff old new" },
	[CLI_SCHEMA_UPDATE] = { .name = "schema update",
	  .others = "upgrade",
	  .usage = "[OPTION]... DIR",
	  .summary = "make a set of your own out of a newer release",
	  .text =
	    "Makes a set of your own out of a newer checkout of the published "
	    "files: their structure, with the titles, texts and rules that "
	    "profedit has; it says what is new, changed, deprecated and gone, "
	    "and is used from then on.",
	  .statuses = { "the set was made", NULL,
	    "nothing was written: a file could not be read or saved, or "
	    WRONG "; or a profile of --profiles could not be read" },
	  .example = "profedit schema update device-management" },
	[CLI_RIGHTS] = { .name = "rights", .others = "accessrights",
	  .usage = "[OPTION]... [NUMBER|WORD]...",
	  .summary = "translate AccessRights between numbers and words",
	  .text =
	    "Without arguments it lists the rights. A number is taken apart; "
	    "words (or numbers) are added up, with what they need.",
	  .statuses = { FINE, NULL, "a word is no right, or " WRONG },
	  .example = "profedit rights 3" },
	[CLI_COMPLETION] = { .name = "completion", .others = "completions",
	  .usage = "SHELL",
	  .summary = "print what completes command lines in a shell",
	  .text =
	    "SHELL is bash, zsh or fish. An installed profedit has put its "
	    "completions where these shells look for them; else a start-up "
	    "file of the shell can read them: in bash and zsh 'source "
	    "<(profedit completion bash)', in fish 'profedit completion fish "
	    "| source'.",
	  .statuses = { FINE, NULL, WRONG },
	  .example = "profedit completion bash" },
	[CLI_HELP] = { .name = "help",
	  .usage = "[COMMAND]...",
	  .summary = "explain a command",
	  .text =
	    "Prints the same page as --help behind the command.",
	  .statuses = { FINE, NULL, WRONG },
	  .example = "profedit help schema show" },
	[CLI_VERSION] = { .name = "version",
	  .usage = "",
	  .summary = "print the version",
	  .text = "Prints the version of profedit, as --version does.",
	  .statuses = { FINE, NULL, WRONG },
	  .example = "profedit version" },
};

const struct cli_absent cli_absent_table[] = {
	{ "diff compare",
	  "'profedit show' prints what a diff of two profiles can read, and "
	  "'profedit check --against=OLD NEW' says what an update may not "
	  "change" },
	{ "fmt format tidy indent",
	  "profedit keeps the bytes of what is not changed, and formats only "
	  "what it writes" },
	{ "fix repair",
	  "'profedit check' says what is wrong, and the editor and 'profedit "
	  "set' mend it" },
	{ "sign",
	  "'openssl cms -sign' signs a profile, or 'security cms -S' on macOS" },
	{ "unsign",
	  "'profedit set --force' and 'profedit unset --force' save a signed "
	  "profile unsigned" },
	{ "explain describe",
	  "'profedit schema show TYPE/KEY' explains a key, and the manual "
	  "profedit(1) the codes of findings" },
	{ "search find grep",
	  "'profedit schema search' finds keys by words" },
	{ "list ls types",
	  "'profedit schema list' prints the payloads there are" },
	{ "convert export",
	  "'profedit show --format=xml' or '--format=json' prints a profile "
	  "as text" },
	{ "update upgrade",
	  "'profedit schema update' takes newer schemas" },
	{ "replace", "'profedit set' replaces a value" },
	{ "extract", "'profedit get' prints a value" },
	{ "insert", "'profedit set --insert' puts an item into a list" },
};
/* clang-format on */
const size_t cli_absent_count = ARRAY_COUNT(cli_absent_table);

static size_t
group_length(enum cli_command command)
{
	const char *blank = strchr(cli_command_table[command].name, ' ');

	return blank == NULL ? 0 :
	    (size_t)(blank - cli_command_table[command].name);
}

bool
cli_is_verb_of(enum cli_command command, enum cli_command group)
{
	const char *name = cli_command_table[group].name;
	size_t length = group_length(command);

	return length > 0 && strlen(name) == length &&
	    memcmp(cli_command_table[command].name, name, length) == 0;
}

bool
cli_is_group(enum cli_command command)
{
	for (unsigned i = 0; i < CLI_COMMANDS; i++)
		if (cli_is_verb_of((enum cli_command)i, command))
			return true;
	return false;
}

const char *
cli_verb(enum cli_command command)
{
	size_t length = group_length(command);

	return cli_command_table[command].name + (length > 0 ? length + 1 : 0);
}

void
cli_add_verbs(enum cli_command group, struct buf *out)
{
	const char *between = "";
	unsigned last = 0;

	for (unsigned i = 0; i < CLI_COMMANDS; i++)
		if (cli_is_verb_of((enum cli_command)i, group))
			last = i;
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		if (!cli_is_verb_of((enum cli_command)i, group))
			continue;
		buf_addf(out, "%s%s", i == last ? " or " : between,
		    cli_verb((enum cli_command)i));
		between = ", ";
	}
}

static bool
is_in_group(enum cli_command command, enum cli_command group)
{
	return group == CLI_EDITOR ? group_length(command) == 0 :
	    cli_is_verb_of(command, group);
}

bool
cli_is_one_of(const char *word, const char *words)
{
	size_t length = strlen(word);

	for (; words != NULL && *words != '\0';
	    words += strspn(words, " ")) {
		size_t one = strcspn(words, " ");

		if (one == length && memcmp(words, word, length) == 0)
			return true;
		words += one;
	}
	return false;
}

enum cli_command
cli_find_command(enum cli_command group, const char *word)
{
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;

		if (*word == '\0' || !is_in_group(command, group))
			continue;
		if (strcmp(cli_verb(command), word) == 0 ||
		    cli_is_one_of(word, cli_command_table[i].others))
			return command;
	}
	return CLI_COMMANDS;
}

/* Of other words the first letters only are looked at when they are whole. */
enum cli_command
cli_nearest_command(enum cli_command group, const char *word)
{
	struct nearest nearest;
	enum cli_command found = CLI_COMMANDS;

	nearest_init(&nearest, word, 3);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		const char *before = nearest.word;

		if (!is_in_group((enum cli_command)i, group))
			continue;
		if (*cli_verb((enum cli_command)i) != '\0')
			nearest_offer_longer(&nearest,
			    cli_verb((enum cli_command)i));
		AUTO_FREE char *others = xstrdup(
		    cli_command_table[i].others != NULL ?
		    cli_command_table[i].others : "");
		char *rest = others, *other;

		while ((other = strsep(&rest, " ")) != NULL)
			if (*other != '\0')
				nearest_offer(&nearest, other);
		if (nearest.word != before) {
			found = (enum cli_command)i;
			/* The word itself is freed; who it belongs to is kept. */
			nearest.word = cli_command_table[i].name;
		}
	}
	return found;
}

void
cli_add_name(enum cli_command command, struct buf *out)
{
	const char *name = cli_command_table[command].name;

	buf_addf(out, "profedit%s%s", *name != '\0' ? " " : "", name);
}

void
cli_add_usage(enum cli_command command, struct buf *out)
{
	const char *usage = cli_command_table[command].usage;

	buf_add_text(out, "Usage: ");
	cli_add_name(command, out);
	buf_addf(out, "%s%s\n", *usage != '\0' ? " " : "", usage);
}
