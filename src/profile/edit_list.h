/*
 * The list of edits: elementary changes, groups of them, undo and redo.  Only
 * for the modules of profile/ that make edits.
 *
 * An elementary change is done by one of the change_…() functions, which note
 * what was there before.  Texts that go into pieces live in the profile's
 * arena.
 */
#ifndef PROFILE_EDIT_LIST_H
#define PROFILE_EDIT_LIST_H

#include <stdbool.h>

#include "profile/edit_change.h"
#include "profile/internal.h"

struct edits;

struct edits *edits_new(void);
void edits_free(struct edits *edits);

/*
 * Gives VALUE the state NEW.  Items are taken over from NEW only when the type
 * changes from or to a container; else they stay as they are.  A key and wings
 * are replaced, never written into.
 */
void change_state(struct profile *profile, struct value *value,
    const struct value_state *new);
/* The same for what is changed most. */
void change_slot(struct profile *profile, struct value *value,
    struct piece slot);
void change_tail(struct profile *profile, struct value *container,
    struct piece tail);
void change_link(struct profile *profile, struct value *container, size_t index,
    struct value *value);
void change_unlink(struct profile *profile, struct value *value);
void change_move(struct profile *profile, struct value *container, size_t from,
    size_t to);
/* NEW is moved into the profile. */
void change_document(struct profile *profile, const struct document *new);

/*
 * The state VALUE had before it was set or renamed for the first time; noted
 * now when that is now.
 */
const struct value_state *edits_original(struct profile *profile,
    struct value *value);

/* Adds a sentence to edit_notice(). */
void edits_say(struct profile *profile, const char *fmt,
    ...) __attribute__((format(printf, 2, 3)));
/*
 * Opens a group of one edit: "VERB NAME", with the name of VALUE (a key, an
 * index).
 */
void edits_begin(struct profile *profile, const char *verb,
    const struct value *value);

#endif
