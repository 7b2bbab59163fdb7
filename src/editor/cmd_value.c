/*
 * Commands that edit the value under the cursor, by its kind of field.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "check/report.h"
#include "editor/internal.h"
#include "form/bits.h"
#include "form/field.h"
#include "profile/blob.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/draft.h"
#include "value/type.h"

#define DATA_LIMIT ((size_t)64 << 20)	/* bytes of a file to import */

/* What a field function gave: says it, or why not. */
static bool
finish(struct editor *editor, bool done, const struct error *err)
{
	if (!done) {
		editor_fail(editor, err);
		return false;
	}
	if (editor->first_time) {
		editor->first_time = false;
		editor_keep_used();
	}
	editor_say_done(editor);
	return true;
}

static bool
set_row(struct editor *editor, const struct row *row,
    const struct draft *draft)
{
	AUTO_ERROR err = ERROR_INIT;
	bool done = field_set(editor->form, row, draft, &err);

	return finish(editor, done, &err);
}

static bool
remove_row(struct editor *editor, const struct row *row)
{
	AUTO_ERROR err = ERROR_INIT;
	bool done = field_remove(editor->form, row, &err);

	return finish(editor, done, &err);
}

/* --- one line of text --- */

struct line_edit {
	struct editor *editor;
	struct row row;
};

static bool
check_line(void *arg, const char *text, size_t length, struct buf *complaint,
    struct buf *hint)
{
	struct line_edit *edit = arg;
	bool readable = field_check(edit->editor->form, &edit->row, text,
	    length, complaint, hint);

	if (hint->length == 0)
		field_hint(edit->editor->form, &edit->row, hint);
	return readable;
}

/* Allowed values that begin with what was typed. */
static void
complete_line(void *arg, const char *text, size_t length, struct buf *out)
{
	struct line_edit *edit = arg;
	const struct place *place = edit->row.place;

	for (size_t i = 0; place != NULL && i < place->choice_count; i++) {
		const char *value = place->choices[i].value.text;

		if (strncmp(value, text, length) == 0)
			buf_addf(out, "%s\n", value);
	}
}

static bool
is_secret(const struct row *row)
{
	return report_is_secret(row->place, row->value);
}

static bool
set_text(struct editor *editor, const struct row *row, const char *text,
    size_t length)
{
	AUTO_ERROR err = ERROR_INIT;
	struct draft *draft = field_parse(editor->form, row, text, length,
	    &err);
	bool done;

	if (draft == NULL) {
		editor_fail(editor, &err);
		return false;
	}
	done = set_row(editor, row, draft);
	draft_free(draft);
	return done;
}

static bool
edit_row_outside(struct editor *editor, const struct row *row,
    const char *start)
{
	AUTO_BUF text = BUF_INIT, edited = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (start != NULL)
		buf_add_text(&text, start);
	else
		field_text(editor->form, row, &text);
	if (!external_edit_text(editor, buf_text(&text), text.length, ".txt",
	    0, &edited, &err)) {
		if (err.code == ERR_CANCELLED)
			editor_say(editor, MESSAGE_INFO, "nothing was changed");
		else
			editor_fail(editor, &err);
		return false;
	}
	/* Editors end the last line; a value that had no line end gets none. */
	if (edited.length > 0 && edited.data[edited.length - 1] == '\n' &&
	    (text.length == 0 || text.data[text.length - 1] != '\n'))
		buf_truncate(&edited, edited.length - 1);
	return set_text(editor, row, buf_text(&edited), edited.length);
}

static bool
edit_line(struct editor *editor, const struct row *row)
{
	struct line_edit edit = { editor, *row };
	AUTO_BUF title = BUF_INIT, text = BUF_INIT, out = BUF_INIT;
	struct prompt prompt = {
		.secret = is_secret(row) && !editor->reveal,
		.may_open_editor =
		    field_type(editor->form, row) == VALUE_STRING,
		.arg = &edit,
		.check = check_line,
		.complete = complete_line,
	};

	form_row_title(editor->form, row, &title);
	field_text(editor->form, row, &text);
	prompt.label = buf_text(&title);
	prompt.text = buf_text(&text);
	switch (face_prompt(&editor->face, &prompt, &out)) {
	case PROMPT_TAKEN:
		if (row->value == NULL && out.length == 0) {
			editor_say(editor, MESSAGE_INFO, "still not set");
			return false;
		}
		return set_text(editor, row, buf_text(&out), out.length);
	case PROMPT_OPEN_EDITOR:
		return edit_row_outside(editor, row, buf_text(&out));
	default:
		return false;
	}
}

