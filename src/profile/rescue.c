/*
 * Rescue copies.  See rescue.h and save.h.
 */
#include "profile/rescue.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/dirs.h"
#include "base/file.h"
#include "profile/replace.h"

#define RESCUE_SUFFIX ".profedit-save"

enum { BESIDE_MAX = 10 };	/* names tried beside the file */

static char *
name_beside(const char *path, int number)
{
	if (number == 0)
		return xasprintf("%s" RESCUE_SUFFIX, path);
	return xasprintf("%s" RESCUE_SUFFIX ".%d", path, number);
}

/* In the state folder, the whole path in one name: '/' written as '%'. */
static char *
name_in_state(const char *path)
{
	AUTO_FREE char *state = dirs_state();
	AUTO_FREE char *full = path != NULL ? realpath(path, NULL) : NULL;
	AUTO_FREE char *name = NULL;

	if (state == NULL)
		return NULL;
	name = xasprintf("%s" RESCUE_SUFFIX,
	    full != NULL ? full : path != NULL ? path : "unnamed");
	for (char *at = name; *at != '\0'; at++) {
		if (*at == '/')
			*at = '%';
	}
	return path_join(state, name);
}

static void
make_folders(const char *path)
{
	AUTO_FREE char *copy = xstrdup(path);

	for (char *at = strchr(copy + 1, '/'); at != NULL;
	    at = strchr(at + 1, '/')) {
		*at = '\0';
		/* What cannot be made shows when the file is opened. */
		(void)mkdir(copy, 0700);
		*at = '/';
	}
}

static enum replace_result
write_as(const char *name, bool ours, const void *bytes, size_t length)
{
	struct replace what = {
		.path = name, .bytes = bytes, .length = length, .mode = 0600,
		.exclusive = !ours
	};

	return replace_file(&what, NULL);
}

char *
rescue_write(const char *path, const char *ours, const void *bytes,
    size_t length)
{
	enum replace_result result = REPLACE_EXISTS;

	if (ours != NULL && write_as(ours, true, bytes, length) == REPLACE_DONE)
		return xstrdup(ours);
	for (int i = 0; path != NULL && i < BESIDE_MAX &&
	    result == REPLACE_EXISTS; i++) {
		AUTO_FREE char *name = name_beside(path, i);

		result = write_as(name, false, bytes, length);
		if (result == REPLACE_DONE)
			return steal(name);
	}
	{
		AUTO_FREE char *name = name_in_state(path);

		if (name == NULL)
			return NULL;
		make_folders(name);
		if (write_as(name, false, bytes, length) == REPLACE_DONE)
			return steal(name);
	}
	return NULL;
}

/* What somebody else put there is none. */
static bool
is_rescue(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_uid == geteuid();
}

char *
rescue_find(const char *path)
{
	AUTO_FREE char *name = NULL;

	for (int i = 0; i < BESIDE_MAX; i++) {
		free(name);
		name = name_beside(path, i);
		if (is_rescue(name))
			return steal(name);
	}
	free(name);
	name = name_in_state(path);
	return name != NULL && is_rescue(name) ? steal(name) : NULL;
}
