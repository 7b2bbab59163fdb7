/*
 * A command line taken apart: which words are options, commands, arguments,
 * and what each option says.  See options.h.
 */
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/nearest.h"
#include "base/text.h"
#include "cli/options.h"

/* An option as it was given; what it means depends on the command. */
struct given {
	const struct cli_option *option;	/* a row of that name */
	const char *argument;			/* NULL: none */
};

struct parse {
	int argc;
	char *const *argv;
	int at;			/* the word that is looked at */
	bool ended;		/* "--" was there */
	bool chosen;		/* the command is known, or a file stood first */
	VEC(struct given) given;
	struct cli_options *options;
};

/* The first row called NAME that COMMAND knows. */
static const struct cli_option *
row_of(enum cli_command command, const char *name)
{
	for (size_t i = 0; i < cli_option_count; i++)
		if (strcmp(cli_option_table[i].name, name) == 0 &&
		    cli_has_option(command, &cli_option_table[i]))
			return &cli_option_table[i];
	return NULL;
}

/* --- options that are not there --- */

/* " did you mean '--format=json'?" when a choice has the option's name. */
static bool
suggest_choice(enum cli_command command, const char *name, struct buf *out)
{
	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];

		if (option->choices == NULL ||
		    !cli_has_option(command, option))
			continue;
		for (size_t c = 0; option->choices[c].name != NULL; c++)
			if (strcmp(option->choices[c].name, name) == 0) {
				buf_addf(out, "--%s=%s", option->name, name);
				return true;
			}
	}
	return false;
}

static bool
suggest_option(enum cli_command command, const char *name, struct buf *out)
{
	struct nearest nearest;

	nearest_init(&nearest, name, 3);
	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];

		if (!cli_has_option(command, option))
			continue;
		if (cli_is_one_of(name, option->others)) {
			buf_addf(out, "--%s", option->name);
			return true;
		}
		nearest_offer_longer(&nearest, option->name);
	}
	if (nearest.word == NULL)
		return suggest_choice(command, name, out);
	buf_addf(out, "--%s", nearest.word);
	return true;
}

/* What to do about an option NAME that COMMAND does not know. */
static void
add_advice(enum cli_command command, const char *name, struct buf *out)
{
	AUTO_BUF near = BUF_INIT;

	if (suggest_option(command, name, &near)) {
		buf_addf(out, "did you mean '%s'?", buf_text(&near));
		return;
	}
	if (command == CLI_EDITOR || command == CLI_COMMANDS)
		buf_add_text(out, "'profedit help' lists those there are");
	else
		buf_addf(out, "'profedit help %s' lists those there are",
		    cli_command_table[command].name);
}

/* The one whose options count so far; before it is known any's do. */
static enum cli_command
command_of(const struct parse *parse)
{
	return parse->chosen ? parse->options->command : CLI_COMMANDS;
}

/* NAME, without its dashes. */
static bool
fail_unknown(const struct parse *parse, const char *shown, const char *name,
    struct error *err)
{
	const struct cli_options *options = parse->options;
	AUTO_BUF advice = BUF_INIT;

	/* It may be a secret: it is not repeated. */
	if (options->command == CLI_SET && options->args.count == 2 &&
	    !suggest_option(CLI_SET, name, &advice)) {
		error_set(err, ERR_USAGE, "there is no such option: a VALUE "
		    "that begins with '--' stands behind '--'");
		return false;
	}
	buf_truncate(&advice, 0);
	add_advice(command_of(parse), name, &advice);
	error_set(err, ERR_USAGE, "there is no option '%s': %s", shown,
	    buf_text(&advice));
	return false;
}

/* A row of that name that another command knows. */
static bool
fail_elsewhere(enum cli_command command, const char *name, struct error *err)
{
	AUTO_BUF who = BUF_INIT, advice = BUF_INIT;

	if (command == CLI_EDITOR)
		buf_add_text(&who, "the editor");
	else
		buf_addf(&who, "'profedit %s'",
		    cli_command_table[command].name);
	add_advice(command, name, &advice);
	error_set(err, ERR_USAGE, "'--%s' is not an option of %s: %s", name,
	    buf_text(&who), buf_text(&advice));
	return false;
}

/* --- long options --- */

static bool
is_beginning(const struct cli_option *option, const char *name, size_t length)
{
	return strncmp(option->name, name, length) == 0;
}

/*
 * The option that LENGTH bytes of NAME begin, among those that COMMAND knows;
 * several: they are named in *SEVERAL.
 */
