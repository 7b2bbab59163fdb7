/*
 * Growing arrays of any element.  See vec.h.
 */
#include "config.h"

#include "base/vec.h"

#include <stdint.h>

void *
vec_grow(void *items, size_t *capacity, size_t wanted, size_t size)
{
	size_t grown = *capacity < 4 ? 4 : *capacity;

	if (wanted > SIZE_MAX / 2 / size)
		die("out of memory");
	while (grown < wanted)
		grown *= 2;
	items = xreallocarray(items, grown, size);
	*capacity = grown;
	return items;
}
