/*
 * The base64 of scalar.h.
 */
#include "unit.h"

#include <stdbool.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/random.h"
#include "base/scalar.h"

static void
base64_is_read_strictly(void **state)
{
	static const struct {
		const char *text, *bytes;	/* NULL: refused */
	} cases[] = {
		{ "", "" },
		{ " \n\t\r", "" },
		{ "Zg==", "f" },
		{ "Zm8=", "fo" },
		{ "Zm9v", "foo" },
		{ "Zm9vYg==", "foob" },
		{ "Zm9vYmE=", "fooba" },
		{ "Zm9vYmFy", "foobar" },
		{ "\n\tZm9v\n\tYmFy\n", "foobar" },
		{ "Z m 9 v Y m E = ", "fooba" },
		{ "Z\nm\r9\tv", "foo" },
		{ "Zm9vYg=\n=\n", "foob" },
		{ "Zh==", "f" },	/* bits that no byte needs */
		{ "Z", NULL },
		{ "Zm", NULL },
		{ "Zm9", NULL },
		{ "Zg=", NULL },
		{ "Zg===", NULL },
		{ "Zm8==", NULL },
		{ "Zm9v=", NULL },
		{ "Zm9v====", NULL },
		{ "=", NULL },
		{ "====", NULL },
		{ "Zg==Zg==", NULL },
		{ "Zg==Z", NULL },
		{ "Z=g=", NULL },
		{ "Zm9-", NULL },
		{ "Zm9_", NULL },
		{ "Zm9v!", NULL },
		{ "Zm9vYm\xc2\xa0""Fy", NULL },
		{ "Zm9v\v", NULL },
		{ "hello world", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;
		bool fine;

		buf_add_text(&out, "kept");
		fine = scalar_decode_base64(cases[i].text,
		    strlen(cases[i].text), &out);
		if (fine != (cases[i].bytes != NULL))
			fail_msg("'%s'", cases[i].text);
		assert_int_equal(strlen(out.data), out.length);
		assert_memory_equal(out.data, "kept", 4);
		assert_string_equal(out.data + 4, fine ? cases[i].bytes : "");
	}
}

static void
bytes_that_are_no_text_are_refused(void **state)
{
	AUTO_BUF out = BUF_INIT;

	(void)state;
	for (int byte = 0; byte < 256; byte++) {
		char text[4] = { 'Z', 'm', (char)byte, 'v' };
		bool fine = (byte >= 'a' && byte <= 'z') ||
		    (byte >= 'A' && byte <= 'Z') ||
		    (byte >= '0' && byte <= '9') || byte == '+' || byte == '/';

		buf_truncate(&out, 0);
		assert_int_equal(scalar_decode_base64(text, 4, &out), fine);
		assert_int_equal(out.length, fine ? 3 : 0);
	}
}

static void
any_bytes_come_back_however_they_are_wrapped(void **state)
{
	unsigned char bytes[300];

	(void)state;
	random_seed(3);
	random_bytes(bytes, sizeof bytes);
	random_seed(0);
	for (size_t length = 0; length <= sizeof bytes; length++) {
		size_t width = 1 + length % 7;
		AUTO_BUF line = BUF_INIT;
		AUTO_BUF wrapped = BUF_INIT;
		AUTO_BUF back = BUF_INIT;

		scalar_encode_base64(&line, bytes, length);
		assert_int_equal(line.length, (length + 2) / 3 * 4);
		for (size_t i = 0; i < line.length; i++) {
			if (i % width == 0)
				buf_add_text(&wrapped, "\r\n\t");
			buf_add_char(&wrapped, line.data[i]);
		}
		assert_true(scalar_decode_base64(buf_text(&wrapped),
		    wrapped.length, &back));
		assert_int_equal(back.length, length);
		if (length > 0)
			assert_memory_equal(back.data, bytes, length);
	}
}

static void
base64_is_one_padded_line(void **state)
{
	static const struct {
		const char *bytes, *text;
	} cases[] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "\xff\xff\xfe", "///+" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF text = BUF_INIT;

		buf_add_char(&text, '>');
		scalar_encode_base64(&text, cases[i].bytes,
		    strlen(cases[i].bytes));
		assert_string_equal(text.data + 1, cases[i].text);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(base64_is_read_strictly),
		cmocka_unit_test(bytes_that_are_no_text_are_refused),
		cmocka_unit_test(any_bytes_come_back_however_they_are_wrapped),
		cmocka_unit_test(base64_is_one_padded_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
