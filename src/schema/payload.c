/*
 * The schema of one payload type out of its parts: files, keys taken over
 * from another type, the common payload keys, the rules.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "schema/place_internal.h"

static bool
is_wanted(const char *name, const char *const *names)
{
	if (names == NULL)
		return true;
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

/* Adds the first COUNT keys of FROM that are wanted and not there yet. */
static size_t
add_keys(struct key_list *list, const struct key_list *from, size_t count,
    const char *const *wanted)
{
	size_t before = list->count;

	for (size_t i = 0; i < count; i++) {
		struct schema_key *key = from->keys[i];

		if (is_wanted(key->name, wanted) && key_list_find(list,
		    key->name, strlen(key->name)) == NULL)
			key_list_add(list, key);
	}
	return list->count - before;
}

/* Itself what the schema has not, or no longer. */
static bool
is_missing_key(const struct schema_key *key)
{
	return key->left != NULL || key->unpublished;
}

static bool
brings_subkeys(const struct schema_key *key)
{
	return key->subkeys != NULL && !is_missing_key(key);
}

/* Deeper than any file; an alias in a hostile one may hold itself. */
enum { LEFT_DEPTH = 32 };

static void merge_left(struct payload *payload, struct key_list *list,
    const struct key_list *left, unsigned depth);

/* A key of its own for this payload: others may share KEY. */
static struct schema_key *
with_subkeys(struct payload *payload, const struct schema_key *key,
    const struct key_list *left, unsigned depth)
{
	struct schema_key *copy = arena_alloc(payload->arena, sizeof *copy);
	struct key_list *list = arena_alloc(payload->arena, sizeof *list);

	*copy = *key;
	key_list_reserve(list, key->subkeys->count + left->count,
	    payload->arena);
	add_keys(list, key->subkeys, key->subkeys->count, NULL);
	merge_left(payload, list, left, depth);
	key_list_finish(list, payload->arena);
	copy->subkeys = list;
	return copy;
}

/*
 * Adds the keys of LEFT that LIST lost or never had.  One that is published
 * only leads to those that are not, and is nothing where LIST has no such key.
 */
static void
merge_left(struct payload *payload, struct key_list *list,
    const struct key_list *left, unsigned depth)
{
	for (size_t i = 0; i < left->count && depth < LEFT_DEPTH; i++) {
		struct schema_key *key = left->keys[i];
		size_t at = key_list_index_of(list, key->name,
		    strlen(key->name));

		if (at == SIZE_MAX && is_missing_key(key))
			key_list_add(list, key);
		else if (at != SIZE_MAX && brings_subkeys(key) &&
		    list->keys[at]->subkeys != NULL)
			list->keys[at] = with_subkeys(payload,
			    list->keys[at], key->subkeys, depth + 1);
	}
}

static size_t
count_own(const struct payload_schema *schema)
{
	return schema->keys->count - schema->common_count;
}

static void
merge_keys(struct payload *payload, const struct payload_parts *parts)
{
	struct key_list *list = arena_alloc(payload->arena, sizeof *list);
	size_t most = 0;

	for (size_t i = 0; i < parts->file_count; i++)
		most += parts->files[i]->keys->count;
	if (parts->inherited != NULL)
		most += parts->inherited->keys->count;
	if (parts->common != NULL)
		most += parts->common->keys->count;
	for (size_t i = 0; i < parts->legacy_count; i++)
		most += parts->legacy[i]->keys->count;
	key_list_reserve(list, most, payload->arena);
	for (size_t i = 0; i < parts->file_count; i++)
		add_keys(list, parts->files[i]->keys,
		    parts->files[i]->keys->count, NULL);
	/* A file that only says "any key" requires none of the others'. */
	payload->lenient = list->count == 1 && strcmp(list->keys[0]->name,
	    "ANY") == 0;
	if (parts->inherited != NULL)
		add_keys(list, parts->inherited->keys,
		    count_own(parts->inherited), parts->inherited_keys);
	for (size_t i = 0; i < parts->legacy_count; i++)
		merge_left(payload, list, parts->legacy[i]->keys, 0);
	if (parts->common != NULL)
		payload->schema.common_count = add_keys(list,
		    parts->common->keys, parts->common->keys->count, NULL);
	key_list_finish(list, payload->arena);
	payload->schema.keys = list;
}

