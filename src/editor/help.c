/*
 * The program's own help (F1), made of the command table so that it cannot lie.
 */

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "editor/internal.h"

static const char introduction[] =
    "profedit edits Apple configuration profiles.\n"
    "\n"
    "The form shows every key of a payload by its title: those that are set, "
    "and those that could be. Enter edits the one under the cursor; a "
    "complaint appears while you type. Nothing touches the file before you "
    "save, and saving changes only what you changed.\n"
    "\n"
    "Marks:  · set   ✖ error   ▲ warning   (blank) not set: the default is "
    "shown, dimmed.\n";

static const char modes[] =
    "While browsing, letters are commands and digits are the function keys.\n"
    "In a list, every letter narrows it; arrows, ^N and ^P move; Enter takes.\n"
    "In a line, everything is text; ^O opens it in your editor.\n"
    "In help and texts: Space, b, g, G, / and q, as in less.\n"
    "Esc, ^G and ^C leave each of them and change nothing.\n"
    "\n"
    "In a set of check boxes, Space chooses, = types a number, Enter takes.\n";

static const char moving[] =
    "  Up k, Down j      one row\n"
    "  PgUp, PgDn        one screen\n"
    "  Home g, End G     first, last row\n";

static void
add_command(const struct command *command, struct buf *out)
{
	size_t width;

	buf_add_text(out, "  ");
	width = out->length;
	if (command->keys != NULL)
		buf_add_text(out, command->keys);
	else
		buf_addf(out, ":%s", command->name);
	width = out->length - width;
	buf_add_repeat(out, ' ', width < 18 ? 18 - width : 1);
	buf_addf(out, "%s. %s\n", command->title, command->help);
}

static void
help_program(const struct editor *editor, struct buf *out)
{
	(void)editor;
	buf_addf(out, "%s\nMODES\n\n%s\nMOVING\n\n%s\nCOMMANDS\n\n",
	    introduction, modes, moving);
	for (size_t i = 0; i < command_count; i++)
		add_command(&command_table[i], out);
	buf_add_text(out, "\nEach command can be run by its name: ':' and the "
	    "name, or as much of it as no other begins with. ':31' goes to "
	    "line 31 of the file, ':com.apple.mdm/Topic' to a key.\n");
}

bool
cmd_help(struct editor *editor, const char *argument)
{
	AUTO_BUF text = BUF_INIT;

	(void)argument;
	help_program(editor, &text);
	face_show(&editor->face, "Help", buf_text(&text));
	return true;
}
