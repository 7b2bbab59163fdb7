/*
 * Columns, paragraphs and paths, for the verbs of `profedit schema`.  See
 * schema.h.
 */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "cli/schema.h"
#include "schema/place.h"
#include "value/path.h"

enum { PAGE_WIDTH = 78 };	/* columns */

void
schema_add_padded(struct buf *out, const char *text, size_t columns)
{
	size_t width = text_width(text, strlen(text));

	buf_add_text(out, text);
	if (width < columns)
		buf_add_repeat(out, ' ', columns - width);
}

struct indented {
	struct buf *out;
	size_t indent;
};

static void
add_line(const char *text, size_t length, void *arg)
{
	struct indented *indented = arg;

	if (length > 0)
		buf_add_repeat(indented->out, ' ', indented->indent);
	buf_add(indented->out, text, length);
	buf_add_char(indented->out, '\n');
}

void
schema_add_wrapped(struct buf *out, const char *text, size_t indent)
{
	struct indented indented = { out, indent };

	text_wrap(text, strlen(text), PAGE_WIDTH - indent, add_line,
	    &indented);
}

static bool
stands_for_any(const struct place *place)
{
	const char *name = place->key->name;

	return place->note->wildcard || (strncmp(name, "ANY", 3) == 0 &&
	    (name[3] == '\0' || name[3] == ' '));
}

static bool
is_item(const struct place *place)
{
	return place->parent->key != NULL &&
	    place->parent->key->type == SCHEMA_ARRAY;
}

bool
schema_is_placeholder(const struct place *place)
{
	return place->parent != NULL &&
	    (is_item(place) || stands_for_any(place));
}

void
schema_add_set_path(const struct place *place, struct buf *out)
{
	if (place->parent == NULL) {
		/* The profile's own keys stand at the root. */
		if (!place->payload->top_level)
			buf_add_text(out, place->payload->type);
		return;
	}
	schema_add_set_path(place->parent, out);
	if (is_item(place))
		buf_add_text(out, "/-");
	else if (stands_for_any(place))
		buf_add_text(out, "/NAME");
	else
		path_add_segment(out, place->key->name,
		    strlen(place->key->name));
}
