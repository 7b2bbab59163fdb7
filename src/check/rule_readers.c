/*
 * After an edit: which rules read what changed, and where they stand.
 *
 * Both a rule's paths and the place of an edit are names from a payload's root
 * downward.  A rule is stale when one of its paths leads to the edit, through
 * it, or ends above it.
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

enum { DEPTH_MOST = 512, STEPS_MOST = 64 };

/* The values from a payload (first) down to the edit. */
struct trail {
	struct value *values[DEPTH_MOST + 1];
	size_t count;
	bool any_name;	/* the last was renamed: its old name is unknown */
};

struct steps {
	const char *names[STEPS_MOST];	/* NULL: any item or entry */
	size_t count;
};

static bool
has_name(const struct value *value, const char *name)
{
	return value->key != NULL && value->key->length == strlen(name) &&
	    memcmp(value->key->name, name, value->key->length) == 0;
}

/* One is a beginning of the other. */
static bool
touches(const struct steps *steps, const struct trail *trail)
{
	for (size_t i = 0; i < steps->count && i + 1 < trail->count; i++) {
		const struct value *value = trail->values[i + 1];

		if (steps->names[i] == NULL || value->key == NULL ||
		    (trail->any_name && i + 2 == trail->count))
			continue;
		if (!has_name(value, steps->names[i]))
			return false;
	}
	return true;
}

static void
add_step(struct steps *steps, const char *name)
{
	if (steps->count < STEPS_MOST)
		steps->names[steps->count++] = name;
}

static void
steps_to(const struct place *place, struct steps *out)
{
	if (place == NULL || place->key == NULL)
		return;
	steps_to(place->parent, out);
	add_step(out, place_is_slot(place) ? NULL : place->key->name);
}

/* The dictionary that a rule's sibling paths start from. */
static const struct place *
base_of(const struct assertion *rule)
{
	const struct place *place = rule->place;

	if (place->key == NULL)
		return place;
	do
		place = place->parent;
	while (place->parent != NULL && place->type == SCHEMA_ARRAY);
	return place;
}

static void
add_segments(const struct place *from, const char *const *segments,
    struct steps *out)
{
	for (; *segments != NULL; segments++) {
		const char *name = *segments;
		const struct place *next = NULL;
		bool array = from != NULL && from->type == SCHEMA_ARRAY;

		if (array)
			next = place_item(from);
		else if (from != NULL)
			next = place_child(from, name, strlen(name));
		add_step(out, array || strcmp(name, "*") == 0 ||
		    strcmp(name, "@same") == 0 ||
		    (next != NULL && place_is_slot(next)) ? NULL : name);
		from = next;
	}
}

/* How far down the trail alone needs to be followed; see redo_below(). */
enum { READS_NOT = -1 };

struct question {
	const struct assertion *rule;
	const struct trail *trail;
	const struct payload_schema *top;	/* NULL: a payload's trail */
	long follow;	/* READS_NOT, or levels */
};

static void
answer(struct question *question, size_t levels)
{
	if (question->follow == READS_NOT || question->follow > (long)levels)
		question->follow = (long)levels;
}

/*
 * The place that a key defaults to, beside it, is read with it.
 */
static void
ask_default(struct question *question, const struct place *place,
    size_t levels)
{
	const char *from = place != NULL && place->key != NULL
	    ? place->note->default_from : NULL;
	struct steps steps = { .count = 0 };

	if (from == NULL)
		return;
	steps_to(place->parent, &steps);
	add_step(&steps, from);
	if (touches(&steps, question->trail))
		answer(question, levels);
}

static const struct place *
follow_segments(const struct place *from, const char *const *segments)
{
	for (; from != NULL && *segments != NULL; segments++)
		from = from->type == SCHEMA_ARRAY ? place_item(from)
		    : place_child(from, *segments, strlen(*segments));
	return from;
}

