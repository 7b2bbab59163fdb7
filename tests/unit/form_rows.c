/* Rows: order, headings, titles, values, marks, folding, filter, cursor. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/unit/cmocka_ages.h"

#include "tests/unit/form_fixture.h"

#include "value/draft.h"
#include "form/bits.h"
#include "form/field.h"

#define FILLED                                                                 \
	"<key>Mode</key><string>slow</string>"                                 \
	"<key>Odd</key><real>1.5</real>"                                       \
	"<key>Topic</key><string>org.example.push</string>"                    \
	"<key>Identity</key>"                                                  \
	"<string>aaaaaaaa-0000-4000-8000-000000000001</string>"                \
	"<key>Rights</key><integer>3</integer>"                                \
	"<key>Password</key><string>hush</string>"                             \
	"<key>Capabilities</key><array>"                                       \
	"<string>com.example.users</string></array>"                           \
	"<key>Services</key><dict><key>Camera</key><array>"                    \
	"<dict><key>Identifier</key><string>us.zoom.xos</string>"              \
	"<key>Kind</key><string>bundle</string>"                               \
	"<key>Allowed</key><true/></dict>"                                     \
	"<dict><key>Comment</key><string></string></dict>"                     \
	"</array></dict>"

static void
drawn_is(struct form *form, const char *expected)
{
	AUTO_BUF out = BUF_INIT;

	fixture_draw_all(form, &out);
	assert_string_equal(buf_text(&out), expected);
}

static void
row_is(struct form *form, const char *title, const char *expected)
{
	AUTO_BUF out = BUF_INIT;

	fixture_draw(form, fixture_find(form, title), &out);
	assert_string_equal(buf_text(&out), expected);
}

static void
rows_stand_in_sections(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	drawn_is(fixture.form,
	    "  Required\n"
	    "x Server URL [not set]\n"
	    "x Topic = org.example.push\n"
	    ". Identity certificate = → Identity \"Device\"\n"
	    "  Set\n"
	    ". Mode = slow  takes its time\n"
	    ". Access rights = 3  inspect, install\n"
	    ". Password ?••••?\n"
	    ".>Server capabilities = 1 of 3\n"
	    "x>Services = 1 key\n"
	    "  Optional\n"
	    "  Check-in URL (the Server URL)\n"
	    "  Sign messages (false)\n"
	    "  Days\n"
	    "  Until (for ever)\n"
	    "  Icon\n"
	    " >Anchors [not set]\n"
	    " >Labels [not set]\n"
	    "  Extra\n"
	    " >Tree [not set]\n"
	    "  Unknown keys\n"
	    "! Odd = 1.5\n"
	    "  + Add another key\n"
	    " >About this payload\n");
	fixture_close(&fixture);
}

static void
containers_unfold_in_place(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(
	    "<key>Topic</key><string>com.example.x</string>"
	    "<key>Capabilities</key><array>"
	    "<string>com.example.users</string>"
	    "<string>com.example.more</string></array>"
	    "<key>Services</key><dict><key>Camera</key><array>"
	    "<dict><key>Identifier</key><string>us.zoom.xos</string>"
	    "<key>Kind</key><string>bundle</string>"
	    "<key>Allowed</key><true/></dict>"
	    "<dict><key>Comment</key><string></string></dict>"
	    "</array></dict>"), 1);
	form_set_filter(fixture.form, FILTER_SET);
	fixture_unfold(fixture.form, "Server capabilities");
	fixture_unfold(fixture.form, "Services");
	fixture_unfold(fixture.form, "Camera");
	fixture_unfold(fixture.form, "us.zoom.xos");
	drawn_is(fixture.form,
	    "  Required\n"
	    ". Topic = com.example.x\n"
	    "  Set\n"
	    ".vServer capabilities = 2 of 3\n"
	    "  . many users\n"
	    "  . com.example.more\n"
	    "    + Add a capability\n"
	    ".vServices = 1 key\n"
	    "  .vCamera = 2 apps\n"
	    "    .vus.zoom.xos\n"
	    "      . Identifier = us.zoom.xos\n"
	    "      . Identifier type = bundle\n"
	    "      . Allowed = true\n"
	    "    x>App 2 = 1 key\n"
	    "      + Add an app\n"
	    "  + Add another key\n"
	    " >About this payload\n");
	form_set_filter(fixture.form, FILTER_ALL);
	row_is(fixture.form, "Screen", "   >Screen [not set]\n");
	fixture_unfold(fixture.form, "Screen");
	fixture_unfold(fixture.form, "Tree");
	fixture_unfold(fixture.form, "Branch");
	row_is(fixture.form, "Leaf", "      Leaf\n");
	assert_true(form_fold(fixture.form,
	    fixture_find(fixture.form, "Services")));
	row_is(fixture.form, "Services", "x>Services = 1 key\n");
	fixture_close(&fixture);
}

static void
values_are_shown_in_words(void **state)
{
	static const struct {
		const char *body, *title, *drawn;
	} cases[] = {
		{ "<key>Days</key><integer>1</integer>", "Days",
		    ". Days = 1 day\n" },
		{ "<key>Days</key><integer>30</integer>", "Days",
		    ". Days = 30 days\n" },
		{ "<key>Days</key><integer>0</integer>", "Days",
		    ". Days = 0  never\n" },
		{ "<key>Rights</key><integer>0</integer>", "Access rights",
		    ". Access rights = 0  none\n" },
		{ "<key>Rights</key><integer>7</integer>", "Access rights",
		    ". Access rights = 7  all\n" },
		{ "<key>Until</key><date>2026-03-01T00:00:00Z</date>",
		    "Until", ". Until = 2026-03-01T00:00:00Z\n" },
		{ "<key>Until</key><date>soon</date>", "Until",
		    "x Until ?soon?\n" },
		{ "<key>Sign</key><true/>", "Sign messages",
		    ". Sign messages = true\n" },
		{ "<key>Mode</key><string>fast</string>", "Mode",
		    ". Mode = fast\n" },
		{ "<key>Mode</key><string>wild</string>", "Mode",
		    "x Mode = wild\n" },
		{ "<key>Odd</key><string>one\ntwo</string>", "Odd",
		    "! Odd = one…\n" },
		{ "<key>Odd</key><string/>", "Odd", "! Odd [empty]\n" },
		{ "<key>Password</key><string/>", "Password",
		    ". Password [empty]\n" },
		{ "<key>Odd</key><dict/>", "Odd", "!>Odd = empty\n" },
		{ "<key>Odd</key><array><true/><true/></array>", "Odd",
		    "!>Odd = 2 items\n" },
		{ "<key>Labels</key><dict><key>en</key><string>a</string>"
		    "</dict>", "Labels", ".>Labels = 1 key\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		AUTO_FREE char *text = NULL;
		struct fixture fixture;

		text = xasprintf(FIXTURE_PROFILE("%s"), cases[i].body);
		fixture_open(&fixture, text, 1);
		row_is(fixture.form, cases[i].title, cases[i].drawn);
		fixture_close(&fixture);
	}
}

static void
items_are_called_by_what_they_hold(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST("<array>"
	    "<array><array><string>CN</string><string>Me</string></array>"
	    "</array>"
	    "<array><true/><dict/></array>"
	    "<array/>"
	    "<dict><key>ID</key><string>7</string>"
	    "<key>DisplayName</key><string>Seven</string></dict>"
	    "<dict><key>Password</key><string>hush</string></dict>"
	    "<integer>3</integer><string/><data>AAEC</data>"
	    "<integer>x</integer></array>"), SIZE_MAX);
	drawn_is(fixture.form,
	    ".>CN, Me\n"
	    ".>Item 2 = 2 items\n"
	    ".>Item 3 = empty\n"
	    ".>Seven\n"
	    ".>Item 5 = 1 key\n"
	    ". 3\n"
	    ". Item 7 [empty]\n"
	    ". Item 8 = 3 bytes\n"
	    "x Item 9 ?x?\n"
	    "  + Add an item\n");
	fixture_close(&fixture);
}

static void
data_says_what_it_is(void **state)
{
	struct fixture fixture;
	AUTO_BUF out = BUF_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(
	    "<key>Icon</key><data>AAECAwQ=</data>"), 1);
	row = fixture_row(fixture.form, "Icon");
	assert_int_equal(form_row_value(fixture.form, &row, false, &out),
	    VALUE_WRITTEN);
	assert_non_null(strstr(buf_text(&out), "5 bytes"));
	fixture_close(&fixture);
}

static void
both_of_two_equal_keys_are_rows(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(
	    "<key>Topic</key><string>com.example.a</string>"
	    "<key>Mode</key><string>slow</string>"
	    "<key>Mode</key><string>fast</string>"
	    "<key>Topic</key><string>com.example.b</string>"), 1);
	form_set_filter(fixture.form, FILTER_SET);
	drawn_is(fixture.form,
	    "  Required\n"
	    ". Topic = com.example.a\n"
	    "! Topic = com.example.b\n"
	    "  Set\n"
	    ". Mode = slow  takes its time\n"
	    "! Mode = fast\n"
	    "  + Add another key\n"
	    " >About this payload\n");
	fixture_close(&fixture);
}

static void
secrets_are_masked_until_revealed(void **state)
{
	struct fixture fixture;
	AUTO_BUF hidden = BUF_INIT;
	AUTO_BUF shown = BUF_INIT;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	row = fixture_row(fixture.form, "Password");
	assert_true(form_row_is_secret(fixture.form, &row));
	assert_int_equal(form_row_value(fixture.form, &row, false, &hidden),
	    VALUE_MASKED);
	assert_string_equal(buf_text(&hidden), "••••");
	form_row_value(fixture.form, &row, true, &shown);
	assert_string_equal(buf_text(&shown), "hush");
	row = fixture_row(fixture.form, "Topic");
	assert_false(form_row_is_secret(fixture.form, &row));
	fixture_close(&fixture);
}

static void
the_envelope_is_folded_away_but_tells_of_its_findings(void **state)
{
	struct fixture fixture;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	row_is(fixture.form, "About this payload", " >About this payload\n");
	fixture_unfold(fixture.form, "About this payload");
	row = fixture_row(fixture.form, "UUID");
	assert_int_equal(row.depth, 1);
	row_is(fixture.form, "Payload type",
	    "  . Payload type = com.example.forms\n");
	row_is(fixture.form, "Organization", "    Organization\n");
	assert_int_equal(form_count(fixture.form) - 1,
	    fixture_find(fixture.form, "Organization"));
	fixture_close(&fixture);

	fixture_open(&fixture, FIXTURE_PLIST(
	    "<dict><key>PayloadContent</key><array><dict>"
	    "<key>PayloadType</key><string>com.example.forms</string>"
	    "</dict></array>" FIXTURE_ENVELOPE("Configuration", "3")
	    "</dict>"), 0);
	row_is(fixture.form, "About this payload", "x>About this payload\n");
	fixture_close(&fixture);
}

static void
the_profile_itself_counts_its_payloads(void **state)
{
	struct fixture fixture;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), SIZE_MAX);
	row_is(fixture.form, "Payloads", "x Payloads = 2 payloads\n");
	row = fixture_row(fixture.form, "Payloads");
	assert_false(row.can_unfold);
	assert_int_equal(field_kind_of(fixture.form, &row), FIELD_NONE);
	row = fixture_row(fixture.form, "UUID");
	assert_int_equal(row.depth, 0);
	fixture_close(&fixture);

	/* What is no dictionary among the payloads can be reached. */
	fixture_open(&fixture, FIXTURE_PLIST(
	    "<dict><key>PayloadContent</key><array><true/></array>"
	    FIXTURE_ENVELOPE("Configuration", "3") "</dict>"), SIZE_MAX);
	row = fixture_row(fixture.form, "Payloads");
	assert_true(row.can_unfold);
	fixture_close(&fixture);
}

