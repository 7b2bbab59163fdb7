/*
 * The part of YAML that schema and rules files are written in.  See
 * yaml_simple.h.  Whatever is unusual makes this reader give up, so it never
 * has to say what is wrong, and never guesses.
 * Source: YAML 1.1, as libyaml reads it.
 */
#include "config.h"

#include "base/yaml_simple.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "base/yaml_scalar.h"

enum { KEY_MOST = 1000 };	/* libyaml: 1024 characters */

static struct yaml_node *read_block(struct simple *s, const char *anchor,
    size_t anchor_length, struct yaml_node *node);
static struct yaml_node *read_flow(struct simple *s);

/* --- characters and lines --- */

/* "---" and "..." at the front of a line end documents. */
static bool
has_document_mark(const char *text)
{
	return strncmp(text, "---", 3) == 0 || strncmp(text, "...", 3) == 0 ||
	    strstr(text, "\n---") != NULL || strstr(text, "\n...") != NULL;
}

/* U+0080 to U+009F, U+2028, U+2029, U+F000 to U+FFFF and what is no UTF-8. */
static bool
has_odd_characters(const char *text, size_t length)
{
	for (const char *at = text; at < text + length; at++) {
		unsigned char c = (unsigned char)*at;

		if ((c == 0xC2 && (unsigned char)at[1] < 0xA0) || c == 0xEF ||
		    (c == 0xE2 && (memcmp(at + 1, "\x80\xA8", 2) == 0 ||
		    memcmp(at + 1, "\x80\xA9", 2) == 0)))
			return true;
	}
	return !utf8_is_valid(text, length);
}

static bool
is_ascii(const char *text, size_t length)
{
	uint64_t all = 0, word;
	size_t i = 0;

	for (; i + sizeof word <= length; i += sizeof word) {
		memcpy(&word, text + i, sizeof word);
		all |= word;
	}
	for (; i < length; i++)
		all |= (unsigned char)text[i];
	return (all & UINT64_C(0x8080808080808080)) == 0;
}

/*
 * No character that libyaml refuses or takes for a line end, no tabs, one
 * document.  Tells whether all of it is ASCII.
 */
static bool
is_usual(const char *text, size_t length, bool *ascii)
{
	static const char controls[] =
	    "\1\2\3\4\5\6\7\10\t\13\14\r\16\17\20\21\22\23\24\25\26\27"
	    "\30\31\32\33\34\35\36\37\177";

	*ascii = is_ascii(text, length);
	return strcspn(text, controls) == length && !has_document_mark(text) &&
	    (*ascii || !has_odd_characters(text, length));
}

/*
 * From the end of something to the first character of the next line with
 * content, or the end of the text.  False when something else follows.
 */
static bool
to_content(struct simple *s)
{
	simple_skip_blanks(s);
	if (*s->at == '#' && s->at > s->line_start && s->at[-1] != ' ')
		return false;
	while (s->at < s->end) {
		if (*s->at == '#')
			s->at = strchr(s->at, '\n');
		if (*s->at != '\n')
			return s->line_start + strspn(s->line_start, " ") ==
			    s->at;
		simple_next_line(s);
		simple_skip_blanks(s);
	}
	return true;
}

/* --- nodes --- */

static struct yaml_node *
close_container(struct simple *s, struct yaml_node *node, size_t first)
{
	size_t count = s->entries.count - first;

	s->depth--;
	s->entries.count = first;
	return yaml_fill(s->arena, node, count == 0 ? NULL :
	    s->entries.items + first, count) == NULL ? node : NULL;
}

