/*
 * Values out of tags and what stands between them: what belongs to whom, how
 * scalars read, when a container is full.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/arena.h"
#include "value/chardata.h"

#include "profile/xml_reader.h"

/* ---- what stands between */

struct stray {
	struct reader *reader;
	struct value *container;
	const char *end;	/* of the text reported last */
};

static bool
is_white(const char *text, const char *end)
{
	for (; text < end; text++) {
		if (!ascii_is_white(*text))
			return false;
	}
	return true;
}

static void
take_stray(const char *text, size_t length, void *arg)
{
	struct stray *stray = arg;

	/* Words of one text are one oddity. */
	if (stray->end == NULL || !is_white(stray->end, text))
		reader_add_oddity(stray->reader, ODDITY_STRAY_TEXT,
		    stray->container, text, text, length);
	stray->end = text + length;
}

static struct value_wings *
wings_of(struct reader *reader, struct value *value)
{
	if (value->wings == NULL) {
		value->wings = arena_alloc(reader->arena,
		    sizeof(struct value_wings));
		value->wings->before = piece_of(value->slot.text, 0);
		value->wings->after = piece_of(value->slot.text, 0);
	}
	return value->wings;
}

/*
 * Gives FROM to END, which stands before VALUE in the container (VALUE NULL:
 * before its close tag), to those it belongs to; returns the slot or tail.
 */
static struct piece
split(struct reader *reader, struct frame *container, const char *end,
    struct value *value)
{
	const char *from = container->edge;
	struct stray stray = { reader, container->value, NULL };
	struct slot_parts parts;
	bool first = reader->children.count == container->first_child;

	if (reader->beside != NULL || is_white(from, end))
		return piece_of(from, (size_t)(end - from));
	slot_split(from, (size_t)(end - from), first, value == NULL, &parts,
	    take_stray, &stray);
	if (parts.after.length > 0) {
		struct value *before =
		    reader->children.items[reader->children.count - 1];

		wings_of(reader, before)->after = parts.after;
	}
	if (parts.before.length > 0)
		wings_of(reader, value)->before = parts.before;
	return parts.slot;
}

/* ---- values */

static const char *
decode(struct reader *reader, const char *text, size_t length,
    struct buf *space, uint32_t *decoded_length)
{
	if (chardata_is_plain(text, length)) {
		*decoded_length = (uint32_t)length;
		return text;
	}
	buf_truncate(space, 0);
	chardata_decode(text, length, space);
	*decoded_length = (uint32_t)space->length;
	if (reader->beside != NULL)
		return buf_text(space);
	return arena_strndup(reader->arena, buf_text(space), space->length);
}

static void
take_key(struct reader *reader, struct frame *dict, struct value *value,
    struct frame *frame)
{
	struct value_key *key = &frame->scratch_key;

	if (reader->beside == NULL)
		key = arena_alloc(reader->arena, sizeof(*key));
	key->name = dict->name.text;
	key->length = dict->name.length;
	key->text = dict->key;
	key->gap = piece_of(dict->key.text + dict->key.length,
	    (size_t)(reader->tag - dict->key.text) - dict->key.length);
	value->key = key;
	dict->key.text = NULL;
	if (!is_white(key->gap.text, key->gap.text + key->gap.length)) {
		struct stray stray = { reader, dict->value, NULL };
		struct slot_parts unused;

		slot_split(key->gap.text, key->gap.length, true, true,
		    &unused, take_stray, &stray);
	}
}

void
tree_begin_value(struct reader *reader, struct frame *frame,
    struct frame *parent)
{
	bool in_container = parent != NULL && frame_is_container(parent);
	struct value *value = &frame->scratch;

	if (reader->beside != NULL) {
		frame->beside = beside_expect(reader, parent);
		if (reader->failed)
			return;
		memset(value, 0, sizeof(*value));
	} else {
		value = arena_alloc(reader->arena, sizeof(*value));
	}
	frame->value = value;
	frame->first_child = reader->children.count;
	value->type = (uint8_t)frame->element;
	value->open = piece_of(reader->tag,
	    (size_t)(reader->tag_end - reader->tag));
	value->slot = piece_of(reader->tag, 0);
	frame->edge = reader->tag_end;
	frame->key.text = NULL;
	if (in_container && parent->element == (enum element)VALUE_DICT) {
		take_key(reader, parent, value, frame);
		value->slot = split(reader, parent, value->key->text.text,
		    value);
	} else if (in_container) {
		value->slot = split(reader, parent, reader->tag, value);
	}
	if (reader->beside != NULL)
		beside_compare_start(reader, frame);
}

