/*
 * The table of commands, and running one by key, by name or by a `:` line.
 */
#include "editor/command.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "editor/internal.h"
#include "editor/key.h"
#include "profile/payload.h"
#include "profile/profile.h"

static bool
can_undo(const struct editor *editor)
{
	return edit_undo_label(editor->profile) != NULL;
}

static bool
can_redo(const struct editor *editor)
{
	return edit_redo_label(editor->profile) != NULL;
}

static bool
can_add_payload(const struct editor *editor)
{
	return payload_shape(profile_root(editor->profile)) == SHAPE_PROFILE &&
	    profile_read_only_reason(editor->profile) == NULL;
}

/* clang-format off */
const struct command command_table[] = {
	{ .name = "help", .title = "Help", .key_word = "Help", .keys = "F1",
	  .run = cmd_help,
	  .help = "The keys and how to work with the program." },
	{ .name = "save", .title = "Save", .key_word = "Save", .keys = "F2 ^S",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_save,
	  .help = "Writes the file; what was not changed keeps its bytes." },
	{ .name = "find", .title = "Find", .key_word = "Find", .keys = "F3 /",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_TAKES_TEXT, .run = cmd_find,
	  .help = "Finds words in names, titles, texts and values of this "
	    "profile; all must match." },
	{ .name = "add-payload", .title = "Add a payload", .key_word = "Add",
	  .works = can_add_payload, .keys = "F4", .run = cmd_add_payload,
	  .complete = complete_payload_type,
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS | COMMAND_TAKES_TEXT,
	  .help = "Adds a payload with its required keys and a new UUID." },
	{ .name = "findings", .title = "Findings", .key_word = "Findings",
	  .keys = "F5", .flags = COMMAND_NEEDS_FILE, .run = cmd_findings,
	  .help =
	    "Lists everything that is wrong, worst first; Enter goes there." },
	{ .name = "undo", .title = "Undo", .key_word = "Undo", .keys = "F8 u",
	  .works = can_undo,
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_undo,
	  .help = "Takes the last change back, without limit." },
	{ .name = "redo", .title = "Redo", .key_word = "Redo", .keys = "F9 ^R",
	  .works = can_redo,
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_redo,
	  .help = "Does again what undo took back." },
	{ .name = "quit", .title = "Quit", .key_word = "Quit", .keys = "F10 q",
	  .run = cmd_quit,
	  .help = "Leaves; asks when there are unsaved changes." },

	{ .name = "edit", .title = "Edit the value", .keys = "Enter",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_edit,
	  .help = "Edits the value under the cursor, or unfolds a container." },
	{ .name = "step", .title = "Next state", .keys = "Space",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS | COMMAND_IN_FORM,
	  .run = cmd_step,
	  .help =
	    "Steps a yes or no, or a list of values, to its next state." },
	{ .name = "add", .title = "Add here", .keys = "a Ins",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS, .run = cmd_add,
	  .help = "Adds an item to a list, a key to a dictionary, in the "
	    "outline a payload." },
	{ .name = "remove", .title = "Unset or remove", .keys = "x Del",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS, .run = cmd_remove,
	  .help =
	    "Unsets a key, removes an item or, in the outline, a payload." },
	{ .name = "duplicate", .title = "Duplicate", .keys = "y",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS, .run = cmd_duplicate,
	  .help = "Copies an item; a payload gets a new UUID and identifier." },
	{ .name = "move-down", .title = "Move down", .keys = "J",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS, .run = cmd_shift_down,
	  .help = "Moves an item or a payload one place down." },
	{ .name = "move-up", .title = "Move up", .keys = "K",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS, .run = cmd_shift_up,
	  .help = "Moves an item or a payload one place up." },
	{ .name = "rename", .title = "Rename the key", .keys = "R",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS | COMMAND_IN_FORM |
	    COMMAND_TAKES_TEXT,
	  .run = cmd_rename,
	  .help = "Gives a key of a dictionary another name." },
	{ .name = "edit-outside", .title = "Edit in your editor", .keys = "^O",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS | COMMAND_IN_FORM,
	  .run = cmd_edit_outside,
	  .help = "Opens this text in $VISUAL or $EDITOR." },
	{ .name = "import", .title = "Import data",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_EDITS | COMMAND_IN_FORM |
	    COMMAND_TAKES_TEXT,
	  .run = cmd_import, .complete = complete_file,
	  .help = "Reads the data under the cursor from a file." },
	{ .name = "export", .title = "Export data",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_IN_FORM | COMMAND_TAKES_TEXT,
	  .run = cmd_export, .complete = complete_file,
	  .help = "Writes the data under the cursor into a new file." },

	{ .name = "explain", .title = "Explain this key", .keys = "?",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_explain,
	  .help = "Everything known about the key under the cursor." },
	{ .name = "next", .title = "Next of the list", .keys = "n",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_next,
	  .help = "The next finding, or the next result of the last search." },
	{ .name = "previous", .title = "Previous of the list", .keys = "N",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_previous,
	  .help = "The one before." },
	{ .name = "focus", .title = "Outline and form", .keys = "Tab BackTab",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_focus,
	  .help = "Changes between the outline of payloads and the form." },
	{ .name = "right", .title = "Unfold or follow", .keys = "Right l",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_right,
	  .help = "Unfolds a container; on a reference, goes to the payload it "
	    "names." },
	{ .name = "left", .title = "Fold or go out", .keys = "Left h",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_left,
	  .help = "Folds a container, goes to what holds the row, then to the "
	    "outline." },
	{ .name = "back", .title = "Go back", .keys = "Backspace",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_back,
	  .help = "Back to where the last jump started." },
	{ .name = "filter", .title = "Which keys to show", .keys = "o",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_TAKES_TEXT, .run = cmd_filter,
	  .complete = complete_filter,
	  .help = "All keys, those that are set, the required ones, those with "
	    "findings." },
	{ .name = "names", .title = "Key names or titles", .keys = "t",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_IN_FORM, .run = cmd_names,
	  .help =
	    "Shows the names keys have in the file instead of their titles." },
	{ .name = "reveal", .title = "Reveal secrets", .keys = "r",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_reveal,
	  .help = "Shows or masks passwords and other secrets." },
	{ .name = "command", .title = "Command line", .keys = ":",
	  .run = cmd_command_line,
	  .help =
	    "A command by its name, a key path or a line number to go to." },
	{ .name = "go", .title = "Go to",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_TAKES_TEXT, .run = cmd_go,
	  .help = "Goes to a key path or a line of the file." },
	{ .name = "save-as", .title = "Save as",
	  .flags = COMMAND_NEEDS_FILE | COMMAND_TAKES_TEXT, .run = cmd_save_as,
	  .complete = complete_file,
	  .help = "Writes the profile under another name and goes on with that "
	    "one." },
	{ .name = "reload", .title = "Read again",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_reload,
	  .help =
	    "Reads the file on disk again; unsaved changes are asked about." },
	{ .name = "signature", .title = "Signature",
	  .flags = COMMAND_NEEDS_FILE, .run = cmd_signature,
	  .help = "Who signed the file and whether the signature holds." },
	{ .name = "suspend", .title = "Suspend", .keys = "^Z",
	  .run = cmd_suspend,
	  .help = "Back to the shell; fg returns." },
	{ .name = "redraw", .title = "Redraw", .keys = "^L",
	  .run = cmd_redraw,
	  .help = "Draws the screen anew." },
	{ .name = "interrupt", .title = "How to leave", .keys = "^C Esc ^G",
	  .run = cmd_interrupt,
	  .help = "Leaves questions and lists without a change; here it says "
	    "how to quit." },
};
/* clang-format on */
const size_t command_count = ARRAY_COUNT(command_table);

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (strcmp(command_table[i].name, name) == 0)
			return &command_table[i];
	}
	return NULL;
}