static void
any_property_list_has_rows(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PLIST(
	    "<dict><key>b</key><true/><key>a</key><array/></dict>"), SIZE_MAX);
	drawn_is(fixture.form,
	    ". b = true\n"
	    ".>a = empty\n"
	    "  + Add another key\n");
	fixture_close(&fixture);

	fixture_open(&fixture, FIXTURE_PLIST("<string>x</string>"), SIZE_MAX);
	/* The mark says that it is no profile; a container has no row. */
	drawn_is(fixture.form, "! Value = x\n");
	fixture_close(&fixture);

	fixture_open(&fixture, FIXTURE_PLIST("<array/>"), SIZE_MAX);
	drawn_is(fixture.form, "  + Add an item\n");
	fixture_close(&fixture);
}

static void
filters_leave_what_they_promise(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	form_set_filter(fixture.form, FILTER_REQUIRED);
	drawn_is(fixture.form,
	    "  Required\n"
	    "x Server URL [not set]\n"
	    "x Topic = org.example.push\n"
	    ". Identity certificate = → Identity \"Device\"\n"
	    "  Set\n"
	    ". Mode = slow  takes its time\n"
	    ". Access rights = 3  inspect, install\n"
	    ". Password ?••••?\n"
	    ".>Server capabilities = 1 of 3\n"
	    "x>Services = 1 key\n"
	    "  Unknown keys\n"
	    "! Odd = 1.5\n"
	    "  + Add another key\n"
	    " >About this payload\n");
	form_set_filter(fixture.form, FILTER_FINDINGS);
	drawn_is(fixture.form,
	    "  Required\n"
	    "x Server URL [not set]\n"
	    "x Topic = org.example.push\n"
	    "  Set\n"
	    ". Password ?••••?\n"
	    "x>Services = 1 key\n"
	    "  Unknown keys\n"
	    "! Odd = 1.5\n");
	fixture_close(&fixture);
}

