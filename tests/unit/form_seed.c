/* New profiles and payloads, search, help. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/form_fixture.h"

#include "base/scalar.h"
#include "value/draft.h"
#include "schema/place.h"
#include "form/search.h"
#include "form/seed.h"

static void
text_is(const struct value *dict, const char *name, const char *text)
{
	assert_true(value_equals_text(value_find(dict, name), text));
}

static void
has_uuid(const struct value *dict)
{
	const char *text;
	size_t length;

	assert_true(value_get_string(value_find(dict, "PayloadUUID"), &text,
	    &length));
	assert_true(scalar_is_uuid(text, length));
}

static void
a_new_profile_has_its_envelope(void **state)
{
	struct profile *profile = profile_new(NULL);
	const struct value *root = profile_root(profile);
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_true(seed_profile(profile, "Office", "com.example.office",
	    "Example", &err));
	text_is(root, "PayloadDisplayName", "Office");
	text_is(root, "PayloadIdentifier", "com.example.office");
	text_is(root, "PayloadOrganization", "Example");
	text_is(root, "PayloadType", "Configuration");
	has_uuid(root);
	assert_int_equal(value_find(root, "PayloadVersion")->integer.magnitude,
	    1);
	assert_int_equal(value_find(root, "PayloadContent")->type,
	    VALUE_ARRAY);
	assert_false(seed_profile(profile, "Again", "x", NULL, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_true(edit_undo(profile));
	assert_int_equal(value_count(root), 0);
	profile_close(profile);
}

static void
a_new_payload_has_what_is_required(void **state)
{
	struct fixture fixture;
	struct value *one, *two, *three;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST("<dict>"
	    FIXTURE_ENVELOPE("Configuration", "3") "</dict>"), SIZE_MAX);
	assert_true(seed_add_payload(fixture.profile, fixture.catalog,
	    "com.example.forms", &one, NULL));
	text_is(one, "PayloadIdentifier", "com.example.3.forms");
	text_is(one, "PayloadType", "com.example.forms");
	text_is(one, "PayloadDisplayName", "Forms");
	text_is(one, "Topic", "");
	text_is(one, "ServerURL", "");
	assert_null(value_find(one, "Mode"));
	has_uuid(one);
	assert_true(seed_add_payload(fixture.profile, fixture.catalog,
	    "com.example.forms", &two, NULL));
	text_is(two, "PayloadIdentifier", "com.example.3.forms.2");
	assert_int_equal(two->index, 1);
	assert_false(value_equal(value_find(one, "PayloadUUID"),
	    value_find(two, "PayloadUUID")));
	assert_true(seed_duplicate_payload(fixture.profile, one, &three,
	    NULL));
	assert_int_equal(three->index, 1);
	has_uuid(three);
	assert_false(value_equal(value_find(one, "PayloadUUID"),
	    value_find(three, "PayloadUUID")));
	assert_false(value_equal(value_find(one, "PayloadIdentifier"),
	    value_find(three, "PayloadIdentifier")));
	for (int i = 0; i < 3; i++)
		assert_true(edit_undo(fixture.profile));
	assert_false(edit_is_changed(fixture.profile));
	fixture_close(&fixture);
}

static void
unknown_types_get_an_envelope(void **state)
{
	struct fixture fixture;
	struct value *payload;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST("<dict>"
	    FIXTURE_ENVELOPE("Configuration", "3") "</dict>"), SIZE_MAX);
	assert_true(seed_add_payload(fixture.profile, fixture.catalog,
	    "org.example.unheard", &payload, NULL));
	text_is(payload, "PayloadIdentifier", "com.example.3.unheard");
	has_uuid(payload);
	fixture_close(&fixture);
}

static void
only_profiles_take_payloads(void **state)
{
	struct fixture fixture;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST("<dict>"
	    FIXTURE_ENVELOPE("com.example.forms", "3") "</dict>"), SIZE_MAX);
	assert_false(seed_add_payload(fixture.profile, fixture.catalog,
	    "com.example.forms", NULL, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(edit_is_changed(fixture.profile));
	fixture_close(&fixture);
}

static void
endless_schemas_seed_something_finite(void **state)
{
	struct fixture fixture;
	const struct payload_schema *schema;
	const struct place *tree;
	struct draft *draft;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST("<dict/>"), SIZE_MAX);
	schema = catalog_payload(fixture.catalog, "com.example.forms", 17,
	    NULL, NULL);
	tree = place_find(schema->root, "Tree");
	draft = seed_value(tree);
	assert_int_equal(draft->type, VALUE_DICT);
	assert_int_equal(draft->items.count, 0);
	draft_free(draft);
	fixture_close(&fixture);
}

#define SEARCHED                                                               \
	"<key>Mode</key><string>fast</string>"                                 \
	"<key>Password</key><string>fast too</string>"                         \
	"<key>Other</key><string>Really FAST</string>"                         \
	"<key>fast</key><integer>42</integer>"                                 \
	"<key>Capabilities</key><array>"                                       \
	"<string>com.example.users</string></array>"

static void
found_are(struct fixture *fixture, const char *words, const char *expected)
{
	AUTO_BUF out = BUF_INIT;
	struct hit *hits;
	size_t count;

	hits = search_profile(fixture->checker, words, 100, &count);
	for (size_t i = 0; i < count; i++) {
		const struct value *value = hits[i].value;

		if (hits[i].missing != NULL)
			buf_addf(&out, "-%s\n", hits[i].missing);
		else if (value->key != NULL)
			buf_addf(&out, "%.*s\n", (int)value->key->length,
			    value->key->name);
		else
			buf_addf(&out, "%u\n", (unsigned)value->index);
	}
	free(hits);
	assert_string_equal(buf_text(&out), expected);
}

static void
words_are_found_in_names_titles_values_and_texts(void **state)
{
	struct fixture fixture;
	struct hit *hits;
	size_t count;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(SEARCHED), 1);
	found_are(&fixture, "fast", "fast\nMode\nOther\n");
	found_are(&fixture, "fast really", "Other\n");
	found_are(&fixture, "42", "fast\n");
	found_are(&fixture, "many users", "0\n");
	found_are(&fixture, "check-in", "-CheckInURL\n");
	found_are(&fixture, "device CHECKS", "-CheckInURL\n");
	found_are(&fixture, "server url", "-ServerURL\n");
	found_are(&fixture, "nothing like it", "");
	found_are(&fixture, "", "");
	found_are(&fixture, "  ", "");
	hits = search_profile(fixture.checker, "e", 2, &count);
	assert_int_equal(count, 2);
	free(hits);
	hits = search_profile(fixture.checker, "Mode", 1, &count);
	assert_int_equal(count, 1);
	assert_ptr_equal(hits[0].payload, form_payload(fixture.form));
	assert_string_equal(hits[0].place->key->name, "Mode");
	free(hits);
	fixture_close(&fixture);
}

static void
help_is(struct fixture *fixture, const char *title, const char *expected)
{
	struct row row = fixture_row(fixture->form, title);
	AUTO_BUF out = BUF_INIT;

	form_row_help(fixture->form, &row, HELP_BRIEF, &out);
	assert_string_equal(buf_text(&out), expected);
}

static void
help_says_what_a_key_is(void **state)
{
	struct fixture fixture;
	AUTO_BUF findings = BUF_INIT, full = BUF_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(
	    "<key>Topic</key><string>x</string><key>Own</key><true/>"), 1);
	help_is(&fixture, "Topic",
	    "Topic   string, required, iOS 4  macOS 10.7\n"
	    "What is listened for.\n"
	    "It comes from the certificate.\n"
	    "Topic must begin with 'com.example.'.\n");
	help_is(&fixture, "Days",
	    "Days   integer, optional, iOS 4  macOS 10.7\n"
	    "How long it lasts.\n"
	    "Range: 0 to 730 days.\n"
	    "  0: Never.\n");
	help_is(&fixture, "Check-in URL",
	    "Check-in URL   string, optional, iOS 4  macOS 10.7\n"
	    "Where the device checks in.\n"
	    "Unset means: the Server URL.\n");
	help_is(&fixture, "Mode",
	    "Mode   string, optional, iOS 4  macOS 10.7\n"
	    "How quick it is.\n"
	    "  slow: takes its time. Nothing is urgent.\n"
	    "  fast\n");
	row = fixture_row(fixture.form, "Topic");
	form_row_findings(fixture.form, &row, &findings);
	assert_string_equal(buf_text(&findings),
	    "x must begin with 'com.example.'\n");
	row = fixture_row(fixture.form, "Access rights");
	form_row_help(fixture.form, &row, HELP_FULL, &full);
	assert_non_null(strstr(buf_text(&full),
	    "  2: install. The server may install. Needs 1.\n"));
	assert_non_null(strstr(buf_text(&full),
	    "  Path: /PayloadContent/1/Rights\n"));
	assert_non_null(strstr(buf_text(&full), "  iOS 4\n"));
	fixture_close(&fixture);
}

static void
every_row_has_help(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(SEARCHED), 1);
	fixture_unfold(fixture.form, "Server capabilities");
	fixture_unfold(fixture.form, "About this payload");
	for (size_t i = 0; i < form_count(fixture.form); i++) {
		AUTO_BUF brief = BUF_INIT;
		AUTO_BUF full = BUF_INIT;
		struct row row;

		form_row(fixture.form, i, &row);
		form_row_help(fixture.form, &row, HELP_BRIEF, &brief);
		form_row_help(fixture.form, &row, HELP_FULL, &full);
		assert_non_null(strchr(buf_text(&brief), '\n'));
		assert_true(full.length >= brief.length);
		assert_int_equal(full.data[full.length - 1], '\n');
	}
	fixture_close(&fixture);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_profile_has_its_envelope),
		cmocka_unit_test(a_new_payload_has_what_is_required),
		cmocka_unit_test(unknown_types_get_an_envelope),
		cmocka_unit_test(only_profiles_take_payloads),
		cmocka_unit_test(endless_schemas_seed_something_finite),
		cmocka_unit_test(
		    words_are_found_in_names_titles_values_and_texts),
		cmocka_unit_test(help_says_what_a_key_is),
		cmocka_unit_test(every_row_has_help),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
