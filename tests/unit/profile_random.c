/*
 * Random edits over the test data: undone one by one they give the original
 * bytes, redone the same texts; what is written always reads again as the tree
 * is.  And each scalar changed by itself changes its element and nothing else.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/error.h"
#include "edit_driver.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "testdata.h"
#include "value/draft.h"

struct tally {
	size_t files, edits, wrong;
	uint64_t seed;
	size_t most;		/* steps or scalars a file */
};

static bool
is_long(void)
{
	return getenv("PROFEDIT_LONG") != NULL;
}

/* xorshift64*: the same numbers each time. */
static uint32_t
next_number(void *arg, bool *end)
{
	uint64_t *seed = arg;

	(void)end;
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (uint32_t)((*seed * 2685821657736338717u) >> 32);
}

static bool
same_as_file(const char *path, struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;
	AUTO_BUF again = BUF_INIT;
	struct profile *fresh = profile_open(path, NULL, NULL);

	profile_text(profile, &text);
	profile_text(fresh, &again);
	profile_close(fresh);
	return text.length == again.length &&
	    memcmp(text.data, again.data, text.length) == 0;
}

static bool
edit_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	struct profile *profile = profile_open(path, NULL, NULL);
	struct driver driver = { .next = next_number, .arg = &tally->seed };
	const char *wrong;

	if (profile == NULL || profile_read_only_reason(profile) != NULL) {
		profile_close(profile);
		return true;
	}
	tally->files++;
	wrong = driver_run(&driver, profile, tally->most);
	while (edit_undo(profile))
		;
	if (wrong == NULL && !same_as_file(path, profile))
		wrong = "undo does not give the file's bytes";
	if (wrong != NULL) {
		printf("# %s: %s\n", path, wrong);
		tally->wrong++;
	}
	tally->edits += driver.made;
	profile_close(profile);
	return true;
}

static bool
walk_data(bool (*visit)(const char *path, void *arg), struct tally *tally)
{
	static const char *const suffixes[] = { ".mobileconfig", ".plist" };
	char *folder = testdata_path("corpus");
	bool ok = true;

	if (folder == NULL)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(suffixes); i++)
		ok &= file_walk(folder, suffixes[i], visit, tally, NULL);
	free(folder);
	assert_true(ok);
	return true;
}

static void
random_edits_are_undone_to_the_very_bytes(void **state)
{
	struct tally tally = { .seed = 88172645463325252u };

	(void)state;
	tally.most = is_long() ? 60 : 8;
	if (!walk_data(edit_file, &tally))
		skip();
	printf("# %zu edits in %zu files\n", tally.edits, tally.files);
	assert_int_equal(tally.wrong, 0);
	assert_true(tally.edits > tally.files);
}

/* ---- each scalar by itself */

static struct draft *
other_value(const struct value *value)
{
	switch (value->type) {
	case VALUE_STRING:
		return draft_string(value_equals_text(value, "x & y") ? "z" :
		    "x & y");
	case VALUE_INTEGER:
		return draft_integer(integer_from(value->unreadable ||
		    value->integer.magnitude != 4711 ? 4711 : 4712));
	case VALUE_REAL:
		return draft_real(!value->unreadable && value->real == 0.25 ?
		    0.5 : 0.25);
	case VALUE_BOOLEAN:
		return draft_boolean(value->unreadable || !value->boolean);
	case VALUE_DATE:
		return draft_date(!value->unreadable && value->date == 0 ? 1 :
		    0);
	default:
		return draft_data(value_data_length(value) == 2 ? "abc" : "ab",
		    value_data_length(value) == 2 ? 3 : 2);
	}
}

/* Whether NEW is OLD but for LENGTH bytes at OFFSET. */
static bool
only_differs_at(const struct buf *old, const struct buf *new, size_t offset,
    size_t length)
{
	size_t behind = old->length - offset - length;

	return new->length >= offset + behind &&
	    memcmp(old->data, new->data, offset) == 0 &&
	    memcmp(old->data + offset + length,
		new->data + new->length - behind, behind) == 0;
}

static bool
check_scalar(struct profile *profile, struct value *value,
    const struct buf *old)
{
	struct position position = { .value = value, .place = PLACE_VALUE };
	struct draft *before = draft_from_value(value);
	struct draft *other = other_value(value);
	AUTO_BUF own = BUF_INIT;
	AUTO_BUF new = BUF_INIT;
	AUTO_BUF again = BUF_INIT;
	bool unreadable = value->unreadable;
	bool ok;

	profile_value_text(profile, value, &own);
	profile_locate(profile, &position, 1);
	ok = edit_set(profile, value, other, NULL);
	profile_text(profile, &new);
	ok = ok && only_differs_at(old, &new, position.offset, own.length);
	if (unreadable)
		edit_undo(profile);
	else
		ok = ok && edit_set(profile, value, before, NULL);
	profile_text(profile, &again);
	ok = ok && again.length == old->length &&
	    memcmp(again.data, old->data, old->length) == 0;
	draft_free(before);
	draft_free(other);
	return ok;
}

static bool
change_scalars(const char *path, void *arg)
{
	struct tally *tally = arg;
	struct profile *profile = profile_open(path, NULL, NULL);
	struct value *value;
	AUTO_BUF old = BUF_INIT;
	size_t count = 0;

	if (profile == NULL || profile_read_only_reason(profile) != NULL) {
		profile_close(profile);
		return true;
	}
	tally->files++;
	profile_text(profile, &old);
	for (value = profile_root(profile);
	    value != NULL && count < tally->most;
	    value = value_next(value, profile_root(profile))) {
		if (value_is_container(value))
			continue;
		count++;
		if (check_scalar(profile, value, &old))
			continue;
		printf("# %s: not by itself: %.*s\n", path,
		    (int)value->open.length, value->open.text);
		tally->wrong++;
	}
	tally->edits += count;
	profile_close(profile);
	return true;
}

static void
a_scalar_changed_changes_its_element_only(void **state)
{
	struct tally tally = { .most = is_long() ? SIZE_MAX : 60 };

	(void)state;
	if (!walk_data(change_scalars, &tally))
		skip();
	printf("# %zu scalars in %zu files\n", tally.edits, tally.files);
	assert_int_equal(tally.wrong, 0);
	assert_true(tally.edits > tally.files);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_edits_are_undone_to_the_very_bytes),
		cmocka_unit_test(a_scalar_changed_changes_its_element_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
