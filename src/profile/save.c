/*
 * Saving a document: what may stop it, what is kept of the old file, and what
 * is true afterwards.  The writing itself is replace.c's.
 */
#include "profile/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "profile/cms.h"
#include "profile/edit.h"
#include "profile/file_state.h"
#include "profile/internal.h"
#include "profile/referee.h"
#include "profile/replace.h"
#include "profile/rescue.h"

enum {
	/* bytes the referee wants to see */
	OLD_LOOK_MAX = 16 * 1024 * 1024,
	SIGNED_COPIES_MAX = 1000
};

struct save {
	struct profile *profile;
	const struct save_options *options;
	struct save_report *report;
	struct error *err;
	const char *path;	/* as the user knows it */
	char *target;		/* what a link stands for */
	bool same;		/* the file that was read */
	bool exists;
	bool signed_made;	/* report->signed_copy was not there before */
	struct stat st;		/* when it exists */
	struct buf bytes;	/* what is written */
	struct buf old;		/* the file as it is; only when needed */
};

static bool
has_flag(const struct save *save, enum save_flag flag)
{
	return (save->options->flags & flag) != 0;
}

/* ----------------------------------------------------------------- target */

static bool
resolve_link(struct save *save)
{
	struct stat st;

	if (lstat(save->path, &st) != 0 || !S_ISLNK(st.st_mode)) {
		save->target = xstrdup(save->path);
		return true;
	}
	save->target = realpath(save->path, NULL);
	if (save->target != NULL)
		return true;
	error_set_errno(save->err, errno,
	    "cannot save '%s': it is a link that leads nowhere", save->path);
	return false;
}

static bool
find_target(struct save *save)
{
	const char *own = profile_path(save->profile);
	const struct file_state *state = &save->profile->file;

	save->path = save->options->path != NULL ? save->options->path : own;
	if (save->path == NULL || save->path[0] == '\0') {
		error_set(save->err, ERR_USAGE,
		    "cannot save: the profile has no file name yet");
		return false;
	}
	if (!resolve_link(save))
		return false;
	save->exists = stat(save->target, &save->st) == 0;
	if (save->exists && !S_ISREG(save->st.st_mode)) {
		error_set(save->err, ERR_UNSUPPORTED, "cannot save '%s': it is "
		    "%s", save->path, S_ISDIR(save->st.st_mode) ? "a folder" :
		    "no regular file");
		return false;
	}
	save->same = state->known && own != NULL &&
	    (strcmp(own, save->path) == 0 ||
	    file_state_is(state, save->target));
	return true;
}

/* ------------------------------------------------------------------ stops */

static bool
has_changed(const struct save *save)
{
	return save->same &&
	    !file_state_holds(&save->profile->file, save->target);
}

static bool
is_nothing_to_do(const struct save *save)
{
	return save->same && save->exists && !edit_is_changed(save->profile) &&
	    !(has_flag(save, SAVE_OVER_CHANGES) && has_changed(save));
}

static enum save_stop
stop_changed(struct save *save)
{
	if (!has_changed(save) || has_flag(save, SAVE_OVER_CHANGES))
		return SAVE_DONE;
	error_set(save->err, ERR_CONFLICT, save->exists ?
	    "'%s' was changed by somebody else since it was read" :
	    "'%s' was removed since it was read", save->path);
	return SAVE_STOP_CHANGED;
}

static enum save_stop
stop_exists(struct save *save)
{
	if (save->same || !save->exists || has_flag(save, SAVE_OVER_EXISTING))
		return SAVE_DONE;
	error_set(save->err, ERR_EXISTS, "'%s' is there already", save->path);
	return SAVE_STOP_EXISTS;
}

static enum save_stop
stop_signed(struct save *save)
{
	if (profile_get_cms(save->profile) == NULL ||
	    has_flag(save, SAVE_UNSIGNED))
		return SAVE_DONE;
	error_set(save->err, ERR_CONFLICT,
	    "the profile is signed; what is saved will not be");
	return SAVE_STOP_SIGNED;
}

static enum save_stop
stop_links(struct save *save)
{
	if (!save->exists || save->st.st_nlink <= 1 ||
	    has_flag(save, SAVE_IN_PLACE))
		return SAVE_DONE;
	error_set(save->err, ERR_CONFLICT, "'%s' has %ju other name(s) (hard "
	    "links), which would keep the old text", save->path,
	    (uintmax_t)save->st.st_nlink - 1);
	return SAVE_STOP_LINKS;
}

static enum save_stop
stop_read_only(struct save *save)
{
	if (!save->exists || has_flag(save, SAVE_OVER_READ_ONLY) ||
	    faccessat(AT_FDCWD, save->target, W_OK, AT_EACCESS) == 0)
		return SAVE_DONE;
	error_set_errno(save->err, errno, "'%s' is write-protected",
	    save->path);
	return SAVE_STOP_READ_ONLY;
}

