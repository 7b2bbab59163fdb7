/* What would be said of a value while it is typed, and why keys are needed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/check.h"
#include "check/finding.h"
#include "check/where.h"
#include "check_golden.h"
#include "schema/place.h"
#include "value/draft.h"
#include "value/type.h"

static struct catalog *catalog;

struct try_case {
	const char *file, *against;
	const char *path;	/* of the container */
	const char *name;	/* of the entry; NULL: an item */
	long item;	/* its number, -1: a new one */
	const char *type, *text;
	const char *expected;	/* "severity code path: message" by lines */
};

static const struct try_case cases[] = {
	{ "kinds-good", NULL, "/PayloadContent/0", "Level", 0, "integer", "5",
	    "" },
	{ "kinds-good", NULL, "/PayloadContent/0", "Level", 0, "integer", "10",
	    "error out-of-range /PayloadContent/0/Level: must be between 1 and "
	    "9, not 10\n" },
	{ "kinds-good", NULL, "/PayloadContent/0", "Level", 0, "string", "5",
	    "error wrong-type /PayloadContent/0/Level: must be an integer, not "
	    "a string\n" },
	/* An absent key; rules of the payload read it. */
	{ "kinds-good", NULL, "/PayloadContent/0", "Mail", 0, "string", "x",
	    "error format-mismatch /PayloadContent/0/Mail: must be an email "
	    "address such as 'name@example.com'\n"
	    "error conflicts-with /PayloadContent/0: may have only one of "
	    "site, "
	    "mail and deep\n" },
	/* What it makes of other keys, unless it is so already. */
	{ "kinds-good", NULL, "/PayloadContent/0", "Limit", 0, "integer", "2",
	    "error out-of-range /PayloadContent/0/Number: must not be above "
	    "the "
	    "limit\n"
	    "error conflicts-with /PayloadContent/0/Real: needs a positive "
	    "number and a limit of 10\n" },
	{ "rules", NULL, "/PayloadContent/1", "Limit", 0, "integer", "9", "" },
	/* Items, old and new. */
	{ "kinds-good", NULL, "/PayloadContent/0/Members", NULL, 0, "string",
	    "x", "warning format-mismatch /PayloadContent/0/Members/0: must "
	    "begin with org. or com.\n"
	    "note format-mismatch /PayloadContent/0/Members/0: should end with "
	    ".app\n" },
	{ "kinds-good", NULL, "/PayloadContent/0/Colors", NULL, -1, "string",
	    "pink",
	    "error not-allowed /PayloadContent/0/Colors: must be 'red', "
	    "'green' or 'blue', not 'pink'\n" },
	{ "kinds-good", NULL, "/PayloadContent/0/Members", NULL, -1, "string",
	    "org.z", "note format-mismatch /PayloadContent/0/Members: should "
	    "end with .app\n" },
	/* A key of an item. */
	{ "kinds-good", NULL, "/PayloadContent/0/People/1", "Boss", 0,
	    "string", "Eve", "warning not-allowed "
	    "/PayloadContent/0/People/1/Boss: is nobody here: 'Eve'\n" },
	{ "kinds-good", NULL, "/PayloadContent/0/People/1", "Boss", 0,
	    "string", "Ann", "" },
	/* References. */
	{ "references", NULL, "/PayloadContent/0/Anchors", NULL, 0, "string",
	    "nobody", "error dangling-reference "
	    "/PayloadContent/0/Anchors/0: must name a root certificate "
	    "payload\n" },
	/* The installed profile. */
	{ "update", "update.old", "/PayloadContent/0", "Rights", 0, "integer",
	    "1", "" },
	{ "update", "update.old", "/PayloadContent/0", "Rights", 0, "integer",
	    "11", "error update-added-bits /PayloadContent/0/Rights: has new "
	    "rights (10)\n" },
	{ "update", "update.old", "/PayloadContent/0", "Fixed", 0, "string",
	    "a", "" },
	/* No schema speaks of it. */
	{ "kinds-good", NULL, "/PayloadContent/0", "Unheard", 0, "string", "x",
	    "warning unknown-key /PayloadContent/0/Unheard: is not known in "
	    "'Kinds'\n" },
	{ "bare-settings", NULL, "", "Color", 0, "string", "x", "" },
	/* The envelope. */
	{ "kinds-good", NULL, "/PayloadContent/0", "PayloadUUID", 0, "string",
	    "x", "warning bad-uuid /PayloadContent/0/PayloadUUID: is not "
	    "written as a UUID\n" },
};

