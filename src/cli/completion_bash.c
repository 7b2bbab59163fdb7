/* Completion for bash: tables as functions, and what looks things up there. */
#include <string.h>

#include "base/buf.h"
#include "cli/completion.h"

static const char head[] =
    "# bash completion for profedit; made by `profedit completion bash'\n"
    "# shellcheck shell=bash disable=SC2207\n";

static const char tail[] =
    "_profedit_is_in()\n"
    "{\n"
    "\t[[ \" $2 \" == *\" $1 \"* ]]\n"
    "}\n"
    "\n"
    "# Fills COMPREPLY with what of kind $1 begins with $2.\n"
    "_profedit_offer()\n"
    "{\n"
    "\tcase $1 in\n"
    "\t@nothing) ;;\n"
    "\t@files) compopt -o filenames 2>/dev/null\n"
    "\t\tCOMPREPLY=($(compgen -f -- \"$2\")) ;;\n"
    "\t@folders) compopt -o filenames 2>/dev/null\n"
    "\t\tCOMPREPLY=($(compgen -d -- \"$2\")) ;;\n"
    "\t@types) COMPREPLY=($(compgen -W \"$(\"${program:-profedit}\" schema \\\n"
    "\t\tlist --format=names 2>/dev/null)\" -- \"$2\")) ;;\n"
    "\t*) COMPREPLY=($(compgen -W \"$1\" -- \"$2\")) ;;\n"
    "\tesac\n"
    "}\n"
    "\n"
    "_profedit()\n"
    "{\n"
    "\tlocal IFS=$' \\t\\n' program=$1 command='' place=0 ended='' skip=''\n"
    "\tlocal words=() last='' cur i word options kinds split\n"
    "\n"
    "\t# bash splits at = and :, which are parts of our words.\n"
    "\tfor ((i = 1; i <= COMP_CWORD; i++)); do\n"
    "\t\tword=${COMP_WORDS[i]}\n"
    "\t\tif ((${#words[@]} > 0)) && [[ $word == [=:]* || $last == [=:] ]]\n"
    "\t\tthen\n"
    "\t\t\twords[${#words[@]}-1]+=$word\n"
    "\t\telse\n"
    "\t\t\twords+=(\"$word\")\n"
    "\t\tfi\n"
    "\t\tlast=$word\n"
    "\tdone\n"
    "\tcur=${words[${#words[@]}-1]}\n"
    "\n"
    "\tfor ((i = 0; i < ${#words[@]} - 1; i++)); do\n"
    "\t\tword=${words[i]}\n"
    "\t\tif [[ -n $skip ]]; then\n"
    "\t\t\tskip=''\n"
    "\t\telif [[ -z $ended && $word == -- ]]; then\n"
    "\t\t\tended=yes\n"
    "\t\telif [[ -z $ended && $word == -?* ]]; then\n"
    "\t\t\t_profedit_is_in \"$word=\" \"$(_profedit_options \"$command\")\" &&\n"
    "\t\t\t\tskip=$word\n"
    "\t\telif [[ -z $ended && $place == 0 ]] &&\n"
    "\t\t    [[ -n $(_profedit_command \"${command:+$command }$word\") ]]; then\n"
    "\t\t\tcommand=$(_profedit_command \"${command:+$command }$word\")\n"
    "\t\telse\n"
    "\t\t\t((place++))\n"
    "\t\tfi\n"
    "\tdone\n"
    "\toptions=$(_profedit_options \"$command\")\n"
    "\n"
    "\tCOMPREPLY=()\n"
    "\tif [[ -n $skip ]]; then\n"
    "\t\t_profedit_offer \"$(_profedit_values \"$command\" \"$skip\")\" \"$cur\"\n"
    "\telif [[ -z $ended && $cur == --*=* ]]; then\n"
    "\t\t_profedit_offer \"$(_profedit_values \"$command\" \"${cur%%=*}\")\" \\\n"
    "\t\t\t\"${cur#*=}\"\n"
    "\t\tsplit=yes\n"
    "\telif [[ -z $ended && $cur == -* ]]; then\n"
    "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
    "\t\t[[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null\n"
    "\telse\n"
    "\t\tread -r -a kinds <<<\"$(_profedit_arguments \"$command\")\"\n"
    "\t\tlast=${#kinds[@]}\n"
    "\t\t((last > 0 && place >= last)) && [[ ${kinds[last-1]} == *\\* ]] &&\n"
    "\t\t\tplace=$((last - 1))\n"
    "\t\tword=${kinds[place]:-@nothing}\n"
    "\t\tword=${word%\\*}\n"
    "\t\t[[ $word == @words ]] && word=$(_profedit_words \"$command\")\n"
    "\t\t_profedit_offer \"$word\" \"$cur\"\n"
    "\t\tif [[ -z $command && $place == 0 && -z $ended ]]; then\n"
    "\t\t\tCOMPREPLY+=($(compgen -W \"$(_profedit_words '')\" -- \"$cur\"))\n"
    "\t\tfi\n"
    "\tfi\n"
    "\t# Only what is behind the last = or : is replaced.\n"
    "\tif [[ -n $split ]]; then\n"
    "\t\tcur=${cur#*=}\n"
    "\t\tcur=${cur%\"${cur##*[=:]}\"}\n"
    "\t\tfor i in \"${!COMPREPLY[@]}\"; do\n"
    "\t\t\tCOMPREPLY[i]=${COMPREPLY[i]#\"$cur\"}\n"
    "\t\tdone\n"
    "\tfi\n"
    "}\n"
    "complete -F _profedit profedit\n";

