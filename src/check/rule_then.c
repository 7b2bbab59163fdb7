/*
 * What rules want: one function per kind of `then`.  See internal.h and
 * profedit-schema(5).
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/regex.h"
#include "base/scalar.h"
#include "base/text.h"
#include "check/format.h"
#include "check/internal.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

static bool
then_present(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return instance->at != NULL;
}

static bool
then_absent(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return instance->at == NULL;
}

static bool
is_listed(const struct assertion *rule, const struct value *value)
{
	for (size_t i = 0; i < rule->value_count; i++)
		if (scalar_equals(&rule->values[i], value))
			return true;
	return false;
}

/* For a list: each item. */
static bool
all_listed(const struct instance *instance, bool wanted)
{
	const struct value *at = instance->at;

	if (!value_is_container(at))
		return is_listed(instance->rule, at) == wanted;
	for (size_t i = 0; i < value_count(at); i++)
		if (is_listed(instance->rule,
		    see_at(instance->checker, at, i)) != wanted)
			return false;
	return true;
}

static bool
then_in(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return all_listed(instance, true);
}

static bool
then_not_in(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return all_listed(instance, false);
}

/* The text; of an integer its decimal digits. */
static bool
then_matches(const struct instance *instance, struct buf *detail)
{
	const struct regex *regex = instance->rule->regex;
	AUTO_BUF digits = BUF_INIT;
	const char *text;
	size_t length;

	(void)detail;
	if (regex == NULL)
		return true;
	if (value_get_string(instance->at, &text, &length))
		return format_matches(regex, text, length);
	if (instance->at->type != VALUE_INTEGER || instance->at->unreadable)
		return true;
	scalar_format_integer(&digits, instance->at->integer);
	return regex_matches(regex, buf_text(&digits), digits.length);
}

/* Whether the text begins (FRONT) or ends with one of the values. */
static bool
has_affix(const struct instance *instance, bool front)
{
	const struct assertion *rule = instance->rule;
	const char *text;
	size_t length;

	if (!value_get_string(instance->at, &text, &length))
		return true;
	for (size_t i = 0; i < rule->value_count; i++) {
		const char *affix = rule->values[i].text;
		size_t n = strlen(affix);

		if (front ? format_begins(text, length, affix) :
		    n <= length && memcmp(text + length - n, affix, n) == 0)
			return true;
	}
	return false;
}

static bool
then_prefix(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return has_affix(instance, true);
}

static bool
then_suffix(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return has_affix(instance, false);
}

static bool
then_range(const struct instance *instance, struct buf *detail)
{
	const struct schema_range *range = &instance->rule->range;
	int order;

	(void)detail;
	return !((range->has_min &&
	    scalar_compare(instance->at, &range->min, &order) && order < 0) ||
	    (range->has_max &&
	    scalar_compare(instance->at, &range->max, &order) && order > 0));
}

static bool
is_size_in(const struct schema_range *range, size_t size)
{
	struct value number = { .type = VALUE_INTEGER };
	int order;

	number.integer.magnitude = size;
	if (range->has_min && scalar_compare(&number, &range->min, &order) &&
	    order < 0)
		return false;
	return !(range->has_max &&
	    scalar_compare(&number, &range->max, &order) && order > 0);
}

static bool
then_length(const struct instance *instance, struct buf *detail)
{
	const char *text;
	size_t length;

	(void)detail;
	if (instance->at->type == VALUE_DATA)
		length = value_data_length(instance->at);
	else if (value_get_string(instance->at, &text, &length))
		length = utf8_count(text, length);
	else
		return true;
	return is_size_in(&instance->rule->range, length);
}

static bool
then_count(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return !value_is_container(instance->at) ||
	    is_size_in(&instance->rule->range, value_count(instance->at));
}

static bool
then_bits(const struct instance *instance, struct buf *detail)
{
	const struct assertion *rule = instance->rule;
	uint64_t have = instance->at->integer.magnitude;

	if (instance->at->type != VALUE_INTEGER)
		return true;
	for (size_t i = 0; i + 1 < rule->value_count; i += 2) {
		uint64_t bit = rule->values[i].integer.magnitude;
		uint64_t needs = rule->values[i + 1].integer.magnitude;

		if ((have & bit) == 0 || (have & needs) == needs)
			continue;
		buf_addf(detail, ": %llu needs %llu", (unsigned long long)bit,
		    (unsigned long long)(needs & ~have));
		return false;
	}
	return true;
}

static bool
then_refers(const struct instance *instance, struct buf *detail)
{
	(void)detail;
	return group_reference_holds(instance);
}

/* Told by the index, where the others are. */
static bool
then_unique(const struct instance *instance, struct buf *detail)
{
	(void)instance;
	(void)detail;
	return true;
}

/* ---- updates */

static const struct value *
installed_value(const struct instance *instance)
{
	const struct place *place = instance->rule->place;

	return against_value(instance->checker, instance->payload,
	    instance->container, instance->at,
	    place->key != NULL ? place->key->name : "");
}

/* Where one of them is unset: the other may say the same as the default. */
static bool
is_default(const struct instance *instance, const struct value *value,
    const struct value *dict)
{
	const struct place *place = instance->rule->place;
	const char *from = place->note->default_from;
	const struct value *other;

	if (from != NULL && dict != NULL) {
		other = value_find(dict, from);
		return other != NULL && value_equal(other, value);
	}
	return place->key != NULL && place->key->default_value != NULL &&
	    scalar_equals(place->key->default_value, value);
}

