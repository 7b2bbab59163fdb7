/*
 * The envelope, paths as people write them, comparing values.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/random.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "value/draft.h"
#include "value/path.h"

static const char example[] =
    "<plist>\n<dict>\n<key>PayloadType</key><string>Configuration</string>\n"
    "<key>a.b</key><true/>\n"
    "<key>PayloadIdentifier</key><string>org.example</string>\n"
    "<key>PayloadContent</key><array>\n"
    "<dict><key>PayloadType</key><string>com.example.one</string>"
    "<key>X</key><integer>1</integer></dict>\n"
    "<string>no payload</string>\n"
    "<dict><key>PayloadType</key><string>com.example.two</string></dict>\n"
    "<dict><key>PayloadType</key><string>com.example.one</string>"
    "<key>X</key><integer>2</integer>"
    "<key>Y</key><true/>\n<key>Y</key><false/></dict>\n"
    "</array></dict></plist>\n";

static struct profile *
read_text(const char *text)
{
	return profile_parse("x", text, strlen(text), NULL, NULL);
}

static void
shapes_are_told_apart(void **state)
{
	static const struct {
		const char *text;
		enum payload_shape shape;
		size_t payloads;
	} cases[] = {
		{ example, SHAPE_PROFILE, 3 },
		{
		    "<dict><key>PayloadType</key>"
		    "<string>Configuration</string></dict>",
		    SHAPE_PROFILE, 0 },
		{
		    "<dict><key>PayloadContent</key>"
		    "<array><dict/><dict/></array></dict>",
		    SHAPE_PROFILE, 2 },
		{
		    "<dict><key>PayloadType</key>"
		    "<string>com.apple.mdm</string></dict>",
		    SHAPE_PAYLOAD, 1 },
		{ "<dict><key>A</key><true/></dict>", SHAPE_OTHER, 0 },
		{ "<dict><key>PayloadContent</key><data/></dict>", SHAPE_OTHER,
		    0 },
		{ "<array/>", SHAPE_OTHER, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct profile *profile = read_text(cases[i].text);
		struct value *root = profile_root(profile);
		struct value *payload = NULL;

		assert_int_equal(payload_shape(root), cases[i].shape);
		assert_int_equal(payload_count(root), cases[i].payloads);
		for (size_t j = 0; j < cases[i].payloads; j++) {
			payload = payload_next(root, payload);
			assert_non_null(payload);
			assert_ptr_equal(payload_at(root, j), payload);
			assert_ptr_equal(payload_of(root, payload), payload);
		}
		assert_null(payload_at(root, cases[i].payloads));
		profile_close(profile);
	}
}

static void
what_is_in_a_payload_knows_it(void **state)
{
	struct profile *profile = read_text(example);
	struct value *root = profile_root(profile);
	struct value *payload = payload_at(root, 0);

	(void)state;
	assert_ptr_equal(payload_of(root, value_find(payload, "X")), payload);
	assert_null(payload_of(root, value_find(root, "a.b")));
	assert_null(payload_of(root, root));
	assert_null(payload_of(root,
		value_at(value_find(root, "PayloadContent"), 1)));
	profile_close(profile);
}

struct path_case {
	const char *text;
	const char *pointer;	/* NULL: refused */
};

static void
assert_paths(const char *document, const struct path_case *cases, size_t count)
{
	struct profile *profile = read_text(document);

	for (size_t i = 0; i < count; i++) {
		AUTO_ERROR err = ERROR_INIT;
		AUTO_BUF out = BUF_INIT;
		struct path path;
		bool ok = payload_parse_path(profile_root(profile),
		    cases[i].text, &path, &err);

		assert_int_equal(ok, cases[i].pointer != NULL);
		if (!ok) {
			assert_int_equal(err.code, ERR_NOT_FOUND);
			continue;
		}
		for (size_t j = 0; j < path.count; j++)
			path_add_segment(&out, path.segments[j],
			    strlen(path.segments[j]));
		if (strcmp(buf_text(&out), cases[i].pointer) != 0)
			fail_msg("'%s' is %s, not %s", cases[i].text,
			    buf_text(&out), cases[i].pointer);
		path_release(&path);
	}
	profile_close(profile);
}

