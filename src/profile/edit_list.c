/*
 * The list of edits: elementary changes gathered in groups, undo and redo.
 */
#include "profile/edit_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/vec.h"

#include "profile/edit.h"
#include "profile/edit_change.h"

struct step {
	char *label;
	struct change *changes;
	size_t count;
	size_t serial;
};

struct edits {
	VEC(struct step) steps;
	/* of the steps; behind them is what can be redone */
	size_t applied;
	VEC(struct change) open;	/* changes of the open group */
	/* of the groups inside of each other, in OPEN */
	VEC(size_t) starts;
	char *label;		/* of the outermost */
	size_t serial;		/* of the tree as it is */
	size_t last_serial;
	size_t serial_before;	/* the open group */
	size_t mark;
	struct buf notice;
	struct map *originals;	/* value → its first state */
};

struct edits *
edits_new(void)
{
	struct edits *edits = xcalloc(1, sizeof(*edits));

	edits->originals = map_new();
	return edits;
}

/* States are in the arena; documents own their oddities. */
static void
release_changes(struct change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct document *document = changes[i].other;

		if (changes[i].kind != CHANGE_DOCUMENT)
			continue;
		VEC_RELEASE(document->oddities);
		free(document);
	}
}

static void
release_steps(struct edits *edits, size_t from)
{
	while (edits->steps.count > from) {
		struct step *step = &edits->steps.items[--edits->steps.count];

		release_changes(step->changes, step->count);
		free(step->changes);
		free(step->label);
	}
}

void
edits_free(struct edits *edits)
{
	if (edits == NULL)
		return;
	release_steps(edits, 0);
	release_changes(edits->open.items, edits->open.count);
	VEC_RELEASE(edits->steps);
	VEC_RELEASE(edits->open);
	VEC_RELEASE(edits->starts);
	free(edits->label);
	buf_release(&edits->notice);
	map_free(edits->originals, NULL);
	free(edits);
}

/* ---- elementary changes, noted */

static void
make(struct profile *profile, struct change change)
{
	struct edits *edits = profile->edits;

	if (edits->starts.count == 0)
		die("a change outside of a group of edits");
	*VEC_PUSH(edits->open) = change;
	edits->serial = ++edits->last_serial;
	change_apply(profile, &change, CHANGE_MAKE);
}

void
change_state(struct profile *profile, struct value *value,
    const struct value_state *new)
{
	struct value_state *other = arena_alloc(profile->arena, sizeof(*other));

	*other = *new;
	make(profile, (struct change){ .kind = CHANGE_STATE, .value = value,
	    .other = other });
}

void
change_slot(struct profile *profile, struct value *value, struct piece slot)
{
	struct value_state state = value_state(value);

	state.slot = slot;
	change_state(profile, value, &state);
}

void
change_tail(struct profile *profile, struct value *container,
    struct piece tail)
{
	struct value_state state = value_state(container);

	state.content = tail;
	change_state(profile, container, &state);
}

void
change_link(struct profile *profile, struct value *container, size_t index,
    struct value *value)
{
	make(profile, (struct change){ .kind = CHANGE_LINK, .value = value,
	    .container = container, .index = (uint32_t)index });
}

void
change_unlink(struct profile *profile, struct value *value)
{
	make(profile, (struct change){ .kind = CHANGE_UNLINK, .value = value,
	    .container = value->parent, .index = value->index });
}

void
change_move(struct profile *profile, struct value *container, size_t from,
    size_t to)
{
	make(profile, (struct change){ .kind = CHANGE_MOVE,
	    .container = container, .index = (uint32_t)from,
	    .to = (uint32_t)to });
}

void
change_document(struct profile *profile, const struct document *new)
{
	struct document *other = xmalloc(sizeof(*other));

	*other = *new;
	make(profile, (struct change){ .kind = CHANGE_DOCUMENT,
	    .other = other });
}

const struct value_state *
edits_original(struct profile *profile, struct value *value)
{
	struct map *originals = profile->edits->originals;
	struct value_state *state = map_get_pointer(originals, value);

	if (state == NULL) {
		state = arena_alloc(profile->arena, sizeof(*state));
		*state = value_state(value);
		map_set_pointer(originals, value, state);
	}
	return state;
}

/* Whether VALUE came into the tree by an edit that stands. */
static bool
was_put_in(const struct edits *edits, const struct value *value)
{
	for (size_t i = 0; i < edits->applied; i++) {
		const struct step *step = &edits->steps.items[i];

		for (size_t j = 0; j < step->count; j++) {
			const struct change *change = &step->changes[j];

			if (change->kind == CHANGE_DOCUMENT)
				return true;
			if (change->value == value &&
			    (change->kind == CHANGE_LINK ||
			    change->kind == CHANGE_UNLINK))
				return change->kind == CHANGE_LINK;
		}
	}
	return false;
}

bool
edit_integer_as_read(const struct profile *profile, const struct value *value,
    struct integer *out)
{
	const struct edits *edits = profile->edits;
	const struct value_state *first = map_get_pointer(edits->originals,
	    value);

