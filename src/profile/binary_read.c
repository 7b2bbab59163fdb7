/*
 * Reading binary property lists: object by object into XML text, bounded in
 * values, depth and text.
 */
#include <stdlib.h>
#include <string.h>

#include "profile/binary.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "base/vec.h"
#include "profile/binary_object.h"
#include "profile/xml_write.h"

enum {
	VALUES_MAX = 10 * 1000 * 1000,
	/* bytes of XML that any file may give */
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
	TEXT_BASE = 1024 * 1024,	/* met within seconds, sanitizers or not */
#else
	TEXT_BASE = 64 * 1024 * 1024,
#endif
	TEXT_FACTOR = 64	/* and times its own size */
};

struct reader {
	struct binary_table table;
	uint8_t *open;		/* a bit for each object being written */
	size_t values, depth;
	size_t start, limit;	/* bytes in OUT */
	struct buf *out;
	struct binary_notes *notes;
	struct error *err;
};

struct key_text {	/* of a dictionary's key, as written into OUT */
	union {
		size_t start;		/* bytes into OUT, while it grows */
		const char *text;
	};
	size_t length;
};

static bool write_object(struct reader *reader, uint64_t index);

const char *
binary_notes_reason(const struct binary_notes *notes)
{
	if (notes->duplicate_keys)
		return "a dictionary in this binary property list has the same "
		    "key twice";
	if (notes->lossy_strings)
		return "this binary property list holds characters that text "
		    "cannot hold";
	if (notes->sets)
		return "this binary property list holds sets, which only its "
		    "own program can write";
	/* libplist would write the dictionaries that they are shown as. */
	if (notes->uids)
		return "this binary property list holds UIDs of an archive, "
		    "which only its own program can write";
	return NULL;
}

static bool
find_object(struct reader *reader, uint64_t index, struct binary_object *object)
{
	return binary_find(&reader->table, index, object, reader->err);
}

static uint64_t
reference(const struct reader *reader, const struct binary_object *object,
    uint64_t at)
{
	return binary_reference(&reader->table, object, at);
}

/* ---------------------------------------------------------------- output */

/* Called before each piece is written, so that OUT never runs far ahead. */
static bool
has_room(struct reader *reader, size_t extra)
{
	size_t used = reader->out->length - reader->start;

	if (extra <= reader->limit && used <= reader->limit - extra)
		return true;
	error_set(reader->err, ERR_LIMIT, "this binary property list would "
	    "give more than %zu MB of text", reader->limit >> 20);
	return false;
}

static bool
count_value(struct reader *reader)
{
	if (++reader->values <= VALUES_MAX)
		return true;
	error_set(reader->err, ERR_LIMIT, "this binary property list holds "
	    "more than %d values", VALUES_MAX);
	return false;
}

static void
add_tag(struct reader *reader, const char *start, const char *name,
    const char *end)
{
	buf_add_text(reader->out, start);
	buf_add_text(reader->out, name);
	buf_add_text(reader->out, end);
}

static bool
indent(struct reader *reader)
{
	if (!has_room(reader, reader->depth))
		return false;
	buf_add_repeat(reader->out, '\t', reader->depth);
	return true;
}

static bool
write_line(struct reader *reader, const char *text)
{
	if (!indent(reader))
		return false;
	buf_add_text(reader->out, text);
	buf_add_char(reader->out, '\n');
	return true;
}

/* --------------------------------------------------------------- strings */

static bool
add_code(struct reader *reader, uint32_t code)
{
	const char *reference = xml_reference(code);

	if (!has_room(reader, 5))
		return false;
	if (reference != NULL) {
		buf_add_text(reader->out, reference);
		return true;
	}
	/* A surrogate without its other half becomes U+FFFD too. */
	if (!xml_can_hold(code) || (code >= 0xd800 && code < 0xe000)) {
		reader->notes->lossy_strings = true;
		code = 0xfffd;
	}
	utf8_add(reader->out, code);
	return true;
}

