/*
 * A small document in a scratch folder, with an edit, and what saving it left.
 */
#ifndef TESTS_SAVE_FIXTURE_H
#define TESTS_SAVE_FIXTURE_H

#include "unit.h"

#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "profile/save.h"
#include "scratch.h"
#include "value/draft.h"

#define TEXT(number) \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<!-- kept -->\n<plist version=\"1.0\">\n<dict>\n" \
	"  <key>a</key>  <integer>" number "</integer>\n" \
	"  <key>b</key><string />\n</dict>\n</plist>"

static inline struct profile *
open_profile(const char *path)
{
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile = profile_open(path, NULL, &err);

	if (profile == NULL)
		fail_msg("%s", err.message);
	return profile;
}

static inline void
set_number(struct profile *profile, const char *name, int number)
{
	struct draft *draft = draft_integer(integer_from(number));

	assert_true(edit_set(profile, value_find(profile_root(profile), name),
	    draft, NULL));
	draft_free(draft);
}

/* A document at FOLDER/NAME that held 5 and shall hold 6. */
static inline struct profile *
make_edited(const char *folder, const char *name, char **path)
{
	struct profile *profile;

	*path = path_join(folder, name);
	scratch_write(*path, TEXT("5"));
	profile = open_profile(*path);
	set_number(profile, "a", 6);
	return profile;
}

static inline enum save_stop
save(struct profile *profile, const char *path, unsigned flags,
    struct error *err)
{
	const struct save_options options = { .path = path, .flags = flags };

	return save_profile(profile, &options, NULL, err);
}

static inline void
assert_holds(const char *path, const char *text)
{
	AUTO_FREE char *there = scratch_read(path);

	assert_string_equal(there, text);
}

static inline mode_t
mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

#define FILE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, scratch_make, scratch_remove)

#endif
