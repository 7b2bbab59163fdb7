/*
 * Saving documents: what stops a save, what is kept, what is true afterwards.
 */
#include "save_fixture.h"

#include <errno.h>
#include <fcntl.h>

#include "base/fault.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/rescue.h"

static const char *const all_faults[] = {
	"save-open", "save-write", "save-chown", "save-xattr", "save-chmod",
	"save-fsync", "save-read", "save-close", "save-link", "save-rename",
	"save-folder", "file-open", "file-read",
};

/* ------------------------------------------------------------------ saving */

static void
only_the_edited_text_changes(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	const struct save_options options = { .flags = 0 };
	struct save_report report;

	assert_true(edit_is_changed(profile));
	assert_int_equal(chmod(path, 0640), 0);
	assert_int_equal(save_profile(profile, &options, &report, NULL),
	    SAVE_DONE);
	assert_holds(path, TEXT("6"));
	assert_false(edit_is_changed(profile));
	assert_false(report.created);
	assert_int_equal(report.bytes, strlen(TEXT("6")));
	assert_int_equal(report.mode, 0640);
	assert_null(report.backup);
	assert_int_equal(scratch_count(*state), 1);
	save_report_release(&report);
	profile_close(profile);
}

static void
an_unchanged_document_writes_nothing(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	struct stat before, after;

	assert_true(edit_undo(profile));
	assert_int_equal(stat(path, &before), 0);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_NOTHING);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	/* After a save too. */
	assert_true(edit_redo(profile));
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_NOTHING);
	assert_holds(path, TEXT("6"));
	profile_close(profile);
}

static void
saving_twice_meets_no_conflict_of_its_own(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);

	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	set_number(profile, "a", 7);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_holds(path, TEXT("7"));
	profile_close(profile);
}

static void
each_failure_leaves_the_whole_old_file(void **state)
{
	for (size_t i = 0; i < ARRAY_COUNT(all_faults); i++) {
		AUTO_FREE char *path = NULL;
		struct profile *profile = make_edited(*state, "a", &path);
		AUTO_ERROR err = ERROR_INIT;
		enum save_stop stop;

		fault_set(all_faults[i]);
		stop = save(profile, NULL, 0, &err);
		fault_set(NULL);
		assert_holds(path, stop == SAVE_DONE ? TEXT("6") : TEXT("5"));
		assert_int_equal(edit_is_changed(profile), stop != SAVE_DONE);
		assert_int_equal(err.code != ERR_NONE, stop != SAVE_DONE);
		assert_int_equal(scratch_count(*state), 1);
		/* The edits are still there to be saved. */
		if (stop != SAVE_DONE)
			assert_int_equal(save(profile, NULL, 0, NULL),
			    SAVE_DONE);
		assert_holds(path, TEXT("6"));
		profile_close(profile);
	}
}

static void
every_pass_through_a_fault_point_can_fail(void **state)
{
	static const char *const names[] =
	    { "save-open", "save-write", "save-fsync", "save-rename",
	      "save-close", "save-link" };

	/* With a backup and a signed copy each is passed several times. */
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		for (int pass = 1; pass <= 2; pass++) {
			AUTO_FREE char *path = NULL;
			AUTO_FREE char *fault =
			    xasprintf("%s:%d", names[i], pass);
			struct profile *profile =
			    make_edited(*state, "a", &path);
			const struct save_options options =
			    { .backup_suffix = "~" };
			enum save_stop stop;

			fault_set(fault);
			stop = save_profile(profile, &options, NULL, NULL);
			fault_set(NULL);
			assert_holds(path, stop == SAVE_DONE ? TEXT("6") :
			    TEXT("5"));
			profile_close(profile);
			scratch_empty(*state);
		}
	}
}

/* ------------------------------------------------------------------- links */

