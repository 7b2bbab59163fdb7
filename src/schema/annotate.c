/*
 * Gives the places of a payload what its rules say: annotations are merged
 * into them, assertions copied once for each place they are about.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/yaml.h"
#include "schema/place_internal.h"

/* Where an annotation or an assertion is being given to. */
struct giving {
	struct payload *payload;
	const struct annotation *annotation;
	const struct assertion *assertion;
};

static void
merge_text(const char **into, const char *from)
{
	if (*into == NULL)
		*into = from;
}

static const char *const *
join_remarks(struct arena *arena, const char *const *a, const char *const *b)
{
	size_t a_count = 0, b_count = 0;

	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	while (a[a_count] != NULL)
		a_count++;
	while (b[b_count] != NULL)
		b_count++;
	const char **all = arena_alloc(arena,
	    (a_count + b_count + 1) * sizeof *all);

	memcpy(all, a, a_count * sizeof *all);
	memcpy(all + a_count, b, b_count * sizeof *all);
	return all;
}

static void
merge_lists(struct annotation *into, const struct annotation *from)
{
	if (into->bit_count == 0) {
		into->bits = from->bits;
		into->bit_count = from->bit_count;
	}
	if (into->label_count == 0) {
		into->labels = from->labels;
		into->label_count = from->label_count;
	}
	if (into->special_count == 0) {
		into->special = from->special;
		into->special_count = from->special_count;
	}
	if (into->type_count == 0) {
		into->types = from->types;
		into->type_count = from->type_count;
	}
}

/* INTO, which spoke first, wins. */
static void
merge_annotation(struct arena *arena, struct annotation *into,
    const struct annotation *from)
{
	if (into->secret == SECRET_NO)
		into->secret = from->secret;
	merge_lists(into, from);
	into->open_list |= from->open_list;
	into->wildcard |= from->wildcard;
	into->boolean_as_integer |= from->boolean_as_integer;
	into->optional |= from->optional;
	merge_text(&into->unit, from->unit);
	merge_text(&into->default_from, from->default_from);
	merge_text(&into->default_text, from->default_text);
	merge_text(&into->replaced_by, from->replaced_by);
	merge_text(&into->import, from->import);
	merge_text(&into->key_domain, from->key_domain);
	merge_text(&into->title, from->title);
	merge_text(&into->text, from->text);
	if (into->reference == NULL)
		into->reference = from->reference;
	if (into->range == NULL)
		into->range = from->range;
	into->remarks = join_remarks(arena, into->remarks, from->remarks);
}

static void
give_annotation(struct place_node *node, void *arg)
{
	struct giving *giving = arg;
	struct arena *arena = giving->payload->arena;
	struct annotation *merged = arena_alloc(arena, sizeof *merged);

	*merged = *node->place.note;
	if (merged->at == NULL) {
		merged->at = giving->annotation->at;
		merged->line = giving->annotation->line;
		merged->column = giving->annotation->column;
	}
	merge_annotation(arena, merged, giving->annotation);
	node->place.note = merged;
	place_settle(node);
}

/* The path below the payload's root, "" for the root. */
static const char *
path_below_root(struct arena *arena, const struct place *place)
{
	AUTO_BUF path = BUF_INIT;
	size_t type_length = strlen(place->payload->type);

	if (place->parent == NULL)
		return "";
	place_format(place, &path);
	return arena_strdup(arena, buf_text(&path) + type_length + 1);
}

static void
give_assertion(struct place_node *node, void *arg)
{
	struct giving *giving = arg;
	struct payload *payload = giving->payload;
	struct assertion *copy =
	    arena_alloc(payload->arena, sizeof *copy);

	*copy = *giving->assertion;
	copy->place = &node->place;
	copy->at = path_below_root(payload->arena, &node->place);
	*VEC_PUSH(payload->assertions) = copy;
	node->place.assertion_count++;
}

static void
note_lost(struct payload *payload, const struct rules *rules, unsigned line,
    unsigned column, const char *path)
{
	struct yaml_node at = { .line = line, .column = column };

	/* The schema may be older or newer than the rules. */
	notes_add(&payload->notes, &at, NOTE_MILD,
	    "'%s' is no key of %s", path, payload->schema.type);
	*VEC_PUSH(payload->note_files) = rules->file;
}

void
payload_annotate(struct payload *payload, const struct rules *rules, bool own)
{
	struct giving giving = { .payload = payload };
	struct place_node *root = place_node_of(payload->schema.root);

	for (size_t i = 0; i < rules->annotation_count; i++) {
		giving.annotation = &rules->annotations[i];
		if (!place_each(root, giving.annotation->at, give_annotation,
		    &giving) && own)
			note_lost(payload, rules, giving.annotation->line,
			    giving.annotation->column, giving.annotation->at);
	}
	for (size_t i = 0; i < rules->assertion_count; i++) {
		giving.assertion = &rules->assertions[i];
		if (!place_each(root, giving.assertion->at, give_assertion,
		    &giving) && own)
			note_lost(payload, rules, giving.assertion->line, 3,
			    giving.assertion->at);
	}
}

/*
 * Every place gets the list of the assertions about it.  assertion_count was
 * counted while they were given; it is counted again as the lists fill.
 */
void
payload_attach(struct payload *payload)
{
	size_t count = payload->assertions.count;
	const struct assertion **all =
	    arena_alloc(payload->arena, count * sizeof *all);

	for (size_t i = 0; i < count; i++) {
		struct place *place = &place_node_of(
		    payload->assertions.items[i]->place)->place;

		all[i] = payload->assertions.items[i];
		if (place->assertions != NULL)
			continue;
		place->assertions = arena_alloc(payload->arena,
		    place->assertion_count * sizeof *place->assertions);
		place->assertion_count = 0;
	}
	for (size_t i = 0; i < count; i++) {
		struct place *place = &place_node_of(all[i]->place)->place;

		place->assertions[place->assertion_count++] = all[i];
	}
	payload->schema.assertions = all;
	payload->schema.assertion_count = count;
	VEC_RELEASE(payload->assertions);
}
