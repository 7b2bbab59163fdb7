/* Findings, find, the command line, help, pages. */
#include "fixture.h"

#define WRONG_PROFILE PROFILE(SCEP_PAYLOAD("1")                                \
	PAYLOAD("com.apple.mdm", "2",                                          \
	    KEY("AccessRights", INTEGER("2"))                                  \
	    KEY("IdentityCertificateUUID",                                     \
	    STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01"))                    \
	    KEY("ServerURL", STRING("https://mdm.example.com/connect"))        \
	    KEY("Topic", STRING("wrong"))                                      \
	    KEY("Typo", "<true/>")))

static struct term *
start(const char *profile)
{
	return start_on(NULL, profile, "Server URL");
}

static void
findings_are_listed_worst_first_and_jumped_to(void **state)
{
	struct term *term = start(WRONG_PROFILE);

	(void)state;
	term_see_in(term, 0, "✖2 ▲1");
	term_type(term, "<f5>");
	term_see_in(term, 1, " Findings");
	term_see_in(term, 2, "›✖");
	term_see_in(term, 3, " ✖");
	term_see_in(term, 4, " ▲");
	term_see(term, "/PayloadContent/1/Topic");
	/* What it means, and what to do. */
	term_see(term, "error [");
	term_type(term, "<down><down>");
	term_see(term, "warning [unknown-key]");
	term_type(term, "<enter>");
	term_see_current(term, "Typo");
	term_type(term, "<f5>topic");
	term_see(term, "1 left");
	term_type(term, "<enter>");
	term_see_current(term, "Topic");
	term_see_in(term, 23, "com.apple.mgmt.");
	term_end(term);
}

static void
n_and_shift_n_step_through_findings(void **state)
{
	struct term *term = start(WRONG_PROFILE);
	static const char *const order[] = { "Access rights", "Topic", "Typo" };
	AUTO_BUF seen = BUF_INIT;

	(void)state;
	term_type(term, "G");
	term_see_current(term, "About");
	for (int i = 0; i < 3; i++) {
		term_type(term, "n");
		term_see_no(term, "›▸ About");
		term_sent(term);
		buf_add_text(&seen, term_row(term, term_cursor_row(term)));
	}
	for (size_t i = 0; i < ARRAY_COUNT(order); i++)
		assert_non_null(strstr(buf_text(&seen), order[i]));
	term_type(term, "N");
	term_see_no(term, "›▲ Typo");
	term_type(term, "n");
	term_see_current(term, "Typo");
	/* Mended ones are gone from the list. */
	term_type(term, "xN");
	term_see_in(term, 0, "✖2");
	term_see_in(term, 23, "");
	term_end(term);
}

static void
no_findings_are_said(void **state)
{
	struct term *term = start_on(NULL, PROFILE(PAYLOAD("com.example.app",
	    "1", KEY("A", STRING("b")))), "About");

	(void)state;
	term_type(term, "<f5>");
	term_sent(term);
	if (strstr(term_text(term), "nothing to complain about") == NULL)
		term_see(term, "note [");
	term_end(term);
}

static void
find_narrows_while_one_types(void **state)
{
	static const struct term_step steps[] = {
		{ "/", "type words; all must match", NULL },
		{ "mdm.exam", "Server URL", NULL },
		{ NULL, "2 left", NULL },
		{ "zz", "0 left", "Server URL" },
		{ "<bs><bs>", "Server URL", NULL },
		{ "<^u>", "type words", NULL },
		{ "URL connect", "Server URL", NULL },
		{ "<enter>", "result 1 of 1 for 'URL connect'", NULL },
	};
	struct term *term = start(CORP_PROFILE);

	(void)state;
	RUN_STEPS(term, steps);
	term_see_current(term, "Server URL");
	term_end(term);
}

/* A search of a large file for each of these characters would take a minute. */
static void
what_was_typed_ahead_is_searched_for_once(void **state)
{
	AUTO_BUF text = BUF_INIT;
	struct term *term;

	(void)state;
	buf_add_text(&text, "<plist><dict><key>list</key><array>\n");
	for (int i = 0; i < 60000; i++)
		buf_addf(&text, "<string>item %d</string>\n", i);
	buf_add_text(&text, "</array></dict></plist>\n");
	term = start_on(NULL, buf_text(&text), "60000 items");
	buf_truncate(&text, 0);
	buf_add_text(&text, "/item 4711");
	for (int i = 0; i < 1000; i++)
		buf_add_text(&text, "x\177");
	term_send(term, buf_text(&text), text.length);
	term_see_in(term, 23, "List item 4711");
	term_type(term, "<enter>");
	term_see(term, "item 4711");
	term_end(term);
}

static void
results_are_stepped_through(void **state)
{
	struct term *term = start(CORP_PROFILE);

	(void)state;
	term_type(term, ":find example.com<enter>");
	term_see_in(term, 23, "result 1 of ");
	term_type(term, "n");
	term_see_in(term, 23, "result 2 of ");
	term_type(term, "N");
	term_see_in(term, 23, "result 1 of ");
	term_type(term, "N");
	term_see_no(term, "result 1 of ");
	term_type(term, "n");
	term_see_in(term, 23, "result 1 of ");
	/* Back to where it started. */
	term_type(term, "<bs><bs><bs><bs><bs><bs>");
	term_see_current(term, "Identity certificate");
	term_type(term, ":find nowhere to be found<enter>");
	term_see(term, "nothing matches 'nowhere to be found'");
	term_end(term);
}

