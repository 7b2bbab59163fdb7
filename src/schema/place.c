/*
 * Keys reached on one path, made when first asked for.  See place.h.
 */
#include "config.h"

#include "schema/place.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "schema/place_internal.h"

static const struct annotation no_annotation;
static const char *const no_order[] = { NULL };

static struct place_node *child_at(struct place_node *parent, size_t index);

/* --- making places --- */

struct place_node *
place_root(struct payload *payload)
{
	struct place_node *node = arena_alloc(payload->arena, sizeof *node);

	node->payload = payload;
	node->place.payload = &payload->schema;
	node->place.note = &no_annotation;
	node->place.type = SCHEMA_DICT;
	memcpy(node->place.support, payload->schema.support,
	    sizeof node->place.support);
	place_set_list(node, payload->schema.keys);
	return node;
}

/* The support that KEY adds to at PARENT: several files, several payloads. */
static const struct support *
support_above(const struct place_node *parent, const struct schema_key *key)
{
	const struct payload_schema *schema = &parent->payload->schema;

	for (size_t i = 0; parent->place.key == NULL &&
	    i < schema->file_count; i++)
		if (schema->files[i] == key->schema)
			return key->schema->support;
	return parent->place.support;
}

/* The place above NODE that has the same keys below it. */
static const struct place_node *
find_twin(const struct place_node *node)
{
	const struct place_node *above = place_parent_of(node);

	while (above != NULL && (node->list == NULL ||
	    above->list != node->list))
		above = place_parent_of(above);
	return above;
}

/* The place whose children say what holds for those of NODE. */
static struct place_node *
pattern_of(const struct place_node *node)
{
	const struct place_node *twin = find_twin(node);

	if (twin == NULL)
		twin = node->model;
	return twin != NULL ? place_node_of(&twin->place) : NULL;
}

static void
follow_model(struct place_node *node)
{
	struct place_node *pattern =
	    pattern_of(place_node_of(node->place.parent));

	if (pattern == NULL || pattern->list == NULL ||
	    node->index >= pattern->list->count ||
	    pattern->list->keys[node->index] != node->place.key)
		return;
	const struct place_node *model =
	    child_at(pattern, node->index);

	node->model = model;
	node->place.note = model->place.note;
	/* While rules are still being given there are counts and no lists. */
	if (model->place.assertions != NULL) {
		node->place.assertions = model->place.assertions;
		node->place.assertion_count = model->place.assertion_count;
	}
}

static struct place_node *
child_at(struct place_node *parent, size_t index)
{
	static const struct support silent[PLATFORMS];
	struct place_node *node = parent->children[index];

	if (node != NULL)
		return node;
	const struct schema_key *key = parent->list->keys[index];

	node = arena_alloc(parent->payload->arena, sizeof *node);
	node->payload = parent->payload;
	node->index = index;
	node->place.key = key;
	node->place.parent = &parent->place;
	node->place.payload = parent->place.payload;
	node->place.note = &no_annotation;
	support_merge(support_above(parent, key),
	    key->own != NULL ? key->own : silent, node->place.support);
	parent->children[index] = node;
	follow_model(node);
	place_settle(node);
	return node;
}

/* --- looking places up --- */

const struct place *
place_child(const struct place *parent, const char *name, size_t length)
{
	struct place_node *node = place_node_of(parent);

	if (node->list == NULL || place_is_array(node))
		return NULL;
	size_t index = key_list_index_of(node->list, name, length);

	if (index != SIZE_MAX)
		return &child_at(node, index)->place;
	if (node->any != NULL)
		return &node->any->place;
	if (node->list->wildcard == NULL)
		return NULL;
	const char *any = node->list->wildcard->name;

	index = key_list_index_of(node->list, any, strlen(any));
	return &child_at(node, index)->place;
}

const struct place *
place_item(const struct place *parent)
{
	struct place_node *node = place_node_of(parent);

	if (node->list == NULL || node->list->count == 0 ||
	    !place_is_array(node))
		return NULL;
	return &child_at(node, 0)->place;
}

const struct place *
place_item_named(const struct place *parent, const char *name)
{
	struct place_node *node = place_node_of(parent);

	if (place_item(parent) == NULL)
		return NULL;
	size_t index = key_list_index_of(node->list, name, strlen(name));

	return index != SIZE_MAX ? &child_at(node, index)->place :
	    NULL;
}

size_t
place_child_count(const struct place *place)
{
	const struct place_node *node = place_node_of(place);

	return node->list != NULL ? node->list->count : 0;
}

const struct place *
place_child_at(const struct place *place, size_t index)
{
	struct place_node *node = place_node_of(place);

	if (node->list == NULL || index >= node->list->count)
		return NULL;
	return &child_at(node, index)->place;
}

