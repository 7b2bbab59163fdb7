/*
 * Checks of one value at its place: does it read, is its type right, is it
 * among the values that its key takes.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/text.h"
#include "check/format.h"
#include "check/internal.h"
#include "check/pattern.h"
#include "check/report.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "schema/suggest.h"
#include "value/value.h"

enum { NAMED_MOST = 8, PATTERN_MOST = 60 };

/* With their articles, as sentences want them. */
static const char *const type_words[SCHEMA_TYPES] = {
	[SCHEMA_STRING] = "a string",
	[SCHEMA_INTEGER] = "an integer",
	[SCHEMA_REAL] = "a real number",
	[SCHEMA_BOOLEAN] = "a boolean",
	[SCHEMA_DATE] = "a date",
	[SCHEMA_DATA] = "data",
	[SCHEMA_ARRAY] = "an array",
	[SCHEMA_DICT] = "a dictionary",
	[SCHEMA_ANY] = "any value",
};

static bool
has_placeholder(const struct value *value, bool bare)
{
	const char *text;
	size_t length;

	return value_get_string(value, &text, &length) &&
	    placeholder_inside(text, length, bare);
}

/*
 * A variable in the text of a value: what it will be is not ours to judge.  A
 * note stands in for the complaint.
 */
static bool
is_excused(const struct subject *subject)
{
	if (!has_placeholder(subject->value, false))
		return false;
	complain_usual(subject, FINDING_PLACEHOLDER,
	    "holds a variable that something else has to fill in");
	return true;
}

void
check_readable(const struct subject *subject)
{
	const struct value *value = subject->value;
	AUTO_BUF text = BUF_INIT;
	AUTO_BUF shown = BUF_INIT;

	if (!value->unreadable)
		return;
	value_show_content(value, &text);
	if (placeholder_inside(buf_text(&text), text.length, true)) {
		complain_usual(subject, FINDING_PLACEHOLDER,
		    "holds a variable instead of %s",
		    type_words[value->type]);
		return;
	}
	text_make_safe(&shown, buf_text(&text),
	    text.length < PATTERN_MOST ? text.length : PATTERN_MOST,
	    TEXT_ONE_LINE);
	if (text.length == 0 || report_is_secret(subject->place, value))
		complain_usual(subject, FINDING_UNREADABLE_VALUE,
		    text.length == 0 ? "is empty and does not read as %s"
		    : "does not read as %s", type_words[value->type]);
	else
		complain_usual(subject, FINDING_UNREADABLE_VALUE,
		    "does not read as %s: '%s%s'", type_words[value->type],
		    buf_text(&shown), text.length > PATTERN_MOST ? "…" : "");
}

/* Known and not wrong: published once, or replaced by another. */
static void
check_past(const struct subject *subject)
{
	const struct place *place = subject->place;
	const char *instead = place->note->replaced_by;

	if (place->key == NULL)
		return;
	if (place_left(place) == NULL) {
		if (instead != NULL)
			complain(subject, FINDING_REPLACED_KEY,
			    SEVERITY_NOTE, xasprintf("use '%s' where the "
			    "systems know it", instead),
			    "has been replaced");
		return;
	}
	complain(subject, FINDING_LEFT_SCHEMA,
	    finding_table[FINDING_LEFT_SCHEMA].severity, instead != NULL
	    ? xasprintf("use '%s' instead", instead) : NULL,
	    "is not part of the published schema since release %s",
	    place_left(place));
}

void
check_known(const struct subject *subject)
{
	const struct value *value = subject->value;
	const struct place *dict = subject->container_place;
	const struct plan *plan;

	if (subject->place != NULL) {
		check_past(subject);
		return;
	}
	if (dict == NULL || value->key == NULL ||
	    (dict->key != NULL && dict->type != SCHEMA_DICT))
		return;
	plan = plan_of(subject->checker, dict);
	if (plan->is_open || envelope_is_known(subject))
		return;
	AUTO_FREE char *name = xstrndup(value->key->name, value->key->length);
	const char *near = suggest_key(dict, name);
	AUTO_BUF where = BUF_INIT;

	finding_add_dict(dict, &where);

	complain(subject, FINDING_UNKNOWN_KEY,
	    finding_table[FINDING_UNKNOWN_KEY].severity,
	    near != NULL ? xasprintf("did you mean '%s'?", near) : NULL,
	    "is not known in %s", buf_text(&where));
}