static bool
then_fixed(const struct instance *instance, struct buf *detail)
{
	const struct value *installed = installed_value(instance);
	const struct value *at = instance->at;

	(void)detail;
	if (against_payload(instance->checker, instance->payload) == NULL)
		return true;
	if (at != NULL && installed != NULL)
		return value_equal(at, installed);
	if (at != NULL)
		return is_default(instance, at, instance->container);
	return installed == NULL ||
	    is_default(instance, installed, installed->parent);
}

static bool
then_no_added_bits(const struct instance *instance, struct buf *detail)
{
	const struct value *installed = installed_value(instance);
	const struct value *at = instance->at;
	uint64_t added;

	if (at == NULL || installed == NULL || at->type != VALUE_INTEGER ||
	    installed->type != VALUE_INTEGER || at->unreadable ||
	    installed->unreadable)
		return true;
	added = at->integer.magnitude & ~installed->integer.magnitude;
	if (added != 0)
		buf_addf(detail, " (%llu)", (unsigned long long)added);
	return added == 0;
}

static bool
has_member(const struct value *list, const struct assertion *rule)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (is_listed(rule, value_at(list, i)))
			return true;
	return false;
}

static bool
then_fixed_member(const struct instance *instance, struct buf *detail)
{
	const struct assertion *rule = instance->rule;

	(void)detail;
	if (against_payload(instance->checker, instance->payload) == NULL)
		return true;
	return has_member(instance->at, rule) ==
	    has_member(installed_value(instance), rule);
}

/* NEEDS_AT: looks at the value, so there is nothing to say without one. */
static const struct {
	bool (*holds)(const struct instance *instance, struct buf *detail);
	bool needs_at;
	enum finding_code code;
} kinds[] = {
	[THEN_PRESENT] = { then_present, false, FINDING_REQUIRES_KEY },
	[THEN_ABSENT] = { then_absent, false, FINDING_CONFLICTS_WITH },
	[THEN_IN] = { then_in, true, FINDING_NOT_ALLOWED },
	[THEN_NOT_IN] = { then_not_in, true, FINDING_NOT_ALLOWED },
	[THEN_MATCHES] = { then_matches, true, FINDING_FORMAT_MISMATCH },
	[THEN_PREFIX] = { then_prefix, true, FINDING_FORMAT_MISMATCH },
	[THEN_SUFFIX] = { then_suffix, true, FINDING_FORMAT_MISMATCH },
	[THEN_RANGE] = { then_range, true, FINDING_OUT_OF_RANGE },
	[THEN_LENGTH] = { then_length, true, FINDING_WRONG_LENGTH },
	[THEN_COUNT] = { then_count, true, FINDING_WRONG_COUNT },
	[THEN_UNIQUE] = { then_unique, true, FINDING_DUPLICATE_VALUE },
	[THEN_REFERS] = { then_refers, true, FINDING_DANGLING_REFERENCE },
	[THEN_COMPARE] = { then_compare, true, FINDING_OUT_OF_RANGE },
	[THEN_SUBSET] = { then_subset, true, FINDING_NOT_ALLOWED },
	[THEN_DISJOINT] = { then_disjoint, true, FINDING_CONFLICTS_WITH },
	[THEN_BITS] = { then_bits, true, FINDING_BIT_REQUIRES },
	[THEN_ANY_PRESENT] = { then_any_present, false, FINDING_REQUIRES_KEY },
	[THEN_ONE_PRESENT] = { then_one_present, false,
	    FINDING_CONFLICTS_WITH },
	[THEN_ANY_TRUE] = { then_any_true, false, FINDING_REQUIRES_KEY },
	[THEN_HOLDS] = { then_conditions, true, FINDING_CONFLICTS_WITH },
	[THEN_PAYLOAD] = { then_payload, true, FINDING_COMPANION_MISSING },
	[THEN_NO_PAYLOAD] = { then_no_payload, true,
	    FINDING_COMPANION_MISSING },
	[THEN_FIXED] = { then_fixed, false, FINDING_UPDATE_FIXED_KEY },
	[THEN_NO_ADDED_BITS] = { then_no_added_bits, false,
	    FINDING_UPDATE_ADDED_BITS },
	[THEN_FIXED_MEMBER] = { then_fixed_member, false,
	    FINDING_UPDATE_FIXED_MEMBER },
};
_Static_assert(ARRAY_COUNT(kinds) == THEN_KINDS, "one row per kind");

bool
then_needs_at(const struct assertion *rule)
{
	return kinds[rule->then].needs_at;
}

enum finding_code
then_code(const struct assertion *rule)
{
	enum finding_code code = kinds[rule->then].code;

	if (rule->code != NULL)
		finding_parse_code(rule->code, &code);
	return code;
}

/* A text that nobody filled in yet: an error it may be, bad form it is not. */
static bool
is_unfilled_form(const struct assertion *rule, size_t length)
{
	return length == 0 && rule->severity != RULE_ERROR &&
	    (rule->then == THEN_MATCHES || rule->then == THEN_PREFIX ||
	    rule->then == THEN_SUFFIX);
}

/*
 * A text that something else fills in says nothing about its form, and a value
 * of the wrong type is complained about already.
 */
static bool
is_open_question(const struct instance *instance)
{
	const struct value *at = instance->at;
	const char *text;
	size_t length;

	if (at == NULL || !then_needs_at(instance->rule))
		return false;
	/* A rule of a list that names payloads is asked for each item. */
	if (at->unreadable || (instance->rule->then != THEN_REFERS &&
	    !fits_type(instance->rule->place, at)))
		return true;
	return instance->rule->then != THEN_HOLDS &&
	    value_get_string(at, &text, &length) &&
	    (is_unfilled_form(instance->rule, length) ||
	    placeholder_inside(text, length, false));
}

bool
then_holds(const struct instance *instance, struct buf *detail)
{
	if (is_open_question(instance))
		return true;
	return kinds[instance->rule->then].holds(instance, detail);
}
