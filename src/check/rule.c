/*
 * The one evaluator of assertions: where they apply, when, and what they say.
 * See internal.h and profedit-schema(5).
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

static bool
has_systems(const struct assertion *rule)
{
	for (int i = 0; i < PLATFORMS; i++)
		if (rule->platforms[i])
			return true;
	return false;
}

/* Whether the key exists only on systems that the rule is about. */
static bool
only_there(const struct assertion *rule)
{
	bool any = false;

	for (int i = 0; i < PLATFORMS; i++) {
		if (rule->place->support[i].state != SUPPORT_SINCE)
			continue;
		if (!rule->platforms[i])
			return false;
		any = true;
	}
	return any;
}

static bool
conditions_hold(const struct instance *instance)
{
	const struct assertion *rule = instance->rule;

	for (size_t i = 0; i < rule->when_count; i++)
		if (!condition_holds(instance, &rule->when[i]))
			return false;
	for (size_t i = 0; i < rule->any_count; i++)
		if (condition_holds(instance, &rule->any[i]))
			return true;
	return rule->any_count == 0;
}

bool
rule_applies(struct instance *instance, bool *certain)
{
	const struct checker *checker = instance->checker;
	const struct assertion *rule = instance->rule;
	bool limited = has_systems(rule);

	*certain = true;
	instance->target = NULL;
	if (checker->target_count == 0) {
		*certain = !limited || only_there(rule);
		return conditions_hold(instance);
	}
	for (size_t i = 0; i < checker->target_count; i++) {
		instance->target = &checker->targets[i];
		if ((!limited ||
		    rule->platforms[instance->target->platform]) &&
		    conditions_hold(instance))
			return true;
	}
	return false;
}

enum severity
rule_severity_of(const struct assertion *rule, bool certain)
{
	static const enum severity severities[] = {
		[RULE_ERROR] = SEVERITY_ERROR,
		[RULE_WARNING] = SEVERITY_WARNING,
		[RULE_NOTE] = SEVERITY_NOTE,
	};

	return certain ? severities[rule->severity] : SEVERITY_NOTE;
}

static void
say(struct instance *instance, bool certain, const char *detail)
{
	const struct assertion *rule = instance->rule;
	const struct place *place = rule->place;
	struct owner owner = {
		.value = instance->owner,
		.scope = SCOPE_RULE,
		.rule = rule,
	};
	struct finding finding = {
		.code = then_code(rule),
		.severity = rule_severity_of(rule, certain),
		.value = instance->at != NULL ? instance->at
		    : instance->container,
		.place = place,
		.message = xasprintf("%s%s", rule->text != NULL ? rule->text
		    : "breaks a rule", detail),
	};

	if (instance->at == NULL)
		finding.missing = xstrdup(place->key->name);
	complain_as(instance->checker, &owner, &finding);
}

void
rule_judge(struct instance *instance)
{
	const struct assertion *rule = instance->rule;
	AUTO_BUF detail = BUF_INIT;
	bool certain;

	if ((instance->at == NULL && then_needs_at(rule)) ||
	    (rule->on_update && instance->checker->against_root == NULL))
		return;
	if (rule_applies(instance, &certain) &&
	    !then_holds(instance, &detail))
		say(instance, certain, buf_text(&detail));
}

static bool
is_named(const struct assertion *rule)
{
	return rule->place->key != NULL && !place_is_slot(rule->place);
}

/* The nearest dictionary above VALUE, and how its place is found. */
static void
find_container(struct instance *instance, struct value *value)
{
	const struct place *place = instance->rule->place;

	if (value == instance->payload) {
		instance->container = value;
		instance->container_place = place;
		return;
	}
	do {
		value = value->parent;
		place = place != NULL ? place->parent : NULL;
	} while (value != NULL && value->type == VALUE_ARRAY);
	instance->container = value;
	instance->container_place = place;
}

void
rule_instance(struct checker *checker, const struct assertion *rule,
    struct value *owner, struct instance *out)
{
	const char *name;

	*out = (struct instance){
		.checker = checker,
		.rule = rule,
		.owner = owner,
		.payload = payload_of(checker->root, owner),
	};
	if (out->payload == NULL)
		out->payload = checker->root;
	if (!is_named(rule)) {
		out->at = owner;
		if (checker->overlay.temporary != NULL &&
		    owner == checker->overlay.original)
			out->at = checker->overlay.temporary;
		find_container(out, owner);
		return;
	}
	name = rule->place->key->name;
	out->container = owner;
	out->container_place = rule->place->parent;
	out->at = see_find(checker, owner, name, strlen(name));
}

/* What needs the whole index is judged when it is there. */
static bool
waits_for_index(const struct assertion *rule)
{
	return rule->then == THEN_PAYLOAD || rule->then == THEN_NO_PAYLOAD;
}

static void
judge_or_wait(struct instance *instance)
{
	if (!waits_for_index(instance->rule))
		rule_judge(instance);
	else if (instance->at != NULL)
		group_need(instance->checker, instance->rule, instance->owner,
		    instance->payload);
}

void
rule_check_named(const struct subject *subject)
{
	const struct plan *plan = subject->plan;

	if (plan == NULL || plan->named_count == 0 ||
	    subject->value->type != VALUE_DICT)
		return;
	for (size_t i = 0; i < plan->named_count; i++) {
		const struct assertion *rule = plan->named[i];
		const char *name = rule->place->key->name;
		struct instance instance = {
			.checker = subject->checker,
			.rule = rule,
			.payload = subject->payload,
			.container = subject->value,
			.container_place = subject->place,
			.at = see_find(subject->checker, subject->value, name,
			    strlen(name)),
			.owner = subject->value,
		};

		judge_or_wait(&instance);
	}
}

void
rule_check_own(const struct subject *subject)
{
	const struct plan *plan = subject->plan;

	if (plan == NULL)
		return;
	for (size_t i = 0; i < plan->own_count; i++) {
		struct instance instance;

		rule_instance(subject->checker, plan->own[i], subject->value,
		    &instance);
		judge_or_wait(&instance);
	}
}

void
rule_redo(struct checker *checker, const struct assertion *rule,
    struct value *owner)
{
	bool indexed = rule->then == THEN_REFERS || rule->then == THEN_UNIQUE;
	struct instance instance;

	if (checker->capture != NULL) {
		if (indexed)
			return;	/* try.c does what can be tried of these */
		rule_instance(checker, rule, owner, &instance);
		try_rule(&instance);
		return;
	}
	if (indexed) {
		group_touch(checker, rule, owner);
		return;
	}
	store_drop(&checker->store, owner, SCOPE_RULE, rule);
	rule_instance(checker, rule, owner, &instance);
	if (waits_for_index(rule)) {
		group_touch(checker, rule, owner);
		if (instance.at != NULL)
			group_need(checker, rule, owner, instance.payload);
		return;
	}
	rule_judge(&instance);
}
