/*
 * Values, defaults, references and payloads in words.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/scalar.h"
#include "base/text.h"
#include "value/draft.h"
#include "value/type.h"
#include "value/value.h"
#include "schema/place.h"
#include "check/index.h"
#include "check/report.h"
#include "check/where.h"
#include "form/bits.h"
#include "form/internal.h"

static bool
is_scalar(const struct schema_scalar *scalar, const struct value *value)
{
	if (value->unreadable || scalar->type != value->type)
		return false;
	switch (scalar->type) {
	case VALUE_STRING:
		return value_equals_text(value, scalar->text);
	case VALUE_INTEGER:
		return integer_compare(scalar->integer, value->integer) == 0;
	case VALUE_REAL:
		return scalar->real == value->real;
	case VALUE_BOOLEAN:
		return scalar->boolean == value->boolean;
	case VALUE_DATE:
		return scalar->date == value->date;
	default:
		return false;
	}
}

static const struct schema_choice *
find_choice(const struct schema_choice *choices, size_t count,
    const struct value *value)
{
	for (size_t i = 0; i < count; i++)
		if (is_scalar(&choices[i].value, value))
			return &choices[i];
	return NULL;
}

const struct schema_choice *
show_choice(const struct place *place, const struct value *value)
{
	return place == NULL ? NULL :
	    find_choice(place->choices, place->choice_count, value);
}

static bool
is_boolean_number(const struct place *place, const struct value *value)
{
	return place != NULL && place->note->boolean_as_integer &&
	    value->type == VALUE_INTEGER && value->integer.magnitude <= 1 &&
	    !value->integer.negative;
}

static bool
is_bits(const struct place *place, const struct value *value)
{
	return place != NULL && place->bit_count > 0 &&
	    value->type == VALUE_INTEGER && !value->integer.negative;
}

/*
 * What a choice is called; a number that has no title is explained, one that
 * has no alternative is not.
 */
static void
add_choice(const struct schema_choice *choice, size_t count, struct buf *out)
{
	const char *words = choice->title;
	size_t length;

	if (words == NULL && choice->value.type != VALUE_STRING && count > 1)
		words = choice->meaning;
	if (words == NULL || *words == '\0' ||
	    text_equal_nocase(words, choice->value.text))
		return;
	length = strlen(words);
	if (strstr(words, ". ") != NULL)	/* its first sentence */
		length = (size_t)(strstr(words, ". ") - words);
	else if (words[length - 1] == '.')
		length--;
	buf_add_text(out, "  ");
	buf_add(out, words, length);
}

/* Behind a value: what its choice or number stands for. */
static void
add_meaning(const struct place *place, const struct value *value,
    struct buf *out)
{
	const struct schema_choice *choice = show_choice(place, value);
	size_t count;

	if (place == NULL)
		return;
	count = place->choice_count;
	if (choice == NULL) {
		choice = find_choice(place->note->special,
		    place->note->special_count, value);
		count = SIZE_MAX;
	}
	if (is_bits(place, value)) {
		buf_add_text(out, "  ");
		bits_words(place, value->integer.magnitude, out);
	} else if (choice != NULL) {
		add_choice(choice, count, out);
	}
}

void
show_value(const struct form *form, const struct place *place,
    const struct value *value, struct buf *out)
{
	const struct value *payload = show_reference(form, place, value);
	AUTO_BUF text = BUF_INIT;

	if (payload != NULL) {
		buf_add_text(out, "→ ");
		show_payload(form, payload, out);
		return;
	}
	if (is_boolean_number(place, value)) {
		buf_add_text(out, value->integer.magnitude ? "true" : "false");
		return;
	}
	if (value->type == VALUE_STRING)
		words_first_line(value->string.text, value->string.length,
		    &text);
	else
		type_format(value, &text);
	if (place != NULL && place->note->unit != NULL &&
	    (value->type == VALUE_INTEGER || value->type == VALUE_REAL) &&
	    find_choice(place->note->special, place->note->special_count,
	    value) == NULL)
		words_unit(buf_text(&text), place->note->unit, out);
	else
		buf_add(out, text.data, text.length);
	add_meaning(place, value, out);
}

