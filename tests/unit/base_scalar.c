#include "unit.h"

#include <locale.h>
#include <math.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/random.h"
#include "base/scalar.h"

#define TWO_63 9223372036854775808u

static void
integers_are_read_strictly(void **state)
{
	static const struct {
		const char *text;
		bool fine, negative;
		uint64_t magnitude;
	} cases[] = {
		{ "0", true, false, 0 },
		{ "-0", true, false, 0 },
		{ "+7", true, false, 7 },
		{ "-7", true, true, 7 },
		{ "010", true, false, 10 },
		{ " \t\r\n42 \n", true, false, 42 },
		{ "0x1F", true, false, 31 },
		{ "0Xff", true, false, 255 },
		{ "-0x10", true, true, 16 },
		{ "18446744073709551615", true, false, UINT64_MAX },
		{ "0xffffffffffffffff", true, false, UINT64_MAX },
		{ "000000000000000000000000000001", true, false, 1 },
		{ "18446744073709551616", false, false, 0 },
		{ "18446744073709551620", false, false, 0 },
		{ "0x10000000000000000", false, false, 0 },
		{ "99999999999999999999", false, false, 0 },
		{ "-9223372036854775808", true, true, TWO_63 },
		{ "-9223372036854775809", false, false, 0 },
		{ "9223372036854775808", true, false, TWO_63 },
		{ "", false, false, 0 },
		{ "  ", false, false, 0 },
		{ "-", false, false, 0 },
		{ "+-1", false, false, 0 },
		{ "- 1", false, false, 0 },
		{ "0x", false, false, 0 },
		{ "x1", false, false, 0 },
		{ "1x", false, false, 0 },
		{ "1 2", false, false, 0 },
		{ "1.0", false, false, 0 },
		{ "1e3", false, false, 0 },
		{ "abc", false, false, 0 },
		{ "0b1", false, false, 0 },
		{ "0xg", false, false, 0 },
		{ "\v1", false, false, 0 },
		{ "1\f", false, false, 0 },
		{ "\xc2\xa0""1", false, false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct integer value = { true, 1234567 };
		bool fine = scalar_parse_integer(cases[i].text,
		    strlen(cases[i].text), &value);

		if (fine != cases[i].fine)
			fail_msg("'%s'", cases[i].text);
		if (!fine) {
			assert_true(value.negative);
			assert_int_equal(value.magnitude, 1234567);
			continue;
		}
		assert_int_equal(value.negative, cases[i].negative);
		assert_int_equal(value.magnitude, cases[i].magnitude);
	}
}

static void
a_length_ends_the_text(void **state)
{
	struct integer value;
	double real;

	(void)state;
	assert_true(scalar_parse_integer("1234", 2, &value));
	assert_int_equal(value.magnitude, 12);
	assert_false(scalar_parse_integer("12\0", 3, &value));
	assert_true(scalar_parse_real("1.55", 3, &real));
	assert_true(real == 1.5);
	assert_false(scalar_parse_real("1.5\0", 4, &real));
}

static void
integers_are_written_and_read_back(void **state)
{
	static const struct {
		struct integer value;
		const char *text;
	} cases[] = {
		{ { false, 0 }, "0" },
		{ { false, 9 }, "9" },
		{ { true, 10 }, "-10" },
		{ { true, TWO_63 }, "-9223372036854775808" },
		{ { false, UINT64_MAX }, "18446744073709551615" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF text = BUF_INIT;
		struct integer back;

		scalar_format_integer(&text, cases[i].value);
		assert_string_equal(buf_text(&text), cases[i].text);
		assert_true(scalar_parse_integer(text.data, text.length,
		    &back));
		assert_int_equal(integer_compare(back, cases[i].value), 0);
	}
}

static void
integers_are_ordered(void **state)
{
	static const struct integer rising[] = {
		{ true, TWO_63 }, { true, TWO_63 - 1 }, { true, 1 },
		{ false, 0 }, { false, 1 }, { false, TWO_63 },
		{ false, UINT64_MAX },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(rising); i++)
		for (size_t j = 0; j < ARRAY_COUNT(rising); j++)
			assert_int_equal(integer_compare(rising[i], rising[j]),
			    i < j ? -1 : i > j);
}

static void
integers_are_made_of_int64(void **state)
{
	static const struct {
		int64_t from;
		struct integer to;
	} cases[] = {
		{ 0, { false, 0 } }, { 1, { false, 1 } }, { -1, { true, 1 } },
		{ INT64_MAX, { false, TWO_63 - 1 } },
		{ INT64_MIN, { true, TWO_63 } },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct integer value = integer_from(cases[i].from);

		assert_int_equal(value.negative, cases[i].to.negative);
		assert_true(value.magnitude == cases[i].to.magnitude);
	}
}

static void
reals_are_read_strictly(void **state)
{
	static const struct {
		const char *text;
		bool fine;
		double value;
	} cases[] = {
		{ "0", true, 0 },
		{ "1.5", true, 1.5 },
		{ "-1.5", true, -1.5 },
		{ "+.5", true, 0.5 },
		{ "5.", true, 5 },
		{ "1e3", true, 1000 },
		{ "1E+3", true, 1000 },
		{ "25e-2", true, 0.25 },
		{ " 2 \n", true, 2 },
		{ "4.9e-324", true, 4.9e-324 },
		{ "1e-400", true, 0 },
		{ "1.7976931348623157e308", true, 1.7976931348623157e308 },
		{ "1.8e308", false, 0 },
		{ "1e999999999999", false, 0 },
		{ "INF", true, (double)INFINITY },
		{ "inf", true, (double)INFINITY },
		{ "+infinity", true, (double)INFINITY },
		{ "-Infinity", true, -(double)INFINITY },
		{ "-inf", true, -(double)INFINITY },
		{ "", false, 0 },
		{ " ", false, 0 },
		{ ".", false, 0 },
		{ "-", false, 0 },
		{ "+-1", false, 0 },
		{ "1,5", false, 0 },
		{ "1e", false, 0 },
		{ "1e+", false, 0 },
		{ "1e1.5", false, 0 },
		{ "e5", false, 0 },
		{ "0x10", false, 0 },
		{ "0x1p3", false, 0 },
		{ "1.5f", false, 0 },
		{ "1 2", false, 0 },
		{ "infinit", false, 0 },
		{ "infinityy", false, 0 },
		{ "nan(1)", false, 0 },
		{ "+nan", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		double value = 777;
		bool fine = scalar_parse_real(cases[i].text,
		    strlen(cases[i].text), &value);

		if (fine != cases[i].fine ||
		    !(value == (fine ? cases[i].value : 777)))
			fail_msg("'%s': %g", cases[i].text, value);
	}
	double value = 0;
	assert_true(scalar_parse_real("NaN", 3, &value));
	assert_true(isnan(value));
}

static void
a_real_has_a_length_it_may_have(void **state)
{
	AUTO_BUF text = BUF_INIT;
	double value;

	(void)state;
	buf_add_text(&text, "1.");
	buf_add_repeat(&text, '0', 1022);
	assert_true(scalar_parse_real(text.data, text.length, &value));
	assert_true(value == 1);
	buf_add_char(&text, '0');
	assert_false(scalar_parse_real(text.data, text.length, &value));
}

static void
reals_are_written_short(void **state)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 3, "3" },
		{ -2, "-2" },
		{ 1000000, "1000000" },
		{ 0.1, "0.1" },
		{ 0.5, "0.5" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 0.1 + 0.2, "0.30000000000000004" },
		{ 1e22, "1e+22" },
		{ 1.7976931348623157e308, "1.7976931348623157e+308" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF text = BUF_INIT;

		scalar_format_real(&text, cases[i].value);
		assert_string_equal(buf_text(&text), cases[i].text);
	}
	AUTO_BUF odd = BUF_INIT;
	scalar_format_real(&odd, (double)NAN);
	buf_add_char(&odd, ' ');
	scalar_format_real(&odd, (double)INFINITY);
	buf_add_char(&odd, ' ');
	scalar_format_real(&odd, -(double)INFINITY);
	assert_string_equal(buf_text(&odd), "nan +infinity -infinity");
}

static void
every_real_reads_back_the_same(void **state)
{
	(void)state;
	random_seed(1);
	for (int i = 0; i < 20000; i++) {
		AUTO_BUF text = BUF_INIT;
		double value, back;

		random_bytes(&value, sizeof value);
		if (isnan(value) || isinf(value))
			continue;
		scalar_format_real(&text, value);
		assert_true(scalar_parse_real(text.data, text.length, &back));
		assert_true(back == value);
	}
	random_seed(0);
}

static void
numbers_do_not_depend_on_the_locale(void **state)
{
	static const char *const names[] = {
		"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE", "ps_AF",
	};
	AUTO_BUF text = BUF_INIT;
	const char *set = NULL;
	double value;

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(names) && set == NULL; i++)
		set = setlocale(LC_ALL, names[i]);
	if (set == NULL || strcmp(localeconv()->decimal_point, ".") == 0) {
		printf("# no locale with a decimal comma here\n");
		setlocale(LC_ALL, "C");
		skip();
	}
	assert_true(scalar_parse_real("1.5", 3, &value));
	assert_true(value == 1.5);
	assert_false(scalar_parse_real("1,5", 3, &value));
	scalar_format_real(&text, 2.25);
	assert_string_equal(buf_text(&text), "2.25");
	/* And the locale is as it was. */
	assert_string_not_equal(localeconv()->decimal_point, ".");
	setlocale(LC_ALL, "C");
}

