/*
 * Signed profiles.  OpenSSL's libcrypto takes the CMS apart and checks digest
 * and signature with the certificate that came along; whether anybody trusts
 * that certificate is not asked, and nothing is fetched.
 */
#include "profile/cms.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "profile/certificate.h"
#include "profile/crypto.h"

enum {
	SIGNERS_MAX = 16,
	DIGESTS_MAX = 16,	/* digest algorithms named at the front */
	MIME_HEAD_MAX = 4096	/* bytes */
};

struct span {
	const uint8_t *bytes;
	size_t length;
};

/* 1.2.840.113549.1.7.x (PKCS #7) and …1.9.16.1.x (S/MIME types), without x. */
static const uint8_t oid_pkcs7[] =
    { 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7 };
static const uint8_t oid_smime[] =
    { 0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1 };

static const char *const pem_labels[] =
    { "CMS", "PKCS7", "PKCS #7 SIGNED DATA" };

static bool
starts_with(struct span in, const char *text)
{
	size_t length = strlen(text);

	return in.length >= length && memcmp(in.bytes, text, length) == 0;
}

static struct span
skip(struct span in, size_t count)
{
	return (struct span){ in.bytes + count, in.length - count };
}

static struct span
skip_white(struct span in)
{
	while (in.length > 0 && ascii_is_white((char)in.bytes[0]))
		in = skip(in, 1);
	return in;
}

/* ------------------------------------------------- a little BER reading */

/*
 * Reads one tag and its length off the front of IN (low tag numbers only).
 * BODY is what follows, cut to the length; an indefinite one runs to the end.
 */
static bool
ber_open(struct span in, uint8_t tag, struct span *body, bool *indefinite)
{
	size_t length = 0;
	unsigned count;

	*indefinite = false;
	if (in.length < 2 || in.bytes[0] != tag)
		return false;
	count = in.bytes[1];
	in = skip(in, 2);
	if (count == 0x80) {
		*indefinite = true;
		*body = in;
		return true;
	}
	if (count < 0x80) {
		length = count;
	} else {
		count &= 0x7f;
		if (count > 8 || count > in.length)
			return false;
		for (unsigned i = 0; i < count; i++)
			length = length << 8 | in.bytes[i];
		in = skip(in, count);
	}
	if (length > in.length)
		length = in.length;
	*body = (struct span){ in.bytes, length };
	return true;
}

static bool
ber_is_cms(struct span in)
{
	struct span body;
	bool indefinite;

	if (!ber_open(in, 0x30, &body, &indefinite))
		return false;
	return (body.length > sizeof(oid_pkcs7) &&
	    memcmp(body.bytes, oid_pkcs7, sizeof(oid_pkcs7)) == 0) ||
	    (body.length > sizeof(oid_smime) &&
	    memcmp(body.bytes, oid_smime, sizeof(oid_smime)) == 0);
}

const char *
cms_kind_word(const void *bytes, size_t length)
{
	/* Source: RFC 5652, sections 5.1, 6.1 and 8; 1.2.840.113549.1.7.x */
	enum { SIGNED = 2, ENVELOPED = 3, ENCRYPTED = 6 };
	struct span body;
	bool indefinite;
	uint8_t kind;

	if (!ber_open((struct span){ bytes, length }, 0x30, &body,
	    &indefinite) || body.length <= sizeof(oid_pkcs7) ||
	    memcmp(body.bytes, oid_pkcs7, sizeof(oid_pkcs7)) != 0)
		return NULL;
	kind = body.bytes[sizeof(oid_pkcs7)];
	return kind == SIGNED ? "signed" :
	    kind == ENVELOPED || kind == ENCRYPTED ? "encrypted" : NULL;
}

/* Steps over a short element with a definite length. */
static bool
ber_step(struct span *in, uint8_t tag)
{
	struct span body;
	bool indefinite;

	if (!ber_open(*in, tag, &body, &indefinite) || indefinite)
		return false;
	*in = skip(*in, (size_t)(body.bytes - in->bytes) + body.length);
	return true;
}

/*
 * libcrypto computes every digest named at the front over the whole content,
 * so a small file that names thousands would cost hours.
 */
