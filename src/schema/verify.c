/*
 * Rules held against the schema they are about.  See verify.h.
 */
#include "config.h"

#include "schema/verify.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "schema/catalog_internal.h"
#include "schema/group.h"
#include "schema/resolve.h"

struct verify {
	struct catalog *catalog;
	const struct payload_schema *payload;
	const struct place *top;	/* of the profile's own keys */
	verify_visit *visit;
	void *arg;
	struct map *said;
	/* What is being looked at. */
	const struct rules *rules;
	const struct assertion *rule;
	const struct annotation *note;
	unsigned line, column;
};

/* A rule stands at several places: what it says there is the same. */
static void
say_once(struct verify *verify, bool minor, const char *message)
{
	AUTO_BUF whole = BUF_INIT;

	buf_addf(&whole, "%p %u %s", (const void *)verify->rules,
	    verify->line, message);
	if (map_set_text(verify->said, buf_text(&whole), verify) == NULL)
		verify->visit(verify->rules, verify->line, verify->column,
		    minor, message, verify->arg);
}

static void say(struct verify *verify, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void
say(struct verify *verify, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	AUTO_FREE char *message = xvasprintf(fmt, args);
	va_end(args);
	say_once(verify, false, message);
}

static bool
is_known_type(struct verify *verify, const char *type)
{
	return catalog_knows(verify->catalog, type, strlen(type));
}

/* --- values --- */

/* A value for PLACE, which takes only those it lists. */
static void
check_value(struct verify *verify, const struct place *place,
    const struct schema_scalar *value)
{
	struct schema_scalar read;

	if (place->type == SCHEMA_ANY || place->type >= SCHEMA_ARRAY)
		return;
	if (place->type != SCHEMA_DATA && !literal_parse(value->text,
	    strlen(value->text), place->type, NULL, &read)) {
		say(verify, "'%s' is no %s, as '%s' is", value->text,
		    schema_type_name(place->type), place->key->name);
		return;
	}
	if (!place->closed || place->type == SCHEMA_DATA)
		return;
	read.text = value->text;
	for (size_t i = 0; i < place->choice_count; i++)
		if (literal_equal(&place->choices[i].value, &read))
			return;
	AUTO_FREE char *message = xasprintf("'%s' is not among the values of "
	    "'%s'", value->text, place->key->name);

	say_once(verify, true, message);
}

struct values {
	struct verify *verify;
	const struct schema_scalar *list;
	size_t count;
};

static void
check_values(const struct place *place, void *arg)
{
	const struct values *values = arg;
	const struct place *item = place_item(place);

	if (place->key == NULL)
		return;
	/* Lists are compared by what is in them. */
	if (item != NULL && place->type == SCHEMA_ARRAY)
		place = item;
	for (size_t i = 0; i < values->count; i++)
		check_value(values->verify, place, &values->list[i]);
}

/* --- rules --- */

static bool
compares_values(enum rule_op op)
{
	return op == RULE_EQ || op == RULE_NE || op == RULE_IN ||
	    op == RULE_NOT_IN || op == RULE_CONTAINS ||
	    op == RULE_CONTAINS_ANY;
}

static void
check_system(struct verify *verify, const struct condition *condition)
{
	if (strcmp(condition->path.text, "@os") != 0)
		return;
	for (size_t i = 0; i < condition->value_count; i++) {
		const char *text = condition->values[i].text;
		size_t length = strcspn(text, " ");
		AUTO_FREE char *name = xstrndup(text, length);
		enum platform platform;

		if (!platform_parse(name, &platform))
			say(verify, "unknown system '%s'", name);
	}
}

static void
check_path(const struct rule_path *path, const struct condition *condition,
    void *arg)
{
	struct verify *verify = arg;
	struct values values = { verify, NULL, 0 };
	bool compares = condition != NULL && compares_values(condition->op);

	if (path->origin == ORIGIN_TARGET && condition != NULL)
		check_system(verify, condition);
	if (compares) {
		values.list = condition->values;
		values.count = condition->value_count;
	}
	if (!resolve_rule_path(verify->rule, path, verify->top,
	    compares ? check_values : NULL, &values))
		say(verify, "'%s' leads to no key", path->text);
}

static void
check_types(struct verify *verify, const struct assertion *rule)
{
	if (rule->then != THEN_REFERS && rule->then != THEN_PAYLOAD &&
	    rule->then != THEN_NO_PAYLOAD)
		return;
	for (size_t i = 0; i < rule->value_count; i++)
		if (!is_known_type(verify, rule->values[i].text))
			say(verify, "no schema describes '%s'",
			    rule->values[i].text);
}

static bool
has_bit(const struct place *place, uint64_t value)
{
	uint64_t all = 0;

	for (size_t i = 0; i < place->bit_count; i++)
		all |= place->bits[i].value;
	return place->bit_count == 0 || (value & ~all) == 0;
}

/* What `then` says about the value of `at` itself. */
static void
check_then(struct verify *verify, const struct assertion *rule)
{
	const struct place *place = rule->place;
	struct values values = { verify, rule->values, rule->value_count };

	if (rule->then == THEN_IN || rule->then == THEN_NOT_IN ||
	    rule->then == THEN_FIXED_MEMBER)
		check_values(place, &values);
	for (size_t i = 0; rule->then == THEN_BITS && i < rule->value_count;
	    i++)
		if (!has_bit(place, rule->values[i].integer.magnitude))
			say(verify, "'%s' is no bit of '%s'",
			    rule->values[i].text, place->key->name);
	check_types(verify, rule);
}

static void
check_rules(struct verify *verify)
{
	const struct payload_schema *payload = verify->payload;

	for (size_t i = 0; i < payload->assertion_count; i++) {
		const struct assertion *rule = payload->assertions[i];

		/* Rules of the common keys are about other payloads too. */
		if (rule->rules != verify->rules)
			continue;
		verify->rule = rule;
		verify->line = rule->line;
		verify->column = 3;
		resolve_each_path(rule, check_path, verify);
		check_then(verify, rule);
	}
}

/* --- annotations --- */

static bool
takes(const struct place *place, enum schema_type a, enum schema_type b)
{
	return place->type == SCHEMA_ANY || place->type == a ||
	    place->type == b;
}

/* An array's annotation may be about its items. */
static const struct place *
value_place(const struct place *place)
{
	const struct place *item = place_item(place);

	return place->type == SCHEMA_ARRAY && item != NULL ? item : place;
}

static void
check_fit(struct verify *verify, const struct place *place)
{
	const struct annotation *note = verify->note;
	const struct place *value = value_place(place);
	const char *name = place->key->name;

	if (note->bit_count > 0 && !takes(place, SCHEMA_INTEGER,
	    SCHEMA_INTEGER))
		say(verify, "'bits' of '%s', which is no integer", name);
	if (note->range != NULL && !takes(value, SCHEMA_INTEGER, SCHEMA_REAL))
		say(verify, "'range' of '%s', which is no number", name);
	if (note->boolean_as_integer && !takes(place, SCHEMA_INTEGER,
	    SCHEMA_INTEGER))
		say(verify, "'boolean-as-integer' of '%s', which is no "
		    "integer", name);
	if (note->import != NULL && !takes(value, SCHEMA_DATA, SCHEMA_STRING))
		say(verify, "'import' of '%s', which is neither data nor a "
		    "string", name);
	if (note->key_domain != NULL && place->type != SCHEMA_DICT &&
	    place->type != SCHEMA_ANY)
		say(verify, "'key-domain' of '%s', which is no dictionary",
		    name);
	if (note->reference != NULL && !takes(value, SCHEMA_STRING,
	    SCHEMA_STRING))
		say(verify, "'reference' of '%s', which is no string", name);
}

static void
check_words(struct verify *verify, const struct place *place)
{
	const struct annotation *note = verify->note;
	const struct place *value = value_place(place);

	for (size_t i = 0; i < note->label_count; i++)
		check_value(verify, value, &note->labels[i].value);
}

static void
check_names(struct verify *verify, const struct place *place)
{
	const struct annotation *note = verify->note;
	const char *from = note->default_from, *by = note->replaced_by;

	if (from != NULL && place->parent != NULL &&
	    place_child(place->parent, from, strlen(from)) == NULL)
		say(verify, "'default-from' names '%s', which is no key "
		    "beside '%s'", from, place->key->name);
	for (size_t i = 0; note->reference != NULL &&
	    note->reference->types[i] != NULL; i++)
		if (!is_known_type(verify, note->reference->types[i]))
			say(verify, "no schema describes '%s'",
			    note->reference->types[i]);
	/* Names with dots are declarations, commands, payload types. */
	if (by != NULL && strchr(by, '.') == NULL &&
	    strchr(by, ' ') == NULL && place->parent != NULL &&
	    place_find(verify->payload->root, by) == NULL &&
	    place_child(place->parent, by, strlen(by)) == NULL)
		say(verify, "'replaced-by' names '%s', which is no key", by);
}

static void
check_annotated(struct place_node *node, void *arg)
{
	struct verify *verify = arg;
	const struct place *place = &node->place;

	check_names(verify, place);
	if (place->key == NULL)
		return;
	check_fit(verify, place);
	check_words(verify, place);
}

static void
check_annotations(struct verify *verify)
{
	struct place_node *root =
	    (struct place_node *)(void *)verify->payload->root;

	for (size_t i = 0; i < verify->rules->annotation_count; i++) {
		verify->note = &verify->rules->annotations[i];
		verify->line = verify->note->line;
		verify->column = verify->note->column;
		place_each(root, verify->note->at, check_annotated, verify);
	}
}

/* --- what stands at the top of a file --- */

static bool
has_file(const struct payload_schema *payload, const char *id)
{
	for (size_t i = 0; i < payload->file_count; i++)
		if (strcmp(payload->files[i]->id, id) == 0)
			return true;
	return false;
}

static void
check_top(struct verify *verify)
{
	const struct rules *rules = verify->rules;
	const struct payload_schema *payload = verify->payload;
	const char *key = rules->discriminator_key;

	verify->line = verify->column = 1;
	if (rules->group != NULL && group_parse(rules->group) == NULL)
		say(verify, "unknown group '%s'", rules->group);
	if (!payload->known && !catalog_is_pseudo(payload->type))
		say(verify, "no schema describes '%s'", payload->type);
	if (rules->schema_id != NULL && payload->known &&
	    !has_file(payload, rules->schema_id))
		say(verify, "there is no schema file '%s.yaml' of '%s'",
		    rules->schema_id, payload->type);
	if (rules->inherits != NULL && !is_known_type(verify, rules->inherits))
		say(verify, "no schema describes '%s'", rules->inherits);
	if (key != NULL &&
	    place_child(payload->root, key, strlen(key)) == NULL)
		say(verify, "'discriminator' names '%s', which is no key",
		    key);
}

void
verify_payload(struct catalog *catalog, const struct payload_schema *payload,
    verify_visit *visit, void *arg)
{
	struct verify verify = { .catalog = catalog, .payload = payload,
		.top = catalog_top_level(catalog)->root, .visit = visit,
		.arg = arg, .said = map_new() };

	for (size_t i = 0; i < payload->rules_count; i++) {
		verify.rules = payload->rules[i];
		check_top(&verify);
		check_annotations(&verify);
		check_rules(&verify);
	}
	map_free(verify.said, NULL);
}
