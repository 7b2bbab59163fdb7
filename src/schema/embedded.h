/*
 * The schemas, rules and files of what has left that are built into the
 * program: the YAML trees of the files of schemas/.  They read as libyaml
 * reads those files (tests/embedded.sh holds both against each other).
 */
#ifndef SCHEMA_EMBEDDED_H
#define SCHEMA_EMBEDDED_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct yaml_node;

/* The folders of schemas/: what they are called here and there. */
#define EMBEDDED_FOLDER_LIST(X)                                                \
	X(EMBEDDED_LEGACY, "legacy")                                           \
	X(EMBEDDED_PROFILES, "profiles")                                       \
	X(EMBEDDED_RULES, "rules")
#define EMBEDDED_FOLDER_ENUM(id, name) id,
enum embedded_folder {
	EMBEDDED_FOLDER_LIST(EMBEDDED_FOLDER_ENUM) EMBEDDED_FOLDERS
};

/* One file; what it says of itself without its tree being made. */
struct embedded_file;

/* All of FOLDER, sorted by name: indices 0 to embedded_count() - 1. */
size_t embedded_count(enum embedded_folder folder);
const struct embedded_file *embedded_at(enum embedded_folder folder,
    size_t index);
/* The one called ID, a file name without ".yaml"; NULL: there is none. */
const struct embedded_file *embedded_find(enum embedded_folder folder,
    const char *id, size_t length);
/*
 * The INDEX-th schema file of the payload type TYPE, in the order of their
 * names; NULL beyond the last.
 */
const struct embedded_file *embedded_of_type(const char *type, size_t length,
    size_t index);
/* The type that an alias in a rules file means; NULL: it is none. */
const char *embedded_alias(const char *name, size_t length);

/* "built-in:profiles/com.apple.mdm.yaml", for messages. */
const char *embedded_name(const struct embedded_file *file);
/* `payloadtype`, `title`; "" where the file does not say it. */
const char *embedded_type(const struct embedded_file *file);
const char *embedded_title(const struct embedded_file *file);
/* What yaml_parse() would make of the file, in ARENA; its texts are not. */
struct yaml_node *embedded_tree(const struct embedded_file *file,
    struct arena *arena);

/*
 * Calls VISIT for the texts in it, names and values, until it returns false.
 */
void embedded_each_text(const struct embedded_file *file,
    bool (*visit)(const char *text, void *arg), void *arg);

/* The release that schemas/README names, "27.0". */
const char *embedded_release(void);

#endif