static void
the_cursor_stands_on_no_heading(void **state)
{
	struct fixture fixture;
	size_t last;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	last = form_count(fixture.form) - 1;
	assert_int_equal(form_cursor(fixture.form), 1);
	form_move_cursor(fixture.form, -1);
	assert_int_equal(form_cursor(fixture.form), 1);
	form_set_cursor(fixture.form, 4);	/* "Set" */
	assert_int_equal(form_cursor(fixture.form), 5);
	form_move_cursor(fixture.form, -1);
	assert_int_equal(form_cursor(fixture.form), 3);
	form_move_cursor(fixture.form, 1);
	assert_int_equal(form_cursor(fixture.form), 5);
	form_move_cursor(fixture.form, 100000);
	assert_int_equal(form_cursor(fixture.form), last);
	form_move_cursor(fixture.form, -100000);
	assert_int_equal(form_cursor(fixture.form), 1);
	form_set_cursor(fixture.form, SIZE_MAX);
	assert_int_equal(form_cursor(fixture.form), last);
	fixture_close(&fixture);
}

static void
the_window_moves_as_little_as_possible(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	assert_int_equal(form_scroll(fixture.form, 6), 0);
	form_set_cursor(fixture.form, 5);
	assert_int_equal(form_scroll(fixture.form, 6), 0);
	form_set_cursor(fixture.form, 6);
	assert_int_equal(form_scroll(fixture.form, 6), 1);
	form_set_cursor(fixture.form, 2);
	assert_int_equal(form_scroll(fixture.form, 6), 1);
	form_set_cursor(fixture.form, 1);
	assert_int_equal(form_scroll(fixture.form, 6), 0);
	form_set_cursor(fixture.form, SIZE_MAX);
	assert_int_equal(form_scroll(fixture.form, 6),
	    form_count(fixture.form) - 6);
	/*
	 * What unfolds below the last line comes into view, the cursor stays.
	 */
	assert_true(form_unfold(fixture.form, form_cursor(fixture.form)));
	assert_int_equal(form_scroll(fixture.form, 6),
	    form_cursor(fixture.form));
	form_set_cursor(fixture.form, 1);
	assert_int_equal(form_scroll(fixture.form, 6), 0);
	form_set_cursor(fixture.form, fixture_find(fixture.form, "Anchors"));
	form_scroll(fixture.form, 6);
	assert_true(form_unfold(fixture.form, form_cursor(fixture.form)));
	assert_int_equal(form_scroll(fixture.form, 6),
	    form_cursor(fixture.form) + 1 - 5);
	form_set_cursor(fixture.form, SIZE_MAX);
	/* A larger window shows no emptiness below the last row. */
	assert_int_equal(form_scroll(fixture.form, 1000), 0);
	fixture_close(&fixture);
}

