/*
 * Lists of keys: in the order of the file, found by name.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "schema/internal.h"

enum { LIST_LONG = 12 };	/* keys; longer lists get a table */

static uint32_t
hash_name(const char *name, size_t length)
{
	uint32_t hash = 2166136261u;	/* FNV-1a */

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)name[i]) * 16777619u;
	return hash;
}

void
key_list_reserve(struct key_list *list, size_t count, struct arena *arena)
{
	list->keys = arena_alloc(arena, count * sizeof *list->keys);
	if (count <= LIST_LONG)
		return;
	size_t size = 32;

	while (size < count * 2)
		size *= 2;
	list->slots = arena_alloc(arena, size * sizeof *list->slots);
	list->slot_count = size;
}

void
key_list_add(struct key_list *list, struct schema_key *key)
{
	list->keys[list->count++] = key;
	if (list->slots == NULL)
		return;
	size_t mask = list->slot_count - 1;
	size_t at = hash_name(key->name, strlen(key->name)) & mask;

	while (list->slots[at] != 0)
		at = (at + 1) & mask;
	list->slots[at] = (uint32_t)list->count;
}

static bool
is_wildcard(const char *name)
{
	return strncmp(name, "ANY", 3) == 0 &&
	    (name[3] == '\0' || name[3] == ' ');
}

void
key_list_finish(struct key_list *list, struct arena *arena)
{
	const char **order = arena_alloc(arena,
	    (list->count + 1) * sizeof *order);

	for (size_t i = 0; i < list->count; i++) {
		order[i] = list->keys[i]->name;
		if (is_wildcard(order[i]))
			list->wildcard = list->keys[i];
	}
	list->order = order;
}

struct key_list *
key_list_empty(struct arena *arena)
{
	struct key_list *list = arena_alloc(arena, sizeof *list);

	key_list_finish(list, arena);
	return list;
}

static bool
is_named(const struct schema_key *key, const char *name, size_t length)
{
	return strlen(key->name) == length &&
	    memcmp(key->name, name, length) == 0;
}

size_t
key_list_index_of(const struct key_list *list, const char *name,
    size_t length)
{
	if (list->slots == NULL) {
		for (size_t i = 0; i < list->count; i++)
			if (is_named(list->keys[i], name, length))
				return i;
		return SIZE_MAX;
	}
	size_t mask = list->slot_count - 1;

	for (size_t at = hash_name(name, length) & mask; list->slots[at] != 0;
	    at = (at + 1) & mask) {
		size_t i = list->slots[at] - 1;

		if (is_named(list->keys[i], name, length))
			return i;
	}
	return SIZE_MAX;
}

struct schema_key *
key_list_find(const struct key_list *list, const char *name, size_t length)
{
	size_t index = key_list_index_of(list, name, length);

	return index != SIZE_MAX ? list->keys[index] : NULL;
}
