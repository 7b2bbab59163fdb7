/*
 * What the files of schema/ share among each other.
 */
#ifndef SCHEMA_INTERNAL_H
#define SCHEMA_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/vec.h"
#include "schema/schema.h"

struct arena;
struct error;
struct map;
struct yaml_node;

/* Notes gathered while a file is read; texts in the arena. */
struct notes {
	struct arena *arena;
	VEC(struct schema_note) list;
};
/*
 * MILD: it is merely not known.  ODD: it breaks a rule of the format, and all
 * that it says is judged all the same.  SERIOUS: something is not judged.
 */
enum note_weight { NOTE_MILD, NOTE_ODD, NOTE_SERIOUS };
void notes_add(struct notes *notes, const struct yaml_node *at,
    enum note_weight weight, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* Notes every name of MAPPING that is not in KNOWN (NULL-terminated). */
void notes_check_names(struct notes *notes, const struct yaml_node *mapping,
    const char *const *known);
/* Moves them into the arena. */
struct schema_note *notes_finish(struct notes *notes, size_t *count);

/* One file being compiled. */
struct loader {
	struct arena *arena;
	struct schema *schema;
	struct notes notes;
	struct map *lists;	/* by YAML node of a key sequence */
	struct buf scratch;	/* texts being made plain */
	VEC(struct regex *) regexes;
};

/* schema.c: the YAML of a schema or rules file that is whole. */
struct yaml_node *load_tree(const char *path, struct arena *arena,
    struct error *err);

/* compile.c: the keys of sequence NODE; shared when NODE was seen before. */
struct key_list *compile_keys(struct loader *loader,
    const struct yaml_node *node, unsigned depth);

/*
 * key_list.c: a list is made by reserving, adding at most COUNT keys of
 * different names, and finishing; it can be searched meanwhile.
 */
void key_list_reserve(struct key_list *list, size_t count,
    struct arena *arena);
void key_list_add(struct key_list *list, struct schema_key *key);
void key_list_finish(struct key_list *list, struct arena *arena);
struct key_list *key_list_empty(struct arena *arena);

/* supported.c: a supportedOS mapping; NULL when NODE is none. */
struct support *compile_support(struct arena *arena, struct notes *notes,
    const struct yaml_node *node);

/*
 * literal.c: a scalar of a schema or rules file read as TYPE; SCHEMA_ANY goes
 * by how YAML would read it.  False when NODE does not read as that.
 */
bool literal_read(const struct yaml_node *node, enum schema_type type,
    struct schema_scalar *out);
/* The same of a text that stands in prose. */
bool literal_parse(const char *text, size_t length, enum schema_type type,
    struct arena *arena, struct schema_scalar *out);
bool literal_equal(const struct schema_scalar *a,
    const struct schema_scalar *b);
/* "<string>" or "string"; false when it is no type. */
bool schema_type_parse(const char *name, enum schema_type *out);
bool value_format_parse(const char *name, enum value_format *out);
/* A sequence of scalars as a NULL-terminated list; NULL when NODE is NULL. */
const char *const *literal_texts(struct arena *arena, struct notes *notes,
    const struct yaml_node *node);

/*
 * plain.c: markup to plain text.  TAKE is asked for each bullet (its text
 * with markup, on one line); true: it is left out of the plain text.
 */
typedef bool plain_take(const char *text, size_t length, void *arg);
void plain_text(const char *content, plain_take *take, void *arg,
    struct buf *out);
/* Code, links and emphasis of one line. */
void plain_inline(const char *text, size_t length, struct buf *out);

/* bullet.c: the values that a bullet explains. */
enum { BULLET_VALUES = 16 };
struct bullet {
	struct bullet_value {
		const char *text;
		size_t length;
		bool through;	/* and all up to the next value */
	} values[BULLET_VALUES];
	size_t count;
	bool quoted;		/* all of them stand in quotes */
	bool parted;		/* ':', '=', a dash or nothing follows them */
	const char *meaning;	/* with markup; may be empty */
	size_t meaning_length;
};
/*
 * False when no value stands at the beginning.  Values without quotes are
 * taken only when they are followed by ':', '=', a dash or nothing.
 */
bool bullet_parse(const char *text, size_t length, struct bullet *out);

/* content.c: help of KEY and the meanings of its (or its items') values. */
void compile_content(struct loader *loader, struct schema_key *key);

#endif
