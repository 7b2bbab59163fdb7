/*
 * Replacing a file through a temporary one beside it, or in place.  See
 * replace.h.
 */
#include "profile/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/error.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/progress.h"
#include "base/random.h"
#include "profile/attributes.h"

enum {
	SUFFIX_LENGTH = 6,	/* of ".NAME.XXXXXX" */
	NAME_LENGTH_MAX = 255,	/* bytes of a file name, nearly everywhere */
	OPEN_TRIES = 100,
	/* bytes, between two questions to go on */
	WRITE_AT_ONCE = 1024 * 1024,
	READ_AT_ONCE = 64 * 1024	/* bytes */
};

/* ------------------------------------------------- calls that can fail */

/* Fault points are named PREFIX-what; the prefix tells the two ways apart. */
static bool
faults(const char *prefix, const char *what)
{
	char name[64];

	snprintf(name, sizeof(name), "%s-%s", prefix, what);
	return fault_point(name);
}

static bool
write_all(int fd, const void *bytes, size_t length, const char *prefix,
    const struct progress *progress)
{
	const char *at = bytes;
	size_t done = 0;

	while (done < length) {
		size_t part = length - done;
		ssize_t wrote;

		if (part > WRITE_AT_ONCE)
			part = WRITE_AT_ONCE;
		wrote = faults(prefix, "write") ? -1 :
		    write(fd, at + done, part);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		done += (size_t)wrote;
		if (!progress_step(progress, done, length)) {
			errno = ECANCELED;
			return false;
		}
	}
	return true;
}

