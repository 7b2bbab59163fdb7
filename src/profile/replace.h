/*
 * Putting bytes where a file is or shall be, so that there is always the whole
 * old file or the whole new one.  Knows no profile.
 */
#ifndef PROFILE_REPLACE_H
#define PROFILE_REPLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct error;
struct progress;

enum replace_result {
	REPLACE_DONE,
	/* owner, group, mode, ACL or attributes cannot be kept */
	REPLACE_OWNER,
	/* the folder takes no new file, or the name cannot be replaced */
	REPLACE_FOLDER,
	REPLACE_EXISTS,	/* exclusive, and it is there */
	REPLACE_FAILED
};

struct replace {
	const char *path;	/* no symbolic link itself */
	const void *bytes;
	size_t length;
	/* the file whose owner, mode, ACL and attributes it takes, or NULL */
	const char *like;
	mode_t mode;		/* without LIKE */
	bool lose_owner;	/* what cannot be taken from LIKE is let go */
	bool exclusive;		/* PATH must not be there */
	const struct progress *progress;
};

/*
 * Writes a temporary file beside PATH, syncs it, reads it back and renames it.
 * Anything but REPLACE_DONE has left everything as it was, and ERR says why.
 * Fault points: save-open save-write save-chown save-xattr save-chmod
 * save-fsync save-read save-close save-link save-rename save-folder (the last
 * is no failure: the file is there).
 */
enum replace_result replace_file(const struct replace *what, struct error *err);

/*
 * Writes into the file PATH itself: not atomic.  OLD are its bytes, put back
 * when writing fails (*RESTORED tells whether that worked).  Fault points:
 * save-place-open save-place-write save-place-cut save-place-fsync
 * save-place-close.
 */
bool replace_in_place(const char *path, const void *bytes, size_t length,
    const void *old, size_t old_length, bool *restored, struct error *err);

#endif
