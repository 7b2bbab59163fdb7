/*
 * Signatures, each by itself, through libcrypto: the digest and the signature
 * with the certificate that came along.  Whether anybody trusts that
 * certificate is not asked, and nothing is fetched.
 *
 * Fails closed: a signature whose certificate, digest and algorithm are known,
 * and which is not said to be right, is broken, whatever the reason.
 */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/algorithm.h"
#include "profile/certificate.h"
#include "profile/chain.h"
#include "profile/cms_parts.h"
#include "profile/crypto.h"

enum {
	SIGNERS_MAX = 16,
	/*
	 * named at the front: libcrypto computes each over the whole content,
	 * so a small file that names thousands would cost hours
	 */
	DIGESTS_MAX = 16,
	READ_SIZE = 16 * 1024,
	ONE_VALUE_IN_ALL = -3	/* of an attribute, see X509_get_ext_d2i(3) */
};

/* What ERR_get_error() may say of a signature that was checked. */
static const int broken_reasons[] = {
	CMS_R_VERIFICATION_FAILURE,
	CMS_R_CONTENT_VERIFY_ERROR,
	CMS_R_MESSAGEDIGEST_ATTRIBUTE_WRONG_LENGTH,
	CMS_R_MESSAGEDIGEST_WRONG_LENGTH,
};

/*
 * Empties the queue of errors.  True when any of them, not the first alone,
 * says that the signature was checked and is wrong.  FIRST: words of the first
 * one, static, or NULL.
 */
static bool
errors_say_broken(const char **first)
{
	unsigned long code;
	bool broken = false;

	*first = NULL;
	while ((code = ERR_get_error()) != 0) {
		if (*first == NULL)
			*first = ERR_reason_error_string(code);
		for (size_t i = 0; i < ARRAY_COUNT(broken_reasons); i++)
			broken = broken || (ERR_GET_LIB(code) == ERR_LIB_CMS &&
			    ERR_GET_REASON(code) == broken_reasons[i]);
	}
	return broken;
}

static void
set_verdict(struct cms_signer *signer, enum cms_verdict verdict,
    char *take_reason)
{
	signer->signature = verdict;
	free(signer->reason);
	signer->reason = take_reason;
}

/* ------------------------------------------------------------ the parts */

static void
describe_certificate(X509 *x509, struct cms_signer *out)
{
	struct certificate certificate = { 0 };

	certificate_read(x509, &certificate);
	out->name = certificate.subject;
	out->issuer = certificate.issuer;
	out->valid_from = certificate.valid_from;
	out->valid_until = certificate.valid_until;
}

static void
read_time(CMS_SignerInfo *info, struct cms_signer *out)
{
	static const int types[] = { V_ASN1_UTCTIME, V_ASN1_GENERALIZEDTIME };

	for (size_t i = 0; i < ARRAY_COUNT(types) && !out->has_time; i++) {
		const ASN1_TIME *time = CMS_signed_get0_data_by_OBJ(info,
		    OBJ_nid2obj(NID_pkcs9_signingTime), ONE_VALUE_IN_ALL,
		    types[i]);

		out->has_time = time != NULL &&
		    certificate_time(time, &out->time);
	}
}

/* ------------------------------------------------------------ judgement */

/* What all signers have in common. */
struct whole {
	STACK_OF(X509) *certificates;
	const ASN1_OBJECT *type;	/* of the content */
	BIO *digests;	/* NULL: libcrypto lacks one that the file names */
};

/* The content, run through the digests; NULL: libcrypto lacks one of them. */
static BIO *
digest_content(CMS_ContentInfo *cms)
{
	BIO *digests = CMS_dataInit(cms, NULL);
	char *room;
	int got;

	if (digests == NULL)
		return NULL;
	room = xmalloc(READ_SIZE);
	do
		got = BIO_read(digests, room, READ_SIZE);
	while (got > 0);
	free(room);
	return digests;
}