static bool
ber_has_few_digests(struct span in)
{
	struct span set;
	bool indefinite;
	size_t count = 0;

	if (!ber_open(in, 0x30, &in, &indefinite) || !ber_step(&in, 0x06) ||
	    !ber_open(in, 0xa0, &in, &indefinite) ||
	    !ber_open(in, 0x30, &in, &indefinite) || !ber_step(&in, 0x02) ||
	    !ber_open(in, 0x31, &set, &indefinite))
		return false;
	while (set.length > 0 && set.bytes[0] == 0x30) {
		/* An algorithm in indefinite form has not been seen. */
		if (++count > DIGESTS_MAX || !ber_step(&set, 0x30))
			return false;
	}
	return true;
}

/* ------------------------------------------------------------- wrappers */

static bool
is_pem(struct span in)
{
	static const char begin[] = "-----BEGIN ";

	if (!starts_with(in, begin))
		return false;
	in = skip(in, strlen(begin));
	for (size_t i = 0; i < ARRAY_COUNT(pem_labels); i++) {
		size_t length = strlen(pem_labels[i]);

		if (starts_with(in, pem_labels[i]) &&
		    starts_with(skip(in, length), "-----"))
			return true;
	}
	return false;
}

static bool
begins_nocase(struct span in, const char *text)
{
	size_t length = strlen(text);

	return in.length >= length && text_compare_nocase(
	    (const char *)in.bytes, length, text, length) == 0;
}

static bool
has_text_nocase(struct span in, const char *text)
{
	size_t length = strlen(text);

	for (; in.length >= length; in = skip(in, 1)) {
		if (begins_nocase(in, text))
			return true;
	}
	return false;
}

/* The lines before the first empty one; BODY is what follows it. */
static bool
mime_split(struct span in, struct span *head, struct span *body)
{
	size_t end = in.length < MIME_HEAD_MAX ? in.length : MIME_HEAD_MAX;

	for (size_t i = 0; i + 1 < end; i++) {
		size_t next = i + 1;

		if (in.bytes[i] != '\n')
			continue;
		if (in.bytes[next] == '\r' && next + 1 < end)
			next++;
		if (in.bytes[next] != '\n')
			continue;
		*head = (struct span){ in.bytes, i + 1 };
		*body = skip(in, next + 1);
		return true;
	}
	return false;
}

static bool
is_mime(struct span in)
{
	struct span head, body;

	if (!begins_nocase(in, "MIME-Version:") &&
	    !begins_nocase(in, "Content-"))
		return false;
	return mime_split(in, &head, &body) &&
	    (has_text_nocase(head, "pkcs7-mime") ||
	    has_text_nocase(head, "multipart/signed"));
}

bool
cms_is_signed(const void *bytes, size_t length)
{
	struct span in = skip_white((struct span){ bytes, length });

	return ber_is_cms((struct span){ bytes, length }) || is_pem(in) ||
	    is_mime(in);
}

static bool
unwrap_pem(struct span in, struct buf *out, struct error *err)
{
	if (pem_decode((const char *)in.bytes, in.length, out))
		return true;
	error_set(err, ERR_SYNTAX, "damaged signed profile: the PEM wrapper "
	    "has no end line, or its text is not base64");
	return false;
}

static bool
unwrap_mime(struct span in, struct buf *out, struct error *err)
{
	struct span head, body;

	if (!mime_split(in, &head, &body)) {
		error_set(err, ERR_SYNTAX,
		    "damaged signed profile: the S/MIME header does not end");
		return false;
	}
	if (has_text_nocase(head, "multipart/signed")) {
		error_set(err, ERR_UNSUPPORTED, "the S/MIME message keeps its "
		    "signature apart (multipart/signed)");
		return false;
	}
	if (has_text_nocase(head, "quoted-printable")) {
		error_set(err, ERR_UNSUPPORTED,
		    "the S/MIME message is encoded as quoted-printable");
		return false;
	}
	if (has_text_nocase(head, "encoding: binary") || ber_is_cms(body)) {
		buf_add(out, body.bytes, body.length);
		return true;
	}
	if (scalar_decode_base64((const char *)body.bytes, body.length, out))
		return true;
	error_set(err, ERR_SYNTAX, "damaged signed profile: the text in the "
	    "S/MIME wrapper is not base64");
	return false;
}

