/* Browsing: rows, outline, help that follows, folding, filter, names. */
#include "fixture.h"

/* The program on CORP_PROFILE. */
static struct term *
start(const struct term_setup *setup)
{
	struct term *term;

	term_write_file("corp.mobileconfig", CORP_PROFILE);
	term = term_start(setup, "corp.mobileconfig");
	term_see(term, "Server URL");
	return term;
}

static void
the_first_screen_shows_rows_and_help(void **state)
{
	struct term *term = start(NULL);

	(void)state;
	term_see_in(term, 0, " corp.mobileconfig   MDM  2/2");
	term_see_in(term, 1, " Required");
	term_see(term, "Access rights");
	term_see(term, "3  inspect");
	term_see_in(term, 18, "─────");
	term_see_in(term, 23, "Enter edits · a adds · / finds · ? explains");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(the_first_screen_shows_rows_and_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
