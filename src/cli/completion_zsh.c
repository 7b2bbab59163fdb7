/*
 * Completion for zsh: a function for each command that hands its options and
 * arguments to _arguments, see zshcompsys(1).
 */
#include <string.h>

#include "base/buf.h"
#include "cli/completion.h"

static const char head[] =
    "#compdef profedit\n"
    "# zsh completion for profedit; made by `profedit completion zsh'\n"
    "\n"
    "_profedit_types()\n"
    "{\n"
    "\tlocal -a types\n"
    "\n"
    "\ttypes=(${(f)\"$(_call_program types ${_profedit_program:-profedit} \\\n"
    "\t    schema list --format=names 2>/dev/null)\"})\n"
    "\t_wanted types expl 'payload type' compadd -a types\n"
    "}\n";

static const char tail[] =
    "\n"
    "if [ \"$funcstack[1]\" = _profedit ]; then\n"
    "\t_profedit \"$@\"\n"
    "else\n"
    "\tcompdef _profedit profedit\n"
    "fi\n";

/* "_profedit_schema_list". */
static void
add_function(enum cli_command command, struct buf *out)
{
	const char *name = cli_command_table[command].name;

	buf_add_text(out, "_profedit");
	if (*name != '\0')
		buf_add_char(out, '_');
	for (; *name != '\0'; name++)
		buf_add_char(out, *name == ' ' ? '_' : *name);
}

/* Within a specification [ ] : and \ have a meaning. */
static void
add_escaped(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++) {
		if (strchr("[]:\\", *text) != NULL)
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
}

static void
add_kind(enum completion_kind kind, struct buf *out)
{
	static const char *const actions[COMPLETE_KINDS] = {
		[COMPLETE_NOTHING] = " ",
		[COMPLETE_FILES] = "_files",
		[COMPLETE_FOLDERS] = "_files -/",
		[COMPLETE_TYPES] = "_profedit_types",
	};

	if (actions[kind] != NULL) {
		buf_add_text(out, actions[kind]);
		return;
	}
	buf_add_char(out, '(');
	if (kind == COMPLETE_SYSTEMS)
		completion_add_systems(out);
	else if (kind == COMPLETE_SHELLS)
		completion_add_shells(out);
	else
		completion_add_verbs(CLI_EDITOR, out);
	buf_add_char(out, ')');
}

static void
add_option(const struct cli_option *option, struct buf *out)
{
	AUTO_BUF spec = BUF_INIT, words = BUF_INIT;

	completion_add_short(option->help, &words);
	if (option->letter != '\0') {
		AUTO_BUF names = BUF_INIT;

		buf_addf(&names, "(-%c --%s)", option->letter, option->name);
		completion_add_quoted(buf_text(&names), out);
		buf_addf(out, "{-%c,--%s}", option->letter, option->name);
	} else {
		/* One that may be repeated is offered again. */
		if (strstr(option->help, "repeatable") != NULL)
			buf_add_char(&spec, '*');
		buf_addf(&spec, "--%s%s", option->name,
		    option->argument == NULL ? "" :
		    completion_takes_word(option) ? "=" : "=-");
	}
	buf_add_char(&spec, '[');
	add_escaped(buf_text(&words), &spec);
	buf_add_char(&spec, ']');
	if (option->argument != NULL) {
		if (completion_takes_word(option))
			buf_addf(&spec, ":%s:", option->argument);
		else
			buf_add_text(&spec, "::SUFFIX:");
		if (option->choices != NULL) {
			buf_add_char(&spec, '(');
			completion_add_choices(option, &spec);
			buf_add_char(&spec, ')');
		} else {
			add_kind(completion_of_option(option), &spec);
		}
	}
	completion_add_quoted(buf_text(&spec), out);
}

static void
add_options(enum cli_command command, struct buf *out)
{
	for (size_t i = 0; i < cli_option_count; i++) {
		if (!cli_has_option(command, &cli_option_table[i]))
			continue;
		buf_add_text(out, " \\\n\t    ");
		add_option(&cli_option_table[i], out);
	}
}

