/*
 * Key lists of a schema file: from YAML nodes to struct schema_key.  A list
 * that aliases share is compiled once; it may hold itself.
 * Source: Apple's device-management schema format, "Payload/Response Keys Array
 * Object".
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/yaml.h"
#include "schema/internal.h"

/* Deeper nesting through aliases than files have; recursion is bounded. */
enum { DEPTH_MOST = 64 };

enum attribute {
	A_KEY, A_TYPE, A_CONTENT, A_PRESENCE, A_TITLE, A_SUPPORTED_OS,
	A_DEFAULT, A_SUBKEYS, A_RANGELIST, A_SUBKEYTYPE, A_RANGE,
	A_COMBINETYPE, A_ASSETTYPES, A_FORMAT, A_ASSET_CONTENT_TYPES,
	A_REPETITION, A_SUBTYPE, A_VALUETYPE, A_LEFT,
	A_UNPUBLISHED, ATTRIBUTES
};

static const char *const attribute_names[ATTRIBUTES] = {
	[A_KEY] = "key",
	[A_TYPE] = "type",
	[A_CONTENT] = "content",
	[A_PRESENCE] = "presence",
	[A_TITLE] = "title",
	[A_SUPPORTED_OS] = "supportedOS",
	[A_DEFAULT] = "default",
	[A_SUBKEYS] = "subkeys",
	[A_RANGELIST] = "rangelist",
	[A_SUBKEYTYPE] = "subkeytype",
	[A_RANGE] = "range",
	[A_COMBINETYPE] = "combinetype",
	[A_ASSETTYPES] = "assettypes",
	[A_FORMAT] = "format",
	[A_ASSET_CONTENT_TYPES] = "asset-content-types",
	[A_REPETITION] = "repetition",
	[A_SUBTYPE] = "subtype",
	[A_VALUETYPE] = "valuetype",
	[A_LEFT] = "left",
	[A_UNPUBLISHED] = "unpublished",
};

const char *
schema_attribute(size_t i)
{
	return i < ATTRIBUTES ? attribute_names[i] : NULL;
}

/* The attributes of one key, by name; NULL where the file has none. */
struct raw_key {
	const struct yaml_node *node;
	const struct yaml_node *at[ATTRIBUTES];
};

static void
read_attributes(struct loader *loader, const struct yaml_node *node,
    struct raw_key *raw)
{
	memset(raw, 0, sizeof *raw);
	raw->node = node;
	for (size_t i = 0; i < node->count; i++) {
		const char *name = node->keys[i]->text;
		size_t a = 0;

		while (a < ATTRIBUTES && (*name != *attribute_names[a] ||
		    strcmp(name, attribute_names[a]) != 0))
			a++;
		if (a < ATTRIBUTES)
			raw->at[a] = node->items[i];
		else
			notes_add(&loader->notes, node->keys[i], NOTE_MILD,
			    "unknown attribute '%s'", name);
	}
}

/* The text of a scalar attribute, NULL when there is none. */
static const char *
get_text(struct loader *loader, const struct raw_key *raw, enum attribute a)
{
	const struct yaml_node *node = raw->at[a];

	if (node == NULL)
		return NULL;
	if (node->kind == YAML_SCALAR)
		return node->text;
	notes_add(&loader->notes, node, NOTE_SERIOUS,
	    "'%s' wants a single value", attribute_names[a]);
	return NULL;
}

static void
read_type(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const char *name = get_text(loader, raw, A_TYPE);

	key->type = SCHEMA_ANY;
	if (name == NULL)
		notes_add(&loader->notes, raw->node, NOTE_SERIOUS,
		    "'%s' has no type", key->name);
	else if (!schema_type_parse(name, &key->type))
		notes_add(&loader->notes, raw->at[A_TYPE], NOTE_SERIOUS,
		    "unknown type '%s'", name);
}

