/*
 * Chained hash table.  See index_table.h.
 */
#include "config.h"

#include "check/index_table.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"

enum { SLOTS_FIRST = 64, FOLD_CHUNK = 256 };

void
index_init(struct index_table *table)
{
	*table = (struct index_table){ .slot_count = SLOTS_FIRST };
	table->slots = xcalloc(SLOTS_FIRST, sizeof(struct index_entry *));
}

void
index_release(struct index_table *table)
{
	for (size_t i = 0; i < table->slot_count; i++) {
		while (table->slots[i] != NULL) {
			struct index_entry *entry = table->slots[i];

			table->slots[i] = entry->next;
			free(entry);
		}
	}
	free(table->slots);
	VEC_RELEASE(table->touched);
	*table = (struct index_table){ 0 };
}

bool
index_key_equal(struct index_key a, struct index_key b)
{
	return a.kind == b.kind && a.scope == b.scope && a.hash == b.hash;
}

uint64_t
index_hash(const char *text, size_t length, bool fold)
{
	char folded[FOLD_CHUNK];

	/* Nothing that is compared without case is longer than this. */
	if (!fold || length > sizeof folded)
		return map_hash(text, length);
	for (size_t i = 0; i < length; i++)
		folded[i] = (char)(text[i] >= 'A' && text[i] <= 'Z'
		    ? text[i] - 'A' + 'a' : text[i]);
	return map_hash(folded, length);
}

static struct index_entry **
slot_of(const struct index_table *table, struct index_key key)
{
	uint64_t mixed = key.hash ^ (key.scope * UINT64_C(0x9e3779b97f4a7c15)) ^
	    (uint64_t)key.kind;

	return &table->slots[mixed & (table->slot_count - 1)];
}

static void
link_entry(struct index_entry **slot, struct index_entry *entry)
{
	entry->next = *slot;
	if (*slot != NULL)
		(*slot)->at = &entry->next;
	*slot = entry;
	entry->at = slot;
}

static void
grow(struct index_table *table)
{
	struct index_entry **old = table->slots;
	size_t count = table->slot_count;

	table->slot_count = count * 2;
	table->slots = xcalloc(table->slot_count, sizeof *table->slots);
	for (size_t i = 0; i < count; i++) {
		while (old[i] != NULL) {
			struct index_entry *entry = old[i];

			old[i] = entry->next;
			link_entry(slot_of(table, entry->key), entry);
		}
	}
	free(old);
}

struct index_entry *
index_add(struct index_table *table, struct store *store,
    const struct index_entry *model)
{
	struct index_entry *entry = xmalloc(sizeof *entry);

	*entry = *model;
	entry->entry = (struct entry){ 0 };
	if (table->count >= table->slot_count)
		grow(table);
	link_entry(slot_of(table, entry->key), entry);
	table->count++;
	store_add_entry(store, entry->value, &entry->entry);
	index_touch(table, entry->key);
	return entry;
}

void
index_drop(struct index_table *table, struct index_entry *entry)
{
	*entry->at = entry->next;
	if (entry->next != NULL)
		entry->next->at = entry->at;
	table->count--;
	index_touch(table, entry->key);
	free(entry);
}

void
index_touch(struct index_table *table, struct index_key key)
{
	size_t count = table->touched.count;

	if (count == 0 ||
	    !index_key_equal(table->touched.items[count - 1], key))
		*VEC_PUSH(table->touched) = key;
}

static struct index_entry *
find_from(struct index_entry *entry, struct index_key key)
{
	while (entry != NULL && !index_key_equal(entry->key, key))
		entry = entry->next;
	return entry;
}

struct index_entry *
index_first(const struct index_table *table, struct index_key key)
{
	return find_from(*slot_of(table, key), key);
}

struct index_entry *
index_next(const struct index_entry *entry)
{
	return find_from(entry->next, entry->key);
}