static void
a_jump_unfolds_what_is_above(void **state)
{
	struct fixture fixture;
	struct value *payload, *item;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	payload = form_payload(fixture.form);
	item = value_at(value_find(value_find(payload, "Services"),
	    "Camera"), 1);
	assert_true(form_go_to(fixture.form, item, "Identifier"));
	form_row(fixture.form, form_cursor(fixture.form), &row);
	assert_int_equal(row.depth, 3);
	assert_ptr_equal(row.container, item);
	assert_null(row.value);
	assert_memory_equal(row.name, "Identifier", row.name_length);

	assert_true(form_go_to(fixture.form, value_find(payload,
	    "PayloadUUID"), NULL));
	form_row(fixture.form, form_cursor(fixture.form), &row);
	assert_ptr_equal(row.value, value_find(payload, "PayloadUUID"));
	assert_true(form_go_out(fixture.form));
	form_row(fixture.form, form_cursor(fixture.form), &row);
	assert_string_equal(row.heading, "About this payload");
	assert_false(form_go_out(fixture.form));

	/* Another payload's value, and a filter in the way. */
	assert_false(form_go_to(fixture.form, value_find(payload_at(
	    profile_root(fixture.profile), 0), "Content"), NULL));
	form_set_filter(fixture.form, FILTER_SET);
	assert_true(form_go_to(fixture.form, payload, "ServerURL"));
	assert_int_equal(form_get_filter(fixture.form), FILTER_ALL);
	assert_false(form_go_to(fixture.form, payload, "NoSuchKey"));
	fixture_close(&fixture);
}

