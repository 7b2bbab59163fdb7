/*
 * All schema and rules files there are, by payload type.  See catalog.h;
 * folders are looked through in scan.c, payload schemas made in payload.c.
 */
#include "config.h"

#include "schema/catalog.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/dirs.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "schema/catalog_internal.h"
#include "schema/scan.h"

/* Schemas that are made for types nobody describes. */
enum { UNKNOWN_MOST = 1000 };

/* --- opening --- */

static struct catalog *
catalog_new(void)
{
	struct catalog *catalog = xcalloc(1, sizeof *catalog);

	catalog->types = map_new();
	catalog->legacy = map_new();
	return catalog;
}

static void
add_source(struct catalog *catalog, enum source_kind kind, const char *folder,
    size_t found)
{
	*VEC_PUSH(catalog->sources) =
	    (struct source){ kind, xstrdup(folder), found };
}

static bool
see_schemas(struct catalog *catalog, const char *dir, enum source_kind kind,
    struct error *err)
{
	AUTO_FREE char *folder = scan_schema_folder(dir);
	size_t before = catalog->found;

	catalog->folder++;
	if (!catalog_see_schemas(catalog, folder, err))
		return false;
	add_source(catalog, kind, folder, catalog->found - before);
	return true;
}

/* A folder that somebody named must hold something. */
static bool
see_filled_schemas(struct catalog *catalog, const char *dir,
    enum source_kind kind, struct error *err)
{
	size_t before = catalog->found;

	if (!see_schemas(catalog, dir, kind, err))
		return false;
	legacy_see(catalog, dir);
	if (catalog->found > before)
		return true;
	error_set(err, ERR_NOT_FOUND, "no schema of a payload in '%s', nor in "
	    "'mdm/profiles' or 'profiles' below it", dir);
	return false;
}

static bool
see_named_rules(struct catalog *catalog, const char *dir, struct error *err)
{
	AUTO_FREE char *folder = scan_rules_folder(dir);
	size_t before = catalog->found_rules;

	catalog->folder++;
	if (!catalog_see_rules(catalog, folder, err))
		return false;
	if (catalog->found_rules > before)
		return true;
	error_set(err, ERR_NOT_FOUND, "no rules in '%s', nor in 'rules' below "
	    "it", dir);
	return false;
}

/*
 * What PROFEDIT_DATADIR names, or else the set that the user made with `schema
 * update`.  Behind both stands what is built in.
 */
static bool
see_data_folder(struct catalog *catalog, struct error *err)
{
	const char *data = dirs_data();
	size_t before = catalog->found + catalog->found_rules;

	if (data == NULL) {
		AUTO_FREE char *user = source_user_folder();

		return user == NULL ||
		    see_filled_schemas(catalog, user, SOURCE_USER, err);
	}
	AUTO_FREE char *dir = path_join(data, "schemas");
	AUTO_FREE char *rules = path_join(dir, "rules");

	if (file_is_folder(dir) &&
	    !see_schemas(catalog, dir, SOURCE_DATADIR, err))
		return false;
	legacy_see(catalog, dir);
	catalog->folder++;
	if (file_is_folder(rules) && !catalog_see_rules(catalog, rules, err))
		return false;
	if (catalog->found + catalog->found_rules > before)
		return true;
	error_set(err, ERR_NOT_FOUND, "neither schemas nor rules in '%s', "
	    "which PROFEDIT_DATADIR names", dir);
	return false;
}

struct catalog *
catalog_open(const char *const *schema_dirs, size_t schema_count,
    const char *const *rules_dirs, size_t rules_count, struct error *err)
{
	struct catalog *catalog = catalog_new();

	for (size_t i = 0; i < schema_count; i++)
		if (!see_filled_schemas(catalog, schema_dirs[i],
		    SOURCE_NAMED, err))
			goto fail;
	for (size_t i = 0; i < rules_count; i++)
		if (!see_named_rules(catalog, rules_dirs[i], err))
			goto fail;
	if (!see_data_folder(catalog, err))
		goto fail;
	catalog->folder++;	/* what is built in */
	return catalog;
fail:
	catalog_close(catalog);
	return NULL;
}

static void
free_rules_file(void *value)
{
	struct rules_file *file = value;

	rules_free(file->rules);
	free(file->path);
	free(file);
}

