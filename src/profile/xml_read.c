/*
 * XML text into the tree that owns it.  expat says where the tags are and that the
 * whole is well-formed; everything between two tags is read out of the text itself.
 *
 * The same handlers also go over a text beside a tree and compare (xml_read_beside):
 * then no values are made.
 *
 * Source of the elements: PropertyList-1.0.dtd.
 */
#include <expat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/progress.h"
#include "base/vec.h"
#include "value/chardata.h"
#include "value/path.h"
#include "value/type.h"

#include "profile/internal.h"

enum {
	FEED = 64 * 1024,	/* bytes handed to expat at once */
	DETAIL_MOST = 60,	/* bytes of an oddity's detail */
	INDEXED_FROM = 16	/* entries: value_find() may make an index */
};

enum element {
	ELEMENT_PLIST = VALUE_TYPES,
	ELEMENT_KEY,
	ELEMENT_UNKNOWN
};

/* An element that is open. */
struct frame {
	enum element element;
	bool skipped;		/* it, and so all in it, is no part of the tree */
	struct value *value;
	size_t first_child;	/* in reader.children */
	const char *edge;	/* where what is not owned yet starts */
	/* dictionaries: a key that waits for its value */
	struct piece key;	/* text NULL: none */
	struct piece name;
	/* reading beside a tree */
	const struct value *beside;
	struct value scratch;
	struct value_key scratch_key;
};

struct reader {
	XML_Parser parser;
	struct arena *arena;
	const char *text;	/* all of it */
	size_t length;
	size_t fed_from;	/* offset of what expat counts as 0 */
	const char *last;	/* end of the last tag seen */
	const struct xml_options *options;
	struct document *out;
	struct value_list *indexed;
	struct error *err;
	bool failed;
	bool root_done;
	struct frame *frames;	/* XML_DEPTH_MOST and one more, for plist */
	size_t depth;
	size_t open[XML_DEPTH_MOST + 1];	/* offsets of the open tags */
	VEC(struct value *) children;	/* of the containers that are open */
	struct buf decoded;
	const char *tag, *tag_end;	/* the tag at hand */
	const struct value *beside;	/* the tree to compare with, or NULL */
	struct buf key_name;	/* of the key that waits, when it was decoded and BESIDE */
};

/* ---- failing */

static void
fail_at(struct reader *reader, enum error_code code, const char *where,
    const char *words)
{
	size_t line;
	size_t column;

	if (reader->failed)
		return;
	reader->failed = true;
	text_place(reader->text, reader->length,
	    (size_t)(where - reader->text), &line, &column);
	error_set(reader->err, code, "%s", words);
	error_locate(reader->err, NULL, line, column);
	XML_StopParser(reader->parser, XML_FALSE);
}

static void
add_oddity(struct reader *reader, enum oddity_kind kind,
    struct value *container, const char *where, const char *detail,
    size_t length)
{
	struct oddity *oddity;

	if (reader->beside != NULL || (reader->options->fragment &&
		kind == ODDITY_NO_PLIST_ELEMENT))
		return;
	if (length > DETAIL_MOST) {
		length = DETAIL_MOST;
		while (length > 0 && ((unsigned char)detail[length] & 0xC0) == 0x80)
			length--;
	}
	oddity = VEC_PUSH(reader->out->oddities);
	oddity->kind = kind;
	oddity->container = container;
	oddity->offset = (size_t)(where - reader->text);
	oddity->detail = arena_strndup(reader->arena, detail, length);
}

static struct frame *
top(struct reader *reader)
{
	return reader->depth == 0 ? NULL : &reader->frames[reader->depth - 1];
}

/* ---- comparing with a tree */

static void
add_reading(struct buf *out, const struct value *value)
{
	if (value->key != NULL) {
		buf_addf(out, "'%.*s' ", (int)value->key->length,
		    value->key->name);
	}
	buf_addf(out, "%s", type_table[value->type].name);
	if (!value_is_container(value)) {
		buf_add_text(out, " '");
		type_format(value, out);
		buf_add_text(out, "'");
	}
}

