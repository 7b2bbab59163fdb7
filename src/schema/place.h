/*
 * A key reached on one path: the key, where it hangs, what it supports there,
 * and its rules. Made when first asked for, kept by (parent, key); freed with
 * the catalogue.
 */
#ifndef SCHEMA_PLACE_H
#define SCHEMA_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/platform.h"
#include "schema/rules.h"
#include "schema/schema.h"

struct buf;

struct place {
	/* NULL: a root (top level or a payload) */
	const struct schema_key *key;
	const struct place *parent;	/* NULL: a root */
	const struct payload_schema *payload;	/* of the root it hangs under */
	struct support support[PLATFORMS];	/* merged along the path */
	/* never NULL: an empty one when the rules say nothing */
	const struct annotation *note;
	/*
	 * whose `at` is this place (or, in a recursive list, the same place
	 * further up)
	 */
	const struct assertion **assertions;
	size_t assertion_count;
	/* What follows from key and note together; use these, not the key's: */
	enum schema_type type;		/* ANY when several are accepted */
	bool required;
	/* with meanings; the rules' labels win */
	const struct schema_choice *choices;
	size_t choice_count;
	/* choices are all there is (no range beside them, no open list) */
	bool closed;
	const struct bit *bits;
	size_t bit_count;
};

/*
 * The schema of a payload type: one or several files, the common payload keys,
 * the rules.
 */
struct payload_schema {
	const char *type;
	/* of the first file, or of the type when unknown */
	const char *title;
	const char *description;
	const char *group;		/* NULL: other */
	/*
	 * false: nobody describes this type; only the common keys are there,
	 * and what rules files say
	 */
	bool known;
	/*
	 * why a file of it could not be read, or not wholly ("FILE:LINE:COL:
	 * …"): then nothing it says may be held against a document; NULL
	 */
	const char *failure;
	/* the release whose schema no longer has the type; NULL */
	const char *left;
	bool top_level;			/* the profile itself */
	const struct schema **files;
	size_t file_count;
	const struct rules **rules;
	size_t rules_count;
	struct support support[PLATFORMS];
	struct place *root;
	/*
	 * all: a copy for each place that `at` names, with place set and at
	 * written out
	 */
	const struct assertion **assertions;
	size_t assertion_count;
	/* merged: the files' in order, then the common payload keys */
	struct key_list *keys;
	/* how many at the end are common keys */
	size_t common_count;
	/* unknown keys are fine here (wildcard at the top, or type unknown) */
	bool open;
};

/*
 * The child of PARENT for entry NAME of a dictionary: the named key, else the
 * wildcard's place, else NULL (unknown key).
 */
const struct place *place_child(const struct place *parent, const char *name,
    size_t length);
/*
 * The place of an array's items (the first when it is a union), NULL when
 * nobody says.
 */
const struct place *place_item(const struct place *parent);
/*
 * The place of the item of a union array whose discriminator fits; ITEM_NAME as
 * schema_key.name.
 */
const struct place *place_item_named(const struct place *parent,
    const char *name);
/*
 * All subkeys in schema order (an empty list for scalars); count of
 * place_child_at.
 */
size_t place_child_count(const struct place *place);
const struct place *place_child_at(const struct place *place, size_t index);
/* True when entries of this dictionary may have any name. */
bool place_is_open(const struct place *place);
/*
 * True when KEY list occurs among the ancestors (walks of "every key there is"
 * stop here).
 */
bool place_is_recursive(const struct place *place);
/* Whether it stands for items of a list, or for entries of any name. */
bool place_is_slot(const struct place *place);
/*
 * A schema path "EAPClientConfiguration/AcceptEAPTypes" below ROOT; array items
 * by their placeholder name; "*": the first of any name. NULL.
 */
const struct place *place_find(const struct place *root, const char *path);
/*
 * The release whose schema no longer has it (not what is around it), "27.0";
 * NULL.  Forms and lists offer no such keys.
 */
const char *place_left(const struct place *place);
/* "com.apple.mdm/ServerURL". Appended. */
void place_format(const struct place *place, struct buf *out);
/*
 * The title a row shows: the key's, the payload's for a root; "Item" and
 * "Entry" for placeholders without a title.
 */
const char *place_title(const struct place *place);
/*
 * Names in schema order for edit_insert(); NULL when nothing is known and for
 * arrays.
 */
const char *const *place_order(const struct place *place);
/*
 * The text that helps: description and remarks of the rules, plain, paragraphs
 * split by an empty line. "" when none.
 */
const char *place_help(const struct place *place);

#endif
