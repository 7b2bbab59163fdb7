/*
 * The envelope: which dictionaries are payloads, and making them.
 */
#include "profile/payload.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/error.h"
#include "base/random.h"
#include "base/scalar.h"
#include "value/draft.h"
#include "value/value.h"

#include "profile/edit.h"
#include "profile/profile.h"

static const char type_key[] = "PayloadType";
static const char content_key[] = "PayloadContent";

/* The array of payloads, or NULL. */
static struct value *
content_of(const struct value *root)
{
	struct value *content = value_find(root, content_key);

	return content != NULL && content->type == VALUE_ARRAY ? content : NULL;
}

enum payload_shape
payload_shape(const struct value *root)
{
	const struct value *type;

	if (root == NULL || root->type != VALUE_DICT)
		return SHAPE_OTHER;
	type = value_find(root, type_key);
	if (value_equals_text(type, "Configuration") ||
	    content_of(root) != NULL)
		return SHAPE_PROFILE;
	return type != NULL && type->type == VALUE_STRING ? SHAPE_PAYLOAD :
	    SHAPE_OTHER;
}

bool
payload_is_encrypted(const struct value *root)
{
	return value_find(root, "EncryptedPayloadContent") != NULL;
}

size_t
payload_count(const struct value *root)
{
	enum payload_shape shape = payload_shape(root);
	const struct value *content;

	if (shape != SHAPE_PROFILE)
		return shape == SHAPE_PAYLOAD;
	content = content_of(root);
	return content == NULL ? 0 : content->items.dicts;
}

struct value *
payload_at(const struct value *root, size_t index)
{
	enum payload_shape shape = payload_shape(root);
	const struct value *content;

	if (shape == SHAPE_PAYLOAD && index == 0)
		return (struct value *)root;
	content = shape == SHAPE_PROFILE ? content_of(root) : NULL;
	if (content == NULL || index >= content->items.dicts)
		return NULL;
	if (content->items.dicts == content->items.count)
		return content->items.list[index];
	for (size_t i = 0; i < content->items.count; i++) {
		struct value *item = content->items.list[i];

		if (item->type == VALUE_DICT && index-- == 0)
			return item;
	}
	return NULL;
}

struct value *
payload_next(const struct value *root, const struct value *payload)
{
	size_t i;

	if (payload == NULL)
		return payload_at(root, 0);
	if (payload->parent == NULL)
		return NULL;
	for (i = payload->index + 1; i < payload->parent->items.count; i++) {
		if (payload->parent->items.list[i]->type == VALUE_DICT)
			return payload->parent->items.list[i];
	}
	return NULL;
}

struct value *
payload_of(const struct value *root, const struct value *value)
{
	enum payload_shape shape = payload_shape(root);
	const struct value *content;

	if (shape == SHAPE_PAYLOAD)
		return value_is_inside(value, root) ? (struct value *)root :
		    NULL;
	content = shape == SHAPE_PROFILE ? content_of(root) : NULL;
	while (value != NULL && value->parent != content)
		value = value->parent;
	if (content == NULL || value == NULL || value->type != VALUE_DICT)
		return NULL;
	return content->items.list[value->index];
}

const char *
payload_type(const struct value *payload, size_t *length)
{
	const char *text;

	if (value_get_string(value_find(payload, type_key), &text, length))
		return text;
	*length = 0;
	return "";
}

/* ---- making */

static char *
make_identifier(const char *prefix, const char *type, const char *uuid)
{
	if (prefix == NULL || prefix[0] == '\0')
		return xasprintf("%s.%s", type, uuid);
	return xasprintf("%s.%s.%s", prefix, type, uuid);
}

struct draft *
payload_draft(const char *type, const char *prefix)
{
	struct draft *dict = draft_dict();
	AUTO_FREE char *identifier = NULL;
	char uuid[RANDOM_UUID_SIZE];

	random_uuid(uuid);
	identifier = make_identifier(prefix, type, uuid);
	draft_add(dict, "PayloadIdentifier", draft_string(identifier));
	draft_add(dict, type_key, draft_string(type));
	draft_add(dict, "PayloadUUID", draft_string(uuid));
	draft_add(dict, "PayloadVersion", draft_integer(integer_from(1)));
	return dict;
}

static bool
set_text(struct profile *profile, struct value *dict, const char *name,
    const char *text, struct error *err)
{
	struct value *entry = value_find(dict, name);
	struct draft *draft = draft_string(text);
	bool ok = entry != NULL ? edit_set(profile, entry, draft, err) :
	    edit_insert(profile, dict, name, draft, NULL, NULL, err);

	draft_free(draft);
	return ok;
}

/*
 * Whether a payload other than SELF, or the profile itself, is called
 * IDENTIFIER.
 */
static bool
is_taken(const struct value *root, const struct value *self,
    const char *identifier)
{
	static const char key[] = "PayloadIdentifier";

	if (root != self &&
	    value_equals_text(value_find(root, key), identifier))
		return true;
	for (const struct value *payload = payload_next(root, NULL);
	    payload != NULL; payload = payload_next(root, payload)) {
		if (payload != self &&
		    value_equals_text(value_find(payload, key), identifier))
			return true;
	}
	return false;
}

/*
 * The old identifier with its UUID exchanged where it ends in one, else with
 * the new UUID behind it.
 */
static char *
renew_identifier(const struct value *payload, const char *uuid)
{
	enum { UUID_LENGTH = 36 };
	const char *old;
	size_t length;

	if (!value_get_string(value_find(payload, "PayloadIdentifier"), &old,
		&length) || length == 0) {
		size_t type_length;
		const char *type = payload_type(payload, &type_length);
		AUTO_FREE char *copy = xstrndup(type, type_length);

		return make_identifier(NULL, copy, uuid);
	}
	if (length >= UUID_LENGTH &&
	    scalar_is_uuid(old + length - UUID_LENGTH, UUID_LENGTH))
		return xasprintf("%.*s%s", (int)(length - UUID_LENGTH), old,
		    uuid);
	return xasprintf("%.*s.%s", (int)length, old, uuid);
}

bool
payload_renew(struct profile *profile, struct value *payload,
    struct error *err)
{
	AUTO_FREE char *identifier = NULL;
	char uuid[RANDOM_UUID_SIZE];
	bool ok;

	if (payload->type != VALUE_DICT) {
		error_set(err, ERR_TYPE, "a payload is a dictionary");
		return false;
	}
	do {
		free(identifier);
		random_uuid(uuid);
		identifier = renew_identifier(payload, uuid);
	} while (is_taken(profile_root(profile), payload, identifier));
	edit_begin(profile, "new identifiers");
	ok = set_text(profile, payload, "PayloadUUID", uuid, err) &&
	    set_text(profile, payload, "PayloadIdentifier", identifier, err);
	return edit_finish(profile, ok);
}
