/* The pages of --help and `profedit help`.  See options.h. */
#include <string.h>

#include "base/buf.h"
#include "cli/options.h"

enum { PAGE_COLUMNS = 78, NAME_COLUMNS = 17, OPTION_COLUMNS = 24 };

/* Adds TEXT broken at 78 columns, further lines indented by INDENT blanks. */
static void
add_wrapped(struct buf *out, const char *text, size_t column, size_t indent)
{
	while (*text != '\0') {
		size_t length = strcspn(text, " ");

		if (column + length > PAGE_COLUMNS && column > indent) {
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
			    PAGE_COLUMNS)
				buf_add_char(out, ' ');
			column++;
		}
	}
	buf_add_char(out, '\n');
}

/* HEAD, and TEXT in its own column behind it. */
static void
add_entry(struct buf *out, const char *head, size_t columns, const char *text)
{
	size_t length = strlen(head);

	buf_add_text(out, head);
	if (length < columns)
		buf_add_repeat(out, ' ', columns - length);
	else {
		buf_add_char(out, '\n');
		buf_add_repeat(out, ' ', columns);
	}
	add_wrapped(out, text, columns, columns);
}

static void
add_option(const struct cli_option *option, struct buf *out)
{
	AUTO_BUF head = BUF_INIT, words = BUF_INIT;

	if (option->letter != '\0')
		buf_addf(&head, "  -%c, --%s", option->letter, option->name);
	else
		buf_addf(&head, "  --%s", option->name);
	if (option->argument != NULL)
		buf_addf(&head, "%s%s", option->argument[0] == '[' ? "" : "=",
		    option->argument);
	cli_add_option_words(option, &words);
	add_entry(out, buf_text(&head), OPTION_COLUMNS, buf_text(&words));
}

static void
add_options(enum cli_command command, struct buf *out)
{
	buf_add_text(out, "\nOptions:\n");
	for (size_t i = 0; i < cli_option_count; i++)
		if (cli_has_option(command, &cli_option_table[i]))
			add_option(&cli_option_table[i], out);
}

static void
add_statuses(enum cli_command command, struct buf *out)
{
	buf_add_text(out, "\nExit status:\n");
	for (unsigned i = 0; i < CLI_STATUSES; i++) {
		const char *text = cli_command_table[command].statuses[i];
		AUTO_BUF head = BUF_INIT;

		if (text == NULL)
			continue;
		buf_addf(&head, "  %u", i);
		add_entry(out, buf_text(&head), 5, text);
	}
}

/* The commands of GROUP (CLI_EDITOR: all that are in none) in a line each. */
static void
add_commands(enum cli_command group, struct buf *out)
{
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;
		AUTO_BUF head = BUF_INIT;

		if (group != CLI_EDITOR && !cli_is_verb_of(command, group))
			continue;
		buf_addf(&head, "  %s", command == CLI_EDITOR ? "(none)" :
		    cli_command_table[i].name);
		add_entry(out, buf_text(&head), NAME_COLUMNS,
		    cli_command_table[i].summary);
	}
}

static void
add_others(enum cli_command command, struct buf *out)
{
	const char *others = cli_command_table[command].others;
	const char *between = "Other words for it: ";
	size_t length;

	for (; others != NULL && *others != '\0'; others += length) {
		others += strspn(others, " ");
		length = strcspn(others, " ");
		buf_addf(out, "%s%.*s", between, (int)length, others);
		between = ", ";
	}
	if (*between == ',')
		buf_add_char(out, '\n');
}

static void
add_main_page(struct buf *out)
{
	buf_add_text(out,
	    "       profedit COMMAND [OPTION]... [ARGUMENT]...\n\n");
	add_commands(CLI_EDITOR, out);
	buf_add_text(out, "\n'profedit help COMMAND' explains a command. The "
	    "manual is profedit(1).\n");
}

void
cli_help(enum cli_command command, struct buf *out)
{
	const struct cli_command_info *info = &cli_command_table[command];

	cli_add_usage(command, out);
	if (command == CLI_EDITOR) {
		add_main_page(out);
	} else {
		add_others(command, out);
		buf_add_char(out, '\n');
		add_wrapped(out, info->text, 0, 0);
		if (cli_is_group(command)) {
			buf_add_char(out, '\n');
			add_commands(command, out);
		}
		buf_addf(out, "\nFor example: %s\n", info->example);
	}
	if (!cli_is_group(command)) {
		add_options(command, out);
		add_statuses(command, out);
	}
}
