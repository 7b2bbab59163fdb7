/*
 * Opening: a new profile, a file, a file that is ill-formed (the user's editor
 * until it is right), a rescue copy left by an earlier session.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "editor/internal.h"
#include "form/seed.h"
#include "profile/cms.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "profile/rescue.h"
#include "profile/save.h"
#include "schema/catalog.h"

/* --- ill-formed files --- */

/*
 * Reads PATH; while it is ill-formed, offers the user's editor.  NULL with ERR
 * when the user gave up or it cannot be read at all.
 */
static struct profile *
open_until_right(struct editor *editor, const char *path, struct error *err)
{
	static const struct answer answers[] = {
		{ 'e', "edit the text",
		  "in $VISUAL or $EDITOR, then it is read again" },
		{ 'q', "quit", "the file stays as it is" },
	};
	const struct progress *progress = editor->face.ops->progress == NULL ?
	    NULL : editor->face.ops->progress(editor->face.arg, "reading");

	for (;;) {
		AUTO_ERROR problem = ERROR_INIT;
		AUTO_FREE char *question = NULL;
		struct profile *profile = profile_open(path, progress,
		    &problem);

		if (profile != NULL)
			return profile;
		if (problem.code != ERR_SYNTAX || file_is_stream(path)) {
			error_move(err, &problem);
			return NULL;
		}
		question = error_format(&problem);
		if (face_ask(&editor->face, question, answers,
		    ARRAY_COUNT(answers)) != 0) {
			error_move(err, &problem);
			return NULL;
		}
		if (!external_edit_file(editor, path, problem.line, err))
			return NULL;
	}
}

/* --- rescue copies --- */

/* Takes the text of the rescue copy NAME as one edit. */
static bool
take_rescue(struct editor *editor, const char *name, struct error *err)
{
	struct profile *rescued = profile_open(name, NULL, err);
	AUTO_BUF text = BUF_INIT;

	if (rescued == NULL)
		return false;
	profile_text(rescued, &text);
	profile_close(rescued);
	edit_begin(editor->profile, "take the rescue copy");
	if (!edit_finish(editor->profile, edit_replace_text(editor->profile,
	    buf_text(&text), text.length, err)))
		return false;
	rescue_adopt(editor->profile, name);
	return true;
}

static void
offer_rescue(struct editor *editor, const char *path)
{
	static const struct answer answers[] = {
		{ 'o', "open it",
		  "its text becomes an edit that can be undone" },
		{ 'i', "ignore", "it stays where it is" },
		{ 'd', "delete it", NULL },
	};
	AUTO_FREE char *name = rescue_find(path);
	AUTO_FREE char *question = NULL;
	AUTO_ERROR err = ERROR_INIT;

	if (name == NULL)
		return;
	question = xasprintf(
	    "'%s' holds unsaved edits of an earlier session.", name);
	switch (face_ask(&editor->face, question, answers,
	    ARRAY_COUNT(answers))) {
	case 0:
		if (!take_rescue(editor, name, &err))
			editor_fail(editor, &err);
		else
			editor_say(editor, MESSAGE_INFO,
			    "the rescued edits are here, not saved yet");
		editor_update(editor);
		break;
	case 2:
		if (unlink(name) != 0)
			editor_say(editor, MESSAGE_ERROR,
			    "cannot delete '%s': %s", name, strerror(errno));
		break;
	default:
		break;
	}
}

/* --- new profiles --- */

/* "Office Wi-Fi" → "office-wi-fi": a last part for an identifier. */
static void
add_slug(struct buf *out, const char *name)
{
	size_t start = out->length;

	for (; *name != '\0'; name++) {
		if (ascii_is_alnum(*name))
			buf_add_char(out, ascii_to_lower(*name));
		else if (out->length > start &&
		    out->data[out->length - 1] != '-')
			buf_add_char(out, '-');
	}
	while (out->length > start && out->data[out->length - 1] == '-')
		buf_truncate(out, out->length - 1);
	if (out->length == start)
		buf_add_text(out, "profile");
}

/* One question of a new profile. */
struct asked {
	const char *label;
	const char *meaning;
	bool may_be_empty;
};

static bool
check_asked(void *arg, const char *text, size_t length, struct buf *complaint,
    struct buf *hint)
{
	const struct asked *asked = arg;

	buf_add_text(hint, asked->meaning);
	if (asked->may_be_empty || strspn(text, " ") < length)
		return true;
	buf_add_text(complaint, "cannot be empty");
	return false;
}

