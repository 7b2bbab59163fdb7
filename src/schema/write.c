/*
 * Writes schema files.  See write.h; how strings are spelt is in
 * write_scalar.c.
 */
#include "config.h"

#include "schema/write.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/internal.h"
#include "schema/write_internal.h"

enum { DEPTH_MOST = 64 };

/* What a node is, for what its scalars mean. */
enum role {
	ROLE_TOP, ROLE_PAYLOAD, ROLE_KEY, ROLE_KEYS,
	ROLE_VALUES,		/* default, rangelist, range: of its type */
	ROLE_COUNTS,		/* repetition */
	ROLE_SYSTEMS,		/* supportedOS and what is in it */
	ROLE_TEXT,
	ROLE_OTHER,		/* nobody told us */
};

struct writer {
	struct buf *out;
	write_text *text;
	void *arg;
	struct map *uses;	/* node → how often it is met, at most 2 */
	struct map *names;	/* node → number of its anchor */
	unsigned long anchors;
};

/* Where and what is being written. */
struct spot {
	enum role role;
	enum schema_type type;	/* of the key, for ROLE_VALUES */
	size_t indent;
	unsigned depth;
};

static void write_value(struct writer *writer, const struct yaml_node *node,
    struct spot spot);

/* --- scalars --- */

static bool
is_version(const char *attribute)
{
	return strcmp(attribute, "introduced") == 0 ||
	    strcmp(attribute, "deprecated") == 0 ||
	    strcmp(attribute, "removed") == 0;
}

/* A number or boolean that needs no quotes to be one, and is meant as one. */
static bool
write_typed(struct writer *writer, const struct yaml_node *node,
    enum schema_type type)
{
	size_t before = writer->out->length;
	struct schema_scalar value;

	if (type == SCHEMA_STRING || type >= SCHEMA_DATE ||
	    !literal_read(node, type, &value))
		return false;
	switch (type) {
	case SCHEMA_BOOLEAN:
		buf_add_text(writer->out, value.boolean ? "true" : "false");
		break;
	case SCHEMA_INTEGER:
		scalar_format_integer(writer->out, value.integer);
		break;
	default:
		scalar_format_real(writer->out, value.real);
		/* Without a point readers take it for an integer. */
		if (strpbrk(buf_text(writer->out) + before, ".ein") == NULL)
			buf_add_text(writer->out, ".0");
		break;
	}
	buf_add_char(writer->out, '\n');
	return true;
}

/* Attributes nobody told us about keep the type their reader sees. */
static enum schema_type
guess_type(const struct yaml_node *node)
{
	struct schema_scalar value;

	if (!node->plain || !literal_read(node, SCHEMA_ANY, &value))
		return SCHEMA_STRING;
	return (enum schema_type)value.type;
}

static void
write_scalar(struct writer *writer, const struct yaml_node *node,
    struct spot spot, const char *attribute, size_t column)
{
	enum schema_type type = SCHEMA_STRING;
	bool flag;

	switch (spot.role) {
	case ROLE_VALUES:
		type = spot.type;
		break;
	case ROLE_COUNTS:
		type = SCHEMA_INTEGER;
		break;
	case ROLE_SYSTEMS:
		if (!is_version(attribute) && node->plain &&
		    yaml_parse_boolean(node, &flag))
			type = SCHEMA_BOOLEAN;
		break;
	case ROLE_OTHER:
		type = guess_type(node);
		break;
	default:
		break;
	}
	if (!write_typed(writer, node, type))
		write_string(node->text, column, spot.indent + 2,
		    writer->out);
}

/* --- containers --- */

/* The attributes of a key in the order in which files have them. */
static const char *const key_order[] = { "key", "title", "supportedOS",
	"type", "subtype", "valuetype", "assettypes", "presence", "rangelist",
	"range", "default", "format", "repetition", "combinetype", NULL,
	"content", "subkeytype", "subkeys" };

enum { UNKNOWN = 14 };	/* where unknown ones stand */
_Static_assert(ARRAY_COUNT(key_order) == 18, "UNKNOWN is the NULL");

static size_t
order_of(const char *attribute)
{
	for (size_t i = 0; i < ARRAY_COUNT(key_order); i++)
		if (key_order[i] != NULL &&
		    strcmp(key_order[i], attribute) == 0)
			return i;
	return UNKNOWN;
}

