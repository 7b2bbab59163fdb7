/*
 * The systems of a payload or key as a table: a column for each system, a row
 * for each thing that is said about any of them.
 */
#include <stddef.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"
#include "cli/schema.h"
#include "schema/platform.h"

enum { LABEL_COLUMNS = 24, CELL_COLUMNS = 11 };

enum cell { CELL_SINCE, CELL_VERSION, CELL_YES_NO, CELL_MODE };

/* A row says what stands in a field of each system's support. */
static const struct table_row {
	const char *label;	/* on the page */
	const char *name;	/* in JSON */
	enum cell cell;
	size_t field;		/* bytes into struct support */
	bool of_payload;	/* how payloads are installed, not keys */
} table_rows[] = {
#define ROW(label, name, cell, field, of_payload)                              \
	{ label, name, cell, offsetof(struct support, field), of_payload }
	ROW("since", "since", CELL_SINCE, introduced, false),
	ROW("deprecated in", "deprecated", CELL_VERSION, deprecated, false),
	ROW("removed in", "removed", CELL_VERSION, removed, false),
	ROW("supervised only", "supervised_only", CELL_YES_NO, supervised,
	    false),
	ROW("several at once", "multiple", CELL_YES_NO, multiple, true),
	ROW("installed by hand", "manual_install", CELL_YES_NO,
	    allow_manual_install, true),
	ROW("device channel", "device_channel", CELL_YES_NO, device_channel,
	    false),
	ROW("user channel", "user_channel", CELL_YES_NO, user_channel, false),
	ROW("automated enrollment", "automated_enrollment", CELL_YES_NO,
	    requires_dep, true),
	ROW("user-approved MDM", "user_approved_mdm", CELL_YES_NO,
	    user_approved_mdm, true),
	ROW("user enrollment", "user_enrollment", CELL_MODE, user_enrollment,
	    false),
	ROW("Shared iPad", "shared_ipad", CELL_MODE, shared_ipad, false),
	ROW("  device channel", "shared_ipad_device_channel", CELL_YES_NO,
	    shared_ipad_device_channel, false),
	ROW("  user channel", "shared_ipad_user_channel", CELL_YES_NO,
	    shared_ipad_user_channel, false),
};

/* As a page has them, and as JSON. */
static const struct { const char *words, *name; } modes[] = {
	[USAGE_UNSET] = { "", NULL },
	[USAGE_ALLOWED] = { "allowed", "allowed" },
	[USAGE_REQUIRED] = { "only there", "required" },
	[USAGE_FORBIDDEN] = { "forbidden", "forbidden" },
	[USAGE_IGNORED] = { "ignored", "ignored" },
};

static const void *
field_of(const struct table_row *row, const struct support *support)
{
	return (const char *)support + row->field;
}

static bool
is_always(struct version version)
{
	return version.part[0] == 0 && version.part[1] == 0 &&
	    version.part[2] == 0;
}

static void
add_version(struct version version, struct buf *out)
{
	if (!version.set)
		return;
	if (is_always(version))
		buf_add_text(out, "always");
	else
		version_format(version, out);
}

static void
add_cell(const struct table_row *row, const struct support *support,
    struct buf *out)
{
	const void *field = field_of(row, support);

	switch (row->cell) {
	case CELL_SINCE:
		if (support->state == SUPPORT_NONE)
			buf_add_text(out, "never");
		else
			add_version(*(const struct version *)field, out);
		break;
	case CELL_VERSION:
		add_version(*(const struct version *)field, out);
		break;
	case CELL_YES_NO: {
		enum tristate state = *(const enum tristate *)field;

		if (state != TRI_UNSET)
			buf_add_text(out, state == TRI_TRUE ? "yes" : "no");
		break;
	}
	case CELL_MODE:
		buf_add_text(out,
		    modes[*(const enum usage_mode *)field].words);
		break;
	}
}

