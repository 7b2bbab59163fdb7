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
	dev_t device;
	ino_t inode;
	int64_t size;		/* bytes */
	int64_t changed, status_changed;	/* mtime, ctime; nanoseconds since 1970 */
	mode_t mode;
	uint64_t digest[2];	/* of the bytes; no secret, only against chance */
};

/*
 * Reads all of PATH into OUT (appended, at most LIMIT bytes) and what it was.
 * Read again when it changes meanwhile; ERR_CONFLICT when it does not stop.
 */
bool file_state_read(const char *path, size_t limit, struct buf *out,
    struct file_state *state, struct error *err);
/* Whether PATH is (or reads) as STATE says; a file that was only touched is. */
bool file_state_holds(const char *path, const struct file_state *state);
void file_state_digest(const void *bytes, size_t length, uint64_t digest[2]);

#endif
