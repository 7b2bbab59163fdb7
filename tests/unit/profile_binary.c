/*
 * Binary property lists: made here byte by byte, and those of the test data.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "profile/binary.h"

#include <cmocka.h>

#include "base/error.h"
#include "base/vec.h"
#include "testdata.h"

/* ------------------------------------------------------ a small writer */

struct maker {
	struct buf bytes;
	VEC(size_t) offsets;	/* of the objects */
};

/* Objects are numbered from 0; the first is the root. */
static void
make_object(struct maker *maker, const void *bytes, size_t length)
{
	if (maker->bytes.length == 0)
		buf_add_text(&maker->bytes, "bplist00");
	*VEC_PUSH(maker->offsets) = maker->bytes.length;
	buf_add(&maker->bytes, bytes, length);
}

#define OBJECT(maker, text) make_object((maker), (text), sizeof(text) - 1)

static void
put_number(struct buf *out, uint64_t value, unsigned size)
{
	while (size-- > 0)
		buf_add_char(out, (char)(value >> 8 * size));
}

static void
finish(struct maker *maker)
{
	size_t table = maker->bytes.length;

	for (size_t i = 0; i < maker->offsets.count; i++)
		put_number(&maker->bytes, maker->offsets.items[i], 4);
	put_number(&maker->bytes, 0, 6);
	put_number(&maker->bytes, 4, 1);	/* bytes of an offset */
	put_number(&maker->bytes, 1, 1);	/* bytes of a reference */
	put_number(&maker->bytes, maker->offsets.count, 8);
	put_number(&maker->bytes, 0, 8);	/* the root */
	put_number(&maker->bytes, table, 8);
}

static void
release(struct maker *maker)
{
	buf_release(&maker->bytes);
	VEC_RELEASE(maker->offsets);
}

/* -------------------------------------------------------------- reading */

/* The text between the plist tags. */
static char *
body_of(const struct buf *xml)
{
	const char *start = strstr(buf_text(xml), "<plist version=\"1.0\">\n");
	const char *end = strstr(buf_text(xml), "</plist>\n");

	assert_non_null(start);
	assert_non_null(end);
	start += strlen("<plist version=\"1.0\">\n");
	return xstrndup(start, (size_t)(end - start));
}

static void
assert_reads(const struct buf *bytes, const char *body,
    struct binary_notes *notes)
{
	AUTO_BUF xml = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *got = NULL;

	if (!binary_to_xml(bytes->data, bytes->length, &xml, notes, &err))
		fail_msg("%s instead of %s", err.message, body);
	got = body_of(&xml);
	assert_string_equal(got, body);
}

static void
assert_fails(const struct buf *bytes, enum error_code code, const char *words)
{
	AUTO_BUF xml = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct binary_notes notes;

	buf_add_text(&xml, "before");
	assert_false(binary_to_xml(bytes->data, bytes->length, &xml, &notes,
	    &err));
	assert_int_equal(err.code, code);
	if (strstr(err.message, words) == NULL)
		fail_msg("'%s' does not say '%s'", err.message, words);
	assert_string_equal(buf_text(&xml), "before");
}

#define SCALAR(text, xml) { text, sizeof(text) - 1, xml }