static void
uuids_have_one_shape(void **state)
{
	static const struct {
		const char *text;
		bool fine;
	} cases[] = {
		{ "00000000-0000-0000-0000-000000000000", true },
		{ "ABCDEF01-2345-6789-abcd-ef0123456789", true },
		{ "ABCDEF0-12345-6789-abcd-ef0123456789", false },
		{ "ABCDEF01-2345-6789-abcd-ef012345678", false },
		{ "ABCDEF01-2345-6789-abcd-ef01234567890", false },
		{ "GBCDEF01-2345-6789-abcd-ef0123456789", false },
		{ "{BCDEF01-2345-6789-abcd-ef012345678}", false },
		{ "ABCDEF01234567890000abcdef0123456789", false },
		{ "", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_int_equal(scalar_is_uuid(cases[i].text,
		    strlen(cases[i].text)), cases[i].fine);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(integers_are_read_strictly),
		cmocka_unit_test(a_length_ends_the_text),
		cmocka_unit_test(integers_are_written_and_read_back),
		cmocka_unit_test(integers_are_ordered),
		cmocka_unit_test(integers_are_made_of_int64),
		cmocka_unit_test(reals_are_read_strictly),
		cmocka_unit_test(a_real_has_a_length_it_may_have),
		cmocka_unit_test(reals_are_written_short),
		cmocka_unit_test(every_real_reads_back_the_same),
		cmocka_unit_test(numbers_do_not_depend_on_the_locale),
		cmocka_unit_test(uuids_have_one_shape),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
