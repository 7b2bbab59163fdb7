/* Documents in folders.  See documents.h. */
#include "config.h"

#include "cli/documents.h"

#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "profile/payload.h"
#include "profile/profile.h"

enum { LOOK_MOST = 1 << 26 };	/* bytes of a file that does not read */

static const struct {
	const char *suffix;
	bool always;
} suffixes[DOCUMENT_SUFFIX_COUNT] = {
#define X(name, suffix, always) [DOCUMENT_##name] = { suffix, always },
	DOCUMENT_SUFFIXES(X)
#undef X
};

struct walk {
	void (*visit)(const char *path, struct profile *take_profile,
	    const struct error *why, void *arg);
	void *arg;
	struct document_counts *counts;
};

/* Broken property lists of other programs are none of our business. */
static bool
speaks_of_payloads(const char *path)
{
	static const char *const words[] = { "PayloadContent", "PayloadType" };
	AUTO_BUF text = BUF_INIT;

	if (!file_read(path, LOOK_MOST, &text, NULL))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (memmem(buf_text(&text), text.length, words[i],
		    strlen(words[i])) != NULL)
			return true;
	return false;
}

static bool
is_document(const char *path, const struct profile *profile,
    const struct error *why)
{
	if (profile != NULL)
		return payload_shape(profile_root(profile)) != SHAPE_OTHER;
	if (why->code != ERR_SYNTAX && why->code != ERR_UNSUPPORTED)
		return true;
	return speaks_of_payloads(path);
}

static enum document_suffix
suffix_of(const char *path)
{
	size_t length = strlen(path);
	enum document_suffix i = DOCUMENT_PROFILE;

	for (; i < DOCUMENT_SUFFIX_COUNT; i++) {
		size_t size = strlen(suffixes[i].suffix);

		if (length > size && text_equal_nocase(path + length - size,
		    suffixes[i].suffix))
			break;
	}
	return i;
}

static bool
look_at(const char *path, void *arg)
{
	const struct walk *walk = arg;
	enum document_suffix suffix = suffix_of(path);
	AUTO_ERROR why = ERROR_INIT;
	struct profile *profile;

	if (suffix == DOCUMENT_SUFFIX_COUNT)
		return true;
	profile = profile_open(path, NULL, &why);
	if (!suffixes[suffix].always && !is_document(path, profile, &why)) {
		profile_close(profile);
		return true;
	}
	walk->counts->of[suffix]++;
	walk->visit(path, profile, &why, walk->arg);
	return true;
}

bool
documents_walk(const char *dir,
    void (*visit)(const char *path, struct profile *take_profile,
	const struct error *why, void *arg), void *arg,
    struct document_counts *counts, struct error *err)
{
	struct walk walk = { visit, arg, counts };

	return file_walk(dir, NULL, look_at, &walk, err);
}

size_t
documents_total(const struct document_counts *counts)
{
	size_t total = 0;

	for (size_t i = 0; i < DOCUMENT_SUFFIX_COUNT; i++)
		total += counts->of[i];
	return total;
}

void
documents_add_words(const struct document_counts *counts, struct buf *out)
{
	size_t total = documents_total(counts);
	const char *before = ": ";

	buf_addf(out, "%zu %s", total, total == 1 ? "file" : "files");
	for (size_t i = 0; i < DOCUMENT_SUFFIX_COUNT; i++) {
		if (counts->of[i] == 0)
			continue;
		buf_addf(out, "%s%zu %s", before, counts->of[i],
		    suffixes[i].suffix);
		before = ", ";
	}
}

void
documents_add_wanted(struct buf *out)
{
	const char *before = "";

	for (int always = 1; always >= 0; always--) {
		for (size_t i = 0; i < DOCUMENT_SUFFIX_COUNT; i++) {
			if (suffixes[i].always != (always == 1))
				continue;
			buf_addf(out, "%s%s", before, suffixes[i].suffix);
			before = always == 1 ? ", " : " or ";
		}
		before = always == 1 ? ", or " : "";
	}
	buf_add_text(out, " with a profile inside");
}
