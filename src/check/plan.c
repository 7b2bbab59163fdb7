/*
 * What the checks ask of a place, worked out when it is first met.  See
 * internal.h.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "check/internal.h"
#include "schema/place.h"
#include "schema/rules.h"

static const struct key_list *
keys_of(const struct place *place)
{
	return place->key == NULL ? place->payload->keys
	    : place->key->subkeys;
}

struct list {
	const struct assertion **items;
	size_t count;
};

static void
push(struct checker *checker, struct list *list, const struct assertion *rule)
{
	/* Grown by doubling in the arena: these lists are short. */
	if ((list->count & (list->count - 1)) == 0) {
		size_t wanted = list->count == 0 ? 1 : list->count * 2;
		const struct assertion **items = arena_alloc(checker->arena,
		    wanted * sizeof(struct assertion *));

		if (list->count > 0)
			memcpy(items, list->items,
			    list->count * sizeof(struct assertion *));
		list->items = items;
	}
	list->items[list->count++] = rule;
}

static bool
is_update_only(const struct assertion *rule)
{
	return rule->on_update || rule->then == THEN_FIXED ||
	    rule->then == THEN_NO_ADDED_BITS ||
	    rule->then == THEN_FIXED_MEMBER;
}

static void
push_judged(struct checker *checker, struct list *list,
    const struct place *place)
{
	for (size_t i = 0; i < place->assertion_count; i++) {
		const struct assertion *rule = place->assertions[i];

		if (rule->then == THEN_REFERS || rule->then == THEN_UNIQUE)
			continue;	/* the index does these */
		if (is_update_only(rule) && checker->against_root == NULL)
			continue;
		push(checker, list, rule);
	}
}

static void
push_kind(struct checker *checker, struct list *list,
    const struct place *place, enum then_kind kind)
{
	for (size_t i = 0; i < place->assertion_count; i++)
		if (place->assertions[i]->then == kind)
			push(checker, list, place->assertions[i]);
}

/* A rule about a list as a whole that is judged at each of its items. */
static void
plan_index(struct checker *checker, struct plan *plan)
{
	const struct place *place = plan->place, *parent = place->parent;
	struct list refers = { 0 }, uniques = { 0 };
	bool in_array = parent != NULL && parent->type == SCHEMA_ARRAY;

	if (place->type != SCHEMA_ARRAY) {
		push_kind(checker, &refers, place, THEN_REFERS);
		push_kind(checker, &uniques, place, THEN_UNIQUE);
		plan->reference = place->note->reference;
	}
	if (in_array) {
		push_kind(checker, &refers, parent, THEN_REFERS);
		push_kind(checker, &uniques, parent, THEN_UNIQUE);
		if (plan->reference == NULL)
			plan->reference = parent->note->reference;
	}
	plan->refers = refers.items;
	plan->refers_count = refers.count;
	plan->uniques = uniques.items;
	plan->unique_count = uniques.count;
}

static void
plan_dict(struct checker *checker, struct plan *plan)
{
	size_t count = place_child_count(plan->place);
	struct list named = { 0 };

	plan->required = arena_alloc(checker->arena,
	    (count + 1) * sizeof(struct place *));
	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(plan->place, i);

		if (place_is_slot(child))
			continue;
		if (child->required)
			plan->required[plan->required_count++] = child;
		push_judged(checker, &named, child);
	}
	plan->named = named.items;
	plan->named_count = named.count;
	plan->is_open = place_is_open(plan->place);
}

static void
plan_array(struct plan *plan)
{
	const struct key_list *keys = keys_of(plan->place);

	plan->has_union = place_child_count(plan->place) > 1;
	plan->item = place_item(plan->place);
	if (keys == NULL || keys->count != 1 || !keys->keys[0]->repetition.set)
		return;
	plan->has_count = true;
	plan->minimum = keys->keys[0]->repetition.min;
	plan->maximum = keys->keys[0]->repetition.max;
}

const struct plan *
plan_of(struct checker *checker, const struct place *place)
{
	struct plan *plan;
	struct list own = { 0 };

	if (place == NULL)
		return NULL;
	if (checker->last_plan != NULL && checker->last_plan->place == place)
		return checker->last_plan;
	plan = map_get_pointer(checker->plans, place);
	if (plan == NULL) {
		plan = arena_alloc(checker->arena, sizeof *plan);
		map_set_pointer(checker->plans, place, plan);
		plan->place = place;
		plan->is_slot = place_is_slot(place);
		if (place->key == NULL || plan->is_slot)
			push_judged(checker, &own, place);
		plan->own = own.items;
		plan->own_count = own.count;
		plan_index(checker, plan);
		target_rank(checker, plan);
		if (place->type == SCHEMA_ARRAY)
			plan_array(plan);
		else if (place->key == NULL || place->type == SCHEMA_DICT)
			plan_dict(checker, plan);
	}
	checker->last_plan = plan;
	return plan;
}