static bool
add_utf16(struct reader *reader, const uint8_t *at, uint64_t count)
{
	for (uint64_t i = 0; i < count; i++) {
		uint32_t code = (uint32_t)binary_number(at + 2 * i, 2), low;

		if (code >= 0xd800 && code < 0xdc00 && i + 1 < count) {
			low = (uint32_t)binary_number(at + 2 * i + 2, 2);
			if (low >= 0xdc00 && low < 0xe000) {
				code = 0x10000 + ((code - 0xd800) << 10) +
				    (low - 0xdc00);
				i++;
			}
		}
		if (!add_code(reader, code))
			return false;
	}
	return true;
}

/* How many bytes from AT on stand for themselves in XML. */
static size_t
plain_run(const char *at, size_t length)
{
	size_t i = 0;

	while (i < length && at[i] >= ' ' && at[i] <= '~' && at[i] != '&' &&
	    at[i] != '<' && at[i] != '>')
		i++;
	return i;
}

/* ASCII too: libplist writes UTF-8 under its marker. */
static bool
add_utf8(struct reader *reader, const char *at, size_t length)
{
	while (length > 0) {
		size_t used = plain_run(at, length);
		uint32_t code;

		if (used > 0) {
			if (!has_room(reader, used))
				return false;
			buf_add(reader->out, at, used);
		} else {
			used = utf8_decode(at, length, &code);
			/*
			 * A replacement character proper is three bytes long.
			 */
			if (code == 0xfffd && used == 1)
				reader->notes->lossy_strings = true;
			if (!add_code(reader, code))
				return false;
		}
		at += used;
		length -= used;
	}
	return true;
}

static bool
is_string(const struct binary_object *object)
{
	return object->marker == MARK_ASCII || object->marker == MARK_UTF8 ||
	    object->marker == MARK_UTF16;
}

static bool
write_string(struct reader *reader, const struct binary_object *object,
    const char *element)
{
	bool fine;

	if (!indent(reader))
		return false;
	add_tag(reader, "<", element, ">");
	fine = object->marker == MARK_UTF16 ?
	    add_utf16(reader, object->body, object->count) :
	    add_utf8(reader, (const char *)object->body, (size_t)object->count);
	add_tag(reader, "</", element, ">\n");
	return fine;
}

/* --------------------------------------------------------------- scalars */

static bool
write_simple(struct reader *reader, const struct binary_object *object)
{
	switch (object->low) {
	case 0x8:
		return write_line(reader, "<false/>");
	case 0x9:
		return write_line(reader, "<true/>");
	case 0x0:
	case 0xc:
	case 0xd:
	case 0xe:
		error_set(reader->err, ERR_UNSUPPORTED, "this binary property "
		    "list holds %s, which text cannot hold",
		    object->low == 0 ? "a null" : object->low == 0xe ?
		    "a bare UUID" : "a URL object");
		return false;
	default:
		return binary_damaged("an object is of no known kind",
		    reader->err);
	}
}

static bool
write_integer(struct reader *reader, const struct binary_object *object)
{
	unsigned size = 1u << object->low;
	struct integer value = { 0 };
	uint64_t high = 0, low;

	if (object->low > 4 || size > object->room)
		return binary_damaged("a number ends too early", reader->err);
	if (size == 16)
		high = binary_number(object->body, 8);
	low = binary_number(object->body + (size == 16 ? 8 : 0),
	    size == 16 ? 8 : size);
	/* Eight bytes are signed, sixteen hold what is above 2^63. */
	if (size == 8 && low >> 63 != 0)
		high = UINT64_MAX;
	if (high == UINT64_MAX && low >> 63 != 0) {
		value.negative = true;
		value.magnitude = 0 - low;
	} else if (high == 0) {
		value.magnitude = low;
	} else {
		error_set(reader->err, ERR_RANGE, "this binary property list "
		    "holds a number beyond 64 bits");
		return false;
	}
	if (!indent(reader))
		return false;
	buf_add_text(reader->out, "<integer>");
	scalar_format_integer(reader->out, value);
	buf_add_text(reader->out, "</integer>\n");
	return true;
}

static bool
read_double(struct reader *reader, const struct binary_object *object,
    double *out)
{
	unsigned size = 1u << object->low;
	uint64_t bits;
	uint32_t short_bits;
	float single;

	if ((size != 4 && size != 8) || size > object->room)
		return binary_damaged("a real number ends too early",
		    reader->err);
	bits = binary_number(object->body, size);
	if (size == 8) {
		memcpy(out, &bits, sizeof(bits));
		return true;
	}
	short_bits = (uint32_t)bits;
	memcpy(&single, &short_bits, sizeof(single));
	*out = (double)single;
	return true;
}

