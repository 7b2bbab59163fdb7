/*
 * XML character data: tokens, decoding, and texts that break off anywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "value/chardata.h"

static void
tokens_end_where_xml_says(void **state)
{
	static const struct {
		const char *text;
		enum chardata_kind kind;
		size_t length;
	} cases[] = {
		{ " \t\r\n<a>", CHARDATA_WHITE, 4 },
		{ "ab &amp; c", CHARDATA_TEXT, 2 },
		{ "&amp;<", CHARDATA_TEXT, 5 },
		{ "<!-- > -- >--> x", CHARDATA_COMMENT, 14 },
		{ "<![CDATA[<a>]]]]>x", CHARDATA_CDATA, 17 },
		{ "<?x > ?>y", CHARDATA_INSTRUCTION, 8 },
		{ "<a b='>' c=\"/>\">x", CHARDATA_OPEN, 16 },
		{ "</a >x", CHARDATA_CLOSE, 5 },
		{ "<a b='/'/>x", CHARDATA_EMPTY, 10 },
		{ "<!-- open", CHARDATA_COMMENT, 9 },
		{ "<![CDATA[", CHARDATA_CDATA, 9 },
		{ "<a", CHARDATA_OPEN, 2 },
		{ "<", CHARDATA_OPEN, 1 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		enum chardata_kind kind;

		assert_int_equal(chardata_token(cases[i].text,
			strlen(cases[i].text), &kind), cases[i].length);
		assert_int_equal(kind, cases[i].kind);
	}
}

static void
text_is_decoded(void **state)
{
	static const struct {
		const char *text, *decoded;
	} cases[] = {
		{ "plain", "plain" },
		{ "&lt;&gt;&amp;&quot;&apos;", "<>&\"'" },
		{ "&#65;&#x42;&#x1F600;", "AB\xF0\x9F\x98\x80" },
		{ "a\r\nb\rc\nd", "a\nb\nc\nd" },
		{ "a&#13;&#10;b", "a\r\nb" },
		{ "<![CDATA[&lt;\r\n<b>]]>", "&lt;\n<b>" },
		{ "a<!-- &lt; -->b<?x y?>c", "abc" },
		{ "a<b c='d'>e</b>f", "aef" },
		{ "&broken", "&broken" },
		{ "&unknown;", "&unknown;" },
		{ "&#x110000;", "\xEF\xBF\xBD" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		chardata_decode(cases[i].text, strlen(cases[i].text), &out);
		assert_string_equal(buf_text(&out), cases[i].decoded);
	}
}

static void
one_cdata_section_is_recognised(void **state)
{
	static const struct {
		const char *text, *inside;
	} cases[] = {
		{ "<![CDATA[a<b]]>", "a<b" },
		{ "<![CDATA[]]>", "" },
		{ "<![CDATA[a]]> ", NULL },
		{ "<![CDATA[a]]><![CDATA[b]]>", NULL },
		{ "a", NULL },
		{ "<![CDATA[a", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		const char *inside;
		size_t length;
		bool is = chardata_is_cdata(cases[i].text,
		    strlen(cases[i].text), &inside, &length);

		assert_int_equal(is, cases[i].inside != NULL);
		if (is)
			assert_int_equal(length, strlen(cases[i].inside));
	}
}

static void
comments_are_seen_but_not_in_cdata(void **state)
{
	(void)state;
	assert_true(chardata_has_comment("a<!-- b -->", 11));
	assert_true(chardata_has_comment("<?b?>", 5));
	assert_false(chardata_has_comment("<![CDATA[<!-- b -->]]>", 22));
	assert_false(chardata_has_comment("a &lt;!-- b", 11));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_end_where_xml_says),
		cmocka_unit_test(text_is_decoded),
		cmocka_unit_test(one_cdata_section_is_recognised),
		cmocka_unit_test(comments_are_seen_but_not_in_cdata),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
