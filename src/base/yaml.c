/*
 * YAML into a generic tree, with libyaml's event interface: its own document
 * tree is slower, loses recursive aliases and keeps no styles.  See yaml.h.
 * Source: YAML 1.1.
 */
#include "config.h"

#include "base/yaml.h"

#include <stdint.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"

enum { DEPTH_MOST = 64, NODES_MOST = 2000000 };

/* An entry of a mapping, or an item of a sequence: then KEY is NULL. */
struct entry {
	const struct yaml_node *key;
	struct yaml_node *value;
};

/* A container whose end was not seen. */
struct open_node {
	struct yaml_node *node;
	size_t first;			/* of its entries, in `entries` */
	const struct yaml_node *key;	/* waits for its value */
};

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *file;
	struct error *err;
	struct yaml_node *root;
	struct open_node open[DEPTH_MOST];
	size_t depth, nodes;
	VEC(struct entry) entries;	/* of all open containers */
	struct map *anchors;		/* name → node; NULL: none yet */
};

static bool
refuse(struct reader *r, yaml_mark_t at, enum error_code code,
    const char *message, const char *subject)
{
	if (subject != NULL)
		error_set(r->err, code, "%s '%s'", message, subject);
	else
		error_set(r->err, code, "%s", message);
	error_locate(r->err, r->file, at.line + 1, at.column + 1);
	return false;
}

static struct yaml_node *
new_node(struct reader *r, enum yaml_kind kind, yaml_mark_t at, size_t extra)
{
	struct yaml_node *node = arena_alloc(r->arena, sizeof *node + extra);

	node->kind = kind;
	node->line = (unsigned)at.line + 1;
	node->column = (unsigned)at.column + 1;
	return node;
}

/* At its start, so that aliases inside of it find it; the last one wins. */
static void
add_anchor(struct reader *r, const yaml_char_t *name, struct yaml_node *node)
{
	if (name == NULL)
		return;
	if (r->anchors == NULL)
		r->anchors = map_new();
	map_set_text(r->anchors, (const char *)name, node);
}

/* Puts NODE where it belongs in the container that is open. */
static bool
place_node(struct reader *r, struct yaml_node *node, yaml_mark_t at)
{
	struct open_node *open;

	if (++r->nodes > NODES_MOST)
		return refuse(r, at, ERR_LIMIT, "too many values", NULL);
	if (r->depth == 0) {
		r->root = node;
		return true;
	}
	open = &r->open[r->depth - 1];
	if (open->node->kind == YAML_MAPPING && open->key == NULL) {
		if (node->kind != YAML_SCALAR)
			return refuse(r, at, ERR_SYNTAX,
			    "a key that is no scalar", NULL);
		open->key = node;
		return true;
	}
	*VEC_PUSH(r->entries) = (struct entry){ open->key, node };
	open->key = NULL;
	return true;
}

static bool
read_scalar(struct reader *r, const yaml_event_t *event)
{
	const char *text = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	struct yaml_node *node;

	if (memchr(text, '\0', length) != NULL)
		return refuse(r, event->start_mark, ERR_SYNTAX,
		    "a NUL inside a scalar", NULL);
	node = new_node(r, YAML_SCALAR, event->start_mark, length + 1);
	/* The text stands behind its node: one allocation a scalar. */
	memcpy(node + 1, text, length);
	node->text = (const char *)(node + 1);
	node->length = length;
	node->plain = event->data.scalar.tag == NULL &&
	    event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	add_anchor(r, event->data.scalar.anchor, node);
	return place_node(r, node, event->start_mark);
}

static bool
open_container(struct reader *r, const yaml_event_t *event,
    enum yaml_kind kind, const yaml_char_t *anchor)
{
	struct yaml_node *node = new_node(r, kind, event->start_mark, 0);

	add_anchor(r, anchor, node);
	if (!place_node(r, node, event->start_mark))
		return false;
	if (r->depth == DEPTH_MOST)
		return refuse(r, event->start_mark, ERR_LIMIT,
		    "nested too deeply", NULL);
	r->open[r->depth++] = (struct open_node){
		.node = node, .first = r->entries.count,
	};
	return true;
}

enum { KEYS_COMPARED = 24 };	/* more keys are looked up in a map */

static const struct yaml_node *
find_double(const struct yaml_node *node)
{
	struct map *seen = NULL;
	const struct yaml_node *found = NULL;

	if (node->count > KEYS_COMPARED)
		seen = map_new();
	for (size_t i = 0; i < node->count && found == NULL; i++) {
		const struct yaml_node *key = node->keys[i];

		if (seen != NULL && map_set(seen, key->text, key->length,
		    (void *)(uintptr_t)key) != NULL)
			found = key;
		for (size_t j = 0; seen == NULL && j < i; j++)
			if (node->keys[j]->length == key->length &&
			    memcmp(node->keys[j]->text, key->text,
			    key->length) == 0)
				found = key;
	}
	map_free(seen, NULL);
	return found;
}

/*
 * Gives NODE what stands in it.  The first key of a mapping that stands among
 * those before it, NULL when none does.
 */
