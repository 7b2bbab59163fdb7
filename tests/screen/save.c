/* Saving and leaving: what is written, what is asked, what is kept. */
#include "fixture.h"

#define CHANGED_PROFILE PROFILE(SCEP_PAYLOAD("1")                              \
	PAYLOAD("com.apple.mdm", "2",                                          \
	    KEY("AccessRights", INTEGER("3"))                                  \
	    KEY("IdentityCertificateUUID",                                     \
	    STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01"))                    \
	    KEY("ServerURL", STRING("https://mdm.example.com/connect2"))       \
	    KEY("Topic", STRING("com.apple.mgmt.External.example"))))

/* The server's address is changed, nothing saved. */
static struct term *
start_changed(const struct term_setup *setup)
{
	struct term *term = start_on(setup, CORP_PROFILE, "Server URL");

	term_type(term, "<down><down><enter>2<enter>");
	term_see(term, "set Server URL");
	term_see_in(term, 0, " corp.mobileconfig +");
	return term;
}

static void
saving_says_what_changed(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, "<^s>");
	term_see_in(term, 23, "saved 'corp.mobileconfig', ");
	term_see_in(term, 23, "1 change");
	term_see_in(term, 0, " corp.mobileconfig   MDM");
	assert_file(CHANGED_PROFILE);
	/* Undo beyond the save is a change again. */
	term_type(term, "u");
	term_see_in(term, 0, " corp.mobileconfig +");
	term_see_in(term, 23, "undone");
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved 'corp.mobileconfig'");
	assert_file(CORP_PROFILE);
	term_end(term);
}

static void
an_unchanged_file_is_not_written(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	struct stat before, after;

	(void)state;
	assert_int_equal(stat(term_path("corp.mobileconfig"), &before), 0);
	term_type(term, "<^s>");
	term_see(term, "nothing has changed: nothing was written");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	assert_int_equal(stat(term_path("corp.mobileconfig"), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	term_end(term);
}

static void
quitting_with_changes_asks(void **state)
{
	static const struct {
		const char *keys;
		bool ends;
		const char *file;
	} cases[] = {
		{ "qs", true, CHANGED_PROFILE },
		{ "qd", true, CORP_PROFILE },
		{ "q<down><enter>", true, CORP_PROFILE },
		{ "q<enter>", true, CHANGED_PROFILE },
		{ "0S", true, CHANGED_PROFILE },
		{ "qc", false, CORP_PROFILE },
		{ "q<^c>", false, CORP_PROFILE },
		{ "q<esc>", false, CORP_PROFILE },
		{ ":quit<enter>c", false, CORP_PROFILE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term = start_changed(NULL);

		term_type(term, cases[i].keys);
		if (cases[i].ends) {
			assert_int_equal(term_see_exit(term), 0);
			assert_true(term_is_cooked(term));
		} else {
			term_see_no(term, "Question");
			term_see_no(term, "Line");
			term_see(term, "Server URL");
		}
		assert_file(cases[i].file);
		term_end(term);
	}
}

static void
the_question_states_the_consequence(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, "q");
	term_see(term, "'corp.mobileconfig' has 1 unsaved change.");
	term_see(term, "[s] save");
	term_see(term, "[d] discard");
	term_see(term, "the changes are lost");
	term_see_in(term, 23, " Question ");
	term_see_cursor(term, 20);
	term_end(term);
}

static void
errors_are_asked_about_before_saving(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_type(term, "<down><enter><^u>wrong<enter>");
	term_see(term, "set Topic");
	term_see_in(term, 0, "✖1");
	term_type(term, "<home><^s>");
	term_see(term, "A device would refuse this profile: 1 error.");
	term_type(term, "e");
	term_see_current(term, "Topic");
	term_see_in(term, 23, "com.apple.mgmt.");
	assert_file(CORP_PROFILE);
	term_type(term, "<^s>c");
	term_see_no(term, "Question");
	assert_file(CORP_PROFILE);
	term_type(term, "<^s>s");
	term_see(term, "saved");
	term_end(term);
}

static void
a_file_that_somebody_changed_is_asked_about(void **state)
{
	struct term *term = start_changed(NULL);
	AUTO_FREE char *copy = NULL;

	(void)state;
	term_write_file("corp.mobileconfig", "somebody else's");
	term_type(term, "<^s>");
	term_see(term, "[o] overwrite");
	term_type(term, "k");
	term_see_no(term, "overwrite");
	assert_file("somebody else's");
	/* Under another name. */
	term_type(term, "<^s>a");
	term_see(term, "Save as:");
	term_type(term, "<^u>mine.mobileconfig<enter>");
	term_see(term, "saved 'mine.mobileconfig'");
	term_see_in(term, 0, " mine.mobileconfig ");
	assert_file("somebody else's");
	copy = term_read_file("mine.mobileconfig");
	assert_string_equal(copy, CHANGED_PROFILE);
	term_end(term);
}

static void
overwriting_is_done_when_asked_for(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_write_file("corp.mobileconfig", "somebody else's");
	term_type(term, "<^s>");
	term_see(term, "[o] overwrite");
	term_type(term, "o");
	term_see(term, "saved");
	assert_file(CHANGED_PROFILE);
	term_end(term);
}

static void
other_links_are_asked_about(void **state)
{
	struct term *term = start_changed(NULL);
	AUTO_FREE char *other = NULL;

	(void)state;
	assert_int_equal(link(term_path("corp.mobileconfig"),
	    term_path("other")), 0);
	term_type(term, "<^s>");
	term_see(term, "[w] write in place");
	term_type(term, "w");
	term_see(term, "saved");
	other = term_read_file("other");
	assert_string_equal(other, CHANGED_PROFILE);
	term_end(term);
}

static void
what_cannot_be_written_keeps_the_edits(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, ":save-as nowhere/x.mobileconfig<enter>");
	term_see_in(term, 23, "nowhere");
	term_see_in(term, 0, " corp.mobileconfig +");
	term_type(term, "<^s>");
	term_see(term, "saved 'corp.mobileconfig'");
	assert_file(CHANGED_PROFILE);
	term_end(term);
}

static void
save_as_completes_and_asks_before_overwriting(void **state)
{
	struct term *term = start_changed(NULL);
	AUTO_FREE char *other = NULL;

	(void)state;
	term_write_file("other.mobileconfig", "other");
	term_type(term, ":save-as oth<tab>");
	term_see(term, ":save-as other.mobileconfig");
	term_type(term, "<enter>");
	term_see(term, "[o] overwrite");
	term_type(term, "o");
	term_see(term, "saved 'other.mobileconfig'");
	other = term_read_file("other.mobileconfig");
	assert_string_equal(other, CHANGED_PROFILE);
	assert_file(CORP_PROFILE);
	term_end(term);
}

static void
reading_again_drops_the_changes(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, ":reload<enter>");
	term_see(term, "unsaved changes are lost");
	term_type(term, "r");
	term_see_in(term, 0, " corp.mobileconfig   MDM");
	term_see_no(term, "connect2");
	term_end(term);
}

