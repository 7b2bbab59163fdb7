/*
 * Telling one state of a file from another.  See file_state.h.
 */
#include "config.h"

#include "profile/file_state.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"

enum {
	READS_MAX = 3,
	/* seconds; file systems keep times as coarsely as that */
	YOUNG = 2
};

#ifdef HAVE_STRUCT_STAT_ST_MTIMESPEC
#define MODIFIED st_mtimespec
#define STATUS_CHANGED st_ctimespec
#else
#define MODIFIED st_mtim
#define STATUS_CHANGED st_ctim
#endif

static int64_t
nanoseconds(struct timespec when)
{
	return (int64_t)when.tv_sec * 1000000000 + when.tv_nsec;
}

static bool
look_at(const char *path, struct file_state *state)
{
	struct stat st;

	*state = (struct file_state){ .known = false };
	if (stat(path, &st) != 0)
		return false;
	state->known = true;
	state->device = st.st_dev;
	state->inode = st.st_ino;
	state->size = st.st_size;
	state->modified = nanoseconds(st.MODIFIED);
	state->status_changed = nanoseconds(st.STATUS_CHANGED);
	state->mode = st.st_mode;
	/* The clock of the system, not the one that tests set. */
	state->young = time(NULL) - (time_t)st.STATUS_CHANGED.tv_sec < YOUNG;
	return true;
}

static bool
looks_the_same(const struct file_state *a, const struct file_state *b)
{
	return a->known && b->known && a->device == b->device &&
	    a->inode == b->inode && a->size == b->size &&
	    a->modified == b->modified &&
	    a->status_changed == b->status_changed;
}

static uint64_t
stir(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return sum ^ sum >> 29;
}

/* Two sums of eight bytes at a time, which run side by side. */
static void
digest_bytes(const void *bytes, size_t length, uint64_t digest[2])
{
	const unsigned char *at = bytes;
	uint64_t one = UINT64_C(0x243f6a8885a308d3), other = length, pair[2];

	for (; length >= sizeof(pair); length -= sizeof(pair)) {
		memcpy(pair, at, sizeof(pair));
		one = stir(one, pair[0]);
		other = stir(other, pair[1] + (one >> 32));
		at += sizeof(pair);
	}
	pair[0] = pair[1] = 0;
	if (length > 0)
		memcpy(pair, at, length);
	digest[0] = stir(stir(one, pair[0]), other);
	digest[1] = stir(stir(other, pair[1]), digest[0]);
}

bool
file_state_read(const char *path, size_t limit, struct buf *out,
    struct file_state *state, struct error *err)
{
	size_t start = out->length;
	struct file_state before;

	if (file_is_stream(path)) {
		*state = (struct file_state){ .known = false };
		return file_read_input(path, limit, out, err);
	}
	for (int i = 0; i < READS_MAX; i++) {
		buf_truncate(out, start);
		look_at(path, &before);
		if (!file_read(path, limit, out, err))
			return false;
		look_at(path, state);
		if (!looks_the_same(&before, state))
			continue;
		digest_bytes(buf_text(out) + start, out->length - start,
		    state->digest);
		return true;
	}
	buf_truncate(out, start);
	error_set(err, ERR_CONFLICT,
	    "cannot read '%s': it keeps changing", path);
	return false;
}

bool
file_state_set(struct file_state *state, const char *path, const void *bytes,
    size_t length)
{
	if (!look_at(path, state))
		return false;
	digest_bytes(bytes, length, state->digest);
	return true;
}

bool
file_state_holds(const struct file_state *state, const char *path)
{
	AUTO_BUF bytes = BUF_INIT;
	struct file_state now;
	uint64_t digest[2];

	if (!look_at(path, &now) || !state->known || now.size != state->size)
		return false;
	if (!state->young && looks_the_same(&now, state))
		return true;
	if (!file_read(path, (size_t)now.size, &bytes, NULL))
		return false;
	digest_bytes(buf_text(&bytes), bytes.length, digest);
	return bytes.length == (size_t)state->size &&
	    memcmp(digest, state->digest, sizeof(digest)) == 0;
}

bool
file_state_is(const struct file_state *state, const char *path)
{
	struct file_state now;

	return look_at(path, &now) && state->known &&
	    now.device == state->device && now.inode == state->inode;
}
