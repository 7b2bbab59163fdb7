/* Sizes, resizing while anything is open, terminals, locales, bytes sent. */
#include "fixture.h"

static void
forty_by_ten_shows_the_essentials(void **state)
{
	static const struct term_setup small = { .rows = 10, .columns = 40 };
	struct term *term = start_on(&small, CORP_PROFILE, "Server URL");

	(void)state;
	term_see_in(term, 0, " corp.mobileconfig  MDM  2/2");
	term_see_in(term, 2, "›· Identity certif…  → SCEP certificat…");
	term_see_in(term, 8, " Identity certificate   string");
	term_type(term, "x");
	/* The complaint takes the place of the help. */
	term_see_in(term, 2, "›✖ Identity certif…");
	term_see_in(term, 0, "✖1");
	term_type(term, "jk");
	term_see_in(term, 8, " ✖ ");
	term_see_in(term, 9, " 1Help 2Save 3Find 4Add ?keys :more");
	term_end(term);
}

static void
two_hundred_by_sixty_uses_the_room(void **state)
{
	static const struct term_setup large = { .rows = 60, .columns = 200 };
	struct term *term = start_on(&large, CORP_PROFILE, "Server URL");

	(void)state;
	term_see_in(term, 1, "   Corp                   │  Required");
	term_see_in(term, 44, "│");
	term_see(term, "watchOS 10");
	term_see(term, "Ask user to allow bootstrap token");
	term_see(term, "in the same profile.");
	term_end(term);
}

static void
a_serial_line_is_eighty_by_twenty_four(void **state)
{
	static const struct term_setup serial = { .rows = -1 };
	struct term *term = start_on(&serial, CORP_PROFILE, "Server URL");

	(void)state;
	term_see_in(term, 23, "Enter edits");
	term_end(term);
}

static void
too_small_is_said_and_waited_out(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_resize(term, 9, 40);
	term_see_in(term, 0, "40×9 is too small: 40×10 is the least");
	/* Keys do nothing meanwhile. */
	term_type(term, "xq");
	term_resize(term, 10, 39);
	term_see_in(term, 0, "39×10 is too small");
	term_resize(term, 10, 40);
	term_see(term, "Server URL");
	term_see_in(term, 0, " corp.mobileconfig  MDM  2/2");
	term_end(term);
}

static void
anything_that_is_open_follows_the_size(void **state)
{
	static const struct {
		const char *open, *see;
	} cases[] = {
		{ "", "Server URL" },
		{ "<tab>", "SCEP certificate" },
		{ "<f4>", "Add a payload" },
		{ "<f4>wi-fi", "2 left" },
		{ "<enter>", "Identity certificate" },
		{ "<down><enter>typed", "typed" },
		{ "<f1>", "Help" },
		{ "?", "Identity certificate" },
		{ "xq", "1 unsaved" },
		{ ":sav", ":sav" },
		{ "/server", "Server URL" },
		{ "<down><down><down><enter>", "3 = 0x3" },
		{ "<f5>", "Findings" },
	};
	static const int sizes[][2] = { { 10, 40 }, { 60, 200 }, { 24, 90 },
		{ 15, 60 }, { 24, 80 } };
	struct term *term;

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		term = start_on(NULL, CORP_PROFILE, "Server URL");
		term_type(term, cases[i].open);
		term_see(term, cases[i].see);
		for (size_t j = 0; j < ARRAY_COUNT(sizes); j++) {
			term_resize(term, sizes[j][0], sizes[j][1]);
			term_see(term, cases[i].see);
			assert_true(term_cursor_row(term) < sizes[j][0]);
		}
		term_end(term);
	}
}

/* Every character on the screen is ASCII. */
static void
assert_ascii(struct term *term)
{
	const char *text = term_text(term);

	for (; *text != '\0'; text++)
		assert_true((unsigned char)*text < 0x80);
}

