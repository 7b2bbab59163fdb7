/* profedit schema list: every payload by kind, with its systems. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/group.h"
#include "schema/place.h"

/* Widest text of each column. */
struct widths {
	size_t title, type;	/* columns */
};

static bool
is_wanted(const struct cli_options *options,
    const struct payload_schema *payload)
{
	for (size_t i = 0; i < options->targets.count; i++)
		if (!target_has(&options->targets.items[i], payload->support))
			return false;
	return true;
}

static void
widen(size_t *width, const char *text)
{
	size_t wanted = text_width(text, strlen(text));

	if (wanted > *width)
		*width = wanted;
}

static void
add_payload(const struct payload_schema *payload, struct widths widths,
    struct buf *out)
{
	buf_add_text(out, "  ");
	schema_add_padded(out, payload->title, widths.title + 2);
	schema_add_padded(out, payload->type, widths.type + 2);
	support_format(payload->support, out);
	while (out->data[out->length - 1] == ' ')
		buf_truncate(out, out->length - 1);
	buf_add_char(out, '\n');
}

static void
add_list(const struct cli_options *options,
    const struct payload_schema *const *list, size_t count, struct buf *out)
{
	struct widths widths = { 0, 0 };
	const char *above = NULL;

	for (size_t i = 0; i < count; i++)
		if (is_wanted(options, list[i])) {
			widen(&widths.title, list[i]->title);
			widen(&widths.type, list[i]->type);
		}
	for (size_t i = 0; i < count; i++) {
		const char *heading = group_heading(list[i]);

		if (!is_wanted(options, list[i]))
			continue;
		if (above == NULL || strcmp(above, heading) != 0)
			buf_addf(out, "%s%s\n", above != NULL ? "\n" : "",
			    heading);
		above = heading;
		add_payload(list[i], widths, out);
	}
}

int
schema_list(const struct cli_options *options, struct catalog *catalog)
{
	AUTO_BUF out = BUF_INIT;
	size_t count;
	const struct payload_schema **list = group_sort(catalog, &count);

	add_list(options, list, count, &out);
	free(list);
	buf_add_text(&out, out.length > 0 ? "\nSchemas\n" : "Schemas\n");
	AUTO_BUF sources = BUF_INIT;
	catalog_describe(catalog, &sources);
	for (const char *line = buf_text(&sources); *line != '\0';
	    line += strcspn(line, "\n") + 1)
		buf_addf(&out, "  %.*s\n", (int)strcspn(line, "\n"), line);
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}