static void
a_backup_is_kept_when_asked_for(void **state)
{
	struct term *term;
	AUTO_FREE char *old = NULL;

	(void)state;
	term_write_file("corp.mobileconfig", CORP_PROFILE);
	term = term_start(NULL, "--backup=.old corp.mobileconfig");
	term_see(term, "Server URL");
	term_type(term, "<down><down><enter>2<enter><^s>");
	term_see(term, "the old file is");
	old = term_read_file("corp.mobileconfig.old");
	assert_string_equal(old, CORP_PROFILE);
	assert_file(CHANGED_PROFILE);
	term_end(term);
}

/* --- ends that nobody asked for --- */

static void
a_signal_leaves_a_rescue_copy(void **state)
{
	static const int numbers[] = { SIGHUP, SIGTERM, SIGINT };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(numbers); i++) {
		struct term *term = start_changed(NULL);
		AUTO_FREE char *rescue = NULL;
		struct stat st;

		term_signal(term, numbers[i]);
		assert_int_equal(term_see_exit(term), 256 + numbers[i]);
		term_see(term, "unsaved edits are in "
		    "'corp.mobileconfig.profedit-save'");
		assert_true(term_is_cooked(term));
		rescue = term_read_file("corp.mobileconfig.profedit-save");
		assert_string_equal(rescue, CHANGED_PROFILE);
		assert_int_equal(stat(term_path(
		    "corp.mobileconfig.profedit-save"), &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		assert_file(CORP_PROFILE);
		unlink(term_path("corp.mobileconfig.profedit-save"));
		term_end(term);
	}
}

static void
a_lost_connection_leaves_a_rescue_copy(void **state)
{
	struct term *term = start_changed(NULL);
	AUTO_FREE char *rescue = NULL;

	(void)state;
	term_hang_up(term);
	term_see_exit(term);
	rescue = term_read_file("corp.mobileconfig.profedit-save");
	assert_non_null(rescue);
	assert_string_equal(rescue, CHANGED_PROFILE);
	term_end(term);
}

static void
a_signal_in_a_line_or_list_rescues_too(void **state)
{
	static const char *const keys[] = { "<enter>abc", "<f4>", "q", "<f1>" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct term *term = start_changed(NULL);
		AUTO_FREE char *rescue = NULL;

		term_type(term, keys[i]);
		term_see_no(term, "set Server URL");
		term_signal(term, SIGHUP);
		assert_int_equal(term_see_exit(term), 256 + SIGHUP);
		rescue = term_read_file("corp.mobileconfig.profedit-save");
		assert_non_null(rescue);
		assert_string_equal(rescue, CHANGED_PROFILE);
		unlink(term_path("corp.mobileconfig.profedit-save"));
		term_end(term);
	}
}

static void
without_changes_nothing_is_rescued(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_signal(term, SIGTERM);
	assert_int_equal(term_see_exit(term), 256 + SIGTERM);
	assert_int_not_equal(access(term_path(
	    "corp.mobileconfig.profedit-save"), F_OK), 0);
	term_end(term);
}

static void
a_rescue_copy_is_offered(void **state)
{
	static const struct {
		const char *key, *see;
		bool kept;
	} cases[] = {
		{ "o", "https://mdm.example.com/connect2", true },
		{ "i", "https://mdm.example.com/connect", true },
		{ "d", "https://mdm.example.com/connect", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term;

		term_write_file("corp.mobileconfig.profedit-save",
		    CHANGED_PROFILE);
		term = start_on(NULL, CORP_PROFILE, "unsaved edits");
		term_type(term, cases[i].key);
		term_see_no(term, "[d] delete it");
		term_see(term, cases[i].see);
		if (*cases[i].key == 'o') {
			term_see_in(term, 0, " corp.mobileconfig +");
			term_type(term, "<^s>");
			term_see(term, "saved 'corp");
			assert_file(CHANGED_PROFILE);
			term_type(term, "u");
			term_see_in(term, 0, " corp.mobileconfig +");
		}
		assert_int_equal(access(term_path(
		    "corp.mobileconfig.profedit-save"), F_OK) == 0,
		    cases[i].kept && *cases[i].key != 'o');
		term_end(term);
	}
}

static void
a_killed_editor_leaves_the_file_whole(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_signal(term, SIGKILL);
	assert_int_equal(term_see_exit(term), 256 + SIGKILL);
	assert_file(CORP_PROFILE);
	term_end(term);
}

static void
suspending_gives_the_terminal_back(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, "<^z>");
	term_see_stopped(term);
	assert_true(term_is_cooked(term));
	term_resize(term, 24, 100);
	term_continue(term);
	term_see_in(term, 0, " corp.mobileconfig +");
	term_see(term, "│");
	assert_false(term_is_cooked(term));
	term_type(term, "<^s>");
	term_see(term, "saved");
	assert_file(CHANGED_PROFILE);
	term_end(term);
}

static void
suspending_works_in_lists_and_lines(void **state)
{
	static const struct {
		const char *keys, *see;
	} cases[] = {
		{ "<enter>xyz", "connect2xyz" },
		{ "<f4>", "Add a payload" },
		{ "q", "unsaved change" },
		{ "<f1>", "MODES" },
	};
	struct term *term = start_changed(NULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		term_type(term, cases[i].keys);
		term_see(term, cases[i].see);
		term_type(term, "<^z>");
		term_see_stopped(term);
		assert_true(term_is_cooked(term));
		term_continue(term);
		term_see(term, cases[i].see);
		term_type(term, "<^g>");
		term_see(term, "Required");
		term_see_no(term, cases[i].see);
	}
	term_end(term);
}

static void
a_file_changed_while_suspended_is_told(void **state)
{
	struct term *term = start_changed(NULL);

	(void)state;
	term_type(term, "<^z>");
	term_see_stopped(term);
	term_write_file("corp.mobileconfig", "somebody else's");
	term_continue(term);
	term_see(term, "the file was changed by somebody else");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(saving_says_what_changed),
		SCREEN_TEST(an_unchanged_file_is_not_written),
		SCREEN_TEST(quitting_with_changes_asks),
		SCREEN_TEST(the_question_states_the_consequence),
		SCREEN_TEST(errors_are_asked_about_before_saving),
		SCREEN_TEST(a_file_that_somebody_changed_is_asked_about),
		SCREEN_TEST(overwriting_is_done_when_asked_for),
		SCREEN_TEST(other_links_are_asked_about),
		SCREEN_TEST(what_cannot_be_written_keeps_the_edits),
		SCREEN_TEST(save_as_completes_and_asks_before_overwriting),
		SCREEN_TEST(reading_again_drops_the_changes),
		SCREEN_TEST(a_backup_is_kept_when_asked_for),
		SCREEN_TEST(a_signal_leaves_a_rescue_copy),
		SCREEN_TEST(a_lost_connection_leaves_a_rescue_copy),
		SCREEN_TEST(a_signal_in_a_line_or_list_rescues_too),
		SCREEN_TEST(without_changes_nothing_is_rescued),
		SCREEN_TEST(a_rescue_copy_is_offered),
		SCREEN_TEST(a_killed_editor_leaves_the_file_whole),
		SCREEN_TEST(suspending_gives_the_terminal_back),
		SCREEN_TEST(suspending_works_in_lists_and_lines),
		SCREEN_TEST(a_file_changed_while_suspended_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
