/*
 * The envelope: which dictionaries of a document are payloads, and how a person
 * names them.
 */
#ifndef PROFILE_PAYLOAD_H
#define PROFILE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct draft;
struct error;
struct path;
struct profile;
struct value;

enum payload_shape {
	/*
	 * a dictionary with PayloadType Configuration, or with an array
	 * PayloadContent
	 */
	SHAPE_PROFILE,
	/* a bare payload at the root: PayloadType of another kind */
	SHAPE_PAYLOAD,
	SHAPE_OTHER		/* any other property list */
};
enum payload_shape payload_shape(const struct value *root);
/* Whether the payloads of ROOT are encrypted, all in one. */
bool payload_is_encrypted(const struct value *root);

/*
 * Payload dictionaries in document order: items of /PayloadContent that are
 * dictionaries (SHAPE_PROFILE), the root (SHAPE_PAYLOAD). O(1) each but for
 * skipped items.
 */
size_t payload_count(const struct value *root);
struct value *payload_at(const struct value *root, size_t index);
/*
 * The one behind PAYLOAD, the first for NULL; NULL at the end. For going over
 * all.
 */
struct value *payload_next(const struct value *root,
    const struct value *payload);
/* The payload (or NULL: top level) that VALUE stands in. */
struct value *payload_of(const struct value *root, const struct value *value);
/* PayloadType as borrowed text, "" when absent or no string. */
const char *payload_type(const struct value *payload, size_t *length);

/*
 * A path as a person writes it: "com.apple.mdm/ServerURL",
 * "com.apple.wifi.managed#2/SSID_STR", "/PayloadContent/0/X", "X" → segments
 * from the root.  ":PayloadContent:0:X" (PlistBuddy) and "PayloadContent.0.X"
 * (plutil) too where they can mean nothing else; keys with ':' and '.' in their
 * names win.
 */
bool payload_parse_path(struct value *root, const char *text,
    struct path *out, struct error *err);
/* The same resolved: the value there. Errors name the line of duplicates. */
struct value *payload_find(const struct profile *profile, const char *text,
    struct error *err);

/*
 * A dictionary with PayloadType, PayloadVersion 1, a new PayloadUUID and
 * PayloadIdentifier PREFIX.TYPE.UUID; the caller adds to it.
 */
struct draft *payload_draft(const char *type, const char *prefix);
/*
 * Sets a new UUID and an identifier that nobody has, as edits of the open group
 * (after a duplicate).
 */
bool payload_renew(struct profile *profile, struct value *payload,
    struct error *err);

#endif
