/*
 * The state of a value, and one elementary change of the tree.  Private to the
 * modules of profile/ that make edits.
 */
#ifndef PROFILE_EDIT_CHANGE_H
#define PROFILE_EDIT_CHANGE_H

#include "profile/internal.h"

/* All of a value but for its place in the tree. */
struct value_state {
	uint8_t type;
	bool unreadable;
	struct value_key *key;
	struct value_wings *wings;
	/* content: or the tail */
	struct piece slot, open, content, close;
	union {
		struct {
			const char *text;
			uint32_t length;
		} string;
		struct integer integer;
		double real;
		bool boolean;
		int64_t date;
		struct value_items items;
	};
};

struct value_state value_state(const struct value *value);

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

/* Makes the change, or takes it back; whoever watches is told. */
enum change_way { CHANGE_MAKE, CHANGE_TAKE_BACK };
void change_apply(struct profile *profile, const struct change *change,
    enum change_way way);

#endif
