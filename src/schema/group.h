/*
 * The kinds of payloads a person looks for, and lists in their order.
 */
#ifndef SCHEMA_GROUP_H
#define SCHEMA_GROUP_H

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct payload_schema;

enum { GROUPS = 10 };

/* In the order of lists; `name` as rules files spell it in `group:`. */
struct group {
	const char *name, *title;
};
extern const struct group group_table[GROUPS];

/* NULL when there is no such group. */
const struct group *group_parse(const char *name);
/* "other" when the rules name none, or one that is not known. */
const struct group *group_of(const struct payload_schema *payload);
/* True when every system that has the payload deprecates or removed it. */
bool group_is_retired(const struct payload_schema *payload);
/* What stands above it in a list: its group's title, or "Deprecated". */
const char *group_heading(const struct payload_schema *payload);

/*
 * Every schema file of a payload (as catalog_at() gives them) by group and
 * title, the retired ones last.  Loads all.  The caller frees the list.
 */
const struct payload_schema **group_sort(struct catalog *catalog,
    size_t *count);

#endif
