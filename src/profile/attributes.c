/*
 * Taking over owner, group, mode, ACL and extended attributes.  On Linux an
 * ACL is an extended attribute ("system.posix_acl_access"); macOS has a call of
 * its own for both.
 */
#include "config.h"

#include "profile/attributes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_FCOPYFILE
#include <copyfile.h>
#elif defined(HAVE_FLISTXATTR)
#include <sys/xattr.h>
#endif

#include "base/buf.h"
#include "base/error.h"
#include "base/fault.h"

static bool
cannot_keep(const char *what, const char *like, struct error *err)
{
	error_set_errno(err, errno, "cannot keep the %s of '%s'", what, like);
	return false;
}

#ifdef HAVE_FCOPYFILE

static bool
copy_extended(const char *like, int from, int to, bool strict,
    struct error *err)
{
	if (!fault_point("save-xattr") &&
	    fcopyfile(from, to, NULL, COPYFILE_ACL | COPYFILE_XATTR) == 0)
		return true;
	return !strict || cannot_keep("extended attributes", like, err);
}

#elif defined(HAVE_FLISTXATTR)

enum { LIST_ROUNDS = 4 };

/* Signatures over the old content: wrong for the new one. */
static bool
is_of_content(const char *name)
{
	return strcmp(name, "security.ima") == 0 ||
	    strcmp(name, "security.evm") == 0;
}

/* The names, each with its NUL; false only for a real failure. */
static bool
list_names(int fd, struct buf *names)
{
	for (int i = 0; i < LIST_ROUNDS; i++) {
		ssize_t size = flistxattr(fd, NULL, 0);

		if (size < 0)
			return errno == ENOTSUP || errno == ENOSYS;
		buf_truncate(names, 0);
		buf_reserve(names, (size_t)size + 1);
		size = flistxattr(fd, names->data, (size_t)size);
		if (size >= 0) {
			names->length = (size_t)size;
			names->data[names->length] = '\0';
			return true;
		}
		if (errno != ERANGE)	/* it grew in between */
			return false;
	}
	return false;
}

static bool
read_attribute(int fd, const char *name, struct buf *value)
{
	ssize_t size = fgetxattr(fd, name, NULL, 0);

	if (size < 0)
		return false;
	buf_truncate(value, 0);
	buf_reserve(value, (size_t)size + 1);
	size = fgetxattr(fd, name, value->data, (size_t)size);
	if (size < 0)
		return false;
	value->length = (size_t)size;
	return true;
}

static bool
has_attribute(int fd, const char *name, const struct buf *value)
{
	AUTO_BUF there = BUF_INIT;

	return read_attribute(fd, name, &there) &&
	    there.length == value->length &&
	    memcmp(there.data, value->data, value->length) == 0;
}

static bool
copy_attribute(int from, int to, const char *name)
{
	AUTO_BUF value = BUF_INIT;
	int errnum;

	if (is_of_content(name))
		return true;
	if (!read_attribute(from, name, &value))
		return errno == ENODATA;
	if (!fault_point("save-xattr") &&
	    fsetxattr(to, name, value.data, value.length, 0) == 0)
		return true;
	errnum = errno;
	/* The system gives a label to each new file, often the same. */
	if (has_attribute(to, name, &value))
		return true;
	errno = errnum;
	return false;
}

static bool
is_in(const struct buf *names, const char *name)
{
	for (size_t at = 0; at < names->length;
	    at += strlen(names->data + at) + 1) {
		if (strcmp(names->data + at, name) == 0)
			return true;
	}
	return false;
}

/* What the folder handed down (a default ACL) and LIKE does not have. */
static bool
remove_others(int to, const struct buf *keep)
{
	AUTO_BUF names = BUF_INIT;

	if (!list_names(to, &names))
		return false;
	for (size_t at = 0; at < names.length;
	    at += strlen(names.data + at) + 1) {
		const char *name = names.data + at;

		if (!is_in(keep, name) && fremovexattr(to, name) != 0 &&
		    strncmp(name, "security.", 9) != 0)
			return false;
	}
	return true;
}

static bool
copy_extended(const char *like, int from, int to, bool strict,
    struct error *err)
{
	AUTO_BUF names = BUF_INIT;
	bool fine = list_names(from, &names);

	for (size_t at = 0; at < names.length && (fine || !strict);
	    at += strlen(names.data + at) + 1)
		fine = copy_attribute(from, to, names.data + at) && fine;
	if (fine)
		fine = remove_others(to, &names);
	return fine || !strict || cannot_keep("extended attributes", like, err);
}

#else

static bool
copy_extended(const char *like, int from, int to, bool strict,
    struct error *err)
{
	(void)like, (void)from, (void)to, (void)strict, (void)err;
	return true;
}

#endif

static int
change_owner(int fd, uid_t owner, gid_t group)
{
	return fault_point("save-chown") ? -1 : fchown(fd, owner, group);
}

static bool
change_mode(int fd, mode_t mode)
{
	struct stat now;

	if (fault_point("save-chmod"))
		return false;
	/* Where every file has one mode, setting it is an error. */
	return fchmod(fd, mode) == 0 ||
	    (fstat(fd, &now) == 0 && (now.st_mode & 07777) == mode);
}

/* KEPT tells whether the group could be taken over. */
static bool
copy_owner(const struct stat *from, int to, bool *kept)
{
	struct stat now;

	*kept = true;
	if (fstat(to, &now) != 0)
		return false;
	if (now.st_uid == from->st_uid && now.st_gid == from->st_gid)
		return true;
	if (change_owner(to, from->st_uid, from->st_gid) == 0)
		return true;
	*kept = now.st_gid == from->st_gid ||
	    fchown(to, (uid_t)-1, from->st_gid) == 0;
	return false;
}

static bool
copy_all(const char *like, int from, int to, bool strict, struct error *err)
{
	struct stat st;
	mode_t mode;
	bool group_kept;

	if (fstat(from, &st) != 0)
		return cannot_keep("owner", like, err);
	mode = st.st_mode & 07777;
	if (!copy_owner(&st, to, &group_kept)) {
		if (strict)
			return cannot_keep("owner and group", like, err);
		/* Another group gets no more than everybody; no set-user-ID. */
		mode &= 0777;
		if (!group_kept)
			mode = (mode & 0707) | ((mode & 07) << 3);
	}
	if (!copy_extended(like, from, to, strict, err))
		return false;
	return change_mode(to, mode) || !strict ||
	    cannot_keep("permissions", like, err);
}

bool
attributes_copy(const char *like, int fd, bool strict, struct error *err)
{
	int from = open(like, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool fine;

	if (from < 0)
		return cannot_keep("owner and permissions", like, err);
	fine = copy_all(like, from, fd, strict, err);
	close(from);
	return fine;
}
