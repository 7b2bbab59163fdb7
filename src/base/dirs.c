/*
 * Where things are.  See dirs.h.
 * Source of the user's folders: XDG Base Directory Specification 0.8.
 */
#include "config.h"

#include "base/dirs.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"

#ifndef PKGDATADIR
#define PKGDATADIR "/usr/local/share/profedit"
#endif

enum { SOURCE_NAME_MOST = 4096 };	/* bytes in profedit.srcdir */

static struct {
	char *binary_dir;	/* absolute, links resolved; NULL: unknown */
	char *data;		/* NULL: none */
	bool data_known;
} found;

static bool
is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    access(path, X_OK) == 0;
}

/* The program NAME in a folder of PATH; relative ones are passed over. */
static char *
search_path(const char *name)
{
	const char *path = getenv("PATH");

	while (path != NULL && *path != '\0') {
		size_t length = strcspn(path, ":");
		AUTO_FREE char *dir = xstrndup(path, length);
		AUTO_FREE char *file = path_join(dir, name);

		if (dir[0] == '/' && is_program(file))
			return steal(file);
		path += length + (path[length] == ':');
	}
	return NULL;
}

static char *
find_binary(const char *program)
{
	AUTO_FREE char *file = NULL;

	if (program == NULL || *program == '\0')
		return NULL;
	file = strchr(program, '/') != NULL ? xstrdup(program) :
	    search_path(program);
	/* A caller may give any argv[0]; Linux knows better. */
	if (file == NULL || !is_program(file)) {
		free(file);
		file = xstrdup("/proc/self/exe");
	}
	return realpath(file, NULL);
}

void
dirs_init(const char *program)
{
	AUTO_FREE char *binary = find_binary(program);

	free(found.binary_dir);
	free(found.data);
	found.data = NULL;
	found.data_known = false;
	found.binary_dir = binary != NULL ? path_dir(binary) : NULL;
}

/* DIR (taken) if it holds the data, else NULL. */
static char *
accept(char *dir)
{
	if (dir == NULL)
		return NULL;
	AUTO_FREE char *schemas = path_join(dir, "schemas");

	if (file_is_folder(schemas))
		return dir;
	free(dir);
	return NULL;
}

/* What the file beside the binary names: one line, an absolute folder. */
static char *
read_source_dir(void)
{
	AUTO_FREE char *path = path_join(found.binary_dir, "profedit.srcdir");
	AUTO_BUF text = BUF_INIT;

	if (!file_read(path, SOURCE_NAME_MOST, &text, NULL))
		return NULL;
	size_t length = strcspn(buf_text(&text), "\n");
	if (length == 0 || text.data[0] != '/')
		return NULL;
	return xstrndup(text.data, length);
}

bool
dirs_data_is_named(void)
{
	const char *named = getenv("PROFEDIT_DATADIR");

	return named != NULL && *named != '\0';
}

static char *
find_data(void)
{
	char *dir = NULL;

	if (dirs_data_is_named())
		return accept(xstrdup(getenv("PROFEDIT_DATADIR")));
	if (found.binary_dir != NULL)
		dir = accept(read_source_dir());
	if (dir == NULL && found.binary_dir != NULL)
		dir = accept(path_join(found.binary_dir, "../share/profedit"));
	if (dir == NULL)
		dir = accept(xstrdup(PKGDATADIR));
	return dir;
}

const char *
dirs_data(void)
{
	if (!found.data_known)
		found.data = find_data();
	found.data_known = true;
	return found.data;
}

/* $VARIABLE/profedit if that is absolute, else ~/BELOW/profedit. */
static char *
user_dir(const char *variable, const char *below)
{
	const char *base = getenv(variable), *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		return path_join(base, "profedit");
	if (home == NULL || home[0] != '/')
		return NULL;
	AUTO_FREE char *dir = path_join(home, below);
	return path_join(dir, "profedit");
}

char *
dirs_config(void)
{
	return user_dir("XDG_CONFIG_HOME", ".config");
}

char *
dirs_state(void)
{
	return user_dir("XDG_STATE_HOME", ".local/state");
}

char *
dirs_user_data(void)
{
	return user_dir("XDG_DATA_HOME", ".local/share");
}
