/*
 * Completing the names of files.
 */
#include <dirent.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"
#include "editor/internal.h"

void
complete_file(struct editor *editor, const char *argument, struct buf *out)
{
	const char *slash = strrchr(argument, '/');
	size_t dir_length = slash == NULL ? 0 : (size_t)(slash - argument) + 1;
	const char *name = argument + dir_length;
	AUTO_FREE char *dir = dir_length == 0 ? xstrdup(".") :
	    xstrndup(argument, dir_length);
	DIR *folder = opendir(dir);
	const struct dirent *entry;

	(void)editor;
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		AUTO_FREE char *path = NULL;

		if (strncmp(entry->d_name, name, strlen(name)) != 0 ||
		    strchr(entry->d_name, '\n') != NULL ||
		    (entry->d_name[0] == '.' && name[0] != '.'))
			continue;
		path = path_join(dir, entry->d_name);
		buf_addf(out, "%.*s%s%s\n", (int)dir_length, argument,
		    entry->d_name, file_is_folder(path) ? "/" : "");
	}
	if (folder != NULL)
		closedir(folder);
}

void
complete_file_prompt(void *arg, const char *text, size_t length,
    struct buf *out)
{
	(void)arg;
	AUTO_FREE char *copy = xstrndup(text, length);

	complete_file(NULL, copy, out);
}
