/*
 * The dates of scalar.h.
 */
#include "unit.h"

#include <stdbool.h>
#include <time.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"

static const int64_t earliest = -62135596800, latest = 253402300799;

static void
dates_are_read_strictly(void **state)
{
	static const struct {
		const char *text;
		bool fine;
		int64_t when;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", true, 0 },
		{ "1969-12-31T23:59:59Z", true, -1 },
		{ "2026-03-01T09:30:00Z", true, 1772357400 },
		{ "2000-02-29T12:00:00Z", true, 951825600 },
		{ "2038-01-19T03:14:08Z", true, 2147483648 },
		{ "0001-01-01T00:00:00Z", true, -62135596800 },
		{ "9999-12-31T23:59:59Z", true, 253402300799 },
		{ "0000-01-01T00:00:00Z", false, 0 },
		{ "1900-02-29T00:00:00Z", false, 0 },
		{ "2026-02-29T00:00:00Z", false, 0 },
		{ "2026-04-31T00:00:00Z", false, 0 },
		{ "2026-00-01T00:00:00Z", false, 0 },
		{ "2026-13-01T00:00:00Z", false, 0 },
		{ "2026-01-00T00:00:00Z", false, 0 },
		{ "2026-01-32T00:00:00Z", false, 0 },
		{ "2026-01-01T24:00:00Z", false, 0 },
		{ "2026-01-01T00:60:00Z", false, 0 },
		{ "2026-01-01T23:59:60Z", false, 0 },
		{ "2026-01-01t00:00:00Z", false, 0 },
		{ "2026-01-01T00:00:00z", false, 0 },
		{ "2026-01-01 00:00:00Z", false, 0 },
		{ "2026-01-01T00:00:00 ", false, 0 },
		{ " 2026-01-01T00:00:00Z", false, 0 },
		{ "2026-01-01T00:00:00ZZ", false, 0 },
		{ "2026-01-01T00:00:00", false, 0 },
		{ "2026-1-001T00:00:00Z", false, 0 },
		{ "+026-01-01T00:00:00Z", false, 0 },
		{ "2026-01-01T00:00:0 Z", false, 0 },
		{ "2026-01-01T00:00-00Z", false, 0 },
		{ "2026/01/01T00:00:00Z", false, 0 },
		{ "12026-01-01T00:00:0Z", false, 0 },
		{ "", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		int64_t when = 77;
		bool fine = scalar_parse_date(cases[i].text,
		    strlen(cases[i].text), &when);

		if (fine != cases[i].fine ||
		    when != (fine ? cases[i].when : 77))
			fail_msg("'%s': %lld", cases[i].text, (long long)when);
	}
	int64_t when;
	assert_false(scalar_parse_date("1970-01-01T00:00:00\0", 20, &when));
}

static void
dates_outside_the_calendar_are_not_written(void **state)
{
	AUTO_BUF text = BUF_INIT;

	(void)state;
	assert_false(scalar_format_date(&text, earliest - 1));
	assert_false(scalar_format_date(&text, latest + 1));
	assert_false(scalar_format_date(&text, INT64_MIN));
	assert_false(scalar_format_date(&text, INT64_MAX));
	assert_int_equal(text.length, 0);
	assert_true(scalar_format_date(&text, earliest));
	assert_string_equal(text.data, "0001-01-01T00:00:00Z");
	buf_truncate(&text, 0);
	assert_true(scalar_format_date(&text, latest));
	assert_string_equal(text.data, "9999-12-31T23:59:59Z");
}

static void
days_of_all_years_read_back_in_order(void **state)
{
	AUTO_BUF before = BUF_INIT;

	(void)state;
	/* Every third day, each at another second. */
	for (int64_t when = earliest; when <= latest; when += 3 * 86413) {
		AUTO_BUF text = BUF_INIT;
		int64_t back;

		assert_true(scalar_format_date(&text, when));
		assert_true(scalar_parse_date(text.data, text.length, &back));
		assert_true(back == when);
		/* Written this way dates sort as texts do. */
		assert_true(strcmp(buf_text(&before), text.data) < 0);
		buf_truncate(&before, 0);
		buf_add(&before, text.data, text.length);
	}
}

static void
dates_agree_with_the_c_library(void **state)
{
	size_t compared = 0;

	(void)state;
	for (int64_t when = -5000000000; when < 9000000000; when += 12345678) {
		time_t seconds = (time_t)when;
		AUTO_BUF text = BUF_INIT;
		char wanted[32];
		struct tm tm;

		/* An old one on 32 bit ends in 2038. */
		if (seconds != when)
			continue;
		compared++;
		assert_non_null(gmtime_r(&seconds, &tm));
		strftime(wanted, sizeof wanted, "%Y-%m-%dT%H:%M:%SZ", &tm);
		assert_true(scalar_format_date(&text, when));
		assert_string_equal(text.data, wanted);
	}
	assert_true(compared > 300);
}

static void
what_people_type_is_understood(void **state)
{
	static const struct {
		const char *now, *typed, *wanted;	/* NULL: refused */
	} cases[] = {
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05Z",
		    "2027-01-02T03:04:05Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-02",
		    "2027-01-02T00:00:00Z" },
		{ "2026-03-01T09:30:00Z", "  2027-01-02\t",
		    "2027-01-02T00:00:00Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-02 03:04",
		    "2027-01-02T03:04:00Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-02 03:04:05",
		    "2027-01-02T03:04:05Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05+02:00",
		    "2027-01-02T01:04:05Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-01t00:30:00-05:30",
		    "2027-01-01T06:00:00Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-01 00:30:00z",
		    "2027-01-01T00:30:00Z" },
		{ "2026-03-01T09:30:00Z", "+90d", "2026-05-30T09:30:00Z" },
		{ "2026-03-01T09:30:00Z", "-2w", "2026-02-15T09:30:00Z" },
		{ "2026-03-01T09:30:00Z", "+1y", "2027-03-01T09:30:00Z" },
		{ "2026-03-01T09:30:00Z", "+3h", "2026-03-01T12:30:00Z" },
		{ "2026-03-01T09:30:00Z", "-10h", "2026-02-28T23:30:00Z" },
		{ "2024-02-29T00:00:00Z", "+1y", "2025-02-28T00:00:00Z" },
		{ "2024-02-29T00:00:00Z", "-4y", "2020-02-29T00:00:00Z" },
		{ "2026-03-01T09:30:00Z", "+0d", "2026-03-01T09:30:00Z" },
		{ "2026-03-01T09:30:00Z", "+7973y", "9999-03-01T09:30:00Z" },
		{ "2026-03-01T09:30:00Z", "+7974y", NULL },
		{ "2026-03-01T09:30:00Z", "-2026y", NULL },
		{ "2026-03-01T09:30:00Z", "+9999999w", NULL },
		{ "2026-03-01T09:30:00Z", "+10000000d", NULL },
		{ "2026-03-01T09:30:00Z", "+d", NULL },
		{ "2026-03-01T09:30:00Z", "+5", NULL },
		{ "2026-03-01T09:30:00Z", "+5m", NULL },
		{ "2026-03-01T09:30:00Z", "+5dd", NULL },
		{ "2026-03-01T09:30:00Z", "5d", NULL },
		{ "2026-03-01T09:30:00Z", "+-5d", NULL },
		{ "2026-03-01T09:30:00Z", "", NULL },
		{ "2026-03-01T09:30:00Z", " ", NULL },
		{ "2026-03-01T09:30:00Z", "2027-02-30", NULL },
		{ "2026-03-01T09:30:00Z", "2027-1-2", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02 ",
		    "2027-01-02T00:00:00Z" },
		{ "2026-03-01T09:30:00Z", "2027-01-02 03", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02 03:04:", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02 24:00", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02Z", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05+24:00", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05+02", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05+0200", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05.5Z", NULL },
		{ "2026-03-01T09:30:00Z", "0001-01-01T00:00:00+01:00", NULL },
		{ "2026-03-01T09:30:00Z", "9999-12-31T23:59:59-00:01", NULL },
		{ "2026-03-01T09:30:00Z", "tomorrow", NULL },
		{ "2026-03-01T09:30:00Z", "2027-01-02T03:04:05+02:000000000",
		    NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF text = BUF_INIT;
		int64_t now, when = 77;

		assert_true(scalar_parse_date(cases[i].now, 20, &now));
		if (scalar_parse_date_input(cases[i].typed, now, &when))
			assert_true(scalar_format_date(&text, when));
		else
			assert_int_equal(when, 77);
		if (strcmp(buf_text(&text),
		    cases[i].wanted != NULL ? cases[i].wanted : "") != 0)
			fail_msg("'%s' gave '%s'", cases[i].typed,
			    buf_text(&text));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_strictly),
		cmocka_unit_test(dates_outside_the_calendar_are_not_written),
		cmocka_unit_test(days_of_all_years_read_back_in_order),
		cmocka_unit_test(dates_agree_with_the_c_library),
		cmocka_unit_test(what_people_type_is_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
