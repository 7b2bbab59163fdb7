/*
 * Find among all payloads.  See search.h.
 */
#include "config.h"

#include "schema/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/map.h"
#include "base/vec.h"
#include "schema/catalog_internal.h"
#include "schema/embedded.h"
#include "schema/search_internal.h"

struct search {
	struct catalog *catalog;
	struct words words;
	struct map *seen;		/* key → index in found, plus one */
	VEC(struct found_key) found;
	VEC(struct payload *) payloads;
};

/* --- keys --- */

/* The same key on several paths counts once: the best of them. */
static void
keep(struct search *search, const struct found_key *hit)
{
	const void *key = hit->place->key;
	uintptr_t index = key == NULL ? 0 :
	    (uintptr_t)map_get_pointer(search->seen, key);

	if (index == 0) {
		*VEC_PUSH(search->found) = *hit;
		if (key != NULL)
			map_set_pointer(search->seen, key,
			    (void *)(uintptr_t)search->found.count);
		return;
	}
	struct found_key *before = &search->found.items[index - 1];
	size_t others = before->others + 1;

	if (hit->score > before->score)
		*before = *hit;
	before->others = others;
}

static void
look_below(struct search *search, const struct place *place,
    const struct context *above)
{
	struct found_key hit = { .place = place };
	struct context context = *above;
	size_t count = place_child_count(place);

	hit.score = score_place(&search->words, above, place, &hit.value);
	if (hit.score > 0)
		keep(search, &hit);
	if (place_is_recursive(place))
		return;
	score_context(&search->words, place, &context);
	for (size_t i = 0; i < count; i++)
		look_below(search, place_child_at(place, i), &context);
}

/* --- one file of a type --- */

/* Which words were met, one bit each. */
struct meeting {
	const struct words *words;
	unsigned met, all;
};

static bool
meet(const char *text, void *arg)
{
	struct meeting *meeting = arg;

	for (size_t i = 0; i < meeting->words->count; i++)
		if ((meeting->met & 1u << i) == 0 &&
		    strcasestr(text, meeting->words->core[i]) != NULL)
			meeting->met |= 1u << i;
	return meeting->met != meeting->all;
}

/*
 * Whether all words occur in a file and its rules: told of built-in ones
 * without making anything of them, taken as given for others.
 */
static bool
may_fit(const struct search *search, const struct type *type,
    const struct schema_file *file)
{
	struct meeting meeting = { .words = &search->words,
		.all = (1u << search->words.count) - 1 };

	if (file->embedded == NULL)
		return true;
	embedded_each_text(file->embedded, meet, &meeting);
	for (size_t i = 0; i < type->rules.count; i++) {
		if (type->rules.items[i]->embedded == NULL)
			return true;
		embedded_each_text(type->rules.items[i]->embedded, meet,
		    &meeting);
	}
	return meeting.met == meeting.all;
}

/* The rules of TYPE that are about SCHEMA, or about all its files. */
static size_t
choose_rules(struct search *search, const struct type *type,
    const struct schema *schema, const struct rules **list)
{
	size_t count = 0;

	for (size_t i = 0; i < type->rules.count; i++) {
		const struct rules *rules = catalog_load_rules(
		    search->catalog, type->rules.items[i]);

		if (rules != NULL && (rules->schema_id == NULL ||
		    strcmp(rules->schema_id, schema->id) == 0))
			list[count++] = rules;
	}
	return count;
}

static void
look_at_file(struct search *search, struct type *type, size_t index)
{
	struct schema_file *file = type->files.items[index];
	struct context nothing = { { 0 } };
	const struct schema *schema;
	const struct rules **rules;
	struct payload_parts parts = { .type = type->name,
		.files = &schema, .file_count = 1,
		.top_level = strcmp(type->name, TOP_LEVEL) == 0 };

	catalog_attach_rules(search->catalog, type);
	if (!may_fit(search, type, file))
		return;
	schema = catalog_load_schema(search->catalog, file);
	if (schema == NULL)
		return;
	rules = xcalloc(type->rules.count + 1, sizeof *rules);
	parts.rules = rules;
	parts.rules_count = choose_rules(search, type, schema, rules);
	struct payload *payload = payload_new(&parts);

	free(rules);
	*VEC_PUSH(search->payloads) = payload;
	look_below(search, payload->schema.root, &nothing);
}

static void
look_at_pseudo(struct search *search, const char *name)
{
	struct type *type =
	    catalog_find_type(search->catalog, name, strlen(name));

	if (type != NULL && type->files.count > 0)
		look_at_file(search, type, 0);
}

/* --- the result --- */

struct ranked {
	struct found_key hit;
	size_t index;
};

static int
compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->hit.score != y->hit.score)
		return x->hit.score > y->hit.score ? -1 : 1;
	return x->index < y->index ? -1 : x->index > y->index;
}

static void
rank(struct search *search)
{
	size_t count = search->found.count;
	AUTO_FREE struct ranked *ranked = xcalloc(count + 1, sizeof *ranked);

	for (size_t i = 0; i < count; i++)
		ranked[i] = (struct ranked){ search->found.items[i], i };
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (size_t i = 0; i < count; i++)
		search->found.items[i] = ranked[i].hit;
}

struct found_keys *
search_keys(struct catalog *catalog, const char *text)
{
	struct search search = { .catalog = catalog, .seen = map_new() };
	struct found_keys *found = xcalloc(1, sizeof *found);

	words_init(&search.words, text);
	catalog_sort(catalog);
	if (search.words.count > 0) {
		for (size_t i = 0; i < catalog->entries.count; i++)
			look_at_file(&search, catalog->entries.items[i].type,
			    catalog->entries.items[i].leading);
		look_at_pseudo(&search, TOP_LEVEL);
		look_at_pseudo(&search, COMMON_KEYS);
	}
	rank(&search);
	map_free(search.seen, NULL);
	words_release(&search.words);
	*found = (struct found_keys){
		search.found.items, search.found.count,
		search.payloads.items, search.payloads.count,
	};
	return found;
}

void
found_keys_free(struct found_keys *found)
{
	if (found == NULL)
		return;
	for (size_t i = 0; i < found->payload_count; i++)
		payload_free(found->payloads[i]);
	free(found->payloads);
	free(found->items);
	free(found);
}
