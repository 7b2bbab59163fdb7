#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/vec.h"

/*
 * Runs WORK in a child; what it wrote to standard error goes to TEXT (a C
 * string of at most SIZE bytes).  Returns its exit status, -1 for a signal.
 */
static int
run_child(void (*work)(void), char *text, size_t size)
{
	int ends[2], status;
	size_t length = 0;
	ssize_t got;

	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		work();
		_exit(0);
	}
	close(ends[1]);
	while (length < size - 1 &&
	    (got = read(ends[0], text + length, size - 1 - length)) > 0)
		length += (size_t)got;
	text[length] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
say(void *word)
{
	fprintf(stderr, "%s ", (const char *)word);
}

static void
die_again(void *word)
{
	fprintf(stderr, "%s ", (const char *)word);
	die("second cause");
}

static void
die_with_hooks(void)
{
	die_add_hook(say, "first");
	die_add_hook(say, "removed");
	die_add_hook(die_again, "second");
	die_add_hook(say, "third");
	die_remove_hook(say, "removed");
	die_remove_hook(say, "never there");
	die("cause %d", 1);
}

static void
hooks_run_newest_first_and_once(void **state)
{
	char text[256];

	(void)state;
	assert_int_equal(run_child(die_with_hooks, text, sizeof text), 70);
	assert_string_equal(text,
	    "third second first profedit: internal error: cause 1\n");
}

static void
add_nine_hooks(void)
{
	for (int i = 0; i < 9; i++)
		die_add_hook(say, "h");
}

static void
a_ninth_hook_is_refused(void **state)
{
	char text[256];

	(void)state;
	assert_int_equal(run_child(add_nine_hooks, text, sizeof text), 70);
	assert_string_equal(text,
	    "h h h h h h h h profedit: internal error: more than 8 hooks\n");
}

static void
overflow_in_array(void)
{
	free(xreallocarray(NULL, SIZE_MAX / 2, 3));
}

static void
overflow_in_vec(void)
{
	VEC(int) numbers = { 0 };

	VEC_RESERVE(numbers, SIZE_MAX / 2);
}

static void
overflow_in_buf(void)
{
	struct buf buf = BUF_INIT;

	buf_reserve(&buf, SIZE_MAX - 3);
}

static void
overflow_in_copy(void)
{
	free(xstrndup("", SIZE_MAX));
}

static void
sizes_that_overflow_end_the_program(void **state)
{
	static void (*const works[])(void) = {
		overflow_in_array, overflow_in_vec, overflow_in_buf,
		overflow_in_copy,
	};
	char text[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(works); i++) {
		assert_int_equal(run_child(works[i], text, sizeof text), 70);
		assert_string_equal(text,
		    "profedit: internal error: out of memory\n");
	}
}

static void
nothing_is_something(void **state)
{
	(void)state;
	AUTO_FREE void *a = xmalloc(0);
	AUTO_FREE void *b = xcalloc(0, 8);
	AUTO_FREE void *c = xreallocarray(NULL, 0, 8);
	AUTO_FREE char *d = xstrndup("abc", 0);

	assert_non_null(a);
	assert_non_null(b);
	assert_non_null(c);
	assert_string_equal(d, "");
}

static void
stealing_empties_the_variable(void **state)
{
	AUTO_FREE char *mine = xasprintf("%s-%d", "a", 5);
	AUTO_FREE char *other = NULL;

	(void)state;
	other = steal(mine);
	assert_null(mine);
	assert_string_equal(other, "a-5");
}

static void
vectors_keep_order_over_insertion_and_removal(void **state)
{
	VEC(int) v = { 0 };
	static const int wanted[] = { 10, 0, 2, 3, 4, 99 };

	(void)state;
	for (int i = 0; i < 5; i++)
		*VEC_PUSH(v) = i;
	*VEC_INSERT(v, 0) = 10;
	*VEC_INSERT(v, v.count) = 99;
	VEC_REMOVE(v, 2);
	assert_int_equal(v.count, ARRAY_COUNT(wanted));
	assert_memory_equal(v.items, wanted, sizeof wanted);
	VEC_REMOVE(v, v.count - 1);
	assert_int_equal(v.items[v.count - 1], 4);
	VEC_RESERVE(v, 1000);
	assert_true(v.capacity >= 1000);
	assert_int_equal(v.items[0], 10);
	VEC_RELEASE(v);
	assert_null(v.items);
	assert_int_equal(v.count, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hooks_run_newest_first_and_once),
		cmocka_unit_test(a_ninth_hook_is_refused),
		cmocka_unit_test(sizes_that_overflow_end_the_program),
		cmocka_unit_test(nothing_is_something),
		cmocka_unit_test(stealing_empties_the_variable),
		cmocka_unit_test(vectors_keep_order_over_insertion_and_removal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