/* Asks for one text; false when the user left. */
static bool
ask_text(struct editor *editor, struct asked asked, const char *text,
    struct buf *out)
{
	struct prompt prompt = {
		.label = asked.label,
		.text = text,
		.arg = &asked,
		.check = check_asked,
	};

	return face_prompt(&editor->face, &prompt, out) == PROMPT_TAKEN;
}

/* Asks what a new profile shall be and fills it. */
static bool
fill_new(struct editor *editor, struct profile *profile, struct error *err)
{
	AUTO_BUF name = BUF_INIT, identifier = BUF_INIT;
	AUTO_BUF organization = BUF_INIT, proposal = BUF_INIT;

	buf_addf(&proposal, "%s.", editor->config_prefix != NULL ?
	    editor->config_prefix : "com.example");
	if (!ask_text(editor, (struct asked){ "Name of the new profile",
	    "what people see on the device", false }, "New profile", &name))
		goto left;
	add_slug(&proposal, buf_text(&name));
	if (!ask_text(editor, (struct asked){ "Identifier", "it replaces an "
	    "installed profile that has the same one", false },
	    buf_text(&proposal), &identifier))
		goto left;
	if (!ask_text(editor, (struct asked){ "Organization",
	    "may stay empty", true }, editor->config_organization != NULL ?
	    editor->config_organization : "", &organization))
		goto left;
	if (!seed_profile(profile, buf_text(&name), buf_text(&identifier),
	    organization.length > 0 ? buf_text(&organization) : NULL, err))
		return false;
	editor_keep_config(editor, buf_text(&identifier),
	    buf_text(&organization));
	return true;
left:
	error_set(err, ERR_CANCELLED, "no profile was made");
	return false;
}

static bool
open_new(struct editor *editor, const char *path, struct error *err)
{
	struct profile *profile = profile_new(path);

	if (!fill_new(editor, profile, err)) {
		profile_close(profile);
		return false;
	}
	editor_take_profile(editor, profile);
	/* What shall it contain?  Leaving the list leaves it empty. */
	cmd_add_payload(editor, "");
	editor_update(editor);
	return true;
}

/* --- opening --- */

static bool
file_is_there(const char *path)
{
	return strcmp(path, "-") == 0 || access(path, F_OK) == 0 ||
	    errno != ENOENT;
}

/* What a person should know at once about what was opened. */
static void
say_what_was_opened(struct editor *editor)
{
	const struct cms_info *cms = profile_get_cms(editor->profile);
	const char *reason = profile_read_only_reason(editor->profile);
	bool doubtful = cms != NULL && (cms_has(cms, CMS_BROKEN) ||
	    cms_has(cms, CMS_UNKNOWN));
	const struct error *failure =
	    catalog_failure(editor->options.catalog, 0);
	AUTO_BUF words = BUF_INIT;

	if (failure != NULL) {
		AUTO_FREE char *text = error_format(failure);

		buf_addf(&words, "not all is checked: %s; ", text);
	}
	if (reason != NULL)
		buf_addf(&words, "read-only: %s; ", reason);
	else if (save_is_protected(editor->profile))
		buf_add_text(&words, "the file is write-protected; ");
	if (cms != NULL) {
		cms_add_line(cms, &words);
		buf_add_text(&words, "; ");
	}
	if (payload_is_encrypted(profile_root(editor->profile)))
		buf_add_text(&words, "the payloads are encrypted and kept as "
		    "they are; ");
	if (words.length == 0)
		return;
	buf_truncate(&words, words.length - 2);
	editor_say(editor, reason != NULL || doubtful || failure != NULL ?
	    MESSAGE_WARNING : MESSAGE_INFO, "%s", buf_text(&words));
}

bool
editor_open(struct editor *editor, const char *path, struct error *err)
{
	struct profile *profile;

	if (editor->options.against != NULL && editor->against == NULL) {
		editor->against = profile_open(editor->options.against, NULL,
		    err);
		if (editor->against == NULL)
			return false;
	}
	if (path == NULL || !file_is_there(path))
		return open_new(editor, path, err);
	profile = open_until_right(editor, path, err);
	if (profile == NULL)
		return false;
	editor_take_profile(editor, profile);
	say_what_was_opened(editor);
	if (!file_is_stream(path))
		offer_rescue(editor, path);
	return true;
}
