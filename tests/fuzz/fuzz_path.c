/*
 * Any text as a key path and as the name of a key: what is read, written and
 * read again is the same, what is found is found by its full pointer, and a
 * key of any name is reached by the path that we print.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "value/draft.h"
#include "value/path.h"
#include "value/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char document[] =
    "<plist version=\"1.0\"><dict>"
    "<key>PayloadType</key><string>Configuration</string>"
    "<key>PayloadContent</key><array>"
    "<dict><key>PayloadType</key><string>a.b</string>"
    "<key>x</key><array><integer>1</integer><array/></array></dict>"
    "<dict><key>PayloadType</key><string>a.b</string>"
    "<key>a/b</key><true/><key>~</key><dict><key></key><false/></dict></dict>"
    "<dict><key>PayloadType</key><string>a.b#2</string></dict>"
    "</array>"
    "<key>c.d</key><dict><key>0</key><string>zero</string></dict>"
    "<key>twice</key><true/><key>twice</key><false/>"
    "</dict></plist>";

static void
require(bool sound)
{
	if (!sound)
		abort();
}

static void
add_path(const struct path *path, struct buf *out)
{
	for (size_t i = 0; i < path->count; i++)
		path_add_segment(out, path->segments[i],
		    strlen(path->segments[i]));
}

static void
try_parsing(const char *text)
{
	AUTO_BUF once = BUF_INIT;
	AUTO_BUF again = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct path path, back;

	if (!path_parse(text, &path, &err)) {
		require(err.code == ERR_SYNTAX);
		return;
	}
	add_path(&path, &once);
	require(path_parse(buf_text(&once), &back, NULL));
	require(back.count == path.count);
	for (size_t i = 0; i < path.count; i++)
		require(strcmp(path.segments[i], back.segments[i]) == 0);
	add_path(&back, &again);
	require(strcmp(buf_text(&once), buf_text(&again)) == 0);
	path_release(&path);
	path_release(&back);
}

static void
is_found_by_its_pointer(struct profile *profile, const struct value *value)
{
	AUTO_BUF pointer = BUF_INIT;

	path_of_value(value, profile_root(profile), &pointer);
	require(payload_find(profile, buf_text(&pointer), NULL) == value);
}

static void
try_finding(struct profile *profile, const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *value = payload_find(profile, text, &err);

	if (value == NULL)
		require(err.code != ERR_NONE);
	else
		is_found_by_its_pointer(profile, value);
}

static void
try_naming(struct profile *profile, const char *name)
{
	AUTO_BUF before = BUF_INIT;
	AUTO_BUF after = BUF_INIT;
	struct draft *draft = draft_boolean(true);
	struct value *made;

	profile_text(profile, &before);
	if (edit_insert(profile, profile_root(profile), name, draft, NULL,
	    &made, NULL)) {
		if (!value_is_duplicate(made))
			is_found_by_its_pointer(profile, made);
		require(edit_undo(profile));
	}
	draft_free(draft);
	profile_text(profile, &after);
	require(before.length == after.length &&
	    memcmp(before.data, after.data, before.length) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_FREE char *text = xstrndup((const char *)data, size);
	struct profile *profile = profile_parse("fuzz", document,
	    sizeof(document) - 1, NULL, NULL);

	require(profile != NULL);
	try_parsing(text);
	try_finding(profile, text);
	try_naming(profile, text);
	profile_close(profile);
	return 0;
}
