/*
 * Key paths as JSON Pointers.  Source: RFC 6901.
 */
#include "value/path.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "value/value.h"

/* Undoes "~0" and "~1" of one segment; NULL at a '~' that is neither. */
static char *
unescape(const char *text, size_t length)
{
	char *out = xmalloc(length + 1);
	size_t n = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] != '~') {
			out[n++] = text[i];
			continue;
		}
		i++;
		if (i == length || (text[i] != '0' && text[i] != '1')) {
			free(out);
			return NULL;
		}
		out[n++] = text[i] == '0' ? '~' : '/';
	}
	out[n] = '\0';
	return out;
}

bool
path_parse(const char *text, struct path *out, struct error *err)
{
	struct path path = { NULL, 0 };
	const char *at = text[0] == '/' ? text + 1 : text;
	size_t count = 1;

	if (text[0] == '\0') {
		*out = path;
		return true;
	}
	for (const char *p = at; *p != '\0'; p++)
		count += *p == '/';
	path.segments = xcalloc(count, sizeof(char *));
	for (; path.count < count; path.count++) {
		size_t length = strcspn(at, "/");
		char *segment = unescape(at, length);

		if (segment == NULL) {
			error_set(err, ERR_SYNTAX,
			    "the path '%s' has a '~' that is not '~0' or '~1'",
			    text);
			path_release(&path);
			return false;
		}
		path.segments[path.count] = segment;
		at += length + 1;
	}
	*out = path;
	return true;
}

void
path_release(struct path *path)
{
	for (size_t i = 0; i < path->count; i++)
		free(path->segments[i]);
	free(path->segments);
	path->segments = NULL;
	path->count = 0;
}

void
path_add_segment(struct buf *out, const char *segment, size_t length)
{
	buf_add_char(out, '/');
	for (size_t i = 0; i < length; i++) {
		if (segment[i] == '~')
			buf_add_text(out, "~0");
		else if (segment[i] == '/')
			buf_add_text(out, "~1");
		else
			buf_add_char(out, segment[i]);
	}
}

void
path_of_value(const struct value *value, const struct value *root,
    struct buf *out)
{
	if (value == root || value->parent == NULL)
		return;
	path_of_value(value->parent, root, out);
	if (value->key != NULL)
		path_add_segment(out, value->key->name, value->key->length);
	else
		buf_addf(out, "/%u", (unsigned)value->index);
}

/* Decimal, no leading zeros. */
static bool
parse_index(const char *text, size_t *out)
{
	size_t index = 0;

	if (text[0] == '\0' || (text[0] == '0' && text[1] != '\0'))
		return false;
	for (; *text != '\0'; text++) {
		if (!ascii_is_digit(*text) || index > UINT32_MAX)
			return false;
		index = index * 10 + (size_t)(*text - '0');
	}
	*out = index;
	return true;
}

static struct value *
step_array(struct value *array, const char *segment, struct error *err)
{
	size_t index;

	if (strcmp(segment, "-") == 0) {
		error_set(err, ERR_NOT_FOUND,
		    "'-' is the place behind the last item: nothing is there");
		return NULL;
	}
	if (!parse_index(segment, &index)) {
		error_set(err, ERR_NOT_FOUND,
		    "'%s' is no index of an array", segment);
		return NULL;
	}
	if (index >= array->items.count) {
		error_set(err, ERR_NOT_FOUND,
		    "there is no item '%s': the array has %u", segment,
		    (unsigned)array->items.count);
		return NULL;
	}
	return array->items.list[index];
}

static struct value *
step(struct value *value, const char *segment, struct error *err)
{
	struct value *entry;

	if (value->type == VALUE_ARRAY)
		return step_array(value, segment, err);
	if (value->type != VALUE_DICT) {
		error_set(err, ERR_TYPE,
		    "there is no '%s': its parent is neither a dictionary "
		    "nor an array", segment);
		return NULL;
	}
	entry = value_find(value, segment);
	if (entry == NULL) {
		error_set(err, ERR_NOT_FOUND, "there is no key '%s'", segment);
		return NULL;
	}
	if (value_next_same(entry) != NULL) {
		error_set(err, ERR_CONFLICT,
		    "the key '%s' is there more than once", segment);
		return NULL;
	}
	return entry;
}

struct value *
path_follow(struct value *root, const struct path *path,
    struct value **reached, size_t *depth, struct error *err)
{
	struct value *value = root;

	for (size_t i = 0; i < path->count; i++) {
		struct value *next = step(value, path->segments[i], err);

		if (next == NULL) {
			if (reached != NULL)
				*reached = value;
			if (depth != NULL)
				*depth = i;
			return NULL;
		}
		value = next;
	}
	return value;
}