static bool
takes_type(const struct place *place, enum schema_type type)
{
	const struct annotation *note = place->note;

	for (size_t i = 0; i < note->type_count; i++)
		if (note->types[i] == type || note->types[i] == SCHEMA_ANY)
			return true;
	return note->type_count == 0 &&
	    (place->type == type || place->type == SCHEMA_ANY);
}

static bool
is_zero_or_one(const struct value *value)
{
	return !value->unreadable && value->type == VALUE_INTEGER &&
	    !value->integer.negative && value->integer.magnitude <= 1;
}

/* A number that is a boolean to all but the type's name. */
static bool
is_boolean_number(const struct place *place)
{
	size_t switches = 0;

	for (size_t i = 0; i < place->choice_count; i++) {
		const struct schema_scalar *choice = &place->choices[i].value;

		if (choice->type == VALUE_INTEGER &&
		    !choice->integer.negative && choice->integer.magnitude <= 1)
			switches++;
	}
	return place->note->boolean_as_integer ||
	    (switches == 2 && place->choice_count == 2);
}

/* The types that a person mixes up and that systems read all the same. */
static bool
is_near_miss(const struct place *place, const struct value *value, char **fix)
{
	bool wants_boolean = takes_type(place, SCHEMA_BOOLEAN);
	bool wants_integer = takes_type(place, SCHEMA_INTEGER);

	if (wants_boolean && is_zero_or_one(value)) {
		*fix = xasprintf("use %s", value->integer.magnitude == 1
		    ? "true" : "false");
		return true;
	}
	if (wants_integer && value->type == VALUE_REAL && !value->unreadable &&
	    value->real >= -9007199254740992.0 &&
	    value->real <= 9007199254740992.0 &&
	    value->real == (double)(int64_t)value->real)
		return true;
	if (wants_integer && value->type == VALUE_BOOLEAN &&
	    is_boolean_number(place)) {
		*fix = xasprintf("use %d", value->boolean ? 1 : 0);
		return true;
	}
	return false;
}

/* "a string", or all that the rules accept: "a string or an array". */
static void
add_types(struct buf *out, const struct place *place)
{
	const struct annotation *note = place->note;

	if (note->type_count == 0)
		buf_add_text(out, type_words[place->type]);
	for (size_t i = 0; i < note->type_count; i++)
		buf_addf(out, "%s%s", i == 0 ? "" : " or ",
		    type_words[note->types[i]]);
}

void
check_type(const struct subject *subject)
{
	const struct value *value = subject->value;
	const struct place *place = subject->place;
	enum schema_type type = (enum schema_type)value->type;
	char *fix = NULL;
	bool near;

	if (place == NULL || place->key == NULL || takes_type(place, type) ||
	    (type == SCHEMA_INTEGER && takes_type(place, SCHEMA_REAL)))
		return;
	/* A payload in the list of payloads has a place of its own. */
	AUTO_BUF wanted = BUF_INIT;

	add_types(&wanted, place);
	near = is_near_miss(place, value, &fix);
	complain(subject, FINDING_WRONG_TYPE,
	    near ? SEVERITY_WARNING : SEVERITY_ERROR, fix,
	    "must be %s, not %s", buf_text(&wanted),
	    type_words[value->type]);
}

bool
fits_type(const struct place *place, const struct value *value)
{
	enum schema_type type = (enum schema_type)value->type;
	char *fix = NULL;
	bool fits = place->key == NULL || takes_type(place, type) ||
	    (type == SCHEMA_INTEGER && takes_type(place, SCHEMA_REAL)) ||
	    is_near_miss(place, value, &fix);

	free(fix);
	return fits;
}

/* Whether the checks of the text or number make sense: it reads, and fits. */
static bool
is_comparable(const struct subject *subject)
{
	const struct place *place = subject->place;
	enum schema_type type = (enum schema_type)subject->value->type;

	return place != NULL && place->key != NULL &&
	    !subject->value->unreadable && type <= SCHEMA_DATE &&
	    (takes_type(place, type) || (type == SCHEMA_INTEGER &&
	    takes_type(place, SCHEMA_REAL)) || (type == SCHEMA_REAL &&
	    takes_type(place, SCHEMA_INTEGER)));
}

