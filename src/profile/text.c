/*
 * The document as text: the concatenation of all pieces, and where things stand
 * in it.  Line and column are never stored.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"

#include "profile/internal.h"

size_t
text_bom(const char *text, size_t length)
{
	static const char bom[] = "\xEF\xBB\xBF";

	return length >= 3 && memcmp(text, bom, 3) == 0 ? 3 : 0;
}

/* A place in a text that is walked front to back. */
struct place {
	size_t offset, line, column;	/* line and column 0-based */
	bool after_cr;
};

static void
place_advance(struct place *place, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\r' || (c == '\n' && !place->after_cr)) {
			place->line++;
			place->column = 0;
		} else if (c != '\n' && (c & 0xC0) != 0x80) {
			place->column++;
		}
		place->after_cr = c == '\r';
	}
	place->offset += length;
}

void
text_place(const char *text, size_t length, size_t offset, size_t *line,
    size_t *column)
{
	struct place place = { 0 };
	size_t bom = text_bom(text, length);

	if (offset >= bom) {
		text += bom;
		length -= bom;
		offset -= bom;
	}
	place_advance(&place, text, offset < length ? offset : length);
	*line = place.line + 1;
	*column = place.column + 1;
}

bool
text_indentation(const char *text, size_t length, struct piece *line_end,
    struct piece *indent)
{
	size_t start = length;
	size_t end;

	while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	*indent = piece_of(text + start, length - start);
	if (start == 0 || (text[start - 1] != '\n' && text[start - 1] != '\r'))
		return false;
	end = start--;
	if (text[start] == '\n' && start > 0 && text[start - 1] == '\r')
		start--;
	*line_end = piece_of(text + start, end - start);
	return true;
}

/*
 * Going over all pieces in order.  Pieces that lie behind each other in memory
 * are handed on as one run.
 */
struct run {
	const char *start, *end;
	void (*take)(void *arg, const char *text, size_t length);
	void *arg;
};

static void
run_flush(struct run *run)
{
	if (run->start != run->end)
		run->take(run->arg, run->start,
		    (size_t)(run->end - run->start));
	run->start = run->end = NULL;
}

static void
run_add(struct run *run, struct piece piece)
{
	if (piece.length == 0)
		return;
	if (piece.text != run->end) {
		run_flush(run);
		run->start = piece.text;
	}
	run->end = piece.text + piece.length;
}

static void
run_head(struct run *run, const struct value *value)
{
	run_add(run, value->slot);
	if (value->wings != NULL)
		run_add(run, value->wings->before);
}

static void
run_key(struct run *run, const struct value *value)
{
	if (value->key == NULL)
		return;
	run_add(run, value->key->text);
	run_add(run, value->key->gap);
}

/* The content or the tail, and the close tag. */
static void
run_end(struct run *run, const struct value *value)
{
	run_add(run, value->content);	/* or the tail: the same place */
	run_add(run, value->close);
}

static void
run_after(struct run *run, const struct value *value)
{
	if (value->wings != NULL)
		run_add(run, value->wings->after);
}

/* From the open tag to the close tag of VALUE. */
static void
run_value(struct run *run, const struct value *value)
{
	run_add(run, value->open);
	for (size_t i = 0; i < value_count(value); i++) {
		const struct value *child = value->items.list[i];

		run_head(run, child);
		run_key(run, child);
		run_value(run, child);
		run_after(run, child);
	}
	run_end(run, value);
}

static void
take_text(void *arg, const char *text, size_t length)
{
	buf_add(arg, text, length);
}

void
profile_text(const struct profile *profile, struct buf *out)
{
	const struct document *document = &profile->document;
	struct run run = { .take = take_text, .arg = out };

	buf_reserve(out, document->source.length);
	run_add(&run, document->prolog);
	run_value(&run, document->root);
	run_add(&run, document->epilog);
	run_flush(&run);
}

void
profile_value_text(const struct profile *profile, const struct value *value,
    struct buf *out)
{
	struct run run = { .take = take_text, .arg = out };

	(void)profile;
	run_value(&run, value);
	run_flush(&run);
}

/* ---- places */

struct asked {
	struct position *position;
	struct value_path {
		const uint32_t *steps;	/* indices from the root down */
		size_t depth;
	} path;
};

struct locate {
	struct asked *asked;
	size_t count, next;
	struct place place;
};

static void
take_place(void *arg, const char *text, size_t length)
{
	struct locate *locate = arg;

	/* Only the very first run can start with one. */
	if (locate->place.offset == 0) {
		size_t bom = text_bom(text, length);

		locate->place.offset = bom;
		text += bom;
		length -= bom;
	}
	place_advance(&locate->place, text, length);
}

