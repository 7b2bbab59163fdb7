/*
 * Opening a document: what wraps it is taken off layer by layer until there is
 * XML text, which becomes the tree.
 */
#include "profile/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/vec.h"

#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/edit_list.h"
#include "profile/internal.h"
#include "profile/xml_write.h"

static struct profile *
profile_alloc(const char *name)
{
	struct profile *profile = xcalloc(1, sizeof(*profile));

	profile->name = xstrdup(name);
	profile->arena = arena_new();
	profile->edits = edits_new();
	return profile;
}

void
profile_close(struct profile *profile)
{
	if (profile == NULL)
		return;
	document_release(&profile->document, &profile->indexed);
	edits_free(profile->edits);
	if (profile->cms != NULL)
		cms_info_release(profile->cms);
	free(profile->cms);
	buf_release(&profile->original);
	free(profile->rescue);
	free(profile->read_only);
	free(profile->name);
	free(profile->path);
	arena_free(profile->arena);
	free(profile);
}

/* ---- what is no XML, by name */

/* '{' or '[' begins both; in JSON a name is followed by ':'. */
static bool
looks_like_json(const char *text, size_t length)
{
	bool in_string = false;

	for (size_t i = 1; i < length && i < 4096; i++) {
		if (in_string && text[i] == '\\')
			i++;
		else if (text[i] == '"')
			in_string = !in_string;
		else if (!in_string && (text[i] == '=' || text[i] == ';'))
			return false;
		else if (!in_string && text[i] == ':')
			return true;
	}
	return text[0] == '[';
}

static bool
refuse_other_formats(const char *text, size_t length, struct error *err)
{
	const char *what = "not a property list: it does not begin with a tag";
	size_t at = text_bom(text, length);

	while (at < length && ascii_is_white(text[at]))
		at++;
	if (at == length) {
		error_set(err, ERR_SYNTAX, "the file is empty");
		return false;
	}
	if (text[at] == '<' && (length - at < 2 ||
	    memchr("0123456789abcdefABCDEF", text[at + 1], 22) == NULL ||
	    memchr(text + at, '/', length - at) != NULL))
		return true;
	if ((text[at] == '{' || text[at] == '[') &&
	    looks_like_json(text + at, length - at))
		what = "JSON is not read";
	else if (text[at] == '{' || text[at] == '(' || text[at] == '<' ||
	    (text[at] == '/' && at + 1 < length &&
	    (text[at + 1] == '/' || text[at + 1] == '*')))
		what = "the old OpenStep format of property lists is not read";
	else if (text[at] == '0' && length - at > 1 &&
	    ((unsigned char)text[at + 1] & 0x80) != 0)
		/* An ASN.1 SEQUENCE, such as CMS after a text conversion. */
		what = "not a property list: it begins like a signed profile, "
		    "but is damaged";
	error_set(err, ERR_UNSUPPORTED, "%s", what);
	return false;
}

/* ---- the layers; each replaces BYTES by what is inside */

static bool
unwrap_cms(struct profile *profile, struct buf *bytes, struct error *err)
{
	struct buf content = BUF_INIT;
	struct cms_info *info;

	if (!cms_is_signed(bytes->data, bytes->length))
		return true;
	info = xcalloc(1, sizeof(*info));
	if (!cms_open(bytes->data, bytes->length, &content, info, err)) {
		cms_info_release(info);
		free(info);
		buf_release(&content);
		return false;
	}
	profile->cms = info;
	profile->original = *bytes;
	*bytes = content;
	return true;
}

static bool
unwrap_binary(struct profile *profile, struct buf *bytes,
    struct binary_notes *notes, struct error *err)
{
	struct buf xml = BUF_INIT;

	if (!binary_is(bytes->data, bytes->length))
		return true;
	if (!binary_to_xml(bytes->data, bytes->length, &xml, notes, err)) {
		buf_release(&xml);
		return false;
	}
	profile->format = PROFILE_BINARY;
	buf_release(bytes);
	*bytes = xml;
	profile_set_read_only(profile, binary_notes_reason(notes));
	return true;
}

static bool
unwrap_encoding(struct profile *profile, struct buf *bytes, struct error *err)
{
	struct buf text = BUF_INIT;
	bool exact;

	if (!encoding_decode(bytes->data, bytes->length,
		&profile->document.encoding, &text, &exact, err))
		return false;
	if (profile->document.encoding == ENCODING_UTF8)
		return true;
	buf_release(bytes);
	*bytes = text;
	if (!exact) {
		AUTO_FREE char *why = NULL;

		why = xasprintf("not all of it is %s, so it could not be "
		    "written back as it was",
		    encoding_name(profile->document.encoding));
		profile_set_read_only(profile, why);
	}
	return true;
}

static void
note_binary(struct profile *profile, const struct binary_notes *notes)
{
	struct oddity *oddity;

	if (!notes->fractional_dates)
		return;
	oddity = VEC_PUSH(profile->document.oddities);
	*oddity = (struct oddity){ .kind = ODDITY_BINARY_DATE, .detail = "" };
}

