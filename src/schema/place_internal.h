/*
 * What the files that make places and payload schemas share.
 */
#ifndef SCHEMA_PLACE_INTERNAL_H
#define SCHEMA_PLACE_INTERNAL_H

#include "base/error.h"
#include "schema/internal.h"
#include "schema/place.h"

/* A place with what it needs to make its children. */
struct place_node {
	struct place place;	/* first: a place is its node */
	struct payload *payload;
	const struct key_list *list;	/* keys below; NULL: none */
	/* one for each key of LIST, NULL: not asked for yet */
	struct place_node **children;
	struct place_node *any;	/* the child that any name falls to, NULL */
	/*
	 * the place met above with the same keys around it: rules apply here
	 * too
	 */
	const struct place_node *model;
	size_t index;		/* in the parent's list */
	const char *help;	/* NULL: not asked for yet */
};

/* A payload schema and what it is made of. */
struct payload {
	struct payload_schema schema;	/* first */
	struct arena *arena;
	struct notes notes;	/* rules that resolve to no key */
	/* beside NOTES: which file each is about */
	VEC(const char *) note_files;
	VEC(struct assertion *) assertions;	/* until they are attached */
	/* nothing taken over from another type is required */
	bool lenient;
	const struct schema *common;	/* of the common keys, NULL */
};

static inline struct place_node *
place_node_of(const struct place *place)
{
	/* Every place is the first member of a node of ours. */
	return (struct place_node *)(void *)place;
}

static inline struct place_node *
place_parent_of(const struct place_node *node)
{
	return node->place.parent != NULL ?
	    place_node_of(node->place.parent) : NULL;
}

static inline bool
place_is_array(const struct place_node *node)
{
	return node->place.key != NULL && node->place.key->type == SCHEMA_ARRAY;
}

/* place.c */
struct place_node *place_root(struct payload *payload);
/* Calls VISIT for each place that PATH (with "*") names; false when none. */
bool place_each(struct place_node *root, const char *path,
    void (*visit)(struct place_node *node, void *arg), void *arg);

/* place_settle.c */
/* After NODE's annotation changed: what follows from key and annotation. */
void place_settle(struct place_node *node);
/* LIST (may be NULL) has the keys below NODE. */
void place_set_list(struct place_node *node, const struct key_list *list);

/* payload.c */
struct payload_parts {
	const char *type;
	const struct schema **files;
	size_t file_count;
	const struct rules **rules;
	size_t rules_count;
	const struct payload_schema *inherited;	/* NULL: nothing */
	const char *const *inherited_keys;	/* NULL: all */
	const struct schema **legacy;	/* what has left the files */
	size_t legacy_count;
	const struct schema *common;	/* NULL: none, or the top level */
	const struct rules *common_rules;
	const struct error *failure;		/* of one of them; NULL */
	bool top_level;
};
struct payload *payload_new(const struct payload_parts *parts);
void payload_free(struct payload *payload);

/* annotate.c: gives the places of PAYLOAD what RULES say. */
void payload_annotate(struct payload *payload, const struct rules *rules,
    bool own);
/* Once all rules were gone through. */
void payload_attach(struct payload *payload);

#endif
