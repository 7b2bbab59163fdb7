/*
 * Find within the profile.  See search.h.  One walk over the document; what a
 * schema place says about the words is looked at once per place.
 */
#include "config.h"

#include "form/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "value/type.h"
#include "value/value.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "check/check.h"
#include "check/report.h"
#include "check/where.h"
#include "form/internal.h"

enum { WORDS_MOST = 16 };
enum match { MATCH_NONE, MATCH_TEXT, MATCH_VALUE, MATCH_TITLE, MATCH_NAME };
/* A rank is the worst word's match, then how near the whole is. */
enum { NEAR_BEGINS = 1, NEAR_TITLE, NEAR_NAME, NEARS };
enum { RANKS = (MATCH_NAME + 1) * NEARS };

/* What the schema's words about a key match. */
struct about {
	uint8_t best[WORDS_MOST];
	unsigned near;
	bool listed;			/* unset is made */
	VEC(const struct place *) unset;	/* children that match */
};

struct search {
	struct checker *checker;
	struct catalog *catalog;
	struct value *root;
	char *words;			/* cut into pieces by NULs */
	char *whole;
	const char *word[WORDS_MOST];
	size_t count, limit;
	struct map *abouts;		/* place → struct about */
	VEC(struct hit) hits[RANKS];
};

/* WORD is in small letters. */
static bool
contains(const char *text, size_t length, const char *word)
{
	size_t size = strlen(word), at;

	for (size_t i = 0; i + size <= length; i++) {
		at = 0;
		while (at < size && ascii_to_lower(text[i + at]) == word[at])
			at++;
		if (at == size)
			return true;
	}
	return false;
}

static void
match_text(const struct search *search, enum match match, const char *text,
    size_t length, uint8_t best[WORDS_MOST])
{
	for (size_t i = 0; i < search->count; i++)
		if (best[i] < match && contains(text, length,
		    search->word[i]))
			best[i] = (uint8_t)match;
}

static unsigned
nearness(const struct search *search, const char *text, size_t length,
    unsigned equal)
{
	size_t size = strlen(search->whole);

	if (length < size ||
	    text_compare_nocase(text, size, search->whole, size) != 0)
		return 0;
	return length == size ? equal : NEAR_BEGINS;
}

static void
look_at(const struct search *search, enum match match, const char *text,
    size_t length, struct about *about)
{
	unsigned near;

	near = nearness(search, text, length,
	    match == MATCH_NAME ? NEAR_NAME : NEAR_TITLE);
	match_text(search, match, text, length, about->best);
	if (near > about->near)
		about->near = near;
}

static struct about *
about_place(struct search *search, const struct place *place)
{
	struct about *about = map_get_pointer(search->abouts, place);
	const char *title = place_title(place), *help = place_help(place);
	const char *name;

	if (about != NULL)
		return about;
	about = xcalloc(1, sizeof(*about));
	map_set_pointer(search->abouts, place, about);
	name = place->key != NULL ? place->key->name : place->payload->type;
	look_at(search, MATCH_NAME, name, strlen(name), about);
	look_at(search, MATCH_TITLE, title, strlen(title), about);
	match_text(search, MATCH_TEXT, help, strlen(help), about->best);
	return about;
}

static enum match
worst(const struct search *search, const uint8_t best[WORDS_MOST])
{
	uint8_t least = MATCH_NAME;

	for (size_t i = 0; i < search->count; i++)
		if (best[i] < least)
			least = best[i];
	return (enum match)least;
}

static void
keep(struct search *search, struct hit hit, enum match match, unsigned near)
{
	hit.rank = (int)match * NEARS + (int)near;
	if (search->hits[hit.rank].count < search->limit)
		*VEC_PUSH(search->hits[hit.rank]) = hit;
}

static void
match_value(const struct search *search, const struct value *value,
    const struct place *place, struct about *about)
{
	const struct schema_choice *choice;
	AUTO_BUF text = BUF_INIT;

	if (value->type == VALUE_DATA || value_is_container(value) ||
	    report_is_secret(place, value))
		return;
	if (value->unreadable) {
		value_show_content(value, &text);
	} else if (value->type == VALUE_STRING) {
		match_text(search, MATCH_VALUE, value->string.text,
		    value->string.length, about->best);
	} else {
		type_format(value, &text);
	}
	match_text(search, MATCH_VALUE, buf_text(&text), text.length,
	    about->best);
	choice = value->unreadable ? NULL : show_choice(place, value);
	if (choice != NULL && choice->title != NULL)
		match_text(search, MATCH_VALUE, choice->title,
		    strlen(choice->title), about->best);
}

