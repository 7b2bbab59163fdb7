/*
 * Signed profiles: CMS signed-data (RFC 5652) in DER or BER, also inside PEM or
 * S/MIME.
 */
#ifndef PROFILE_CMS_H
#define PROFILE_CMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "profile/standing.h"

struct buf;
struct error;

/* From good to bad. */
enum cms_verdict { CMS_HOLDS, CMS_UNKNOWN, CMS_BROKEN, CMS_VERDICTS };

struct cms_signer {
	/* do digest and signature fit the content and the certificate */
	enum cms_verdict signature;
	char *reason;		/* for UNKNOWN and BROKEN, in words */
	/*
	 * of the certificate: the subject's common name, else the whole name;
	 * NULL: it is not in the file.  Whoever made the certificate wrote it:
	 * not to be shown without the words of its standing.
	 */
	char *name;
	char *issuer;
	int64_t valid_from, valid_until;
	struct standing standing;
	char *digest;		/* "SHA-256" … */
	bool has_time;		/* TIME is when the signer says it signed */
	int64_t time;
};

struct cms_info {
	enum cms_verdict signature;	/* the worst of the signers' */
	char *reason;			/* of that one, or of the whole */
	struct cms_signer *signers;
	size_t count;
	char *wrapper;		/* "DER", "BER", "PEM", "S/MIME" */
	/* the signed content is itself signed; NULL: it is not */
	struct cms_info *inner;
};

/*
 * True when BYTES look like CMS in any of the wrappers (a cheap look at the
 * first bytes).
 */
bool cms_is_signed(const void *bytes, size_t length);
/*
 * "encrypted" or "signed" by the first bytes of a bare CMS message (DER or
 * BER); NULL for other kinds.
 */
const char *cms_kind_word(const void *bytes, size_t length);
/*
 * Takes the content out (into CONTENT) and says what is known of the signature;
 * of a signature within a signature the innermost content, and each in INNER.
 * Where libcrypto is not there, content is taken out all the same and
 * nothing is known of the signature.
 * ERR_UNSUPPORTED for detached, enveloped (encrypted) or other CMS types;
 * ERR_SYNTAX for damaged.  INFO is to be released in any case.
 */
bool cms_open(const void *bytes, size_t length, struct buf *content,
    struct cms_info *info, struct error *err);
/* True when a signature, INNER ones and all signers counted, has VERDICT. */
bool cms_has(const struct cms_info *info, enum cms_verdict verdict);
/*
 * Lines of a name and a value each: of each signer name, standing, issuer,
 * validity at NOW (seconds since 1970), digest, whether the signature holds;
 * and the wrapper.  Appended.
 */
void cms_describe(const struct cms_info *info, int64_t now, struct buf *out);
/* "signed by 'X' (self-signed): the signature holds".  Appended. */
void cms_add_line(const struct cms_info *info, struct buf *out);
/*
 * "'X' (self-signed, certificate expired)"; "somebody whose certificate is not
 * in the file".  Appended.
 */
void cms_add_signer(const struct cms_signer *signer, struct buf *out);
void cms_info_release(struct cms_info *info);

#endif
