/*
 * Values of a schema and of a document, compared and in words.  See
 * internal.h.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "base/buf.h"
#include "base/scalar.h"
#include "base/text.h"
#include "check/internal.h"
#include "schema/schema.h"
#include "value/type.h"
#include "value/value.h"

enum { CLIP = 60 };	/* columns of a value in a message */

static void
add_clipped(struct buf *out, const char *text, size_t length)
{
	size_t most = length < 4 * CLIP ? length : 4 * CLIP, used, width;
	AUTO_BUF safe = BUF_INIT;

	text_make_safe(&safe, text, most, TEXT_ONE_LINE);
	used = text_clip(buf_text(&safe), safe.length, CLIP, &width);
	buf_add_char(out, '\'');
	buf_add(out, buf_text(&safe), used);
	buf_add_text(out, used < safe.length || most < length ? "…'" : "'");
}

void
words_add_scalar(struct buf *out, const struct schema_scalar *scalar)
{
	if (scalar->type == VALUE_STRING)
		add_clipped(out, scalar->text, strlen(scalar->text));
	else
		buf_add_text(out, scalar->text);
}

void
words_add_value(struct buf *out, const struct value *value)
{
	if (value->type == VALUE_STRING && !value->unreadable)
		add_clipped(out, value->string.text, value->string.length);
	else
		type_format(value, out);
}

static bool
scalar_number(const struct schema_scalar *scalar, double *out)
{
	switch (scalar->type) {
	case VALUE_INTEGER:
		*out = (double)scalar->integer.magnitude;
		if (scalar->integer.negative)
			*out = -*out;
		return true;
	case VALUE_REAL:
		*out = scalar->real;
		return true;
	case VALUE_BOOLEAN:
		*out = scalar->boolean ? 1 : 0;
		return true;
	default:
		return false;
	}
}

static bool
value_number(const struct value *value, double *out)
{
	switch (value->type) {
	case VALUE_INTEGER:
		*out = (double)value->integer.magnitude;
		if (value->integer.negative)
			*out = -*out;
		return true;
	case VALUE_REAL:
		*out = value->real;
		return true;
	case VALUE_BOOLEAN:
		*out = value->boolean ? 1 : 0;
		return true;
	default:
		return false;
	}
}

bool
scalar_compare(const struct value *value, const struct schema_scalar *scalar,
    int *order)
{
	double a, b;

	if (value->unreadable)
		return false;
	if (value->type == VALUE_INTEGER && scalar->type == VALUE_INTEGER) {
		*order = integer_compare(value->integer, scalar->integer);
		return true;
	}
	if (value->type == VALUE_DATE && scalar->type == VALUE_DATE) {
		*order = (value->date > scalar->date) -
		    (value->date < scalar->date);
		return true;
	}
	if (!value_number(value, &a) || !scalar_number(scalar, &b) ||
	    isnan(a) || isnan(b))
		return false;
	*order = (a > b) - (a < b);
	return true;
}

bool
scalar_equals(const struct schema_scalar *scalar, const struct value *value)
{
	const char *text;
	size_t length;
	int order;

	if (scalar->type != VALUE_STRING)
		return scalar_compare(value, scalar, &order) && order == 0;
	return value_get_string(value, &text, &length) &&
	    strlen(scalar->text) == length &&
	    memcmp(scalar->text, text, length) == 0;
}
