/*
 * A map from byte strings (or pointers) to pointers.  It owns copies of its
 * keys, never the values.  Iteration goes in order of insertion.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct map;

struct map *map_new(void);
/* RELEASE, when not NULL, is called for each value still there. */
void map_free(struct map *map, void (*release)(void *value));
size_t map_count(const struct map *map);

void *map_get(const struct map *map, const char *key, size_t length);
/* Returns the value that was there before, or NULL. */
void *map_set(struct map *map, const char *key, size_t length, void *value);
/* Takes it out and returns it, or NULL. */
void *map_remove(struct map *map, const char *key, size_t length);

/* The same with a C string, and with a pointer's own value as the key. */
void *map_get_text(const struct map *map, const char *key);
void *map_set_text(struct map *map, const char *key, void *value);
void *map_get_pointer(const struct map *map, const void *key);
void *map_set_pointer(struct map *map, const void *key, void *value);
void *map_remove_pointer(struct map *map, const void *key);

/*
 * The hash that maps use, for tables of one's own; it differs from run to run.
 */
uint64_t map_hash(const void *bytes, size_t length);

/*
 * Calls VISIT for each entry until it returns false; the map must not change
 * meanwhile.  A NUL that is not counted follows KEY.
 */
void map_each(const struct map *map,
    bool (*visit)(const char *key, size_t length, void *value, void *arg),
    void *arg);

#endif
