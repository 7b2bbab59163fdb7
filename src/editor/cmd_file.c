/*
 * Commands on the whole file: save, save as, read again, quit, signature.
 */

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "check/report.h"
#include "check/where.h"
#include "editor/internal.h"
#include "profile/cms.h"
#include "profile/profile.h"
#include "profile/save.h"

/* --- saving --- */

/* What may be answered to each stop, and what the answer adds to the flags. */
static const struct save_question {
	struct answer answers[4];
	unsigned flags[4];	/* 0: cancel, or save as */
	bool save_as[4];
} save_questions[SAVE_STOPS] = {
	[SAVE_STOP_CHANGED] = {
		{ { 'o', "overwrite", "what somebody else wrote is lost" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_OVER_CHANGES, 0, 0 },
		{ false, true, false } },
	[SAVE_STOP_LINKS] = {
		{ { 'w', "write in place",
		    "keeps the links; not safe against a crash while writing" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_IN_PLACE, 0, 0 },
		{ false, true, false } },
	[SAVE_STOP_OWNER] = {
		{ { 'w', "write in place", "keeps owner and rights; "
		    "not safe against a crash while writing" },
		  { 'r', "replace", "owner or rights are lost" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_IN_PLACE, SAVE_LOSE_OWNER, 0, 0 },
		{ false, false, true, false } },
	[SAVE_STOP_FOLDER] = {
		{ { 'w', "write in place",
		    "not safe against a crash while writing" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_IN_PLACE, 0, 0 },
		{ false, true, false } },
	[SAVE_STOP_SIGNED] = {
		{ { 's', "save unsigned",
		    "the signed original is kept beside it" },
		  { 'n', "keep no original",
		    "save unsigned, the signed file is gone" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_UNSIGNED, SAVE_UNSIGNED | SAVE_NO_SIGNED_COPY, 0, 0 },
		{ false, false, true, false } },
	[SAVE_STOP_READ_ONLY] = {
		{ { 'o', "overwrite",
		    "the file is write-protected; it stays so" },
		  { 'a', "save as", "under another name" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_OVER_READ_ONLY, 0, 0 },
		{ false, true, false } },
	[SAVE_STOP_EXISTS] = {
		{ { 'o', "overwrite", "the file that is there is replaced" },
		  { 'k', "keep editing", NULL } },
		{ SAVE_OVER_EXISTING, 0 },
		{ false, false } },
};

static bool
has_secret(struct editor *editor)
{
	struct value *root = profile_root(editor->profile);

	for (const struct value *v = root; v != NULL;
	    v = value_next(v, root)) {
		if (!value_is_container(v) && report_is_secret(
		    where_place(editor->options.catalog, root, v), v))
			return true;
	}
	return false;
}

static void
say_saved(struct editor *editor, const struct save_report *report,
    size_t changes)
{
	AUTO_BUF text = BUF_INIT;

	buf_addf(&text, "saved '%s', %zu bytes", profile_name(editor->profile),
	    report->bytes);
	if (changes > 0)
		buf_addf(&text, ", %zu change%s", changes,
		    changes == 1 ? "" : "s");
	if (report->created)
		buf_addf(&text, ", new file with mode %04o",
		    (unsigned)report->mode & 07777);
	if (report->signed_copy != NULL)
		buf_addf(&text, "; the signed original is '%s'",
		    report->signed_copy);
	if (report->backup != NULL)
		buf_addf(&text, "; the old file is '%s'", report->backup);
	editor_say(editor, MESSAGE_DONE, "%s", buf_text(&text));
}

/*
 * Asks about STOP; adds to the flags.  False: no saving now (save as may have
 * run).
 */
static bool
settle_stop(struct editor *editor, enum save_stop stop,
    const struct error *err, unsigned *flags, bool *saved)
{
	const struct save_question *question = &save_questions[stop];
	size_t count = 0;
	int answer;

	while (count < ARRAY_COUNT(question->answers) &&
	    question->answers[count].word != NULL)
		count++;
	answer = face_ask(&editor->face, err->message, question->answers,
	    count);
	if (answer < 0)
		return false;
	if (question->save_as[answer]) {
		*saved = cmd_save_as(editor, "");
		return false;
	}
	*flags |= question->flags[answer];
	return question->flags[answer] != 0;
}

static bool
save_to(struct editor *editor, const char *path)
{
	struct save_options options = {
		.path = path,
		.backup_suffix = editor->options.backup_suffix,
	};
	size_t changes = edit_count_since_mark(editor->profile);
	bool saved = false;

	if (profile_is_new(editor->profile) || path != NULL)
		options.flags |= has_secret(editor) ? SAVE_SECRET : 0;
	for (;;) {
		AUTO_ERROR err = ERROR_INIT;
		struct save_report report = { 0 };
		enum save_stop stop = save_profile(editor->profile, &options,
		    &report, &err);

		if (stop == SAVE_DONE) {
			say_saved(editor, &report, changes);
			save_report_release(&report);
			return true;
		}
		save_report_release(&report);
		if (stop == SAVE_NOTHING) {
			editor_say(editor, MESSAGE_INFO,
			    "nothing has changed: nothing was written");
			return true;
		}
		if (stop == SAVE_FAILED) {
			editor_fail(editor, &err);
			return false;
		}
		if (!settle_stop(editor, stop, &err, &options.flags, &saved))
			return saved;
	}
}

/* With errors in the profile, asks. */
static bool
may_save(struct editor *editor)
{
	static const struct answer answers[] = {
		{ 'e', "edit", "go to the first of them" },
		{ 's', "save all the same", NULL },
		{ 'c', "cancel", NULL },
	};
	size_t errors = editor_finding_count(editor, SEVERITY_ERROR);
	AUTO_FREE char *question = NULL;

	if (errors == 0)
		return true;
	question = xasprintf("A device would refuse this profile: %zu error%s.",
	    errors, errors == 1 ? "" : "s");
	switch (face_ask(&editor->face, question, answers,
	    ARRAY_COUNT(answers))) {
	case 0:
		editor->step = STEP_FINDINGS;
		editor->finding_at = (size_t)-1;
		cmd_next(editor, "");
		return false;
	case 1:
		return true;
	default:
		return false;
	}
}

bool
cmd_save(struct editor *editor, const char *argument)
{
	(void)argument;
	if (!edit_is_changed(editor->profile) &&
	    !profile_is_new(editor->profile)) {
		editor_say(editor, MESSAGE_INFO,
		    "nothing has changed: nothing was written");
		return true;
	}
	if (profile_path(editor->profile) == NULL)
		return cmd_save_as(editor, "");
	return may_save(editor) && save_to(editor, NULL);
}

bool
cmd_save_as(struct editor *editor, const char *argument)
{
	const char *path = profile_path(editor->profile);
	struct prompt prompt = {
		.label = "Save as",
		.text = path != NULL ? path : "",
		.complete = complete_file_prompt,
	};
	AUTO_BUF name = BUF_INIT;

	if (*argument != '\0')
		buf_add_text(&name, argument);
	else if (face_prompt(&editor->face, &prompt, &name) != PROMPT_TAKEN ||
	    name.length == 0)
		return false;
	return may_save(editor) && save_to(editor, buf_text(&name));
}

/* --- reading again, leaving --- */

bool
cmd_reload(struct editor *editor, const char *argument)
{
	static const struct answer answers[] = {
		{ 'r', "read again", "unsaved changes are lost" },
		{ 'k', "keep editing", NULL },
	};
	AUTO_FREE char *path = NULL;
	AUTO_ERROR err = ERROR_INIT;

	(void)argument;
	if (profile_path(editor->profile) == NULL) {
		editor_say(editor, MESSAGE_ERROR, "there is no file yet");
		return false;
	}
	if (edit_is_changed(editor->profile) && face_ask(&editor->face,
	    "There are unsaved changes.", answers, ARRAY_COUNT(answers)) != 0)
		return false;
	path = xstrdup(profile_path(editor->profile));
	if (!editor_open(editor, path, &err)) {
		editor_fail(editor, &err);
		return false;
	}
	return true;
}

bool
cmd_quit(struct editor *editor, const char *argument)
{
	static const struct answer answers[] = {
		{ 's', "save", "and quit" },
		{ 'd', "discard", "quit; the changes are lost" },
		{ 'c', "cancel", NULL },
	};
	AUTO_FREE char *question = NULL;
	size_t changes;

	(void)argument;
	if (editor->profile == NULL || !edit_is_changed(editor->profile)) {
		editor_stop(editor);
		return true;
	}
	changes = edit_count_since_mark(editor->profile);
	question = xasprintf("'%s' has %zu unsaved change%s.",
	    profile_name(editor->profile), changes, changes == 1 ? "" : "s");
	switch (face_ask(&editor->face, question, answers,
	    ARRAY_COUNT(answers))) {
	case 0:
		if (!cmd_save(editor, "") || edit_is_changed(editor->profile))
			return false;
		break;
	case 1:
		break;
	default:
		return false;
	}
	editor_stop(editor);
	return true;
}

bool
cmd_interrupt(struct editor *editor, const char *argument)
{
	(void)argument;
	editor_say(editor, MESSAGE_INFO, "F10 or q quits, u undoes");
	return true;
}

bool
cmd_suspend(struct editor *editor, const char *argument)
{
	(void)argument;
	editor->face.ops->suspend(editor->face.arg);
	if (editor->profile != NULL && save_file_has_changed(editor->profile))
		editor_say(editor, MESSAGE_WARNING, "the file was changed by "
		    "somebody else: ':reload' reads it");
	return true;
}

bool
cmd_redraw(struct editor *editor, const char *argument)
{
	(void)argument;
	editor->face.ops->redraw(editor->face.arg);
	return true;
}

/* --- signature --- */

bool
cmd_signature(struct editor *editor, const char *argument)
{
	const struct cms_info *cms = profile_get_cms(editor->profile);
	AUTO_BUF text = BUF_INIT;

	(void)argument;
	if (cms == NULL) {
		editor_say(editor, MESSAGE_INFO, "the file is not signed");
		return true;
	}
	cms_describe(cms, clock_now(), &text);
	buf_add_text(&text, "\nWhether to trust the signer is not checked "
	    "here: that depends on the certificates a device has.\n");
	face_show(&editor->face, "Signature", buf_text(&text));
	return true;
}
