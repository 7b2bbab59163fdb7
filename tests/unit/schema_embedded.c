#include "unit.h"

#include "base/arena.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/embedded.h"

#define FOLDER_NAME(id, name) [id] = name,
static const char *const names[EMBEDDED_FOLDERS] = {
	EMBEDDED_FOLDER_LIST(FOLDER_NAME)
};

/* SEEN holds what A's nodes are in B: aliases are shared alike. */
static void
assert_same(const struct yaml_node *a, const struct yaml_node *b,
    struct map *seen)
{
	const void *other = map_set_pointer(seen, a, (void *)(uintptr_t)b);

	if (other != NULL) {
		assert_ptr_equal(other, b);
		return;
	}
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->plain, b->plain);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->column, b->column);
	if (a->kind == YAML_SCALAR) {
		assert_int_equal(a->length, b->length);
		assert_string_equal(a->text, b->text);
		return;
	}
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		if (a->kind == YAML_MAPPING)
			assert_same(a->keys[i], b->keys[i], seen);
		assert_same(a->items[i], b->items[i], seen);
	}
}

static const char *
source_folder(void)
{
	return getenv("top_srcdir") != NULL ? getenv("top_srcdir") : ".";
}

/* What libyaml reads in the file that FILE was made of. */
static struct yaml_node *
read_source(const struct embedded_file *file, struct arena *arena)
{
	const char *name = strchr(embedded_name(file), ':') + 1;
	AUTO_FREE char *path =
	    xasprintf("%s/schemas/%s", source_folder(), name);
	AUTO_ERROR err = ERROR_INIT;
	struct yaml_node *node = yaml_read(arena, path, &err);

	if (node == NULL)
		fail_msg("%s", err.message);
	return node;
}

static void
every_tree_is_what_libyaml_reads(void **state)
{
	size_t files = 0;

	(void)state;
	for (int f = 0; f < EMBEDDED_FOLDERS; f++)
		for (size_t i = 0; i < embedded_count(f); i++) {
			const struct embedded_file *file = embedded_at(f, i);
			struct arena *arena = arena_new();
			struct map *seen = map_new();

			assert_same(embedded_tree(file, arena),
			    read_source(file, arena), seen);
			map_free(seen, NULL);
			arena_free(arena);
			files++;
		}
	assert_true(files > 250);
}

static bool
count_one(const char *path, void *arg)
{
	(void)path;
	++*(size_t *)arg;
	return true;
}

static void
every_file_of_the_source_is_there(void **state)
{
	(void)state;
	for (int f = 0; f < EMBEDDED_FOLDERS; f++) {
		AUTO_FREE char *folder = xasprintf("%s/schemas/%s",
		    source_folder(), names[f]);
		size_t count = 0;

		assert_true(file_walk(folder, ".yaml", count_one, &count,
		    NULL));
		assert_int_equal(embedded_count(f), count);
	}
}

static void
files_are_found_by_name_and_no_others(void **state)
{
	static const char *const absent[] = { "", "A", "zzz", "com.apple.md",
		"com.apple.mdmm", "com.apple.mdm.yaml" };

	(void)state;
	for (int f = 0; f < EMBEDDED_FOLDERS; f++)
		for (size_t i = 0; i < embedded_count(f); i++) {
			const struct embedded_file *file = embedded_at(f, i);
			const char *id = path_base(embedded_name(file));

			assert_ptr_equal(embedded_find(f, id,
			    strlen(id) - strlen(".yaml")), file);
		}
	for (size_t i = 0; i < ARRAY_COUNT(absent); i++)
		assert_null(embedded_find(EMBEDDED_PROFILES, absent[i],
		    strlen(absent[i])));
}

static void
a_type_has_all_its_files_and_no_others(void **state)
{
	static const char *const absent[] = { "", "com.apple.MC",
		"com.apple.MCX(", "com.apple.mdmm", "zzz" };
	size_t count = embedded_count(EMBEDDED_PROFILES);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		const char *type =
		    embedded_type(embedded_at(EMBEDDED_PROFILES, i));
		size_t wanted = 0, found = 0;
		const struct embedded_file *file;

		for (size_t k = 0; k < count; k++)
			wanted += strcmp(embedded_type(embedded_at(
			    EMBEDDED_PROFILES, k)), type) == 0;
		while ((file = embedded_of_type(type, strlen(type),
		    found)) != NULL) {
			assert_string_equal(embedded_type(file), type);
			found++;
		}
		assert_int_equal(found, wanted);
	}
	for (size_t i = 0; i < ARRAY_COUNT(absent); i++)
		assert_null(embedded_of_type(absent[i], strlen(absent[i]),
		    0));
}

static void
aliases_of_the_rules_are_known(void **state)
{
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < embedded_count(EMBEDDED_RULES); i++) {
		const struct embedded_file *file =
		    embedded_at(EMBEDDED_RULES, i);
		struct arena *arena = arena_new();
		const struct yaml_node *list = yaml_get(
		    embedded_tree(file, arena), "aliases");

		for (size_t k = 0; list != NULL && k < list->count; k++) {
			const char *name = list->items[k]->text;

			assert_string_equal(embedded_alias(name,
			    strlen(name)), embedded_type(file));
			assert_null(embedded_alias(name, strlen(name) - 1));
			found++;
		}
		arena_free(arena);
	}
	assert_true(found > 0);
	assert_null(embedded_alias("com.apple.mdm", 13));
}

static void
the_release_is_that_of_the_readme(void **state)
{
	(void)state;
	assert_true(strtod(embedded_release(), NULL) >= 27);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_tree_is_what_libyaml_reads),
		cmocka_unit_test(every_file_of_the_source_is_there),
		cmocka_unit_test(files_are_found_by_name_and_no_others),
		cmocka_unit_test(a_type_has_all_its_files_and_no_others),
		cmocka_unit_test(aliases_of_the_rules_are_known),
		cmocka_unit_test(the_release_is_that_of_the_readme),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
