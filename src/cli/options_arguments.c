/*
 * How many arguments a command takes, read from its usage, and what is said
 * when there are more or fewer, or they look like something else.  See
 * options.h.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "cli/options.h"

size_t
cli_arguments(enum cli_command command,
    struct cli_argument out[CLI_ARGUMENTS_MOST])
{
	const char *text = cli_command_table[command].usage;
	size_t count = 0;

	while (*text != '\0' && count < CLI_ARGUMENTS_MOST) {
		size_t length = strcspn(text, " ");
		struct cli_argument argument = { text, length, false, false };

		if (length > 3 && memcmp(text + length - 3, "...", 3) == 0) {
			argument.repeated = true;
			argument.length -= 3;
		}
		if (*text == '[') {
			argument.optional = true;
			argument.name++;
			argument.length -= 2;
		}
		if (strncmp(text, "[OPTION]", 8) != 0)
			out[count++] = argument;
		text += length;
		text += strspn(text, " ");
	}
	return count;
}

/* "FILE or DIR" of "FILE|DIR", "TYPE" of "TYPE[/KEY]". */
static void
add_argument_name(const struct cli_argument *argument, struct buf *out)
{
	for (size_t i = 0; i < argument->length; i++) {
		if (argument->name[i] == '[')
			return;
		if (argument->name[i] == '|')
			buf_add_text(out, " or ");
		else
			buf_add_char(out, argument->name[i]);
	}
}

static bool
is_file(const char *path)
{
	return strcmp(path, "-") == 0 || access(path, F_OK) == 0;
}

static bool
is_named(const struct cli_argument *argument, const char *name)
{
	return strlen(name) == argument->length &&
	    memcmp(argument->name, name, argument->length) == 0;
}

/* `get PATH FILE`: the file stands where the path belongs. */
static bool
fail_swapped(const struct cli_options *options,
    const struct cli_argument *arguments, size_t count, struct error *err)
{
	const char *const *words = options->args.items;
	AUTO_BUF command = BUF_INIT;

	if (count < 2 || options->args.count < 2 || arguments[1].repeated ||
	    !is_named(&arguments[0], "FILE") ||
	    options->command == CLI_NEW || is_file(words[0]) ||
	    !is_file(words[1]))
		return false;
	cli_add_name(options->command, &command);
	error_set(err, ERR_USAGE, "there is no file '%s', but there is one "
	    "'%s': did you mean '%s %s %s%s'?", words[0], words[1],
	    buf_text(&command), words[1], words[0],
	    options->args.count > 2 ? " ..." : "");
	return true;
}

/* `set FILE KEY=VALUE`; the value may be a secret and is not repeated. */
static bool
fail_joined(const struct cli_options *options, struct error *err)
{
	const char *word, *sign;

	if (options->command != CLI_SET || options->args.count != 2)
		return false;
	word = options->args.items[1];
	sign = strchr(word, '=');
	if (sign == NULL || sign == word)
		return false;
	error_set(err, ERR_USAGE, "PATH and VALUE are two arguments: did you "
	    "mean 'profedit set %s %.*s VALUE'?", options->args.items[0],
	    (int)(sign - word), word);
	return true;
}

static void
fail_missing(const struct cli_argument *argument, struct error *err)
{
	AUTO_BUF name = BUF_INIT;

	add_argument_name(argument, &name);
	error_set(err, ERR_USAGE, "%s is missing", buf_text(&name));
}

bool
cli_arguments_fit(const struct cli_options *options, struct error *err)
{
	struct cli_argument arguments[CLI_ARGUMENTS_MOST];
	size_t count = cli_arguments(options->command, arguments);
	size_t given = options->args.count, least = 0, most = count;

	for (size_t i = 0; i < count; i++) {
		least += !arguments[i].optional;
		if (arguments[i].repeated)
			most = SIZE_MAX;
	}
	if (cli_is_group(options->command))	/* it names its verbs */
		return true;
	if (fail_swapped(options, arguments, count, err) ||
	    fail_joined(options, err))
		return false;
	if (given < least) {
		fail_missing(&arguments[given], err);
		return false;
	}
	if (given > most && options->command == CLI_SET) {
		error_set(err, ERR_USAGE, "there are too many arguments: a "
		    "VALUE with blanks in it stands in quotes");
		return false;
	}
	if (given > most) {
		error_set(err, ERR_USAGE, "'%s' is one argument too many",
		    options->args.items[most]);
		return false;
	}
	return true;
}

/* A name that nobody would give to a file that is to be made. */
static bool
looks_like_a_command(const char *word)
{
	return *word != '\0' &&
	    word[strspn(word, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-")] == '\0';
}

static const char *
find_advice(const char *word)
{
	for (size_t i = 0; i < cli_absent_count; i++)
		if (cli_is_one_of(word, cli_absent_table[i].words))
			return cli_absent_table[i].advice;
	return NULL;
}

bool
cli_file_is_meant(const struct cli_options *options, struct error *err)
{
	const char *word = options->args.count > 0 ? options->args.items[0] :
	    NULL;
	enum cli_command near;

	if (word == NULL || options->literal || is_file(word) ||
	    (options->args.count == 1 && !looks_like_a_command(word)))
		return true;
	near = cli_nearest_command(CLI_EDITOR, word);
	if (find_advice(word) != NULL)
		error_set(err, ERR_USAGE, "there is no command '%s' (and no "
		    "such file): %s", word, find_advice(word));
	else if (near != CLI_COMMANDS && near != CLI_EDITOR)
		error_set(err, ERR_USAGE, "there is no command '%s' (and no "
		    "such file): did you mean 'profedit %s'?", word,
		    cli_command_table[near].name);
	else if (near == CLI_EDITOR)
		error_set(err, ERR_USAGE, "there is no command '%s' (and no "
		    "such file): did you mean 'profedit %s'?", word,
		    cli_command_table[near].others);
	else if (options->args.count > 1)
		error_set(err, ERR_USAGE, "there is no command '%s' (and no "
		    "such file): 'profedit help' lists the commands", word);
	else
		return true;
	return false;
}
