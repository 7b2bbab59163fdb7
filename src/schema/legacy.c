/*
 * What has left the published schema and profiles in use still carry: files
 * of our own data in the format of the others, with `left` at each key, or at
 * the payload, that is gone.  See catalog_internal.h and profedit-schema(5).
 */
#include "config.h"

#include <string.h>

#include "base/die.h"
#include "base/file.h"
#include "base/map.h"
#include "schema/catalog_internal.h"
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

	scan_names(folder, see_file, catalog, NULL);
}

static void
attach_named(struct catalog *catalog, struct type *type, const char *name)
{
	struct schema_file *file =
	    map_remove(catalog->legacy, name, strlen(name));

	if (file != NULL)
		*VEC_PUSH(type->legacy) = file;
}

void
legacy_attach(struct catalog *catalog, struct type *type)
{
	attach_named(catalog, type, type->name);
	for (size_t i = 0; i < type->files.count; i++) {
		AUTO_FREE char *id = scan_file_id(type->files.items[i]->path);

		attach_named(catalog, type, id);
	}
}

struct schema_file *
legacy_take(struct catalog *catalog, const char *name, size_t length)
{
	return map_remove(catalog->legacy, name, length);
}