static void
scalars_are_read_as_they_are_meant(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *xml;
	} cases[] = {
		SCALAR("\x08", "<false/>\n"),
		SCALAR("\x09", "<true/>\n"),
		SCALAR("\x10\xff", "<integer>255</integer>\n"),
		SCALAR("\x11\xff\xff", "<integer>65535</integer>\n"),
		SCALAR("\x12\xff\xff\xff\xff",
		    "<integer>4294967295</integer>\n"),
		SCALAR("\x13\xff\xff\xff\xff\xff\xff\xff\xff",
		    "<integer>-1</integer>\n"),
		SCALAR("\x13\x80\0\0\0\0\0\0\0",
		    "<integer>-9223372036854775808</integer>\n"),
		SCALAR("\x14\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
		    "<integer>18446744073709551615</integer>\n"),
		SCALAR("\x14\xff\xff\xff\xff\xff\xff\xff\xff"
		    "\xff\xff\xff\xff\xff\xff\xff\xfb",
		    "<integer>-5</integer>\n"),
		SCALAR("\x22\x3f\xc0\0\0", "<real>1.5</real>\n"),
		SCALAR("\x23\x3f\xb9\x99\x99\x99\x99\x99\x9a",
		    "<real>0.1</real>\n"),
		SCALAR("\x23\x7f\xf0\0\0\0\0\0\0", "<real>+infinity</real>\n"),
		SCALAR("\x33\0\0\0\0\0\0\0\0",
		    "<date>2001-01-01T00:00:00Z</date>\n"),
		SCALAR("\x33\xbf\xf0\0\0\0\0\0\0",
		    "<date>2000-12-31T23:59:59Z</date>\n"),
		SCALAR("\x43\x01\x02\x03", "<data>\nAQID\n</data>\n"),
		SCALAR("\x40", "<data>\n</data>\n"),
		SCALAR("\x50", "<string></string>\n"),
		SCALAR("\x54""a<&>", "<string>a&lt;&amp;&gt;</string>\n"),
		SCALAR("\x51\r", "<string>&#13;</string>\n"),
		SCALAR("\x52\xc3\xa4", "<string>\xc3\xa4</string>\n"),
		SCALAR("\x72\xc3\xa4", "<string>\xc3\xa4</string>\n"),
		SCALAR("\x61\x00\xe4", "<string>\xc3\xa4</string>\n"),
		SCALAR("\x62\xd8\x3d\xde\x00",
		    "<string>\xf0\x9f\x98\x80</string>\n"),
		SCALAR("\x5f\x10\x02""hi", "<string>hi</string>\n"),
		SCALAR("\x81\x01\x00", "<dict>\n\t<key>CF$UID</key>\n"
		    "\t<integer>256</integer>\n</dict>\n"),
		SCALAR("\xa0", "<array/>\n"),
		SCALAR("\xd0", "<dict/>\n"),
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct maker maker = { 0 };
		struct binary_notes notes;

		make_object(&maker, cases[i].bytes, cases[i].length);
		finish(&maker);
		assert_reads(&maker.bytes, cases[i].xml, &notes);
		assert_false(notes.lossy_strings || notes.fractional_dates);
		release(&maker);
	}
}

static void
what_text_cannot_hold_is_noted(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
	} cases[] = {
		{ "\x51\x00", 2 }, { "\x51\x1b", 2 }, { "\x51\xff", 2 },
		{ "\x61\xd8\x3d", 3 }, { "\x62\xde\x00\xd8\x3d", 5 },
		{ "\x61\x00\x00", 3 }, { "\x61\xff\xfe", 3 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct maker maker = { 0 };
		struct binary_notes notes;
		AUTO_BUF xml = BUF_INIT;

		make_object(&maker, cases[i].bytes, cases[i].length);
		finish(&maker);
		assert_true(binary_to_xml(maker.bytes.data, maker.bytes.length,
		    &xml, &notes, NULL));
		assert_true(notes.lossy_strings);
		assert_non_null(binary_notes_reason(&notes));
		assert_non_null(strstr(buf_text(&xml), "\xef\xbf\xbd"));
		release(&maker);
	}
}

static void
fractions_of_a_second_are_noted(void **state)
{
	struct maker maker = { 0 };
	struct binary_notes notes;

	(void)state;
	OBJECT(&maker, "\x33\x3f\xe0\0\0\0\0\0\0");	/* half a second */
	finish(&maker);
	assert_reads(&maker.bytes, "<date>2001-01-01T00:00:00Z</date>\n",
	    &notes);
	assert_true(notes.fractional_dates);
	assert_null(binary_notes_reason(&notes));
	release(&maker);
}

static void
containers_nest_in_apples_layout(void **state)
{
	struct maker maker = { 0 };
	struct binary_notes notes;

	(void)state;
	OBJECT(&maker, "\xd2\x01\x02\x03\x04");
	OBJECT(&maker, "\x51""b");
	OBJECT(&maker, "\x51""a");
	OBJECT(&maker, "\xa2\x05\x05");
	OBJECT(&maker, "\x41\x00");
	OBJECT(&maker, "\x09");
	finish(&maker);
	assert_reads(&maker.bytes, "<dict>\n\t<key>b</key>\n\t<array>\n"
	    "\t\t<true/>\n\t\t<true/>\n\t</array>\n\t<key>a</key>\n"
	    "\t<data>\n\tAA==\n\t</data>\n</dict>\n", &notes);
	assert_false(notes.duplicate_keys || notes.sets || notes.uids);
	release(&maker);
}