bool
place_is_open(const struct place *place)
{
	const struct place_node *node = place_node_of(place);

	if (place->key == NULL)
		return place->payload->open;
	if (place->type == SCHEMA_ANY)
		return true;
	return place->type == SCHEMA_DICT && (node->list == NULL ||
	    node->list->count == 0 || node->list->wildcard != NULL ||
	    node->any != NULL);
}

bool
place_is_recursive(const struct place *place)
{
	return find_twin(place_node_of(place)) != NULL;
}

/* --- paths --- */

/* One path with "*" being followed; hostile ones are bounded. */
struct walk {
	void (*visit)(struct place_node *node, void *arg);
	void *arg;
	size_t steps, visited;
};

enum { WALK_DEPTH = 64, WALK_STEPS = 100000 };

static void
walk_from(struct walk *walk, struct place_node *node, const char *rest,
    unsigned depth)
{
	size_t length = strcspn(rest, "/");
	const char *next = rest[length] == '/' ? rest + length + 1 : NULL;
	size_t from = 0, to;

	if (node->list == NULL || depth > WALK_DEPTH)
		return;
	to = node->list->count;
	if (length != 1 || *rest != '*') {
		from = key_list_index_of(node->list, rest, length);
		if (from == SIZE_MAX)
			return;
		to = from + 1;
	}
	for (size_t i = from; i < to && walk->steps < WALK_STEPS; i++) {
		struct place_node *child = child_at(node, i);

		walk->steps++;
		if (next != NULL) {
			walk_from(walk, child, next, depth + 1);
			continue;
		}
		walk->visited++;
		walk->visit(child, walk->arg);
	}
}

bool
place_each(struct place_node *root, const char *path,
    void (*visit)(struct place_node *node, void *arg), void *arg)
{
	struct walk walk = { .visit = visit, .arg = arg };

	if (*path == '\0') {
		visit(root, arg);
		return true;
	}
	walk_from(&walk, root, path, 0);
	return walk.visited > 0;
}

static void
keep_first(struct place_node *node, void *arg)
{
	const struct place **first = arg;

	if (*first == NULL)
		*first = &node->place;
}

const struct place *
place_find(const struct place *root, const char *path)
{
	const struct place *first = NULL;

	place_each(place_node_of(root), path, keep_first, &first);
	return first;
}

void
place_format(const struct place *place, struct buf *out)
{
	if (place->parent == NULL) {
		buf_add_text(out, place->payload->type);
		return;
	}
	place_format(place->parent, out);
	buf_addf(out, "/%s", place->key->name);
}

/* --- words --- */

const char *
place_title(const struct place *place)
{
	const struct place_node *node = place_node_of(place);

	if (place->key == NULL)
		return place->payload->title;
	if (place->key->has_title)
		return place->key->title;
	if (place->note->title != NULL)
		return place->note->title;
	/* Names of placeholders mean nothing to anybody. */
	if (place_is_array(place_parent_of(node)))
		return "Item";
	if (place_parent_of(node)->any == node ||
	    place_parent_of(node)->list->wildcard == place->key)
		return "Entry";
	return place->key->title;
}

const char *
place_left(const struct place *place)
{
	return place->key != NULL ? place->key->left : place->payload->left;
}

const char *const *
place_order(const struct place *place)
{
	const struct place_node *node = place_node_of(place);

	if (node->list == NULL || place_is_array(node))
		return NULL;
	return node->list->order != NULL ? node->list->order : no_order;
}

static void
add_paragraph(struct buf *out, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	if (out->length > 0)
		buf_add_text(out, "\n\n");
	buf_add_text(out, text);
}

const char *
place_help(const struct place *place)
{
	struct place_node *node = place_node_of(place);
	const struct annotation *note = place->note;
	const char *text = place->key != NULL ? place->key->help :
	    place->payload->description;
	AUTO_BUF out = BUF_INIT;

	if (node->help != NULL)
		return node->help;
	add_paragraph(&out, *text != '\0' ? text : note->text);
	if (place_left(place) != NULL) {
		AUTO_FREE char *left = xasprintf("No longer part of the "
		    "published schema since release %s; profiles that have it "
		    "stay as they are.", place_left(place));

		add_paragraph(&out, left);
	}
	if (place->key != NULL && place->key->unpublished)
		add_paragraph(&out, "No published schema has this key.");
	for (size_t i = 0; note->remarks != NULL && note->remarks[i] != NULL;
	    i++)
		add_paragraph(&out, note->remarks[i]);
	node->help = arena_strndup(node->payload->arena, buf_text(&out),
	    out.length);
	return node->help;
}

bool
place_is_slot(const struct place *place)
{
	const struct place *parent = place->parent;
	const struct key_list *keys;

	if (parent == NULL)
		return false;
	if (parent->type == SCHEMA_ARRAY || place->note->wildcard)
		return true;
	keys = parent->key == NULL ? parent->payload->keys :
	    parent->key->subkeys;
	return keys != NULL && keys->wildcard == place->key;
}
