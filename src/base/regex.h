/*
 * Regular expressions of schemas and rules: PCRE2 in UTF mode, DOLLAR_ENDONLY,
 * no JIT, with match and depth limits so that a hostile pattern ends.
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include <stdbool.h>
#include <stddef.h>

struct error;
struct regex;

enum regex_mode {
	REGEX_SEARCH,	/* anywhere */
	REGEX_WHOLE	/* as ^(?:PATTERN)$ */
};

/* ERR_SYNTAX with the offset in words. */
struct regex *regex_new(const char *pattern, enum regex_mode mode,
    struct error *err);
void regex_free(struct regex *regex);
/* Ill-formed UTF-8 and a met limit do not match. */
bool regex_matches(const struct regex *regex, const char *text, size_t length);

#endif
