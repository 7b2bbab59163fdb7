/*
 * Find within the profile: words, all must match, over names, titles, texts, values (secrets left out).
 */
#ifndef FORM_SEARCH_H
#define FORM_SEARCH_H

#include <stdbool.h>
#include <stddef.h>

struct checker;
struct place;
struct value;

struct hit {
	struct value *value;	/* the value, or the container of an unset key */
	const char *missing;	/* name of the unset key, NULL for a set one */
	const struct place *place;	/* may be NULL */
	struct value *payload;
	int rank;		/* higher is better: name, title, value, text */
};

/* Best first, at most LIMIT; WORDS empty gives nothing. The caller frees the array. */
struct hit *search_profile(struct checker *checker, const char *words, size_t limit, size_t *count);

#endif
