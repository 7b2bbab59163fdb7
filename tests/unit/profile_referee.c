/*
 * The referee: what reads as the document passes, everything else is refused;
 * libplist is heard only where it is right.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "profile/referee.h"

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "testdata.h"
#include "value/draft.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" \
	"<plist version=\"1.0\">\n<dict>\n"
#define FOOT "</dict>\n</plist>\n"

static const char document[] = HEAD
    "\t<key>a</key>\n\t<integer>5</integer>\n"
    "\t<key>b</key>\n\t<array>\n\t\t<string>x &amp; y</string>\n"
    "\t\t<true/>\n\t\t<date>2026-03-01T09:30:00Z</date>\n"
    "\t\t<data>AQID</data>\n\t\t<real>3</real>\n\t</array>\n" FOOT;

/*
 * Other texts for the same document: what differs, and whether libplist sees
 * it.
 */
static const struct {
	const char *from, *to;
	bool libplist;	/* refuses too */
} changes[] = {
	{ ">5<", ">6<", true },
	{ ">5<", ">-5<", true },
	{ "<integer>5</integer>", "<string>5</string>", true },
	{ "x &amp; y", "x &amp;  y", true },
	{ "x &amp; y", "x y", true },
	{ "<true/>", "<false/>", true },
	{ "09:30:00", "09:30:01", true },
	{ "AQID", "AQIE", true },
	{ "<real>3<", "<real>4<", true },
	{ "<key>a<", "<key>A<", true },
	{ "\t\t<true/>\n", "", true },
	{ "\t\t<true/>\n", "\t\t<true/>\n\t\t<true/>\n", true },
	{ "\t<key>a</key>\n\t<integer>5</integer>\n", "", true },
	{ "</array>", "</array><key>c</key><true/>", true },
	/* Well-formed XML no more: nothing to say for libplist. */
	{ "</array>", "</arra>", false },
};

static struct profile *
parse(const char *text, size_t length)
{
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile = profile_parse("test", text, length, NULL,
	    &err);

	if (profile == NULL)
		fail_msg("%s", err.message);
	return profile;
}

static char *
replace_text(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return xasprintf("%.*s%s%s", (int)(at - text), text, to,
	    at + strlen(from));
}

static void
the_document_itself_passes(void **state)
{
	struct profile *profile = parse(document, strlen(document));
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_true(referee_accepts(profile, document, strlen(document),
	    document, strlen(document), &err));
	assert_true(referee_accepts(profile, document, strlen(document), NULL,
	    0, &err));
	assert_int_equal(err.code, ERR_NONE);
	profile_close(profile);
}

static void
layout_makes_no_difference(void **state)
{
	struct profile *profile = parse(document, strlen(document));
	AUTO_FREE char *text = replace_text(document, "\t<key>a",
	    "  <!-- a -->\n<key>a");

	(void)state;
	assert_true(referee_accepts(profile, text, strlen(text), document,
	    strlen(document), NULL));
	profile_close(profile);
}

static void
any_other_value_is_refused(void **state)
{
	struct profile *profile = parse(document, strlen(document));

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(changes); i++) {
		AUTO_FREE char *text = replace_text(document, changes[i].from,
		    changes[i].to);
		AUTO_ERROR err = ERROR_INIT;

		if (referee_accepts(profile, text, strlen(text), NULL, 0, &err))
			fail_msg("'%s' for '%s' passed", changes[i].to,
			    changes[i].from);
		assert_int_equal(err.code, ERR_REFUSED);
	}
	profile_close(profile);
}

static void
libplist_sees_other_values_too(void **state)
{
	struct profile *profile = parse(document, strlen(document));

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(changes); i++) {
		AUTO_FREE char *text = replace_text(document, changes[i].from,
		    changes[i].to);
		AUTO_ERROR err = ERROR_INIT;
		bool passed = referee_asks_libplist(profile, text, strlen(text),
		    document, strlen(document), &err);

		if (passed == changes[i].libplist)
			fail_msg("'%s' for '%s': %s", changes[i].to,
			    changes[i].from, passed ? "passed" : err.message);
	}
	profile_close(profile);
}

/* Each element reads otherwise in libplist, or not at all. */
static void
libplist_is_not_heard_where_it_is_wrong(void **state)
{
	static const char *const elements[] = {
		"<integer>010</integer>",
		"<integer>0x1F</integer>",
		"<integer>{{port}}</integer>",
		"<integer> 7 </integer>",
		"<integer>+7</integer>",
		"<real>1.5e3</real>",
		"<real>nan</real>",
		"<date>1800-01-01T00:00:00Z</date>",
		"<date>9999-12-31T23:59:59Z</date>",
		"<date>soon</date>",
		"<data>$VARIABLE</data>",
		"<data>AQ<!-- two -->ID</data>",
		"<string>a\r\nb</string>",
		"<string><![CDATA[a<b]]></string>",
		"<string>a<!-- b -->c</string>",
		"<string>&#x1F600;&#13;</string>",
		"<dict><key>k</key><true/><key>k</key><false/></dict>",
		"<dict><key></key><true/></dict>",
		"<dict><key> k </key><true/></dict>",
		"<dict><key>CF$UID</key><integer>3</integer></dict>",
		"<dict><key>a&amp;b</key><true/></dict>",
		"<dict/>", "<array/>", "<string/>", "<data/>",
		"<string>  </string>",
		"<integer>18446744073709551615</integer>",
		"<integer>-9223372036854775808</integer>",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(elements); i++) {
		AUTO_FREE char *text = replace_text(document, "<true/>",
		    elements[i]);
		struct profile *profile = parse(text, strlen(text));
		AUTO_ERROR err = ERROR_INIT;

		/* Added to a document that libplist reads as we do. */
		if (!referee_accepts(profile, text, strlen(text), document,
		    strlen(document), &err))
			fail_msg("%s: %s", elements[i], err.message);
		/* And there already. */
		if (!referee_accepts(profile, text, strlen(text), text,
		    strlen(text), &err))
			fail_msg("%s: %s", elements[i], err.message);
		profile_close(profile);
	}
}

