#include "unit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/merge.h"
#include "schema/schema.h"
#include "schema/shelf.h"
#include "schema/write.h"
#include "schema/write_internal.h"
#include "scratch.h"
#include "testdata.h"

/* --- strings --- */

static const struct {
	const char *text, *written;	/* NULL: only that it reads back */
} strings[] = {
	{ "plain words", "plain words\n" },
	{ "", "''\n" },
	{ "yes", "'yes'\n" }, { "No", "'No'\n" }, { "NULL", "'NULL'\n" },
	{ "10.7", "'10.7'\n" }, { "1", "'1'\n" }, { "-1", "'-1'\n" },
	{ "2026-01-01", "'2026-01-01'\n" }, { "~", "'~'\n" },
	{ "<string>", "<string>\n" }, { "n/a", "n/a\n" },
	{ "a: b", "'a: b'\n" }, { "a #b", "'a #b'\n" }, { "a:", "'a:'\n" },
	{ "it's", "it's\n" }, { "'quoted'", "'''quoted'''\n" },
	{ "*star", "'*star'\n" }, { "&and", "'&and'\n" },
	{ "!tag", "'!tag'\n" }, { "- dash", "'- dash'\n" },
	{ "@at", "'@at'\n" }, { "%per", "'%per'\n" }, { "[x]", "'[x]'\n" },
	{ "say \"x\"", "'say \"x\"'\n" }, { "<<", "'<<'\n" },
	{ " lead", NULL }, { "trail ", NULL }, { "tab\there", NULL },
	{ "bell\a", NULL }, { "two\nlines", NULL }, { "end\n", NULL },
	{ "\nfirst", NULL }, { "a\n\n- b: c\n  d", NULL },
	{ "a\n \nb", NULL }, { "\xe2\x80\x8bhidden", NULL },
	{ "\xef\xbb\xbf" "bom", NULL }, { "caf\xc3\xa9", NULL },
	{ "back\\slash \"q\"\tt", NULL }, { "\xf0\x9f\x98\x80", NULL },
	{ "much  space that is so long that it would be folded if only it had "
	  "no two blanks in a row anywhere in it, which it has", NULL },
	{ "so long that it is folded, with words that begin with # and - and : "
	  "in places where a line might begin with one of them, as this # one "
	  "- and this : one", NULL },
};

static void
strings_read_back_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(strings); i++) {
		struct arena *arena = arena_new();
		AUTO_BUF written = BUF_INIT, file = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		struct yaml_node *top;

		write_string(strings[i].text, 4, 4, &written);
		if (strings[i].written != NULL)
			assert_string_equal(buf_text(&written),
			    strings[i].written);
		buf_addf(&file, "- a: %s  b: x\n", buf_text(&written));
		top = yaml_parse(arena, "t", buf_text(&file), file.length,
		    &err);
		if (top == NULL)
			print_message("%s: %s", buf_text(&file), err.message);
		assert_non_null(top);
		assert_string_equal(yaml_get_text(top->items[0], "a"),
		    strings[i].text);
		assert_string_equal(yaml_get_text(top->items[0], "b"), "x");
		arena_free(arena);
	}
}

/* --- trees --- */

static struct yaml_node *
read_back(struct arena *arena, const struct buf *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct yaml_node *top = yaml_parse(arena, "t", buf_text(text),
	    text->length, &err);

	if (top == NULL)
		print_message("%zu: %s\n", err.line, err.message);
	assert_non_null(top);
	return top;
}

static void
scalars_are_spelt_by_their_type(void **state)
{
	static const char text[] = "payloadkeys:\n"
	    "- {subkeys: [], key: 1, type: <string>, default: '1', "
	    "rangelist: [1, true], content: no}\n"
	    "- {type: <integer>, key: B, default: '1', range: {min: '0', "
	    "max: 0x10}}\n"
	    "- {type: <real>, key: C, default: '1', rangelist: [1.5, -2]}\n"
	    "- {type: <boolean>, key: D, default: 'TRUE', supportedOS: {iOS: "
	    "{introduced: 4.0, supervised: true, deprecated: 'true'}}, "
	    "repetition: {min: '2'}, odd: 5, even: '5', flag: false}\n"
	    "- {type: <integer>, key: E, default: none}\n"
	    "title: T\n";
	static const char wanted[] = "title: T\npayloadkeys:\n"
	    "- key: '1'\n  type: <string>\n  rangelist:\n  - '1'\n"
	    "  - 'true'\n  default: '1'\n  content: 'no'\n  subkeys: []\n"
	    "- key: B\n  type: <integer>\n  range:\n    min: 0\n"
	    "    max: 16\n  default: 1\n"
	    "- key: C\n  type: <real>\n  rangelist:\n  - 1.5\n  - -2.0\n"
	    "  default: 1.0\n"
	    "- key: D\n  supportedOS:\n    iOS:\n      introduced: '4.0'\n"
	    "      supervised: true\n      deprecated: 'true'\n"
	    "  type: <boolean>\n  default: true\n  repetition:\n    min: 2\n"
	    "  odd: 5\n  even: '5'\n  flag: false\n"
	    "- key: E\n  type: <integer>\n  default: none\n";
	struct arena *arena = arena_new();
	AUTO_BUF out = BUF_INIT;

	(void)state;
	write_schema(yaml_parse(arena, "t", text, strlen(text), NULL), NULL,
	    NULL, &out);
	assert_string_equal(buf_text(&out), wanted);
	arena_free(arena);
}