void
tree_end_key(struct reader *reader, struct frame *frame)
{
	struct frame *dict = frame - 1;
	uint32_t length;

	dict->key = piece_of(frame->key.text,
	    (size_t)(reader->tag_end - frame->key.text));
	dict->name.text = decode(reader, frame->edge,
	    (size_t)(reader->tag - frame->edge), &reader->key_name, &length);
	dict->name.length = length;
}

/* Reads the content as VALUE's type. */
static bool
read_scalar(struct reader *reader, struct value *value)
{
	struct piece text = value->content;
	uint32_t length;

	if (value->type == VALUE_BOOLEAN) {
		value->boolean = value->open.text[1] == 't';
		return true;
	}
	text.text = value->type == VALUE_STRING ?
	    decode(reader, text.text, text.length, &reader->decoded, &length) :
	    text.text;
	if (value->type == VALUE_STRING) {
		value->string.text = text.text;
		value->string.length = length;
		return true;
	}
	if (!chardata_is_plain(text.text, text.length)) {
		buf_truncate(&reader->decoded, 0);
		chardata_decode(text.text, text.length, &reader->decoded);
		text = piece_of(buf_text(&reader->decoded),
		    reader->decoded.length);
	}
	switch (value->type) {
	case VALUE_INTEGER:
		return scalar_parse_integer(text.text, text.length,
		    &value->integer);
	case VALUE_REAL:
		return scalar_parse_real(text.text, text.length, &value->real);
	case VALUE_DATE:
		return scalar_parse_date(text.text, text.length, &value->date);
	default:
		return scalar_check_base64(text.text, text.length);
	}
}

static void
end_scalar(struct reader *reader, struct value *value)
{
	const char *start = value->open.text + value->open.length;

	value->content = piece_of(start, (size_t)(reader->tag - start));
	if (!read_scalar(reader, value))
		value->unreadable = true;
	if (value->type == VALUE_BOOLEAN && value->content.length > 0) {
		struct stray stray = { reader, value->parent, NULL };
		struct slot_parts unused;

		slot_split(value->content.text, value->content.length, true,
		    true, &unused, take_stray, &stray);
	}
}

/* The children gathered since the container's tag become its items. */
static void
end_container(struct reader *reader, struct frame *frame)
{
	struct value *value = frame->value;
	struct value_items *items = &value->items;

	if (frame->key.text != NULL)
		reader_add_oddity(reader, ODDITY_KEY_WITHOUT_VALUE, value,
		    frame->key.text, frame->name.text, frame->name.length);
	value->tail = split(reader, frame, reader->tag, NULL);
	items->count = (uint32_t)(reader->children.count - frame->first_child);
	items->capacity = items->count;
	reader->children.count = frame->first_child;
	if (items->count == 0)
		return;
	items->list = arena_alloc(reader->arena,
	    items->count * sizeof(struct value *));
	memcpy(items->list, &reader->children.items[frame->first_child],
	    items->count * sizeof(struct value *));
	for (uint32_t i = 0; i < items->count; i++)
		items->list[i]->index = i;
	if (value->type == VALUE_DICT && items->count > VALUE_UNINDEXED) {
		*VEC_PUSH(*reader->indexed) = value;
	} else if (value->type == VALUE_ARRAY) {
		for (uint32_t i = 0; i < items->count; i++)
			items->dicts += items->list[i]->type == VALUE_DICT;
	}
}

void
tree_end_value(struct reader *reader, struct frame *frame,
    struct frame *parent)
{
	struct value *value = frame->value;
	bool empty_tag = reader->tag == reader->tag_end;

	value->close = piece_of(reader->tag,
	    (size_t)(reader->tag_end - reader->tag));
	if (!frame_is_container(frame))
		end_scalar(reader, value);
	else if (reader->beside == NULL)
		end_container(reader, frame);
	if (empty_tag)
		value->content = piece_of(reader->tag, 0);
	if (reader->beside != NULL) {
		beside_compare_end(reader, frame);
	} else if (parent != NULL && frame_is_container(parent)) {
		value->parent = parent->value;
		*VEC_PUSH(reader->children) = value;
	}
	if (parent != NULL && frame_is_container(parent)) {
		parent->edge = reader->tag_end;
		return;
	}
	reader->root_done = true;
	reader->out->root = value;
	reader->out->prolog = piece_of(reader->text,
	    (size_t)(value->open.text - reader->text));
	reader->out->epilog = piece_of(reader->tag_end, reader->length -
	    (size_t)(reader->tag_end - reader->text));
}