static void
a_symbolic_link_stays(void **state)
{
	AUTO_FREE char *link_path = path_join(*state, "link");
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	struct stat st;

	profile_close(profile);
	assert_int_equal(symlink("a", link_path), 0);
	profile = open_profile(link_path);
	set_number(profile, "a", 8);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	assert_int_equal(lstat(link_path, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_holds(path, TEXT("8"));
	assert_int_equal(scratch_count(*state), 2);
	profile_close(profile);
}

static void
a_link_that_leads_nowhere_is_told(void **state)
{
	AUTO_FREE char *link_path = path_join(*state, "link");
	struct profile *profile = profile_new(NULL);
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(symlink("missing", link_path), 0);
	assert_int_equal(save(profile, link_path, 0, &err), SAVE_FAILED);
	assert_non_null(strstr(err.message, "leads nowhere"));
	profile_close(profile);
}

static void
hard_links_stop_the_save(void **state)
{
	AUTO_FREE char *other = path_join(*state, "other");
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(link(path, other), 0);
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_LINKS);
	assert_non_null(err.message);
	assert_holds(path, TEXT("5"));
	assert_int_equal(save(profile, NULL, SAVE_IN_PLACE, NULL), SAVE_DONE);
	assert_holds(path, TEXT("6"));
	assert_holds(other, TEXT("6"));
	assert_int_equal(scratch_count(*state), 2);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_NOTHING);
	profile_close(profile);
}

static void
each_failure_in_place_keeps_a_whole_text(void **state)
{
	static const char *const points[] = {
		"save-place-open", "save-place-write", "save-place-cut",
		"save-place-fsync", "save-place-close", "save-open",
	};

	for (size_t i = 0; i < ARRAY_COUNT(points); i++) {
		AUTO_FREE char *path = NULL;
		struct profile *profile = make_edited(*state, "a", &path);
		AUTO_FREE char *there = NULL;
		enum save_stop stop;

		fault_set(points[i]);
		stop = save(profile, NULL, SAVE_IN_PLACE, NULL);
		fault_set(NULL);
		there = scratch_read(path);
		/* Without a copy to fall back on nothing is written. */
		assert_true(strcmp(there, TEXT("5")) == 0 ||
		    strcmp(there, TEXT("6")) == 0);
		if (stop == SAVE_DONE)
			assert_string_equal(there, TEXT("6"));
		profile_close(profile);
		scratch_empty(*state);
	}
}

/* --------------------------------------------------------------- conflicts */

static void
a_file_changed_by_others_stops_the_save(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_ERROR err = ERROR_INIT;

	assert_false(save_file_has_changed(profile));
	scratch_write(path, TEXT("9"));
	assert_true(save_file_has_changed(profile));
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_CHANGED);
	assert_int_equal(err.code, ERR_CONFLICT);
	assert_holds(path, TEXT("9"));
	assert_int_equal(save(profile, NULL, SAVE_OVER_CHANGES, NULL),
	    SAVE_DONE);
	assert_holds(path, TEXT("6"));
	assert_false(save_file_has_changed(profile));
	profile_close(profile);
}

static void
a_file_removed_by_others_stops_the_save(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_ERROR err = ERROR_INIT;

	assert_true(edit_undo(profile));
	assert_int_equal(unlink(path), 0);
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_CHANGED);
	assert_non_null(strstr(err.message, "removed"));
	assert_int_equal(save(profile, NULL, SAVE_OVER_CHANGES, NULL),
	    SAVE_DONE);
	assert_holds(path, TEXT("5"));
	profile_close(profile);
}

static void
a_touched_file_is_no_conflict(void **state)
{
	static const struct timespec times[2] =
	    { { .tv_sec = 5 }, { .tv_sec = 5 } };
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_false(save_file_has_changed(profile));
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	profile_close(profile);
}

/* -------------------------------------------------------- other file names */

static void
saving_as_makes_a_file_and_moves_the_document(void **state)
{
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *other = path_join(*state, "other");
	struct profile *profile = make_edited(*state, "a", &path);
	const struct save_options options = { .path = other };
	struct save_report report;
	mode_t mask = umask(027);

	assert_int_equal(save_profile(profile, &options, &report, NULL),
	    SAVE_DONE);
	umask(mask);
	assert_true(report.created);
	assert_int_equal(report.mode, 0640);
	assert_holds(path, TEXT("5"));
	assert_holds(other, TEXT("6"));
	assert_string_equal(profile_path(profile), other);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_NOTHING);
	/* Unchanged, but another name: written. */
	assert_int_equal(save(profile, path, SAVE_OVER_EXISTING, NULL),
	    SAVE_DONE);
	assert_holds(path, TEXT("6"));
	save_report_release(&report);
	profile_close(profile);
}