static size_t
name_length(const char *at)
{
	return strspn(at, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
}

static struct yaml_node *
read_alias(struct simple *s)
{
	const char *name = s->at + 1;
	size_t length = name_length(name);

	s->at = name + length;
	if (length == 0 || s->anchors == NULL || !is_yaml_blank(*s->at) ||
	    ++s->nodes > YAML_NODES_MOST)
		return NULL;
	return map_get(s->anchors, name, length);
}

/* --- flow collections --- */

static void
skip_flow_blanks(struct simple *s)
{
	for (simple_skip_blanks(s); s->at < s->end && *s->at == '\n';
	    simple_skip_blanks(s))
		simple_next_line(s);
}

/* A plain scalar of one line in a flow collection; AS_KEY: up to its ':'. */
static struct yaml_node *
read_flow_plain(struct simple *s, bool as_key)
{
	const char *start = s->at, *at = start, *end = start;

	if (strchr("-?:,[]{}#&*!|>'\"%@`\n", *start) != NULL &&
	    (*start != '-' || strchr(" ,?[]{}\n", start[1]) != NULL))
		return NULL;
	for (; strchr(",[]{}\n", *at) == NULL; at++) {
		if (*at == ':' && strchr(" ,?[]{}\n", at[1]) != NULL)
			break;
		if (*at == '?' || (*at == '#' && at[-1] == ' '))
			return NULL;
		if (*at != ' ')
			end = at + 1;
	}
	if ((*at == ':') != as_key || at == s->end)
		return NULL;
	s->at = at;
	return simple_scalar(s, start, (size_t)(end - start));
}

static struct yaml_node *
read_flow_value(struct simple *s)
{
	if (*s->at == '[' || *s->at == '{')
		return read_flow(s);
	if (*s->at == '\'' || *s->at == '"')
		return simple_quoted(s, -1);
	return read_flow_plain(s, false);
}

static bool
read_flow_entry(struct simple *s, bool mapping)
{
	struct yaml_node *key = NULL, *value;

	if (mapping) {
		key = read_flow_plain(s, true);
		if (key == NULL || key->length > KEY_MOST || s->at[1] != ' ')
			return false;
		s->at++;
		simple_skip_blanks(s);
	}
	value = read_flow_value(s);
	if (value == NULL)
		return false;
	*VEC_PUSH(s->entries) = (struct yaml_entry){ key, value };
	return true;
}

static struct yaml_node *
read_flow(struct simple *s)
{
	bool mapping = *s->at == '{';
	char end = mapping ? '}' : ']';
	struct yaml_node *node = simple_node(s, mapping ? YAML_MAPPING :
	    YAML_SEQUENCE, s->at, 0);
	size_t first = s->entries.count;

	if (node == NULL || s->depth++ == YAML_DEPTH_MOST)
		return NULL;
	s->at++;
	skip_flow_blanks(s);
	while (*s->at != end) {
		if (!read_flow_entry(s, mapping))
			return NULL;
		skip_flow_blanks(s);
		if (*s->at == end)
			break;
		if (*s->at != ',')
			return NULL;
		s->at++;
		skip_flow_blanks(s);
		if (*s->at == end)	/* a comma at the end */
			return NULL;
	}
	s->at++;
	return close_container(s, node, first);
}

/* --- block collections --- */

/* A collection on the lines below, or an indentless sequence. */
static struct yaml_node *
read_below(struct simple *s, long indent, bool in_mapping, const char *anchor,
    size_t anchor_length, struct yaml_node *node)
{
	long found;

	if (!to_content(s) || s->at >= s->end)
		return NULL;
	found = (long)simple_indentation(s);
	if (found <= indent && !(in_mapping && found == indent &&
	    *s->at == '-' && is_yaml_blank(s->at[1])))
		return NULL;
	return read_block(s, anchor, anchor_length, node);
}

static struct yaml_node *
read_anchored(struct simple *s, long indent, bool in_mapping)
{
	const char *name = s->at + 1;
	size_t length = name_length(name);
	struct yaml_node *node = simple_node(s, YAML_MAPPING, s->at, 0);

	s->at = name + length;
	simple_skip_blanks(s);
	if (node == NULL || length == 0 || *s->at != '\n')
		return NULL;
	return read_below(s, indent, in_mapping, name, length, node);
}

/* What stands behind "key: " or "- ", or on the lines below. */
static struct yaml_node *
read_value(struct simple *s, long indent, bool in_mapping)
{
	switch (*s->at) {
	case '\n':
	case '#':
		return read_below(s, indent, in_mapping, NULL, 0, NULL);
	case '&':
		return read_anchored(s, indent, in_mapping);
	case '*':
		return read_alias(s);
	case '|':
	case '>':
		return simple_block(s, indent);
	case '\'':
	case '"':
		return simple_quoted(s, indent);
	case '[':
	case '{':
		return read_flow(s);
	default:
		return simple_plain(s, indent);
	}
}

/* The end of a plain key on this line, its ':'; NULL when there is none. */
static const char *
key_end(const char *at)
{
	const char *start = at;

	if (strchr("-?:,[]{}#&*!|>'\"%@`", *at) != NULL)
		return NULL;
	for (; *at != '\n'; at++) {
		if (*at == ':' && is_yaml_blank(at[1]))
			return at - start <= KEY_MOST ? at : NULL;
		if (*at == '#' && at[-1] == ' ')
			return NULL;
	}
	return NULL;
}

static bool
read_mapping(struct simple *s, size_t indent)
{
	while (s->at < s->end && simple_indentation(s) == indent) {
		const char *end = key_end(s->at), *last = end;
		struct yaml_node *key, *value;

		if (end == NULL)
			return false;
		while (last > s->at && last[-1] == ' ')
			last--;
		key = simple_scalar(s, s->at, (size_t)(last - s->at));
		s->at = end + 1;
		simple_skip_blanks(s);
		value = key == NULL ? NULL :
		    read_value(s, (long)indent, true);
		if (value == NULL || !to_content(s))
			return false;
		*VEC_PUSH(s->entries) = (struct yaml_entry){ key, value };
	}
	return s->at >= s->end || simple_indentation(s) < indent;
}

static bool
read_sequence(struct simple *s, size_t indent)
{
	while (s->at < s->end && simple_indentation(s) == indent &&
	    *s->at == '-' && is_yaml_blank(s->at[1])) {
		struct yaml_node *value;

		s->at++;
		simple_skip_blanks(s);
		/* "- key: value" is a mapping from there on. */
		if (*s->at != '\n' && key_end(s->at) != NULL)
			value = read_block(s, NULL, 0, NULL);
		else
			value = read_value(s, (long)indent, false);
		if (value == NULL || !to_content(s))
			return false;
		*VEC_PUSH(s->entries) = (struct yaml_entry){ NULL, value };
	}
	return s->at >= s->end || simple_indentation(s) <= indent;
}

/*
 * The collection that starts here.  NODE was made at its anchor, NULL: it has
 * none.  An anchor counts from its start, so that aliases inside find it.
 */
static struct yaml_node *
read_block(struct simple *s, const char *anchor, size_t anchor_length,
    struct yaml_node *node)
{
	size_t first = s->entries.count, indent;
	bool sequence = *s->at == '-' && is_yaml_blank(s->at[1]);

	if (!sequence && key_end(s->at) == NULL)
		return NULL;
	if (node == NULL)
		node = simple_node(s, YAML_MAPPING, s->at, 0);
	if (node == NULL || s->depth++ == YAML_DEPTH_MOST)
		return NULL;
	node->kind = sequence ? YAML_SEQUENCE : YAML_MAPPING;
	if (anchor != NULL) {
		if (s->anchors == NULL)
			s->anchors = map_new();
		map_set(s->anchors, anchor, anchor_length, node);
	}
	indent = simple_indentation(s);
	if (!(sequence ? read_sequence : read_mapping)(s, indent))
		return NULL;
	return close_container(s, node, first);
}

static struct yaml_node *
read_document(struct simple *s)
{
	struct yaml_node *root = NULL;

	if (to_content(s) && s->at < s->end && simple_indentation(s) == 0)
		root = read_block(s, NULL, 0, NULL);
	return s->at == s->end ? root : NULL;
}

struct yaml_node *
yaml_parse_simple(struct arena *arena, const char *text, size_t length)
{
	struct yaml_node *root;

	if (length == 0 || text[length - 1] != '\n' || *text == '%')
		return NULL;
	/* With a NUL behind it nobody has to look for the end. */
	AUTO_FREE char *copy = xstrndup(text, length);
	struct simple s = { .arena = arena, .at = copy, .line_start = copy,
		.end = copy + length };

	if (!is_usual(copy, length, &s.ascii))
		return NULL;
	root = read_document(&s);
	map_free(s.anchors, NULL);
	VEC_RELEASE(s.entries);
	buf_release(&s.text);
	return root;
}
