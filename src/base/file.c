/*
 * Reading and writing whole files, paths, and walking folders.  See file.h.
 */
#include "config.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/fault.h"
#include "base/text.h"
#include "base/vec.h"

enum {
	READ_AT_ONCE = 64 * 1024,	/* bytes, where the size is unknown */
	READ_MOST = 1 << 30,		/* macOS refuses reads of 2 GiB */
	WALK_DEPTH = 64,
	PATH_MOST = 4096,		/* bytes of what a link says */
	LINKS_MOST = 40,
};

static void
set_open_error(struct error *err, int errnum, const char *path)
{
	if (errnum == ENOENT || errnum == ENOTDIR)
		error_set(err, ERR_NOT_FOUND, "cannot open '%s': %s", path,
		    strerror(errnum));
	else
		error_set_errno(err, errnum, "cannot open '%s'", path);
}

static bool
is_readable(const struct stat *st, bool pipes, const char *path,
    struct error *err)
{
	const char *what = "no regular file";

	if (S_ISREG(st->st_mode) || (pipes && S_ISFIFO(st->st_mode)))
		return true;
	if (S_ISDIR(st->st_mode))
		what = "a folder";
	else if (S_ISFIFO(st->st_mode))
		what = "a pipe";
	else if (S_ISCHR(st->st_mode) || S_ISBLK(st->st_mode))
		what = "a device";
	error_set(err, ERR_UNSUPPORTED, "cannot read '%s': it is %s", path,
	    what);
	return false;
}

static bool
names_a_pipe(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISFIFO(st.st_mode);
}

/*
 * A descriptor of the file PATH, or the pipe where PIPES are wanted, and its
 * size; -1 with ERR.
 */
