/*
 * Paths to places.  See resolve.h.
 */
#include "config.h"

#include "schema/resolve.h"

#include <string.h>

#include "schema/place.h"
#include "value/path.h"

enum { DEPTH_MOST = 64, STEPS_MOST = 10000 };	/* hostile paths are bounded */

struct walk {
	resolve_visit *visit;
	void *arg;
	size_t steps;
	bool found;
};

static bool
is_list(const struct place *place)
{
	return place->key != NULL && place->key->type == SCHEMA_ARRAY;
}

static bool
is_number(const char *segment)
{
	return *segment != '\0' &&
	    strspn(segment, "0123456789") == strlen(segment);
}

static bool
is_any_item(const char *segment)
{
	return strcmp(segment, "*") == 0 || strcmp(segment, "-") == 0 ||
	    strcmp(segment, "@same") == 0 || is_number(segment);
}

static void walk_on(struct walk *walk, const struct place *place,
    const char *const *segments, unsigned depth);

static void
walk_children(struct walk *walk, const struct place *place, const char *name,
    const char *const *rest, unsigned depth)
{
	size_t count = place_child_count(place);

	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(place, i);

		if (name == NULL || strcmp(child->key->name, name) == 0)
			walk_on(walk, child, rest, depth);
	}
}

static void
walk_on(struct walk *walk, const struct place *place,
    const char *const *segments, unsigned depth)
{
	const char *name = segments[0];
	const struct place *child;

	if (depth > DEPTH_MOST || ++walk->steps > STEPS_MOST)
		return;
	if (name == NULL) {
		walk->found = true;
		if (walk->visit != NULL)
			walk->visit(place, walk->arg);
		return;
	}
	if (is_any_item(name) && (is_list(place) || !is_number(name))) {
		walk_children(walk, place, NULL, segments + 1, depth + 1);
		return;
	}
	if (is_list(place)) {
		walk_children(walk, place, name, segments + 1, depth + 1);
		return;
	}
	child = place_child(place, name, strlen(name));
	if (child != NULL)
		walk_on(walk, child, segments + 1, depth + 1);
	else if (place_is_open(place))
		walk->found = true;	/* a name that nobody describes */
}

/* The nearest dictionary above AT; the payload's own keys for its root. */
static const struct place *
dictionary_of(const struct place *at)
{
	if (at->parent == NULL)
		return at;
	for (at = at->parent; is_list(at) && at->parent != NULL;)
		at = at->parent;
	return at;
}

bool
resolve_rule_path(const struct assertion *rule, const struct rule_path *path,
    const struct place *top, resolve_visit *visit, void *arg)
{
	struct walk walk = { .visit = visit, .arg = arg };
	const struct place *from = NULL;

	switch (path->origin) {
	case ORIGIN_SELF:
		from = rule->place;
		break;
	case ORIGIN_SIBLING:
		from = dictionary_of(rule->place);
		break;
	case ORIGIN_PAYLOAD:
		from = rule->place->payload->root;
		break;
	case ORIGIN_TOP:
		from = top;
		break;
	case ORIGIN_TARGET:
	case ORIGIN_CONTAINER:
		return true;
	}
	walk_on(&walk, from, path->segments, 0);
	return walk.found;
}

typedef void path_visit(const struct rule_path *path,
    const struct condition *condition, void *arg);

static void
each_condition(const struct condition *list, size_t count, path_visit *visit,
    void *arg)
{
	for (size_t i = 0; i < count; i++)
		visit(&list[i].path, &list[i], arg);
}

void
resolve_each_path(const struct assertion *rule, path_visit *visit, void *arg)
{
	each_condition(rule->when, rule->when_count, visit, arg);
	each_condition(rule->any, rule->any_count, visit, arg);
	each_condition(rule->holds, rule->holds_count, visit, arg);
	for (size_t i = 0; i < rule->path_count; i++)
		visit(&rule->paths[i], NULL, arg);
}

const struct place *
resolve_path(const struct place *root, const struct path *path, size_t from,
    size_t *failed)
{
	const struct place *place = root;

	for (size_t i = from; i < path->count; i++) {
		const char *name = path->segments[i];
		const struct place *next = NULL;

		if (is_list(place)) {
			next = place_item_named(place, name);
			if (next == NULL && is_any_item(name))
				next = place_item(place);
		} else {
			next = place_child(place, name, strlen(name));
		}
		if (next == NULL) {
			*failed = i;
			return NULL;
		}
		place = next;
	}
	return place;
}
