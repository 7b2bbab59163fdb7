/*
 * Where schemas come from: folders that were named, the set that the user made
 * with `schema update`, the built-in one.  See catalog.h.
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/dirs.h"
#include "base/file.h"
#include "schema/catalog_internal.h"
#include "schema/embedded.h"

enum { README_MOST = 1 << 16 };	/* bytes */

char *
source_user_folder(void)
{
	AUTO_FREE char *data = dirs_user_data();

	/* Who names the data wants that and nothing else. */
	if (data == NULL || dirs_data() != NULL)
		return NULL;
	AUTO_FREE char *folder = path_join(data, "schemas/profiles");
	struct stat st;

	/* What is there and no good is not passed over: scanning it tells. */
	return lstat(folder, &st) == 0 ||
	    (errno != ENOENT && errno != ENOTDIR) ? steal(folder) : NULL;
}

/* "…" of the line "Release: …" in DIR/README; false without one. */
static bool
read_release(const char *dir, struct buf *out)
{
	static const char word[] = "Release: ";
	AUTO_FREE char *path = path_join(dir, "README");
	AUTO_BUF text = BUF_INIT;

	if (!file_read(path, README_MOST, &text, NULL))
		return false;
	for (const char *line = buf_text(&text); *line != '\0';
	    line += strcspn(line, "\n"), line += *line == '\n') {
		if (strncmp(line, word, strlen(word)) != 0)
			continue;
		line += strlen(word);
		/* What it is a release of would only repeat. */
		buf_add(out, line, strcspn(line, ",\n"));
		return true;
	}
	return false;
}

static void
describe_source(const struct source *source, struct buf *out)
{
	static const char *const names[] = {
		[SOURCE_NAMED] = "named by --schema-dir",
		[SOURCE_USER] = "your own, made by schema update",
		[SOURCE_DATADIR] = "named by PROFEDIT_DATADIR",
	};
	AUTO_FREE char *above = path_dir(source->folder);
	AUTO_BUF release = BUF_INIT;

	buf_add_text(out, names[source->kind]);
	if (source->kind != SOURCE_NAMED &&
	    (read_release(source->folder, &release) ||
	    read_release(above, &release)))
		buf_addf(out, ", release %s", buf_text(&release));
	buf_addf(out, ": %s\n", source->folder);
}

void
catalog_describe(const struct catalog *catalog, struct buf *out)
{
	for (size_t i = 0; i < catalog->sources.count; i++)
		if (catalog->sources.items[i].found > 0)
			describe_source(&catalog->sources.items[i], out);
	buf_addf(out, "built in, release %s\n", embedded_release());
}
