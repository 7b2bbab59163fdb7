#include "unit.h"

#include <stdalign.h>

#include "base/arena.h"
#include "base/die.h"

static void
memory_is_cleared_and_aligned(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *memory = arena_alloc(arena, size);

		assert_non_null(memory);
		assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xff, size);
	}
	arena_free(arena);
}

static void
pieces_of_any_size_do_not_overlap(void **state)
{
	static const size_t sizes[] = {
		1, 16, 900, 1023, 1024, 1025, 4096, 70000, 300000, 3,
	};
	struct arena *arena = arena_new();
	unsigned char *pieces[200];

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
		size_t size = sizes[i % ARRAY_COUNT(sizes)];

		pieces[i] = arena_alloc(arena, size);
		memset(pieces[i], (int)i, size);
	}
	for (size_t i = 0; i < ARRAY_COUNT(pieces); i++) {
		size_t size = sizes[i % ARRAY_COUNT(sizes)];

		assert_int_equal(pieces[i][0], i);
		assert_int_equal(pieces[i][size - 1], i);
	}
	arena_free(arena);
}

static void
texts_are_copied(void **state)
{
	struct arena *arena = arena_new();
	char text[] = "abc";
	char *whole = arena_strdup(arena, text);
	char *part = arena_strndup(arena, text, 2);
	char *none = arena_strndup(arena, NULL, 0);
	char *made = arena_printf(arena, "%s=%d", text, 12);

	(void)state;
	text[0] = 'x';
	assert_string_equal(whole, "abc");
	assert_string_equal(part, "ab");
	assert_string_equal(none, "");
	assert_string_equal(made, "abc=12");
	arena_free(arena);
}

static void
blocks_taken_are_freed_with_it(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	/* What leaks or is freed twice the sanitizers and valgrind tell. */
	for (int i = 0; i < 100; i++)
		arena_take(arena, xmalloc(10));
	arena_take(arena, NULL);
	arena_free(arena);
	arena_free(NULL);
}

static void
little_is_wasted(void **state)
{
	struct arena *arena = arena_new();
	const size_t count = 10000, size = 48;

	(void)state;
	assert_int_equal(arena_size(arena), 0);
	for (size_t i = 0; i < count; i++)
		arena_alloc(arena, size);
	assert_true(arena_size(arena) >= count * size);
	assert_true(arena_size(arena) < 2 * count * size);
	arena_free(arena);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_cleared_and_aligned),
		cmocka_unit_test(pieces_of_any_size_do_not_overlap),
		cmocka_unit_test(texts_are_copied),
		cmocka_unit_test(blocks_taken_are_freed_with_it),
		cmocka_unit_test(little_is_wasted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
