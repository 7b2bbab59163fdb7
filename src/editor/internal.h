/*
 * What the files of editor/ share: the session's fields and the helpers that
 * commands are made of.
 */
#ifndef EDITOR_INTERNAL_H
#define EDITOR_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "editor/command.h"
#include "editor/editor.h"
#include "form/form.h"
#include "form/search.h"
#include "profile/edit.h"

struct draft;

/* Where somebody stood: the value, or an unset key of it. */
struct spot {
	struct value *value;
	char *missing;		/* NULL: the value itself */
};

enum step_list { STEP_NONE, STEP_FINDINGS, STEP_RESULTS };

struct editor {
	struct editor_options options;
	struct face face;
	struct profile *profile;
	struct profile *against;
	struct checker *checker;
	struct form *form;
	struct edit_watcher watcher;
	size_t outline;			/* row of the outline; 0 the profile */
	enum editor_focus focus;
	bool running;
	bool checked;			/* the document as a whole, once */
	bool root_changed;		/* every value is a new one */
	bool structure_changed;		/* payloads came or went */
	bool reveal;
	bool first_time;
	bool edit_granted;		/* a signed file: the user agreed */
	bool binary_told;

	char *message;
	enum message_kind message_kind;

	VEC(struct spot) back;
	enum step_list step;		/* what n and N walk */
	struct hit *hits;
	size_t hit_count, hit_at;
	size_t finding_at;
	char *search;			/* the words of the last search */
	char *config_prefix, *config_organization;
};

/* message.c */
/* Puts what an error says on the message line. */
void editor_fail(struct editor *editor, const struct error *err);
void editor_say(struct editor *editor, enum message_kind kind,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* After an edit: "set Topic" and what the edit had to say besides. */
void editor_say_done(struct editor *editor);

/* --- helpers of commands --- */

/* The row under the form's cursor. False: there is none. */
bool editor_row(const struct editor *editor, struct row *row);
/* Asks what must be asked before the first edit; false: not now. */
bool editor_may_edit(struct editor *editor);
/*
 * The row of the outline that shows VALUE; the one to start on: MDM, else the
 * first payload.
 */
size_t editor_outline_row_of(const struct editor *editor,
    const struct value *value);
size_t editor_outline_first(const struct editor *editor);
/* Makes the form for the row of the outline that is selected. */
void editor_show_outline_row(struct editor *editor, size_t index);
/* Takes PROFILE as the open document (what was open is closed). */
void editor_take_profile(struct editor *editor, struct profile *profile);
/* Reads identifier prefix and organization; keeps them for new profiles. */
void editor_load_config(struct editor *editor);
void editor_keep_config(struct editor *editor, const char *identifier,
    const char *organization);
/* The user has made an edit once: the first hint is not shown again. */
void editor_keep_used(void);

/* set_row.c */
/* After an edit: says it, or why it failed; returns DONE. */
bool editor_finish_edit(struct editor *editor, bool done,
    const struct error *err);
bool editor_set_row(struct editor *editor, const struct row *row,
    const struct draft *draft);
bool editor_row_is_secret(const struct row *row);

/* narrow.c */
/*
 * Which of COUNT things a typed text leaves: their indexes, those whose words
 * begin with it first.
 */
struct narrowed {
	size_t *items;
	size_t count, capacity;		/* a VEC */
};
/*
 * WORDS appends what thing INDEX is found by, its name first.  Returns how many
 * are left.
 */
size_t narrow(struct narrowed *narrowed, size_t count, const char *text,
    void (*words)(void *arg, size_t index, struct buf *out), void *arg);

/* What Enter does by kind of field, in cmd_bits.c, cmd_data.c, cmd_add.c. */
bool edit_bits(struct editor *editor, const struct row *row);
bool edit_data(struct editor *editor, const struct row *row);
bool edit_type(struct editor *editor, const struct row *row);

/* external.c */

/*
 * Lets the user edit TEXT in $VISUAL or $EDITOR: a private file (0600), removed
 * on every way out.  SUFFIX names its kind (".txt").  LINE > 0 starts there
 * where the editor is known to take +LINE.  False when it failed (ERR) or the
 * text came back the same (ERR_CANCELLED).
 */
bool external_edit_text(struct editor *editor, const char *text, size_t length,
    const char *suffix, size_t line, struct buf *out, struct error *err);
/* The same of a file of the user's, in place. */
bool external_edit_file(struct editor *editor, const char *path, size_t line,
    struct error *err);

/* The commands, one function each, in cmd_*.c. */
#define COMMAND_FUNCTION(name)                                                 \
	bool name(struct editor *editor, const char *argument)
COMMAND_FUNCTION(cmd_help);
COMMAND_FUNCTION(cmd_explain);
COMMAND_FUNCTION(cmd_save);
COMMAND_FUNCTION(cmd_save_as);
COMMAND_FUNCTION(cmd_quit);
COMMAND_FUNCTION(cmd_reload);
COMMAND_FUNCTION(cmd_find);
COMMAND_FUNCTION(cmd_findings);
COMMAND_FUNCTION(cmd_next);
COMMAND_FUNCTION(cmd_previous);
COMMAND_FUNCTION(cmd_add_payload);
COMMAND_FUNCTION(cmd_add);
COMMAND_FUNCTION(cmd_edit);
COMMAND_FUNCTION(cmd_step);
COMMAND_FUNCTION(cmd_remove);
COMMAND_FUNCTION(cmd_duplicate);
COMMAND_FUNCTION(cmd_shift_up);
COMMAND_FUNCTION(cmd_shift_down);
COMMAND_FUNCTION(cmd_rename);
COMMAND_FUNCTION(cmd_undo);
COMMAND_FUNCTION(cmd_redo);
COMMAND_FUNCTION(cmd_reveal);
COMMAND_FUNCTION(cmd_edit_outside);
COMMAND_FUNCTION(cmd_export);
COMMAND_FUNCTION(cmd_import);
COMMAND_FUNCTION(cmd_suspend);
COMMAND_FUNCTION(cmd_redraw);
COMMAND_FUNCTION(cmd_command_line);
COMMAND_FUNCTION(cmd_filter);
COMMAND_FUNCTION(cmd_names);
COMMAND_FUNCTION(cmd_focus);
COMMAND_FUNCTION(cmd_left);
COMMAND_FUNCTION(cmd_right);
COMMAND_FUNCTION(cmd_back);
COMMAND_FUNCTION(cmd_signature);
COMMAND_FUNCTION(cmd_go);
COMMAND_FUNCTION(cmd_interrupt);

/* Completions of arguments. */
void complete_file(struct editor *editor, const char *argument,
    struct buf *out);
void complete_payload_type(struct editor *editor, const char *argument,
    struct buf *out);
void complete_filter(struct editor *editor, const char *argument,
    struct buf *out);
/* As complete_file, for prompts (ARG is ignored). */
void complete_file_prompt(void *arg, const char *text, size_t length,
    struct buf *out);

#endif