static const struct cli_option *
find_beginning(enum cli_command command, const char *name, size_t length,
    struct buf *several)
{
	const struct cli_option *found = NULL;
	size_t count = 0;

	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];

		if (!is_beginning(option, name, length) ||
		    !cli_has_option(command, option) ||
		    (found != NULL && strcmp(found->name, option->name) == 0))
			continue;
		buf_addf(several, "%s'--%s'", count > 0 ? ", " : "",
		    option->name);
		found = option;
		count++;
	}
	return count == 1 ? found : NULL;
}

static const struct cli_option *
find_anywhere(const char *name)
{
	for (size_t i = 0; i < cli_option_count; i++)
		if (strcmp(cli_option_table[i].name, name) == 0)
			return &cli_option_table[i];
	return NULL;
}

static const struct cli_option *
find_long(const struct parse *parse, const char *name, struct error *err)
{
	enum cli_command command = command_of(parse);
	const struct cli_option *option = row_of(command, name);
	AUTO_BUF several = BUF_INIT;

	if (option == NULL && *name != '\0' && find_anywhere(name) == NULL)
		option = find_beginning(command, name, strlen(name), &several);
	if (option == NULL && several.length > 0) {
		error_set(err, ERR_USAGE, "'--%s' can be short for %s", name,
		    buf_text(&several));
		return NULL;
	}
	/* Whether it is one of this command is judged when that is known. */
	if (option == NULL)
		option = find_anywhere(name);
	if (option == NULL) {
		AUTO_FREE char *shown = xasprintf("--%s", name);

		fail_unknown(parse, shown, name, err);
	}
	return option;
}

static bool
takes_no_more(const struct cli_option *option)
{
	return option->argument == NULL || option->argument[0] == '[';
}

static bool
take_long(struct parse *parse, struct error *err)
{
	const char *text = parse->argv[parse->at] + 2;
	AUTO_FREE char *name = xstrndup(text, strcspn(text, "="));
	const char *argument = strchr(text, '=');
	const struct cli_option *option = find_long(parse, name, err);

	if (option == NULL)
		return false;
	if (argument != NULL)
		argument++;
	if (option->argument == NULL && argument != NULL) {
		error_set(err, ERR_USAGE, "'--%s' takes no value",
		    option->name);
		return false;
	}
	if (!takes_no_more(option) && argument == NULL) {
		if (parse->at + 1 >= parse->argc) {
			error_set(err, ERR_USAGE, "'--%s' needs a value: "
			    "--%s=%s", option->name, option->name,
			    option->argument);
			return false;
		}
		argument = parse->argv[++parse->at];
	}
	*VEC_PUSH(parse->given) = (struct given){ option, argument };
	return true;
}

/* --- single letters --- */

static const struct cli_option *
find_letter(char letter)
{
	for (size_t i = 0; i < cli_option_count; i++)
		if (cli_option_table[i].letter == letter)
			return &cli_option_table[i];
	return NULL;
}

/* "-f" → "'--format' or '--force'", "-v" → "'-V'". */
static void
add_letter_names(enum cli_command command, char letter, struct buf *out)
{
	const struct cli_option *last = NULL;

	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];

		if (ascii_to_lower(option->name[0]) != ascii_to_lower(letter) ||
		    !cli_has_option(command, option) ||
		    (last != NULL && strcmp(last->name, option->name) == 0))
			continue;
		buf_add_text(out, last != NULL ? " or " : "");
		if (option->letter != '\0')
			buf_addf(out, "'-%c'", option->letter);
		else
			buf_addf(out, "'--%s'", option->name);
		last = option;
	}
}

/* "-x"; "-format" is a long one with a dash too few. */
static bool
take_short(struct parse *parse, struct error *err)
{
	const char *text = parse->argv[parse->at];
	const struct cli_option *option = find_letter(text[1]);
	AUTO_BUF names = BUF_INIT;

	if (text[2] == '\0' && option != NULL) {
		*VEC_PUSH(parse->given) = (struct given){ option, NULL };
		return true;
	}
	if (text[2] != '\0') {
		AUTO_FREE char *name = xstrndup(text + 1,
		    strcspn(text + 1, "="));

		return fail_unknown(parse, text, name, err);
	}
	add_letter_names(command_of(parse), text[1], &names);
	if (names.length == 0)
		return fail_unknown(parse, text, "", err);
	error_set(err, ERR_USAGE, "there is no option '%s': did you mean %s?",
	    text, buf_text(&names));
	return false;
}

/* --- words --- */

