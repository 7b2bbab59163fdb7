/* profedit show and get: reading without a screen. */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/scalar.h"
#include "base/text.h"
#include "check/report.h"
#include "check/where.h"
#include "cli/advice.h"
#include "cli/cli.h"
#include "form/bits.h"
#include "profile/blob.h"
#include "profile/cms.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "value/type.h"

/* What is shown where a secret stands. */
#define MASK "(secret)"

#define FILE_MOST ((size_t)1 << 30)	/* bytes, as profile_open() has it */

struct view {
	const struct cli_options *options;
	struct catalog *catalog;
	const struct profile *profile;
	struct value *root;
	struct buf *out;
	size_t masked;	/* values that were, in json and xml */
};

static bool
is_masked(const struct view *view, const struct place *place,
    const struct value *value)
{
	return !view->options->show_secrets && !value_is_container(value) &&
	    report_is_secret(place, value);
}

/* --- tree --- */

static void
add_data_words(const struct value *value, struct buf *out)
{
	AUTO_BUF bytes = BUF_INIT;
	struct blob_info info;

	value_get_data(value, &bytes);
	blob_identify(buf_text(&bytes), bytes.length, &info);
	blob_describe(&info, bytes.length, out);
	blob_info_release(&info);
}

/* The value in a line; texts of several lines are cut at the first. */
static void
add_value_words(const struct view *view, const struct place *place,
    const struct value *value, struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	if (is_masked(view, place, value))
		buf_add_text(&text, MASK);
	else if (value->unreadable)
		value_show_content(value, &text);
	else if (value->type == VALUE_DATA)
		add_data_words(value, &text);
	else
		type_format(value, &text);
	text_make_safe(out, buf_text(&text), text.length, TEXT_ONE_LINE);
	if (value->unreadable)
		buf_addf(out, "  (does not read as %s)",
		    type_table[value->type].name);
	else if (value->type == VALUE_INTEGER && place != NULL &&
	    place->bit_count > 0 && !value->integer.negative) {
		buf_add_text(out, "  ");
		bits_words(place, value->integer.magnitude, out);
	}
}

/*
 * The title of an entry, its name where no schema has a title, the number of an
 * item.
 */
static void
add_title(const struct place *place, const struct value *value,
    struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	if (value->key == NULL)
		buf_addf(&text, "%lu.", (unsigned long)value->index + 1);
	else if (value->key->length == 0)
		buf_add_text(&text, "''");
	else if (place != NULL && place->key != NULL &&
	    strlen(place->key->name) == value->key->length &&
	    memcmp(place->key->name, value->key->name,
		value->key->length) == 0)
		buf_add_text(&text, place_title(place));
	else
		buf_add(&text, value->key->name, value->key->length);
	text_make_safe(out, buf_text(&text), text.length, TEXT_ONE_LINE);
}

static void
add_payload_title(const struct view *view, const struct value *payload,
    struct buf *out)
{
	const struct payload_schema *schema =
	    where_payload(view->catalog, view->root, payload);

	text_make_safe(out, schema->title, strlen(schema->title),
	    TEXT_ONE_LINE);
	if (!schema->known || strcmp(schema->title, schema->type) == 0)
		return;
	buf_add_text(out, "  ");
	text_make_safe(out, schema->type, strlen(schema->type), TEXT_ONE_LINE);
}

/* A line for VALUE, DEPTH levels in, its words from column 32 on. */
static void
add_tree_line(const struct view *view, const struct value *value, size_t depth)
{
	const struct place *place = where_place(view->catalog, view->root,
	    value);
	AUTO_BUF title = BUF_INIT;
	size_t width;

	buf_add_repeat(view->out, ' ', 2 * depth);
	if (payload_of(view->root, value) == value &&
	    payload_shape(view->root) == SHAPE_PROFILE) {
		add_payload_title(view, value, view->out);
		buf_add_char(view->out, '\n');
		return;
	}
	add_title(place, value, &title);
	buf_add(view->out, buf_text(&title), title.length);
	width = 2 * depth + text_width(buf_text(&title), title.length);
	buf_add_repeat(view->out, ' ', width + 2 < 32 ? 32 - width : 2);
	add_value_words(view, place, value, view->out);
	buf_add_char(view->out, '\n');
}

