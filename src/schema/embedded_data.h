/*
 * How the built-in files are laid out in the program: tables of numbers
 * without pointers, so that nothing has to be relocated at a start, and in the
 * order of the compiling machine.  Of embed.c, which writes them as C, and
 * embedded.c, which reads them, alone.
 */
#ifndef SCHEMA_EMBEDDED_DATA_H
#define SCHEMA_EMBEDDED_DATA_H

#include <stdint.h>

#include "schema/embedded.h"

/* Counts and indices below; a text is its offset in the pool. */
struct embedded_file {
	uint32_t name;/* behind it "" and its NUL */
	uint32_t id, id_length;		/* within the name */
	uint32_t type, title;
	uint32_t node, node_count;	/* the first is the top */
	uint32_t ref, ref_count;
};

/*
 * A node.  A scalar: A is its text, B its length.  A container: A is the first
 * of its references, B their count; a mapping has the keys' first, then as
 * many of the values'.  References count from the file's first node.
 */
struct embedded_node {
	uint32_t head;			/* EMBEDDED_HEAD() */
	uint32_t line;
	uint32_t a, b;
};
#define EMBEDDED_HEAD(kind, plain, column)                                     \
	((uint32_t)(kind) | (uint32_t)(plain) << 2 | (uint32_t)(column) << 3)
#define EMBEDDED_KIND(head)	((head) & 3)
#define EMBEDDED_PLAIN(head)	((head) >> 2 & 1)
#define EMBEDDED_COLUMN(head)	((head) >> 3)

struct embedded_alias {
	uint32_t name, type;
};

/* In the order of their folders, then of their ids. */
extern const struct embedded_file embedded_files[];
/* Where each folder begins in them, and where the last ends. */
extern const uint32_t embedded_folder_start[EMBEDDED_FOLDERS + 1];
/* Indices of the files of profiles/, sorted by type, then by themselves. */
extern const uint32_t embedded_by_type[];
extern const struct embedded_alias embedded_aliases[];	/* sorted by name */
extern const uint32_t embedded_alias_count;
extern const struct embedded_node embedded_nodes[];
extern const uint32_t embedded_refs[];
extern const char embedded_pool[];
extern const uint32_t embedded_release_text;

#endif
