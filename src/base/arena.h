/*
 * Memory that is freed all at once.  Pointers stay valid until arena_free().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* Zeroed, aligned for any object; never NULL, also for SIZE 0. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy with a NUL behind it. */
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_printf(struct arena *arena, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The arena's from now on: freed with free() when the arena goes. */
void arena_take(struct arena *arena, void *heap_block);
/* Bytes held, without what was taken; for tests of bounds. */
size_t arena_size(const struct arena *arena);

#endif