static void
add_arguments(enum cli_command command, struct buf *out)
{
	struct cli_argument arguments[CLI_ARGUMENTS_MOST];
	size_t count = cli_arguments(command, arguments);

	for (size_t i = 0; i < count; i++) {
		const struct cli_argument *argument = &arguments[i];
		AUTO_BUF spec = BUF_INIT;

		buf_add_text(&spec, argument->repeated ? "*" : "");
		buf_addf(&spec, "%s:%.*s:", argument->optional &&
		    !argument->repeated ? ":" : "", (int)argument->length,
		    argument->name);
		add_kind(completion_of_argument(argument), &spec);
		buf_add_text(out, " \\\n\t    ");
		completion_add_quoted(buf_text(&spec), out);
	}
}

static void
add_plain_function(enum cli_command command, struct buf *out)
{
	buf_add_char(out, '\n');
	add_function(command, out);
	buf_add_text(out, "()\n{\n\t_arguments -s -S");
	add_options(command, out);
	add_arguments(command, out);
	buf_add_text(out, "\n}\n");
}

/* Names of COMMAND as a pattern: "check|validate|lint". */
static void
add_pattern(enum cli_command command, struct buf *out)
{
	const char *others = cli_command_table[command].others;

	buf_add_text(out, cli_verb(command));
	for (; others != NULL && *others != '\0'; others++) {
		size_t length = strcspn(others, " ");

		buf_addf(out, "%s%.*s", *cli_verb(command) != '\0' ? "|" : "",
		    (int)length, others);
		others += length;
		if (*others == '\0')
			break;
	}
}

static bool
is_below(enum cli_command command, enum cli_command group)
{
	return group == CLI_EDITOR ?
	    cli_verb(command) == cli_command_table[command].name :
	    cli_is_verb_of(command, group);
}

/* The first word picks a function for the rest. */
static void
add_group_function(enum cli_command group, struct buf *out)
{
	buf_add_char(out, '\n');
	add_function(group, out);
	buf_add_text(out, "()\n{\n"
	    "\tlocal curcontext=$curcontext state state_descr line ret=1\n"
	    "\tlocal -a commands\n"
	    "\ttypeset -A opt_args\n\n");
	if (group == CLI_EDITOR)
		buf_add_text(out, "\tlocal _profedit_program=$words[1]\n\n");
	buf_add_text(out, "\t_arguments -s -S -C");
	if (group == CLI_EDITOR)
		add_options(group, out);
	buf_add_text(out, " \\\n\t    '1: :->command' '*:: :->rest' && ret=0\n"
	    "\tcase $state in\n\tcommand)\n\t\tcommands=(");
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		AUTO_BUF words = BUF_INIT;

		if (!is_below((enum cli_command)i, group))
			continue;
		buf_addf(&words, "%s:%s", cli_verb((enum cli_command)i),
		    cli_command_table[i].summary);
		buf_add_text(out, "\n\t\t    ");
		completion_add_quoted(buf_text(&words), out);
	}
	buf_add_text(out, ")\n\t\t_describe -t commands command commands && "
	    "ret=0\n");
	if (group == CLI_EDITOR)
		buf_add_text(out, "\t\t_files && ret=0\n");
	buf_add_text(out, "\t\t;;\n\trest)\n"
	    "\t\tcase $words[1] in\n");
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		if (!is_below((enum cli_command)i, group))
			continue;
		buf_add_text(out, "\t\t");
		add_pattern((enum cli_command)i, out);
		buf_add_text(out, ") ");
		add_function((enum cli_command)i, out);
		buf_add_text(out, " && ret=0 ;;\n");
	}
	if (group == CLI_EDITOR) {
		buf_add_text(out, "\t\t");
		add_pattern(CLI_EDITOR, out);
		buf_add_text(out, ") _files && ret=0 ;;\n");
	}
	buf_add_text(out, "\t\tesac\n\t\t;;\n\tesac\n\treturn ret\n}\n");
}

void
completion_add_zsh(struct buf *out)
{
	buf_add_text(out, head);
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		if (cli_is_group((enum cli_command)i))
			add_group_function((enum cli_command)i, out);
		else
			add_plain_function((enum cli_command)i, out);
	}
	add_group_function(CLI_EDITOR, out);
	buf_add_text(out, tail);
}
