/* The words of standing.h.  Knows no OpenSSL. */
#include "config.h"

#include "profile/standing.h"

#include <stdlib.h>

#include "base/buf.h"

static const char *const chain_words[] = {
#define STANDING(name, words) [STANDING_##name] = words,
	STANDINGS(STANDING)
#undef STANDING
};

/* Names in certificates are whatever somebody wrote there. */
static void
add_culprit(const char *name, struct buf *out)
{
	if (name != NULL)
		buf_addf(out, " (that of '%s')", name);
}

static void
add_time(const struct standing *standing, struct buf *out)
{
	static const char *const words[][2] = {
		[STANDING_EXPIRED] = { "certificate expired",
		    "certificate expired before it was signed" },
		[STANDING_TOO_EARLY] = { "certificate not valid yet",
		    "certificate not valid yet when it was signed" },
	};

	if (standing->time == STANDING_IN_TIME)
		return;
	buf_addf(out, ", %s", words[standing->time][standing->at_signing]);
	add_culprit(standing->aged, out);
}

void
standing_add(const struct standing *standing, struct buf *out)
{
	buf_add_text(out, chain_words[standing->chain]);
	add_culprit(standing->culprit, out);
	add_time(standing, out);
}

bool
standing_is_bad(const struct standing *standing)
{
	return standing->chain > STANDING_NO_ISSUER ||
	    standing->time != STANDING_IN_TIME;
}

bool
standing_changes(const struct standing *standing)
{
	return standing->chain <= STANDING_NO_ISSUER && !standing->at_signing;
}

void
standing_release(struct standing *standing)
{
	free(standing->culprit);
	free(standing->aged);
	*standing = (struct standing){ 0 };
}