static enum save_stop
first_stop(struct save *save)
{
	static enum save_stop (*const stops[])(struct save *) = {
		stop_exists, stop_changed, stop_read_only, stop_links,
		stop_signed
	};

	for (size_t i = 0; i < ARRAY_COUNT(stops); i++) {
		enum save_stop stop = stops[i](save);

		if (stop != SAVE_DONE)
			return stop;
	}
	return SAVE_DONE;
}

/* ---------------------------------------------------------- what is written */

/* The bytes the document was read from, when that is cheap to have. */
static void
add_original(struct save *save, struct buf *out)
{
	const struct buf *kept = &save->profile->original;
	const char *path = profile_path(save->profile);

	if (kept->length > 0 && kept->length <= OLD_LOOK_MAX)
		buf_add(out, kept->data, kept->length);
	else if (path != NULL && save->profile->file.size <= OLD_LOOK_MAX &&
	    file_state_holds(&save->profile->file, path))
		(void)file_read(path, OLD_LOOK_MAX, out, NULL);
}

static bool
make_bytes(struct save *save)
{
	AUTO_BUF original = BUF_INIT;
	const char *reason = profile_read_only_reason(save->profile);

	if (reason != NULL) {
		error_set(save->err, ERR_REFUSED, "cannot save '%s': %s",
		    save->path, reason);
		return false;
	}
	if (!profile_bytes(save->profile, &save->bytes, save->err)) {
		error_prefix(save->err, "cannot save '%s'", save->path);
		return false;
	}
	if (save->bytes.length > DOCUMENT_MOST) {
		error_set(save->err, ERR_LIMIT, "cannot save '%s': it would be "
		    "larger than 1 GiB, which cannot be read again",
		    save->path);
		return false;
	}
	add_original(save, &original);
	return referee_accepts(save->profile, buf_text(&save->bytes),
	    save->bytes.length, original.data, original.length, save->err);
}

static mode_t
new_file_mode(const struct save *save)
{
	mode_t mask;

	if (has_flag(save, SAVE_SECRET))
		return 0600;
	mask = umask(0);	/* it can only be asked for by setting it */
	umask(mask);
	return 0666 & ~mask;
}

/* ------------------------------------------------------------ kept copies */

static bool
read_old(struct save *save)
{
	return save->old.length > 0 ||
	    file_read(save->target, DOCUMENT_MOST, &save->old, save->err);
}

static bool
write_backup(struct save *save)
{
	const char *suffix = save->options->backup_suffix;
	AUTO_FREE char *name = NULL;
	struct replace what = { .like = save->target, .lose_owner = true };

	if (suffix == NULL || !save->exists)
		return true;
	if (suffix[0] == '\0' || strchr(suffix, '/') != NULL) {
		error_set(save->err, ERR_USAGE,
		    "'%s' is no ending for a backup file", suffix);
		return false;
	}
	if (!read_old(save))
		return false;
	name = xasprintf("%s%s", save->target, suffix);
	what.path = name;
	what.bytes = buf_text(&save->old);
	what.length = save->old.length;
	if (replace_file(&what, save->err) != REPLACE_DONE) {
		error_prefix(save->err, "no backup could be made");
		return false;
	}
	save->report->backup = steal(name);
	return true;
}

static bool
holds_bytes(const char *path, const struct buf *bytes)
{
	AUTO_BUF there = BUF_INIT;

	return file_read(path, bytes->length, &there, NULL) &&
	    there.length == bytes->length &&
	    memcmp(there.data, bytes->data, bytes->length) == 0;
}

/* FILE.signed, FILE.signed.1 …: the first that is free, or is this already. */
static char *
keep_signed(struct save *save, struct error *err)
{
	const struct buf *original = &save->profile->original;
	struct replace what = {
		.bytes = original->data, .length = original->length,
		.like = save->exists ? save->target : NULL, .mode = 0600,
		.lose_owner = true, .exclusive = true
	};
	enum replace_result result = REPLACE_EXISTS;

	for (int i = 0; result == REPLACE_EXISTS &&
	    i < SIGNED_COPIES_MAX; i++) {
		AUTO_FREE char *name = i == 0 ?
		    xasprintf("%s.signed", save->target) :
		    xasprintf("%s.signed.%d", save->target, i);

		what.path = name;
		if (holds_bytes(name, original))
			return steal(name);
		result = replace_file(&what, err);
		if (result == REPLACE_DONE) {
			save->signed_made = true;
			return steal(name);
		}
	}
	return NULL;
}

static bool
write_signed_copy(struct save *save)
{
	AUTO_ERROR err = ERROR_INIT;

	if (profile_get_cms(save->profile) == NULL || !save->same ||
	    has_flag(save, SAVE_NO_SIGNED_COPY))
		return true;
	save->report->signed_copy = keep_signed(save, &err);
	if (save->report->signed_copy != NULL)
		return true;
	error_move(save->err, &err);
	error_prefix(save->err, "the signed original could not be kept");
	return false;
}

/* ---------------------------------------------------------------- writing */

