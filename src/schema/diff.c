/*
 * Two sets of schema files compared.  See diff.h.
 */
#include "config.h"

#include "schema/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/text.h"
#include "schema/diff_internal.h"
#include "schema/internal.h"

const char *const change_names[CHANGE_KINDS] = {
	[CHANGE_NEW] = "new",
	[CHANGE_CHANGED] = "changed",
	[CHANGE_DEPRECATED] = "deprecated",
	[CHANGE_GONE] = "gone",
};

void
diff_add(struct comparison *comparison, enum change_kind kind,
    const char *attribute, const char *before, const char *after)
{
	*VEC_PUSH(comparison->changes) = (struct schema_change){
		.kind = kind,
		.old = comparison->old,
		.new = comparison->new,
		.old_key = comparison->old_key,
		.new_key = comparison->new_key,
		.path = comparison->path,
		.attribute = attribute,
		.before = before,
		.after = after,
	};
}

/* --- attributes of a key --- */

static void
add_if_other(struct comparison *comparison, const char *attribute,
    const char *before, const char *after)
{
	if ((before == NULL) != (after == NULL) ||
	    (before != NULL && strcmp(before, after) != 0))
		diff_add(comparison, CHANGE_CHANGED, attribute, before,
		    after);
}

static const char *
scalar_words(struct comparison *comparison, const struct schema_scalar *scalar)
{
	AUTO_BUF words = BUF_INIT;

	if (scalar == NULL)
		return NULL;
	schema_scalar_format(scalar, &words);
	return arena_strdup(comparison->arena, buf_text(&words));
}

static void
compare_defaults(struct comparison *comparison)
{
	const struct schema_scalar *old = comparison->old_key->default_value;
	const struct schema_scalar *new = comparison->new_key->default_value;

	if (old != NULL && new != NULL && literal_equal(old, new))
		return;
	add_if_other(comparison, "default", scalar_words(comparison, old),
	    scalar_words(comparison, new));
}

static size_t
count_listed(const struct schema_key *key)
{
	return key->open_choices ? 0 : key->choice_count;
}

static bool
is_listed(const struct schema_key *key, const struct schema_scalar *value)
{
	for (size_t i = 0; i < count_listed(key); i++)
		if (literal_equal(&key->choices[i].value, value))
			return true;
	return false;
}

/* The values of A that B does not list; NULL when B lists all. */
static const char *
values_only_in(struct comparison *comparison, const struct schema_key *a,
    const struct schema_key *b)
{
	AUTO_BUF words = BUF_INIT;

	for (size_t i = 0; i < count_listed(a); i++) {
		if (is_listed(b, &a->choices[i].value))
			continue;
		buf_add_text(&words, words.length > 0 ? ", " : "");
		schema_scalar_format(&a->choices[i].value, &words);
	}
	return words.length > 0 ?
	    arena_strdup(comparison->arena, buf_text(&words)) : NULL;
}

static void
compare_lists_of_values(struct comparison *comparison)
{
	const struct schema_key *old = comparison->old_key;
	const struct schema_key *new = comparison->new_key;
	const char *gone, *added;

	/* Values of one type are none of another. */
	if (old->type != new->type)
		return;
	added = values_only_in(comparison, new, old);
	gone = values_only_in(comparison, old, new);
	if (added != NULL)
		diff_add(comparison, CHANGE_CHANGED, "values added", NULL,
		    added);
	if (gone != NULL)
		diff_add(comparison, CHANGE_CHANGED, "values gone", gone,
		    NULL);
}

static const char *
range_words(struct comparison *comparison, const struct schema_range *range)
{
	if (range == NULL)
		return NULL;
	return arena_printf(comparison->arena, "%s to %s",
	    range->has_min ? range->min.text : "any",
	    range->has_max ? range->max.text : "any");
}

static const char *
repetition_words(struct comparison *comparison, const struct schema_key *key)
{
	if (!key->repetition.set)
		return NULL;
	if (key->repetition.max == UINT32_MAX)
		return arena_printf(comparison->arena, "%lu or more",
		    (unsigned long)key->repetition.min);
	return arena_printf(comparison->arena, "%lu to %lu",
	    (unsigned long)key->repetition.min,
	    (unsigned long)key->repetition.max);
}

static const char *
presence_word(const struct schema_key *key)
{
	static const char *const words[] = {
		[PRESENCE_UNSAID] = NULL,
		[PRESENCE_OPTIONAL] = "optional",
		[PRESENCE_REQUIRED] = "required",
	};

	return words[key->presence];
}

static const char *
format_word(const struct schema_key *key)
{
	return key->value_format != FORMAT_NONE ?
	    value_format_name(key->value_format) : NULL;
}

static void
compare_attributes(struct comparison *comparison)
{
	const struct schema_key *old = comparison->old_key;
	const struct schema_key *new = comparison->new_key;

	add_if_other(comparison, "type", schema_type_name(old->type),
	    schema_type_name(new->type));
	add_if_other(comparison, "presence", presence_word(old),
	    presence_word(new));
	compare_defaults(comparison);
	compare_lists_of_values(comparison);
	add_if_other(comparison, "range", range_words(comparison, old->range),
	    range_words(comparison, new->range));
	add_if_other(comparison, "format", old->format, new->format);
	add_if_other(comparison, "valuetype", format_word(old),
	    format_word(new));
	add_if_other(comparison, "repetition",
	    repetition_words(comparison, old),
	    repetition_words(comparison, new));
	add_if_other(comparison, "combinetype", old->combine, new->combine);
	add_if_other(comparison, "subkeytype", old->subkeytype,
	    new->subkeytype);
	diff_support(comparison, old->own, new->own);
}

