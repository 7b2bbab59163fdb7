/*
 * Key paths: JSON Pointers read and written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "value/path.h"

static void
pointers_are_cut_into_segments(void **state)
{
	static const struct {
		const char *text;
		size_t count;
		const char *segments[3];
		const char *again;
	} cases[] = {
		{ "", 0, { NULL }, "" },
		{ "/", 1, { "" }, "/" },
		{ "/a", 1, { "a" }, "/a" },
		{ "a", 1, { "a" }, "/a" },
		{ "/a/0/b", 3, { "a", "0", "b" }, "/a/0/b" },
		{ "/a~1b/m~0n", 2, { "a/b", "m~n" }, "/a~1b/m~0n" },
		{ "/~01", 1, { "~1" }, "/~01" },
		{ "//x", 2, { "", "x" }, "//x" },
		{ "/a/", 2, { "a", "" }, "/a/" },
		{ "/a b/\xC3\xA4", 2, { "a b", "\xC3\xA4" }, "/a b/\xC3\xA4" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct path path;
		AUTO_BUF again = BUF_INIT;

		assert_true(path_parse(cases[i].text, &path, NULL));
		assert_int_equal(path.count, cases[i].count);
		for (size_t j = 0; j < path.count; j++)
			assert_string_equal(path.segments[j],
			    cases[i].segments[j]);
		for (size_t j = 0; j < path.count; j++)
			path_add_segment(&again, path.segments[j],
			    strlen(path.segments[j]));
		assert_string_equal(buf_text(&again), cases[i].again);
		path_release(&path);
	}
}

static void
a_lone_tilde_is_refused(void **state)
{
	static const char *const cases[] = { "/a~", "/~2", "~", "/a/~x/b" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;
		struct path path;

		assert_false(path_parse(cases[i], &path, &err));
		assert_int_equal(err.code, ERR_SYNTAX);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pointers_are_cut_into_segments),
		cmocka_unit_test(a_lone_tilde_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
