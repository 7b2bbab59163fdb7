/*
 * Containers of a YAML tree.  See yaml_tree.h.
 */
#include "base/yaml_tree.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/yaml.h"

enum { KEYS_COMPARED = 24 };	/* more keys are looked up in a map */

static const struct yaml_node *
find_double(const struct yaml_node *node)
{
	struct map *seen = NULL;
	const struct yaml_node *found = NULL;

	if (node->count > KEYS_COMPARED)
		seen = map_new();
	for (size_t i = 0; i < node->count && found == NULL; i++) {
		const struct yaml_node *key = node->keys[i];

		if (seen != NULL && map_set(seen, key->text, key->length,
		    (void *)(uintptr_t)key) != NULL)
			found = key;
		for (size_t j = 0; seen == NULL && j < i; j++)
			if (node->keys[j]->length == key->length &&
			    memcmp(node->keys[j]->text, key->text,
			    key->length) == 0)
				found = key;
	}
	map_free(seen, NULL);
	return found;
}

const struct yaml_node *
yaml_fill(struct arena *arena, struct yaml_node *node,
    const struct yaml_entry *entries, size_t count)
{
	node->count = count;
	node->items = arena_alloc(arena, count * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		node->items[i] = entries[i].value;
	if (node->kind == YAML_SEQUENCE)
		return NULL;
	node->keys = arena_alloc(arena, count * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		node->keys[i] = entries[i].key;
	return find_double(node);
}
