/*
 * YAML into a generic tree that remembers line and column: schemas, rules and
 * configuration all read through it.  Aliases are shared pointers, so a
 * recursive alias gives a cyclic graph: walkers must guard.
 */
#ifndef BASE_YAML_H
#define BASE_YAML_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct error;

/* The largest file that is read, in bytes. */
enum { YAML_FILE_MOST = 16 << 20 };

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node {
	enum yaml_kind kind;
	bool plain;		/* scalar written without quotes */
	unsigned line, column;	/* 1-based, of its first character */
	union {
		struct {	/* UTF-8; a NUL behind it, none inside */
			const char *text;
			size_t length;
		};
		struct {
			/* Items of a sequence, values of a mapping. */
			struct yaml_node **items;
			/* Scalars; NULL for a sequence. */
			const struct yaml_node **keys;
			size_t count;
		};
	};
};

/*
 * Parses one document of LENGTH bytes; everything lives in ARENA.  FILE (may
 * be NULL) is for messages only.  An empty document gives NULL with
 * ERR_SYNTAX.  Refused with line and column: several documents, duplicate keys
 * in one mapping, keys that are not scalars, depth over 64, more than
 * 2,000,000 nodes (both ERR_LIMIT), unknown aliases.
 */
struct yaml_node *yaml_parse(struct arena *arena, const char *file,
    const char *text, size_t length, struct error *err);

/* The same of a file of at most YAML_FILE_MOST bytes. */
struct yaml_node *yaml_read(struct arena *arena, const char *path,
    struct error *err);

/* The value for KEY; NULL without one and when NODE is NULL or no mapping. */
const struct yaml_node *yaml_get(const struct yaml_node *node,
    const char *key);
/* The text of a scalar value for KEY, or NULL. */
const char *yaml_get_text(const struct yaml_node *node, const char *key);
/* A scalar that reads "true" or "false" (any case); false when neither. */
bool yaml_parse_boolean(const struct yaml_node *node, bool *out);

/* Appends TEXT, one line, as a scalar in single quotes. */
void yaml_add_quoted(const char *text, struct buf *out);

#endif
