/*
 * profedit completion: scripts that complete command lines, out of the tables
 * of commands and options; completion_*.c have a shell each.
 */
#include "cli/completion.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "schema/platform.h"

const char *const completion_kinds[COMPLETE_KINDS] = {
	[COMPLETE_NOTHING] = "nothing",
	[COMPLETE_FILES] = "files",
	[COMPLETE_FOLDERS] = "folders",
	[COMPLETE_TYPES] = "types",
	[COMPLETE_SYSTEMS] = "systems",
	[COMPLETE_COMMANDS] = "commands",
	[COMPLETE_SHELLS] = "shells",
};

/* What the words in capitals of usages and options stand for. */
static const struct {
	const char *name;
	enum completion_kind kind;
} names[] = {
	{ "FILE", COMPLETE_FILES },
	{ "DIR", COMPLETE_FOLDERS },
	{ "OLD", COMPLETE_FILES },
	{ "NEW", COMPLETE_FILES },
	{ "TYPE", COMPLETE_TYPES },
	{ "PAYLOADTYPE", COMPLETE_TYPES },
	{ "SYSTEM", COMPLETE_SYSTEMS },
	{ "COMMAND", COMPLETE_COMMANDS },
	{ "SHELL", COMPLETE_SHELLS },
};

static const struct shell {
	const char *name;
	void (*add)(struct buf *out);
} shells[] = {
	{ "bash", completion_add_bash },
	{ "zsh", completion_add_zsh },
	{ "fish", completion_add_fish },
};

/* Of "FILE|DIR" the first counts, of "TYPE[/KEY]" what is in front. */
static enum completion_kind
kind_of(const char *name, size_t length)
{
	size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (letters < length)
		length = letters;
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (strlen(names[i].name) == length &&
		    memcmp(names[i].name, name, length) == 0)
			return names[i].kind;
	return COMPLETE_NOTHING;
}

enum completion_kind
completion_of_argument(const struct cli_argument *argument)
{
	return kind_of(argument->name, argument->length);
}

enum completion_kind
completion_of_option(const struct cli_option *option)
{
	return option->argument == NULL || option->choices != NULL ?
	    COMPLETE_NOTHING : kind_of(option->argument,
	    strlen(option->argument));
}

bool
completion_takes_word(const struct cli_option *option)
{
	return option->argument != NULL && option->argument[0] != '[';
}

/* To the first mark that begins an aside. */
void
completion_add_short(const char *text, struct buf *out)
{
	static const char *const asides[] = { "; ", ": ", " (" };
	size_t length = strlen(text);

	for (size_t i = 0; i < ARRAY_COUNT(asides); i++) {
		const char *aside = strstr(text, asides[i]);

		if (aside != NULL && (size_t)(aside - text) < length)
			length = (size_t)(aside - text);
	}
	buf_add(out, text, length);
}

void
completion_add_choices(const struct cli_option *option, struct buf *out)
{
	for (size_t i = 0; option->choices[i].name != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "",
		    option->choices[i].name);
}

void
completion_add_systems(struct buf *out)
{
	for (int p = 0; p < PLATFORMS; p++)
		buf_addf(out, "%s%s", p > 0 ? " " : "", platform_names[p]);
}

void
completion_add_shells(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(shells); i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "", shells[i].name);
}

void
completion_add_verbs(enum cli_command group, struct buf *out)
{
	const char *between = "";

	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;

		if (command == CLI_EDITOR || (group == CLI_EDITOR ?
		    cli_verb(command) != cli_command_table[i].name :
		    !cli_is_verb_of(command, group)))
			continue;
		buf_addf(out, "%s%s", between, cli_verb(command));
		between = " ";
	}
}

void
completion_add_quoted(const char *text, struct buf *out)
{
	buf_add_char(out, '\'');
	for (; *text != '\0'; text++)
		if (*text == '\'')
			buf_add_text(out, "'\\''");
		else
			buf_add_char(out, *text);
	buf_add_char(out, '\'');
}

int
cli_completion(const struct cli_options *options)
{
	const char *wanted = options->args.items[0];
	AUTO_BUF known = BUF_INIT, out = BUF_INIT;
	struct nearest nearest;

	nearest_init(&nearest, wanted, 3);
	for (size_t i = 0; i < ARRAY_COUNT(shells); i++) {
		if (strcmp(shells[i].name, wanted) == 0) {
			shells[i].add(&out);
			return cli_print(&out, CLI_SAFE) ? CLI_FINE :
			    CLI_TROUBLE;
		}
		nearest_offer_longer(&nearest, shells[i].name);
	}
	if (nearest.word != NULL)
		return cli_say("there is no completion for '%s': did you mean "
		    "'%s'?", wanted, nearest.word);
	completion_add_shells(&known);
	return cli_say("there is no completion for '%s', only for these: %s",
	    wanted, buf_text(&known));
}
