/*
 * What a misspelt payload type or key was meant to be, by what the schemas
 * know.
 */
#ifndef SCHEMA_SUGGEST_H
#define SCHEMA_SUGGEST_H

struct catalog;
struct place;

/* The known payload type that is nearest to TYPE, borrowed; NULL: none is. */
const char *suggest_type(struct catalog *catalog, const char *type);
/*
 * The key of dictionary (or payload) DICT that is nearest to NAME, borrowed;
 * NULL: none is.  Never a key that has left the schema.
 */
const char *suggest_key(const struct place *dict, const char *name);

#endif
