/*
 * What is said of signatures and of those who made them: each kind of key with
 * each kind of tampering, chains of certificates, several signers, signatures
 * within signatures, and a system without libcrypto.  All is made here on the
 * spot.
 */
#include <openssl/pem.h>	/* before cms.h, which looks for it */
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>

#include "profile/cms.h"

#include <cmocka.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/fault.h"
#include "testdata.h"

static const char content[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<plist version=\"1.0\">\n<dict>\n\t<key>PayloadType</key>\n"
    "\t<string>Configuration</string>\n</dict>\n</plist>\n";

/* ------------------------------------------------- keys and certificates */

enum kind { RSA_PLAIN, RSA_WITH_PSS, EC_P256, EC_P384, EDWARDS, KINDS };

static const struct {
	const char *name;
	int type, curve;
} kinds[KINDS] = {
	[RSA_PLAIN] = { "RSA", EVP_PKEY_RSA, 0 },
	[RSA_WITH_PSS] = { "RSA-PSS", EVP_PKEY_RSA, 0 },
	[EC_P256] = { "P-256", EVP_PKEY_EC, NID_X9_62_prime256v1 },
	[EC_P384] = { "P-384", EVP_PKEY_EC, NID_secp384r1 },
	[EDWARDS] = { "Ed25519", EVP_PKEY_ED25519, 0 },
};

struct identity {
	EVP_PKEY *key;
	X509 *certificate;
	enum kind kind;
};

/* Flags of issue() */
enum { AUTHORITY = 1, NAMES_KEYS = 2 };

static const char long_ago[] = "20000101000000Z";
static const char far_off[] = "20491231000000Z";

static EVP_PKEY *
new_key(enum kind kind)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(kinds[kind].type, NULL);
	EVP_PKEY *key = NULL;

	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	if (kinds[kind].type == EVP_PKEY_RSA)
		assert_true(EVP_PKEY_CTX_set_rsa_keygen_bits(ctx, 2048) > 0);
	if (kinds[kind].curve != 0)
		assert_true(EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx,
		    kinds[kind].curve) > 0);
	assert_int_equal(EVP_PKEY_keygen(ctx, &key), 1);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static void
add_extension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX ctx;
	X509_EXTENSION *extension;

	X509V3_set_ctx(&ctx, issuer, certificate, NULL, NULL, 0);
	extension = X509V3_EXT_conf_nid(NULL, &ctx, nid, value);
	assert_non_null(extension);
	assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
	X509_EXTENSION_free(extension);
}

/* ISSUER NULL: signs itself. */
static struct identity
issue_for(const char *name, enum kind kind, const struct identity *issuer,
    unsigned flags, const char *from, const char *until)
{
	static long serial;
	struct identity out = { new_key(kind), X509_new(), kind };
	X509 *by = issuer != NULL ? issuer->certificate : out.certificate;
	EVP_PKEY *key = issuer != NULL ? issuer->key : out.key;
	const EVP_MD *digest = EVP_PKEY_base_id(key) == EVP_PKEY_ED25519 ?
	    NULL : EVP_sha256();

	X509_set_version(out.certificate, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(out.certificate), ++serial);
	ASN1_TIME_set_string(X509_getm_notBefore(out.certificate), from);
	ASN1_TIME_set_string(X509_getm_notAfter(out.certificate), until);
	X509_set_pubkey(out.certificate, out.key);
	X509_NAME_add_entry_by_txt((X509_NAME *)X509_get_subject_name(
	    out.certificate), "CN", MBSTRING_UTF8,
	    (const unsigned char *)name, -1, -1, 0);
	X509_set_issuer_name(out.certificate, X509_get_subject_name(by));
	if (flags & AUTHORITY)
		add_extension(out.certificate, by, NID_basic_constraints,
		    "critical,CA:TRUE");
	if (flags & NAMES_KEYS) {
		add_extension(out.certificate, by, NID_subject_key_identifier,
		    "hash");
		add_extension(out.certificate, by,
		    NID_authority_key_identifier, "keyid:always");
	}
	assert_true(X509_sign(out.certificate, key, digest) > 0);
	return out;
}

static struct identity
issue(const char *name, const struct identity *issuer, unsigned flags)
{
	return issue_for(name, EC_P256, issuer, flags, long_ago, far_off);
}

static void
dismiss(struct identity *identity)
{
	X509_free(identity->certificate);
	EVP_PKEY_free(identity->key);
}

/* ------------------------------------------------------------- signing */

struct order {
	const struct identity *signers[3];	/* ended by NULL */
	const struct identity *beside[3];	/* their certificates too */
	unsigned flags;
	const char *text;			/* NULL: CONTENT */
	size_t length;
	bool alone_once;	/* the second without its certificate */
};

