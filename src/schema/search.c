/*
 * Find among all payloads.  See search.h.
 *
 * Parsing every file would take longer than a person notices.  So the raw
 * texts are looked through first: a type whose files do not hold all words
 * is passed over, and of those that do only the keys that hold one are
 * parsed.
 */
#include "config.h"

#include "schema/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "schema/catalog_internal.h"
#include "schema/search_internal.h"

enum { FILE_MOST = 4 << 20 };	/* bytes */

struct search {
	struct catalog *catalog;
	bool slowly;			/* no look at raw texts first */
	struct words words;
	struct map *seen;		/* key → index in found, plus one */
	VEC(struct found_key) found;
	VEC(struct payload *) payloads;
	VEC(struct schema *) schemas;
	VEC(struct rules *) rules;
};

/* --- raw texts --- */

static void
make_small(struct buf *text)
{
	for (size_t i = 0; i < text->length; i++)
		text->data[i] = ascii_to_lower(text->data[i]);
}

bool
words_occur(const struct words *words, const char *text)
{
	for (size_t i = 0; i < words->count; i++)
		if (strstr(text, words->core[i]) != NULL)
			return true;
	return false;
}

static bool
all_occur(const struct words *words, const char *schema, const char *rules)
{
	for (size_t i = 0; i < words->count; i++)
		if (strstr(schema, words->core[i]) == NULL &&
		    strstr(rules, words->core[i]) == NULL)
			return false;
	return true;
}

/* Whether the name of the key that BLOCK begins with stands in RULES. */
static bool
is_named_in(const char *rules, const char *block)
{
	const char *name = block + strlen("- key: ");
	AUTO_FREE char *copy = xstrndup(name, strcspn(name, "\n"));

	return rules != NULL && strstr(rules, copy) != NULL;
}

bool
search_reduce(const struct words *words, const char *text, const char *rules,
    struct buf *out)
{
	static const char begin[] = "\npayloadkeys:\n", item[] = "\n- key: ";
	const char *at = strstr(text, begin);

	if (at == NULL || strncmp(at + strlen(begin) - 1, item,
	    strlen(item)) != 0)
		return false;
	at += strlen(begin);
	buf_add(out, text, (size_t)(at - text));
	while (strncmp(at, item + 1, strlen(item) - 1) == 0) {
		const char *end = at;

		do
			end += strcspn(end, "\n") + 1;
		while (end[-1] != '\0' && (*end == ' ' || *end == '\n'));
		if (end[-1] == '\0')
			end--;
		AUTO_FREE char *block = xstrndup(at, (size_t)(end - at));
		struct buf small = { .data = block,
			.length = (size_t)(end - at) };

		make_small(&small);
		/* What an alias elsewhere may mean has to stay, and aliases. */
		if (words_occur(words, block) ||
		    strstr(block, ": &") != NULL ||
		    strstr(block, ": *") != NULL || is_named_in(rules, block))
			buf_add(out, at, (size_t)(end - at));
		at = end;
	}
	buf_add_text(out, at);
	return true;
}

/* --- one file of a type --- */

/* The texts of a file and its rules, as they are and in small letters. */
struct texts {
	struct buf schema, small, rules;
};

static void
texts_release(struct texts *texts)
{
	buf_release(&texts->schema);
	buf_release(&texts->small);
	buf_release(&texts->rules);
}

static bool
read_texts(const struct type *type, const struct schema_file *file,
    struct texts *texts)
{
	if (!file_read(file->path, FILE_MOST, &texts->schema, NULL))
		return false;
	buf_add(&texts->small, buf_text(&texts->schema),
	    texts->schema.length);
	make_small(&texts->small);
	for (size_t i = 0; i < type->rules.count; i++)
		file_read(type->rules.items[i]->path, FILE_MOST,
		    &texts->rules, NULL);
	make_small(&texts->rules);
	return true;
}

