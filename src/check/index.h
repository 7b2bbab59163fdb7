/*
 * What GROUP checks and reference lists need: UUIDs, identifiers, payload types
 * over the document.
 */
#ifndef CHECK_INDEX_H
#define CHECK_INDEX_H

#include <stdbool.h>
#include <stddef.h>

struct checker;
struct value;

/* The payload whose PayloadUUID is TEXT (ignoring case), or NULL. */
struct value *index_find_uuid(const struct checker *checker, const char *text,
    size_t length);
/*
 * Calls VISIT for each payload of one of TYPES (NULL-terminated; NULL: all) in
 * document order until it returns false.
 */
void index_each_payload(const struct checker *checker, const char *const *types,
    bool (*visit)(struct value *payload, void *arg), void *arg);
/*
 * Values that refer to PAYLOAD (reference annotations), at most CAPACITY; the
 * exact count is returned.
 */
size_t index_referrers(const struct checker *checker,
    const struct value *payload, struct value **out, size_t capacity);

#endif