/* False when this libcrypto cannot sign with such a key. */
static bool
add_signer(CMS_ContentInfo *cms, const struct identity *signer, unsigned flags)
{
	CMS_SignerInfo *info;

	flags |= CMS_BINARY | CMS_PARTIAL;
	if (signer->kind == RSA_WITH_PSS)
		flags |= CMS_KEY_PARAM;
	info = CMS_add1_signer(cms, signer->certificate, signer->key,
	    signer->kind == EDWARDS ? EVP_sha512() : EVP_sha256(), flags);
	if (info != NULL && signer->kind == RSA_WITH_PSS)
		assert_true(EVP_PKEY_CTX_set_rsa_padding(
		    CMS_SignerInfo_get0_pkey_ctx(info),
		    RSA_PKCS1_PSS_PADDING) > 0);
	return info != NULL;
}

static bool
make(const struct order *order, struct buf *out)
{
	const char *text = order->text != NULL ? order->text : content;
	size_t length = order->text != NULL ? order->length : strlen(content);
	BIO *data = BIO_new_mem_buf(text, (int)length);
	BIO *bio = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, data,
	    CMS_BINARY | CMS_PARTIAL | (order->flags & CMS_DETACHED));
	bool made = true;
	char *bytes;

	for (size_t i = 0; i < 3 && order->signers[i] != NULL; i++)
		made = made && add_signer(cms, order->signers[i],
		    order->flags | (i == 1 && order->alone_once ? CMS_NOCERTS :
		    0u));
	for (size_t i = 0; i < 3 && order->beside[i] != NULL; i++)
		assert_int_equal(CMS_add1_cert(cms,
		    order->beside[i]->certificate), 1);
	made = made && CMS_final(cms, data, NULL,
	    order->flags | CMS_BINARY) == 1;
	if (made) {
		assert_int_equal(i2d_CMS_bio(bio, cms), 1);
		length = (size_t)BIO_get_mem_data(bio, &bytes);
		buf_truncate(out, 0);
		buf_add(out, bytes, length);
	}
	CMS_ContentInfo_free(cms);
	BIO_free(data);
	BIO_free(bio);
	return made;
}

static void
make_by(const struct identity *signer, unsigned flags, struct buf *out)
{
	const struct order order = { .signers = { signer }, .flags = flags };

	assert_true(make(&order, out));
}

/* Opens what must open; its content goes to OUT. */
static struct cms_info
look(const struct buf *file, struct buf *out)
{
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	buf_truncate(out, 0);
	if (!cms_open(file->data, file->length, out, &info, &err))
		fail_msg("%s", err.message);
	return info;
}

/* The place of BYTES in FILE, the Nth from the front, 0 the first. */
static char *
find_bytes(const struct buf *file, const char *bytes, size_t length, size_t nth)
{
	char *at = file->data, *end = file->data + file->length;

	for (;; at++) {
		at = memmem(at, (size_t)(end - at), bytes, length);
		if (at == NULL || nth-- == 0)
			return at;
	}
}

/* ------------------------------------------------------------ tampering */

#define OID_SHA256 "\x60\x86\x48\x01\x65\x03\x04\x02\x01"
#define OID_SHA512 "\x60\x86\x48\x01\x65\x03\x04\x02\x03"
#define OID_RSA "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01"
#define OID_PSS "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a"
#define OID_ECDSA_SHA256 "\x2a\x86\x48\xce\x3d\x04\x03\x02"
#define OID_ED25519 "\x2b\x65\x70"
#define OID_MESSAGE_DIGEST "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04"
#define OID_SIGNING_TIME "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05"
#define OID_CONTENT_TYPE "\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03"

/* Changes the byte BEHIND bytes after the end of the last BYTES. */
static bool
change_last(struct buf *file, const char *bytes, size_t length, int behind,
    int with)
{
	char *at = NULL, *next;

	for (size_t i = 0; (next = find_bytes(file, bytes, length, i)) != NULL;
	    i++)
		at = next;
	if (at == NULL)
		return false;
	at[(int)length + behind] = (char)(at[(int)length + behind] ^ with);
	return true;
}

static bool
change_nothing(struct buf *file, enum kind kind)
{
	(void)kind;
	return file->length > 0;
}

static bool
change_content(struct buf *file, enum kind kind)
{
	(void)kind;
	return change_last(file, "Configuration", 13, -1, 0x20);
}

/* Early in it, so that its form stays right. */
static bool
change_signature(struct buf *file, enum kind kind)
{
	(void)kind;
	file->data[file->length - 5] ^= 1;
	return true;
}

