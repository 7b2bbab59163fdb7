/*
 * What the files of the catalogue share.
 */
#ifndef SCHEMA_CATALOG_INTERNAL_H
#define SCHEMA_CATALOG_INTERNAL_H

#include "base/error.h"
#include "base/vec.h"
#include "schema/catalog.h"
#include "schema/place_internal.h"

#define TOP_LEVEL   "TopLevel"
#define COMMON_KEYS "CommonPayloadKeys"

struct embedded_file;

/*
 * FAILURE: the number of the failure, from 1, that says why it is not to be
 * used, or only to tell what is wrong in it; 0: none.
 */
struct schema_file {
	const struct embedded_file *embedded;	/* NULL: the file PATH */
	char *path;
	char *title;		/* NULL until the file is loaded */
	struct schema *schema;	/* NULL: not loaded */
	size_t failure;
};

struct rules_file {
	const struct embedded_file *embedded;	/* NULL: the file PATH */
	char *path;
	struct rules *rules;
	size_t failure;
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
	bool has_rules;		/* built-in ones, if any, are here */
	bool has_legacy;	/* what has left, if any, is here */
	bool has_files;		/* all there are */
	bool busy;		/* being made: a type may not inherit itself */
};

/* A line of a list: one file of a type. */
struct entry {
	struct type *type;
	size_t leading;		/* index of the file */
};

/* A folder of schemas, in the order in which they were looked through. */
enum source_kind { SOURCE_NAMED, SOURCE_USER, SOURCE_DATADIR };
struct source {
	enum source_kind kind;
	char *folder;
	size_t found;		/* files of payloads in it */
};

struct failure {
	struct error error;
	bool noted;		/* a note of the file says it too */
};

struct catalog {
	struct map *types;	/* by name */
	VEC(struct source) sources;
	VEC(struct entry) entries;
	bool sorted;
	size_t unknown;		/* types made for documents, in TYPES too */
	size_t folder;		/* the one being looked through, from 1 */
	size_t found, found_rules;	/* files in all folders */
	bool has_all;		/* all built-in types are in TYPES */
	/* what has left, of folders, by file name without ".yaml" */
	struct map *legacy;
	VEC(struct failure) failures;
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
/* A file's name without folder and ".yaml"; borrowed, LENGTH bytes. */
const char *catalog_file_id(const struct schema_file *file, size_t *length);
/* Gives TYPE the built-in rules unless a folder has some. */
void catalog_attach_rules(struct catalog *catalog, struct type *type);
/* Gives every built-in type its files. */
void catalog_see_all(struct catalog *catalog);
/* What is in FOLDER, looked into at once.  False with ERR: not readable. */
bool catalog_see_schemas(struct catalog *catalog, const char *folder,
    struct error *err);
bool catalog_see_rules(struct catalog *catalog, const char *folder,
    struct error *err);

/*
 * legacy.c: what has left the published schema: keys that are added to those
 * of a type, and types that only such a file describes.  DIR/legacy stands
 * before what is built in.
 */
void legacy_see(struct catalog *catalog, const char *dir);
/* Gives TYPE the files that are named by it or by its schema files. */
void legacy_attach(struct catalog *catalog, struct type *type);
/* Gives TYPE, which nobody describes, the file of its name, if any. */
void legacy_describe(struct catalog *catalog, struct type *type);
bool legacy_knows(const struct catalog *catalog, const char *name,
    size_t length);

/*
 * source.c: where the user's own set is, whether it is any good or not; NULL
 * when there is none.  The caller frees.
 */
char *source_user_folder(void);

/* catalog_note.c */

/* PATH could not be read.  The failure's number, from 1. */
size_t catalog_note_failure(struct catalog *catalog, const char *path,
    const struct error *err);
/*
 * A failure for each of FILE's notes that says that something is not judged.
 * The number of the first, 0: there is none.
 */
size_t catalog_note_blind(struct catalog *catalog, const char *file,
    const struct schema_note *notes, size_t count);

/* catalog_load.c */

/* NULL when it cannot be read, or not wholly: then a failure is noted. */
struct schema *catalog_load_schema(struct catalog *catalog,
    struct schema_file *file);
struct rules *catalog_load_rules(struct catalog *catalog,
    struct rules_file *file);
/* Which of TYPE's files leads for the payload that LOOKUP reads from. */
size_t catalog_choose(struct catalog *catalog, struct type *type,
    const char *(*lookup)(void *arg, const char *key, size_t *length),
    void *arg);
const struct payload_schema *catalog_get_payload(struct catalog *catalog,
    struct type *type, size_t leading);

#endif
