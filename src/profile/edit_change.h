/*
 * One elementary change of the tree.  Only for the list of edits.
 */
#ifndef PROFILE_EDIT_CHANGE_H
#define PROFILE_EDIT_CHANGE_H

#include "profile/edit.h"
#include "profile/edit_list.h"

enum change_kind {
	CHANGE_STATE,
	CHANGE_LINK,
	CHANGE_UNLINK,
	CHANGE_MOVE,
	CHANGE_DOCUMENT
};

struct change {
	enum change_kind kind;
	struct value *value;	/* the one changed, linked, unlinked */
	struct value *container;
	uint32_t index, to;
	void *other;		/* the state or document it is not in now */
};

/* Makes the change, or with BACK takes it back; whoever watches is told. */
void change_apply(struct profile *profile, const struct change *change,
    bool back);
/* edit_list.c: tells whoever watches. */
void edits_tell(struct profile *profile, enum edit_change change,
    struct value *value, struct value *container);

#endif