/* What is there can be no signature by such a key. */
static bool
change_form_of_signature(struct buf *file, enum kind kind)
{
	static const size_t sizes[] = { [RSA_PLAIN] = 256,
		[RSA_WITH_PSS] = 256, [EDWARDS] = 64, [KINDS] = 0 };
	size_t size = sizes[kind];

	/* Of the two numbers of an ECDSA signature the second ends the file. */
	for (size_t i = file->length - 60; size == 0 && i < file->length; i++) {
		if (file->data[i] == 0x02 && (uint8_t)file->data[i + 1] ==
		    file->length - i - 2) {
			file->data[i] = 0x04;
			return true;
		}
	}
	if (size != 0)
		memset(file->data + file->length - size, 0xff, size);
	return size != 0;
}

static bool
change_time(struct buf *file, enum kind kind)
{
	(void)kind;
	return change_last(file, OID_SIGNING_TIME, 9, 4 + 3, 1);
}

static bool
change_message_digest(struct buf *file, enum kind kind)
{
	(void)kind;
	return change_last(file, OID_MESSAGE_DIGEST, 9, 4 + 7, 1);
}

static bool
change_signed_type(struct buf *file, enum kind kind)
{
	(void)kind;
	return change_last(file, OID_CONTENT_TYPE, 9, 4 + 8, 2);
}

/* Which nothing signs. */
static bool
change_type_of_content(struct buf *file, enum kind kind)
{
	char *at = find_bytes(file, "\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01", 9,
	    0);

	(void)kind;
	if (at != NULL)
		at[8] = 5;
	return at != NULL;
}

static const char *
digest_of(enum kind kind)
{
	return kind == EDWARDS ? OID_SHA512 : OID_SHA256;
}

static bool
change_digest_of_signer(struct buf *file, enum kind kind)
{
	/* Behind it come the OIDs in the parameters of PSS. */
	size_t nth = 1;
	char *at = find_bytes(file, digest_of(kind), 9, nth);

	if (at != NULL)
		at[8] = 0x7f;
	return at != NULL;
}

static bool
change_digest_at_front(struct buf *file, enum kind kind)
{
	char *at = find_bytes(file, digest_of(kind), 9, 0);

	if (at != NULL)
		at[8] = 0x7f;
	return at != NULL;
}

static bool
change_algorithm(struct buf *file, enum kind kind)
{
	switch (kind) {
	case RSA_PLAIN:
		return change_last(file, OID_RSA, 9, -1, 0x7e);
	case RSA_WITH_PSS:
		return change_last(file, OID_PSS, 9, -1, 0x70);
	case EC_P256:
	case EC_P384:
		return change_last(file, OID_ECDSA_SHA256, 8, -1, 0x70);
	case EDWARDS:
		return change_last(file, OID_ED25519, 3, -1, 0x08);
	case KINDS:
		break;
	}
	return false;
}

/* RSA as PSS and the reverse; as another curve's. */
static bool
exchange_algorithm(struct buf *file, enum kind kind)
{
	switch (kind) {
	case RSA_PLAIN:
		return change_last(file, OID_RSA, 9, -1, 0x01 ^ 0x0a);
	case RSA_WITH_PSS:
		return change_last(file, OID_PSS, 9, -1, 0x01 ^ 0x0a);
	case EDWARDS:
		return change_last(file, OID_ED25519, 3, -1, 0x70 ^ 0x71);
	case EC_P256:
	case EC_P384:
	case KINDS:
		break;
	}
	return false;
}

/* The digest that the parameters of PSS name. */
static bool
change_parameter(struct buf *file, enum kind kind)
{
	char *at = kind == RSA_WITH_PSS ?
	    find_bytes(file, OID_SHA256, 9, 2) : NULL;

	if (at != NULL)
		at[8] = 0x7f;
	return at != NULL;
}

static const struct tampering {
	const char *name;
	/* false: there is no such thing in a file of that kind */
	bool (*change)(struct buf *file, enum kind kind);
	unsigned flags;
	enum cms_verdict verdict;
	const char *reason;	/* a part of it, NULL: any */
} tamperings[] = {
	{ "nothing", change_nothing, 0, CMS_HOLDS, NULL },
	{ "nothing, no attributes", change_nothing, CMS_NOATTR, CMS_HOLDS,
	    NULL },
	{ "content", change_content, 0, CMS_BROKEN, "content was changed" },
	{ "content, no attributes", change_content, CMS_NOATTR, CMS_BROKEN,
	    "content or the signature" },
	{ "signature", change_signature, 0, CMS_BROKEN, "signature" },
	{ "signature, no attributes", change_signature, CMS_NOATTR,
	    CMS_BROKEN, "signature" },
	{ "form of the signature", change_form_of_signature, 0, CMS_BROKEN,
	    "signature" },
	{ "signed time", change_time, 0, CMS_BROKEN, "beside the content" },
	{ "message digest", change_message_digest, 0, CMS_BROKEN,
	    "beside the content" },
	{ "signed type", change_signed_type, 0, CMS_BROKEN, NULL },
	{ "type of the content", change_type_of_content, 0, CMS_BROKEN,
	    "type of the content" },
	{ "certificate left out", change_nothing, CMS_NOCERTS, CMS_UNKNOWN,
	    "certificate is not in the file" },
	{ "unknown digest of the signer", change_digest_of_signer, 0,
	    CMS_UNKNOWN, "digest" },
	{ "unknown digest at the front", change_digest_at_front, 0,
	    CMS_UNKNOWN, "digest" },
	{ "unknown algorithm", change_algorithm, 0, CMS_UNKNOWN,
	    "kind of signature" },
	{ "another algorithm", exchange_algorithm, 0, CMS_BROKEN, NULL },
	{ "unknown digest in a parameter", change_parameter, 0, CMS_UNKNOWN,
	    "kind of signature" },
};

