/*
 * What the modules of check/ share.  Never leaves this folder.
 */
#ifndef CHECK_INTERNAL_H
#define CHECK_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/vec.h"
#include "check/check.h"
#include "check/finding.h"
#include "check/index_table.h"
#include "check/placeholder.h"
#include "check/store.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "schema/place.h"

struct arena;
struct map;
struct value;

enum {
	CODE_MOST = 1000,	/* findings shown per code */
	/* findings kept; beyond, every update is full */
	ITEMS_MOST = 100000,
	SMALL_DICT = 64		/* entries that are cheap to look through */
};

/* What the reader met in a container: a number for profile_oddity(). */
struct odd_thing {
	const struct value *container;
	size_t number;
	size_t line, column;	/* in the text as read; 0: edited since */
};

/* An edit that was not looked at yet. */
struct change {
	enum edit_change kind;
	struct value *value, *container;
};

/* What checker_try() sees in place of a value, or of an absent entry. */
struct overlay {
	struct value *original;	/* NULL: an absent entry */
	struct value *temporary;	/* NULL: no overlay */
	struct value *container;
	const char *name;
	size_t length;
};

/* Where findings go while trying. */
struct capture {
	struct finding *out;
	size_t count, capacity;
};

struct checker {
	struct profile *profile;
	struct catalog *catalog;
	const struct target *targets;
	size_t target_count;
	struct profile *against;
	const struct value *against_root;	/* NULL: none */
	struct map *installed;	/* its payloads by identifier */

	struct value *root;
	enum payload_shape shape;
	bool checked;		/* check_all() ran to its end */
	struct store store;
	struct index_table index;
	struct arena *arena;	/* plans */
	struct map *plans;	/* by place */
	const struct plan *last_plan;
	struct map *schemas;	/* of payloads, as they were judged */
	VEC(struct odd_thing) oddities;	/* sorted by container */
	bool top_readers;	/* some rule of a payload reads the top level */

	struct edit_watcher watcher;
	VEC(struct change) changes;
	VEC(const struct finding *) sorted;
	bool is_sorted;
	struct overlay overlay;
	struct capture *capture;
};

/* What a check looks at. */
struct subject {
	struct checker *checker;
	struct value *value;
	const struct place *place;	/* NULL: no schema speaks of it */
	const struct plan *plan;	/* of PLACE; NULL without one */
	const struct place *container_place;
	/* its payload, the root for the profile's own keys; NULL: no profile */
	struct value *payload;
	const struct recheck *recheck;	/* NULL: nothing is known from before */
};

/* What is known of a large dictionary after an edit. */
struct recheck {
	struct value **flagged;	/* entries that were duplicates */
	size_t flagged_count;
	struct value *const *touched;	/* entries that came or were renamed */
	size_t touched_count;
};

/* ---- plan.c: what a place asks for, worked out once */

struct plan {
	const struct place *place;
	/* an item or a wildcard: has no name of its own */
	bool is_slot;
	bool is_open;		/* entries may have any name */
	const struct place *item;	/* of an array with one kind of item */
	bool has_union;		/* an array with several */
	const struct place **required;
	size_t required_count;
	/* Rules judged at a dictionary, about named keys of it. */
	const struct assertion **named;
	size_t named_count;
	/* Rules judged at the value itself: payloads, items, wildcards. */
	const struct assertion **own;
	size_t own_count;
	/* THEN_REFERS and THEN_UNIQUE of the place, or of its array. */
	const struct assertion **refers, **uniques;
	size_t refers_count, unique_count;
	const struct reference *reference;	/* its own, or its array's */
	uint32_t minimum, maximum;	/* of an array's items */
	bool has_count;
	bool ranks_targets;	/* some target has something to say */
	bool off_target;	/* on none of the targets */
};

const struct plan *plan_of(struct checker *checker, const struct place *place);

/* ---- complain.c: how a check says what is wrong */

