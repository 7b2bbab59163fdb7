/*
 * The table of value types and what goes by type: reading what a person typed,
 * showing, comparing.
 */
#include "value/type.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"
#include "value/draft.h"

const struct type_info type_table[VALUE_TYPES] = {
	[VALUE_STRING] = { "string", "string", "Text" },
	[VALUE_INTEGER] = { "integer", "integer", "Whole number" },
	[VALUE_REAL] = { "real", "real", "Number" },
	[VALUE_BOOLEAN] = { "true", "boolean", "Yes or no" },
	[VALUE_DATE] = { "date", "date", "Date" },
	[VALUE_DATA] = { "data", "data", "Data" },
	[VALUE_ARRAY] = { "array", "array", "List" },
	[VALUE_DICT] = { "dict", "dictionary", "Dictionary" },
};

bool
type_parse_name(const char *name, enum value_type *out)
{
	for (size_t i = 0; i < VALUE_TYPES; i++) {
		if (strcmp(name, type_table[i].name) == 0) {
			*out = (enum value_type)i;
			return true;
		}
	}
	if (strcmp(name, "dict") == 0) {
		*out = VALUE_DICT;
		return true;
	}
	return false;
}

static bool
parse_boolean(const char *text, bool *out)
{
	static const struct {
		const char *word;
		bool value;
	} words[] = {
		{ "true", true }, { "yes", true }, { "1", true },
		{ "false", false }, { "no", false }, { "0", false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		if (text_equal_nocase(text, words[i].word)) {
			*out = words[i].value;
			return true;
		}
	}
	return false;
}

/* What each type takes, for the complaint. */
static const char *const expected[VALUE_TYPES] = {
	[VALUE_INTEGER] = "a whole number between -2^63 and 2^64-1",
	[VALUE_REAL] = "a number",
	[VALUE_BOOLEAN] = "true or false",
	[VALUE_DATE] =
	    "a date such as 2026-03-01T09:30:00Z, 2026-03-01 or +90d",
	[VALUE_DATA] = "base64",
};

const char *
type_wants(enum value_type type)
{
	return expected[type];
}

static struct draft *
parse_scalar(enum value_type type, const char *text, size_t length,
    int64_t now)
{
	AUTO_BUF bytes = BUF_INIT;
	struct integer integer;
	double real;
	int64_t date;
	bool boolean;

	/* What the C string functions read must be all there is. */
	if (type != VALUE_DATA && strlen(text) != length)
		return NULL;
	switch (type) {
	case VALUE_INTEGER:
		return scalar_parse_integer(text, length, &integer) ?
		    draft_integer(integer) : NULL;
	case VALUE_REAL:
		return scalar_parse_real(text, length, &real) ?
		    draft_real(real) : NULL;
	case VALUE_BOOLEAN:
		return parse_boolean(text, &boolean) ?
		    draft_boolean(boolean) : NULL;
	case VALUE_DATE:
		return scalar_parse_date_input(text, now, &date) ?
		    draft_date(date) : NULL;
	default:
		return scalar_decode_base64(text, length, &bytes) ?
		    draft_data(buf_text(&bytes), bytes.length) : NULL;
	}
}

struct draft *
type_parse(enum value_type type, const char *text, size_t length, int64_t now,
    struct error *err)
{
	AUTO_FREE char *copy = NULL;
	struct draft *draft;

	if (value_type_is_container(type)) {
		error_set(err, ERR_TYPE, "a value of type %s cannot be typed",
		    type_table[type].name);
		return NULL;
	}
	if (type == VALUE_STRING)
		return draft_string_n(text, length);
	copy = xmalloc(length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	draft = parse_scalar(type, copy, length, now);
	if (draft == NULL)
		error_set(err, ERR_SYNTAX, "'%.60s' is not %s", copy,
		    expected[type]);
	return draft;
}

static void
format_count(struct buf *out, size_t count, const char *one, const char *many)
{
	buf_addf(out, "%zu %s", count, count == 1 ? one : many);
}

void
type_format(const struct value *value, struct buf *out)
{
	if (value->unreadable) {
		value_show_content(value, out);
		return;
	}
	switch (value->type) {
	case VALUE_STRING:
		buf_add(out, value->string.text, value->string.length);
		break;
	case VALUE_INTEGER:
		scalar_format_integer(out, value->integer);
		break;
	case VALUE_REAL:
		scalar_format_real(out, value->real);
		break;
	case VALUE_BOOLEAN:
		buf_add_text(out, value->boolean ? "true" : "false");
		break;
	case VALUE_DATE:
		scalar_format_date(out, value->date);
		break;
	case VALUE_DATA:
		format_count(out, value_data_length(value), "byte", "bytes");
		break;
	case VALUE_ARRAY:
		format_count(out, value->items.count, "item", "items");
		break;
	default:
		format_count(out, value->items.count, "key", "keys");
	}
}

void
type_format_input(const struct value *value, struct buf *out)
{
	AUTO_BUF bytes = BUF_INIT;

	if (value_is_container(value))
		return;
	if (value->type == VALUE_DATA && value_get_data(value, &bytes))
		scalar_encode_base64(out, buf_text(&bytes), bytes.length);
	else
		type_format(value, out);
}

/*
 * A real against an integer, exactly: a double holds every integer up to 2^53,
 * beyond that its own value is an integer.
 */
static int
compare_real_integer(double real, struct integer integer)
{
	double rounded = integer.negative ? -(double)integer.magnitude :
	    (double)integer.magnitude;
	struct integer whole;

	if (real != rounded || real >= 0x1p64)
		return real < rounded ? -1 : 1;
	whole.negative = real < 0;
	whole.magnitude = (uint64_t)(whole.negative ? -real : real);
	return integer_compare(whole, integer);
}

bool
type_compare(const struct value *a, const struct value *b, int *order)
{
	if (a->unreadable || b->unreadable)
		return false;
	if ((a->type == VALUE_REAL && a->real != a->real) ||
	    (b->type == VALUE_REAL && b->real != b->real))
		return false;
	if (a->type == VALUE_INTEGER && b->type == VALUE_INTEGER)
		*order = integer_compare(a->integer, b->integer);
	else if (a->type == VALUE_REAL && b->type == VALUE_REAL)
		*order = (a->real > b->real) - (a->real < b->real);
	else if (a->type == VALUE_REAL && b->type == VALUE_INTEGER)
		*order = compare_real_integer(a->real, b->integer);
	else if (a->type == VALUE_INTEGER && b->type == VALUE_REAL)
		*order = -compare_real_integer(b->real, a->integer);
	else if (a->type == VALUE_DATE && b->type == VALUE_DATE)
		*order = (a->date > b->date) - (a->date < b->date);
	else
		return false;
	return true;
}
