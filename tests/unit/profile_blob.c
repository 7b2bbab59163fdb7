/*
 * What a piece of data is: small examples made here.
 */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "base/fault.h"
#include "profile/blob.h"
#include "profile/der.h"

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"

#define BYTES(text) (text), sizeof(text) - 1

static void
assert_is(const void *bytes, size_t length, enum blob_kind kind,
    const char *words)
{
	AUTO_BUF out = BUF_INIT;
	struct blob_info info;

	blob_identify(bytes, length, &info);
	blob_describe(&info, length, &out);
	assert_string_equal(buf_text(&out), words);
	assert_int_equal(info.kind, kind);
	blob_info_release(&info);
}

static void
kinds_are_told_by_their_first_bytes(void **state)
{
	static const char zeros[1204];
	static const struct {
		const char *bytes;
		size_t length;
		enum blob_kind kind;
		const char *words;
	} cases[] = {
		{ BYTES(""), BLOB_EMPTY, "empty" },
		{ BYTES("x"), BLOB_TEXT, "text, 1 byte" },
		{ BYTES("a\tb\r\n\xc3\xa4"), BLOB_TEXT, "text, 7 bytes" },
		{ BYTES("\xff"), BLOB_UNKNOWN, "1 byte" },
		{ BYTES("a\x1b"), BLOB_UNKNOWN, "2 bytes" },
		{ zeros, 1204, BLOB_UNKNOWN, "1,204 bytes" },
		{ BYTES("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x78\0\0\1\0"),
		    BLOB_PNG, "PNG image, 120 × 256" },
		{ BYTES("\x89PNG\r\n\x1a\n"), BLOB_PNG, "PNG image" },
		{ BYTES("\xff\xd8\xff\xe0\0\x04\1\2\xff\xff\xc2\0\x0b\x08\0\x10"
		    "\1\0\3"), BLOB_JPEG, "JPEG image, 256 × 16" },
		{ BYTES("\xff\xd8\xff\xe0\xff\xff"), BLOB_JPEG, "JPEG image" },
		{ BYTES("GIF89a\x20\0\x10\0"), BLOB_GIF, "GIF image, 32 × 16" },
		{ BYTES("GIF89b\x20\0\x10\0..."), BLOB_UNKNOWN, "13 bytes" },
		{ BYTES("icns\0\0\0\x20ic04\0\0\0\x08ic09\0\0\0\x08ic05\0\0\0\x08"),
		    BLOB_ICNS, "Apple icon image, 512 × 512" },
		{ BYTES("icns\0\0\0\x20ic04\0\0\0\0"), BLOB_ICNS,
		    "Apple icon image" },
		{ BYTES("%PDF-1.7\n"), BLOB_PDF, "PDF document, 9 bytes" },
		{ BYTES("OTTO\0\1\0\0\0\0\0\0"), BLOB_FONT, "OpenType font" },
		{ BYTES("ttcf\0\1\0\0\0\0\0\2"), BLOB_FONT,
		    "TrueType collection font" },
		{ BYTES("wOFF\0\1\0\0\0\0\0\2"), BLOB_FONT, "WOFF font" },
		{ BYTES("\0\1\0\0\0\1\0\x10\0\0\0\0cmap............"),
		    BLOB_FONT, "TrueType font" },
		{ BYTES("\0\1\0\0\0\2\0\x10\0\0\0\0cmap............"),
		    BLOB_UNKNOWN, "28 bytes" },
		{ BYTES("bplist00\x09"), BLOB_PLIST, "property list, 9 bytes" },
		{ BYTES("<?xml version=\"1.0\"?>\n<plist version=\"1.0\">"),
		    BLOB_PLIST, "property list, 43 bytes" },
		{ BYTES("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n"),
		    BLOB_PRIVATE_KEY, "private key" },
		{ BYTES("-----BEGIN CERTIFICATE-----\nAAAA\n"
		    "-----END "
		    "CERTIFICATE-----\n"), BLOB_TEXT, "text, 59 bytes" },
		{ BYTES("0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\1\7\2\xa0\x80"),
		    BLOB_CMS, "signed CMS message" },
		{ BYTES("0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\1\7\3\xa0\x80"),
		    BLOB_CMS, "encrypted CMS message" },
		{ BYTES("0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\1\7\1\xa0\x80"),
		    BLOB_CMS, "CMS message" },
		{ BYTES("0\x03\x02\x01\x01"), BLOB_UNKNOWN, "5 bytes" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_is(cases[i].bytes, cases[i].length, cases[i].kind,
		    cases[i].words);
}

static EVP_PKEY *
make_key(void)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, NULL);
	EVP_PKEY *key = NULL;

	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime256v1);
	assert_int_equal(EVP_PKEY_keygen(ctx, &key), 1);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

