#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "schema/diff.h"
#include "schema/schema.h"
#include "scratch.h"

static const char head[] = "title: T\npayload:\n  payloadtype: com.example.t\n"
    "  supportedOS:\n    macOS: {introduced: '10.7'}\npayloadkeys:\n";

/* One key before and after, and what is said of it. */
static const struct {
	const char *old, *new, *wanted;
} cases[] = {
	{ "- {key: A, type: string}\n", "- {key: A, type: <string>}\n", "" },
	{ "- {key: A, type: string, title: x, content: x}\n",
	    "- {key: A, type: string, title: y}\n", "" },
	{ "- {key: A, type: string}\n",
	    "- {key: A, type: string}\n- {key: B, type: string}\n",
	    "new B\n" },
	{ "- {key: B, type: array, subkeys: [{key: X, type: string}]}\n"
	    "- {key: A, type: string}\n", "- {key: A, type: string}\n",
	    "gone B\n" },
	{ "- {key: A, type: string}\n", "- {key: A, type: integer}\n",
	    "changed A type: string > integer\n" },
	{ "- {key: A, type: string, presence: optional}\n",
	    "- {key: A, type: string, presence: required}\n",
	    "changed A presence: optional > required\n" },
	{ "- {key: A, type: integer, default: 1}\n",
	    "- {key: A, type: integer, default: '1'}\n", "" },
	{ "- {key: A, type: integer, default: 1}\n",
	    "- {key: A, type: integer}\n", "changed A default: 1 > \n" },
	{ "- {key: A, type: string, rangelist: [a, b]}\n",
	    "- {key: A, type: string, rangelist: [b, c, d]}\n",
	    "changed A values added:  > 'c', 'd'\n"
	    "changed A values gone: 'a' > \n" },
	{ "- {key: A, type: integer, range: {min: 1}}\n",
	    "- {key: A, type: integer, range: {min: 1, max: 9}}\n",
	    "changed A range: 1 to any > 1 to 9\n" },
	{ "- {key: A, type: string, subtype: url}\n",
	    "- {key: A, type: string, valuetype: <url>}\n", "" },
	{ "- {key: A, type: string}\n",
	    "- {key: A, type: string, supportedOS: {iOS: {deprecated: "
	    "'17.0', introduced: '9.0'}}}\n",
	    "changed A iOS introduced:  > 9\n"
	    "deprecated A iOS deprecated:  > 17\n" },
	{ "- {key: A, type: string, supportedOS: {iOS: {removed: '17.0'}}}\n",
	    "- {key: A, type: string, supportedOS: {iOS: {removed: "
	    "'18.0'}}}\n", "changed A iOS removed: 17 > 18\n" },
	/* Names of items mean nothing, names below them do. */
	{ "- {key: A, type: array, subkeys: [{key: X, type: dictionary, "
	    "subkeys: [{key: K, type: string}]}]}\n",
	    "- {key: A, type: array, subkeys: [{key: Y, type: dictionary, "
	    "subkeys: [{key: K, type: real}]}]}\n",
	    "changed A/Y/K type: string > real\n" },
	/* What holds itself ends; what is shared is told once. */
	{ "- key: A\n  type: dictionary\n  subkeys: &l\n"
	    "  - {key: Again, type: dictionary, subkeys: *l}\n"
	    "  - {key: V, type: string}\n"
	    "- {key: B, type: dictionary, subkeys: *l}\n",
	    "- key: A\n  type: dictionary\n  subkeys: &l\n"
	    "  - {key: Again, type: dictionary, subkeys: *l}\n"
	    "  - {key: V, type: boolean}\n"
	    "- {key: B, type: dictionary, subkeys: *l}\n",
	    "changed A/V type: string > boolean\n" },
};

static void
put(const char *folder, const char *name, const char *begin,
    const char *keys)
{
	AUTO_FREE char *path = path_join(folder, name);
	AUTO_FREE char *text = xasprintf("%s%s", begin, keys);

	scratch_write(path, text);
}

static void
add_changes(const struct schema_diff *diff, struct buf *out)
{
	for (size_t i = 0; i < diff->count; i++) {
		const struct schema_change *change = &diff->changes[i];

		buf_addf(out, "%s %s", change_names[change->kind],
		    change->path);
		if (change->attribute != NULL)
			buf_addf(out, " %s: %s > %s", change->attribute,
			    change->before != NULL ? change->before : "",
			    change->after != NULL ? change->after : "");
		buf_add_char(out, '\n');
	}
}

static void
compare(const char *old_path, const char *new_path, struct buf *out)
{
	AUTO_ERROR err = ERROR_INIT;
	struct schema_set *old = schema_set_load(old_path, &err);
	struct schema_set *new = schema_set_load(new_path, &err);
	struct schema_diff *diff;

	assert_non_null(old);
	assert_non_null(new);
	diff = diff_sets(old, new);
	add_changes(diff, out);
	diff_free(diff);
	schema_set_free(old);
	schema_set_free(new);
}

static void
each_attribute_is_compared(void **state)
{
	AUTO_FREE char *a = path_join(*state, "a"), *b = path_join(*state,
	    "b");

	mkdir(a, 0700);
	mkdir(b, 0700);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		put(a, "t.yaml", head, cases[i].old);
		put(b, "t.yaml", head, cases[i].new);
		compare(a, b, &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
files_are_paired_by_name_then_by_type_and_title(void **state)
{
	static const char one[] = "title: One\npayload: {payloadtype: x}\n"
	    "payloadkeys:\n- {key: A, type: string}\n";
	static const char two[] = "title: Two\npayload: {payloadtype: x}\n"
	    "payloadkeys: []\n";
	AUTO_FREE char *a = path_join(*state, "a"), *b = path_join(*state,
	    "b");
	AUTO_BUF out = BUF_INIT;

	mkdir(a, 0700);
	mkdir(b, 0700);
	put(a, "x(One).yaml", one, "");
	put(b, "x(Eins).yaml", one, "- {key: B, type: string}\n");
	put(b, "x(Two).yaml", two, "");
	put(b, "command.yaml", "title: C\npayload: {requesttype: c}\n", "");
	compare(a, b, &out);
	assert_string_equal(buf_text(&out), "new B\nnew \n");
	buf_truncate(&out, 0);
	compare(b, a, &out);
	assert_string_equal(buf_text(&out), "gone B\ngone \n");
}

static void
folders_without_schemas_and_broken_files_are_errors(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	assert_null(schema_set_load(*state, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	put(*state, "broken.yaml", "title: [\n", "");
	assert_null(schema_set_load(*state, &err));
	assert_int_equal(err.code, ERR_SYNTAX);
	assert_null(schema_set_load("/nowhere/at/all", &err));
	assert_int_equal(err.code, ERR_SYSTEM);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_attribute_is_compared,
		    scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
		    files_are_paired_by_name_then_by_type_and_title,
		    scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
		    folders_without_schemas_and_broken_files_are_errors,
		    scratch_make, scratch_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
