/*
 * Containers of any depth: add, remove, duplicate, move; payloads; new
 * profiles.
 */
#include "fixture.h"

#define LISTS(inner) PROFILE(PAYLOAD("com.example.app", "1", inner))
#define LIST(items) KEY("List", "<array>" items "</array>")
#define LISTS_PROFILE LISTS(LIST(STRING("one") STRING("two")))

/*
 * TEXT is what the file shall hold after saving with KEYS ("<f2>" as a rule).
 */
static void
save_and_compare(struct term *term, const char *want)
{
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved 'corp.mobileconfig'");
	assert_file(want);
}

static struct term *
start_unfolded(void)
{
	struct term *term = start_on(NULL, LISTS_PROFILE, "List");

	term_type(term, "<enter><down>");
	term_see_current(term, "one");
	return term;
}

static void
items_are_added_removed_and_moved(void **state)
{
	static const struct {
		const char *keys, *current, *message, *file;
	} cases[] = {
		/* From the first item on. */
		{ "J", "one", "move", LISTS(LIST(STRING("two")
		    STRING("one"))) },
		{ "jK", "two", "move", LISTS(LIST(STRING("two")
		    STRING("one"))) },
		{ "x", "two", "remove", LISTS(LIST(STRING("two"))) },
		{ "<del>", "two", "remove", LISTS(LIST(STRING("two"))) },
		{ "y", "one", "duplicate", LISTS(LIST(STRING("one")
		    STRING("one") STRING("two"))) },
		{ "xx", "+ Add an item", "remove", LISTS(LIST("")) },
		{ "<left>x", NULL, "remove List", LISTS("") },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term = start_unfolded();

		term_type(term, cases[i].keys);
		term_see_in(term, 23, cases[i].message);
		if (cases[i].current != NULL)
			term_see_current(term, cases[i].current);
		save_and_compare(term, cases[i].file);
		term_end(term);
	}
}

static void
a_new_item_asks_its_type_and_then_its_text(void **state)
{
	struct term *term = start_unfolded();

	(void)state;
	term_type(term, "a");
	term_see(term, "Which type shall the item have?");
	term_type(term, "<enter>");
	term_see_in(term, 23, " Line ");
	term_type(term, "three<enter>");
	term_see_current(term, "three");
	save_and_compare(term, LISTS(LIST(STRING("one") STRING("three")
	    STRING("two"))));
	/* On the last row of the list it becomes the last item. */
	term_type(term, "jj<enter>");
	term_see(term, "Which type shall the item have?");
	term_type(term, "whole<enter>");
	term_see_in(term, 23, " Line ");
	term_type(term, "<^u>4<enter>");
	term_see_current(term, "4");
	save_and_compare(term, LISTS(LIST(STRING("one") STRING("three")
	    STRING("two") INTEGER("4"))));
	/* Undo takes each step back. */
	term_type(term, "uuuu");
	term_see(term, "2 items");
	save_and_compare(term, LISTS_PROFILE);
	term_end(term);
}

