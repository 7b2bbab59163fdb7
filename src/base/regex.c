/*
 * Regular expressions through PCRE2.  See regex.h.
 */
#include "config.h"

#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/error.h"
#include "base/text.h"

/* How long a pattern may think: some hundredths of a second, at most. */
enum {
	PATTERN_MOST = 64 * 1024,	/* bytes */
	MATCH_MOST = 1000000,
	DEPTH_MOST = 10000,
	HEAP_MOST = 16 * 1024,		/* KiB */
};

struct regex {
	pcre2_code *code;
	pcre2_match_data *match;
	pcre2_match_context *limits;
	uint32_t options;
};

static pcre2_code *
compile(const char *pattern, struct error *err)
{
	size_t length = strlen(pattern);
	PCRE2_SIZE offset = 0;
	PCRE2_UCHAR8 why[128];
	int number = 0;

	if (length > PATTERN_MOST) {
		error_set(err, ERR_SYNTAX, "the pattern has more than %d bytes",
		    PATTERN_MOST);
		return NULL;
	}
	pcre2_code *code = pcre2_compile((PCRE2_SPTR8)pattern, length,
	    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_BACKSLASH_C,
	    &number, &offset, NULL);
	if (code != NULL)
		return code;
	if (number == PCRE2_ERROR_HEAP_FAILED)
		die("out of memory");
	pcre2_get_error_message(number, why, sizeof why);
	error_set(err, ERR_SYNTAX, "cannot read the pattern '%s': %s at "
	    "character %zu", pattern, (const char *)why,
	    utf8_count(pattern, offset) + 1);
	return NULL;
}

struct regex *
regex_new(const char *pattern, enum regex_mode mode, struct error *err)
{
	pcre2_code *code = compile(pattern, err);

	if (code == NULL)
		return NULL;
	struct regex *regex = xcalloc(1, sizeof *regex);

	regex->code = code;
	/* Not by text around it: "a)|(b" is to stay an error. */
	if (mode == REGEX_WHOLE)
		regex->options = PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	regex->match = pcre2_match_data_create(1, NULL);
	regex->limits = pcre2_match_context_create(NULL);
	if (regex->match == NULL || regex->limits == NULL)
		die("out of memory");
	pcre2_set_match_limit(regex->limits, MATCH_MOST);
	pcre2_set_depth_limit(regex->limits, DEPTH_MOST);
	pcre2_set_heap_limit(regex->limits, HEAP_MOST);
	return regex;
}

void
regex_free(struct regex *regex)
{
	if (regex == NULL)
		return;
	pcre2_match_context_free(regex->limits);
	pcre2_match_data_free(regex->match);
	pcre2_code_free(regex->code);
	free(regex);
}

bool
regex_matches(const struct regex *regex, const char *text, size_t length)
{
	/* Only one pair of offsets fits: 0 says that there were more. */
	return pcre2_match(regex->code, (PCRE2_SPTR8)text, length, 0,
	    regex->options, regex->match, regex->limits) >= 0;
}