	if (was_put_in(edits, value))
		return false;
	if ((first != NULL ? first->type : value->type) != VALUE_INTEGER ||
	    (first != NULL ? first->unreadable : value->unreadable))
		return false;
	*out = first != NULL ? first->integer : value->integer;
	return true;
}

/* ---- groups */

void
edit_begin(struct profile *profile, const char *label)
{
	struct edits *edits = profile->edits;

	if (edits->starts.count == 0) {
		free(edits->label);
		edits->label = xstrdup(label);
		edits->serial_before = edits->serial;
		buf_truncate(&edits->notice, 0);
	}
	*VEC_PUSH(edits->starts) = edits->open.count;
}

void
edits_begin(struct profile *profile, const char *verb,
    const struct value *value)
{
	AUTO_BUF label = BUF_INIT;

	buf_addf(&label, "%s ", verb);
	if (value->key != NULL)
		buf_add(&label, value->key->name, value->key->length);
	else if (value->parent != NULL)
		buf_addf(&label, "item %u", (unsigned)value->index + 1);
	else
		buf_add_text(&label, "the document");
	edit_begin(profile, buf_text(&label));
}

void
edit_end(struct profile *profile)
{
	struct edits *edits = profile->edits;
	struct step *step;

	if (edits->starts.count == 0)
		die("the end of a group of edits that was not begun");
	if (--edits->starts.count > 0 || edits->open.count == 0)
		return;
	release_steps(edits, edits->applied);
	step = VEC_PUSH(edits->steps);
	step->label = steal(edits->label);
	step->count = edits->open.count;
	step->changes = xreallocarray(NULL, step->count,
	    sizeof(struct change));
	memcpy(step->changes, edits->open.items,
	    step->count * sizeof(struct change));
	step->serial = edits->serial;
	edits->applied++;
	VEC_RELEASE(edits->open);
}

void
edit_abort(struct profile *profile)
{
	struct edits *edits = profile->edits;
	size_t start;

	if (edits->starts.count == 0)
		die("a group of edits is given up that was not begun");
	start = edits->starts.items[--edits->starts.count];
	while (edits->open.count > start) {
		/* Taken out first: a watcher sees a list without it. */
		struct change change = edits->open.items[--edits->open.count];

		edits->serial = edits->open.count == 0 ?
		    edits->serial_before : ++edits->last_serial;
		change_apply(profile, &change, CHANGE_TAKE_BACK);
		release_changes(&change, 1);
	}
}

bool
edit_finish(struct profile *profile, bool done)
{
	if (done)
		edit_end(profile);
	else
		edit_abort(profile);
	return done;
}

bool
edit_undo(struct profile *profile)
{
	struct edits *edits = profile->edits;
	struct step *step;

	if (edits->applied == 0 || edits->starts.count > 0)
		return false;
	buf_truncate(&edits->notice, 0);
	step = &edits->steps.items[--edits->applied];
	edits->serial = edits->applied == 0 ? 0 :
	    edits->steps.items[edits->applied - 1].serial;
	for (size_t i = step->count; i-- > 0;)
		change_apply(profile, &step->changes[i], CHANGE_TAKE_BACK);
	return true;
}

bool
edit_redo(struct profile *profile)
{
	struct edits *edits = profile->edits;
	struct step *step;

	if (edits->applied == edits->steps.count || edits->starts.count > 0)
		return false;
	buf_truncate(&edits->notice, 0);
	step = &edits->steps.items[edits->applied++];
	edits->serial = step->serial;
	for (size_t i = 0; i < step->count; i++)
		change_apply(profile, &step->changes[i], CHANGE_MAKE);
	return true;
}

/* ---- asking */

const char *
edit_undo_label(const struct profile *profile)
{
	const struct edits *edits = profile->edits;

	return edits->applied == 0 ? NULL :
	    edits->steps.items[edits->applied - 1].label;
}

const char *
edit_redo_label(const struct profile *profile)
{
	const struct edits *edits = profile->edits;

	return edits->applied == edits->steps.count ? NULL :
	    edits->steps.items[edits->applied].label;
}

void
edits_say(struct profile *profile, const char *fmt, ...)
{
	struct buf *notice = &profile->edits->notice;
	va_list args;

	if (notice->length > 0)
		buf_add_text(notice, "; ");
	va_start(args, fmt);
	buf_vaddf(notice, fmt, args);
	va_end(args);
}

const char *
edit_notice(const struct profile *profile)
{
	return buf_text(&profile->edits->notice);
}

size_t
edit_position(const struct profile *profile)
{
	return profile->edits->serial;
}

bool
edit_is_changed(const struct profile *profile)
{
	return profile->edits->serial != profile->edits->mark;
}

void
edit_mark_saved(struct profile *profile)
{
	profile->edits->mark = profile->edits->serial;
}

size_t
edit_count_since_mark(const struct profile *profile)
{
	const struct edits *edits = profile->edits;
	size_t at = 0;

	while (at < edits->steps.count && edits->mark != 0 &&
	    edits->steps.items[at].serial != edits->mark)
		at++;
	if (edits->mark != 0)
		at++;
	/* Its step was undone and given up: at least everything since. */
	if (at > edits->steps.count)
		return edits->applied > 0 ? edits->applied : 1;
	return at > edits->applied ? at - edits->applied : edits->applied - at;
}