static void
saving_as_asks_before_it_replaces(void **state)
{
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *other = path_join(*state, "other");
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_ERROR err = ERROR_INIT;

	scratch_write(other, "mine");
	assert_int_equal(chmod(other, 0604), 0);
	assert_int_equal(save(profile, other, 0, &err), SAVE_STOP_EXISTS);
	assert_int_equal(err.code, ERR_EXISTS);
	assert_holds(other, "mine");
	assert_int_equal(save(profile, other, SAVE_OVER_EXISTING, NULL),
	    SAVE_DONE);
	assert_holds(other, TEXT("6"));
	assert_int_equal(mode_of(other), 0604);
	profile_close(profile);
}

static void
a_new_profile_with_a_secret_is_private(void **state)
{
	AUTO_FREE char *path = path_join(*state, "new");
	struct profile *profile = profile_new(path);

	assert_true(profile_is_new(profile));
	assert_int_equal(save(profile, NULL, SAVE_SECRET, NULL), SAVE_DONE);
	assert_int_equal(mode_of(path), 0600);
	assert_false(profile_is_new(profile));
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_NOTHING);
	profile_close(profile);
}

static void
a_new_profile_never_replaces_a_file(void **state)
{
	AUTO_FREE char *path = path_join(*state, "new");
	struct profile *profile = profile_new(path);

	scratch_write(path, "mine");
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_STOP_EXISTS);
	assert_holds(path, "mine");
	profile_close(profile);
}

static void
what_is_no_file_is_told(void **state)
{
	AUTO_FREE char *missing = xasprintf("%s/x/y", (char *)*state);
	struct profile *profile = profile_new(NULL);
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(save(profile, NULL, 0, &err), SAVE_FAILED);
	assert_int_equal(err.code, ERR_USAGE);
	assert_int_equal(save(profile, *state, 0, &err), SAVE_FAILED);
	assert_non_null(strstr(err.message, "a folder"));
	assert_int_equal(save(profile, "/dev/null", 0, &err), SAVE_FAILED);
	assert_non_null(strstr(err.message, "no regular file"));
	assert_int_equal(save(profile, missing, 0, &err), SAVE_FAILED);
	assert_non_null(strstr(err.message, "no folder"));
	profile_close(profile);
}

/* ------------------------------------------------------------- permissions */

static void
a_write_protected_file_stops_the_save(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	if (geteuid() == 0) {
		printf("# skipped: root may write everywhere\n");
		skip();
	}
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	assert_int_equal(chmod(path, 0444), 0);
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_READ_ONLY);
	assert_holds(path, TEXT("5"));
	assert_int_equal(save(profile, NULL, SAVE_OVER_READ_ONLY, NULL),
	    SAVE_DONE);
	assert_holds(path, TEXT("6"));
	assert_int_equal(mode_of(path), 0444);
	profile_close(profile);
}

static void
a_closed_folder_stops_the_save(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	if (geteuid() == 0) {
		printf("# skipped: root may write everywhere\n");
		skip();
	}
	AUTO_FREE char *folder = path_join(*state, "closed");
	AUTO_FREE char *home = path_join(*state, "state");
	AUTO_FREE char *path = NULL;
	assert_int_equal(mkdir(folder, 0700), 0);
	struct profile *profile = make_edited(folder, "a", &path);
	assert_int_equal(chmod(folder, 0500), 0);
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_FOLDER);
	assert_holds(path, TEXT("5"));
	/* The copy to fall back on goes to the state folder meanwhile. */
	setenv("XDG_STATE_HOME", home, 1);
	assert_int_equal(save(profile, NULL, SAVE_IN_PLACE, &err), SAVE_DONE);
	assert_holds(path, TEXT("6"));
	assert_null(rescue_find(path));
	unsetenv("XDG_STATE_HOME");
	profile_close(profile);
}

