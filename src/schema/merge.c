/*
 * A published schema file with our words.  See merge.h.
 */
#include "config.h"

#include "schema/merge.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/internal.h"
#include "schema/write.h"

struct merge {
	struct arena *arena;
	struct map *words;	/* published mapping → our mapping */
	struct map *contents;	/* published mapping → text, more than ours */
	struct map *seen;	/* published lists */
	struct merge_counts *counts;
};

static void pair_lists(struct merge *merge, const struct yaml_node *nodes,
    const struct key_list *keys, const struct yaml_node *our_nodes,
    const struct key_list *our_keys, bool items);

static bool
has_text(const struct yaml_node *mapping, const char *attribute)
{
	const char *text = yaml_get_text(mapping, attribute);

	return text != NULL && *text != '\0';
}

static const struct yaml_node *
find_node(const struct yaml_node *list, const char *name)
{
	if (list == NULL || list->kind != YAML_SEQUENCE)
		return NULL;
	for (size_t i = 0; i < list->count; i++) {
		const char *have = yaml_get_text(list->items[i], "key");

		if (have != NULL && strcmp(have, name) == 0)
			return list->items[i];
	}
	return NULL;
}

static bool
lists_value(const struct schema_key *key, const struct schema_scalar *value)
{
	for (size_t i = 0; i < key->choice_count; i++)
		if (literal_equal(&key->choices[i].value, value))
			return true;
	return false;
}

/* Bullets for the values of KEY that OURS knows nothing of. */
static void
add_new_values(struct merge *merge, const struct yaml_node *node,
    const struct schema_key *key, const struct schema_key *ours)
{
	AUTO_BUF text = BUF_INIT;

	for (size_t i = 0; i < key->choice_count; i++) {
		const struct schema_choice *choice = &key->choices[i];

		if (choice->meaning == NULL || key->open_choices ||
		    lists_value(ours, &choice->value))
			continue;
		buf_addf(&text, "%s- `%s`: %s", text.length == 0 &&
		    strstr(ours->content, "\n- ") == NULL ? "\n\n" : "\n",
		    choice->value.text, choice->meaning);
	}
	if (text.length == 0)
		return;
	buf_insert(&text, 0, ours->content, strlen(ours->content));
	map_set_pointer(merge->contents, node,
	    arena_strdup(merge->arena, buf_text(&text)));
}

static void
pair_keys(struct merge *merge, const struct yaml_node *node,
    const struct schema_key *key, const struct yaml_node *our_node,
    const struct schema_key *our_key)
{
	merge->counts->keys++;
	if (!has_text(our_node, "title") && !has_text(our_node, "content"))
		merge->counts->untold++;
	if (our_node != NULL)
		map_set_pointer(merge->words, node, (void *)our_node);
	if (our_node != NULL && our_key != NULL && key != NULL &&
	    has_text(our_node, "content") && key->type == our_key->type)
		add_new_values(merge, node, key, our_key);
	pair_lists(merge, yaml_get(node, "subkeys"),
	    key != NULL ? key->subkeys : NULL,
	    yaml_get(our_node, "subkeys"),
	    our_key != NULL ? our_key->subkeys : NULL,
	    key != NULL && key->type == SCHEMA_ARRAY);
}

static const struct schema_key *
find_key(const struct key_list *list, const char *name)
{
	return list != NULL ? key_list_find(list, name, strlen(name)) : NULL;
}

static void
pair_lists(struct merge *merge, const struct yaml_node *nodes,
    const struct key_list *keys, const struct yaml_node *our_nodes,
    const struct key_list *our_keys, bool items)
{
	bool single = items && nodes != NULL && our_nodes != NULL &&
	    nodes->kind == YAML_SEQUENCE && nodes->count == 1 &&
	    our_nodes->kind == YAML_SEQUENCE && our_nodes->count == 1;

	if (nodes == NULL || nodes->kind != YAML_SEQUENCE ||
	    map_set_pointer(merge->seen, nodes, merge) != NULL)
		return;
	for (size_t i = 0; i < nodes->count; i++) {
		const struct yaml_node *node = nodes->items[i], *ours;
		const char *name = yaml_get_text(node, "key");
		const char *our_name = name;

		if (name == NULL)
			continue;
		ours = single ? our_nodes->items[0] :
		    find_node(our_nodes, name);
		if (single && yaml_get_text(ours, "key") != NULL)
			our_name = yaml_get_text(ours, "key");
		pair_keys(merge, node, find_key(keys, name), ours,
		    find_key(our_keys, our_name));
	}
}

/* Our words for ATTRIBUTE of a published MAPPING. */
static const char *
choose_text(const struct yaml_node *mapping, const char *attribute, void *arg)
{
	struct merge *merge = arg;
	const struct yaml_node *ours =
	    map_get_pointer(merge->words, mapping);
	const char *text = strcmp(attribute, "content") == 0 ?
	    map_get_pointer(merge->contents, mapping) : NULL;

	if (text != NULL)
		return text;
	text = yaml_get_text(ours, attribute);
	return text != NULL && *text != '\0' ? text : NULL;
}

/* One description is enough: ours, or both of theirs. */
static void
pair_payloads(struct merge *merge, const struct yaml_node *top,
    const struct yaml_node *our_top)
{
	const struct yaml_node *payload = yaml_get(top, "payload");

	map_set_pointer(merge->words, top, (void *)our_top);
	if (payload != NULL && has_text(our_top, "description"))
		map_set_pointer(merge->contents, payload,
		    arena_strdup(merge->arena, ""));
}

/* TOP without what no profile needs: examples, notes. */
static const struct yaml_node *
leave_out(struct merge *merge, const struct yaml_node *top)
{
	static const char *const wanted[] = { "title", "description",
		"payload", "payloadkeys" };
	struct yaml_node *copy = arena_alloc(merge->arena, sizeof *copy);

	*copy = *top;
	copy->items = arena_alloc(merge->arena,
	    ARRAY_COUNT(wanted) * sizeof *copy->items);
	copy->keys = arena_alloc(merge->arena,
	    ARRAY_COUNT(wanted) * sizeof *copy->keys);
	copy->count = 0;
	for (size_t i = 0; i < top->count; i++)
		for (size_t k = 0; k < ARRAY_COUNT(wanted); k++)
			if (strcmp(top->keys[i]->text, wanted[k]) == 0) {
				copy->keys[copy->count] = top->keys[i];
				copy->items[copy->count++] = top->items[i];
			}
	return copy;
}

static void
merge_files(struct merge *merge, const struct schema *published,
    const struct schema *ours, struct buf *out)
{
	const struct yaml_node *top = leave_out(merge, published->top);

	if (ours != NULL)
		pair_payloads(merge, top, ours->top);
	pair_lists(merge, yaml_get(top, "payloadkeys"), published->keys,
	    ours != NULL ? yaml_get(ours->top, "payloadkeys") : NULL,
	    ours != NULL ? ours->keys : NULL, false);
	write_schema(top, choose_text, merge, out);
}

void
merge_schema(const struct schema *published, const struct schema *ours,
    struct buf *out, struct merge_counts *counts)
{
	struct merge merge = { .arena = arena_new(), .words = map_new(),
		.contents = map_new(), .seen = map_new(), .counts = counts };

	*counts = (struct merge_counts){ 0, 0 };
	merge_files(&merge, published, ours, out);
	map_free(merge.words, NULL);
	map_free(merge.contents, NULL);
	map_free(merge.seen, NULL);
	arena_free(merge.arena);
}
