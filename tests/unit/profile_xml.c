/*
 * Reading XML: what becomes of what, whose a comment is, what is odd, and what
 * is ill-formed in words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/progress.h"
#include "profile/profile.h"
#include "value/path.h"
#include "value/type.h"

static struct profile *
read_text(const char *text)
{
	return profile_parse("x", text, strlen(text), NULL, NULL);
}

/* ---- values */

static void
scalars_read_strictly(void **state)
{
	static const struct {
		const char *text;
		enum value_type type;
		bool unreadable;
		const char *shown;
	} cases[] = {
		{ "<string> a  b </string>", VALUE_STRING, false, " a  b " },
		{ "<string/>", VALUE_STRING, false, "" },
		{ "<string>&lt;&#65;&#x42;&quot;&apos;&amp;</string>",
		    VALUE_STRING, false, "<AB\"'&" },
		{ "<string>a\r\nb\rc&#13;d</string>", VALUE_STRING, false,
		    "a\nb\nc\rd" },
		{ "<string>a<!-- x -->b<?y?>c<![CDATA[<d>]]>e</string>",
		    VALUE_STRING, false, "abc<d>e" },
		{ "<string>a<b>c</b></string>", VALUE_STRING, true, "ac" },
		{ "<integer> +31 </integer>", VALUE_INTEGER, false, "31" },
		{ "<integer>0x1F</integer>", VALUE_INTEGER, false, "31" },
		{ "<integer>&#49;<![CDATA[2]]></integer>", VALUE_INTEGER, false,
		    "12" },
		{ "<integer>010</integer>", VALUE_INTEGER, false, "10" },
		{ "<integer>18446744073709551615</integer>", VALUE_INTEGER,
		    false, "18446744073709551615" },
		{ "<integer>18446744073709551616</integer>", VALUE_INTEGER,
		    true, "18446744073709551616" },
		{ "<integer>abc</integer>", VALUE_INTEGER, true, "abc" },
		{ "<integer/>", VALUE_INTEGER, true, "" },
		{ "<integer>{{x}}</integer>", VALUE_INTEGER, true, "{{x}}" },
		{ "<real>1.50</real>", VALUE_REAL, false, "1.5" },
		{ "<real>-inf</real>", VALUE_REAL, false, "-infinity" },
		{ "<real>1,5</real>", VALUE_REAL, true, "1,5" },
		{ "<date>9999-12-31T23:59:59Z</date>", VALUE_DATE, false,
		    "9999-12-31T23:59:59Z" },
		{ "<date>2023-02-29T00:00:00Z</date>", VALUE_DATE, true,
		    "2023-02-29T00:00:00Z" },
		{ "<date>2023-02-28</date>", VALUE_DATE, true, "2023-02-28" },
		{ "<data>\n\tAA EC\n\t</data>", VALUE_DATA, false, "3 bytes" },
		{ "<data>AA==</data>", VALUE_DATA, false, "1 byte" },
		{ "<data/>", VALUE_DATA, false, "0 bytes" },
		{ "<data>A<!-- x -->AEC</data>", VALUE_DATA, false, "3 bytes" },
		{ "<data>AAE</data>", VALUE_DATA, true, "AAE" },
		{ "<data>$CERT</data>", VALUE_DATA, true, "$CERT" },
		{ "<true/>", VALUE_BOOLEAN, false, "true" },
		{ "<false></false>", VALUE_BOOLEAN, false, "false" },
		{ "<array/>", VALUE_ARRAY, false, "0 items" },
		{ "<dict><key>A</key><true/></dict>", VALUE_DICT, false,
		    "1 key" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct profile *profile = read_text(cases[i].text);
		struct value *root = profile_root(profile);
		AUTO_BUF shown = BUF_INIT;

		type_format(root, &shown);
		assert_int_equal(root->type, cases[i].type);
		assert_int_equal(root->unreadable, cases[i].unreadable);
		assert_string_equal(buf_text(&shown), cases[i].shown);
		profile_close(profile);
	}
}

static void
equal_keys_are_kept_and_found_in_turn(void **state)
{
	AUTO_BUF text = BUF_INIT;
	struct profile *profile;
	struct value *root;

	(void)state;
	/* Few and many: with the name index and without. */
	for (size_t count = 4; count <= 400; count += 396) {
		buf_truncate(&text, 0);
		buf_add_text(&text, "<dict>");
		for (size_t i = 0; i < count; i++)
			buf_addf(&text, "<key>k%zu</key><integer>%zu</integer>",
			    i % (count / 2), i);
		buf_add_text(&text, "</dict>");
		profile = profile_parse("x", text.data, text.length,
		    NULL, NULL);
		root = profile_root(profile);
		for (size_t i = 0; i < count / 2; i++) {
			char name[24];
			struct value *first;
			struct value *second;

			snprintf(name, sizeof(name), "k%zu", i);
			first = value_find(root, name);
			assert_int_equal(first->index, i);
			second = value_next_same(first);
			assert_int_equal(second->index, i + count / 2);
			assert_null(value_next_same(second));
			assert_true(value_is_duplicate(first));
			assert_true(value_is_duplicate(second));
		}
		assert_null(value_find(root, "k"));
		profile_close(profile);
	}
}

/* ---- comments */

static void
a_comment_belongs_to_what_it_stands_at(void **state)
{
	static const struct {
		const char *text;
		size_t index;	/* of the item looked at */
		const char *slot, *before, *after;
	} cases[] = {
		{ "<array>\n\t<!-- a -->\n\t<true/>\n</array>", 0, "\n\t",
		    "<!-- a -->\n\t", "" },
		{ "<array>\n\t<!-- a -->\n\n\t<true/>\n</array>", 0,
		    "\n\t<!-- a -->\n\n\t", "", "" },
		{
		    "<array>\n\t<!-- a -->\n\n\t<!-- b -->\n"
		    "\t<!-- c --> <true/>\n</array>",
		    0, "\n\t<!-- a -->\n\n\t",
		    "<!-- b -->\n\t<!-- c --> ", "" },
		{ "<array>\n\t<true/> <!-- a -->\n\t<false/>\n</array>", 0,
		    "\n\t", "", " <!-- a -->" },
		{ "<array>\n\t<true/> <!-- a -->\n\t<false/>\n</array>", 1,
		    "\n\t", "", "" },
		{
		    "<array>\n\t<true/><!-- a\n\tb --><!-- c -->\n"
		    "\t<!-- d -->\n\t<false/>\n</array>",
		    0, "\n\t", "", "<!-- a\n\tb --><!-- c -->" },
		{ "<array>\n\t<true/> <!-- a --></array>", 0, "\n\t", "",
		    " <!-- a -->" },
		{ "<array><true/><!-- a --><false/></array>", 1, "",
		    "<!-- a -->", "" },
		{ "<array> <!-- a -->\n\t<true/></array>", 0, " <!-- a -->\n\t",
		    "", "" },
		{ "<array>\r\n\t<!-- a -->\r\n\t<true/> <!-- b -->\r\n</array>",
		    0, "\r\n\t", "<!-- a -->\r\n\t", " <!-- b -->" },
		{ "<array>\n\t<!-- a -->\n\t<true/>\n\t<!-- b -->\n</array>", 0,
		    "\n\t", "<!-- a -->\n\t", "" },
		{ "<array>\n\t<!-- a --> stray\n\t<true/>\n</array>", 0,
		    "\n\t<!-- a --> stray\n\t", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct profile *profile = read_text(cases[i].text);
		struct value *value = value_at(profile_root(profile),
		    cases[i].index);
		struct value_wings none = { { "", 0 }, { "", 0 } };
		struct value_wings *wings = value->wings != NULL ?
		    value->wings : &none;
		const struct {
			struct piece piece;
			const char *expected;
		} parts[] = {
			{ value->slot, cases[i].slot },
			{ wings->before, cases[i].before },
			{ wings->after, cases[i].after },
		};

		for (size_t j = 0; j < ARRAY_COUNT(parts); j++) {
			AUTO_FREE char *found = xstrndup(parts[j].piece.length >
			    0 ? parts[j].piece.text : "",
			    parts[j].piece.length);

			assert_string_equal(found, parts[j].expected);
		}
		profile_close(profile);
	}
}

/* ---- oddities */

static void
what_is_odd_is_kept_and_noted(void **state)
{
	static const struct {
		const char *text;
		enum oddity_kind kind;
		const char *at;	/* what stands at its place */
		const char *detail;
		const char *shown;	/* of the root */
	} cases[] = {
		{ "<array>stray text <true/></array>", ODDITY_STRAY_TEXT,
		    "stray", "stray", "1 item" },
		{ "<array><true/>></array>", ODDITY_STRAY_TEXT, "></array>",
		    ">", "1 item" },
		{ "<dict><key>A</key>x<true/></dict>", ODDITY_STRAY_TEXT,
		    "x<", "x", "1 key" },
		{ "<array><foo><true/>x</foo></array>", ODDITY_UNKNOWN_ELEMENT,
		    "<foo>", "foo", "0 items" },
		{ "<array><key>A</key></array>", ODDITY_UNKNOWN_ELEMENT,
		    "<key>", "key", "0 items" },
		{ "<string>a<b/></string>", ODDITY_UNKNOWN_ELEMENT, "<b/>",
		    "b", "a" },
		{ "<dict><key>A</key><key>B</key><true/></dict>",
		    ODDITY_KEY_WITHOUT_VALUE, "<key>A", "A", "1 key" },
		{ "<dict><key>B</key><true/><key>A</key></dict>",
		    ODDITY_KEY_WITHOUT_VALUE, "<key>A", "A", "1 key" },
		{ "<dict><true/><key>A</key><false/></dict>",
		    ODDITY_VALUE_WITHOUT_KEY, "<true/>", "true", "1 key" },
		{ " \n<?xml version='1.0'?><plist><true/></plist>",
		    ODDITY_LEADING_SPACE, " \n<?xml", "", "true" },
		{ "<plist><true/><false/></plist>", ODDITY_SEVERAL_ROOTS,
		    "<false/>", "false", "true" },
		{ "<true/>", ODDITY_NO_PLIST_ELEMENT, "<true/>", "true",
		    "true" },
		{ "<plist version='1.0' x='y'><true/></plist>",
		    ODDITY_ATTRIBUTE, "<plist", "x", "true" },
		{ "<plist><dict><key a='1'>A</key><true/></dict></plist>",
		    ODDITY_ATTRIBUTE, "<key a", "a", "1 key" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF text = BUF_INIT;
		AUTO_BUF shown = BUF_INIT;
		const struct oddity *oddity = NULL;
		bool bare = cases[i].text[0] == '<' &&
		    cases[i].text[1] != 'p' && cases[i].kind !=
		    ODDITY_NO_PLIST_ELEMENT;
		struct profile *profile;

		if (bare)
			buf_add_text(&text, "<plist>");
		buf_add_text(&text, cases[i].text);
		if (bare)
			buf_add_text(&text, "</plist>");
		profile = read_text(buf_text(&text));
		assert_non_null(profile);
		oddity = profile_oddity(profile, 0);
		assert_non_null(oddity);
		assert_int_equal(oddity->kind, cases[i].kind);
		assert_string_equal(oddity->detail, cases[i].detail);
		assert_memory_equal(buf_text(&text) + oddity->offset,
		    cases[i].at, strlen(cases[i].at));
		type_format(profile_root(profile), &shown);
		assert_string_equal(buf_text(&shown), cases[i].shown);
		profile_close(profile);
	}
}

static void
nul_bytes_at_the_end_are_noted(void **state)
{
	static const char text[] = "<plist><true/></plist>\n\0\0";
	struct profile *profile = profile_parse("x", text, sizeof(text) - 1,
	    NULL, NULL);
	AUTO_BUF again = BUF_INIT;

	(void)state;
	assert_non_null(profile);
	assert_int_equal(profile_oddity_count(profile), 1);
	assert_int_equal(profile_oddity(profile, 0)->kind,
	    ODDITY_TRAILING_NULS);
	profile_text(profile, &again);
	assert_int_equal(again.length, sizeof(text) - 1);
	profile_close(profile);
}

static void
nothing_is_odd_about_a_plain_file(void **state)
{
	struct profile *profile = read_text(
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- x -->\n"
	    "<plist version=\"1.0\">\n<dict>\n\t<!-- y -->\n</dict>\n"
	    "</plist>\n");

	(void)state;
	assert_int_equal(profile_oddity_count(profile), 0);
	profile_close(profile);
}

/* ---- ill-formed */

static void
ill_formed_text_is_explained(void **state)
{
	static const struct {
		const char *text, *expected;
		enum error_code code;
	} cases[] = {
		{ "<plist>\n<dict>\n</array>\n</plist>",
		    "x:3:1: the tag 'dict' opened on line 2 is closed by "
		    "'array'",
		    ERR_SYNTAX },
		{ "<plist>\n<dict>\n",
		    "x:3:1: the text ends before the tag 'dict' opened on line "
		    "2 is closed",
		    ERR_SYNTAX },
		{ "<plist>\n <string>A & B</string></plist>",
		    "x:2:12: a bare '&' is not allowed; write '&amp;'",
		    ERR_SYNTAX },
		{ "<plist><string>A &amp B</string></plist>",
		    "x:1:18: a bare '&' is not allowed; write '&amp;'",
		    ERR_SYNTAX },
		{ "<plist><string>a < b</string></plist>",
		    "x:1:18: a bare '<' is not allowed; write '&lt;'",
		    ERR_SYNTAX },
		{ "<plist>\n<!-- a\n -- b --><true/></plist>",
		    "x:3:4: '--' may not stand inside of a comment (it began "
		    "on line 2)",
		    ERR_SYNTAX },
		{ "<plist><!-- a <true/></plist>",
		    "x:1:8: the comment that starts here does not end",
		    ERR_SYNTAX },
		{ "<plist\n<dict/></plist>",
		    "x:2:1: the tag 'plist' on line 1 is not closed by '>'",
		    ERR_SYNTAX },
		{ "<plist><key>a\x04</key></plist>",
		    "x:1:14: the character U+0004, which XML cannot hold",
		    ERR_SYNTAX },
		{ "<plist><key>\xC3\xA4\xC3</key></plist>",
		    "x:1:14: the byte 0xC3 is not UTF-8", ERR_SYNTAX },
		{ "<plist><true/></plist>\n<plist/>",
		    "x:2:1: something follows the end of the document",
		    ERR_SYNTAX },
		{ "<plist><string>&nbsp;</string></plist>",
		    "x:1:16: the entity '&nbsp;' is not defined; XML knows "
		    "only amp, lt, gt, quot and apos",
		    ERR_SYNTAX },
		{
		    "<!DOCTYPE plist SYSTEM \"a.dtd\">\n"
		    "<plist><string>a&nbsp;b</string></plist>",
		    "x:2:17: the entity '&nbsp;' is not defined; XML knows "
		    "only amp, lt, gt, quot and apos",
		    ERR_SYNTAX },
		{
		    "<!DOCTYPE plist SYSTEM \"a.dtd\">\n"
		    "<plist version='&x;'><true/></plist>",
		    "x:2:17: an entity is used in a tag that is not defined",
		    ERR_SYNTAX },
		{ "<!DOCTYPE plist [<!ENTITY x 'y'>]>\n<plist><true/></plist>",
		    NULL, ERR_UNSUPPORTED },
		{ "<plist><true a='1' a='2'/></plist>",
		    "x:1:20: the tag has an attribute more than once",
		    ERR_SYNTAX },
		{ "<plist><string>a]]>b</string></plist>",
		    "x:1:19: ']]>' may not stand in text; write ']]&gt;'",
		    ERR_SYNTAX },
		{ "<plist><string>&#1;</string></plist>",
		    "x:1:16: the reference names a character that XML cannot "
		    "hold",
		    ERR_SYNTAX },
		{ "<!-- x --><?xml version='1.0'?><plist/>",
		    "x:1:11: an XML declaration may only stand at the very "
		    "beginning",
		    ERR_SYNTAX },
		{ "", "x: the file is empty", ERR_SYNTAX },
		{ " \n", "x: the file is empty", ERR_SYNTAX },
		{ "<plist/>",
		    "x: not a property list: there is no value in the element "
		    "'plist'",
		    ERR_UNSUPPORTED },
		{ "<html/>",
		    "x:1:1: not a property list: the outermost element is "
		    "'html'",
		    ERR_UNSUPPORTED },
		{ "{ a = b; }",
		    "x: the old OpenStep format of property lists is not read",
		    ERR_UNSUPPORTED },
		{ "{\"a\": 1}", "x: JSON is not read", ERR_UNSUPPORTED },
		{ " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n",
		    "x: not a property list: it does not begin with a tag",
		    ERR_UNSUPPORTED },
		{ "0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0a\1\7\2",
		    "x: not a property list: it begins like a signed profile, "
		    "but is damaged", ERR_UNSUPPORTED },
		{ "0 apples",
		    "x: not a property list: it does not begin with a tag",
		    ERR_UNSUPPORTED },
		{ "hello",
		    "x: not a property list: it does not begin with a tag",
		    ERR_UNSUPPORTED },
		{ "<?xml version='1.0' encoding='Shift_JIS'?><plist/>",
		    "x: the encoding 'Shift_JIS' is not read; convert the file "
		    "to UTF-8",
		    ERR_UNSUPPORTED },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;
		AUTO_FREE char *words = NULL;

		assert_null(profile_parse("x", cases[i].text,
			strlen(cases[i].text), NULL, &err));
		words = error_format(&err);
		if (cases[i].expected != NULL)
			assert_string_equal(words, cases[i].expected);
		assert_int_equal(err.code, cases[i].code);
	}
}

static void
depth_is_bounded(void **state)
{
	(void)state;
	for (size_t depth = 511; depth <= 514; depth++) {
		AUTO_BUF text = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		struct profile *profile;

		buf_add_text(&text, "<plist>");
		for (size_t i = 0; i < depth; i++)
			buf_add_text(&text, "<array>");
		for (size_t i = 0; i < depth; i++)
			buf_add_text(&text, "</array>");
		buf_add_text(&text, "</plist>");
		profile = profile_parse("x", text.data, text.length,
		    NULL, &err);
		assert_int_equal(profile != NULL, depth <= 512);
		assert_int_equal(err.code, depth <= 512 ? ERR_NONE : ERR_LIMIT);
		profile_close(profile);
	}
}

/*
 * expat begins a token anew in each piece it is given: a long comment must not
 * be handed over in small ones.
 */
static void
a_long_comment_is_read_in_no_time(void **state)
{
	AUTO_BUF text = BUF_INIT;
	int64_t start;
	struct profile *profile;

	(void)state;
	buf_add_text(&text, "<plist><!-- ");
	buf_add_repeat(&text, 'x', (size_t)32 << 20);
	buf_add_text(&text, " --><true/></plist>");
	start = clock_ticks();
	profile = profile_parse("x", text.data, text.length, NULL, NULL);
	assert_non_null(profile);
	assert_true(clock_ticks() - start < 5000);
	profile_close(profile);
}

static bool
stop_at_once(void *arg, size_t done, size_t total)
{
	(void)arg;
	assert_true(done <= total);
	return false;
}

static void
reading_can_be_cancelled(void **state)
{
	static const struct progress progress = { stop_at_once, NULL };
	AUTO_BUF text = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	buf_add_text(&text, "<plist><array>");
	for (size_t i = 0; i < 50000; i++)
		buf_add_text(&text, "<true/>");
	buf_add_text(&text, "</array></plist>");
	assert_null(profile_parse("x", text.data, text.length, &progress,
	    &err));
	assert_int_equal(err.code, ERR_CANCELLED);
}

/* ---- encodings */

static void
other_encodings_are_read_and_written_back(void **state)
{
	static const struct {
		const char *bytes;
		size_t length;
		enum profile_encoding encoding;
		const char *text;	/* of the root */
		bool read_only;
	} cases[] = {
#define BYTES(literal) literal, sizeof(literal) - 1
		{ BYTES("<plist><string>\xC3\xA4</string></plist>"),
		    ENCODING_UTF8, "\xC3\xA4", false },
		{ BYTES("\xEF\xBB\xBF<plist><string>a</string></plist>"),
		    ENCODING_UTF8, "a", false },
		{ BYTES("<?xml version='1.0' encoding='latin1'?><plist><string>"
		    "\xE4\x80</string></plist>"),
		    ENCODING_LATIN1, "\xC3\xA4\xC2\x80", false },
		{ BYTES("<?xml version='1.0' encoding=\"Windows-1252\"?><plist>"
		    "<string>\x80\x9F</string></plist>"),
		    ENCODING_WINDOWS1252, "\xE2\x82\xAC\xC5\xB8", false },
		{ BYTES("<?xml version='1.0' encoding='US-ASCII'?><plist><string>"
		    "a</string></plist>"),
		    ENCODING_ASCII, "a", false },
		{ BYTES("<?xml version='1.0' encoding='US-ASCII'?><plist><string>"
		    "\xE4</string></plist>"),
		    ENCODING_ASCII, "\xEF\xBF\xBD", true },
		{ BYTES("\xFF\xFE<\0p\0l\0i\0s\0t\0>\0<\0s\0t\0r\0i\0n\0g\0>"
		    "\0\xE4\0=\xD8\0\xDE<\0/\0s\0t\0r\0i\0n\0g\0>"
		    "\0<\0/\0p\0l\0i\0s\0t\0>\0"),
		    ENCODING_UTF16LE, "\xC3\xA4\xF0\x9F\x98\x80", false },
		{ BYTES("\0<\0p\0l\0i\0s\0t\0>\0<\0s\0t\0r\0i\0n\0g\0>"
		    "\0\xE4\0<\0/\0s\0t\0r\0i\0n\0g\0>"
		    "\0<\0/\0p\0l\0i\0s\0t\0>"),
		    ENCODING_UTF16BE, "\xC3\xA4", false },
		{ BYTES("<\0p\0l\0i\0s\0t\0>\0<\0s\0t\0r\0i\0n\0g\0>"
		    "\0=\xD8<\0/\0s\0t\0r\0i\0n\0g\0>\0<\0/\0p\0l\0i\0s\0t\0>"
		    "\0"),
		    ENCODING_UTF16LE, "\xEF\xBF\xBD", true },
		{ BYTES("<?xml version='1.0' encoding='UTF-16'?><plist><string>"
		    "\xC3\xA4</string></plist>"),
		    ENCODING_UTF8, "\xC3\xA4", false },
#undef BYTES
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct profile *profile = profile_parse("x", cases[i].bytes,
		    cases[i].length, NULL, NULL);
		AUTO_BUF bytes = BUF_INIT;

		assert_non_null(profile);
		assert_int_equal(profile_get_encoding(profile),
		    cases[i].encoding);
		assert_true(value_equals_text(profile_root(profile),
			cases[i].text));
		assert_int_equal(profile_read_only_reason(profile) != NULL,
		    cases[i].read_only);
		if (!cases[i].read_only) {
			assert_true(profile_bytes(profile, &bytes, NULL));
			assert_int_equal(bytes.length, cases[i].length);
			assert_memory_equal(bytes.data, cases[i].bytes,
			    cases[i].length);
		}
		profile_close(profile);
	}
}

/* ---- places */

static void
places_are_counted_in_characters(void **state)
{
	static const char text[] = "\xEF\xBB\xBF<plist>\r\n<dict>\n"
	    "\t<!-- \xC3\xA4 --><key>A</key> <string>x\ny</string>\r"
	    "\t<key>B</key>\n\t<array/>\n</dict></plist>";
	static const struct {
		const char *path;
		enum position_place place;
		size_t line, column;
	} cases[] = {
		{ "", PLACE_ENTRY, 2, 1 }, { "", PLACE_END, 7, 1 },
		{ "/A", PLACE_ENTRY, 3, 12 }, { "/A", PLACE_VALUE, 3, 25 },
		{ "/A", PLACE_END, 4, 2 }, { "/B", PLACE_ENTRY, 5, 2 },
		{ "/B", PLACE_VALUE, 6, 2 }, { "/B", PLACE_END, 6, 10 },
	};
	struct position positions[ARRAY_COUNT(cases)];
	struct profile *profile = read_text(text);

	(void)state;
	/* Asked from the last to the first. */
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		size_t at = ARRAY_COUNT(cases) - 1 - i;
		struct path path;

		assert_true(path_parse(cases[at].path, &path, NULL));
		positions[i].value = path_follow(profile_root(profile), &path,
		    NULL, NULL, NULL);
		positions[i].place = cases[at].place;
		path_release(&path);
	}
	profile_locate(profile, positions, ARRAY_COUNT(cases));
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		size_t at = ARRAY_COUNT(cases) - 1 - i;

		assert_int_equal(positions[i].line, cases[at].line);
		assert_int_equal(positions[i].column, cases[at].column);
	}
	assert_memory_equal(text + positions[2].offset, "<key>B", 6);
	profile_close(profile);
}

static void
a_line_leads_to_its_value(void **state)
{
	static const char text[] = "<plist>\n<dict>\n\t<key>A</key>\n"
	    "\t<array>\n\t\t<true/>\n\t</array>\n\t<key>B</key>\n"
	    "\t<string>x\ny</string>\n</dict>\n</plist>\n";
	static const char *const paths[] = {
		"", "", "/A", "/A", "/A/0", "/A", "/B", "/B", "/B", "", "",
	};
	struct profile *profile = read_text(text);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		AUTO_BUF path = BUF_INIT;

		path_of_value(profile_value_at_line(profile, i + 1),
		    profile_root(profile), &path);
		assert_string_equal(buf_text(&path), paths[i]);
	}
	profile_close(profile);
}

