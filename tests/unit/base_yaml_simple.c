#include "unit.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/yaml.h"
#include "base/yaml_simple.h"

/* SEEN holds what A's nodes are in B. */
static bool
is_same(const struct yaml_node *a, const struct yaml_node *b, struct map *seen)
{
	const void *other = map_set_pointer(seen, a, (void *)(uintptr_t)b);

	if (other != NULL)
		return other == b;
	if (a->kind != b->kind || a->plain != b->plain || a->line != b->line ||
	    a->column != b->column)
		return false;
	if (a->kind == YAML_SCALAR)
		return a->length == b->length &&
		    memcmp(a->text, b->text, a->length) == 0;
	for (size_t i = 0; i < a->count && i < b->count; i++) {
		if (a->kind == YAML_MAPPING &&
		    !is_same(a->keys[i], b->keys[i], seen))
			return false;
		if (!is_same(a->items[i], b->items[i], seen))
			return false;
	}
	return a->count == b->count;
}

enum outcome { NOT_SIMPLE, SAME, DIFFERENT };

static enum outcome
compare(const char *text, size_t length)
{
	struct arena *arena = arena_new();
	struct map *seen = map_new();
	const struct yaml_node *ours, *theirs;
	enum outcome outcome = NOT_SIMPLE;

	ours = yaml_parse_simple(arena, text, length);
	if (ours != NULL) {
		theirs = yaml_parse_any(arena, "f", text, length, NULL);
		outcome = theirs != NULL && is_same(ours, theirs, seen) ?
		    SAME : DIFFERENT;
	}
	map_free(seen, NULL);
	arena_free(arena);
	return outcome;
}