static bool
take_verb(struct parse *parse, const char *word, struct error *err)
{
	struct cli_options *options = parse->options;
	enum cli_command group = options->command;
	enum cli_command verb = cli_find_command(group, word);
	const char *name = cli_command_table[group].name;
	AUTO_BUF verbs = BUF_INIT;

	if (verb != CLI_COMMANDS) {
		options->command = verb;
		return true;
	}
	verb = cli_nearest_command(group, word);
	if (verb != CLI_COMMANDS) {
		error_set(err, ERR_USAGE, "there is no '%s %s': did you mean "
		    "'profedit %s'?", name, word,
		    cli_command_table[verb].name);
		return false;
	}
	cli_add_verbs(group, &verbs);
	error_set(err, ERR_USAGE, "there is no '%s %s': the verb is %s",
	    name, word, buf_text(&verbs));
	return false;
}

static bool
take_word(struct parse *parse, const char *word, struct error *err)
{
	struct cli_options *options = parse->options;
	enum cli_command command = parse->ended || parse->chosen ?
	    CLI_COMMANDS : cli_find_command(CLI_EDITOR, word);

	if (command != CLI_COMMANDS) {
		options->command = command;
		parse->chosen = true;
		return true;
	}
	parse->chosen = true;
	if (cli_is_group(options->command))
		return take_verb(parse, word, err);
	if (options->args.count == 0)
		options->literal = parse->ended;
	*VEC_PUSH(options->args) = word;
	return true;
}

/* "-5" may be a value, and the number of rights that is refused. */
static bool
is_value(const struct parse *parse, const char *word)
{
	const struct cli_options *options = parse->options;

	return word[1] == '\0' ||
	    (options->command == CLI_SET && options->args.count >= 2) ||
	    (options->command == CLI_RIGHTS && ascii_is_digit(word[1]));
}

static bool
take_next(struct parse *parse, struct error *err)
{
	const char *word = parse->argv[parse->at];

	if (parse->ended || word[0] != '-')
		return take_word(parse, word, err);
	if (strcmp(word, "--") == 0) {
		parse->ended = true;
		return true;
	}
	if (word[1] == '-')
		return take_long(parse, err);
	if (is_value(parse, word))
		return take_word(parse, word, err);
	return take_short(parse, err);
}

/* --- what the options say --- */

static void
add_choices(const struct cli_option *option, struct buf *out)
{
	for (size_t i = 0; option->choices[i].name != NULL; i++)
		buf_addf(out, "%s%s", i == 0 ? "" :
		    option->choices[i + 1].name == NULL ? " or " : ", ",
		    option->choices[i].name);
}

static bool
check_choice(const struct cli_option *option, const char *argument,
    struct error *err)
{
	struct nearest nearest;
	AUTO_BUF advice = BUF_INIT;

	if (option->choices == NULL)
		return true;
	nearest_init(&nearest, argument, 3);
	for (size_t i = 0; option->choices[i].name != NULL; i++) {
		const struct cli_choice *choice = &option->choices[i];

		if (strcmp(argument, choice->name) == 0)
			return true;
		if (cli_is_one_of(argument, choice->others))
			nearest.word = choice->name;
		else if (nearest.word == NULL || nearest.limit > 0)
			nearest_offer_longer(&nearest, choice->name);
	}
	add_choices(option, &advice);
	if (nearest.word != NULL)
		buf_addf(&advice, "; did you mean '%s'?", nearest.word);
	error_set(err, ERR_USAGE, "'%s' is not a valid choice for --%s: %s",
	    argument, option->name, buf_text(&advice));
	return false;
}

static bool
apply(const struct parse *parse, const struct given *given, struct error *err)
{
	struct cli_options *options = parse->options;
	const struct cli_option *option = row_of(options->command,
	    given->option->name);

	if (option == NULL)
		return fail_elsewhere(options->command, given->option->name,
		    err);
	return check_choice(option, given->argument, err) &&
	    option->take(options, given->argument, err);
}

bool
cli_parse(int argc, char *const *argv, struct cli_options *options,
    struct error *err)
{
	struct parse parse = { argc, argv, .at = 1, .options = options };
	bool done = true;

	options->command = CLI_EDITOR;
	options->threshold = SEVERITIES;	/* not said */
	options->color = "auto";
	for (; done && parse.at < argc; parse.at++)
		done = take_next(&parse, err);
	for (size_t i = 0; done && i < parse.given.count; i++)
		done = apply(&parse, &parse.given.items[i], err);
	if (options->threshold == SEVERITIES)
		options->threshold = options->command == CLI_SCHEMA_CHECK ?
		    SEVERITY_NOTE : SEVERITY_WARNING;
	VEC_RELEASE(parse.given);
	return done;
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