/* Where one of several files is supported, the payload is. */
static void
unite_support(struct support into[PLATFORMS],
    const struct support from[PLATFORMS])
{
	for (int p = 0; p < PLATFORMS; p++) {
		bool earlier = from[p].state == SUPPORT_SINCE &&
		    (into[p].state != SUPPORT_SINCE ||
		    version_compare(from[p].introduced,
		    into[p].introduced) < 0);

		if (earlier || !into[p].mentioned)
			into[p] = from[p];
	}
}

/* What the rules of the leading file say, else any. */
static const char *
find_group(const struct payload_parts *parts)
{
	const char *any = NULL;

	for (size_t i = 0; i < parts->rules_count; i++) {
		const struct rules *rules = parts->rules[i];

		if (rules->group == NULL)
			continue;
		if (rules->schema_id != NULL && parts->file_count > 0 &&
		    strcmp(rules->schema_id, parts->files[0]->id) == 0)
			return rules->group;
		any = any != NULL ? any : rules->group;
	}
	return any;
}

static void
describe(struct payload *payload, const struct payload_parts *parts)
{
	struct payload_schema *schema = &payload->schema;

	schema->type = arena_strdup(payload->arena, parts->type);
	schema->title = schema->type;
	schema->description = "";
	schema->known = parts->file_count > 0;
	schema->top_level = parts->top_level;
	if (parts->failure != NULL) {
		AUTO_FREE char *text = error_format(parts->failure);

		schema->failure = arena_strdup(payload->arena, text);
	}
	if (parts->file_count > 0) {
		schema->title = parts->files[0]->title;
		schema->left = parts->files[0]->left;
		schema->description = parts->files[0]->description;
	}
	for (size_t i = 0; i < parts->file_count; i++)
		unite_support(schema->support, parts->files[i]->support);
	schema->group = find_group(parts);
}

static void
copy_parts(struct payload *payload, const struct payload_parts *parts)
{
	struct payload_schema *schema = &payload->schema;

	schema->files = arena_alloc(payload->arena,
	    parts->file_count * sizeof *schema->files);
	for (size_t i = 0; i < parts->file_count; i++)
		schema->files[i] = parts->files[i];
	schema->file_count = parts->file_count;
	schema->rules = arena_alloc(payload->arena,
	    parts->rules_count * sizeof *schema->rules);
	for (size_t i = 0; i < parts->rules_count; i++)
		schema->rules[i] = parts->rules[i];
	schema->rules_count = parts->rules_count;
}

static void
annotate(struct payload *payload, const struct payload_parts *parts)
{
	for (size_t i = 0; i < parts->rules_count; i++)
		payload_annotate(payload, parts->rules[i],
		    payload->schema.known);
	if (parts->inherited != NULL)
		for (size_t i = 0; i < parts->inherited->rules_count; i++)
			payload_annotate(payload, parts->inherited->rules[i],
			    false);
	if (parts->common_rules != NULL)
		payload_annotate(payload, parts->common_rules, false);
	payload_attach(payload);
}

struct payload *
payload_new(const struct payload_parts *parts)
{
	struct arena *arena = arena_new();
	struct payload *payload = arena_alloc(arena, sizeof *payload);

	payload->arena = payload->notes.arena = arena;
	payload->common = parts->common;
	describe(payload, parts);
	copy_parts(payload, parts);
	merge_keys(payload, parts);
	payload->schema.open = !payload->schema.known ||
	    payload->schema.keys->wildcard != NULL;
	payload->schema.root = &place_root(payload)->place;
	annotate(payload, parts);
	/* Annotations of the root may name what the files leave unsaid. */
	const struct annotation *note = payload->schema.root->note;

	if (note->title != NULL && !payload->schema.known)
		payload->schema.title = note->title;
	return payload;
}

void
payload_free(struct payload *payload)
{
	if (payload == NULL)
		return;
	VEC_RELEASE(payload->assertions);
	VEC_RELEASE(payload->notes.list);
	VEC_RELEASE(payload->note_files);
	arena_free(payload->arena);
}