static void
tamper(const struct tampering *tampering, const struct identity *signer)
{
	const char *kind = kinds[signer->kind].name;
	const struct order order = { .signers = { signer },
		.flags = tampering->flags };
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;

	/* No OpenSSL signs with Ed25519 without attributes. */
	if (!make(&order, &file)) {
		assert_int_equal(signer->kind, EDWARDS);
		assert_int_equal(tampering->flags, CMS_NOATTR);
		return;
	}
	if (!tampering->change(&file, signer->kind))
		return;
	info = look(&file, &out);
	printf("# %s: %s: %s\n", kind, tampering->name,
	    info.reason != NULL ? info.reason : "holds");
	if (info.signature != tampering->verdict ||
	    (info.signature == CMS_HOLDS) != (info.reason == NULL))
		fail_msg("%s: %s: verdict %d, %s", kind, tampering->name,
		    info.signature, info.reason);
	if (tampering->reason != NULL &&
	    strstr(info.reason, tampering->reason) == NULL)
		fail_msg("%s: %s: %s", kind, tampering->name, info.reason);
	cms_info_release(&info);
}

static void
each_tampering_has_its_verdict_with_each_kind_of_key(void **state)
{
	(void)state;
	for (enum kind kind = 0; kind < KINDS; kind++) {
		struct identity signer = issue_for("Signer", kind, NULL, 0,
		    long_ago, far_off);
		const struct order order = { .signers = { &signer } };
		AUTO_BUF file = BUF_INIT;

		if (!make(&order, &file))
			printf("# this libcrypto does not sign with %s\n",
			    kinds[kind].name);
		for (size_t i = 0; file.length > 0 &&
		    i < ARRAY_COUNT(tamperings); i++)
			tamper(&tamperings[i], &signer);
		dismiss(&signer);
	}
}

/* --------------------------------------------------------- certificates */

struct chain {
	struct identity root, middle, leaf;
};

static struct chain
new_chain(unsigned flags)
{
	struct chain chain;

	chain.root = issue("Root", NULL, flags | AUTHORITY);
	chain.middle = issue("Middle", &chain.root, flags | AUTHORITY);
	chain.leaf = issue("Leaf", &chain.middle, flags);
	return chain;
}

static void
dismiss_chain(struct chain *chain)
{
	dismiss(&chain->root);
	dismiss(&chain->middle);
	dismiss(&chain->leaf);
}

static void
assert_standing(const struct buf *file, const char *name,
    enum standing_of_chain chain, const char *culprit)
{
	AUTO_BUF out = BUF_INIT;
	struct cms_info info = look(file, &out);
	const struct cms_signer *signer = &info.signers[0];

	assert_int_equal(info.count, 1);
	assert_int_equal(info.signature, CMS_HOLDS);
	assert_string_equal(signer->name, name);
	assert_int_equal(signer->standing.chain, chain);
	if (culprit == NULL)
		assert_null(signer->standing.culprit);
	else
		assert_string_equal(signer->standing.culprit, culprit);
	cms_info_release(&info);
}

static void
a_name_is_worth_what_the_chain_in_the_file_is(void **state)
{
	(void)state;
	for (unsigned flags = 0; flags <= NAMES_KEYS; flags += NAMES_KEYS) {
		struct chain chain = new_chain(flags);
		struct identity deep = issue("Deep", &chain.leaf, flags);
		const struct {
			const struct identity *signer, *beside[3];
			enum standing_of_chain chain;
			const char *culprit;
		} cases[] = {
			{ &chain.root, { NULL }, STANDING_SELF_SIGNED, NULL },
			{ &chain.leaf, { NULL }, STANDING_NO_ISSUER, NULL },
			{ &chain.leaf, { &chain.root }, STANDING_NO_ISSUER,
			    NULL },
			{ &chain.leaf, { &chain.middle }, STANDING_CHAIN,
			    NULL },
			{ &chain.leaf, { &chain.middle, &chain.root },
			    STANDING_CHAIN, NULL },
			{ &deep, { &chain.leaf }, STANDING_NO_AUTHORITY,
			    "Leaf" },
		};

		for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
			const struct order order = {
				.signers = { cases[i].signer },
				.beside = { cases[i].beside[0],
				    cases[i].beside[1] },
			};
			const char *name = cases[i].signer == &deep ? "Deep" :
			    i == 0 ? "Root" : "Leaf";
			AUTO_BUF file = BUF_INIT;

			assert_true(make(&order, &file));
			assert_standing(&file, name, cases[i].chain,
			    cases[i].culprit);
		}
		dismiss(&deep);
		dismiss_chain(&chain);
	}
}