/* --- lists --- */

struct choice_pick {
	struct choice *all;
	size_t count;
	VEC(const struct choice *) left;
};

static size_t
filter_choices(void *arg, const char *text)
{
	struct choice_pick *pick = arg;

	pick->left.count = 0;
	for (size_t i = 0; i < pick->count; i++) {
		AUTO_BUF whole = BUF_INIT;

		buf_addf(&whole, "%s %s", pick->all[i].label,
		    pick->all[i].meaning);
		if (*text == '\0' || text_has_words(buf_text(&whole), text))
			*VEC_PUSH(pick->left) = &pick->all[i];
	}
	return pick->left.count;
}

static void
show_choice(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct choice_pick *pick = arg;
	const struct choice *choice = pick->left.items[index];

	buf_add_text(label, choice->label);
	buf_add_text(meaning, choice->meaning);
	*mark = choice->current ? '*' : ' ';
}

static bool
take_choice(struct editor *editor, const struct row *row,
    const struct choice *choice)
{
	switch (choice->action) {
	case CHOICE_UNSET:
		if (row->value == NULL)
			return true;
		return remove_row(editor, row);
	case CHOICE_TYPE_IN:
		return edit_line(editor, row);
	default:
		return set_row(editor, row, choice->draft);
	}
}

static bool
edit_choice(struct editor *editor, const struct row *row)
{
	struct choice_pick left = { 0 };
	AUTO_BUF title = BUF_INIT;
	struct pick pick = {
		.empty = "nothing matches",
		.arg = &left,
		.filter = filter_choices,
		.item = show_choice,
	};
	size_t index;
	bool done = false;

	left.all = field_choices(editor->form, row, &left.count);
	for (size_t i = 0; i < left.count; i++) {
		if (left.all[i].current)
			pick.current = i;
	}
	form_row_title(editor->form, row, &title);
	pick.title = buf_text(&title);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count)
		done = take_choice(editor, row, left.left.items[index]);
	VEC_RELEASE(left.left);
	choices_free(left.all, left.count);
	return done;
}

/* --- bits --- */

struct bit_pick {
	const struct place *place;
	struct editor *editor;
	uint64_t value, installed;
	bool has_installed;
	VEC(size_t) left;
};

static size_t
filter_bits(void *arg, const char *text)
{
	struct bit_pick *pick = arg;

	pick->left.count = 0;
	for (size_t i = 0; i < pick->place->bit_count; i++) {
		AUTO_BUF whole = BUF_INIT;

		buf_addf(&whole, "%s %s", pick->place->bits[i].title,
		    pick->place->bits[i].meaning);
		if (*text == '\0' || text_has_words(buf_text(&whole), text))
			*VEC_PUSH(pick->left) = i;
	}
	return pick->left.count;
}

static void
show_bit(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	static const char *const words[] = {
		[BIT_SAME] = "", [BIT_KEPT] = "kept: ",
		[BIT_ADDED] = "added, a device would reject the update: ",
		[BIT_LOST] = "given up: ",
	};
	struct bit_pick *pick = arg;
	const struct bit *bit = &pick->place->bits[pick->left.items[index]];

	buf_addf(label, "%5llu  %s", (unsigned long long)bit->value,
	    bit->title);
	if (pick->has_installed)
		buf_add_text(meaning, words[bits_compare(bit, pick->value,
		    pick->installed)]);
	buf_add_text(meaning, bit->meaning);
	*mark = (pick->value & bit->value) != 0 ? '.' : ' ';
}

static bool
bit_is_on(void *arg, size_t index)
{
	struct bit_pick *pick = arg;

	return (pick->value &
	    pick->place->bits[pick->left.items[index]].value) != 0;
}

static void
toggle_bit(void *arg, size_t index, struct buf *notice)
{
	struct bit_pick *pick = arg;

	pick->value = bits_toggle(pick->place, pick->value,
	    pick->left.items[index], notice);
}