/* --- lists of keys --- */

static void compare_lists(struct comparison *comparison,
    const struct key_list *old, const struct key_list *new, bool items);

static const char *
join_path(struct comparison *comparison, const char *path, const char *name)
{
	return *path == '\0' ? arena_strdup(comparison->arena, name) :
	    arena_printf(comparison->arena, "%s/%s", path, name);
}

/* One key of both, or of one of them. */
static void
compare_keys(struct comparison *comparison, const struct schema_key *old,
    const struct schema_key *new)
{
	struct comparison above = *comparison;

	comparison->old_key = old;
	comparison->new_key = new;
	comparison->path = join_path(comparison, above.path,
	    new != NULL ? new->name : old->name);
	if (old == NULL)
		diff_add(comparison, CHANGE_NEW, NULL, NULL, NULL);
	else if (new == NULL)
		diff_add(comparison, CHANGE_GONE, NULL, NULL, NULL);
	else {
		compare_attributes(comparison);
		if (old->type == new->type)
			compare_lists(comparison, old->subkeys, new->subkeys,
			    old->type == SCHEMA_ARRAY);
	}
	comparison->old_key = above.old_key;
	comparison->new_key = above.new_key;
	comparison->path = above.path;
}

/*
 * Each pair of lists is compared once: aliases share them, some hold
 * themselves.
 */
static bool
is_compared(struct comparison *comparison, const struct key_list *old,
    const struct key_list *new)
{
	const struct key_list *pair[] = { old, new };

	return map_set(comparison->pairs, (const char *)pair, sizeof pair,
	    comparison) != NULL;
}

static struct schema_key *
find_key(const struct key_list *list, const char *name)
{
	return key_list_find(list, name, strlen(name));
}

static void
compare_lists(struct comparison *comparison, const struct key_list *old,
    const struct key_list *new, bool items)
{
	static const struct key_list none;

	old = old != NULL ? old : &none;
	new = new != NULL ? new : &none;
	if (old->count + new->count == 0 || is_compared(comparison, old, new))
		return;
	/* The name of an item means nothing. */
	if (items && old->count == 1 && new->count == 1) {
		compare_keys(comparison, old->keys[0], new->keys[0]);
		return;
	}
	for (size_t i = 0; i < new->count; i++)
		compare_keys(comparison, find_key(old, new->keys[i]->name),
		    new->keys[i]);
	for (size_t i = 0; i < old->count; i++)
		if (find_key(new, old->keys[i]->name) == NULL)
			compare_keys(comparison, old->keys[i], NULL);
}

/* --- files --- */

static void
compare_files(struct comparison *comparison, const struct schema *old,
    const struct schema *new)
{
	comparison->old = old;
	comparison->new = new;
	comparison->path = "";
	if (old == NULL || new == NULL) {
		diff_add(comparison, old == NULL ? CHANGE_NEW : CHANGE_GONE,
		    NULL, NULL, NULL);
		return;
	}
	add_if_other(comparison, "payloadtype", old->type, new->type);
	diff_support(comparison, old->support, new->support);
	compare_lists(comparison, old->keys, new->keys, false);
}

/* A file of OLD that NEW has under another name: of the same type and title. */
static const struct schema *
find_renamed(const struct schema *file, const struct schema_set *in,
    const struct schema_set *others)
{
	for (size_t i = 0; i < in->count; i++)
		if (strcmp(in->files[i]->type, file->type) == 0 &&
		    text_equal_nocase(in->files[i]->title, file->title) &&
		    schema_set_find(others, in->files[i]->id) == NULL)
			return in->files[i];
	return NULL;
}

struct schema_diff *
diff_sets(const struct schema_set *old, const struct schema_set *new)
{
	struct comparison comparison = { .arena = arena_new(),
		.pairs = map_new() };
	struct schema_diff *diff = xcalloc(1, sizeof *diff);
	size_t i = 0, k = 0;

	while (i < old->count || k < new->count) {
		int order = i == old->count ? 1 : k == new->count ? -1 :
		    strcmp(old->files[i]->id, new->files[k]->id);

		if (order == 0)
			compare_files(&comparison, old->files[i],
			    new->files[k]);
		else if (order > 0)
			compare_files(&comparison,
			    find_renamed(new->files[k], old, new),
			    new->files[k]);
		else if (find_renamed(old->files[i], new, old) == NULL)
			compare_files(&comparison, old->files[i], NULL);
		i += order <= 0;
		k += order >= 0;
	}
	map_free(comparison.pairs, NULL);
	diff->changes = comparison.changes.items;
	diff->count = comparison.changes.count;
	diff->arena = comparison.arena;
	return diff;
}

void
diff_free(struct schema_diff *diff)
{
	if (diff == NULL)
		return;
	arena_free(diff->arena);
	free(diff->changes);
	free(diff);
}