static bool
is_text(enum role role, const char *attribute)
{
	static const char *const texts[] = { "title", "description",
		"payloadtype", "requesttype", "declarationtype",
		"statusitemtype", "credentialtype", "content", "apply" };

	if (role == ROLE_KEY)
		return order_of(attribute) != UNKNOWN;
	for (size_t i = 0; (role == ROLE_TOP || role == ROLE_PAYLOAD) &&
	    i < ARRAY_COUNT(texts); i++)
		if (strcmp(texts[i], attribute) == 0)
			return true;
	return role == ROLE_TEXT;
}

static enum role
role_below(enum role role, const char *attribute)
{
	if (strcmp(attribute, "supportedOS") == 0 &&
	    (role == ROLE_PAYLOAD || role == ROLE_KEY))
		return ROLE_SYSTEMS;
	if (role == ROLE_TOP && strcmp(attribute, "payload") == 0)
		return ROLE_PAYLOAD;
	if ((role == ROLE_TOP && (strcmp(attribute, "payloadkeys") == 0 ||
	    strcmp(attribute, "responsekeys") == 0)) ||
	    (role == ROLE_KEY && strcmp(attribute, "subkeys") == 0))
		return ROLE_KEYS;
	if (role == ROLE_KEY && (strcmp(attribute, "default") == 0 ||
	    strcmp(attribute, "rangelist") == 0 ||
	    strcmp(attribute, "range") == 0))
		return ROLE_VALUES;
	if (role == ROLE_KEY && strcmp(attribute, "repetition") == 0)
		return ROLE_COUNTS;
	if (role == ROLE_SYSTEMS || role == ROLE_VALUES ||
	    role == ROLE_COUNTS)
		return role;
	return is_text(role, attribute) ? ROLE_TEXT : ROLE_OTHER;
}

static enum schema_type
type_of(const struct yaml_node *key)
{
	const char *name = yaml_get_text(key, "type");
	enum schema_type type;

	return name != NULL && schema_type_parse(name, &type) ? type :
	    SCHEMA_STRING;
}

/* "name:" and the value behind it. */
static void
write_entry(struct writer *writer, const struct yaml_node *mapping,
    const char *name, const struct yaml_node *value, struct spot spot)
{
	size_t column = spot.indent + strlen(name) + 2;
	struct spot below = spot;

	buf_addf(writer->out, "%s:", name);
	below.role = role_below(spot.role, name);
	below.depth++;
	if (below.role == ROLE_VALUES && spot.role == ROLE_KEY)
		below.type = type_of(mapping);
	if (value->kind == YAML_SCALAR) {
		buf_add_char(writer->out, ' ');
		write_scalar(writer, value, below, name, column);
	} else {
		write_value(writer, value, below);
	}
}

/* The texts that somebody else's words may replace, or add. */
static const char *
replaced_text(struct writer *writer, const struct yaml_node *mapping,
    enum role role, const char *attribute)
{
	bool is_prose = (role == ROLE_TOP && (strcmp(attribute, "title") == 0 ||
	    strcmp(attribute, "description") == 0)) ||
	    (role == ROLE_PAYLOAD && strcmp(attribute, "content") == 0) ||
	    (role == ROLE_KEY && (strcmp(attribute, "title") == 0 ||
	    strcmp(attribute, "content") == 0));

	return writer->text != NULL && is_prose ?
	    writer->text(mapping, attribute, writer->arg) : NULL;
}

static void
write_text_entry(struct writer *writer, const char *name, const char *text,
    struct spot spot)
{
	buf_addf(writer->out, "%s: ", name);
	write_string(text, spot.indent + strlen(name) + 2, spot.indent + 2,
	    writer->out);
}

/* One mapping's lines; the first may stand behind "- ". */
struct lines {
	struct writer *writer;
	const struct yaml_node *mapping;
	struct spot spot;
	bool begun;
};

static void
begin_line(struct lines *lines)
{
	if (lines->begun)
		buf_add_repeat(lines->writer->out, ' ', lines->spot.indent);
	lines->begun = true;
}

static void
write_attribute(struct lines *lines, const char *name,
    const struct yaml_node *value)
{
	const char *text = replaced_text(lines->writer, lines->mapping,
	    lines->spot.role, name);

	if ((text == NULL && value == NULL) ||
	    (text != NULL && *text == '\0'))
		return;
	begin_line(lines);
	if (text != NULL)
		write_text_entry(lines->writer, name, text, lines->spot);
	else
		write_entry(lines->writer, lines->mapping, name, value,
		    lines->spot);
}