/* The type that was signed; libcrypto does not compare it. */
static bool
type_is_signed(CMS_SignerInfo *info, const ASN1_OBJECT *type)
{
	const ASN1_OBJECT *signed_type = CMS_signed_get0_data_by_OBJ(info,
	    OBJ_nid2obj(NID_pkcs9_contentType), ONE_VALUE_IN_ALL,
	    V_ASN1_OBJECT);

	return signed_type == NULL || OBJ_cmp(signed_type, type) == 0;
}

/* Two ways to be wrong; the words say which. */
static bool
check_signature(CMS_SignerInfo *info, BIO *digests, const char **wrong)
{
	bool attributes = CMS_signed_get_attr_count(info) >= 0;

	*wrong = "the signature, or what it signs beside the content, was "
	    "changed";
	if (attributes && CMS_SignerInfo_verify(info) != 1)
		return false;
	*wrong = attributes ? "the content was changed" :
	    "the content or the signature was changed";
	return digests != NULL &&
	    CMS_SignerInfo_verify_content(info, digests) == 1;
}

static void
judge_known(CMS_SignerInfo *info, BIO *digests, enum algorithm_fit fit,
    char *take_reason, struct cms_signer *out)
{
	AUTO_FREE char *reason = take_reason;
	const char *wrong, *first;
	bool broken;

	ERR_clear_error();
	if (check_signature(info, digests, &wrong) &&
	    (fit == ALGORITHM_FITS || fit == ALGORITHM_UNSURE)) {
		set_verdict(out, CMS_HOLDS, NULL);
		return;
	}
	broken = errors_say_broken(&first);
	if (fit == ALGORITHM_MISFITS)
		set_verdict(out, CMS_BROKEN, steal(reason));
	else if (fit == ALGORITHM_UNKNOWN)
		set_verdict(out, CMS_UNKNOWN, steal(reason));
	else if (broken)
		set_verdict(out, CMS_BROKEN, xstrdup(wrong));
	else if (digests == NULL)
		set_verdict(out, CMS_UNKNOWN, xstrdup("the file names a digest "
		    "that libcrypto does not know"));
	else if (fit == ALGORITHM_UNSURE)
		set_verdict(out, CMS_UNKNOWN, steal(reason));
	else
		set_verdict(out, CMS_BROKEN, xasprintf("the signature makes no "
		    "sense (%s)", first != NULL ? first : "no reason given"));
}

static void
judge_signer(CMS_SignerInfo *info, const struct whole *whole,
    struct cms_signer *out)
{
	X509 *x509 = NULL;
	EVP_PKEY *key = NULL;
	X509_ALGOR *digest = NULL, *algorithm = NULL;
	char *reason = NULL;
	enum algorithm_fit fit;

	out->signature = CMS_UNKNOWN;
	CMS_SignerInfo_get0_algs(info, &key, &x509, &digest, &algorithm);
	if (digest != NULL)
		out->digest = algorithm_name(digest);
	if (x509 == NULL || digest == NULL || algorithm == NULL) {
		set_verdict(out, CMS_UNKNOWN,
		    xstrdup("the signer's certificate is not in the file"));
		return;
	}
	describe_certificate(x509, out);
	fit = algorithm_look(algorithm, digest, key, &reason);
	judge_known(info, whole->digests, fit, reason, out);
	if (out->signature == CMS_HOLDS && !type_is_signed(info, whole->type))
		set_verdict(out, CMS_BROKEN,
		    xstrdup("the type of the content was changed"));
	read_time(info, out);
	out->standing.at_signing = out->signature == CMS_HOLDS && out->has_time;
	chain_judge(x509, whole->certificates, out->standing.at_signing ? out->time :
	    clock_now(), &out->standing);
}

static void
set_worst(struct cms_info *info)
{
	const struct cms_signer *worst = NULL;

	for (size_t i = 0; i < info->count; i++) {
		if (worst == NULL ||
		    info->signers[i].signature > worst->signature)
			worst = &info->signers[i];
	}
	info->signature = worst->signature;
	if (worst->reason != NULL)
		info->reason = xstrdup(worst->reason);
}