static void
read_presence(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const char *word = get_text(loader, raw, A_PRESENCE);

	if (word == NULL)
		return;
	if (strcmp(word, "required") == 0)
		key->presence = PRESENCE_REQUIRED;
	else if (strcmp(word, "optional") == 0)
		key->presence = PRESENCE_OPTIONAL;
	else
		notes_add(&loader->notes, raw->at[A_PRESENCE], NOTE_SERIOUS,
		    "presence is neither 'required' nor 'optional'");
}

static void
read_title(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const char *title = get_text(loader, raw, A_TITLE);

	if (title != NULL && title[0] != '\0') {
		key->title = title;
		key->has_title = true;
		return;
	}
	buf_truncate(&loader->scratch, 0);
	schema_title_from_name(key->name, &loader->scratch);
	key->title = arena_strndup(loader->arena, buf_text(&loader->scratch),
	    loader->scratch.length);
}

static void
read_default(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const struct yaml_node *node = raw->at[A_DEFAULT];

	if (node == NULL)
		return;
	struct schema_scalar *value =
	    arena_alloc(loader->arena, sizeof *value);

	if (literal_read(node, key->type, value))
		key->default_value = value;
	else
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    "the default of '%s' is no %s", key->name,
		    schema_type_name(key->type));
}

static void
read_rangelist(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const struct yaml_node *node = raw->at[A_RANGELIST];

	if (node == NULL)
		return;
	if (node->kind != YAML_SEQUENCE) {
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    "'rangelist' wants a list");
		return;
	}
	struct schema_choice *choices =
	    arena_alloc(loader->arena, node->count * sizeof *choices);

	for (size_t i = 0; i < node->count; i++)
		if (literal_read(node->items[i], key->type,
		    &choices[key->choice_count].value))
			key->choice_count++;
		else
			notes_add(&loader->notes, node->items[i], NOTE_SERIOUS,
			    "a value of the list is no %s",
			    schema_type_name(key->type));
	key->choices = choices;
}

static bool
read_bound(struct loader *loader, const struct yaml_node *node,
    const struct schema_key *key, struct schema_scalar *out)
{
	if (literal_read(node, key->type, out) &&
	    (out->type == VALUE_INTEGER || out->type == VALUE_REAL ||
	    out->type == VALUE_DATE))
		return true;
	notes_add(&loader->notes, node, NOTE_SERIOUS,
	    "a bound of '%s' does not fit its type", key->name);
	return false;
}

static void
read_range(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const struct yaml_node *node = raw->at[A_RANGE];

	if (node == NULL)
		return;
	const struct yaml_node *min = yaml_get(node, "min");
	const struct yaml_node *max = yaml_get(node, "max");
	struct schema_range *range =
	    arena_alloc(loader->arena, sizeof *range);

	if (min != NULL)
		range->has_min = read_bound(loader, min, key, &range->min);
	if (max != NULL)
		range->has_max = read_bound(loader, max, key, &range->max);
	if (range->has_min || range->has_max)
		key->range = range;
	else if (min == NULL && max == NULL)
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    "'range' wants 'min' or 'max'");
}

/* A count: 0 … 2³²−2; DEFAULT_VALUE when NODE is NULL. */
static uint32_t
read_count(struct loader *loader, const struct yaml_node *node,
    uint32_t default_value)
{
	struct schema_scalar value;

	if (node == NULL)
		return default_value;
	if (literal_read(node, SCHEMA_INTEGER, &value) &&
	    !value.integer.negative && value.integer.magnitude < UINT32_MAX)
		return (uint32_t)value.integer.magnitude;
	notes_add(&loader->notes, node, NOTE_SERIOUS, "a count is wanted here");
	return default_value;
}

static void
read_repetition(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	const struct yaml_node *node = raw->at[A_REPETITION];

	if (node == NULL)
		return;
	key->repetition.set = true;
	key->repetition.min = read_count(loader, yaml_get(node, "min"), 0);
	key->repetition.max =
	    read_count(loader, yaml_get(node, "max"), UINT32_MAX);
}

