/*
 * Find among all payloads and keys there are: all words must match, in names,
 * titles, texts or values, a word or two perhaps in what stands above.
 */
#ifndef SCHEMA_SEARCH_H
#define SCHEMA_SEARCH_H

#include <stddef.h>

struct catalog;
struct payload;
struct place;

struct found_key {
	const struct place *place;	/* a payload's root, or a key */
	const struct schema_choice *value;	/* one that matched, or NULL */
	size_t others;		/* further places of the same key, left out */
	int score;		/* higher is better */
};

struct found_keys {
	struct found_key *items;	/* best first */
	size_t count;
	struct payload **payloads;	/* what the places are in; ours */
	size_t payload_count;
};

/*
 * WORDS are split at blanks, ASCII case does not matter; at most 16 count, none
 * finds nothing.  The places belong to the result, which must not outlive
 * CATALOG: they know their own files and rules, but neither common payload keys nor keys taken over from another
 * type.  Never NULL.
 */
struct found_keys *search_keys(struct catalog *catalog, const char *words);
void found_keys_free(struct found_keys *found);

#endif
