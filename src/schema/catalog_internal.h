/*
 * What the files of the catalogue share.
 */
#ifndef SCHEMA_CATALOG_INTERNAL_H
#define SCHEMA_CATALOG_INTERNAL_H

#include "base/vec.h"
#include "schema/catalog.h"
#include "schema/place_internal.h"

#define TOP_LEVEL   "TopLevel"
#define COMMON_KEYS "CommonPayloadKeys"

struct schema_file {
	char *path, *title;	/* TITLE: NULL until the file is loaded */
	struct schema *schema;	/* NULL: not loaded, or no good */
	bool failed;
};

struct rules_file {
	char *path;
	struct rules *rules;
	bool failed;
};

/* A payload type. */
struct type {
	char *name;
	VEC(struct schema_file *) files;
	VEC(struct rules_file *) rules;
	VEC(struct schema_file *) legacy;	/* keys that left the files */
	/* one by leading file; NULL: not made */
	struct payload **payloads;
	size_t files_folder, rules_folder;	/* which folder they are from */
	struct type *meant;	/* an alias: the type that is meant */
	bool has_rules;		/* our own, if any, were looked for */
	bool has_files;		/* all there are */
	bool busy;		/* being made: a type may not inherit itself */
};

/* A line of a list: one file of a type. */
struct entry {
	struct type *type;
	size_t leading;		/* index of the file */
};

/* A folder of schemas, in the order in which they were looked through. */
struct source {
	enum source_kind { SOURCE_NAMED, SOURCE_USER, SOURCE_BUILT_IN } kind;
	char *folder;
	size_t found;		/* files of payloads in it */
};

struct failure {
	char *file, *message;
	size_t line, column;
};

struct catalog {
	struct map *types;	/* by name */
	VEC(struct source) sources;
	VEC(struct entry) entries;
	bool sorted;
	size_t unknown;		/* types made for documents, in TYPES too */
	size_t folder;		/* the one being looked through, from 1 */
	size_t found;		/* schema files in all folders */
	/*
	 * Our own schema files that were not looked at yet, sorted.  One that
	 * is named by its type is looked at when the type is asked for, all
	 * the others as soon as that finds nothing, or somebody wants a list.
	 */
	VEC(char *) own_files;
	/*
	 * Our own rules, by file name without ".yaml": they are named by type
	 * or schema file and opened only for those.
	 */
	struct map *own_rules;
	bool has_aliases;	/* the aliases in them are known */
	/* schema files of what left, by file name without ".yaml" */
	struct map *legacy;
	VEC(struct failure) failures;	/* files that could not be read */
	char *missing;
};

/* catalog.c */

/* Looks at all there is and puts `entries` in order of their titles. */
void catalog_sort(struct catalog *catalog);

/* catalog_file.c */

/* TopLevel and the common keys: files that describe no payload. */
bool catalog_is_pseudo(const char *type);
/* The type called NAME, made when there is none. */
struct type *catalog_get_type(struct catalog *catalog, const char *name,
    size_t length);
/* The type called NAME with all its files, an alias too; NULL: unknown. */
struct type *catalog_find_type(struct catalog *catalog, const char *name,
    size_t length);
/* Gives TYPE our own rules unless a folder that was named has some. */
void catalog_attach_rules(struct catalog *catalog, struct type *type);
/* Looks into all of our own schema files that were only seen. */
void catalog_look_at_all(struct catalog *catalog);
/* What is in FOLDER, looked into at once.  False with ERR: not readable. */
bool catalog_see_schemas(struct catalog *catalog, const char *folder,
    struct error *err);
bool catalog_see_rules(struct catalog *catalog, const char *folder,
    struct error *err);
/* What is in a folder of ours, by its names alone. */
void catalog_see_own_schemas(struct catalog *catalog, const char *folder);
void catalog_see_own_rules(struct catalog *catalog, const char *folder);

/*
 * legacy.c: what has left the published schema, in the folder "legacy" of
 * DIR: keys that are added to those of a type, and types that only such a
 * file describes.
 */
void legacy_see(struct catalog *catalog, const char *dir);
/* Gives TYPE the files that are named by it or by its schema files. */
void legacy_attach(struct catalog *catalog, struct type *type);
/* Hands out the file that is called NAME; NULL without one. */
struct schema_file *legacy_take(struct catalog *catalog, const char *name,
    size_t length);

/* source.c: the user's own set, NULL when there is none.  The caller frees. */
char *source_user_folder(void);

/* catalog_note.c: PATH could not be read. */
void catalog_note_failure(struct catalog *catalog, const char *path,
    const struct error *err);

/* catalog_load.c */

/* NULL (and a failure noted) when it cannot be read. */
struct schema *catalog_load_schema(struct catalog *catalog,
    struct schema_file *file);
/* Which of TYPE's files leads for the payload that LOOKUP reads from. */
size_t catalog_choose(struct catalog *catalog, struct type *type,
    const char *(*lookup)(void *arg, const char *key, size_t *length),
    void *arg);
const struct payload_schema *catalog_get_payload(struct catalog *catalog,
    struct type *type, size_t leading);

#endif
