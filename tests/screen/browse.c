/* Browsing: rows, outline, help that follows, folding, filter, names. */
#include "fixture.h"

static struct term *
start(void)
{
	return start_on(NULL, CORP_PROFILE, "Server URL");
}

static void
the_first_screen_shows_rows_and_help(void **state)
{
	struct term *term = start();

	(void)state;
	assert_string_equal(term_row(term, 0), " corp.mobileconfig   MDM  2/2");
	assert_string_equal(term_row(term, 1), " Required");
	term_see_in(term, 2, "›· Identity certificate");
	term_see_in(term, 2, "→ SCEP certificate \"Device\"");
	term_see_in(term, 6, " · Access rights");
	term_see_in(term, 6, "  3  inspect profiles, install profiles");
	term_see_in(term, 8, "   Check-in URL");
	term_see_in(term, 8, "  the Server URL");
	term_see_in(term, 18, " ──────");
	term_see_in(term, 19, " Identity certificate   string, required, iOS 4");
	term_see_in(term, 23,
	    "Enter edits · a adds · / finds · ? explains · F1 helps");
	assert_int_equal(term_cursor_row(term), 2);
	assert_true(term_look_at(term, 0, 40).reverse);
	assert_true(term_look_at(term, 1, 1).bold);
	assert_false(term_look_at(term, 3, 4).bold);
	term_end(term);
}

static void
the_cursor_moves_and_help_follows(void **state)
{
	static const struct {
		const char *keys, *current, *help;
	} cases[] = {
		{ "<down>", "Topic", "Topic   string, required" },
		{ "j", "Server URL", "Server URL   string, required" },
		/* Headings are passed over. */
		{ "<down>", "Access rights", "Access rights   integer" },
		{ "<up>", "Server URL", "Server URL   string" },
		{ "k", "Topic", "Topic   string" },
		{ "<end>", "About this payload", "What every payload has" },
		{ "<down>", "About this payload", "What every payload has" },
		{ "<home>", "Identity certificate", "Identity certificate " },
		{ "<up>", "Identity certificate", "Identity certificate " },
		{ "G", "About this payload", "What every payload has" },
		{ "g", "Identity certificate", "Identity certificate " },
		{ "<pgdn>", "Check out when removed", "Check out when removed " },
		{ "<pgup>", "Identity certificate", "Identity certificate " },
	};
	struct term *term = start();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		term_type(term, cases[i].keys);
		term_see_current(term, cases[i].current);
		term_see_in(term, cases[i].help[0] == 'W' ? 20 : 19,
		    cases[i].help);
	}
	term_end(term);
}

static void
help_that_is_cut_says_so(void **state)
{
	struct term *term = start();

	(void)state;
	term_see_in(term, 22, " …");
	term_type(term, "?");
	term_see(term, "by the Simple Certificate Enrollment Protocol");
	term_type(term, "<pgdn>");
	term_see(term, "In the file");
	term_see(term, "/PayloadContent/1/IdentityCertificateUUID");
	term_type(term, "q");
	term_see(term, "Required");
	term_end(term);
}

static void
containers_fold_and_unfold(void **state)
{
	static const struct term_step steps[] = {
		{ "G", "▸ About this payload", NULL },
		{ "<enter>", "▾ About this payload", NULL },
		{ "<down>", "com.example.corp.2", NULL },
		/* Left goes out, then folds. */
		{ "<left>", "▾ About this payload", NULL },
		{ "<left>", "▸ About this payload", "com.example.corp.2" },
		{ "<right>", "▾ About this payload", NULL },
		{ "h", "▸ About this payload", "com.example.corp.2" },
		{ "l", "▾ About this payload", NULL },
		{ "<enter>", "▸ About this payload", "com.example.corp.2" },
	};
	struct term *term = start();

	(void)state;
	RUN_STEPS(term, steps);
	term_see_current(term, "About this payload");
	term_end(term);
}

