/*
 * Replacing files: each call fails once, and the old file or the new one is
 * whole each time.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>
#ifdef HAVE_FLISTXATTR
#include <sys/xattr.h>
#endif

#include "profile/replace.h"

#include <cmocka.h>

#include "base/error.h"
#include "base/fault.h"
#include "base/progress.h"
#include "profile/file_state.h"
#include "scratch.h"

#define OLD "the old text\n"
#define NEW "the new text, which is longer\n"

/* Every fault point of replace_file(), and whether a new file minds. */
static const struct {
	const char *name;
	bool fails_new, fails_old;	/* the save of a new, of an old file */
} faults[] = {
	{ "save-open", true, true },
	{ "save-write", true, true },
	{ "save-chown", false, false },	/* only where the owner differs */
	{ "save-xattr", false, false },	/* only where there are some */
	{ "save-chmod", false, true },
	{ "save-fsync", true, true },
	{ "save-read", true, true },
	{ "save-close", true, true },
	{ "save-link", false, false },	/* a rename follows */
	{ "save-rename", false, true },
	{ "save-folder", false, false },
};

static struct replace
new_text(const char *path)
{
	return (struct replace){
		.path = path, .bytes = NEW, .length = strlen(NEW),
		.mode = 0644
	};
}

static void
assert_holds(const char *path, const char *text)
{
	AUTO_FREE char *there = scratch_read(path);

	assert_string_equal(there, text);
}

static void
each_failure_leaves_the_old_file(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");

	for (size_t i = 0; i < ARRAY_COUNT(faults); i++) {
		struct replace what = new_text(path);
		AUTO_ERROR err = ERROR_INIT;
		enum replace_result result;

		scratch_write(path, OLD);
		what.like = path;
		fault_set(faults[i].name);
		result = replace_file(&what, &err);
		fault_set(NULL);
		assert_int_equal(result != REPLACE_DONE, faults[i].fails_old);
		assert_int_equal(err.code != ERR_NONE, faults[i].fails_old);
		assert_holds(path, faults[i].fails_old ? OLD : NEW);
		assert_int_equal(scratch_count(*state), 1);
		unlink(path);
	}
}

static void
each_failure_of_a_new_file_leaves_nothing(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");

	for (size_t i = 0; i < ARRAY_COUNT(faults); i++) {
		struct replace what = new_text(path);
		enum replace_result result;

		what.exclusive = true;
		fault_set(faults[i].name);
		result = replace_file(&what, NULL);
		fault_set(NULL);
		assert_int_equal(result != REPLACE_DONE, faults[i].fails_new);
		assert_int_equal(scratch_count(*state),
		    faults[i].fails_new ? 0 : 1);
		if (!faults[i].fails_new)
			assert_holds(path, NEW);
		unlink(path);
	}
}

static void
each_failure_in_place_puts_the_old_text_back(void **state)
{
	static const struct {
		const char *name;
		bool restored;
	} points[] = {
		{ "save-place-open", true }, { "save-place-write", true },
		{ "save-place-cut", true }, { "save-place-fsync", true },
		{ "save-place-close", false },
	};
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");

	for (size_t i = 0; i < ARRAY_COUNT(points); i++) {
		AUTO_ERROR err = ERROR_INIT;
		bool restored;

		scratch_write(path, OLD);
		fault_set(points[i].name);
		assert_false(replace_in_place(path, NEW, strlen(NEW), OLD,
		    strlen(OLD), &restored, &err));
		fault_set(NULL);
		assert_int_equal(err.code, ERR_SYSTEM);
		assert_int_equal(restored, points[i].restored);
		assert_holds(path, restored ? OLD : NEW);
	}
}

static void
in_place_the_file_stays_the_same_one(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct stat before, after;
	bool restored;

	scratch_write(path, NEW NEW);
	assert_int_equal(stat(path, &before), 0);
	assert_true(replace_in_place(path, OLD, strlen(OLD), NEW NEW,
	    strlen(NEW NEW), &restored, NULL));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_holds(path, OLD);
}

static void
an_exclusive_file_is_never_replaced(void **state)
{
	static const char *const points[] = { NULL, "save-link" };
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");

	scratch_write(path, OLD);
	for (size_t i = 0; i < ARRAY_COUNT(points); i++) {
		struct replace what = new_text(path);

		what.exclusive = true;
		fault_set(points[i]);
		assert_int_equal(replace_file(&what, NULL), REPLACE_EXISTS);
		fault_set(NULL);
		assert_holds(path, OLD);
		assert_int_equal(scratch_count(*state), 1);
	}
}

