/*
 * Editing values of every scalar type: the complaint while typing, what is
 * written.
 */
#include "fixture.h"

#define REPLACE(text, old, new) replaced(text, old, new)

/* TEXT with OLD once replaced by NEW; the caller frees. */
static char *
replaced(const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);

	assert_non_null(at);
	assert_null(strstr(at + 1, old));
	return xasprintf("%.*s%s%s", (int)(at - text), text, new,
	    at + strlen(old));
}

/* Payload 0: passcode, 1: Wi-Fi, 2: what no schema describes. */
#define PAYLOADS                                                               \
	PAYLOAD("com.apple.mobiledevice.passwordpolicy", "1",                  \
	    KEY("allowSimple", "<true/>")                                      \
	    KEY("maxInactivity", INTEGER("5")))                                \
	PAYLOAD("com.apple.wifi.managed", "2",                                 \
	    KEY("EncryptionType", STRING("WPA2"))                              \
	    KEY("SSID_STR", STRING("Net")))                                    \
	PAYLOAD("com.example.app", "3",                                        \
	    KEY("A date", "<date>2026-03-01T00:00:00Z</date>")                 \
	    KEY("Bad", INTEGER("abc"))                                         \
	    KEY("Number", INTEGER("7"))                                        \
	    KEY("Ratio", "<real>1.5</real>")                                   \
	    KEY("Text", STRING("one &amp; two"))                               \
	    KEY("Truth", "<true/>"))

#define VALUES_PROFILE PROFILE(PAYLOADS)

static struct term *
start_at(const char *path, const char *current)
{
	struct term *term = start_on(NULL, VALUES_PROFILE, "Auto-lock limit");
	AUTO_FREE char *keys = xasprintf(":%s<enter>", path);

	term_type(term, keys);
	term_see_current(term, current);
	return term;
}

/*
 * Goes to PATH, types KEYS, sees SEE (a complaint, hint or choice), types MORE
 * and sees SHOWN in the row; saved, OLD in the file has become NEW.
 */
static const struct edit_case {
	const char *path, *title, *keys, *see, *more, *shown, *old, *new;
} cases[] = {
	/* Integers: the range beside it, complaint live. */
	{ "/PayloadContent/0/maxInactivity", "Auto-lock limit",
	  "<enter><^u>99", "must be between 0 and 15, not 99",
	  "<bs><enter>", "9 minutes",
	  INTEGER("5"), INTEGER("9") },
	{ "/PayloadContent/0/maxInactivity", "Auto-lock limit",
	  "<enter><bs>1x", "✖", "<bs>2<enter>", "12 minutes",
	  INTEGER("5"), INTEGER("12") },
	{ "/PayloadContent/2/Number", "Number",
	  "<enter><^u>-0x", "✖", "10<enter>", "-16",
	  INTEGER("7"), INTEGER("-16") },
	{ "/PayloadContent/2/Number", "Number",
	  "<enter><^u>18446744073709551616", "✖", "<bs>5<enter>",
	  "18446744073709551615", INTEGER("7"),
	  INTEGER("18446744073709551615") },
	{ "/PayloadContent/2/Bad", "Bad", "<enter>", "abc",
	  "<^u>3<enter>", "3", INTEGER("abc"), INTEGER("3") },
	/* Reals. */
	{ "/PayloadContent/2/Ratio", "Ratio", "<enter><^u>2,5", "✖",
	  "<bs><bs>.25<enter>", "2.25", "<real>1.5</real>",
	  "<real>2.25</real>" },
	/* Dates. */
	{ "/PayloadContent/2/A date", "A date", "<enter><^u>+90d",
	  "2027-02-20T12:00:00Z", "<enter>", "2027-02-20T12:00:00Z",
	  "<date>2026-03-01T00:00:00Z</date>",
	  "<date>2027-02-20T12:00:00Z</date>" },
	{ "/PayloadContent/2/A date", "A date", "<enter><^u>2028-02-30",
	  "✖", "<bs><bs>29<enter>", "2028-02-29T00:00:00Z",
	  "<date>2026-03-01T00:00:00Z</date>",
	  "<date>2028-02-29T00:00:00Z</date>" },
	/* Strings: entities are the file's affair. */
	{ "/PayloadContent/2/Text", "Text", "<enter>", "one & two",
	  "<home>\"<lt>é<enter>", "\"<éone & two",
	  STRING("one &amp; two"), STRING("\"&lt;éone &amp; two") },
	{ "/PayloadContent/2/Text", "Text", "<enter><^u>", "Text:",
	  "<enter>", "Text", STRING("one &amp; two"), "<string></string>" },
	/* Booleans: three states, by list and by Space. */
	{ "/PayloadContent/0/allowSimple", "Allow simple passcode",
	  "<enter>", "not set   means: true", "<down><enter>", "false",
	  "<true/>", "<false/>" },
	{ "/PayloadContent/0/allowSimple", "Allow simple passcode",
	  " ", "false", NULL, "false", "<true/>", "<false/>" },
	{ "/PayloadContent/2/Truth", "Truth", "<enter>", "false",
	  "fal<enter>", "false", "<true/>", "<false/>" },
	/* Lists of values. */
	{ "/PayloadContent/1/EncryptionType", "Security", "<enter>",
	  "WPA3", "WPA3<enter>", "WPA3", STRING("WPA2"), STRING("WPA3") },
};