static void
the_filter_cycles(void **state)
{
	static const struct term_step steps[] = {
		{ "o", "showing: set", "Enrollment mode" },
		{ "o", "showing: required", "Enrollment mode" },
		{ "o", "showing: with findings", "Topic" },
		{ "o", "showing: all", NULL },
		{ "j", "Enrollment mode", "showing" },
	};
	struct term *term = start();

	(void)state;
	RUN_STEPS(term, steps);
	term_see(term, "Topic");
	term_end(term);
}

static void
names_stand_instead_of_titles(void **state)
{
	static const struct term_step steps[] = {
		{ "t", "CheckInURL ", "Check-in URL" },
		{ "t", "Check-in URL", "CheckInURL " },
	};
	struct term *term = start();

	(void)state;
	RUN_STEPS(term, steps);
	term_end(term);
}

static void
the_outline_shows_payloads_and_their_forms(void **state)
{
	struct term *term = start();

	(void)state;
	term_type(term, "<tab>");
	term_see_in(term, 1, "   Corp");
	term_see_in(term, 2, "    SCEP certificate \"Device\"");
	term_see_in(term, 3, "›   MDM");
	term_see_in(term, 23, " Outline ");
	term_see_in(term, 19, " MDM   com.apple.mdm, iOS 4");
	term_see_cursor(term, 3);
	term_type(term, "?");
	term_see(term, "Identifier: com.example.corp.2");
	term_type(term, "q");
	term_see_in(term, 23, " Outline ");
	term_type(term, "<up>");
	term_see_in(term, 0, "SCEP certificate  1/2");
	term_see_cursor(term, 2);
	term_type(term, "<enter>");
	term_see(term, "Certificate request");
	term_see_no(term, "Outline");
	/* The same from the form: Left folds, then leaves. */
	term_see(term, "Challenge");
	term_type(term, "<left><left>");
	term_see(term, "Outline");
	term_type(term, "<up>");
	term_see_in(term, 0, "Profile");
	term_type(term, "<right>");
	term_see(term, "com.example.corp");
	term_end(term);
}

static void
side_by_side_from_ninety_columns(void **state)
{
	static const struct term_setup wide = { .columns = 90 };
	struct term *term = start_on(&wide, CORP_PROFILE, "Server URL");

	(void)state;
	term_see_in(term, 1, "   Corp                   │  Required");
	term_see_in(term, 3, "›   MDM");
	term_see_in(term, 22, "│");
	term_type(term, "<tab><up>");
	term_see(term, "Certificate request");
	term_see_cursor(term, 2);
	term_type(term, "<tab>");
	term_see_current(term, "");
	term_end(term);
}

static void
a_reference_is_followed_and_left_again(void **state)
{
	struct term *term = start();

	(void)state;
	term_type(term, "<right>");
	term_see_in(term, 0, "SCEP certificate  1/2");
	term_see(term, "Backspace goes back");
	term_type(term, "<bs>");
	term_see_in(term, 0, "MDM  2/2");
	term_see_current(term, "Identity certificate");
	term_type(term, "<bs>");
	term_see(term, "nowhere to go back to");
	term_end(term);
}

static void
digits_are_the_function_keys(void **state)
{
	static const struct {
		const char *key, *see;
	} cases[] = {
		{ "1", "MODES" }, { "<f1>", "MODES" },
		{ "3", "Find" }, { "<f3>", "Find" },
		{ "4", "Add a payload" }, { "<f4>", "Add a payload" },
		{ "5", "Findings" }, { "<f5>", "Findings" },
		{ "2", "nothing has changed" },
		{ "<f2>", "nothing has changed" },
		{ "8", "nothing to undo" }, { "<f8>", "nothing to undo" },
		{ "9", "nothing to redo" }, { "<f9>", "nothing to redo" },
	};
	struct term *term = start();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		term_type(term, cases[i].key);
		term_see(term, cases[i].see);
		term_type(term, "<^g>");
		term_see(term, "Required");
	}
	term_type(term, "0");
	assert_int_equal(term_see_exit(term), 0);
	term_end(term);
}