static void
free_schema_file(void *value)
{
	struct schema_file *file = value;

	schema_free(file->schema);
	free(file->path);
	free(file->title);
	free(file);
}

static void
free_type(void *value)
{
	struct type *type = value;

	for (size_t i = 0; type->payloads != NULL &&
	    (i == 0 || i < type->files.count); i++)
		payload_free(type->payloads[i]);
	free(type->payloads);
	for (size_t i = 0; i < type->files.count; i++)
		free_schema_file(type->files.items[i]);
	for (size_t i = 0; i < type->legacy.count; i++)
		free_schema_file(type->legacy.items[i]);
	for (size_t i = 0; i < type->rules.count; i++)
		free_rules_file(type->rules.items[i]);
	VEC_RELEASE(type->files);
	VEC_RELEASE(type->rules);
	VEC_RELEASE(type->legacy);
	free(type->name);
	free(type);
}

void
catalog_close(struct catalog *catalog)
{
	if (catalog == NULL)
		return;
	map_free(catalog->types, free_type);
	map_free(catalog->legacy, free_schema_file);
	for (size_t i = 0; i < catalog->failures.count; i++)
		error_release(&catalog->failures.items[i].error);
	for (size_t i = 0; i < catalog->sources.count; i++)
		free(catalog->sources.items[i].folder);
	VEC_RELEASE(catalog->sources);
	VEC_RELEASE(catalog->failures);
	VEC_RELEASE(catalog->entries);
	free(catalog);
}

const struct payload_schema *
catalog_top_level(struct catalog *catalog)
{
	return catalog_payload(catalog, TOP_LEVEL, strlen(TOP_LEVEL), NULL,
	    NULL);
}

const struct payload_schema *
catalog_payload(struct catalog *catalog, const char *name, size_t length,
    const char *(*lookup)(void *arg, const char *key, size_t *length),
    void *arg)
{
	struct type *type = name == NULL ? NULL :
	    catalog_find_type(catalog, name, length);

	if (type == NULL) {
		/* A document may name any number of types: "" is for all. */
		if (name == NULL || catalog->unknown == UNKNOWN_MOST)
			length = 0;
		else
			catalog->unknown++;
		type = catalog_get_type(catalog, name != NULL ? name : "",
		    length);
	}
	return catalog_get_payload(catalog, type,
	    catalog_choose(catalog, type, lookup, arg));
}

bool
catalog_knows(struct catalog *catalog, const char *name, size_t length)
{
	const struct type *type = catalog_find_type(catalog, name, length);

	return type != NULL && (type->files.count > 0 ||
	    (type->meant != NULL && type->meant->files.count > 0));
}

/* --- lists --- */

static const char *
entry_title(const struct entry *entry)
{
	return entry->type->files.items[entry->leading]->title;
}

static int
compare_entries(const void *a, const void *b)
{
	const char *a_title = entry_title(a), *b_title = entry_title(b);
	int order = text_compare_nocase(a_title, strlen(a_title), b_title,
	    strlen(b_title));

	if (order != 0)
		return order;
	const struct entry *x = a, *y = b;

	return strcmp(x->type->name, y->type->name);
}

void
catalog_sort(struct catalog *catalog)
{
	catalog_see_all(catalog);
	if (catalog->sorted)
		return;
	catalog->sorted = true;
	for (size_t i = 0; i < catalog->entries.count; i++) {
		const struct entry *entry = &catalog->entries.items[i];

		if (entry_title(entry) == NULL)
			catalog_load_schema(catalog,
			    entry->type->files.items[entry->leading]);
	}
	if (catalog->entries.count > 0)
		qsort(catalog->entries.items, catalog->entries.count,
		    sizeof *catalog->entries.items, compare_entries);
}

size_t
catalog_count(struct catalog *catalog)
{
	catalog_see_all(catalog);
	return catalog->entries.count;
}

const struct payload_schema *
catalog_at(struct catalog *catalog, size_t index)
{
	if (index >= catalog_count(catalog))
		return NULL;
	catalog_sort(catalog);
	const struct entry *entry = &catalog->entries.items[index];

	return catalog_get_payload(catalog, entry->type, entry->leading);
}

const char *
catalog_type_at(struct catalog *catalog, size_t index)
{
	if (index >= catalog_count(catalog))
		return NULL;
	catalog_sort(catalog);
	return catalog->entries.items[index].type->name;
}
