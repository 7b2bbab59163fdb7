/*
 * The user's own set of schemas.  See update.h.
 */
#include "config.h"

#include "schema/update.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/dirs.h"
#include "base/error.h"
#include "base/file.h"
#include "base/scalar.h"
#include "schema/catalog_internal.h"
#include "schema/diff.h"
#include "schema/merge.h"
#include "schema/schema.h"
#include "schema/shelf.h"

#define FOLDER "schemas"
#define LINK "profiles"

struct schema_set *
update_current(void)
{
	AUTO_FREE char *user = source_user_folder();
	struct schema_set *set =
	    user != NULL ? schema_set_load(user, NULL) : NULL;

	/* One that is no good shall not keep a better one away. */
	return set != NULL ? set : schema_set_built_in();
}

static size_t
count_shared(const struct schema *a, const struct schema *b)
{
	size_t count = 0;

	for (size_t i = 0; i < a->keys->count; i++)
		count += key_list_find(b->keys, a->keys->keys[i]->name,
		    strlen(a->keys->keys[i]->name)) != NULL;
	return count;
}

/*
 * The file with our words for FILE: of the same name, else the one of its type
 * that shares most keys (upstream renames files now and then).
 */
static const struct schema *
find_ours(const struct schema_set *ours, const struct schema_set *published,
    const struct schema *file)
{
	const struct schema *best = schema_set_find(ours, file->id);
	size_t most = 0;

	for (size_t i = 0; best == NULL && i < ours->count; i++) {
		const struct schema *other = ours->files[i];
		size_t shared = strcmp(other->type, file->type) == 0 &&
		    schema_set_find(published, other->id) == NULL ?
		    count_shared(other, file) : 0;

		if (shared > most) {
			most = shared;
			best = other;
		}
	}
	return best;
}

static bool
write_file(struct shelf *shelf, const struct schema_set *ours,
    const struct schema_set *published, const struct schema *file,
    struct update_report *report, struct error *err)
{
	const struct schema *own = find_ours(ours, published, file);
	struct merge_counts counts;
	AUTO_BUF text = BUF_INIT;
	/* Rules are named by our files. */
	AUTO_FREE char *name =
	    xasprintf("%s.yaml", own != NULL ? own->id : file->id);

	merge_schema(file, own, &text, &counts);
	report->files++;
	report->keys += counts.keys;
	report->untold += counts.untold;
	return shelf_add(shelf, name, buf_text(&text), text.length, err);
}

static bool
write_readme(struct shelf *shelf, const char *from, struct error *err)
{
	AUTO_BUF text = BUF_INIT;

	buf_add_text(&text, "Made by 'profedit schema update'; removing the "
	    "link 'profiles' beside this\nfolder goes back to the built-in "
	    "schemas.\n\nRelease: as of ");
	scalar_format_date(&text, clock_now());
	buf_addf(&text, " from %s\n", from);
	return shelf_add(shelf, "README", buf_text(&text), text.length, err);
}

static bool
write_files(struct shelf *shelf, const struct schema_set *ours,
    const struct schema_set *published, const char *from,
    struct update_report *report, struct error *err)
{
	for (size_t i = 0; i < published->count; i++)
		if (!write_file(shelf, ours, published, published->files[i],
		    report, err))
			return false;
	return write_readme(shelf, from, err);
}

bool
update_write(const struct schema_set *published, const char *from,
    struct update_report *report, struct error *err)
{
	AUTO_FREE char *data = dirs_user_data();
	AUTO_FREE char *dir = data != NULL ? path_join(data, FOLDER) : NULL;
	struct schema_set *ours;
	struct shelf *shelf;

	*report = (struct update_report){ .folder = NULL };
	if (dir == NULL) {
		error_set(err, ERR_NOT_FOUND, "there is no place for a set of "
		    "your own: neither HOME nor XDG_DATA_HOME is a folder");
		return false;
	}
	ours = schema_set_built_in();
	shelf = shelf_begin(dir, LINK, err);
	bool done = shelf != NULL && write_files(shelf, ours, published, from,
	    report, err);

	schema_set_free(ours);
	if (!done) {
		shelf_abort(shelf);
		return false;
	}
	report->folder = path_join(dir, LINK);
	return shelf_commit(shelf, err);
}

void
update_report_release(struct update_report *report)
{
	free(report->folder);
	*report = (struct update_report){ .folder = NULL };
}
