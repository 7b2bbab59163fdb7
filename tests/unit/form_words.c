/* Articles, plurals and titles inside a sentence. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "form/internal.h"

struct word_case {
	const char *in, *out;
};

static void
check_cases(const struct word_case *cases, size_t count,
    void (*run)(const char *in, struct buf *out))
{
	for (size_t i = 0; i < count; i++) {
		AUTO_BUF out = BUF_INIT;

		run(cases[i].in, &out);
		assert_string_equal(buf_text(&out), cases[i].out);
	}
}

static void
titles_inside_a_sentence_keep_names_and_abbreviations(void **state)
{
	static const struct word_case cases[] = {
		{ "App", "app" },
		{ "Server capability", "server capability" },
		{ "Sub-item", "sub-item" },
		{ "URL", "URL" },
		{ "Wi-Fi network", "Wi-Fi network" },
		{ "iCloud account", "iCloud account" },
		{ "802.1X network", "802.1X network" },
		{ "X", "X" },
		{ "", "" },
	};

	(void)state;
	check_cases(cases, sizeof(cases) / sizeof(*cases), words_inside);
}

static void
articles_follow_the_sound(void **state)
{
	static const struct word_case cases[] = {
		{ "app", "an" }, { "key", "a" }, { "item", "an" },
		{ "user", "a" }, { "unit", "a" }, { "undo", "an" },
		{ "URL", "a" }, { "SSID", "an" }, { "MAC address", "an" },
		{ "Apple", "an" }, { "Wi-Fi network", "a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(words_article(cases[i].in), cases[i].out);
}

static void
count_of(const char *noun, struct buf *out)
{
	words_count(2, noun, out);
}

static void
several_of_a_thing_are_in_the_plural(void **state)
{
	static const struct word_case cases[] = {
		{ "app", "2 apps" }, { "key", "2 keys" },
		{ "entry", "2 entries" }, { "address", "2 addresses" },
		{ "box", "2 boxes" }, { "URL", "2 URLs" },
		{ "kind or value", "2 items" },
	};
	AUTO_BUF one = BUF_INIT;
	AUTO_BUF none = BUF_INIT;

	(void)state;
	check_cases(cases, sizeof(cases) / sizeof(*cases), count_of);
	words_count(1, "entry", &one);
	assert_string_equal(buf_text(&one), "1 entry");
	words_count(0, "entry", &none);
	assert_string_equal(buf_text(&none), "empty");
}

static void
first_line(const char *text, struct buf *out)
{
	words_first_line(text, strlen(text), out);
}

static void
a_text_of_several_lines_shows_its_first(void **state)
{
	static const struct word_case cases[] = {
		{ "one", "one" }, { "", "" }, { "one\n", "one" },
		{ "one\ntwo", "one…" }, { "one\r\n\r\n", "one" },
		{ "\ntwo", "…" },
	};
	AUTO_BUF text = BUF_INIT;
	AUTO_BUF out = BUF_INIT;

	(void)state;
	check_cases(cases, sizeof(cases) / sizeof(*cases), first_line);
	/* A very long one is cut, never inside a character. */
	buf_add_char(&text, 'x');
	for (int i = 0; i < 1000; i++)
		buf_add_text(&text, "ü");
	first_line(buf_text(&text), &out);
	assert_int_equal(out.length, 1023 + strlen("…"));
}

static void
sentence(const char *text, struct buf *out)
{
	words_sentence(text, out);
}

static void
sentences_begin_large_and_end_in_a_full_stop(void **state)
{
	static const struct word_case cases[] = {
		{ "must be so", "Must be so." }, { "It is.", "It is." },
		{ "iOS only", "iOS only." }, { "", "" },
	};

	(void)state;
	check_cases(cases, sizeof(cases) / sizeof(*cases), sentence);
}

static void
units_follow_their_number(void **state)
{
	AUTO_BUF out = BUF_INIT;

	(void)state;
	words_unit("1", "days", &out);
	buf_add_char(&out, ' ');
	words_unit("30", "days", &out);
	buf_add_char(&out, ' ');
	words_unit("1", "MB", &out);
	assert_string_equal(buf_text(&out), "1 day 30 days 1 MB");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    titles_inside_a_sentence_keep_names_and_abbreviations),
		cmocka_unit_test(articles_follow_the_sound),
		cmocka_unit_test(several_of_a_thing_are_in_the_plural),
		cmocka_unit_test(a_text_of_several_lines_shows_its_first),
		cmocka_unit_test(sentences_begin_large_and_end_in_a_full_stop),
		cmocka_unit_test(units_follow_their_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
