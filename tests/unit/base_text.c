#include "unit.h"

#include <locale.h>
#include <stdbool.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"

static int
use_utf8(void **state)
{
	static const char *const names[] = {
		"C.UTF-8", "en_US.UTF-8", "UTF-8",
	};

	(void)state;
	text_set_ambiguous_wide(false);
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		if (setlocale(LC_ALL, names[i]) != NULL)
			return !text_is_utf8_locale();
	return 1;
}

static void
every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x110000; c++) {
		char bytes[4];
		uint32_t back;
		size_t used = utf8_encode(c, bytes);

		if ((c >= 0xd800 && c <= 0xdfff) || c > 0x10ffff) {
			assert_int_equal(used, 0);
			continue;
		}
		if (utf8_decode(bytes, used, &back) != used || back != c)
			fail_msg("U+%04X", (unsigned)c);
	}
}

static void
ill_formed_bytes_count_one_each(void **state)
{
	static const struct {
		const char *bytes;
		size_t count;
	} cases[] = {
		{ "\x80", 1 },
		{ "\xc0\x80", 2 },		/* overlong */
		{ "\xc1\xbf", 2 },
		{ "\xe0\x80\x80", 3 },
		{ "\xe0\x9f\xbf", 3 },
		{ "\xf0\x8f\xbf\xbf", 4 },
		{ "\xed\xa0\x80", 3 },		/* surrogate */
		{ "\xf4\x90\x80\x80", 4 },	/* beyond U+10FFFF */
		{ "\xf5\x80\x80\x80", 4 },
		{ "\xff\xfe", 2 },
		{ "\xc3", 1 },			/* cut off */
		{ "\xe2\x82", 2 },
		{ "\xf0\x9f\x98", 3 },
		{ "\xe2\x82g", 3 },
		{ "a\xc3(", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		size_t length = strlen(cases[i].bytes);

		assert_int_equal(utf8_count(cases[i].bytes, length),
		    cases[i].count);
		assert_false(utf8_is_valid(cases[i].bytes, length));
	}
	assert_int_equal(utf8_count("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	    10), 4);
	assert_true(utf8_is_valid("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80",
	    10));
	/* The character that stands for ill-formed bytes is itself fine. */
	assert_true(utf8_is_valid("\xef\xbf\xbd", 3));
	assert_true(utf8_is_valid("", 0));
}

static void
width_is_that_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "\xc3\xa9", 1 },			/* é */
		{ "e\xcc\x81", 1 },			/* e and an acute */
		{ "\xe6\x97\xa5\xe6\x9c\xac", 4 },	/* 日本 */
		{ "\xf0\x9f\x98\x80", 2 },		/* an emoji */
		{ "\xff\xff", 2 },
		{ "\xe2\x86\x92", 1 },			/* → */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_int_equal(text_width(cases[i].text,
		    strlen(cases[i].text)), cases[i].width);
}

static void
ambiguous_characters_are_wide_where_set(void **state)
{
	static const struct {
		uint32_t code_point;
		int narrow, wide;
	} cases[] = {
		{ 'a', 1, 1 },
		{ 0xa1, 1, 2 },		/* the first of the table */
		{ 0xa2, 1, 1 },
		{ 0x2192, 1, 2 },
		{ 0x2500, 1, 2 },
		{ 0xb7, 1, 2 },
		{ 0x2026, 1, 2 },
		{ 0x301, 0, 0 },
		{ 0x65e5, 2, 2 },
		{ 0x1f1ac, 1, 2 },	/* the last */
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		text_set_ambiguous_wide(false);
		int narrow = text_code_width(cases[i].code_point);
		text_set_ambiguous_wide(true);
		int wide = text_code_width(cases[i].code_point);
		text_set_ambiguous_wide(false);
		/* Flags of letters: C libraries differ. */
		if (cases[i].code_point != 0x1f1ac)
			assert_int_equal(narrow, cases[i].narrow);
		assert_int_equal(wide, cases[i].wide);
	}
}

static void
clipping_never_parts_a_character_from_its_marks(void **state)
{
	static const struct {
		const char *text;
		size_t columns, bytes, width;
	} cases[] = {
		{ "abc", 0, 0, 0 },
		{ "abc", 2, 2, 2 },
		{ "abc", 3, 3, 3 },
		{ "abc", 9, 3, 3 },
		{ "e\xcc\x81z", 1, 3, 1 },
		{ "e\xcc\x81z", 2, 4, 2 },
		{ "\xe6\x97\xa5z", 1, 0, 0 },
		{ "\xe6\x97\xa5z", 2, 3, 2 },
		{ "a\xe6\x97\xa5z", 2, 1, 1 },
		{ "", 5, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		size_t width = 99;

		assert_int_equal(text_clip(cases[i].text,
		    strlen(cases[i].text), cases[i].columns, &width),
		    cases[i].bytes);
		assert_int_equal(width, cases[i].width);
	}
	assert_int_equal(text_clip("abc", 3, 2, NULL), 2);
}

static void
assert_safe(const char *text, size_t length, bool one_line, const char *wanted)
{
	AUTO_BUF out = BUF_INIT;

	text_make_safe(&out, text, length, one_line);
	assert_string_equal(buf_text(&out), wanted);
}

static void
nothing_reaches_the_terminal_that_acts_or_hides(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "plain", "plain" },
		{ "\x1b[31m", "^[[31m" },
		{ "\x07\x7f", "^G^?" },
		{ "a\tb", "a b" },
		{ "a\r\nb", "a^M\xe2\x86\xb5""b" },
		{ "\xc2\x9b""2J", "\\u{9b}2J" },
		{ "\xe2\x80\xae""abc", "\\u{202e}abc" },
		{ "\xe2\x81\xa6", "\\u{2066}" },
		{ "\xe2\x80\x8b", "\\u{200b}" },
		{ "\xef\xbb\xbf", "\\u{feff}" },
		{ "\xe2\x80\xa8\xe2\x80\xa9", "\\u{2028}\\u{2029}" },
		{ "\xc2\xad", "\\u{ad}" },
		{ "\xf3\xa0\x81\x81", "\\u{e0041}" },
		{ "\xef\xbf\xbf\xf0\x9f\xbf\xbe", "\\u{ffff}\\u{1fffe}" },
		{ "\xff""a\xc3", "\\x{ff}a\\x{c3}" },
		{ "\xef\xbf\xbd", "\xef\xbf\xbd" },
		{ "e\xcc\x81", "e\xcc\x81" },
		{ "\xcc\x81""e", "\\u{301}e" },
		{ "a\n\xcc\x81", "a\xe2\x86\xb5\\u{301}" },
		{ "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80",
		    "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80" },
		{ "\xe2\x9a\xa0\xef\xb8\x8f", "\xe2\x9a\xa0\xef\xb8\x8f" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_safe(cases[i].text, strlen(cases[i].text), true,
		    cases[i].wanted);
	assert_safe("a\0b", 3, true, "a^@b");
	assert_safe("a\nb\n", 4, false, "a\nb\n");
}

/* Whatever the bytes: what comes out is valid, plain and safe once more. */
static void
any_bytes_become_safe(void **state)
{
	uint32_t random = 1;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		AUTO_BUF once = BUF_INIT;
		AUTO_BUF twice = BUF_INIT;
		char bytes[24];

		for (size_t i = 0; i < sizeof bytes; i++) {
			random = random * 1664525 + 1013904223;
			bytes[i] = (char)(random >> 24);
		}
		text_make_safe(&once, bytes, sizeof bytes, TEXT_ONE_LINE);
		assert_true(utf8_is_valid(once.data, once.length));
		for (size_t i = 0; i < once.length; i++)
			assert_true((unsigned char)once.data[i] >= 0x20 &&
			    once.data[i] != 0x7f);
		text_make_safe(&twice, once.data, once.length, TEXT_ONE_LINE);
		assert_string_equal(once.data, twice.data);
	}
}

static void
other_locales_get_ascii_only(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C"));
	if (text_is_utf8_locale()) {	/* musl knows no other */
		use_utf8(NULL);
		skip();
	}
	assert_safe("\xc3\x9b\n\xe6\x97\xa5\xff", 7, true,
	    "\\u{db}^J\\u{65e5}\\x{ff}");
	assert_int_equal(text_width("\xe6\x97\xa5", 3), 1);
	use_utf8(NULL);
}

static void
add_line(const char *text, size_t length, void *arg)
{
	buf_add(arg, text, length);
	buf_add_char(arg, '|');
}

static void
lines_break_at_blanks(void **state)
{
	static const struct {
		const char *text;
		size_t columns;
		const char *wanted;
	} cases[] = {
		{ "", 10, "" },
		{ "one two", 10, "one two|" },
		{ "one two", 7, "one two|" },
		{ "one two", 6, "one|two|" },
		{ "one two", 3, "one|two|" },
		{ "one  two", 4, "one|two|" },
		{ "one two ", 7, "one two|" },
		{ "a b c d", 3, "a b|c d|" },
		{ "abcdefgh", 3, "abc|def|gh|" },
		{ "ab cdefgh", 4, "ab|cdef|gh|" },
		{ "one\ntwo", 10, "one|two|" },
		{ "one\n\ntwo", 10, "one||two|" },
		{ "one\n", 10, "one|" },
		{ "\n", 10, "|" },
		{ "\n\n", 10, "||" },
		{ "  in dent", 6, "  in|dent|" },
		{ "      x", 3, "   |x|" },
		{ "one", 0, "o|n|e|" },
		{ "\xe6\x97\xa5\xe6\x9c\xac", 3,
		    "\xe6\x97\xa5|\xe6\x9c\xac|" },
		{ "\xe6\x97\xa5\xe6\x9c\xac", 1,
		    "\xe6\x97\xa5|\xe6\x9c\xac|" },
		{ "caf\xc3\xa9 x", 4, "caf\xc3\xa9|x|" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF lines = BUF_INIT;
		size_t length = strlen(cases[i].text), bars = 0;
		size_t count = text_wrap(cases[i].text, length,
		    cases[i].columns, add_line, &lines);

		assert_string_equal(buf_text(&lines), cases[i].wanted);
		for (const char *c = cases[i].wanted; *c != '\0'; c++)
			bars += *c == '|';
		assert_int_equal(count, bars);
		assert_int_equal(text_wrap(cases[i].text, length,
		    cases[i].columns, NULL, NULL), bars);
	}
}

struct bound {
	size_t columns, letters;
};

static void
check_bound(const char *text, size_t length, void *arg)
{
	struct bound *bound = arg;

	assert_true(text_width(text, length) <= bound->columns);
	for (size_t i = 0; i < length; i++)
		bound->letters += text[i] != ' ';
}

static void
no_line_is_wider_and_no_letter_is_lost(void **state)
{
	static const char letters[] = "abc   de f";
	uint32_t random = 7;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		char text[60];
		size_t wanted = 0;

		for (size_t i = 0; i < sizeof text; i++) {
			random = random * 1664525 + 1013904223;
			text[i] = letters[(random >> 20) % 10];
			wanted += text[i] != ' ';
		}
		struct bound bound = { 1 + (random >> 20) % 20, 0 };
		text_wrap(text, sizeof text, bound.columns, check_bound,
		    &bound);
		assert_int_equal(bound.letters, wanted);
	}
}

static void
comparing_ignores_the_case_of_ascii(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{ "", "", 0 },
		{ "Wi-Fi", "wi-fI", 0 },
		{ "a", "B", -1 },
		{ "B", "a", 1 },
		{ "ab", "abc", -1 },
		{ "abc", "AB", 1 },
		{ "[", "a", -1 },
		{ "Z", "[", 1 },		/* folded to small letters */
		{ "\xc3\x89", "\xc3\xa9", -1 },	/* É is not é here */
		{ "a", "\xc3\xa9", -1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		assert_int_equal(text_compare_nocase(cases[i].a,
		    strlen(cases[i].a), cases[i].b, strlen(cases[i].b)),
		    cases[i].order);
		assert_int_equal(text_equal_nocase(cases[i].a, cases[i].b),
		    cases[i].order == 0);
	}
	assert_int_equal(text_compare_nocase("abX", 2, "ABY", 2), 0);
}

static void
all_words_must_occur(void **state)
{
	static const struct {
		const char *text, *words;
		bool has;
	} cases[] = {
		{ "Allow AirDrop", "airdrop allow", true },
		{ "Allow AirDrop", "drop", true },
		{ "Allow AirDrop", "  LOW\tAir ", true },
		{ "Allow AirDrop", "airdrop deny", false },
		{ "Allow AirDrop", "wa", false },
		{ "Allow", "", true },
		{ "", "", true },
		{ "", "a", false },
		{ "ab", "abc", false },
		{ "aab", "ab", true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_int_equal(text_has_words(cases[i].text, cases[i].words),
		    cases[i].has);
}

static void
distance_counts_typing_mistakes(void **state)
{
	static const struct {
		const char *a, *b;
		size_t limit, distance;
	} cases[] = {
		{ "", "", 3, 0 },
		{ "", "abc", 3, 3 },
		{ "", "abc", 2, 3 },
		{ "check", "check", 3, 0 },
		{ "chekc", "check", 3, 1 },
		{ "ab", "ba", 3, 1 },
		{ "check", "chek", 3, 1 },
		{ "check", "cheeck", 3, 1 },
		{ "check", "chack", 3, 1 },
		{ "ca", "abc", 5, 3 },		/* 2 were it unrestricted */
		{ "kitten", "sitting", 5, 3 },
		{ "kitten", "sitting", 2, 3 },
		{ "abcdef", "uvwxyz", 9, 6 },
		{ "abcdef", "uvwxyz", 2, 3 },
		{ "abc", "abcdefgh", 2, 3 },
		{ "a", "b", 0, 1 },
		{ "a", "a", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		assert_int_equal(text_distance(cases[i].a, cases[i].b,
		    cases[i].limit), cases[i].distance);
		assert_int_equal(text_distance(cases[i].b, cases[i].a,
		    cases[i].limit), cases[i].distance);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_comes_back),
		cmocka_unit_test(ill_formed_bytes_count_one_each),
		cmocka_unit_test(width_is_that_of_a_terminal),
		cmocka_unit_test(ambiguous_characters_are_wide_where_set),
		cmocka_unit_test(
		    clipping_never_parts_a_character_from_its_marks),
		cmocka_unit_test(
		    nothing_reaches_the_terminal_that_acts_or_hides),
		cmocka_unit_test(any_bytes_become_safe),
		cmocka_unit_test(other_locales_get_ascii_only),
		cmocka_unit_test(lines_break_at_blanks),
		cmocka_unit_test(no_line_is_wider_and_no_letter_is_lost),
		cmocka_unit_test(comparing_ignores_the_case_of_ascii),
		cmocka_unit_test(all_words_must_occur),
		cmocka_unit_test(distance_counts_typing_mistakes),
	};

	return cmocka_run_group_tests(tests, use_utf8, NULL);
}
