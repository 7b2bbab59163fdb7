/*
 * Single values of a rules file: texts, flags, ranges, lists of values.
 */
#include "config.h"

#include "base/arena.h"
#include "base/yaml.h"
#include "schema/rules_internal.h"

void
rules_read_text(struct rules_reader *reader, const struct yaml_node *node,
    const char **out)
{
	if (node->kind == YAML_SCALAR)
		*out = node->text;
	else
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a text is wanted here");
}

void
rules_read_flag(struct rules_reader *reader, const struct yaml_node *node,
    bool *out)
{
	if (!yaml_parse_boolean(node, out))
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "true or false is wanted here");
}

static bool
read_bound(struct rules_reader *reader, const struct yaml_node *node,
    struct schema_scalar *out)
{
	if (node == NULL)
		return false;
	if (literal_read(node, SCHEMA_ANY, out) &&
	    (out->type == VALUE_INTEGER || out->type == VALUE_REAL))
		return true;
	notes_add(&reader->notes, node, NOTE_SERIOUS,
	    "a number is wanted here");
	return false;
}

bool
rules_read_range(struct rules_reader *reader, const struct yaml_node *node,
    struct schema_range *out)
{
	static const char *const known[] = { "min", "max", NULL };
	size_t before = reader->notes.list.count;

	if (node->kind == YAML_MAPPING)
		notes_check_names(&reader->notes, node, known);
	out->has_min = read_bound(reader, yaml_get(node, "min"), &out->min);
	out->has_max = read_bound(reader, yaml_get(node, "max"), &out->max);
	if (out->has_min || out->has_max)
		return true;
	if (reader->notes.list.count == before)
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'min' or 'max' is wanted here");
	return false;
}

bool
rules_read_values(struct rules_reader *reader, const struct yaml_node *node,
    const struct schema_scalar **out, size_t *count)
{
	bool single = node->kind == YAML_SCALAR;
	size_t most = single ? 1 : node->count;
	struct schema_scalar *values =
	    arena_alloc(reader->arena, most * sizeof *values);

	if (node->kind == YAML_MAPPING || most == 0) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a value or a list of values is wanted here");
		return false;
	}
	for (size_t i = 0; i < most; i++) {
		const struct yaml_node *item = single ? node : node->items[i];

		if (!literal_read(item, SCHEMA_ANY, &values[i])) {
			notes_add(&reader->notes, item, NOTE_SERIOUS,
			    "a value is wanted here");
			return false;
		}
	}
	*out = values;
	*count = most;
	return true;
}
