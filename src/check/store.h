/*
 * Where findings hang: a sparse tree of marks that mirrors the document, one
 * mark for each value with something to remember at or below it.
 *
 * A finding is *about* a value and *owned* by what must be dropped before it is
 * judged anew: a value (with its scope, and the rule it comes from) or an entry
 * of the index.  What it is about is the owner or stands below it.  Dropping
 * needs no look at the document, so it also works for values that are no longer
 * part of it.
 */
#ifndef CHECK_STORE_H
#define CHECK_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "check/finding.h"

struct map;
struct mark;
struct value;

enum check_scope {
	SCOPE_VALUE, SCOPE_DICT, SCOPE_RULE, SCOPE_GROUP, CHECK_SCOPES
};

/* A finding with its two lists. */
struct item {
	struct finding finding;
	enum check_scope scope;
	const void *rule;	/* the assertion, or NULL */
	struct mark *about;
	struct item *about_next, **about_at;
	struct item *owned_next, **owned_at;
};

/* What the index keeps at a value; index.c owns the rest of it. */
struct entry {
	struct mark *mark;
	struct entry *mark_next, **mark_at;
	struct item *owned;
};

struct mark {
	const struct value *value;
	struct mark *parent, *first, *next, **at;	/* the tree */
	struct item *about, *owned;
	struct entry *entries;
	size_t below[SEVERITIES];	/* findings at or below */
};

struct store {
	struct map *marks;	/* by value */
	size_t item_count, item_most;
	size_t counts[FINDING_CODES], severities[SEVERITIES];
	bool coarse;	/* there were more than item_most: only counted */
	void (*drop_entry)(void *arg, struct entry *entry);
	void *arg;
};

/*
 * ITEM_MOST: findings kept; what is beyond is counted only. DROP_ENTRY frees an
 * entry that was unlinked.
 */
void store_init(struct store *store, size_t item_most,
    void (*drop_entry)(void *arg, struct entry *entry), void *arg);
void store_release(struct store *store);
void store_clear(struct store *store);

struct mark *store_find(const struct store *store, const struct value *value);
/* The mark of VALUE, made with those above it when it is not there. */
struct mark *store_mark(struct store *store, const struct value *value);
/* Frees MARK and those above that hold nothing. */
void store_prune(struct store *store, struct mark *mark);

/*
 * Keeps FINDING (its texts are taken) with owner OWNER, a value's mark or an
 * entry.  FINDING's value decides the mark it is about, NULL: ROOT's.
 */
struct owner {
	const struct value *value;	/* NULL when ENTRY owns it */
	struct entry *entry;
	enum check_scope scope;
	const void *rule;
};
void store_add(struct store *store, const struct owner *owner,
    const struct value *root, struct finding *finding);

/* Drops what VALUE owns in SCOPE, of RULE only when that is not NULL. */
void store_drop(struct store *store, const struct value *value,
    enum check_scope scope, const void *rule);
/* Drops what ENTRY owns. */
void store_drop_owned(struct store *store, struct entry *entry);
/* Drops everything at and below VALUE, entries included. */
void store_drop_below(struct store *store, const struct value *value);
void store_add_entry(struct store *store, const struct value *value,
    struct entry *entry);
/* Unlinks ENTRY, drops what it owns, hands it to drop_entry. */
void store_remove_entry(struct store *store, struct entry *entry);

#endif
