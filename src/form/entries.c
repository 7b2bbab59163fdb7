/*
 * What the rows of a dictionary are, set or not: which keys, in which order,
 * under which headings, and what a filter leaves of them.
 */
#include "config.h"

#include <string.h>

#include "value/value.h"
#include "profile/payload.h"
#include "schema/place.h"
#include "check/check.h"
#include "check/where.h"
#include "form/internal.h"

const char entries_about[] = "About this payload";

/* One pass over a dictionary. */
struct pass {
	struct fold *fold;
	const char *heading;	/* to stand before the next entry; NULL */
	bool headings;
};

/* Rows of the top fold that are a payload's, with an envelope. */
static bool
is_payload(const struct fold *fold)
{
	return fold->parent == NULL && fold->place != NULL &&
	    fold->place->key == NULL && fold->place->payload != NULL &&
	    !fold->place->payload->top_level;
}

bool
entries_is_payload_list(const struct fold *fold, const struct value *value)
{
	size_t count = value_count(value);

	if (fold->parent != NULL || fold->container != fold->form->root ||
	    value->type != VALUE_ARRAY || value->key == NULL ||
	    payload_shape(fold->container) != SHAPE_PROFILE ||
	    value_find(fold->container, "PayloadContent") != value)
		return false;
	/* What is no dictionary in it is nowhere else to be seen. */
	return count > LARGE_DICT || payload_count(fold->form->root) == count;
}

static bool
is_name(const char *name, size_t length, const char *other)
{
	return strlen(other) == length && memcmp(name, other, length) == 0;
}

bool
entries_is_envelope(const struct fold *fold, const char *name, size_t length)
{
	static const char *const names[] = { "PayloadType", "PayloadVersion",
		"PayloadIdentifier", "PayloadUUID", "PayloadDisplayName",
		"PayloadDescription", "PayloadOrganization" };
	const struct payload_schema *payload = fold->place->payload;
	size_t count = payload->keys->count;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is_name(name, length, names[i]))
			return true;
	for (size_t i = count - payload->common_count; i < count; i++)
		if (is_name(name, length, payload->keys->keys[i]->name))
			return true;
	return false;
}

bool
entries_is_wildcard(const struct place *place)
{
	const struct key_list *list;

	if (place->note->wildcard)
		return true;
	if (place->parent == NULL)
		return false;
	list = place->parent->key != NULL ? place->parent->key->subkeys :
	    place->parent->payload->keys;
	return list != NULL && list->wildcard == place->key;
}

/* Whether NAME is one of the keys this fold is about. */
static bool
is_ours(const struct fold *fold, const char *name, size_t length)
{
	const struct fold *payload = fold->envelope ? fold->parent : fold;

	if (!fold->envelope && !is_payload(fold))
		return true;
	return entries_is_envelope(payload, name, length) == fold->envelope;
}

static bool
has_findings(const struct fold *fold, const struct entry *entry)
{
	const struct checker *checker = fold->form->checker;
	const struct finding *finding;
	enum severity severity;

	if (entry->value != NULL)
		return checker_worst_below(checker, entry->value, &severity);
	return fold->container != NULL && entry->name != NULL &&
	    checker_find(checker, fold->container, entry->name, &finding, 1);
}

static void
add(struct pass *pass, const struct entry *entry)
{
	struct fold *fold = pass->fold;

	if (fold->form->filter == FILTER_FINDINGS &&
	    !has_findings(fold, entry))
		return;
	if (pass->headings && pass->heading != NULL)
		*VEC_PUSH(fold->entries) = (struct entry){
			.kind = ROW_HEADING, .heading = pass->heading };
	pass->heading = NULL;
	*VEC_PUSH(fold->entries) = *entry;
}

static void
add_value(struct pass *pass, struct value *value, const struct place *place)
{
	add(pass, &(struct entry){ .kind = ROW_KEY, .value = value,
	    .place = place });
}

static void
add_unset(struct pass *pass, const struct place *place)
{
	enum form_filter filter = pass->fold->form->filter;

	if (filter == FILTER_SET || place_left(place) != NULL ||
	    (filter == FILTER_REQUIRED && !place->required))
		return;
	add(pass, &(struct entry){ .kind = ROW_KEY, .place = place,
	    .name = place->key->name });
}