static void
show_sum(void *arg, struct buf *text)
{
	struct bit_pick *pick = arg;
	uint64_t unknown = bits_unknown(pick->place, pick->value);

	bits_sum(pick->value, text);
	if (pick->value == 0)
		buf_add_text(text, "  at least one must be chosen");
	if (unknown != 0)
		buf_addf(text, "  %llu has no known meaning and is kept",
		    (unsigned long long)unknown);
}

static void
type_bits(void *arg, const char *text, struct buf *complaint)
{
	struct bit_pick *pick = arg;
	const char *bad;
	size_t length;

	if (!bits_parse(pick->place, text, &pick->value, &bad, &length))
		buf_addf(complaint, "'%.*s' is no number and no bit's name",
		    (int)length, bad);
}

/* The bits installed now: of --against, else of the file as it was opened. */
static bool
installed_bits(const struct editor *editor, const struct row *row,
    uint64_t *out)
{
	const struct value *payload, *root, *value;
	const char *type;
	size_t length;

	if (editor->against == NULL || row->name == NULL)
		return false;
	type = payload_type(form_payload(editor->form), &length);
	root = profile_root(editor->against);
	for (size_t i = 0; i < payload_count(root); i++) {
		const char *other;
		size_t other_length;

		payload = payload_at(root, i);
		other = payload_type(payload, &other_length);
		if (other_length != length || memcmp(other, type, length) != 0)
			continue;
		value = value_find_n(payload, row->name, row->name_length);
		if (value != NULL && value->type == VALUE_INTEGER &&
		    !value->unreadable && !value->integer.negative) {
			*out = value->integer.magnitude;
			return true;
		}
	}
	return false;
}

static bool
edit_bits(struct editor *editor, const struct row *row)
{
	struct bit_pick bits = { .place = row->place, .editor = editor };
	AUTO_BUF title = BUF_INIT;
	struct pick pick = {
		.empty = "nothing matches",
		.arg = &bits,
		.filter = filter_bits,
		.item = show_bit,
		.toggle = toggle_bit,
		.is_on = bit_is_on,
		.status = show_sum,
		.type_in = type_bits,
	};
	struct draft *draft;
	size_t index;
	bool done = false;

	if (row->value != NULL && row->value->type == VALUE_INTEGER &&
	    !row->value->unreadable && !row->value->integer.negative)
		bits.value = row->value->integer.magnitude;
	bits.has_installed = installed_bits(editor, row, &bits.installed);
	form_row_title(editor->form, row, &title);
	pick.title = buf_text(&title);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN) {
		if (bits.value == 0) {
			editor_say(editor, MESSAGE_ERROR,
			    "0 is refused: choose at least one, or unset the key with x");
		} else {
			draft = draft_integer((struct integer){
			    .magnitude = bits.value });
			done = set_row(editor, row, draft);
			draft_free(draft);
		}
	}
	VEC_RELEASE(bits.left);
	return done;
}

/* --- data --- */

static bool
import_file(struct editor *editor, const struct row *row, const char *path)
{
	AUTO_BUF bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct blob_info info;
	struct draft *draft;
	bool done;

	if (!file_read(path, DATA_LIMIT, &bytes, &err)) {
		editor_fail(editor, &err);
		return false;
	}
	draft = draft_data(buf_text(&bytes), bytes.length);
	done = set_row(editor, row, draft);
	draft_free(draft);
	if (done) {
		AUTO_BUF text = BUF_INIT;

		blob_identify(buf_text(&bytes), bytes.length, &info);
		blob_describe(&info, bytes.length, &text);
		blob_info_release(&info);
		editor_say(editor, MESSAGE_DONE, "%s: %s",
		    edit_undo_label(editor->profile), buf_text(&text));
	}
	return done;
}

static bool
ask_path(struct editor *editor, const char *label, const char *argument,
    struct buf *out)
{
	struct prompt prompt = {
		.label = label,
		.text = "",
		.history = "file",
		.complete = complete_file_prompt,
	};

	if (*argument != '\0') {
		buf_add_text(out, argument);
		return true;
	}
	return face_prompt(&editor->face, &prompt, out) == PROMPT_TAKEN &&
	    out->length > 0;
}

