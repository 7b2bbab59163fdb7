/* Bit sets, references, secrets, data, UUIDs. */
#include "fixture.h"

#define RIGHTS(n) PROFILE(SCEP_PAYLOAD("1")                                    \
	PAYLOAD("com.apple.mdm", "2",                                          \
	    KEY("AccessRights", INTEGER(n))                                    \
	    KEY("IdentityCertificateUUID",                                     \
	    STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01"))                    \
	    KEY("ServerURL", STRING("https://mdm.example.com/connect"))        \
	    KEY("Topic", STRING("com.apple.mgmt.External.example"))))

/* The check boxes of AccessRights, which are N. */
static struct term *
start_bits(const char *options, const char *profile)
{
	AUTO_FREE char *arguments = xasprintf("%scorp.mobileconfig", options);
	struct term *term;

	term_write_file("corp.mobileconfig", profile);
	term = term_start(NULL, arguments);
	term_see(term, "Access rights");
	term_type(term, "<down><down><down>");
	term_see_current(term, "Access rights");
	term_type(term, "<enter>");
	term_see(term, "Space chooses");
	return term;
}

static void
bits_are_chosen_with_their_meanings(void **state)
{
	struct term *term = start_bits("", RIGHTS("3"));

	(void)state;
	term_see_in(term, 2, "[x]     1  inspect profiles");
	term_see_in(term, 3, "[x]     2  install profiles");
	term_see_in(term, 4, "[ ]     4  lock, remove passcode");
	term_see(term, "3 = 0x3");
	term_type(term, "jj ");
	term_see_in(term, 4, "[x]     4");
	term_see(term, "7 = 0x7");
	term_type(term, "<enter>");
	term_see(term, "set Access rights");
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved");
	assert_file(RIGHTS("7"));
	term_end(term);
}

static void
a_bit_brings_what_it_needs_and_says_so(void **state)
{
	struct term *term = start_bits("", RIGHTS("4"));

	(void)state;
	/* 2 needs 1. */
	term_type(term, "<down> ");
	term_see_in(term, 2, "[x]     1");
	term_see_in(term, 3, "[x]     2");
	term_see(term, "7 = 0x7   ");
	term_see(term, "inspect profiles");
	/* Without 1 there is no 2. */
	term_type(term, "<up> ");
	term_see_in(term, 2, "[ ]     1");
	term_see_in(term, 3, "[ ]     2");
	term_see(term, "4 = 0x4   ");
	term_end(term);
}

static void
zero_is_refused(void **state)
{
	struct term *term = start_bits("", RIGHTS("4"));

	(void)state;
	term_type(term, "jj ");
	term_see(term, "at least one must be chosen");
	term_type(term, "<enter>");
	term_see(term, "0 is refused");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	assert_file(RIGHTS("4"));
	term_end(term);
}

static void
a_number_or_names_can_be_typed(void **state)
{
	struct term *term = start_bits("", RIGHTS("4"));

	(void)state;
	term_type(term, "=");
	term_see(term, " = ");
	term_see_in(term, 23, "a number or names, Enter");
	term_type(term, "0x1f03<enter>");
	term_see(term, "7939 = 0x1f03");
	term_see_in(term, 4, "[ ]     4");
	term_see_in(term, 14, "[x]  4096");
	term_type(term, "=nonsense<enter>");
	term_see(term, "'nonsense' is no number");
	term_type(term, "<esc>");
	term_see(term, "7939 = 0x1f03");
	term_type(term, "<enter><f2>");
	term_see_in(term, 23, "saved");
	assert_file(RIGHTS("7939"));
	term_end(term);
}

static void
unknown_bits_are_kept(void **state)
{
	struct term *term = start_bits("", RIGHTS("65537"));

	(void)state;
	term_see(term, "65536 has no known meaning and is kept");
	term_type(term, "j ");
	term_see(term, "65539");
	term_end(term);
}

static void
against_the_installed_profile_bits_say_what_changes(void **state)
{
	struct term *term;

	(void)state;
	term_write_file("old.mobileconfig", RIGHTS("5"));
	term = start_bits("--against=old.mobileconfig ", RIGHTS("3"));
	term_see_in(term, 2, "kept");
	term_see_in(term, 3, "added");
	term_see_in(term, 4, "given up");
	term_end(term);
}

