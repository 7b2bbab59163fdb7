/* Editing a row: kinds, choices, texts, checks, changes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/form_fixture.h"

#include "base/clock.h"
#include "base/scalar.h"
#include "value/draft.h"
#include "form/field.h"

#define FILLED                                                                 \
	"<key>Topic</key><string>com.example.push</string>"                    \
	"<key>Mode</key><string>slow</string>"                                 \
	"<key>Capabilities</key><array>"                                       \
	"<string>com.example.users</string>"                                   \
	"<string>com.example.more</string></array>"                            \
	"<key>Labels</key><dict><key>en</key><string>one</string></dict>"      \
	"<key>Odd</key><string>a\nb</string>"                                  \
	"<key>Wrong</key><integer>abc</integer>"

static void
rows_know_what_edits_them(void **state)
{
	static const struct {
		const char *title;
		enum field_kind kind;
		enum value_type type;
	} cases[] = {
		{ "Server URL", FIELD_LINE, VALUE_STRING },
		{ "Topic", FIELD_LINE, VALUE_STRING },
		{ "Identity certificate", FIELD_REFERENCE, VALUE_STRING },
		{ "Access rights", FIELD_BITS, VALUE_INTEGER },
		{ "Sign messages", FIELD_BOOLEAN, VALUE_BOOLEAN },
		{ "Mode", FIELD_CHOICE, VALUE_STRING },
		{ "Days", FIELD_LINE, VALUE_INTEGER },
		{ "Until", FIELD_LINE, VALUE_DATE },
		{ "Icon", FIELD_DATA, VALUE_DATA },
		{ "Server capabilities", FIELD_UNFOLD, VALUE_ARRAY },
		{ "Anchors", FIELD_UNFOLD, VALUE_ARRAY },
		{ "Extra", FIELD_TYPE, VALUE_STRING },
		{ "Odd", FIELD_TEXT, VALUE_STRING },
		{ "Wrong", FIELD_LINE, VALUE_INTEGER },
		{ "UUID", FIELD_UUID, VALUE_STRING },
		{ "com.example.more", FIELD_CHOICE, VALUE_STRING },
		{ "+ Add a capability", FIELD_ADD, VALUE_STRING },
		{ "About this payload", FIELD_UNFOLD, VALUE_STRING },
		{ "Required", FIELD_NONE, VALUE_STRING },
	};
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Server capabilities");
	fixture_unfold(fixture.form, "About this payload");
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct row row = fixture_row(fixture.form, cases[i].title);

		assert_int_equal(field_kind_of(fixture.form, &row),
		    cases[i].kind);
		assert_int_equal(field_type(fixture.form, &row),
		    cases[i].type);
	}
	fixture_close(&fixture);
}

static void
texts_are_read_as_the_rows_type(void **state)
{
	static const struct {
		const char *title, *text;
		bool readable;
		const char *complaint, *hint;
	} cases[] = {
		{ "Topic", "com.example.x", true, "", "" },
		{ "Topic", "org.x", true, "must begin with 'com.example.'",
		    "" },
		{ "Topic", "a\001", false, "character 2 cannot stand in a "
		    "property list", "" },
		{ "Days", "30", true, "", "= 30 days" },
		{ "Days", "0x10", true, "", "= 16 days" },
		{ "Access rights", "inspect, erase", true, "",
		    "= 5  inspect, erase" },
		{ "Access rights", "fly", false,
		    "no right or bit is called 'fly'", "" },
		{ "Until", "+1d", true, "", "= 2026-01-02T00:00:00Z" },
		{ "Mode", "slow", true, "", "= slow  takes its time" },
		{ "Identity certificate",
		    "AAAAAAAA-0000-4000-8000-000000000001", true, "",
		    "→ Identity \"Device\"" },
	};
	struct fixture fixture;
	int64_t now;

	(void)state;
	assert_true(scalar_parse_date("2026-01-01T00:00:00Z", 20, &now));
	clock_set(now);
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct row row = fixture_row(fixture.form, cases[i].title);
		AUTO_BUF complaint = BUF_INIT;
		AUTO_BUF hint = BUF_INIT;

		assert_int_equal(field_check(fixture.form, &row,
		    cases[i].text, strlen(cases[i].text), &complaint, &hint,
		    NULL),
		    cases[i].readable);
		assert_string_equal(buf_text(&complaint),
		    cases[i].complaint);
		assert_string_equal(buf_text(&hint), cases[i].hint);
	}
	assert_int_equal(edit_position(fixture.profile), 0);
	fixture_close(&fixture);
	clock_set(INT64_MIN);
}

static void
texts_out_of_range_are_complained_about_but_taken(void **state)
{
	static const struct {
		const char *title, *text;
		bool readable;
	} cases[] = {
		{ "Days", "1000", true },
		{ "Days", "abc", false },
		{ "Until", "soon", false },
		{ "Mode", "wild", true },
		{ "Server URL", "not a url", true },
		{ "Access rights", "0x100", true },
	};
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct row row = fixture_row(fixture.form, cases[i].title);
		AUTO_BUF complaint = BUF_INIT;
		char mark;

		assert_int_equal(field_check(fixture.form, &row,
		    cases[i].text, strlen(cases[i].text), &complaint, NULL,
		    &mark),
		    cases[i].readable);
		assert_true(complaint.length > 0);
		assert_int_not_equal(mark, ' ');
	}
	fixture_close(&fixture);
}

static void
editors_start_with_what_is_there(void **state)
{
	static const struct {
		const char *title, *text;
	} cases[] = {
		{ "Topic", "com.example.push" }, { "Odd", "a\nb" },
		{ "Wrong", "abc" }, { "Sign messages", "" },
		{ "Server capabilities", "" },
	};
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct row row = fixture_row(fixture.form, cases[i].title);
		AUTO_BUF text = BUF_INIT;

		field_text(fixture.form, &row, &text);
		assert_string_equal(buf_text(&text), cases[i].text);
	}
	fixture_close(&fixture);
}

static void
hints_name_the_range_or_the_form(void **state)
{
	static const struct {
		const char *title, *hint;
	} cases[] = {
		{ "Days", "0 to 730 days" },
		{ "Server URL", "a URL, such as https://example.com" },
		{ "Until", "2026-03-01, 2026-03-01T09:30:00Z, or +90d from "
		    "now" },
		{ "Topic", "" },
	};
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct row row = fixture_row(fixture.form, cases[i].title);
		AUTO_BUF hint = BUF_INIT;

		field_hint(fixture.form, &row, &hint);
		assert_string_equal(buf_text(&hint), cases[i].hint);
	}
	fixture_close(&fixture);
}

static void
add_choices(struct fixture *fixture, const char *title, struct buf *out)
{
	struct row row = fixture_row(fixture->form, title);
	struct choice *choices;
	size_t count;

	choices = field_choices(fixture->form, &row, &count);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%s|%s\n", choices[i].current ? "*" : "",
		    choices[i].label, choices[i].meaning);
	choices_free(choices, count);
}

static void
choices_are(struct fixture *fixture, const char *title, const char *expected)
{
	AUTO_BUF out = BUF_INIT;

	add_choices(fixture, title, &out);
	assert_string_equal(buf_text(&out), expected);
}

static void
lists_offer_what_the_schema_allows(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED
	    "<key>Rights</key><integer>1</integer>"
	    "<key>Sign</key><string>maybe</string>"), 1);
	fixture_unfold(fixture.form, "Server capabilities");
	choices_are(&fixture, "Mode",
	    "not set|\n"
	    "*slow|takes its time: Nothing is urgent.\n"
	    "fast|\n");
	choices_are(&fixture, "Sign messages",
	    "not set|means: false\n"
	    "true|\n"
	    "false|\n"
	    "*maybe|as it is now\n");
	choices_are(&fixture, "com.example.more",
	    "com.example.users|many users\n"
	    "com.example.tokens|\n"
	    "*com.example.more|\n");
	choices_are(&fixture, "Identity certificate",
	    "Identity \"Device\"|AAAAAAAA-0000-4000-8000-000000000001\n"
	    "another|typed in\n");
	choices_are(&fixture, "Topic", "");
	fixture_close(&fixture);
}

static void
stepped(struct fixture *fixture, const char *title, const char *value)
{
	struct row row = fixture_row(fixture->form, title);
	AUTO_BUF out = BUF_INIT;

	assert_true(field_step(fixture->form, &row, NULL));
	fixture_update(fixture);
	row = fixture_row(fixture->form, title);
	if (row.value != NULL)
		form_row_value(fixture->form, &row, false, &out);
	assert_string_equal(buf_text(&out), value);
}

static void
a_step_goes_round_the_states(void **state)
{
	struct fixture fixture;
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	stepped(&fixture, "Sign messages", "true");
	stepped(&fixture, "Sign messages", "false");
	stepped(&fixture, "Sign messages", "");
	stepped(&fixture, "Mode", "fast");
	stepped(&fixture, "Mode", "");
	stepped(&fixture, "Mode", "slow  takes its time");
	stepped(&fixture, "Identity certificate", "→ Identity \"Device\"");
	row = fixture_row(fixture.form, "Topic");
	assert_false(field_step(fixture.form, &row, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	fixture_close(&fixture);
}

static void
an_item_is_added_with_what_it_needs(void **state)
{
	struct fixture fixture;
	const struct value *app;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Services");
	fixture_unfold(fixture.form, "Camera");
	row = fixture_row(fixture.form, "+ Add an app");
	assert_true(field_add(fixture.form, &row, NULL, NULL, NULL));
	fixture_update(&fixture);
	form_row(fixture.form, form_cursor(fixture.form), &row);
	app = row.value;
	assert_non_null(app);
	assert_int_equal(app->type, VALUE_DICT);
	assert_int_equal(value_count(app), 3);
	assert_true(value_equals_text(value_find(app, "Identifier"), ""));
	assert_true(value_equals_text(value_find(app, "Kind"), "bundle"));
	assert_int_equal(value_find(app, "Allowed")->type, VALUE_BOOLEAN);
	assert_string_equal(edit_undo_label(fixture.profile), "add app");
	/* Behind the item one stands on, and into a folded list. */
	assert_true(field_add(fixture.form, &row, NULL, NULL, NULL));
	fixture_update(&fixture);
	form_row(fixture.form, form_cursor(fixture.form), &row);
	assert_int_equal(row.index, 1);
	row = fixture_row(fixture.form, "Screen");
	assert_true(field_add(fixture.form, &row, NULL, NULL, NULL));
	assert_int_equal(value_count(value_find(value_find(form_payload(
	    fixture.form), "Services"), "Screen")), 1);
	for (int i = 0; i < 3; i++)
		assert_true(edit_undo(fixture.profile));
	assert_null(value_find(form_payload(fixture.form), "Services"));
	fixture_close(&fixture);
}

