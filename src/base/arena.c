/*
 * Memory that is freed all at once: blocks that double in size up to a bound,
 * cut from the front.  See arena.h.
 */
#include "config.h"

#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

enum { BLOCK_FIRST = 4096, BLOCK_MOST = 256 * 1024 };

struct block {
	struct block *next;
	alignas(max_align_t) char bytes[];
};

struct taken {
	struct taken *next;
	void *heap_block;
};

struct arena {
	struct block *blocks;	/* all of them, newest first */
	struct taken *taken;
	char *free;		/* in the block being cut */
	size_t room;		/* bytes left there */
	size_t next_size, held;	/* bytes */
};

struct arena *
arena_new(void)
{
	struct arena *arena = xcalloc(1, sizeof *arena);

	arena->next_size = BLOCK_FIRST;
	return arena;
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	for (struct taken *t = arena->taken; t != NULL; t = t->next)
		free(t->heap_block);
	for (struct block *b = arena->blocks; b != NULL;) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
	free(arena);
}

static char *
add_block(struct arena *arena, size_t size)
{
	struct block *block = xmalloc(sizeof *block + size);

	block->next = arena->blocks;
	arena->blocks = block;
	arena->held += sizeof *block + size;
	return block->bytes;
}

/* SIZE bytes, not cleared; SIZE is a multiple of the alignment. */
static char *
cut(struct arena *arena, size_t size)
{
	if (size > arena->room) {
		/* What is large gets a block of its own: less is wasted. */
		if (size >= arena->next_size / 4)
			return add_block(arena, size);
		arena->free = add_block(arena, arena->next_size);
		arena->room = arena->next_size;
		if (arena->next_size < BLOCK_MOST)
			arena->next_size *= 2;
	}
	char *memory = arena->free;

	arena->free += size;
	arena->room -= size;
	return memory;
}

static char *
cut_aligned(struct arena *arena, size_t size)
{
	const size_t unit = alignof(max_align_t);

	if (size > SIZE_MAX / 2)
		die("out of memory");
	size = (size + unit - 1) / unit * unit;
	return cut(arena, size > 0 ? size : unit);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	char *memory = cut_aligned(arena, size);

	return memset(memory, 0, size);
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	if (length > SIZE_MAX / 2)
		die("out of memory");
	char *copy = cut_aligned(arena, length + 1);

	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}

char *
arena_printf(struct arena *arena, const char *fmt, ...)
{
	va_list args, again;

	va_start(args, fmt);
	va_copy(again, args);
	int length = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (length < 0)
		die("cannot format '%s'", fmt);
	char *text = cut_aligned(arena, (size_t)length + 1);

	vsnprintf(text, (size_t)length + 1, fmt, again);
	va_end(again);
	return text;
}

void
arena_take(struct arena *arena, void *heap_block)
{
	struct taken *taken = arena_alloc(arena, sizeof *taken);

	taken->heap_block = heap_block;
	taken->next = arena->taken;
	arena->taken = taken;
}

size_t
arena_size(const struct arena *arena)
{
	return arena->held;
}