static void
against_the_file_as_opened_bits_say_what_changes(void **state)
{
	struct term *term = start_bits("", RIGHTS("3"));

	(void)state;
	term_type(term, "jj ");
	term_see_in(term, 4, "added");
	term_type(term, "k ");
	term_see_in(term, 3, "given up");
	term_type(term, "<enter>");
	term_see(term, "5  inspect profiles");
	/* It is the file that counts, not what was taken last. */
	term_type(term, "<enter>");
	term_see_in(term, 3, "given up");
	term_see_in(term, 4, "added");
	term_end(term);
}

static void
a_bit_set_is_left_without_a_change(void **state)
{
	struct term *term = start_bits("", RIGHTS("3"));

	(void)state;
	term_type(term, "jjjj ");
	term_see(term, "19 = 0x13");
	term_type(term, "<esc>");
	term_see(term, "3  inspect profiles");
	term_see_in(term, 0, " corp.mobileconfig   MDM");
	term_end(term);
}

/* --- references --- */

static void
a_reference_lists_the_payloads_that_fit(void **state)
{
	struct term *term = start_on(NULL, PROFILE(SCEP_PAYLOAD("1")
	    SCEP_PAYLOAD("3") PAYLOAD("com.apple.wifi.managed", "4", "")
	    MDM_PAYLOAD("2", "")), "Server URL");

	(void)state;
	term_type(term, "<enter>");
	term_see(term, "SCEP certificate \"Device\"");
	term_see_no(term, "Wi-Fi");
	term_see_cursor(term, 2);
	term_type(term, "<down><enter>");
	term_see(term, "set Identity certificate");
	term_type(term, "<f2>s");
	term_see_in(term, 23, "saved");
	assert_file(PROFILE(SCEP_PAYLOAD("1") SCEP_PAYLOAD("3")
	    PAYLOAD("com.apple.wifi.managed", "4", "")
	    PAYLOAD("com.apple.mdm", "2",
	    KEY("AccessRights", INTEGER("3"))
	    KEY("IdentityCertificateUUID",
	    STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B03"))
	    KEY("ServerURL", STRING("https://mdm.example.com/connect"))
	    KEY("Topic", STRING("com.apple.mgmt.External.example")))));
	term_end(term);
}

static void
a_reference_that_dangles_is_an_error(void **state)
{
	struct term *term = start_on(NULL, PROFILE(MDM_PAYLOAD("2", "")),
	    "Server URL");

	(void)state;
	term_see_in(term, 2, "›✖ Identity certificate");
	term_see_in(term, 0, "✖1");
	term_end(term);
}

/* --- secrets --- */

#define SECRET_PROFILE PROFILE(PAYLOAD("com.apple.wifi.managed", "1",          \
	KEY("EncryptionType", STRING("WPA2"))                                  \
	KEY("Password", STRING("hunter2"))                                     \
	KEY("SSID_STR", STRING("Net"))))

/* Nowhere in what was ever sent. */
static void
assert_never_sent(struct term *term, const char *text)
{
	size_t length;
	const char *bytes;

	term_sent(term);
	bytes = term_bytes(term, &length);
	for (size_t i = 0; i + strlen(text) <= length; i++)
		assert_memory_not_equal(bytes + i, text, strlen(text));
}

static void
a_secret_never_reaches_the_terminal(void **state)
{
	struct term *term = start_on(NULL, SECRET_PROFILE, "Network name");

	(void)state;
	term_type(term, "<down>");
	term_see_current(term, "Password");
	term_see(term, "••••");
	term_type(term, "<enter>");
	term_see_in(term, 22, "Password: •••••••");
	term_type(term, "x<left><bs>");
	term_see_in(term, 23, "Line");
	term_type(term, "<tab><^c>?");
	term_see(term, "Path: ");
	term_type(term, "<pgdn>q/hunter");
	term_see(term, " List hunter");
	term_type(term, "<^g><f5>");
	term_see(term, "Findings");
	term_type(term, "<^g>:/PayloadContent/0/Password<enter>");
	term_see_current(term, "Password");
	term_type(term, "<enter><^u>tr0ub4dor<enter>");
	term_see(term, "set Password");
	term_type(term, "u<^r>y<^o>");
	term_see(term, "a secret would go through a file");
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 0);
	assert_never_sent(term, "hunter2");
	assert_never_sent(term, "tr0ub4dor");
	term_end(term);
}

