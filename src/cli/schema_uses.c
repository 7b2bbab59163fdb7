/*
 * Which profiles use keys that change.  See schema_uses.h.
 */
#include "cli/schema_uses.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "cli/cli.h"
#include "cli/documents.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/diff.h"
#include "schema/schema.h"
#include "value/path.h"
#include "value/value.h"

struct search {
	const struct schema_diff *diff;
	/* New (else old) key or file → index of its first change, plus one. */
	struct map *first;
	const char *file;
	const struct value *root;
	VEC(struct schema_use) uses;
	size_t files, unreadable;
};

/* The keys that may stand at a value: those of the old and of the new set. */
struct lists {
	const struct key_list *old, *new;
};

static bool
is_about(const struct schema_change *change, const void *old, const void *new)
{
	const void *change_old = change->old_key, *change_new =
	    change->new_key;

	if (change_old == NULL && change_new == NULL) {
		change_old = change->old;
		change_new = change->new;
	}
	return change_old == old && change_new == new;
}

/* Changes of one key or file stand behind one another. */
static void
use(struct search *search, const struct value *value, const void *old,
    const void *new)
{
	size_t at = (uintptr_t)map_get_pointer(search->first,
	    new != NULL ? new : old);
	AUTO_BUF path = BUF_INIT;

	if (at == 0)
		return;
	path_of_value(value, search->root, &path);
	for (at--; at < search->diff->count &&
	    is_about(&search->diff->changes[at], old, new); at++)
		*VEC_PUSH(search->uses) = (struct schema_use){
			xstrdup(search->file), xstrdup(buf_text(&path)),
			&search->diff->changes[at] };
}

static const struct schema_key *
find_key(const struct key_list *list, const struct value *value)
{
	const struct schema_key *key;

	if (list == NULL)
		return NULL;
	/* An item: unions are told apart by nothing that is said here. */
	if (value->key == NULL)
		return list->count > 0 ? list->keys[0] : NULL;
	key = key_list_find(list, value->key->name, value->key->length);
	return key != NULL ? key : list->wildcard;
}

static const struct key_list *
list_below(const struct schema_key *key, const struct value *value)
{
	enum schema_type wanted = value->type == VALUE_ARRAY ? SCHEMA_ARRAY :
	    SCHEMA_DICT;

	return key != NULL && key->type == wanted ? key->subkeys : NULL;
}

/* No deeper than documents are. */
static void
look_below(struct search *search, const struct value *container,
    struct lists lists)
{
	size_t count = value_is_container(container) ?
	    value_count(container) : 0;

	for (size_t i = 0; i < count; i++) {
		const struct value *child = value_at(container, i);
		const struct schema_key *old = find_key(lists.old, child);
		const struct schema_key *new = find_key(lists.new, child);
		struct lists below;

		if (old == NULL && new == NULL)
			continue;
		use(search, child, old, new);
		below.old = list_below(old, child);
		below.new = list_below(new, child);
		if (below.old != NULL || below.new != NULL)
			look_below(search, child, below);
	}
}

/* Several files may describe a type: one counts when a key of it is there. */
static bool
has_key_of(const struct value *payload, const struct schema *file)
{
	for (size_t i = 0; i < file->keys->count; i++)
		if (value_find(payload, file->keys->keys[i]->name) != NULL)
			return true;
	return file->keys->count == 0 || file->keys->wildcard != NULL;
}

struct pair {
	const struct schema *old, *new;
};

static void
look_at_pair(struct search *search, const struct value *payload,
    struct pair pair)
{
	if (!has_key_of(payload, pair.new != NULL ? pair.new : pair.old))
		return;
	use(search, payload, pair.old, pair.new);
	if (pair.old == NULL || pair.new == NULL)
		return;
	look_below(search, payload,
	    (struct lists){ pair.old->keys, pair.new->keys });
}

static bool
is_type(const struct schema *file, const char *type, size_t length)
{
	return strlen(file->type) == length &&
	    memcmp(file->type, type, length) == 0;
}

/* Only files in which something changes are looked at, each once. */
static void
look_at_type(struct search *search, const struct value *dict,
    const char *type, size_t length)
{
	struct pair before = { NULL, NULL };

	for (size_t i = 0; i < search->diff->count; i++) {
		const struct schema_change *change = &search->diff->changes[i];
		struct pair pair = { change->old, change->new };
		const struct schema *file =
		    pair.new != NULL ? pair.new : pair.old;

		if (pair.old == before.old && pair.new == before.new)
			continue;
		before = pair;
		if (is_type(file, type, length))
			look_at_pair(search, dict, pair);
	}
}

static void
look_at_profile(struct search *search, const struct value *root)
{
	const struct value *payload = NULL;

	if (payload_shape(root) == SHAPE_PROFILE)
		look_at_type(search, root, "TopLevel", strlen("TopLevel"));
	while ((payload = payload_next(root, payload)) != NULL) {
		size_t length;
		const char *type = payload_type(payload, &length);

		look_at_type(search, payload, type, length);
		look_at_type(search, payload, "CommonPayloadKeys",
		    strlen("CommonPayloadKeys"));
	}
}

static void
look_at_file(const char *path, struct profile *take_profile,
    const struct error *why, void *arg)
{
	struct search *search = arg;

	search->files++;
	if (take_profile == NULL) {
		search->unreadable++;
		cli_fail(why);
		return;
	}
	search->file = path;
	search->root = profile_root(take_profile);
	if (search->root != NULL)
		look_at_profile(search, search->root);
	profile_close(take_profile);
}

static void
index_changes(struct search *search)
{
	for (size_t i = search->diff->count; i-- > 0;) {
		const struct schema_change *change = &search->diff->changes[i];
		const void *what = change->new_key != NULL ?
		    (const void *)change->new_key : change->old_key;

		if (what == NULL)
			what = change->new != NULL ? change->new : change->old;
		map_set_pointer(search->first, what,
		    (void *)(uintptr_t)(i + 1));
	}
}

bool
schema_uses_find(const char *path, const struct schema_diff *diff,
    struct schema_uses *out, struct error *err)
{
	struct search search = { .diff = diff, .first = map_new() };
	struct document_counts counts = { 0 };
	AUTO_ERROR why = ERROR_INIT;
	bool done = true;

	index_changes(&search);
	if (file_is_folder(path))
		done = documents_walk(path, look_at_file, &search, &counts,
		    err);
	else
		look_at_file(path, profile_open(path, NULL, &why), &why,
		    &search);
	map_free(search.first, NULL);
	*out = (struct schema_uses){ search.uses.items, search.uses.count,
		search.files, search.unreadable };
	if (!done)
		schema_uses_release(out);
	return done;
}

void
schema_uses_release(struct schema_uses *uses)
{
	for (size_t i = 0; i < uses->count; i++) {
		free(uses->items[i].file);
		free(uses->items[i].path);
	}
	free(uses->items);
	*uses = (struct schema_uses){ .items = NULL };
}