static void
open_function(const char *what, const char *name, const char *about,
    struct buf *out)
{
	buf_addf(out, "\n# %s\n_profedit_%s()\n{\n\tcase %s in\n", what, name,
	    about);
}

static void
close_function(struct buf *out)
{
	buf_add_text(out, "\tesac\n}\n");
}

/* Each name of a command leads to the first. */
static void
add_commands(struct buf *out)
{
	open_function("The command that $1 is a name of.", "command", "$1",
	    out);
	for (unsigned i = CLI_EDITOR + 1; i < CLI_COMMANDS; i++) {
		const struct cli_command_info *info = &cli_command_table[i];
		size_t group = (size_t)(cli_verb((enum cli_command)i) -
		    info->name);
		const char *other = info->others;

		buf_addf(out, "\t'%s'", info->name);
		while (other != NULL && *other != '\0') {
			size_t length = strcspn(other, " ");

			buf_addf(out, "|'%.*s%.*s'", (int)group, info->name,
			    (int)length, other);
			other += length;
			other += strspn(other, " ");
		}
		buf_addf(out, ") echo '%s' ;;\n", info->name);
	}
	close_function(out);
}

static void
add_options(struct buf *out)
{
	open_function("The options of command $1; those with a value end in =.",
	    "options", "$1", out);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		buf_addf(out, "\t'%s') echo '", cli_command_table[i].name);
		for (size_t o = 0; o < cli_option_count; o++) {
			const struct cli_option *option = &cli_option_table[o];

			if (!cli_has_option((enum cli_command)i, option) ||
			    (o > 0 && cli_is_group((enum cli_command)i) &&
			    strcmp(option[-1].name, option->name) == 0))
				continue;
			buf_addf(out, "--%s%s ", option->name,
			    completion_takes_word(option) ? "=" : "");
		}
		buf_truncate(out, out->length - 1);
		buf_add_text(out, "' ;;\n");
	}
	close_function(out);
}

static void
add_value(const struct cli_option *option, struct buf *out)
{
	enum completion_kind kind = completion_of_option(option);

	if (option->choices != NULL)
		completion_add_choices(option, out);
	else if (kind == COMPLETE_SYSTEMS)
		completion_add_systems(out);
	else
		buf_addf(out, "@%s", completion_kinds[kind]);
}

static void
add_values(struct buf *out)
{
	open_function("What stands behind option $2 of command $1.", "values",
	    "$1:$2", out);
	for (size_t o = 0; o < cli_option_count; o++) {
		const struct cli_option *option = &cli_option_table[o];
		const char *between = "\t";

		if (!completion_takes_word(option))
			continue;
		for (unsigned i = 0; i < CLI_COMMANDS; i++) {
			if (!cli_has_option((enum cli_command)i, option) ||
			    cli_is_group((enum cli_command)i))
				continue;
			buf_addf(out, "%s'%s:--%s'", between,
			    cli_command_table[i].name, option->name);
			between = "|";
		}
		buf_add_text(out, ")\n\t\techo '");
		add_value(option, out);
		buf_add_text(out, "' ;;\n");
	}
	close_function(out);
}

/* A list of words there is for commands, verbs and shells alone. */
static void
add_words(struct buf *out)
{
	open_function("The words that command $1 takes as an argument.",
	    "words", "$1", out);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		enum cli_command command = (enum cli_command)i;

		if (command != CLI_EDITOR && command != CLI_COMPLETION &&
		    command != CLI_HELP && !cli_is_group(command))
			continue;
		buf_addf(out, "\t'%s') echo '", cli_command_table[i].name);
		if (command == CLI_COMPLETION)
			completion_add_shells(out);
		else
			completion_add_verbs(command == CLI_HELP ? CLI_EDITOR :
			    command, out);
		buf_add_text(out, "' ;;\n");
	}
	close_function(out);
}

static void
add_argument(const struct cli_argument *argument, struct buf *out)
{
	enum completion_kind kind = completion_of_argument(argument);

	buf_addf(out, "@%s%s", kind == COMPLETE_COMMANDS ||
	    kind == COMPLETE_SHELLS ? "words" : completion_kinds[kind],
	    argument->repeated ? "*" : "");
}

static void
add_arguments(struct buf *out)
{
	open_function("The arguments of command $1, a word each; the last may "
	    "come again (*).", "arguments", "$1", out);
	for (unsigned i = 0; i < CLI_COMMANDS; i++) {
		struct cli_argument arguments[CLI_ARGUMENTS_MOST];
		size_t count = cli_arguments((enum cli_command)i, arguments);

		if (cli_is_group((enum cli_command)i)) {
			buf_addf(out, "\t'%s') echo @words ;;\n",
			    cli_command_table[i].name);
			continue;
		}
		if (count == 0)
			continue;
		buf_addf(out, "\t'%s') echo '", cli_command_table[i].name);
		for (size_t a = 0; a < count; a++) {
			buf_add_text(out, a > 0 ? " " : "");
			add_argument(&arguments[a], out);
		}
		buf_add_text(out, "' ;;\n");
	}
	close_function(out);
}

void
completion_add_bash(struct buf *out)
{
	buf_add_text(out, head);
	add_commands(out);
	add_options(out);
	add_values(out);
	add_words(out);
	add_arguments(out);
	buf_add_char(out, '\n');
	buf_add_text(out, tail);
}
