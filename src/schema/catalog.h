/*
 * All schema and rules files there are; loaded when asked for.  A file that
 * cannot be read, or not wholly, is a failure: what it speaks of is not
 * judged, and whoever judges has to ask for failures and say them.
 */
#ifndef SCHEMA_CATALOG_H
#define SCHEMA_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct catalog;
struct error;
struct place;
struct payload_schema;
struct schema;

/*
 * SCHEMA_DIRS: the first that has files of a type wins; each may be our own
 * layout or a checkout of the upstream files (mdm/profiles or profiles below
 * it, or the YAML files themselves).  RULES_DIRS likewise (rules below it, or
 * the files).  Behind them stands what PROFEDIT_DATADIR names (a folder with
 * `schemas` in it) or else the set that `schema update` made for the user, and
 * last, always, what is built into the program.  Folders that were named and
 * are missing, unreadable or without a schema are an error.  Only names and
 * types are read here, in the first lines of each file.
 */
struct catalog *catalog_open(const char *const *schema_dirs,
    size_t schema_count,
    const char *const *rules_dirs, size_t rules_count, struct error *err);
void catalog_close(struct catalog *catalog);

/*
 * The INDEX-th failure met so far, with the file's name (and line) in it; NULL
 * beyond the last.  More are met while files are loaded.
 */
const struct error *catalog_failure(const struct catalog *catalog,
    size_t index);

/*
 * The sets of schemas that stand behind one another, a line each ("built in,
 * release 27.0: FOLDER"). Appended.
 */
void catalog_describe(const struct catalog *catalog, struct buf *out);

/* The profile's own keys (TopLevel). Never NULL. */
const struct payload_schema *catalog_top_level(struct catalog *catalog);
/*
 * The schema of payload TYPE (NULL: it has none); LOOKUP serves when several
 * files describe the type: it gives the payload's value for KEY, a string as it
 * is, anything else as "", NULL when it has no such key (LOOKUP may be NULL).
 * A discriminator of the rules chooses one file alone; else all files are
 * merged, led by the one that has the most keys of the payload. Never NULL: an
 * unknown type gets one with known false.
 */
const struct payload_schema *catalog_payload(struct catalog *catalog,
    const char *type, size_t length,
    const char *(*lookup)(void *arg, const char *key, size_t *length),
    void *arg);
/* Whether anybody describes TYPE, without loading it. */
bool catalog_knows(struct catalog *catalog, const char *type, size_t length);

/*
 * Every schema file of a payload, sorted by title: for lists.  A type that
 * several files describe occurs once for each, led by that file.  catalog_at()
 * loads.
 */
size_t catalog_count(struct catalog *catalog);
const struct payload_schema *catalog_at(struct catalog *catalog, size_t index);
/* Its payload type, which is known without loading; NULL beyond the end. */
const char *catalog_type_at(struct catalog *catalog, size_t index);

/*
 * The rules file TEXT, called PATH, in place of the one that speaks of the same (the type,
 * or one of its schema files), before anything of the type is asked for.  The
 * payload type it is about, borrowed; NULL with ERR when it cannot be read.
 */
const char *catalog_use_rules(struct catalog *catalog, const char *path,
    const char *text, size_t length, struct error *err);

/*
 * Notes of all files loaded so far, and of rules that resolve to no key: for
 * `schema check`.
 */
void catalog_each_note(struct catalog *catalog,
    bool (*visit)(const char *file, unsigned line, unsigned column,
    const char *message, bool serious, void *arg), void *arg);

#endif