static struct schema *
load_reduced(struct search *search, const struct schema_file *file,
    const struct texts *texts)
{
	bool in_rules = words_occur(&search->words, buf_text(&texts->rules));
	AUTO_BUF reduced = BUF_INIT;
	struct schema *schema = NULL;

	if (!search->slowly &&
	    search_reduce(&search->words, buf_text(&texts->schema), in_rules ?
	    buf_text(&texts->rules) : NULL, &reduced))
		schema = schema_parse(file->path, buf_text(&reduced),
		    reduced.length, NULL);
	if (schema == NULL)
		schema = schema_parse(file->path, buf_text(&texts->schema),
		    texts->schema.length, NULL);
	if (schema != NULL)
		*VEC_PUSH(search->schemas) = schema;
	return schema;
}

/* The rules of TYPE that are about SCHEMA, or about all its files. */
static size_t
load_rules(struct search *search, const struct type *type,
    const struct schema *schema, const struct rules **list)
{
	size_t count = 0;

	for (size_t i = 0; i < type->rules.count; i++) {
		struct rules *rules =
		    rules_load(type->rules.items[i]->path, NULL);

		if (rules == NULL)
			continue;
		*VEC_PUSH(search->rules) = rules;
		if (rules->schema_id == NULL ||
		    strcmp(rules->schema_id, schema->id) == 0)
			list[count++] = rules;
	}
	return count;
}

static const struct place *
make_places(struct search *search, const struct type *type,
    const struct schema_file *file, const struct texts *texts)
{
	const struct schema *schema = load_reduced(search, file, texts);
	const struct rules **rules;
	struct payload_parts parts = { .type = type->name,
		.top_level = strcmp(type->name, TOP_LEVEL) == 0 };

	if (schema == NULL)
		return NULL;
	rules = xcalloc(type->rules.count + 1, sizeof *rules);
	/* Rules that speak of other things only say what is a placeholder. */
	if (search->slowly ||
	    words_occur(&search->words, buf_text(&texts->rules)) ||
	    strstr(buf_text(&texts->rules), "wildcard:") != NULL)
		parts.rules_count =
		    load_rules(search, type, schema, rules);
	parts.rules = rules;
	parts.files = &schema;
	parts.file_count = 1;
	struct payload *payload = payload_new(&parts);

	free(rules);
	*VEC_PUSH(search->payloads) = payload;
	return payload->schema.root;
}

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

static void
look_at_file(struct search *search, struct type *type, size_t index)
{
	const struct schema_file *file = type->files.items[index];
	struct context nothing = { { 0 } };
	struct texts texts = { .schema = BUF_INIT };
	const struct place *root;

	catalog_attach_rules(search->catalog, type);
	if (read_texts(type, file, &texts) && (search->slowly ||
	    all_occur(&search->words, buf_text(&texts.small),
	    buf_text(&texts.rules)))) {
		root = make_places(search, type, file, &texts);
		if (root != NULL)
			look_below(search, root, &nothing);
	}
	texts_release(&texts);
}

static void
look_at_pseudo(struct search *search, const char *name)
{
	struct type *type = map_get_text(search->catalog->types, name);

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

static struct found_keys *
search(struct catalog *catalog, const char *text, bool slowly)
{
	struct search search = { .catalog = catalog, .slowly = slowly,
		.seen = map_new() };
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
		search.schemas.items, search.schemas.count,
		search.rules.items, search.rules.count,
	};
	return found;
}

struct found_keys *
search_keys(struct catalog *catalog, const char *words)
{
	return search(catalog, words, false);
}

struct found_keys *
search_keys_slowly(struct catalog *catalog, const char *words)
{
	return search(catalog, words, true);
}

void
found_keys_free(struct found_keys *found)
{
	if (found == NULL)
		return;
	for (size_t i = 0; i < found->payload_count; i++)
		payload_free(found->payloads[i]);
	for (size_t i = 0; i < found->schema_count; i++)
		schema_free(found->schemas[i]);
	for (size_t i = 0; i < found->rules_count; i++)
		rules_free(found->rules[i]);
	free(found->payloads);
	free(found->schemas);
	free(found->rules);
	free(found->items);
	free(found);
}
