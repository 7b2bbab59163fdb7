/*
 * What rules see: paths, conditions, circumstances of a target.  See
 * internal.h and profedit-schema(5).
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "base/text.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

struct value *
see_find(const struct checker *checker, const struct value *dict,
    const char *name, size_t length)
{
	const struct overlay *over = &checker->overlay;
	struct value *found = value_find_n(dict, name, length);

	if (over->temporary == NULL)
		return found;
	if (found != NULL && found == over->original)
		return over->temporary;
	if (found == NULL && over->original == NULL &&
	    dict == over->container && over->name != NULL &&
	    over->length == length && memcmp(over->name, name, length) == 0)
		return over->temporary;
	return found;
}

struct value *
see_at(const struct checker *checker, const struct value *list, size_t index)
{
	const struct overlay *over = &checker->overlay;
	struct value *found = value_at(list, index);

	if (over->temporary != NULL && found != NULL &&
	    found == over->original)
		return over->temporary;
	return found;
}

struct walk {
	const struct instance *instance;
	bool (*visit)(const struct reading *reading, void *arg);
	void *arg;
	bool any, stop;
};

static void
visit(struct walk *walk, const struct reading *reading)
{
	walk->any = true;
	if (!walk->visit(reading, walk->arg))
		walk->stop = true;
}

/* An absent key counts with its default, or with a sibling's value. */
static void
visit_absent(struct walk *walk, const struct value *dict,
    const struct place *place)
{
	struct reading reading = { .present = false };

	if (place != NULL && place->key != NULL) {
		const char *from = place->note->default_from;

		reading.fallback = place->key->default_value;
		if (from != NULL && dict != NULL && dict->type == VALUE_DICT)
			reading.value = see_find(walk->instance->checker, dict,
			    from, strlen(from));
	}
	visit(walk, &reading);
}

static const struct place *
child_place(const struct place *place, const char *name)
{
	return place != NULL ? place_child(place, name, strlen(name)) : NULL;
}

static void walk_path(struct walk *walk, struct value *value,
    const struct place *place, const char *const *segments);

static void
walk_all(struct walk *walk, struct value *value, const struct place *place,
    const char *const *rest)
{
	const struct checker *checker = walk->instance->checker;

	for (uint32_t i = 0; i < value->items.count && !walk->stop; i++) {
		struct value *child = see_at(checker, value, i);
		const struct place *at = NULL;

		if (place != NULL)
			at = value->type == VALUE_ARRAY ? place_item(place)
			    : place_child(place, child->key->name,
			    child->key->length);
		walk_path(walk, child, at, rest);
	}
}

/* The name of the entry that the rule is about, or stands in; NULL. */
static const struct value_key *
own_entry(const struct instance *instance)
{
	const struct value *value = instance->owner;

	while (value != NULL && value->key == NULL)
		value = value->parent;
	return value != NULL ? value->key : NULL;
}

static void
walk_same(struct walk *walk, struct value *value, const struct place *place,
    const char *const *rest)
{
	const struct value_key *key = own_entry(walk->instance);
	struct value *child = key == NULL ? NULL : see_find(
	    walk->instance->checker, value, key->name, key->length);

	if (child != NULL)
		walk_path(walk, child, place == NULL ? NULL :
		    place_child(place, key->name, key->length), rest);
}

static void
walk_path(struct walk *walk, struct value *value, const struct place *place,
    const char *const *segments)
{
	const char *name = segments[0];
	struct value *child;

	if (name == NULL) {
		visit(walk, &(struct reading){ .value = value,
		    .present = true });
		return;
	}
	if (!value_is_container(value))
		return;
	if (value->type == VALUE_ARRAY || strcmp(name, "*") == 0) {
		walk_all(walk, value, place, segments + 1);
		return;
	}
	if (strcmp(name, "@same") == 0) {
		walk_same(walk, value, place, segments + 1);
		return;
	}
	child = see_find(walk->instance->checker, value, name, strlen(name));
	if (child != NULL)
		walk_path(walk, child, child_place(place, name), segments + 1);
	else if (segments[1] == NULL)
		visit_absent(walk, value, child_place(place, name));
}

static const struct place *
payload_place(const struct instance *instance, const struct value *payload)
{
	return where_payload(instance->checker->catalog,
	    instance->checker->root, payload)->root;
}

