/*
 * Which schema place a value of a document stands at: the one lookup that form
 * and checker share.
 */
#ifndef CHECK_WHERE_H
#define CHECK_WHERE_H

#include <stdbool.h>
#include <stddef.h>

struct catalog;
struct payload_schema;
struct place;
struct value;

/*
 * The schema of a payload dictionary (several files per type: chosen by its
 * keys), or of the top level for ROOT of a profile. Never NULL.
 */
const struct payload_schema *where_payload(struct catalog *catalog,
    const struct value *root, const struct value *payload);
/*
 * The place of VALUE below ROOT, NULL when no schema speaks of it. Walks up,
 * O(depth).
 */
const struct place *where_place(struct catalog *catalog,
    const struct value *root, const struct value *value);
/*
 * The place of entry NAME (or an item, NAME NULL) in CONTAINER, whose place is
 * PARENT (may be NULL).
 */
const struct place *where_child(struct catalog *catalog,
    const struct value *root, const struct value *container,
    const struct place *parent, const char *name, size_t length,
    const struct value *child);

#endif