/* Changes one byte of a certificate in FILE, AT bytes in; < 0: from its end. */
static void
alter(struct buf *file, const struct identity *whose, int at, int with)
{
	unsigned char *der = NULL;
	int length = i2d_X509(whose->certificate, &der);
	char *place = find_bytes(file, (char *)der, (size_t)length, 0);

	assert_non_null(place);
	place[at < 0 ? length + at : at] ^= (char)with;
	OPENSSL_free(der);
}

static int
offset_in(const struct identity *whose, const char *bytes, size_t length)
{
	unsigned char *der = NULL;
	int size = i2d_X509(whose->certificate, &der);
	unsigned char *at = memmem(der, (size_t)size, bytes, length);
	int offset = (int)(at - der);

	assert_non_null(at);
	OPENSSL_free(der);
	return offset;
}

static void
altered_certificates_are_called_that(void **state)
{
	struct chain chain = new_chain(NAMES_KEYS);
	const struct order order = { .signers = { &chain.leaf },
		.beside = { &chain.middle, &chain.root } };
	int leaf_name = offset_in(&chain.leaf, "Leaf", 4);
	int middle_date = offset_in(&chain.middle, "000101", 6);
	AUTO_BUF file = BUF_INIT;

	(void)state;
	assert_true(make(&order, &file));
	alter(&file, &chain.leaf, leaf_name, 'L' ^ 'B');
	assert_standing(&file, "Beaf", STANDING_ALTERED, NULL);
	assert_true(make(&order, &file));
	alter(&file, &chain.leaf, -3, 1);
	assert_standing(&file, "Leaf", STANDING_ALTERED, NULL);
	assert_true(make(&order, &file));
	alter(&file, &chain.middle, middle_date + 1, 1);
	assert_standing(&file, "Leaf", STANDING_ALTERED, "Middle");
	assert_true(make(&order, &file));
	alter(&file, &chain.root, -3, 1);
	assert_standing(&file, "Leaf", STANDING_ALTERED, "Root");
	/* The same of one that signs itself, whichever name is changed. */
	make_by(&chain.root, 0, &file);
	alter(&file, &chain.root, -3, 1);
	assert_standing(&file, "Root", STANDING_ALTERED, NULL);
	make_by(&chain.root, 0, &file);
	alter(&file, &chain.root, offset_in(&chain.root, "000101", 6), 1);
	assert_standing(&file, "Root", STANDING_ALTERED, NULL);
	dismiss_chain(&chain);
}

/* Nobody in the file signed it: a forged name says so. */
static void
another_key_under_the_same_name_does_not_help(void **state)
{
	struct identity real = issue("Apple Inc.", NULL, AUTHORITY);
	struct identity forged = issue("Apple Inc.", NULL, AUTHORITY);
	struct identity leaf = issue("Leaf", &real, 0);
	const struct order order = { .signers = { &leaf },
		.beside = { &forged } };
	AUTO_BUF file = BUF_INIT;

	(void)state;
	assert_true(make(&order, &file));
	assert_standing(&file, "Leaf", STANDING_ALTERED, NULL);
	dismiss(&leaf);
	dismiss(&forged);
	dismiss(&real);
}

static void
assert_time(const struct identity *signer, const struct identity *beside,
    unsigned flags, enum standing_in_time time, const char *aged,
    bool at_signing)
{
	const struct order order = { .signers = { signer },
		.beside = { beside }, .flags = flags };
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;
	const struct standing *standing;

	assert_true(make(&order, &file));
	info = look(&file, &out);
	standing = &info.signers[0].standing;
	assert_int_equal(info.signature, CMS_HOLDS);
	assert_int_equal(standing->time, time);
	assert_int_equal(standing->at_signing, at_signing);
	if (aged == NULL)
		assert_null(standing->aged);
	else
		assert_string_equal(standing->aged, aged);
	cms_info_release(&info);
}

