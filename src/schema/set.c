/*
 * All payload schemas of a folder, loaded.  See diff.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "base/yaml.h"
#include "schema/diff.h"
#include "schema/embedded.h"
#include "schema/scan.h"
#include "schema/schema.h"

struct loading {
	VEC(struct schema *) files;
	struct error *err;
	bool failed;
};

/* SCHEMA NULL: it could not be read, and the error says why. */
static void
take_schema(struct schema *schema, struct loading *loading)
{
	if (schema == NULL)
		loading->failed = true;
	else if (schema->type_attribute == NULL ||
	    strcmp(schema->type_attribute, "payloadtype") != 0)
		schema_free(schema);
	else
		*VEC_PUSH(loading->files) = schema;
}

static void
see_file(const struct scanned *scanned, void *arg)
{
	struct loading *loading = arg;

	if (!loading->failed)
		take_schema(schema_load(scanned->path, loading->err), loading);
}

/* A file that a person names may be a pipe. */
static struct schema *
load_named(const char *path, struct error *err)
{
	AUTO_BUF text = BUF_INIT;

	if (!file_read_input(path, YAML_FILE_MOST, &text, err))
		return NULL;
	return schema_parse(path, buf_text(&text), text.length, err);
}

static int
compare_files(const void *a, const void *b)
{
	const struct schema *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

struct schema_set *
schema_set_load(const char *path, struct error *err)
{
	struct loading loading = { .err = err };
	struct schema_set *set = xcalloc(1, sizeof *set);
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISDIR(st.st_mode)) {
		set->folder = xstrdup(path);
		take_schema(load_named(path, err), &loading);
	} else {
		set->folder = scan_schema_folder(path);
		loading.failed = !scan_names(set->folder, see_file, &loading,
		    err) || loading.failed;
	}
	set->files = loading.files.items;
	set->count = loading.files.count;
	if (!loading.failed && set->count == 0) {
		error_set(err, ERR_NOT_FOUND, "no schema of a payload in '%s'",
		    path);
		loading.failed = true;
	}
	if (loading.failed) {
		schema_set_free(set);
		return NULL;
	}
	qsort(set->files, set->count, sizeof *set->files, compare_files);
	return set;
}

struct schema_set *
schema_set_built_in(void)
{
	struct schema_set *set = xcalloc(1, sizeof *set);

	set->count = embedded_count(EMBEDDED_PROFILES);
	set->files = xcalloc(set->count + 1, sizeof *set->files);
	for (size_t i = 0; i < set->count; i++) {
		const struct embedded_file *file =
		    embedded_at(EMBEDDED_PROFILES, i);
		struct arena *arena = arena_new();

		set->files[i] = schema_compile(arena, embedded_name(file),
		    embedded_tree(file, arena), NULL);
	}
	return set;
}

void
schema_set_free(struct schema_set *set)
{
	if (set == NULL)
		return;
	for (size_t i = 0; i < set->count; i++)
		schema_free(set->files[i]);
	free(set->files);
	free(set->folder);
	free(set);
}

const struct schema *
schema_set_find(const struct schema_set *set, const char *id)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(set->files[middle]->id, id);

		if (order == 0)
			return set->files[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