static bool
write_real(struct reader *reader, const struct binary_object *object)
{
	double value;

	if (!read_double(reader, object, &value) || !indent(reader))
		return false;
	buf_add_text(reader->out, "<real>");
	scalar_format_real(reader->out, value);
	buf_add_text(reader->out, "</real>\n");
	return true;
}

static bool
write_date(struct reader *reader, const struct binary_object *object)
{
	AUTO_BUF text = BUF_INIT;
	double value;
	int64_t whole = 0;
	bool fits;

	if (object->low != 3 || !read_double(reader, object, &value))
		return binary_damaged("a date ends too early", reader->err);
	fits = value > -1e12 && value < 1e12;	/* false for nan */
	if (fits)
		whole = (int64_t)value;
	if ((double)whole > value)
		whole--;
	if (!fits || !scalar_format_date(&text, whole + BINARY_DATE_ORIGIN)) {
		error_set(reader->err, ERR_RANGE, "this binary property list "
		    "holds a date outside of the years 1 to 9999");
		return false;
	}
	if ((double)whole < value)
		reader->notes->fractional_dates = true;
	if (!indent(reader))
		return false;
	buf_addf(reader->out, "<date>%s</date>\n", buf_text(&text));
	return true;
}

static bool
write_data(struct reader *reader, const struct binary_object *object)
{
	size_t width = xml_data_width(reader->depth * XML_TAB_WIDTH);
	size_t length = (size_t)object->count, step, lines;

	step = width / 4 * 3;
	lines = length / step + 1;
	if (length > DOCUMENT_MOST / 2 ||
	    lines > DOCUMENT_MOST / (width + XML_DEPTH_MOST) ||
	    !has_room(reader, lines * (width + reader->depth + 1)) ||
	    !write_line(reader, "<data>"))
		return false;
	for (size_t at = 0; at < length; at += step) {
		buf_add_repeat(reader->out, '\t', reader->depth);
		scalar_encode_base64(reader->out, object->body + at,
		    length - at < step ? length - at : step);
		buf_add_char(reader->out, '\n');
	}
	return write_line(reader, "</data>");
}

/* As Apple's XML spells it: a dictionary with one key. */
static bool
write_uid(struct reader *reader, const struct binary_object *object)
{
	unsigned size = object->low + 1;

	if (size > 8 || size > object->room)
		return binary_damaged("a UID ends too early", reader->err);
	reader->notes->uids = true;
	if (!write_line(reader, "<dict>"))
		return false;
	reader->depth++;
	if (!write_line(reader, "<key>CF$UID</key>") || !indent(reader))
		return false;
	buf_addf(reader->out, "<integer>%llu</integer>\n",
	    (unsigned long long)binary_number(object->body, size));
	reader->depth--;
	return write_line(reader, "</dict>");
}

/* ------------------------------------------------------------ containers */

static int
compare_keys(const void *a, const void *b)
{
	const struct key_text *one = a, *other = b;
	size_t least = one->length < other->length ?
	    one->length : other->length;
	int order = memcmp(one->text, other->text, least);

	if (order != 0)
		return order;
	return one->length < other->length ? -1 : one->length > other->length;
}

/* As they stand in the text: keys equal there are equal for every reader. */
static bool
has_duplicates(struct key_text *keys, size_t count, const struct buf *out)
{
	for (size_t i = 0; i < count; i++)
		keys[i].text = out->data + keys[i].start;
	if (count > 1)
		qsort(keys, count, sizeof(*keys), compare_keys);
	for (size_t i = 1; i < count; i++) {
		if (compare_keys(&keys[i - 1], &keys[i]) == 0)
			return true;
	}
	return false;
}

static bool
write_key(struct reader *reader, const struct binary_object *dict, uint64_t at,
    struct key_text *text)
{
	struct binary_object key;

	text->start = reader->out->length;
	if (!count_value(reader) ||
	    !find_object(reader, reference(reader, dict, at), &key))
		return false;
	if (!is_string(&key))
		return binary_damaged("a key is no text", reader->err);
	if (!write_string(reader, &key, "key"))
		return false;
	text->length = reader->out->length - text->start;
	return true;
}

