/*
 * Spelling values.  New ones come in Apple's layout; the content of one that is
 * there keeps the form it has.
 */
#include "profile/xml_write.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "value/chardata.h"
#include "value/draft.h"
#include "value/type.h"

enum {
	DATA_WIDTH = 76,	/* base64 a line, less the indentation */
	DATA_LEAST = 8
};

/* Bytes; all of them as "&amp;" are still less than a file may have. */
#define VALUE_MOST ((size_t)128 << 20)

/* ---- what XML can hold */

bool
xml_can_hold(uint32_t code)
{
	if (code < 0x20)
		return code == '\t' || code == '\n' || code == '\r';
	return code != 0xFFFE && code != 0xFFFF;
}

const char *
xml_reference(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

static bool
is_short_enough(size_t length, struct error *err)
{
	if (length <= VALUE_MOST)
		return true;
	error_set(err, ERR_LIMIT, "the value is larger than 128 MiB");
	return false;
}

bool
xml_check_text(const char *text, size_t length, const char *what,
    struct error *err)
{
	size_t at = 0;

	if (!is_short_enough(length, err))
		return false;
	while (at < length) {
		uint32_t code;
		size_t n = utf8_decode(text + at, length - at, &code);

		if (code == 0xFFFD && n == 1) {
			error_set(err, ERR_RANGE, "the %s is not UTF-8 at byte "
			    "%zu", what, at + 1);
			return false;
		}
		if (!xml_can_hold(code)) {
			error_set(err, ERR_RANGE, "the %s has the character "
			    "U+%04X, which XML cannot hold", what,
			    (unsigned)code);
			return false;
		}
		at += n;
	}
	return true;
}

bool
xml_check_draft(const struct draft *draft, size_t depth, struct error *err)
{
	AUTO_BUF unused = BUF_INIT;

	if (depth == 0) {
		error_set(err, ERR_LIMIT,
		    "more than %d levels are inside of each other",
		    XML_DEPTH_MOST);
		return false;
	}
	if (draft->name != NULL &&
	    !xml_check_text(draft->name, draft->name_length, "key", err))
		return false;
	switch (draft->type) {
	case VALUE_STRING:
		return xml_check_text(draft->bytes.text, draft->bytes.length,
		    "text", err);
	case VALUE_DATA:
		return is_short_enough(draft->bytes.length, err);
	case VALUE_DATE:
		if (scalar_format_date(&unused, draft->date))
			return true;
		error_set(err, ERR_RANGE,
		    "the date is not in the years 1 to 9999");
		return false;
	case VALUE_ARRAY:
	case VALUE_DICT:
		for (size_t i = 0; i < draft->items.count; i++) {
			if (!xml_check_draft(draft->items.list[i], depth - 1,
				err))
				return false;
		}
		return true;
	default:
		return true;
	}
}

/* ---- scalars */

/* One character as text. */
static void
add_character(const char *bytes, size_t n, uint32_t code,
    const struct layout *layout, struct buf *out)
{
	const char *reference = xml_reference(code);

	if (reference != NULL)
		buf_add_text(out, reference);
	else if (code == '\n')
		buf_add_piece(out, layout->line_end);
	else if (encoding_can_hold(layout->encoding, code))
		buf_add(out, bytes, n);
	else
		buf_addf(out, "&#x%X;", (unsigned)code);
}

void
xml_add_text(const char *text, size_t length, const struct layout *layout,
    struct buf *out)
{
	size_t at = 0;

	while (at < length) {
		uint32_t code;
		size_t n = utf8_decode(text + at, length - at, &code);

		add_character(text + at, n, code, layout, out);
		at += n;
	}
}

/* Whether TEXT can stand in a CDATA section as it is. */
static bool
fits_cdata(const char *text, size_t length, const struct layout *layout)
{
	size_t at = 0;

	while (at < length) {
		uint32_t code;
		size_t n = utf8_decode(text + at, length - at, &code);

		if (code == '\r' ||
		    !encoding_can_hold(layout->encoding, code) ||
		    (length - at >= 3 && memcmp(text + at, "]]>", 3) == 0))
			return false;
		at += n;
	}
	return true;
}

static void
add_string(const struct draft *draft, struct piece old,
    const struct layout *layout, struct buf *out)
{
	const char *text = draft->bytes.text;
	size_t length = draft->bytes.length;
	const char *inside;
	size_t inside_length;

	if (!chardata_is_cdata(old.text, old.length, &inside, &inside_length) ||
	    !fits_cdata(text, length, layout)) {
		xml_add_text(text, length, layout, out);
		return;
	}
	buf_add_text(out, "<![CDATA[");
	while (length > 0) {
		const char *end = memchr(text, '\n', length);
		size_t n = end == NULL ? length : (size_t)(end - text);

		buf_add(out, text, n);
		if (end != NULL) {
			buf_add_piece(out, layout->line_end);
			n++;
		}
		text += n;
		length -= n;
	}
	buf_add_text(out, "]]>");
}

/* How base64 is laid out between its tags. */
struct data_layout {
	struct piece lead;	/* before the first line */
	struct piece between;	/* line end and indentation */
	struct piece trail;	/* behind the last */
	size_t width;		/* characters a line; 0: all on one */
};

static size_t
skip_white(struct piece text, size_t at)
{
	while (at < text.length && ascii_is_white(text.text[at]))
		at++;
	return at;
}

size_t
xml_data_width(size_t columns)
{
	size_t width = columns < DATA_WIDTH ?
	    (DATA_WIDTH - columns) / 4 * 4 : 0;

	return width < DATA_LEAST ? DATA_LEAST : width;
}

static size_t
width_at(struct piece indent)
{
	size_t columns = 0;

	for (size_t i = 0; i < indent.length; i++)
		columns += indent.text[i] == '\t' ? XML_TAB_WIDTH : 1;
	return xml_data_width(columns);
}

/*
 * The layout of OLD base64; false when it shows none: nothing in it, or
 * something else between.
 */
static bool
read_data_layout(struct piece old, const struct layout *layout,
    struct data_layout *out)
{
	size_t first = skip_white(old, 0);
	size_t end = old.length;
	size_t at = first;
	size_t longest = 0;
	size_t lines = 0;

	while (end > first && ascii_is_white(old.text[end - 1]))
		end--;
	out->lead = piece_of(old.text, first);
	out->trail = piece_of(old.text + end, old.length - end);
	out->between = out->lead;
	while (at < end) {
		size_t start = at;
		size_t next;

		while (at < end && !ascii_is_white(old.text[at]))
			at++;
		next = skip_white(old, at);
		longest = at - start > longest ? at - start : longest;
		if (lines++ == 0 && next < end)
			out->between = piece_of(old.text + at, next - at);
		at = next < end ? next : end;
	}
	if (lines == 0)
		return false;
	out->width = longest;
	/* One line says how wide it may be only by standing on its own. */
	if (lines == 1 && piece_has_line_end(out->lead)) {
		size_t usual = width_at(layout->indent);

		out->width = usual > longest ? usual : longest;
	} else if (lines == 1) {
		out->width = 0;
	}
	return true;
}

static void
add_base64(const struct draft *draft, const struct data_layout *shape,
    struct buf *out)
{
	AUTO_BUF digits = BUF_INIT;
	size_t width = shape->width;

	scalar_encode_base64(&digits, draft->bytes.text, draft->bytes.length);
	if (digits.length == 0) {
		buf_add_piece(out, shape->trail);
		return;
	}
	if (width == 0 || width > digits.length)
		width = digits.length;
	buf_add_piece(out, shape->lead);
	for (size_t at = 0; at < digits.length; at += width) {
		if (at > 0)
			buf_add_piece(out, shape->between);
		if (width > digits.length - at)
			width = digits.length - at;
		buf_add(out, digits.data + at, width);
	}
	buf_add_piece(out, shape->trail);
}

static void
add_data(const struct draft *draft, struct piece old,
    const struct layout *layout, struct buf *out)
{
	AUTO_BUF line = BUF_INIT;
	struct data_layout shape = { .width = 0 };

	if (!chardata_is_plain(old.text, old.length) &&
	    memchr(old.text, '<', old.length) != NULL)
		old.length = 0;
	if (!read_data_layout(old, layout, &shape)) {
		layout_add_break(layout, &line);
		shape.lead = piece_of(buf_text(&line), line.length);
		shape.between = shape.trail = shape.lead;
		shape.width = layout->one_line ? 0 : width_at(layout->indent);
	}
	add_base64(draft, &shape, out);
}

void
xml_add_content(const struct draft *draft, struct piece old,
    const struct layout *layout, struct buf *out)
{
	switch (draft->type) {
	case VALUE_STRING:
		add_string(draft, old, layout, out);
		break;
	case VALUE_INTEGER:
		scalar_format_integer(out, draft->integer);
		break;
	case VALUE_REAL:
		scalar_format_real(out, draft->real);
		break;
	case VALUE_DATE:
		scalar_format_date(out, draft->date);
		break;
	case VALUE_DATA:
		add_data(draft, old, layout, out);
		break;
	default:
		break;
	}
}

/* ---- elements */

static void
add_empty_tag(const char *name, const struct layout *layout, struct buf *out)
{
	buf_addf(out, "<%s%s/>", name, layout->blank_in_empty_tags ? " " : "");
}

static void
add_container(const struct draft *draft, const struct layout *layout,
    struct buf *out)
{
	const char *name = type_table[draft->type].element;
	AUTO_BUF indent = BUF_INIT;
	struct layout inner = *layout;

	if (draft->items.count == 0) {
		add_empty_tag(name, layout, out);
		return;
	}
	buf_add_piece(&indent, layout->indent);
	buf_add_piece(&indent, layout->unit);
	inner.indent = piece_of(buf_text(&indent), indent.length);
	buf_addf(out, "<%s>", name);
	for (size_t i = 0; i < draft->items.count; i++) {
		const struct draft *item = draft->items.list[i];

		layout_add_break(&inner, out);
		if (item->name != NULL) {
			buf_add_text(out, "<key>");
			xml_add_text(item->name, item->name_length, layout,
			    out);
			buf_add_text(out, "</key>");
			layout_add_break(&inner, out);
		}
		xml_add_draft(item, &inner, out);
	}
	layout_add_break(layout, out);
	buf_addf(out, "</%s>", name);
}

void
xml_add_draft(const struct draft *draft, const struct layout *layout,
    struct buf *out)
{
	const char *name = type_table[draft->type].element;

	if (value_type_is_container(draft->type)) {
		add_container(draft, layout, out);
	} else if (draft->type == VALUE_BOOLEAN) {
		add_empty_tag(draft->boolean ? "true" : "false", layout, out);
	} else if (draft->type == VALUE_STRING && draft->bytes.length == 0 &&
	    layout->short_empty_strings) {
		add_empty_tag(name, layout, out);
	} else {
		buf_addf(out, "<%s>", name);
		xml_add_content(draft, piece_of("", 0), layout, out);
		buf_addf(out, "</%s>", name);
	}
}