static void
write_unknown(struct lines *lines)
{
	const struct yaml_node *mapping = lines->mapping;

	for (size_t i = 0; i < mapping->count; i++)
		if (order_of(mapping->keys[i]->text) == UNKNOWN)
			write_attribute(lines, mapping->keys[i]->text,
			    mapping->items[i]);
}

static void
write_key(struct lines *lines)
{
	for (size_t i = 0; i < ARRAY_COUNT(key_order); i++)
		if (key_order[i] != NULL)
			write_attribute(lines, key_order[i],
			    yaml_get(lines->mapping, key_order[i]));
		else
			write_unknown(lines);
}

static void
write_mapping(struct writer *writer, const struct yaml_node *node,
    struct spot spot, bool begun)
{
	struct lines lines = { writer, node, spot, begun };

	if (spot.role == ROLE_KEY) {
		write_key(&lines);
		return;
	}
	if (spot.role == ROLE_TOP) {
		write_attribute(&lines, "title", yaml_get(node, "title"));
		write_attribute(&lines, "description",
		    yaml_get(node, "description"));
	}
	for (size_t i = 0; i < node->count; i++) {
		const char *name = node->keys[i]->text;

		if (spot.role != ROLE_TOP || (strcmp(name, "title") != 0 &&
		    strcmp(name, "description") != 0))
			write_attribute(&lines, name, node->items[i]);
	}
}

static void
write_item(struct writer *writer, const struct yaml_node *item,
    struct spot spot)
{
	struct spot below = spot;

	below.depth++;
	buf_add_repeat(writer->out, ' ', spot.indent);
	buf_add_char(writer->out, '-');
	if (item->kind == YAML_SCALAR) {
		buf_add_char(writer->out, ' ');
		write_scalar(writer, item, spot, "", spot.indent + 2);
		return;
	}
	below.indent += 2;
	if (spot.role == ROLE_KEYS)
		below.role = ROLE_KEY;
	if (item->kind == YAML_MAPPING && item->count > 0 &&
	    map_get_pointer(writer->uses, item) == NULL) {
		buf_add_char(writer->out, ' ');
		write_mapping(writer, item, below, false);
		return;
	}
	write_value(writer, item, below);
}

/* The anchor, or the alias when it is written already: true. */
static bool
write_anchor(struct writer *writer, const struct yaml_node *node)
{
	uintptr_t number;

	if (map_get_pointer(writer->uses, node) == NULL)
		return false;
	number = (uintptr_t)map_get_pointer(writer->names, node);
	if (number != 0) {
		buf_addf(writer->out, " *id%03lu\n", (unsigned long)number);
		return true;
	}
	map_set_pointer(writer->names, node,
	    (void *)(uintptr_t)++writer->anchors);
	buf_addf(writer->out, " &id%03lu", writer->anchors);
	return false;
}

/* A container behind "name:" or "-". */
static void
write_value(struct writer *writer, const struct yaml_node *node,
    struct spot spot)
{
	if (write_anchor(writer, node))
		return;
	if (node->count == 0 || spot.depth > DEPTH_MOST) {
		buf_add_text(writer->out, node->kind == YAML_SEQUENCE ?
		    " []\n" : " {}\n");
		return;
	}
	buf_add_char(writer->out, '\n');
	if (node->kind == YAML_MAPPING) {
		spot.indent += 2;
		write_mapping(writer, node, spot, true);
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		write_item(writer, node->items[i], spot);
}

/* --- sharing --- */

/* Containers that are met twice get an anchor; a map value says so. */
static void
count_uses(struct writer *writer, struct map *seen,
    const struct yaml_node *node, unsigned depth)
{
	if (node->kind == YAML_SCALAR || depth > DEPTH_MOST)
		return;
	if (map_set_pointer(seen, node, writer) != NULL) {
		map_set_pointer(writer->uses, node, writer);
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		count_uses(writer, seen, node->items[i], depth + 1);
}

void
write_schema(const struct yaml_node *top, write_text *text, void *arg,
    struct buf *out)
{
	struct writer writer = { .out = out, .text = text, .arg = arg,
		.uses = map_new(), .names = map_new() };
	struct map *seen = map_new();
	struct spot spot = { .role = ROLE_TOP };

	count_uses(&writer, seen, top, 0);
	map_free(seen, NULL);
	if (top->kind == YAML_MAPPING)
		write_mapping(&writer, top, spot, true);
	map_free(writer.uses, NULL);
	map_free(writer.names, NULL);
}