static void
mode_is_taken_over(void **state)
{
	static const mode_t modes[] = { 0600, 0640, 0644, 0444, 0755, 04755,
	    0200 };
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");

	for (size_t i = 0; i < ARRAY_COUNT(modes); i++) {
		struct replace what = new_text(path);
		struct stat st;

		/* Only root reads what nobody may read. */
		if (modes[i] == 0200 && geteuid() != 0)
			continue;
		scratch_write(path, OLD);
		assert_int_equal(chmod(path, modes[i]), 0);
		what.like = path;
		assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 07777, modes[i]);
		unlink(path);
	}
}

static void
owner_is_taken_over_or_said(void **state)
{
	AUTO_ERROR err = ERROR_INIT;
	struct stat st;

	if (geteuid() != 0) {
		printf("# skipped: only root can give a file away\n");
		skip();
	}
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	scratch_write(path, OLD);
	assert_int_equal(chown(path, 12345, 23456), 0);
	assert_int_equal(chmod(path, 0664), 0);
	what.like = path;
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, 12345);
	assert_int_equal(st.st_gid, 23456);
	fault_set("save-chown");
	assert_int_equal(replace_file(&what, &err), REPLACE_OWNER);
	fault_set(NULL);
	assert_non_null(strstr(err.message, "owner"));
	assert_int_equal(scratch_count(*state), 1);
}

static void
extended_attributes_are_taken_over_or_said(void **state)
{
#ifdef HAVE_FLISTXATTR
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	AUTO_ERROR err = ERROR_INIT;
	char value[16] = "";

	scratch_write(path, OLD);
	if (setxattr(path, "user.profedit.test", "kept", 4, 0) != 0) {
		puts("# skipped: no extended attributes here");
		return;
	}
	what.like = path;
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	assert_int_equal(getxattr(path, "user.profedit.test", value,
	    sizeof(value)), 4);
	assert_string_equal(value, "kept");
	fault_set("save-xattr");
	assert_int_equal(replace_file(&what, &err), REPLACE_OWNER);
	fault_set(NULL);
	assert_non_null(strstr(err.message, "attributes"));
	/* Let go on demand: the file is replaced, the attribute is gone. */
	what.lose_owner = true;
	fault_set("save-xattr");
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	fault_set(NULL);
	assert_true(getxattr(path, "user.profedit.test", value,
	    sizeof(value)) < 0);
#else
	(void)state;
	skip();
#endif
}

static void
access_lists_are_taken_over(void **state)
{
#ifdef HAVE_FLISTXATTR
	/*
	 * Version 2; owner rw-, user 12345 rw-, group r--, mask rw-, other ---.
	 */
	static const unsigned char list[] = {
		2, 0, 0, 0,
		0x01, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,
		0x02, 0, 6, 0, 0x39, 0x30, 0, 0,
		0x04, 0, 4, 0, 0xff, 0xff, 0xff, 0xff,
		0x10, 0, 6, 0, 0xff, 0xff, 0xff, 0xff,
		0x20, 0, 0, 0, 0xff, 0xff, 0xff, 0xff,
	};
	static const char name[] = "system.posix_acl_access";
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	unsigned char there[sizeof(list) + 1];
	struct stat before, after;

	scratch_write(path, OLD);
	if (setxattr(path, name, list, sizeof(list), 0) != 0) {
		puts("# skipped: no access lists here");
		return;
	}
	assert_int_equal(stat(path, &before), 0);
	what.like = path;
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	assert_int_equal(getxattr(path, name, there, sizeof(there)),
	    sizeof(list));
	assert_memory_equal(there, list, sizeof(list));
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_mode, after.st_mode);
#else
	(void)state;
	skip();
#endif
}

static void
a_new_file_has_the_mode_asked_for(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	struct stat st;

	what.exclusive = true;
	what.mode = 0600;
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_nlink, 1);
}

static void
a_missing_folder_is_named(void **state)
{
	AUTO_FREE char *path = xasprintf("%s/missing/a", (char *)*state);
	struct replace what = new_text(path);
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(replace_file(&what, &err), REPLACE_FAILED);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, "there is no folder"));
}

