/* Rough use: keys typed ahead, slow lines, terminals that go away, signals. */
#include "fixture.h"

#include "../unit/scratch.h"

#define RESCUE "corp.mobileconfig.profedit-save"

/* Three edits of which one is seen in the title line. */
static struct term *
start_changed(const struct term_setup *setup)
{
	struct term *term = start_on(setup, CORP_PROFILE, "Server URL");

	term_type(term, ":com.apple.mdm/ServerURL<enter>");
	term_see_current(term, "Server URL");
	term_type(term, "<enter>2<enter>");
	term_see_in(term, 0, "corp.mobileconfig +");
	return term;
}

static void
assert_rescued(bool want)
{
	AUTO_FREE char *text = term_read_file(RESCUE);

	if (want && (text == NULL || strstr(text, "connect2") == NULL))
		fail_msg("no rescue copy");
	if (!want && text != NULL)
		fail_msg("a rescue copy of nothing");
	assert_file(CORP_PROFILE);
	unlink(term_path(RESCUE));
}

static void
type_at_once(struct term *term, const char *bytes)
{
	term_send(term, bytes, strlen(bytes));
}

/* --- typed ahead --- */

/* What is typed in one go, and what shows that all of it was obeyed. */
static const struct {
	const char *bytes, *see;
} ahead[] = {
	/* Pages, lists, questions: keys arrive before they were drawn. */
	{ "\033OP/payload\rGnq", "Server URL" },
	{ "?/nothing of the sort\r", "is not below" },
	{ "\033[15~zzzz\177\177\007", "Server URL" },
	{ "\033OSwi-fi\r", "Wi-Fi" },
	{ ":com.apple.mdm/Topic\r\r9\r", "External.example9" },
	{ ":com.apple.mdm/AccessRights\r\r=8191\r\r", "8191" },
	{ "x\033[21~c:names\r", "ServerURL" },
};

static void
keys_typed_ahead_are_obeyed(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(ahead); i++) {
		struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

		type_at_once(term, ahead[i].bytes);
		term_see(term, ahead[i].see);
		term_end(term);
	}
}

static void
on_a_slow_line_keys_come_before_drawing(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	size_t before;

	(void)state;
	term_set_speed(term, 1200);
	before = term_sent(term);
	for (int i = 0; i < 25; i++)
		type_at_once(term, "\033[B\033[6~\033OB\033[5~\033[A\033OA"
		    "\033OB\033[A");
	term_type(term, "<home><down>");
	/* Some seconds' worth: two hundred movements would take a minute. */
	assert_true(term_sent(term) - before < 1500);
	term_see_cursor(term, 3);
	/* No sequence became keys: nothing is changed, asked or open. */
	term_see_in(term, 0, " corp.mobileconfig   MDM  2/2");
	term_see_in(term, 23, "Enter edits");
	term_end(term);
}

/* --- resizing --- */

static void
a_resize_breaks_no_sequence(void **state)
{
	static const struct term_setup patient = {
		.env = { "ESCDELAY=3000" },
	};
	struct term *term = start_on(&patient, CORP_PROFILE, "Server URL");
	int row;

	(void)state;
	term_type(term, "<home>");
	term_sent(term);
	row = term_cursor_row(term);
	type_at_once(term, "\033");
	term_signal(term, SIGWINCH);
	term_sent(term);
	type_at_once(term, "[");
	term_signal(term, SIGWINCH);
	term_sent(term);
	type_at_once(term, "B");
	term_see_cursor(term, row + 1);
	term_end(term);
}

static void
a_resize_breaks_no_paste(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_type(term, ":com.apple.mdm/ServerURL<enter><enter><^u>");
	term_see_in(term, 22, "Server URL:");
	type_at_once(term, "\033[200~https://");
	term_resize(term, 30, 100);
	term_sent(term);
	type_at_once(term, "q.example");
	term_resize(term, 24, 80);
	term_sent(term);
	type_at_once(term, ".com/x\033[201~");
	term_see_in(term, 22, "Server URL: https://q.example.com/x");
	term_end(term);
}

static void
storms_of_resizes_are_weathered(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	for (int i = 0; i < 200; i++) {
		term_resize(term, 1 + i % 60, 1 + i * 7 % 200);
		term_signal(term, SIGWINCH);
		if (i % 10 == 0)
			type_at_once(term, "\033[B?\007");
	}
	term_resize(term, 24, 80);
	term_see_in(term, 0, " corp.mobileconfig   ");
	term_type(term, "<f10>");
	assert_int_equal(term_see_exit(term), 0);
	assert_file(CORP_PROFILE);
	term_end(term);
}