static void
read_format(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	AUTO_ERROR err = ERROR_INIT;

	key->format = get_text(loader, raw, A_FORMAT);
	if (key->format == NULL)
		return;
	key->regex = regex_new(key->format, REGEX_WHOLE, &err);
	if (key->regex != NULL)
		*VEC_PUSH(loader->regexes) = key->regex;
	else
		notes_add(&loader->notes, raw->at[A_FORMAT], NOTE_SERIOUS,
		    "the format of '%s': %s", key->name, err.message);
}

static void
read_value_format(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key)
{
	enum attribute a =
	    raw->at[A_VALUETYPE] != NULL ? A_VALUETYPE : A_SUBTYPE;
	const char *name = get_text(loader, raw, a);

	if (name != NULL && !value_format_parse(name, &key->value_format))
		notes_add(&loader->notes, raw->at[a], NOTE_SERIOUS,
		    "unknown %s '%s'", attribute_names[a], name);
}

/* The subkeys of a scalar are its values, titles and support included. */
static void
read_enumeration(struct loader *loader, struct schema_key *key,
    const struct key_list *values)
{
	size_t count = key->choice_count + values->count;
	struct schema_choice *choices =
	    arena_alloc(loader->arena, count * sizeof *choices);

	if (key->choice_count > 0)
		memcpy(choices, key->choices,
		    key->choice_count * sizeof *choices);
	for (size_t i = 0; i < values->count; i++) {
		const struct schema_key *value = values->keys[i];
		struct schema_choice *choice = &choices[key->choice_count];

		if (!literal_parse(value->name, strlen(value->name),
		    key->type, loader->arena, &choice->value))
			continue;
		choice->title = value->has_title ? value->title : NULL;
		choice->meaning = value->help[0] != '\0' ? value->help : NULL;
		choice->support = value->own;
		key->choice_count++;
	}
	key->choices = choices;
}

static void
read_subkeys(struct loader *loader, const struct raw_key *raw,
    struct schema_key *key, unsigned depth)
{
	const struct yaml_node *node = raw->at[A_SUBKEYS];
	struct key_list *list = NULL;

	if (node != NULL)
		list = compile_keys(loader, node, depth + 1);
	if (schema_type_is_container(key->type))
		key->subkeys = list;
	else if (list != NULL && key->type != SCHEMA_ANY)
		read_enumeration(loader, key, list);
	if (key->type == SCHEMA_ARRAY && (node == NULL ||
	    (node->kind == YAML_SEQUENCE && node->count == 0)))
		notes_add(&loader->notes, raw->node, NOTE_MILD,
		    "the array '%s' does not say what its items are",
		    key->name);
}

static double
as_number(const struct schema_scalar *value)
{
	if (value->type != VALUE_INTEGER)
		return value->real;
	return value->integer.negative ? -(double)value->integer.magnitude :
	    (double)value->integer.magnitude;
}

static bool
is_in_range(const struct schema_scalar *value,
    const struct schema_range *range)
{
	if (range == NULL || (value->type != VALUE_INTEGER &&
	    value->type != VALUE_REAL))
		return false;
	return (!range->has_min ||
	    as_number(value) >= as_number(&range->min)) &&
	    (!range->has_max || as_number(value) <= as_number(&range->max));
}

/* With a list and a range, either will do. */
static bool
is_allowed(const struct schema_scalar *value, const struct schema_key *key)
{
	if (key->choice_count == 0 && key->range == NULL)
		return true;
	for (size_t i = 0; i < key->choice_count; i++)
		if (literal_equal(&key->choices[i].value, value))
			return true;
	return is_in_range(value, key->range);
}