static void
check_case(const struct edit_case *c)
{
	struct term *term = start_at(c->path, c->title);
	AUTO_FREE char *want = NULL, *done = NULL;
	bool first = strstr(c->path, "/0/") != NULL;

	/* The first payload has booleans and integers like the third's. */
	if (first)
		want = strcmp(c->old, "<true/>") == 0 ?
		    replaced(VALUES_PROFILE, KEY("allowSimple", "<true/>"),
			KEY("allowSimple", "<false/>")) :
		    replaced(VALUES_PROFILE, c->old, c->new);
	else if (strcmp(c->old, "<true/>") == 0)
		want = replaced(VALUES_PROFILE, KEY("Truth", "<true/>"),
		    KEY("Truth", "<false/>"));
	else
		want = replaced(VALUES_PROFILE, c->old, c->new);
	term_type(term, c->keys);
	term_see(term, c->see);
	if (c->more != NULL)
		term_type(term, c->more);
	done = xasprintf("set %s", c->title);
	term_see_in(term, 23, done);
	term_see_current(term, c->title);
	if (strstr(term_row(term, term_cursor_row(term)), c->shown) == NULL)
		fail_msg("'%s' not in '%s'", c->shown,
		    term_row(term, term_cursor_row(term)));
	term_type(term, "<f2>");
	/* A file with an error in it is asked about. */
	if (strstr(want, INTEGER("abc")) != NULL) {
		term_see(term, "save all the same");
		term_type(term, "s");
	}
	term_see(term, "saved 'corp.mobileconfig'");
	assert_file(want);
	term_end(term);
}

static void
every_scalar_type_is_edited(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		check_case(&cases[i]);
}

static void
leaving_a_line_changes_nothing(void **state)
{
	static const char *const keys[] = { "<^c>", "<^g>", "<esc>" };
	struct term *term = start_at("/PayloadContent/2/Text", "Text");

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		term_type(term, "<enter>zzz");
		term_see(term, "one & twozzz");
		term_type(term, keys[i]);
		term_see_no(term, "zzz");
	}
	term_see_in(term, 0, " corp.mobileconfig   com.example.app  3/3  ");
	term_end(term);
}

static void
what_does_not_read_is_refused(void **state)
{
	struct term *term = start_at("/PayloadContent/2/Number", "Number");

	(void)state;
	term_type(term, "<enter>x<enter>");
	term_see(term, "Number: 7x");
	term_see_in(term, 23, "✖");
	assert_true(term_look_at(term, 23, 6).colored);
	term_type(term, "<bs>1<enter>");
	term_see_no(term, "Number: ");
	term_see(term, "71");
	term_end(term);
}

static void
a_rule_may_be_broken_knowingly(void **state)
{
	struct term *term = start_at("/PayloadContent/0/maxInactivity",
	    "Auto-lock limit");

	(void)state;
	term_type(term, "<enter><^u>99<enter>");
	term_see_in(term, 0, "✖2");
	term_see(term, "99 minutes");
	term_type(term, "j");
	term_type(term, "k");
	term_see(term, "✖ must be between 0 and 15, not 99");
	term_end(term);
}

