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

struct regex;

/* True for FORMAT_NONE.  TEXT is UTF-8, LENGTH bytes, any bytes inside. */
bool format_fits(enum value_format format, const char *text, size_t length);
/*
 * As a prefix is compared and a pattern matched, but that the case of a URL's
 * scheme means nothing: "HTTPS://a" begins with "https://".
 * Source: RFC 3986, section 3.1.
 */
bool format_begins(const char *text, size_t length, const char *prefix);
bool format_matches(const struct regex *regex, const char *text, size_t length);
/* What is wanted, with its article: "a URL such as 'https://example.com'". */
const char *format_words(enum value_format format);

#endif