struct tally {
	size_t files, judged, edits;
};

static bool
judge_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	struct profile *profile = profile_open(path, NULL, NULL);
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF old = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	tally->files++;
	if (profile == NULL || profile_read_only_reason(profile) != NULL) {
		profile_close(profile);
		return true;
	}
	assert_true(file_read(path, (size_t)1 << 30, &old, NULL));
	if (!profile_bytes(profile, &bytes, &err) ||
	    !referee_accepts(profile, buf_text(&bytes), bytes.length,
	    old.data, old.length, &err))
		fail_msg("%s: %s", path, err.message);
	tally->judged++;
	profile_close(profile);
	return true;
}

static void
no_unchanged_file_of_the_corpus_is_refused(void **state)
{
	AUTO_FREE char *corpus = testdata_path("corpus");
	struct tally tally = { 0 };

	(void)state;
	if (corpus == NULL)
		skip();
	assert_true(file_walk(corpus, NULL, judge_file, &tally, NULL));
	printf("# files: %zu, judged and passed: %zu\n", tally.files,
	    tally.judged);
	assert_true(tally.judged > 1000);
}

/* Values that exercise every spelling; NUMBER picks one. */
static struct draft *
other_value(size_t number)
{
	static const char *const texts[] = {
		"", " a ", "<&>\"'", "]]>", "a\nb", "a\rb", "\t",
		"\xf0\x9f\x98\x80", "&amp;",
	};

	switch (number % 8) {
	case 0:
		return draft_integer((struct integer){
		    .magnitude = UINT64_MAX });
	case 1:
		return draft_integer(integer_from(-5));
	case 2:
		return draft_real(0.1);
	case 3:
		return draft_boolean(number % 16 < 8);
	case 4:
		return draft_date(number % 16 < 8 ? 253402300799 : 0);
	case 5:
		return draft_data("\0\1\2\3", number / 8 % 5);
	default:
		return draft_string(texts[number / 8 % ARRAY_COUNT(texts)]);
	}
}

/* Every value of a small file, some of a large one, become others. */
static size_t
edit_values(struct profile *profile, size_t number)
{
	enum { EDITS_MAX = 60 };
	struct value *values[EDITS_MAX];
	const struct value *root = profile_root(profile), *value;
	size_t count = 0, done = 0;

	for (value = value_next(root, root);
	    value != NULL && count < EDITS_MAX;
	    value = value_next(value, root)) {
		if (!value_is_container(value))
			values[count++] = value_at(value->parent, value->index);
	}
	for (size_t i = 0; i < count; i++) {
		struct draft *draft = other_value(number + i);

		/* Some encodings and documents cannot take every text. */
		done += edit_set(profile, values[i], draft, NULL);
		draft_free(draft);
	}
	return done;
}

static bool
judge_edited_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	struct profile *profile = profile_open(path, NULL, NULL);
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF old = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (profile == NULL || profile_read_only_reason(profile) != NULL) {
		profile_close(profile);
		return true;
	}
	assert_true(file_read(path, (size_t)1 << 30, &old, NULL));
	tally->edits += edit_values(profile, tally->judged);
	if (!profile_bytes(profile, &bytes, &err) ||
	    !referee_accepts(profile, buf_text(&bytes), bytes.length,
	    old.data, old.length, &err))
		fail_msg("%s: %s", path, err.message);
	tally->judged++;
	profile_close(profile);
	return true;
}

static void
no_edited_file_of_the_corpus_is_refused(void **state)
{
	AUTO_FREE char *corpus = testdata_path("corpus");
	struct tally tally = { 0 };

	(void)state;
	if (corpus == NULL)
		skip();
	assert_true(file_walk(corpus, NULL, judge_edited_file, &tally, NULL));
	printf("# files: %zu with %zu edits\n", tally.judged, tally.edits);
	assert_true(tally.edits > 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_document_itself_passes),
		cmocka_unit_test(layout_makes_no_difference),
		cmocka_unit_test(any_other_value_is_refused),
		cmocka_unit_test(libplist_sees_other_values_too),
		cmocka_unit_test(libplist_is_not_heard_where_it_is_wrong),
		cmocka_unit_test(no_unchanged_file_of_the_corpus_is_refused),
		cmocka_unit_test(no_edited_file_of_the_corpus_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
