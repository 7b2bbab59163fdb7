/*
 * What the files that read rules share.
 */
#ifndef SCHEMA_RULES_INTERNAL_H
#define SCHEMA_RULES_INTERNAL_H

#include "schema/internal.h"
#include "schema/rules.h"

/* One rules file being read. */
struct rules_reader {
	struct arena *arena;
	struct notes notes;
	struct rules *rules;
	VEC(struct annotation) annotations;
	VEC(struct assertion) assertions;
	VEC(struct regex *) regexes;
	struct map *ids;
};

/* rules_annotation.c */
void rules_read_annotation(struct rules_reader *reader,
    const struct yaml_node *node);
/* rules_assertion.c */
void rules_read_assertion(struct rules_reader *reader,
    const struct yaml_node *node);
/* rules_then.c: false (and a note) when NODE is not understood. */
bool rules_read_then(struct rules_reader *reader,
    const struct yaml_node *node, struct assertion *out);
bool rules_read_conditions(struct rules_reader *reader,
    const struct yaml_node *node, const struct condition **out,
    size_t *count);

/* rules_value.c: each leaves OUT alone and notes what does not fit. */
void rules_read_text(struct rules_reader *reader,
    const struct yaml_node *node, const char **out);
void rules_read_flag(struct rules_reader *reader,
    const struct yaml_node *node, bool *out);
/* {min: …, max: …}; false when it has neither. */
bool rules_read_range(struct rules_reader *reader,
    const struct yaml_node *node, struct schema_range *out);
/* A value or a list of values as they are written. */
bool rules_read_values(struct rules_reader *reader,
    const struct yaml_node *node, const struct schema_scalar **out,
    size_t *count);

#endif
