/*
 * The outline: the profile and its payloads by name, and what the title line
 * says of them.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"
#include "check/check.h"
#include "check/where.h"
#include "editor/internal.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "schema/platform.h"

/* Whether the payloads stand below the profile's own row. */
static bool
has_payload_rows(const struct editor *editor)
{
	return payload_shape(profile_root(editor->profile)) == SHAPE_PROFILE;
}

size_t
editor_outline_count(const struct editor *editor)
{
	if (editor->profile == NULL)
		return 0;
	if (!has_payload_rows(editor))
		return 1;
	return 1 + payload_count(profile_root(editor->profile));
}

struct value *
editor_outline_value(const struct editor *editor, size_t index)
{
	struct value *root = profile_root(editor->profile);

	return index == 0 || !has_payload_rows(editor) ? root :
	    payload_at(root, index - 1);
}

/* Appends ` "Display name"` of DICT when it says more than TITLE. */
static void
add_display_name(const struct value *dict, const char *title, bool quoted,
    struct buf *out)
{
	const char *text;
	size_t length;

	if (!value_get_string(value_find(dict, "PayloadDisplayName"), &text,
	    &length) || length == 0)
		return;
	if (quoted && length == strlen(title) &&
	    memcmp(text, title, length) == 0)
		return;
	if (quoted)
		buf_add_text(out, " \"");
	buf_add(out, text, length);
	if (quoted)
		buf_add_char(out, '"');
}

void
editor_outline_row(const struct editor *editor, size_t index,
    struct buf *title, char *mark)
{
	struct value *root = profile_root(editor->profile);
	struct value *value = editor_outline_value(editor, index);
	const struct payload_schema *payload;
	enum severity worst;
	size_t before = title->length;

	*mark = ' ';
	if (index == 0 && has_payload_rows(editor)) {
		add_display_name(root, "", false, title);
		if (title->length == before)
			buf_add_text(title, "Profile");
		return;
	}
	if (checker_worst_below(editor->checker, value, &worst))
		*mark = worst == SEVERITY_ERROR ? 'x' :
		    worst == SEVERITY_WARNING ? '!' : ' ';
	if (payload_shape(root) == SHAPE_OTHER) {
		buf_add_text(title, "Property list");
		return;
	}
	payload = where_payload(editor->options.catalog, root, value);
	buf_add_text(title, payload->title);
	add_display_name(value, payload->title, true, title);
}

/* "Identifier: com.example.corp.mdm" and the like. */
static void
add_envelope(const struct value *payload, const char *title, const char *name,
    struct buf *out)
{
	const char *text;
	size_t length;

	if (value_get_string(value_find(payload, name), &text, &length))
		buf_addf(out, "%s: %.*s\n", title, (int)length, text);
}

void
editor_outline_help(const struct editor *editor, size_t index, struct buf *out)
{
	struct value *root = profile_root(editor->profile);
	struct value *value = editor_outline_value(editor, index);
	const struct payload_schema *payload;
	AUTO_BUF systems = BUF_INIT;

	if (payload_shape(root) == SHAPE_OTHER) {
		buf_add_text(out, "Property list\nNot a profile: no schema "
		    "describes what is in it.\n");
		return;
	}
	payload = where_payload(editor->options.catalog, root, value);
	support_format(payload->support, &systems);
	buf_addf(out, "%s   %s", payload->title, payload->top_level ?
	    "the profile itself" : payload->type);
	if (systems.length > 0)
		buf_addf(out, ", %s", buf_text(&systems));
	buf_add_char(out, '\n');
	if (payload->description != NULL)
		buf_addf(out, "%s\n", payload->description);
	add_envelope(value, "Identifier", "PayloadIdentifier", out);
	add_envelope(value, "UUID", "PayloadUUID", out);
}

size_t
editor_outline_cursor(const struct editor *editor)
{
	return editor->outline;
}

#define ALONE_ROWS 4	/* of a form that leaves most of the screen empty */
#define ALONE_KEYS 30

/*
 * A form with hardly anything but one dictionary, as SCEP requests and DNS
 * settings have it, shows what is in it at once.
 */
