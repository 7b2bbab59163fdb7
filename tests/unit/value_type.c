/*
 * The table of types, and drafts: values before they are in a document.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "value/draft.h"
#include "value/type.h"

static void
types_have_names(void **state)
{
	enum value_type type;

	(void)state;
	for (size_t i = 0; i < VALUE_TYPES; i++) {
		assert_true(type_parse_name(type_table[i].name, &type));
		assert_int_equal(type, i);
		assert_true(strlen(type_table[i].title) > 0);
		assert_true(strlen(type_table[i].element) > 0);
	}
	assert_true(type_parse_name("dict", &type));
	assert_int_equal(type, VALUE_DICT);
	assert_false(type_parse_name("text", &type));
	assert_false(type_parse_name("", &type));
}

/* A value as a draft would be in a document. */
static struct value
value_of(const struct draft *draft)
{
	struct value value = { .type = (uint8_t)draft->type };

	switch (draft->type) {
	case VALUE_STRING:
		value.string.text = draft->bytes.text;
		value.string.length = (uint32_t)draft->bytes.length;
		break;
	case VALUE_INTEGER:
		value.integer = draft->integer;
		break;
	case VALUE_REAL:
		value.real = draft->real;
		break;
	case VALUE_BOOLEAN:
		value.boolean = draft->boolean;
		break;
	case VALUE_DATE:
		value.date = draft->date;
		break;
	default:
		break;
	}
	return value;
}

static void
what_a_person_types_is_read_by_type(void **state)
{
	static const struct {
		enum value_type type;
		const char *text;
		const char *shown;	/* NULL: refused */
	} cases[] = {
		{ VALUE_STRING, " any  text ", " any  text " },
		{ VALUE_INTEGER, "42", "42" },
		{ VALUE_INTEGER, "-0x10", "-16" },
		{ VALUE_INTEGER, "1.0", NULL },
		{ VALUE_INTEGER, "", NULL },
		{ VALUE_REAL, "1e3", "1000" },
		{ VALUE_REAL, "1,5", NULL },
		{ VALUE_BOOLEAN, "Yes", "true" },
		{ VALUE_BOOLEAN, "true", "true" },
		{ VALUE_BOOLEAN, "0", "false" },
		{ VALUE_BOOLEAN, "maybe", NULL },
		{ VALUE_DATE, "2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z" },
		{ VALUE_DATE, "2026-03-01", "2026-03-01T00:00:00Z" },
		{ VALUE_DATE, "+1d", "1970-01-02T00:00:00Z" },
		{ VALUE_DATE, "2026-02-30", NULL },
		{ VALUE_DATA, "%%%", NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;
		AUTO_BUF shown = BUF_INIT;
		struct draft *draft = type_parse(cases[i].type, cases[i].text,
		    strlen(cases[i].text), 0, &err);

		assert_int_equal(draft == NULL, cases[i].shown == NULL);
		if (draft == NULL) {
			assert_int_equal(err.code, ERR_SYNTAX);
			continue;
		}
		struct value value = value_of(draft);

		type_format(&value, &shown);
		assert_string_equal(buf_text(&shown), cases[i].shown);
		draft_free(draft);
	}
}

static void
containers_cannot_be_typed(void **state)
{
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_null(type_parse(VALUE_ARRAY, "x", 1, 0, &err));
	assert_int_equal(err.code, ERR_TYPE);
}

static void
data_is_typed_as_base64(void **state)
{
	struct draft *draft = type_parse(VALUE_DATA, "AAEC", 4, 0, NULL);

	(void)state;
	assert_int_equal(draft->bytes.length, 3);
	assert_memory_equal(draft->bytes.text, "\0\1\2", 3);
	draft_free(draft);
}

static void
numbers_compare_exactly(void **state)
{
	const struct integer big = { false, UINT64_MAX };
	const struct integer almost = { false, ((uint64_t)1 << 53) + 1 };
	const struct integer low = { true, (uint64_t)1 << 63 };
	struct value integer = { .type = VALUE_INTEGER };
	struct value real = { .type = VALUE_REAL };
	struct value date = { .type = VALUE_DATE };
	struct value other = { .type = VALUE_INTEGER };
	int order;

	(void)state;
	integer.integer = big;
	real.real = 0x1p64;
	assert_true(type_compare(&integer, &real, &order));
	assert_true(order < 0);
	integer.integer = almost;
	real.real = 0x1p53;
	assert_true(type_compare(&integer, &real, &order));
	assert_true(order > 0);
	assert_true(type_compare(&real, &integer, &order));
	assert_true(order < 0);
	integer.integer = low;
	real.real = -0x1p63;
	assert_true(type_compare(&integer, &real, &order));
	assert_int_equal(order, 0);
	other.integer = big;
	assert_true(type_compare(&integer, &other, &order));
	assert_true(order < 0);
	real.real = 0.0 / 0.0;
	assert_false(type_compare(&integer, &real, &order));
	assert_false(type_compare(&integer, &date, &order));
	assert_true(type_compare(&date, &date, &order));
	assert_int_equal(order, 0);
}

static void
drafts_find_what_they_hold(void **state)
{
	struct draft *dict = draft_dict();
	struct draft *list = draft_add(dict, "List", draft_array());

	(void)state;
	draft_add(list, NULL, draft_string_n("a\0b", 3));
	draft_add(list, NULL, draft_data("\0\1", 2));
	draft_add(dict, "Number", draft_integer(integer_from(-3)));
	assert_int_equal(dict->items.count, 2);
	assert_ptr_equal(draft_find(dict, "List"), list);
	assert_int_equal(list->items.list[0]->bytes.length, 3);
	assert_memory_equal(list->items.list[0]->bytes.text, "a\0b", 4);
	assert_int_equal(list->items.list[1]->bytes.length, 2);
	assert_true(draft_find(dict, "Number")->integer.negative);
	assert_null(draft_find(dict, "Num"));
	assert_null(draft_find(list, "List"));
	draft_free(dict);
	draft_free(NULL);
}

static void
an_empty_draft_is_zero_and_now_for_dates(void **state)
{
	(void)state;
	clock_set(1234);
	for (size_t i = 0; i < VALUE_TYPES; i++) {
		struct draft *draft = draft_empty((enum value_type)i);

		assert_int_equal(draft->type, i);
		if (i == VALUE_DATE)
			assert_int_equal(draft->date, 1234);
		if (i == VALUE_STRING || i == VALUE_DATA)
			assert_int_equal(draft->bytes.length, 0);
		draft_free(draft);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(types_have_names),
		cmocka_unit_test(what_a_person_types_is_read_by_type),
		cmocka_unit_test(containers_cannot_be_typed),
		cmocka_unit_test(data_is_typed_as_base64),
		cmocka_unit_test(numbers_compare_exactly),
		cmocka_unit_test(drafts_find_what_they_hold),
		cmocka_unit_test(an_empty_draft_is_zero_and_now_for_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
