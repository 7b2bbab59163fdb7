/*
 * Payloads by kind.  See group.h.
 */
#include "config.h"

#include "schema/group.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/text.h"
#include "schema/catalog.h"
#include "schema/place.h"

const struct group group_table[GROUPS] = {
	{ "accounts", "Accounts" },
	{ "apps", "Apps" },
	{ "certificates", "Certificates" },
	{ "display", "Display" },
	{ "management", "Management" },
	{ "network", "Network" },
	{ "restrictions", "Restrictions" },
	{ "security", "Security" },
	{ "system", "System" },
	{ "other", "Other" },
};

const struct group *
group_parse(const char *name)
{
	for (size_t i = 0; i < GROUPS; i++)
		if (strcmp(group_table[i].name, name) == 0)
			return &group_table[i];
	return NULL;
}

const struct group *
group_of(const struct payload_schema *payload)
{
	const struct group *group =
	    payload->group != NULL ? group_parse(payload->group) : NULL;

	return group != NULL ? group : &group_table[GROUPS - 1];
}

bool
group_is_retired(const struct payload_schema *payload)
{
	bool somewhere = false;

	for (int p = 0; p < PLATFORMS; p++) {
		const struct support *support = &payload->support[p];

		if (support->state != SUPPORT_SINCE)
			continue;
		if (!support->deprecated.set && !support->removed.set)
			return false;
		somewhere = true;
	}
	return somewhere;
}

const char *
group_heading(const struct payload_schema *payload)
{
	return group_is_retired(payload) ? "Deprecated" :
	    group_of(payload)->title;
}

/* One line of the list being sorted. */
struct line {
	const struct payload_schema *payload;
	size_t rank;		/* the group, or behind all */
	size_t index;		/* in the catalogue: by title */
};

static int
compare_lines(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

const struct payload_schema **
group_sort(struct catalog *catalog, size_t *count)
{
	size_t all = catalog_count(catalog);
	AUTO_FREE struct line *lines = xcalloc(all + 1, sizeof *lines);
	const struct payload_schema **list = xcalloc(all + 1, sizeof *list);

	for (size_t i = 0; i < all; i++) {
		const struct payload_schema *payload = catalog_at(catalog, i);

		lines[i] = (struct line){ payload,
			group_is_retired(payload) ? GROUPS :
			(size_t)(group_of(payload) - group_table), i };
	}
	qsort(lines, all, sizeof *lines, compare_lines);
	for (size_t i = 0; i < all; i++)
		list[i] = lines[i].payload;
	*count = all;
	return list;
}
