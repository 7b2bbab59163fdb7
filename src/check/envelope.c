/*
 * The envelope: what makes a property list a profile, and a dictionary a
 * payload, whatever the schemas say.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "base/text.h"
#include "check/internal.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/suggest.h"
#include "value/value.h"

enum { TYPE_LENGTH_MOST = 200 };

static const char *const envelope_keys[] = { "PayloadType",
    "PayloadIdentifier", "PayloadUUID", "PayloadVersion" };

bool
envelope_has(const char *name)
{
	for (size_t i = 0; i < ARRAY_COUNT(envelope_keys); i++)
		if (strcmp(envelope_keys[i], name) == 0)
			return true;
	return false;
}

static bool
is_named(const struct value *value, const char *name)
{
	return value->key != NULL && value->key->length == strlen(name) &&
	    memcmp(value->key->name, name, value->key->length) == 0;
}

bool
checker_is_payload(const struct checker *checker, const struct value *value)
{
	const struct value *list = value->parent;

	if (value->type != VALUE_DICT || checker->shape == SHAPE_OTHER)
		return false;
	if (value == checker->root)
		return true;
	return checker->shape == SHAPE_PROFILE && list != NULL &&
	    list->type == VALUE_ARRAY && list->parent == checker->root &&
	    is_named(list, "PayloadContent");
}

/*
 * PayloadEnabled is in no schema and in every third profile; some editors
 * write it everywhere.  The others are missing from schemas that come without
 * the common keys.  The names in ConsentText are languages or "default".
 */
bool
envelope_is_known(const struct subject *subject)
{
	static const char *const more[] = { "PayloadEnabled",
	    "PayloadDisplayName", "PayloadDescription",
	    "PayloadOrganization" };
	const struct checker *checker = subject->checker;
	const struct value *value = subject->value, *dict = value->parent;

	if (checker_is_payload(checker, dict)) {
		for (size_t i = 0; i < ARRAY_COUNT(more); i++)
			if (is_named(value, more[i]))
				return true;
		for (size_t i = 0; i < ARRAY_COUNT(envelope_keys); i++)
			if (is_named(value, envelope_keys[i]))
				return true;
	}
	return checker->shape == SHAPE_PROFILE &&
	    dict->parent == checker->root && is_named(dict, "ConsentText");
}

static void
check_uuid(const struct subject *subject)
{
	const char *text;
	size_t length;

	if (!value_get_string(subject->value, &text, &length) ||
	    scalar_is_uuid(text, length))
		return;
	if (placeholder_inside(text, length, false))
		complain_usual(subject, FINDING_PLACEHOLDER,
		    "holds a variable that something else has to fill in");
	else if (length == 0)
		complain_usual(subject, FINDING_BAD_UUID, "is empty");
	else
		complain_usual(subject, FINDING_BAD_UUID,
		    "is not written as a UUID");
}

static void
check_type_left(const struct subject *subject)
{
	const struct place *payload = subject->container_place;

	if (payload != NULL && place_left(payload) != NULL)
		complain_usual(subject, FINDING_LEFT_SCHEMA,
		    "is '%s', which is not part of the published schema "
		    "since release %s", payload->payload->type,
		    place_left(payload));
}

static void
check_payload_type(const struct subject *subject)
{
	struct checker *checker = subject->checker;
	const char *text, *near;
	size_t length;

	if (!value_get_string(subject->value, &text, &length))
		return;
	if (length == 0) {
		complain(subject, FINDING_NOT_ALLOWED, SEVERITY_ERROR, NULL,
		    "is empty; a payload needs a type");
		return;
	}
	if (subject->payload == checker->root &&
	    checker->shape == SHAPE_PROFILE)
		return;
	check_type_left(subject);
	if (catalog_knows(checker->catalog, text, length) ||
	    length > TYPE_LENGTH_MOST || catalog_count(checker->catalog) == 0)
		return;
	AUTO_FREE char *type = xstrndup(text, length);

	near = suggest_type(checker->catalog, type);
	complain(subject, FINDING_UNKNOWN_PAYLOAD_TYPE,
	    near != NULL ? SEVERITY_WARNING : SEVERITY_NOTE,
	    near != NULL ? xasprintf("did you mean '%s'?", near) : NULL,
	    "is '%s', which no schema describes; its keys are not checked",
	    type);
}

static void
check_identifier(const struct subject *subject)
{
	const char *text;
	size_t length;

	if (value_get_string(subject->value, &text, &length) && length == 0)
		complain(subject, FINDING_FORMAT_MISMATCH, SEVERITY_WARNING,
		    NULL, "is empty; it should name the payload");
}

void
check_envelope_value(const struct subject *subject)
{
	const struct value *value = subject->value;

	if (value->key == NULL || value->type != VALUE_STRING ||
	    value->parent != subject->payload)
		return;
	if (is_named(value, "PayloadUUID"))
		check_uuid(subject);
	else if (is_named(value, "PayloadType"))
		check_payload_type(subject);
	else if (is_named(value, "PayloadIdentifier"))
		check_identifier(subject);
}

static void
complain_root(const struct subject *subject, enum severity severity,
    const char *message)
{
	struct owner owner = { .value = subject->value, .scope = SCOPE_DICT };
	struct finding finding = {
		.code = FINDING_NOT_A_PROFILE,
		.severity = severity,
		.value = subject->value,
		.message = xstrdup(message),
	};

	complain_as(subject->checker, &owner, &finding);
}

static void
complain_missing(const struct subject *subject, const char *name)
{
	struct owner owner = { .value = subject->value, .scope = SCOPE_DICT };
	struct finding finding = {
		.code = FINDING_MISSING_KEY,
		.severity = SEVERITY_ERROR,
		.value = subject->value,
		.missing = xstrdup(name),
		.message = xstrdup("is required"),
	};

	if (subject->place != NULL)
		finding.place = place_child(subject->place, name,
		    strlen(name));
	complain_as(subject->checker, &owner, &finding);
}

void
check_envelope(const struct subject *subject)
{
	const struct checker *checker = subject->checker;

	if (subject->value == checker->root) {
		if (checker->shape == SHAPE_OTHER)
			complain_root(subject, SEVERITY_WARNING,
			    "is no configuration profile; its keys are not "
			    "checked");
		else if (checker->shape == SHAPE_PAYLOAD)
			complain_root(subject, SEVERITY_NOTE,
			    "is a single payload; a device takes it only "
			    "inside a profile");
	}
	if (!checker_is_payload(checker, subject->value))
		return;
	for (size_t i = 0; i < ARRAY_COUNT(envelope_keys); i++)
		if (value_find(subject->value, envelope_keys[i]) == NULL)
			complain_missing(subject, envelope_keys[i]);
}

void
check_judged(const struct subject *subject)
{
	const struct place *place = subject->place;

	if (checker_is_payload(subject->checker, subject->value) &&
	    place != NULL && place->payload->failure != NULL)
		complain(subject, FINDING_NOT_JUDGED, SEVERITY_WARNING, NULL,
		    "is not checked: %s",
		    place->payload->failure);
}
