/*
 * Scalars for the writer of schema files.
 */
#ifndef SCHEMA_WRITE_INTERNAL_H
#define SCHEMA_WRITE_INTERNAL_H

#include <stddef.h>

struct buf;

/*
 * TEXT as a YAML string, behind "name: " or "- " at column COLUMN; further
 * lines are indented by INDENT blanks.  Ends in a newline.
 */
void write_string(const char *text, size_t column, size_t indent,
    struct buf *out);

#endif