static void
a_document_that_cannot_be_edited_is_not_saved(void **state)
{
	AUTO_FREE char *path = NULL;
	struct profile *profile = make_edited(*state, "a", &path);
	AUTO_ERROR err = ERROR_INIT;

	profile_set_read_only(profile, "it is a test");
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_FAILED);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.message, "it is a test"));
	profile_close(profile);
}

/* ------------------------------------------------------------- kept copies */

static void
a_backup_keeps_the_old_file(void **state)
{
	AUTO_FREE char *path = NULL;
	AUTO_FREE char *backup = path_join(*state, "a.orig");
	struct profile *profile = make_edited(*state, "a", &path);
	struct save_options options = { .backup_suffix = ".orig" };
	struct save_report report;

	assert_int_equal(chmod(path, 0604), 0);
	scratch_write(backup, "an older one");
	assert_int_equal(save_profile(profile, &options, &report, NULL),
	    SAVE_DONE);
	assert_string_equal(report.backup, backup);
	assert_holds(backup, TEXT("5"));
	assert_holds(path, TEXT("6"));
	assert_int_equal(mode_of(backup), 0604);
	save_report_release(&report);
	set_number(profile, "a", 7);
	options.backup_suffix = "/x";
	assert_int_equal(save_profile(profile, &options, NULL, NULL),
	    SAVE_FAILED);
	assert_holds(path, TEXT("6"));
	profile_close(profile);
}

/* The signed file that the fuzz target keeps. */
static bool
read_signed(struct buf *out)
{
	const char *top = getenv("top_srcdir");
	AUTO_FREE char *path = path_join(top != NULL ? top : ".",
	    "tests/fuzz/fuzz_cms.inputs/der");

	return file_read(path, 100000, out, NULL);
}

static void
write_bytes(const char *path, const struct buf *bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes->data, 1, bytes->length, file),
	    bytes->length);
	fclose(file);
}

static struct profile *
open_signed(const char *path, const struct buf *bytes)
{
	struct profile *profile;
	struct draft *draft = draft_string("Other");

	write_bytes(path, bytes);
	profile = open_profile(path);
	assert_non_null(profile_get_cms(profile));
	assert_true(edit_set(profile, value_find(profile_root(profile),
	    "PayloadType"), draft, NULL));
	draft_free(draft);
	return profile;
}

static void
assert_holds_bytes(const char *path, const struct buf *bytes)
{
	AUTO_BUF there = BUF_INIT;

	assert_true(file_read(path, 100000, &there, NULL));
	assert_int_equal(there.length, bytes->length);
	assert_memory_equal(there.data, bytes->data, bytes->length);
}

static void
the_signed_original_is_kept(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a");
	AUTO_FREE char *first = path_join(*state, "a.signed");
	AUTO_FREE char *second = path_join(*state, "a.signed.1");
	const struct save_options unsign = { .flags = SAVE_UNSIGNED };
	struct save_report report;
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF now = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile;

	assert_true(read_signed(&bytes));
	profile = open_signed(path, &bytes);
	assert_int_equal(save(profile, NULL, 0, &err), SAVE_STOP_SIGNED);
	assert_holds_bytes(path, &bytes);
	assert_int_equal(save_profile(profile, &unsign, &report, NULL),
	    SAVE_DONE);
	assert_string_equal(report.signed_copy, first);
	save_report_release(&report);
	assert_holds_bytes(first, &bytes);
	assert_true(file_read(path, 100000, &now, NULL));
	assert_false(cms_is_signed(now.data, now.length));
	assert_non_null(strstr(buf_text(&now), "<string>Other</string>"));
	assert_null(profile_get_cms(profile));
	profile_close(profile);

	/* The same original is kept once; another one beside it. */
	profile = open_signed(path, &bytes);
	assert_int_equal(save(profile, NULL, SAVE_UNSIGNED, NULL), SAVE_DONE);
	profile_close(profile);
	assert_int_equal(scratch_count(*state), 2);
	scratch_write(first, "something else");
	profile = open_signed(path, &bytes);
	assert_int_equal(save_profile(profile, &unsign, &report, NULL),
	    SAVE_DONE);
	assert_string_equal(report.signed_copy, second);
	assert_holds(first, "something else");
	assert_holds_bytes(second, &bytes);
	save_report_release(&report);
	profile_close(profile);
}

