/*
 * Notes of what a file has that is not known or odd.
 */
#include "config.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/yaml.h"
#include "schema/internal.h"

void
notes_add(struct notes *notes, const struct yaml_node *at,
    enum note_weight weight,
    const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	AUTO_FREE char *message = xvasprintf(fmt, args);
	va_end(args);
	*VEC_PUSH(notes->list) = (struct schema_note){ at->line, at->column,
		arena_strdup(notes->arena, message), weight != NOTE_MILD,
		weight == NOTE_SERIOUS };
}

struct schema_note *
notes_finish(struct notes *notes, size_t *count)
{
	size_t size = notes->list.count * sizeof *notes->list.items;
	struct schema_note *list = arena_alloc(notes->arena, size);

	if (size > 0)
		memcpy(list, notes->list.items, size);
	*count = notes->list.count;
	VEC_RELEASE(notes->list);
	return list;
}

void
notes_check_names(struct notes *notes, const struct yaml_node *mapping,
    const char *const *known)
{
	for (size_t i = 0; i < mapping->count; i++) {
		const struct yaml_node *name = mapping->keys[i];
		const char *const *at = known;

		while (*at != NULL && strcmp(name->text, *at) != 0)
			at++;
		if (*at == NULL)
			notes_add(notes, name, NOTE_MILD,
			    "unknown attribute '%s'", name->text);
	}
}