static bool
is_in_range(const struct schema_range *range, const struct value *value)
{
	int order;

	if (range->has_min && scalar_compare(value, &range->min, &order) &&
	    order < 0)
		return false;
	if (range->has_max && scalar_compare(value, &range->max, &order) &&
	    order > 0)
		return false;
	return true;
}

static bool
is_choice(const struct schema_choice *choices, size_t count,
    const struct value *value)
{
	for (size_t i = 0; i < count; i++)
		if (scalar_equals(&choices[i].value, value))
			return true;
	return false;
}

static void
add_choices(struct buf *out, const struct place *place)
{
	size_t shown = place->choice_count;

	if (shown > NAMED_MOST)
		shown = NAMED_MOST;
	for (size_t i = 0; i < shown; i++) {
		if (i > 0)
			buf_add_text(out, i + 1 == place->choice_count
			    ? " or " : ", ");
		words_add_scalar(out, &place->choices[i].value);
	}
	if (shown < place->choice_count)
		buf_addf(out, " or one of %zu others",
		    place->choice_count - shown);
}

static void
add_range(struct buf *out, const struct schema_range *range)
{
	if (range->has_min && range->has_max) {
		buf_add_text(out, "between ");
		words_add_scalar(out, &range->min);
		buf_add_text(out, " and ");
		words_add_scalar(out, &range->max);
	} else if (range->has_min) {
		buf_add_text(out, "at least ");
		words_add_scalar(out, &range->min);
	} else {
		buf_add_text(out, "at most ");
		words_add_scalar(out, &range->max);
	}
}

/* "not 'x'", unless it is a secret. */
static void
add_have(struct buf *out, const struct subject *subject)
{
	if (report_is_secret(subject->place, subject->value))
		return;
	buf_add_text(out, ", not ");
	words_add_value(out, subject->value);
}

/* A choice that differs in case or blanks only. */
static char *
nearest_choice(const struct place *place, const struct value *value)
{
	const char *text;
	size_t length;

	if (!value_get_string(value, &text, &length))
		return NULL;
	for (size_t i = 0; i < place->choice_count; i++) {
		const struct schema_scalar *choice = &place->choices[i].value;

		if (choice->type == VALUE_STRING &&
		    text_compare_nocase(choice->text, strlen(choice->text),
		    text, length) == 0)
			return xasprintf("use '%s'", choice->text);
	}
	return NULL;
}

/* The schema's range and the rules' are joined: either will do. */
static bool
is_in_ranges(const struct place *place, const struct value *value)
{
	const struct schema_range *own = place->key->range;
	const struct schema_range *more = place->note->range;

	if (own == NULL && more == NULL)
		return place->choice_count == 0;
	return (own != NULL && is_in_range(own, value)) ||
	    (more != NULL && is_in_range(more, value));
}

void
check_choice(const struct subject *subject)
{
	const struct place *place = subject->place;
	const struct schema_range *range;
	AUTO_BUF words = BUF_INIT;

	if (!is_comparable(subject) || place->bit_count > 0)
		return;
	if (is_in_ranges(place, subject->value) ||
	    is_choice(place->choices, place->choice_count, subject->value) ||
	    is_choice(place->note->special, place->note->special_count,
	    subject->value) || is_excused(subject))
		return;
	range = place->key->range != NULL ? place->key->range
	    : place->note->range;
	add_choices(&words, place);
	if (range != NULL) {
		if (place->choice_count > 0)
			buf_add_text(&words, ", or ");
		add_range(&words, range);
	}
	if (place->choice_count == 0) {
		add_have(&words, subject);
		complain_usual(subject, FINDING_OUT_OF_RANGE, "must be %s",
		    buf_text(&words));
		return;
	}
	if (place->note->open_list) {
		complain(subject, FINDING_NOT_ALLOWED, SEVERITY_NOTE,
		    nearest_choice(place, subject->value),
		    "is usually %s", buf_text(&words));
		return;
	}
	add_have(&words, subject);
	complain(subject, FINDING_NOT_ALLOWED,
	    finding_table[FINDING_NOT_ALLOWED].severity,
	    nearest_choice(place, subject->value), "must be %s",
	    buf_text(&words));
}

