/*
 * From the encodings a property list comes in to UTF-8 and back.
 * Sources: XML 1.0, appendix F (detection); RFC 2781 (UTF-16); the Unicode
 * Consortium's table of windows-1252, its five free bytes read as the controls
 * of the same number.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "value/chardata.h"

#include "profile/internal.h"

/* What the bytes 0x80 to 0x9F stand for. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
	0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

/* As declarations spell them, and as messages do (the first of each). */
static const struct {
	const char *name;
	enum profile_encoding encoding;
} names[] = {
	{ "UTF-8", ENCODING_UTF8 },
	{ "UTF-16 little-endian", ENCODING_UTF16LE },
	{ "UTF-16 big-endian", ENCODING_UTF16BE },
	{ "ISO-8859-1", ENCODING_LATIN1 },
	{ "US-ASCII", ENCODING_ASCII },
	{ "windows-1252", ENCODING_WINDOWS1252 },
	{ "utf8", ENCODING_UTF8 },
	{ "latin1", ENCODING_LATIN1 },
	{ "latin-1", ENCODING_LATIN1 },
	{ "iso_8859-1", ENCODING_LATIN1 },
	{ "ascii", ENCODING_ASCII },
	{ "cp1252", ENCODING_WINDOWS1252 },
	/*
	 * Eight-bit text that says so was converted and kept its declaration.
	 */
	{ "UTF-16", ENCODING_UTF8 },
	{ "UTF-16LE", ENCODING_UTF8 },
	{ "UTF-16BE", ENCODING_UTF8 },
};

const char *
encoding_name(enum profile_encoding encoding)
{
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (names[i].encoding == encoding)
			return names[i].name;
	}
	return "?";
}

bool
encoding_can_hold(enum profile_encoding encoding, uint32_t code)
{
	switch (encoding) {
	case ENCODING_ASCII:
		return code < 0x80;
	case ENCODING_LATIN1:
		return code <= 0xFF;
	case ENCODING_WINDOWS1252:
		if (code < 0x80 || (code >= 0xA0 && code <= 0xFF))
			return true;
		for (size_t i = 0; i < ARRAY_COUNT(windows_1252); i++) {
			if (windows_1252[i] == code)
				return true;
		}
		return false;
	default:
		return true;
	}
}

/* ---- detection */

/*
 * The name in the XML declaration at the front of TEXT; false when there is
 * none.
 */
static bool
declared(const char *text, size_t length, const char **name,
    size_t *name_length)
{
	static const char word[] = "encoding";
	enum chardata_kind kind;
	size_t at = text_bom(text, length);
	const char *end;

	while (at < length && ascii_is_white(text[at]))
		at++;
	if (length - at < 6 || memcmp(text + at, "<?xml", 5) != 0)
		return false;
	end = text + at + chardata_token(text + at, length - at, &kind);
	for (text += at; end - text > (ptrdiff_t)sizeof(word); text++) {
		const char *quote = text + sizeof(word) - 1;

		if (memcmp(text, word, sizeof(word) - 1) != 0)
			continue;
		while (quote < end && memchr(" \t\r\n=", *quote, 5) != NULL)
			quote++;
		if (quote == end || (*quote != '"' && *quote != '\''))
			return false;
		*name = quote + 1;
		quote = memchr(*name, *quote, (size_t)(end - *name));
		if (quote == NULL)
			return false;
		*name_length = (size_t)(quote - *name);
		return true;
	}
	return false;
}

bool
encoding_declared(const char *bytes, size_t length,
    enum profile_encoding *encoding, struct error *err)
{
	const char *name;
	size_t name_length;

	*encoding = ENCODING_UTF8;
	if (!declared(bytes, length, &name, &name_length))
		return true;
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (text_compare_nocase(name, name_length, names[i].name,
			strlen(names[i].name)) == 0) {
			*encoding = names[i].encoding;
			return true;
		}
	}
	error_set(err, ERR_UNSUPPORTED, "the encoding '%.*s' is not read; "
	    "convert the file to UTF-8",
	    (int)(name_length < 40 ? name_length : 40), name);
	return false;
}

static bool
detect(const char *bytes, size_t length, enum profile_encoding *encoding,
    struct error *err)
{
	static const struct {
		const char *bytes;
		size_t length;
		int encoding;	/* -1: not read */
	} fronts[] = {
		{ "\xEF\xBB\xBF", 3, ENCODING_UTF8 },
		{ "\xFF\xFE\0\0", 4, -1 },
		{ "\0\0\xFE\xFF", 4, -1 },
		{ "\xFF\xFE", 2, ENCODING_UTF16LE },
		{ "\xFE\xFF", 2, ENCODING_UTF16BE },
		{ "<\0\0\0", 4, -1 },
		{ "\0\0\0<", 4, -1 },
		{ "<\0?\0", 4, ENCODING_UTF16LE },
		{ "\0<\0?", 4, ENCODING_UTF16BE },
		{ "<\0p\0", 4, ENCODING_UTF16LE },
		{ "\0<\0p", 4, ENCODING_UTF16BE },
	};

