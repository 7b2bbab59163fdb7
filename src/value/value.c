/*
 * Reading the property-list tree: finding, walking, comparing.  Knows how
 * scalars are spelt only as far as it takes to compare and decode them.
 */
#include "value/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "value/chardata.h"

bool
value_type_is_container(enum value_type type)
{
	return type == VALUE_ARRAY || type == VALUE_DICT;
}

bool
value_is_container(const struct value *value)
{
	return value_type_is_container((enum value_type)value->type);
}

bool
value_is_inside(const struct value *value, const struct value *ancestor)
{
	while (value != NULL && value != ancestor)
		value = value->parent;
	return value != NULL;
}

bool
value_is_attached(const struct value *value, const struct value *root)
{
	return root != NULL && value_is_inside(value, root);
}

size_t
value_count(const struct value *container)
{
	if (container == NULL || !value_is_container(container))
		return 0;
	return container->items.count;
}

struct value *
value_at(const struct value *container, size_t index)
{
	if (index >= value_count(container))
		return NULL;
	return container->items.list[index];
}

/* By length first: what matters is one fixed order, not which. */
static int
compare_name(const struct value_key *key, const char *name, size_t length)
{
	if (key->length != length)
		return key->length < length ? -1 : 1;
	return memcmp(key->name, name, length);
}

static int
compare_entries(const void *a, const void *b)
{
	const struct value *const *x = a;
	const struct value *const *y = b;
	int order;

	order = compare_name((*x)->key, (*y)->key->name, (*y)->key->length);
	if (order != 0)
		return order;
	return (*x)->index < (*y)->index ? -1 : (*x)->index > (*y)->index;
}

static struct value **
sorted_entries(const struct value *dict)
{
	/* The index is a cache: making it changes nothing that can be seen. */
	struct value_items *items = &((struct value *)dict)->items;

	if (items->sorted == NULL) {
		items->sorted = xreallocarray(NULL, items->count,
		    sizeof(struct value *));
		memcpy(items->sorted, items->list,
		    items->count * sizeof(struct value *));
		qsort(items->sorted, items->count, sizeof(struct value *),
		    compare_entries);
	}
	return items->sorted;
}

void
value_drop_index(struct value *dict)
{
	if (dict->type != VALUE_DICT)
		return;
	free(dict->items.sorted);
	dict->items.sorted = NULL;
}

/* The first entry called NAME whose place is FROM or later. */
static struct value *
find_from(const struct value *dict, const char *name, size_t length,
    uint32_t from)
{
	const struct value_items *items = &dict->items;
	struct value **sorted;
	size_t low = 0;
	size_t high = items->count;

	if (items->count <= VALUE_UNINDEXED) {
		for (size_t i = from; i < items->count; i++) {
			if (compare_name(items->list[i]->key, name,
				length) == 0)
				return items->list[i];
		}
		return NULL;
	}
	sorted = sorted_entries(dict);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct value *entry = sorted[middle];
		int order = compare_name(entry->key, name, length);

		if (order < 0 || (order == 0 && entry->index < from))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < items->count &&
	    compare_name(sorted[low]->key, name, length) == 0)
		return sorted[low];
	return NULL;
}

struct value *
value_find_n(const struct value *dict, const char *name, size_t length)
{
	if (dict == NULL || dict->type != VALUE_DICT)
		return NULL;
	return find_from(dict, name, length, 0);
}

struct value *
value_find(const struct value *dict, const char *name)
{
	return value_find_n(dict, name, strlen(name));
}

struct value *
value_next_same(const struct value *entry)
{
	if (entry->key == NULL || entry->parent == NULL)
		return NULL;
	return find_from(entry->parent, entry->key->name, entry->key->length,
	    entry->index + 1);
}

bool
value_is_duplicate(const struct value *entry)
{
	if (entry->key == NULL || entry->parent == NULL)
		return false;
	return value_next_same(entry) != NULL ||
	    find_from(entry->parent, entry->key->name, entry->key->length,
		0) != entry;
}

bool
value_get_string(const struct value *value, const char **text, size_t *length)
{
	if (value == NULL || value->type != VALUE_STRING || value->unreadable)
		return false;
	*text = value->string.text;
	*length = value->string.length;
	return true;
}

bool
value_equals_text(const struct value *value, const char *text)
{
	const char *own;
	size_t length;

	return value_get_string(value, &own, &length) &&
	    length == strlen(text) && memcmp(own, text, length) == 0;
}

/*
 * The content of <data> with nothing left to decode in it; uses SPACE when
 * needed.
 */
static struct piece
plain_content(const struct value *value, struct buf *space)
{
	const struct piece content = value->content;

	if (content.length == 0 ||
	    memchr(content.text, '&', content.length) == NULL) {
		if (content.length == 0 ||
		    memchr(content.text, '<', content.length) == NULL)
			return content;
	}
	chardata_decode(content.text, content.length, space);
	return (struct piece){ buf_text(space), (uint32_t)space->length };
}

