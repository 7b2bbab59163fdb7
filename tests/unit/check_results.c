/* What can be asked of a checker: lists, counts, places, indexes, reports. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/progress.h"
#include "check/check.h"
#include "check/finding.h"
#include "check/index.h"
#include "check/report.h"
#include "check/store.h"
#include "check/where.h"
#include "check_golden.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "schema/place.h"
#include "value/draft.h"

static struct catalog *catalog;

static struct checker *
check(struct profile *profile)
{
	struct checker *checker;

	assert_non_null(profile);
	checker = checker_new(profile, catalog, NULL);
	assert_true(check_all(checker, NULL));
	return checker;
}

static void
done(struct checker *checker)
{
	struct profile *profile = checker_profile(checker);

	checker_free(checker);
	profile_close(profile);
}

/* ---- codes */

static void
each_code_has_a_name_and_words(void **state)
{
	(void)state;
	for (int i = 0; i < FINDING_CODES; i++) {
		const struct finding_info *info = &finding_table[i];
		enum finding_code code;

		assert_non_null(info->name);
		assert_true(finding_parse_code(info->name, &code));
		assert_int_equal(code, i);
		assert_true(strlen(info->text) > 10);
		assert_true(strlen(info->advice) > 5);
		assert_true(info->severity < SEVERITIES);
	}
	assert_false(finding_parse_code("no-such-code", &(enum finding_code){
	    FINDING_SYNTAX }));
}

/* ---- lists */

static void
findings_come_in_document_order(void **state)
{
	struct checker *checker = check(golden_open("rules"));
	const struct value *last = NULL;
	size_t count;
	const struct finding *const *all = checker_findings(checker, &count);
	struct position at[2] = { { 0 } };

	(void)state;
	assert_true(count > 20);
	for (size_t i = 0; i < count; i++) {
		if (last != NULL) {
			at[0].value = last;
			at[1].value = all[i]->value;
			profile_locate(checker_profile(checker), at, 2);
			assert_true(at[0].offset <= at[1].offset);
		}
		last = all[i]->value;
	}
	done(checker);
}

static void
findings_are_found_at_their_value(void **state)
{
	struct checker *checker = check(golden_open("keys"));
	struct profile *profile = checker_profile(checker);
	struct value *sub = golden_find(profile, "/PayloadContent/0/Sub");
	const struct finding *found[4];
	enum severity worst;

	(void)state;
	assert_int_equal(checker_find(checker, sub, "Inner", found, 4), 1);
	assert_int_equal(found[0]->code, FINDING_MISSING_KEY);
	assert_int_equal(checker_find(checker, sub, "Mode", found, 4), 0);
	assert_int_equal(checker_find(checker, sub, NULL, found, 4), 0);
	assert_true(checker_worst_below(checker, sub, &worst));
	assert_int_equal(worst, SEVERITY_ERROR);
	assert_true(checker_worst_below(checker,
	    golden_find(profile, "/PayloadContent/0/Services"), &worst));
	assert_int_equal(worst, SEVERITY_WARNING);
	assert_false(checker_worst_below(checker,
	    golden_find(profile, "/PayloadDisplayName"), &worst));
	done(checker);
}

/* N integers where strings are wanted. */
static struct profile *
many_wrong(size_t count)
{
	struct profile *profile = golden_open("kinds-good");
	struct value *list = golden_find(profile, "/PayloadContent/0/List");
	struct draft *items = draft_array();

	for (size_t i = 0; i < count; i++)
		draft_add(items, NULL, draft_integer(integer_from(1)));
	assert_true(edit_set(profile, list, items, NULL));
	draft_free(items);
	return profile;
}

static size_t
listed(struct checker *checker)
{
	size_t count;

	checker_findings(checker, &count);
	return count;
}