static void
duplicate_keys_and_sets_are_noted(void **state)
{
	struct maker maker = { 0 };
	struct binary_notes notes;

	(void)state;
	/* The same key once in ASCII and once in UTF-16. */
	OBJECT(&maker, "\xd2\x01\x02\x03\x03");
	OBJECT(&maker, "\x51""k");
	OBJECT(&maker, "\x61\x00k");
	OBJECT(&maker, "\xc1\x01");
	finish(&maker);
	assert_reads(&maker.bytes, "<dict>\n"
	    "\t<key>k</key>\n\t<array>\n\t\t<string>k</string>\n\t</array>\n"
	    "\t<key>k</key>\n\t<array>\n\t\t<string>k</string>\n\t</array>\n"
	    "</dict>\n", &notes);
	assert_true(notes.duplicate_keys);
	assert_true(notes.sets);
	assert_non_null(binary_notes_reason(&notes));
	release(&maker);
}

/* They would come back as dictionaries. */
static void
a_file_with_uids_cannot_be_edited(void **state)
{
	struct maker maker = { 0 };
	struct binary_notes notes;

	(void)state;
	OBJECT(&maker, "\xa1\x01");
	OBJECT(&maker, "\x80\x05");
	finish(&maker);
	assert_reads(&maker.bytes, "<array>\n\t<dict>\n\t\t<key>CF$UID</key>\n"
	    "\t\t<integer>5</integer>\n\t</dict>\n</array>\n", &notes);
	assert_true(notes.uids);
	assert_non_null(strstr(binary_notes_reason(&notes), "UID"));
	release(&maker);
}

static void
damaged_objects_are_refused(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum error_code code;
		const char *words;
	} cases[] = {
		{ "\x5f", 1, ERR_SYNTAX, "count" },
		{ "\x5f\x10", 2, ERR_SYNTAX, "count" },
		{ "\x5f\x51", 2, ERR_SYNTAX, "count" },
		{ "\x5f\x13\xff\xff\xff\xff\xff\xff\xff\xff", 10, ERR_SYNTAX,
		    "longer" },
		{ "\x5f\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 18, ERR_SYNTAX,
		    "count" },
		{ "\x55""abc", 4, ERR_SYNTAX, "longer" },
		{ "\x62\0a", 3, ERR_SYNTAX, "longer" },
		{ "\xa1", 1, ERR_SYNTAX, "longer" },
		{ "\xd1\x00", 2, ERR_SYNTAX, "longer" },
		{ "\xa1\x09", 2, ERR_SYNTAX, "not there" },
		{ "\xa1\x00", 2, ERR_SYNTAX, "itself" },
		{ "\xd1\x00\x00", 3, ERR_SYNTAX, "key" },
		{ "\x13\0\0\0", 4, ERR_SYNTAX, "number" },
		{ "\x15\0\0\0", 4, ERR_SYNTAX, "number" },
		{ "\x14\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0\0", 17, ERR_RANGE,
		    "64 bits" },
		{ "\x23\0\0\0", 4, ERR_SYNTAX, "real" },
		{ "\x21\0\0\0", 4, ERR_SYNTAX, "real" },
		{ "\x33\0\0\0", 4, ERR_SYNTAX, "date" },
		{ "\x33\x7f\xf8\0\0\0\0\0\0", 9, ERR_RANGE, "years" },
		{ "\x33\x43\x30\0\0\0\0\0\0", 9, ERR_RANGE, "years" },
		{ "\x89\0\0", 3, ERR_SYNTAX, "UID" },
		{ "\x00", 1, ERR_UNSUPPORTED, "null" },
		{ "\x0c", 1, ERR_UNSUPPORTED, "URL" },
		{ "\x0f", 1, ERR_SYNTAX, "kind" },
		{ "\x90", 1, ERR_SYNTAX, "kind" },
		{ "\xf0", 1, ERR_SYNTAX, "kind" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct maker maker = { 0 };

		make_object(&maker, cases[i].bytes, cases[i].length);
		finish(&maker);
		assert_fails(&maker.bytes, cases[i].code, cases[i].words);
		release(&maker);
	}
}