static int
open_readable(const char *path, bool pipes, size_t *size, struct error *err)
{
	struct stat st;
	int fd, flags = O_RDONLY | O_NOCTTY | O_CLOEXEC;

	/* Without O_NONBLOCK opening a FIFO waits for its writer. */
	if (!pipes || !names_a_pipe(path))
		flags |= O_NONBLOCK;
	do
		fd = open(path, flags);
	while (fd < 0 && errno == EINTR);
	if (fd < 0 || fault_point("file-open")) {
		set_open_error(err, errno, path);
	} else if (fstat(fd, &st) != 0) {
		error_set_errno(err, errno, "cannot read '%s'", path);
	} else if (is_readable(&st, pipes, path, err)) {
		*size = st.st_size > 0 ? (size_t)st.st_size : 0;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool
refuse_size(const char *name, size_t limit, struct error *err)
{
	error_set(err, ERR_LIMIT, "cannot read '%s': more than %zu bytes",
	    name, limit);
	return false;
}

/* Standard input may have been made non-blocking by whoever shares it. */
static bool
waited(int fd)
{
	struct pollfd input = { .fd = fd, .events = POLLIN };

	if (errno != EAGAIN && errno != EWOULDBLOCK)
		return false;
	return poll(&input, 1, -1) > 0 || errno == EINTR;
}

/* The size a file tells may be a lie (/proc) or grow: both are fine here. */
static bool
read_all(int fd, const char *name, size_t size, size_t limit, struct buf *out,
    struct error *err)
{
	size_t total = 0;

	if (size > limit)
		return refuse_size(name, limit, err);
	buf_reserve(out, size + 1);
	for (;;) {
		size_t room = out->capacity - out->length;

		if (room < 2) {
			buf_reserve(out, READ_AT_ONCE);
			room = out->capacity - out->length;
		}
		room = room - 1 < READ_MOST ? room - 1 : READ_MOST;
		ssize_t got = fault_point("file-read") ? -1 :
		    read(fd, out->data + out->length, room);
		if (got < 0 && (errno == EINTR || waited(fd)))
			continue;
		if (got < 0) {
			error_set_errno(err, errno, "cannot read '%s'", name);
			return false;
		}
		if (got == 0)
			return true;
		total += (size_t)got;
		if (total > limit)
			return refuse_size(name, limit, err);
		out->length += (size_t)got;
		out->data[out->length] = '\0';
	}
}

/* Opening the names would fail for a socket, and begin a file anew. */
static bool
names_standard_input(const char *path)
{
	return strcmp(path, "/dev/stdin") == 0 ||
	    strcmp(path, "/dev/fd/0") == 0;
}

static bool
read_path(const char *path, bool pipes, size_t limit, struct buf *out,
    struct error *err)
{
	size_t before = out->length, size = 0;
	bool is_input = strcmp(path, "-") == 0 ||
	    (pipes && names_standard_input(path));
	int fd = is_input ? STDIN_FILENO :
	    open_readable(path, pipes, &size, err);

	if (fd < 0)
		return false;
	bool done = read_all(fd, is_input ? "standard input" : path, size,
	    limit, out, err);
	if (!is_input)
		close(fd);
	if (done)
		return true;
	/* Also bytes read beyond the limit, which are not counted yet. */
	out->length = before;
	if (out->data != NULL)
		out->data[before] = '\0';
	return false;
}

bool
file_read(const char *path, size_t limit, struct buf *out, struct error *err)
{
	return read_path(path, false, limit, out, err);
}

bool
file_read_input(const char *path, size_t limit, struct buf *out,
    struct error *err)
{
	return read_path(path, true, limit, out, err);
}

/* What the link PATH says, from its folder on; NULL: it is none. */
static char *
follow_link(const char *path)
{
	char target[PATH_MOST];
	ssize_t length = readlink(path, target, sizeof(target) - 1);

	if (length < 0)
		return NULL;
	target[length] = '\0';
	if (target[0] == '/')
		return xstrdup(target);
	AUTO_FREE char *folder = path_dir(path);

	return path_join(folder, target);
}

/* Whether PATH is an entry of the folder of open descriptors. */
static bool
is_descriptor(const char *path)
{
	AUTO_FREE char *named = path_dir(path);
	AUTO_FREE char *folder = realpath(named, NULL);

	return folder != NULL && (strcmp(folder, "/dev/fd") == 0 ||
	    (strncmp(folder, "/proc/", 6) == 0 &&
	    strcmp(path_base(folder), "fd") == 0));
}

bool
file_is_stream(const char *path)
{
	AUTO_FREE char *at = NULL;
	struct stat st;

	if (strcmp(path, "-") == 0)
		return true;
	/* The usual case, told by one call; not all systems have links there. */
	if (lstat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    strncmp(path, "/dev/", 5) != 0)
		return false;
	if (names_a_pipe(path))
		return true;
	at = xstrdup(path);
	for (int i = 0; at != NULL && i < LINKS_MOST; i++) {
		char *next;

		if (is_descriptor(at))
			return true;
		next = follow_link(at);
		free(at);
		at = next;
	}
	return false;
}

bool
file_is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
file_write_all(int fd, const void *bytes, size_t length)
{
	const char *at = bytes;

	while (length > 0) {
		ssize_t wrote = write(fd, at, length);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
			return false;
		at += wrote;
		length -= (size_t)wrote;
	}
	return true;
}

bool
file_write_new(const char *path, const void *bytes, size_t length,
    unsigned mode, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    (mode_t)mode);

	if (fd < 0 && errno == EEXIST) {
		error_set(err, ERR_EXISTS, "'%s' is there already", path);
		return false;
	}
	bool done = fd >= 0 && file_write_all(fd, bytes, length);
	int errnum = errno;

	if (fd >= 0 && close(fd) != 0 && done) {
		errnum = errno;
		done = false;
	}
	if (done)
		return true;
	if (fd >= 0)
		unlink(path);
	error_set_errno(err, errnum, "cannot write '%s'", path);
	return false;
}

bool
file_make_folders(const char *dir, unsigned mode, struct error *err)
{
	AUTO_FREE char *path = xasprintf("%s/", dir);

	for (char *at = path + 1; *at != '\0'; at++) {
		if (*at != '/' || at[-1] == '/')
			continue;
		*at = '\0';
		int errnum = mkdir(path, (mode_t)mode) != 0 ? errno : 0;

		if (errnum != 0 && !file_is_folder(path)) {
			error_set_errno(err, errnum,
			    "cannot make the folder '%s'", path);
			return false;
		}
		*at = '/';
	}
	return true;
}

char *
path_join(const char *dir, const char *name)
{
	size_t before = strlen(dir), behind = strlen(name);
	size_t slash = before > 0 && dir[before - 1] != '/';
	char *path = xmalloc(before + slash + behind + 1);

	memcpy(path, dir, before);
	if (slash > 0)
		path[before] = '/';
	memcpy(path + before + slash, name, behind + 1);
	return path;
}

const char *
path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

char *
path_dir(const char *path)
{
	size_t length = (size_t)(path_base(path) - path);

	if (length == 0)
		return xstrdup(".");
	while (length > 1 && path[length - 1] == '/')
		length--;
	return xstrndup(path, length);
}

struct names {
	char **items;	/* what VEC() declares, with a tag to pass it by */
	size_t count, capacity;
};

struct walk {
	const char *suffix;	/* NULL: all */
	bool (*visit)(const char *path, void *arg);
	void *arg;
	struct error *err;
	bool failed;		/* a folder could not be read; ERR says which */
	bool stopped;		/* VISIT had enough */
};

static void walk_folder(struct walk *walk, const char *dir, int depth);

/* The first failure is reported; the other folders are still walked. */
static void
note_failure(struct walk *walk, const char *dir, int errnum)
{
	struct error *err = walk->failed ? NULL : walk->err;

	walk->failed = true;
	if (errnum == 0)
		error_set(err, ERR_LIMIT, "cannot read the folder '%s': "
		    "more than %d folders deep", dir, WALK_DEPTH);
	else if (errnum == ENOENT)
		error_set(err, ERR_NOT_FOUND,
		    "cannot read the folder '%s': %s", dir, strerror(errnum));
	else
		error_set_errno(err, errnum, "cannot read the folder '%s'",
		    dir);
}

static bool
has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name);
	size_t wanted = suffix != NULL ? strlen(suffix) : 0;

	return wanted == 0 || (length >= wanted && text_compare_nocase(
	    name + length - wanted, wanted, suffix, wanted) == 0);
}

