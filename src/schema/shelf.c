/*
 * A folder of files that is replaced as a whole.  See shelf.h.
 */
#include "config.h"

#include "schema/shelf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/error.h"
#include "base/fault.h"
#include "base/file.h"

struct shelf {
	char *dir, *name;
	char *link;		/* DIR/NAME */
	char *fresh;		/* the folder being filled, DIR/NAME.XXXXXX */
	char *old;		/* the name that the link holds, NULL */
};

/* What the link holds; false when there is something that is none of ours. */
static bool
read_link(struct shelf *shelf, struct error *err)
{
	char target[256];
	size_t length = strlen(shelf->name);
	ssize_t got = readlink(shelf->link, target, sizeof target - 1);

	if (got < 0 && errno == ENOENT)
		return true;
	if (got > 0) {
		target[got] = '\0';
		if (strncmp(target, shelf->name, length) == 0 &&
		    target[length] == '.' && strchr(target, '/') == NULL) {
			shelf->old = xstrdup(target);
			return true;
		}
	}
	error_set(err, ERR_EXISTS, "'%s' is there and was not made by "
	    "profedit: move it away", shelf->link);
	return false;
}

struct shelf *
shelf_begin(const char *dir, const char *name, struct error *err)
{
	struct shelf *shelf;
	mode_t mask;

	if (!file_make_folders(dir, 0777, err))
		return NULL;
	shelf = xcalloc(1, sizeof *shelf);
	shelf->dir = xstrdup(dir);
	shelf->name = xstrdup(name);
	shelf->link = path_join(dir, name);
	if (!read_link(shelf, err)) {
		shelf_abort(shelf);
		return NULL;
	}
	shelf->fresh = xasprintf("%s.XXXXXX", shelf->link);
	if (mkdtemp(shelf->fresh) == NULL) {
		error_set_errno(err, errno, "cannot make a folder in '%s'",
		    dir);
		free(steal(shelf->fresh));
		shelf_abort(shelf);
		return NULL;
	}
	mask = umask(0);
	umask(mask);
	(void)chmod(shelf->fresh, 0777 & ~mask);
	return shelf;
}

static bool
sync_all(int fd)
{
	/* Some file systems have no such thing. */
	return !fault_point("shelf-sync") &&
	    (fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP);
}

bool
shelf_add(struct shelf *shelf, const char *name, const void *bytes,
    size_t length, struct error *err)
{
	AUTO_FREE char *path = path_join(shelf->fresh, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool done = fd >= 0 && !fault_point("shelf-write") &&
	    file_write_all(fd, bytes, length) && sync_all(fd);
	int errnum = errno;

	if (fd >= 0 && close(fd) != 0 && done) {
		done = false;
		errnum = errno;
	}
	if (!done)
		error_set_errno(err, errnum, "cannot write '%s'", path);
	return done;
}

/* Removes a folder of files. */
static void
remove_folder(const char *path)
{
	DIR *folder = opendir(path);
	const struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			(void)unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder != NULL)
		closedir(folder);
	(void)rmdir(path);
}

static void
free_shelf(struct shelf *shelf)
{
	free(shelf->dir);
	free(shelf->name);
	free(shelf->link);
	free(shelf->fresh);
	free(shelf->old);
	free(shelf);
}

void
shelf_abort(struct shelf *shelf)
{
	if (shelf == NULL)
		return;
	if (shelf->fresh != NULL)
		remove_folder(shelf->fresh);
	free_shelf(shelf);
}

static bool
sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done = fd >= 0 && sync_all(fd);

	if (fd >= 0)
		close(fd);
	return done;
}

/* A new link takes the place of the old one in one step. */
static bool
swap_links(struct shelf *shelf)
{
	AUTO_FREE char *temporary = xasprintf("%s.link", shelf->fresh);

	if (symlink(path_base(shelf->fresh), temporary) != 0)
		return false;
	if (!fault_point("shelf-rename") &&
	    rename(temporary, shelf->link) == 0)
		return true;
	int errnum = errno;

	(void)unlink(temporary);
	errno = errnum;
	return false;
}

bool
shelf_commit(struct shelf *shelf, struct error *err)
{
	if (!sync_folder(shelf->fresh) || !swap_links(shelf)) {
		error_set_errno(err, errno, "cannot put '%s' in place",
		    shelf->link);
		shelf_abort(shelf);
		return false;
	}
	/* It is there; that the name lasts is all that is left. */
	(void)sync_folder(shelf->dir);
	if (shelf->old != NULL) {
		AUTO_FREE char *old = path_join(shelf->dir, shelf->old);

		remove_folder(old);
	}
	free_shelf(shelf);
	return true;
}