static bool
write_entries(struct reader *reader, const struct binary_object *dict)
{
	/* Grown as entries are met: the count alone is only a claim. */
	VEC(struct key_text) keys = { 0 };
	bool fine = true;

	for (uint64_t i = 0; fine && i < dict->count; i++)
		fine = write_key(reader, dict, i, VEC_PUSH(keys)) &&
		    write_object(reader,
		    reference(reader, dict, dict->count + i));
	if (fine && has_duplicates(keys.items, keys.count, reader->out))
		reader->notes->duplicate_keys = true;
	VEC_RELEASE(keys);
	return fine;
}

static bool
write_items(struct reader *reader, const struct binary_object *array)
{
	for (uint64_t i = 0; i < array->count; i++) {
		if (!write_object(reader, reference(reader, array, i)))
			return false;
	}
	return true;
}

static bool
write_container(struct reader *reader, const struct binary_object *object,
    uint64_t index)
{
	const char *name = object->marker == MARK_DICT ? "dict" : "array";
	uint8_t bit = (uint8_t)(1u << (index & 7));
	bool fine;

	if (object->marker == MARK_SET || object->marker == MARK_ORDERED_SET)
		reader->notes->sets = true;
	if (reader->open[index >> 3] & bit)
		return binary_damaged("an object contains itself", reader->err);
	if (reader->depth >= XML_DEPTH_MOST) {
		error_set(reader->err, ERR_LIMIT, "this binary property list "
		    "is nested deeper than %d levels", XML_DEPTH_MOST);
		return false;
	}
	if (!indent(reader))
		return false;
	if (object->count == 0) {
		add_tag(reader, "<", name, "/>\n");
		return true;
	}
	add_tag(reader, "<", name, ">\n");
	reader->open[index >> 3] |= bit;
	reader->depth++;
	fine = object->marker == MARK_DICT ? write_entries(reader, object) :
	    write_items(reader, object);
	reader->depth--;
	reader->open[index >> 3] &= (uint8_t)~bit;
	if (!fine || !indent(reader))
		return false;
	add_tag(reader, "</", name, ">\n");
	return true;
}

static bool
write_object(struct reader *reader, uint64_t index)
{
	struct binary_object object;

	if (!count_value(reader))
		return false;
	if (!find_object(reader, index, &object))
		return false;
	switch (object.marker) {
	case MARK_SIMPLE:
		return write_simple(reader, &object);
	case MARK_INTEGER:
		return write_integer(reader, &object);
	case MARK_REAL:
		return write_real(reader, &object);
	case MARK_DATE:
		return write_date(reader, &object);
	case MARK_DATA:
		return write_data(reader, &object);
	case MARK_ASCII:
	case MARK_UTF16:
	case MARK_UTF8:
		return write_string(reader, &object, "string");
	case MARK_UID:
		return write_uid(reader, &object);
	case MARK_ARRAY:
	case MARK_ORDERED_SET:
	case MARK_SET:
	case MARK_DICT:
		return write_container(reader, &object, index);
	default:
		return binary_damaged("an object is of no known kind",
		    reader->err);
	}
}

bool
binary_to_xml(const void *bytes, size_t length, struct buf *xml,
    struct binary_notes *notes, struct error *err)
{
	struct reader reader = {
		.out = xml, .notes = notes, .err = err, .start = xml->length
	};
	bool fine;

	*notes = (struct binary_notes){ 0 };
	if (!binary_table_open(&reader.table, bytes, length, err))
		return false;
	reader.limit = TEXT_BASE;
	if (length <= (DOCUMENT_MOST - TEXT_BASE) / TEXT_FACTOR)
		reader.limit += length * TEXT_FACTOR;
	else
		reader.limit = DOCUMENT_MOST;
	reader.open = xcalloc((size_t)(reader.table.count / 8) + 1, 1);
	buf_add_text(xml, XML_PROLOG);
	fine = write_object(&reader, reader.table.top);
	free(reader.open);
	if (!fine) {
		buf_truncate(xml, reader.start);
		return false;
	}
	buf_add_text(xml, XML_EPILOG);
	return true;
}