/* The time that is signed is that of this very moment. */
static void
dates_count_at_the_time_of_signing_else_now(void **state)
{
	struct identity root = issue_for("Old root", EC_P256, NULL, AUTHORITY,
	    long_ago, "20100101000000Z");
	struct identity below = issue("Below", &root, 0);
	struct identity early = issue_for("Early", EC_P256, NULL, 0,
	    "20480101000000Z", far_off);
	struct identity fine = issue("Fine", NULL, 0);
	const int64_t in_2060 = INT64_C(2840140800);

	(void)state;
	assert_time(&fine, NULL, 0, STANDING_IN_TIME, NULL, true);
	assert_time(&fine, NULL, CMS_NOATTR, STANDING_IN_TIME, NULL, false);
	assert_time(&root, NULL, 0, STANDING_EXPIRED, NULL, true);
	assert_time(&root, NULL, CMS_NOATTR, STANDING_EXPIRED, NULL, false);
	assert_time(&early, NULL, 0, STANDING_TOO_EARLY, NULL, true);
	assert_time(&below, &root, 0, STANDING_EXPIRED, "Old root", true);
	clock_set(in_2060);
	assert_time(&fine, NULL, 0, STANDING_IN_TIME, NULL, true);
	assert_time(&fine, NULL, CMS_NOATTR, STANDING_EXPIRED, NULL, false);
	assert_time(&early, NULL, 0, STANDING_TOO_EARLY, NULL, true);
	clock_set(INT64_MIN);
	dismiss(&fine);
	dismiss(&early);
	dismiss(&below);
	dismiss(&root);
}

/* ---------------------------------------------------------------- flips */

static bool
is_in(const struct buf *file, size_t at, const char *bytes, size_t length)
{
	const char *start = memmem(file->data, file->length, bytes, length);

	return start != NULL && at >= (size_t)(start - file->data) &&
	    at < (size_t)(start - file->data) + length;
}

static void
assert_flip_is_told(const struct cms_info *info, const struct buf *out,
    bool in_certificate, size_t at)
{
	AUTO_BUF line = BUF_INIT;
	const struct cms_signer *signer = info->signers;

	if (info->signature == CMS_HOLDS)
		assert_string_equal(buf_text(out), content);
	if (info->count == 0 || signer->name == NULL)
		return;
	cms_add_line(info, &line);
	if (in_certificate && (signer->standing.chain == STANDING_CHAIN ||
	    signer->standing.chain == STANDING_SELF_SIGNED))
		fail_msg("byte %zu of the certificate: %s", at,
		    buf_text(&line));
	if (in_certificate && strstr(buf_text(&line), "altered") == NULL &&
	    strstr(buf_text(&line), "not checked") == NULL &&
	    strstr(buf_text(&line), "cannot be checked") == NULL)
		fail_msg("byte %zu: %s", at, buf_text(&line));
}

static size_t
flip_all(struct buf *file, const struct identity *signer, char with)
{
	unsigned char *der = NULL;
	size_t length = (size_t)i2d_X509(signer->certificate, &der);
	AUTO_BUF whole = BUF_INIT;
	size_t altered = 0;

	buf_add(&whole, file->data, file->length);
	for (size_t i = 0; i < file->length; i++) {
		AUTO_BUF out = BUF_INIT;
		struct cms_info info;

		file->data[i] ^= with;
		if (cms_open(file->data, file->length, &out, &info, NULL))
			assert_flip_is_told(&info, &out, is_in(&whole, i,
			    (char *)der, length), i);
		altered += info.count > 0 && info.signers[0].standing.chain ==
		    STANDING_ALTERED;
		cms_info_release(&info);
		file->data[i] ^= with;
	}
	OPENSSL_free(der);
	return altered;
}

static void
no_flip_makes_content_or_name_hold(void **state)
{
	static const unsigned flags[] = { 0, NAMES_KEYS };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(flags); i++) {
		struct identity signer = issue("Example signer", NULL,
		    flags[i]);
		AUTO_BUF file = BUF_INIT;

		make_by(&signer, 0, &file);
		assert_true(flip_all(&file, &signer, 0x01) > 100);
		assert_true(flip_all(&file, &signer, 0x20) > 100);
		assert_true(flip_all(&file, &signer, (char)0x80) > 50);
		dismiss(&signer);
	}
}

/* ------------------------------------------------------ several of them */

