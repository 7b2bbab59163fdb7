/* The pattern of a schema's `format`, in words. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/pattern.h"

#define UUID_WORDS \
	"be a UUID such as '6F2B1C3D-8A4E-4F5B-9C7D-0E1F2A3B4C5D'"
#define HARDWARE "be a hardware address such as "

static void
patterns_become_words(void **state)
{
	static const struct {
		const char *pattern, *words;
	} cases[] = {
		{ "^https://.*$", "begin with 'https://'" },
		{ "https://.+", "begin with 'https://'" },
		{ "com\\.apple\\.mgmt\\..*", "begin with 'com.apple.mgmt.'" },
		{ "^.*\\.plist$", "end with '.plist'" },
		{ "^[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-"
		  "[0-9A-Za-z]{4}-[0-9A-Za-z]{12}$", UUID_WORDS },
		{ "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
		  UUID_WORDS },
		{ "^([0-9A-Fa-f]{2}:){5}([0-9A-Fa-f]{2})$",
		  HARDWARE "'00:1A:2B:3C:4D:5E'" },
		{ "([0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}",
		  HARDWARE "'00-1A-2B-3C-4D-5E'" },
		{ "^[0-9]{6}$", "be 6 digits" },
		{ "^([0-9A-Za-z]{6})|([0-9A-Za-z]{9})$",
		  "be 6 or 9 letters or digits" },
		{ "[A-Za-z]{2}[A-Za-z]", "be 3 letters" },
		{ "^[A-Z]{3}$", "be 3 capital letters" },
		{ "\\d{4}", "be 4 digits" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		if (!pattern_add_words(&out, cases[i].pattern))
			fail_msg("no words for '%s'", cases[i].pattern);
		assert_string_equal(buf_text(&out), cases[i].words);
	}
}

/* Words that say less or more than the pattern would be worse than none. */
static void
other_patterns_have_no_words(void **state)
{
	static const char *const patterns[] = { "", "^$", ".*", "^.*$", "a|b",
	    "abc", "https?://.*", "a*", "[0-9]+", "[0-9]{1,3}", "[0-9]{0}",
	    "[0-9]{999}", "([0-9]{6}", "[0-9]{6})", "[0-9", "a{", "\\",
	    "(a(b))", "((((((((", "[0-9]{6}|[A-Za-z]{6}", "[0-9]{6}|",
	    "|[0-9]{6}", "a.*b", ".*a.*", "[0-9].*", "(a|b).*", "a.", "\x01.*",
	    "((((a{64}){64}){64}){64}){64}", "(a{64}){64}.*",
	    "[0-9]{1}|[0-9]{2}|[0-9]{3}|[0-9]{4}|[0-9]{5}" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(patterns); i++) {
		AUTO_BUF out = BUF_INIT;

		if (pattern_add_words(&out, patterns[i]))
			fail_msg("'%s' became '%s'", patterns[i],
			    buf_text(&out));
		assert_int_equal(out.length, 0);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_become_words),
		cmocka_unit_test(other_patterns_have_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