static void
what_was_shared_is_shared(void **state)
{
	static const char text[] = "title: T\npayloadkeys:\n"
	    "- key: A\n  type: <array>\n  subkeys: &a\n"
	    "  - key: Item\n    type: <array>\n    subkeys: *a\n"
	    "- key: B\n  type: <array>\n  subkeys: *a\n";
	struct arena *arena = arena_new();
	AUTO_BUF out = BUF_INIT;
	const struct yaml_node *keys, *list;

	(void)state;
	write_schema(yaml_parse(arena, "t", text, strlen(text), NULL), NULL,
	    NULL, &out);
	keys = yaml_get(read_back(arena, &out), "payloadkeys");
	list = yaml_get(keys->items[0], "subkeys");
	assert_ptr_equal(yaml_get(keys->items[1], "subkeys"), list);
	assert_ptr_equal(yaml_get(list->items[0], "subkeys"), list);
	arena_free(arena);
}

/* Walks both; a pair of nodes that was met is not walked again. */
static void
compare_trees(const struct yaml_node *a, const struct yaml_node *b,
    struct map *seen)
{
	assert_int_equal(a->kind, b->kind);
	if (a->kind == YAML_SCALAR) {
		assert_string_equal(a->text, b->text);
		return;
	}
	if (map_set_pointer(seen, a, seen) != NULL)
		return;
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		if (a->kind == YAML_SEQUENCE) {
			compare_trees(a->items[i], b->items[i], seen);
			continue;
		}
		const struct yaml_node *other =
		    yaml_get(b, a->keys[i]->text);

		assert_non_null(other);
		compare_trees(a->items[i], other, seen);
	}
}

static bool
rewrite_one(const char *path, void *arg)
{
	struct arena *arena = arena_new();
	struct map *seen = map_new();
	AUTO_BUF out = BUF_INIT;
	struct yaml_node *top = yaml_read(arena, path, NULL);

	assert_non_null(top);
	write_schema(top, NULL, NULL, &out);
	compare_trees(top, read_back(arena, &out), seen);
	map_free(seen, NULL);
	arena_free(arena);
	++*(size_t *)arg;
	return true;
}

static void
published_files_are_written_without_loss(void **state)
{
	AUTO_FREE char *dir = testdata_path("upstream-27/mdm/profiles");
	size_t count = 0;

	(void)state;
	if (dir == NULL)
		skip();
	assert_true(file_walk(dir, ".yaml", rewrite_one, &count, NULL));
	assert_true(count > 100);
}

/* --- words of ours in a published file --- */

static struct schema *
schema_of(const char *text)
{
	struct schema *schema =
	    schema_parse("s.yaml", text, strlen(text), NULL);

	assert_non_null(schema);
	return schema;
}

