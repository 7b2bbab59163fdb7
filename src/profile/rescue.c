/*
 * Rescue copies.  See rescue.h.
 */
#include "profile/rescue.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/dirs.h"
#include "base/file.h"
#include "profile/edit.h"
#include "profile/internal.h"
#include "profile/replace.h"

#define RESCUE_SUFFIX ".profedit-save"

enum { NAMES_MOST = 10 };	/* tried in each folder */

/* NAME.profedit-save, .profedit-save.1 … */
static char *
numbered(const char *name, int number)
{
	if (number == 0)
		return xasprintf("%s" RESCUE_SUFFIX, name);
	return xasprintf("%s" RESCUE_SUFFIX ".%d", name, number);
}

/*
 * PATH in the state folder, all of it in one name: '/' written as '%'.  NULL:
 * there is no such folder.
 */
static char *
name_in_state(const char *path)
{
	AUTO_FREE char *state = dirs_state();
	AUTO_FREE char *full = path != NULL ? realpath(path, NULL) : NULL;
	AUTO_FREE char *name = NULL;

	if (state == NULL)
		return NULL;
	name = xstrdup(full != NULL ? full : path != NULL ? path : "unnamed");
	for (char *at = name; *at != '\0'; at++) {
		if (*at == '/')
			*at = '%';
	}
	return path_join(state, name);
}

static enum replace_result
write_as(const char *name, bool exclusive, const void *bytes, size_t length)
{
	struct replace what = {
		.path = name, .bytes = bytes, .length = length, .mode = 0600,
		.exclusive = exclusive
	};

	return replace_file(&what, NULL);
}

/* Under the first of NAME's names that nobody has; NULL when it fails. */
static char *
write_numbered(const char *name, const void *bytes, size_t length)
{
	enum replace_result result = REPLACE_EXISTS;

	for (int i = 0; i < NAMES_MOST && result == REPLACE_EXISTS; i++) {
		AUTO_FREE char *copy = numbered(name, i);

		result = write_as(copy, true, bytes, length);
		if (result == REPLACE_DONE)
			return steal(copy);
	}
	return NULL;
}

static char *
write_in_state(const char *path, const void *bytes, size_t length)
{
	AUTO_FREE char *name = name_in_state(path);

	if (name == NULL)
		return NULL;
	AUTO_FREE char *folder = path_dir(name);

	if (!file_make_folders(folder, 0700, NULL))
		return NULL;
	return write_numbered(name, bytes, length);
}

char *
rescue_write(const char *path, const char *ours, const void *bytes,
    size_t length)
{
	char *name = NULL;

	if (ours != NULL &&
	    write_as(ours, false, bytes, length) == REPLACE_DONE)
		return xstrdup(ours);
	if (path != NULL)
		name = write_numbered(path, bytes, length);
	return name != NULL ? name : write_in_state(path, bytes, length);
}

/* What somebody else put there is none. */
static bool
is_rescue(const char *name)
{
	struct stat st;

	return lstat(name, &st) == 0 && S_ISREG(st.st_mode) &&
	    st.st_uid == geteuid();
}

static char *
find_numbered(const char *name)
{
	for (int i = 0; i < NAMES_MOST; i++) {
		AUTO_FREE char *copy = numbered(name, i);

		if (is_rescue(copy))
			return steal(copy);
	}
	return NULL;
}

char *
rescue_find(const char *path)
{
	char *found = find_numbered(path);

	if (found != NULL)
		return found;
	AUTO_FREE char *name = name_in_state(path);

	return name != NULL ? find_numbered(name) : NULL;
}

/* ---- of a document */

char *
rescue_save(struct profile *profile)
{
	AUTO_BUF bytes = BUF_INIT;
	char *name;

	if (!edit_is_changed(profile))
		return NULL;
	/* Binary goes through another library: not on the way out. */
	if (profile_get_format(profile) == PROFILE_BINARY ||
	    !profile_bytes(profile, &bytes, NULL)) {
		buf_truncate(&bytes, 0);
		profile_text(profile, &bytes);
	}
	name = rescue_write(profile_path(profile), profile->rescue,
	    buf_text(&bytes), bytes.length);
	if (name != NULL)
		rescue_adopt(profile, name);
	return name;
}

void
rescue_adopt(struct profile *profile, const char *name)
{
	char *copy = xstrdup(name);

	free(profile->rescue);
	profile->rescue = copy;
}

void
rescue_drop(struct profile *profile)
{
	if (profile->rescue != NULL)
		unlink(profile->rescue);
	free(steal(profile->rescue));
}
