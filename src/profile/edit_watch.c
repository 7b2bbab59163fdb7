/*
 * Who watches the edits of a document.
 */
#include "profile/edit.h"

#include "base/die.h"

#include "profile/internal.h"

void
edit_watch(struct profile *profile, const struct edit_watcher *watcher)
{
	for (size_t i = 0; i < EDIT_WATCHERS_MOST; i++) {
		if (profile->watchers[i] == NULL) {
			profile->watchers[i] = watcher;
			return;
		}
	}
	die("more than %d watch one profile", EDIT_WATCHERS_MOST);
}

void
edit_unwatch(struct profile *profile, const struct edit_watcher *watcher)
{
	for (size_t i = 0; i < EDIT_WATCHERS_MOST; i++) {
		if (profile->watchers[i] == watcher)
			profile->watchers[i] = NULL;
	}
}

void
edit_tell(struct profile *profile, enum edit_change change,
    struct value *value, struct value *container)
{
	for (size_t i = 0; i < EDIT_WATCHERS_MOST; i++) {
		const struct edit_watcher *watcher = profile->watchers[i];

		if (watcher != NULL)
			watcher->changed(watcher->arg, change, value,
			    container);
	}
}