static void
unfold_what_is_alone(struct form *form)
{
	size_t count = form_count(form);
	struct row row;

	for (size_t i = 0; i < count && count <= 2 * ALONE_ROWS; i++) {
		if (!form_row(form, i, &row) || row.kind != ROW_KEY ||
		    !row.can_unfold || row.unfolded)
			continue;
		if (i < ALONE_ROWS && row.place != NULL &&
		    row.value != NULL && row.value->type == VALUE_DICT &&
		    value_count(row.value) <= ALONE_KEYS)
			form_unfold(form, i);
		return;
	}
}

void
editor_show_outline_row(struct editor *editor, size_t index)
{
	size_t count = editor_outline_count(editor);
	enum form_filter filter = FILTER_ALL;
	bool names = false;

	if (editor->form != NULL) {
		filter = form_get_filter(editor->form);
		names = form_shows_names(editor->form);
		form_free(editor->form);
	}
	editor->outline = index < count ? index : count - 1;
	editor->form = form_new(editor->checker,
	    editor_outline_value(editor, editor->outline));
	form_set_filter(editor->form, filter);
	form_show_names(editor->form, names);
	unfold_what_is_alone(editor->form);
}

void
editor_outline_select(struct editor *editor, size_t index)
{
	if (index != editor->outline && index < editor_outline_count(editor))
		editor_show_outline_row(editor, index);
}

size_t
editor_outline_row_of(const struct editor *editor, const struct value *value)
{
	struct value *root = profile_root(editor->profile);
	const struct value *payload = payload_of(root, value);
	size_t count = editor_outline_count(editor);

	for (size_t i = 1; payload != NULL && i < count; i++) {
		if (editor_outline_value(editor, i) == payload)
			return i;
	}
	return 0;
}

size_t
editor_outline_first(const struct editor *editor)
{
	const struct value *root = profile_root(editor->profile);
	size_t count = payload_count(root), length;

	for (size_t i = 0; i < count; i++) {
		const char *type = payload_type(payload_at(root, i), &length);

		if (length == strlen("com.apple.mdm") &&
		    memcmp(type, "com.apple.mdm", length) == 0)
			return i + 1;
	}
	return payload_shape(root) == SHAPE_PROFILE && count > 0 ? 1 : 0;
}

/* --- what the title line says --- */

static const char *
file_name(const struct editor *editor)
{
	const char *path = profile_path(editor->profile);

	return path == NULL ? "(no name)" : path_base(path);
}

/* "iOS 17 supervised" of "iOS=17:supervised". */
static void
add_target(const struct target *target, struct buf *out)
{
	AUTO_BUF spec = BUF_INIT;

	target_format(target, &spec);
	for (size_t i = 0; i < spec.length; i++)
		buf_add_char(out, strchr("=:", spec.data[i]) != NULL ? ' ' :
		    spec.data[i]);
}

void
editor_title(const struct editor *editor, struct buf *file, struct buf *place,
    struct buf *systems)
{
	const struct value *value;
	size_t count;

	if (editor->profile == NULL)
		return;
	buf_add_text(file, file_name(editor));
	if (edit_is_changed(editor->profile))
		buf_add_text(file, " +");
	if (profile_read_only_reason(editor->profile) != NULL)
		buf_add_text(file, " (read-only)");
	else if (profile_get_cms(editor->profile) != NULL)
		buf_add_text(file, " (signed)");
	else if (payload_is_encrypted(profile_root(editor->profile)))
		buf_add_text(file, " (encrypted)");
	count = editor_outline_count(editor);
	value = editor_outline_value(editor, editor->outline);
	if (has_payload_rows(editor) && editor->outline > 0) {
		const struct payload_schema *payload =
		    where_payload(editor->options.catalog,
			profile_root(editor->profile), value);

		buf_addf(place, "%s  %zu/%zu", payload->title,
		    editor->outline, count - 1);
	} else {
		char mark;

		if (has_payload_rows(editor))
			buf_add_text(place, "Profile");
		else
			editor_outline_row(editor, 0, place, &mark);
	}
	for (size_t i = 0; i < editor->options.target_count; i++) {
		if (i > 0)
			buf_add_text(systems, editor->options.ascii ? " | " :
			    " · ");
		add_target(&editor->options.targets[i], systems);
	}
}
