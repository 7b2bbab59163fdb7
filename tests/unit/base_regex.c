#include "unit.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/regex.h"

static bool
matches(const char *pattern, enum regex_mode mode, const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct regex *regex = regex_new(pattern, mode, &err);

	if (regex == NULL)
		fail_msg("%s", err.message);
	bool result = regex_matches(regex, text, strlen(text));
	/* The same again: nothing is kept from one match to the next. */
	assert_int_equal(regex_matches(regex, text, strlen(text)), result);
	regex_free(regex);
	return result;
}

static void
patterns_match_anywhere_or_the_whole(void **state)
{
	static const struct {
		const char *pattern, *text;
		bool search, whole;
	} cases[] = {
		{ "b", "abc", true, false },
		{ "abc", "abc", true, true },
		{ "a|abc", "abc", true, true },
		{ "a|b", "ab", true, false },
		{ "^a", "ab", true, false },
		{ "", "", true, true },
		{ "", "a", true, false },
		{ "a$", "a\n", false, false },	/* the end and only the end */
		{ "a", "a\n", true, false },
		{ "a.c", "a\nc", false, false },
		{ ".", "\xc3\xa9", true, true },	/* one character */
		{ "..", "\xc3\xa9", false, false },
		{ "[^0-9]+", "\xe6\x97\xa5", true, true },
		{ "[0-9A-F]{2}(:[0-9A-F]{2})*", "0A:FF", true, true },
		{ "(a)(b)(c)", "abc", true, true },
		{ "a #b", "a #b", true, true },
		{ "(?i)ABC", "abc", true, true },
		{ "(?x) a # comment", "a", true, true },
		{ "\\d{3}", "1234", true, false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		if (matches(cases[i].pattern, REGEX_SEARCH, cases[i].text) !=
		    cases[i].search ||
		    matches(cases[i].pattern, REGEX_WHOLE, cases[i].text) !=
		    cases[i].whole)
			fail_msg("'%s' on '%s'", cases[i].pattern,
			    cases[i].text);
	}
}

/* The character that the message for PATTERN names, from 1. */
static unsigned long
place_of_fault(const char *pattern)
{
	static const char words[] = " at character ";
	AUTO_ERROR err = ERROR_INIT;
	const char *at;

	assert_null(regex_new(pattern, REGEX_WHOLE, &err));
	assert_int_equal(err.code, ERR_SYNTAX);
	assert_non_null(strstr(err.message, pattern));
	at = strstr(err.message, words);
	assert_non_null(at);
	assert_null(regex_new(pattern, REGEX_SEARCH, NULL));
	return strtoul(at + strlen(words), NULL, 10);
}

/*
 * Which character it is PCRE2 says, and not the same in all its versions; that
 * it is one of the pattern or the end, and not a byte, is ours.
 */
static void
patterns_that_cannot_be_read_are_refused_with_their_place(void **state)
{
	static const struct {
		const char *pattern, *in_letters;
		size_t characters;
	} cases[] = {
		{ "a(b", "a(b", 3 },
		{ "a)|(b", "a)|(b", 5 },
		{ "[a", "[a", 2 },
		{ "\xc3\xa9*+*", "e*+*", 4 },
		{ "\xf0\x9f\x98\x80\xc3\xa9(\xe2\x82\xac", "fe(f", 4 },
		{ "\\C", "\\C", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		size_t place = place_of_fault(cases[i].pattern);

		if (place < 1 || place > cases[i].characters + 1 ||
		    place != place_of_fault(cases[i].in_letters))
			fail_msg("'%s': character %zu", cases[i].pattern,
			    place);
	}
	assert_int_equal(place_of_fault("\xff"), 1);
	regex_free(NULL);
}

static void
a_pattern_has_a_length_it_may_have(void **state)
{
	AUTO_BUF pattern = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	buf_add_repeat(&pattern, 'a', 65537);
	assert_null(regex_new(pattern.data, REGEX_WHOLE, &err));
	assert_string_equal(err.message,
	    "the pattern has more than 65536 bytes");
}

static void
ill_formed_text_does_not_match(void **state)
{
	(void)state;
	assert_false(matches(".*", REGEX_SEARCH, "a\xff"));
	assert_false(matches("a", REGEX_SEARCH, "a\xc3"));
}

static void
a_length_ends_the_text(void **state)
{
	struct regex *regex = regex_new("a+", REGEX_WHOLE, NULL);

	(void)state;
	assert_true(regex_matches(regex, "aab", 2));
	assert_false(regex_matches(regex, "aab", 3));
	assert_false(regex_matches(regex, "a\0a", 3));
	regex_free(regex);
}

static void
hostile_patterns_end(void **state)
{
	static const char *const patterns[] = {
		"(a+)+b", "(a|a)*b", "(a*)*b", "(.*)*(.*)*(.*)*x",
		"(?:(?:(?:a?)*)*)*b", "((a)|(aa))+$b",
	};
	AUTO_BUF text = BUF_INIT;
	int64_t start = clock_ticks();

	(void)state;
	buf_add_repeat(&text, 'a', 5000);
	for (size_t i = 0; i < ARRAY_COUNT(patterns); i++) {
		assert_false(matches(patterns[i], REGEX_SEARCH, text.data));
		assert_false(matches(patterns[i], REGEX_WHOLE, text.data));
	}
	/* Without limits it is years. */
	assert_true(clock_ticks() - start < 30000);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_anywhere_or_the_whole),
		cmocka_unit_test(
		    patterns_that_cannot_be_read_are_refused_with_their_place),
		cmocka_unit_test(a_pattern_has_a_length_it_may_have),
		cmocka_unit_test(ill_formed_text_does_not_match),
		cmocka_unit_test(a_length_ends_the_text),
		cmocka_unit_test(hostile_patterns_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