/* Document order: an ancestor before what is in it, but for its end. */
static int
compare_asked(const void *a, const void *b)
{
	const struct asked *x = a;
	const struct asked *y = b;
	size_t common = x->path.depth < y->path.depth ? x->path.depth :
	    y->path.depth;

	for (size_t i = 0; i < common; i++) {
		if (x->path.steps[i] != y->path.steps[i])
			return x->path.steps[i] < y->path.steps[i] ? -1 : 1;
	}
	if (x->path.depth < y->path.depth)
		return x->position->place == PLACE_END ? 1 : -1;
	if (x->path.depth > y->path.depth)
		return y->position->place == PLACE_END ? -1 : 1;
	return (int)x->position->place - (int)y->position->place;
}

static void
make_path(const struct value *value, struct value_path *path)
{
	uint32_t *steps;
	size_t depth = 0;

	for (const struct value *v = value; v->parent != NULL; v = v->parent)
		depth++;
	steps = xcalloc(depth + 1, sizeof(*steps));
	path->steps = steps;
	path->depth = depth;
	for (const struct value *v = value; v->parent != NULL; v = v->parent)
		steps[--depth] = v->index;
}

static void
answer(struct run *run, struct locate *locate, const struct value *value,
    enum position_place place)
{
	while (locate->next < locate->count) {
		struct position *position;

		position = locate->asked[locate->next].position;

		if (position->value != value || position->place != place)
			return;
		run_flush(run);
		position->offset = locate->place.offset;
		position->line = locate->place.line + 1;
		position->column = locate->place.column + 1;
		locate->next++;
	}
}

static void
locate_value(struct run *run, struct locate *locate, const struct value *value)
{
	run_head(run, value);
	answer(run, locate, value, PLACE_ENTRY);
	run_key(run, value);
	answer(run, locate, value, PLACE_VALUE);
	run_add(run, value->open);
	for (size_t i = 0; i < value_count(value); i++) {
		if (locate->next == locate->count)
			return;
		locate_value(run, locate, value->items.list[i]);
	}
	run_add(run, value->content);
	answer(run, locate, value, PLACE_END);
	run_add(run, value->close);
	run_after(run, value);
}

void
profile_locate(const struct profile *profile, struct position *positions,
    size_t count)
{
	const struct document *document = &profile->document;
	struct locate locate = { .asked = xcalloc(count + 1,
		sizeof(struct asked)) };
	struct run run = { .take = take_place, .arg = &locate };

	for (size_t i = 0; i < count; i++) {
		struct asked *asked = &locate.asked[locate.count];

		positions[i].offset = positions[i].line =
		    positions[i].column = 0;
		if (!value_is_attached(positions[i].value, document->root))
			continue;
		asked->position = &positions[i];
		make_path(positions[i].value, &asked->path);
		locate.count++;
	}
	qsort(locate.asked, locate.count, sizeof(struct asked), compare_asked);
	run_add(&run, document->prolog);
	locate_value(&run, &locate, document->root);
	for (size_t i = 0; i < locate.count; i++)
		free((void *)locate.asked[i].path.steps);
	free(locate.asked);
}

struct line_search {
	struct place place;
	size_t line;		/* 0-based */
};

static void
take_line(void *arg, const char *text, size_t length)
{
	struct line_search *search = arg;

	place_advance(&search->place, text, length);
}

/*
 * The innermost value that ends at or behind the line; NULL when VALUE ends
 * before it.
 */
static struct value *
value_at_line(struct run *run, struct line_search *search, struct value *value)
{
	run_head(run, value);
	run_key(run, value);
	run_add(run, value->open);
	run_flush(run);
	if (search->place.line >= search->line)
		return value;
	for (size_t i = 0; i < value_count(value); i++) {
		struct value *hit;

		hit = value_at_line(run, search, value->items.list[i]);
		if (hit != NULL)
			return hit;
	}
	run_end(run, value);
	run_flush(run);
	if (search->place.line >= search->line)
		return value;
	run_after(run, value);
	return NULL;
}

struct value *
profile_value_at_line(const struct profile *profile, size_t line)
{
	const struct document *document = &profile->document;
	struct line_search search = { .line = line > 0 ? line - 1 : 0 };
	struct run run = { .take = take_line, .arg = &search };
	struct value *hit;

	run_add(&run, document->prolog);
	run_flush(&run);
	hit = value_at_line(&run, &search, document->root);
	return hit == NULL ? document->root : hit;
}
