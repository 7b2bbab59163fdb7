/*
 * A map from byte strings to pointers: a linked list in order of insertion
 * and a table of pointers into it (linear probing, at most two thirds full).
 * The hash is SipHash-1-3 under a key that differs from run to run, so that a
 * file cannot be made to put all its keys into one place.  See map.h.
 * Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
 */
#include "config.h"

#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/random.h"

struct entry {
	struct entry *previous, *next;	/* order of insertion */
	void *value;
	uint64_t hash;
	size_t length;
	char key[];		/* a NUL behind it */
};

struct map {
	struct entry **slots;	/* NULL: free */
	size_t slot_count;	/* a power of two, or 0 */
	size_t count;
	struct entry *first, *last;
};

enum { SLOTS_FIRST = 16 };

static uint64_t
rotate(uint64_t word, unsigned bits)
{
	return word << bits | word >> (64 - bits);
}

static void
sip_round(uint64_t v[4])
{
	v[0] += v[1];
	v[1] = rotate(v[1], 13) ^ v[0];
	v[0] = rotate(v[0], 32);
	v[2] += v[3];
	v[3] = rotate(v[3], 16) ^ v[2];
	v[0] += v[3];
	v[3] = rotate(v[3], 21) ^ v[0];
	v[2] += v[1];
	v[1] = rotate(v[1], 17) ^ v[2];
	v[2] = rotate(v[2], 32);
}

uint64_t
map_hash(const void *start, size_t length)
{
	const char *bytes = start;
	const uint64_t *secret = random_hash_key();
	uint64_t v[4] = {
		secret[0] ^ 0x736f6d6570736575, secret[1] ^ 0x646f72616e646f6d,
		secret[0] ^ 0x6c7967656e657261, secret[1] ^ 0x7465646279746573,
	};
	uint64_t word, end = (uint64_t)length << 56;

	for (; length >= 8; bytes += 8, length -= 8) {
		memcpy(&word, bytes, 8);
		v[3] ^= word;
		sip_round(v);
		v[0] ^= word;
	}
	word = 0;
	if (length > 0)
		memcpy(&word, bytes, length);
	word ^= end;
	v[3] ^= word;
	sip_round(v);
	v[0] ^= word;
	v[2] ^= 0xff;
	for (int i = 0; i < 3; i++)
		sip_round(v);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* The slot that holds KEY, or the free one where it belongs. */
static size_t
find_slot(const struct map *map, const char *key, size_t length, uint64_t hash)
{
	size_t mask = map->slot_count - 1, at = hash & mask;

	for (;; at = (at + 1) & mask) {
		const struct entry *e = map->slots[at];

		if (e == NULL)
			return at;
		if (e->hash == hash && e->length == length &&
		    (length == 0 || memcmp(e->key, key, length) == 0))
			return at;
	}
}

static void
grow(struct map *map)
{
	size_t count = map->slot_count == 0 ? SLOTS_FIRST : map->slot_count * 2;

	free(map->slots);
	map->slots = xcalloc(count, sizeof *map->slots);
	map->slot_count = count;
	for (struct entry *e = map->first; e != NULL; e = e->next) {
		size_t at = e->hash & (count - 1);

		while (map->slots[at] != NULL)
			at = (at + 1) & (count - 1);
		map->slots[at] = e;
	}
}

struct map *
map_new(void)
{
	return xcalloc(1, sizeof(struct map));
}

void
map_free(struct map *map, void (*release)(void *value))
{
	if (map == NULL)
		return;
	for (struct entry *e = map->first; e != NULL;) {
		struct entry *next = e->next;

		if (release != NULL)
			release(e->value);
		free(e);
		e = next;
	}
	free(map->slots);
	free(map);
}

size_t
map_count(const struct map *map)
{
	return map->count;
}

void *
map_get(const struct map *map, const char *key, size_t length)
{
	if (map->count == 0)
		return NULL;
	size_t at = find_slot(map, key, length, map_hash(key, length));

	return map->slots[at] != NULL ? map->slots[at]->value : NULL;
}

static struct entry *
add_entry(struct map *map, const char *key, size_t length, uint64_t hash)
{
	if (length > SIZE_MAX / 2)
		die("out of memory");
	struct entry *e = xmalloc(sizeof *e + length + 1);

	e->hash = hash;
	e->length = length;
	if (length > 0)
		memcpy(e->key, key, length);
	e->key[length] = '\0';
	e->next = NULL;
	e->previous = map->last;
	if (map->last != NULL)
		map->last->next = e;
	else
		map->first = e;
	map->last = e;
	map->count++;
	return e;
}

void *
map_set(struct map *map, const char *key, size_t length, void *value)
{
	uint64_t hash = map_hash(key, length);
	void *old = NULL;

	if (map->count + 1 > map->slot_count / 3 * 2)
		grow(map);
	size_t at = find_slot(map, key, length, hash);
	if (map->slots[at] != NULL)
		old = map->slots[at]->value;
	else
		map->slots[at] = add_entry(map, key, length, hash);
	map->slots[at]->value = value;
	return old;
}

/* Moves what stands behind the freed slot AT so that each is found again. */
static void
close_hole(struct map *map, size_t at)
{
	size_t mask = map->slot_count - 1;

	for (size_t i = (at + 1) & mask; map->slots[i] != NULL;
	    i = (i + 1) & mask) {
		size_t home = map->slots[i]->hash & mask;

		/* Only what is not nearer to its home than the hole is. */
		if (((i - home) & mask) < ((i - at) & mask))
			continue;
		map->slots[at] = map->slots[i];
		at = i;
	}
	map->slots[at] = NULL;
}

void *
map_remove(struct map *map, const char *key, size_t length)
{
	if (map->count == 0)
		return NULL;
	size_t at = find_slot(map, key, length, map_hash(key, length));
	struct entry *e = map->slots[at];

	if (e == NULL)
		return NULL;
	close_hole(map, at);
	if (e->previous != NULL)
		e->previous->next = e->next;
	else
		map->first = e->next;
	if (e->next != NULL)
		e->next->previous = e->previous;
	else
		map->last = e->previous;
	map->count--;
	void *value = e->value;

	free(e);
	return value;
}

void *
map_get_text(const struct map *map, const char *key)
{
	return map_get(map, key, strlen(key));
}

void *
map_set_text(struct map *map, const char *key, void *value)
{
	return map_set(map, key, strlen(key), value);
}

void *
map_get_pointer(const struct map *map, const void *key)
{
	return map_get(map, (const char *)&key, sizeof key);
}

void *
map_set_pointer(struct map *map, const void *key, void *value)
{
	return map_set(map, (const char *)&key, sizeof key, value);
}

void *
map_remove_pointer(struct map *map, const void *key)
{
	return map_remove(map, (const char *)&key, sizeof key);
}

void
map_each(const struct map *map,
    bool (*visit)(const char *key, size_t length, void *value, void *arg),
    void *arg)
{
	for (const struct entry *e = map->first; e != NULL; e = e->next)
		if (!visit(e->key, e->length, e->value, arg))
			return;
}
