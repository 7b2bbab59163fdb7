/*
 * From a value to its schema place.  See where.h.
 */
#include "config.h"

#include "check/where.h"

#include <string.h>

#include "profile/payload.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "value/value.h"

enum { DEPTH_MOST = 512 };	/* deeper documents are not read */

/* As catalog_payload() wants it: "" for what is there and no string. */
static const char *
lookup_string(void *arg, const char *key, size_t *length)
{
	const struct value *found = value_find(arg, key);
	const char *text;

	if (value_get_string(found, &text, length))
		return text;
	*length = 0;
	return found != NULL ? "" : NULL;
}

const struct payload_schema *
where_payload(struct catalog *catalog, const struct value *root,
    const struct value *payload)
{
	const char *type;
	size_t length;

	if (payload == NULL ||
	    (payload == root && payload_shape(root) == SHAPE_PROFILE))
		return catalog_top_level(catalog);
	type = payload_type(payload, &length);
	return catalog_payload(catalog, type, length, lookup_string,
	    (void *)payload);
}

static bool
is_payload_list(const struct value *root, const struct value *container)
{
	static const char name[] = "PayloadContent";
	const struct value_key *key = container->key;

	return container->parent == root && container->type == VALUE_ARRAY &&
	    key != NULL && key->length == sizeof name - 1 &&
	    memcmp(key->name, name, sizeof name - 1) == 0 &&
	    payload_shape(root) == SHAPE_PROFILE;
}

/* Whether a key of VALUE has the only value that ITEM's schema lets it have. */
static bool
discriminator_fits(const struct place *item, const struct value *value)
{
	size_t count = place_child_count(item);

	for (size_t i = 0; i < count; i++) {
		const struct place *key = place_child_at(item, i);
		const char *only;

		if (key->choice_count != 1 || !key->closed ||
		    key->type != SCHEMA_STRING)
			continue;
		only = key->choices[0].value.text;
		if (value_equals_text(value_find(value, key->key->name), only))
			return true;
	}
	return false;
}

static const struct place *
item_place(const struct place *array, const struct value *child)
{
	size_t count = place_child_count(array);

	if (count > 1 && child != NULL && child->type == VALUE_DICT) {
		for (size_t i = 0; i < count; i++) {
			const struct place *item = place_child_at(array, i);

			if (discriminator_fits(item, child))
				return item;
		}
	}
	return place_item(array);
}

/* Whether the schema's type lets a container of its own kind be looked into. */
static bool
fits_container(const struct place *place, const struct value *container)
{
	return place != NULL && (place->type == SCHEMA_ANY ||
	    place->type == (enum schema_type)container->type);
}

const struct place *
where_child(struct catalog *catalog, const struct value *root,
    const struct value *container, const struct place *parent,
    const char *name, size_t length, const struct value *child)
{
	if (container != NULL && container->type == VALUE_ARRAY) {
		if (child != NULL && child->type == VALUE_DICT &&
		    is_payload_list(root, container))
			return where_payload(catalog, root, child)->root;
		return fits_container(parent, container)
		    ? item_place(parent, child) : NULL;
	}
	if (parent == NULL ||
	    (container != NULL && !fits_container(parent, container)))
		return NULL;
	return name != NULL ? place_child(parent, name, length)
	    : place_item(parent);
}

static const struct place *
root_place(struct catalog *catalog, const struct value *root)
{
	if (payload_shape(root) == SHAPE_OTHER)
		return NULL;
	return where_payload(catalog, root, root)->root;
}

const struct place *
where_place(struct catalog *catalog, const struct value *root,
    const struct value *value)
{
	const struct value *chain[DEPTH_MOST];
	const struct place *place = root_place(catalog, root);
	size_t depth = 0;

	for (; value != NULL && value != root; value = value->parent) {
		if (depth == DEPTH_MOST)
			return NULL;
		chain[depth++] = value;
	}
	if (value == NULL)
		return NULL;	/* not part of the document */
	while (depth-- > 0) {
		const struct value *child = chain[depth];
		const struct value_key *key = child->key;

		place = where_child(catalog, root, child->parent, place,
		    key != NULL ? key->name : NULL,
		    key != NULL ? key->length : 0, child);
	}
	return place;
}
