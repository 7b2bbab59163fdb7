/*
 * One row's value as text: its kind, what a person types for it, what that
 * would be and what is wrong with it.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "value/draft.h"
#include "value/type.h"
#include "schema/place.h"
#include "check/check.h"
#include "form/bits.h"
#include "form/field.h"
#include "form/internal.h"

enum { LINE_LIMIT = 4096, COMPLAINTS = 3 };

enum value_type
field_type(const struct form *form, const struct row *row)
{
	const struct place *place = row->place;

	(void)form;
	if (place != NULL && place->type < SCHEMA_ANY &&
	    !schema_type_is_container(place->type))
		return (enum value_type)place->type;
	if (row->value != NULL)
		return (enum value_type)row->value->type;
	if (place != NULL && place->type < SCHEMA_ANY)
		return (enum value_type)place->type;
	return VALUE_STRING;
}

static bool
is_uuid(const struct row *row)
{
	static const char name[] = "PayloadUUID";

	if (row->place != NULL && row->place->key != NULL &&
	    row->place->key->value_format == FORMAT_UUID)
		return true;
	return row->name_length == sizeof(name) - 1 &&
	    memcmp(row->name, name, sizeof(name) - 1) == 0;
}

static bool
is_long(const struct value *value)
{
	AUTO_BUF text = BUF_INIT;

	if (value == NULL || value_is_container(value))
		return false;
	if (value->type == VALUE_STRING && !value->unreadable)
		return value->string.length > LINE_LIMIT ||
		    memchr(value->string.text, '\n', value->string.length) !=
		    NULL;
	if (!value->unreadable)
		return false;
	value_show_content(value, &text);
	return text.length > LINE_LIMIT || strchr(buf_text(&text), '\n');
}

/* The kinds that follow from the schema alone. */
static enum field_kind
kind_of_place(const struct place *place)
{
	if (place->note->boolean_as_integer)
		return FIELD_BOOLEAN;
	if (place->bit_count > 0)
		return FIELD_BITS;
	if (show_reference_of(place) != NULL)
		return FIELD_REFERENCE;
	return place->choice_count > 0 && place->type != SCHEMA_BOOLEAN ?
	    FIELD_CHOICE : FIELD_NONE;
}

static enum field_kind
kind_of_scalar(const struct form *form, const struct row *row)
{
	enum field_kind kind = FIELD_NONE;

	if (row->place != NULL)
		kind = kind_of_place(row->place);
	if (kind != FIELD_NONE)
		return kind;
	switch (field_type(form, row)) {
	case VALUE_BOOLEAN:
		return FIELD_BOOLEAN;
	case VALUE_DATA:
		return FIELD_DATA;
	case VALUE_ARRAY:
	case VALUE_DICT:
		return FIELD_UNFOLD;
	case VALUE_STRING:
		if (is_uuid(row))
			return FIELD_UUID;
		/* FALLTHROUGH */
	default:
		return is_long(row->value) ? FIELD_TEXT : FIELD_LINE;
	}
}

enum field_kind
field_kind_of(const struct form *form, const struct row *row)
{
	switch (row->kind) {
	case ROW_HEADING:
		return row->can_unfold ? FIELD_UNFOLD : FIELD_NONE;
	case ROW_NOTHING:
		return FIELD_NONE;
	case ROW_ADD:
		return FIELD_ADD;
	default:
		break;
	}
	if (row->value != NULL && value_is_container(row->value))
		return row->can_unfold ? FIELD_UNFOLD : FIELD_NONE;
	if (row->value == NULL && (row->place == NULL ||
	    row->place->type == SCHEMA_ANY))
		return FIELD_TYPE;
	if (row->value == NULL && schema_type_is_container(row->place->type))
		return FIELD_UNFOLD;
	return kind_of_scalar(form, row);
}

void
field_text(const struct form *form, const struct row *row, struct buf *out)
{
	const struct value *value = row->value;

	(void)form;
	if (value == NULL || value_is_container(value))
		return;
	if (value->unreadable)
		value_show_content(value, out);
	else
		type_format_input(value, out);
}

/* As XML can hold it: no control characters but tab and line ends. */
static bool
is_storable(const char *text, size_t length, struct error *err)
{
	uint32_t code;

	for (size_t i = 0; i < length; ) {
		size_t size = utf8_decode(text + i, length - i, &code);

		if ((code == 0xfffd && size == 1) || (code < 0x20 &&
		    code != '\t' && code != '\n' && code != '\r') ||
		    code == 0xfffe || code == 0xffff) {
			error_set(err, ERR_RANGE, "character %zu cannot stand "
			    "in a property list", utf8_count(text, i) + 1);
			return false;
		}
		i += size;
	}
	return true;
}

static struct draft *
parse_bits(const struct place *place, const char *text, struct error *err)
{
	uint64_t value;
	const char *bad;
	size_t length;

	if (bits_parse(place, text, &value, &bad, &length))
		return draft_integer((struct integer){ .magnitude = value });
	if (length == 0)
		error_set(err, ERR_SYNTAX, "type a number, or words with "
		    "commas between");
	else
		error_set(err, ERR_SYNTAX, "no right or bit is called '%.*s'",
		    (int)length, bad);
	return NULL;
}

static struct draft *
parse_boolean_number(const char *text, size_t length, struct error *err)
{
	struct draft *boolean, *number;

	boolean = type_parse(VALUE_BOOLEAN, text, length, clock_now(), err);
	if (boolean == NULL)
		return NULL;
	number = draft_integer(integer_from(boolean->boolean));
	draft_free(boolean);
	return number;
}