static void
ask_path(struct question *question, const struct rule_path *path)
{
	const struct assertion *rule = question->rule;
	const struct place *from = NULL;
	struct steps steps = { .count = 0 }, base = { .count = 0 };
	size_t levels = 0;

	switch (path->origin) {
	case ORIGIN_SELF:
	case ORIGIN_SIBLING:
		if (question->top != NULL &&
		    rule->place->payload != question->top)
			return;
		from = path->origin == ORIGIN_SELF ? rule->place
		    : base_of(rule);
		steps_to(base_of(rule), &base);
		levels = base.count;
		break;
	case ORIGIN_PAYLOAD:
		if (question->top != NULL &&
		    rule->place->payload != question->top)
			return;
		from = rule->place->payload->root;
		break;
	case ORIGIN_TOP:
		if (question->top == NULL)
			return;
		from = question->top->root;
		break;
	case ORIGIN_TARGET:
	case ORIGIN_CONTAINER:
		return;
	}
	steps_to(from, &steps);
	add_segments(from, path->segments, &steps);
	if (touches(&steps, question->trail))
		answer(question, levels);
	ask_default(question, follow_segments(from, path->segments), levels);
}

static void
ask_conditions(struct question *question, const struct condition *conditions,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		ask_path(question, &conditions[i].path);
}

/* Whether RULE reads what changed, and how its instances are found. */
static long
ask_rule(const struct assertion *rule, const struct trail *trail,
    const struct payload_schema *top)
{
	struct question question = { rule, trail, top, READS_NOT };
	struct steps at = { .count = 0 }, base = { .count = 0 };

	if (top == NULL || rule->place->payload == top) {
		steps_to(rule->place, &at);
		if (touches(&at, trail))
			answer(&question, at.count);
		steps_to(base_of(rule), &base);
		ask_default(&question, rule->place, base.count);
	}
	ask_conditions(&question, rule->when, rule->when_count);
	ask_conditions(&question, rule->any, rule->any_count);
	ask_conditions(&question, rule->holds, rule->holds_count);
	for (size_t i = 0; i < rule->path_count; i++)
		ask_path(&question, &rule->paths[i]);
	return question.follow;
}

/* ---- going to the places where a rule stands */

struct redo {
	struct checker *checker;
	const struct assertion *rule;
	const struct place *chain[STEPS_MOST];	/* below the root, down to AT */
	size_t depth;
	const struct trail *trail;	/* NULL: everywhere */
	size_t follow;	/* down to this level only along the trail */
};

static void
redo_items(struct redo *redo, struct value *value)
{
	bool list = redo->rule->then == THEN_REFERS ||
	    redo->rule->then == THEN_UNIQUE;

	if (list && value->type == VALUE_ARRAY) {
		for (uint32_t i = 0; i < value->items.count; i++)
			rule_redo(redo->checker, redo->rule,
			    value->items.list[i]);
		return;
	}
	rule_redo(redo->checker, redo->rule, value);
}

/* The one child that the trail goes to, when it leads through VALUE. */
static struct value *
on_trail(const struct redo *redo, const struct value *value, size_t level)
{
	const struct trail *trail = redo->trail;

	if (trail == NULL || level >= redo->follow ||
	    level + 1 >= trail->count || trail->values[level] != value ||
	    trail->values[level + 1]->parent != value)
		return NULL;
	return trail->values[level + 1];
}

static void redo_below(struct redo *redo, struct value *value, size_t level);

static void
redo_child(struct redo *redo, struct value *child, size_t level)
{
	if (level + 1 == redo->depth)
		redo_items(redo, child);
	else
		redo_below(redo, child, level + 1);
}

/* All children that stand at the place of the next level. */
static void
redo_slots(struct redo *redo, struct value *value, size_t level)
{
	const struct place *next = redo->chain[level];
	struct value *only = on_trail(redo, value, level);

	if (only != NULL) {
		redo_child(redo, only, level);
		return;
	}
	for (uint32_t i = 0; i < value_count(value); i++) {
		struct value *child = value->items.list[i];

		if (child->key != NULL && next->parent != NULL &&
		    place_child(next->parent, child->key->name,
		    child->key->length) != next)
			continue;
		redo_child(redo, child, level);
	}
}

