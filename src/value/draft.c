/*
 * Values that are not in a document yet.
 */
#include "value/draft.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"

static struct draft *
draft_new(enum value_type type)
{
	struct draft *draft = xcalloc(1, sizeof(*draft));

	draft->type = type;
	return draft;
}

static struct draft *
draft_bytes(enum value_type type, const void *bytes, size_t length)
{
	struct draft *draft = draft_new(type);

	draft->bytes.text = xmalloc(length + 1);
	if (length > 0)
		memcpy(draft->bytes.text, bytes, length);
	draft->bytes.text[length] = '\0';
	draft->bytes.length = length;
	return draft;
}

struct draft *
draft_string_n(const char *text, size_t length)
{
	return draft_bytes(VALUE_STRING, text, length);
}

struct draft *
draft_string(const char *text)
{
	return draft_string_n(text, strlen(text));
}

struct draft *
draft_data(const void *bytes, size_t length)
{
	return draft_bytes(VALUE_DATA, bytes, length);
}

struct draft *
draft_integer(struct integer value)
{
	struct draft *draft = draft_new(VALUE_INTEGER);

	draft->integer = value;
	return draft;
}

struct draft *
draft_real(double value)
{
	struct draft *draft = draft_new(VALUE_REAL);

	draft->real = value;
	return draft;
}

struct draft *
draft_boolean(bool value)
{
	struct draft *draft = draft_new(VALUE_BOOLEAN);

	draft->boolean = value;
	return draft;
}

struct draft *
draft_date(int64_t when)
{
	struct draft *draft = draft_new(VALUE_DATE);

	draft->date = when;
	return draft;
}

struct draft *
draft_array(void)
{
	return draft_new(VALUE_ARRAY);
}

struct draft *
draft_dict(void)
{
	return draft_new(VALUE_DICT);
}

struct draft *
draft_empty(enum value_type type)
{
	switch (type) {
	case VALUE_STRING:
	case VALUE_DATA:
		return draft_bytes(type, "", 0);
	case VALUE_DATE:
		return draft_date(clock_now());
	default:
		return draft_new(type);
	}
}

static struct draft *
draft_from_scalar(const struct value *value)
{
	AUTO_BUF bytes = BUF_INIT;

	if (value->unreadable) {
		value_show_content(value, &bytes);
		return draft_string_n(buf_text(&bytes), bytes.length);
	}
	switch (value->type) {
	case VALUE_STRING:
		return draft_string_n(value->string.text, value->string.length);
	case VALUE_INTEGER:
		return draft_integer(value->integer);
	case VALUE_REAL:
		return draft_real(value->real);
	case VALUE_BOOLEAN:
		return draft_boolean(value->boolean);
	case VALUE_DATE:
		return draft_date(value->date);
	default:
		value_get_data(value, &bytes);
		return draft_data(buf_text(&bytes), bytes.length);
	}
}

static void
set_name(struct draft *draft, const char *name, size_t length)
{
	free(draft->name);
	draft->name = name == NULL ? NULL : xstrndup(name, length);
	draft->name_length = length;
}

static void
add_item(struct draft *container, struct draft *item)
{
	if (container->items.count == container->items.capacity) {
		container->items.capacity = container->items.capacity * 2 + 4;
		container->items.list = xreallocarray(container->items.list,
		    container->items.capacity, sizeof(struct draft *));
	}
	container->items.list[container->items.count++] = item;
}

struct draft *
draft_from_value(const struct value *value)
{
	struct draft *draft;

	if (!value_is_container(value))
		return draft_from_scalar(value);
	draft = draft_new(value->type);
	for (size_t i = 0; i < value->items.count; i++) {
		const struct value *child = value->items.list[i];
		struct draft *item = draft_from_value(child);

		if (child->key != NULL)
			set_name(item, child->key->name, child->key->length);
		add_item(draft, item);
	}
	return draft;
}

struct draft *
draft_add(struct draft *container, const char *name, struct draft *item)
{
	set_name(item, name, name == NULL ? 0 : strlen(name));
	add_item(container, item);
	return item;
}

static struct draft *
find_n(const struct draft *dict, const char *name, size_t length)
{
	if (dict == NULL || dict->type != VALUE_DICT)
		return NULL;
	for (size_t i = 0; i < dict->items.count; i++) {
		struct draft *item = dict->items.list[i];

		if (item->name_length == length &&
		    memcmp(item->name, name, length) == 0)
			return item;
	}
	return NULL;
}

struct draft *
draft_find(const struct draft *dict, const char *name)
{
	return find_n(dict, name, strlen(name));
}

static bool
scalar_equals(const struct draft *draft, const struct value *value)
{
	AUTO_BUF bytes = BUF_INIT;

	switch (draft->type) {
	case VALUE_STRING:
		return draft->bytes.length == value->string.length &&
		    memcmp(draft->bytes.text, value->string.text,
			draft->bytes.length) == 0;
	case VALUE_INTEGER:
		return integer_compare(draft->integer, value->integer) == 0;
	case VALUE_REAL:
		return draft->real == value->real ||
		    (draft->real != draft->real && value->real != value->real);
	case VALUE_BOOLEAN:
		return draft->boolean == value->boolean;
	case VALUE_DATE:
		return draft->date == value->date;
	default:
		return value_get_data(value, &bytes) &&
		    bytes.length == draft->bytes.length &&
		    memcmp(buf_text(&bytes), draft->bytes.text,
			bytes.length) == 0;
	}
}

static bool
entries_equal(const struct draft *draft, const struct value *value)
{
	for (size_t i = 0; i < value->items.count; i++) {
		const struct value *entry = value->items.list[i];
		const struct draft *item;

		if (value_is_duplicate(entry))
			return false;
		item = find_n(draft, entry->key->name, entry->key->length);
		if (item == NULL || !draft_equals_value(item, entry))
			return false;
	}
	return true;
}

bool
draft_equals_value(const struct draft *draft, const struct value *value)
{
	if (draft->type != value->type || value->unreadable)
		return false;
	if (!value_is_container(value))
		return scalar_equals(draft, value);
	if (draft->items.count != value->items.count)
		return false;
	if (draft->type == VALUE_DICT)
		return entries_equal(draft, value);
	for (size_t i = 0; i < draft->items.count; i++) {
		if (!draft_equals_value(draft->items.list[i],
			value->items.list[i]))
			return false;
	}
	return true;
}

void
draft_free(struct draft *draft)
{
	if (draft == NULL)
		return;
	if (draft->type == VALUE_STRING || draft->type == VALUE_DATA) {
		free(draft->bytes.text);
	} else if (value_type_is_container(draft->type)) {
		for (size_t i = 0; i < draft->items.count; i++)
			draft_free(draft->items.list[i]);
		free(draft->items.list);
	}
	free(draft->name);
	free(draft);
}

void
draft_borrow(const struct draft *draft, struct value *out)
{
	*out = (struct value){ .type = (uint8_t)draft->type };
	switch (draft->type) {
	case VALUE_STRING:
		out->string.text = draft->bytes.text;
		out->string.length = (uint32_t)draft->bytes.length;
		break;
	case VALUE_INTEGER:
		out->integer = draft->integer;
		break;
	case VALUE_REAL:
		out->real = draft->real;
		break;
	case VALUE_BOOLEAN:
		out->boolean = draft->boolean;
		break;
	case VALUE_DATE:
		out->date = draft->date;
		break;
	default:
		break;
	}
}