static void
plain_characters_where_others_cannot_be_shown(void **state)
{
	static const struct {
		struct term_setup setup;
		const char *options;
	} cases[] = {
		{ { 0 }, "--ascii corp.mobileconfig" },
		{ { .locale = "C" }, "corp.mobileconfig" },
		{ { .locale = "POSIX", .terminal = "vt100" },
		  "corp.mobileconfig" },
	};

	(void)state;
	term_write_file("corp.mobileconfig", CORP_PROFILE);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term = term_start(&cases[i].setup,
		    cases[i].options);

		term_see(term, "Server URL");
		term_see_in(term, 2, ">* Identity certificate");
		term_see(term, "-> SCEP certificate \"Device\"");
		term_see_in(term, 18, " ----");
		assert_ascii(term);
		term_type(term, "x");
		term_see_in(term, 2, ">X Identity certificate");
		term_type(term, "<f4>");
		term_see(term, "Add a payload");
		assert_ascii(term);
		term_type(term, "<^g><f1>");
		term_see(term, "MODES");
		assert_ascii(term);
		term_type(term, "q<tab>");
		term_see(term, "Outline");
		assert_ascii(term);
		term_end(term);
	}
}

/* What users write is theirs: only our own signs are plain. */
static void
plain_signs_leave_other_texts(void **state)
{
	struct term *term;

	(void)state;
	term_write_file("corp.mobileconfig", PROFILE(PAYLOAD(
	    "com.example.app", "1", KEY("Straße", STRING("日本")))));
	term = term_start(NULL, "--ascii corp.mobileconfig");
	term_see_in(term, 2, ">* Straße");
	term_see_in(term, 2, "日本");
	term_end(term);
}

static void
terminals_of_all_kinds_work(void **state)
{
	static const char *const names[] = { "xterm", "vt100", "linux",
		"screen-256color", "tmux-256color", "vt220", "ansi" };

	(void)state;
	term_write_file("corp.mobileconfig", CORP_PROFILE);
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		const struct term_setup setup = { .terminal = names[i] };
		struct term *term = term_start(&setup, "corp.mobileconfig");

		/* This machine's terminfo may not know the name. */
		term_sent(term);
		if (strstr(term_text(term), "cannot place the cursor")) {
			term_end(term);
			continue;
		}
		term_see(term, "Server URL");
		term_type(term, "<down><down>");
		term_see_current(term, "Server URL");
		term_type(term, "<enter>2<enter>");
		term_see(term, "connect2");
		term_type(term, "q");
		term_see(term, "unsaved change");
		term_type(term, "d");
		assert_int_equal(term_see_exit(term), 0);
		assert_true(term_is_cooked(term));
		term_end(term);
	}
}

static void
a_dumb_terminal_is_refused_with_advice(void **state)
{
	static const struct term_setup dumb = { .terminal = "dumb" };
	struct term *term;

	(void)state;
	term_write_file("corp.mobileconfig", CORP_PROFILE);
	term = term_start(&dumb, "corp.mobileconfig");
	assert_int_equal(term_see_exit(term), 2);
	term_see(term, "'profedit show'");
	term_see(term, "'profedit check'");
	term_end(term);
}

static void
colors_only_repeat_what_marks_say(void **state)
{
	static const struct {
		struct term_setup setup;
		const char *option;
		bool colored;
	} cases[] = {
		{ { 0 }, "", true },
		{ { .env = { "NO_COLOR=1" } }, "", false },
		{ { .env = { "NO_COLOR=" } }, "", true },
		{ { .env = { "NO_COLOR=1" } }, "--color=always ", true },
		{ { 0 }, "--color=never ", false },
		{ { .terminal = "vt100" }, "", false },
	};

	(void)state;
	term_write_file("corp.mobileconfig", CORP_PROFILE);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_FREE char *options = xasprintf("%scorp.mobileconfig",
		    cases[i].option);
		struct term *term = term_start(&cases[i].setup, options);
		size_t length;

		term_see(term, "Server URL");
		term_type(term, "x");
		term_see_in(term, 2, "✖");
		assert_int_equal(term_look_at(term, 2, 1).colored,
		    cases[i].colored);
		assert_true(term_look_at(term, 2, 1).bold);
		/* Not even a reset of colours. */
		if (!cases[i].colored)
			assert_null(strstr(term_bytes(term, &length),
			    "\033[31m"));
		term_end(term);
	}
}

static void
defaults_are_dimmed(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	size_t length;
	const char *at;

	(void)state;
	term_sent(term);
	at = strstr(term_bytes(term, &length), "the Server URL");
	assert_non_null(at);
	assert_memory_equal(at - 2, "2m", 2);
	term_end(term);
}

/* --- bytes --- */