/* The bare CMS into INNER: of BYTES itself, or decoded into STORE. */
static bool
unwrap(struct span in, struct buf *store, struct span *inner,
    const char **wrapper, struct error *err)
{
	struct span text = skip_white(in);
	bool fine;

	if (ber_is_cms(in)) {
		*wrapper = in.bytes[1] == 0x80 ? "BER" : "DER";
		*inner = in;
		return true;
	}
	*wrapper = is_pem(text) ? "PEM" : "S/MIME";
	fine = is_pem(text) ? unwrap_pem(text, store, err) :
	    unwrap_mime(text, store, err);
	*inner = (struct span){ (const uint8_t *)buf_text(store),
	    store->length };
	return fine;
}

/* ------------------------------------------------------------- verdicts */

static const struct {
	int nid;
	const char *name;
} digest_names[] = {
	{ NID_md5, "MD5" },
	{ NID_sha1, "SHA-1" },
	{ NID_sha224, "SHA-224" },
	{ NID_sha256, "SHA-256" },
	{ NID_sha384, "SHA-384" },
	{ NID_sha512, "SHA-512" },
	{ NID_sha3_256, "SHA3-256" },
	{ NID_sha3_384, "SHA3-384" },
	{ NID_sha3_512, "SHA3-512" },
};

static char *
digest_name(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object;
	char oid[64];
	int nid;

	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	nid = OBJ_obj2nid(object);
	for (size_t i = 0; i < ARRAY_COUNT(digest_names); i++) {
		if (digest_names[i].nid == nid)
			return xstrdup(digest_names[i].name);
	}
	if (OBJ_obj2txt(oid, sizeof(oid), object, 1) <= 0)
		return xstrdup("unknown");
	return xstrdup(oid);
}

static void
describe_signer(CMS_SignerInfo *signer, struct cms_info *info)
{
	struct certificate certificate = { 0 };
	X509 *x509 = NULL;
	X509_ALGOR *digest = NULL;

	CMS_SignerInfo_get0_algs(signer, NULL, &x509, &digest, NULL);
	if (digest != NULL)
		info->digest = digest_name(digest);
	if (x509 == NULL)
		return;
	certificate_read(x509, &certificate);
	info->signer = certificate.subject;
	info->issuer = certificate.issuer;
	info->valid_from = certificate.valid_from;
	info->valid_until = certificate.valid_until;
}

static void
set_verdict(struct cms_info *info, enum cms_verdict verdict,
    const char *reason)
{
	info->signature = verdict;
	free(info->reason);
	info->reason = reason != NULL ? xstrdup(reason) : NULL;
}

/* What libcrypto gave as its first reason for a failed verification. */
static void
verdict_from_errors(struct cms_info *info)
{
	unsigned long code = ERR_peek_error();
	int reason = ERR_GET_REASON(code);
	const char *words = ERR_reason_error_string(code);
	AUTO_FREE char *text = NULL;

	if (ERR_GET_LIB(code) == ERR_LIB_CMS &&
	    (reason == CMS_R_VERIFICATION_FAILURE ||
	    reason == CMS_R_CONTENT_VERIFY_ERROR ||
	    reason == CMS_R_MESSAGEDIGEST_ATTRIBUTE_WRONG_LENGTH)) {
		set_verdict(info, CMS_BROKEN,
		    "the content or the signature was changed");
		return;
	}
	/* The arithmetic of a public key refused the signature. */
	if (ERR_GET_LIB(code) == ERR_LIB_RSA ||
	    ERR_GET_LIB(code) == ERR_LIB_EC) {
		set_verdict(info, CMS_BROKEN,
		    "the signature does not fit the signer's key");
		return;
	}
	text = xasprintf("the signature cannot be checked (%s)",
	    words != NULL ? words : "no reason given");
	set_verdict(info, CMS_UNKNOWN, text);
}

