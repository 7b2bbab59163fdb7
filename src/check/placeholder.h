/*
 * Variables that management servers and scripts fill in before a device sees
 * the profile.
 */
#ifndef CHECK_PLACEHOLDER_H
#define CHECK_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* A way in which variables are written. */
struct placeholder_form {
	const char *example;	/* "$NAME" */
	/*
	 * Signs around it: anything stands in a PAIR, one name in a WORD.  The
	 * WHOLE text may also be such a name, or one between signs, where no
	 * text belongs.
	 */
	enum { PLACEHOLDER_PAIR, PLACEHOLDER_WORD, PLACEHOLDER_WHOLE } kind;
	const char *open, *close;
};
/* The manual lists them in this order. */
extern const struct placeholder_form placeholder_forms[];
extern const size_t placeholder_form_count;

/*
 * Whether TEXT holds one.  BARE: forms of the whole text count as well, for
 * what is no text.  Only the first 4 KB are looked at.
 */
bool placeholder_inside(const char *text, size_t length, bool bare);

#endif
