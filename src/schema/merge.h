/*
 * A published schema file with our words: its structure, our titles and
 * texts where we have some, its own where we have none.
 */
#ifndef SCHEMA_MERGE_H
#define SCHEMA_MERGE_H

#include <stddef.h>

struct buf;
struct schema;

/*
 * PUBLISHED is a schema file, OURS the one with our words or NULL.  Keys are paired by name, items by place.  A value that only the
 * published file lists keeps the meaning it has there.  Appended to OUT.
 */
struct merge_counts {
	size_t keys, untold;	/* in all; with no words of ours */
};
void merge_schema(const struct schema *published, const struct schema *ours,
    struct buf *out, struct merge_counts *counts);

#endif
