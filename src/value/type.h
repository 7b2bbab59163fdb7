/*
 * THE table of value types: how each is called, read from a person, shown,
 * compared and defaulted.
 */
#ifndef VALUE_TYPE_H
#define VALUE_TYPE_H

#include "value/value.h"

struct draft;
struct error;

struct type_info {
	/* "string" … "dict"; booleans: "true" (their element has two names) */
	const char *element;
	/*
	 * in schemas and --type=: string integer real boolean date data array
	 * dictionary
	 */
	const char *name;
	/*
	 * "Text", "Whole number", "Number", "Yes or no", "Date", "Data",
	 * "List", "Dictionary"
	 */
	const char *title;
};

extern const struct type_info type_table[VALUE_TYPES];

/*
 * By its schema name ("dictionary" and "dict" both); false when there is none.
 */
bool type_parse_name(const char *name, enum value_type *out);

/*
 * What a text must be to be read as TYPE: "a whole number between …"; NULL for
 * strings, which may be any, and containers.
 */
const char *type_wants(enum value_type type);
/*
 * Reads what a person typed as TYPE: integers also as 0x…, booleans
 * true/false/yes/no/1/0, dates as scalar_parse_date_input(), data as base64.
 * Containers cannot be typed (ERR_TYPE).  Returns a draft the caller frees.
 * NOW is for relative dates.
 */
struct draft *type_parse(enum value_type type, const char *text, size_t length,
    int64_t now, struct error *err);

/*
 * Appends how a value is shown in one line: strings as they are (not made
 * safe), booleans true/false, data as "N bytes", containers as "N items"/"N
 * keys".
 */
void type_format(const struct value *value, struct buf *out);
/*
 * What a person would type to get it: like type_format, but data as base64;
 * nothing for containers.
 */
void type_format_input(const struct value *value, struct buf *out);

/*
 * <0, 0, >0 for two scalars of one orderable type (integer, real, date;
 * integers and reals compare with each other). False when they do not compare.
 */
bool type_compare(const struct value *a, const struct value *b, int *order);

#endif
