/*
 * Annotations of a rules file: one table row for each attribute.
 * See profedit-schema(5), "ANNOTATIONS".
 */
#include "config.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/yaml.h"
#include "schema/rules_internal.h"

typedef void read_attribute(struct rules_reader *reader,
    const struct yaml_node *node, struct annotation *out, size_t offset);

static void
read_text(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	void *member = (char *)out + offset;

	rules_read_text(reader, node, member);
}

static void
read_flag(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	void *member = (char *)out + offset;

	rules_read_flag(reader, node, member);
}

const struct rules_word rules_imports[] = {
	{ "certificate", "a certificate (DER or PEM)" },
	{ "pkcs12", "an identity (PKCS #12)" },
	{ "cms", "an encrypted message (CMS)" },
	{ "key", "a public key (DER)" },
	{ "image", "a picture" },
	{ "font", "a font" },
	{ "plist", "a property list" },
	{ "text", "a text" },
	{ "profile", "a profile" },
	{ "requirement", "a code requirement, as csreq(1) writes it" },
	{ "signature", "a detached code signature" },
	{ NULL, NULL }
};

const struct rules_word rules_key_domains[] = {
	{ "locale", "languages such as 'de' or 'pt-BR', or 'default'" },
	{ "bundle-id", "bundle identifiers" },
	{ "team-id", "team identifiers" },
	{ "hostname", "host names" },
	{ "identifier", "names of your choice" },
	{ NULL, NULL }
};

const char *
rules_word(const struct rules_word *table, const char *name)
{
	for (; table->name != NULL; table++)
		if (strcmp(table->name, name) == 0)
			return table->words;
	return name;
}

/* A text that must be a name of TABLE. */
static void
read_word(struct rules_reader *reader, const struct yaml_node *node,
    const struct rules_word *table, const char **out)
{
	const char *text = NULL;

	rules_read_text(reader, node, &text);
	if (text == NULL)
		return;
	for (size_t i = 0; table[i].name != NULL; i++)
		if (strcmp(table[i].name, text) == 0)
			*out = table[i].name;
	if (*out == NULL)
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "unknown word '%s'", text);
}

static void
read_import(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	(void)offset;
	read_word(reader, node, rules_imports, &out->import);
}

static void
read_key_domain(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	(void)offset;
	read_word(reader, node, rules_key_domains, &out->key_domain);
}

static void
read_secret(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	const char *word = "";

	(void)offset;
	rules_read_text(reader, node, &word);
	if (strcmp(word, "secret") == 0)
		out->secret = SECRET_YES;
	else if (strcmp(word, "sensitive") == 0)
		out->secret = SECRET_SENSITIVE;
	else
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'secret' or 'sensitive' is wanted here");
}

/* The next item of a list of mappings; NULL (and a note) for another kind. */
static const struct yaml_node *
item_mapping(struct rules_reader *reader, const struct yaml_node *list,
    size_t i, const char *const *known)
{
	const struct yaml_node *item = list->items[i];

	if (item->kind != YAML_MAPPING) {
		notes_add(&reader->notes, item, NOTE_SERIOUS,
		    "a mapping is wanted here");
		return NULL;
	}
	notes_check_names(&reader->notes, item, known);
	return item;
}

static bool
is_list(struct rules_reader *reader, const struct yaml_node *node)
{
	if (node->kind == YAML_SEQUENCE)
		return true;
	notes_add(&reader->notes, node, NOTE_SERIOUS, "a list is wanted here");
	return false;
}

static bool
read_number(struct rules_reader *reader, const struct yaml_node *node,
    uint64_t *out)
{
	struct schema_scalar value;

	if (node != NULL && literal_read(node, SCHEMA_INTEGER, &value) &&
	    !value.integer.negative) {
		*out = value.integer.magnitude;
		return true;
	}
	if (node != NULL)
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a whole number is wanted here");
	return false;
}

/* The bits in `needs`: one number or a list of them. */
static uint64_t
read_needs(struct rules_reader *reader, const struct yaml_node *node)
{
	uint64_t all = 0, one;

	if (node == NULL)
		return 0;
	if (node->kind != YAML_SEQUENCE)
		return read_number(reader, node, &one) ? one : 0;
	for (size_t i = 0; i < node->count; i++)
		if (read_number(reader, node->items[i], &one))
			all |= one;
	return all;
}

static void
read_bits(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	static const char *const known[] = { "bit", "title", "text", "needs",
		NULL };

	(void)offset;
	if (!is_list(reader, node))
		return;
	struct bit *bits =
	    arena_alloc(reader->arena, node->count * sizeof *bits);

	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *item = item_mapping(reader, node,
		    i, known);
		struct bit *bit = &bits[out->bit_count];
		uint64_t value;

		if (item == NULL ||
		    !read_number(reader, yaml_get(item, "bit"), &value))
			continue;
		if (value == 0 || (value & (value - 1)) != 0) {
			notes_add(&reader->notes, item, NOTE_SERIOUS,
			    "a bit is a power of two");
			continue;
		}
		bit->value = value;
		bit->title = yaml_get_text(item, "title");
		bit->meaning = yaml_get_text(item, "text");
		bit->needs = read_needs(reader, yaml_get(item, "needs"));
		out->bit_count++;
	}
	out->bits = bits;
}

