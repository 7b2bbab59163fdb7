/*
 * Writes schema files: block style, one shape, scalars spelt so that every
 * YAML reader sees the types that the format means.
 */
#ifndef SCHEMA_WRITE_H
#define SCHEMA_WRITE_H

struct buf;
struct yaml_node;

/*
 * The text that shall stand for ATTRIBUTE ("title", "description", "content")
 * of MAPPING, the top, `payload` or a key: "" leaves it out, NULL keeps what
 * the tree says.
 */
typedef const char *write_text(const struct yaml_node *mapping,
    const char *attribute, void *arg);

/*
 * TOP as read by yaml_parse(); what aliases share is shared again, recursion
 * too.  TEXT may be NULL.  Appended.
 */
void write_schema(const struct yaml_node *top, write_text *text, void *arg,
    struct buf *out);

#endif