static size_t
depth_below(const struct value *value, const struct value *top)
{
	size_t depth = 0;

	for (; value != top && value != NULL; value = value->parent)
		depth++;
	return depth;
}

static void
show_tree(const struct view *view, const struct value *top)
{
	if (!value_is_container(top)) {
		add_tree_line(view, top, 0);
		return;
	}
	for (const struct value *v = value_next(top, top); v != NULL;
	    v = value_next(v, top))
		add_tree_line(view, v, depth_below(v, top) - 1);
}

/* --- json --- */

static void
add_json_scalar(struct view *view, struct json *json,
    const struct value *value)
{
	const struct place *place = where_place(view->catalog, view->root,
	    value);
	AUTO_BUF text = BUF_INIT;

	if (is_masked(view, place, value)) {
		json_string(json, MASK);
		view->masked++;
		return;
	}
	if (value->unreadable) {
		value_show_content(value, &text);
		json_string_n(json, buf_text(&text), text.length);
		return;
	}
	type_format_input(value, &text);
	if (value->type == VALUE_BOOLEAN)
		json_boolean(json, value->boolean);
	else if (value->type == VALUE_INTEGER ||
	    (value->type == VALUE_REAL && value->real - value->real == 0))
		json_raw(json, buf_text(&text));
	else
		json_string_n(json, buf_text(&text), text.length);
}

static void
json_key_n(struct json *json, const char *name, size_t length)
{
	AUTO_FREE char *key = xstrndup(name, length);

	json_key(json, key);
}

/* Depth is bounded by the reader (512). */
static void
add_json(struct view *view, struct json *json, const struct value *value)
{
	if (!value_is_container(value)) {
		add_json_scalar(view, json, value);
		return;
	}
	if (value->type == VALUE_ARRAY)
		json_open_array(json);
	else
		json_open_object(json);
	for (size_t i = 0; i < value_count(value); i++) {
		const struct value *item = value_at(value, i);

		if (item->key != NULL)
			json_key_n(json, item->key->name, item->key->length);
		add_json(view, json, item);
	}
	if (value->type == VALUE_ARRAY)
		json_close_array(json);
	else
		json_close_object(json);
}

/* --- xml --- */

/* The text as it stands, with the content of secrets replaced. */
static void
add_xml(struct view *view, const struct value *top)
{
	AUTO_BUF all = BUF_INIT;
	size_t at = 0, shift;
	VEC(struct position) places = { 0 };

	profile_value_text(view->profile, top, &all);
	for (const struct value *v = top; v != NULL;
	    v = value_next(v, top)) {
		if (!is_masked(view, where_place(view->catalog, view->root, v),
		    v) || v->content.length == 0)
			continue;
		*VEC_PUSH(places) = (struct position){ .value = v,
			.place = PLACE_VALUE };
	}
	view->masked = places.count;
	*VEC_PUSH(places) = (struct position){ .value = top,
		.place = PLACE_VALUE };
	profile_locate(view->profile, places.items, places.count);
	shift = places.items[places.count - 1].offset;
	for (size_t i = 0; i + 1 < places.count; i++) {
		const struct value *v = places.items[i].value;
		size_t content = places.items[i].offset - shift +
		    v->open.length;

		buf_add(view->out, buf_text(&all) + at, content - at);
		buf_add_text(view->out, MASK);
		at = content + v->content.length;
	}
	buf_add(view->out, buf_text(&all) + at, all.length - at);
	buf_add_char(view->out, '\n');
	VEC_RELEASE(places);
}

/* --- the commands --- */

static struct value *
find_value(const struct profile *profile, struct catalog *catalog,
    const struct cli_options *options)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *value;

	if (options->args.count < 2)
		return profile_root(profile);
	value = advice_find(options, catalog, profile, options->args.items[1],
	    &err);
	if (value == NULL)
		cli_fail(&err);
	return value;
}

/* Above the tree of a whole signed file. */
static void
add_signature(const struct view *view)
{
	const struct cms_info *cms = profile_get_cms(view->profile);

	if (cms == NULL)
		return;
	cms_describe(cms, clock_now(), view->out);
	buf_add_char(view->out, '\n');
}

