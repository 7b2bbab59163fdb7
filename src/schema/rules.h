/*
 * Rules that the schema files state only in prose, as data: annotations add
 * facts to a place, assertions say what must hold. The format is documented in
 * profedit-schema(5).  One evaluator (check/rule.c) runs them.
 */
#ifndef SCHEMA_RULES_H
#define SCHEMA_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/platform.h"
#include "schema/schema.h"

struct error;
struct place;
struct regex;

enum secret_level { SECRET_NO, SECRET_SENSITIVE, SECRET_YES };

/*
 * A reference to another payload of the same profile by its PayloadUUID (or
 * another key).
 */
struct reference {
	const char *key;		/* "PayloadUUID" */
	/* payload types that may stand there, NULL-terminated */
	const char *const *types;
	/* "identity", "anchor", "pinning" … or NULL */
	const char *role;
	/* The types follow from what is stated: else a warning at most. */
	bool inferred;
};

struct bit {
	uint64_t value;		/* one bit set */
	const char *title;	/* short: "install profiles" */
	const char *meaning;	/* one sentence */
	uint64_t needs;		/* bits it implies */
};

struct annotation {
	const char *at;			/* the path, as written */
	enum secret_level secret;
	const struct bit *bits;
	size_t bit_count;
	/* meanings for values, over the schema's own */
	const struct schema_choice *labels;
	size_t label_count;
	/* the rangelist is not exhaustive: others are a note */
	bool open_list;
	/* special values with a meaning ("0" never) */
	const struct schema_choice *special;
	size_t special_count;
	const char *unit;		/* "seconds", "MB", "pixels" … */
	/* unset means the value of this sibling key */
	const char *default_from;
	const char *default_text;	/* what unset means, in words */
	const char *replaced_by;	/* key path or declaration */
	const struct reference *reference;
	/* what kind of file: a name of rules_imports */
	const char *import;
	/* what a dictionary's key names are: a name of rules_key_domains */
	const char *key_domain;
	/* shape override: every type accepted here; NULL */
	const enum schema_type *types;
	size_t type_count;
	/* the named key is a placeholder: any name may stand there */
	bool wildcard;
	/* 0 and 1 are what a device wants, shown as a boolean */
	bool boolean_as_integer;
	/* presence override: the schema says required, devices do not insist */
	bool optional;
	/* union with the schema's, or instead when it had none */
	const struct schema_range *range;
	/* shown in help, not checkable; NULL-terminated or NULL */
	const char *const *remarks;
	/* for the payload itself or a key the schema leaves without words */
	const char *title, *text;
	unsigned line, column;		/* in the rules file */
};

enum rule_op {
	RULE_EQ, RULE_NE, RULE_IN, RULE_NOT_IN, RULE_GE, RULE_GT, RULE_LE,
	RULE_LT, RULE_PRESENT, RULE_ABSENT, RULE_CONTAINS, RULE_CONTAINS_ANY,
	RULE_OPS
};

/*
 * A path of a rule: "Key/Sub" is a sibling of `at` (relative to the dictionary
 * that holds it), "/Key" from the payload's root, "//Key" from the profile's
 * top level, "@os" "@supervised" "@enrollment" "@channel" "@shared-ipad" a
 * circumstance of the target, "@container" the name of the array or dictionary
 * entry that holds the dictionary `at` is in, "." `at` itself.
 */
struct rule_path {
	enum rule_origin {
		ORIGIN_SIBLING, ORIGIN_PAYLOAD, ORIGIN_TOP, ORIGIN_TARGET,
		ORIGIN_CONTAINER, ORIGIN_SELF
	} origin;
	/*
	 * NULL-terminated; for ORIGIN_TARGET the attribute; "*" any item or
	 * entry
	 */
	const char *const *segments;
	const char *text;		/* as written */
};

struct condition {
	struct rule_path path;
	enum rule_op op;
	const struct schema_scalar *values;
	size_t value_count;
};

enum then_kind {
	THEN_PRESENT, THEN_ABSENT, THEN_IN, THEN_NOT_IN, THEN_MATCHES,
	THEN_PREFIX, THEN_SUFFIX, THEN_RANGE, THEN_LENGTH, THEN_COUNT,
	THEN_UNIQUE, THEN_REFERS, THEN_COMPARE, THEN_SUBSET, THEN_DISJOINT,
	THEN_BITS, THEN_ANY_PRESENT, THEN_ONE_PRESENT,
	THEN_ANY_TRUE, THEN_HOLDS, THEN_PAYLOAD, THEN_NO_PAYLOAD, THEN_FIXED,
	THEN_NO_ADDED_BITS, THEN_FIXED_MEMBER, THEN_KINDS
};