/* Both about the subject's value, owned by it. FIX (NULL: none) is taken. */
void complain(const struct subject *subject, enum finding_code code,
    enum severity severity, char *take_fix, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));
void complain_usual(const struct subject *subject, enum finding_code code,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Any finding for any owner; its texts are taken. */
void complain_as(struct checker *checker, const struct owner *owner,
    struct finding *take_finding);

/* ---- value_checks.c, dict_checks.c, envelope.c, target.c */

struct check_row {
	const char *name;
	enum check_scope scope;
	void (*run)(const struct subject *subject);
	/* NOTHING: it is judged also where the schema could not be read */
	enum check_need { NEEDS_SCHEMA, NEEDS_NOTHING } need;
};

/* Whether VALUE has a type that its place takes, or one that reads the same. */
bool fits_type(const struct place *place, const struct value *value);

void check_readable(const struct subject *subject);
void check_known(const struct subject *subject);
void check_type(const struct subject *subject);
void check_choice(const struct subject *subject);
void check_format(const struct subject *subject);
void check_empty(const struct subject *subject);
void check_bits(const struct subject *subject);
void check_secret(const struct subject *subject);
/* data_checks.c */
void check_data(const struct subject *subject);
void check_entry_name(const struct subject *subject);
void check_envelope_value(const struct subject *subject);
void check_target(const struct subject *subject);

void check_required(const struct subject *subject);
void check_duplicate_keys(const struct subject *subject);
void check_count(const struct subject *subject);
void check_odd_text(const struct subject *subject);
void check_envelope(const struct subject *subject);
void check_judged(const struct subject *subject);
void check_installed(const struct subject *subject);

/*
 * After an edit: what DICT says of a dictionary, work bounded by the edit.
 * TOUCHED: entries that came or were renamed.
 */
void dict_recheck(const struct subject *subject, struct value *const *touched,
    size_t count);
/*
 * Whether a key stands in a payload or the profile though no schema lists it.
 */
bool envelope_is_known(const struct subject *subject);
/* Whether the four keys of the envelope include NAME. */
bool envelope_has(const char *name);
void target_rank(struct checker *checker, struct plan *plan);
/* Whether VALUE is a payload dictionary or the root of a profile. */
bool checker_is_payload(const struct checker *checker,
    const struct value *value);

/* ---- words.c: values in messages */

/* "'text'", clipped; the values of a list "'a', 'b' or 'c'". Appended. */
void words_add_scalar(struct buf *out, const struct schema_scalar *scalar);
void words_add_value(struct buf *out, const struct value *value);
bool scalar_equals(const struct schema_scalar *scalar,
    const struct value *value);
/* False when they do not compare. */
bool scalar_compare(const struct value *value,
    const struct schema_scalar *scalar, int *order);

/* ---- rule.c, rule_read.c, rule_then.c */

/* One assertion at one place of the document. */
struct instance {
	struct checker *checker;
	const struct assertion *rule;
	struct value *payload;
	/* nearest dictionary around AT; NULL for a payload itself */
	struct value *container;
	const struct place *container_place;
	struct value *at;	/* NULL: absent */
	struct value *owner;
	const struct target *target;	/* NULL: none given */
};

/* Rules about named keys of a dictionary, and those about the value itself. */
void rule_check_named(const struct subject *subject);
void rule_check_own(const struct subject *subject);
/* Drops what the rule said at OWNER and judges it anew. */
void rule_redo(struct checker *checker, const struct assertion *rule,
    struct value *owner);
/*
 * The instance of RULE at OWNER: the dictionary of a named key, else the value
 * itself.
 */
void rule_instance(struct checker *checker, const struct assertion *rule,
    struct value *owner, struct instance *out);
/* Evaluates and complains. */
void rule_judge(struct instance *instance);
/*
 * Whether systems and conditions say that the rule applies; sets the target
 * for which it does.  *CERTAIN is false when that depends on the target.
 */
bool rule_applies(struct instance *instance, bool *certain);
enum severity rule_severity_of(const struct assertion *rule, bool certain);

/* rule_readers.c: after an edit, the rules that read what it changed. */
void rule_redo_readers(struct checker *checker, const struct change *change);
/* All rules that compare with the installed profile. */
void rule_redo_updates(struct checker *checker);
/*
 * True when it holds. DETAIL (appended): what is wrong, in addition to the
 * rule's text.
 */
bool then_holds(const struct instance *instance, struct buf *detail);
bool condition_holds(const struct instance *instance,
    const struct condition *condition);
/*
 * rule_others.c: the kinds that look at other keys too, as rule_then.c has
 * them.
 */
bool then_compare(const struct instance *instance, struct buf *detail);
bool then_subset(const struct instance *instance, struct buf *detail);
bool then_disjoint(const struct instance *instance, struct buf *detail);
bool then_any_present(const struct instance *instance, struct buf *detail);
bool then_one_present(const struct instance *instance, struct buf *detail);
bool then_any_true(const struct instance *instance, struct buf *detail);
bool then_conditions(const struct instance *instance, struct buf *detail);
bool then_payload(const struct instance *instance, struct buf *detail);
bool then_no_payload(const struct instance *instance, struct buf *detail);
bool then_needs_at(const struct assertion *rule);
enum finding_code then_code(const struct assertion *rule);

/* A value of a path; what stands in for it when it is absent. */
struct reading {
	bool present;
	struct value *value;	/* or that of the key it defaults to; NULL */
	/* the default, when VALUE is NULL */
	const struct schema_scalar *fallback;
};
/* Calls VISIT for each value of the path, or once with the fallback. */
void rule_read(const struct instance *instance, const struct rule_path *path,
    bool (*visit)(const struct reading *reading, void *arg), void *arg);
/* The first of them. */
struct reading rule_read_one(const struct instance *instance,
    const struct rule_path *path);

/* While trying: judges, and drops what is said of other keys already. */
void try_rule(struct instance *instance);
/* What try.c puts over the document. */
struct value *see_find(const struct checker *checker,
    const struct value *dict, const char *name, size_t length);
struct value *see_at(const struct checker *checker, const struct value *list,
    size_t index);

/* ---- against.c: the installed profile */

void against_index(struct checker *checker);

const struct value *against_payload(const struct checker *checker,
    const struct value *payload);
/* The value that stands where VALUE (or NAME in CONTAINER) stands; NULL. */
const struct value *against_value(const struct checker *checker,
    const struct value *payload, const struct value *container,
    const struct value *value, const char *name);

/* ---- group_index.c, group_checks.c */

void group_index(const struct subject *subject);
/* Notes that RULE at OWNER depends on which payloads there are. */
void group_need(struct checker *checker, const struct assertion *rule,
    struct value *owner, struct value *payload);
/* What RULE says of VALUE through the index is to be judged again. */
void group_touch(struct checker *checker, const struct assertion *rule,
    const struct value *value);
/* The entries at VALUE under its old text make room for the present one. */
void group_refresh_unique(struct checker *checker, const struct value *value);
bool group_has_type(const struct checker *checker, const char *type);
bool group_reference_holds(const struct instance *instance);
/* Equal values have equal hashes; the order of dictionary keys is nothing. */
uint64_t group_hash(const struct value *value);
/* That of a string with the text. */
uint64_t group_hash_text(const char *text, size_t length);
/* Where A stands before B in the document: < 0. Both are part of it. */
int document_order(const struct value *a, const struct value *b);
/* Judges all keys of the index that were touched, and forgets them. */
void group_check_touched(struct checker *checker);

/* ---- check.c */

struct subject subject_of(struct checker *checker, struct value *value);
/* The checks of the scopes whose bits (1 << SCOPE_…) are set. */
void check_run(const struct subject *subject, unsigned scopes);
/* Everything at and below VALUE. */
bool check_subtree(struct checker *checker, struct value *value);

#endif