static void
walk_entry(struct walk *walk, const char *path, int depth)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return;		/* gone since its name was read */
	if (S_ISDIR(st.st_mode)) {
		walk_folder(walk, path, depth + 1);
		return;
	}
	if (S_ISLNK(st.st_mode) && stat(path, &st) != 0)
		return;		/* a link to nothing */
	if (S_ISREG(st.st_mode) && has_suffix(path, walk->suffix))
		walk->stopped = !walk->visit(path, walk->arg);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Errno of what went wrong, or 0. */
static int
read_names(const char *dir, struct names *names)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;

	if (folder == NULL)
		return errno;
	while ((errno = 0, entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			*VEC_PUSH(*names) = xstrdup(entry->d_name);
	int errnum = errno;

	closedir(folder);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof(char *),
		    compare_names);
	return errnum;
}

static void
walk_folder(struct walk *walk, const char *dir, int depth)
{
	struct names names = { 0 };

	if (depth > WALK_DEPTH) {
		note_failure(walk, dir, 0);
		return;
	}
	int errnum = read_names(dir, &names);
	if (errnum != 0)
		note_failure(walk, dir, errnum);
	for (size_t i = 0; i < names.count; i++) {
		if (!walk->stopped) {
			AUTO_FREE char *path = path_join(dir, names.items[i]);

			walk_entry(walk, path, depth);
		}
		free(names.items[i]);
	}
	VEC_RELEASE(names);
}

bool
file_walk(const char *dir, const char *suffix,
    bool (*visit)(const char *path, void *arg), void *arg, struct error *err)
{
	struct walk walk = {
		.suffix = suffix, .visit = visit, .arg = arg, .err = err,
	};

	walk_folder(&walk, dir, 0);
	return !walk.failed;
}
