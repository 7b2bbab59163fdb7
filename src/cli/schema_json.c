/*
 * What `schema show` says, as JSON: everything that stands on the page.  See
 * schema.h.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"
#include "cli/schema.h"
#include "schema/group.h"
#include "schema/place.h"
#include "schema/rules.h"

enum { INDENT = 2 };

void
schema_open_json(struct json *json, struct buf *out)
{
	json_init(json, out, INDENT);
	json_open_object(json);
	json_key(json, "version");
	json_integer(json, 1);
}

void
schema_close_json(struct json *json)
{
	json_close_object(json);
	buf_add_char(json->out, '\n');
}

void
schema_add_json_text(struct json *json, const char *name, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	json_key(json, name);
	json_string(json, text);
}

static void
add_flag(struct json *json, const char *name, bool flag)
{
	json_key(json, name);
	json_boolean(json, flag);
}

static void
add_number(struct json *json, const char *name, uint64_t number)
{
	AUTO_BUF text = BUF_INIT;

	buf_addf(&text, "%llu", (unsigned long long)number);
	json_key(json, name);
	json_raw(json, buf_text(&text));
}

static void
add_texts(struct json *json, const char *name, const char *const *texts)
{
	if (texts == NULL || *texts == NULL)
		return;
	json_key(json, name);
	json_open_array(json);
	for (; *texts != NULL; texts++)
		json_string(json, *texts);
	json_close_array(json);
}

void
schema_add_payload_json(const struct payload_schema *payload,
    struct json *json)
{
	schema_add_json_text(json, "type", payload->type);
	schema_add_json_text(json, "title", payload->title);
	schema_add_json_text(json, "kind", group_of(payload)->title);
	add_flag(json, "deprecated", group_is_retired(payload));
}

/* --- values --- */

static void
add_real(double real, struct json *json)
{
	AUTO_BUF text = BUF_INIT;

	buf_addf(&text, "%.17g", real);
	/* JSON has no word for what is no number. */
	if (real - real == 0)
		json_raw(json, buf_text(&text));
	else
		json_string(json, buf_text(&text));
}

static void
add_scalar(const struct schema_scalar *scalar, struct json *json)
{
	AUTO_BUF text = BUF_INIT;

	if (scalar->type == VALUE_BOOLEAN) {
		json_boolean(json, scalar->boolean);
	} else if (scalar->type == VALUE_INTEGER) {
		buf_addf(&text, "%s%llu", scalar->integer.negative ? "-" : "",
		    (unsigned long long)scalar->integer.magnitude);
		json_raw(json, buf_text(&text));
	} else if (scalar->type == VALUE_REAL) {
		add_real(scalar->real, json);
	} else {
		json_string(json, scalar->text);
	}
}

static void
add_bounds(const struct schema_range *range, const char *unit,
    struct json *json)
{
	json_open_object(json);
	if (range->has_min) {
		json_key(json, "min");
		add_scalar(&range->min, json);
	}
	if (range->has_max) {
		json_key(json, "max");
		add_scalar(&range->max, json);
	}
	schema_add_json_text(json, "unit", unit);
	json_close_object(json);
}

static void
add_ranges(const struct place *place, struct json *json)
{
	const struct annotation *note = place->note;

	schema_add_json_text(json, "unit", note->unit);
	if (place->key->range == NULL && note->range == NULL)
		return;
	json_key(json, "ranges");
	json_open_array(json);
	if (place->key->range != NULL)
		add_bounds(place->key->range, note->unit, json);
	if (note->range != NULL)
		add_bounds(note->range, note->unit, json);
	json_close_array(json);
}

static void
add_choices(const char *name, const struct schema_choice *choices,
    size_t count, struct json *json)
{
	if (count == 0)
		return;
	json_key(json, name);
	json_open_array(json);
	for (size_t i = 0; i < count; i++) {
		json_open_object(json);
		json_key(json, "value");
		add_scalar(&choices[i].value, json);
		schema_add_json_text(json, "title", choices[i].title);
		schema_add_json_text(json, "meaning", choices[i].meaning);
		if (choices[i].support != NULL)
			schema_add_systems_json(choices[i].support, json);
		json_close_object(json);
	}
	json_close_array(json);
}

static void
add_bits(const struct place *place, struct json *json)
{
	if (place->bit_count == 0)
		return;
	json_key(json, "bits");
	json_open_array(json);
	for (size_t i = 0; i < place->bit_count; i++) {
		const struct bit *bit = &place->bits[i];

		json_open_object(json);
		add_number(json, "value", bit->value);
		schema_add_json_text(json, "title", bit->title);
		schema_add_json_text(json, "meaning", bit->meaning);
		if (bit->needs != 0)
			add_number(json, "needs", bit->needs);
		json_close_object(json);
	}
	json_close_array(json);
}

/* --- facts --- */

static void
add_types(const struct place *place, struct json *json)
{
	const struct annotation *note = place->note;
	const struct place *item = place_item(place);

	json_key(json, "types");
	json_open_array(json);
	for (size_t i = 0; i < note->type_count; i++)
		json_string(json, schema_type_name(note->types[i]));
	if (note->type_count == 0)
		json_string(json, schema_type_name(place->type));
	json_close_array(json);
	if (item != NULL && place->type == SCHEMA_ARRAY)
		schema_add_json_text(json, "item_type",
		    schema_type_name(item->type));
	if (note->boolean_as_integer)
		add_flag(json, "boolean_as_integer", true);
	if (place->required || !schema_is_placeholder(place))
		add_flag(json, "required", place->required);
}

static void
add_default(const struct place *place, struct json *json)
{
	if (place->key->default_value != NULL) {
		json_key(json, "default");
		add_scalar(place->key->default_value, json);
	}
	schema_add_json_text(json, "default_from", place->note->default_from);
	schema_add_json_text(json, "default_text", place->note->default_text);
}