static bool
sync_file(int fd, const char *prefix)
{
	int result;

	do
		result = faults(prefix, "fsync") ? -1 : fsync(fd);
	while (result != 0 && errno == EINTR);
	/* Some file systems have nothing to sync. */
	return result == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Closes in any case: a descriptor must not stay behind. */
static bool
close_file(int fd, const char *prefix)
{
	int result = close(fd);

	return !faults(prefix, "close") && (result == 0 || errno == EINTR);
}

/* Through the descriptor: the mode may by now forbid opening it. */
static bool
reads_back(int fd, const void *bytes, size_t length)
{
	AUTO_FREE char *block = xmalloc(READ_AT_ONCE);
	const char *at = bytes;
	size_t done = 0;
	ssize_t got;

	do {
		got = fault_point("save-read") ? -1 :
		    pread(fd, block, READ_AT_ONCE, (off_t)done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if ((size_t)got > length - done ||
		    (got > 0 && memcmp(at + done, block, (size_t)got) != 0))
			break;
		done += (size_t)got;
	} while (got != 0);
	errno = EIO;	/* for bytes that differ */
	return done == length && got == 0;
}

/* ------------------------------------------------------- temporary files */

/* ".NAME.XXXXXX" beside PATH, the name cut where it would be too long. */
static char *
temporary_name(const char *path)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	AUTO_FREE char *folder = path_dir(path);
	AUTO_FREE char *name = NULL;
	unsigned char chance[SUFFIX_LENGTH];
	char suffix[SUFFIX_LENGTH + 1] = "";

	random_bytes(chance, sizeof(chance));
	for (size_t i = 0; i < SUFFIX_LENGTH; i++)
		suffix[i] = letters[chance[i] % (sizeof(letters) - 1)];
	name = xasprintf(".%.*s.%s", NAME_LENGTH_MAX - SUFFIX_LENGTH - 2,
	    path_base(path), suffix);
	return path_join(folder, name);
}

static enum replace_result
explain_open(const char *path, struct error *err)
{
	AUTO_FREE char *folder = path_dir(path);
	int errnum = errno;

	if (errnum == ENOENT || errnum == ENOTDIR) {
		error_set(err, ERR_NOT_FOUND,
		    "cannot save '%s': there is no folder '%s'", path, folder);
		return REPLACE_FAILED;
	}
	error_set_errno(err, errnum,
	    "cannot save '%s': no new file can be made in '%s'", path, folder);
	return errnum == EACCES || errnum == EPERM || errnum == EROFS ?
	    REPLACE_FOLDER : REPLACE_FAILED;
}

static enum replace_result
open_temporary(const char *path, char **name, int *fd, struct error *err)
{
	for (int i = 0; i < OPEN_TRIES; i++) {
		AUTO_FREE char *try = temporary_name(path);

		*fd = fault_point("save-open") ? -1 : open(try,
		    O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (*fd >= 0) {
			*name = steal(try);
			return REPLACE_DONE;
		}
		if (errno != EEXIST && errno != EINTR)
			break;
	}
	return explain_open(path, err);
}

static enum replace_result
cannot_write(const struct replace *what, struct error *err)
{
	if (errno == ECANCELED)
		error_set(err, ERR_CANCELLED, "saving '%s' was stopped",
		    what->path);
	else
		error_set_errno(err, errno, "cannot save '%s'", what->path);
	return REPLACE_FAILED;
}

static enum replace_result
fill_temporary(const struct replace *what, int fd, struct error *err)
{
	if (!write_all(fd, what->bytes, what->length, "save", what->progress))
		return cannot_write(what, err);
	if (what->like != NULL) {
		if (!attributes_copy(what->like, fd, !what->lose_owner, err))
			return REPLACE_OWNER;
	} else if (!fault_point("save-chmod")) {
		/* Where it cannot be set, 0600 stays, which harms nobody. */
		(void)fchmod(fd, what->mode);
	}
	if (!sync_file(fd, "save") ||
	    !reads_back(fd, what->bytes, what->length))
		return cannot_write(what, err);
	return REPLACE_DONE;
}

/* rename() would replace what appeared meanwhile; link() does not. */
static int
rename_exclusive(const char *from, const char *to)
{
	struct stat st;

	if (!fault_point("save-link") && link(from, to) == 0) {
		unlink(from);
		return 0;
	}
	if (errno == EEXIST)
		return -1;
	/* No hard links here: look, then rename. */
	if (lstat(to, &st) == 0) {
		errno = EEXIST;
		return -1;
	}
	return fault_point("save-rename") ? -1 : rename(from, to);
}

static enum replace_result
move_into_place(const struct replace *what, const char *temporary,
    struct error *err)
{
	int result;

	if (what->exclusive)
		result = rename_exclusive(temporary, what->path);
	else
		result = fault_point("save-rename") ? -1 :
		    rename(temporary, what->path);
	if (result == 0)
		return REPLACE_DONE;
	if (errno == EEXIST && what->exclusive) {
		error_set(err, ERR_EXISTS, "'%s' is there already", what->path);
		return REPLACE_EXISTS;
	}
	/* A sticky folder, or a file that is a mount of its own. */
	if (errno == EPERM || errno == EACCES || errno == EBUSY ||
	    errno == EXDEV) {
		error_set_errno(err, errno, "cannot replace '%s'", what->path);
		return REPLACE_FOLDER;
	}
	return cannot_write(what, err);
}

/* Not being able to sync a folder loses nothing but certainty. */
static void
sync_folder(const char *path)
{
	AUTO_FREE char *folder = path_dir(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (!fault_point("save-folder"))
		(void)fsync(fd);
	close(fd);
}

enum replace_result
replace_file(const struct replace *what, struct error *err)
{
	AUTO_FREE char *temporary = NULL;
	enum replace_result result;
	int fd = -1;

	result = open_temporary(what->path, &temporary, &fd, err);
	if (result != REPLACE_DONE)
		return result;
	result = fill_temporary(what, fd, err);
	if (!close_file(fd, "save") && result == REPLACE_DONE)
		result = cannot_write(what, err);
	if (result == REPLACE_DONE)
		result = move_into_place(what, temporary, err);
	if (result != REPLACE_DONE)
		unlink(temporary);
	else
		sync_folder(what->path);
	return result;
}

/* --------------------------------------------------------------- in place */

/*
 * Over what is there and cut to length last: a full disk then meets only what
 * the new text is longer by.
 */
static bool
overwrite(int fd, const void *bytes, size_t length)
{
	if (lseek(fd, 0, SEEK_SET) != 0)
		return false;
	if (!write_all(fd, bytes, length, "save-place", NULL))
		return false;
	if (faults("save-place", "cut") || ftruncate(fd, (off_t)length) != 0)
		return false;
	return sync_file(fd, "save-place");
}

bool
replace_in_place(const char *path, const void *bytes, size_t length,
    const void *old, size_t old_length, bool *restored, struct error *err)
{
	int fd = faults("save-place", "open") ? -1 :
	    open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	int errnum;
	bool fine;

	*restored = true;
	if (fd < 0) {
		error_set_errno(err, errno, "cannot write into '%s'", path);
		return false;
	}
	fine = overwrite(fd, bytes, length);
	errnum = errno;
	if (!fine)
		*restored = overwrite(fd, old, old_length);
	if (!close_file(fd, "save-place") && fine) {
		fine = false;
		errnum = errno;
		*restored = false;
	}
	if (!fine)
		error_set_errno(err, errnum, "cannot write into '%s'", path);
	return fine;
}
