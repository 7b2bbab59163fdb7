/*
 * Which files speak of which payload type: they are seen in folders, looked
 * into when a type is asked for, and given to types.  See catalog_internal.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/catalog_internal.h"
#include "schema/scan.h"

struct type *
catalog_get_type(struct catalog *catalog, const char *name, size_t length)
{
	struct type *type = map_get(catalog->types, name, length);

	if (type == NULL) {
		type = xcalloc(1, sizeof *type);
		type->name = xstrndup(name, length);
		map_set(catalog->types, name, length, type);
	}
	return type;
}

bool
catalog_is_pseudo(const char *name)
{
	return strcmp(name, TOP_LEVEL) == 0 || strcmp(name, COMMON_KEYS) == 0;
}

static void
add_schema_file(struct catalog *catalog, const char *path, const char *name,
    const char *title)
{
	struct type *type = catalog_get_type(catalog, name, strlen(name));

	catalog->found++;
	if (type->files.count > 0 && type->files_folder != catalog->folder)
		return;		/* an earlier folder has it */
	struct schema_file *file = xcalloc(1, sizeof *file);

	file->path = xstrdup(path);
	file->title = title != NULL ? xstrdup(title) : NULL;
	type->files_folder = catalog->folder;
	if (!catalog_is_pseudo(name))
		*VEC_PUSH(catalog->entries) =
		    (struct entry){ type, type->files.count };
	*VEC_PUSH(type->files) = file;
}

static void
see_schema_file(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;

	if (scanned->type != NULL) {
		add_schema_file(catalog, scanned->path, scanned->type,
		    scanned->title);
		return;
	}
	/* Another style, or a long text before it; other kinds name theirs. */
	if (strstr(scanned->head, "payloadtype") == NULL &&
	    strstr(scanned->head, "type:") != NULL)
		return;
	AUTO_ERROR err = ERROR_INIT;
	struct schema *schema = schema_load(scanned->path, &err);

	if (schema == NULL)
		catalog_note_failure(catalog, scanned->path, &err);
	else if (schema->type_attribute != NULL &&
	    strcmp(schema->type_attribute, "payloadtype") == 0)
		add_schema_file(catalog, scanned->path, schema->type,
		    schema->title);
	schema_free(schema);
}

static void
look_at(struct catalog *catalog, size_t index)
{
	char *path = catalog->own_files.items[index];

	VEC_REMOVE(catalog->own_files, index);
	scan_file(path, see_schema_file, catalog);
	free(path);
}

void
catalog_look_at_all(struct catalog *catalog)
{
	while (catalog->own_files.count > 0)
		look_at(catalog, 0);
}

/* "TYPE.yaml" or "TYPE(…).yaml" */
static bool
is_named_by(const char *path, const char *type, size_t length)
{
	const char *name = path_base(path);

	return strncmp(name, type, length) == 0 &&
	    (name[length] == '(' || strcmp(name + length, ".yaml") == 0);
}

/* Our own files that are named by TYPE. */
static void
look_for(struct catalog *catalog, const char *name, size_t length)
{
	size_t i = 0;

	while (i < catalog->own_files.count)
		if (is_named_by(catalog->own_files.items[i], name, length))
			look_at(catalog, i);
		else
			i++;
}

/* `aliases:` before the annotations; only that part is parsed. */
static void
add_aliases(struct catalog *catalog, const struct scanned *scanned,
    struct type *meant)
{
	const char *end = strstr(scanned->head, "\nannotations:");

	if (end == NULL)
		end = strstr(scanned->head, "\nrules:");
	if (end == NULL)
		end = scanned->head + scanned->head_length;
	const char *at = strstr(scanned->head, "\naliases:");

	if (at == NULL || at > end)
		return;
	struct arena *arena = arena_new();
	struct notes notes = { .arena = arena };
	const struct yaml_node *node = yaml_parse(arena, scanned->path,
	    scanned->head, (size_t)(end - scanned->head), NULL);
	const char *const *names =
	    literal_texts(arena, &notes, yaml_get(node, "aliases"));

	for (; names != NULL && *names != NULL; names++) {
		struct type *alias =
		    catalog_get_type(catalog, *names, strlen(*names));

		if (alias != meant && alias->meant == NULL)
			alias->meant = meant;
	}
	VEC_RELEASE(notes.list);
	arena_free(arena);
}

