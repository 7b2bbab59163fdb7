/*
 * Writing a document: the file on disk is always the whole old one or the whole
 * new one, unless the user chose to write in place.
 */
#ifndef PROFILE_SAVE_H
#define PROFILE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct error;
struct profile;
struct progress;

/*
 * Why a save stopped; the caller asks the user and calls again with what was
 * chosen.
 */
enum save_stop {
	SAVE_DONE,
	SAVE_NOTHING,		/* unchanged: nothing was written */
	/* somebody else changed (or removed) the file since it was read */
	SAVE_STOP_CHANGED,
	SAVE_STOP_LINKS,	/* other hard links point at it */
	/* owner, group, mode, ACL or attributes cannot be kept */
	SAVE_STOP_OWNER,
	/* the folder takes no new file (read-only folder, sticky …) */
	SAVE_STOP_FOLDER,
	/* the original is signed; saving makes it unsigned */
	SAVE_STOP_SIGNED,
	SAVE_STOP_EXISTS,	/* save as: the target exists */
	SAVE_STOP_READ_ONLY,	/* the file's mode forbids writing to it */
	/* err says why; the old file is whole (in place: see err) */
	SAVE_FAILED,
	SAVE_STOPS
};

enum save_flag {
	SAVE_OVER_CHANGES = 1 << 0,	/* answer to CHANGED */
	/* answer to LINKS, OWNER, FOLDER: write into the file, not atomic */
	SAVE_IN_PLACE = 1 << 1,
	/* answer to SIGNED: keep the original as FILE.signed */
	SAVE_UNSIGNED = 1 << 2,
	SAVE_NO_SIGNED_COPY = 1 << 3,	/* with SAVE_UNSIGNED: keep none */
	SAVE_OVER_EXISTING = 1 << 4,	/* answer to EXISTS */
	SAVE_SECRET = 1 << 5,		/* a new file gets mode 0600 */
	/* answer to OWNER: replace the file all the same */
	SAVE_LOSE_OWNER = 1 << 6,
	/* answer to READ_ONLY: replace it, its mode stays */
	SAVE_OVER_READ_ONLY = 1 << 7
};

struct save_options {
	const char *path;	/* NULL: where it came from */
	unsigned flags;		/* enum save_flag */
	const char *backup_suffix;	/* NULL: no backup of the old file */
	const struct progress *progress;
};

struct save_report {
	char *signed_copy;	/* path of the kept original, or NULL */
	char *backup;
	mode_t mode;		/* of a file that was made */
	bool created;
	size_t bytes;
};

/*
 * Returns SAVE_DONE, SAVE_NOTHING, a stop to be asked about (ERR in words), or
 * SAVE_FAILED.  A symbolic link stays: what it points at is replaced.  After
 * SAVE_DONE the profile is marked saved, is the document of the path it went
 * to, is no longer signed, and a rescue copy of ours is gone.  REPORT (may be
 * NULL) is filled in any case and is the caller's to release.
 */
enum save_stop save_profile(struct profile *profile,
    const struct save_options *options,
    struct save_report *report, struct error *err);
void save_report_release(struct save_report *report);

/* True when the file is there and its mode or its owner forbids writing it. */
bool save_is_protected(const struct profile *profile);
/*
 * True when the file is not what was read or saved last (changed, replaced,
 * gone).
 */
bool save_file_has_changed(const struct profile *profile);

#endif