/* CN NULL: a name without a common name. */
static X509 *
make_certificate(EVP_PKEY *key, const char *cn, size_t length)
{
	X509 *x509 = X509_new();
	X509_NAME *name = X509_get_subject_name(x509);
	X509_EXTENSION *extension;

	X509_set_version(x509, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
	ASN1_TIME_set_string(X509_getm_notBefore(x509), "20200101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(x509), "20310501120000Z");
	X509_set_pubkey(x509, key);
	X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC,
	    (const unsigned char *)"Example", -1, -1, 0);
	if (cn != NULL)
		X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
		    (const unsigned char *)cn, (int)length, -1, 0);
	X509_set_issuer_name(x509, name);
	extension = X509V3_EXT_conf_nid(NULL, NULL, NID_basic_constraints,
	    "critical,CA:TRUE");
	X509_add_ext(x509, extension, -1);
	X509_EXTENSION_free(extension);
	assert_true(X509_sign(x509, key, EVP_sha256()) > 0);
	return x509;
}

static void
take_bio(BIO *bio, struct buf *out)
{
	char *text;
	long length = BIO_get_mem_data(bio, &text);

	buf_add(out, text, (size_t)length);
	BIO_free(bio);
}

static void
certificates_show_name_and_end(void **state)
{
	EVP_PKEY *key = make_key();
	static const struct {
		const char *cn;
		size_t length;
		const char *words;
	} cases[] = {
		{ BYTES("Example CA"), "'Example CA'" },
		{ NULL, 0, "'O=Example'" },
		{ BYTES("a\0b"), "'a\xef\xbf\xbd""b'" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		X509 *x509 = make_certificate(key, cases[i].cn,
		    cases[i].length);
		BIO *der = BIO_new(BIO_s_mem()), *pem = BIO_new(BIO_s_mem());
		AUTO_BUF bytes = BUF_INIT;
		AUTO_BUF text = BUF_INIT;
		AUTO_FREE char *words = xasprintf("certificate %s, until "
		    "2031-05-01", cases[i].words);
		AUTO_FREE char *pem_words = xasprintf("certificate (PEM) %s, "
		    "until 2031-05-01", cases[i].words);
		struct blob_info info;

		i2d_X509_bio(der, x509);
		take_bio(der, &bytes);
		assert_is(bytes.data, bytes.length, BLOB_CERTIFICATE, words);
		blob_identify(bytes.data, bytes.length, &info);
		assert_true(info.is_ca);
		assert_int_equal(info.valid_until, 1935403200);
		blob_info_release(&info);
		PEM_write_bio_X509(pem, x509);
		take_bio(pem, &text);
		assert_is(text.data, text.length, BLOB_CERTIFICATE_PEM,
		    pem_words);
		/* Cut short it is none. */
		blob_identify(bytes.data, bytes.length - 1, &info);
		assert_int_equal(info.kind, BLOB_UNKNOWN);
		blob_info_release(&info);
		X509_free(x509);
	}
	EVP_PKEY_free(key);
}

static void
certificates_are_told_by_their_structure_too(void **state)
{
	EVP_PKEY *key = make_key();
	X509 *x509 = make_certificate(key, BYTES("Example"));
	BIO *der = BIO_new(BIO_s_mem());
	AUTO_BUF bytes = BUF_INIT;

	(void)state;
	i2d_X509_bio(der, x509);
	take_bio(der, &bytes);
	assert_true(der_is_certificate(bytes.data, bytes.length));
	assert_int_equal(blob_look(bytes.data, bytes.length),
	    BLOB_CERTIFICATE);
	for (size_t i = 0; i < bytes.length; i++) {
		AUTO_FREE char *cut = xmalloc(i + 1);

		memcpy(cut, bytes.data, i);
		assert_false(der_is_certificate(cut, i));
	}
	/* Neither with another outer tag, nor with something behind it. */
	bytes.data[0] ^= 1;
	assert_false(der_is_certificate(bytes.data, bytes.length));
	bytes.data[0] ^= 1;
	buf_add_char(&bytes, '\0');
	assert_false(der_is_certificate(bytes.data, bytes.length));
	assert_int_equal(blob_look("", 0), BLOB_EMPTY);
	assert_int_equal(blob_look("text", 4), BLOB_TEXT);
	X509_free(x509);
	EVP_PKEY_free(key);
}

/* Secrets are masked by their kind: it does not hang on a library. */
static void
assert_kind_without_libcrypto(const struct buf *bytes, enum blob_kind kind)
{
	struct blob_info info;

	fault_set("libcrypto");
	blob_identify(bytes->data, bytes->length, &info);
	assert_int_equal(info.kind, kind);
	blob_info_release(&info);
	fault_set("libcrypto");
	blob_identify(bytes->data, bytes->length - 1, &info);
	assert_int_equal(info.kind, BLOB_UNKNOWN);
	blob_info_release(&info);
	fault_set(NULL);
}

static void
kinds_are_told_without_libcrypto(void **state)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, NULL);
	EVP_PKEY *rsa = NULL, *key = make_key();
	X509 *x509 = make_certificate(key, BYTES("Example"));
	PKCS12 *pkcs12 = PKCS12_create("secret", "name", key, x509, NULL,
	    0, 0, 0, 0, 0);
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	BIO *bios[] = { BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()),
		BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()),
		BIO_new(BIO_s_mem()) };
	static const enum blob_kind wanted[] = { BLOB_CERTIFICATE,
		BLOB_PKCS12, BLOB_PRIVATE_KEY, BLOB_PRIVATE_KEY,
		BLOB_PRIVATE_KEY };

	(void)state;
	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	assert_int_equal(EVP_PKEY_keygen(ctx, &rsa), 1);
	i2d_X509_bio(bios[0], x509);
	i2d_PKCS12_bio(bios[1], pkcs12);
	i2d_PKCS8_PRIV_KEY_INFO_bio(bios[2], info);
	i2d_PrivateKey_bio(bios[3], key);
	i2d_PrivateKey_bio(bios[4], rsa);
	for (size_t i = 0; i < ARRAY_COUNT(bios); i++) {
		AUTO_BUF bytes = BUF_INIT;

		take_bio(bios[i], &bytes);
		assert_kind_without_libcrypto(&bytes, wanted[i]);
	}
	PKCS8_PRIV_KEY_INFO_free(info);
	PKCS12_free(pkcs12);
	X509_free(x509);
	EVP_PKEY_free(rsa);
	EVP_PKEY_free(key);
	EVP_PKEY_CTX_free(ctx);
}

