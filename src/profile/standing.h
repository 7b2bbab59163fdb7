/*
 * What the certificates in a signed file say of its signer's: the signatures
 * along the chain as far as it is in the file, and the dates.  No authority is
 * asked and nothing is fetched, so the best that can be said is that nothing
 * speaks against it.
 */
#ifndef PROFILE_STANDING_H
#define PROFILE_STANDING_H

#include <stdbool.h>

struct buf;

/* From good to bad: a name for the code, words for a person. */
#define STANDINGS(X) \
	X(CHAIN, "certificate not checked against any authority") \
	X(SELF_SIGNED, "self-signed") \
	X(NO_ISSUER, "issuer not in the file, certificate not checked") \
	X(UNCHECKED, "certificate cannot be checked") \
	X(NO_AUTHORITY, "issued by a certificate that is no authority's") \
	X(ALTERED, "certificate altered")

enum standing_of_chain {
#define STANDING(name, words) STANDING_##name,
	STANDINGS(STANDING)
#undef STANDING
	STANDINGS_COUNT
};

enum standing_in_time {
	STANDING_IN_TIME, STANDING_EXPIRED, STANDING_TOO_EARLY
};

struct standing {
	enum standing_of_chain chain;
	char *culprit;	/* whose certificate CHAIN is about; NULL: its own */
	/*
	 * at the time of a signature that holds and has one, else now; of its
	 * own certificate or the first in the chain
	 */
	enum standing_in_time time;
	char *aged;	/* whose certificate TIME is about; NULL: its own */
	bool at_signing;
};

/* "self-signed, certificate expired".  Appended. */
void standing_add(const struct standing *standing, struct buf *out);
/* Something is wrong with it beyond that nobody was asked. */
bool standing_is_bad(const struct standing *standing);
/* It is bad only for the day it is today. */
bool standing_changes(const struct standing *standing);
void standing_release(struct standing *standing);

#endif