bool
cmd_import(struct editor *editor, const char *argument)
{
	AUTO_BUF path = BUF_INIT;
	struct row row;

	if (!editor_row(editor, &row) ||
	    field_type(editor->form, &row) != VALUE_DATA) {
		editor_say(editor, MESSAGE_ERROR, "this row holds no data");
		return false;
	}
	return ask_path(editor, "Import from file", argument, &path) &&
	    import_file(editor, &row, buf_text(&path));
}

bool
cmd_export(struct editor *editor, const char *argument)
{
	AUTO_BUF path = BUF_INIT, bytes = BUF_INIT;
	struct row row;
	int fd;
	bool done;

	if (!editor_row(editor, &row) || row.value == NULL ||
	    !value_get_data(row.value, &bytes)) {
		editor_say(editor, MESSAGE_ERROR, "this row holds no data");
		return false;
	}
	if (!ask_path(editor, "Export to a new file", argument, &path))
		return false;
	fd = open(buf_text(&path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    is_secret(&row) ? 0600 : 0666);
	if (fd < 0) {
		editor_say(editor, MESSAGE_ERROR, "cannot make '%s': %s",
		    buf_text(&path), strerror(errno));
		return false;
	}
	done = write(fd, buf_text(&bytes), bytes.length) ==
	    (ssize_t)bytes.length;
	done = close(fd) == 0 && done;
	editor_say(editor, done ? MESSAGE_DONE : MESSAGE_ERROR, done ?
	    "wrote %zu bytes to '%s'" : "cannot write %zu bytes to '%s'",
	    bytes.length, buf_text(&path));
	return done;
}

static bool
edit_data(struct editor *editor, const struct row *row)
{
	static const struct answer answers[] = {
		{ 'i', "import", "from a file" },
		{ 'e', "export", "to a new file" },
		{ 'c', "cancel", NULL },
	};
	static const struct answer unset_answers[] = {
		{ 'i', "import", "from a file" },
		{ 'c', "cancel", NULL },
	};
	AUTO_BUF text = BUF_INIT;
	int answer;

	form_row_title(editor->form, row, &text);
	if (row->value == NULL) {
		answer = face_ask(&editor->face, buf_text(&text),
		    unset_answers, ARRAY_COUNT(unset_answers));
		return answer == 0 && cmd_import(editor, "");
	}
	buf_add_text(&text, ": ");
	form_row_value(editor->form, row, editor->reveal, &text);
	answer = face_ask(&editor->face, buf_text(&text), answers,
	    ARRAY_COUNT(answers));
	if (answer == 0)
		return cmd_import(editor, "");
	return answer == 1 && cmd_export(editor, "");
}

/* --- types, adding --- */

struct type_pick {
	VEC(enum value_type) left;
};

static size_t
filter_types(void *arg, const char *text)
{
	struct type_pick *pick = arg;

	pick->left.count = 0;
	for (unsigned i = 0; i < VALUE_TYPES; i++) {
		AUTO_BUF whole = BUF_INIT;

		buf_addf(&whole, "%s %s", type_table[i].title,
		    type_table[i].name);
		if (*text == '\0' || text_has_words(buf_text(&whole), text))
			*VEC_PUSH(pick->left) = (enum value_type)i;
	}
	return pick->left.count;
}

static void
show_type(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct type_pick *pick = arg;
	const struct type_info *info = &type_table[pick->left.items[index]];

	buf_add_text(label, info->title);
	buf_add_text(meaning, info->name);
	*mark = ' ';
}

static bool
ask_type(struct editor *editor, const char *title, enum value_type *out)
{
	struct type_pick left = { 0 };
	struct pick pick = {
		.title = title,
		.empty = "nothing matches",
		.arg = &left,
		.filter = filter_types,
		.item = show_type,
	};
	size_t index;
	bool taken = face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count;

	if (taken)
		*out = left.left.items[index];
	VEC_RELEASE(left.left);
	return taken;
}

/* Goes on to type the value that was just made, where it is one line. */
static bool
edit_new_value(struct editor *editor)
{
	struct row row;

	editor_update(editor);
	if (!editor_row(editor, &row) || row.value == NULL)
		return true;
	switch (field_kind_of(editor->form, &row)) {
	case FIELD_LINE:
	case FIELD_CHOICE:
	case FIELD_REFERENCE:
	case FIELD_BITS:
		return cmd_edit(editor, "");
	default:
		return true;
	}
}

static bool
edit_type(struct editor *editor, const struct row *row)
{
	enum value_type type;
	struct draft *draft;
	bool done;

	if (!ask_type(editor, "Which type shall it have?", &type))
		return false;
	draft = draft_empty(type);
	done = set_row(editor, row, draft);
	draft_free(draft);
	return done && edit_new_value(editor);
}

struct name_pick {
	const char **names;
	size_t count;
	const struct place *place;
	bool other;		/* what was typed may be taken as a name */
	char *typed;
	VEC(const char *) left;
};

static size_t
filter_names(void *arg, const char *text)
{
	struct name_pick *pick = arg;
	bool exact = *text == '\0';

	pick->left.count = 0;
	for (size_t i = 0; i < pick->count; i++) {
		const struct place *child = pick->place == NULL ? NULL :
		    place_child(pick->place, pick->names[i],
			strlen(pick->names[i]));
		AUTO_BUF whole = BUF_INIT;

		buf_addf(&whole, "%s %s", pick->names[i], child == NULL ? "" :
		    place_title(child));
		exact = exact || strcmp(pick->names[i], text) == 0;
		if (*text == '\0' || text_has_words(buf_text(&whole), text))
			*VEC_PUSH(pick->left) = pick->names[i];
	}
	free(pick->typed);
	pick->typed = xstrdup(text);
	if (!exact)
		*VEC_PUSH(pick->left) = pick->typed;
	return pick->left.count;
}

static void
show_name(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct name_pick *pick = arg;
	const char *name = pick->left.items[index];
	const struct place *child = pick->place == NULL ? NULL :
	    place_child(pick->place, name, strlen(name));

	*mark = ' ';
	if (name == pick->typed) {
		buf_addf(label, "'%s'", name);
		buf_add_text(meaning, place_is_open(pick->place) ?
		    "a new key" : "a key no schema describes");
		return;
	}
	buf_add_text(label, child == NULL ? name : place_title(child));
	buf_add_text(meaning, name);
}

/* Adds a key to the dictionary of ROW: its name out of a list or typed. */
static bool
add_key(struct editor *editor, const struct row *row,
    const struct place *place)
{
	struct name_pick left = { .place = place };
	struct pick pick = {
		.title = "Which key? Type to narrow, or any name",
		.empty = "type a name",
		.arg = &left,
		.filter = filter_names,
		.item = show_name,
	};
	AUTO_ERROR err = ERROR_INIT;
	struct draft *draft = NULL;
	enum value_type type;
	size_t index;
	bool done = false;

	left.names = field_addable(editor->form, row, &left.count);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN &&
	    index < left.left.count) {
		const char *name = left.left.items[index];
		bool go = true;

		if (place == NULL ||
		    place_child(place, name, strlen(name)) == NULL ||
		    place_child(place, name, strlen(name))->type == SCHEMA_ANY) {
			go = ask_type(editor, "Which type shall it have?",
			    &type);
			if (go)
				draft = draft_empty(type);
		}
		if (go) {
			done = field_add(editor->form, row, name, draft, &err);
			done = finish(editor, done, &err) &&
			    edit_new_value(editor);
		}
	}
	draft_free(draft);
	free(left.names);
	free(left.typed);
	VEC_RELEASE(left.left);
	return done;
}