static void
a_folder_without_write_permission_stops(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	if (geteuid() == 0) {
		printf("# skipped: root may write everywhere\n");
		skip();
	}
	AUTO_FREE char *folder = path_join(*state, "closed");
	AUTO_FREE char *path = path_join(folder, "a");
	struct replace what = new_text(path);
	assert_int_equal(mkdir(folder, 0500), 0);
	assert_int_equal(replace_file(&what, &err), REPLACE_FOLDER);
	assert_int_equal(err.code, ERR_SYSTEM);
}

static void
the_longest_name_can_be_replaced(void **state)
{
	char name[256];
	AUTO_FREE char *path = NULL;
	struct replace what;

	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	path = path_join(*state, name);
	what = new_text(path);
	assert_int_equal(replace_file(&what, NULL), REPLACE_DONE);
	assert_holds(path, NEW);
}

/* A limit on the size of files stands in for a full disk. */
static void
a_full_disk_leaves_the_old_file(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	struct rlimit before, small;
	AUTO_ERROR err = ERROR_INIT;
	bool restored;

	scratch_write(path, OLD);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = strlen(OLD) + 2;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_int_equal(replace_file(&what, &err), REPLACE_FAILED);
	assert_false(replace_in_place(path, NEW, strlen(NEW), OLD, strlen(OLD),
	    &restored, NULL));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_true(restored);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_holds(path, OLD);
	assert_int_equal(scratch_count(*state), 1);
}

static bool
stop_at_once(void *arg, size_t done, size_t total)
{
	(void)arg, (void)done, (void)total;
	return false;
}

static void
a_stopped_save_leaves_the_old_file(void **state)
{
	static const struct progress progress = { stop_at_once, NULL };
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	struct replace what = new_text(path);
	AUTO_ERROR err = ERROR_INIT;

	scratch_write(path, OLD);
	what.progress = &progress;
	assert_int_equal(replace_file(&what, &err), REPLACE_FAILED);
	assert_int_equal(err.code, ERR_CANCELLED);
	assert_holds(path, OLD);
	assert_int_equal(scratch_count(*state), 1);
}

static void
a_touched_file_is_still_the_same(void **state)
{
	static const struct timespec times[2] = { { .tv_sec = 1 },
	    { .tv_sec = 1 } };
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	AUTO_FREE char *other = path_join(*state, "b.mobileconfig");
	AUTO_BUF bytes = BUF_INIT;
	struct file_state file;

	scratch_write(path, OLD);
	assert_true(file_state_read(path, 100, &bytes, &file, NULL));
	assert_string_equal(buf_text(&bytes), OLD);
	assert_true(file.known);
	assert_true(file_state_holds(&file, path));
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_true(file_state_holds(&file, path));
	/* Replaced by the same bytes. */
	scratch_write(other, OLD);
	assert_int_equal(rename(other, path), 0);
	assert_true(file_state_holds(&file, path));
	assert_false(file_state_is(&file, path));
}

static void
a_changed_file_is_noticed(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a.mobileconfig");
	AUTO_BUF bytes = BUF_INIT;
	struct file_state file;

	scratch_write(path, OLD);
	assert_true(file_state_read(path, 100, &bytes, &file, NULL));
	/* As long as before and within the same tick of the clock. */
	scratch_write(path, "THE OLD TEXT\n");
	assert_false(file_state_holds(&file, path));
	scratch_write(path, NEW);
	assert_false(file_state_holds(&file, path));
	unlink(path);
	assert_false(file_state_holds(&file, path));
}

#define FILE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, scratch_make, scratch_remove)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(each_failure_leaves_the_old_file),
		FILE_TEST(each_failure_of_a_new_file_leaves_nothing),
		FILE_TEST(each_failure_in_place_puts_the_old_text_back),
		FILE_TEST(in_place_the_file_stays_the_same_one),
		FILE_TEST(an_exclusive_file_is_never_replaced),
		FILE_TEST(mode_is_taken_over),
		FILE_TEST(owner_is_taken_over_or_said),
		FILE_TEST(extended_attributes_are_taken_over_or_said),
		FILE_TEST(access_lists_are_taken_over),
		FILE_TEST(a_new_file_has_the_mode_asked_for),
		FILE_TEST(a_missing_folder_is_named),
		FILE_TEST(a_folder_without_write_permission_stops),
		FILE_TEST(the_longest_name_can_be_replaced),
		FILE_TEST(a_full_disk_leaves_the_old_file),
		FILE_TEST(a_stopped_save_leaves_the_old_file),
		FILE_TEST(a_touched_file_is_still_the_same),
		FILE_TEST(a_changed_file_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
