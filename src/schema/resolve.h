/*
 * From paths as people and rules write them to places of a schema.
 */
#ifndef SCHEMA_RESOLVE_H
#define SCHEMA_RESOLVE_H

#include <stdbool.h>
#include <stddef.h>

struct assertion;
struct catalog;
struct condition;
struct path;
struct place;
struct rule_path;

typedef void resolve_visit(const struct place *place, void *arg);

/*
 * Calls VISIT (may be NULL) for each place that PATH of RULE can mean; TOP is
 * the root of the profile's own keys.  True also for circumstances, which are
 * no places; false when there is no such key.  RULE has its place set. Source:
 * profedit-schema(5), "Conditions".
 */
bool resolve_rule_path(const struct assertion *rule,
    const struct rule_path *path, const struct place *top,
    resolve_visit *visit, void *arg);

/*
 * Calls VISIT for each path that RULE reads; CONDITION is NULL for those of
 * `then`.
 */
void resolve_each_path(const struct assertion *rule,
    void (*visit)(const struct rule_path *path,
	const struct condition *condition, void *arg), void *arg);

/*
 * The place below ROOT that segments FROM … of PATH lead to: names of the
 * schema (placeholders included), any name where the schema allows any, and
 * "-", "*" or a number for an item.  NULL when there is none; *FAILED is then
 * the segment.
 */
const struct place *resolve_path(const struct place *root,
    const struct path *path, size_t from, size_t *failed);

#endif