static void
show_scalar(const struct place *place, const struct schema_scalar *scalar,
    struct buf *out)
{
	struct value value = { .type = (uint8_t)scalar->type };

	if (scalar->type == VALUE_STRING) {
		value.string.text = scalar->text;
		value.string.length = (uint32_t)strlen(scalar->text);
	} else if (scalar->type == VALUE_INTEGER) {
		value.integer = scalar->integer;
	} else if (scalar->type == VALUE_REAL) {
		value.real = scalar->real;
	} else if (scalar->type == VALUE_BOOLEAN) {
		value.boolean = scalar->boolean;
	} else {
		value.date = scalar->date;
	}
	show_value(NULL, place, &value, out);
}

/* The title of the sibling that PATH of PLACE's rule names. */
static const char *
sibling_title(const struct place *place, const char *path)
{
	const struct place *sibling = NULL;

	if (place->parent != NULL)
		sibling = place_child(place->parent, path, strlen(path));
	return sibling != NULL && !entries_is_wildcard(sibling) ?
	    place_title(sibling) : path;
}

void
show_default(const struct place *place, struct buf *out)
{
	const struct annotation *note = place->note;

	if (note->default_text != NULL)
		buf_add_text(out, note->default_text);
	else if (note->default_from != NULL)
		buf_addf(out, "the %s",
		    sibling_title(place, note->default_from));
	else if (place->key != NULL && place->key->default_value != NULL)
		show_scalar(place, place->key->default_value, out);
}

static const char *
text_of(const struct value *payload, const char *name, size_t *length)
{
	const char *text;

	if (!value_get_string(value_find(payload, name), &text, length))
		return NULL;
	return text;
}

void
show_payload(const struct form *form, const struct value *payload,
    struct buf *out)
{
	const struct payload_schema *schema;
	const char *name;
	size_t length;

	schema = where_payload(form->catalog, form->root, payload);
	buf_add_text(out, schema->title);
	name = text_of(payload, "PayloadDisplayName", &length);
	if (name == NULL || length == 0 || text_compare_nocase(name, length,
	    schema->title, strlen(schema->title)) == 0)
		return;
	buf_add_text(out, " \"");
	words_first_line(name, length, out);
	buf_add_char(out, '"');
}

const struct reference *
show_reference_of(const struct place *place)
{
	if (place == NULL || place->note->reference != NULL)
		return place != NULL ? place->note->reference : NULL;
	return place->parent != NULL && place->parent->type == SCHEMA_ARRAY ?
	    place->parent->note->reference : NULL;
}

struct wanted {
	const struct reference *reference;
	const struct value *value;
	struct value *found;
};

static bool
is_wanted(struct value *payload, void *arg)
{
	struct wanted *wanted = arg;
	const char *text;
	size_t length;

	text = text_of(payload, wanted->reference->key, &length);
	if (text != NULL && text_compare_nocase(text, length,
	    wanted->value->string.text, wanted->value->string.length) == 0)
		wanted->found = payload;
	return wanted->found == NULL;
}

struct value *
show_reference(const struct form *form, const struct place *place,
    const struct value *value)
{
	struct wanted wanted = { .reference = show_reference_of(place),
		.value = value };

	if (form == NULL || wanted.reference == NULL ||
	    value->type != VALUE_STRING || value->unreadable ||
	    value->string.length == 0)
		return NULL;
	if (wanted.reference->key == NULL ||
	    strcmp(wanted.reference->key, "PayloadUUID") == 0)
		return index_find_uuid(form->checker, value->string.text,
		    value->string.length);
	index_each_payload(form->checker, wanted.reference->types, is_wanted,
	    &wanted);
	return wanted.found;
}

bool
form_row_is_secret(const struct form *form, const struct row *row)
{
	(void)form;
	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return false;
	if (row->value != NULL && value_is_container(row->value))
		return false;
	return report_is_secret(row->place, row->value);
}
