/*
 * A schema file and a rules file (parted by a line "%%"): both are read, the
 * payload schema is made of them, and every place that the first levels have
 * is asked for what it says.
 */
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "schema/place_internal.h"
#include "schema/rules.h"
#include "schema/schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DEPTH = 5, PLACES = 2000 };

static void
ask(const struct place *place, unsigned depth, size_t *left)
{
	AUTO_BUF out = BUF_INIT;
	size_t count = place_child_count(place);

	if (*left == 0)
		return;
	--*left;
	place_format(place, &out);
	support_format(place->support, &out);
	buf_add_text(&out, place_title(place));
	buf_add_text(&out, place_help(place));
	for (size_t i = 0; i < place->choice_count; i++)
		buf_add_text(&out, place->choices[i].value.text);
	for (size_t i = 0; i < place->assertion_count; i++)
		buf_add_text(&out, place->assertions[i]->text);
	place_is_open(place);
	place_child(place, "Any name", 8);
	place_item(place);
	place_order(place);
	for (size_t i = 0; i < count && depth < DEPTH; i++)
		ask(place_child_at(place, i), depth + 1, left);
}

static void
make_places(const struct schema *schema, const struct rules *rules)
{
	const struct schema *files[] = { schema };
	const struct rules *all[] = { rules };
	struct payload_parts parts = {
		.type = schema->type,
		.files = files,
		.file_count = 1,
		.rules = all,
		.rules_count = rules != NULL ? 1 : 0,
	};
	struct payload *payload = payload_new(&parts);
	size_t left = PLACES;

	ask(payload->schema.root, 0, &left);
	payload_free(payload);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_BUF text = BUF_INIT;
	const char *parted;
	struct schema *schema;
	struct rules *rules = NULL;

	buf_add(&text, data, size);
	parted = strstr(buf_text(&text), "\n%%\n");
	if (parted != NULL) {
		size_t first = (size_t)(parted - buf_text(&text)) + 1;

		schema = schema_parse("s.yaml", buf_text(&text), first, NULL);
		rules = rules_parse("r.yaml", parted + 4,
		    text.length - first - 3, NULL);
	} else {
		schema = schema_parse("s.yaml", buf_text(&text), text.length,
		    NULL);
	}
	if (schema != NULL)
		make_places(schema, rules);
	schema_free(schema);
	rules_free(rules);
	return 0;
}