	for (size_t i = 0; i < ARRAY_COUNT(fronts); i++) {
		if (length < fronts[i].length ||
		    memcmp(bytes, fronts[i].bytes, fronts[i].length) != 0)
			continue;
		if (fronts[i].encoding < 0) {
			error_set(err, ERR_UNSUPPORTED,
			    "the encoding 'UTF-32' is not read; convert the "
			    "file to UTF-8");
			return false;
		}
		*encoding = (enum profile_encoding)fronts[i].encoding;
		return true;
	}
	return encoding_declared(bytes, length, encoding, err);
}

/* ---- decoding */



static uint32_t
unit_at(const char *bytes, size_t at, bool big_endian)
{
	uint32_t first = (unsigned char)bytes[at];
	uint32_t second = (unsigned char)bytes[at + 1];

	return big_endian ? first << 8 | second : second << 8 | first;
}

static void
decode_utf16(const char *bytes, size_t length, bool big_endian,
    struct buf *out)
{
	size_t at = 0;

	while (at + 2 <= length) {
		uint32_t code = unit_at(bytes, at, big_endian);

		at += 2;
		if (code >= 0xD800 && code < 0xDC00 && at + 2 <= length) {
			uint32_t low = unit_at(bytes, at, big_endian);

			if (low >= 0xDC00 && low < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) +
				    (low - 0xDC00);
				at += 2;
			}
		}
		utf8_add(out, code);
	}
	if (at < length)
		utf8_add(out, 0xFFFD);
}

static void
decode_bytes(const char *bytes, size_t length, enum profile_encoding encoding,
    struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c < 0x80)
			buf_add_char(out, (char)c);
		else if (encoding == ENCODING_ASCII)
			utf8_add(out, 0xFFFD);
		else if (encoding == ENCODING_WINDOWS1252 && c < 0xA0)
			utf8_add(out, windows_1252[c - 0x80]);
		else
			utf8_add(out, c);
	}
}

bool
encoding_decode(const char *bytes, size_t length,
    enum profile_encoding *encoding, struct buf *text, bool *exact,
    struct error *err)
{
	AUTO_BUF again = BUF_INIT;

	*exact = true;
	if (!detect(bytes, length, encoding, err))
		return false;
	if (*encoding == ENCODING_UTF8)
		return true;
	buf_reserve(text, length);
	if (*encoding == ENCODING_UTF16LE || *encoding == ENCODING_UTF16BE)
		decode_utf16(bytes, length, *encoding == ENCODING_UTF16BE,
		    text);
	else
		decode_bytes(bytes, length, *encoding, text);
	*exact = encoding_encode(text->data, text->length, *encoding, &again,
		NULL) && again.length == length &&
	    memcmp(again.data, bytes, length) == 0;
	return true;
}

/* ---- encoding */

static void
add_unit(struct buf *out, uint32_t unit, bool big_endian)
{
	char high = (char)(unit >> 8);
	char low = (char)(unit & 0xFF);

	buf_add_char(out, big_endian ? high : low);
	buf_add_char(out, big_endian ? low : high);
}

static void
add_encoded(struct buf *out, uint32_t code, enum profile_encoding encoding)
{
	bool big_endian = encoding == ENCODING_UTF16BE;

	if (encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE) {
		if (code >= 0x10000) {
			code -= 0x10000;
			add_unit(out, 0xD800 + (code >> 10), big_endian);
			code = 0xDC00 + (code & 0x3FF);
		}
		add_unit(out, code, big_endian);
		return;
	}
	if (encoding == ENCODING_WINDOWS1252 && code >= 0x80) {
		for (unsigned i = 0; i < ARRAY_COUNT(windows_1252); i++) {
			if (windows_1252[i] == code)
				code = 0x80 + i;
		}
	}
	buf_add_char(out, (char)code);
}

bool
encoding_encode(const char *text, size_t length,
    enum profile_encoding encoding, struct buf *out, struct error *err)
{
	size_t at = 0;

	if (encoding == ENCODING_UTF8) {
		buf_add(out, text, length);
		return true;
	}
	while (at < length) {
		uint32_t code;
		size_t n = utf8_decode(text + at, length - at, &code);

		if (!encoding_can_hold(encoding, code)) {
			size_t line;
			size_t column;

			text_place(text, length, at, &line, &column);
			error_set(err, ERR_RANGE, "the character U+%04X cannot "
			    "be written in the file's encoding, %s",
			    (unsigned)code, encoding_name(encoding));
			error_locate(err, NULL, line, column);
			return false;
		}
		add_encoded(out, code, encoding);
		at += n;
	}
	return true;
}