static enum save_stop
write_atomically(struct save *save)
{
	struct replace what = {
		.path = save->target,
		.bytes = buf_text(&save->bytes),
		.length = save->bytes.length,
		.like = save->exists ? save->target : NULL,
		.mode = new_file_mode(save),
		.lose_owner = has_flag(save, SAVE_LOSE_OWNER),
		.exclusive = !save->exists,
		.progress = save->options->progress
	};

	switch (replace_file(&what, save->err)) {
	case REPLACE_DONE:
		return SAVE_DONE;
	case REPLACE_OWNER:
		return SAVE_STOP_OWNER;
	case REPLACE_FOLDER:
		/* Without an old file there is nothing to write into. */
		return save->exists ? SAVE_STOP_FOLDER : SAVE_FAILED;
	case REPLACE_EXISTS:
		return SAVE_STOP_EXISTS;
	case REPLACE_FAILED:
		break;
	}
	return SAVE_FAILED;
}

static enum save_stop
write_in_place(struct save *save)
{
	AUTO_FREE char *rescue = NULL;
	bool restored, fine;

	if (!read_old(save))
		return SAVE_FAILED;
	rescue = rescue_write(save->path, save->profile->rescue,
	    buf_text(&save->bytes), save->bytes.length);
	if (rescue == NULL) {
		error_set(save->err, ERR_REFUSED, "cannot write into '%s': "
		    "there is no place for a copy to fall back on", save->path);
		return SAVE_FAILED;
	}
	fine = replace_in_place(save->target, buf_text(&save->bytes),
	    save->bytes.length, buf_text(&save->old), save->old.length,
	    &restored, save->err);
	if (fine || restored)
		unlink(rescue);
	if (fine)
		return SAVE_DONE;
	error_prefix(save->err, restored ? "nothing was saved and the old text "
	    "is back" : "the file is damaged now, the text to be saved is in "
	    "'%s'", rescue);
	return SAVE_FAILED;
}

static enum save_stop
write_target(struct save *save)
{
	enum save_stop stop;

	if (!write_backup(save) || !write_signed_copy(save))
		return SAVE_FAILED;
	stop = has_flag(save, SAVE_IN_PLACE) && save->exists ?
	    write_in_place(save) : write_atomically(save);
	if (stop != SAVE_DONE && save->signed_made) {
		unlink(save->report->signed_copy);
		free(steal(save->report->signed_copy));
	}
	return stop;
}

/* -------------------------------------------------------------- afterwards */

static void
finish(struct save *save)
{
	struct profile *profile = save->profile;
	struct stat st;

	file_state_set(&profile->file, save->target, buf_text(&save->bytes),
	    save->bytes.length);
	save->report->created = !save->exists;
	save->report->bytes = save->bytes.length;
	if (stat(save->target, &st) == 0)
		save->report->mode = st.st_mode & 07777;
	profile->is_new = false;
	buf_release(&profile->original);
	cms_info_release(profile->cms);
	free(steal(profile->cms));
	edit_mark_saved(profile);
	rescue_drop(profile);
	/* Last: PATH may be the profile's own. */
	if (profile_path(profile) == NULL ||
	    strcmp(profile_path(profile), save->path) != 0)
		profile_set_path(profile, save->path);
}

static enum save_stop
run(struct save *save)
{
	enum save_stop stop;

	if (!find_target(save))
		return SAVE_FAILED;
	if (is_nothing_to_do(save))
		return SAVE_NOTHING;
	stop = first_stop(save);
	if (stop != SAVE_DONE)
		return stop;
	if (!make_bytes(save))
		return SAVE_FAILED;
	/* Making and judging the bytes of a large file takes its time. */
	stop = stop_changed(save);
	if (stop == SAVE_DONE)
		stop = write_target(save);
	if (stop == SAVE_DONE)
		finish(save);
	return stop;
}

enum save_stop
save_profile(struct profile *profile, const struct save_options *options,
    struct save_report *report, struct error *err)
{
	struct save_report unasked = { .bytes = 0 };
	AUTO_ERROR unwanted = ERROR_INIT;
	struct save save = {
		.profile = profile, .options = options,
		.report = report != NULL ? report : &unasked,
		.err = err != NULL ? err : &unwanted
	};
	enum save_stop stop;

	*save.report = (struct save_report){ .bytes = 0 };
	stop = run(&save);
	free(save.target);
	buf_release(&save.bytes);
	buf_release(&save.old);
	save_report_release(&unasked);
	return stop;
}

void
save_report_release(struct save_report *report)
{
	free(report->signed_copy);
	free(report->backup);
	*report = (struct save_report){ .bytes = 0 };
}

bool
save_is_protected(const struct profile *profile)
{
	const char *path = profile_path(profile);
	struct stat st;

	if (path == NULL || stat(path, &st) != 0)
		return false;
	/* Who may do anything is told by the mode what is meant. */
	return (st.st_mode & 0222) == 0 ||
	    faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0;
}

bool
save_file_has_changed(const struct profile *profile)
{
	const char *path = profile_path(profile);

	return path != NULL && profile->file.known &&
	    !file_state_holds(&profile->file, path);
}
