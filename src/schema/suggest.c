/* Payload types and keys that were meant.  See suggest.h. */
#include "schema/suggest.h"

#include "base/nearest.h"
#include "schema/catalog.h"
#include "schema/place.h"

/* Shorter names of either kind have too many neighbours. */
enum { TYPE_LEAST = 8, KEY_LEAST = 4 };

const char *
suggest_type(struct catalog *catalog, const char *type)
{
	size_t count = catalog_count(catalog);
	struct nearest nearest;

	nearest_init(&nearest, type, TYPE_LEAST);
	for (size_t i = 0; i < count; i++)
		nearest_offer(&nearest, catalog_type_at(catalog, i));
	return nearest.word;
}

const char *
suggest_key(const struct place *dict, const char *name)
{
	size_t count = place_child_count(dict);
	struct nearest nearest;

	nearest_init(&nearest, name, KEY_LEAST);
	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(dict, i);

		if (!place_is_slot(child) && place_left(child) == NULL)
			nearest_offer(&nearest, child->key->name);
	}
	return nearest.word;
}
