/*
 * Where the reader of simple YAML is, and the scalars it reads.  Of
 * base/yaml_simple.c alone.  Whatever is not simple is NULL.
 */
#ifndef BASE_YAML_SCALAR_H
#define BASE_YAML_SCALAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "base/yaml_tree.h"

struct arena;
struct map;

struct simple {
	struct arena *arena;
	const char *at;		/* what is read next */
	const char *line_start;	/* of the line AT is on */
	const char *end;	/* of the text: behind its last newline */
	unsigned line;		/* 0-based */
	bool ascii;		/* all of it */
	size_t depth, nodes;
	VEC(struct yaml_entry) entries;	/* of all open containers */
	struct map *anchors;	/* name → node; NULL: none yet */
	struct buf text;	/* of the scalar at hand */
};

static inline bool
is_yaml_blank(char c)
{
	return c == ' ' || c == '\n';
}

static inline void
simple_skip_blanks(struct simple *s)
{
	while (*s->at == ' ')
		s->at++;
}

/* AT is at a newline. */
static inline void
simple_next_line(struct simple *s)
{
	s->line_start = ++s->at;
	s->line++;
}

/* In bytes: only blanks stand before AT. */
static inline size_t
simple_indentation(const struct simple *s)
{
	return (size_t)(s->at - s->line_start);
}

/* A node that begins at AT, with EXTRA bytes behind it. */
struct yaml_node *simple_node(struct simple *s, enum yaml_kind kind,
    const char *at, size_t extra);
/* A plain scalar of LENGTH bytes at TEXT. */
struct yaml_node *simple_scalar(struct simple *s, const char *text,
    size_t length);

/*
 * The scalar that begins here, of a value in a block indented by INDENT (-1: in
 * a flow collection); leaves AT behind it.
 */
struct yaml_node *simple_plain(struct simple *s, long indent);
struct yaml_node *simple_quoted(struct simple *s, long indent);
struct yaml_node *simple_block(struct simple *s, long indent);

#endif
