/*
 * How well words fit a key: a name counts more than a title, a title more
 * than a value, a value more than a text; a whole word more than a part.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/die.h"
#include "base/text.h"
#include "schema/place.h"
#include "schema/search_internal.h"

enum fit { FIT_NONE, FIT_PART, FIT_START, FIT_WORD, FIT_WHOLE, FITS };
enum field { FIELD_NAME, FIELD_TITLE, FIELD_VALUE, FIELD_TEXT, FIELDS };

static const int weights[FIELDS][FITS] = {
	[FIELD_NAME] = { 0, 40, 60, 70, 100 },
	[FIELD_TITLE] = { 0, 30, 50, 60, 80 },
	[FIELD_VALUE] = { 0, 20, 30, 40, 50 },
	[FIELD_TEXT] = { 0, 6, 10, 12, 12 },
};

enum {
	ABOVE = 4,		/* a word that only fits what stands above */
	PHRASE = 50,		/* all words are the name or the title */
	PAYLOAD = 20,		/* payloads before keys */
	DEPTH = 2,		/* less for each level */
	DEPTH_COUNTED = 5,
};

static bool
is_letter(char c)
{
	return ascii_is_alnum(c) || (unsigned char)c >= 0x80;
}

void
words_init(struct words *words, const char *text)
{
	*words = (struct words){ .text = xstrdup(text), .whole = NULL };
	for (char *at = words->text; *at != '\0'; at++)
		*at = ascii_to_lower(*at);
	words->whole = xstrdup(words->text);
	for (char *at = words->text; words->count < WORDS_MOST;) {
		at += strspn(at, " \t\n");
		if (*at == '\0')
			break;
		const char *core = at, *best = at;
		size_t most = 0;

		words->word[words->count] = at;
		for (; *at != '\0' && strchr(" \t\n", *at) == NULL; at++) {
			if (!is_letter(*at))
				core = at + 1;
			else if ((size_t)(at + 1 - core) > most) {
				most = (size_t)(at + 1 - core);
				best = core;
			}
		}
		words->core[words->count++] = xstrndup(best, most);
		if (*at != '\0')
			*at++ = '\0';
	}
}

void
words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->core[i]);
	free(words->text);
	free(words->whole);
}

/* The best fit of WORD, in small letters, anywhere in TEXT. */
static enum fit
fit_of(const char *text, const char *word)
{
	size_t length = strlen(word);
	enum fit best = FIT_NONE;

	for (const char *at = text; *at != '\0'; at++) {
		size_t n = 0;
		enum fit fit = FIT_PART;

		if (ascii_to_lower(*at) != *word)
			continue;
		while (n < length && ascii_to_lower(at[n]) == word[n])
			n++;
		if (n < length)
			continue;
		/* "ServerURL": words begin at capitals too. */
		bool begins = at == text || !is_letter(at[-1]) ||
		    (ascii_is_upper(*at) && !ascii_is_upper(at[-1]));
		bool ends = !is_letter(at[n]) || (ascii_is_upper(at[n]) &&
		    !ascii_is_upper(at[n - 1]));

		if (begins)
			fit = ends ? FIT_WORD : FIT_START;
		if (at == text && at[n] == '\0')
			return FIT_WHOLE;
		if (fit > best)
			best = fit;
	}
	return best;
}

static void
look_at(const struct words *words, enum field field, const char *text,
    int best[WORDS_MOST])
{
	if (text == NULL || *text == '\0')
		return;
	for (size_t i = 0; i < words->count; i++) {
		int weight = weights[field][fit_of(text, words->word[i])];

		if (weight > best[i])
			best[i] = weight;
	}
}

static int
sum(const struct words *words, const int best[WORDS_MOST])
{
	int all = 0;

	for (size_t i = 0; i < words->count; i++)
		all += best[i];
	return all;
}

static bool
is_item(const struct place *place)
{
	return place->parent != NULL && place->parent->key != NULL &&
	    place->parent->key->type == SCHEMA_ARRAY;
}

/* Names of placeholders mean nothing to anybody. */
static const char *
name_of(const struct place *place)
{
	if (place->key == NULL)
		return place->payload->type;
	return is_item(place) ? "" : place->key->name;
}

void
score_context(const struct words *words, const struct place *place,
    struct context *into)
{
	int best[WORDS_MOST] = { 0 };

	look_at(words, FIELD_NAME, name_of(place), best);
	look_at(words, FIELD_TITLE, place_title(place), best);
	for (size_t i = 0; i < words->count; i++)
		if (best[i] > 0)
			into->best[i] = ABOVE;
}

/* The words are looked for in each value; the one that gives most is told. */
static void
look_at_values(const struct words *words, const struct place *place,
    int best[WORDS_MOST], const struct schema_choice **value)
{
	int most = sum(words, best);

	for (size_t i = 0; i < place->choice_count; i++) {
		const struct schema_choice *choice = &place->choices[i];

		look_at(words, FIELD_VALUE, choice->value.text, best);
		look_at(words, FIELD_VALUE, choice->title, best);
		look_at(words, FIELD_TEXT, choice->meaning, best);
		if (sum(words, best) > most) {
			most = sum(words, best);
			*value = choice;
		}
	}
	for (size_t i = 0; i < place->bit_count; i++) {
		look_at(words, FIELD_VALUE, place->bits[i].title, best);
		look_at(words, FIELD_TEXT, place->bits[i].meaning, best);
	}
}

static int
depth_of(const struct place *place)
{
	int depth = 0;

	for (; place->parent != NULL && depth < DEPTH_COUNTED;
	    place = place->parent)
		depth++;
	return depth;
}

int
score_place(const struct words *words, const struct context *above,
    const struct place *place, const struct schema_choice **value)
{
	int best[WORDS_MOST] = { 0 };
	bool own = false;
	const char *title = place_title(place);

	look_at(words, FIELD_NAME, name_of(place), best);
	look_at(words, FIELD_TITLE, title, best);
	look_at(words, FIELD_TEXT, place_help(place), best);
	look_at_values(words, place, best, value);
	for (size_t i = 0; i < words->count; i++) {
		own |= best[i] > 0;
		if (best[i] == 0)
			best[i] = above->best[i];
		if (best[i] == 0)
			return 0;
	}
	if (!own)
		return 0;
	int score = sum(words, best) - DEPTH * depth_of(place);

	if (text_equal_nocase(title, words->whole) ||
	    text_equal_nocase(name_of(place), words->whole))
		score += PHRASE;
	score += place->key == NULL ? PAYLOAD : 0;
	return score > 0 ? score : 1;
}