static void
paths_may_begin_with_a_payload_type(void **state)
{
	static const struct path_case cases[] = {
		{ "com.example.one/X", "/PayloadContent/0/X" },
		{ "com.example.one#1/X", "/PayloadContent/0/X" },
		{ "com.example.one#2/X", "/PayloadContent/3/X" },
		{ "com.example.two", "/PayloadContent/2" },
		{ "com.example.one#3/X", NULL },
		{ "com.example.one#0/X", NULL },
		{ "/com.example.one/X", "/com.example.one/X" },
		{ "com.example.none/X", "/com.example.none/X" },
		{ "a.b", "/a.b" },
		{ "PayloadContent/0", "/PayloadContent/0" },
		{ "com.example.two/A~1B/~0", "/PayloadContent/2/A~1B/~0" },
		{ "", "" },
	};

	(void)state;
	assert_paths(example, cases, ARRAY_COUNT(cases));
}

static void
paths_may_be_written_as_other_tools_do(void **state)
{
	static const char document[] = "<plist><dict>"
	    "<key>A</key><array><string>x</string><dict>"
	    "<key>d.e</key><dict><key>f:g</key><string>y</string></dict>"
	    "<key>d</key><string>z</string></dict></array>"
	    "<key>B.C</key><string>dot</string>"
	    "<key>B</key><dict><key>C</key><string>in</string></dict>"
	    "<key>E:F</key><string>colon</string>"
	    "<key>E</key><dict/>"
	    "<key>a/b</key><dict/>"
	    "</dict></plist>";
	static const struct path_case cases[] = {
		/* PlistBuddy */
		{ ":A:1:d", "/A/1/d" },
		{ "A:1:d", "/A/1/d" },
		{ ":A:9:new", "/A/9/new" },
		{ ":New", "/New" },
		{ ":New:Deeper", "/New/Deeper" },
		{ ":A:1:d.e:f:g", "/A/1/d.e/f:g" },
		{ ":A:1:d.e:f\\:g", "/A/1/d.e/f:g" },
		/* plutil */
		{ "A.1.d", "/A/1/d" },
		{ "A.0", "/A/0" },
		{ "A.1.d.e", "/A/1/d.e" },
		{ "A.1.d\\.e.new", "/A/1/d.e/new" },
		{ "A.1.new", "/A/1/new" },
		/* Keys that are called so win. */
		{ "B.C", "/B.C" },
		{ "E:F", "/E:F" },
		/* What begins with no key that is there is a key. */
		{ "X:Y", "/X:Y" },
		{ "X.Y", "/X.Y" },
		/* Pointers are pointers. */
		{ "/A.1.d", "/A.1.d" },
		{ "/:A:1", "/:A:1" },
		{ "A.1/d", "/A.1/d" },
		{ "B/x.y", "/B/x.y" },
		/* Broken ones are not guessed at. */
		{ "A..1", "/A..1" },
		{ "A.1.", "/A.1." },
		{ ":", "/:" },
		{ "::A", "/::A" },
	};

	(void)state;
	assert_paths(document, cases, ARRAY_COUNT(cases));
}