static void
keys_are_added_by_name(void **state)
{
	struct fixture fixture;
	struct draft *draft = draft_boolean(true);
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	row = fixture_row(fixture.form, "+ Add another key");
	assert_false(field_add(fixture.form, &row, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_USAGE);
	assert_true(field_add(fixture.form, &row, "Mine", draft, NULL));
	row = fixture_row(fixture.form, "Mine");
	assert_int_equal(row.value->type, VALUE_BOOLEAN);
	row = fixture_row(fixture.form, "+ Add another key");
	assert_false(field_add(fixture.form, &row, "Mine", draft, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	row = fixture_row(fixture.form, "Labels");
	assert_true(field_add(fixture.form, &row, "de", NULL, NULL));
	fixture_update(&fixture);
	form_row(fixture.form, form_cursor(fixture.form), &row);
	assert_memory_equal(row.name, "de", 2);
	assert_int_equal(row.value->type, VALUE_STRING);
	draft_free(draft);
	fixture_close(&fixture);
}

static void
what_may_be_added_is_what_is_not_there(void **state)
{
	struct fixture fixture;
	const char **names;
	struct row row;
	size_t count;
	bool topic = false, days = false;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	row = fixture_row(fixture.form, "Topic");
	names = field_addable(fixture.form, &row, &count);
	assert_null(names[count]);
	for (size_t i = 0; i < count; i++) {
		topic = topic || strcmp(names[i], "Topic") == 0;
		days = days || strcmp(names[i], "Days") == 0;
	}
	assert_false(topic);
	assert_true(days);
	free(names);
	row = fixture_row(fixture.form, "Labels");
	names = field_addable(fixture.form, &row, &count);
	assert_int_equal(count, 0);
	free(names);
	row = fixture_row(fixture.form, "Services");
	names = field_addable(fixture.form, &row, &count);
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "Camera");
	free(names);
	fixture_close(&fixture);
}

static void
items_are_duplicated_and_moved(void **state)
{
	struct fixture fixture;
	AUTO_ERROR err = ERROR_INIT;
	struct value *list;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Server capabilities");
	list = value_find(form_payload(fixture.form), "Capabilities");
	row = fixture_row(fixture.form, "many users");
	assert_true(field_duplicate(fixture.form, &row, NULL));
	fixture_update(&fixture);
	assert_int_equal(value_count(list), 3);
	assert_true(value_equals_text(value_at(list, 1),
	    "com.example.users"));
	row = fixture_row(fixture.form, "com.example.more");
	assert_true(field_shift(fixture.form, &row, -1, NULL));
	fixture_update(&fixture);
	assert_true(value_equals_text(value_at(list, 1),
	    "com.example.more"));
	row = fixture_row(fixture.form, "many users");
	assert_false(field_shift(fixture.form, &row, -1, &err));
	assert_int_equal(err.code, ERR_RANGE);
	row = fixture_row(fixture.form, "Topic");
	assert_false(field_duplicate(fixture.form, &row, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	assert_false(field_shift(fixture.form, &row, 1, &err));
	assert_int_equal(err.code, ERR_REFUSED);
	row = fixture_row(fixture.form, "Server capabilities");
	assert_true(field_shift(fixture.form, &row, -1, NULL));
	assert_true(list->index < value_find(form_payload(fixture.form),
	    "Mode")->index);
	fixture_close(&fixture);
}

static void
unsetting_what_is_not_set_fails(void **state)
{
	struct fixture fixture;
	AUTO_ERROR err = ERROR_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	row = fixture_row(fixture.form, "Days");
	assert_false(field_remove(fixture.form, &row, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	row = fixture_row(fixture.form, "Mode");
	assert_true(field_remove(fixture.form, &row, NULL));
	assert_string_equal(edit_undo_label(fixture.profile), "unset Mode");
	assert_null(value_find(form_payload(fixture.form), "Mode"));
	fixture_close(&fixture);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_know_what_edits_them),
		cmocka_unit_test(texts_are_read_as_the_rows_type),
		cmocka_unit_test(
		    texts_out_of_range_are_complained_about_but_taken),
		cmocka_unit_test(editors_start_with_what_is_there),
		cmocka_unit_test(hints_name_the_range_or_the_form),
		cmocka_unit_test(lists_offer_what_the_schema_allows),
		cmocka_unit_test(a_step_goes_round_the_states),
		cmocka_unit_test(an_item_is_added_with_what_it_needs),
		cmocka_unit_test(keys_are_added_by_name),
		cmocka_unit_test(what_may_be_added_is_what_is_not_there),
		cmocka_unit_test(items_are_duplicated_and_moved),
		cmocka_unit_test(unsetting_what_is_not_set_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
