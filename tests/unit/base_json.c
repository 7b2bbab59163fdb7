#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"

static void
write_sample(struct json *json)
{
	json_open_object(json);
	json_key(json, "list");
	json_open_array(json);
	json_integer(json, 1);
	json_string(json, "two");
	json_open_object(json);
	json_close_object(json);
	json_open_array(json);
	json_close_array(json);
	json_close_array(json);
	json_key(json, "yes");
	json_boolean(json, true);
	json_key(json, "no");
	json_boolean(json, false);
	json_key(json, "null");
	json_null(json);
	json_key(json, "real");
	json_raw(json, "1.5");
	json_close_object(json);
}

static void
without_indentation_it_is_one_line(void **state)
{
	AUTO_BUF out = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &out, 0);
	write_sample(&json);
	assert_string_equal(buf_text(&out),
	    "{\"list\":[1,\"two\",{},[]],\"yes\":true,\"no\":false,"
	    "\"null\":null,\"real\":1.5}");
}

static void
with_indentation_each_value_has_its_line(void **state)
{
	AUTO_BUF out = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &out, 2);
	write_sample(&json);
	assert_string_equal(buf_text(&out),
	    "{\n"
	    "  \"list\": [\n"
	    "    1,\n"
	    "    \"two\",\n"
	    "    {},\n"
	    "    []\n"
	    "  ],\n"
	    "  \"yes\": true,\n"
	    "  \"no\": false,\n"
	    "  \"null\": null,\n"
	    "  \"real\": 1.5\n"
	    "}");
}

static void
strings_are_escaped(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
		{ "", "\"\"" },
		{ "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
		{ "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
		{ "\x01\x1b\x1f\x7f", "\"\\u0001\\u001b\\u001f\\u007f\"" },
		{ "\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80",
		    "\"\xc3\xa9\xe6\x97\xa5\xf0\x9f\x98\x80\"" },
		{ "\xc2\x9b", "\"\\u009b\"" },
		{ "\xe2\x80\xae", "\"\\u202e\"" },
		{ "\xe2\x80\xa8", "\"\\u2028\"" },
		{ "\xf3\xa0\x81\x81", "\"\\udb40\\udc41\"" },
		{ "\xf4\x8f\xbf\xbf", "\"\\udbff\\udfff\"" },
		{ "a\xff""b\xc3", "\"a\xef\xbf\xbd""b\xef\xbf\xbd\"" },
		{ "\xed\xa0\x80",
		    "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;
		struct json json;

		json_init(&json, &out, 0);
		json_string(&json, cases[i].text);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
a_nul_is_part_of_a_string_and_keys_are_escaped(void **state)
{
	AUTO_BUF out = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &out, 0);
	json_open_object(&json);
	json_key(&json, "a\n\"");
	json_string_n(&json, "x\0y", 3);
	json_close_object(&json);
	assert_string_equal(buf_text(&out), "{\"a\\n\\\"\":\"x\\u0000y\"}");
}

static void
integers_are_whole(void **state)
{
	AUTO_BUF out = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &out, 0);
	json_open_array(&json);
	json_integer(&json, INT64_MIN);
	json_integer(&json, INT64_MAX);
	json_close_array(&json);
	assert_string_equal(buf_text(&out),
	    "[-9223372036854775808,9223372036854775807]");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_indentation_it_is_one_line),
		cmocka_unit_test(with_indentation_each_value_has_its_line),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(
		    a_nul_is_part_of_a_string_and_keys_are_escaped),
		cmocka_unit_test(integers_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