static void
damaged_trailers_are_refused(void **state)
{
	static const struct {
		size_t offset;	/* into the trailer */
		unsigned char value;
		const char *words;
	} cases[] = {
		{ 6, 0, "sizes" }, { 6, 9, "sizes" }, { 7, 0, "sizes" },
		{ 7, 9, "sizes" }, { 15, 0, "more objects" },
		{ 15, 200, "more objects" }, { 8, 0xff, "more objects" },
		{ 23, 1, "first object" }, { 16, 0xff, "first object" },
		{ 31, 0, "table" }, { 31, 200, "table" }, { 24, 0xff, "table" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct maker maker = { 0 };

		OBJECT(&maker, "\x09");
		finish(&maker);
		maker.bytes.data[maker.bytes.length - 32 + cases[i].offset] =
		    (char)cases[i].value;
		assert_fails(&maker.bytes, ERR_SYNTAX, cases[i].words);
		release(&maker);
	}
}

static void
every_cut_is_refused(void **state)
{
	struct maker maker = { 0 };

	(void)state;
	OBJECT(&maker, "\xa1\x01");
	OBJECT(&maker, "\x51""a");
	finish(&maker);
	while (maker.bytes.length > 0) {
		buf_truncate(&maker.bytes, maker.bytes.length - 1);
		assert_fails(&maker.bytes, ERR_SYNTAX, "");
	}
	release(&maker);
}

/* LEVELS arrays, each the only item of the one before. */
static void
make_nest(struct maker *maker, size_t levels)
{
	/* References of one byte end at 255: the offsets do the nesting. */
	size_t table, offset = 8;

	buf_add_text(&maker->bytes, "bplist00");
	for (size_t i = 0; i + 1 < levels; i++) {
		buf_add_char(&maker->bytes, (char)0xa1);
		put_number(&maker->bytes, i + 1, 2);
	}
	buf_add_char(&maker->bytes, (char)0xa0);
	table = maker->bytes.length;
	for (size_t i = 0; i < levels; i++, offset += 3)
		put_number(&maker->bytes, offset, 4);
	put_number(&maker->bytes, 0, 6);
	put_number(&maker->bytes, 4, 1);
	put_number(&maker->bytes, 2, 1);
	put_number(&maker->bytes, levels, 8);
	put_number(&maker->bytes, 0, 8);
	put_number(&maker->bytes, table, 8);
}

static void
depth_is_bounded(void **state)
{
	struct maker fine = { 0 }, deep = { 0 }, deeper = { 0 };
	struct binary_notes notes;
	AUTO_BUF xml = BUF_INIT;

	(void)state;
	make_nest(&fine, 512);
	assert_true(binary_to_xml(fine.bytes.data, fine.bytes.length, &xml,
	    &notes, NULL));
	make_nest(&deep, 513);
	assert_fails(&deep.bytes, ERR_LIMIT, "512");
	make_nest(&deeper, 60000);
	assert_fails(&deeper.bytes, ERR_LIMIT, "512");
	release(&fine);
	release(&deep);
	release(&deeper);
}

static void
shared_objects_cannot_blow_up(void **state)
{
	struct maker maker = { 0 };

	(void)state;
	/* Each of 40 arrays holds the next one twice. */
	for (int i = 0; i < 40; i++) {
		char object[3] = { (char)0xa2, (char)(i + 1), (char)(i + 1) };

		make_object(&maker, object, sizeof(object));
	}
	OBJECT(&maker, "\x09");
	finish(&maker);
	assert_fails(&maker.bytes, ERR_LIMIT, "");
	release(&maker);
}

/* -------------------------------------------------------------- writing */

static char *
document(const char *element)
{
	return xasprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
	    "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
	    "<plist version=\"1.0\">\n%s\n</plist>\n", element);
}