static void
our_words_replace_theirs_where_we_have_some(void **state)
{
	struct schema *theirs = schema_of(
	    "title: Theirs\ndescription: Their text.\npayload:\n"
	    "  payloadtype: x\n  content: More of theirs.\npayloadkeys:\n"
	    "- key: A\n  title: A!\n  type: <string>\n"
	    "  rangelist: [old, new, mute]\n"
	    "  content: |-\n    Theirs.\n\n    * `old`: Old.\n"
	    "    * `new`: New _there_.\n"
	    "- key: B\n  title: New key\n  type: <array>\n"
	    "  content: Only theirs.\n"
	    "  subkeys:\n  - {key: BItem, type: <string>}\n"
	    "- key: C\n  type: <array>\n"
	    "  subkeys:\n  - {key: Renamed, type: <string>, title: t}\n"
	    "notes:\n- {title: n, content: c}\n");
	struct schema *ours = schema_of(
	    "title: Ours\ndescription: Our text.\npayload:\n"
	    "  payloadtype: x\npayloadkeys:\n"
	    "- key: A\n  title: The A\n  type: <string>\n"
	    "  rangelist: [old, gone]\n"
	    "  content: |-\n    Ours.\n\n    - `old`: Of old.\n"
	    "- key: Gone\n  title: G\n  type: <string>\n  content: G.\n"
	    "- key: C\n  title: The C\n  type: <array>\n"
	    "  content: Our C.\n"
	    "  subkeys:\n  - {key: CItem, type: <string>, title: Item of "
	    "ours, content: Ours.}\n");
	struct merge_counts counts;
	AUTO_BUF out = BUF_INIT;

	(void)state;
	merge_schema(theirs, ours, &out, &counts);
	assert_string_equal(buf_text(&out),
	    "title: Ours\ndescription: Our text.\npayload:\n"
	    "  payloadtype: x\npayloadkeys:\n"
	    "- key: A\n  title: The A\n  type: <string>\n  rangelist:\n"
	    "  - old\n  - new\n  - mute\n"
	    "  content: |-\n    Ours.\n\n    - `old`: Of old.\n"
	    "    - `new`: New there.\n"
	    "- key: B\n  title: New key\n  type: <array>\n"
	    "  content: Only theirs.\n"
	    "  subkeys:\n  - key: BItem\n    type: <string>\n"
	    "- key: C\n  title: The C\n  type: <array>\n"
	    "  content: Our C.\n"
	    "  subkeys:\n  - key: Renamed\n    title: Item of ours\n"
	    "    type: <string>\n    content: Ours.\n");
	assert_int_equal(counts.keys, 5);
	assert_int_equal(counts.untold, 2);
	buf_truncate(&out, 0);
	merge_schema(theirs, NULL, &out, &counts);
	assert_non_null(strstr(buf_text(&out), "content: More of theirs."));
	assert_int_equal(counts.untold, 5);
	schema_free(theirs);
	schema_free(ours);
}

/* --- a folder that is replaced as a whole --- */

static bool
fill(const char *dir, const char *text, struct error *err)
{
	struct shelf *shelf = shelf_begin(dir, "set", err);

	if (shelf == NULL)
		return false;
	if (shelf_add(shelf, "a", text, strlen(text), err) &&
	    shelf_add(shelf, "b", text, strlen(text), err))
		return shelf_commit(shelf, err);
	shelf_abort(shelf);
	return false;
}

static void
assert_holds(const char *dir, const char *text)
{
	static const char *const names[] = { "set/a", "set/b" };

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		AUTO_FREE char *path = path_join(dir, names[i]);
		AUTO_FREE char *have = scratch_read(path);

		assert_string_equal(have, text);
	}
	assert_int_equal(scratch_count(dir), 2);	/* link and folder */
}

static void
the_old_folder_or_the_new_one_is_there(void **state)
{
	static const char *const faults[] = { "shelf-write", "shelf-write:2",
		"shelf-sync", "shelf-sync:2", "shelf-sync:3",
		"shelf-rename" };
	AUTO_FREE char *dir = path_join(*state, "deep/er");
	AUTO_ERROR err = ERROR_INIT;

	assert_true(fill(dir, "one", &err));
	assert_holds(dir, "one");
	for (size_t i = 0; i < ARRAY_COUNT(faults); i++) {
		AUTO_ERROR failure = ERROR_INIT;

		fault_set(faults[i]);
		assert_false(fill(dir, "two", &failure));
		assert_int_equal(failure.code, ERR_SYSTEM);
		assert_holds(dir, "one");
	}
	fault_set(NULL);
	assert_true(fill(dir, "two", &err));
	assert_holds(dir, "two");
}

static void
what_somebody_else_put_there_stays(void **state)
{
	AUTO_FREE char *path = path_join(*state, "set");
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(mkdir(path, 0700), 0);
	assert_false(fill(*state, "x", &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(symlink("/etc", path), 0);
	error_release(&err);
	assert_false(fill(*state, "x", &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_int_equal(scratch_count(*state), 1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_read_back_as_they_were),
		cmocka_unit_test(scalars_are_spelt_by_their_type),
		cmocka_unit_test(what_was_shared_is_shared),
		cmocka_unit_test(published_files_are_written_without_loss),
		cmocka_unit_test_setup_teardown(
		    our_words_replace_theirs_where_we_have_some,
		    scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
		    the_old_folder_or_the_new_one_is_there,
		    scratch_make, scratch_remove),
		cmocka_unit_test_setup_teardown(
		    what_somebody_else_put_there_stays,
		    scratch_make, scratch_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
