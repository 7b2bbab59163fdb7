/*
 * After edits: drops what they made stale and judges it anew.  The work is
 * bounded by what was edited; check_all() says what the result must be.
 */
#include "config.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "check/internal.h"
#include "check/where.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/value.h"

/* An entry that came, went or changed in a container. */
struct touch {
	struct value *container, *value;
};

struct update {
	struct checker *checker;
	VEC(struct value *) stale;	/* to be judged anew with all below */
	struct map *stale_set;
	VEC(struct touch) containers;	/* whose DICT checks are stale */
};


static void
add_stale(struct update *update, struct value *value)
{
	if (value == NULL || map_get_pointer(update->stale_set, value) != NULL)
		return;
	map_set_pointer(update->stale_set, value, value);
	*VEC_PUSH(update->stale) = value;
}

/* Whether VALUE stands in something that is judged anew as a whole. */
static bool
is_inside_stale(const struct update *update, const struct value *value)
{
	for (; value != NULL; value = value->parent)
		if (map_get_pointer(update->stale_set, value) != NULL)
			return true;
	return false;
}

/* A payload whose type, or schema among several, is another one now. */
static bool
has_other_schema(const struct checker *checker, const struct value *dict)
{
	return checker_is_payload(checker, dict) &&
	    map_get_pointer(checker->schemas, dict) != where_payload(
	    checker->catalog, checker->root, dict);
}

/* An item of a list that may hold several kinds: its keys choose the kind. */
static bool
may_be_other_kind(struct checker *checker, struct value *dict)
{
	const struct plan *plan;

	if (dict->parent == NULL || dict->parent->type != VALUE_ARRAY)
		return false;
	plan = plan_of(checker, where_place(checker->catalog, checker->root,
	    dict->parent));
	return plan != NULL && plan->has_union;
}

/* What depends on the keys of payloads of this type. */
static void
touch_needs(struct checker *checker, const struct value *payload)
{
	size_t length;
	const char *type = payload_type(payload, &length);

	index_touch(&checker->index, (struct index_key){ INDEX_NEED, 0,
	    index_hash(type, length, false) });
}

static void
add_change(struct update *update, const struct change *change)
{
	struct checker *checker = update->checker;
	struct value *dict = change->container;

	add_stale(update, change->value);
	if (dict == NULL || !value_is_attached(dict, checker->root))
		return;
	*VEC_PUSH(update->containers) = (struct touch){ dict, change->value };
	if (has_other_schema(checker, dict) ||
	    may_be_other_kind(checker, dict))
		add_stale(update, dict);
	if (checker_is_payload(checker, dict))
		touch_needs(checker, dict);
}

static void
drop_stale(struct update *update)
{
	struct checker *checker = update->checker;

	for (size_t i = 0; i < update->stale.count; i++)
		store_drop_below(&checker->store, update->stale.items[i]);
}

static void
judge_stale(struct update *update)
{
	struct checker *checker = update->checker;

	for (size_t i = 0; i < update->stale.count; i++) {
		struct value *value = update->stale.items[i];

		if (value_is_attached(value, checker->root) &&
		    (value->parent == NULL ||
		    !is_inside_stale(update, value->parent)))
			check_subtree(checker, value);
	}
}

static int
by_container(const void *left, const void *right)
{
	const struct touch *a = left, *b = right;

	return (a->container > b->container) - (a->container < b->container);
}

/* COUNT touches of one container. */
static void
judge_container(struct update *update, const struct touch *touches,
    size_t count)
{
	struct checker *checker = update->checker;
	struct value *container = touches[0].container;
	AUTO_FREE struct value **values = NULL;
	struct subject subject;

	if (!value_is_attached(container, checker->root) ||
	    is_inside_stale(update, container))
		return;
	values = xreallocarray(NULL, count, sizeof *values);
	for (size_t i = 0; i < count; i++)
		values[i] = touches[i].value;
	subject = subject_of(checker, container);
	dict_recheck(&subject, values, count);
}

static void
judge_containers(struct update *update)
{
	struct touch *items = update->containers.items;
	size_t count = update->containers.count;

	if (count > 1)
		qsort(items, count, sizeof *items, by_container);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count &&
		    items[end].container == items[i].container;)
			end++;
		judge_container(update, &items[i], end - i);
	}
}

/* Lists of which each item must differ compare their items as a whole. */
static void
refresh_uniques(struct checker *checker, const struct change *change)
{
	const struct value *value = change->container;

	if (value == NULL || !value_is_attached(value, checker->root))
		return;
	for (; value != checker->root; value = value->parent)
		group_refresh_unique(checker, value);
}

static bool
touches_payloads(const struct checker *checker, const struct change *change)
{
	const struct value *dict = change->container;

	return checker->against_root != NULL && dict != NULL &&
	    (dict == checker->root || dict->parent == checker->root ||
	    checker_is_payload(checker, dict));
}

/* What an edit of the profile's frame may turn over is judged whole. */
static bool
is_wholesale(const struct checker *checker)
{
	if (!checker->checked || checker->store.coarse ||
	    checker->root != profile_root(checker->profile) ||
	    payload_shape(checker->root) != checker->shape)
		return true;
	for (size_t i = 0; i < checker->changes.count; i++)
		if (checker->changes.items[i].kind == EDIT_ROOT ||
		    checker->changes.items[i].value == checker->root)
			return true;
	return false;
}

/* A move concerns the container it left and the one it came to. */
static void
add_moves(struct checker *checker)
{
	size_t count = checker->changes.count;

	for (size_t i = 0; i < count; i++) {
		struct change change = checker->changes.items[i];
		struct value *parent = change.value != NULL
		    ? change.value->parent : NULL;

		if (parent == NULL || parent == change.container)
			continue;
		change.container = parent;
		*VEC_PUSH(checker->changes) = change;
	}
}

void
check_update(struct checker *checker)
{
	struct update update = { .checker = checker };
	bool updates = false;

	if (checker->changes.count == 0 && checker->checked)
		return;
	if (is_wholesale(checker)) {
		check_all(checker, NULL);
		return;
	}
	checker->is_sorted = false;
	update.stale_set = map_new();
	add_moves(checker);
	for (size_t i = 0; i < checker->changes.count; i++)
		add_change(&update, &checker->changes.items[i]);
	drop_stale(&update);
	judge_stale(&update);
	judge_containers(&update);
	for (size_t i = 0; i < checker->changes.count; i++) {
		const struct change *change = &checker->changes.items[i];

		refresh_uniques(checker, change);
		rule_redo_readers(checker, change);
		updates = updates || touches_payloads(checker, change);
	}
	if (updates)
		rule_redo_updates(checker);
	group_check_touched(checker);
	checker->changes.count = 0;
	map_free(update.stale_set, NULL);
	VEC_RELEASE(update.stale);
	VEC_RELEASE(update.containers);
}