static void
an_unset_key_shows_its_default_and_can_be_set(void **state)
{
	struct term *term = start_at("/PayloadContent/0/maxInactivity",
	    "Auto-lock limit");
	AUTO_FREE char *want = replaced(VALUES_PROFILE,
	    KEY("maxInactivity", INTEGER("5")),
	    KEY("maxInactivity", INTEGER("5")) KEY("minLength",
	    INTEGER("8")));

	(void)state;
	term_type(term, "/Minimum length<enter>");
	term_see_current(term, "Minimum length");
	term_see(term, "0 characters");
	/* Leaving it empty leaves it unset. */
	term_type(term, "<enter><enter>");
	term_see(term, "still not set");
	term_type(term, "<enter>8<enter>");
	term_see(term, "8 characters");
	term_type(term, "<f2>s");
	term_see(term, "saved");
	assert_file(want);
	/* Unset again: the file is as it was. */
	term_type(term, "x");
	term_see(term, "unset Minimum length");
	term_type(term, "<f2>s");
	term_see_in(term, 23, "saved");
	assert_file(VALUES_PROFILE);
	term_end(term);
}

static void
space_steps_through_three_states(void **state)
{
	static const struct term_step steps[] = {
		{ "/Require passcode<enter>", "result 1", NULL },
		{ " ", "set Require passcode", NULL },
		{ "k", NULL, "set Require passcode" },
		{ "j ", "set Require passcode", NULL },
		{ "k", NULL, "set Require passcode" },
		{ "j ", "unset Require passcode", NULL },
	};
	struct term *term = start_at("/PayloadContent/0/maxInactivity",
	    "Auto-lock limit");

	(void)state;
	RUN_STEPS(term, steps);
	assert_non_null(strstr(term_row(term, 0), "+"));
	term_type(term, "uuu");
	term_see_in(term, 0, " corp.mobileconfig   Passcode");
	term_end(term);
}

static void
a_paste_goes_into_the_line(void **state)
{
	struct term *term = start_at("/PayloadContent/2/Text", "Text");
	AUTO_FREE char *want = replaced(VALUES_PROFILE,
	    STRING("one &amp; two"), STRING("qx:&lt;key&gt;\tend"));

	(void)state;
	term_type(term, "<enter><^u>");
	term_see_in(term, 22, "Text:");
	term_paste(term, "qx:<key>\tend\n");
	term_see(term, "qx:<key> end");
	term_type(term, "<enter><f2>s");
	term_see(term, "saved");
	assert_file(want);
	term_end(term);
}

static void
a_long_line_scrolls_and_keeps_its_cursor_in_view(void **state)
{
	struct term *term = start_at("/PayloadContent/2/Text", "Text");

	(void)state;
	term_type(term, "<enter><^u>");
	for (int i = 0; i < 12; i++)
		term_type(term, "0123456789");
	term_type(term, "END");
	term_see(term, "END");
	term_see_cursor(term, 22);
	assert_true(term_cursor_column(term) < 80);
	term_type(term, "<home>START");
	term_see(term, "Text: START0123");
	term_sent(term);
	assert_int_equal(term_cursor_column(term), 12);
	term_end(term);
}

/* An accent takes no column: the cursor stands behind what was typed. */
static void
a_long_line_of_accents_scrolls_by_columns(void **state)
{
	struct term *term = start_at("/PayloadContent/2/Text", "Text");
	const char *row;
	int columns = 0;

	(void)state;
	term_type(term, "<enter><^u>");
	for (int i = 0; i < 90; i++)
		term_type(term, "e\314\201");
	term_type(term, "END");
	term_see_in(term, 22, "e\314\201END");
	term_sent(term);
	row = term_row(term, 22);
	assert_int_equal(strcmp(row + strlen(row) - 3, "END"), 0);
	for (; *row != '\0'; row++)
		columns += ((unsigned char)*row & 0xc0) != 0x80 && *row != '\314';
	assert_int_equal(term_cursor_column(term), columns);
	term_end(term);
}

/* An editor that writes what the test wants. */
static const struct term_setup with_editor = {
	.env = { "EDITOR=./editor" },
};

static void
make_editor(const char *script)
{
	AUTO_FREE char *text = xasprintf("#!/bin/sh\n%s\n", script);

	term_write_file("editor", text);
	assert_int_equal(chmod(term_path("editor"), 0700), 0);
}