static void
search_value(struct search *search, struct value *value,
    const struct place *place, struct value *payload)
{
	const struct value_key *key = value->key;
	struct about about = { .near = 0 };
	enum match match;

	/* An item is only what it holds: all would match alike. */
	if (place != NULL && (key != NULL || value == payload))
		about = *about_place(search, place);
	if (key != NULL)
		look_at(search, MATCH_NAME, key->name, key->length, &about);
	match_value(search, value, place, &about);
	match = worst(search, about.best);
	if (match != MATCH_NONE)
		keep(search, (struct hit){ .value = value, .place = place,
		    .payload = payload }, match, about.near);
}

static void
list_matching(struct search *search, const struct place *place,
    struct about *about)
{
	for (size_t i = 0; i < place_child_count(place); i++) {
		const struct place *child = place_child_at(place, i);

		if (child != NULL && child->key != NULL &&
		    !entries_is_wildcard(child) &&
		    place_left(child) == NULL && worst(search,
		    about_place(search, child)->best) != MATCH_NONE)
			*VEC_PUSH(about->unset) = child;
	}
	about->listed = true;
}

static void
search_unset(struct search *search, struct value *dict,
    const struct place *place, struct value *payload)
{
	struct about *about = about_place(search, place);

	if (!about->listed)
		list_matching(search, place, about);
	for (size_t i = 0; i < about->unset.count; i++) {
		const struct place *child = about->unset.items[i];
		const struct about *found = about_place(search, child);

		if (value_find(dict, child->key->name) == NULL)
			keep(search, (struct hit){ .value = dict,
			    .missing = child->key->name, .place = child,
			    .payload = payload },
			    worst(search, found->best), found->near);
	}
}

/* No deeper than documents are. */
static void
search_below(struct search *search, struct value *value,
    const struct place *place, struct value *payload)
{
	size_t count = value_count(value);

	if (place != NULL && place->key == NULL && !place->payload->top_level)
		payload = value;
	if (value != search->root)
		search_value(search, value, place, payload);
	for (size_t i = 0; i < count; i++) {
		struct value *child = value_at(value, i);
		const struct value_key *key = child->key;

		search_below(search, child, where_child(search->catalog,
		    search->root, value, place, key != NULL ? key->name : NULL,
		    key != NULL ? key->length : 0, child), payload);
	}
	if (value->type == VALUE_DICT && place != NULL)
		search_unset(search, value, place, payload);
}

static void
cut_words(struct search *search, const char *words)
{
	char *at;

	search->words = xstrdup(words);
	search->whole = xstrdup(words);
	for (at = search->words; *at != '\0'; at++)
		*at = ascii_to_lower(*at);
	for (at = search->words; search->count < WORDS_MOST;) {
		at += strspn(at, " \t");
		if (*at == '\0')
			return;
		search->word[search->count++] = at;
		at += strcspn(at, " \t");
		if (*at == '\0')
			return;
		*at++ = '\0';
	}
}

static void
free_about(void *arg)
{
	struct about *about = arg;

	VEC_RELEASE(about->unset);
	free(about);
}

static struct hit *
collect(struct search *search, size_t *count)
{
	VEC(struct hit) all = { 0 };

	for (size_t rank = RANKS; rank-- > 0;) {
		for (size_t i = 0; i < search->hits[rank].count &&
		    all.count < search->limit; i++)
			*VEC_PUSH(all) = search->hits[rank].items[i];
		VEC_RELEASE(search->hits[rank]);
	}
	*count = all.count;
	return all.items;
}

struct hit *
search_profile(struct checker *checker, const char *words, size_t limit,
    size_t *count)
{
	struct search search = { .checker = checker,
		.catalog = checker_catalog(checker), .limit = limit };
	struct hit *hits;

	search.root = profile_root(checker_profile(checker));
	cut_words(&search, words);
	search.abouts = map_new();
	if (search.count > 0)
		search_below(&search, search.root,
		    where_place(search.catalog, search.root, search.root),
		    NULL);
	hits = collect(&search, count);
	map_free(search.abouts, free_about);
	free(search.words);
	free(search.whole);
	return hits;
}
