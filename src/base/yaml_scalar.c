/*
 * The scalars of simple YAML, and the nodes that hold them.  See
 * yaml_scalar.h.
 * Source: YAML 1.1, as libyaml reads it.
 */
#include "config.h"

#include "base/yaml_scalar.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/yaml.h"

static size_t
column(const struct simple *s, const char *at)
{
	size_t bytes = (size_t)(at - s->line_start);

	return s->ascii ? bytes : utf8_count(s->line_start, bytes);
}

struct yaml_node *
simple_node(struct simple *s, enum yaml_kind kind, const char *at, size_t extra)
{
	struct yaml_node *node;

	if (++s->nodes > YAML_NODES_MOST)
		return NULL;
	node = arena_alloc(s->arena, sizeof *node + extra);
	node->kind = kind;
	node->line = s->line + 1;
	node->column = (unsigned)column(s, at) + 1;
	return node;
}

/* NODE, which was made where the scalar starts, gets TEXT. */
static struct yaml_node *
set_text(struct simple *s, struct yaml_node *node, const char *text,
    size_t length)
{
	node->text = arena_strndup(s->arena, text, length);
	node->length = length;
	return node;
}

struct yaml_node *
simple_scalar(struct simple *s, const char *text, size_t length)
{
	struct yaml_node *node = simple_node(s, YAML_SCALAR, text, length + 1);

	if (node == NULL)
		return NULL;
	/* The text stands behind its node: one allocation a scalar. */
	memcpy(node + 1, text, length);
	node->text = (const char *)(node + 1);
	node->length = length;
	node->plain = true;
	return node;
}

/* Line ends between two lines of one scalar: a blank, or the empty ones. */
static void
add_breaks(struct buf *out, size_t count)
{
	buf_add_repeat(out, count > 1 ? '\n' : ' ', count > 1 ? count - 1 : 1);
}

/*
 * Where the plain text of this line ends, trailing blanks left out; NULL when
 * a ':' would make it a key.
 */
static const char *
plain_end(const char *at)
{
	const char *end = at;

	for (; *at != '\n'; at++) {
		if (*at == ':' && is_yaml_blank(at[1]))
			return NULL;
		if (*at == '#' && at[-1] == ' ')
			break;
		if (*at != ' ')
			end = at + 1;
	}
	return end;
}

/* To the next line with text if it is indented by more than INDENT. */
static bool
goes_on(struct simple *s, long indent, size_t *breaks)
{
	const char *at = s->at, *start = s->line_start;
	unsigned line = s->line;

	for (*breaks = 0; *s->at == '\n'; ++*breaks) {
		simple_next_line(s);
		simple_skip_blanks(s);
	}
	if (s->at < s->end && *s->at != '#' &&
	    (long)simple_indentation(s) > indent)
		return true;
	s->at = at;
	s->line_start = start;
	s->line = line;
	return false;
}

struct yaml_node *
simple_plain(struct simple *s, long indent)
{
	const char *start = s->at, *end = plain_end(start);
	struct yaml_node *node;
	size_t breaks;

	if (end == NULL || (strchr("?:,[]{}#&*!|>'\"%@`", *start) != NULL) ||
	    (*start == '-' && is_yaml_blank(start[1])))
		return NULL;
	node = simple_scalar(s, start, (size_t)(end - start));
	s->at = end + strspn(end, " ");
	if (node == NULL || *s->at != '\n' || !goes_on(s, indent, &breaks))
		return node;
	buf_truncate(&s->text, 0);
	buf_add(&s->text, start, (size_t)(end - start));
	do {
		end = plain_end(s->at);
		if (end == NULL)
			return NULL;
		add_breaks(&s->text, breaks);
		buf_add(&s->text, s->at, (size_t)(end - s->at));
		s->at = end + strspn(end, " ");
	} while (*s->at == '\n' && goes_on(s, indent, &breaks));
	return set_text(s, node, buf_text(&s->text), s->text.length);
}

/* AT is at a line end within quotes: what it folds to is added. */
static bool
fold_quoted(struct simple *s, long indent)
{
	size_t breaks;

	while (s->text.length > 0 &&
	    s->text.data[s->text.length - 1] == ' ')
		buf_truncate(&s->text, s->text.length - 1);
	if (!goes_on(s, indent, &breaks))
		return false;
	add_breaks(&s->text, breaks);
	return true;
}

struct yaml_node *
simple_quoted(struct simple *s, long indent)
{
	char quote = *s->at;
	struct yaml_node *node = simple_node(s, YAML_SCALAR, s->at, 0);

	buf_truncate(&s->text, 0);
	for (s->at++; node != NULL && s->at < s->end; ) {
		size_t n = strcspn(s->at, quote == '\'' ? "'\n" : "\"\\\n");

		buf_add(&s->text, s->at, n);
		s->at += n;
		if (*s->at == '\n') {
			if (!fold_quoted(s, indent))
				return NULL;
		} else if (*s->at != quote) {
			return NULL;	/* an escape, or the end */
		} else if (quote == '\'' && s->at[1] == quote) {
			buf_add_char(&s->text, quote);
			s->at += 2;
		} else {
			s->at++;
			return set_text(s, node, buf_text(&s->text),
			    s->text.length);
		}
	}
	return NULL;
}

/* A line of a block scalar; false when it does not belong to it. */
static bool
block_line(struct simple *s, size_t indent, size_t *breaks)
{
	for (;;) {
		size_t blanks = strspn(s->at, " ");

		if (s->at >= s->end)
			return false;
		if (s->at[blanks] != '\n') {
			if (blanks < indent)
				return false;
			s->at += indent;
			return true;
		}
		if (blanks > indent)	/* a line of blanks that count */
			return false;
		s->at += blanks;
		simple_next_line(s);
		++*breaks;
	}
}

static bool
read_block_lines(struct simple *s, size_t indent, bool folded)
{
	size_t breaks = 0;

	while (block_line(s, indent, &breaks)) {
		size_t n = strcspn(s->at, "\n");

		if (folded && *s->at == ' ')	/* folding spares it */
			return false;
		if (s->text.length == 0 || !folded)
			buf_add_repeat(&s->text, '\n', breaks);
		else
			add_breaks(&s->text, breaks);
		buf_add(&s->text, s->at, n);
		s->at += n;
		simple_next_line(s);
		breaks = 1;
	}
	/* Not a line of more blanks than the indentation. */
	return s->at >= s->end || s->at[strspn(s->at, " ")] != '\n';
}

struct yaml_node *
simple_block(struct simple *s, long indent)
{
	struct yaml_node *node = simple_node(s, YAML_SCALAR, s->at, 0);
	bool folded = *s->at++ == '>', strip = *s->at == '-';
	const char *look;
	size_t blanks = 0;

	s->at += strip;
	simple_skip_blanks(s);
	if (node == NULL || *s->at != '\n')
		return NULL;
	simple_next_line(s);
	for (look = s->at; look < s->end; look += blanks + 1) {
		blanks = strspn(look, " ");
		if (look[blanks] != '\n')
			break;
	}
	if (look >= s->end || (long)blanks <= indent || blanks == 0)
		return NULL;
	buf_truncate(&s->text, 0);
	if (!read_block_lines(s, blanks, folded))
		return NULL;
	if (!strip)
		buf_add_char(&s->text, '\n');
	return set_text(s, node, buf_text(&s->text), s->text.length);
}