static const struct yaml_node *
fill(struct arena *arena, struct yaml_node *node,
    const struct entry *entries, size_t count)
{
	node->count = count;
	node->items = arena_alloc(arena, count * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		node->items[i] = entries[i].value;
	if (node->kind == YAML_SEQUENCE)
		return NULL;
	node->keys = arena_alloc(arena, count * sizeof(void *));
	for (size_t i = 0; i < count; i++)
		node->keys[i] = entries[i].key;
	return find_double(node);
}

static bool
close_container(struct reader *r)
{
	struct open_node *open = &r->open[--r->depth];
	struct yaml_node *node = open->node;
	const struct yaml_node *twice;
	size_t first = open->first, count = r->entries.count - first;

	r->entries.count = first;
	twice = fill(r->arena, node, count == 0 ? NULL :
	    r->entries.items + first, count);
	if (twice == NULL)
		return true;
	error_set(r->err, ERR_SYNTAX, "the key '%s' stands twice", twice->text);
	error_locate(r->err, r->file, twice->line, twice->column);
	return false;
}

static bool
read_alias(struct reader *r, const yaml_event_t *event)
{
	const char *name = (const char *)event->data.alias.anchor;
	struct yaml_node *node = r->anchors == NULL ? NULL :
	    map_get_text(r->anchors, name);

	if (node == NULL)
		return refuse(r, event->start_mark, ERR_SYNTAX,
		    "unknown alias", name);
	return place_node(r, node, event->start_mark);
}

static bool
read_event(struct reader *r, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return read_scalar(r, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_container(r, event, YAML_SEQUENCE,
		    event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return open_container(r, event, YAML_MAPPING,
		    event->data.mapping_start.anchor);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_container(r);
	case YAML_ALIAS_EVENT:
		return read_alias(r, event);
	case YAML_DOCUMENT_START_EVENT:
		if (r->root != NULL)
			return refuse(r, event->start_mark, ERR_SYNTAX,
			    "more than one document", NULL);
		return true;
	default:
		return true;
	}
}

/* Line and column of byte OFFSET of TEXT. */
static yaml_mark_t
count_mark(const char *text, size_t length, size_t offset)
{
	yaml_mark_t mark = { .index = offset };
	size_t line_start = 0;

	if (offset > length)
		offset = length;
	for (size_t i = 0; i < offset; i++) {
		if (text[i] != '\n')
			continue;
		mark.line++;
		line_start = i + 1;
	}
	mark.column = utf8_count(text + line_start, offset - line_start);
	return mark;
}

/* What libyaml found wrong, in its words. */
static void
report_problem(struct reader *r, const char *text, size_t length)
{
	const yaml_parser_t *p = &r->parser;
	yaml_mark_t at = p->problem_mark;

	if (p->error == YAML_MEMORY_ERROR)
		die("out of memory");
	if (p->error == YAML_READER_ERROR)
		at = count_mark(text, length, p->problem_offset);
	error_set(r->err, ERR_SYNTAX, "%s%s%s",
	    p->problem != NULL ? p->problem : "not readable as YAML",
	    p->context != NULL ? " " : "",
	    p->context != NULL ? p->context : "");
	error_locate(r->err, r->file, at.line + 1, at.column + 1);
}

static bool
read_events(struct reader *r, const char *text, size_t length)
{
	yaml_event_t event;
	bool go_on = true, at_end = false;

	while (go_on && !at_end) {
		if (!yaml_parser_parse(&r->parser, &event)) {
			report_problem(r, text, length);
			return false;
		}
		at_end = event.type == YAML_STREAM_END_EVENT;
		go_on = read_event(r, &event);
		yaml_event_delete(&event);
	}
	return go_on;
}

static bool
is_empty(const struct yaml_node *root)
{
	return root == NULL || (root->kind == YAML_SCALAR && root->plain &&
	    root->length == 0);
}

struct yaml_node *
yaml_parse(struct arena *arena, const char *file, const char *text,
    size_t length, struct error *err)
{
	struct reader r = { .arena = arena, .file = file, .err = err };
	struct yaml_node *root = NULL;

	if (!yaml_parser_initialize(&r.parser))
		die("out of memory");
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text,
	    length);
	if (read_events(&r, text, length)) {
		if (is_empty(r.root))
			refuse(&r, (yaml_mark_t){ 0 }, ERR_SYNTAX,
			    "the document is empty", NULL);
		else
			root = r.root;
	}
	map_free(r.anchors, NULL);
	VEC_RELEASE(r.entries);
	yaml_parser_delete(&r.parser);
	return root;
}

struct yaml_node *
yaml_read(struct arena *arena, const char *path, struct error *err)
{
	AUTO_BUF text = BUF_INIT;

	if (!file_read(path, YAML_FILE_MOST, &text, err))
		return NULL;
	return yaml_parse(arena, path, buf_text(&text), text.length, err);
}

const struct yaml_node *
yaml_get(const struct yaml_node *node, const char *key)
{
	if (node == NULL || node->kind != YAML_MAPPING)
		return NULL;
	for (size_t i = 0; i < node->count; i++)
		if (strcmp(node->keys[i]->text, key) == 0)
			return node->items[i];
	return NULL;
}

const char *
yaml_get_text(const struct yaml_node *node, const char *key)
{
	const struct yaml_node *value = yaml_get(node, key);

	return value != NULL && value->kind == YAML_SCALAR ? value->text : NULL;
}

bool
yaml_parse_boolean(const struct yaml_node *node, bool *out)
{
	if (node == NULL || node->kind != YAML_SCALAR)
		return false;
	bool is_true = text_equal_nocase(node->text, "true");

	if (!is_true && !text_equal_nocase(node->text, "false"))
		return false;
	*out = is_true;
	return true;
}

void
yaml_add_quoted(const char *text, struct buf *out)
{
	buf_add_char(out, '\'');
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buf_add_char(out, '\'');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '\'');
}
