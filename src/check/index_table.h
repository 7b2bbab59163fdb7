/*
 * A hash table of what the document says once and elsewhere: UUIDs,
 * identifiers, payload types, references.  Entries hang on the mark of their
 * value, and the keys whose entries changed are remembered until they were
 * judged again.
 *
 * Equal hashes count as equal texts: 64 bits of a hash whose key no file knows.
 */
#ifndef CHECK_INDEX_TABLE_H
#define CHECK_INDEX_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"
#include "check/store.h"

struct assertion;
struct place;
struct value;

enum index_kind {
	/* the PayloadUUID of a payload or the profile */
	INDEX_UUID,
	INDEX_IDENTIFIER,
	INDEX_TYPE,		/* the PayloadType of a payload */
	INDEX_REFERENCE,	/* a value that names a payload by its UUID */
	INDEX_UNIQUE,		/* a value that a rule wants only once */
	INDEX_NEED,		/* what depends on payloads of a type */
	INDEX_KINDS
};

struct index_key {
	enum index_kind kind;
	uint64_t scope;		/* INDEX_UNIQUE: within what; else 0 */
	uint64_t hash;
};

struct index_entry {
	struct entry entry;	/* first: the store knows only this */
	struct index_key key;
	struct value *value;
	struct value *payload;
	const struct place *place;
	const struct assertion *rule;	/* NULL: the annotation */
	struct index_entry *next, **at;
};

struct index_table {
	struct index_entry **slots;
	size_t slot_count, count;
	VEC(struct index_key) touched;
};

void index_init(struct index_table *table);
void index_release(struct index_table *table);	/* frees the entries */
/* Links a new entry, all fields but the links as in MODEL. */
struct index_entry *index_add(struct index_table *table, struct store *store,
    const struct index_entry *model);
/* Unlinks and frees; the store calls it for entries it drops. */
void index_drop(struct index_table *table, struct index_entry *entry);
void index_touch(struct index_table *table, struct index_key key);
/* The first entry of KEY, and the next one behind ENTRY. */
struct index_entry *index_first(const struct index_table *table,
    struct index_key key);
struct index_entry *index_next(const struct index_entry *entry);
bool index_key_equal(struct index_key a, struct index_key b);
/* Without regard to ASCII case when FOLD. */
uint64_t index_hash(const char *text, size_t length, bool fold);

#endif
