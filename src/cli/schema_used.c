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

/* Each user once. */
struct users {
	void (*visit)(const struct schema_user *user, void *arg);
	void *arg;
	VEC(const void *) said;		/* what was told already */
};

static bool
is_seen(const struct users *users, const void *about)
{
	for (size_t i = 0; i < users->said.count; i++)
		if (users->said.items[i] == about)
			return true;
	return false;
}

/* ABOUT is what makes two users the same. */
static void
tell(struct users *users, const void *about, struct schema_user user)
{
	if (is_seen(users, about))
		return;
	*VEC_PUSH(users->said) = about;
	users->visit(&user, users->arg);
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

/* The keys of RULES that name payloads of TYPE, all in one. */
static void
add_references(const struct rules *rules, const char *type,
    struct users *users)
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
	tell(users, rules->annotations, (struct schema_user){
		SCHEMA_NAMED_BY, rules->payload_type, buf_text(&keys), NULL });
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
add_wishes(const struct rules *rules, const char *type, struct users *users)
{
	for (size_t i = 0; i < rules->assertion_count; i++) {
		const struct assertion *rule = &rules->assertions[i];

		if (wants_type(rule, type))
			tell(users, rule, (struct schema_user){
				SCHEMA_WISHED_BY, rules->payload_type,
				rule->at, rule->text });
	}
}

static void
add_payload_users(struct catalog *catalog, const char *type,
    struct users *users)
{
	struct users seen = { .visit = NULL };
	size_t count = catalog_count(catalog);

	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *other = catalog_at(catalog, i);

		for (size_t k = 0; k < other->rules_count; k++) {
			const struct rules *rules = other->rules[k];

			/* A file is for all schemas of its type. */
			if (is_seen(&seen, rules))
				continue;
			*VEC_PUSH(seen.said) = rules;
			add_references(rules, type, users);
			add_wishes(rules, type, users);
			if (rules->inherits != NULL &&
			    strcmp(rules->inherits, type) == 0)
				tell(users, rules, (struct schema_user){
					rules->inherits_keys != NULL ?
					SCHEMA_TAKEN_IN_PART :
					SCHEMA_TAKEN_WHOLE,
					rules->payload_type, NULL, NULL });
		}
	}
	VEC_RELEASE(seen.said);
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
    struct users *users)
{
	const struct payload_schema *payload = place->payload;

	for (size_t i = 0; i < payload->assertion_count; i++) {
		struct reader reader = { payload->assertions[i], place,
			catalog_top_level(catalog)->root, false };

		if (reader.rule->place == place)
			continue;
		resolve_each_path(reader.rule, see_path, &reader);
		if (reader.reads)
			tell(users, reader.rule, (struct schema_user){
				SCHEMA_READ_BY, NULL,
				place_title(reader.rule->place),
				reader.rule->text });
	}
}

/* Siblings whose default is this key's value. */
static void
add_followers(const struct place *place, struct users *users)
{
	size_t count = place_child_count(place->parent);

	for (size_t i = 0; i < count; i++) {
		const struct place *other = place_child_at(place->parent, i);

		if (other->note->default_from != NULL &&
		    strcmp(other->note->default_from, place->key->name) == 0)
			tell(users, other, (struct schema_user){
				SCHEMA_DEFAULT_OF, NULL, place_title(other),
				NULL });
	}
}

void
schema_each_user(struct catalog *catalog, const struct place *place,
    void (*visit)(const struct schema_user *user, void *arg), void *arg)
{
	struct users users = { .visit = visit, .arg = arg };

	if (place->parent == NULL) {
		add_payload_users(catalog, place->payload->type, &users);
	} else {
		add_followers(place, &users);
		add_reading_rules(catalog, place, &users);
	}
	VEC_RELEASE(users.said);
}

/* --- the page --- */

static void
add_user(const struct schema_user *user, void *arg)
{
	struct buf *out = arg;

	if (out->length == 0)
		buf_add_text(out, "\nUsed by\n");
	switch (user->kind) {
	case SCHEMA_NAMED_BY:
		buf_addf(out, "  %s, named by\n", user->type);
		schema_add_wrapped(out, user->keys, 4);
		break;
	case SCHEMA_WISHED_BY:
		buf_addf(out, "  %s%s%s\n", user->type,
		    *user->keys != '\0' ? "/" : "", user->keys);
		schema_add_wrapped(out, user->text, 4);
		break;
	case SCHEMA_TAKEN_WHOLE:
		buf_addf(out, "  %s takes over its keys\n", user->type);
		break;
	case SCHEMA_TAKEN_IN_PART:
		buf_addf(out, "  %s takes over some of its keys\n",
		    user->type);
		break;
	case SCHEMA_READ_BY:
		buf_addf(out, "  %s: %s\n", user->keys, user->text);
		break;
	case SCHEMA_DEFAULT_OF:
		buf_addf(out, "  %s, when unset, has its value\n",
		    user->keys);
		break;
	}
}

void
schema_add_used(struct catalog *catalog, const struct place *place,
    struct buf *out)
{
	AUTO_BUF part = BUF_INIT;

	schema_each_user(catalog, place, add_user, &part);
	buf_add_text(out, buf_text(&part));
}