static void
fail_difference(struct reader *reader, const struct value *expected,
    const struct value *found)
{
	AUTO_BUF path = BUF_INIT;
	AUTO_BUF words = BUF_INIT;

	path_of_value(expected, reader->beside, &path);
	buf_addf(&words, "the new text does not read as it should at '%s': ",
	    buf_text(&path));
	if (found == NULL)
		buf_add_text(&words, "nothing");
	else
		add_reading(&words, found);
	buf_add_text(&words, " instead of ");
	add_reading(&words, expected);
	fail_at(reader, ERR_REFUSED, reader->tag, buf_text(&words));
}

/* The value of the tree that the one starting now has to be like. */
static const struct value *
expected_value(struct reader *reader, struct frame *parent)
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
		fail_at(reader, ERR_REFUSED, reader->tag,
		    buf_text(&reader->decoded));
	}
	return value;
}

static bool
same_name(const struct value_key *a, const struct value_key *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->length == b->length && memcmp(a->name, b->name, a->length) == 0;
}

static void
compare_value(struct reader *reader, struct frame *frame)
{
	const struct value *expected = frame->beside;
	struct value *found = &frame->scratch;

	if (!value_is_container(expected)) {
		if (!value_equal(found, expected))
			fail_difference(reader, expected, found);
	} else if (found->index < expected->items.count) {
		/* Items were compared one by one; they must be all. */
		fail_difference(reader, expected->items.list[found->index],
		    NULL);
	}
}

/* ---- elements */

static enum element
element_of(const char *name)
{
	static const struct {
		const char *name;
		enum element element;
	} elements[] = {
		{ "dict", (enum element)VALUE_DICT },
		{ "string", (enum element)VALUE_STRING },
		{ "key", ELEMENT_KEY },
		{ "true", (enum element)VALUE_BOOLEAN },
		{ "false", (enum element)VALUE_BOOLEAN },
		{ "integer", (enum element)VALUE_INTEGER },
		{ "array", (enum element)VALUE_ARRAY },
		{ "data", (enum element)VALUE_DATA },
		{ "real", (enum element)VALUE_REAL },
		{ "date", (enum element)VALUE_DATE },
		{ "plist", ELEMENT_PLIST },
	};

	for (size_t i = 0; i < ARRAY_COUNT(elements); i++) {
		if (name[0] == elements[i].name[0] &&
		    strcmp(name, elements[i].name) == 0)
			return elements[i].element;
	}
	return ELEMENT_UNKNOWN;
}

static bool
is_type(enum element element)
{
	return element < (enum element)VALUE_TYPES;
}

static bool
is_container(const struct frame *frame)
{
	return frame->element == (enum element)VALUE_DICT ||
	    frame->element == (enum element)VALUE_ARRAY;
}

/* References in attributes: expat leaves out unknown ones when a DTD is named. */
static void
check_references(struct reader *reader)
{
	static const char *const known[] = {
		"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#",
	};
	const char *at = reader->tag;

	while ((at = memchr(at, '&', (size_t)(reader->tag_end - at))) != NULL) {
		size_t room = (size_t)(reader->tag_end - at);
		bool found = false;

		for (size_t i = 0; i < ARRAY_COUNT(known); i++) {
			size_t n = strlen(known[i]);

			found |= room >= n && memcmp(at, known[i], n) == 0;
		}
		if (!found) {
			fail_at(reader, ERR_SYNTAX, at,
			    "an entity is used in a tag that is not defined");
			return;
		}
		at++;
	}
}

static void
check_attributes(struct reader *reader, enum element element,
    struct value *container, const char **attributes)
{
	int count = XML_GetSpecifiedAttributeCount(reader->parser);

	check_references(reader);
	for (int i = 0; i < count; i += 2) {
		if (element == ELEMENT_PLIST &&
		    strcmp(attributes[i], "version") == 0)
			continue;
		add_oddity(reader, ODDITY_ATTRIBUTE, container, reader->tag,
		    attributes[i], strlen(attributes[i]));
	}
}

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
		if (*text != ' ' && *text != '\t' && *text != '\n' &&
		    *text != '\r')
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
		add_oddity(stray->reader, ODDITY_STRAY_TEXT, stray->container,
		    text, text, length);
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
 * Gives FROM to END, which stands before VALUE in the container (VALUE NULL: before
 * its close tag), to those it belongs to; returns the slot or tail.
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