static void
what_is_simple_is_read_as_libyaml_reads_it(void **state)
{
	static const char *const texts[] = {
		"a: b\n",
		"# c\n\n  # d\na: b # e\nc: d#e\n",
		"a b  : c:d  \nhttp://x: -1\n",
		"a:\n  b:\n    c: d\n  e: f\ng: h\n",
		"- a\n- b: c\n  d: e\n-   f: g\n    h: i\n",
		"a:\n- b\n- c: d\n  e: f\ng: h\n",
		"a:\n  - b\n  -\n    - c\nd: e\n",
		"a: one\n  two   \n\n\n  - three\nb: c\n",
		"a: one # comment\nb: two\n",
		"a: 'it''s'\nb: \"x 'y'\"\nc: ''\n",
		"a: 'one \n  two\n\n  three'\nb: \"\n\n  x\n  \"\nc: d\n",
		"a: |\n  one\n    two  \n\n  three\n\n\nb: |-\n\n  four\n",
		"a: >\n  one\n  two \n\n  three\n\nb: >-\n  four\n# end\n",
		"- |-\n  a: b\n- >-\n  c\n  d\n",
		"a: [b, 'c', [d], {e: f, g: [h i]}, https://x]\nb: []\nc: {}\n",
		"a: [b,\n  c ,\n\n  d\n  ]\n",
		"a: &x\n  b: *x\n  c: d\ne: *x\n",
		"a: &x\n- b: c\n  d: *x\n- *x\ne: &x\n  f: g\nh: *x\n",
		    "\xC3\xBC: [\xE2\x82\xAC, b]\n"
		    "\xC3\xA4: \xE2\x80\xA6 # \xC3\xA4\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		if (compare(texts[i], strlen(texts[i])) != SAME)
			fail_msg("'%s'", texts[i]);
}

static void
what_is_not_simple_is_left_to_libyaml(void **state)
{
	static const char *const texts[] = {
		"", "\n", "# nothing\n", "a", "a: b", "a\n", "'a'\n", "[a]\n",
		"--- \na: b\n", "a: b\n...\n", "%YAML 1.1\na: b\n",
		"a: b\n---\nc: d\n", "a: 'b\n---\n  c'\n",
		"a:\tb\n", "a: b\r\n", "a: \xC2\x85\n", "a: \xE2\x80\xA8\n",
		"\357\273\277a: b\n", "a: \xFF\n", "a: \xC3\n",
		"a:\n", "a:\nb: c\n", "- \n", "- a\n-\n", "a: b: c\n",
		"a: b\n c: d\n", "a: b\n  c:\n", "a: b\na: c\n",
		"  a: b\n", "a:\n  b: c\n d: e\n", "a: b\n- c\n", "- a\nb: c\n",
		"? a\n: b\n", "'a': b\n", "\"a\": b\n", "[a]: b\n", "- - a\n",
		"a: !x b\n", "a: @b\n", "a: `b\n", "a: ,b\n", "a: ]\n",
		"a: &x b\n", "a: &x [b]\n", "a: *x\n", "a: & b\n", "*x : b\n",
		"a: \"b\\n\"\n", "a: 'b\n", "a: 'b' c\n", "a: 'b'#c\n",
		"a: |2\n   b\n", "a: |+\n  b\n", "a: | # b\n  c\n", "a: |\n",
		"a: |\nb: c\n", "a: >\n  b\n   c\n", "a: |\n  b\n   \n  c\n",
		"a: |\n    \n  b\n", "a: [b, ]\n", "a: [b\n", "a: [b: c]\n",
		"a: {b}\n", "a: {b: }\n", "a: {'b': c}\n", "a: [b\n  c]\n",
		"a: [b?]\n", "a: [b, # c\n  d]\n", "a: [b] c\n", "a: {b:c}\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		if (compare(texts[i], strlen(texts[i])) != NOT_SIMPLE)
			fail_msg("'%s'", texts[i]);
	assert_int_equal(compare("a: b\0\n", 6), NOT_SIMPLE);
}

static void
the_text_may_end_anywhere(void **state)
{
	static const char text[] = "a: |-\n  b\nc: 'd'\ne: [f, {g: h}]\n"
	    "i: &j\n- k: >\n    l\n  m: *j\n";

	(void)state;
	for (size_t i = 0; i < sizeof text; i++) {
		AUTO_FREE char *piece = xmalloc(i + 1);

		memcpy(piece, text, i);
		assert_int_not_equal(compare(piece, i), DIFFERENT);
		piece[i] = '\n';
		assert_int_not_equal(compare(piece, i + 1), DIFFERENT);
	}
}

static void
nesting_is_bounded(void **state)
{
	AUTO_BUF blocks = BUF_INIT, flows = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 100; i++) {
		buf_add_repeat(&blocks, ' ', i);
		buf_add_text(&blocks, "a:\n");
	}
	buf_add_repeat(&blocks, ' ', 100);
	buf_add_text(&blocks, "b: c\n");
	buf_add_text(&flows, "a: ");
	buf_add_repeat(&flows, '[', 100);
	buf_add_repeat(&flows, ']', 100);
	buf_add_text(&flows, "\n");
	assert_int_equal(compare(blocks.data, blocks.length), NOT_SIMPLE);
	assert_int_equal(compare(flows.data, flows.length), NOT_SIMPLE);
}

static bool
compare_file(const char *path, void *arg)
{
	AUTO_BUF text = BUF_INIT;
	size_t *simple = arg;

	if (!file_read(path, 1 << 24, &text, NULL))
		fail_msg("%s", path);
	switch (compare(buf_text(&text), text.length)) {
	case SAME:
		++*simple;
		break;
	case DIFFERENT:
		fail_msg("%s", path);
	default:
		break;
	}
	return true;
}

static void
our_own_files_are_simple(void **state)
{
	const char *top = getenv("top_srcdir");
	AUTO_FREE char *dir = path_join(top != NULL ? top : ".", "schemas");
	size_t simple = 0;

	(void)state;
	if (!file_walk(dir, ".yaml", compare_file, &simple, NULL))
		skip();
	assert_true(simple > 200);
}

static void
files_of_the_releases_are_the_same(void **state)
{
	AUTO_FREE char *dir = path_dir(UNIT_DATA("upstream-27/README"));
	size_t simple = 0;

	(void)state;
	assert_true(file_walk(dir, ".yaml", compare_file, &simple, NULL));
	assert_true(simple > 150);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_simple_is_read_as_libyaml_reads_it),
		cmocka_unit_test(what_is_not_simple_is_left_to_libyaml),
		cmocka_unit_test(the_text_may_end_anywhere),
		cmocka_unit_test(nesting_is_bounded),
		cmocka_unit_test(our_own_files_are_simple),
		cmocka_unit_test(files_of_the_releases_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
