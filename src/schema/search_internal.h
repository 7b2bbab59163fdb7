/*
 * What the files of the search share: the words, and how well they fit.
 */
#ifndef SCHEMA_SEARCH_INTERNAL_H
#define SCHEMA_SEARCH_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct catalog;
struct found_keys;
struct place;
struct schema_choice;

enum { WORDS_MOST = 16 };

struct words {
	/* cut into words by NULs, small letters */
	char *text;
	char *whole;			/* small letters, single blanks */
	const char *word[WORDS_MOST];
	char *core[WORDS_MOST];		/* the part no YAML spelling changes */
	size_t count;
};
void words_init(struct words *words, const char *text);
void words_release(struct words *words);

/* How well each word fits what stands above a key: 0 or little. */
struct context {
	int best[WORDS_MOST];
};
/* What PLACE says, for the keys below it; INTO holds what is above already. */
void score_context(const struct words *words, const struct place *place,
    struct context *into);
/* 0 when PLACE does not fit; *VALUE is a value that did, else as it was. */
int score_place(const struct words *words, const struct context *above,
    const struct place *place, const struct schema_choice **value);

#endif
