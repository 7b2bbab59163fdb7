/*
 * What has left the published schema and profiles in use still carry: files in
 * the format of the others, with `left` at each key, or at the payload, that is
 * gone.  See catalog_internal.h and profedit-schema(5).
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "base/file.h"
#include "base/map.h"
#include "schema/catalog_internal.h"
#include "schema/embedded.h"
#include "schema/scan.h"

static void
see_file(const struct scanned *scanned, void *arg)
{
	struct catalog *catalog = arg;
	size_t length = strlen(scanned->title) - strlen(".yaml");

	if (map_get(catalog->legacy, scanned->title, length) != NULL)
		return;		/* an earlier folder has it */
	struct schema_file *file = xcalloc(1, sizeof *file);

	file->path = xstrdup(scanned->path);
	map_set(catalog->legacy, scanned->title, length, file);
}

void
legacy_see(struct catalog *catalog, const char *dir)
{
	AUTO_FREE char *folder = path_join(dir, "legacy");
	AUTO_ERROR err = ERROR_INIT;

	if (file_is_folder(folder) &&
	    !scan_names(folder, see_file, catalog, &err))
		catalog_note_failure(catalog, folder, &err);
}

bool
legacy_knows(const struct catalog *catalog, const char *name, size_t length)
{
	return map_get(catalog->legacy, name, length) != NULL ||
	    embedded_find(EMBEDDED_LEGACY, name, length) != NULL;
}

/* The file called NAME, of a folder or else built in; NULL: none, or taken. */
static struct schema_file *
take(struct catalog *catalog, const char *name, size_t length)
{
	struct schema_file *file = map_remove(catalog->legacy, name, length);
	const struct embedded_file *embedded =
	    embedded_find(EMBEDDED_LEGACY, name, length);

	if (file == NULL && embedded != NULL) {
		file = xcalloc(1, sizeof *file);
		file->embedded = embedded;
	}
	return file;
}

static void
attach_named(struct catalog *catalog, struct type *type, const char *name,
    size_t length)
{
	struct schema_file *file = take(catalog, name, length);

	if (file != NULL)
		*VEC_PUSH(type->legacy) = file;
}

void
legacy_attach(struct catalog *catalog, struct type *type)
{
	size_t named = strlen(type->name);

	if (type->has_legacy)
		return;
	type->has_legacy = true;
	attach_named(catalog, type, type->name, named);
	for (size_t i = 0; i < type->files.count; i++) {
		size_t length;
		const char *id =
		    catalog_file_id(type->files.items[i], &length);

		if (length != named || memcmp(id, type->name, named) != 0)
			attach_named(catalog, type, id, length);
	}
}

/*
 * Not an entry of the lists: nobody should add such a payload.
 */
void
legacy_describe(struct catalog *catalog, struct type *type)
{
	struct schema_file *file =
	    take(catalog, type->name, strlen(type->name));

	type->has_legacy = true;
	if (file != NULL)
		*VEC_PUSH(type->files) = file;
}
