/* Between the files of cms.  Private to them. */
#ifndef PROFILE_CMS_PARTS_H
#define PROFILE_CMS_PARTS_H

#include <stdbool.h>

#include "profile/ber.h"
#include "profile/cms.h"

struct buf;
struct error;

/* Why a CMS message is not opened. */
#define CMS_REFUSALS(X) \
	X(DAMAGED, ERR_SYNTAX, "damaged signed profile: its CMS structure " \
	    "ends too early or makes no sense") \
	X(ENCRYPTED, ERR_UNSUPPORTED, "the whole file is encrypted; only its " \
	    "receiver can open it") \
	X(OTHER, ERR_UNSUPPORTED, "the file is a CMS message, but no signed " \
	    "profile") \
	X(DETACHED, ERR_UNSUPPORTED, "the file is only a signature; the " \
	    "profile it belongs to is not in it") \
	X(NESTED_BARE, ERR_UNSUPPORTED, "a signature within a signature, in " \
	    "the old form of PKCS #7, which is not read")

enum cms_refusal {
#define CMS_REFUSAL(name, code, words) REFUSAL_##name,
	CMS_REFUSALS(CMS_REFUSAL)
#undef CMS_REFUSAL
	REFUSALS_COUNT
};

/* Sets ERR; false, to be returned. */
bool cms_refuse(enum cms_refusal refusal, struct error *err);

/* --- cms_body: without libcrypto */

/* Appends the content of a bare CMS message. */
bool cms_body_take(struct span message, struct buf *content,
    struct error *err);
/* How many digests the message names at its front; more than MOST: MOST + 1. */
size_t cms_body_digests(struct span message, size_t most);

/* --- cms_judge: with libcrypto, which is there */

/* Appends the content of a bare CMS message, and judges its signatures. */
bool cms_judge(struct span message, struct buf *content,
    struct cms_info *info, struct error *err);

#endif
