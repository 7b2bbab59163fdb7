/*
 * Every file of the test data that can be read: concatenated again it gives its
 * bytes; what cannot be read is what expat calls ill-formed, or is refused by
 * name.
 */
#include <expat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/error.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/profile.h"
#include "testdata.h"

struct tally {
	size_t read, ill_formed, refused, wrong;
};

/*
 * What expat alone says of BYTES; white space before the declaration and NUL
 * bytes at the end aside.
 */
static bool
expat_accepts(const char *bytes, size_t length)
{
	XML_Parser parser = XML_ParserCreate(NULL);
	bool ok;

	while (length > 0 && strchr(" \t\r\n", bytes[0]) != NULL &&
	    bytes[0] != '\0') {
		bytes++;
		length--;
	}
	if (length > 0 && bytes[0] == '<') {
		while (length > 0 && bytes[length - 1] == '\0')
			length--;
	}
	ok = XML_Parse(parser, bytes, (int)length, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	return ok;
}

static void
check_failure(const char *path, const struct buf *bytes,
    const struct error *err, struct tally *tally)
{
	AUTO_FREE char *words = error_format(err);
	bool accepted = expat_accepts(bytes->data, bytes->length);
	bool xml = !cms_is_signed(bytes->data, bytes->length) &&
	    !binary_is(bytes->data, bytes->length);

	if (err->code == ERR_UNSUPPORTED || !xml) {
		tally->refused++;
	} else if (err->code == ERR_SYNTAX && !accepted) {
		tally->ill_formed++;
		if (err->line == 0 && bytes->length > 0)
			tally->wrong++;
	} else {
		tally->wrong++;
		printf("# wrongly refused: %s\n", path);
	}
	if (getenv("PROFEDIT_VERBOSE") != NULL)
		printf("# %s\n", words);
}

static bool
same_bytes(const char *path, const struct buf *a, const struct buf *b)
{
	if (a->length == b->length && memcmp(a->data, b->data, a->length) == 0)
		return true;
	printf("# other bytes: %s\n", path);
	return false;
}

/*
 * What PROFILE's text has to be, for what is not signed, not binary: the file's
 * bytes.
 */
static bool
check_text(const char *path, const struct buf *bytes, struct profile *profile)
{
	AUTO_BUF content = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct binary_notes notes;
	struct cms_info info;

	if (profile_get_cms(profile) == NULL) {
		if (profile_get_format(profile) == PROFILE_BINARY) {
			binary_to_xml(bytes->data, bytes->length, &content,
			    &notes, NULL);
			profile_text(profile, &out);
			return same_bytes(path, &out, &content);
		}
		return profile_bytes(profile, &out, NULL) &&
		    same_bytes(path, &out, bytes);
	}
	if (!cms_open(bytes->data, bytes->length, &content, &info, NULL))
		return false;
	cms_info_release(&info);
	if (profile_get_format(profile) == PROFILE_BINARY)
		return true;
	return profile_bytes(profile, &out, NULL) &&
	    same_bytes(path, &out, &content);
}

static bool
visit(const char *path, void *arg)
{
	struct tally *tally = arg;
	AUTO_BUF bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile;

	if (!file_read(path, (size_t)1 << 30, &bytes, NULL))
		return true;
	profile = profile_open(path, NULL, &err);
	if (profile == NULL) {
		check_failure(path, &bytes, &err, tally);
		return true;
	}
	tally->read++;
	if (!check_text(path, &bytes, profile))
		tally->wrong++;
	profile_close(profile);
	return true;
}

static void
every_readable_file_gives_its_bytes_back(void **state)
{
	static const char *const suffixes[] = { ".mobileconfig", ".plist" };
	struct tally tally = { 0 };
	char *folder = testdata_path("corpus");
	bool walked = true;

	(void)state;
	if (folder == NULL)
		skip();
	for (size_t i = 0; i < ARRAY_COUNT(suffixes); i++)
		walked &= file_walk(folder, suffixes[i], visit, &tally, NULL);
	free(folder);
	assert_true(walked);
	printf("# %zu files read, %zu ill-formed, %zu refused by name\n",
	    tally.read, tally.ill_formed, tally.refused);
	assert_int_equal(tally.wrong, 0);
	assert_true(tally.read > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_readable_file_gives_its_bytes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