void
rule_read(const struct instance *instance, const struct rule_path *path,
    bool (*visit_reading)(const struct reading *reading, void *arg), void *arg)
{
	struct checker *checker = instance->checker;
	struct walk walk = { instance, visit_reading, arg, false, false };

	switch (path->origin) {
	case ORIGIN_SELF:
		if (instance->at != NULL)
			walk_path(&walk, instance->at, instance->rule->place,
			    path->segments);
		else
			visit_absent(&walk, instance->container,
			    instance->rule->place);
		break;
	case ORIGIN_SIBLING:
		if (instance->container != NULL)
			walk_path(&walk, instance->container,
			    instance->container_place, path->segments);
		break;
	case ORIGIN_PAYLOAD:
		walk_path(&walk, instance->payload,
		    payload_place(instance, instance->payload),
		    path->segments);
		break;
	case ORIGIN_TOP:
		if (checker->shape == SHAPE_PROFILE)
			walk_path(&walk, checker->root,
			    payload_place(instance, checker->root),
			    path->segments);
		break;
	case ORIGIN_TARGET:
	case ORIGIN_CONTAINER:
		break;	/* texts, not values: see condition_holds() */
	}
	if (!walk.any)
		visit(&walk, &(struct reading){ .present = false });
}

static bool
keep_first(const struct reading *reading, void *arg)
{
	*(struct reading *)arg = *reading;
	return false;
}

struct reading
rule_read_one(const struct instance *instance, const struct rule_path *path)
{
	struct reading reading = { .present = false };

	rule_read(instance, path, keep_first, &reading);
	return reading;
}

/* ---- conditions on circumstances: texts */

static bool
tristate_text(enum tristate state, const char **out)
{
	*out = state == TRI_TRUE ? "true" : "false";
	return state != TRI_UNSET;
}

/* The text of a circumstance; false when it is unknown. */
static bool
circumstance(const struct target *target, const char *name, const char **out)
{
	static const char *const enrollments[] = { "", "device", "user",
	    "account-driven", "none" };
	static const char *const channels[] = { "", "device", "user" };

	if (target == NULL)
		return false;
	if (name[0] == '@')
		name++;
	if (strcmp(name, "os") == 0)
		*out = platform_names[target->platform];
	else if (strcmp(name, "supervised") == 0)
		return tristate_text(target->supervised, out);
	else if (strcmp(name, "shared-ipad") == 0)
		return tristate_text(target->shared_ipad, out);
	else if (strcmp(name, "enrollment") == 0)
		*out = enrollments[target->enrollment];
	else if (strcmp(name, "channel") == 0)
		*out = channels[target->channel];
	else
		return false;
	return (*out)[0] != '\0';
}

static bool
text_is_one(const char *text, size_t length,
    const struct condition *condition)
{
	for (size_t i = 0; i < condition->value_count; i++) {
		const char *value = condition->values[i].text;

		if (strlen(value) == length &&
		    memcmp(value, text, length) == 0)
			return true;
	}
	return false;
}

static bool
text_condition(const char *text, size_t length,
    const struct condition *condition)
{
	bool same = text_is_one(text, length, condition);

	switch (condition->op) {
	case RULE_EQ:
	case RULE_IN:
		return same;
	case RULE_NE:
	case RULE_NOT_IN:
		return !same;
	default:
		return condition->op == RULE_PRESENT;
	}
}

static bool
order_fits(enum rule_op op, int order)
{
	switch (op) {
	case RULE_GE:
		return order >= 0;
	case RULE_GT:
		return order > 0;
	case RULE_LE:
		return order <= 0;
	case RULE_LT:
		return order < 0;
	case RULE_EQ:
		return order == 0;
	case RULE_NE:
		return order != 0;
	default:
		return false;
	}
}

/* "@os ge 'iOS 10.0'": that system, and its version. */
static bool
os_condition(const struct target *target, const struct condition *condition)
{
	const char *text = condition->value_count > 0
	    ? condition->values[0].text : "";
	const char *blank = strchr(text, ' ');
	const char *name = platform_names[target->platform];
	struct version version;

	if (blank == NULL)
		return text_condition(name, strlen(name), condition);
	return strlen(name) == (size_t)(blank - text) &&
	    strncmp(name, text, strlen(name)) == 0 && target->version.set &&
	    version_parse(blank + 1, &version) && order_fits(condition->op,
	    version_compare(target->version, version));
}

