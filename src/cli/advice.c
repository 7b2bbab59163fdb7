/* What was meant.  See advice.h. */
#include "cli/advice.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/nearest.h"
#include "base/text.h"
#include "check/where.h"
#include "cli/cli.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/search.h"
#include "schema/suggest.h"
#include "value/path.h"
#include "value/value.h"

enum {
	KEYS_MOST = 1000,	/* of a dictionary that are compared */
	KEY_LEAST = 4,
	NAMED_MOST = 3		/* payload types that are offered */
};

/* --- keys --- */

static const char *
nearest_entry(const struct value *dict, const char *name)
{
	struct nearest nearest;

	nearest_init(&nearest, name, KEY_LEAST);
	for (size_t i = 0; i < value_count(dict) && i < KEYS_MOST; i++)
		nearest_offer(&nearest, value_at(dict, i)->key->name);
	return nearest.word;
}

const char *
advice_key(const struct value *container, const struct place *place,
    const char *name)
{
	const char *near = NULL;

	if (container != NULL && container->type == VALUE_DICT)
		near = nearest_entry(container, name);
	if (near == NULL && place != NULL)
		near = suggest_key(place, name);
	return near;
}

/* --- payloads of the profile --- */

/* "wifi" of "com.apple.wifi.managed". */
static bool
is_part(const char *type, size_t length, const char *word)
{
	size_t size = strlen(word);

	for (size_t at = 0; size > 0 && at + size <= length; at++) {
		if ((at == 0 || type[at - 1] == '.') &&
		    (at + size == length || type[at + size] == '.') &&
		    text_compare_nocase(type + at, size, word, size) == 0)
			return true;
	}
	return false;
}

/*
 * The payload type of the profile that WORD was meant to be: it is misspelt, a
 * part of it, or has a key behind it ("com.apple.mdm.ServerURL").  The caller
 * frees; NULL.
 */
static char *
nearest_payload(const struct value *root, const char *word)
{
	const struct value *payload = payload_next(root, NULL);
	struct nearest nearest;

	nearest_init(&nearest, word, KEY_LEAST);
	for (; payload != NULL; payload = payload_next(root, payload)) {
		size_t length;
		const char *own = payload_type(payload, &length);
		AUTO_FREE char *type = xstrndup(own, length);

		if (length > 0 && strncmp(word, type, length) == 0 &&
		    word[length] == '.' && word[length + 1] != '\0')
			return xasprintf("%s/%s", type, word + length + 1);
		if (is_part(type, length, word))
			return steal(type);
		nearest_offer(&nearest, type);
		if (nearest.word == type)
			return steal(type);
	}
	return NULL;
}

/* "; it has com.apple.mdm and com.apple.security.scep" */
static void
add_payloads(const struct value *root, struct buf *out)
{
	const struct value *payload = payload_next(root, NULL);
	size_t count = payload_count(root);

	for (size_t i = 0; payload != NULL && i < NAMED_MOST; i++) {
		size_t length;
		const char *type = payload_type(payload, &length);

		buf_addf(out, "%s'%.*s'", i == 0 ? "; it has " : ", ",
		    (int)length, type);
		payload = payload_next(root, payload);
	}
	if (count > NAMED_MOST)
		buf_addf(out, " and %zu others", count - NAMED_MOST);
}

/* --- paths --- */

/* For the SEGMENT of a path that is not in REACHED. */
static void
add_key_advice(struct catalog *catalog, struct value *root,
    const struct value *reached, const char *segment, struct buf *out)
{
	const struct place *place = where_place(catalog, root, reached);
	const struct place *child;
	const char *near;

	if (reached->type != VALUE_DICT)
		return;
	child = place != NULL ?
	    place_child(place, segment, strlen(segment)) : NULL;
	if (child != NULL && !place_is_slot(child)) {
		buf_addf(out, ": it is known, and not set");
		return;
	}
	near = advice_key(reached, place, segment);
	if (near != NULL)
		buf_addf(out, ": did you mean '%s'?", near);
}

static void
add_advice(struct catalog *catalog, const struct profile *profile,
    const char *text, struct buf *out)
{
	struct value *root = profile_root(profile), *reached;
	AUTO_FREE char *payload = NULL;
	const char *first;
	struct path path;
	size_t depth;

	if (!payload_parse_path(root, text, &path, NULL))
		return;
	if (path_follow(root, &path, &reached, &depth, NULL) != NULL) {
		path_release(&path);
		return;
	}
	first = path.segments[0];
	if (depth == 0 && text[0] != '/')
		payload = nearest_payload(root, first);
	if (payload != NULL)
		buf_addf(out, ": did you mean '%s'?", payload);
	else
		add_key_advice(catalog, root, reached, path.segments[depth],
		    out);
	if (out->length == 0 && depth == 0 && text[0] != '/' &&
	    strchr(first, '.') != NULL && strpbrk(first, ":[") == NULL)
		add_payloads(root, out);
	path_release(&path);
}

