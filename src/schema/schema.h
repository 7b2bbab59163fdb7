/*
 * One schema file, compiled: what may be written, as the file says it.  A key knows no parent and is shared by all
 * aliases; a key reached on one path is a place (schema/place.h).
 * Source: reference/schema-format; SCHEMA-DATA for what the files really hold.
 */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "schema/platform.h"
#include "value/value.h"

struct arena;
struct buf;
struct error;
struct regex;

enum schema_type {	/* VALUE_… plus any; order as value_type so a cast works for the first eight */
	SCHEMA_STRING = VALUE_STRING, SCHEMA_INTEGER = VALUE_INTEGER, SCHEMA_REAL = VALUE_REAL,
	SCHEMA_BOOLEAN = VALUE_BOOLEAN, SCHEMA_DATE = VALUE_DATE, SCHEMA_DATA = VALUE_DATA,
	SCHEMA_ARRAY = VALUE_ARRAY, SCHEMA_DICT = VALUE_DICT, SCHEMA_ANY, SCHEMA_TYPES
};

enum presence { PRESENCE_UNSAID, PRESENCE_OPTIONAL, PRESENCE_REQUIRED };

/* subtype and valuetype share one table; angle brackets are optional in files. */
enum value_format {
	FORMAT_NONE, FORMAT_DOMAIN, FORMAT_DOMAIN_PREFIX, FORMAT_EMAIL, FORMAT_HOSTNAME, FORMAT_LOCALTIME,
	FORMAT_REGEX, FORMAT_TIMESTAMP, FORMAT_URL, FORMAT_UUID, VALUE_FORMATS
};

/* A scalar of the schema, read by the key's type. */
struct schema_scalar {
	enum value_type type;	/* STRING, INTEGER, REAL, BOOLEAN, DATE */
	const char *text;	/* as the file spells it, also the string itself */
	struct integer integer;
	double real;
	bool boolean;
	int64_t date;
};

struct schema_choice {
	struct schema_scalar value;
	const char *meaning;	/* plain text, one line; NULL: speaks for itself */
	const char *title;	/* a short label (bits, rules); NULL */
	const struct support *support;	/* PLATFORMS of them when the file says so (scalar enumerations), else NULL */
};

struct schema_range {
	bool has_min, has_max;
	struct schema_scalar min, max;	/* inclusive */
};

struct key_list {
	struct schema_key **keys;	/* file order */
	size_t count;
	struct schema_key *wildcard;	/* "ANY", "ANY …" or NULL; also among keys */
	const char *const *order;	/* names in schema order, NULL-terminated: for edit_insert() */
	uint32_t *slots;	/* of a long list: key_list_find()'s table; NULL */
	size_t slot_count;
};

struct schema_key {
	const char *name;		/* placeholder for array items and wildcards */
	const char *title;		/* never NULL: the file's, else made of the name ("ServerURL" → "Server URL") */
	bool has_title;
	enum schema_type type;
	enum presence presence;
	const struct schema_scalar *default_value;	/* NULL: none */
	const struct schema_choice *choices;	/* rangelist; allowed values of scalar enumerations */
	size_t choice_count;
	bool open_choices;		/* no rangelist: the choices are those the description explains, others may be right */
	struct schema_range *range;	/* NULL: none; with choices the union of both */
	const char *format;		/* regular expression, matched whole; NULL */
	struct regex *regex;		/* compiled on load; NULL when format is NULL or does not compile (a note) */
	enum value_format value_format;
	struct { bool set; uint32_t min, max; } repetition;	/* on an item: the count of its array; max UINT32_MAX: open */
	const char *combine, *subkeytype;
	const char *const *asset_types;	/* NULL-terminated or NULL */
	const char *left;		/* the release whose schema no longer has it, "27.0"; NULL */
	bool unpublished;		/* devices read it though no published schema names it */
	const char *content;		/* the raw text of the file; "" when none */
	const char *help;		/* plain text: content without markup and without the value bullets; paragraphs split by \n\n */
	struct support *own;		/* PLATFORMS of them, or NULL when the key has no supportedOS */
	struct key_list *subkeys;	/* NULL for scalars; an array's holds its item at keys[0] (more: a union) */
	const struct schema *schema;
	unsigned line;			/* in the file, 1-based */
};

struct schema_note {		/* something the loader did not know or that is odd: never a failure */
	unsigned line, column;
	char *message;
	bool serious;		/* breaks a rule of the format; else merely unknown */
};

struct schema {
	const char *file;	/* path as opened */
	const char *id;		/* file name without .yaml: "com.apple.MCX(WiFi)" */
	const char *title;
	const char *description;	/* plain text of description or payload.content; "" */
	const char *type_attribute;	/* "payloadtype", "requesttype", "declarationtype", "statusitemtype", "credentialtype" or NULL */
	const char *type;	/* its value; id when there is none */
	const char *left;	/* as a key's: of the whole type; NULL */
	struct support support[PLATFORMS];
	struct key_list *keys;		/* payloadkeys; never NULL */
	struct key_list *response_keys;	/* NULL when none */
	struct schema_note *notes;
	size_t note_count;
	struct regex **regexes;		/* those of the keys, freed with the schema */
	size_t regex_count;
	struct arena *arena;
};

/*
 * Loads one file.  What is not known is a note, never a failure; ERR_SYNTAX only for what is no YAML mapping with a
 * title or payload.  Aliases are shared, recursion guarded.
 */
struct schema *schema_load(const char *path, struct error *err);
struct schema *schema_parse(const char *name, const char *text, size_t length, struct error *err);
void schema_free(struct schema *schema);

/* SIZE_MAX when there is none of that name. */
size_t key_list_index_of(const struct key_list *list, const char *name, size_t length);
struct schema_key *key_list_find(const struct key_list *list, const char *name, size_t length);
const char *schema_type_name(enum schema_type type);	/* "string" … "any" */
const char *value_format_name(enum value_format format);
/* Plain text of marked-up content: used for help; drops bullets of values when DROP_BULLETS. */
void schema_plain_text(const char *content, bool drop_bullets, struct buf *out);
/* "ServerURL" → "Server URL", "payloadScope" → "Payload scope". */
void schema_title_from_name(const char *name, struct buf *out);

#endif
