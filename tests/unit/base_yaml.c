#include "unit.h"

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/yaml.h"

static struct arena *arena;

static int
make_arena(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
free_arena(void **state)
{
	(void)state;
	arena_free(arena);
	arena = NULL;
	return 0;
}

static struct yaml_node *
parse(const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct yaml_node *node = yaml_parse(arena, "f.yaml", text,
	    strlen(text), &err);

	if (node == NULL)
		fail_msg("'%s': %s", text, err.message);
	assert_int_equal(err.code, ERR_NONE);
	return node;
}

/* Writes NODE so that kinds, texts and order can be seen. */
static void
write_node(struct buf *out, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR) {
		buf_add_text(out, node->plain ? "" : "\"");
		buf_add(out, node->text, node->length);
		buf_add_text(out, node->plain ? "" : "\"");
		return;
	}
	buf_add_char(out, node->kind == YAML_MAPPING ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		if (i > 0)
			buf_add_char(out, ' ');
		if (node->kind == YAML_MAPPING) {
			write_node(out, node->keys[i]);
			buf_add_char(out, '=');
		} else {
			assert_null(node->keys);
		}
		write_node(out, node->items[i]);
	}
	buf_add_char(out, node->kind == YAML_MAPPING ? '}' : ']');
}

static void
documents_become_trees(void **state)
{
	static const struct {
		const char *yaml, *wanted;
	} cases[] = {
		{ "a", "a" },
		{ "'a'", "\"a\"" },
		{ "\"a\"", "\"a\"" },
		{ "!!str a", "\"a\"" },
		{ "''", "\"\"" },
		{ "|\n a\n b\n", "\"a\nb\n\"" },
		{ ">-\n a\n b\n", "\"a b\"" },
		{ "a: 1\nb: '1'\n", "{a=1 b=\"1\"}" },
		{ "b:\na:\n", "{b= a=}" },
		{ "- x\n- [y, z]\n- {k: v}\n", "[x [y z] {k=v}]" },
		{ "[]", "[]" },
		{ "{}", "{}" },
		{ "- []\n- {}\n- ''\n", "[[] {} \"\"]" },
		{ "--- a\n...\n", "a" },
		{ "\xef\xbb\xbf""a: \xc3\xa9\n", "{a=\xc3\xa9}" },
		{ "x: &a [1, 2]\ny: *a\n", "{x=[1 2] y=[1 2]}" },
		{ "? a\n: b\n", "{a=b}" },
		{ "x: &k name\n*k : 1\n", "{x=name name=1}" },
		{ "a: b # c\n", "{a=b}" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		write_node(&out, parse(cases[i].yaml));
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
nodes_know_their_place(void **state)
{
	const struct yaml_node *root = parse(
	    "# about\n\na: \xc3\xa9\nlist:\n  - x\n  -   {k: v}\n");
	const struct yaml_node *list = yaml_get(root, "list");

	(void)state;
	assert_int_equal(root->line, 3);
	assert_int_equal(root->column, 1);
	assert_int_equal(root->items[0]->line, 3);
	assert_int_equal(root->items[0]->column, 4);
	assert_int_equal(root->keys[1]->line, 4);
	assert_int_equal(list->line, 5);
	assert_int_equal(list->column, 3);
	assert_int_equal(list->items[0]->column, 5);
	assert_int_equal(list->items[1]->line, 6);
	assert_int_equal(list->items[1]->column, 7);
	assert_int_equal(list->items[1]->items[0]->column, 11);
}

static void
columns_count_characters(void **state)
{
	const struct yaml_node *root = parse("\xc3\xa9\xe6\x97\xa5: x\n");

	(void)state;
	assert_int_equal(root->items[0]->column, 5);
}

static void
aliases_are_the_same_node(void **state)
{
	const struct yaml_node *root = parse(
	    "a: &x {k: 1}\nb: *x\nc: [*x, *x]\n");

	(void)state;
	assert_ptr_equal(root->items[0], root->items[1]);
	assert_ptr_equal(root->items[2]->items[0], root->items[0]);
	assert_ptr_equal(root->items[2]->items[1], root->items[0]);
}

static void
an_alias_may_stand_inside_its_anchor(void **state)
{
	const struct yaml_node *root = parse(
	    "key: &top\n  name: x\n  subkeys:\n  - *top\n");
	const struct yaml_node *top = yaml_get(root, "key");

	(void)state;
	assert_ptr_equal(yaml_get(top, "subkeys")->items[0], top);
	assert_int_equal(top->count, 2);
	root = parse("&self [*self]");
	assert_ptr_equal(root->items[0], root);
}

static void
the_last_anchor_of_a_name_wins(void **state)
{
	const struct yaml_node *root = parse(
	    "- &a 1\n- *a\n- &a 2\n- *a\n- &a [&a 3, *a]\n- *a\n");

	(void)state;
	assert_string_equal(root->items[1]->text, "1");
	assert_string_equal(root->items[3]->text, "2");
	assert_string_equal(root->items[4]->items[1]->text, "3");
	/* The inner one began later than the list it stands in. */
	assert_string_equal(root->items[5]->text, "3");
}

static void
what_cannot_be_taken_is_refused_with_its_place(void **state)
{
	static const struct {
		const char *yaml;
		enum error_code code;
		size_t line, column;
		const char *part;	/* of the message */
	} cases[] = {
		{ "", ERR_SYNTAX, 1, 1, "empty" },
		{ "# only a comment\n", ERR_SYNTAX, 1, 1, "empty" },
		{ "---\n", ERR_SYNTAX, 1, 1, "empty" },
		{ "a: 1\n---\nb: 2\n", ERR_SYNTAX, 2, 1, "one document" },
		{ "a\n---\n", ERR_SYNTAX, 2, 1, "one document" },
		{ "a: 1\nb: 2\na: 3\n", ERR_SYNTAX, 3, 1, "'a' stands twice" },
		{ "a: 1\n'a': 3\n", ERR_SYNTAX, 2, 1, "'a' stands twice" },
		{ "x: {a: 1, a: 1}\n", ERR_SYNTAX, 1, 11, "'a'" },
		{ "[a, b]: 1\n", ERR_SYNTAX, 1, 1, "a key that is no scalar" },
		{ "? {a: b}\n: 1\n", ERR_SYNTAX, 1, 3, "no scalar" },
		{ "x: &l [1]\n*l : 2\n", ERR_SYNTAX, 2, 1, "no scalar" },
		{ "a: *b\n", ERR_SYNTAX, 1, 4, "unknown alias 'b'" },
		{ "a: *b\nc: &b 1\n", ERR_SYNTAX, 1, 4, "unknown alias" },
		{ "x: \"a\\0b\"\n", ERR_SYNTAX, 1, 4, "NUL" },
		{ "a: b: c\n", ERR_SYNTAX, 1, 5, "not allowed" },
		{ "a:\n\t- b\n", ERR_SYNTAX, 2, 1, "" },
		{ "a: 'b\n", ERR_SYNTAX, 2, 1, "" },
		{ "a: \"\\q\"\n", ERR_SYNTAX, 1, 5, "unknown escape" },
		{ "a: [1, 2\n", ERR_SYNTAX, 2, 1, "" },
		{ "a: b\n\xc3\xa9: \xff\n", ERR_SYNTAX, 2, 4, "UTF-8" },
		{ "a: \x01\n", ERR_SYNTAX, 1, 4, "control" },
		{ "%YAML 2.0\n--- a\n", ERR_SYNTAX, 1, 1, "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;
		const char *text = cases[i].yaml;

		assert_null(yaml_parse(arena, "f.yaml", text, strlen(text),
		    &err));
		if (err.code != cases[i].code || err.line != cases[i].line ||
		    err.column != cases[i].column ||
		    strstr(err.message, cases[i].part) == NULL)
			fail_msg("'%s': %zu:%zu: %s", text, err.line,
			    err.column, err.message);
		assert_string_equal(err.file, "f.yaml");
		assert_null(yaml_parse(arena, NULL, text, strlen(text), NULL));
	}
}

static void
keys_of_a_long_mapping_are_compared_too(void **state)
{
	(void)state;
	for (int count = 20; count < 30; count++) {
		AUTO_BUF text = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;

		for (int i = 0; i < count; i++)
			buf_addf(&text, "key%d: 1\n", i);
		assert_int_equal(parse(buf_text(&text))->count, count);
		buf_add_text(&text, "key7: 2\n");
		assert_null(yaml_parse(arena, NULL, text.data, text.length,
		    &err));
		assert_string_equal(err.message, "the key 'key7' stands twice");
		assert_int_equal(err.line, count + 1);
	}
}

static void
sixty_four_levels_are_read_and_not_one_more(void **state)
{
	AUTO_BUF text = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	buf_add_repeat(&text, '[', 64);
	buf_add_repeat(&text, ']', 64);
	parse(text.data);
	buf_truncate(&text, 0);
	buf_add_repeat(&text, '[', 65);
	buf_add_repeat(&text, ']', 65);
	assert_null(yaml_parse(arena, NULL, text.data, text.length, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(err.column, 65);
}

static void
hostile_nesting_ends_quickly(void **state)
{
	static const char *const pieces[] = {
		"[", "{", "- ", "? ", "[\n", "&a [", "{a: ", "\"",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
		AUTO_BUF text = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;

		while (text.length < 300000)
			buf_add_text(&text, pieces[i]);
		assert_null(yaml_parse(arena, NULL, text.data, text.length,
		    &err));
	}
}

static void
two_million_values_are_the_most(void **state)
{
	AUTO_BUF text = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	/* The list itself is one, and the empty item after the last comma. */
	buf_add_char(&text, '[');
	for (int i = 0; i < 2000000; i++)
		buf_add_text(&text, "1,\n");
	buf_add_char(&text, ']');
	assert_null(yaml_parse(arena, NULL, text.data, text.length, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(err.line, 2000000);
	/* One less fits. */
	memmove(text.data + 1, text.data + 4, text.length - 4);
	struct yaml_node *root = yaml_parse(arena, NULL, text.data,
	    text.length - 3, NULL);
	assert_non_null(root);
	assert_int_equal(root->count, 1999999);
}

/* Each level twice the one before: shared, not copied. */
static void
aliases_do_not_multiply_memory(void **state)
{
	AUTO_BUF text = BUF_INIT;

	(void)state;
	buf_add_text(&text, "a0: &a0 [x, x]\n");
	for (int i = 1; i < 60; i++)
		buf_addf(&text, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1,
		    i - 1);
	parse(text.data);
	assert_true(arena_size(arena) < 100000);
}

static void
values_are_found_by_key(void **state)
{
	const struct yaml_node *root = parse(
	    "a: 1\nlist: [x]\nt: TRUE\nf: 'false'\nn: yes\n");
	bool value = false;

	(void)state;
	assert_string_equal(yaml_get_text(root, "a"), "1");
	assert_null(yaml_get_text(root, "list"));
	assert_null(yaml_get_text(root, "none"));
	assert_null(yaml_get(NULL, "a"));
	assert_null(yaml_get(yaml_get(root, "a"), "a"));
	assert_null(yaml_get(yaml_get(root, "list"), "x"));
	assert_true(yaml_parse_boolean(yaml_get(root, "t"), &value));
	assert_true(value);
	assert_true(yaml_parse_boolean(yaml_get(root, "f"), &value));
	assert_false(value);
	value = true;
	assert_false(yaml_parse_boolean(yaml_get(root, "n"), &value));
	assert_false(yaml_parse_boolean(yaml_get(root, "list"), &value));
	assert_false(yaml_parse_boolean(NULL, &value));
	assert_true(value);
}

static void
a_file_that_is_not_there_is_not_found(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_null(yaml_read(arena, "/nonexistent/x.yaml", &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
}

static bool
read_one(const char *path, void *arg)
{
	struct arena *own = arena_new();
	AUTO_ERROR err = ERROR_INIT;
	const struct yaml_node *root = yaml_read(own, path, &err);

	if (root == NULL)
		fail_msg("%s:%zu:%zu: %s", path, err.line, err.column,
		    err.message);
	++*(size_t *)arg;
	arena_free(own);
	return true;
}

static void
read_all(const char *index, size_t least)
{
	AUTO_FREE char *dir = path_dir(index);
	AUTO_ERROR err = ERROR_INIT;
	size_t count = 0;

	assert_true(file_walk(dir, ".yaml", read_one, &count, &err));
	assert_true(count >= least);
}

static void
all_files_of_release_27_are_read(void **state)
{
	(void)state;
	read_all(UNIT_DATA("upstream-27/mdm"), 191);
}

static void
all_files_of_release_18_2_are_read(void **state)
{
	(void)state;
	read_all(UNIT_DATA("upstream-18.2/mdm"), 302);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_arena, free_arena)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(documents_become_trees),
		TEST(nodes_know_their_place),
		TEST(columns_count_characters),
		TEST(aliases_are_the_same_node),
		TEST(an_alias_may_stand_inside_its_anchor),
		TEST(the_last_anchor_of_a_name_wins),
		TEST(what_cannot_be_taken_is_refused_with_its_place),
		TEST(keys_of_a_long_mapping_are_compared_too),
		TEST(sixty_four_levels_are_read_and_not_one_more),
		TEST(hostile_nesting_ends_quickly),
		TEST(two_million_values_are_the_most),
		TEST(aliases_do_not_multiply_memory),
		TEST(values_are_found_by_key),
		TEST(a_file_that_is_not_there_is_not_found),
		TEST(all_files_of_release_27_are_read),
		TEST(all_files_of_release_18_2_are_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