static bool
target_condition(const struct instance *instance,
    const struct condition *condition)
{
	const char *name = condition->path.segments[0], *text;

	if (!circumstance(instance->target, name, &text))
		return false;
	if (strcmp(name[0] == '@' ? name + 1 : name, "os") == 0)
		return os_condition(instance->target, condition);
	return text_condition(text, strlen(text), condition);
}

static bool
container_condition(const struct instance *instance,
    const struct condition *condition)
{
	const struct value *holder = instance->container != NULL
	    ? instance->container->parent : NULL;

	if (holder == NULL || holder->key == NULL)
		return condition->op == RULE_ABSENT;
	return text_condition(holder->key->name, holder->key->length,
	    condition);
}

/* ---- conditions on values */

static bool
reading_equals(const struct reading *reading,
    const struct schema_scalar *scalar)
{
	const struct schema_scalar *have = reading->fallback;

	if (reading->value != NULL)
		return scalar_equals(scalar, reading->value);
	if (have == NULL)
		return false;
	if (have->type == scalar->type && have->type == VALUE_BOOLEAN)
		return have->boolean == scalar->boolean;
	return strcmp(have->text, scalar->text) == 0;
}

static bool
reading_is_one(const struct reading *reading,
    const struct condition *condition)
{
	for (size_t i = 0; i < condition->value_count; i++)
		if (reading_equals(reading, &condition->values[i]))
			return true;
	return false;
}

static bool
reading_compares(const struct reading *reading,
    const struct condition *condition)
{
	const struct schema_scalar *have = reading->fallback;
	struct value stand_in = { 0 };
	int order;

	if (condition->value_count == 0)
		return false;
	if (reading->value != NULL)
		return scalar_compare(reading->value, &condition->values[0],
		    &order) && order_fits(condition->op, order);
	if (have == NULL || (have->type != VALUE_INTEGER &&
	    have->type != VALUE_REAL))
		return false;
	stand_in.type = (uint8_t)have->type;
	if (have->type == VALUE_INTEGER)
		stand_in.integer = have->integer;
	else
		stand_in.real = have->real;
	return scalar_compare(&stand_in, &condition->values[0], &order) &&
	    order_fits(condition->op, order);
}

static bool
reading_contains(const struct instance *instance,
    const struct reading *reading, const struct condition *condition)
{
	size_t count = value_count(reading->value);

	for (size_t i = 0; i < count; i++) {
		struct reading item = {
			.value = see_at(instance->checker, reading->value, i),
		};

		if (reading_is_one(&item, condition))
			return true;
	}
	return false;
}

struct asking {
	const struct instance *instance;
	const struct condition *condition;
	bool holds;
};

/* Any value of the path will do; false stops the walk. */
static bool
ask(const struct reading *reading, void *arg)
{
	struct asking *asking = arg;
	const struct condition *condition = asking->condition;

	switch (condition->op) {
	case RULE_PRESENT:
	case RULE_ABSENT:
		asking->holds = reading->present;
		break;
	case RULE_EQ:
	case RULE_IN:
		asking->holds = reading_is_one(reading, condition);
		break;
	case RULE_NE:
	case RULE_NOT_IN:
		asking->holds = !reading_is_one(reading, condition);
		break;
	case RULE_CONTAINS:
	case RULE_CONTAINS_ANY:
		asking->holds = reading_contains(asking->instance, reading,
		    condition);
		break;
	default:
		asking->holds = reading_compares(reading, condition);
	}
	return !asking->holds;
}

bool
condition_holds(const struct instance *instance,
    const struct condition *condition)
{
	struct asking asking = { instance, condition, false };

	if (condition->path.origin == ORIGIN_TARGET)
		return target_condition(instance, condition);
	if (condition->path.origin == ORIGIN_CONTAINER)
		return container_condition(instance, condition);
	rule_read(instance, &condition->path, ask, &asking);
	return condition->op == RULE_ABSENT ? !asking.holds : asking.holds;
}
