/*
 * The list of edits.
 */
#include "profile/edit_list.h"

#include "base/die.h"

struct edits {
	size_t position;	/* groups applied */
};

struct edits *
edits_new(void)
{
	return xcalloc(1, sizeof(struct edits));
}

void
edits_free(struct edits *edits)
{
	free(edits);
}