#define LIST_PROFILE PROFILE(PAYLOAD("com.example.app", "1",                   \
	KEY("List", "<array>" STRING("one") STRING("two") STRING("six")        \
	STRING("ten") "</array>")))

/* Types KEYS, sees that row NAME is current; what was sent meanwhile. */
static size_t
bytes_of(struct term *term, const char *keys, const char *name)
{
	size_t before = term_sent(term);

	term_type(term, keys);
	term_see_current(term, name);
	return term_sent(term) - before;
}

/*
 * The least of three times there and back: on a busy machine the rest of an
 * older screen may still be on its way the first time.
 */
static size_t
least_bytes_of(struct term *term, const char *keys, const char *name,
    const char *back, const char *old_name)
{
	size_t least = SIZE_MAX;

	for (int i = 0; i < 3; i++) {
		size_t bytes = bytes_of(term, keys, name);

		least = bytes < least ? bytes : least;
		if (i < 2)
			bytes_of(term, back, old_name);
	}
	return least;
}

static void
a_movement_sends_little(void **state)
{
	struct term *term = start_on(NULL, LIST_PROFILE, "List");

	(void)state;
	term_type(term, "<enter><down>");
	term_see_current(term, "one");
	assert_in_range(least_bytes_of(term, "<down>", "two", "<up>", "one"),
	    1, 60);
	assert_in_range(least_bytes_of(term, "<down>", "six", "<up>", "two"),
	    1, 60);
	assert_in_range(least_bytes_of(term, "<up>", "two", "<down>", "six"),
	    1, 60);
	/* In a list. */
	term_type(term, "a");
	term_see_current(term, "Text");
	assert_in_range(least_bytes_of(term, "<down>", "Whole number", "<up>",
	    "Text"), 1, 60);
	term_end(term);
}

static void
a_typed_character_sends_little(void **state)
{
	struct term *term = start_on(NULL, LIST_PROFILE, "List");
	size_t before;

	(void)state;
	term_type(term, "<enter><down><enter>");
	term_see_in(term, 22, "one");
	before = term_sent(term);
	term_type(term, "a");
	term_see_in(term, 22, "onea");
	assert_true(term_sent(term) - before <= 2);
	before = term_sent(term);
	term_type(term, "<left>");
	assert_true(term_sent(term) - before <= 8);
	before = term_sent(term);
	term_type(term, "b");
	term_see_in(term, 22, "oneba");
	assert_true(term_sent(term) - before <= 12);
	before = term_sent(term);
	term_type(term, "<bs>");
	term_see_in(term, 22, "onea");
	assert_true(term_sent(term) - before <= 16);
	term_end(term);
}

/* A line with a complaint that stays: nothing but the character. */
static void
a_complaint_that_stays_is_not_sent_again(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	size_t before;

	(void)state;
	term_type(term, "<down><enter><^u>wrong");
	term_see_in(term, 23, "✖");
	before = term_sent(term);
	term_type(term, "x");
	term_see_in(term, 22, "wrongx");
	assert_true(term_sent(term) - before <= 2);
	term_end(term);
}

static void
a_key_that_does_nothing_sends_nothing(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	size_t before = term_sent(term);

	(void)state;
	term_type(term, "Z<home><up>");
	assert_int_equal(term_sent(term), before);
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(forty_by_ten_shows_the_essentials),
		SCREEN_TEST(two_hundred_by_sixty_uses_the_room),
		SCREEN_TEST(a_serial_line_is_eighty_by_twenty_four),
		SCREEN_TEST(too_small_is_said_and_waited_out),
		SCREEN_TEST(anything_that_is_open_follows_the_size),
		SCREEN_TEST(plain_characters_where_others_cannot_be_shown),
		SCREEN_TEST(plain_signs_leave_other_texts),
		SCREEN_TEST(terminals_of_all_kinds_work),
		SCREEN_TEST(a_dumb_terminal_is_refused_with_advice),
		SCREEN_TEST(colors_only_repeat_what_marks_say),
		SCREEN_TEST(defaults_are_dimmed),
		SCREEN_TEST(a_movement_sends_little),
		SCREEN_TEST(a_typed_character_sends_little),
		SCREEN_TEST(a_complaint_that_stays_is_not_sent_again),
		SCREEN_TEST(a_key_that_does_nothing_sends_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
