/*
 * Making any bytes safe to show.  See text.h.
 */
#include "config.h"

#include "base/buf.h"
#include "base/text.h"

/*
 * What moves, hides or is not seen: DEL and the C1 controls, the soft hyphen,
 * fillers, bidirectional controls, zero-width characters, line and paragraph
 * separators, tags, non-characters.  The selectors of emoji and text style
 * (U+FE00 to U+FE0F) are not among them.
 * Source: Unicode 14, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
 */
static const struct range {
	uint32_t first, last;
} hidden[] = {
	{ 0x0000, 0x001f },	{ 0x007f, 0x009f },	{ 0x00ad, 0x00ad },
	{ 0x034f, 0x034f },	{ 0x061c, 0x061c },	{ 0x115f, 0x1160 },
	{ 0x17b4, 0x17b5 },	{ 0x180b, 0x180f },	{ 0x200b, 0x200f },
	{ 0x2028, 0x202e },	{ 0x2060, 0x206f },	{ 0x3164, 0x3164 },
	{ 0xfdd0, 0xfdef },	{ 0xfeff, 0xfeff },	{ 0xffa0, 0xffa0 },
	{ 0xfff0, 0xfffb },	{ 0xfffe, 0xffff },	{ 0x1bca0, 0x1bca3 },
	{ 0x1d173, 0x1d17a },	{ 0xe0000, 0xe0fff },
};

bool
text_is_hidden(uint32_t code_point)
{
	/* Of every plane, the last two are none. */
	if ((code_point & 0xfffe) == 0xfffe)
		return true;
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		if (code_point <= hidden[i].last)
			return code_point >= hidden[i].first;
	return false;
}

/* Whether a terminal that shows UTF-8 (or not) may be sent C as it is. */
static bool
is_shown(uint32_t c, bool utf8, bool follows)
{
	if (c >= 0x80 && !utf8)
		return false;
	/* A mark with nothing before it would join what stands there. */
	return !text_is_hidden(c) && (follows || text_code_width(c) > 0);
}

/* Bytes at the front that are printable ASCII. */
static size_t
plain_length(const char *text, size_t length)
{
	size_t plain = 0;

	while (plain < length && text[plain] >= ' ' && text[plain] <= '~')
		plain++;
	return plain;
}

static void
add_control(struct buf *out, char c, bool utf8, enum text_lines lines)
{
	if (c == '\t')
		buf_add_char(out, ' ');
	else if (c == '\n' && lines == TEXT_KEEP_LINES)
		buf_add_char(out, '\n');
	else if (c == '\n' && utf8)
		buf_add_text(out, "\xe2\x86\xb5");	/* U+21B5 */
	else
		buf_addf(out, "^%c", c ^ 0x40);
}

void
text_make_safe(struct buf *out, const char *text, size_t length,
    enum text_lines lines)
{
	bool utf8 = text_is_utf8_locale(), follows = false;
	uint32_t c;

	for (size_t used; length > 0; text += used, length -= used) {
		used = plain_length(text, length);
		if (used > 0) {
			buf_add(out, text, used);
			follows = true;
			continue;
		}
		used = utf8_decode(text, length, &c);
		if (used == 1 && c > 0x7f) {
			buf_addf(out, "\\x{%02x}", (unsigned char)*text);
			follows = false;
		} else if (c < 0x20 || c == 0x7f) {
			add_control(out, *text, utf8, lines);
			follows = false;
		} else if (is_shown(c, utf8, follows)) {
			buf_add(out, text, used);
			follows = true;
		} else {
			buf_addf(out, "\\u{%x}", (unsigned)c);
			follows = false;
		}
	}
}
