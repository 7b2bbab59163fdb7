/* profedit schema search: keys of all payloads by words. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/search.h"

enum {
	PATH_COLUMNS = 52,	/* at most, before the titles */
	SHOWN_MOST = 40,	/* lines on a terminal */
};

/* Where a common key stands is for the reader to say. */
static void
add_path(const struct place *place, struct buf *out)
{
	static const char common[] = "CommonPayloadKeys";
	size_t before = out->length;

	schema_add_set_path(place, out);
	if (strncmp(buf_text(out) + before, common, strlen(common)) == 0 &&
	    place->parent != NULL) {
		buf_remove(out, before, strlen(common));
		buf_insert(out, before, "PAYLOADTYPE", strlen("PAYLOADTYPE"));
	}
	if (out->length == before)
		buf_add_text(out, place->payload->type);
	/* A list of single values is set by appending to it. */
	const struct place *item = place_item(place);

	if (item != NULL && item->type < SCHEMA_ARRAY)
		buf_add_text(out, "/-");
}

static bool
is_there(const struct cli_options *options, const struct place *place)
{
	for (size_t i = 0; i < options->targets.count; i++)
		if (!target_has(&options->targets.items[i], place->support))
			return false;
	return true;
}

static void
add_hit(const struct found_key *hit, struct buf *out)
{
	AUTO_BUF path = BUF_INIT;

	add_path(hit->place, &path);
	schema_add_padded(out, buf_text(&path), PATH_COLUMNS);
	buf_addf(out, "  %s", place_title(hit->place));
	if (hit->place->parent != NULL)
		buf_addf(out, " (%s)", hit->place->payload->title);
	if (hit->value != NULL)
		buf_addf(out, ", value '%s'", hit->value->value.text);
	if (hit->others > 0)
		buf_addf(out, ", and on %zu more path%s", hit->others,
		    hit->others == 1 ? "" : "s");
	buf_add_char(out, '\n');
}

static void
add_hit_json(const struct found_key *hit, struct json *json)
{
	AUTO_BUF path = BUF_INIT;

	add_path(hit->place, &path);
	json_open_object(json);
	schema_add_json_text(json, "path", buf_text(&path));
	schema_add_json_text(json, "title", place_title(hit->place));
	json_key(json, "payload");
	json_open_object(json);
	schema_add_payload_json(hit->place->payload, json);
	json_close_object(json);
	if (hit->value != NULL)
		schema_add_json_text(json, "value", hit->value->value.text);
	json_key(json, "further_paths");
	json_integer(json, (int64_t)hit->others);
	json_close_object(json);
}

/* What FOUND has on the systems asked for, all of it; how many. */
static size_t
add_json(const struct cli_options *options, const struct found_keys *found,
    struct buf *out)
{
	struct json json;
	size_t shown = 0;

	schema_open_json(&json, out);
	json_key(&json, "keys");
	json_open_array(&json);
	for (size_t i = 0; i < found->count; i++)
		if (is_there(options, found->items[i].place)) {
			add_hit_json(&found->items[i], &json);
			shown++;
		}
	json_close_array(&json);
	schema_close_json(&json);
	return shown;
}

/* The same as lines; on a terminal the first only, *MORE are left out. */
static size_t
add_lines(const struct cli_options *options, const struct found_keys *found,
    struct buf *out, size_t *more)
{
	size_t shown = 0;

	for (size_t i = 0; i < found->count; i++) {
		if (!is_there(options, found->items[i].place))
			continue;
		if (shown == SHOWN_MOST && cli_is_terminal()) {
			++*more;
			continue;
		}
		add_hit(&found->items[i], out);
		shown++;
	}
	return shown;
}

int
schema_search(const struct cli_options *options, struct catalog *catalog)
{
	AUTO_BUF words = BUF_INIT, out = BUF_INIT;
	struct found_keys *found;
	size_t shown, more = 0;
	bool printed;

	for (size_t i = 0; i < options->args.count; i++)
		buf_addf(&words, "%s%s", i > 0 ? " " : "",
		    options->args.items[i]);
	found = search_keys(catalog, buf_text(&words));
	shown = cli_wants_json(options) ? add_json(options, found, &out) :
	    add_lines(options, found, &out, &more);
	found_keys_free(found);
	printed = cli_print(&out, CLI_SAFE);
	if (shown == 0)
		cli_say("no key matches all words");
	if (more > 0)
		cli_say("%zu more: further words, or a pipe, show them", more);
	if (!printed)
		return CLI_TROUBLE;
	return shown > 0 ? CLI_FINE : CLI_FINDINGS;
}
