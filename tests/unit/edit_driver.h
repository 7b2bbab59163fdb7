/*
 * Random edits on a profile, for the unit test and for the fuzzer, and what has
 * to hold after each.
 */
#ifndef TESTS_EDIT_DRIVER_H
#define TESTS_EDIT_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct profile;

struct driver {
	/*
	 * Where chance comes from; *END becomes true when there is no more of
	 * it.
	 */
	uint32_t (*next)(void *arg, bool *end);
	void *arg;
	bool ended;
	size_t made;		/* edits that changed something */
};

/*
 * Makes up to STEPS groups of random edits, undoes them one by one and redoes
 * them, looking after each whether the text is what it was there.  In words
 * what is wrong, or NULL.
 */
const char *driver_run(struct driver *driver, struct profile *profile,
    size_t steps);
/* Whether parents, places and counts in the tree fit together. */
const char *driver_check_tree(struct profile *profile);
/* Whether the text reads again as the tree is. */
const char *driver_check_text(struct profile *profile);

#endif