static struct rules_file *
new_rules_file(const char *path)
{
	struct rules_file *file = xcalloc(1, sizeof *file);

	file->path = xstrdup(path);
	return file;
}

static void
see_rules_file(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;

	if (scanned->type == NULL)
		return;
	struct type *type = catalog_get_type(catalog, scanned->type,
	    strlen(scanned->type));

	if (type->rules.count > 0 && type->rules_folder != catalog->folder)
		return;
	type->rules_folder = catalog->folder;
	*VEC_PUSH(type->rules) = new_rules_file(scanned->path);
	add_aliases(catalog, scanned, type);
}

static void
see_own_schemas(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;

	*VEC_PUSH(catalog->own_files) = xstrdup(scanned->path);
}

static void
see_own_rules(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;
	size_t length = strlen(scanned->title) - strlen(".yaml");

	map_set(catalog->own_rules, scanned->title, length,
	    new_rules_file(scanned->path));
}

static void
see_own_aliases(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;

	if (scanned->type != NULL)
		add_aliases(catalog, scanned, catalog_get_type(catalog,
		    scanned->type, strlen(scanned->type)));
}

static bool
scan_own_aliases(const char *name, size_t length, void *value, void *arg)
{
	const struct rules_file *file = value;

	(void)name;
	(void)length;
	scan_file(file->path, see_own_aliases, arg);
	return true;
}

/* Only a type that nobody describes can be an alias of ours. */
static void
find_aliases(struct catalog *catalog)
{
	if (catalog->has_aliases)
		return;
	catalog->has_aliases = true;
	map_each(catalog->own_rules, scan_own_aliases, catalog);
}

static void
attach_named(struct catalog *catalog, struct type *type, const char *name)
{
	struct rules_file *file =
	    map_remove(catalog->own_rules, name, strlen(name));

	if (file != NULL)
		*VEC_PUSH(type->rules) = file;
}

void
catalog_attach_rules(struct catalog *catalog, struct type *type)
{
	if (type->has_rules)
		return;
	type->has_rules = true;
	if (type->rules.count > 0)
		return;		/* a folder that was named has them */
	attach_named(catalog, type, type->name);
	for (size_t i = 0; i < type->files.count; i++) {
		AUTO_FREE char *id = scan_file_id(type->files.items[i]->path);

		attach_named(catalog, type, id);
	}
}

/*
 * What only a file of what has left describes.  Not an entry of the lists:
 * nobody should add such a payload.
 */
static void
add_legacy_type(struct catalog *catalog, const char *name, size_t length)
{
	struct schema_file *file = legacy_take(catalog, name, length);

	if (file != NULL)
		*VEC_PUSH(catalog_get_type(catalog, name, length)->files) =
		    file;
}

struct type *
catalog_find_type(struct catalog *catalog, const char *name, size_t length)
{
	struct type *type = map_get(catalog->types, name, length);

	if (type != NULL && type->has_files)
		return type;
	look_for(catalog, name, length);
	type = map_get(catalog->types, name, length);
	if (type == NULL || type->files.count == 0) {
		catalog_look_at_all(catalog);
		type = map_get(catalog->types, name, length);
	}
	if (type == NULL || type->files.count == 0)
		add_legacy_type(catalog, name, length);
	if (map_get(catalog->types, name, length) == NULL)
		find_aliases(catalog);
	type = map_get(catalog->types, name, length);
	if (type != NULL)
		type->has_files = true;
	return type;
}

/* --- folders --- */

bool
catalog_see_schemas(struct catalog *catalog, const char *folder,
    struct error *err)
{
	return scan_folder(folder, see_schema_file, catalog, err);
}

bool
catalog_see_rules(struct catalog *catalog, const char *folder,
    struct error *err)
{
	return scan_folder(folder, see_rules_file, catalog, err);
}

void
catalog_see_own_schemas(struct catalog *catalog, const char *folder)
{
	scan_names(folder, see_own_schemas, catalog, NULL);
}

void
catalog_see_own_rules(struct catalog *catalog, const char *folder)
{
	scan_names(folder, see_own_rules, catalog, NULL);
}