enum rule_severity { RULE_ERROR, RULE_WARNING, RULE_NOTE };

struct assertion {
	const char *id;			/* unique in the file: "topic-prefix" */
	/* path below the payload's root; "" the payload itself */
	const char *at;
	/*
	 * the one it is about; set in the copies that payload_schema.assertions
	 * holds, else NULL
	 */
	const struct place *place;
	/*
	 * all must hold; empty: always (when `at` is present, for kinds that
	 * look at a value)
	 */
	const struct condition *when;
	size_t when_count;
	/* and, when there are some, at least one of these */
	const struct condition *any;
	size_t any_count;
	enum then_kind then;
	/*
	 * IN, NOT_IN, PREFIX, SUFFIX, FIXED_MEMBER; REFERS, PAYLOAD,
	 * NO_PAYLOAD: payload types; UNIQUE: one text, "array", "payload-type"
	 * or "profile"; BITS: pairs, a bit and behind it those it needs.
	 */
	const struct schema_scalar *values;
	size_t value_count;
	struct regex *regex;		/* MATCHES */
	/*
	 * RANGE (of the value), LENGTH (bytes of data, code points of text),
	 * COUNT (items)
	 */
	struct schema_range range;
	/* COMPARE, SUBSET, DISJOINT, ANY_PRESENT, ONE_PRESENT, ANY_TRUE */
	const struct rule_path *paths;
	size_t path_count;
	enum rule_op op;		/* COMPARE */
	const struct condition *holds;	/* HOLDS: conditions that must hold */
	size_t holds_count;
	/* needs the installed profile (--against) */
	bool on_update;
	enum rule_severity severity;
	/* a finding code; the kind's own when the file names none */
	const char *code;
	/* true: applies there; none set: everywhere */
	bool platforms[PLATFORMS];
	/* the complaint, our own words: "must begin with 'com.apple.mgmt.'" */
	const char *text;
	unsigned line;
	const struct rules *rules;
};

struct rules {
	const char *file;
	const char *payload_type;
	/* one of several files of a type, or NULL */
	const char *schema_id;
	/* "accounts", "certificates", "network" …, or NULL */
	const char *group;
	/* choose this schema file when the payload's key has the value */
	const char *discriminator_key, *discriminator_value;
	/* keys taken over from this payload type */
	const char *inherits;
	/* only these of its keys; NULL: all */
	const char *const *inherits_keys;
	/* other payload types that mean this one */
	const char *const *aliases;
	struct annotation *annotations;
	size_t annotation_count;
	struct assertion *assertions;
	size_t assertion_count;
	struct schema_note *notes;	/* unknown attributes … */
	size_t note_count;
	/* those of the assertions, freed with the rules */
	struct regex **regexes;
	size_t regex_count;
	struct arena *arena;
};

/*
 * What is not known or cannot be read is a note (a rule that cannot be read is
 * left out); ERR_SYNTAX only for what is no YAML mapping with a payloadtype.
 */
struct rules *rules_load(const char *path, struct error *err);
struct rules *rules_parse(const char *name, const char *text, size_t length,
    struct error *err);
/* The same of TOP, a tree in ARENA, which is taken. */
struct rules *rules_compile(struct arena *arena, const char *name,
    const struct yaml_node *top, struct error *err);
void rules_free(struct rules *rules);

/*
 * The words that an attribute takes, and what each means; the last has no name.
 */
struct rules_word {
	const char *name;
	const char *words;	/* "a certificate", "bundle identifiers" */
};
extern const struct rules_word rules_imports[], rules_key_domains[];
/* Of NAME in such a table; NAME itself when it is not there. */
const char *rules_word(const struct rules_word *table, const char *name);

/* What stands in files, for the manual; each ends with NULL. */
extern const char *const rules_attributes[];	/* of a file */
extern const char *const assertion_attributes[];
extern const char *const rule_circumstances[];	/* without the '@' */
extern const char *const rule_unique_scopes[];
/* The I-th of an annotation; NULL behind the last. */
const char *annotation_attribute(size_t i);

extern const char *const then_names[THEN_KINDS];	/* as in files */
extern const char *const rule_op_names[RULE_OPS];

#endif