static void
show_value(struct view *view, const struct value *value)
{
	const char *format = view->options->format;
	struct json json;

	if (format == NULL || strcmp(format, "tree") == 0) {
		if (value == view->root)
			add_signature(view);
		show_tree(view, value);
	} else if (strcmp(format, "xml") == 0) {
		add_xml(view, value);
	} else {
		json_init(&json, view->out, 2);
		add_json(view, &json, value);
		buf_add_char(view->out, '\n');
	}
}

/*
 * What is masked does not look like it in a file that is a profile otherwise.
 */
static void
say_masked(const struct view *view)
{
	if (view->masked > 0 && !cli_is_terminal())
		cli_say("%zu %s masked, so this is not the whole profile: "
		    "--show-secrets writes %s", view->masked,
		    view->masked == 1 ? "value is" : "values are",
		    view->masked == 1 ? "it" : "them");
}

static int
show_profile(struct profile *profile, struct catalog *catalog,
    const struct cli_options *options)
{
	AUTO_BUF out = BUF_INIT;
	struct view view = { .options = options, .out = &out,
		.catalog = catalog, .profile = profile,
		.root = profile_root(profile) };
	const struct value *value = find_value(profile, catalog, options);

	if (value == NULL)
		return CLI_TROUBLE;
	show_value(&view, value);
	if (!cli_print(&out, CLI_SAFE))
		return CLI_TROUBLE;
	say_masked(&view);
	return CLI_FINE;
}

int
cli_show(const struct cli_options *options)
{
	const char *path = options->args.items[0];
	AUTO_BUF bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile;
	struct catalog *catalog;
	int status = CLI_TROUBLE;

	if (!file_read_input(path, FILE_MOST, &bytes, &err))
		return cli_fail(&err);
	profile = profile_parse(strcmp(path, "-") == 0 ? "standard input" :
	    path, bytes.data, bytes.length, NULL, &err);
	/* What git shows of the versions that do not read is their text. */
	if (profile == NULL && options->textconv)
		return cli_print(&bytes, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
	if (profile == NULL)
		return cli_fail(&err);
	catalog = cli_catalog(options);
	if (catalog != NULL)
		status = show_profile(profile, catalog, options);
	else if (options->textconv && cli_print(&bytes, CLI_SAFE))
		status = CLI_FINE;
	/* git takes any other status than 0 for a failure of its own. */
	if (options->textconv)
		catalog_close(catalog);
	else if (catalog != NULL)
		status = cli_close_catalog(catalog, status);
	profile_close(profile);
	return status;
}

/* Data as its bytes; on a terminal, where a person reads, as base64. */
static void
add_raw_value(const struct value *value, struct buf *out)
{
	if (value->unreadable)
		value_show_content(value, out);
	else if (value->type == VALUE_DATA && !cli_is_terminal())
		value_get_data(value, out);
	else
		type_format_input(value, out);
	if (value->type != VALUE_DATA || cli_is_terminal())
		buf_add_char(out, '\n');
}

/* Who asks for a secret by its path gets it; inside of others it is masked. */
static bool
add_asked_value(struct view *view, const struct value *value)
{
	if (!value_is_container(value)) {
		add_raw_value(value, view->out);
		return true;
	}
	view->catalog = cli_catalog(view->options);
	if (view->catalog == NULL)
		return false;
	add_xml(view, value);
	if (view->masked > 0)
		cli_say("secrets are masked: --show-secrets prints them");
	catalog_close(view->catalog);
	return true;
}

int
cli_get(const struct cli_options *options)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct view view = { .options = options, .out = &out };
	struct profile *profile;
	const struct value *value;
	int status = CLI_TROUBLE;

	profile = profile_open(options->args.items[0], NULL, &err);
	if (profile == NULL)
		return cli_fail(&err);
	view.profile = profile;
	view.root = profile_root(profile);
	value = find_value(profile, NULL, options);
	if (value != NULL && add_asked_value(&view, value) &&
	    cli_print(&out, CLI_SAFE))
		status = CLI_FINE;
	profile_close(profile);
	return status;
}