static void
set_whole(struct cms_info *info, enum cms_verdict verdict, const char *reason)
{
	info->signature = verdict;
	free(info->reason);
	info->reason = xstrdup(reason);
}

static void
judge_all(CMS_ContentInfo *cms, struct cms_info *info)
{
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
	struct whole whole = {
		.certificates = CMS_get1_certs(cms),
		.type = CMS_get0_eContentType(cms),
		.digests = digest_content(cms),
	};

	CMS_set1_signers_certs(cms, NULL, 0);
	for (size_t i = 0; i < info->count; i++)
		judge_signer(sk_CMS_SignerInfo_value(signers, (int)i),
		    &whole, &info->signers[i]);
	sk_X509_pop_free(whole.certificates, X509_free);
	BIO_free_all(whole.digests);
	set_worst(info);
}

static void
judge(CMS_ContentInfo *cms, struct span message, struct span rest,
    struct cms_info *info)
{
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
	int count = signers != NULL ? sk_CMS_SignerInfo_num(signers) : 0;

	if (count <= 0) {
		set_whole(info, CMS_BROKEN, "nobody signed it");
		return;
	}
	if (count > SIGNERS_MAX ||
	    cms_body_digests(message, DIGESTS_MAX) > DIGESTS_MAX) {
		set_whole(info, CMS_UNKNOWN,
		    "it has more signers or digests than are looked at");
		return;
	}
	info->count = (size_t)count;
	info->signers = xcalloc(info->count, sizeof *info->signers);
	judge_all(cms, info);
	while (rest.length > 0 && ascii_is_white((char)rest.bytes[0]))
		rest = span_skip(rest, 1);
	if (rest.length > 0 && info->signature != CMS_BROKEN)
		set_whole(info, CMS_BROKEN, "the file was changed: more bytes "
		    "follow its signed part");
}

/* -------------------------------------------------------------- content */

static bool
kind_is_right(int nid, struct error *err)
{
	switch (nid) {
	case NID_pkcs7_enveloped:
	case NID_pkcs7_encrypted:
	case NID_pkcs7_signedAndEnveloped:
	case NID_id_smime_ct_authEnvelopedData:
		return cms_refuse(REFUSAL_ENCRYPTED, err);
	case NID_pkcs7_signed:
		return true;
	default:
		return cms_refuse(REFUSAL_OTHER, err);
	}
}

static bool
take_content(CMS_ContentInfo *cms, struct buf *content, struct error *err)
{
	ASN1_OCTET_STRING **slot;

	if (!kind_is_right(OBJ_obj2nid(CMS_get0_type(cms)), err))
		return false;
	slot = CMS_get0_content(cms);
	if (slot == NULL)
		return cms_refuse(REFUSAL_OTHER, err);
	if (*slot == NULL)
		return cms_refuse(REFUSAL_DETACHED, err);
	buf_add(content, ASN1_STRING_get0_data(*slot),
	    (size_t)ASN1_STRING_length(*slot));
	return true;
}

/* libcrypto could not make sense of it; for some there are better words. */
static bool
refuse_unread(struct span message, struct error *err)
{
	AUTO_BUF content = BUF_INIT;

	ERR_clear_error();
	return cms_body_take(message, &content, err) ?
	    cms_refuse(REFUSAL_DAMAGED, err) : false;
}

bool
cms_judge(struct span message, struct buf *content, struct cms_info *info,
    struct error *err)
{
	const unsigned char *at = message.bytes;
	CMS_ContentInfo *cms = message.length <= LONG_MAX ?
	    d2i_CMS_ContentInfo(NULL, &at, (long)message.length) : NULL;
	bool fine;

	if (cms == NULL)
		return refuse_unread(message, err);
	fine = take_content(cms, content, err);
	if (fine)
		judge(cms, message, span_skip(message,
		    (size_t)(at - message.bytes)), info);
	ERR_clear_error();
	CMS_ContentInfo_free(cms);
	return fine;
}
