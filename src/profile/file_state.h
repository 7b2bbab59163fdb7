/*
 * What a file was when it was read or saved last, so that a save can tell
 * whether somebody else changed it meanwhile.
 */
#ifndef PROFILE_FILE_STATE_H
#define PROFILE_FILE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct buf;
struct error;

struct file_state {
	bool known;		/* false: it comes from no file */
	/* changed just before it was read: times say little */
	bool young;
	dev_t device;
	ino_t inode;
	int64_t size;		/* bytes */
	/* mtime, ctime; nanoseconds since 1970 */
	int64_t modified, status_changed;
	mode_t mode;
	/* of the bytes; no secret, only against chance */
	uint64_t digest[2];
};

/*
 * Reads all of PATH into OUT (appended, at most LIMIT bytes) and what it was;
 * fails as file_read() does. Reads again when it changes meanwhile;
 * ERR_CONFLICT when that does not stop.  Of a stream (file_is_stream(): "-",
 * pipes) STATE is not known.
 */
bool file_state_read(const char *path, size_t limit, struct buf *out,
    struct file_state *state, struct error *err);
/*
 * STATE of PATH, which holds BYTES (just written). False when it cannot be
 * looked at.
 */
bool file_state_set(struct file_state *state, const char *path,
    const void *bytes, size_t length);
/*
 * Whether PATH still is, or at least reads, as STATE says: a file that was only
 * touched does.
 */
bool file_state_holds(const struct file_state *state, const char *path);
/* Whether PATH is the very file, whatever it holds now. */
bool file_state_is(const struct file_state *state, const char *path);

#endif