static void
redo_below(struct redo *redo, struct value *value, size_t level)
{
	const struct place *next;

	if (!value_is_container(value))
		return;
	next = redo->chain[level];
	if (place_is_slot(next)) {
		redo_slots(redo, value, level);
		return;
	}
	if (value->type != VALUE_DICT)
		return;
	bool last = level + 1 == redo->depth;
	bool indexed = redo->rule->then == THEN_REFERS ||
	    redo->rule->then == THEN_UNIQUE;
	struct value *child = value_find(value, next->key->name);

	if (last && !indexed)
		rule_redo(redo->checker, redo->rule, value);
	else if (last && child != NULL)
		redo_items(redo, child);
	else if (child != NULL)
		redo_below(redo, child, level + 1);
}

static void
redo_rule(struct checker *checker, const struct assertion *rule,
    struct value *payload, const struct trail *trail, size_t follow)
{
	struct redo redo = {
		.checker = checker,
		.rule = rule,
		.trail = trail,
		.follow = follow,
	};

	for (const struct place *p = rule->place; p != NULL && p->key != NULL;
	    p = p->parent)
		redo.depth++;
	if (redo.depth > STEPS_MOST)
		return;
	size_t at = redo.depth;

	for (const struct place *p = rule->place; at > 0; p = p->parent)
		redo.chain[--at] = p;
	if (redo.depth == 0)
		rule_redo(checker, rule, payload);
	else
		redo_below(&redo, payload, 0);
}

/* ---- the edit */

static void
redo_in_payload(struct checker *checker, struct value *payload,
    const struct trail *trail, const struct payload_schema *top)
{
	const struct payload_schema *schema = where_payload(checker->catalog,
	    checker->root, payload);

	for (size_t i = 0; i < schema->assertion_count; i++) {
		const struct assertion *rule = schema->assertions[i];
		long follow;

		if (rule->place == NULL)
			continue;
		follow = ask_rule(rule, trail, top);
		if (follow != READS_NOT)
			redo_rule(checker, rule, payload,
			    top == NULL || schema == top ? trail : NULL,
			    (size_t)follow);
	}
}

/* From the payload that holds CHANGE, or from the root with WHOLE. */
static bool
make_trail(const struct checker *checker, const struct change *change,
    const struct value *stop, struct trail *out)
{
	struct value *list[DEPTH_MOST + 1];
	size_t count = 0;

	list[count++] = change->value;
	for (struct value *v = change->container; v != NULL; v = v->parent) {
		if (count == DEPTH_MOST)
			return false;
		list[count++] = v;
		if (v == stop)
			break;
	}
	if (list[count - 1] != stop || !value_is_attached(stop, checker->root))
		return false;
	out->any_name = change->kind == EDIT_RENAMED;
	out->count = count;
	for (size_t i = 0; i < count; i++)
		out->values[i] = list[count - 1 - i];
	return true;
}

void
rule_redo_readers(struct checker *checker, const struct change *change)
{
	struct value *payload;
	struct trail trail;
	const struct payload_schema *top;

	if (checker->shape == SHAPE_OTHER || change->container == NULL ||
	    !value_is_attached(change->container, checker->root))
		return;
	payload = payload_of(checker->root, change->container);
	if (payload != NULL && payload != checker->root &&
	    make_trail(checker, change, payload, &trail))
		redo_in_payload(checker, payload, &trail, NULL);
	if (!make_trail(checker, change, checker->root, &trail))
		return;
	top = where_payload(checker->catalog, checker->root, checker->root);
	redo_in_payload(checker, checker->root, &trail, top);
	if (!checker->top_readers || checker->shape != SHAPE_PROFILE)
		return;
	for (size_t i = 0; i < payload_count(checker->root); i++)
		redo_in_payload(checker, payload_at(checker->root, i), &trail,
		    top);
}

void
rule_redo_updates(struct checker *checker)
{
	size_t count = payload_count(checker->root);

	for (size_t i = 0; i < count; i++) {
		struct value *payload = payload_at(checker->root, i);
		const struct payload_schema *schema = where_payload(
		    checker->catalog, checker->root, payload);
		struct subject subject = subject_of(checker, payload);

		dict_recheck(&subject, NULL, 0);
		for (size_t j = 0; j < schema->assertion_count; j++) {
			const struct assertion *rule = schema->assertions[j];

			if (rule->place != NULL && (rule->on_update ||
			    rule->then >= THEN_FIXED))
				redo_rule(checker, rule, payload, NULL, 0);
		}
	}
}
