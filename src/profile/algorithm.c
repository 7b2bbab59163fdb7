/*
 * Kinds of signature, by their object identifiers.  See algorithm.h.
 *
 * What is known is asked before anything is checked: the errors of a check that
 * failed differ from one OpenSSL to the next, and none of them may turn a wrong
 * signature into one that "cannot be judged".
 */
#include "config.h"

#include "profile/algorithm.h"

#include <stddef.h>

#include "base/buf.h"
#include "base/die.h"
#include "profile/crypto.h"

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

/* The keys that every OpenSSL tells apart, and what each may sign with. */
static const struct {
	int key;
	int kinds[3];
} key_kinds[] = {
	{ EVP_PKEY_RSA, { NID_rsaEncryption, NID_rsassaPss } },
	{ EVP_PKEY_RSA_PSS, { NID_rsassaPss } },
	{ EVP_PKEY_EC, { NID_X9_62_id_ecPublicKey } },
	{ EVP_PKEY_DSA, { NID_dsa } },
	{ EVP_PKEY_ED25519, { NID_ED25519 } },
	{ EVP_PKEY_ED448, { NID_ED448 } },
};

static int
algorithm_nid(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object;

	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	return OBJ_obj2nid(object);
}

char *
algorithm_name(const X509_ALGOR *algorithm)
{
	const ASN1_OBJECT *object;
	int nid = algorithm_nid(algorithm);
	char oid[64];

	for (size_t i = 0; i < ARRAY_COUNT(digest_names); i++) {
		if (digest_names[i].nid == nid)
			return xstrdup(digest_names[i].name);
	}
	X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	if (OBJ_obj2txt(oid, sizeof(oid), object, 1) <= 0)
		return xstrdup("unknown");
	return xstrdup(oid);
}

/* A digest may have a number and yet not be had (old ones in OpenSSL 3). */
static const EVP_MD *
find_digest(int nid)
{
	const EVP_MD *digest = nid != NID_undef ?
	    EVP_get_digestbyname(OBJ_nid2sn(nid)) : NULL;
	EVP_MD_CTX *ctx;
	bool works;

	if (digest == NULL)
		return NULL;
	ctx = EVP_MD_CTX_new();
	if (ctx == NULL)
		die("out of memory");
	works = EVP_DigestInit_ex(ctx, digest, NULL) == 1;
	EVP_MD_CTX_free(ctx);
	return works ? digest : NULL;
}

/* The kind of key and the digest that a kind of signature names. */
static bool
split_kind(int nid, int *key, int *digest)
{
	*digest = NID_undef;
	*key = nid;
	if (nid == NID_undef)
		return false;
	/* Many name the kind of key alone. */
	for (size_t i = 0; i < ARRAY_COUNT(key_kinds); i++) {
		for (size_t j = 0; j < ARRAY_COUNT(key_kinds[i].kinds); j++) {
			if (key_kinds[i].kinds[j] == nid)
				return true;
		}
	}
	return OBJ_find_sigid_algs(nid, digest, key) == 1;
}

static bool
suits_key(int kind, EVP_PKEY *key)
{
	int type = EVP_PKEY_base_id(key);

	for (size_t i = 0; i < ARRAY_COUNT(key_kinds); i++) {
		if (key_kinds[i].key != type)
			continue;
		for (size_t j = 0; j < ARRAY_COUNT(key_kinds[i].kinds); j++) {
			if (key_kinds[i].kinds[j] == kind)
				return true;
		}
		return false;
	}
	return true;	/* newer than this table: the check will tell */
}

static bool
mask_is_known(const X509_ALGOR *mask)
{
	const ASN1_OBJECT *object;
	const void *value;
	const unsigned char *at;
	X509_ALGOR *digest;
	int type;
	bool known;

	if (mask == NULL)
		return true;
	X509_ALGOR_get0(&object, &type, &value, mask);
	if (OBJ_obj2nid(object) != NID_mgf1)
		return false;
	if (type != V_ASN1_SEQUENCE)
		return true;
	at = ASN1_STRING_get0_data(value);
	digest = d2i_X509_ALGOR(NULL, &at, ASN1_STRING_length(value));
	known = digest == NULL || find_digest(algorithm_nid(digest)) != NULL;
	X509_ALGOR_free(digest);
	return known;
}

/* What makes no sense is known to be wrong.  Source: RFC 4055, section 3.1. */
static bool
pss_is_known(const X509_ALGOR *algorithm)
{
	const void *value;
	const unsigned char *at;
	RSA_PSS_PARAMS *pss;
	int type;
	bool known;

	X509_ALGOR_get0(NULL, &type, &value, algorithm);
	if (type != V_ASN1_SEQUENCE)
		return true;
	at = ASN1_STRING_get0_data(value);
	pss = d2i_RSA_PSS_PARAMS(NULL, &at, ASN1_STRING_length(value));
	known = pss == NULL || ((pss->hashAlgorithm == NULL ||
	    find_digest(algorithm_nid(pss->hashAlgorithm)) != NULL) &&
	    mask_is_known(pss->maskGenAlgorithm));
	RSA_PSS_PARAMS_free(pss);
	return known;
}

static bool
works_together(const EVP_MD *digest, EVP_PKEY *key)
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool works;

	if (ctx == NULL)
		die("out of memory");
	works = EVP_DigestVerifyInit(ctx, NULL, digest, NULL, key) == 1;
	EVP_MD_CTX_free(ctx);
	return works;
}

enum algorithm_fit
algorithm_look(const X509_ALGOR *algorithm, const X509_ALGOR *digest,
    EVP_PKEY *key, char **reason)
{
	int nid = algorithm_nid(algorithm), kind, digest_nid;
	const EVP_MD *md = NULL;
	AUTO_FREE char *name = algorithm_name(algorithm);

	if (key == NULL) {
		*reason = xstrdup("the key in the certificate cannot be read");
		return ALGORITHM_UNKNOWN;
	}
	if (!split_kind(nid, &kind, &digest_nid) ||
	    (kind == NID_rsassaPss && !pss_is_known(algorithm))) {
		*reason = xasprintf("libcrypto does not know this kind of "
		    "signature (%s)", name);
		return ALGORITHM_UNKNOWN;
	}
	if (digest != NULL)
		digest_nid = algorithm_nid(digest);
	if (digest != NULL || digest_nid != NID_undef) {
		md = find_digest(digest_nid);
		free(steal(name));
		name = algorithm_name(digest != NULL ? digest : algorithm);
		if (md == NULL) {
			*reason = xasprintf("libcrypto does not know this "
			    "digest (%s)", name);
			return ALGORITHM_UNKNOWN;
		}
	}
	if (!suits_key(kind, key)) {
		*reason = xstrdup("the signature is of another kind than the "
		    "key of the certificate");
		return ALGORITHM_MISFITS;
	}
	if (!works_together(md, key)) {
		*reason = xasprintf("libcrypto does not check this kind of "
		    "signature%s%s", md != NULL ? " over " : "",
		    md != NULL ? name : "");
		return ALGORITHM_UNSURE;
	}
	return ALGORITHM_FITS;
}
