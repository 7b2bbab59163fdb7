/* Completion for fish: a line for each command, option and argument. */
#include <string.h>

#include "base/buf.h"
#include "cli/completion.h"

static const char head[] =
    "# fish completion for profedit; made by `profedit completion fish'\n"
    "\n"
    "function __profedit_types\n"
    "\tset -l words (commandline -opc)\n"
    "\tcommand $words[1] schema list --format=names 2>/dev/null\n"
    "end\n"
    "\n";

/* Behind the function that knows the names of commands. */
static const char middle[] =
    "# The command of the line so far, and how many arguments stand behind "
    "it.\n"
    "function __profedit_place\n"
    "\tset -l words (commandline -opc)\n"
    "\tset -l name ''\n"
    "\tset -l place 0\n"
    "\tset -l ended no\n"
    "\tset -l skip no\n"
    "\tset -e words[1]\n"
    "\tfor word in $words\n"
    "\t\tif test $skip = yes\n"
    "\t\t\tset skip no\n"
    "\t\telse if test $ended = no; and test \"$word\" = --\n"
    "\t\t\tset ended yes\n"
    "\t\telse if test $ended = no; and string match -q -- '-?*' $word\n"
    "\t\t\tcontains -- $word $__profedit_valued; and set skip yes\n"
    "\t\telse if test $ended = no; and test $place = 0; and "
    "__profedit_command (string trim -- \"$name $word\") >/dev/null\n"
    "\t\t\tset name (__profedit_command (string trim -- \"$name $word\"))\n"
    "\t\telse\n"
    "\t\t\tset place (math $place + 1)\n"
    "\t\tend\n"
    "\tend\n"
    "\techo $name\n"
    "\techo $place\n"
    "end\n"
    "\n"
    "# Whether the line is about command $argv[1], at argument $argv[2] (2+: "
    "or later).\n"
    "function __profedit_at\n"
    "\tset -l at (__profedit_place)\n"
    "\ttest \"$at[1]\" = \"$argv[1]\"; or return 1\n"
    "\tset -q argv[2]; or return 0\n"
    "\tif string match -q -- '*+' $argv[2]\n"
    "\t\ttest $at[2] -ge (string trim -c + -- $argv[2])\n"
    "\telse\n"
    "\t\ttest $at[2] = $argv[2]\n"
    "\tend\n"
    "end\n"
    "\n";

/* fish has \' and \\ in its quotes. */
static void
add_quoted(const char *text, struct buf *out)
{
	buf_add_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'' || *text == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '\'');
}

static void
add_names(struct buf *out)
{
	buf_add_text(out, "# The command that $argv[1] is a name of.\n"
	    "function __profedit_command\n\tswitch $argv[1]\n");
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		const struct cli_command_info *info = &cli_command_table[i];
		size_t group = (size_t)(cli_verb((enum cli_command)i) -
		    info->name);
		const char *other = info->others;

		buf_addf(out, "\tcase '%s'", info->name);
		while (other != NULL && *other != '\0') {
			size_t length = strcspn(other, " ");

			buf_addf(out, " '%.*s%.*s'", (int)group, info->name,
			    (int)length, other);
			other += length;
			other += strspn(other, " ");
		}
		buf_addf(out, "\n\t\techo '%s'\n", info->name);
	}
	buf_add_text(out, "\tcase '*'\n\t\treturn 1\n\tend\nend\n\n");
}

static void
add_valued(struct buf *out)
{
	const char *last = "";

	buf_add_text(out, "set -g __profedit_valued");
	for (size_t i = 0; i < cli_option_count; i++) {
		const struct cli_option *option = &cli_option_table[i];

		if (completion_takes_word(option) &&
		    strcmp(option->name, last) != 0)
			buf_addf(out, " --%s", option->name);
		last = option->name;
	}
	buf_add_text(out, "\n\n");
}

/* "complete -c profedit -n '__profedit_at "schema list" 0'". */
static void
add_condition(enum cli_command command, const char *place, struct buf *out)
{
	buf_addf(out, "complete -c profedit -n '__profedit_at \"%s\"%s%s'",
	    cli_command_table[command].name, *place != '\0' ? " " : "", place);
}

static void
add_kind(enum completion_kind kind, struct buf *out)
{
	AUTO_BUF words = BUF_INIT;

	if (kind == COMPLETE_FILES) {
		buf_add_text(out, " -F");
		return;
	}
	if (kind == COMPLETE_FOLDERS)
		buf_add_text(&words, "(__fish_complete_directories)");
	else if (kind == COMPLETE_TYPES)
		buf_add_text(&words, "(__profedit_types)");
	else if (kind == COMPLETE_SYSTEMS)
		completion_add_systems(&words);
	else if (kind == COMPLETE_SHELLS)
		completion_add_shells(&words);
	else if (kind == COMPLETE_COMMANDS)
		completion_add_verbs(CLI_EDITOR, &words);
	buf_add_text(out, " -f");
	if (words.length > 0)
		buf_addf(out, " -a '%s'", buf_text(&words));
}

static void
add_commands(enum cli_command group, struct buf *out)
{
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;

		if (group == CLI_EDITOR ?
		    cli_verb(command) != cli_command_table[i].name :
		    !cli_is_verb_of(command, group))
			continue;
		add_condition(group, "0", out);
		buf_addf(out, "%s -a %s -d ", group == CLI_EDITOR ? "" : " -f",
		    cli_verb(command));
		add_quoted(cli_command_table[i].summary, out);
		buf_add_char(out, '\n');
	}
}

static void
add_option(enum cli_command command, const struct cli_option *option,
    struct buf *out)
{
	AUTO_BUF words = BUF_INIT;

	add_condition(command, "", out);
	if (option->letter != '\0')
		buf_addf(out, " -s %c", option->letter);
	buf_addf(out, " -l %s", option->name);
	if (option->choices != NULL) {
		buf_add_text(out, " -x -a '");
		completion_add_choices(option, out);
		buf_add_char(out, '\'');
	} else if (completion_takes_word(option)) {
		buf_add_text(out, " -r");
		add_kind(completion_of_option(option), out);
	}
	completion_add_short(option->help, &words);
	buf_add_text(out, " -d ");
	add_quoted(buf_text(&words), out);
	buf_add_char(out, '\n');
}

static void
add_arguments(enum cli_command command, struct buf *out)
{
	struct cli_argument arguments[CLI_ARGUMENTS_MOST];
	size_t count = cli_arguments(command, arguments);
	AUTO_BUF place = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		buf_truncate(&place, 0);
		buf_addf(&place, "%zu%s", i, arguments[i].repeated ? "+" : "");
		add_condition(command, buf_text(&place), out);
		add_kind(completion_of_argument(&arguments[i]), out);
		buf_add_char(out, '\n');
	}
	if (count > 0 && arguments[count - 1].repeated)
		return;
	buf_truncate(&place, 0);
	buf_addf(&place, "%zu+", count);
	add_condition(command, buf_text(&place), out);
	buf_add_text(out, " -f\n");
}

void
completion_add_fish(struct buf *out)
{
	buf_add_text(out, head);
	add_names(out);
	add_valued(out);
	buf_add_text(out, middle);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;

		if (command == CLI_EDITOR || cli_is_group(command))
			add_commands(command, out);
		if (!cli_is_group(command))
			add_arguments(command, out);
		for (size_t o = 0; o < cli_option_count; o++)
			if (!cli_is_group(command) &&
			    cli_has_option(command, &cli_option_table[o]))
				add_option(command, &cli_option_table[o], out);
	}
}
