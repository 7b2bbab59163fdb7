/*
 * What follows for a place from its key and what rules add to it: type,
 * choices, bits, whether it is required.  See place.h.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "schema/place_internal.h"

static enum schema_type
settle_type(const struct schema_key *key, const struct annotation *note)
{
	if (note->type_count == 0)
		return key->type;
	return note->type_count == 1 ? note->types[0] : SCHEMA_ANY;
}

static bool
settle_required(const struct place_node *node)
{
	const struct schema_key *key = node->place.key;
	const struct place_node *parent = place_parent_of(node);

	if (key->presence != PRESENCE_REQUIRED || node->place.note->optional)
		return false;
	/*
	 * Array items and wildcards are placeholders: they cannot be missing.
	 */
	if (parent->any == node || parent->list->wildcard == key ||
	    place_is_array(parent))
		return false;
	if (parent->place.key == NULL && node->payload->lenient) {
		const struct payload_schema *schema = &node->payload->schema;
		bool own = key->schema == node->payload->common;

		for (size_t i = 0; i < schema->file_count; i++)
			own |= key->schema == schema->files[i];
		return own;
	}
	return true;
}

static const struct schema_choice *
find_label(const struct annotation *note, const struct schema_key *key,
    const struct schema_scalar *value)
{
	for (size_t i = 0; i < note->label_count; i++) {
		const char *text = note->labels[i].value.text;
		struct schema_scalar label;

		if (literal_parse(text, strlen(text), key->type, NULL,
		    &label)) {
			label.text = text;
			if (literal_equal(&label, value))
				return &note->labels[i];
		}
	}
	return NULL;
}

/* The key's choices under the annotation's labels. */
static void
label_choices(struct place_node *node)
{
	const struct schema_key *key = node->place.key;
	const struct annotation *note = node->place.note;
	struct schema_choice *choices = arena_alloc(node->payload->arena,
	    key->choice_count * sizeof *choices);

	if (key->choice_count > 0)
		memcpy(choices, key->choices,
		    key->choice_count * sizeof *choices);
	for (size_t i = 0; i < key->choice_count; i++) {
		const struct schema_choice *label =
		    find_label(note, key, &choices[i].value);

		if (label == NULL)
			continue;
		if (label->title != NULL)
			choices[i].title = label->title;
		if (label->meaning != NULL)
			choices[i].meaning = label->meaning;
	}
	node->place.choices = choices;
	node->place.choice_count = key->choice_count;
}

/* Labels of a key without a list are suggestions. */
static void
suggest_labels(struct place_node *node)
{
	const struct schema_key *key = node->place.key;
	const struct annotation *note = node->place.note;
	struct schema_choice *choices = arena_alloc(node->payload->arena,
	    note->label_count * sizeof *choices);
	size_t count = 0;

	for (size_t i = 0; i < note->label_count; i++) {
		const char *text = note->labels[i].value.text;

		choices[count] = note->labels[i];
		if (literal_parse(text, strlen(text), key->type,
		    node->payload->arena, &choices[count].value))
			count++;
	}
	node->place.choices = choices;
	node->place.choice_count = count;
}

/* PayloadType of a payload can only be its type. */
static bool
settle_payload_type(struct place_node *node)
{
	const struct schema_key *key = node->place.key;

	const char *type = node->payload->schema.type;

	if (place_parent_of(node)->place.key != NULL || *type == '\0' ||
	    node->payload->schema.top_level || key->choice_count > 0 ||
	    strcmp(key->name, "PayloadType") != 0)
		return false;
	struct schema_choice *choice =
	    arena_alloc(node->payload->arena, sizeof *choice);

	if (!literal_parse(type, strlen(type), SCHEMA_STRING,
	    node->payload->arena, &choice->value))
		return false;
	node->place.choices = choice;
	node->place.choice_count = 1;
	node->place.closed = true;
	return true;
}

static void
settle_choices(struct place_node *node)
{
	const struct schema_key *key = node->place.key;
	const struct annotation *note = node->place.note;
	bool listed = key->choice_count > 0 && !key->open_choices;

	node->place.choices = key->choices;
	node->place.choice_count = key->choice_count;
	node->place.closed = listed && !note->open_list &&
	    key->range == NULL && note->range == NULL;
	if (settle_payload_type(node) || note->label_count == 0)
		return;
	if (listed)
		label_choices(node);
	else
		suggest_labels(node);
}

/* The list below NODE, by what it is taken for. */
static const struct key_list *
settle_list(const struct place_node *node)
{
	const struct schema_key *key = node->place.key;
	enum schema_type type = node->place.type;

	if (!schema_type_is_container(type) && type != SCHEMA_ANY)
		return NULL;
	return key->subkeys;
}

void
place_set_list(struct place_node *node, const struct key_list *list)
{
	if (node->list == list)
		return;
	node->list = list;
	node->children = list == NULL ? NULL : arena_alloc(
	    node->payload->arena, list->count * sizeof *node->children);
}

void
place_settle(struct place_node *node)
{
	struct place *place = &node->place;

	if (place->key == NULL)
		return;
	place->type = settle_type(place->key, place->note);
	place->required = settle_required(node);
	place->bits = place->note->bits;
	place->bit_count = place->note->bit_count;
	settle_choices(node);
	place_set_list(node, settle_list(node));
	if (place->note->wildcard) {
		struct place_node *parent = place_node_of(place->parent);

		parent->any = node;
		place->required = false;
	}
}