static void
a_secret_is_shown_when_asked_for(void **state)
{
	struct term *term = start_on(NULL, SECRET_PROFILE, "Network name");

	(void)state;
	term_type(term, "<down>r");
	term_see(term, "secrets are shown");
	term_see_in(term, 3, "hunter2");
	term_type(term, "<enter>");
	term_see_in(term, 22, "Password: hunter2");
	term_type(term, "<^c>r");
	term_see(term, "secrets are masked");
	term_see_no(term, "hunter2");
	term_end(term);
	term = term_start(NULL, "--show-secrets corp.mobileconfig");
	term_see(term, "hunter2");
	term_end(term);
}

/* --- data --- */

#define ROOT_PAYLOAD(data) PROFILE(PAYLOAD("com.apple.security.root", "1",     \
	KEY("PayloadContent", data)))

static void
data_is_imported_from_a_file(void **state)
{
	struct term *term = start_on(NULL, ROOT_PAYLOAD("<data>AQID</data>"),
	    "3 bytes");
	AUTO_FREE char *out = NULL;

	(void)state;
	term_write_file("some.cer", "hello");
	term_type(term, "<enter>");
	term_see(term, "[i] import");
	term_type(term, "i");
	term_see(term, "Import from file:");
	term_type(term, "so<tab>");
	term_see(term, "some.cer");
	term_type(term, "<enter>");
	term_see_in(term, 23, "5 bytes");
	term_type(term, ":export out<enter>");
	term_see(term, "wrote 5 bytes to 'out'");
	out = term_read_file("out");
	assert_string_equal(out, "hello");
	/* Never over a file that is there. */
	term_type(term, ":export out<enter>");
	term_see_in(term, 23, "'out' is there already");
	term_type(term, ":import nowhere<enter>");
	term_see_in(term, 23, "nowhere");
	term_type(term, "<f2>");
	term_sent(term);
	if (strstr(term_text(term), "save all the same") != NULL)
		term_type(term, "s");
	term_see_in(term, 23, "saved");
	assert_file(ROOT_PAYLOAD("<data>aGVsbG8=</data>"));
	term_end(term);
}

/* --- UUIDs --- */

static void
a_uuid_is_kept_made_or_typed(void **state)
{
	struct term *term = start_on(NULL, CORP_PROFILE, "Server URL");

	(void)state;
	term_type(term, ":/PayloadContent/1/PayloadUUID<enter>");
	term_see_current(term, "UUID");
	term_type(term, "<enter>");
	term_see(term, "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B02");
	term_type(term, "new<enter>");
	term_see(term, "set UUID");
	term_see_no(term, "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B02");
	term_type(term, "u");
	term_see(term, "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B02");
	term_type(term, "<enter>type<enter>");
	term_see_in(term, 22, "UUID: 0D35E18C");
	term_type(term, "<bs>3<enter>");
	term_see(term, "0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B03");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(bits_are_chosen_with_their_meanings),
		SCREEN_TEST(a_bit_brings_what_it_needs_and_says_so),
		SCREEN_TEST(zero_is_refused),
		SCREEN_TEST(a_number_or_names_can_be_typed),
		SCREEN_TEST(unknown_bits_are_kept),
		SCREEN_TEST(
		    against_the_installed_profile_bits_say_what_changes),
		SCREEN_TEST(against_the_file_as_opened_bits_say_what_changes),
		SCREEN_TEST(a_bit_set_is_left_without_a_change),
		SCREEN_TEST(a_reference_lists_the_payloads_that_fit),
		SCREEN_TEST(a_reference_that_dangles_is_an_error),
		SCREEN_TEST(a_secret_never_reaches_the_terminal),
		SCREEN_TEST(a_secret_is_shown_when_asked_for),
		SCREEN_TEST(data_is_imported_from_a_file),
		SCREEN_TEST(a_uuid_is_kept_made_or_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