/* The dictionary or array a row adds to: itself when a container, else its own. */
static const struct place *
add_place(const struct editor *editor, const struct row *row, bool *array)
{
	const struct value *value = row->kind == ROW_ADD ? row->container :
	    row->value;
	const struct place *place = row->kind == ROW_ADD ?
	    row->container_place : row->place;

	if (row->kind != ROW_ADD && !row->can_unfold) {
		value = row->container;
		place = row->container_place;
	}
	if (value == NULL && place == NULL)
		value = form_payload(editor->form);
	*array = value != NULL ? value->type == VALUE_ARRAY :
	    place->type == SCHEMA_ARRAY;
	return place;
}

static bool
add_item(struct editor *editor, const struct row *row,
    const struct place *array_place)
{
	const struct place *item = array_place == NULL ? NULL :
	    place_item(array_place);
	AUTO_ERROR err = ERROR_INIT;
	struct draft *draft = NULL;
	enum value_type type;
	bool done;

	if (item == NULL || item->type == SCHEMA_ANY) {
		if (!ask_type(editor, "Which type shall the item have?", &type))
			return false;
		draft = draft_empty(type);
	}
	done = field_add(editor->form, row, NULL, draft, &err);
	draft_free(draft);
	return finish(editor, done, &err) && edit_new_value(editor);
}