static const struct schema_choice *
read_choices(struct rules_reader *reader, const struct yaml_node *node,
    size_t *count)
{
	static const char *const known[] = { "value", "title", "text", NULL };

	*count = 0;
	if (!is_list(reader, node))
		return NULL;
	struct schema_choice *choices =
	    arena_alloc(reader->arena, node->count * sizeof *choices);

	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *item = item_mapping(reader, node,
		    i, known);
		const struct yaml_node *value = yaml_get(item, "value");
		struct schema_choice *choice = &choices[*count];

		if (item == NULL)
			continue;
		if (value == NULL ||
		    !literal_read(value, SCHEMA_ANY, &choice->value)) {
			notes_add(&reader->notes, item, NOTE_SERIOUS,
			    "'value' is missing");
			continue;
		}
		choice->title = yaml_get_text(item, "title");
		choice->meaning = yaml_get_text(item, "text");
		++*count;
	}
	return choices;
}

static void
read_labels(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	(void)offset;
	out->labels = read_choices(reader, node, &out->label_count);
}

static void
read_special(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	(void)offset;
	out->special = read_choices(reader, node, &out->special_count);
}

static void
read_reference(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	struct reference *reference =
	    arena_alloc(reader->arena, sizeof *reference);
	const char *key = yaml_get_text(node, "key");
	const struct yaml_node *inferred = yaml_get(node, "inferred");

	(void)offset;
	if (inferred != NULL)
		rules_read_flag(reader, inferred, &reference->inferred);
	reference->key = key != NULL ? key : "PayloadUUID";
	reference->types = literal_texts(reader->arena, &reader->notes,
	    yaml_get(node, "to"));
	reference->role = yaml_get_text(node, "role");
	if (reference->types == NULL || reference->types[0] == NULL)
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'to' is missing: the payload types that may stand here");
	else
		out->reference = reference;
}

static void
read_types(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	const char *const *names =
	    literal_texts(reader->arena, &reader->notes, node);
	size_t count = 0;

	(void)offset;
	while (names[count] != NULL)
		count++;
	enum schema_type *types =
	    arena_alloc(reader->arena, count * sizeof *types);

	for (size_t i = 0; i < count; i++)
		if (schema_type_parse(names[i], &types[out->type_count]))
			out->type_count++;
		else
			notes_add(&reader->notes, node, NOTE_SERIOUS,
			    "unknown type '%s'", names[i]);
	out->types = types;
}

static void
read_range(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	struct schema_range *range =
	    arena_alloc(reader->arena, sizeof *range);

	(void)offset;
	if (rules_read_range(reader, node, range))
		out->range = range;
}

static void
read_remarks(struct rules_reader *reader, const struct yaml_node *node,
    struct annotation *out, size_t offset)
{
	(void)offset;
	out->remarks = literal_texts(reader->arena, &reader->notes, node);
}

#define AT(field) offsetof(struct annotation, field)

static const struct attribute {
	const char *name;
	read_attribute *read;
	size_t offset;
} attributes[] = {
	{ "secret", read_secret, 0 },
	{ "bits", read_bits, 0 },
	{ "labels", read_labels, 0 },
	{ "open", read_flag, AT(open_list) },
	{ "special", read_special, 0 },
	{ "unit", read_text, AT(unit) },
	{ "default-from", read_text, AT(default_from) },
	{ "default-text", read_text, AT(default_text) },
	{ "replaced-by", read_text, AT(replaced_by) },
	{ "reference", read_reference, 0 },
	{ "import", read_import, 0 },
	{ "key-domain", read_key_domain, 0 },
	{ "types", read_types, 0 },
	{ "wildcard", read_flag, AT(wildcard) },
	{ "boolean-as-integer", read_flag, AT(boolean_as_integer) },
	{ "optional", read_flag, AT(optional) },
	{ "range", read_range, 0 },
	{ "remarks", read_remarks, 0 },
	{ "title", read_text, AT(title) },
	{ "text", read_text, AT(text) },
};

const char *
annotation_attribute(size_t i)
{
	return i < ARRAY_COUNT(attributes) ? attributes[i].name : NULL;
}

static void
read_named(struct rules_reader *reader, const struct yaml_node *name,
    const struct yaml_node *value, struct annotation *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(attributes); i++)
		if (strcmp(name->text, attributes[i].name) == 0) {
			attributes[i].read(reader, value, out,
			    attributes[i].offset);
			return;
		}
	if (strcmp(name->text, "at") != 0)
		notes_add(&reader->notes, name, NOTE_MILD,
		    "unknown attribute '%s'", name->text);
}

void
rules_read_annotation(struct rules_reader *reader,
    const struct yaml_node *node)
{
	struct annotation annotation = { .line = node->line,
		.column = node->column };
	const struct yaml_node *at = yaml_get(node, "at");

	if (node->kind != YAML_MAPPING || at == NULL) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "an annotation is a mapping with 'at'");
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		read_named(reader, node->keys[i], node->items[i],
		    &annotation);
	const char *const *paths =
	    literal_texts(reader->arena, &reader->notes, at);

	for (; *paths != NULL; paths++) {
		annotation.at = *paths;
		*VEC_PUSH(reader->annotations) = annotation;
	}
}
