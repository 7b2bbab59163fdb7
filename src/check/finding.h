/*
 * What is wrong with a user's profile: data, not control flow.  All codes,
 * their default severity, texts and advice live in one table, from which the
 * manual is made.
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct place;
struct value;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR, SEVERITIES };

enum finding_code {
	/* the file */
	FINDING_SYNTAX, FINDING_UNREADABLE, FINDING_ODD_TEXT,
	FINDING_NOT_A_PROFILE, FINDING_NOT_JUDGED, FINDING_SIGNATURE,
	/* one value */
	FINDING_UNREADABLE_VALUE, FINDING_PLACEHOLDER, FINDING_WRONG_TYPE,
	FINDING_NOT_ALLOWED, FINDING_OUT_OF_RANGE,
	FINDING_FORMAT_MISMATCH, FINDING_WRONG_LENGTH, FINDING_WRONG_DATA,
	FINDING_BAD_UUID, FINDING_BIT_UNKNOWN, FINDING_BIT_REQUIRES,
	FINDING_BIT_ZERO,
	/* one container */
	FINDING_DUPLICATE_KEY, FINDING_UNKNOWN_KEY, FINDING_MISSING_KEY,
	FINDING_WRONG_COUNT, FINDING_DUPLICATE_ITEM,
	FINDING_UNKNOWN_PAYLOAD_TYPE,
	/* rules */
	FINDING_IGNORED_KEY, FINDING_REQUIRES_KEY, FINDING_CONFLICTS_WITH,
	FINDING_REPLACED_KEY, FINDING_SECRET_IN_CLEAR,
	FINDING_LEFT_SCHEMA, FINDING_COMPANION_MISSING,
	/* the document */
	FINDING_DUPLICATE_UUID, FINDING_DUPLICATE_IDENTIFIER,
	FINDING_DANGLING_REFERENCE, FINDING_WRONG_REFERENCE,
	FINDING_TOO_MANY_PAYLOADS, FINDING_DUPLICATE_VALUE,
	/* targets */
	FINDING_NOT_ON_TARGET, FINDING_DEPRECATED_ON_TARGET,
	FINDING_NEEDS_SUPERVISION, FINDING_WRONG_CHANNEL,
	/* updates */
	FINDING_UPDATE_FIXED_KEY, FINDING_UPDATE_ADDED_BITS,
	FINDING_UPDATE_FIXED_MEMBER, FINDING_UPDATE_IDENTITY,
	FINDING_CODES
};

struct finding_info {
	const char *name;	/* "missing-key": stable */
	enum severity severity;	/* the usual one */
	const char *text;	/* what it means, a sentence, for the manual */
	const char *advice;	/* what to do, a sentence */
	unsigned also;		/* other severities it can have: 1 << severity */
};
extern const struct finding_info finding_table[FINDING_CODES];
/* All severities that CODE can have: bits 1 << severity. */
unsigned finding_severities(enum finding_code code);
bool finding_parse_code(const char *name, enum finding_code *out);
/* "note" "warning" "error" */
extern const char *const severity_names[SEVERITIES];

struct finding {
	enum finding_code code;
	enum severity severity;
	/*
	 * the node it is about; for a missing key its container; NULL: the file
	 */
	struct value *value;
	/* name of the key that should stand in VALUE, else NULL */
	char *missing;
	const struct place *place;	/* schema place, may be NULL */
	/*
	 * after the title: "must begin with 'com.apple.mgmt.'"; no secret in it
	 */
	char *message;
	char *fix;		/* how to mend it, in words, or NULL */
	size_t line, column;	/* only for files that could not be read */
};

void finding_release(struct finding *finding);
/*
 * "Topic must begin with …": title (or key name) and message as one sentence.
 * Appended.
 */
void finding_sentence(const struct finding *finding, struct buf *out);
/* The quoted title of the dictionary or payload at PLACE. Appended. */
void finding_add_dict(const struct place *place, struct buf *out);
/*
 * The pointer of what it is about (where a missing key should stand). Appended.
 */
void finding_path(const struct finding *finding, const struct value *root,
    struct buf *out);

#endif
