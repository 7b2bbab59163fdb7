/* The nearest of several words.  See nearest.h. */
#include "base/nearest.h"

#include <string.h>

#include "base/text.h"

enum { WANTED_MOST = 200, SHORT_MOST = 4, BEGINNING_LEAST = 3 };

void
nearest_init(struct nearest *nearest, const char *wanted, size_t least)
{
	*nearest = (struct nearest){
		.wanted = wanted,
		.limit = strlen(wanted) <= SHORT_MOST ? 1 : 2,
		.least = least,
	};
}

void
nearest_offer(struct nearest *nearest, const char *word)
{
	size_t length = strlen(nearest->wanted), distance;

	if (nearest->same_letters || length > WANTED_MOST)
		return;
	if (text_equal_nocase(word, nearest->wanted)) {
		nearest->word = word;
		nearest->same_letters = true;
		return;
	}
	if (length < nearest->least || nearest->limit == 0)
		return;
	distance = text_distance(word, nearest->wanted, nearest->limit);
	if (distance <= nearest->limit) {
		nearest->word = word;
		nearest->limit = distance - 1;
	}
}

void
nearest_offer_longer(struct nearest *nearest, const char *word)
{
	size_t length = strlen(nearest->wanted);

	nearest_offer(nearest, word);
	if (nearest->word == NULL && length >= BEGINNING_LEAST &&
	    strlen(word) > length && text_compare_nocase(word, length,
	    nearest->wanted, length) == 0)
		nearest->word = word;
}
