/* Texts that were taken before.  See recall.h. */
#include "line/recall.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/vec.h"

#define KEPT 100	/* texts a name */

struct recall {
	char *name;
	VEC(char *) texts;	/* oldest first */
};

struct recall *
recall_find(struct recall *all[RECALLS], const char *name)
{
	for (size_t i = 0; i < RECALLS; i++) {
		if (all[i] == NULL) {
			all[i] = xcalloc(1, sizeof(*all[i]));
			all[i]->name = xstrdup(name);
		}
		if (strcmp(all[i]->name, name) == 0)
			return all[i];
	}
	return NULL;
}

void
recall_free(struct recall *recall)
{
	if (recall == NULL)
		return;
	for (size_t i = 0; i < recall->texts.count; i++)
		free(recall->texts.items[i]);
	VEC_RELEASE(recall->texts);
	free(recall->name);
	free(recall);
}

size_t
recall_count(const struct recall *recall)
{
	return recall->texts.count;
}

const char *
recall_get(const struct recall *recall, size_t back)
{
	return recall->texts.items[recall->texts.count - back];
}

static void
drop(struct recall *recall, size_t at)
{
	free(recall->texts.items[at]);
	VEC_REMOVE(recall->texts, at);
}

void
recall_keep(struct recall *recall, const char *text)
{
	if (*text == '\0')
		return;
	for (size_t i = recall->texts.count; i-- > 0;) {
		if (strcmp(recall->texts.items[i], text) == 0)
			drop(recall, i);
	}
	*VEC_PUSH(recall->texts) = xstrdup(text);
	if (recall->texts.count > KEPT)
		drop(recall, 0);
}
