/*
 * The installed profile that an update is compared with: which payload and
 * value there are the ones of the profile at hand.
 *
 * A payload is the installed one that has its PayloadIdentifier; else, when
 * that names none, the one of the same PayloadType at the same place among
 * those of the type.
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "check/internal.h"
#include "value/value.h"

enum { DEPTH_MOST = 512 };

static bool
same_text(const struct value *a, const struct value *b, const char *name)
{
	const char *left, *right;
	size_t left_length, right_length;

	return value_get_string(value_find(a, name), &left, &left_length) &&
	    value_get_string(value_find(b, name), &right, &right_length) &&
	    left_length == right_length &&
	    memcmp(left, right, left_length) == 0;
}

/* How many payloads of the same type stand before PAYLOAD. */
static size_t
number_of(const struct value *root, const struct value *payload)
{
	size_t count = payload_count(root), number = 0;

	for (size_t i = 0; i < count; i++) {
		const struct value *other = payload_at(root, i);

		if (other == payload)
			break;
		if (same_text(other, payload, "PayloadType"))
			number++;
	}
	return number;
}

const struct value *
against_payload(const struct checker *checker, const struct value *payload)
{
	const struct value *root = checker->against_root;
	size_t count, number;

	if (root == NULL)
		return NULL;
	if (payload == checker->root && checker->shape == SHAPE_PROFILE)
		return root;
	count = payload_count(root);
	for (size_t i = 0; i < count; i++)
		if (same_text(payload_at(root, i), payload,
		    "PayloadIdentifier"))
			return payload_at(root, i);
	number = number_of(checker->root, payload);
	for (size_t i = 0; i < count; i++)
		if (same_text(payload_at(root, i), payload, "PayloadType") &&
		    number-- == 0)
			return payload_at(root, i);
	return NULL;
}

static const struct value *
step(const struct value *from, const struct value *like)
{
	if (from == NULL)
		return NULL;
	if (like->key != NULL)
		return value_find_n(from, like->key->name, like->key->length);
	return from->type == VALUE_ARRAY ? value_at(from, like->index) : NULL;
}

const struct value *
against_value(const struct checker *checker, const struct value *payload,
    const struct value *container, const struct value *value,
    const char *name)
{
	const struct value *chain[DEPTH_MOST];
	const struct value *found = against_payload(checker, payload);
	size_t depth = 0;

	for (const struct value *v = value != NULL ? value : container;
	    v != NULL && v != payload; v = v->parent) {
		if (depth == DEPTH_MOST)
			return NULL;
		chain[depth++] = v;
	}
	while (depth-- > 0)
		found = step(found, chain[depth]);
	if (value == NULL && found != NULL)
		found = value_find(found, name);
	return found;
}

static void
complain_installed(const struct subject *subject, const char *name,
    enum severity severity, const char *message)
{
	struct owner owner = { .value = subject->value, .scope = SCOPE_DICT };
	struct finding finding = {
		.code = FINDING_UPDATE_IDENTITY,
		.severity = severity,
		.value = value_find(subject->value, name),
		.message = xstrdup(message),
	};

	if (subject->place != NULL)
		finding.place = place_child(subject->place, name,
		    strlen(name));
	complain_as(subject->checker, &owner, &finding);
}

/* DICT: the identity of the profile and its payloads. */
void
check_installed(const struct subject *subject)
{
	struct checker *checker = subject->checker;
	const struct value *dict = subject->value, *installed;

	if (checker->against_root == NULL ||
	    !checker_is_payload(checker, dict))
		return;
	installed = against_payload(checker, dict);
	if (installed == NULL)
		return;
	if (dict == checker->root) {
		if (value_find(dict, "PayloadIdentifier") != NULL &&
		    !same_text(dict, installed, "PayloadIdentifier"))
			complain_installed(subject, "PayloadIdentifier",
			    SEVERITY_WARNING,
			    "differs from the installed profile; a device adds "
			    "this one beside it");
		return;
	}
	if (same_text(dict, installed, "PayloadIdentifier") &&
	    value_find(dict, "PayloadUUID") != NULL &&
	    !same_text(dict, installed, "PayloadUUID"))
		complain_installed(subject, "PayloadUUID", SEVERITY_NOTE,
		    "differs from the installed payload; a device removes that "
		    "one and installs this one");
}
