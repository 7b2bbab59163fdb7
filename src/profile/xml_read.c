/*
 * XML text into the tree that owns it.  expat says where the tags are and that
 * the whole is well-formed; everything between two tags is read out of the text
 * itself.
 *
 * The same handlers also go over a text beside a tree and compare
 * (xml_read_beside): then no values are made.
 *
 * Source of the elements: PropertyList-1.0.dtd.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/progress.h"

#include "profile/libexpat.h"
#include "profile/xml_reader.h"

enum { FEED = 64 * 1024 };	/* bytes handed to expat at once */

static struct frame *
top(struct reader *reader)
{
	return reader->depth == 0 ? NULL : &reader->frames[reader->depth - 1];
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

/*
 * References in attributes: expat leaves out unknown ones when a DTD is named.
 */
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
			reader_fail(reader, ERR_SYNTAX, at,
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
		reader_add_oddity(reader, ODDITY_ATTRIBUTE, container,
		    reader->tag, attributes[i], strlen(attributes[i]));
	}
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
			reader_add_oddity(reader, ODDITY_KEY_WITHOUT_VALUE,
			    container->value, container->key.text,
			    container->name.text, container->name.length);
		container->key.text = NULL;
		return true;
	}
	if (element_is_type(element)) {
		if (!dict || container->key.text != NULL)
			return true;
		kind = ODDITY_VALUE_WITHOUT_KEY;
	}
	reader_add_oddity(reader, kind, container->value, reader->tag, name,
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
	if (element_is_type(element) && !reader->root_done) {
		if (plist == NULL)
			reader_add_oddity(reader, ODDITY_NO_PLIST_ELEMENT, NULL,
			    reader->tag, name, strlen(name));
		return true;
	}
	if (plist == NULL) {
		AUTO_BUF words = BUF_INIT;

		buf_addf(&words, "not a property list: the outermost element "
		    "is '%.40s'", name);
		reader_fail(reader, ERR_UNSUPPORTED, reader->tag,
		    buf_text(&words));
		return false;
	}
	reader_add_oddity(reader, element_is_type(element) ?
	    ODDITY_SEVERAL_ROOTS : ODDITY_UNKNOWN_ELEMENT, NULL, reader->tag,
	    name, strlen(name));
	return false;
}

/* An element inside of a scalar or a key: what it is then cannot be told. */
static void
spoil(struct reader *reader, struct frame *parent, const char *name)
{
	struct value *value = parent->value;

	if (value != NULL)
		value->unreadable = true;
	reader_add_oddity(reader, ODDITY_UNKNOWN_ELEMENT,
	    value == NULL ? NULL : value->parent, reader->tag, name,
	    strlen(name));
}

static bool
find_tag(struct reader *reader)
{
	int64_t index = libexpat_index(reader->parser);
	int64_t count = libexpat_length(reader->parser);

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
		reader_fail(reader, ERR_LIMIT, reader->tag,
		    "more than 512 elements are inside of each other");
		return;
	}
	reader->open[reader->depth] = (size_t)(reader->tag - reader->text);
	frame = &reader->frames[reader->depth++];
	memset(frame, 0, offsetof(struct frame, scratch));
	frame->element = element;
	frame->skipped = true;
	if (parent != NULL && parent->skipped)
		return;
	if (attributes[0] != NULL)
		check_attributes(reader, element, parent == NULL ? NULL :
		    parent->value, attributes);
	if (parent == NULL || parent->element == ELEMENT_PLIST)
		frame->skipped = !belongs_outside(reader, parent, element,
		    name);
	else if (frame_is_container(parent))
		frame->skipped = !belongs(reader, parent, element, name);
	else
		spoil(reader, parent, name);
	if (frame->skipped || reader->failed)
		return;
	frame->edge = reader->tag_end;
	if (element_is_type(element))
		tree_begin_value(reader, frame, parent);
	else
		frame->key = piece_of(reader->tag, 0);
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
		tree_end_key(reader, frame);
	else if (element_is_type(frame->element))
		tree_end_value(reader, frame, top(reader));
}

/*
 * With a DTD named expat leaves out what it does not know; here it is an error.
 */
static void XMLCALL
skipped_entity(void *arg, const char *name, int is_parameter)
{
	struct reader *reader = arg;
	AUTO_BUF words = BUF_INIT;

	if (is_parameter || !find_tag(reader))
		return;
	buf_addf(&words, "the entity '&%.40s;' is not defined; XML knows only "
	    "amp, lt, gt, quot and apos", name);
	reader_fail(reader, ERR_SYNTAX, reader->tag, buf_text(&words));
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
	reader_fail(reader, ERR_UNSUPPORTED, reader->tag, buf_text(&words));
}

/* ---- the whole */

/*
 * White space before the declaration and NUL bytes at the end are not for
 * expat.
 */
static void
trim(struct reader *reader, size_t *end)
{
	const char *text = reader->text;
	size_t bom = text_bom(text, reader->length);
	size_t start = bom;

	while (start < reader->length && ascii_is_white(text[start]))
		start++;
	if (reader->length - start >= 6 && start > bom &&
	    memcmp(text + start, "<?xml", 5) == 0 &&
	    ascii_is_white(text[start + 5]))
		reader_add_oddity(reader, ODDITY_LEADING_SPACE, NULL,
		    text + bom, "", 0);
	reader->fed_from = start;
	*end = reader->length;
	for (size_t at = reader->length; at > start; at--) {
		if (text[at - 1] == '\0')
			*end = at - 1;
		else if (!ascii_is_white(text[at - 1]))
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
	int64_t index = libexpat_index(reader->parser);

	trouble.offset = index < 0 ? reader->length :
	    reader->fed_from + (size_t)index;
	xml_explain(&trouble, reader->err);
}

/*
 * In pieces: given the whole at once, expat copies it.  A piece is never
 * smaller than what has passed without a tag, for expat starts anew at the
 * front of a comment that does not end in the piece.
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
		status = XML_Parse(reader->parser, at, (int)piece,
		    piece == left);
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
		reader_add_oddity(reader, ODDITY_TRAILING_NULS, NULL,
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
	/* Most are never used; each is cleared when it is. */
	reader->frames = xmalloc((XML_DEPTH_MOST + 1) * sizeof(struct frame));
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

void
document_release(struct document *document, struct value_list *indexed)
{
	for (size_t i = 0; i < indexed->count; i++)
		value_drop_index(indexed->items[i]);
	VEC_RELEASE(*indexed);
	VEC_RELEASE(document->oddities);
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