static bool
read_layers(struct profile *profile, struct buf *bytes,
    const struct progress *progress, struct error *err)
{
	const struct xml_options options = { .progress = progress };
	struct binary_notes notes = { 0 };
	size_t length;
	char *text;

	buf_reserve(bytes, 1);	/* so that there is something to look at */
	if (!unwrap_cms(profile, bytes, err) ||
	    !unwrap_binary(profile, bytes, &notes, err) ||
	    !unwrap_encoding(profile, bytes, err))
		return false;
	if (bytes->length > DOCUMENT_MOST) {
		error_set(err, ERR_LIMIT, "it is larger than 1 GiB");
		return false;
	}
	text = buf_steal(bytes, &length);
	arena_take(profile->arena, text);
	if (!refuse_other_formats(text, length, err) ||
	    !xml_read(profile->arena, text, length, &options,
		&profile->document, &profile->indexed, err))
		return false;
	note_binary(profile, &notes);
	return true;
}

/* As profile_parse(); BYTES are moved, not copied. */
static struct profile *
parse_take(const char *name, struct buf *bytes,
    const struct progress *progress, struct error *err)
{
	struct profile *profile = profile_alloc(name);
	AUTO_ERROR why = ERROR_INIT;

	if (!read_layers(profile, bytes, progress, &why)) {
		buf_release(bytes);
		profile_close(profile);
		error_locate(&why, name, 0, 0);
		error_move(err, &why);
		return NULL;
	}
	return profile;
}

struct profile *
profile_parse(const char *name, const void *bytes, size_t length,
    const struct progress *progress, struct error *err)
{
	struct buf copy = BUF_INIT;

	buf_add(&copy, bytes, length);
	return parse_take(name, &copy, progress, err);
}

struct profile *
profile_open(const char *path, const struct progress *progress,
    struct error *err)
{
	AUTO_BUF bytes = BUF_INIT;
	struct file_state file = { 0 };
	struct profile *profile;

	if (!file_state_read(path, DOCUMENT_MOST, &bytes, &file, err))
		return NULL;
	profile = parse_take(strcmp(path, "-") != 0 ? path : "standard input",
	    &bytes, progress, err);
	if (profile != NULL && file.known) {
		profile->path = xstrdup(path);
		profile->file = file;
	}
	return profile;
}

struct profile *
profile_new(const char *path)
{
	static const char skeleton[] = XML_PROLOG "<dict/>\n" XML_EPILOG;
	struct profile *profile;

	profile = profile_parse(path == NULL ? "new profile" : path, skeleton,
	    sizeof(skeleton) - 1, NULL, NULL);
	if (profile == NULL)
		die("the skeleton of a new profile does not read");
	profile->path = path == NULL ? NULL : xstrdup(path);
	profile->is_new = true;
	return profile;
}

/* ---- asking */

const char *
profile_name(const struct profile *profile)
{
	return profile->name;
}

const char *
profile_path(const struct profile *profile)
{
	return profile->path;
}

void
profile_set_path(struct profile *profile, const char *path)
{
	char *copy = xstrdup(path);

	free(profile->path);
	profile->path = copy;
	free(profile->name);
	profile->name = xstrdup(copy);
}

bool
profile_is_new(const struct profile *profile)
{
	return profile->is_new;
}

struct value *
profile_root(const struct profile *profile)
{
	return profile->document.root;
}

enum profile_format
profile_get_format(const struct profile *profile)
{
	return profile->format;
}

enum profile_encoding
profile_get_encoding(const struct profile *profile)
{
	return profile->document.encoding;
}

const struct cms_info *
profile_get_cms(const struct profile *profile)
{
	return profile->cms;
}

const char *
profile_read_only_reason(const struct profile *profile)
{
	return profile->read_only;
}

void
profile_set_read_only(struct profile *profile, const char *reason)
{
	char *copy = reason == NULL ? NULL : xstrdup(reason);

	free(profile->read_only);
	profile->read_only = copy;
}

bool
profile_can_edit(const struct profile *profile, struct error *err)
{
	if (profile->read_only == NULL)
		return true;
	error_set(err, ERR_REFUSED, "'%s' cannot be edited: %s", profile->name,
	    profile->read_only);
	return false;
}

size_t
profile_oddity_count(const struct profile *profile)
{
	return profile->document.oddities.count;
}

const struct oddity *
profile_oddity(const struct profile *profile, size_t index)
{
	if (index >= profile->document.oddities.count)
		return NULL;
	return &profile->document.oddities.items[index];
}

bool
profile_bytes(struct profile *profile, struct buf *out, struct error *err)
{
	AUTO_BUF text = BUF_INIT;

	profile_text(profile, &text);
	if (profile->format == PROFILE_BINARY)
		return binary_from_xml(text.data, text.length, out, err);
	if (profile->document.encoding == ENCODING_UTF8 && out->length == 0) {
		buf_release(out);
		*out = text;
		text = (struct buf)BUF_INIT;
		return true;
	}
	return encoding_encode(text.data, text.length,
	    profile->document.encoding, out, err);
}
