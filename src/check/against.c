/*
 * The installed profile that an update is compared with: which payload and
 * value there are the ones of the profile at hand.
 *
 * A payload is the installed one that has its PayloadIdentifier.  Those left
 * over on both sides are paired in document order, by PayloadType.
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "base/map.h"
#include "check/internal.h"
#include "value/value.h"

enum {
	DEPTH_MOST = 512,
	PAIRED_MOST = 200	/* payloads; the time grows with the cube */
};

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

static const struct value *
find_identifier(const struct value *root, const struct value *payload)
{
	size_t count = payload_count(root);

	for (size_t i = 0; i < count; i++)
		if (same_text(payload_at(root, i), payload,
		    "PayloadIdentifier"))
			return payload_at(root, i);
	return NULL;
}

static const struct value *
find_installed(const struct checker *checker, const struct value *payload)
{
	const char *text;
	size_t length;

	return value_get_string(value_find(payload, "PayloadIdentifier"),
	    &text, &length) ? map_get(checker->installed, text, length) : NULL;
}

void
against_index(struct checker *checker)
{
	const struct value *root = checker->against_root;
	const char *text;
	size_t length;

	map_free(checker->installed, NULL);
	checker->installed = map_new();
	/* Backwards: the first of equal ones stays. */
	for (size_t i = root != NULL ? payload_count(root) : 0; i-- > 0;) {
		struct value *payload = payload_at(root, i);

		if (value_get_string(value_find(payload, "PayloadIdentifier"),
		    &text, &length))
			map_set(checker->installed, text, length, payload);
	}
}

/* Of PAYLOAD's type, and no payload of OTHER_ROOT has its identifier. */
static bool
is_left_over(const struct value *candidate, const struct value *payload,
    const struct value *other_root)
{
	return same_text(candidate, payload, "PayloadType") &&
	    find_identifier(other_root, candidate) == NULL;
}

const struct value *
against_payload(const struct checker *checker, const struct value *payload)
{
	const struct value *old = checker->against_root, *root = checker->root;
	const struct value *found;
	size_t number = 0;

	if (old == NULL)
		return NULL;
	if (payload == root && checker->shape == SHAPE_PROFILE)
		return old;
	found = find_installed(checker, payload);
	if (found != NULL || payload_count(root) > PAIRED_MOST ||
	    payload_count(old) > PAIRED_MOST)
		return found;
	for (size_t i = 0; payload_at(root, i) != payload &&
	    payload_at(root, i) != NULL; i++)
		if (is_left_over(payload_at(root, i), payload, old))
			number++;
	for (size_t i = 0; payload_at(old, i) != NULL; i++)
		if (is_left_over(payload_at(old, i), payload, root) &&
		    number-- == 0)
			return payload_at(old, i);
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