/* What a key says against itself. */
static void
check_key(struct loader *loader, const struct raw_key *raw,
    const struct schema_key *key)
{
	const struct schema_range *range = key->range;
	const struct schema_scalar *value = key->default_value;

	if (value != NULL && !is_allowed(value, key))
		notes_add(&loader->notes, raw->at[A_DEFAULT], NOTE_ODD,
		    "the default of '%s' is not among its values", key->name);
	else if (value != NULL && key->regex != NULL &&
	    !regex_matches(key->regex, value->text, strlen(value->text)))
		notes_add(&loader->notes, raw->at[A_DEFAULT], NOTE_ODD,
		    "the default of '%s' does not match its format",
		    key->name);
	if (range != NULL && range->has_min && range->has_max &&
	    as_number(&range->min) > as_number(&range->max))
		notes_add(&loader->notes, raw->at[A_RANGE], NOTE_ODD,
		    "the range of '%s' is empty", key->name);
	if (key->repetition.set && key->repetition.min > key->repetition.max)
		notes_add(&loader->notes, raw->at[A_REPETITION], NOTE_ODD,
		    "the repetition of '%s' is empty", key->name);
}

static struct schema_key *
compile_key(struct loader *loader, const struct yaml_node *node,
    unsigned depth)
{
	struct raw_key raw;
	const char *name, *content;

	if (node->kind != YAML_MAPPING) {
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    "a key is a mapping of attributes");
		return NULL;
	}
	read_attributes(loader, node, &raw);
	name = get_text(loader, &raw, A_KEY);
	if (name == NULL) {
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    "a key has no name");
		return NULL;
	}
	struct schema_key *key = arena_alloc(loader->arena, sizeof *key);

	key->name = name;
	key->schema = loader->schema;
	key->line = node->line;
	content = get_text(loader, &raw, A_CONTENT);
	key->content = key->help = content != NULL ? content : "";
	read_type(loader, &raw, key);
	read_presence(loader, &raw, key);
	read_title(loader, &raw, key);
	read_default(loader, &raw, key);
	read_rangelist(loader, &raw, key);
	read_range(loader, &raw, key);
	read_repetition(loader, &raw, key);
	read_format(loader, &raw, key);
	read_value_format(loader, &raw, key);
	key->combine = get_text(loader, &raw, A_COMBINETYPE);
	key->subkeytype = get_text(loader, &raw, A_SUBKEYTYPE);
	key->left = get_text(loader, &raw, A_LEFT);
	if (raw.at[A_UNPUBLISHED] != NULL &&
	    !yaml_parse_boolean(raw.at[A_UNPUBLISHED], &key->unpublished))
		notes_add(&loader->notes, raw.at[A_UNPUBLISHED], NOTE_SERIOUS,
		    "'unpublished' wants true or false");
	key->asset_types = literal_texts(loader->arena, &loader->notes,
	    raw.at[A_ASSETTYPES]);
	key->own = compile_support(loader->arena, &loader->notes,
	    raw.at[A_SUPPORTED_OS]);
	read_subkeys(loader, &raw, key, depth);
	check_key(loader, &raw, key);
	if (key->content[0] != '\0')
		compile_content(loader, key);
	return key;
}

struct key_list *
compile_keys(struct loader *loader, const struct yaml_node *node,
    unsigned depth)
{
	struct key_list *list = map_get_pointer(loader->lists, node);

	if (list != NULL)
		return list;
	list = arena_alloc(loader->arena, sizeof *list);
	map_set_pointer(loader->lists, node, list);
	if (node->kind != YAML_SEQUENCE || depth > DEPTH_MOST) {
		notes_add(&loader->notes, node, NOTE_SERIOUS,
		    depth > DEPTH_MOST ? "keys are nested too deeply" :
		    "a list of keys is wanted here");
		key_list_finish(list, loader->arena);
		return list;
	}
	/* Grows in place: an alias inside may look at it meanwhile. */
	key_list_reserve(list, node->count, loader->arena);
	for (size_t i = 0; i < node->count; i++) {
		struct schema_key *key =
		    compile_key(loader, node->items[i], depth);

		if (key == NULL)
			continue;
		if (key_list_find(list, key->name, strlen(key->name)) != NULL)
			notes_add(&loader->notes, node->items[i], NOTE_SERIOUS,
			    "the key '%s' occurs twice", key->name);
		else
			key_list_add(list, key);
	}
	key_list_finish(list, loader->arena);
	return list;
}