static void
a_new_profile_is_an_empty_dictionary(void **state)
{
	struct profile *profile = profile_new(NULL);

	(void)state;
	assert_true(profile_is_new(profile));
	assert_null(profile_path(profile));
	assert_int_equal(profile_root(profile)->type, VALUE_DICT);
	assert_int_equal(profile_oddity_count(profile), 0);
	profile_set_path(profile, "a/b.mobileconfig");
	assert_string_equal(profile_path(profile), "a/b.mobileconfig");
	profile_close(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scalars_read_strictly),
		cmocka_unit_test(equal_keys_are_kept_and_found_in_turn),
		cmocka_unit_test(a_comment_belongs_to_what_it_stands_at),
		cmocka_unit_test(what_is_odd_is_kept_and_noted),
		cmocka_unit_test(nul_bytes_at_the_end_are_noted),
		cmocka_unit_test(nothing_is_odd_about_a_plain_file),
		cmocka_unit_test(ill_formed_text_is_explained),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(a_long_comment_is_read_in_no_time),
		cmocka_unit_test(reading_can_be_cancelled),
		cmocka_unit_test(other_encodings_are_read_and_written_back),
		cmocka_unit_test(places_are_counted_in_characters),
		cmocka_unit_test(a_line_leads_to_its_value),
		cmocka_unit_test(a_new_profile_is_an_empty_dictionary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
