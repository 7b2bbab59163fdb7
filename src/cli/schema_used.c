/*
 * Who uses a payload type or a key: keys that name payloads of the type,
 * types that take over its keys, rules that look at the key.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/vec.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/resolve.h"

/* Lines of one part of the page; the heading comes with the first. */
struct part {
	const char *heading;
	struct buf *out;
	VEC(const void *) said;		/* what has a line already */
};

static bool
begin_line(struct part *part, const void *about)
{
	for (size_t i = 0; i < part->said.count; i++)
		if (part->said.items[i] == about)
			return false;
	if (part->said.count == 0)
		buf_addf(part->out, "\n%s\n", part->heading);
	*VEC_PUSH(part->said) = about;
	return true;
}

/* --- a payload type --- */

static bool
names_type(const char *const *types, const char *type)
{
	for (; types != NULL && *types != NULL; types++)
		if (strcmp(*types, type) == 0)
			return true;
	return false;
}

/* The keys of RULES that name payloads of TYPE, in one paragraph. */
static void
add_references(const struct rules *rules, const char *type, struct part *part)
{
	AUTO_BUF keys = BUF_INIT;

	for (size_t i = 0; i < rules->annotation_count; i++) {
		const struct annotation *note = &rules->annotations[i];

		if (note->reference != NULL &&
		    names_type(note->reference->types, type))
			buf_addf(&keys, "%s%s", keys.length > 0 ? ", " : "",
			    note->at);
	}
	if (keys.length == 0)
		return;
	begin_line(part, rules->annotations);
	buf_addf(part->out, "  %s, named by\n", rules->payload_type);
	schema_add_wrapped(part->out, buf_text(&keys), 4);
}

static bool
wants_type(const struct assertion *rule, const char *type)
{
	if (rule->then != THEN_PAYLOAD && rule->then != THEN_NO_PAYLOAD)
		return false;
	for (size_t i = 0; i < rule->value_count; i++)
		if (strcmp(rule->values[i].text, type) == 0)
			return true;
	return false;
}

static void
add_wishes(const struct rules *rules, const char *type, struct part *part)
{
	for (size_t i = 0; i < rules->assertion_count; i++) {
		const struct assertion *rule = &rules->assertions[i];

		if (!wants_type(rule, type) || !begin_line(part, rule))
			continue;
		buf_addf(part->out, "  %s%s%s\n", rules->payload_type,
		    *rule->at != '\0' ? "/" : "", rule->at);
		schema_add_wrapped(part->out, rule->text, 4);
	}
}

static bool
is_seen(const struct part *seen, const void *rules)
{
	for (size_t i = 0; i < seen->said.count; i++)
		if (seen->said.items[i] == rules)
			return true;
	return false;
}

static void
add_payload_users(struct catalog *catalog, const char *type, struct buf *out)
{
	struct part part = { .heading = "Used by", .out = out };
	struct part seen = { .heading = NULL };
	size_t count = catalog_count(catalog);

	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *other = catalog_at(catalog, i);

		for (size_t k = 0; k < other->rules_count; k++) {
			const struct rules *rules = other->rules[k];

			/* A file is for all schemas of its type. */
			if (is_seen(&seen, rules))
				continue;
			*VEC_PUSH(seen.said) = rules;
			add_references(rules, type, &part);
			add_wishes(rules, type, &part);
			if (rules->inherits != NULL &&
			    strcmp(rules->inherits, type) == 0 &&
			    begin_line(&part, rules))
				buf_addf(out, "  %s takes over %s\n",
				    rules->payload_type,
				    rules->inherits_keys != NULL ?
				    "some of its keys" : "its keys");
		}
	}
	VEC_RELEASE(seen.said);
	VEC_RELEASE(part.said);
}

/* --- a key --- */

struct reader {
	const struct assertion *rule;
	const struct place *wanted, *top;
	bool reads;
};

static void
see_place(const struct place *place, void *arg)
{
	struct reader *reader = arg;

	reader->reads |= place == reader->wanted;
}

static void
see_path(const struct rule_path *path, const struct condition *condition,
    void *arg)
{
	struct reader *reader = arg;

	(void)condition;
	resolve_rule_path(reader->rule, path, reader->top, see_place, reader);
}

static void
add_reading_rules(struct catalog *catalog, const struct place *place,
    struct part *part)
{
	const struct payload_schema *payload = place->payload;

	for (size_t i = 0; i < payload->assertion_count; i++) {
		struct reader reader = { payload->assertions[i], place,
			catalog_top_level(catalog)->root, false };

		if (reader.rule->place == place)
			continue;
		resolve_each_path(reader.rule, see_path, &reader);
		if (reader.reads && begin_line(part, reader.rule))
			buf_addf(part->out, "  %s: %s\n",
			    place_title(reader.rule->place),
			    reader.rule->text);
	}
}

/* Siblings whose default is this key's value. */
static void
add_followers(const struct place *place, struct part *part)
{
	size_t count = place_child_count(place->parent);

	for (size_t i = 0; i < count; i++) {
		const struct place *other = place_child_at(place->parent, i);

		if (other->note->default_from != NULL &&
		    strcmp(other->note->default_from, place->key->name) == 0 &&
		    begin_line(part, other))
			buf_addf(part->out, "  %s, when unset, has its "
			    "value\n", place_title(other));
	}
}

void
schema_add_used(struct catalog *catalog, const struct place *place,
    struct buf *out)
{
	struct part part = { .heading = "Used by", .out = out };

	if (place->parent == NULL) {
		add_payload_users(catalog, place->payload->type, out);
		return;
	}
	add_followers(place, &part);
	add_reading_rules(catalog, place, &part);
	VEC_RELEASE(part.said);
}
