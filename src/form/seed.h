/*
 * New profiles and payloads out of the schema: required keys, constants, fresh
 * UUIDs.  What a person must decide stays empty and is reported as such, but
 * for booleans, which have no empty value: a required one starts as its
 * default, else false.
 */
#ifndef FORM_SEED_H
#define FORM_SEED_H

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct draft;
struct error;
struct place;
struct profile;
struct schema_scalar;
struct value;

/* SCALAR as a draft; the caller frees. */
struct draft *seed_scalar(const struct schema_scalar *scalar);
/*
 * What a required or added value of PLACE starts as: its only choice, its
 * default, required keys and items inside, else empty.  The caller frees.
 */
struct draft *seed_value(const struct place *place);
/*
 * Fills an empty document (ERR_EXISTS else): the envelope of a profile called
 * NAME with IDENTIFIER and ORGANIZATION (may be NULL).  One group.
 */
bool seed_profile(struct profile *profile, const char *name,
    const char *identifier, const char *organization, struct error *err);
/*
 * Adds a payload of TYPE behind the others (makes PayloadContent when
 * missing), its identifier like no other's; *OUT the new dictionary.  One
 * group.
 */
bool seed_add_payload(struct profile *profile, struct catalog *catalog,
    const char *type, struct value **out, struct error *err);
/* Duplicates PAYLOAD with a new UUID and identifier.  One group. */
bool seed_duplicate_payload(struct profile *profile, struct value *payload,
    struct value **out, struct error *err);

#endif
