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

static struct place_node *
node_of(const struct place *place)
{
	/* Every place is the first member of a node of ours. */
	return (struct place_node *)(void *)place;
}

static const struct place_node *
parent_of(const struct place_node *node)
{
	return node->place.parent != NULL ? node_of(node->place.parent) : NULL;
}

static bool
is_array(const struct place_node *node)
{
	return node->place.key != NULL && node->place.key->type == SCHEMA_ARRAY;
}

/* --- what follows from key and annotation --- */

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
	const struct place_node *parent = parent_of(node);

	if (key->presence != PRESENCE_REQUIRED || node->place.note->optional)
		return false;
	/*
	 * Array items and wildcards are placeholders: they cannot be missing.
	 */
	if (parent->any == node || parent->list->wildcard == key ||
	    is_array(parent))
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

	if (parent_of(node)->place.key != NULL || *type == '\0' ||
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

	if (type != SCHEMA_ARRAY && type != SCHEMA_DICT && type != SCHEMA_ANY)
		return NULL;
	return key->subkeys;
}

static void
set_list(struct place_node *node, const struct key_list *list)
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
	set_list(node, settle_list(node));
	if (place->note->wildcard) {
		struct place_node *parent = node_of(place->parent);

		parent->any = node;
		place->required = false;
	}
}

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
	set_list(node, payload->schema.keys);
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
	const struct place_node *above = parent_of(node);

	while (above != NULL && (node->list == NULL ||
	    above->list != node->list))
		above = parent_of(above);
	return above;
}

/* The place whose children say what holds for those of NODE. */
static struct place_node *
pattern_of(const struct place_node *node)
{
	const struct place_node *twin = find_twin(node);

	if (twin == NULL)
		twin = node->model;
	return twin != NULL ? node_of(&twin->place) : NULL;
}

static void
follow_model(struct place_node *node)
{
	struct place_node *pattern = pattern_of(node_of(node->place.parent));

	if (pattern == NULL || pattern->list == NULL ||
	    node->index >= pattern->list->count ||
	    pattern->list->keys[node->index] != node->place.key)
		return;
	const struct place_node *model =
	    place_child_node(pattern, node->index);

	node->model = model;
	node->place.note = model->place.note;
	/* While rules are still being given there are counts and no lists. */
	if (model->place.assertions != NULL) {
		node->place.assertions = model->place.assertions;
		node->place.assertion_count = model->place.assertion_count;
	}
}

struct place_node *
place_child_node(struct place_node *parent, size_t index)
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
	struct place_node *node = node_of(parent);

	if (node->list == NULL || is_array(node))
		return NULL;
	size_t index = key_list_index_of(node->list, name, length);

	if (index != SIZE_MAX)
		return &place_child_node(node, index)->place;
	if (node->any != NULL)
		return &node->any->place;
	if (node->list->wildcard == NULL)
		return NULL;
	const char *any = node->list->wildcard->name;

	index = key_list_index_of(node->list, any, strlen(any));
	return &place_child_node(node, index)->place;
}

const struct place *
place_item(const struct place *parent)
{
	struct place_node *node = node_of(parent);

	if (node->list == NULL || node->list->count == 0 || !is_array(node))
		return NULL;
	return &place_child_node(node, 0)->place;
}

const struct place *
place_item_named(const struct place *parent, const char *name)
{
	struct place_node *node = node_of(parent);

	if (place_item(parent) == NULL)
		return NULL;
	size_t index = key_list_index_of(node->list, name, strlen(name));

	return index != SIZE_MAX ? &place_child_node(node, index)->place :
	    NULL;
}

size_t
place_child_count(const struct place *place)
{
	const struct place_node *node = node_of(place);

	return node->list != NULL ? node->list->count : 0;
}

const struct place *
place_child_at(const struct place *place, size_t index)
{
	struct place_node *node = node_of(place);

	if (node->list == NULL || index >= node->list->count)
		return NULL;
	return &place_child_node(node, index)->place;
}

bool
place_is_open(const struct place *place)
{
	const struct place_node *node = node_of(place);

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
	return find_twin(node_of(place)) != NULL;
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
		struct place_node *child = place_child_node(node, i);

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

	place_each(node_of(root), path, keep_first, &first);
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
	const struct place_node *node = node_of(place);

	if (place->key == NULL)
		return place->payload->title;
	if (place->key->has_title)
		return place->key->title;
	if (place->note->title != NULL)
		return place->note->title;
	/* Names of placeholders mean nothing to anybody. */
	if (is_array(parent_of(node)))
		return "Item";
	if (parent_of(node)->any == node ||
	    parent_of(node)->list->wildcard == place->key)
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
	const struct place_node *node = node_of(place);

	if (node->list == NULL || is_array(node))
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
	struct place_node *node = node_of(place);
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