struct draft *
field_parse(const struct form *form, const struct row *row, const char *text,
    size_t length, struct error *err)
{
	enum value_type type = field_type(form, row);
	AUTO_BUF copy = BUF_INIT;

	if (type == VALUE_STRING && !is_storable(text, length, err))
		return NULL;
	buf_add(&copy, text, length);
	if (type == VALUE_INTEGER && row->place != NULL) {
		if (row->place->bit_count > 0)
			return parse_bits(row->place, buf_text(&copy), err);
		if (row->place->note->boolean_as_integer)
			return parse_boolean_number(text, length, err);
	}
	return type_parse(type, buf_text(&copy), length, clock_now(), err);
}

/* "= 2026-03-01T00:00:00Z": what was typed, where that is not plain. */
static void
add_meant(const struct form *form, const struct row *row,
    const struct draft *draft, const char *text, struct buf *hint)
{
	AUTO_BUF words = BUF_INIT;
	struct value value;

	if (draft->type == VALUE_DATA) {
		buf_addf(hint, "= %zu bytes", draft->bytes.length);
		return;
	}
	draft_borrow(draft, &value);
	show_value(form, row->place, &value, &words);
	if (show_reference(form, row->place, &value) != NULL) {
		buf_add_text(hint, buf_text(&words));
		return;
	}
	if (draft->type == VALUE_STRING &&
	    show_choice(row->place, &value) == NULL)
		return;
	if (strcmp(buf_text(&words), text) != 0)
		buf_addf(hint, "= %s", buf_text(&words));
}

bool
field_check(struct form *form, const struct row *row, const char *text,
    size_t length, struct buf *complaint, struct buf *hint, char *mark)
{
	struct finding findings[COMPLAINTS];
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF name = BUF_INIT;
	AUTO_BUF typed = BUF_INIT;
	struct draft *draft;
	size_t count = 0;
	char ignored;

	mark = mark != NULL ? mark : &ignored;
	*mark = ' ';
	draft = field_parse(form, row, text, length, &err);
	if (draft == NULL) {
		*mark = 'x';
		buf_add_text(complaint, err.message);
		return false;
	}
	buf_add(&typed, text, length);
	if (hint != NULL)
		add_meant(form, row, draft, buf_text(&typed), hint);
	if (row->name != NULL)
		buf_add(&name, row->name, row->name_length);
	/* Below an unset parent there is nothing yet to try it in. */
	if (row->container != NULL)
		count = checker_try(form->checker, row->container,
		    row->name != NULL ? buf_text(&name) : NULL, row->value,
		    draft, findings, COMPLAINTS);
	/* Worst first; notes are no complaint about what is typed. */
	if (count > 0 && findings[0].severity > SEVERITY_NOTE)
		*mark = findings[0].severity == SEVERITY_ERROR ? 'x' : '!';
	for (size_t i = 0; i < count; i++) {
		if (findings[i].severity > SEVERITY_NOTE)
			buf_addf(complaint, "%s%s", i > 0 ? "; " : "",
			    findings[i].message);
		finding_release(&findings[i]);
	}
	draft_free(draft);
	return true;
}

static void
add_bound(const struct schema_scalar *bound, struct buf *out)
{
	buf_add_text(out, bound->text);
}

/* "1 to 730 days", "at least 1 byte". */
static void
add_range(const struct schema_range *range, const char *unit, struct buf *out)
{
	const char *before = "";
	AUTO_BUF last = BUF_INIT;

	if (range->has_min && range->has_max) {
		add_bound(&range->min, out);
		before = " to ";
	} else if (range->has_min || range->has_max) {
		before = range->has_min ? "at least " : "at most ";
	} else {
		return;
	}
	add_bound(range->has_max ? &range->max : &range->min, &last);
	buf_add_text(out, before);
	if (unit != NULL)
		words_unit(buf_text(&last), unit, out);
	else
		buf_add_text(out, buf_text(&last));
}

bool
field_add_ranges(const struct place *place, struct buf *out)
{
	const struct schema_range *own, *more = place->note->range;
	size_t before = out->length;

	own = place->key != NULL ? place->key->range : NULL;
	if (own != NULL)
		add_range(own, place->note->unit, out);
	if (own != NULL && more != NULL)
		buf_add_text(out, ", or ");
	if (more != NULL)
		add_range(more, place->note->unit, out);
	return out->length > before;
}

void
field_hint(const struct form *form, const struct row *row, struct buf *out)
{
	static const char *const formats[VALUE_FORMATS] = {
		[FORMAT_DOMAIN] = "a domain, such as example.com",
		[FORMAT_DOMAIN_PREFIX] = "the beginning of a domain",
		[FORMAT_EMAIL] = "an e-mail address",
		[FORMAT_HOSTNAME] = "a host name, such as mdm.example.com",
		[FORMAT_LOCALTIME] = "a time of day, such as 08:30",
		[FORMAT_REGEX] = "a regular expression",
		[FORMAT_TIMESTAMP] = "a time, such as 2026-03-01T09:30:00Z",
		[FORMAT_URL] = "a URL, such as https://example.com",
		[FORMAT_UUID] = "a UUID",
	};
	const struct place *place = row->place;
	const char *words = NULL;

	if (place != NULL && field_add_ranges(place, out))
		return;
	if (place != NULL && place->key != NULL)
		words = formats[place->key->value_format];
	if (words == NULL && field_type(form, row) == VALUE_DATE)
		words = "2026-03-01, 2026-03-01T09:30:00Z, or +90d from now";
	if (words == NULL && place != NULL && place->note->unit != NULL)
		buf_addf(out, "in %s", place->note->unit);
	else if (words != NULL)
		buf_add_text(out, words);
}
