/*
 * Reading the layout off the neighbours.
 */
#include "profile/layout.h"

#include <string.h>

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"

/*
 * Bytes of the text, and values, that are looked at for what is common in it.
 */
enum { LOOK_BYTES = 64 * 1024, LOOK_VALUES = 1000, UNITS = 8 };

static const char tab[] = "\t";

/*
 * The white space VALUE's line starts with; false when VALUE does not start a
 * line.
 */
static bool
line_start(const struct profile *profile, const struct value *value,
    struct piece *line_end, struct piece *indent)
{
	struct piece text = value->slot;

	if (value == profile->document.root) {
		text = profile->document.prolog;
	} else if (value->wings != NULL && value->wings->before.length > 0) {
		struct piece wing = value->wings->before;

		if (text_indentation(wing.text, wing.length, line_end, indent))
			return true;
	}
	return text_indentation(text.text, text.length, line_end, indent);
}

/* ---- what is common in the file */

static struct piece
common_line_end(const struct profile *profile)
{
	struct piece text = profile->document.source;
	size_t counts[3] = { 0 };	/* LF, CR LF, CR */
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	size_t best = 0;

	for (size_t i = 0; i < text.length && i < LOOK_BYTES; i++) {
		if (text.text[i] == '\n') {
			counts[0]++;
		} else if (text.text[i] == '\r') {
			bool both = i + 1 < text.length &&
			    text.text[i + 1] == '\n';

			counts[both ? 1 : 2]++;
			i += both;
		}
	}
	for (size_t i = 1; i < ARRAY_COUNT(counts); i++) {
		if (counts[i] > counts[best])
			best = i;
	}
	return piece_of(ends[best], strlen(ends[best]));
}

static bool
occurs(const struct profile *profile, const char *what)
{
	struct piece text = profile->document.source;
	size_t length = text.length < LOOK_BYTES ? text.length : LOOK_BYTES;
	size_t n = strlen(what);
	const char *at = text.text;

	while (length >= n) {
		const char *hit = memchr(at, what[0], length - n + 1);

		if (hit == NULL)
			return false;
		if (memcmp(hit, what, n) == 0)
			return true;
		length -= (size_t)(hit + 1 - at);
		at = hit + 1;
	}
	return false;
}

/*
 * What INNER has more than OUTER; false when it does not begin with OUTER or
 * has no more.
 */
static bool
difference(struct piece outer, struct piece inner, struct piece *unit)
{
	if (inner.length <= outer.length ||
	    memcmp(inner.text, outer.text, outer.length) != 0)
		return false;
	*unit = piece_of(inner.text + outer.length,
	    inner.length - outer.length);
	return true;
}

/* The indentation of the line the root stands on, also behind <plist>. */
static struct piece
root_indent(const struct profile *profile)
{
	struct piece prolog = profile->document.prolog;
	size_t start = prolog.length;
	size_t end;

	while (start > 0 && prolog.text[start - 1] != '\n' &&
	    prolog.text[start - 1] != '\r')
		start--;
	for (end = start; end < prolog.length; end++) {
		if (prolog.text[end] != ' ' && prolog.text[end] != '\t')
			break;
	}
	return piece_of(prolog.text + start, end - start);
}

static bool
step_in(const struct profile *profile, const struct value *value,
    struct piece *unit)
{
	struct piece line_end;
	struct piece outer;
	struct piece inner;

	if (value->parent == NULL)
		return false;
	if (value->parent == profile->document.root)
		outer = root_indent(profile);
	else if (!line_start(profile, value->parent, &line_end, &outer))
		return false;
	return line_start(profile, value, &line_end, &inner) &&
	    difference(outer, inner, unit);
}

static struct piece
common_unit(const struct profile *profile)
{
	const struct value *root = profile->document.root;
	const struct value *value = root;
	struct piece units[UNITS];
	size_t counts[UNITS] = { 0 };
	size_t used = 0;
	size_t best = 0;

	for (size_t n = 0; value != NULL && n < LOOK_VALUES; n++) {
		struct piece unit;
		size_t i = 0;

		if (step_in(profile, value, &unit)) {
			while (i < used && (units[i].length != unit.length ||
			    memcmp(units[i].text, unit.text, unit.length) != 0))
				i++;
			if (i == used && used < UNITS)
				units[used++] = unit;
			if (i < used && ++counts[i] > counts[best])
				best = i;
		}
		value = value_next(value, root);
	}
	return used == 0 ? piece_of(tab, 1) : units[best];
}

