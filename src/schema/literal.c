/*
 * Words and scalars of schema and rules files: type names, and values read by
 * the type of the key they are for (so quoting in the file does not matter).
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "base/yaml.h"
#include "schema/internal.h"

static const char *const type_names[SCHEMA_TYPES] = {
	[SCHEMA_STRING] = "string",
	[SCHEMA_INTEGER] = "integer",
	[SCHEMA_REAL] = "real",
	[SCHEMA_BOOLEAN] = "boolean",
	[SCHEMA_DATE] = "date",
	[SCHEMA_DATA] = "data",
	[SCHEMA_ARRAY] = "array",
	[SCHEMA_DICT] = "dictionary",
	[SCHEMA_ANY] = "any",
};

static const char *const format_names[VALUE_FORMATS] = {
	[FORMAT_NONE] = "",
	[FORMAT_DOMAIN] = "domain",
	[FORMAT_DOMAIN_PREFIX] = "domain-prefix",
	[FORMAT_EMAIL] = "email",
	[FORMAT_HOSTNAME] = "hostname",
	[FORMAT_LOCALTIME] = "localtime",
	[FORMAT_REGEX] = "regex",
	[FORMAT_TIMESTAMP] = "timestamp",
	[FORMAT_URL] = "url",
	[FORMAT_UUID] = "uuid",
};

const char *
schema_type_name(enum schema_type type)
{
	return type_names[type];
}

const char *
value_format_name(enum value_format format)
{
	return format_names[format];
}

/* NAME with or without angle brackets; SIZE_MAX when it is not in NAMES. */
static size_t
find_word(const char *name, const char *const *names, size_t count)
{
	size_t length = strlen(name);

	if (length > 2 && name[0] == '<' && name[length - 1] == '>') {
		name++;
		length -= 2;
	}
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == length &&
		    memcmp(names[i], name, length) == 0)
			return i;
	return SIZE_MAX;
}

bool
schema_type_parse(const char *name, enum schema_type *out)
{
	size_t found = find_word(name, type_names, SCHEMA_TYPES);

	if (found == SIZE_MAX)
		return false;
	*out = (enum schema_type)found;
	return true;
}

bool
value_format_parse(const char *name, enum value_format *out)
{
	size_t found = find_word(name, format_names, VALUE_FORMATS);

	if (found == SIZE_MAX || found == FORMAT_NONE)
		return false;
	*out = (enum value_format)found;
	return true;
}

static bool
read_boolean(const char *text, size_t length, bool *out)
{
	char word[8];

	if (length >= sizeof word)
		return false;
	memcpy(word, text, length);
	word[length] = '\0';
	*out = text_equal_nocase(word, "true");
	return *out || text_equal_nocase(word, "false");
}

/* OUT->text is set by the caller. */
static bool
read_as(const char *text, size_t length, enum schema_type type,
    struct schema_scalar *out)
{
	switch (type) {
	case SCHEMA_STRING:
		out->type = VALUE_STRING;
		return true;
	case SCHEMA_INTEGER:
		out->type = VALUE_INTEGER;
		return scalar_parse_integer(text, length, &out->integer);
	case SCHEMA_REAL:
		out->type = VALUE_REAL;
		return scalar_parse_real(text, length, &out->real);
	case SCHEMA_BOOLEAN:
		out->type = VALUE_BOOLEAN;
		return read_boolean(text, length, &out->boolean);
	case SCHEMA_DATE:
		out->type = VALUE_DATE;
		return scalar_parse_date(text, length, &out->date);
	default:
		return false;
	}
}

static bool
starts_number(const char *text)
{
	text += *text == '-' || *text == '+';
	return ascii_is_digit(*text);
}

/* As YAML would: only what is written plainly is more than a string. */
static bool
guess(const struct yaml_node *node, struct schema_scalar *out)
{
	static const enum schema_type guesses[] = {
		SCHEMA_BOOLEAN, SCHEMA_INTEGER, SCHEMA_REAL
	};

	for (size_t i = 0; node->plain && i < ARRAY_COUNT(guesses); i++) {
		if (guesses[i] != SCHEMA_BOOLEAN && !starts_number(node->text))
			break;
		if (read_as(node->text, node->length, guesses[i], out))
			return true;
	}
	return read_as(node->text, node->length, SCHEMA_STRING, out);
}

bool
literal_read(const struct yaml_node *node, enum schema_type type,
    struct schema_scalar *out)
{
	struct schema_scalar scalar = { .text = NULL };

	if (node->kind != YAML_SCALAR)
		return false;
	scalar.text = node->text;
	if (type == SCHEMA_ANY) {
		if (!guess(node, &scalar))
			return false;
	} else if (!read_as(node->text, node->length, type, &scalar)) {
		return false;
	}
	*out = scalar;
	return true;
}

bool
literal_parse(const char *text, size_t length, enum schema_type type,
    struct arena *arena, struct schema_scalar *out)
{
	struct schema_scalar scalar = { .text = NULL };

	if (!read_as(text, length, type, &scalar))
		return false;
	if (arena != NULL)
		scalar.text = arena_strndup(arena, text, length);
	*out = scalar;
	return true;
}

bool
literal_equal(const struct schema_scalar *a, const struct schema_scalar *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case VALUE_INTEGER:
		return integer_compare(a->integer, b->integer) == 0;
	case VALUE_REAL:
		return a->real == b->real;
	case VALUE_BOOLEAN:
		return a->boolean == b->boolean;
	case VALUE_DATE:
		return a->date == b->date;
	default:
		return strcmp(a->text, b->text) == 0;
	}
}

const char *const *
literal_texts(struct arena *arena, struct notes *notes,
    const struct yaml_node *node)
{
	if (node == NULL)
		return NULL;
	size_t count = node->kind == YAML_SEQUENCE ? node->count : 1;
	struct yaml_node *const *items =
	    node->kind == YAML_SEQUENCE ? node->items : NULL;
	const char **texts = arena_alloc(arena, (count + 1) * sizeof *texts);
	size_t used = 0;

	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *item = items != NULL ? items[i] : node;

		if (item->kind == YAML_SCALAR)
			texts[used++] = item->text;
		else
			notes_add(notes, item, NOTE_SERIOUS,
			    "a text is wanted here");
	}
	return texts;
}

void
schema_scalar_format(const struct schema_scalar *scalar, struct buf *out)
{
	if (scalar->type == VALUE_STRING)
		buf_addf(out, "'%s'", scalar->text);
	else
		buf_add_text(out, scalar->text);
}