static bool
can_verify(CMS_ContentInfo *cms, struct span der, struct cms_info *info)
{
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
	int count = signers != NULL ? sk_CMS_SignerInfo_num(signers) : 0;

	if (count <= 0) {
		set_verdict(info, CMS_UNKNOWN, "nobody signed it");
		return false;
	}
	if (count > SIGNERS_MAX || !ber_has_few_digests(der)) {
		set_verdict(info, CMS_UNKNOWN,
		    "it has more signers or digests than are looked at");
		return false;
	}
	CMS_set1_signers_certs(cms, NULL, 0);
	describe_signer(sk_CMS_SignerInfo_value(signers, 0), info);
	for (int i = 0; i < count; i++) {
		X509 *x509 = NULL;

		CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(signers, i),
		    NULL, &x509, NULL, NULL);
		if (x509 == NULL) {
			set_verdict(info, CMS_UNKNOWN,
			    "the signer's certificate is not in the file");
			return false;
		}
	}
	return true;
}

static void
verify(CMS_ContentInfo *cms, struct span der, size_t used,
    struct cms_info *info)
{
	BIO *out;

	if (!can_verify(cms, der, info))
		return;
	out = BIO_new(BIO_s_null());
	if (out == NULL)
		die("out of memory");
	ERR_clear_error();
	if (CMS_verify(cms, NULL, NULL, NULL, out,
	    CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY) == 1) {
		set_verdict(info, CMS_HOLDS, NULL);
		if (skip_white(skip(der, used)).length > 0)
			set_verdict(info, CMS_UNKNOWN,
			    "more bytes follow the signed part of the file");
	} else {
		verdict_from_errors(info);
	}
	ERR_clear_error();
	BIO_free(out);
}

/* ----------------------------------------------------------------- open */

static bool
refuse_kind(int nid, struct error *err)
{
	switch (nid) {
	case NID_pkcs7_enveloped:
	case NID_pkcs7_encrypted:
	case NID_pkcs7_signedAndEnveloped:
	case NID_id_smime_ct_authEnvelopedData:
		error_set(err, ERR_UNSUPPORTED, "the whole file is encrypted; "
		    "only its receiver can open it");
		return true;
	case NID_pkcs7_signed:
		return false;
	default:
		error_set(err, ERR_UNSUPPORTED,
		    "the file is a CMS message, but no signed profile");
		return true;
	}
}

static bool
take_content(CMS_ContentInfo *cms, struct buf *content, struct error *err)
{
	ASN1_OCTET_STRING **slot;

	if (refuse_kind(OBJ_obj2nid(CMS_get0_type(cms)), err))
		return false;
	slot = CMS_get0_content(cms);
	if (slot == NULL) {
		error_set(err, ERR_UNSUPPORTED,
		    "the signed file holds something else than plain data");
		return false;
	}
	if (*slot == NULL) {
		error_set(err, ERR_UNSUPPORTED, "the file is only a signature; "
		    "the profile it belongs to is not in it");
		return false;
	}
	buf_add(content, ASN1_STRING_get0_data(*slot),
	    (size_t)ASN1_STRING_length(*slot));
	return true;
}

bool
cms_open(const void *bytes, size_t length, struct buf *content,
    struct cms_info *info, struct error *err)
{
	AUTO_BUF store = BUF_INIT;
	struct span inner;
	const char *wrapper;
	const unsigned char *at;
	CMS_ContentInfo *cms;
	bool fine;

	*info = (struct cms_info){ .signature = CMS_UNKNOWN };
	if (!unwrap((struct span){ bytes, length }, &store, &inner, &wrapper,
	    err))
		return false;
	if (!crypto_prepare()) {
		error_set(err, ERR_UNSUPPORTED,
		    "signed files need libcrypto, which is not there");
		return false;
	}
	at = inner.bytes;
	cms = inner.length <= LONG_MAX ?
	    d2i_CMS_ContentInfo(NULL, &at, (long)inner.length) : NULL;
	if (cms == NULL) {
		ERR_clear_error();
		error_set(err, ERR_SYNTAX,
		    "damaged signed profile: its CMS structure ends too early "
		    "or makes no sense");
		return false;
	}
	fine = take_content(cms, content, err);
	if (fine) {
		info->wrapper = xstrdup(wrapper);
		verify(cms, inner, (size_t)(at - inner.bytes), info);
	}
	CMS_ContentInfo_free(cms);
	return fine;
}

void
cms_info_release(struct cms_info *info)
{
	if (info == NULL)
		return;
	free(info->reason);
	free(info->signer);
	free(info->issuer);
	free(info->digest);
	free(info->wrapper);
	*info = (struct cms_info){ .signature = CMS_UNKNOWN };
}