static struct layout *
look(const struct profile *profile)
{
	struct layout *out = arena_alloc(profile->arena, sizeof(*out));

	out->line_end = common_line_end(profile);
	out->unit = common_unit(profile);
	out->indent = piece_of("", 0);
	out->encoding = profile->document.encoding;
	out->blank_in_empty_tags = (occurs(profile, "<true />") ||
		occurs(profile, "<false />")) && !occurs(profile, "<true/>") &&
	    !occurs(profile, "<false/>");
	out->short_empty_strings = (occurs(profile, "<string/>") ||
		occurs(profile, "<string />")) &&
	    !occurs(profile, "<string></string>");
	return out;
}

/* Looked up once for each text; edits do not change what the file is like. */
static const struct layout *
common(struct profile *profile)
{
	if (profile->common_layout == NULL)
		profile->common_layout = look(profile);
	return profile->common_layout;
}

/*
 * The root that follows <plist> on its line: on lines of its own when the end
 * is.
 */
static bool
root_has_lines(const struct profile *profile)
{
	struct piece epilog = profile->document.epilog;

	return epilog.length > 0 &&
	    (epilog.text[0] == '\n' || epilog.text[0] == '\r');
}

void
layout_of_value(struct profile *profile, const struct value *value,
    struct layout *out)
{
	*out = *common(profile);
	/*
	 * One step further in: what it has more than its parent, else what is
	 * common.
	 */
	step_in(profile, value, &out->unit);
	if (line_start(profile, value, &out->line_end, &out->indent))
		return;
	out->indent = value == profile->document.root ? root_indent(profile) :
	    piece_of("", 0);
	out->one_line = value != profile->document.root ||
	    !root_has_lines(profile);
}

static bool
like_neighbour(const struct profile *profile, const struct value *neighbour,
    struct layout *out)
{
	return neighbour != NULL &&
	    line_start(profile, neighbour, &out->line_end, &out->indent);
}

void
layout_of_item(struct profile *profile, const struct value *container,
    size_t index, struct layout *out)
{
	struct layout outer;
	struct piece indent;

	layout_of_value(profile, container, &outer);
	*out = outer;
	if (like_neighbour(profile,
		index > 0 ? value_at(container, index - 1) : NULL, out) ||
	    like_neighbour(profile, value_at(container, index), out)) {
		struct piece unit;

		out->one_line = false;
		if (!outer.one_line && difference(outer.indent, out->indent,
			&unit))
			out->unit = unit;
		return;
	}
	/* Emptied, or split over lines: its close tag shows where it stands. */
	if (value_count(container) == 0 && text_indentation(
		container->tail.text, container->tail.length,
		&out->line_end, &indent)) {
		outer.one_line = false;
		outer.indent = indent;
	}
	out->one_line = outer.one_line || value_count(container) > 0;
	if (!out->one_line) {
		/*
		 * The first item: the container's own indentation and a step.
		 */
		AUTO_BUF text = BUF_INIT;

		buf_add_piece(&text, outer.indent);
		buf_add_piece(&text, outer.unit);
		out->indent = layout_keep(profile, &text);
	}
}

void
layout_add_break(const struct layout *layout, struct buf *out)
{
	if (layout->one_line)
		return;
	buf_add_piece(out, layout->line_end);
	buf_add_piece(out, layout->indent);
}

struct piece
layout_keep(struct profile *profile, const struct buf *buf)
{
	return piece_of(arena_strndup(profile->arena, buf_text(buf),
	    buf->length), buf->length);
}

struct piece
layout_gap(struct profile *profile, const struct value *dict,
    const struct layout *layout)
{
	const struct value *first = value_at(dict, 0);
	AUTO_BUF out = BUF_INIT;

	if (first != NULL) {
		struct piece gap = first->key->gap;
		size_t start = gap.length;

		while (start > 0 && ascii_is_white(gap.text[start - 1]))
			start--;
		return piece_of(gap.text + start, gap.length - start);
	}
	layout_add_break(layout, &out);
	return layout_keep(profile, &out);
}
