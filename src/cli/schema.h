/*
 * The verbs of `profedit schema`, a file each, and what they share.  Each
 * returns the exit status; CATALOG is NULL for those that need none.
 */
#ifndef CLI_SCHEMA_H
#define CLI_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct catalog;
struct cli_options;
struct error;
struct json;
struct payload_schema;
struct place;
struct schema_diff;
struct support;

int schema_list(const struct cli_options *options, struct catalog *catalog);
int schema_show(const struct cli_options *options, struct catalog *catalog);
int schema_search(const struct cli_options *options, struct catalog *catalog);
int schema_check(const struct cli_options *options, struct catalog *catalog);
int schema_diff(const struct cli_options *options, struct catalog *catalog);
int schema_update(const struct cli_options *options, struct catalog *catalog);

/* schema_text.c: TEXT and blanks up to COLUMNS. */
void schema_add_padded(struct buf *out, const char *text, size_t columns);
/* TEXT in lines of 78 columns, each behind INDENT blanks. */
void schema_add_wrapped(struct buf *out, const char *text, size_t indent);
/* Whether it stands for items of a list, or for any name. */
bool schema_is_placeholder(const struct place *place);
/*
 * The path that `set` takes: "com.apple.mdm/ServerURL", "-" where an item of a
 * list stands; placeholders of any name as "NAME".
 */
void schema_add_set_path(const struct place *place, struct buf *out);

/*
 * schema_systems.c: the table of a page, nothing when no system is mentioned.
 * PAYLOAD, for a key (else NULL): what goes for the whole payload is left out
 * where it is the same.
 */
void schema_add_systems(const struct support *support,
    const struct support *payload, struct buf *out);
/* As "systems" of an open JSON object; a version is left out for "always". */
void schema_add_systems_json(const struct support *support,
    struct json *json);
/* schema_used.c: who names a payload type or reads a key. */
void schema_add_used(struct catalog *catalog, const struct place *place,
    struct buf *out);
struct schema_user {
	enum schema_user_kind {
		SCHEMA_NAMED_BY,	/* `keys` of `type` name such a payload */
		SCHEMA_WISHED_BY,	/* a rule at `keys` wants or bars it */
		SCHEMA_TAKEN_WHOLE,	/* `type` has all its keys too */
		SCHEMA_TAKEN_IN_PART,
		SCHEMA_READ_BY,		/* the rule `text` of the key `keys` */
		SCHEMA_DEFAULT_OF	/* what `keys` is when unset */
	} kind;
	/* NULL: the same payload; "A, B"; words of a rule or NULL */
	const char *type, *keys, *text;
};
void schema_each_user(struct catalog *catalog, const struct place *place,
    void (*visit)(const struct schema_user *user, void *arg), void *arg);

/* schema_diff.c: changes as text, and as "changes" of an open JSON object. */
void schema_add_changes(const struct schema_diff *diff, struct buf *out);
void schema_add_changes_json(const struct schema_diff *diff,
    struct json *json);
/* schema_json.c: {"version":1 and the rest of an object, closed by the other. */
void schema_open_json(struct json *json, struct buf *out);
void schema_close_json(struct json *json);
/* NAME: TEXT; nothing when TEXT is NULL or empty. */
void schema_add_json_text(struct json *json, const char *name,
    const char *text);
/* "type", "title", "kind", "deprecated" of an open object. */
void schema_add_payload_json(const struct payload_schema *payload,
    struct json *json);
/* All that a page says of PLACE, in an open object. */
void schema_add_page_json(struct catalog *catalog, const struct place *place,
    struct json *json);

#endif