static void
complain_pattern(const struct subject *subject, const char *pattern)
{
	AUTO_BUF words = BUF_INIT;

	if (pattern_add_words(&words, pattern))
		complain_usual(subject, FINDING_FORMAT_MISMATCH, "must %s",
		    buf_text(&words));
	else if (strlen(pattern) <= PATTERN_MOST)
		complain_usual(subject, FINDING_FORMAT_MISMATCH, "does not "
		    "have the form that the key wants, the pattern '%s'",
		    pattern);
	else
		complain_usual(subject, FINDING_FORMAT_MISMATCH,
		    "does not have the form that the key wants");
}

void
check_format(const struct subject *subject)
{
	const struct place *place = subject->place;
	const struct schema_key *key = place != NULL ? place->key : NULL;
	const char *text;
	size_t length;

	/* What names another payload: its UUID may be any text. */
	if (key == NULL || !is_comparable(subject) ||
	    subject->plan->reference != NULL ||
	    subject->plan->refers_count > 0 || (key->regex == NULL &&
	    key->value_format == FORMAT_NONE) ||
	    !value_get_string(subject->value, &text, &length))
		return;
	if (key->regex != NULL && !format_matches(key->regex, text, length)) {
		if (is_excused(subject))
			return;
		complain_pattern(subject, key->format);
		return;
	}
	if (!format_fits(key->value_format, text, length) &&
	    !is_excused(subject))
		complain_usual(subject, FINDING_FORMAT_MISMATCH, "must be %s",
		    format_words(key->value_format));
}

static bool
has_bit_rule(const struct place *place)
{
	for (size_t i = 0; i < place->assertion_count; i++)
		if (place->assertions[i]->then == THEN_BITS)
			return true;
	return false;
}

/*
 * A required text with nothing in it is as good as missing, unless the key says
 * what may stand there.  The envelope has complaints of its own.
 */
void
check_empty(const struct subject *subject)
{
	const struct place *place = subject->place;
	const char *text;
	size_t length;

	if (place == NULL || place->key == NULL || !place->required ||
	    subject->value->key == NULL || place->choice_count > 0 ||
	    envelope_has(place->key->name) ||
	    subject->plan->reference != NULL ||
	    subject->plan->refers_count > 0 ||
	    place->key->regex != NULL ||
	    place->key->value_format != FORMAT_NONE ||
	    !value_get_string(subject->value, &text, &length) || length > 0)
		return;
	complain(subject, FINDING_WRONG_LENGTH, SEVERITY_WARNING, NULL,
	    "is required, and empty");
}

void
check_bits(const struct subject *subject)
{
	const struct place *place = subject->place;
	const struct value *value = subject->value;
	uint64_t have, known = 0;

	if (place == NULL || place->bit_count == 0 ||
	    value->type != VALUE_INTEGER || value->unreadable)
		return;
	have = value->integer.magnitude;
	for (size_t i = 0; i < place->bit_count; i++) {
		const struct bit *bit = &place->bits[i];

		known |= bit->value;
		if ((have & bit->value) == 0 ||
		    (have & bit->needs) == bit->needs || has_bit_rule(place))
			continue;
		complain(subject, FINDING_BIT_REQUIRES,
		    finding_table[FINDING_BIT_REQUIRES].severity,
		    xasprintf("add %llu",
		    (unsigned long long)(bit->needs & ~have)),
		    "has %llu (%s) without %llu, which it needs",
		    (unsigned long long)bit->value, bit->title,
		    (unsigned long long)(bit->needs & ~have));
	}
	if (value->integer.negative || (have & ~known) != 0)
		complain_usual(subject, FINDING_BIT_UNKNOWN,
		    "has bits that nobody defines: %s%llu",
		    value->integer.negative ? "-" : "", (unsigned long long)
		    (value->integer.negative ? have : have & ~known));
}

void
check_secret(const struct subject *subject)
{
	const char *text;
	size_t length;

	if (subject->place == NULL ||
	    subject->place->note->secret != SECRET_YES ||
	    !value_get_string(subject->value, &text, &length) || length == 0 ||
	    placeholder_inside(text, length, true))
		return;
	complain_usual(subject, FINDING_SECRET_IN_CLEAR,
	    "stands in clear text in the file");
}