struct value *
advice_find(const struct cli_options *options, struct catalog *catalog,
    const struct profile *profile, const char *text, struct error *err)
{
	struct value *value = payload_find(profile, text, err);
	struct catalog *own = NULL;
	AUTO_BUF advice = BUF_INIT;

	if (value != NULL || err->code != ERR_NOT_FOUND)
		return value;
	if (catalog == NULL)
		own = catalog = cli_catalog(options);
	if (catalog != NULL)
		add_advice(catalog, profile, text, &advice);
	if (advice.length > 0) {
		AUTO_FREE char *message = xstrdup(err->message);

		error_set(err, ERR_NOT_FOUND, "%s%s", message,
		    buf_text(&advice));
	}
	catalog_close(own);
	return NULL;
}

/* --- payload types --- */

struct offers {
	const char *types[NAMED_MOST];
	size_t count;
};

static void
offer(struct offers *offers, const char *type)
{
	for (size_t i = 0; i < offers->count; i++)
		if (strcmp(offers->types[i], type) == 0)
			return;
	if (offers->count < NAMED_MOST)
		offers->types[offers->count++] = type;
}

/* Whether WORDS are in the names of PLACE, not only in what is said of it. */
static bool
is_called(const struct place *place, const char *words)
{
	AUTO_BUF names = BUF_INIT;

	buf_addf(&names, "%s %s %s", place->payload->type, place_title(place),
	    place->key != NULL ? place->key->name : "");
	return text_has_words(buf_text(&names), words);
}

/* " 'com.apple.wifi.managed'" for each payload that WORDS find, best first. */
static bool
add_found(struct catalog *catalog, const char *words, struct buf *out)
{
	struct found_keys *found = search_keys(catalog, words);
	struct offers offers = { .count = 0 };

	/* Payloads themselves before those that have such a key. */
	for (int keys = 0; keys < 2 && offers.count == 0; keys++)
		for (size_t i = 0; i < found->count; i++) {
			const struct place *place = found->items[i].place;

			if ((place->parent != NULL) == (keys == 1) &&
			    !place->payload->top_level &&
			    is_called(place, words))
				offer(&offers, place->payload->type);
		}
	for (size_t i = 0; i < offers.count; i++)
		buf_addf(out, "%s'%s'", i == 0 ? "" :
		    i + 1 == offers.count ? " or " : ", ", offers.types[i]);
	found_keys_free(found);
	return offers.count > 0;
}

/* The parts of TYPE that say something, apart. */
static void
add_words(const char *type, struct buf *out)
{
	static const char *const empty[] = { "com", "apple", "managed" };

	while (*type != '\0') {
		size_t length = strcspn(type, ".");
		bool says = length > 0;

		for (size_t i = 0; i < ARRAY_COUNT(empty); i++)
			if (strlen(empty[i]) == length &&
			    strncmp(empty[i], type, length) == 0)
				says = false;
		if (says)
			buf_addf(out, "%s%.*s", out->length > 0 ? " " : "",
			    (int)length, type);
		type += length;
		type += *type == '.';
	}
}

bool
advice_type_is_meant(struct catalog *catalog, const char *type,
    struct error *err)
{
	const char *near;
	AUTO_BUF words = BUF_INIT;
	AUTO_BUF found = BUF_INIT;

	if (catalog_count(catalog) == 0 ||
	    catalog_knows(catalog, type, strlen(type)))
		return true;
	near = suggest_type(catalog, type);
	if (near == NULL && strncmp(type, "com.apple.", 10) != 0 &&
	    strchr(type, '.') != NULL)
		return true;
	add_words(type, &words);
	if (near != NULL)
		buf_addf(&found, "'%s'", near);
	if (near != NULL || (words.length > 0 &&
	    add_found(catalog, buf_text(&words), &found)))
		error_set(err, ERR_USAGE, "there is no payload type '%s': did "
		    "you mean %s? --force takes it all the same", type,
		    buf_text(&found));
	else
		error_set(err, ERR_USAGE, "there is no payload type '%s': "
		    "'profedit schema list' names those there are; --force "
		    "takes it all the same", type);
	return false;
}
