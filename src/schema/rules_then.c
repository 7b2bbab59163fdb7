/*
 * Conditions of rules and what must hold: paths, operators, kinds of `then`.
 * See profedit-schema(5), "RULES".
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/regex.h"
#include "base/yaml.h"
#include "schema/rules_internal.h"

const char *const rule_op_names[RULE_OPS] = {
	[RULE_EQ] = "eq",
	[RULE_NE] = "ne",
	[RULE_IN] = "in",
	[RULE_NOT_IN] = "not-in",
	[RULE_GE] = "ge",
	[RULE_GT] = "gt",
	[RULE_LE] = "le",
	[RULE_LT] = "lt",
	[RULE_PRESENT] = "present",
	[RULE_ABSENT] = "absent",
	[RULE_CONTAINS] = "contains",
	[RULE_CONTAINS_ANY] = "contains-any",
};

const char *const then_names[THEN_KINDS] = {
	[THEN_PRESENT] = "present",
	[THEN_ABSENT] = "absent",
	[THEN_IN] = "in",
	[THEN_NOT_IN] = "not-in",
	[THEN_MATCHES] = "matches",
	[THEN_PREFIX] = "prefix",
	[THEN_SUFFIX] = "suffix",
	[THEN_RANGE] = "range",
	[THEN_LENGTH] = "length",
	[THEN_COUNT] = "count",
	[THEN_UNIQUE] = "unique",
	[THEN_REFERS] = "refers",
	[THEN_COMPARE] = "compare",
	[THEN_SUBSET] = "subset",
	[THEN_DISJOINT] = "disjoint",
	[THEN_BITS] = "bits",
	[THEN_ANY_PRESENT] = "any-present",
	[THEN_ONE_PRESENT] = "one-present",
	[THEN_ANY_TRUE] = "any-true",
	[THEN_HOLDS] = "holds",
	[THEN_PAYLOAD] = "payload",
	[THEN_NO_PAYLOAD] = "no-payload",
	[THEN_FIXED] = "fixed",
	[THEN_NO_ADDED_BITS] = "no-added-bits",
	[THEN_FIXED_MEMBER] = "fixed-member",
};

const char *const rule_circumstances[] = {
	"os", "supervised", "enrollment", "channel", "shared-ipad", NULL
};

const char *const rule_unique_scopes[] = {
	"array", "payload-type", "profile", NULL
};

static size_t
find_word(const char *word, const char *const *words, size_t count)
{
	size_t i = 0;

	while (i < count && strcmp(word, words[i]) != 0)
		i++;
	return i;
}

static bool
is_word_of(const char *word, const char *const *words)
{
	while (*words != NULL && strcmp(word, *words) != 0)
		words++;
	return *words != NULL;
}

/* TEXT cut at '/'. */
static const char *const *
split_path(struct arena *arena, const char *text)
{
	size_t count = 1;

	for (const char *p = text; *p != '\0'; p++)
		count += *p == '/';
	const char **segments =
	    arena_alloc(arena, (count + 1) * sizeof *segments);

	if (*text == '\0')
		return segments;
	for (size_t i = 0; i < count; i++) {
		size_t length = strcspn(text, "/");

		segments[i] = arena_strndup(arena, text, length);
		text += length + (text[length] != '\0');
	}
	return segments;
}

static bool
has_empty_segment(const char *const *segments)
{
	for (; *segments != NULL; segments++)
		if (**segments == '\0')
			return true;
	return false;
}

static bool
read_path(struct rules_reader *reader, const struct yaml_node *node,
    struct rule_path *out)
{
	if (node->kind != YAML_SCALAR || node->length == 0) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a path is wanted here");
		return false;
	}
	const char *text = node->text;

	*out = (struct rule_path){ .origin = ORIGIN_SIBLING, .text = text };
	if (strcmp(text, "@container") == 0) {
		out->origin = ORIGIN_CONTAINER;
		text = "";
	} else if (text[0] == '@') {
		out->origin = ORIGIN_TARGET;
		text++;
		if (!is_word_of(text, rule_circumstances)) {
			notes_add(&reader->notes, node, NOTE_SERIOUS,
			    "unknown circumstance '%s'", node->text);
			return false;
		}
	} else if (strncmp(text, "//", 2) == 0) {
		out->origin = ORIGIN_TOP;
		text += 2;
	} else if (text[0] == '/') {
		out->origin = ORIGIN_PAYLOAD;
		text++;
	} else if (text[0] == '.' && (text[1] == '\0' || text[1] == '/')) {
		out->origin = ORIGIN_SELF;
		text += text[1] == '/' ? 2 : 1;
	}
	out->segments = split_path(reader->arena, text);
	if (!has_empty_segment(out->segments))
		return true;
	notes_add(&reader->notes, node, NOTE_SERIOUS,
	    "'%s' is no path", node->text);
	return false;
}

/* One path, or a list of paths. */
static bool
read_paths(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	bool single = node->kind == YAML_SCALAR;
	size_t count = single ? 1 : node->count;
	struct rule_path *paths =
	    arena_alloc(reader->arena, count * sizeof *paths);

	if (node->kind == YAML_MAPPING || count == 0) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a list of paths is wanted here");
		return false;
	}
	for (size_t i = 0; i < count; i++)
		if (!read_path(reader, single ? node : node->items[i],
		    &paths[i]))
			return false;
	out->paths = paths;
	out->path_count = count;
	return true;
}

static bool
read_op(struct rules_reader *reader, const struct yaml_node *node,
    enum rule_op *out)
{
	size_t op = RULE_OPS;