/* A key of 70,000 characters takes no longer than any other. */
static void
names_of_any_length_are_cut(void **state)
{
	AUTO_BUF text = BUF_INIT;
	struct term *term;

	(void)state;
	buf_add_text(&text, "<plist><dict><key>");
	buf_add_repeat(&text, ',', 70000);
	buf_add_text(&text, "\303\251</key><string>x</string>"
	    "<key>short</key><true/></dict></plist>\n");
	term_write_file("corp.mobileconfig", buf_text(&text));
	term = term_start(NULL, "corp.mobileconfig");
	term_see(term, "short");
	/* After the first edit the bottom line has room for the path. */
	term_type(term, "<down> ");
	term_see(term, "set short");
	term_type(term, "<up>");
	term_see_in(term, 23, ",,,\303\251");
	assert_non_null(strstr(term_row(term, 19), ",,,"));
	term_end(term);
}

static void
leaving_keys_say_how_to_quit(void **state)
{
	static const char *const keys[] = { "<^c>", "<^g>", "<esc>" };
	struct term *term = start();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		term_type(term, keys[i]);
		term_see(term, "F10 or q quits");
		term_type(term, "j");
		term_see_no(term, "F10 or q quits");
	}
	term_end(term);
}

static void
escape_sequences_nobody_knows_are_swallowed(void **state)
{
	static const char *const sequences[] = {
		"\033[99;99~", "\033[?1;2c", "\033[<0;10;10M", "\033[M !!",
		"\033]10;rgb:0000/0000/0000\007", "\033P1+r\033\\",
		"\033x", "\033[1;5P", "\033O9", "\033[>0;276;0c",
		"\302\233A", "\377\376", "\302",
	};
	struct term *term = start();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(sequences); i++) {
		term_send(term, sequences[i], strlen(sequences[i]));
		term_type(term, i % 2 == 0 ? "<down>" : "<up>");
		term_see_current(term, i % 2 == 0 ? "Topic" :
		    "Identity certificate");
	}
	assert_string_equal(term_row(term, 0),
	    " corp.mobileconfig   MDM  2/2");
	term_end(term);
}

static void
a_sequence_that_comes_late_is_swallowed(void **state)
{
	struct term *term = start();

	(void)state;
	/* The Esc is taken for a key; what follows is not. */
	term_send(term, "\033", 1);
	term_see(term, "F10 or q quits");
	term_send(term, "[15~", 4);
	term_type(term, "<down>");
	term_see_current(term, "Topic");
	term_see_no(term, "Findings ");
	term_end(term);
}

static void
a_paste_is_no_command(void **state)
{
	struct term *term = start();

	(void)state;
	term_paste(term, "xq\nxxx");
	term_see(term, "a paste belongs into a line");
	term_see(term, "Server URL");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	assert_file(CORP_PROFILE);
	term_end(term);
}

static void
redraw_sends_everything_again(void **state)
{
	struct term *term = start();
	size_t before = term_sent(term);

	(void)state;
	term_type(term, "<^l>");
	assert_true(term_sent(term) > before + 500);
	term_see(term, "Server URL");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(the_first_screen_shows_rows_and_help),
		SCREEN_TEST(the_cursor_moves_and_help_follows),
		SCREEN_TEST(help_that_is_cut_says_so),
		SCREEN_TEST(containers_fold_and_unfold),
		SCREEN_TEST(the_filter_cycles),
		SCREEN_TEST(names_stand_instead_of_titles),
		SCREEN_TEST(the_outline_shows_payloads_and_their_forms),
		SCREEN_TEST(side_by_side_from_ninety_columns),
		SCREEN_TEST(a_reference_is_followed_and_left_again),
		SCREEN_TEST(digits_are_the_function_keys),
		SCREEN_TEST(names_of_any_length_are_cut),
		SCREEN_TEST(leaving_keys_say_how_to_quit),
		SCREEN_TEST(escape_sequences_nobody_knows_are_swallowed),
		SCREEN_TEST(a_sequence_that_comes_late_is_swallowed),
		SCREEN_TEST(a_paste_is_no_command),
		SCREEN_TEST(redraw_sends_everything_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
