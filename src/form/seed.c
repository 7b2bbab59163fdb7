/*
 * New values, payloads and profiles.  See seed.h.
 */
#include "config.h"

#include "form/seed.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/random.h"
#include "value/draft.h"
#include "value/value.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "form/internal.h"

enum { SEED_DEPTH = 16, SEED_ITEMS = 8 };

struct draft *
seed_scalar(const struct schema_scalar *scalar)
{
	switch (scalar->type) {
	case VALUE_INTEGER:
		return draft_integer(scalar->integer);
	case VALUE_REAL:
		return draft_real(scalar->real);
	case VALUE_BOOLEAN:
		return draft_boolean(scalar->boolean);
	case VALUE_DATE:
		return draft_date(scalar->date);
	default:
		return draft_string(scalar->text);
	}
}

static struct draft *seed_at(const struct place *place, unsigned depth);

static void
seed_keys(const struct place *place, struct draft *dict, unsigned depth)
{
	for (size_t i = 0; i < place_child_count(place); i++) {
		const struct place *child = place_child_at(place, i);

		if (child->required && !entries_is_wildcard(child) &&
		    draft_find(dict, child->key->name) == NULL)
			draft_add(dict, child->key->name,
			    seed_at(child, depth + 1));
	}
}

/* As many items as there must be. */
static void
seed_items(const struct place *place, struct draft *array, unsigned depth)
{
	const struct place *item = place_item(place);
	uint32_t count;

	if (item == NULL || item->key == NULL || !item->key->repetition.set)
		return;
	count = item->key->repetition.min;
	for (uint32_t i = 0; i < count && i < SEED_ITEMS; i++)
		draft_add(array, NULL, seed_at(item, depth + 1));
}

static struct draft *
seed_at(const struct place *place, unsigned depth)
{
	struct draft *draft;

	if (place->closed && place->choice_count == 1)
		return seed_scalar(&place->choices[0].value);
	if (place->key != NULL && place->key->default_value != NULL)
		return seed_scalar(place->key->default_value);
	if (place->type == SCHEMA_ANY)
		return draft_empty(place->note->type_count > 0 &&
		    place->note->types[0] < SCHEMA_ANY ?
		    (enum value_type)place->note->types[0] : VALUE_STRING);
	draft = draft_empty((enum value_type)place->type);
	if (depth >= SEED_DEPTH || place_is_recursive(place))
		return draft;
	if (draft->type == VALUE_DICT)
		seed_keys(place, draft, depth);
	else if (draft->type == VALUE_ARRAY)
		seed_items(place, draft, depth);
	return draft;
}

struct draft *
seed_value(const struct place *place)
{
	return seed_at(place, 0);
}

static void
set_text(struct draft *dict, const char *name, const char *text)
{
	struct draft *draft = draft_find(dict, name);

	if (draft == NULL) {
		draft_add(dict, name, draft_string(text));
	} else if (draft->type == VALUE_STRING) {
		free(draft->bytes.text);
		draft->bytes.text = xstrdup(text);
		draft->bytes.length = strlen(text);
	}
}

/* "com.apple.wifi.managed" → "managed". */
static const char *
last_part(const char *type)
{
	const char *dot = strrchr(type, '.');

	return dot != NULL && dot[1] != '\0' ? dot + 1 : type;
}

/*
 * Envelope, required keys, constants.  The identifier is IDENTIFIER_PREFIX
 * (usually the profile's; NULL: none) and the last part of the type.
 */
static struct draft *
seed_payload(struct catalog *catalog, const char *type,
    const char *identifier_prefix)
{
	const struct payload_schema *schema;
	const char *prefix = identifier_prefix;
	AUTO_BUF identifier = BUF_INIT;
	struct draft *draft;

	if (prefix != NULL && *prefix == '\0')
		prefix = NULL;
	schema = catalog_payload(catalog, type, strlen(type), NULL, NULL);
	draft = payload_draft(type, prefix != NULL ? prefix : type);
	if (prefix != NULL)
		buf_addf(&identifier, "%s.", prefix);
	buf_add_text(&identifier, prefix != NULL ? last_part(type) : type);
	set_text(draft, "PayloadIdentifier", buf_text(&identifier));
	if (schema->known)
		set_text(draft, "PayloadDisplayName", schema->title);
	seed_keys(schema->root, draft, 0);
	return draft;
}

/* Takes DRAFT. */
static bool
insert_draft(struct profile *profile, const char *name, struct draft *draft,
    struct error *err)
{
	struct value *made;
	bool done;

	done = edit_insert(profile, profile_root(profile), name, draft, NULL,
	    &made, err);
	draft_free(draft);
	return done;
}