static void
the_signed_original_goes_when_told(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a");
	AUTO_BUF bytes = BUF_INIT;
	struct profile *profile;

	assert_true(read_signed(&bytes));
	profile = open_signed(path, &bytes);
	assert_int_equal(save(profile, NULL,
	    SAVE_UNSIGNED | SAVE_NO_SIGNED_COPY, NULL), SAVE_DONE);
	assert_int_equal(scratch_count(*state), 1);
	profile_close(profile);
}

static void
each_failure_leaves_the_signed_file(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a");
	AUTO_BUF bytes = BUF_INIT;

	assert_true(read_signed(&bytes));
	for (size_t i = 0; i < ARRAY_COUNT(all_faults); i++) {
		for (int pass = 1; pass <= 2; pass++) {
			struct profile *profile = open_signed(path, &bytes);
			AUTO_FREE char *fault =
			    xasprintf("%s:%d", all_faults[i], pass);
			enum save_stop stop;

			fault_set(fault);
			stop = save(profile, NULL, SAVE_UNSIGNED, NULL);
			fault_set(NULL);
			if (stop != SAVE_DONE) {
				assert_holds_bytes(path, &bytes);
				assert_int_equal(scratch_count(*state), 1);
				assert_non_null(profile_get_cms(profile));
			}
			profile_close(profile);
			scratch_empty(*state);
		}
	}
}

static void
a_binary_file_stays_binary(void **state)
{
	AUTO_FREE char *path = path_join(*state, "a");
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF now = BUF_INIT;
	struct profile *profile;
	struct integer number;

	assert_true(binary_from_xml(TEXT("5"), strlen(TEXT("5")), &bytes,
	    NULL));
	write_bytes(path, &bytes);
	profile = open_profile(path);
	assert_int_equal(profile_get_format(profile), PROFILE_BINARY);
	set_number(profile, "a", -5);
	assert_int_equal(save(profile, NULL, 0, NULL), SAVE_DONE);
	profile_close(profile);
	assert_true(file_read(path, 100000, &now, NULL));
	assert_true(binary_is(now.data, now.length));
	profile = open_profile(path);
	number = value_find(profile_root(profile), "a")->integer;
	assert_true(number.negative);
	assert_int_equal(number.magnitude, 5);
	profile_close(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		FILE_TEST(only_the_edited_text_changes),
		FILE_TEST(an_unchanged_document_writes_nothing),
		FILE_TEST(saving_twice_meets_no_conflict_of_its_own),
		FILE_TEST(each_failure_leaves_the_whole_old_file),
		FILE_TEST(every_pass_through_a_fault_point_can_fail),
		FILE_TEST(a_symbolic_link_stays),
		FILE_TEST(a_link_that_leads_nowhere_is_told),
		FILE_TEST(hard_links_stop_the_save),
		FILE_TEST(each_failure_in_place_keeps_a_whole_text),
		FILE_TEST(a_file_changed_by_others_stops_the_save),
		FILE_TEST(a_file_removed_by_others_stops_the_save),
		FILE_TEST(a_touched_file_is_no_conflict),
		FILE_TEST(saving_as_makes_a_file_and_moves_the_document),
		FILE_TEST(saving_as_asks_before_it_replaces),
		FILE_TEST(a_new_profile_with_a_secret_is_private),
		FILE_TEST(a_new_profile_never_replaces_a_file),
		FILE_TEST(what_is_no_file_is_told),
		FILE_TEST(a_write_protected_file_stops_the_save),
		FILE_TEST(a_closed_folder_stops_the_save),
		FILE_TEST(a_document_that_cannot_be_edited_is_not_saved),
		FILE_TEST(a_backup_keeps_the_old_file),
		FILE_TEST(the_signed_original_is_kept),
		FILE_TEST(the_signed_original_goes_when_told),
		FILE_TEST(each_failure_leaves_the_signed_file),
		FILE_TEST(a_binary_file_stays_binary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