	if (node->kind == YAML_SCALAR)
		op = find_word(node->text, rule_op_names, RULE_OPS);
	if (op == RULE_OPS) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "unknown operator '%s'",
		    node->kind == YAML_SCALAR ? node->text : "");
		return false;
	}
	*out = (enum rule_op)op;
	return true;
}

/* [path, op] or [path, op, value]. */
static bool
read_condition(struct rules_reader *reader, const struct yaml_node *node,
    struct condition *out)
{
	if (node->kind != YAML_SEQUENCE || node->count < 2 ||
	    node->count > 3) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a condition is '[path, operator, value]'");
		return false;
	}
	if (!read_path(reader, node->items[0], &out->path) ||
	    !read_op(reader, node->items[1], &out->op))
		return false;
	bool lone = out->op == RULE_PRESENT || out->op == RULE_ABSENT;

	if (lone != (node->count == 2)) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    lone ? "'%s' takes no value" : "'%s' takes a value",
		    rule_op_names[out->op]);
		return false;
	}
	return lone || rules_read_values(reader, node->items[2],
	    &out->values, &out->value_count);
}

bool
rules_read_conditions(struct rules_reader *reader,
    const struct yaml_node *node, const struct condition **out,
    size_t *count)
{
	if (node->kind != YAML_SEQUENCE) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a list of conditions is wanted here");
		return false;
	}
	struct condition *conditions =
	    arena_alloc(reader->arena, node->count * sizeof *conditions);

	for (size_t i = 0; i < node->count; i++)
		if (!read_condition(reader, node->items[i], &conditions[i]))
			return false;
	*out = conditions;
	*count = node->count;
	return true;
}

typedef bool read_kind(struct rules_reader *reader,
    const struct yaml_node *node, struct assertion *out);

static bool
read_values(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	return rules_read_values(reader, node, &out->values,
	    &out->value_count);
}

static bool
read_unique(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	if (node->kind != YAML_SCALAR ||
	    !is_word_of(node->text, rule_unique_scopes)) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'array', 'payload-type' or 'profile' is wanted here");
		return false;
	}
	return read_values(reader, node, out);
}

static bool
read_matches(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	const char *pattern = NULL;
	AUTO_ERROR err = ERROR_INIT;

	rules_read_text(reader, node, &pattern);
	if (pattern == NULL)
		return false;
	out->regex = regex_new(pattern, REGEX_WHOLE, &err);
	if (out->regex == NULL) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "%s", err.message);
		return false;
	}
	*VEC_PUSH(reader->regexes) = out->regex;
	return true;
}

static bool
read_range(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	return rules_read_range(reader, node, &out->range);
}

/* [op, path] */
static bool
read_compare(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	if (node->kind != YAML_SEQUENCE || node->count != 2) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'[operator, path]' is wanted here");
		return false;
	}
	return read_op(reader, node->items[0], &out->op) &&
	    read_paths(reader, node->items[1], out);
}

/* {bit: bits it needs, …} as pairs. */
static bool
read_bits(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	if (node->kind != YAML_MAPPING || node->count == 0) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'{bit: needed bits}' is wanted here");
		return false;
	}
	struct schema_scalar *pairs =
	    arena_alloc(reader->arena, 2 * node->count * sizeof *pairs);

	for (size_t i = 0; i < node->count; i++)
		if (!literal_read(node->keys[i], SCHEMA_INTEGER,
		    &pairs[2 * i]) || !literal_read(node->items[i],
		    SCHEMA_INTEGER, &pairs[2 * i + 1])) {
			notes_add(&reader->notes, node->keys[i], NOTE_SERIOUS,
			    "a bit is a whole number");
			return false;
		}
	out->values = pairs;
	out->value_count = 2 * node->count;
	return true;
}

static bool
read_holds(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	return rules_read_conditions(reader, node, &out->holds,
	    &out->holds_count);
}

/* NULL: the word alone. */
static read_kind *const then_readers[THEN_KINDS] = {
	[THEN_IN] = read_values,
	[THEN_NOT_IN] = read_values,
	[THEN_MATCHES] = read_matches,
	[THEN_PREFIX] = read_values,
	[THEN_SUFFIX] = read_values,
	[THEN_RANGE] = read_range,
	[THEN_LENGTH] = read_range,
	[THEN_COUNT] = read_range,
	[THEN_UNIQUE] = read_unique,
	[THEN_REFERS] = read_values,
	[THEN_COMPARE] = read_compare,
	[THEN_SUBSET] = read_paths,
	[THEN_DISJOINT] = read_paths,
	[THEN_BITS] = read_bits,
	[THEN_ANY_PRESENT] = read_paths,
	[THEN_ONE_PRESENT] = read_paths,
	[THEN_ANY_TRUE] = read_paths,
	[THEN_HOLDS] = read_holds,
	[THEN_PAYLOAD] = read_values,
	[THEN_NO_PAYLOAD] = read_values,
	[THEN_FIXED_MEMBER] = read_values,
};

bool
rules_read_then(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	const char *word = NULL;
	const struct yaml_node *value = NULL;

	if (node->kind == YAML_SCALAR) {
		word = node->text;
	} else if (node->kind == YAML_MAPPING && node->count == 1) {
		word = node->keys[0]->text;
		value = node->items[0];
	} else {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'then' is a word or a mapping with one");
		return false;
	}
	size_t kind = find_word(word, then_names, THEN_KINDS);

	if (kind == THEN_KINDS) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "unknown 'then': '%s'", word);
		return false;
	}
	out->then = (enum then_kind)kind;
	if ((then_readers[kind] == NULL) != (value == NULL)) {
		notes_add(&reader->notes, node, NOTE_SERIOUS, value == NULL ?
		    "'%s' wants to know more" : "'%s' stands alone", word);
		return false;
	}
	return value == NULL || then_readers[kind](reader, value, out);
}