static void
a_path_that_leads_nowhere_says_where_it_ended(void **state)
{
	static const struct {
		const char *text;
		enum error_code code;
		const char *message;
	} cases[] = {
		{ "com.example.one#2/Y", ERR_CONFLICT,
		    "the key 'Y' is there more than once, on lines 10 and 11" },
		{ "/Missing", ERR_NOT_FOUND, "there is no key 'Missing'" },
		{ "/PayloadContent/9", ERR_NOT_FOUND,
		    "there is no item '9': the array has 4" },
		{ "/PayloadContent/01", ERR_NOT_FOUND,
		    "'01' is no index of an array" },
		{ "/PayloadContent/-", ERR_NOT_FOUND, NULL },
		{ "/a.b/c", ERR_TYPE, NULL },
	};
	struct profile *profile = read_text(example);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;

		assert_null(payload_find(profile, cases[i].text, &err));
		assert_int_equal(err.code, cases[i].code);
		if (cases[i].message != NULL)
			assert_string_equal(err.message, cases[i].message);
	}
	assert_true(payload_find(profile, "com.example.one#2/X", NULL)
	    ->integer.magnitude == 2);
	profile_close(profile);
}

static void
a_new_payload_has_its_identifiers(void **state)
{
	struct draft *draft;

	(void)state;
	random_seed(1);
	draft = payload_draft("com.apple.mdm", "org.example");
	assert_string_equal(draft_find(draft, "PayloadType")->bytes.text,
	    "com.apple.mdm");
	assert_true(scalar_is_uuid(draft_find(draft, "PayloadUUID")->bytes.text,
		36));
	assert_memory_equal(draft_find(draft, "PayloadIdentifier")->bytes.text,
	    "org.example.com.apple.mdm.", 26);
	assert_string_equal(draft_find(draft, "PayloadIdentifier")->bytes.text +
	    26, draft_find(draft, "PayloadUUID")->bytes.text);
	draft_free(draft);
}

static void
a_duplicate_gets_identifiers_that_nobody_has(void **state)
{
	static const char text[] =
	    "<dict><key>PayloadContent</key><array><dict>"
	    "<key>PayloadIdentifier</key>"
	    "<string>a.11111111-2222-4333-8444-555555555555</string>"
	    "<key>PayloadUUID</key>"
	    "<string>11111111-2222-4333-8444-555555555555</string>"
	    "</dict></array></dict>";
	struct profile *profile = read_text(text);
	struct value *first = payload_at(profile_root(profile), 0);
	struct value *second;
	struct value *uuid;
	const char *identifier;
	size_t length;

	(void)state;
	random_seed(2);
	edit_begin(profile, "duplicate");
	assert_true(edit_duplicate(profile, first, NULL, &second, NULL));
	assert_true(payload_renew(profile, second, NULL));
	edit_end(profile);
	uuid = value_find(second, "PayloadUUID");
	assert_false(value_equal(uuid, value_find(first, "PayloadUUID")));
	assert_true(value_get_string(value_find(second, "PayloadIdentifier"),
		&identifier, &length));
	assert_int_equal(length, 38);
	assert_memory_equal(identifier, "a.", 2);
	assert_memory_equal(identifier + 2, uuid->string.text, 36);
	assert_true(edit_undo(profile));
	assert_int_equal(payload_count(profile_root(profile)), 1);
	assert_false(edit_undo(profile));
	profile_close(profile);
}

