/*
 * The list of edits: elementary changes, groups of them, undo and redo.  Only for
 * the modules of profile/ that make edits.
 */
#ifndef PROFILE_EDIT_LIST_H
#define PROFILE_EDIT_LIST_H

struct edits;

struct edits *edits_new(void);
void edits_free(struct edits *edits);

#endif
