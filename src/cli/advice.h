/*
 * What a misspelt payload type or path was meant to be, for complaints.
 */
#ifndef CLI_ADVICE_H
#define CLI_ADVICE_H

#include <stdbool.h>

struct buf;
struct catalog;
struct cli_options;
struct error;
struct place;
struct profile;
struct value;

/*
 * payload_find() whose complaint names what was meant.  CATALOG NULL: the
 * schemas are opened when there is something to complain about.
 */
struct value *advice_find(const struct cli_options *options,
    struct catalog *catalog, const struct profile *profile, const char *text,
    struct error *err);
/*
 * The key that NAME was meant to be: one that CONTAINER (NULL: not there yet)
 * has, or one that the schema knows at PLACE (may be NULL).  Borrowed; NULL.
 */
const char *advice_key(const struct value *container,
    const struct place *place, const char *name);

/*
 * False with ERR_USAGE when nobody describes TYPE and it looks like a slip: a
 * known one is near, it is Apple's, or it is no type at all ("wifi").
 */
bool advice_type_is_meant(struct catalog *catalog, const char *type,
    struct error *err);

#endif
