/*
 * clock, random, fault, progress: what tests take hold of.
 */
#include "unit.h"

#include <errno.h>
#include <stdbool.h>
#include <time.h>

#include "base/clock.h"
#include "base/fault.h"
#include "base/progress.h"
#include "base/random.h"
#include "base/scalar.h"

/* First of all: the environment is looked at once. */
static void
the_environment_fixes_clock_chance_and_fault(void **state)
{
	char first[RANDOM_UUID_SIZE], again[RANDOM_UUID_SIZE];

	(void)state;
	setenv("PROFEDIT_CLOCK", "2026-03-01T09:30:00Z", 1);
	setenv("PROFEDIT_SEED", "77", 1);
	setenv("PROFEDIT_FAULT", "write:2", 1);
	assert_int_equal(clock_now(), 1772357400);
	random_uuid(first);
	random_seed(77);
	random_uuid(again);
	assert_string_equal(first, again);
	assert_false(fault_point("write"));
	errno = 0;
	assert_true(fault_point("write"));
	assert_int_equal(errno, EIO);
	assert_false(fault_point("write"));
}

static void
a_set_clock_stands_still(void **state)
{
	(void)state;
	clock_set(-5);
	assert_int_equal(clock_now(), -5);
	assert_int_equal(clock_now(), -5);
	clock_set(-62135596800);
	assert_int_equal(clock_now(), -62135596800);
}

static void
a_clock_set_free_tells_the_time(void **state)
{
	(void)state;
	clock_set(-62135596801);
	assert_true(clock_now() - (int64_t)time(NULL) <= 1);
	assert_true((int64_t)time(NULL) - clock_now() <= 1);
}

static void
ticks_never_go_back(void **state)
{
	int64_t before = clock_ticks();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		int64_t after = clock_ticks();

		assert_true(after >= before);
		before = after;
	}
}

static void
a_seed_repeats_its_sequence(void **state)
{
	unsigned char a[64], b[64], c[64];

	(void)state;
	random_seed(5);
	random_bytes(a, sizeof a);
	random_seed(5);
	random_bytes(b, 10);
	random_bytes(b + 10, sizeof b - 10);
	assert_memory_equal(a, b, sizeof a);
	random_seed(6);
	random_bytes(c, sizeof c);
	assert_memory_not_equal(a, c, sizeof a);
}

static void
without_a_seed_nothing_repeats(void **state)
{
	unsigned char a[600], b[600];

	(void)state;
	random_seed(0);
	random_bytes(a, sizeof a);
	random_bytes(b, sizeof b);
	assert_memory_not_equal(a, b, sizeof a);
	/* The last part too, beyond what the system gives at once. */
	assert_memory_not_equal(a + 550, b + 550, 50);
}

static void
the_hash_key_is_the_same_all_along(void **state)
{
	const uint64_t *key = random_hash_key();
	uint64_t first = key[0], second = key[1];

	(void)state;
	random_seed(9);
	key = random_hash_key();
	assert_int_equal(key[0], first);
	assert_int_equal(key[1], second);
	random_seed(0);
}

/* The number of the pass that fails, of ten; 0: none. */
static int
failing_pass(const char *name)
{
	int found = 0;

	for (int i = 1; i <= 10; i++) {
		if (!fault_point(name))
			continue;
		assert_int_equal(found, 0);
		found = i;
	}
	return found;
}

static void
only_the_nth_pass_of_the_named_point_fails(void **state)
{
	static const struct {
		const char *setting, *name;
		int fails;
	} cases[] = {
		{ "open", "open", 1 },
		{ "open:1", "open", 1 },
		{ "open:3", "open", 3 },
		{ "open:10", "open", 10 },
		{ "open:11", "open", 0 },
		{ "open:3", "close", 0 },
		{ "open:3", "ope", 0 },
		{ "open:3", "openn", 0 },
		{ "open:x", "open", 0 },
		{ "open:", "open", 0 },
		{ "open:-1", "open", 0 },
		{ "open:0", "open", 0 },
		{ "", "", 0 },
		{ NULL, "open", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		fault_set(cases[i].setting);
		assert_int_equal(failing_pass(cases[i].name), cases[i].fails);
	}
	fault_set(NULL);
}

static bool
stop_at_half(void *arg, size_t done, size_t total)
{
	++*(int *)arg;
	return done * 2 < total;
}

static void
progress_asks_whether_to_go_on(void **state)
{
	int asked = 0;
	struct progress progress = { stop_at_half, &asked };
	struct progress nobody = { NULL, NULL };

	(void)state;
	assert_true(progress_step(&progress, 1, 10));
	assert_false(progress_step(&progress, 5, 10));
	assert_int_equal(asked, 2);
	assert_true(progress_step(&nobody, 5, 10));
	assert_true(progress_step(NULL, 5, 10));
}

static void
new_uuids_are_of_version_4_and_differ(void **state)
{
	char uuid[RANDOM_UUID_SIZE], before[RANDOM_UUID_SIZE] = "";

	(void)state;
	for (int i = 0; i < 200; i++) {
		random_uuid(uuid);
		assert_true(scalar_is_uuid(uuid, strlen(uuid)));
		assert_int_equal(uuid[14], '4');
		assert_non_null(strchr("89AB", uuid[19]));
		assert_null(strpbrk(uuid, "abcdef"));
		assert_string_not_equal(uuid, before);
		memcpy(before, uuid, sizeof before);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_fixes_clock_chance_and_fault),
		cmocka_unit_test(a_set_clock_stands_still),
		cmocka_unit_test(a_clock_set_free_tells_the_time),
		cmocka_unit_test(ticks_never_go_back),
		cmocka_unit_test(a_seed_repeats_its_sequence),
		cmocka_unit_test(without_a_seed_nothing_repeats),
		cmocka_unit_test(the_hash_key_is_the_same_all_along),
		cmocka_unit_test(new_uuids_are_of_version_4_and_differ),
		cmocka_unit_test(only_the_nth_pass_of_the_named_point_fails),
		cmocka_unit_test(progress_asks_whether_to_go_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
