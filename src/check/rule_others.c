/*
 * What rules want of several keys at once: comparisons, sets, how many are
 * there, which payloads stand beside.  See internal.h and profedit-schema(5).
 */
#include "config.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "base/vec.h"
#include "check/internal.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/type.h"
#include "value/value.h"

/* "1.2.10" by its parts; false when either is no such version. */
static bool
compare_versions(const struct value *a, const struct value *b, int *order)
{
	const char *text;
	size_t length;
	const struct value *both[2] = { a, b };
	struct version version[2];

	for (int i = 0; i < 2; i++) {
		if (!value_get_string(both[i], &text, &length) || length > 32)
			return false;
		AUTO_FREE char *copy = xstrndup(text, length);

		if (!version_parse(copy, &version[i]))
			return false;
	}
	*order = version_compare(version[0], version[1]);
	return true;
}

static bool
op_takes(enum rule_op op, int order)
{
	switch (op) {
	case RULE_EQ:
		return order == 0;
	case RULE_NE:
		return order != 0;
	case RULE_GE:
		return order >= 0;
	case RULE_GT:
		return order > 0;
	case RULE_LE:
		return order <= 0;
	case RULE_LT:
		return order < 0;
	default:
		return true;
	}
}

bool
then_compare(const struct instance *instance, struct buf *detail)
{
	const struct assertion *rule = instance->rule;
	const struct value *at = instance->at;
	struct reading other;
	int order;

	(void)detail;
	if (rule->path_count == 0)
		return true;
	other = rule_read_one(instance, &rule->paths[0]);
	if (other.value == NULL)
		return other.fallback == NULL ||
		    !scalar_compare(at, other.fallback, &order) ||
		    op_takes(rule->op, order);
	if (type_compare(at, other.value, &order) ||
	    compare_versions(at, other.value, &order))
		return op_takes(rule->op, order);
	if (rule->op == RULE_EQ || rule->op == RULE_NE)
		return op_takes(rule->op, !value_equal(at, other.value));
	return true;
}

/* ---- sets */

struct set {
	uint64_t *items;
	size_t count, capacity;
};

static void
set_add(struct set *set, const struct value *value)
{
	*VEC_PUSH(*set) = group_hash(value);
}

/* Of a dictionary its names, of a list its items. */
static bool
set_collect(const struct reading *reading, void *arg)
{
	struct set *set = arg;

	if (reading->value == NULL)
		return true;
	if (!value_is_container(reading->value)) {
		set_add(set, reading->value);
		return true;
	}
	for (size_t i = 0; i < value_count(reading->value); i++) {
		struct value *item = value_at(reading->value, i);

		if (item->key == NULL)
			set_add(set, item);
		else
			*VEC_PUSH(*set) = group_hash_text(item->key->name,
			    item->key->length);
	}
	return true;
}

static int
by_number(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

static bool
set_has(const struct set *set, uint64_t hash)
{
	return set->count > 0 && bsearch(&hash, set->items, set->count,
	    sizeof hash, by_number) != NULL;
}

/* Whether ITEM, an item of AT or AT itself, is in SET; of an entry its name. */
static bool
item_is_in(const struct set *set, const struct value *at,
    const struct value *item)
{
	bool entry = item != at && at->type == VALUE_DICT;

	return set_has(set, entry ? group_hash_text(item->key->name,
	    item->key->length) : group_hash(item));
}

static void
add_item(struct buf *detail, const struct value *at, const struct value *item)
{
	if (item != at && at->type == VALUE_DICT) {
		buf_add_text(detail, ": '");
		text_make_safe(detail, item->key->name, item->key->length,
		    TEXT_ONE_LINE);
		buf_add_char(detail, '\'');
	} else if (!value_is_container(item)) {
		buf_add_text(detail, ": ");
		words_add_value(detail, item);
	}
}

static bool
compare_sets(const struct instance *instance, bool inside, struct buf *detail)
{
	const struct value *at = instance->at;
	bool many = value_is_container(at);
	size_t count = many ? value_count(at) : 1;
	struct set set = { 0 };
	bool holds = true;

	for (size_t i = 0; i < instance->rule->path_count; i++)
		rule_read(instance, &instance->rule->paths[i], set_collect,
		    &set);
	if (set.count > 0)
		qsort(set.items, set.count, sizeof *set.items, by_number);
	for (size_t i = 0; i < count && holds; i++) {
		const struct value *item = !many ? at
		    : at->type == VALUE_DICT ? value_at(at, i)
		    : see_at(instance->checker, at, i);

		holds = item_is_in(&set, at, item) == inside;
		if (!holds)
			add_item(detail, at, item);
	}
	VEC_RELEASE(set);
	return holds;
}

bool
then_subset(const struct instance *instance, struct buf *detail)
{
	return compare_sets(instance, true, detail);
}

bool
then_disjoint(const struct instance *instance, struct buf *detail)
{
	return compare_sets(instance, false, detail);
}

/* ---- several keys */

static bool
is_true(const struct reading *reading)
{
	const struct value *value = reading->value;

	if (value == NULL)
		return reading->fallback != NULL &&
		    reading->fallback->type == VALUE_BOOLEAN &&
		    reading->fallback->boolean;
	if (value->unreadable)
		return false;
	return (value->type == VALUE_BOOLEAN && value->boolean) ||
	    (value->type == VALUE_INTEGER && value->integer.magnitude == 1);
}

struct tally {
	size_t present, true_ones;
};

static bool
count_reading(const struct reading *reading, void *arg)
{
	struct tally *tally = arg;

	tally->present += reading->present ? 1 : 0;
	tally->true_ones += is_true(reading) ? 1 : 0;
	return true;
}

/* How many of the paths lead to something, or to something true. */
static struct tally
count_paths(const struct instance *instance)
{
	struct tally all = { 0, 0 };

	for (size_t i = 0; i < instance->rule->path_count; i++) {
		struct tally one = { 0, 0 };

		rule_read(instance, &instance->rule->paths[i], count_reading,
		    &one);
		all.present += one.present > 0 ? 1 : 0;
		all.true_ones += one.true_ones > 0 ? 1 : 0;
	}
	return all;
}

bool
then_any_present(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return count_paths(instance).present > 0;
}

bool
then_one_present(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return count_paths(instance).present <= 1;
}

bool
then_any_true(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return count_paths(instance).true_ones > 0;
}

bool
then_conditions(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	for (size_t i = 0; i < instance->rule->holds_count; i++)
		if (!condition_holds(instance, &instance->rule->holds[i]))
			return false;
	return true;
}

/* ---- other payloads */

static bool
has_payload(const struct instance *instance)
{
	const struct assertion *rule = instance->rule;

	for (size_t i = 0; i < rule->value_count; i++)
		if (group_has_type(instance->checker, rule->values[i].text))
			return true;
	return false;
}

bool
then_payload(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return has_payload(instance);
}

bool
then_no_payload(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return !has_payload(instance);
}
