/*
 * What the checks would say of a value that is not in the document yet.  The
 * draft becomes a value of its own, which every path of a rule meets where the
 * document has the old one, or nothing.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/draft.h"
#include "value/value.h"

enum { TRIED_MOST = 64, DEPTH_MOST = 512 };

static struct value *make_value(struct arena *arena, const struct draft *draft,
    struct value *parent, unsigned depth);

static void
make_items(struct arena *arena, const struct draft *draft,
    struct value *value, unsigned depth)
{
	value->items.list = arena_alloc(arena,
	    (draft->items.count + 1) * sizeof(struct value *));
	if (depth == DEPTH_MOST)
		return;
	for (size_t i = 0; i < draft->items.count; i++) {
		struct value *item = make_value(arena, draft->items.list[i],
		    value, depth + 1);

		item->index = (uint32_t)i;
		value->items.list[value->items.count++] = item;
	}
}

static void
set_name(struct arena *arena, struct value *value, const char *name,
    size_t length)
{
	value->key = arena_alloc(arena, sizeof *value->key);
	value->key->name = arena_strndup(arena, name, length);
	value->key->length = (uint32_t)length;
}

static struct value *
make_value(struct arena *arena, const struct draft *draft,
    struct value *parent, unsigned depth)
{
	struct value *value = arena_alloc(arena, sizeof *value);
	AUTO_BUF text = BUF_INIT;

	draft_borrow(draft, value);
	value->parent = parent;
	if (draft->name != NULL)
		set_name(arena, value, draft->name, draft->name_length);
	if (value_is_container(value)) {
		make_items(arena, draft, value, depth);
	} else if (draft->type == VALUE_DATA) {
		scalar_encode_base64(&text, draft->bytes.text,
		    draft->bytes.length);
		value->content.length = (uint32_t)text.length;
		value->content.text = arena_strndup(arena, buf_text(&text),
		    text.length);
	}
	return value;
}

/* Whether the store has what RULE says at OWNER now. */
static bool
is_said(const struct checker *checker, const struct assertion *rule,
    const struct value *owner)
{
	const struct mark *mark = store_find(&checker->store, owner);

	for (const struct item *item = mark != NULL ? mark->owned : NULL;
	    item != NULL; item = item->owned_next)
		if (item->rule == rule)
			return true;
	return false;
}

void
try_rule(struct instance *instance)
{
	struct checker *checker = instance->checker;
	struct capture *capture = checker->capture;
	size_t before = capture->count;
	const struct value *about;

	rule_judge(instance);
	if (capture->count == before)
		return;
	about = capture->out[before].value;
	/* Of other keys only what is new counts. */
	if (!value_is_inside(about, checker->overlay.temporary) &&
	    is_said(checker, instance->rule, instance->owner))
		finding_release(&capture->out[--capture->count]);
}

static void
try_references(const struct subject *subject)
{
	const struct plan *plan = subject->plan;

	for (size_t i = 0; plan != NULL && i < plan->refers_count; i++) {
		struct instance instance = {
			.checker = subject->checker,
			.rule = plan->refers[i],
			.payload = subject->payload,
			.container = subject->value->parent,
			.container_place = subject->container_place,
			.at = subject->value,
			.owner = subject->value,
		};

		rule_judge(&instance);
	}
}

static int
worst_first(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	return (a->code > b->code) - (a->code < b->code);
}

/*
 * The temporary value goes away: what was about it is about what it stood for.
 */
static void
hand_out(struct finding *finding, const struct value *temporary,
    struct value *value, struct value *container, const char *name)
{
	if (finding->value == NULL ||
	    !value_is_inside(finding->value, temporary))
		return;
	finding->value = value != NULL ? value : container;
	if (value == NULL && finding->missing == NULL && name != NULL)
		finding->missing = xstrdup(name);
}

static struct subject
subject_for(struct checker *checker, struct value *container,
    struct value *original, struct value *temporary)
{
	struct subject subject = subject_of(checker, original != NULL
	    ? original : container);

	if (original != NULL) {
		subject.value = temporary;
		return subject;
	}
	subject.container_place = subject.place;
	subject.value = temporary;
	subject.place = where_child(checker->catalog, checker->root, container,
	    subject.place, temporary->key != NULL ? temporary->key->name : NULL,
	    temporary->key != NULL ? temporary->key->length : 0, temporary);
	subject.plan = plan_of(checker, subject.place);
	return subject;
}

size_t
checker_try(struct checker *checker, struct value *container, const char *name,
    struct value *value, const struct draft *draft, struct finding *out,
    size_t capacity)
{
	struct finding found[TRIED_MOST];
	struct capture capture = { found, 0, TRIED_MOST };
	struct arena *arena = arena_new();
	struct value *temporary = make_value(arena, draft, container, 0);
	struct subject subject;

	if (value != NULL) {
		temporary->parent = value->parent;
		temporary->index = value->index;
		temporary->key = value->key;
	} else if (name != NULL) {
		set_name(arena, temporary, name, strlen(name));
	}
	checker->capture = &capture;
	checker->overlay = (struct overlay){ value, temporary,
	    temporary->parent, name, name != NULL ? strlen(name) : 0 };
	if (temporary->parent != NULL) {
		subject = subject_for(checker, temporary->parent, value,
		    temporary);
		check_run(&subject, 1u << SCOPE_VALUE);
		try_references(&subject);
		rule_redo_readers(checker, &(struct change){ EDIT_SET,
		    value != NULL ? value : temporary, temporary->parent });
	}
	checker->capture = NULL;
	checker->overlay = (struct overlay){ 0 };
	if (capture.count > 1)
		qsort(found, capture.count, sizeof *found, worst_first);
	for (size_t i = 0; i < capture.count; i++) {
		hand_out(&found[i], temporary, value, container, name);
		if (i < capacity)
			out[i] = found[i];
		else
			finding_release(&found[i]);
	}
	arena_free(arena);
	return capture.count < capacity ? capture.count : capacity;
}
