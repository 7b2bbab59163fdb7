/*
 * The systems of a payload or key as a table: a column for each system, a row
 * for each thing that is said about any of them.
 */

#include "base/buf.h"
#include "base/die.h"
#include "cli/schema.h"
#include "schema/platform.h"

enum { LABEL_COLUMNS = 24, CELL_COLUMNS = 11 };

typedef void add_cell(const struct support *support, struct buf *out);

static void
add_version(struct version version, struct buf *out)
{
	if (!version.set)
		return;
	if (version.part[0] == 0 && version.part[1] == 0 &&
	    version.part[2] == 0)
		buf_add_text(out, "always");
	else
		version_format(version, out);
}

static void
add_since(const struct support *support, struct buf *out)
{
	if (support->state == SUPPORT_NONE)
		buf_add_text(out, "never");
	else
		add_version(support->introduced, out);
}

static void
add_deprecated(const struct support *support, struct buf *out)
{
	add_version(support->deprecated, out);
}

static void
add_removed(const struct support *support, struct buf *out)
{
	add_version(support->removed, out);
}

static void
add_tristate(enum tristate state, struct buf *out)
{
	if (state != TRI_UNSET)
		buf_add_text(out, state == TRI_TRUE ? "yes" : "no");
}

static void
add_mode(enum usage_mode mode, struct buf *out)
{
	static const char *const names[] = {
		[USAGE_UNSET] = "",
		[USAGE_ALLOWED] = "allowed",
		[USAGE_REQUIRED] = "only there",
		[USAGE_FORBIDDEN] = "forbidden",
		[USAGE_IGNORED] = "ignored",
	};

	buf_add_text(out, names[mode]);
}

#define TRISTATE_CELL(field)                                                   \
	static void add_##field(const struct support *support,                 \
	    struct buf *out)                                                   \
	{                                                                      \
		add_tristate(support->field, out);                             \
	}
#define MODE_CELL(field)                                                       \
	static void add_##field(const struct support *support,                 \
	    struct buf *out)                                                   \
	{                                                                      \
		add_mode(support->field, out);                                 \
	}
TRISTATE_CELL(supervised)
TRISTATE_CELL(multiple)
TRISTATE_CELL(allow_manual_install)
TRISTATE_CELL(device_channel)
TRISTATE_CELL(user_channel)
TRISTATE_CELL(requires_dep)
TRISTATE_CELL(user_approved_mdm)
TRISTATE_CELL(shared_ipad_device_channel)
TRISTATE_CELL(shared_ipad_user_channel)
MODE_CELL(shared_ipad)
MODE_CELL(user_enrollment)

static const struct table_row {
	const char *label;
	add_cell *add;
	bool of_payload;	/* how payloads are installed, not keys */
} table_rows[] = {
	{ "since", add_since, false },
	{ "deprecated in", add_deprecated, false },
	{ "removed in", add_removed, false },
	{ "supervised only", add_supervised, false },
	{ "several at once", add_multiple, true },
	{ "installed by hand", add_allow_manual_install, true },
	{ "device channel", add_device_channel, false },
	{ "user channel", add_user_channel, false },
	{ "automated enrollment", add_requires_dep, true },
	{ "user-approved MDM", add_user_approved_mdm, true },
	{ "user enrollment", add_user_enrollment, false },
	{ "Shared iPad", add_shared_ipad, false },
	{ "  device channel", add_shared_ipad_device_channel, false },
	{ "  user channel", add_shared_ipad_user_channel, false },
};

static bool
is_same(const struct table_row *row, const struct support *a,
    const struct support *b)
{
	AUTO_BUF x = BUF_INIT, y = BUF_INIT;

	row->add(a, &x);
	row->add(b, &y);
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
		row->add(&support[p], &cell);
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
