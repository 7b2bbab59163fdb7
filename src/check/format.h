/*
 * Whether a text has the form that a schema's `valuetype` or `subtype` asks
 * for.
 * Source: Apple's device-management schema format, "Valuetype Values", and the
 * RFCs it names.
 */
#ifndef CHECK_FORMAT_H
#define CHECK_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/schema.h"

/* True for FORMAT_NONE.  TEXT is UTF-8, LENGTH bytes, any bytes inside. */
bool format_fits(enum value_format format, const char *text, size_t length);
/* What is wanted, with its article: "a URL such as 'https://example.com'". */
const char *format_words(enum value_format format);

#endif