static void
unset_keys_are_found_too(void **state)
{
	struct term *term = start(CORP_PROFILE);

	(void)state;
	term_type(term, "/development push<enter>");
	term_see_current(term, "Use development push servers");
	term_end(term);
}

static void
commands_complete_and_run(void **state)
{
	static const struct term_step steps[] = {
		{ ":", " Line ", NULL },
		{ "sa<tab>", ":save", NULL },
		{ "<tab>", "save-as", NULL },
		{ "<^u>na<tab><enter>", "ServerURL", ":names" },
		{ ":nam<enter>", "Server URL", NULL },
		{ ":filter s<tab>", ":filter set", NULL },
		{ "<enter>", "showing: set", NULL },
		{ ":filter all<enter>", "showing: all", NULL },
		/* As much of a name as no other begins with. */
		{ ":s<enter>", "'s' begins", NULL },
		{ ":frobnicate<enter>", "no command 'frobnicate'", NULL },
		{ ":undo now<enter>", "'undo' takes nothing behind it", NULL },
		{ ":<enter>", "Server URL", " Line " },
		/* Up brings the last one back. */
		{ ":<up>", ":undo now", NULL },
		{ "<up><up>", ":s", NULL },
		{ "<^c>", NULL, " Line " },
	};
	struct term *term = start(CORP_PROFILE);

	(void)state;
	RUN_STEPS(term, steps);
	term_end(term);
}

static void
paths_and_lines_are_gone_to(void **state)
{
	static const struct {
		const char *keys, *current;
	} cases[] = {
		{ ":/PayloadContent/1/Topic<enter>", "Topic" },
		{ ":com.apple.mdm/ServerURL<enter>", "Server URL" },
		{ ":com.apple.security.scep/PayloadContent/URL<enter>",
		  "Server URL" },
		{ ":PayloadContent/1/AccessRights<enter>", "Access rights" },
		{ ":8<enter>", "Challenge" },
	};
	struct term *term = start(CORP_PROFILE);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		term_type(term, cases[i].keys);
		if (i == 4)
			term_see_in(term, 0, "SCEP");
		else
			term_see_current(term, cases[i].current);
	}
	term_type(term, ":/Nothing/here<enter>");
	term_see_in(term, 23, "Nothing");
	/* Behind the last line is the profile itself. */
	term_type(term, ":99999<enter>");
	term_see_in(term, 0, "Profile");
	term_end(term);
}

static void
pages_have_the_keys_of_less(void **state)
{
	static const struct term_step steps[] = {
		{ "<f1>", "MODES", NULL },
		{ " ", NULL, "MODES" },
		{ "b", "MODES", NULL },
		{ "G", "end", "MODES" },
		{ "g", "MODES", NULL },
		{ "j", NULL, "profedit edits" },
		{ "k", "profedit edits", NULL },
		{ "d", NULL, "profedit edits" },
		{ "u", "profedit edits", NULL },
		{ "<pgdn>", NULL, "MODES" },
		{ "<home>", "MODES", NULL },
		{ "/undo<enter>", "F8 u", NULL },
		{ "/nowhere<enter>", "not below", NULL },
		{ "q", "Server URL", NULL },
	};
	struct term *term = start(CORP_PROFILE);

	(void)state;
	RUN_STEPS(term, steps);
	term_end(term);
}

/* Every command with a key is in the help; its key and name are there. */
static void
help_lists_the_commands(void **state)
{
	static const char *const names[] = { "F1", "F2 ^S", "F3 /", "F4", "F5",
		"F8 u", "F9 ^R", "F10 q", "Enter", "Space", "a Ins", "x Del",
		":save-as", ":reload", ":import" };
	static const struct term_setup tall = { .rows = 120, .columns = 100 };
	struct term *term = start_on(&tall, CORP_PROFILE, "Server URL");

	(void)state;
	term_type(term, "<f1>");
	for (size_t i = 0; i < ARRAY_COUNT(names); i++)
		term_see(term, names[i]);
	term_end(term);
}

static void
a_hostile_value_sends_no_escapes(void **state)
{
	struct term *term = start_on(NULL, PROFILE(PAYLOAD("com.example.app",
	    "1", KEY("&#x9b;31mKey", STRING("a&#x9b;2Jb\302\2332Jc&#x202e;d"))
	    KEY("Tab", STRING("a\tb\nc")))), "Tab");
	size_t length;
	const char *bytes;

	(void)state;
	term_see(term, "\\u{9b}31mKey");
	term_see(term, "\\u{9b}2Jb");
	term_type(term, "?");
	term_see(term, "Path: ");
	term_type(term, "q<enter>");
	term_see_in(term, 23, "Line");
	term_type(term, "<^c><f3>Key");
	term_see(term, " left");
	bytes = term_bytes(term, &length);
	for (size_t i = 0; i + 1 < length; i++)
		assert_memory_not_equal(bytes + i, "\302\233", 2);
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(findings_are_listed_worst_first_and_jumped_to),
		SCREEN_TEST(n_and_shift_n_step_through_findings),
		SCREEN_TEST(no_findings_are_said),
		SCREEN_TEST(find_narrows_while_one_types),
		SCREEN_TEST(what_was_typed_ahead_is_searched_for_once),
		SCREEN_TEST(results_are_stepped_through),
		SCREEN_TEST(unset_keys_are_found_too),
		SCREEN_TEST(commands_complete_and_run),
		SCREEN_TEST(paths_and_lines_are_gone_to),
		SCREEN_TEST(pages_have_the_keys_of_less),
		SCREEN_TEST(help_lists_the_commands),
		SCREEN_TEST(a_hostile_value_sends_no_escapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