bool
cmd_add(struct editor *editor, const char *argument)
{
	const struct place *place;
	struct row row;
	bool array;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE)
		return cmd_add_payload(editor, "");
	if (!editor_row(editor, &row))
		return false;
	place = add_place(editor, &row, &array);
	return array ? add_item(editor, &row, place) :
	    add_key(editor, &row, place);
}

/* --- Enter, Space and the other keys --- */

bool
cmd_edit(struct editor *editor, const char *argument)
{
	struct row row;
	enum field_kind kind;

	(void)argument;
	if (editor->focus == FOCUS_OUTLINE) {
		editor->focus = FOCUS_FORM;
		return true;
	}
	if (!editor_row(editor, &row))
		return false;
	kind = field_kind_of(editor->form, &row);
	if (kind == FIELD_NONE)
		return false;
	if (kind == FIELD_UNFOLD)
		return form_unfold(editor->form, form_cursor(editor->form),
		    !row.unfolded);
	if (!editor_may_edit(editor))
		return false;
	switch (kind) {
	case FIELD_BOOLEAN:
	case FIELD_CHOICE:
	case FIELD_UUID:
	case FIELD_REFERENCE:
		return edit_choice(editor, &row);
	case FIELD_TEXT:
		return edit_row_outside(editor, &row, NULL);
	case FIELD_BITS:
		return edit_bits(editor, &row);
	case FIELD_DATA:
		return edit_data(editor, &row);
	case FIELD_TYPE:
		return edit_type(editor, &row);
	case FIELD_ADD:
		return cmd_add(editor, "");
	default:
		return edit_line(editor, &row);
	}
}

bool
cmd_step(struct editor *editor, const char *argument)
{
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)argument;
	if (!editor_row(editor, &row))
		return false;
	switch (field_kind_of(editor->form, &row)) {
	case FIELD_BOOLEAN:
	case FIELD_CHOICE:
		return finish(editor, field_step(editor->form, &row, &err),
		    &err);
	default:
		return cmd_edit(editor, "");
	}
}

bool
cmd_edit_outside(struct editor *editor, const char *argument)
{
	struct row row;

	(void)argument;
	if (!editor_row(editor, &row) || row.kind == ROW_ADD ||
	    row.can_unfold ||
	    field_type(editor->form, &row) != VALUE_STRING) {
		editor_say(editor, MESSAGE_INFO,
		    "only texts open in your editor");
		return false;
	}
	if (is_secret(&row) && !editor->reveal) {
		editor_say(editor, MESSAGE_INFO, "a secret would go through "
		    "a file: r reveals secrets first");
		return false;
	}
	return edit_row_outside(editor, &row, NULL);
}

bool
cmd_rename(struct editor *editor, const char *argument)
{
	struct prompt prompt = { .label = "New name of the key" };
	AUTO_BUF name = BUF_INIT;
	AUTO_FREE char *old = NULL;
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	if (!editor_row(editor, &row) || row.value == NULL ||
	    row.value->key == NULL) {
		editor_say(editor, MESSAGE_INFO, "this row has no key to rename");
		return false;
	}
	old = xstrndup(row.value->key->name, row.value->key->length);
	prompt.text = old;
	if (*argument != '\0')
		buf_add_text(&name, argument);
	else if (face_prompt(&editor->face, &prompt, &name) != PROMPT_TAKEN ||
	    name.length == 0)
		return false;
	return finish(editor, edit_rename(editor->profile, row.value,
	    buf_text(&name), &err), &err);
}