static bool
is_same(const struct table_row *row, const struct support *a,
    const struct support *b)
{
	AUTO_BUF x = BUF_INIT, y = BUF_INIT;

	add_cell(row, a, &x);
	add_cell(row, b, &y);
	return strcmp(buf_text(&x), buf_text(&y)) == 0;
}

static void
add_row(const struct table_row *row, const struct support *support,
    const struct support *payload, struct buf *out)
{
	bool hides_same = row->of_payload && payload != NULL;
	AUTO_BUF line = BUF_INIT;
	bool said = false;

	schema_add_padded(&line, row->label, LABEL_COLUMNS);
	for (int p = 0; p < PLATFORMS; p++) {
		AUTO_BUF cell = BUF_INIT;

		if (support[p].state == SUPPORT_UNKNOWN)
			continue;
		add_cell(row, &support[p], &cell);
		said |= cell.length > 0 && !(hides_same &&
		    is_same(row, &support[p], &payload[p]));
		schema_add_padded(&line, buf_text(&cell), CELL_COLUMNS);
	}
	while (line.data[line.length - 1] == ' ')
		buf_truncate(&line, line.length - 1);
	if (said)
		buf_addf(out, "  %s\n", buf_text(&line));
}

void
schema_add_systems(const struct support *support,
    const struct support *payload, struct buf *out)
{
	AUTO_BUF head = BUF_INIT;
	bool mentioned = false;

	schema_add_padded(&head, "Systems", LABEL_COLUMNS + 2);
	for (int p = 0; p < PLATFORMS; p++)
		if (support[p].state != SUPPORT_UNKNOWN) {
			schema_add_padded(&head, platform_names[p],
			    CELL_COLUMNS);
			mentioned = true;
		}
	if (!mentioned)
		return;
	while (head.data[head.length - 1] == ' ')
		buf_truncate(&head, head.length - 1);
	buf_addf(out, "\n%s\n", buf_text(&head));
	for (size_t i = 0; i < ARRAY_COUNT(table_rows); i++)
		add_row(&table_rows[i], support, payload, out);
}

/* --- JSON --- */

static void
add_json_version(const char *name, struct version version, struct json *json)
{
	AUTO_BUF text = BUF_INIT;

	/* Always: without a version. */
	if (!version.set || is_always(version))
		return;
	version_format(version, &text);
	json_key(json, name);
	json_string(json, buf_text(&text));
}

static void
add_json_cell(const struct table_row *row, const struct support *support,
    struct json *json)
{
	const void *field = field_of(row, support);

	switch (row->cell) {
	case CELL_SINCE:
		json_key(json, "available");
		json_boolean(json, support->state == SUPPORT_SINCE);
		add_json_version(row->name, *(const struct version *)field,
		    json);
		break;
	case CELL_VERSION:
		/* "all" versions: said by a flag of its own. */
		if (((const struct version *)field)->set &&
		    is_always(*(const struct version *)field)) {
			json_key(json, row->name);
			json_boolean(json, true);
		}
		add_json_version(row->name, *(const struct version *)field,
		    json);
		break;
	case CELL_YES_NO: {
		enum tristate state = *(const enum tristate *)field;

		if (state == TRI_UNSET)
			break;
		json_key(json, row->name);
		json_boolean(json, state == TRI_TRUE);
		break;
	}
	case CELL_MODE: {
		const char *name = modes[*(const enum usage_mode *)field].name;

		if (name == NULL)
			break;
		json_key(json, row->name);
		json_string(json, name);
		break;
	}
	}
}

void
schema_add_systems_json(const struct support *support, struct json *json)
{
	json_key(json, "systems");
	json_open_object(json);
	for (int p = 0; p < PLATFORMS; p++) {
		if (support[p].state == SUPPORT_UNKNOWN)
			continue;
		json_key(json, platform_names[p]);
		json_open_object(json);
		for (size_t i = 0; i < ARRAY_COUNT(table_rows); i++)
			add_json_cell(&table_rows[i], &support[p], json);
		json_close_object(json);
	}
	json_close_object(json);
}