static void
a_thousand_of_a_code_are_listed_and_all_are_counted(void **state)
{
	struct checker *checker = check(many_wrong(1200));
	struct profile *profile = checker_profile(checker);
	struct draft *draft = draft_string("right");

	(void)state;
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    1200);
	size_t others = checker_code_count(checker, FINDING_DUPLICATE_ITEM);

	assert_int_equal(others, 1199);
	assert_int_equal(listed(checker), 2000);
	assert_true(edit_set(profile, golden_find(profile,
	    "/PayloadContent/0/List/7"), draft, NULL));
	check_update(checker);
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    1199);
	assert_int_equal(checker_code_count(checker, FINDING_DUPLICATE_ITEM),
	    1198);
	assert_int_equal(listed(checker), 2000);
	draft_free(draft);
	done(checker);
}

static void
beyond_what_is_kept_updates_stay_exact(void **state)
{
	struct checker *checker = check(many_wrong(100001));
	struct profile *profile = checker_profile(checker);
	struct draft *draft = draft_string("right");

	(void)state;
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    100001);
	assert_true(edit_set(profile, golden_find(profile,
	    "/PayloadContent/0/List/100000"), draft, NULL));
	check_update(checker);
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    100000);
	assert_true(edit_undo(profile));
	check_update(checker);
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    100001);
	draft_free(draft);
	done(checker);
}

static bool
stop_at_once(void *arg, size_t finished, size_t total)
{
	(void)finished;
	(void)total;
	++*(int *)arg;
	return false;
}

static void
a_check_can_be_stopped_and_begun_again(void **state)
{
	int asked = 0;
	struct progress progress = { stop_at_once, &asked };
	struct profile *profile = many_wrong(10000);
	struct checker *checker = checker_new(profile, catalog, NULL);

	(void)state;
	assert_false(check_all(checker, &progress));
	assert_int_equal(asked, 1);
	check_update(checker);
	assert_int_equal(checker_code_count(checker, FINDING_WRONG_TYPE),
	    10000);
	done(checker);
}

/* ---- the store */

static void
drop_nothing(void *arg, struct entry *entry)
{
	(void)arg;
	(void)entry;
}

static void
add_finding(struct store *store, struct value *owner, struct value *about,
    enum finding_code code)
{
	struct owner by = { .value = owner, .scope = SCOPE_DICT };
	struct finding finding = {
		.code = code,
		.severity = SEVERITY_ERROR,
		.value = about,
		.message = xstrdup("x"),
	};

	store_add(store, &by, owner, &finding);
}

static void
marks_go_when_nothing_hangs_on_them(void **state)
{
	struct value root = { .type = VALUE_DICT };
	struct value list = { .type = VALUE_ARRAY, .parent = &root };
	struct value item = { .type = VALUE_STRING, .parent = &list };
	struct store store;

	(void)state;
	store_init(&store, 3, drop_nothing, NULL);
	add_finding(&store, &list, &item, FINDING_WRONG_TYPE);
	add_finding(&store, &list, &list, FINDING_WRONG_COUNT);
	assert_int_equal(store_find(&store, &root)->below[SEVERITY_ERROR], 2);
	assert_int_equal(store_find(&store, &item)->below[SEVERITY_ERROR], 1);
	store_drop_below(&store, &item);
	assert_null(store_find(&store, &item));
	assert_int_equal(store_find(&store, &root)->below[SEVERITY_ERROR], 1);
	add_finding(&store, &list, &item, FINDING_WRONG_TYPE);
	store_drop(&store, &list, SCOPE_VALUE, NULL);
	assert_non_null(store_find(&store, &item));
	store_drop(&store, &list, SCOPE_DICT, NULL);
	assert_null(store_find(&store, &root));
	assert_int_equal(store.severities[SEVERITY_ERROR], 0);
	store_release(&store);
}

static void
what_is_not_kept_is_counted(void **state)
{
	struct value root = { .type = VALUE_DICT };
	struct store store;

	(void)state;
	store_init(&store, 3, drop_nothing, NULL);
	for (int i = 0; i < 3; i++)
		add_finding(&store, &root, &root, FINDING_WRONG_TYPE);
	assert_false(store.coarse);
	add_finding(&store, &root, &root, FINDING_WRONG_TYPE);
	assert_true(store.coarse);
	assert_int_equal(store.counts[FINDING_WRONG_TYPE], 4);
	assert_int_equal(store.item_count, 3);
	store_clear(&store);
	assert_false(store.coarse);
	assert_int_equal(store.counts[FINDING_WRONG_TYPE], 0);
	store_release(&store);
}

