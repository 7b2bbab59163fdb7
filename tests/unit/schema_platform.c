#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "schema/platform.h"

static struct version
version(const char *text)
{
	struct version version = { .set = false };

	if (text != NULL)
		assert_true(version_parse(text, &version));
	return version;
}

static void
versions_compare_by_their_parts(void **state)
{
	static const struct {
		const char *a, *b;
		int order;
	} cases[] = {
		{ "10.9", "10.10", -1 },
		{ "10.12.4", "10.12", 1 },
		{ "8.1.3", "8.1.3", 0 },
		{ "18.2", "26.0", -1 },
		{ "4.0", "4", 0 },
		{ "all", "1.0", -1 },
		{ "all", "0", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		int order = version_compare(version(cases[i].a),
		    version(cases[i].b));

		assert_int_equal(order, cases[i].order);
	}
}

static void
what_is_no_version_is_refused(void **state)
{
	static const char *const cases[] = { "", "n/a", "10.", ".1", "1..2",
		"1.2.3.4", "10 ", " 10", "10a", "65536", "-1", "1,2" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct version out = { .part = { 7 } };

		assert_false(version_parse(cases[i], &out));
		assert_int_equal(out.part[0], 7);
	}
}

static void
versions_are_written_without_trailing_zeros(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "4.0", "4" }, { "10.7", "10.7" }, { "10.12.4", "10.12.4" },
		{ "13.0.1", "13.0.1" }, { "26.0.0", "26" }, { "0", "0" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		version_format(version(cases[i].text), &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
systems_are_found_ignoring_case(void **state)
{
	enum platform platform = PLATFORM_IOS;

	(void)state;
	assert_true(platform_parse("MACos", &platform));
	assert_int_equal(platform, PLATFORM_MACOS);
	assert_false(platform_parse("linux", &platform));
	assert_false(platform_parse("", &platform));
}

/* One system of one side of a merge: "-" for not mentioned. */
static struct support
make(const char *introduced, const char *deprecated)
{
	struct support s = { .mentioned = true };

	if (introduced == NULL)
		s.state = SUPPORT_UNKNOWN;
	else if (strcmp(introduced, "-") == 0)
		s.mentioned = false;
	else if (strcmp(introduced, "n/a") == 0)
		s.state = SUPPORT_NONE;
	else {
		s.state = SUPPORT_SINCE;
		s.introduced = version(introduced);
	}
	s.deprecated = version(deprecated);
	return s;
}

/* The cases that are named in the census of the schema data. */
static void
support_is_merged_along_the_path(void **state)
{
	static const struct {
		const char *what;
		const char *parent[2], *own[2], *out[2];
	} cases[] = {
		{ "nothing said: the parent's",
		    { "10.12", "15.0" }, { "-", NULL }, { "10.12", "15.0" } },
		{ "own n/a: gone, inherited marks dropped",
		    { "10.12", "15.0" }, { "n/a", NULL }, { "n/a", NULL } },
		{ "n/a again", { "n/a", NULL }, { "n/a", NULL },
		    { "n/a", NULL } },
		{ "parent gone, own version: own",
		    { "n/a", NULL }, { "10.0", NULL }, { "10.0", NULL } },
		{ "parent gone, its marks do not come back",
		    { "n/a", "9.0" }, { "10.0", NULL }, { "10.0", NULL } },
		{ "parent gone, a mark alone brings nothing back",
		    { "n/a", NULL }, { NULL, "15.0" }, { "n/a", "15.0" } },
		{ "child older than its parent: the later",
		    { "13.0", NULL }, { "11.0", NULL }, { "13.0", NULL } },
		{ "child newer than its parent",
		    { "10.12", NULL }, { "15.0", NULL }, { "15.0", NULL } },
		{ "only deprecated: introduced is inherited",
		    { "10.15", NULL }, { NULL, "27.0" }, { "10.15", "27.0" } },
		{ "own mark over the parent's",
		    { "10.15", "12.0" }, { NULL, "14.0" },
		    { "10.15", "14.0" } },
		{ "introduced and deprecated at once",
		    { "4.0", NULL }, { "27.0", "27.0" }, { "27.0", "27.0" } },
		{ "nobody says anything: unknown, not no",
		    { "-", NULL }, { "-", NULL }, { "-", NULL } },
		{ "the parent is silent", { "-", NULL }, { "11.0", NULL },
		    { "11.0", NULL } },
		{ "all: before everything", { "10.7", NULL }, { "all", NULL },
		    { "10.7", NULL } },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct support parent[PLATFORMS] = { [PLATFORM_MACOS] =
			make(cases[i].parent[0], cases[i].parent[1]) };
		struct support own[PLATFORMS] = { [PLATFORM_MACOS] =
			make(cases[i].own[0], cases[i].own[1]) };
		struct support want = make(cases[i].out[0], cases[i].out[1]);
		struct support out[PLATFORMS];

		support_merge(parent, own, out);
		const struct support *got = &out[PLATFORM_MACOS];

		if (got->state != want.state ||
		    got->mentioned != want.mentioned ||
		    version_compare(got->introduced, want.introduced) != 0 ||
		    got->deprecated.set != want.deprecated.set ||
		    version_compare(got->deprecated, want.deprecated) != 0)
			fail_msg("%s", cases[i].what);
		assert_int_equal(out[PLATFORM_IOS].state, SUPPORT_UNKNOWN);
		assert_false(out[PLATFORM_IOS].mentioned);
	}
}

static void
other_attributes_are_merged_one_by_one(void **state)
{
	struct support parent[PLATFORMS] = { [PLATFORM_IOS] = {
		.mentioned = true, .state = SUPPORT_SINCE,
		.introduced = version("4.0"), .removed = version("18.0"),
		.supervised = TRI_TRUE, .multiple = TRI_FALSE,
		.user_channel = TRI_FALSE, .shared_ipad = USAGE_ALLOWED,
		.shared_ipad_device_channel = TRI_TRUE,
		.user_enrollment = USAGE_FORBIDDEN,
		.access_rights = "AllowSettings" } };
	struct support own[PLATFORMS] = { [PLATFORM_IOS] = {
		.mentioned = true, .supervised = TRI_FALSE,
		.shared_ipad = USAGE_FORBIDDEN,
		.shared_ipad_user_channel = TRI_TRUE } };
	struct support out[PLATFORMS];

	(void)state;
	support_merge(parent, own, out);
	assert_int_equal(out[0].state, SUPPORT_SINCE);
	assert_int_equal(out[0].removed.part[0], 18);
	assert_int_equal(out[0].supervised, TRI_FALSE);
	assert_int_equal(out[0].multiple, TRI_FALSE);
	assert_int_equal(out[0].user_channel, TRI_FALSE);
	assert_int_equal(out[0].shared_ipad, USAGE_FORBIDDEN);
	assert_int_equal(out[0].shared_ipad_device_channel, TRI_TRUE);
	assert_int_equal(out[0].shared_ipad_user_channel, TRI_TRUE);
	assert_int_equal(out[0].user_enrollment, USAGE_FORBIDDEN);
	assert_string_equal(out[0].access_rights, "AllowSettings");
}

static void
an_own_no_drops_every_inherited_mark(void **state)
{
	struct support parent[PLATFORMS] = { [PLATFORM_IOS] = {
		.mentioned = true, .state = SUPPORT_SINCE,
		.introduced = version("4.0"), .removed = version("18.0"),
		.supervised = TRI_TRUE, .user_enrollment = USAGE_FORBIDDEN } };
	struct support own[PLATFORMS] = { [PLATFORM_IOS] = {
		.mentioned = true, .state = SUPPORT_NONE } };
	struct support out[PLATFORMS];

	(void)state;
	support_merge(parent, own, out);
	assert_int_equal(out[0].state, SUPPORT_NONE);
	assert_false(out[0].removed.set);
	assert_int_equal(out[0].supervised, TRI_UNSET);
	assert_int_equal(out[0].user_enrollment, USAGE_UNSET);
}

static void
support_is_written_for_people(void **state)
{
	struct support all[PLATFORMS] = {
		[PLATFORM_IOS] = make("4.0", "17.0"),
		[PLATFORM_MACOS] = make("10.7", NULL),
		[PLATFORM_TVOS] = make("n/a", NULL),
		[PLATFORM_VISIONOS] = make("all", NULL),
	};
	AUTO_BUF out = BUF_INIT;

	(void)state;
	all[PLATFORM_IOS].removed = version("18.1");
	all[PLATFORM_VISIONOS].removed = version("0");
	support_format(all, &out);
	assert_string_equal(buf_text(&out),
	    "iOS 4 (deprecated 17, removed 18.1)  macOS 10.7  "
	    "visionOS (removed)");
	memset(all, 0, sizeof all);
	buf_truncate(&out, 0);
	support_format(all, &out);
	assert_int_equal(out.length, 0);
}

static void
targets_read_back_as_written(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "macOS=14.2", "macOS=14.2" },
		{ "ios=17:user-enrollment:supervised",
		    "iOS=17:supervised:user-enrollment" },
		{ "tvOS", "tvOS" },
		{ "iOS:shared-ipad:user-channel:supervised:supervised",
		    "iOS:supervised:user-channel:shared-ipad" },
		{ "visionOS=26.0:no-enrollment:unsupervised",
		    "visionOS=26:unsupervised:no-enrollment" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct target target;
		AUTO_ERROR err = ERROR_INIT;
		AUTO_BUF out = BUF_INIT;

		assert_true(target_parse(cases[i].text, &target, &err));
		target_format(&target, &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
wrong_targets_are_named(void **state)
{
	static const struct {
		const char *text, *part;
	} cases[] = {
		{ "", "'' is not a system" },
		{ "linux=5", "'linux' is not a system" },
		{ "macOS=", "'' is not a version" },
		{ "macOS=n/a", "'n/a' is not a version" },
		{ "macOS=14:fast", "'fast' is not a circumstance: use supervised,"
		    " unsupervised" },
		{ "iOS::", "'' is not a circumstance" },
		{ "macos14", "'macos14' is not a system: did you mean "
		    "'macOS=14'?" },
		{ "macOS-14.2.1", "'macOS-14.2.1' is not a system: did you "
		    "mean 'macOS=14.2.1'?" },
		{ "osx=14", "'osx' is not a system: did you mean "
		    "'macOS=14'?" },
		{ "iPadOS=17", "'iPadOS' is not a system: did you mean "
		    "'iOS=17'?" },
		{ "mcaOS=14", "'mcaOS' is not a system: did you mean "
		    "'macOS=14'?" },
		{ "visonOS", "'visonOS' is not a system: did you mean "
		    "'visionOS'?" },
		{ "macOS:14", "'14' is not a circumstance: did you mean "
		    "'macOS=14'?" },
		{ "macOS=14:supervized", "'supervized' is not a circumstance: "
		    "did you mean 'supervised'?" },
		{ "iOS:superv", "'superv' is not a circumstance: did you mean "
		    "'supervised'?" },
		{ "iOS:supervised:unsupervised", "'unsupervised' contradicts" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct target target;
		AUTO_ERROR err = ERROR_INIT;

		assert_false(target_parse(cases[i].text, &target, &err));
		assert_int_equal(err.code, ERR_USAGE);
		assert_ptr_equal(strstr(err.message, cases[i].part),
		    err.message);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_compare_by_their_parts),
		cmocka_unit_test(what_is_no_version_is_refused),
		cmocka_unit_test(versions_are_written_without_trailing_zeros),
		cmocka_unit_test(systems_are_found_ignoring_case),
		cmocka_unit_test(support_is_merged_along_the_path),
		cmocka_unit_test(other_attributes_are_merged_one_by_one),
		cmocka_unit_test(an_own_no_drops_every_inherited_mark),
		cmocka_unit_test(support_is_written_for_people),
		cmocka_unit_test(targets_read_back_as_written),
		cmocka_unit_test(wrong_targets_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
