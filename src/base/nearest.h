/*
 * Which of several words a misspelt one was meant to be: for "did you mean".
 * The caller offers the words there are, one after the other.
 */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

struct nearest {
	const char *wanted;	/* borrowed: as it was typed */
	const char *word;	/* the best so far, borrowed; NULL: none */
	size_t limit;		/* slips that a better one may have at most */
	size_t least;		/* bytes; of shorter ones only case may differ */
	bool same_letters;	/* `word` differs in case alone */
};

/*
 * WANTED shorter than LEAST bytes is compared but for case only; up to four
 * bytes may have one slip (a letter changed, missing, too many, swapped with
 * the next), longer ones two.
 */
void nearest_init(struct nearest *nearest, const char *wanted, size_t least);
/* WORD is borrowed.  The first of equally near ones is kept. */
void nearest_offer(struct nearest *nearest, const char *word);
/*
 * As nearest_offer; a WORD that WANTED is the beginning of is near too, but
 * only where none differs by slips alone ("superv" → "supervised").
 */
void nearest_offer_longer(struct nearest *nearest, const char *word);

#endif