static void
what_is_written_reads_as_it_was_meant(void **state)
{
	static const char *const elements[] = {
		"<true/>", "<false/>", "<array/>", "<dict/>",
		"<integer>0</integer>", "<integer>-5</integer>",
		"<integer>4294967296</integer>",
		"<integer>18446744073709551615</integer>",
		"<integer>-9223372036854775808</integer>",
		"<real>0.1</real>", "<real>-1.5e+300</real>",
		"<date>2001-01-01T00:00:00Z</date>",
		"<date>1970-01-01T00:00:00Z</date>",
		"<date>9999-12-31T23:59:59Z</date>",
		"<data>\nAQID\n</data>",
		"<string></string>", "<string>a&lt;&amp;&gt;</string>",
		"<string>\xc3\xa4\xf0\x9f\x98\x80</string>",
		"<string>a&#13;b\nc\td  </string>",
		"<array>\n\t<integer>1</integer>\n\t<integer>1</integer>\n"
		"</array>",
		"<dict>\n\t<key>b</key>\n\t<string>b</string>\n"
		"\t<key>a</key>\n\t<true/>\n</dict>",
		"<dict>\n\t<key>CF$UID</key>\n\t<integer>3</integer>\n</dict>",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(elements); i++) {
		AUTO_FREE char *xml = document(elements[i]);
		AUTO_BUF out = BUF_INIT;
		AUTO_BUF back = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		struct binary_notes notes;

		if (!binary_from_xml(xml, strlen(xml), &out, &err))
			fail_msg("%s: %s", elements[i], err.message);
		assert_true(binary_is(out.data, out.length));
		assert_true(binary_to_xml(out.data, out.length, &back, &notes,
		    &err));
		assert_string_equal(buf_text(&back), xml);
	}
}

/* libplist would write something else without a word. */
static void
what_would_be_written_wrongly_is_refused(void **state)
{
	static const char *const elements[] = {
		"<integer>{{port}}</integer>",
		"<integer>010</integer>",
		"<date>soon</date>",
		"<data>$VARIABLE</data>",
		"<dict><key>k</key><true/><key>k</key><false/></dict>",
		"<string>a\r\nb</string>",
		"<string",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(elements); i++) {
		AUTO_FREE char *xml = document(elements[i]);
		AUTO_BUF out = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;

		if (binary_from_xml(xml, strlen(xml), &out, &err))
			fail_msg("%s was written", elements[i]);
		assert_non_null(strstr(err.message, "binary property list"));
		assert_int_equal(out.length, 0);
	}
}

static void
other_files_are_not_binary(void **state)
{
	(void)state;
	assert_true(binary_is("bplist00", 8));
	assert_true(binary_is("bplist01........", 16));
	assert_false(binary_is("bplist0", 7));
	assert_false(binary_is("<?xml version", 13));
	assert_false(binary_is("", 0));
}

struct tally {
	size_t files, read, refused;
};

static bool
tally_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF xml = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct binary_notes notes;

	if (!file_read(path, (size_t)1 << 30, &file, NULL) ||
	    !binary_is(file.data, file.length))
		return true;
	tally->files++;
	if (binary_to_xml(file.data, file.length, &xml, &notes, &err)) {
		tally->read++;
	} else {
		tally->refused++;
		assert_non_null(err.message);
	}
	return true;
}

static void
binary_files_of_the_corpus_read_or_say_why(void **state)
{
	AUTO_FREE char *corpus = testdata_path("corpus");
	struct tally tally = { 0 };

	(void)state;
	if (corpus == NULL)
		skip();
	assert_true(file_walk(corpus, NULL, tally_file, &tally, NULL));
	printf("# binary: %zu, read %zu, refused %zu\n", tally.files,
	    tally.read, tally.refused);
	assert_true(tally.read >= 17);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_are_read_as_they_are_meant),
		cmocka_unit_test(what_text_cannot_hold_is_noted),
		cmocka_unit_test(fractions_of_a_second_are_noted),
		cmocka_unit_test(containers_nest_in_apples_layout),
		cmocka_unit_test(duplicate_keys_and_sets_are_noted),
		cmocka_unit_test(a_file_with_uids_cannot_be_edited),
		cmocka_unit_test(damaged_objects_are_refused),
		cmocka_unit_test(damaged_trailers_are_refused),
		cmocka_unit_test(every_cut_is_refused),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(shared_objects_cannot_blow_up),
		cmocka_unit_test(what_is_written_reads_as_it_was_meant),
		cmocka_unit_test(what_would_be_written_wrongly_is_refused),
		cmocka_unit_test(other_files_are_not_binary),
		cmocka_unit_test(binary_files_of_the_corpus_read_or_say_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