/* Whether KEYS, blank separated names, has KEY. */
static bool
keys_have(const char *keys, int key)
{
	char name[16];
	int parsed;

	while (keys != NULL && *keys != '\0') {
		size_t length = strcspn(keys, " ");

		if (length < sizeof(name)) {
			memcpy(name, keys, length);
			name[length] = '\0';
			if (key_parse(name, &parsed) && parsed == key)
				return true;
		}
		keys += length;
		keys += strspn(keys, " ");
	}
	return false;
}

const struct command *
command_of_key(const struct editor *editor, int key)
{
	(void)editor;
	if (key >= '1' && key <= '9')
		key = INPUT_F1 + (key - '1');
	else if (key == '0')
		key = INPUT_F10;
	for (size_t i = 0; i < command_count; i++) {
		if (keys_have(command_table[i].keys, key))
			return &command_table[i];
	}
	return NULL;
}

bool
command_run(struct editor *editor, const struct command *command,
    const char *argument)
{
	bool done;

	editor_check(editor);
	if ((command->flags & COMMAND_NEEDS_FILE) != 0 &&
	    editor->profile == NULL) {
		editor_say(editor, MESSAGE_ERROR, "no profile is open");
		return false;
	}
	if ((command->flags & COMMAND_IN_FORM) != 0 &&
	    editor->focus != FOCUS_FORM) {
		editor_say(editor, MESSAGE_INFO,
		    "'%s' works in the form: Tab goes there", command->name);
		return false;
	}
	if ((command->flags & COMMAND_EDITS) != 0 && !editor_may_edit(editor))
		return false;
	done = command->run(editor, argument);
	editor_update(editor);
	return done;
}