static void
several_lines_open_in_the_users_editor(void **state)
{
	struct term *term;
	AUTO_FREE char *want = replaced(VALUES_PROFILE,
	    STRING("one &amp; two"), STRING("first\nsecond &lt;2>"));
	AUTO_FREE char *seen = NULL;

	(void)state;
	make_editor("ls -l \"$1\" >seen; cat \"$1\" >>seen; "
	    "printf 'first\\nsecond <2>\\n' >\"$1\"");
	term = start_on(&with_editor, VALUES_PROFILE, "Auto-lock limit");
	term_type(term, ":/PayloadContent/2/Text<enter>");
	term_see_current(term, "Text");
	term_type(term, "<^o>");
	term_see(term, "set Text");
	term_see(term, "first");
	term_type(term, "<f2>s");
	term_see(term, "saved");
	seen = term_read_file("seen");
	assert_non_null(seen);
	/* The file was private, and it is gone. */
	assert_int_equal(strncmp(seen, "-rw-------", 10), 0);
	assert_non_null(strstr(seen, "one & two"));
	free(want);
	want = replaced(VALUES_PROFILE, STRING("one &amp; two"),
	    STRING("first\nsecond &lt;2&gt;"));
	assert_file(want);
	/* Now it is a text of several lines: Enter opens the editor. */
	make_editor("cat \"$1\" >seen2");
	term_type(term, "<enter>");
	term_see(term, "nothing was changed");
	free(seen);
	seen = term_read_file("seen2");
	assert_string_equal(seen, "first\nsecond <2>");
	term_end(term);
}

static void
a_paste_of_several_lines_opens_the_editor(void **state)
{
	struct term *term;
	AUTO_FREE char *seen = NULL;

	(void)state;
	make_editor("cp \"$1\" seen");
	term = start_on(&with_editor, VALUES_PROFILE, "Auto-lock limit");
	term_type(term, ":/PayloadContent/2/Text<enter>");
	term_see_current(term, "Text");
	term_type(term, "<enter><^u>");
	term_see_in(term, 22, "Text:");
	term_paste(term, "two\nlines\n");
	term_see(term, "set Text");
	seen = term_read_file("seen");
	assert_string_equal(seen, "two\nlines");
	term_end(term);
}

static void
an_editor_that_fails_changes_nothing(void **state)
{
	struct term *term;

	(void)state;
	make_editor("echo x >\"$1\"; exit 3");
	term = start_on(&with_editor, VALUES_PROFILE, "Auto-lock limit");
	term_type(term, ":/PayloadContent/2/Text<enter>");
	term_see_current(term, "Text");
	term_type(term, "<^o>");
	term_see(term, "ended with an error: nothing was taken");
	term_see(term, "one & two");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	term_end(term);
}

static void
undo_and_redo_have_no_limit(void **state)
{
	struct term *term = start_at("/PayloadContent/2/Number", "Number");

	(void)state;
	for (int i = 0; i < 20; i++) {
		char keys[32];

		snprintf(keys, sizeof(keys), "<enter><^u>%d<enter>", 100 + i);
		term_type(term, keys);
	}
	term_see(term, "119");
	for (int i = 0; i < 20; i++)
		term_type(term, "u");
	term_see(term, "undone: set Number");
	term_see_in(term, 0, " corp.mobileconfig   com.example.app");
	term_see_current(term, "Number");
	term_type(term, "u");
	term_see(term, "nothing to undo");
	for (int i = 0; i < 20; i++)
		term_type(term, i % 2 == 0 ? "<^r>" : "9");
	term_see(term, "done again: set Number");
	term_see(term, "119");
	term_type(term, "<f8>");
	term_see(term, "118");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(every_scalar_type_is_edited),
		SCREEN_TEST(leaving_a_line_changes_nothing),
		SCREEN_TEST(what_does_not_read_is_refused),
		SCREEN_TEST(a_rule_may_be_broken_knowingly),
		SCREEN_TEST(an_unset_key_shows_its_default_and_can_be_set),
		SCREEN_TEST(space_steps_through_three_states),
		SCREEN_TEST(a_paste_goes_into_the_line),
		SCREEN_TEST(a_long_line_scrolls_and_keeps_its_cursor_in_view),
		SCREEN_TEST(a_long_line_of_accents_scrolls_by_columns),
		SCREEN_TEST(several_lines_open_in_the_users_editor),
		SCREEN_TEST(a_paste_of_several_lines_opens_the_editor),
		SCREEN_TEST(an_editor_that_fails_changes_nothing),
		SCREEN_TEST(undo_and_redo_have_no_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
