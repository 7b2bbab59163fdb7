#include "unit.h"

#include <errno.h>

#include "base/die.h"
#include "base/error.h"

static void
assert_format(const struct error *err, const char *wanted)
{
	AUTO_FREE char *text = error_format(err);

	assert_string_equal(text, wanted);
}

static void
setting_replaces_what_was_there(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	error_set(&err, ERR_SYNTAX, "bad '%s'", "x");
	error_locate(&err, "a.yaml", 3, 4);
	error_set(&err, ERR_LIMIT, "more than %d", 5);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.message, "more than 5");
	assert_null(err.file);
	assert_int_equal(err.line, 0);
}

static void
a_message_may_quote_the_old_one(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	error_set(&err, ERR_SYNTAX, "inner");
	error_set(&err, ERR_REFUSED, "outer: %s", err.message);
	assert_string_equal(err.message, "outer: inner");
}

static void
system_errors_end_with_the_text_of_errno(void **state)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *wanted = xasprintf("cannot open 'f': %s",
	    strerror(EACCES));

	(void)state;
	error_set_errno(&err, EACCES, "cannot open '%s'", "f");
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_string_equal(err.message, wanted);
}

static void
places_are_written_as_far_as_known(void **state)
{
	static const struct {
		const char *file;
		size_t line, column;
		const char *wanted;
	} cases[] = {
		{ NULL, 0, 0, "m" },
		{ "f", 0, 0, "f: m" },
		{ "f", 2, 0, "f:2: m" },
		{ "f", 2, 7, "f:2:7: m" },
		{ NULL, 2, 7, "2:7: m" },
		{ NULL, 0, 7, "m" },
		/* The message names the file already. */
		{ "m", 0, 0, "m" },
		{ "m", 2, 0, "m:2: m" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;

		error_set(&err, ERR_TYPE, "m");
		error_locate(&err, cases[i].file, cases[i].line,
		    cases[i].column);
		assert_format(&err, cases[i].wanted);
	}
}

static void
a_place_without_line_keeps_the_line(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	error_set(&err, ERR_TYPE, "m");
	error_locate(&err, NULL, 2, 3);
	error_locate(&err, "f", 0, 0);
	assert_format(&err, "f:2:3: m");
	error_locate(&err, err.file, 4, 0);
	assert_format(&err, "f:4: m");
}

static void
prefixes_stand_before_the_message(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	error_set(&err, ERR_TYPE, "m");
	error_prefix(&err, "rule %d", 3);
	error_prefix(&err, "in '%s'", "x");
	assert_string_equal(err.message, "in 'x': rule 3: m");
	assert_int_equal(err.code, ERR_TYPE);
}

static void
moving_empties_the_source(void **state)
{
	AUTO_ERROR from = ERROR_INIT, to = ERROR_INIT;

	(void)state;
	error_set(&to, ERR_USAGE, "old");
	error_set(&from, ERR_TYPE, "new");
	error_locate(&from, "f", 1, 1);
	error_move(&to, &from);
	assert_format(&to, "f:1:1: new");
	assert_int_equal(from.code, ERR_NONE);
	assert_null(from.message);
	error_move(&to, &to);
	assert_format(&to, "f:1:1: new");
	error_move(NULL, &to);
	assert_int_equal(to.code, ERR_NONE);
}

static void
no_error_is_allowed_everywhere(void **state)
{
	(void)state;
	error_set(NULL, ERR_TYPE, "m");
	error_set_errno(NULL, ENOENT, "m");
	error_locate(NULL, "f", 1, 1);
	error_prefix(NULL, "m");
	error_move(NULL, NULL);
	error_release(NULL);
	assert_format(NULL, "");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_replaces_what_was_there),
		cmocka_unit_test(a_message_may_quote_the_old_one),
		cmocka_unit_test(system_errors_end_with_the_text_of_errno),
		cmocka_unit_test(places_are_written_as_far_as_known),
		cmocka_unit_test(a_place_without_line_keeps_the_line),
		cmocka_unit_test(prefixes_stand_before_the_message),
		cmocka_unit_test(moving_empties_the_source),
		cmocka_unit_test(no_error_is_allowed_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