static void
all_signers_are_judged_and_the_worst_counts(void **state)
{
	struct identity first = issue("First", NULL, 0);
	struct identity second = issue_for("Second", RSA_PLAIN, NULL, 0,
	    long_ago, far_off);
	struct order order = { .signers = { &first, &second } };
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_BUF line = BUF_INIT;
	struct cms_info info;
	size_t at;

	(void)state;
	assert_true(make(&order, &file));
	info = look(&file, &out);
	assert_int_equal(info.count, 2);
	assert_int_equal(info.signature, CMS_HOLDS);
	cms_add_line(&info, &line);
	at = info.signers[0].name[0] == 'F' ? 0 : 1;
	assert_string_equal(info.signers[at].name, "First");
	assert_string_equal(info.signers[1 - at].name, "Second");
	assert_non_null(strstr(buf_text(&line), "'First' (self-signed)"));
	assert_non_null(strstr(buf_text(&line), "'Second' (self-signed)"));
	cms_info_release(&info);

	/* The signature at the end is that of one of them. */
	file.data[file.length - 5] ^= 1;
	info = look(&file, &out);
	assert_int_equal(info.signature, CMS_BROKEN);
	assert_int_equal(info.signers[0].signature +
	    info.signers[1].signature, CMS_BROKEN + CMS_HOLDS);
	assert_false(cms_has(&info, CMS_UNKNOWN));
	cms_info_release(&info);

	order.alone_once = true;
	assert_true(make(&order, &file));
	info = look(&file, &out);
	assert_int_equal(info.signature, CMS_UNKNOWN);
	assert_true(cms_has(&info, CMS_HOLDS));
	cms_info_release(&info);
	assert_true(change_content(&file, EC_P256));
	info = look(&file, &out);
	assert_int_equal(info.signature, CMS_BROKEN);
	assert_true(cms_has(&info, CMS_UNKNOWN));
	cms_info_release(&info);
	dismiss(&second);
	dismiss(&first);
}

static void
what_nobody_signed_does_not_hold(void **state)
{
	/* No digests, "<plist/>", no certificates, no signers. */
	static const char bytes[] = "\x30\x30\x06\x09\x2a\x86\x48\x86\xf7"
	    "\x0d\x01\x07\x02\xa0\x23\x30\x21\x02\x01\x01\x31\x00\x30"
	    "\x18\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01\xa0\x0b"
	    "\x04\x09<plist/>\n\x31\x00";
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;

	(void)state;
	buf_add(&file, bytes, sizeof bytes - 1);
	info = look(&file, &out);
	assert_int_equal(info.signature, CMS_BROKEN);
	assert_int_equal(info.count, 0);
	assert_string_equal(info.reason, "nobody signed it");
	cms_info_release(&info);
}

static void
a_signature_within_a_signature_is_called_that(void **state)
{
	struct identity inner = issue("Inner", NULL, 0);
	struct identity outer = issue("Outer", NULL, 0);
	AUTO_BUF first = BUF_INIT;
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_BUF line = BUF_INIT;
	struct cms_info info;
	struct order order = { .signers = { &outer } };

	(void)state;
	make_by(&inner, 0, &first);
	assert_true(change_content(&first, EC_P256));
	order.text = first.data;
	order.length = first.length;
	assert_true(make(&order, &file));
	info = look(&file, &out);
	assert_non_null(strstr(buf_text(&out), "Configuratio"));
	assert_int_equal(info.signature, CMS_HOLDS);
	assert_string_equal(info.signers[0].name, "Outer");
	assert_non_null(info.inner);
	assert_int_equal(info.inner->signature, CMS_BROKEN);
	assert_string_equal(info.inner->signers[0].name, "Inner");
	assert_null(info.inner->inner);
	assert_true(cms_has(&info, CMS_BROKEN));
	cms_add_line(&info, &line);
	assert_string_equal(buf_text(&line), "a signature within a signature; "
	    "signed by 'Outer' (self-signed): the signature holds; within it, "
	    "the signature does not hold: the content was changed; signed by "
	    "'Inner' (self-signed)");
	cms_info_release(&info);
	dismiss(&outer);
	dismiss(&inner);
}

