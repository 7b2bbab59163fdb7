/*
 * One schema file, compiled: what may be written, as the file says it.  A key
 * knows no parent and is shared by all aliases; a key reached on one path is a
 * place (schema/place.h).
 * Source: Apple's device-management schema format, and what the files hold.
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
struct yaml_node;

/* VALUE_… plus any; order as value_type so a cast works for the first eight */
enum schema_type {
	SCHEMA_STRING = VALUE_STRING,
	SCHEMA_INTEGER = VALUE_INTEGER,
	SCHEMA_REAL = VALUE_REAL,
	SCHEMA_BOOLEAN = VALUE_BOOLEAN,
	SCHEMA_DATE = VALUE_DATE,
	SCHEMA_DATA = VALUE_DATA,
	SCHEMA_ARRAY = VALUE_ARRAY,
	SCHEMA_DICT = VALUE_DICT,
	SCHEMA_ANY,
	SCHEMA_TYPES
};

static inline bool
schema_type_is_container(enum schema_type type)
{
	return type == SCHEMA_ARRAY || type == SCHEMA_DICT;
}

enum presence { PRESENCE_UNSAID, PRESENCE_OPTIONAL, PRESENCE_REQUIRED };

/*
 * subtype and valuetype share one table; angle brackets are optional in files.
 */
enum value_format {
	FORMAT_NONE, FORMAT_DOMAIN, FORMAT_DOMAIN_PREFIX, FORMAT_EMAIL,
	FORMAT_HOSTNAME, FORMAT_LOCALTIME,
	FORMAT_REGEX, FORMAT_TIMESTAMP, FORMAT_URL, FORMAT_UUID, VALUE_FORMATS
};

/* A scalar of the schema, read by the key's type. */
struct schema_scalar {
	enum value_type type;	/* STRING, INTEGER, REAL, BOOLEAN, DATE */
	/* as the file spells it, also the string itself */
	const char *text;
	struct integer integer;
	double real;
	bool boolean;
	int64_t date;
};

struct schema_choice {
	struct schema_scalar value;
	/* plain text, one line; NULL: speaks for itself */
	const char *meaning;
	const char *title;	/* a short label (bits, rules); NULL */
	/*
	 * PLATFORMS of them when the file says so (scalar enumerations), else
	 * NULL
	 */
	const struct support *support;
};

struct schema_range {
	bool has_min, has_max;
	struct schema_scalar min, max;	/* inclusive */
};

struct key_list {
	struct schema_key **keys;	/* file order */
	size_t count;
	/* "ANY", "ANY …" or NULL; also among keys */
	struct schema_key *wildcard;
	/* names in schema order, NULL-terminated: for edit_insert() */
	const char *const *order;
	/* of a long list: key_list_find()'s table; NULL */
	uint32_t *slots;
	size_t slot_count;
};

struct schema_key {
	/* placeholder for array items and wildcards */
	const char *name;
	/* never NULL: the file's, else made of the name */
	const char *title;
	bool has_title;
	enum schema_type type;
	enum presence presence;
	const struct schema_scalar *default_value;	/* NULL: none */
	/* rangelist; allowed values of scalar enumerations */
	const struct schema_choice *choices;
	size_t choice_count;
	/*
	 * no rangelist: the choices are those the description explains, others
	 * may be right
	 */
	bool open_choices;
	/* NULL: none; with choices the union of both */
	struct schema_range *range;
	/* regular expression, matched whole; NULL */
	const char *format;
	/*
	 * compiled on load; NULL when format is NULL or does not compile (a
	 * note)
	 */
	struct regex *regex;
	enum value_format value_format;
	/* on an item: the count of its array; max UINT32_MAX: open */
	struct { bool set; uint32_t min, max; } repetition;
	const char *combine, *subkeytype;
	const char *const *asset_types;	/* NULL-terminated or NULL */
	/* the release whose schema no longer has it, "27.0"; NULL */
	const char *left;
	/* devices read it though no published schema names it */
	bool unpublished;
	/* the raw text of the file; "" when none */
	const char *content;
	/*
	 * plain text: content without markup and without the value bullets;
	 * paragraphs split by \n\n
	 */
	const char *help;
	/* PLATFORMS of them, or NULL when the key has no supportedOS */
	struct support *own;
	/*
	 * NULL for scalars; an array's holds its item at keys[0] (more: a
	 * union)
	 */
	struct key_list *subkeys;
	const struct schema *schema;
	unsigned line;			/* in the file, 1-based */
};

/* something the loader did not know or that is odd: never a failure */
struct schema_note {
	unsigned line, column;
	char *message;
	/* breaks a rule of the format; else merely unknown */
	bool serious;
	/* serious, and something the file means to say is not checked */
	bool blinds;
};

struct schema {
	const char *file;	/* path as opened */
	/* all the file says; NULL: built in, and loaded by the catalogue */
	const struct yaml_node *top;
	/* file name without .yaml: "com.apple.MCX(WiFi)" */
	const char *id;
	const char *title;
	/* plain text of description or payload.content; "" */
	const char *description;
	/*
	 * "payloadtype", "requesttype", "declarationtype", "statusitemtype",
	 * "credentialtype" or NULL
	 */
	const char *type_attribute;
	const char *type;	/* its value; id when there is none */
	const char *left;	/* as a key's: of the whole type; NULL */
	struct support support[PLATFORMS];
	struct key_list *keys;		/* payloadkeys; never NULL */
	struct key_list *response_keys;	/* NULL when none */
	struct schema_note *notes;
	size_t note_count;
	/* those of the keys, freed with the schema */
	struct regex **regexes;
	size_t regex_count;
	struct arena *arena;
};

/*
 * Loads one file.  What is not known is a note, never a failure; ERR_SYNTAX
 * only for what is no YAML mapping with a title or payload.  Aliases are
 * shared, recursion guarded.
 */
struct schema *schema_load(const char *path, struct error *err);
struct schema *schema_parse(const char *name, const char *text, size_t length,
    struct error *err);
/* The same of TOP, a tree in ARENA, which is taken. */
struct schema *schema_compile(struct arena *arena, const char *name,
    const struct yaml_node *top, struct error *err);
void schema_free(struct schema *schema);
/*
 * False with ERR_SYNTAX when the last line of TEXT, a schema or rules file, has
 * no end: all published files have one, and a copy that stopped half way mostly
 * has not.
 */
bool schema_text_is_whole(const char *path, const struct buf *text,
    struct error *err);

/* SIZE_MAX when there is none of that name. */
size_t key_list_index_of(const struct key_list *list, const char *name,
    size_t length);
struct schema_key *key_list_find(const struct key_list *list, const char *name,
    size_t length);
/* The I-th attribute that a key may have in a file; NULL behind the last. */
const char *schema_attribute(size_t i);
const char *schema_type_name(enum schema_type type);	/* "string" … "any" */
const char *value_format_name(enum value_format format);
/* As a schema says it: texts in 'quotes', the rest as its file spells it. */
void schema_scalar_format(const struct schema_scalar *scalar, struct buf *out);
/*
 * Plain text of marked-up content: used for help; drops bullets of values when
 * DROP_BULLETS.
 */
void schema_plain_text(const char *content, bool drop_bullets, struct buf *out);
/* "ServerURL" → "Server URL", "payloadScope" → "Payload scope". */
void schema_title_from_name(const char *name, struct buf *out);

#endif
