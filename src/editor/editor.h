/*
 * A session: the open document, where the user is, what was said last.  Knows
 * no screen; a face draws it and asks what commands want to know.
 */
#ifndef EDITOR_EDITOR_H
#define EDITOR_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "check/finding.h"
#include "editor/face.h"

struct catalog;
struct checker;
struct editor;
struct error;
struct form;
struct profile;
struct target;
struct value;

struct editor_options {
	struct catalog *catalog;	/* borrowed */
	const struct target *targets;
	size_t target_count;
	/* path of the installed profile, or NULL */
	const char *against;
	const char *backup_suffix;	/* or NULL */
	bool show_secrets;
	/* no signs beyond ASCII in what we say ourselves */
	bool ascii;
};

enum editor_focus { FOCUS_OUTLINE, FOCUS_FORM };

/* Nothing is open yet. FACE is kept by value. */
struct editor *editor_new(const struct editor_options *options,
    const struct face *face);
void editor_free(struct editor *editor);

/*
 * Opens PATH (NULL or not there: a new profile, after asking name and
 * identifier), the rescue copy offered, the ill-formed loop ($EDITOR and
 * again). False: the user gave up or it cannot be read; ERR says why
 * (ERR_CANCELLED when the user left).
 */
bool editor_open(struct editor *editor, const char *path, struct error *err);

struct profile *editor_profile(const struct editor *editor);
struct checker *editor_checker(const struct editor *editor);
/* false after quit was granted */
bool editor_is_running(const struct editor *editor);
void editor_stop(struct editor *editor);

/* The outline: row 0 is the profile itself, then the payloads. */
size_t editor_outline_count(const struct editor *editor);
/* Title ("MDM", "SCEP \"Device\""), mark as rows. Appended. */
void editor_outline_row(const struct editor *editor, size_t index,
    struct buf *title, char *mark);
/*
 * What that row is: "MDM   com.apple.mdm, iOS 4  macOS 10.7", its description;
 * paragraphs as form_row_help(). Appended.
 */
void editor_outline_help(const struct editor *editor, size_t index,
    struct buf *out);
struct value *editor_outline_value(const struct editor *editor, size_t index);
size_t editor_outline_cursor(const struct editor *editor);
/* shows that payload's form */
void editor_outline_select(struct editor *editor, size_t index);

/*
 * The form of what the outline stands on. Never NULL while something is open.
 */
struct form *editor_form(const struct editor *editor);
enum editor_focus editor_get_focus(const struct editor *editor);
void editor_set_focus(struct editor *editor, enum editor_focus focus);
/*
 * Goes to VALUE (or the unset key MISSING of it) wherever it is; remembers
 * where it was for `back`.
 */
bool editor_go_to(struct editor *editor, const struct value *value,
    const char *missing);
bool editor_go_back(struct editor *editor);

/*
 * Opening checks nothing, so that the screen is there at once; the face draws
 * it and then has the whole document checked.  Commands and edits see to it
 * themselves.
 */
void editor_check(struct editor *editor);
/*
 * After edits: findings, form, outline follow. Commands run it by themselves.
 */
void editor_update(struct editor *editor);
bool editor_reveals(const struct editor *editor);
/* "corp.mobileconfig +", "MDM 4/5": the parts of the title line. Appended. */
void editor_title(const struct editor *editor, struct buf *file,
    struct buf *place, struct buf *systems);
size_t editor_finding_count(const struct editor *editor,
    enum severity severity);
/* The last message, kept until the next key; NULL none. */
const char *editor_message(const struct editor *editor,
    enum message_kind *kind);
void editor_set_message(struct editor *editor, enum message_kind kind,
    const char *text);
void editor_clear_message(struct editor *editor);
/*
 * True until the first edit of a user's life: the bottom line tells the four
 * keys.
 */
bool editor_is_first_time(const struct editor *editor);
/*
 * The document's unsaved edits go to a rescue copy; its name (the caller frees)
 * or NULL.
 */
char *editor_rescue(struct editor *editor);

#endif