/* --- terminals that go away, signals --- */

static void
a_second_signal_does_no_harm(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	for (int i = 0; i < 5; i++)
		term_signal(term, i % 2 == 0 ? SIGTERM : SIGHUP);
	assert_true(term_see_exit(term) > 256);
	assert_rescued(true);
	term_end(term);
}

static void
a_stuck_terminal_does_not_keep_the_edits(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	/* Nobody reads: the program stands in the middle of a drawing. */
	term_set_speed(term, -1);
	for (int i = 0; i < 40; i++) {
		term_signal(term, SIGWINCH);
		type_at_once(term, "\x0c");
		usleep(5000);
	}
	term_set_patience(15000);
	term_signal(term, SIGTERM);
	assert_int_equal(term_see_exit(term), 128 + SIGTERM);
	term_set_patience(0);
	assert_rescued(true);
	term_end(term);
}

static void
a_connection_lost_in_an_editor_leaves_nothing_behind(void **state)
{
	static const struct term_setup with_editor = {
		.env = { "EDITOR=./editor" },
	};
	struct term *term;

	(void)state;
	term_write_file("editor", "#!/bin/sh\necho $$ >pid\nsleep 30\n");
	assert_int_equal(chmod(term_path("editor"), 0700), 0);
	term = start_changed(&with_editor);
	term_type(term, "<^o>");
	while (access(term_path("pid"), F_OK) != 0)
		usleep(10000);
	term_hang_up(term);
	term_signal_all(term, SIGHUP);
	assert_int_equal(term_see_exit(term), 256 + SIGHUP);
	assert_rescued(true);
	/* The file, the script, what it wrote; the folder of the state. */
	assert_int_equal(scratch_count(term_path(".")), 4);
	term_end(term);
}

static void
stopped_from_outside_it_comes_back_whole(void **state)
{
	static const int numbers[] = { SIGSTOP, SIGTSTP };
	struct term *term = start_changed(NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(numbers); i++) {
		term_signal(term, numbers[i]);
		term_see_stopped(term);
		/* Shells set modes of their own. */
		term_make_cooked(term);
		term_continue(term);
		term_see_in(term, 0, " corp.mobileconfig +");
		term_type(term, "<f1>");
		term_see(term, "Page");
		assert_false(term_is_cooked(term));
		term_type(term, "q");
		term_see_in(term, 23, "Help");
	}
	term_end(term);
}

/* A shell line with closed streams, on the terminal. */
static void
closed_streams_are_not_written_over(void **state)
{
	static const struct {
		const char *closed;
		const char *see;
	} cases[] = {
		{ "1>&-", "the editor needs a terminal" },
		{ "0<&-", "the editor needs a terminal" },
		{ "2>&-", "Server URL" },
	};
	static const struct term_setup shell = { .program = "/bin/sh" };
	const char *program = getenv("PROFEDIT");

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_FREE char *script = xasprintf("exec %s corp.mobileconfig "
		    "%s\n", program != NULL ? program : "./profedit",
		    cases[i].closed);
		struct term *term;

		term_write_file("script", script);
		term_write_file("corp.mobileconfig", CORP_PROFILE);
		term = term_start(&shell, "script");
		term_see(term, cases[i].see);
		term_signal(term, SIGTERM);
		term_see_exit(term);
		assert_file(CORP_PROFILE);
		term_end(term);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(keys_typed_ahead_are_obeyed),
		SCREEN_TEST(on_a_slow_line_keys_come_before_drawing),
		SCREEN_TEST(a_resize_breaks_no_sequence),
		SCREEN_TEST(a_resize_breaks_no_paste),
		SCREEN_TEST(storms_of_resizes_are_weathered),
		SCREEN_TEST(a_second_signal_does_no_harm),
		SCREEN_TEST(a_stuck_terminal_does_not_keep_the_edits),
		SCREEN_TEST(a_connection_lost_in_an_editor_leaves_nothing_behind),
		SCREEN_TEST(stopped_from_outside_it_comes_back_whole),
		SCREEN_TEST(closed_streams_are_not_written_over),
	};

	return cmocka_run_group_tests_name("screen_rough", tests, NULL, NULL);
}