static void
describe(struct finding *findings, size_t count, const struct value *root,
    struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "%s %s ", severity_names[findings[i].severity],
		    finding_table[findings[i].code].name);
		finding_path(&findings[i], root, out);
		buf_addf(out, ": %s\n", findings[i].message);
		finding_release(&findings[i]);
	}
}

static size_t
count_all(const struct checker *checker)
{
	return checker_count(checker, SEVERITY_ERROR) +
	    checker_count(checker, SEVERITY_WARNING) +
	    checker_count(checker, SEVERITY_NOTE);
}

static void
run_try(const struct try_case *c)
{
	struct profile *profile = golden_open(c->file);
	struct check_options options = { 0 };
	struct finding findings[8];
	enum value_type type;
	AUTO_BUF said = BUF_INIT;

	assert_non_null(profile);
	if (c->against != NULL)
		options.against = golden_open(c->against);
	struct checker *checker = checker_new(profile, catalog, &options);
	struct value *container = golden_find(profile, c->path);
	struct value *value = c->name != NULL
	    ? value_find(container, c->name)
	    : value_at(container, (size_t)c->item);

	assert_true(type_parse_name(c->type, &type));
	struct draft *draft = type_parse(type, c->text, strlen(c->text), 0,
	    NULL);

	assert_non_null(draft);
	check_all(checker, NULL);
	size_t before = count_all(checker);
	size_t count = checker_try(checker, container, c->name, value, draft,
	    findings, ARRAY_COUNT(findings));

	describe(findings, count, profile_root(profile), &said);
	if (strcmp(buf_text(&said), c->expected) != 0)
		fail_msg("%s %s %s = %s:\n%swanted:\n%s", c->file, c->path,
		    c->name != NULL ? c->name : "item", c->text,
		    buf_text(&said), c->expected);
	assert_int_equal(count_all(checker), before);
	draft_free(draft);
	checker_free(checker);
	profile_close(profile);
	profile_close(options.against);
}

static void
a_draft_is_judged_like_a_value(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		run_try(&cases[i]);
}

static void
no_more_findings_than_asked_for_the_worst_first(void **state)
{
	struct profile *profile = golden_open("kinds-good");
	struct checker *checker = checker_new(profile, catalog, NULL);
	struct value *members = golden_find(profile,
	    "/PayloadContent/0/Members");
	struct draft *draft = draft_string("x");
	struct finding finding;

	(void)state;
	check_all(checker, NULL);
	assert_int_equal(checker_try(checker, members, NULL,
	    value_at(members, 0), draft, &finding, 1), 1);
	assert_int_equal(finding.severity, SEVERITY_WARNING);
	assert_ptr_equal(finding.value, value_at(members, 0));
	finding_release(&finding);
	assert_int_equal(checker_try(checker, members, NULL,
	    value_at(members, 0), draft, &finding, 0), 0);
	draft_free(draft);
	checker_free(checker);
	profile_close(profile);
}

static void
a_key_is_explained_by_the_rules_that_apply_now(void **state)
{
	static const struct {
		const char *file, *path, *expected;
	} explained[] = {
		{ "rules", "Limit", "Limit is needed for that text" },
		{ "kinds-good", "Limit", "" },
		{ "rules", "Sub/Inner", "Inner is not plain" },
		{ "kinds-good", "Text", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(explained); i++) {
		struct profile *profile = golden_open(explained[i].file);
		struct checker *checker = checker_new(profile, catalog, NULL);
		struct value *payload = golden_find(profile,
		    "/PayloadContent/0");
		const struct place *root = where_place(catalog,
		    profile_root(profile), payload);
		AUTO_BUF out = BUF_INIT;

		check_all(checker, NULL);
		assert_int_equal(checker_explain(checker, payload,
		    place_find(root, explained[i].path), &out),
		    explained[i].expected[0] != '\0');
		assert_string_equal(buf_text(&out), explained[i].expected);
		checker_free(checker);
		profile_close(profile);
	}
}

static int
open_it(void **state)
{
	(void)state;
	catalog = golden_catalog();
	return catalog != NULL ? 0 : -1;
}

static int
close_it(void **state)
{
	(void)state;
	catalog_close(catalog);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_draft_is_judged_like_a_value),
		cmocka_unit_test(
		    no_more_findings_than_asked_for_the_worst_first),
		cmocka_unit_test(a_key_is_explained_by_the_rules_that_apply_now),
	};

	return cmocka_run_group_tests(tests, open_it, close_it);
}