/* ---- places */

static void
values_have_their_schema_place(void **state)
{
	static const struct {
		const char *file, *path, *place;
	} places[] = {
		{ "kinds-good", "/PayloadScope", NULL },
		{ "kinds-good", "/PayloadType", "TopLevel/PayloadType" },
		{ "kinds-good", "/PayloadContent", "TopLevel/PayloadContent" },
		{ "kinds-good", "/PayloadContent/0", "org.example.kinds" },
		{ "kinds-good", "/PayloadContent/0/Number",
		    "org.example.kinds/Number" },
		{ "kinds-good", "/PayloadContent/0/People/1/Boss",
		    "org.example.kinds/People/Person/Boss" },
		{ "kinds-good", "/PayloadContent/0/Apps/org.b/Banned",
		    "org.example.kinds/Apps/ANY/Banned" },
		{ "kinds-good", "/PayloadContent/0/Anything/x/0", NULL },
		{ "keys", "/PayloadContent/0/Nothing", NULL },
		{ "types", "/PayloadContent/0/Apps/0", NULL },
		{ "types", "/PayloadContent/0/List/3",
		    "org.example.kinds/List/ListItem" },
		{ "bare-payload", "/Color", "org.example.kinds/Color" },
		{ "bare-settings", "/Color", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
		struct profile *profile = golden_open(places[i].file);
		struct value *root = profile_root(profile);
		const struct value *value = golden_find(profile,
		    places[i].path);
		const struct place *place = value != NULL
		    ? where_place(catalog, root, value) : NULL;
		AUTO_BUF words = BUF_INIT;

		if (place != NULL)
			place_format(place, &words);
		assert_string_equal(buf_text(&words),
		    places[i].place != NULL ? places[i].place : "");
		profile_close(profile);
	}
}

static void
a_removed_value_has_no_place(void **state)
{
	struct profile *profile = golden_open("kinds-good");
	struct value *value = golden_find(profile,
	    "/PayloadContent/0/Number");

	(void)state;
	assert_true(edit_remove(profile, value, NULL));
	assert_null(where_place(catalog, profile_root(profile), value));
	profile_close(profile);
}

/* ---- the index */

static bool
count_payload(struct value *payload, void *arg)
{
	(void)payload;
	return ++*(int *)arg < 2;
}

static void
payloads_and_those_that_name_them_are_found(void **state)
{
	struct checker *checker = check(golden_open("kinds-good"));
	struct profile *profile = checker_profile(checker);
	struct value *root = golden_find(profile, "/PayloadContent/1");
	const char *uuid;
	size_t length;
	struct value *named[2] = { NULL, NULL };
	int count = 0;

	(void)state;
	assert_true(value_get_string(value_find(root, "PayloadUUID"), &uuid,
	    &length));
	assert_ptr_equal(index_find_uuid(checker, uuid, length), root);
	assert_null(index_find_uuid(checker, uuid, length - 1));
	assert_true(value_get_string(value_find(profile_root(profile),
	    "PayloadUUID"), &uuid, &length));
	assert_null(index_find_uuid(checker, uuid, length));
	assert_int_equal(index_referrers(checker, root, named, 2), 1);
	assert_ptr_equal(named[0], golden_find(profile,
	    "/PayloadContent/0/Anchors/0"));
	index_each_payload(checker, NULL, count_payload, &count);
	assert_int_equal(count, 2);
	count = 0;
	index_each_payload(checker, (const char *const[]){
	    "com.apple.security.root", NULL }, count_payload, &count);
	assert_int_equal(count, 1);
	done(checker);
}

/* ---- reports */

static void
json_names_path_line_schema_and_fix(void **state)
{
	struct checker *checker = check(golden_open("bare-payload"));
	struct report *report;
	AUTO_BUF out = BUF_INIT;
	AUTO_BUF flat = BUF_INIT;
	size_t shown;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	report = report_new(REPORT_JSON, SEVERITY_ERROR, false, &out);
	report_file(report, "a.mobileconfig", checker);
	error_set(&err, ERR_SYNTAX, "no end");
	error_locate(&err, "b", 3, 4);
	report_unreadable(report, "b", &err);
	report_end(report, &shown);
	assert_int_equal(shown, 2);
	for (size_t i = 0; i < out.length; i++)
		if (out.data[i] != ' ' && out.data[i] != '\n')
			buf_add_char(&flat, out.data[i]);
	assert_string_equal(buf_text(&flat),
	    "{\"version\":1,\"files\":[{\"file\":\"a.mobileconfig\","
	    "\"findings\":[{\"severity\":\"error\",\"code\":\"wrong-type\","
	    "\"path\":\"/Color\",\"line\":13,\"column\":2,"
	    "\"message\":\"Colormustbeastring,notaninteger\","
	    "\"schema\":\"org.example.kinds/Color\",\"fix\":null}]},"
	    "{\"file\":\"b\",\"findings\":[{\"severity\":\"error\","
	    "\"code\":\"syntax\",\"path\":\"\",\"line\":3,\"column\":4,"
	    "\"message\":\"noend\",\"schema\":null,\"fix\":null}]}]}");
	done(checker);
}

static void
text_says_how_many_are_not_listed(void **state)
{
	struct checker *checker = check(many_wrong(1003));
	struct report *report;
	AUTO_BUF out = BUF_INIT;
	size_t shown;

	(void)state;
	report = report_new(REPORT_TEXT, SEVERITY_ERROR, true, &out);
	report_file(report, "a\x1b[31m", checker);
	report_end(report, &shown);
	assert_int_equal(shown, 1003);
	assert_non_null(strstr(buf_text(&out),
	    ": note: 3 more [wrong-type]\n"));
	assert_null(strstr(buf_text(&out), "duplicate-item"));
	assert_null(strchr(buf_text(&out), '\x1b'));
	done(checker);
}

static void
secrets_are_told_by_schema_or_by_name(void **state)
{
	struct profile *profile = golden_open("values");
	struct value *root = profile_root(profile);
	struct value *password = golden_find(profile,
	    "/PayloadContent/1/Password");
	struct value *text = golden_find(profile, "/PayloadContent/1/Host");

	(void)state;
	assert_true(report_is_secret(where_place(catalog, root, password),
	    password));
	assert_true(report_is_secret(NULL, password));
	assert_false(report_is_secret(where_place(catalog, root, text), text));
	assert_false(report_is_secret(NULL, text));
	assert_false(report_is_secret(NULL, NULL));
	profile_close(profile);
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
		cmocka_unit_test(each_code_has_a_name_and_words),
		cmocka_unit_test(findings_come_in_document_order),
		cmocka_unit_test(findings_are_found_at_their_value),
		cmocka_unit_test(
		    a_thousand_of_a_code_are_listed_and_all_are_counted),
		cmocka_unit_test(beyond_what_is_kept_updates_stay_exact),
		cmocka_unit_test(a_check_can_be_stopped_and_begun_again),
		cmocka_unit_test(marks_go_when_nothing_hangs_on_them),
		cmocka_unit_test(what_is_not_kept_is_counted),
		cmocka_unit_test(values_have_their_schema_place),
		cmocka_unit_test(a_removed_value_has_no_place),
		cmocka_unit_test(payloads_and_those_that_name_them_are_found),
		cmocka_unit_test(json_names_path_line_schema_and_fix),
		cmocka_unit_test(text_says_how_many_are_not_listed),
		cmocka_unit_test(secrets_are_told_by_schema_or_by_name),
	};

	return cmocka_run_group_tests(tests, open_it, close_it);
}
