#include "unit.h"

#include "base/die.h"
#include "base/file.h"
#include "schema/catalog.h"
#include "schema/group.h"
#include "schema/place.h"
#include "scratch.h"

static const struct {
	const char *name, *text;
} files[] = {
	{ "schemas/profiles/TopLevel.yaml",
	    "title: Top\npayload: {payloadtype: TopLevel}\npayloadkeys: []\n" },
	{ "schemas/profiles/com.example.b.yaml",
	    "title: B\npayload:\n  payloadtype: com.example.b\n"
	    "  supportedOS: {macOS: {introduced: '10.7'}}\npayloadkeys: []\n" },
	{ "schemas/profiles/com.example.a.yaml",
	    "title: A\npayload:\n  payloadtype: com.example.a\n"
	    "  supportedOS: {macOS: {introduced: '10.7'}}\npayloadkeys: []\n" },
	{ "schemas/profiles/com.example.old.yaml",
	    "title: Aged\npayload:\n  payloadtype: com.example.old\n"
	    "  supportedOS: {macOS: {introduced: '10.7', deprecated: '11.0'},"
	    " iOS: {introduced: '4.0', removed: '9.0'},"
	    " tvOS: {introduced: n/a}}\npayloadkeys: []\n" },
	{ "schemas/profiles/com.example.half.yaml",
	    "title: Half\npayload:\n  payloadtype: com.example.half\n"
	    "  supportedOS: {macOS: {introduced: '10.7', deprecated: '11.0'},"
	    " iOS: {introduced: '4.0'}}\npayloadkeys: []\n" },
	{ "schemas/profiles/com.example.silent.yaml",
	    "title: Silent\npayload: {payloadtype: com.example.silent}\n"
	    "payloadkeys: []\n" },
	{ "schemas/profiles/com.example.c(One).yaml",
	    "title: C one\npayload: {payloadtype: com.example.c}\n"
	    "payloadkeys: []\n" },
	{ "schemas/profiles/com.example.c(Two).yaml",
	    "title: C two\npayload: {payloadtype: com.example.c}\n"
	    "payloadkeys: []\n" },
	{ "schemas/rules/com.example.c(One).yaml",
	    "payloadtype: com.example.c\nschema: com.example.c(One)\n"
	    "group: security\n" },
	{ "schemas/rules/com.example.c(Two).yaml",
	    "payloadtype: com.example.c\nschema: com.example.c(Two)\n"
	    "group: apps\n" },
	{ "schemas/rules/com.example.a.yaml",
	    "payloadtype: com.example.a\ngroup: network\n" },
	{ "schemas/rules/com.example.b.yaml",
	    "payloadtype: com.example.b\ngroup: accounts\n" },
	{ "schemas/rules/com.example.half.yaml",
	    "payloadtype: com.example.half\ngroup: accounts\n" },
	{ "schemas/rules/com.example.old.yaml",
	    "payloadtype: com.example.old\ngroup: accounts\n" },
	{ "schemas/rules/com.example.silent.yaml",
	    "payloadtype: com.example.silent\ngroup: misspelt\n" },
};

static void
put(const char *root, const char *name, const char *text)
{
	AUTO_FREE char *path = path_join(root, name);
	FILE *file;

	if (text == NULL) {
		assert_int_equal(mkdir(path, 0700), 0);
		return;
	}
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static struct catalog *
open_catalog(const char *root)
{
	put(root, "schemas", NULL);
	put(root, "schemas/profiles", NULL);
	put(root, "schemas/rules", NULL);
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		put(root, files[i].name, files[i].text);
	setenv("PROFEDIT_DATADIR", root, 1);
	return catalog_open(NULL, 0, NULL, 0, NULL);
}

static void
groups_come_first_and_retired_payloads_last(void **state)
{
	static const char *const wanted[][2] = {
		{ "B", "Accounts" }, { "Half", "Accounts" },
		{ "C two", "Apps" }, { "A", "Network" },
		{ "C one", "Security" }, { "Silent", "Other" },
		{ "Aged", "Deprecated" },
	};
	struct catalog *catalog = open_catalog(*state);
	size_t count, ours = 0;
	const struct payload_schema **list = group_sort(catalog, &count);

	/* Those that are built in stand among them. */
	for (size_t i = 0; i < count; i++) {
		if (strncmp(list[i]->type, "com.apple.", 10) == 0 ||
		    strchr(list[i]->type, '.') == NULL ||
		    list[i]->type[0] == '.')
			continue;
		assert_true(ours < ARRAY_COUNT(wanted));
		assert_string_equal(list[i]->title, wanted[ours][0]);
		assert_string_equal(group_heading(list[i]), wanted[ours][1]);
		ours++;
	}
	assert_int_equal(ours, ARRAY_COUNT(wanted));
	free(list);
	catalog_close(catalog);
}

static void
groups_of_the_table_are_found_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < GROUPS; i++)
		assert_ptr_equal(group_parse(group_table[i].name),
		    &group_table[i]);
	assert_null(group_parse("Network"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    groups_come_first_and_retired_payloads_last,
		    scratch_make, scratch_remove),
		cmocka_unit_test(groups_of_the_table_are_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
