/*
 * What rules say held against the schema they are about: names that lead
 * nowhere, values that nobody lists, facts that do not fit the type of a key.
 * What a file says against its own format the loaders note themselves.
 */
#ifndef SCHEMA_VERIFY_H
#define SCHEMA_VERIFY_H

#include <stdbool.h>

struct catalog;
struct payload_schema;
struct rules;

/*
 * LINE and COLUMN in the file of the rules.  MINOR: it may be meant that way,
 * such as a value that has left the list.
 */
typedef void verify_visit(const struct rules *rules, unsigned line,
    unsigned column, bool minor, const char *message, void *arg);

/*
 * Of all rules files of PAYLOAD, each message once; keys that are not there at
 * all are told by catalog_each_note().
 */
void verify_payload(struct catalog *catalog,
    const struct payload_schema *payload, verify_visit *visit, void *arg);

#endif
