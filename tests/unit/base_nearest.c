#include "unit.h"

#include "base/die.h"
#include "base/nearest.h"

static const char *const commands[] = {
	"check", "show", "get", "set", "unset", "schema", "supervised",
	"user-enrollment",
};

static const char *
nearest_of(const char *wanted, size_t least, bool longer)
{
	struct nearest nearest;

	nearest_init(&nearest, wanted, least);
	for (size_t i = 0; i < ARRAY_COUNT(commands); i++)
		if (longer)
			nearest_offer_longer(&nearest, commands[i]);
		else
			nearest_offer(&nearest, commands[i]);
	return nearest.word;
}

static void
a_slip_leads_to_the_nearest_word(void **state)
{
	static const struct {
		const char *wanted, *word;
	} cases[] = {
		{ "chek", "check" }, { "chekc", "check" }, { "shwo", "show" },
		{ "CHECK", "check" }, { "unsett", "unset" },
		{ "shcmea", "schema" }, { "frobnicate", NULL }, { "", NULL },
		{ "stow", "show" }, { "uesr-enrolment", "user-enrollment" },
		{ "xyow", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		const char *word = nearest_of(cases[i].wanted, 3, false);

		if (cases[i].word == NULL)
			assert_null(word);
		else
			assert_string_equal(word, cases[i].word);
	}
}

static void
short_words_differ_in_case_alone(void **state)
{
	(void)state;
	assert_null(nearest_of("gte", 4, false));
	assert_string_equal(nearest_of("GET", 4, false), "get");
}

static void
the_first_of_equally_near_words_is_kept(void **state)
{
	(void)state;
	assert_string_equal(nearest_of("bet", 3, false), "get");
}

static void
the_beginning_of_a_word_is_near_when_asked_for(void **state)
{
	(void)state;
	assert_null(nearest_of("superv", 3, false));
	assert_string_equal(nearest_of("superv", 3, true), "supervised");
	assert_string_equal(nearest_of("User", 3, true), "user-enrollment");
	assert_null(nearest_of("us", 3, true));
	/* A slip comes before a beginning. */
	assert_string_equal(nearest_of("sche", 3, true), "schema");
}

static void
a_very_long_word_is_near_nothing(void **state)
{
	char wanted[4000];

	(void)state;
	memset(wanted, 'x', sizeof wanted - 1);
	wanted[sizeof wanted - 1] = '\0';
	assert_null(nearest_of(wanted, 3, true));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_leads_to_the_nearest_word),
		cmocka_unit_test(short_words_differ_in_case_alone),
		cmocka_unit_test(the_first_of_equally_near_words_is_kept),
		cmocka_unit_test(
		    the_beginning_of_a_word_is_near_when_asked_for),
		cmocka_unit_test(a_very_long_word_is_near_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