/* The I-th key the schema names, or NULL when it is not one of these rows. */
static const struct place *
schema_key(const struct fold *fold, size_t i)
{
	const struct place *place = place_child_at(fold->place, i);

	if (place == NULL || entries_is_wildcard(place) ||
	    !is_ours(fold, place->key->name, strlen(place->key->name)))
		return NULL;
	return place;
}

static size_t
schema_count(const struct fold *fold)
{
	return fold->place != NULL ? place_child_count(fold->place) : 0;
}

/* Set or not. */
static void
add_required(struct pass *pass)
{
	const struct fold *fold = pass->fold;

	for (size_t i = 0; i < schema_count(fold); i++) {
		const struct place *place = schema_key(fold, i);
		struct value *value;

		if (place == NULL || !place->required)
			continue;
		value = value_find(fold->container, place->key->name);
		if (value == NULL)
			add_unset(pass, place);
		for (; value != NULL; value = value_next_same(value))
			add_value(pass, value, place);
	}
}

enum known { UNKNOWN, KNOWN, REQUIRED };

static enum known
how_known(const struct place *place, const struct value *value)
{
	if (place == NULL || place->key == NULL)
		return UNKNOWN;
	return place->required && is_name(value->key->name,
	    value->key->length, place->key->name) &&
	    !entries_is_wildcard(place) ? REQUIRED : KNOWN;
}

static void
add_set(struct pass *pass, enum known known)
{
	const struct fold *fold = pass->fold;
	size_t count = value_count(fold->container);

	for (size_t i = 0; i < count; i++) {
		struct value *value = value_at(fold->container, i);
		const struct place *place;

		if (!is_ours(fold, value->key->name, value->key->length))
			continue;
		place = where_child(fold->form->catalog, fold->form->root,
		    fold->container, fold->place, value->key->name,
		    value->key->length, value);
		if (how_known(place, value) == known)
			add_value(pass, value, place);
	}
}

static void
add_not_set(struct pass *pass, bool required)
{
	const struct fold *fold = pass->fold;

	for (size_t i = 0; i < schema_count(fold); i++) {
		const struct place *place = schema_key(fold, i);

		if (place != NULL && place->required == required &&
		    value_find(fold->container, place->key->name) == NULL)
			add_unset(pass, place);
	}
}

/* Whether people may well write keys here that the schema does not name. */
static bool
has_free_names(const struct fold *fold)
{
	if (fold->envelope)
		return false;
	return fold->parent == NULL || fold->place == NULL ||
	    schema_count(fold) == 0 || place_is_open(fold->place);
}

static void
add_add(struct pass *pass)
{
	struct fold *fold = pass->fold;

	if (has_free_names(fold) && fold->form->filter != FILTER_FINDINGS)
		*VEC_PUSH(fold->entries) = (struct entry){ .kind = ROW_ADD };
}

/* Whether the envelope, folded away, has anything that the filter shows. */
static void
add_about(struct pass *pass)
{
	struct fold *fold = pass->fold;
	struct fold inside = { .form = fold->form, .parent = fold,
		.container = fold->container, .place = fold->place,
		.depth = 1, .envelope = true };

	if (!is_payload(fold))
		return;
	entries_build(&inside);
	if (inside.entries.count > 0)
		*VEC_PUSH(fold->entries) = (struct entry){
			.kind = ROW_HEADING, .heading = entries_about };
	VEC_RELEASE(inside.entries);
}

void
entries_build(struct fold *fold)
{
	struct pass pass = { .fold = fold, .headings = fold->parent == NULL &&
		    fold->place != NULL };
	bool all_unknown = fold->place == NULL || (is_payload(fold) &&
	    !fold->place->payload->known);

	if (value_count(fold->container) > LARGE_DICT && !fold->envelope) {
		fold->lead = value_count(fold->container);
		pass.headings = false;
		add_not_set(&pass, true);
		add_not_set(&pass, false);
		add_add(&pass);
		return;
	}
	pass.heading = "Required";
	add_required(&pass);
	pass.heading = "Set";
	add_set(&pass, KNOWN);
	if (all_unknown)
		add_set(&pass, UNKNOWN);
	pass.heading = "Optional";
	add_not_set(&pass, false);
	pass.heading = "Unknown keys";
	if (!all_unknown)
		add_set(&pass, UNKNOWN);
	add_add(&pass);
	add_about(&pass);
}
