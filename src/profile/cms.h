/*
 * Signed profiles: CMS signed-data (RFC 5652) in DER or BER, also inside PEM or
 * S/MIME.
 */
#ifndef PROFILE_CMS_H
#define PROFILE_CMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct error;

enum cms_verdict { CMS_HOLDS, CMS_BROKEN, CMS_UNKNOWN };

struct cms_info {
	/*
	 * do the digest and the signature fit the content and the certificate
	 * in it
	 */
	enum cms_verdict signature;
	char *reason;		/* for BROKEN and UNKNOWN, in words */
	/*
	 * subject's common name, else the whole name; NULL: no certificate
	 * inside
	 */
	char *signer;
	char *issuer;
	/* of the signer's certificate */
	int64_t valid_from, valid_until;
	char *digest;		/* "SHA-256" … */
	char *wrapper;		/* "DER", "BER", "PEM", "S/MIME" */
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
 * Takes the content out (into CONTENT) and says what is known of the signature.
 * ERR_UNSUPPORTED for detached, enveloped (encrypted) or other CMS types;
 * ERR_SYNTAX for damaged.
 */
bool cms_open(const void *bytes, size_t length, struct buf *content,
    struct cms_info *info, struct error *err);
/*
 * Lines of a name and a value each: signer, issuer, validity at NOW (seconds
 * since 1970), digest, wrapper, whether the signature holds.  Appended.
 */
void cms_describe(const struct cms_info *info, int64_t now, struct buf *out);
void cms_info_release(struct cms_info *info);

#endif