bool
value_get_data(const struct value *value, struct buf *out)
{
	AUTO_BUF space = BUF_INIT;
	struct piece text;

	if (value == NULL || value->type != VALUE_DATA || value->unreadable)
		return false;
	text = plain_content(value, &space);
	return scalar_decode_base64(text.text, text.length, out);
}

size_t
value_data_length(const struct value *value)
{
	AUTO_BUF space = BUF_INIT;
	struct piece text;
	size_t digits = 0;

	if (value == NULL || value->type != VALUE_DATA || value->unreadable)
		return 0;
	text = plain_content(value, &space);
	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i];

		if (!ascii_is_white(c) && c != '=')
			digits++;
	}
	return digits / 4 * 3 + (digits % 4 * 3) / 4;
}

static bool
same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return a_length == b_length &&
	    (a_length == 0 || memcmp(a, b, a_length) == 0);
}

/*
 * Whether two pieces of base64 are the same but for white space: the usual
 * case.
 */
static bool
same_digits(struct piece a, struct piece b)
{
	size_t i = 0;
	size_t j = 0;

	for (;;) {
		while (i < a.length && (unsigned char)a.text[i] <= ' ')
			i++;
		while (j < b.length && (unsigned char)b.text[j] <= ' ')
			j++;
		if (i == a.length || j == b.length)
			return i == a.length && j == b.length;
		if (a.text[i++] != b.text[j++])
			return false;
	}
}

static bool
same_data(const struct value *a, const struct value *b)
{
	AUTO_BUF x = BUF_INIT;
	AUTO_BUF y = BUF_INIT;

	if (same_digits(a->content, b->content))
		return true;
	return value_get_data(a, &x) && value_get_data(b, &y) &&
	    same_text(x.data, x.length, y.data, y.length);
}

static bool
same_unreadable(const struct value *a, const struct value *b)
{
	AUTO_BUF x = BUF_INIT;
	AUTO_BUF y = BUF_INIT;

	value_show_content(a, &x);
	value_show_content(b, &y);
	return same_text(x.data, x.length, y.data, y.length);
}

static bool
same_scalar(const struct value *a, const struct value *b)
{
	switch (a->type) {
	case VALUE_STRING:
		return same_text(a->string.text, a->string.length,
		    b->string.text, b->string.length);
	case VALUE_INTEGER:
		return integer_compare(a->integer, b->integer) == 0;
	case VALUE_REAL:
		/*
		 * Not a number is equal to itself here: it is the same
		 * document.
		 */
		return a->real == b->real ||
		    (a->real != a->real && b->real != b->real);
	case VALUE_BOOLEAN:
		return a->boolean == b->boolean;
	case VALUE_DATE:
		return a->date == b->date;
	default:
		return same_data(a, b);
	}
}

static bool
same_name(const struct value *a, const struct value *b)
{
	return compare_name(a->key, b->key->name, b->key->length) == 0;
}

/* The entries of DICT by name, then place; those of a small one in SPACE. */
static struct value *const *
in_order_of_names(const struct value *dict,
    struct value *space[VALUE_UNINDEXED])
{
	size_t count = dict->items.count;

	if (count > VALUE_UNINDEXED)
		return sorted_entries(dict);
	memcpy(space, dict->items.list, count * sizeof(*space));
	qsort(space, count, sizeof(*space), compare_entries);
	return space;
}

/*
 * Every entry of A against the entry of B with its name, the nth of a name
 * against the nth.  Both have as many.
 */
static bool
same_entries(const struct value *a, const struct value *b)
{
	struct value *const *x = a->items.list, *const *y = b->items.list;
	struct value *a_space[VALUE_UNINDEXED], *b_space[VALUE_UNINDEXED];
	size_t count = a->items.count, i = 0;

	while (i < count && same_name(x[i], y[i]))
		i++;
	if (i < count) {
		x = in_order_of_names(a, a_space);
		y = in_order_of_names(b, b_space);
	}
	for (i = 0; i < count; i++) {
		if (!same_name(x[i], y[i]) || !value_equal(x[i], y[i]))
			return false;
	}
	return true;
}

bool
value_equal(const struct value *a, const struct value *b)
{
	if (a->type != b->type || a->unreadable != b->unreadable)
		return false;
	if (a->unreadable)
		return same_unreadable(a, b);
	if (!value_is_container(a))
		return same_scalar(a, b);
	if (a->items.count != b->items.count)
		return false;
	if (a->type == VALUE_DICT)
		return same_entries(a, b);
	for (size_t i = 0; i < a->items.count; i++) {
		if (!value_equal(a->items.list[i], b->items.list[i]))
			return false;
	}
	return true;
}

struct value *
value_next(const struct value *value, const struct value *root)
{
	if (value_count(value) > 0)
		return value->items.list[0];
	while (value != root && value->parent != NULL) {
		struct value *next = value_at(value->parent, value->index + 1);

		if (next != NULL)
			return next;
		value = value->parent;
	}
	return NULL;
}

void
value_show_content(const struct value *value, struct buf *out)
{
	if (!value_is_container(value))
		chardata_decode(value->content.text, value->content.length,
		    out);
}