static void
add_shape(const struct place *place, struct json *json)
{
	const struct schema_key *key = place->key;

	schema_add_json_text(json, "pattern", key->format);
	if (key->value_format != FORMAT_NONE)
		schema_add_json_text(json, "format",
		    value_format_name(key->value_format));
	if (!key->repetition.set)
		return;
	json_key(json, "count");
	json_open_object(json);
	add_number(json, "min", key->repetition.min);
	if (key->repetition.max != UINT32_MAX)
		add_number(json, "max", key->repetition.max);
	json_close_object(json);
}

static void
add_note(const struct annotation *note, struct json *json)
{
	if (note->secret != SECRET_NO)
		schema_add_json_text(json, "secret",
		    note->secret == SECRET_YES ? "yes" : "sensitive");
	if (note->import != NULL)
		schema_add_json_text(json, "made_from",
		    rules_word(rules_imports, note->import));
	if (note->key_domain != NULL)
		schema_add_json_text(json, "names_are",
		    rules_word(rules_key_domains, note->key_domain));
	if (note->reference != NULL) {
		json_key(json, "reference");
		json_open_object(json);
		schema_add_json_text(json, "key", note->reference->key);
		add_texts(json, "payloads", note->reference->types);
		schema_add_json_text(json, "role", note->reference->role);
		json_close_object(json);
	}
	schema_add_json_text(json, "replaced_by", note->replaced_by);
}

/* --- rules, users, keys --- */

static void
add_rule(const struct assertion *rule, struct json *json)
{
	static const char *const severities[] = {
		[RULE_ERROR] = "error",
		[RULE_WARNING] = "warning",
		[RULE_NOTE] = "note",
	};
	const char *systems[PLATFORMS + 1];
	size_t count = 0;

	for (int p = 0; p < PLATFORMS; p++)
		if (rule->platforms[p])
			systems[count++] = platform_names[p];
	systems[count] = NULL;
	json_open_object(json);
	schema_add_json_text(json, "id", rule->id);
	schema_add_json_text(json, "severity", severities[rule->severity]);
	schema_add_json_text(json, "text", rule->text);
	add_texts(json, "systems", systems);
	add_flag(json, "on_update", rule->on_update);
	json_close_object(json);
}

static void
add_rules(const struct place *place, struct json *json)
{
	if (place->assertion_count == 0)
		return;
	json_key(json, "rules");
	json_open_array(json);
	for (size_t i = 0; i < place->assertion_count; i++)
		add_rule(place->assertions[i], json);
	json_close_array(json);
}

static void
add_user(const struct schema_user *user, void *arg)
{
	static const char *const kinds[] = {
		[SCHEMA_NAMED_BY] = "named-by",
		[SCHEMA_WISHED_BY] = "rule",
		[SCHEMA_TAKEN_WHOLE] = "takes-over-all-keys",
		[SCHEMA_TAKEN_IN_PART] = "takes-over-some-keys",
		[SCHEMA_READ_BY] = "read-by-rule",
		[SCHEMA_DEFAULT_OF] = "default-of",
	};
	struct json *json = arg;

	json_open_object(json);
	schema_add_json_text(json, "how", kinds[user->kind]);
	schema_add_json_text(json, "type", user->type);
	schema_add_json_text(json, "key", user->keys);
	schema_add_json_text(json, "text", user->text);
	json_close_object(json);
}

static void
add_used(struct catalog *catalog, const struct place *place,
    struct json *json)
{
	json_key(json, "used_by");
	json_open_array(json);
	schema_each_user(catalog, place, add_user, json);
	json_close_array(json);
}

/* Every key below, unfolded until a list comes again. */
static void
add_keys(const struct place *place, struct json *json)
{
	size_t count = place_child_count(place);

	if (count == 0)
		return;
	json_key(json, "keys");
	json_open_array(json);
	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(place, i);
		AUTO_BUF path = BUF_INIT;

		schema_add_set_path(child, &path);
		json_open_object(json);
		schema_add_json_text(json, "name", child->key->name);
		schema_add_json_text(json, "path", buf_text(&path));
		schema_add_json_text(json, "title", place_title(child));
		schema_add_json_text(json, "type",
		    schema_type_name(child->type));
		add_flag(json, "required", child->required);
		if (place_is_recursive(child))
			add_flag(json, "holds_the_same_again", true);
		else
			add_keys(child, json);
		json_close_object(json);
	}
	json_close_array(json);
}

void
schema_add_page_json(struct catalog *catalog, const struct place *place,
    struct json *json)
{
	AUTO_BUF path = BUF_INIT;

	schema_add_set_path(place, &path);
	schema_add_json_text(json, "path", path.length > 0 ? buf_text(&path) :
	    place->payload->type);
	schema_add_json_text(json, "title", place_title(place));
	schema_add_json_text(json, "help", place_help(place));
	json_key(json, "payload");
	json_open_object(json);
	schema_add_payload_json(place->payload, json);
	json_close_object(json);
	if (place->key != NULL) {
		schema_add_json_text(json, "name", place->key->name);
		add_types(place, json);
		add_default(place, json);
		add_ranges(place, json);
		add_shape(place, json);
	}
	add_note(place->note, json);
	add_choices("values", place->choices,
	    place->bit_count > 0 ? 0 : place->choice_count, json);
	if (place->choice_count > 0 && place->bit_count == 0)
		add_flag(json, "values_are_all", place->closed);
	add_choices("special_values", place->note->special,
	    place->note->special_count, json);
	add_bits(place, json);
	schema_add_systems_json(place->support, json);
	add_rules(place, json);
	add_used(catalog, place, json);
	add_keys(place, json);
}
