/*
 * Which files speak of which payload type: they are seen in folders, looked
 * into when a type is asked for, and given to types.  See catalog_internal.h.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/catalog_internal.h"
#include "schema/embedded.h"
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

const char *
catalog_file_id(const struct schema_file *file, size_t *length)
{
	const char *name = path_base(file->embedded != NULL ?
	    embedded_name(file->embedded) : file->path);

	*length = strlen(name);
	if (*length > 5 && strcmp(name + *length - 5, ".yaml") == 0)
		*length -= 5;
	return name;
}

/* Gives the type called NAME another file; NULL: an earlier folder has it. */
static struct schema_file *
add_schema_file(struct catalog *catalog, const char *name, size_t length,
    const char *title)
{
	struct type *type = catalog_get_type(catalog, name, length);

	catalog->found++;
	if (type->files.count > 0 && type->files_folder != catalog->folder)
		return NULL;
	struct schema_file *file = xcalloc(1, sizeof *file);

	file->title = title != NULL ? xstrdup(title) : NULL;
	type->files_folder = catalog->folder;
	if (!catalog_is_pseudo(type->name))
		*VEC_PUSH(catalog->entries) =
		    (struct entry){ type, type->files.count };
	*VEC_PUSH(type->files) = file;
	return file;
}

static void
add_folder_file(struct catalog *catalog, const char *path, const char *type,
    const char *title)
{
	struct schema_file *file =
	    add_schema_file(catalog, type, strlen(type), title);

	if (file != NULL)
		file->path = xstrdup(path);
}

/* What a file is about that cannot be read: "TYPE.yaml", "TYPE(...).yaml". */
static size_t
type_in_name(const char *path, const char **name)
{
	*name = path_base(path);
	size_t length = strcspn(*name, "(");
	size_t end = strlen(*name) - strlen(".yaml");

	return length < end ? length : end;
}

static void
add_failed_schema(struct catalog *catalog, const char *path,
    const struct error *err)
{
	const char *name;
	size_t length = type_in_name(path, &name);
	struct schema_file *file =
	    add_schema_file(catalog, name, length, name);

	size_t number = catalog_note_failure(catalog, path, err);

	if (file != NULL) {
		file->path = xstrdup(path);
		file->failure = number;
	}
}

static void
see_schema_file(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;

	if (scanned->failure != NULL) {
		add_failed_schema(catalog, scanned->path, scanned->failure);
		return;
	}
	if (scanned->type != NULL) {
		add_folder_file(catalog, scanned->path, scanned->type,
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
		add_failed_schema(catalog, scanned->path, &err);
	else if (schema->type_attribute != NULL &&
	    strcmp(schema->type_attribute, "payloadtype") == 0)
		add_folder_file(catalog, scanned->path, schema->type,
		    schema->title);
	schema_free(schema);
}

/* The built-in files of a type that no folder describes. */
static void
add_embedded(struct catalog *catalog, const char *name, size_t length)
{
	const struct type *type = map_get(catalog->types, name, length);
	const struct embedded_file *embedded;

	if (type != NULL && type->files.count > 0)
		return;
	for (size_t i = 0; (embedded = embedded_of_type(name, length, i)) !=
	    NULL; i++)
		add_schema_file(catalog, name, length,
		    embedded_title(embedded))->embedded = embedded;
}

void
catalog_see_all(struct catalog *catalog)
{
	size_t count = embedded_count(EMBEDDED_PROFILES);

	if (catalog->has_all)
		return;
	catalog->has_all = true;
	for (size_t i = 0; i < count; i++) {
		const char *type =
		    embedded_type(embedded_at(EMBEDDED_PROFILES, i));

		add_embedded(catalog, type, strlen(type));
	}
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
add_rules_file(struct type *type, const char *path,
    const struct embedded_file *embedded)
{
	struct rules_file *file = xcalloc(1, sizeof *file);

	file->path = path != NULL ? xstrdup(path) : NULL;
	file->embedded = embedded;
	*VEC_PUSH(type->rules) = file;
	return file;
}

/* The type called NAME, if no earlier folder has rules for it; else NULL. */
static struct type *
take_rules(struct catalog *catalog, const char *name, size_t length)
{
	struct type *type = catalog_get_type(catalog, name, length);

	catalog->found_rules++;
	if (type->rules.count > 0 && type->rules_folder != catalog->folder)
		return NULL;
	type->rules_folder = catalog->folder;
	return type;
}

static void
add_failed_rules(struct catalog *catalog, const char *path,
    const struct error *err)
{
	const char *name;
	size_t length = type_in_name(path, &name);
	struct type *type = take_rules(catalog, name, length);

	size_t number = catalog_note_failure(catalog, path, err);

	if (type != NULL)
		add_rules_file(type, path, NULL)->failure = number;
}

static void
see_rules_file(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;
	AUTO_ERROR err = ERROR_INIT;
	struct rules *rules = NULL;
	const char *name = scanned->type;

	if (scanned->failure == NULL && name == NULL) {
		rules = rules_load(scanned->path, &err);
		name = rules != NULL ? rules->payload_type : NULL;
	}
	if (name == NULL) {
		add_failed_rules(catalog, scanned->path,
		    scanned->failure != NULL ? scanned->failure : &err);
		return;
	}
	struct type *type = take_rules(catalog, name, strlen(name));

	if (type != NULL) {
		add_rules_file(type, scanned->path, NULL);
		add_aliases(catalog, scanned, type);
	}
	rules_free(rules);
}

static void
attach_embedded(struct type *type, const char *id, size_t length)
{
	const struct embedded_file *embedded =
	    embedded_find(EMBEDDED_RULES, id, length);

	if (embedded == NULL)
		return;
	for (size_t i = 0; i < type->rules.count; i++)
		if (type->rules.items[i]->embedded == embedded)
			return;
	add_rules_file(type, NULL, embedded);
}

void
catalog_attach_rules(struct catalog *catalog, struct type *type)
{
	(void)catalog;
	if (type->has_rules)
		return;
	type->has_rules = true;
	if (type->rules.count > 0)
		return;		/* a folder has them */
	attach_embedded(type, type->name, strlen(type->name));
	for (size_t i = 0; i < type->files.count; i++) {
		size_t length;
		const char *id =
		    catalog_file_id(type->files.items[i], &length);

		attach_embedded(type, id, length);
	}
}

/* An alias can only be what nobody describes. */
static void
add_meaning(struct catalog *catalog, const char *name, size_t length)
{
	const char *meant = embedded_alias(name, length);

	if (meant != NULL && map_get(catalog->types, name, length) == NULL)
		catalog_get_type(catalog, name, length)->meant =
		    catalog_find_type(catalog, meant, strlen(meant));
}

struct type *
catalog_find_type(struct catalog *catalog, const char *name, size_t length)
{
	struct type *type = map_get(catalog->types, name, length);

	if (type != NULL && type->has_files)
		return type;
	add_embedded(catalog, name, length);
	type = map_get(catalog->types, name, length);
	if ((type == NULL || type->files.count == 0) &&
	    legacy_knows(catalog, name, length))
		legacy_describe(catalog,
		    catalog_get_type(catalog, name, length));
	add_meaning(catalog, name, length);
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
