/*
 * Any bytes as YAML: they give a sound tree, or an error with its place.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/error.h"
#include "base/map.h"
#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool sound)
{
	if (!sound)
		abort();
}

static void
check_scalar(const struct yaml_node *node)
{
	require(node->kind == YAML_SCALAR);
	require(strlen(node->text) == node->length);
}

/* The graph may have cycles: SEEN holds what was looked at. */
static void
check_node(const struct yaml_node *node, struct map *seen)
{
	if (map_set_pointer(seen, node, seen) != NULL)
		return;
	require(node->line > 0 && node->column > 0);
	if (node->kind == YAML_SCALAR) {
		check_scalar(node);
		return;
	}
	require((node->keys != NULL) == (node->kind == YAML_MAPPING));
	for (size_t i = 0; i < node->count; i++) {
		if (node->kind == YAML_MAPPING) {
			check_scalar(node->keys[i]);
			/* And is the only one of its name. */
			require(yaml_get(node, node->keys[i]->text) ==
			    node->items[i]);
		}
		check_node(node->items[i], seen);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct map *seen = map_new();
	AUTO_ERROR err = ERROR_INIT;
	const struct yaml_node *root = yaml_parse(arena, "f",
	    (const char *)data, size, &err);

	if (root != NULL) {
		require(err.code == ERR_NONE);
		check_node(root, seen);
	} else {
		require(err.code == ERR_SYNTAX || err.code == ERR_LIMIT);
		require(err.message != NULL && err.line > 0 && err.column > 0);
	}
	map_free(seen, NULL);
	arena_free(arena);
	return 0;
}
