/*
 * Reading a text beside a tree: each value that ends is compared with the one
 * that stands at its place.
 */
#include <string.h>

#include "value/path.h"
#include "value/type.h"

#include "profile/xml_reader.h"

static void
add_reading(struct buf *out, const struct value *value, bool with_content)
{
	if (value->key != NULL) {
		buf_addf(out, "'%.*s' ", (int)value->key->length,
		    value->key->name);
	}
	buf_add_text(out, type_table[value->type].name);
	if (with_content && !value_is_container(value)) {
		buf_add_text(out, " '");
		type_format(value, out);
		buf_add_text(out, "'");
	}
}

static void
fail_difference(struct reader *reader, const struct value *expected,
    const struct value *found, bool whole)
{
	AUTO_BUF path = BUF_INIT;
	AUTO_BUF words = BUF_INIT;

	path_of_value(expected, reader->beside, &path);
	buf_addf(&words, "the new text does not read as it should at '%s': ",
	    buf_text(&path));
	if (found == NULL)
		buf_add_text(&words, "nothing");
	else
		add_reading(&words, found, whole);
	buf_add_text(&words, " instead of ");
	add_reading(&words, expected, whole);
	reader_fail(reader, ERR_REFUSED, reader->tag, buf_text(&words));
}

const struct value *
beside_expect(struct reader *reader, struct frame *parent)
{
	size_t index;
	const struct value *value;

	if (parent == NULL || parent->element == ELEMENT_PLIST)
		return reader->beside;
	index = parent->scratch.index++;
	value = value_at(parent->beside, index);
	if (value == NULL) {
		AUTO_BUF path = BUF_INIT;

		path_of_value(parent->beside, reader->beside, &path);
		buf_addf(&reader->decoded, "the new text has more than it "
		    "should in '%s'", buf_text(&path));
		reader_fail(reader, ERR_REFUSED, reader->tag,
		    buf_text(&reader->decoded));
	}
	return value;
}

static bool
same_name(const struct value_key *a, const struct value_key *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->length == b->length &&
	    memcmp(a->name, b->name, a->length) == 0;
}

void
beside_compare_start(struct reader *reader, struct frame *frame)
{
	const struct value *expected = frame->beside;
	const struct value *found = &frame->scratch;

	/* The name's text gives way to the next key's: it is compared now. */
	if (found->type != expected->type ||
	    !same_name(found->key, expected->key))
		fail_difference(reader, expected, found, false);
}

void
beside_compare_end(struct reader *reader, struct frame *frame)
{
	const struct value *expected = frame->beside;
	struct value *found = &frame->scratch;

	if (!value_is_container(expected)) {
		if (!value_equal(found, expected))
			fail_difference(reader, expected, found, true);
	} else if (found->index < expected->items.count) {
		/* Items were compared one by one; they must be all. */
		fail_difference(reader, expected->items.list[found->index],
		    NULL, true);
	}
}