static void
path_is(struct form *form, const char *title, const char *path)
{
	AUTO_BUF out = BUF_INIT;
	struct row row = fixture_row(form, title);

	form_row_path(form, &row, &out);
	assert_string_equal(buf_text(&out), path);
}

static void
rows_have_paths_set_or_not(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Server capabilities");
	fixture_unfold(fixture.form, "Tree");
	fixture_unfold(fixture.form, "Branch");
	path_is(fixture.form, "Topic", "/PayloadContent/1/Topic");
	path_is(fixture.form, "Server URL", "/PayloadContent/1/ServerURL");
	path_is(fixture.form, "many users",
	    "/PayloadContent/1/Capabilities/0");
	path_is(fixture.form, "+ Add a capability",
	    "/PayloadContent/1/Capabilities/-");
	path_is(fixture.form, "Leaf", "/PayloadContent/1/Tree/Branch/Leaf");
	path_is(fixture.form, "+ Add another key", "/PayloadContent/1");
	fixture_close(&fixture);
}

static void
names_replace_titles_when_asked(void **state)
{
	struct fixture fixture;
	size_t number;
	AUTO_BUF out = BUF_INIT;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	number = fixture_find(fixture.form, "Access rights");
	form_show_names(fixture.form, true);
	assert_true(form_shows_names(fixture.form));
	fixture_draw(fixture.form, number, &out);
	assert_string_equal(buf_text(&out), ". Rights = 3  inspect, install\n");
	fixture_close(&fixture);
}

static void
what_left_the_schema_has_a_row_only_where_it_is_set(void **state)
{
	struct fixture fixture;
	struct row row;
	size_t count;
	const char **names;
	AUTO_BUF out = BUF_INIT;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_draw_all(fixture.form, &out);
	assert_null(strstr(buf_text(&out), "Old setting"));
	assert_true(form_row(fixture.form, fixture_find(fixture.form,
	    "Topic"), &row));
	names = field_addable(fixture.form, &row, &count);
	for (size_t i = 0; i < count; i++)
		assert_string_not_equal(names[i], "Past");
	free(names);
	fixture_close(&fixture);
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED
	    "<key>Past</key><string>x</string>"), 1);
	row_is(fixture.form, "Old setting", ". Old setting = x\n");
	fixture_close(&fixture);
}