static void
keys_of_any_name_and_type_are_added(void **state)
{
	static const struct {
		const char *type, *value, *see, *xml;
	} cases[] = {
		{ "text", "some text<enter>", "some text",
		  "<string>some text</string>" },
		{ "whole", "<^u>12<enter>", "12", "<integer>12</integer>" },
		{ "number", "<^u>0.5<enter>", "0.5", "<real>0.5</real>" },
		{ "yes", "", "false", "<false/>" },
		{ "dictionary", "", "empty", "<dict/>" },
		{ "list", "", "empty", "<array/>" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term = start_on(NULL, LISTS_PROFILE, "List");
		AUTO_FREE char *entry = xasprintf("<key>New key</key>%s",
		    cases[i].xml);
		AUTO_FREE char *text = NULL;

		term_type(term, "<down><enter>");
		term_see(term, "Which key?");
		term_type(term, "New key");
		term_see(term, "a new key");
		term_type(term, "<enter>");
		term_see(term, "Which type shall it have?");
		term_type(term, cases[i].type);
		term_type(term, "<enter>");
		term_see_no(term, "Which type");
		term_type(term, cases[i].value);
		term_see(term, cases[i].see);
		term_see_no(term, " Line ");
		term_see_current(term, "New key");
		term_type(term, "<f2>");
		term_see_in(term, 23, "saved 'corp.mobileconfig'");
		text = term_read_file("corp.mobileconfig");
		if (strstr(text, entry) == NULL)
			fail_msg("'%s' is not in %s", entry, text);
		term_end(term);
	}
}

static void
a_key_is_renamed(void **state)
{
	struct term *term = start_on(NULL, LISTS_PROFILE, "List");

	(void)state;
	term_type(term, "R");
	term_see(term, "New name of the key: List");
	term_type(term, "<^u>Names<enter>");
	term_see_current(term, "Names");
	save_and_compare(term, LISTS(KEY("Names", "<array>" STRING("one")
	    STRING("two") "</array>")));
	term_end(term);
}

static void
a_structure_of_the_schema_is_made_by_filling_it_in(void **state)
{
	struct term *term = start_on(NULL, PROFILE(PAYLOAD(
	    "com.apple.TCC.configuration-profile-policy", "1", "")),
	    "Services");
	AUTO_FREE char *text = NULL;

	(void)state;
	term_type(term, "<enter>");
	term_see(term, "▸ Contacts");
	term_type(term, "<down><enter>");
	term_see(term, "▾ Contacts");
	term_see(term, "+ Add an app");
	term_type(term, "<down><enter>");
	term_see(term, "▾ App 1");
	term_see(term, "Identifier type");
	term_type(term, "/Identifier type<enter>");
	term_see_current(term, "Identifier type");
	term_type(term, "<enter>");
	term_see(term, "bundleID");
	term_type(term, "bundle<enter>");
	term_see(term, "set Identifier type");
	term_type(term, "<left><left>");
	term_see_no(term, "Identifier type");
	term_type(term, "<f2>s");
	term_see_in(term, 23, "saved");
	text = term_read_file("corp.mobileconfig");
	assert_non_null(strstr(text, "<key>AddressBook</key>"));
	assert_non_null(strstr(text, "<string>bundleID</string>"));
	term_end(term);
}

/* --- payloads --- */

static void
payloads_are_moved_duplicated_and_removed(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
	AUTO_FREE char *text = NULL;
	const char *copy;

	(void)state;
	term_type(term, "<tab>K");
	term_see_in(term, 2, "›   MDM");
	term_see_in(term, 3, "SCEP certificate");
	term_see_in(term, 0, "1/2");
	save_and_compare(term, PROFILE(MDM_PAYLOAD("2", "")
	    SCEP_PAYLOAD("1")));
	term_type(term, "J");
	term_see_in(term, 3, "›   MDM");
	save_and_compare(term, CORP_PROFILE);
	/* A copy has a UUID and an identifier of its own. */
	term_type(term, "ky");
	term_see_in(term, 0, "SCEP certificate  2/3");
	term_see_in(term, 3, "SCEP certificate \"Device");
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved");
	text = term_read_file("corp.mobileconfig");
	copy = strstr(text, "com.example.corp.1</string>");
	assert_non_null(copy);
	assert_null(strstr(copy + 1, "com.example.corp.1</string>"));
	copy = strstr(text, "<key>PayloadUUID</key><string>"
	    "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01");
	assert_non_null(copy);
	assert_null(strstr(copy + 1, "<key>PayloadUUID</key><string>"
	    "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01"));
	/* Removing asks; undo brings it back. */
	term_type(term, "x");
	term_see(term, "Remove the payload SCEP certificate");
	term_type(term, "c");
	term_see_no(term, "Question");
	term_type(term, "xr");
	term_see_in(term, 0, "/2");
	save_and_compare(term, CORP_PROFILE);
	term_end(term);
}

static void
a_payload_is_added_by_title_or_type(void **state)
{
	static const struct {
		const char *typed, *see, *title, *type;
	} cases[] = {
		{ "wi-fi", "Wi-Fi ", "Wi-Fi", "com.apple.wifi.managed" },
		{ "passwordpol", "Passcode", "Passcode",
		  "com.apple.mobiledevice.passwordpolicy" },
		{ "com.example.vendor", "a payload type no schema describes",
		  "com.example.vendor", "com.example.vendor" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");
		AUTO_FREE char *text = NULL;

		term_type(term, "<f4>");
		term_see(term, "Add a payload");
		term_type(term, cases[i].typed);
		term_see(term, cases[i].see);
		term_type(term, "<enter>");
		term_see_in(term, 0, "3/3");
		term_see_in(term, 0, cases[i].title);
		term_type(term, "<f2>");
		term_sent(term);
		if (strstr(term_text(term), "save all the same") != NULL)
			term_type(term, "s");
		term_see_in(term, 23, "saved");
		text = term_read_file("corp.mobileconfig");
		assert_non_null(strstr(text, cases[i].type));
		/* The rest is untouched. */
		assert_memory_equal(text, CORP_PROFILE,
		    strstr(CORP_PROFILE, "</array>\n<key>PayloadDisp") -
		    CORP_PROFILE - 1);
		term_type(term, "u");
		term_see_in(term, 0, "2/2");
		term_end(term);
	}
}

static void
a_list_can_be_left_without_adding(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_type(term, "<f4>zzzz");
	term_see(term, "nothing matches");
	term_type(term, "<enter>");
	term_type(term, "<bs><bs><bs><bs>mdm");
	term_see(term, "com.apple.mdm");
	term_type(term, "<esc>");
	term_see(term, "Server URL");
	term_see_in(term, 0, " corp.mobileconfig   MDM");
	term_end(term);
}

/* --- new profiles --- */

static void
a_new_profile_asks_and_touches_the_disk_when_saved(void **state)
{
	static const struct term_step steps[] = {
		{ NULL, "Name of the new profile: New profile", NULL },
		{ "<^u>Office Wi-Fi<enter>", "Identifier", NULL },
		{ NULL, "com.example.office-wi-fi", NULL },
		{ "<enter>", "Organization", NULL },
		{ "Example Corp<enter>", "Add a payload", NULL },
		{ "wi-fi<enter>", "Network name", NULL },
	};
	struct term *term = term_start(NULL, "new.mobileconfig");
	AUTO_FREE char *text = NULL;
	struct stat st;

	(void)state;
	RUN_STEPS(term, steps);
	term_see_in(term, 0, " new.mobileconfig +   Wi-Fi  1/1");
	assert_int_not_equal(access(term_path("new.mobileconfig"), F_OK), 0);
	term_type(term, "<f2>s");
	term_see_in(term, 23, "saved 'new.mobileconfig'");
	text = term_read_file("new.mobileconfig");
	assert_non_null(strstr(text, "<string>Office Wi-Fi</string>"));
	assert_non_null(strstr(text, "<string>Example Corp</string>"));
	assert_non_null(strstr(text, "com.apple.wifi.managed"));
	assert_int_equal(stat(term_path("new.mobileconfig"), &st), 0);
	assert_true(S_ISREG(st.st_mode));
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	term_end(term);
	/* Prefix and organization are known now. */
	term = term_start(NULL, "next.mobileconfig");
	term_see(term, "Name of the new profile");
	term_type(term, "<enter>");
	term_see(term, "com.example.new-profile");
	term_type(term, "<enter>");
	term_see(term, "Example Corp");
	term_end(term);
}

static void
a_new_profile_can_be_given_up(void **state)
{
	static const char *const keys[] = { "<esc>", "<enter><^c>",
		"<enter><enter><^g>" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		struct term *term = term_start(NULL, "new.mobileconfig");

		term_see(term, "Name of the new profile");
		term_type(term, keys[i]);
		assert_int_equal(term_see_exit(term), 0);
		assert_true(term_is_cooked(term));
		term_end(term);
		assert_int_not_equal(access(term_path("new.mobileconfig"),
		    F_OK), 0);
	}
}

static void
a_new_profile_without_a_name_asks_for_one(void **state)
{
	struct term *term = term_start(NULL, "");

	(void)state;
	term_see(term, "Name of the new profile");
	term_type(term, "<^u>");
	term_see_in(term, 23, "cannot be empty");
	term_type(term, "A<enter><enter><enter>");
	term_see(term, "Add a payload");
	term_type(term, "<esc>");
	term_see_in(term, 0, "(no name)");
	term_type(term, "<f2>");
	term_see(term, "Save as:");
	term_type(term, "a.mobileconfig<enter>");
	term_sent(term);
	if (strstr(term_text(term), "save all the same") != NULL)
		term_type(term, "s");
	term_see(term, "saved 'a.mobileconfig'");
	assert_int_equal(access(term_path("a.mobileconfig"), F_OK), 0);
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(items_are_added_removed_and_moved),
		SCREEN_TEST(a_new_item_asks_its_type_and_then_its_text),
		SCREEN_TEST(keys_of_any_name_and_type_are_added),
		SCREEN_TEST(a_key_is_renamed),
		SCREEN_TEST(a_structure_of_the_schema_is_made_by_filling_it_in),
		SCREEN_TEST(payloads_are_moved_duplicated_and_removed),
		SCREEN_TEST(a_payload_is_added_by_title_or_type),
		SCREEN_TEST(a_list_can_be_left_without_adding),
		SCREEN_TEST(a_new_profile_asks_and_touches_the_disk_when_saved),
		SCREEN_TEST(a_new_profile_can_be_given_up),
		SCREEN_TEST(a_new_profile_without_a_name_asks_for_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
