/*
 * What the modules that make edits share.
 */
#ifndef PROFILE_EDIT_OPS_H
#define PROFILE_EDIT_OPS_H

#include "profile/edit_list.h"
#include "profile/layout.h"

struct buf;
struct draft;
struct error;

/* ---- edit_ops.c */

/*
 * False (ERR_REFUSED, ERR_NOT_FOUND) for a read-only profile and a value that
 * was removed.
 */
bool edit_can_change(struct profile *profile, const struct value *value,
    struct error *err);
/* As edit_can_change(), and not the root (ERR_REFUSED). */
bool edit_can_take_out(struct profile *profile, const struct value *value,
    struct error *err);
/* Whether NAME can be written and is none of DICT's yet (ERR_EXISTS). */
bool edit_can_add_key(const struct value *dict, const char *name,
    struct error *err);
/* Levels that may still be inside of VALUE; all for NULL. */
size_t edit_depth_left(const struct value *value);
/* Values that stand nowhere yet: out of the text of one element, of DRAFT. */
struct value *edit_make_value(struct profile *profile, const struct buf *text);
struct value *edit_new_value(struct profile *profile,
    const struct draft *draft, const struct layout *layout);
/*
 * A container or scalar written as an empty tag gets two tags; STATE's content
 * is the caller's to set.
 */
void edit_open_up(struct profile *profile, struct value_state *state);
/*
 * Spells NAME; the tags of the <key> that LIKE (may be NULL) has are kept.  The
 * gap is the caller's to set.
 */
void edit_spell_key(struct profile *profile, const struct value *like,
    const char *name, struct value_key *out);
/* A key for a new entry of DICT, with its gap. */
void edit_give_key(struct profile *profile, const struct value *dict,
    const char *name, const struct layout *layout, struct value *value);

/* ---- edit_place.c */

/*
 * Links VALUE, which is new or was taken out, with a slot as its neighbours
 * have; an empty container opens up.
 */
void edit_link(struct profile *profile, struct value *container, size_t index,
    struct value *value);
/*
 * Whether what VALUE, a part of the profile, leaves behind reads as it did
 * (ERR_REFUSED: not so).
 */
bool edit_can_leave(const struct value *value, struct error *err);
/*
 * Puts REST, what an item that was at INDEX leaves behind, before what stands
 * there now.
 */
void edit_leave(struct profile *profile, struct value *container, size_t index,
    const struct buf *rest);

#endif
