/* Bit sets: choosing, clearing, words, numbers. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/bits.h"
#include "schema/place.h"

static const struct bit rights[] = {
	{ .value = 1, .title = "inspect profiles" },
	{ .value = 2, .title = "install and remove profiles", .needs = 1 },
	{ .value = 4, .title = "lock, clear passcode" },
	{ .value = 64, .title = "query restrictions" },
	{ .value = 128, .title = "query security", .needs = 64 },
	{ .value = 4096, .title = "install apps", .needs = 128 },
};
enum { INSPECT, INSTALL, LOCK, RESTRICTIONS, SECURITY, APPS };

static const struct place place = { .bits = rights, .bit_count = 6 };

static void
toggle_is(uint64_t before, size_t index, uint64_t after, const char *notice)
{
	AUTO_BUF said = BUF_INIT;

	assert_int_equal(bits_toggle(&place, before, index, &said), after);
	assert_string_equal(buf_text(&said), notice);
	assert_int_equal(bits_toggle(&place, before, index, NULL), after);
}

static void
choosing_a_bit_chooses_what_it_needs(void **state)
{
	(void)state;
	toggle_is(0, LOCK, 4, "");
	toggle_is(0, INSTALL, 3, "also chosen: inspect profiles");
	toggle_is(1, INSTALL, 3, "");
	toggle_is(0, SECURITY, 192, "also chosen: query restrictions");
	toggle_is(4, APPS, 4 + 64 + 128 + 4096,
	    "also chosen: query restrictions, query security");
}

static void
clearing_a_bit_clears_what_needs_it(void **state)
{
	(void)state;
	toggle_is(3, INSTALL, 1, "");
	toggle_is(3, INSPECT, 0, "also cleared: install and remove profiles");
	toggle_is(192, RESTRICTIONS, 0, "also cleared: query security");
	toggle_is(64 + 128 + 4096 + 1, RESTRICTIONS, 1,
	    "also cleared: query security, install apps");
}

static void
bits_without_a_meaning_are_kept(void **state)
{
	const uint64_t odd = UINT64_C(1) << 63 | 0x400000;

	(void)state;
	assert_int_equal(bits_unknown(&place, odd | 3), odd);
	toggle_is(odd, INSTALL, odd | 3, "also chosen: inspect profiles");
	toggle_is(odd | 3, INSPECT, odd,
	    "also cleared: install and remove profiles");
	assert_int_equal(bits_toggle(&place, odd, 99, NULL), odd);
}

static void
words_say_which_bits_are_set(void **state)
{
	static const struct {
		uint64_t value;
		const char *words;
	} cases[] = {
		{ 0, "none" },
		{ 1, "inspect profiles" },
		{ 5, "inspect profiles, lock, clear passcode" },
		{ 1 + 2 + 4 + 64 + 128 + 4096, "all" },
		{ 0x108, "0x108 without a meaning" },
		{ 0x104, "lock, clear passcode, 0x100 without a meaning" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		AUTO_BUF out = BUF_INIT;

		bits_words(&place, cases[i].value, &out);
		assert_string_equal(buf_text(&out), cases[i].words);
	}
}

static void
sums_are_decimal_and_hexadecimal(void **state)
{
	AUTO_BUF out = BUF_INIT;

	(void)state;
	bits_sum(8191, &out);
	assert_string_equal(buf_text(&out), "8191 = 0x1fff");
}

static void
bits_compare_with_the_installed_profile(void **state)
{
	(void)state;
	assert_int_equal(bits_compare(&rights[LOCK], 4, 4), BIT_KEPT);
	assert_int_equal(bits_compare(&rights[LOCK], 4, 3), BIT_ADDED);
	assert_int_equal(bits_compare(&rights[LOCK], 3, 4), BIT_LOST);
	assert_int_equal(bits_compare(&rights[LOCK], 3, 3), BIT_SAME);
}

static void
words_and_numbers_are_read(void **state)
{
	static const struct {
		const char *text;
		uint64_t value;
	} cases[] = {
		{ "3", 3 },
		{ " 2 ", 2 },
		{ "0x10", 16 },
		{ "Inspect Profiles", 1 },
		{ "inspect profiles, 4, 0x100", 0x105 },
		{ "lock", 4 },
		{ "lock, clear passcode, 1", 5 },
		{ "1,Lock, Clear Passcode", 5 },
		{ "install and remove profiles", 3 },
		{ "install profiles", 3 },
		{ "security + lock", 196 },
		{ "all", 1 + 2 + 4 + 64 + 128 + 4096 },
		{ "none", 0 },
		{ "1,", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint64_t value = 77;
		const char *bad = NULL;
		size_t length = 0;

		assert_true(bits_parse(&place, cases[i].text, &value, &bad,
		    &length));
		assert_int_equal(value, cases[i].value);
	}
}

static void
words_that_fit_no_bit_or_several_are_named(void **state)
{
	static const struct {
		const char *text, *bad;
	} cases[] = {
		{ "lock, fly", "fly" },
		{ "query", "query" },
		{ "lock, clear passcodes", "clear passcodes" },
		{ "1, install , 2", "install" },
		{ "-1", "-1" },
		{ "", "" },
		{ " , ", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint64_t value = 77;
		const char *bad = NULL;
		size_t length = 99;

		assert_false(bits_parse(&place, cases[i].text, &value, &bad,
		    &length));
		assert_int_equal(value, 77);
		assert_int_equal(length, strlen(cases[i].bad));
		assert_memory_equal(bad, cases[i].bad, length);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(choosing_a_bit_chooses_what_it_needs),
		cmocka_unit_test(clearing_a_bit_clears_what_needs_it),
		cmocka_unit_test(bits_without_a_meaning_are_kept),
		cmocka_unit_test(words_say_which_bits_are_set),
		cmocka_unit_test(sums_are_decimal_and_hexadecimal),
		cmocka_unit_test(bits_compare_with_the_installed_profile),
		cmocka_unit_test(words_and_numbers_are_read),
		cmocka_unit_test(words_that_fit_no_bit_or_several_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
