/*
 * Edits as data: each changes the tree, keeps the states it replaced, and can
 * be undone to the very bytes. Every function below is one edit in the open
 * group (or a group of its own, labelled by what it does).
 *
 * A read-only document refuses with ERR_REFUSED.  A string with a character XML
 * cannot hold is ERR_RANGE.
 */
#ifndef PROFILE_EDIT_H
#define PROFILE_EDIT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct draft;
struct integer;
struct error;
struct profile;
struct value;

/*
 * Groups nest; only the outermost makes an undo step.  LABEL is copied: "set
 * Topic". An empty group leaves no step.
 */
void edit_begin(struct profile *profile, const char *label);
void edit_end(struct profile *profile);
/* Undoes what the open group did and closes it. */
void edit_abort(struct profile *profile);
/* The end of a group that is DONE, else edit_abort(); returns DONE. */
bool edit_finish(struct profile *profile, bool done);

/*
 * The same value again is no edit. Types may differ (the element is replaced).
 * DRAFT is borrowed.
 */
bool edit_set(struct profile *profile, struct value *value,
    const struct draft *draft, struct error *err);
/*
 * Into a dictionary: NAME, at the sorted place among sorted keys, else behind
 * the nearest present key that precedes it in ORDER (schema order,
 * NULL-terminated names; NULL: none), else last. ERR_EXISTS when the name is
 * there.
 */
bool edit_insert(struct profile *profile, struct value *dict, const char *name,
    const struct draft *draft, const char *const *order, struct value **out,
    struct error *err);
/* Into an array before item INDEX (count: behind the last). */
bool edit_insert_item(struct profile *profile, struct value *array,
    size_t index, const struct draft *draft, struct value **out,
    struct error *err);
/*
 * Comments that belonged to it stay behind on lines of their own. The root
 * cannot be removed (ERR_REFUSED).
 */
bool edit_remove(struct profile *profile, struct value *value,
    struct error *err);
bool edit_rename(struct profile *profile, struct value *entry, const char *name,
    struct error *err);
/*
 * In one container to INDEX (as after the move), or into another (behind INDEX
 * - 1 there, name kept in dictionaries).
 */
bool edit_move(struct profile *profile, struct value *value,
    struct value *container, size_t index, struct error *err);
/*
 * A copy of the text without wings directly behind it; in a dictionary under
 * NAME.
 */
bool edit_duplicate(struct profile *profile, struct value *value,
    const char *name, struct value **out, struct error *err);
/*
 * The whole text anew (what $EDITOR gave back): parsed first; ERR_SYNTAX leaves
 * everything as it was. All values are new ones.
 */
bool edit_replace_text(struct profile *profile, const char *text, size_t length,
    struct error *err);
/*
 * A fragment of XML ("<dict>…</dict>", white space around) as a draft the
 * caller frees. ERR_SYNTAX with line and column.
 */
struct draft *edit_parse_fragment(const char *text, size_t length,
    struct error *err);

/*
 * The number VALUE was when the file was read.  False when it was not there
 * then, was none, or the whole text was replaced since.
 */
bool edit_integer_as_read(const struct profile *profile,
    const struct value *value, struct integer *out);

/* Undo and redo one group. False when there is none. */
bool edit_undo(struct profile *profile);
bool edit_redo(struct profile *profile);
/* Labels of what undo and redo would do, NULL when nothing. */
const char *edit_undo_label(const struct profile *profile);
const char *edit_redo_label(const struct profile *profile);
/*
 * What the last edit had to say: comments kept or lost …; "" for nothing.
 * Cleared by the next edit.
 */
const char *edit_notice(const struct profile *profile);

/*
 * Groups applied since the file was read. Changes with each edit, undo, redo;
 * equal numbers = equal trees.
 */
size_t edit_position(const struct profile *profile);
bool edit_is_changed(const struct profile *profile);	/* against the mark */
void edit_mark_saved(struct profile *profile);
/* Groups done or taken back since the mark, for "3 unsaved changes". */
size_t edit_count_since_mark(const struct profile *profile);

/*
 * Who watches (the checker's index, the form): called after each elementary
 * change, also by undo and redo. CHANGED is the value that changed, was
 * inserted (attached) or removed (no longer attached: CONTAINER is where it
 * was); for EDIT_ROOT everything did.
 */
enum edit_change {
	EDIT_SET,
	EDIT_INSERTED,
	EDIT_REMOVED,
	EDIT_RENAMED,
	EDIT_MOVED,
	EDIT_ROOT
};
struct edit_watcher {
	void (*changed)(void *arg, enum edit_change change, struct value *value,
	    struct value *container);
	void *arg;
};
/* WATCHER is borrowed until edit_unwatch(). */
enum { EDIT_WATCHERS_MOST = 4 };
void edit_watch(struct profile *profile, const struct edit_watcher *watcher);
void edit_unwatch(struct profile *profile, const struct edit_watcher *watcher);

#endif
