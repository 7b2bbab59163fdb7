#include "unit.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"

static char values[8];

static bool
write_key(const char *key, size_t length, void *value, void *arg)
{
	(void)value;
	assert_int_equal(key[length], '\0');
	buf_add(arg, key, length);
	buf_add_char(arg, ' ');
	return true;
}

static void
assert_keys(const struct map *map, const char *wanted)
{
	AUTO_BUF keys = BUF_INIT;

	map_each(map, write_key, &keys);
	assert_string_equal(buf_text(&keys), wanted);
}

static void
what_was_set_is_found(void **state)
{
	struct map *map = map_new();

	(void)state;
	assert_null(map_get_text(map, "a"));
	assert_null(map_remove(map, "a", 1));
	assert_null(map_set_text(map, "a", &values[0]));
	assert_null(map_set_text(map, "b", &values[1]));
	assert_ptr_equal(map_get_text(map, "a"), &values[0]);
	assert_ptr_equal(map_set_text(map, "a", &values[2]), &values[0]);
	assert_ptr_equal(map_get(map, "a", 1), &values[2]);
	assert_int_equal(map_count(map), 2);
	assert_null(map_get_text(map, "c"));
	map_free(map, NULL);
	map_free(NULL, NULL);
}

static void
keys_are_bytes_of_any_length(void **state)
{
	struct map *map = map_new();

	(void)state;
	map_set(map, "a\0b", 3, &values[0]);
	map_set(map, "a\0c", 3, &values[1]);
	map_set(map, "a", 1, &values[2]);
	map_set(map, "a\0", 2, &values[3]);
	map_set(map, NULL, 0, &values[4]);
	map_set(map, "12345678", 8, &values[5]);
	map_set(map, "123456789", 9, &values[6]);
	assert_int_equal(map_count(map), 7);
	assert_ptr_equal(map_get(map, "a\0b", 3), &values[0]);
	assert_ptr_equal(map_get(map, "a\0c", 3), &values[1]);
	assert_ptr_equal(map_get_text(map, "a"), &values[2]);
	assert_ptr_equal(map_get(map, "a\0", 2), &values[3]);
	assert_ptr_equal(map_get(map, "", 0), &values[4]);
	assert_ptr_equal(map_get_text(map, "12345678"), &values[5]);
	assert_ptr_equal(map_get_text(map, "123456789"), &values[6]);
	map_free(map, NULL);
}

static void
keys_are_copies(void **state)
{
	struct map *map = map_new();
	char key[] = "key";

	(void)state;
	map_set_text(map, key, &values[0]);
	key[0] = 'x';
	assert_ptr_equal(map_get_text(map, "key"), &values[0]);
	assert_null(map_get_text(map, "xey"));
	map_free(map, NULL);
}

static void
order_is_that_of_insertion(void **state)
{
	struct map *map = map_new();

	(void)state;
	assert_keys(map, "");
	map_set_text(map, "c", &values[0]);
	map_set_text(map, "a", &values[0]);
	map_set_text(map, "b", &values[0]);
	assert_keys(map, "c a b ");
	map_set_text(map, "c", &values[1]);
	assert_keys(map, "c a b ");
	assert_ptr_equal(map_remove(map, "c", 1), &values[1]);
	assert_keys(map, "a b ");
	map_set_text(map, "c", &values[1]);
	assert_keys(map, "a b c ");
	map_remove(map, "b", 1);
	map_remove(map, "c", 1);
	map_remove(map, "a", 1);
	assert_keys(map, "");
	map_set_text(map, "d", &values[1]);
	assert_keys(map, "d ");
	map_free(map, NULL);
}

static bool
stop_at_second(const char *key, size_t length, void *value, void *arg)
{
	(void)key;
	(void)length;
	(void)value;
	return ++*(int *)arg < 2;
}

static void
visits_stop_when_told(void **state)
{
	struct map *map = map_new();
	int visits = 0;

	(void)state;
	map_set_text(map, "a", &values[0]);
	map_set_text(map, "b", &values[0]);
	map_set_text(map, "c", &values[0]);
	map_each(map, stop_at_second, &visits);
	assert_int_equal(visits, 2);
	map_free(map, NULL);
}

static void
pointers_are_keys(void **state)
{
	struct map *map = map_new();

	(void)state;
	assert_null(map_set_pointer(map, &values[0], &values[1]));
	assert_null(map_set_pointer(map, NULL, &values[2]));
	assert_ptr_equal(map_get_pointer(map, &values[0]), &values[1]);
	assert_ptr_equal(map_get_pointer(map, NULL), &values[2]);
	assert_null(map_get_pointer(map, &values[1]));
	assert_ptr_equal(map_remove_pointer(map, &values[0]), &values[1]);
	assert_null(map_get_pointer(map, &values[0]));
	map_free(map, NULL);
}

static void
values_left_are_released(void **state)
{
	struct map *map = map_new();

	(void)state;
	map_set_text(map, "a", xstrdup("a"));
	map_set_text(map, "b", xstrdup("b"));
	free(map_remove(map, "a", 1));
	map_free(map, free);
}

/* Against an array that says which of the numbers are in. */
static void
many_random_changes_agree_with_a_plain_model(void **state)
{
	enum { KEYS = 3000, STEPS = 60000 };
	static bool present[KEYS];
	struct map *map = map_new();
	uint32_t random = 12345;
	size_t count = 0;

	(void)state;
	for (int i = 0; i < STEPS; i++) {
		random = random * 1664525 + 1013904223;
		uint32_t key = (random >> 8) % KEYS;
		void *value = &present[key];
		const char *bytes = (const char *)&key;
		/* Grows in the first half and shrinks in the second. */
		bool add = (random >> 4) % 4 < (i < STEPS / 2 ? 3 : 1);
		void *before = add ? map_set(map, bytes, sizeof key, value) :
		    map_remove(map, bytes, sizeof key);

		assert_ptr_equal(before, present[key] ? value : NULL);
		count += (size_t)add - (size_t)present[key];
		present[key] = add;
		assert_int_equal(map_count(map), count);
	}
	for (uint32_t key = 0; key < KEYS; key++)
		assert_ptr_equal(map_get(map, (char *)&key, sizeof key),
		    present[key] ? &present[key] : NULL);
	map_free(map, NULL);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_set_is_found),
		cmocka_unit_test(keys_are_bytes_of_any_length),
		cmocka_unit_test(keys_are_copies),
		cmocka_unit_test(order_is_that_of_insertion),
		cmocka_unit_test(visits_stop_when_told),
		cmocka_unit_test(pointers_are_keys),
		cmocka_unit_test(values_left_are_released),
		cmocka_unit_test(many_random_changes_agree_with_a_plain_model),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
