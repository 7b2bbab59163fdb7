/*
 * What the two readers of YAML share.  Of base/yaml*.c alone.
 */
#ifndef BASE_YAML_TREE_H
#define BASE_YAML_TREE_H

#include <stddef.h>

struct arena;
struct yaml_node;

enum {
	YAML_DEPTH_MOST = 64,
	YAML_NODES_MOST = 2000000,
};

/* An entry of a mapping, or an item of a sequence: then KEY is NULL. */
struct yaml_entry {
	const struct yaml_node *key;
	struct yaml_node *value;
};

/*
 * Gives the container NODE what stands in it, in memory of ARENA.  The first
 * key of a mapping that stands among those before it, NULL when none does.
 */
const struct yaml_node *yaml_fill(struct arena *arena, struct yaml_node *node,
    const struct yaml_entry *entries, size_t count);

#endif
