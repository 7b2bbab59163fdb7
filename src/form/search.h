/*
 * Find within the profile: words, all must match, over names, titles, texts,
 * values (secrets left out).
 */
#ifndef FORM_SEARCH_H
#define FORM_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct checker;
struct place;
struct value;

struct hit {
	/* the value, or the container of an unset key */
	struct value *value;
	const char *missing;	/* name of the unset key, NULL for a set one */
	const struct place *place;	/* may be NULL */
	struct value *payload;	/* NULL: the profile's own keys */
	int rank;		/* higher is better: name, title, value, text */
};

/*
 * Best first, then in document order, at most LIMIT; WORDS (blank separated,
 * ASCII case ignored, at most 16 looked at) empty gives nothing.  Unset keys
 * are found in dictionaries that are there.  The caller frees the array.
 */
struct hit *search_profile(struct checker *checker, const char *words,
    size_t limit, size_t *count);

#endif
