/*
 * Any bytes as each kind of scalar and as text to show: what is read, written
 * and read again is the same, and nothing unsafe comes out.
 */
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/json.h"
#include "base/scalar.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool sound)
{
	if (!sound)
		abort();
}

static void
try_integer(const char *text, size_t size)
{
	AUTO_BUF out = BUF_INIT;
	struct integer value, back;

	if (!scalar_parse_integer(text, size, &value))
		return;
	require(!value.negative || value.magnitude != 0);
	scalar_format_integer(&out, value);
	require(scalar_parse_integer(out.data, out.length, &back));
	require(integer_compare(value, back) == 0);
}

static void
try_real(const char *text, size_t size)
{
	AUTO_BUF out = BUF_INIT;
	double value, back;

	if (!scalar_parse_real(text, size, &value))
		return;
	scalar_format_real(&out, value);
	require(scalar_parse_real(out.data, out.length, &back));
	require(value == back || (isnan(value) && isnan(back)));
}

static void
try_date(const char *text, size_t size)
{
	AUTO_FREE char *typed = xstrndup(text, size);
	int64_t when, back;

	if (scalar_parse_date(text, size, &when)) {
		AUTO_BUF out = BUF_INIT;

		require(scalar_format_date(&out, when));
		require(out.length == size);
		require(memcmp(out.data, text, size) == 0);
		require(scalar_parse_date_input(typed, 0, &back));
		require(when == back);
	}
	if (scalar_parse_date_input(typed, 1772357400, &when)) {
		AUTO_BUF out = BUF_INIT;

		require(scalar_format_date(&out, when));
	}
}

static void
try_data(const char *text, size_t size)
{
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF again = BUF_INIT;
	AUTO_BUF back = BUF_INIT;

	buf_add_char(&bytes, '>');
	if (!scalar_decode_base64(text, size, &bytes)) {
		require(strcmp(buf_text(&bytes), ">") == 0);
		return;
	}
	scalar_encode_base64(&again, bytes.data + 1, bytes.length - 1);
	require(scalar_decode_base64(buf_text(&again), again.length, &back));
	require(back.length == bytes.length - 1);
	require(memcmp(buf_text(&back), bytes.data + 1, back.length) == 0);
}

static void
check_line(const char *text, size_t length, void *columns)
{
	size_t width = text_width(text, length);

	/* One character alone may be wider than the line. */
	require(width <= *(size_t *)columns || utf8_count(text, length) == 1);
}

static void
try_text(const char *text, size_t size)
{
	AUTO_BUF safe = BUF_INIT;
	AUTO_BUF again = BUF_INIT;
	AUTO_BUF json_text = BUF_INIT;
	size_t columns = size % 40, width;
	struct json json;

	text_make_safe(&safe, text, size, TEXT_ONE_LINE);
	require(utf8_is_valid(buf_text(&safe), safe.length));
	text_make_safe(&again, buf_text(&safe), safe.length, TEXT_ONE_LINE);
	require(strcmp(buf_text(&safe), buf_text(&again)) == 0);
	for (size_t i = 0; i < safe.length; i++)
		require((unsigned char)safe.data[i] >= 0x20 &&
		    safe.data[i] != 0x7f);
	size_t cut = text_clip(buf_text(&safe), safe.length, columns, &width);
	require(width <= columns && cut <= safe.length);
	require(text_width(buf_text(&safe), cut) == width);
	text_wrap(buf_text(&safe), safe.length, columns, check_line, &columns);
	json_init(&json, &json_text, 0);
	json_string_n(&json, text, size);
	require(utf8_is_valid(json_text.data, json_text.length));
}

static void
try_words(const char *text, size_t size)
{
	AUTO_FREE char *whole = xstrndup(text, size);
	const char *other = whole + strlen(whole) / 2;
	size_t there = text_distance(whole, other, 8);

	require(there == text_distance(other, whole, 8));
	require(text_distance(whole, whole, 8) == 0);
	require(text_has_words(whole, ""));
	require(text_equal_nocase(whole, whole));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	if (!text_is_utf8_locale())
		setlocale(LC_ALL, "C.UTF-8");
	if (size > 4096)
		return 0;
	try_integer(text, size);
	try_real(text, size);
	try_date(text, size);
	try_data(text, size);
	try_text(text, size);
	try_words(text, size);
	(void)scalar_is_uuid(text, size);
	return 0;
}