static void
titles_are_as_wide_as_the_visible_ones(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	assert_int_equal(form_title_width(fixture.form, 0, 3),
	    strlen("Server URL"));
	assert_int_equal(form_title_width(fixture.form, 0, SIZE_MAX),
	    strlen("Identity certificate"));
	assert_int_equal(form_title_width(fixture.form, 99999, 10), 0);
	fixture_close(&fixture);
}

enum { MANY = 1000000 };

static void
add_many(struct buf *out, const char *container, const char *format)
{
	buf_addf(out, "<key>Many</key><%s>", container);
	for (int i = 0; i < MANY; i++) {
		if (*format == 'k')
			buf_addf(out, "<key>k%d</key>", i);
		buf_addf(out, "<string>v%d</string>", i);
	}
	buf_addf(out, "</%s>", container);
}

static void
a_million_is_not_walked(const char *container, const char *format,
    const char *first, const char *middle)
{
	struct fixture fixture;
	AUTO_BUF text = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	size_t before, at;

	fixture_open_catalog(&fixture);
	buf_add_text(&text, "<plist><dict><key>Topic</key><true/>");
	add_many(&text, container, format);
	buf_add_text(&text, "<key>Last</key><true/></dict></plist>");
	fixture_open_profile(&fixture, buf_text(&text), text.length, SIZE_MAX);
	before = form_held(fixture.form);
	fixture_unfold(fixture.form, "Many");
	assert_in_range(form_held(fixture.form), before, before + 10);
	assert_int_equal(form_count(fixture.form), 1 + 1 + MANY + 1 + 1 + 1);
	at = fixture_find(fixture.form, "Many");
	fixture_draw(fixture.form, at + 1, &out);
	fixture_draw(fixture.form, at + 1 + MANY / 2, &out);
	assert_non_null(strstr(buf_text(&out), first));
	assert_non_null(strstr(buf_text(&out), middle));
	buf_truncate(&out, 0);
	fixture_draw(fixture.form, form_count(fixture.form) - 2, &out);
	assert_string_equal(buf_text(&out), ". Last = true\n");
	form_set_cursor(fixture.form, at + 1 + MANY / 2);
	form_scroll(fixture.form, 20);
	form_move_cursor(fixture.form, 1);
	form_move_cursor(fixture.form, 20);
	assert_in_range(form_held(fixture.form), before, before + 10);
	fixture_close(&fixture);
}

static void
a_million_items_cost_nothing_until_looked_at(void **state)
{
	(void)state;
	a_million_is_not_walked("array", "", ". v0\n", ". v500000\n");
}

static void
a_million_keys_cost_nothing_until_looked_at(void **state)
{
	(void)state;
	a_million_is_not_walked("dict", "k", ". k0 = v0\n",
	    ". k500000 = v500000\n");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_stand_in_sections),
		cmocka_unit_test(containers_unfold_in_place),
		cmocka_unit_test(values_are_shown_in_words),
		cmocka_unit_test(items_are_called_by_what_they_hold),
		cmocka_unit_test(data_says_what_it_is),
		cmocka_unit_test(both_of_two_equal_keys_are_rows),
		cmocka_unit_test(secrets_are_masked_until_revealed),
		cmocka_unit_test(
		    the_envelope_is_folded_away_but_tells_of_its_findings),
		cmocka_unit_test(the_profile_itself_counts_its_payloads),
		cmocka_unit_test(any_property_list_has_rows),
		cmocka_unit_test(filters_leave_what_they_promise),
		cmocka_unit_test(the_cursor_stands_on_no_heading),
		cmocka_unit_test(the_window_moves_as_little_as_possible),
		cmocka_unit_test(a_jump_unfolds_what_is_above),
		cmocka_unit_test(rows_have_paths_set_or_not),
		cmocka_unit_test(names_replace_titles_when_asked),
		cmocka_unit_test(
		    what_left_the_schema_has_a_row_only_where_it_is_set),
		cmocka_unit_test(titles_are_as_wide_as_the_visible_ones),
		cmocka_unit_test(a_million_items_cost_nothing_until_looked_at),
		cmocka_unit_test(a_million_keys_cost_nothing_until_looked_at),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