static void
signatures_do_not_nest_without_end(void **state)
{
	struct identity signer = issue("Signer", NULL, 0);
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	(void)state;
	make_by(&signer, 0, &file);
	for (int i = 0; i < 4; i++) {
		AUTO_BUF inside = BUF_INIT;
		struct order order = { .signers = { &signer } };

		buf_add(&inside, file.data, file.length);
		order.text = inside.data;
		order.length = inside.length;
		if (i == 3) {
			info = look(&file, &out);
			assert_string_equal(buf_text(&out), content);
			cms_info_release(&info);
		}
		assert_true(make(&order, &file));
	}
	buf_truncate(&out, 0);
	assert_false(cms_open(file.data, file.length, &out, &info, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_int_equal(out.length, 0);
	cms_info_release(&info);
	dismiss(&signer);
}

/* ---------------------------------------------------- without libcrypto */

static bool
open_without(const struct buf *file, struct buf *out, struct cms_info *info,
    struct error *err)
{
	bool fine;

	fault_set("libcrypto");
	fine = cms_open(file->data, file->length, out, info, err);
	fault_set(NULL);
	return fine;
}

static void
without_libcrypto_the_content_is_read_and_nothing_is_judged(void **state)
{
	struct identity signer = issue("Signer", NULL, 0);
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_BUF line = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	(void)state;
	make_by(&signer, 0, &file);
	assert_true(open_without(&file, &out, &info, &err));
	assert_string_equal(buf_text(&out), content);
	assert_int_equal(info.signature, CMS_UNKNOWN);
	assert_int_equal(info.count, 0);
	assert_non_null(strstr(info.reason, "libcrypto"));
	assert_non_null(strstr(info.reason, "libssl3"));
	assert_non_null(strstr(info.reason, "openssl@3"));
	assert_string_equal(info.wrapper, "DER");
	cms_add_line(&info, &line);
	assert_non_null(strstr(buf_text(&line), "could not be judged: "
	    "libcrypto"));
	cms_info_release(&info);
	/* The next time it is there. */
	buf_truncate(&out, 0);
	info = look(&file, &out);
	assert_int_equal(info.signature, CMS_HOLDS);
	cms_info_release(&info);
	dismiss(&signer);
}

static void
without_libcrypto_the_same_files_are_refused(void **state)
{
	struct identity signer = issue("Signer", NULL, 0);
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	(void)state;
	make_by(&signer, CMS_DETACHED, &file);
	assert_false(open_without(&file, &out, &info, &err));
	assert_int_equal(err.code, ERR_UNSUPPORTED);
	assert_non_null(strstr(err.message, "only a signature"));
	cms_info_release(&info);
	make_by(&signer, 0, &file);
	while (file.length > 40) {
		buf_truncate(&file, file.length - 1);
		assert_false(open_without(&file, &out, &info, &err));
		assert_int_equal(err.code, ERR_SYNTAX);
		assert_int_equal(out.length, 0);
		cms_info_release(&info);
	}
	dismiss(&signer);
}

/* ---------------------------------------------------------------- words */

static void
no_name_stands_beside_holds_without_its_standing(void **state)
{
	struct chain chain = new_chain(0);
	const struct {
		const struct identity *signer, *beside;
		const char *words;
	} cases[] = {
		{ &chain.root, NULL, "self-signed" },
		{ &chain.leaf, NULL,
		    "issuer not in the file, certificate not checked" },
		{ &chain.leaf, &chain.middle,
		    "certificate not checked against any authority" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		const struct order order = { .signers = { cases[i].signer },
			.beside = { cases[i].beside } };
		AUTO_FREE char *line_wanted = xasprintf("signed by '%s' (%s): "
		    "the signature holds", i == 0 ? "Root" : "Leaf",
		    cases[i].words);
		AUTO_FREE char *page_wanted = xasprintf("Signer:   %s\n"
		    "Trust:    %s\n", i == 0 ? "Root" : "Leaf",
		    cases[i].words);
		AUTO_BUF file = BUF_INIT;
		AUTO_BUF out = BUF_INIT;
		AUTO_BUF line = BUF_INIT;
		AUTO_BUF page = BUF_INIT;
		struct cms_info info;

		assert_true(make(&order, &file));
		info = look(&file, &out);
		cms_add_line(&info, &line);
		assert_string_equal(buf_text(&line), line_wanted);
		cms_describe(&info, clock_now(), &page);
		assert_int_equal(strncmp(buf_text(&page), page_wanted,
		    strlen(page_wanted)), 0);
		assert_non_null(strstr(buf_text(&page), "\nHolds:    yes"));
		cms_info_release(&info);
	}
	dismiss_chain(&chain);
}

static void
what_is_wrong_with_a_certificate_is_said_together(void **state)
{
	struct identity signer = issue_for("Old", EC_P256, NULL, 0, long_ago,
	    "20100101000000Z");
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_BUF words = BUF_INIT;
	struct cms_info info;

	(void)state;
	make_by(&signer, CMS_NOATTR, &file);
	alter(&file, &signer, -3, 1);
	info = look(&file, &out);
	cms_add_signer(&info.signers[0], &words);
	assert_string_equal(buf_text(&words),
	    "'Old' (certificate altered, certificate expired)");
	assert_true(standing_is_bad(&info.signers[0].standing));
	cms_info_release(&info);
	dismiss(&signer);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    each_tampering_has_its_verdict_with_each_kind_of_key),
		cmocka_unit_test(a_name_is_worth_what_the_chain_in_the_file_is),
		cmocka_unit_test(altered_certificates_are_called_that),
		cmocka_unit_test(another_key_under_the_same_name_does_not_help),
		cmocka_unit_test(dates_count_at_the_time_of_signing_else_now),
		cmocka_unit_test(no_flip_makes_content_or_name_hold),
		cmocka_unit_test(all_signers_are_judged_and_the_worst_counts),
		cmocka_unit_test(what_nobody_signed_does_not_hold),
		cmocka_unit_test(a_signature_within_a_signature_is_called_that),
		cmocka_unit_test(signatures_do_not_nest_without_end),
		cmocka_unit_test(
		    without_libcrypto_the_content_is_read_and_nothing_is_judged),
		cmocka_unit_test(without_libcrypto_the_same_files_are_refused),
		cmocka_unit_test(
		    no_name_stands_beside_holds_without_its_standing),
		cmocka_unit_test(
		    what_is_wrong_with_a_certificate_is_said_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
