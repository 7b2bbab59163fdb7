/*
 * Marks, findings and their counts.  See store.h.
 */
#include "config.h"

#include "check/store.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "value/value.h"

void
store_init(struct store *store, size_t item_most,
    void (*drop_entry)(void *arg, struct entry *entry), void *arg)
{
	*store = (struct store){
		.marks = map_new(),
		.item_most = item_most,
		.drop_entry = drop_entry,
		.arg = arg,
	};
}

static void
free_item(struct item *item)
{
	finding_release(&item->finding);
	free(item);
}

/* Every item is about one mark, every entry hangs on one. */
static void
free_mark(void *pointer)
{
	struct mark *mark = pointer;

	for (struct item *item = mark->about, *next; item != NULL;
	    item = next) {
		next = item->about_next;
		free_item(item);
	}
	free(mark);
}

void
store_clear(struct store *store)
{
	map_free(store->marks, free_mark);
	store->marks = map_new();
	store->item_count = 0;
	store->coarse = false;
	for (size_t i = 0; i < FINDING_CODES; i++)
		store->counts[i] = 0;
	for (size_t i = 0; i < SEVERITIES; i++)
		store->severities[i] = 0;
}

void
store_release(struct store *store)
{
	map_free(store->marks, free_mark);
	store->marks = NULL;
}

struct mark *
store_find(const struct store *store, const struct value *value)
{
	return map_get_pointer(store->marks, value);
}

struct mark *
store_mark(struct store *store, const struct value *value)
{
	struct mark *mark = store_find(store, value), *made = NULL;

	if (mark != NULL)
		return mark;
	for (struct mark *child = NULL; value != NULL; value = value->parent) {
		struct mark *up = store_find(store, value);
		bool there = up != NULL;

		if (!there) {
			up = xcalloc(1, sizeof *up);
			up->value = value;
			map_set_pointer(store->marks, value, up);
		}
		if (made == NULL)
			made = up;
		if (child != NULL) {
			child->parent = up;
			child->next = up->first;
			if (up->first != NULL)
				up->first->at = &child->next;
			up->first = child;
			child->at = &up->first;
		}
		if (there)
			break;
		child = up;
	}
	return made;
}

static void
unlink_mark(struct mark *mark)
{
	if (mark->at == NULL)
		return;
	*mark->at = mark->next;
	if (mark->next != NULL)
		mark->next->at = mark->at;
}

void
store_prune(struct store *store, struct mark *mark)
{
	while (mark != NULL && mark->first == NULL && mark->about == NULL &&
	    mark->owned == NULL && mark->entries == NULL) {
		struct mark *parent = mark->parent;

		unlink_mark(mark);
		map_remove_pointer(store->marks, mark->value);
		free(mark);
		mark = parent;
	}
}

static void
count_up(struct store *store, struct item *item, bool add)
{
	enum severity severity = item->finding.severity;

	for (struct mark *m = item->about; m != NULL; m = m->parent)
		m->below[severity] += add ? 1 : (size_t)-1;
	store->counts[item->finding.code] += add ? 1 : (size_t)-1;
	store->severities[severity] += add ? 1 : (size_t)-1;
	store->item_count += add ? 1 : (size_t)-1;
}

static void
push_owned(struct item **list, struct item *item)
{
	item->owned_next = *list;
	if (*list != NULL)
		(*list)->owned_at = &item->owned_next;
	*list = item;
	item->owned_at = list;
}

void
store_add(struct store *store, const struct owner *owner,
    const struct value *root, struct finding *finding)
{
	const struct value *about = finding->value;
	struct item *item;

	if (store->item_count >= store->item_most) {
		store->coarse = true;
		store->counts[finding->code]++;
		store->severities[finding->severity]++;
		finding_release(finding);
		return;
	}
	item = xcalloc(1, sizeof *item);
	item->finding = *finding;
	*finding = (struct finding){ 0 };
	item->scope = owner->scope;
	item->rule = owner->rule;
	item->about = store_mark(store, about != NULL ? about : root);
	item->about_next = item->about->about;
	if (item->about_next != NULL)
		item->about_next->about_at = &item->about_next;
	item->about->about = item;
	item->about_at = &item->about->about;
	push_owned(owner->entry != NULL ? &owner->entry->owned
	    : &store_mark(store, owner->value)->owned, item);
	count_up(store, item, true);
}

/* Takes ITEM out of both lists and frees it; the mark it was about stays. */
static void
drop_item(struct store *store, struct item *item)
{
	count_up(store, item, false);
	*item->about_at = item->about_next;
	if (item->about_next != NULL)
		item->about_next->about_at = item->about_at;
	*item->owned_at = item->owned_next;
	if (item->owned_next != NULL)
		item->owned_next->owned_at = item->owned_at;
	free_item(item);
}

static void
drop_and_prune(struct store *store, struct item *item)
{
	struct mark *about = item->about;

	drop_item(store, item);
	store_prune(store, about);
}

void
store_drop(struct store *store, const struct value *value,
    enum check_scope scope, const void *rule)
{
	struct mark *mark = store_find(store, value);
	struct item *item = mark != NULL ? mark->owned : NULL;

	while (item != NULL) {
		struct item *next = item->owned_next;

		if (item->scope == scope &&
		    (rule == NULL || item->rule == rule)) {
			/* The owner must outlive the walk over its list. */
			if (item->about == mark)
				drop_item(store, item);
			else
				drop_and_prune(store, item);
		}
		item = next;
	}
	/* Pruning what the last one was about may have taken it already. */
	store_prune(store, store_find(store, value));
}

void
store_drop_owned(struct store *store, struct entry *entry)
{
	while (entry->owned != NULL) {
		struct item *item = entry->owned;

		if (item->about == entry->mark)
			drop_item(store, item);
		else
			drop_and_prune(store, item);
	}
}

void
store_add_entry(struct store *store, const struct value *value,
    struct entry *entry)
{
	struct mark *mark = store_mark(store, value);

	entry->mark = mark;
	entry->mark_next = mark->entries;
	if (mark->entries != NULL)
		mark->entries->mark_at = &entry->mark_next;
	mark->entries = entry;
	entry->mark_at = &mark->entries;
}

static void
unlink_entry(struct store *store, struct entry *entry)
{
	store_drop_owned(store, entry);
	*entry->mark_at = entry->mark_next;
	if (entry->mark_next != NULL)
		entry->mark_next->mark_at = entry->mark_at;
	store->drop_entry(store->arg, entry);
}

void
store_remove_entry(struct store *store, struct entry *entry)
{
	struct mark *mark = entry->mark;

	unlink_entry(store, entry);
	store_prune(store, mark);
}

/* The first mark at or below MARK in post order, so that parents come last. */
static struct mark *
deepest_first(struct mark *mark)
{
	while (mark->first != NULL)
		mark = mark->first;
	return mark;
}

void
store_drop_below(struct store *store, const struct value *value)
{
	struct mark *top = store_find(store, value), *parent;

	if (top == NULL)
		return;
	parent = top->parent;
	for (;;) {
		struct mark *mark = deepest_first(top);

		while (mark->entries != NULL)
			unlink_entry(store, mark->entries);
		while (mark->owned != NULL)
			drop_item(store, mark->owned);
		while (mark->about != NULL)
			drop_item(store, mark->about);
		unlink_mark(mark);
		map_remove_pointer(store->marks, mark->value);
		bool done = mark == top;

		free(mark);
		if (done)
			break;
	}
	store_prune(store, parent);
}