static void
identities_and_keys_are_recognised(void **state)
{
	EVP_PKEY *key = make_key();
	X509 *x509 = make_certificate(key, BYTES("Example"));
	PKCS12 *pkcs12 = PKCS12_create("secret", "name", key, x509, NULL,
	    0, 0, 0, 0, 0);
	BIO *identity = BIO_new(BIO_s_mem()), *plain = BIO_new(BIO_s_mem());
	BIO *old = BIO_new(BIO_s_mem());
	PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key);
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF key_bytes = BUF_INIT;
	AUTO_BUF old_bytes = BUF_INIT;

	(void)state;
	i2d_PKCS12_bio(identity, pkcs12);
	take_bio(identity, &bytes);
	assert_is(bytes.data, bytes.length, BLOB_PKCS12, "PKCS #12 identity");
	i2d_PKCS8_PRIV_KEY_INFO_bio(plain, info);
	take_bio(plain, &key_bytes);
	assert_is(key_bytes.data, key_bytes.length, BLOB_PRIVATE_KEY,
	    "private key");
	i2d_PrivateKey_bio(old, key);
	take_bio(old, &old_bytes);
	assert_is(old_bytes.data, old_bytes.length, BLOB_PRIVATE_KEY,
	    "private key");
	PKCS8_PRIV_KEY_INFO_free(info);
	PKCS12_free(pkcs12);
	X509_free(x509);
	EVP_PKEY_free(key);
}

static void
every_kind_has_a_word(void **state)
{
	(void)state;
	for (int i = 0; i < BLOB_KINDS; i++) {
		struct blob_info info = { .kind = (enum blob_kind)i };
		AUTO_BUF out = BUF_INIT;

		blob_describe(&info, 1, &out);
		assert_true(out.length > 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_are_told_by_their_first_bytes),
		cmocka_unit_test(certificates_show_name_and_end),
		cmocka_unit_test(certificates_are_told_by_their_structure_too),
		cmocka_unit_test(identities_and_keys_are_recognised),
		cmocka_unit_test(kinds_are_told_without_libcrypto),
		cmocka_unit_test(every_kind_has_a_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