static void
equal_means_equal_in_meaning(void **state)
{
	static const struct {
		const char *a, *b;
		bool equal;
	} cases[] = {
		{ "<string>a&amp;b</string>",
		    "<string><![CDATA[a&b]]></string>", true },
		{ "<string>a</string>", "<string>b</string>", false },
		{ "<integer>0x10</integer>", "<integer>16</integer>", true },
		{ "<integer>1</integer>", "<real>1</real>", false },
		{ "<real>nan</real>", "<real>NaN</real>", true },
		{ "<data>AAEC</data>", "<data>\nAA\nEC\n</data>", true },
		{ "<data>AAEC</data>", "<data>AAED</data>", false },
		{ "<data>A<!-- x -->AEC</data>", "<data>AAEC</data>", true },
		{ "<integer>x</integer>", "<integer><![CDATA[x]]></integer>",
		    true },
		{ "<integer>x</integer>", "<integer>y</integer>", false },
		{ "<dict><key>A</key><true/><key>B</key><false/></dict>",
		    "<dict><key>B</key><false/><key>A</key><true/></dict>",
		    true },
		{ "<dict><key>A</key><true/><key>A</key><false/></dict>",
		    "<dict><key>A</key><false/><key>A</key><true/></dict>",
		    false },
		{ "<dict><key>A</key><true/><key>B</key><true/>"
		    "<key>A</key><false/></dict>",
		    "<dict><key>B</key><true/><key>A</key><true/>"
		    "<key>A</key><false/></dict>", true },
		{ "<dict><key>A</key><true/><key>B</key><true/></dict>",
		    "<dict><key>B</key><true/><key>B</key><true/></dict>",
		    false },
		{ "<dict><key>A</key><true/></dict>", "<dict/>", false },
		{ "<array><true/><false/></array>",
		    "<array><false/><true/></array>", false },
		{ "<array> <!-- x --><true/></array>", "<array><true/></array>",
		    true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct profile *a = read_text(cases[i].a);
		struct profile *b = read_text(cases[i].b);

		assert_int_equal(value_equal(profile_root(a), profile_root(b)),
		    cases[i].equal);
		assert_int_equal(value_equal(profile_root(b), profile_root(a)),
		    cases[i].equal);
		profile_close(a);
		profile_close(b);
	}
}

/* COUNT entries "K0" …, from the last when BACK, one of them called ODD. */
static struct profile *
make_large(size_t count, bool back, const char *odd)
{
	AUTO_BUF text = BUF_INIT;

	buf_add_text(&text, "<dict>");
	for (size_t i = 0; i < count; i++) {
		size_t n = back ? count - 1 - i : i;

		if (n == count / 2)
			buf_addf(&text, "<key>%s</key><true/>", odd);
		else
			buf_addf(&text, "<key>K%zu</key><true/>", n);
	}
	buf_add_text(&text, "</dict>");
	return read_text(buf_text(&text));
}

static void
large_dictionaries_are_equal_in_any_order(void **state)
{
	struct profile *a = make_large(100, false, "Middle");
	struct profile *b = make_large(100, true, "Middle");
	struct profile *other = make_large(100, true, "Other");

	(void)state;
	assert_true(value_equal(profile_root(a), profile_root(b)));
	assert_true(value_equal(profile_root(b), profile_root(a)));
	assert_false(value_equal(profile_root(a), profile_root(other)));
	profile_close(a);
	profile_close(b);
	profile_close(other);
}

static void
a_draft_of_a_value_equals_it(void **state)
{
	static const char text[] =
	    "<dict><key>A</key><array><integer>1</integer>"
	    "<real>0.5</real><true/><date>2020-01-01T00:00:00Z</date>"
	    "<data>AAEC</data><string>&lt;</string></array></dict>";
	struct profile *profile = read_text(text);
	struct draft *draft = draft_from_value(profile_root(profile));

	(void)state;
	assert_true(draft_equals_value(draft, profile_root(profile)));
	draft_add(draft, "B", draft_boolean(true));
	assert_false(draft_equals_value(draft, profile_root(profile)));
	draft_free(draft);
	profile_close(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_are_told_apart),
		cmocka_unit_test(what_is_in_a_payload_knows_it),
		cmocka_unit_test(paths_may_begin_with_a_payload_type),
		cmocka_unit_test(paths_may_be_written_as_other_tools_do),
		cmocka_unit_test(a_path_that_leads_nowhere_says_where_it_ended),
		cmocka_unit_test(a_new_payload_has_its_identifiers),
		cmocka_unit_test(a_duplicate_gets_identifiers_that_nobody_has),
		cmocka_unit_test(equal_means_equal_in_meaning),
		cmocka_unit_test(large_dictionaries_are_equal_in_any_order),
		cmocka_unit_test(a_draft_of_a_value_equals_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
