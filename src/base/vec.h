/*
 * Growing arrays of any element: `VEC(struct row) rows = {0};` then
 * `*VEC_PUSH(rows) = row;` and rows.items[i] for i < rows.count.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

#define VEC(type)                                                              \
	struct {                                                               \
		type *items;                                                   \
		size_t count, capacity;                                        \
	}

void *vec_grow(void *items, size_t *capacity, size_t wanted, size_t size);

#define VEC_RESERVE(v, wanted)                                                 \
	((wanted) <= (v).capacity ? (void)0 :                                  \
	    (void)((v).items = vec_grow((v).items, &(v).capacity, (wanted),    \
		sizeof(*(v).items))))
/* Room for one more at the end; a pointer to it (not cleared). */
#define VEC_PUSH(v)                                                            \
	(VEC_RESERVE((v), (v).count + 1), &(v).items[(v).count++])
/* Room for one at index AT; a pointer to it (not cleared). */
#define VEC_INSERT(v, at)                                                      \
	({                                                                     \
		size_t vec_at_ = (at);                                         \
		VEC_RESERVE((v), (v).count + 1);                               \
		memmove(&(v).items[vec_at_ + 1], &(v).items[vec_at_],          \
		    ((v).count - vec_at_) * sizeof(*(v).items));               \
		(v).count++;                                                   \
		&(v).items[vec_at_];                                           \
	})
#define VEC_REMOVE(v, at)                                                      \
	do {                                                                   \
		size_t vec_at_ = (at);                                         \
		(v).count--;                                                   \
		memmove(&(v).items[vec_at_], &(v).items[vec_at_ + 1],          \
		    ((v).count - vec_at_) * sizeof(*(v).items));               \
	} while (0)
#define VEC_RELEASE(v)                                                         \
	(free((v).items), (v).items = NULL, (v).count = (v).capacity = 0)

#endif
