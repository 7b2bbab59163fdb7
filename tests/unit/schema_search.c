#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/search.h"
#include "testdata.h"

/* The bundled files: their texts may change, so only names are relied on. */
static struct catalog *
open_bundled(void)
{
	setenv("PROFEDIT_DATADIR", getenv("top_srcdir") != NULL ?
	    getenv("top_srcdir") : ".", 1);
	return catalog_open(NULL, 0, NULL, 0, NULL);
}

static void
add_hits(const struct found_keys *found, struct buf *out)
{
	for (size_t i = 0; i < found->count; i++) {
		place_format(found->items[i].place, out);
		buf_addf(out, " %d %zu\n", found->items[i].score,
		    found->items[i].others);
	}
}

/* A word, and the key that must come first. */
static const struct {
	const char *words, *first;
} searches[] = {
	{ "AccessRights", "com.apple.mdm/AccessRights" },
	{ "accessrights", "com.apple.mdm/AccessRights" },
	{ "mdm rights", "com.apple.mdm/AccessRights" },
	{ "com.apple.mdm", "com.apple.mdm" },
	{ "wifi SSID_STR", "com.apple.wifi.managed/SSID_STR" },
	{ "  PayloadRemovalDisallowed ", "TopLevel/PayloadRemovalDisallowed" },
	{ "PayloadVersion", "TopLevel/PayloadVersion" },
};

static void
the_best_comes_first(void **state)
{
	struct catalog *catalog = open_bundled();

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(searches); i++) {
		struct found_keys *found =
		    search_keys(catalog, searches[i].words);
		AUTO_BUF path = BUF_INIT;

		assert_true(found->count > 0);
		place_format(found->items[0].place, &path);
		assert_string_equal(buf_text(&path), searches[i].first);
		for (size_t k = 1; k < found->count; k++)
			assert_true(found->items[k - 1].score >=
			    found->items[k].score);
		found_keys_free(found);
	}
	catalog_close(catalog);
}

static void
all_words_must_match(void **state)
{
	struct catalog *catalog = open_bundled();
	struct found_keys *found =
	    search_keys(catalog, "AccessRights qqqqq");

	(void)state;
	assert_int_equal(found->count, 0);
	found_keys_free(found);
	found = search_keys(catalog, " \t ");
	assert_int_equal(found->count, 0);
	found_keys_free(found);
	catalog_close(catalog);
}

static void
values_are_told(void **state)
{
	struct catalog *catalog = open_bundled();
	struct found_keys *found = search_keys(catalog, "WPA3");
	bool told = false;

	(void)state;
	for (size_t i = 0; i < found->count; i++)
		told |= found->items[i].value != NULL &&
		    strcmp(found->items[i].value->value.text, "WPA3") == 0;
	assert_true(told);
	found_keys_free(found);
	catalog_close(catalog);
}

/* The built-in files are passed over by their texts, those of a folder not. */
static void
the_quick_way_finds_what_the_slow_one_finds(void **state)
{
	static const char *const words[] = { "password", "the", "server url",
		"identity certificate", "vpn on demand", "minutes", "don't",
		"printer", "secret", "'WPA'", "802.1x", "com.apple.", "-",
		"SERVERURL", "challenge type" };
	struct catalog *slow_one = open_bundled();

	(void)state;
	unsetenv("PROFEDIT_DATADIR");
	struct catalog *quick_one = catalog_open(NULL, 0, NULL, 0, NULL);

	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		struct found_keys *quick = search_keys(quick_one, words[i]);
		struct found_keys *slow = search_keys(slow_one, words[i]);
		AUTO_BUF a = BUF_INIT, b = BUF_INIT;

		add_hits(quick, &a);
		add_hits(slow, &b);
		assert_string_equal(buf_text(&a), buf_text(&b));
		found_keys_free(quick);
		found_keys_free(slow);
	}
	catalog_close(quick_one);
	catalog_close(slow_one);
}

static void
published_files_are_looked_into(void **state)
{
	AUTO_FREE char *dir = testdata_path("upstream-27");
	static const char *const words[] = { "password", "wi-fi", "identity" };

	(void)state;
	if (dir == NULL)
		skip();
	struct catalog *catalog =
	    catalog_open((const char *const *)&dir, 1, NULL, 0, NULL);

	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		struct found_keys *found = search_keys(catalog, words[i]);

		assert_true(found->count > 0);
		assert_non_null(strstr(
		    found->items[0].place->payload->files[0]->file, dir));
		found_keys_free(found);
	}
	catalog_close(catalog);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_best_comes_first),
		cmocka_unit_test(all_words_must_match),
		cmocka_unit_test(values_are_told),
		cmocka_unit_test(the_quick_way_finds_what_the_slow_one_finds),
		cmocka_unit_test(published_files_are_looked_into),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
