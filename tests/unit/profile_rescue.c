/*
 * Rescue copies of unsaved edits: where they stand, and when they go.
 */
#include "save_fixture.h"

#include "base/fault.h"
#include "profile/rescue.h"

static void
unsaved_edits_can_be_rescued(void **state)
{
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *expected = path_join(*state, "a.profedit-save");
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_FREE char *first = rescue_save(profile);
	AUTO_FREE char *second = NULL;
	AUTO_FREE char *found = rescue_find(path);

	assert_string_equal(first, expected);
	assert_string_equal(found, expected);
	assert_holds(first, TEXT("6"));
	assert_int_equal(mode_of(first), 0600);
	assert_holds(path, TEXT("5"));
	/* Our own is replaced, not added to. */
	set_number(profile, "a", 7);
	second = rescue_save(profile);
	assert_string_equal(second, expected);
	assert_holds(second, TEXT("7"));
	assert_int_equal(scratch_count(*state), 2);
	/* And goes once the edits are saved. */
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_int_equal(scratch_count(*state), 1);
	assert_null(rescue_find(path));
	profile_close(profile);
}

static void
without_edits_nothing_is_rescued(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);

	assert_true(edit_undo(profile));
	assert_null(rescue_save(profile));
	assert_int_equal(scratch_count(*state), 1);
	profile_close(profile);
}

static void
a_rescue_copy_of_another_session_stays(void **state)
{
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *theirs = path_join(*state, "a.profedit-save");
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_FREE char *ours = NULL;

	scratch_write(theirs, "theirs");
	ours = rescue_save(profile);
	assert_non_null(ours);
	assert_string_not_equal(ours, theirs);
	assert_holds(ours, TEXT("6"));
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_holds(theirs, "theirs");
	assert_int_equal(scratch_count(*state), 2);
	/* Once taken up it goes with the next save. */
	rescue_adopt(profile, theirs);
	set_number(profile, "a", 7);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_int_equal(scratch_count(*state), 1);
	profile_close(profile);
}

static void
a_rescue_copy_can_stand_in_the_state_folder(void **state)
{
	AUTO_FREE char *home = path_join(*state, "state");
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *rescue = NULL;
	AUTO_FREE char *found = NULL;
	struct profile *profile = make_edited(*state, "a", &path);

	setenv("XDG_STATE_HOME", home, 1);
	fault_set("save-open");	/* the folder of the file takes none */
	rescue = rescue_save(profile);
	fault_set(NULL);
	assert_non_null(rescue);
	assert_memory_equal(rescue, home, strlen(home));
	found = rescue_find(path);
	assert_string_equal(found, rescue);
	assert_holds(rescue, TEXT("6"));
	unsetenv("XDG_STATE_HOME");
	profile_close(profile);
}

static void
rescue_copies_in_the_state_folder_stand_beside_others(void **state)
{
	AUTO_FREE char *home = path_join(*state, "state");
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_FREE char *theirs = NULL, *ours = NULL, *found = NULL;

	setenv("XDG_STATE_HOME", home, 1);
	fault_set("save-open");
	theirs = rescue_save(profile);
	profile_close(profile);
	profile = open_profile(path);
	set_number(profile, "a", 7);
	fault_set("save-open");
	ours = rescue_save(profile);
	fault_set(NULL);
	assert_non_null(theirs);
	assert_non_null(ours);
	assert_string_not_equal(ours, theirs);
	assert_holds(theirs, TEXT("6"));
	assert_holds(ours, TEXT("7"));
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	found = rescue_find(path);
	assert_string_equal(found, theirs);
	unsetenv("XDG_STATE_HOME");
	profile_close(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(unsaved_edits_can_be_rescued),
		FILE_TEST(without_edits_nothing_is_rescued),
		FILE_TEST(a_rescue_copy_of_another_session_stays),
		FILE_TEST(a_rescue_copy_can_stand_in_the_state_folder),
		FILE_TEST(rescue_copies_in_the_state_folder_stand_beside_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