static void
begin_value(struct reader *reader, struct frame *frame, struct frame *parent)
{
	bool in_container = parent != NULL && is_container(parent);
	struct value *value = &frame->scratch;

	if (reader->beside != NULL) {
		frame->beside = expected_value(reader, parent);
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
	/* Now, for the name's text gives way to the next key's. */
	if (reader->beside != NULL && (value->type != frame->beside->type ||
	    !same_name(value->key, frame->beside->key)))
		fail_difference(reader, frame->beside, value);
}

/* ELEMENT starts in a container. True when it belongs to the tree. */
static bool
belongs(struct reader *reader, struct frame *container, enum element element,
    const char *name)
{
	bool dict = container->element == (enum element)VALUE_DICT;
	enum oddity_kind kind = ODDITY_UNKNOWN_ELEMENT;

	if (dict && element == ELEMENT_KEY) {
		if (container->key.text != NULL)
			add_oddity(reader, ODDITY_KEY_WITHOUT_VALUE,
			    container->value, container->key.text,
			    container->name.text, container->name.length);
		container->key.text = NULL;
		return true;
	}
	if (is_type(element)) {
		if (!dict || container->key.text != NULL)
			return true;
		kind = ODDITY_VALUE_WITHOUT_KEY;
	}
	add_oddity(reader, kind, container->value, reader->tag, name,
	    strlen(name));
	return false;
}

/* ELEMENT starts at the top or directly in <plist>. */
static bool
belongs_outside(struct reader *reader, struct frame *plist,
    enum element element, const char *name)
{
	if (plist == NULL && element == ELEMENT_PLIST)
		return true;
	if (is_type(element) && !reader->root_done) {
		if (plist == NULL)
			add_oddity(reader, ODDITY_NO_PLIST_ELEMENT, NULL,
			    reader->tag, name, strlen(name));
		return true;
	}
	if (plist == NULL) {
		AUTO_BUF words = BUF_INIT;

		buf_addf(&words, "not a property list: the outermost element "
		    "is '%.40s'", name);
		fail_at(reader, ERR_UNSUPPORTED, reader->tag, buf_text(&words));
		return false;
	}
	add_oddity(reader, is_type(element) ? ODDITY_SEVERAL_ROOTS :
	    ODDITY_UNKNOWN_ELEMENT, NULL, reader->tag, name, strlen(name));
	return false;
}

/* An element inside of a scalar or a key: what it is then cannot be told. */
static void
spoil(struct reader *reader, struct frame *parent, const char *name)
{
	struct value *value = parent->value;

	if (value != NULL)
		value->unreadable = true;
	add_oddity(reader, ODDITY_UNKNOWN_ELEMENT,
	    value == NULL ? NULL : value->parent, reader->tag, name,
	    strlen(name));
}

static bool
find_tag(struct reader *reader)
{
	XML_Index index = XML_GetCurrentByteIndex(reader->parser);
	int count = XML_GetCurrentByteCount(reader->parser);

	if (reader->failed)
		return false;
	reader->tag = reader->text + reader->fed_from + index;
	reader->tag_end = reader->tag + count;
	reader->last = reader->tag_end;
	return true;
}

static void XMLCALL
start_element(void *arg, const char *name, const char **attributes)
{
	struct reader *reader = arg;
	struct frame *parent = top(reader);
	enum element element = element_of(name);
	struct frame *frame;

	if (!find_tag(reader))
		return;
	if (reader->depth > XML_DEPTH_MOST) {
		fail_at(reader, ERR_LIMIT, reader->tag,
		    "more than 512 elements are inside of each other");
		return;
	}
	reader->open[reader->depth] = (size_t)(reader->tag - reader->text);
	frame = &reader->frames[reader->depth++];
	frame->element = element;
	frame->value = NULL;
	frame->skipped = true;
	if (parent != NULL && parent->skipped)
		return;
	if (attributes[0] != NULL)
		check_attributes(reader, element, parent == NULL ? NULL :
		    parent->value, attributes);
	if (parent == NULL || parent->element == ELEMENT_PLIST)
		frame->skipped = !belongs_outside(reader, parent, element, name);
	else if (is_container(parent))
		frame->skipped = !belongs(reader, parent, element, name);
	else
		spoil(reader, parent, name);
	if (frame->skipped || reader->failed)
		return;
	frame->edge = reader->tag_end;
	if (is_type(element))
		begin_value(reader, frame, parent);
	else
		frame->key = piece_of(reader->tag, 0);
}

static void
end_key(struct reader *reader, struct frame *frame)
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
		add_oddity(reader, ODDITY_KEY_WITHOUT_VALUE, value,
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
	if (value->type == VALUE_DICT && items->count > INDEXED_FROM) {
		*VEC_PUSH(*reader->indexed) = value;
	} else if (value->type == VALUE_ARRAY) {
		for (uint32_t i = 0; i < items->count; i++)
			items->dicts += items->list[i]->type == VALUE_DICT;
	}
}

static void
end_value(struct reader *reader, struct frame *frame, struct frame *parent)
{
	struct value *value = frame->value;
	bool empty_tag = reader->tag == reader->tag_end;

	value->close = piece_of(reader->tag,
	    (size_t)(reader->tag_end - reader->tag));
	if (!is_container(frame))
		end_scalar(reader, value);
	else if (reader->beside == NULL)
		end_container(reader, frame);
	if (empty_tag)
		value->content = piece_of(reader->tag, 0);
	if (reader->beside != NULL) {
		compare_value(reader, frame);
	} else if (parent != NULL && is_container(parent)) {
		value->parent = parent->value;
		*VEC_PUSH(reader->children) = value;
	}
	if (parent != NULL && is_container(parent)) {
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

static void XMLCALL
end_element(void *arg, const char *name)
{
	struct reader *reader = arg;
	struct frame *frame;

	(void)name;
	if (!find_tag(reader))
		return;
	frame = top(reader);
	reader->depth--;
	if (frame->skipped)
		return;
	if (frame->element == ELEMENT_KEY)
		end_key(reader, frame);
	else if (is_type(frame->element))
		end_value(reader, frame, top(reader));
}

/* With a DTD named expat leaves out what it does not know; here it is an error. */
static void XMLCALL
skipped_entity(void *arg, const char *name, int is_parameter)
{
	struct reader *reader = arg;
	AUTO_BUF words = BUF_INIT;

	if (is_parameter || !find_tag(reader))
		return;
	buf_addf(&words, "the entity '&%.40s;' is not defined; XML knows only "
	    "amp, lt, gt, quot and apos", name);
	fail_at(reader, ERR_SYNTAX, reader->tag, buf_text(&words));
}

static void XMLCALL
entity_declaration(void *arg, const char *name, int is_parameter,
    const char *value, int value_length, const char *base,
    const char *system_id, const char *public_id, const char *notation)
{
	struct reader *reader = arg;
	AUTO_BUF words = BUF_INIT;

	(void)is_parameter, (void)value, (void)value_length, (void)base;
	(void)system_id, (void)public_id, (void)notation;
	if (!find_tag(reader))
		return;
	buf_addf(&words, "it declares the entity '%.40s'; "
	    "entities of a file's own are not read", name);
	fail_at(reader, ERR_UNSUPPORTED, reader->tag, buf_text(&words));
}

/* ---- the whole */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* White space before the declaration and NUL bytes at the end are not for expat. */
static void
trim(struct reader *reader, size_t *end)
{
	const char *text = reader->text;
	size_t start = 0;
	size_t bom = 0;

	if (reader->length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		start = bom = 3;
	while (start < reader->length && is_space(text[start]))
		start++;
	if (reader->length - start >= 6 && start > bom &&
	    memcmp(text + start, "<?xml", 5) == 0 && is_space(text[start + 5]))
		add_oddity(reader, ODDITY_LEADING_SPACE, NULL, text + bom, "", 0);
	reader->fed_from = start;
	*end = reader->length;
	for (size_t at = reader->length; at > start; at--) {
		if (text[at - 1] == '\0')
			*end = at - 1;
		else if (!is_space(text[at - 1]))
			break;
	}
}

static void
explain(struct reader *reader)
{
	struct xml_trouble trouble = {
		.code = (int)XML_GetErrorCode(reader->parser),
		.text = reader->text,
		.length = reader->length,
		.open = reader->open,
		.open_count = reader->depth,
	};
	XML_Index index = XML_GetCurrentByteIndex(reader->parser);

	trouble.offset = index < 0 ? reader->length :
	    reader->fed_from + (size_t)index;
	xml_explain(&trouble, reader->err);
}

/*
 * In pieces: given the whole at once, expat copies it.  A piece is never smaller than what has passed without a tag,
 * for expat starts anew at the front of a comment that does not end in the piece.
 */
static bool
feed(struct reader *reader, size_t end)
{
	const char *at = reader->text + reader->fed_from;
	const char *stop = reader->text + end;

	reader->last = at;
	for (;;) {
		size_t left = (size_t)(stop - at);
		size_t piece = (size_t)(at - reader->last);
		enum XML_Status status;

		if (piece < FEED)
			piece = FEED;
		if (piece > left)
			piece = left;
		status = XML_Parse(reader->parser, at, (int)piece, piece == left);
		if (reader->failed)
			return false;
		if (status != XML_STATUS_OK) {
			explain(reader);
			return false;
		}
		at += piece;
		if (at == stop)
			return true;
		if (!progress_step(reader->options->progress,
			(size_t)(at - reader->text), reader->length)) {
			error_set(reader->err, ERR_CANCELLED,
			    "reading was cancelled");
			return false;
		}
	}
}

static int
compare_oddities(const void *a, const void *b)
{
	const struct oddity *x = a;
	const struct oddity *y = b;

	return (x->offset > y->offset) - (x->offset < y->offset);
}

static bool
run(struct reader *reader)
{
	size_t end;

	trim(reader, &end);
	if (end == reader->fed_from) {
		error_set(reader->err, ERR_SYNTAX, "the file is empty");
		return false;
	}
	if (!feed(reader, end))
		return false;
	if (!reader->root_done) {
		error_set(reader->err, ERR_UNSUPPORTED, "not a property list: "
		    "there is no value in the element 'plist'");
		return false;
	}
	if (end < reader->length)
		add_oddity(reader, ODDITY_TRAILING_NULS, NULL,
		    reader->text + end, "", 0);
	return true;
}

static bool
read_with(struct reader *reader)
{
	bool ok;

	/* The encoding given here overrides the one the text declares. */
	reader->parser = XML_ParserCreate("UTF-8");
	if (reader->parser == NULL)
		die("out of memory");
	reader->frames = xcalloc(XML_DEPTH_MOST + 1, sizeof(struct frame));
	XML_SetUserData(reader->parser, reader);
	XML_SetElementHandler(reader->parser, start_element, end_element);
	XML_SetSkippedEntityHandler(reader->parser, skipped_entity);
	XML_SetEntityDeclHandler(reader->parser, entity_declaration);
	ok = run(reader);
	XML_ParserFree(reader->parser);
	free(reader->frames);
	VEC_RELEASE(reader->children);
	buf_release(&reader->decoded);
	buf_release(&reader->key_name);
	return ok;
}

bool
xml_read(struct arena *arena, const char *text, size_t length,
    const struct xml_options *options, struct document *out,
    struct value_list *indexed, struct error *err)
{
	struct document document = {
		.source = piece_of(text, length),
		.encoding = out->encoding,
	};
	struct reader reader = {
		.arena = arena, .text = text, .length = length,
		.options = options, .out = &document, .indexed = indexed,
		.err = err,
	};

	if (!read_with(&reader)) {
		VEC_RELEASE(document.oddities);
		return false;
	}
	if (document.oddities.count > 1)
		qsort(document.oddities.items, document.oddities.count,
		    sizeof(struct oddity), compare_oddities);
	*out = document;
	return true;
}

bool
xml_read_beside(const char *text, size_t length, const struct value *root,
    struct error *err)
{
	static const struct xml_options options = { .fragment = false };
	struct document document = { 0 };
	struct reader reader = {
		.text = text, .length = length, .options = &options,
		.out = &document, .err = err, .beside = root,
	};

	return read_with(&reader);
}