static bool
insert_text(struct profile *profile, const char *name, const char *text,
    struct error *err)
{
	return insert_draft(profile, name, draft_string(text), err);
}

/* In the order Apple's own tools write: sorted. */
static bool
fill_profile(struct profile *profile, const char *name,
    const char *identifier, const char *organization, struct error *err)
{
	char uuid[RANDOM_UUID_SIZE];

	random_uuid(uuid);
	return insert_draft(profile, "PayloadContent", draft_array(), err) &&
	    insert_text(profile, "PayloadDisplayName", name, err) &&
	    insert_text(profile, "PayloadIdentifier", identifier, err) &&
	    (organization == NULL || insert_text(profile,
	    "PayloadOrganization", organization, err)) &&
	    insert_text(profile, "PayloadType", "Configuration", err) &&
	    insert_text(profile, "PayloadUUID", uuid, err) &&
	    insert_draft(profile, "PayloadVersion",
	    draft_integer(integer_from(1)), err);
}

bool
seed_profile(struct profile *profile, const char *name,
    const char *identifier, const char *organization, struct error *err)
{
	const struct value *root = profile_root(profile);

	if (root->type != VALUE_DICT || value_count(root) > 0) {
		error_set(err, ERR_EXISTS, "the document is not empty");
		return false;
	}
	edit_begin(profile, "new profile");
	return edit_finish(profile, fill_profile(profile, name, identifier,
	    organization, err));
}

static bool
has_identifier(const struct value *root, const char *identifier)
{
	size_t count = payload_count(root);

	if (value_equals_text(value_find(root, "PayloadIdentifier"),
	    identifier))
		return true;
	for (size_t i = 0; i < count; i++)
		if (value_equals_text(value_find(payload_at(root, i),
		    "PayloadIdentifier"), identifier))
			return true;
	return false;
}

/* "PREFIX.wifi", "PREFIX.wifi.2" … */
static void
make_unique(const struct value *root, struct draft *payload)
{
	const struct draft *draft = draft_find(payload, "PayloadIdentifier");
	AUTO_FREE char *first = xstrdup(draft->bytes.text);

	for (unsigned i = 2; has_identifier(root, draft->bytes.text); i++) {
		AUTO_FREE char *next = xasprintf("%s.%u", first, i);

		set_text(payload, "PayloadIdentifier", next);
	}
}

static struct value *
payload_list(struct profile *profile, struct error *err)
{
	struct value *root = profile_root(profile), *list = NULL;
	struct draft *draft;

	if (root->type != VALUE_DICT || payload_shape(root) == SHAPE_PAYLOAD) {
		error_set(err, ERR_REFUSED, "only a profile holds payloads, "
		    "and '%s' is none", profile_name(profile));
		return NULL;
	}
	list = value_find(root, "PayloadContent");
	if (list != NULL && list->type != VALUE_ARRAY) {
		error_set(err, ERR_TYPE, "'PayloadContent' is no array");
		return NULL;
	}
	if (list != NULL)
		return list;
	draft = draft_array();
	if (!edit_insert(profile, root, "PayloadContent", draft, NULL, &list,
	    err))
		list = NULL;
	draft_free(draft);
	return list;
}

static bool
add_payload(struct profile *profile, struct draft *draft, struct value **out,
    struct error *err)
{
	struct value *list = payload_list(profile, err), *made;

	if (list == NULL || !edit_insert_item(profile, list,
	    value_count(list), draft, &made, err))
		return false;
	if (out != NULL)
		*out = made;
	return true;
}

bool
seed_add_payload(struct profile *profile, struct catalog *catalog,
    const char *type, struct value **out, struct error *err)
{
	const struct value *root = profile_root(profile);
	AUTO_FREE char *label = NULL;
	AUTO_BUF prefix = BUF_INIT;
	struct draft *draft;
	const char *text;
	size_t length;
	bool done;

	if (value_get_string(value_find(root, "PayloadIdentifier"), &text,
	    &length))
		buf_add(&prefix, text, length);
	draft = seed_payload(catalog, type, buf_text(&prefix));
	make_unique(root, draft);
	label = xasprintf("add %s", catalog_payload(catalog, type,
	    strlen(type), NULL, NULL)->title);
	edit_begin(profile, label);
	done = edit_finish(profile, add_payload(profile, draft, out, err));
	draft_free(draft);
	return done;
}

bool
seed_duplicate_payload(struct profile *profile, struct value *payload,
    struct value **out, struct error *err)
{
	struct value *copy = NULL;

	edit_begin(profile, "duplicate a payload");
	if (!edit_finish(profile,
	    edit_duplicate(profile, payload, NULL, &copy, err) &&
	    payload_renew(profile, copy, err)))
		return false;
	if (out != NULL)
		*out = copy;
	return true;
}
