/*
 * The two readers behind yaml_parse().  libyaml reads everything, at some 150
 * instructions a byte; ours reads the part of YAML that schema and rules
 * files are written in, at some 10, and leaves the rest to libyaml.
 */
#ifndef BASE_YAML_SIMPLE_H
#define BASE_YAML_SIMPLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct error;
struct yaml_node;

/*
 * NULL when anything in TEXT is not simple, or wrong: libyaml then tells.
 * What it returns is what yaml_parse_any() would.  Simple are: mappings with
 * plain keys, sequences, scalars of all styles but escapes, indentation
 * indicators and lines that folding leaves alone, flow collections, anchors of
 * block collections, aliases, comments.
 */
struct yaml_node *yaml_parse_simple(struct arena *arena, const char *text,
    size_t length);
/* yaml_parse() with libyaml alone. */
struct yaml_node *yaml_parse_any(struct arena *arena, const char *file,
    const char *text, size_t length, struct error *err);

#endif