/* The one command whose name begins with NAME; NULL and *COUNT otherwise. */
static const struct command *
find_beginning(const char *name, size_t length, size_t *count)
{
	const struct command *found = NULL;

	*count = 0;
	for (size_t i = 0; i < command_count; i++) {
		if (strncmp(command_table[i].name, name, length) != 0)
			continue;
		if (command_table[i].name[length] == '\0') {
			*count = 1;
			return &command_table[i];
		}
		found = &command_table[i];
		++*count;
	}
	return *count == 1 ? found : NULL;
}

bool
command_run_line(struct editor *editor, const char *text)
{
	const struct command *command;
	size_t length, count;
	AUTO_FREE char *name = NULL;

	text += strspn(text, " ");
	if (*text == '\0')
		return false;
	length = strcspn(text, " ");
	command = find_beginning(text, length, &count);
	name = xstrndup(text, length);
	if (command == NULL && count > 1) {
		editor_say(editor, MESSAGE_ERROR,
		    "'%s' begins %zu commands: type more of it", name, count);
		return false;
	}
	if (command == NULL && (text[0] == '/' || strchr(text, '/') != NULL ||
	    strspn(text, "0123456789") == strlen(text)))
		return command_run(editor, command_find("go"), text);
	if (command == NULL) {
		editor_say(editor, MESSAGE_ERROR,
		    "no command '%s': F1 lists them", name);
		return false;
	}
	text += length;
	text += strspn(text, " ");
	if (*text != '\0' && (command->flags & COMMAND_TAKES_TEXT) == 0) {
		editor_say(editor, MESSAGE_ERROR,
		    "'%s' takes nothing behind it", command->name);
		return false;
	}
	return command_run(editor, command, text);
}

void
command_complete_line(struct editor *editor, const char *text, struct buf *out)
{
	size_t length = strcspn(text, " "), count;
	const struct command *command;
	AUTO_BUF candidates = BUF_INIT;

	if (text[length] == '\0') {
		for (size_t i = 0; i < command_count; i++) {
			if (strncmp(command_table[i].name, text, length) == 0)
				buf_addf(out, "%s\n", command_table[i].name);
		}
		return;
	}
	command = find_beginning(text, length, &count);
	if (command == NULL || command->complete == NULL)
		return;
	command->complete(editor, text + length + strspn(text + length, " "),
	    &candidates);
	for (const char *line = buf_text(&candidates); *line != '\0';) {
		size_t end = strcspn(line, "\n");

		buf_addf(out, "%s %.*s\n", command->name, (int)end, line);
		line += end + (line[end] == '\n');
	}
}

/* The key a hint names: the F-key as its digit, else the first one. */
static void
hint_key(const struct command *command, struct key_hint *hint)
{
	size_t length = strcspn(command->keys, " ");

	if (command->keys[0] == 'F' && length > 1 && length < 4) {
		hint->key[0] = command->keys[length - 1];
		hint->key[1] = '\0';
		return;
	}
	if (length >= sizeof(hint->key))
		length = sizeof(hint->key) - 1;
	memcpy(hint->key, command->keys, length);
	hint->key[length] = '\0';
}

size_t
command_hints(const struct editor *editor, struct key_hint *out,
    size_t capacity)
{
	size_t count = 0;

	for (size_t i = 0; i < command_count && count < capacity; i++) {
		const struct command *command = &command_table[i];

		if (command->key_word == NULL)
			continue;
		if ((command->flags & COMMAND_NEEDS_FILE) != 0 &&
		    editor->profile == NULL)
			continue;
		if (command->works != NULL && !command->works(editor))
			continue;
		hint_key(command, &out[count]);
		out[count++].word = command->key_word;
	}
	return count;
}

/* --- the command line --- */

static void
complete_command(void *arg, const char *text, size_t length, struct buf *out)
{
	AUTO_FREE char *copy = xstrndup(text, length);

	command_complete_line(arg, copy, out);
}

bool
cmd_command_line(struct editor *editor, const char *argument)
{
	struct prompt prompt = {
		.label = ":",
		.text = "",
		.history = "command",
		.arg = editor,
		.complete = complete_command,
	};
	AUTO_BUF text = BUF_INIT;

	(void)argument;
	return face_prompt(&editor->face, &prompt, &text) == PROMPT_TAKEN &&
	    command_run_line(editor, buf_text(&text));
}
