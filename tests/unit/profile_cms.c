/*
 * Signed profiles: what is made here on the spot with a key of its own, and the
 * signed files of the test data.
 */
#include <openssl/pem.h>	/* before cms.h, which looks for it */
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>

#include "profile/cms.h"

#include <cmocka.h>

#include "base/error.h"
#include "base/fault.h"
#include "testdata.h"

static const char content[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<plist version=\"1.0\">\n<dict>\n\t<key>PayloadType</key>\n"
    "\t<string>Configuration</string>\n</dict>\n</plist>\n";

static EVP_PKEY *key;
static X509 *certificate;

static int
make_signer(void **state)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, NULL);
	X509_NAME *name;

	(void)state;
	assert_int_equal(EVP_PKEY_keygen_init(ctx), 1);
	EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime256v1);
	assert_int_equal(EVP_PKEY_keygen(ctx, &key), 1);
	EVP_PKEY_CTX_free(ctx);
	certificate = X509_new();
	X509_set_version(certificate, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 7);
	ASN1_TIME_set_string(X509_getm_notBefore(certificate),
	    "20200101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(certificate),
	    "20310501000000Z");
	X509_set_pubkey(certificate, key);
	name = X509_get_subject_name(certificate);
	X509_NAME_add_entry_by_txt(name, "O", MBSTRING_ASC,
	    (const unsigned char *)"Example", -1, -1, 0);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
	    (const unsigned char *)"Ex\xc3\xa4mple signer", -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	assert_true(X509_sign(certificate, key, EVP_sha256()) > 0);
	return 0;
}

static int
free_signer(void **state)
{
	(void)state;
	X509_free(certificate);
	EVP_PKEY_free(key);
	return 0;
}

static CMS_ContentInfo *
sign(const EVP_MD *digest, unsigned flags, BIO *data)
{
	CMS_ContentInfo *cms;

	flags |= CMS_BINARY | CMS_PARTIAL;
	cms = CMS_sign(NULL, NULL, NULL, data, flags);
	assert_non_null(cms);
	assert_non_null(CMS_add1_signer(cms, certificate, key, digest, flags));
	if (!(flags & CMS_STREAM))
		assert_int_equal(CMS_final(cms, data, NULL, flags), 1);
	return cms;
}

static void
take_bio(BIO *bio, struct buf *out)
{
	char *text;
	long length = BIO_get_mem_data(bio, &text);

	buf_add(out, text, (size_t)length);
	BIO_free(bio);
}

enum form { FORM_DER, FORM_BER, FORM_PEM, FORM_SMIME, FORM_MULTIPART };

/* CONTENT signed, in one of the wrappers. */
static void
make_signed(enum form form, const EVP_MD *digest, unsigned flags,
    struct buf *out)
{
	BIO *data = BIO_new_mem_buf(content, (int)strlen(content));
	BIO *bio = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms;

	if (form == FORM_BER)
		flags |= CMS_STREAM;
	if (form == FORM_MULTIPART)
		flags |= CMS_DETACHED | CMS_STREAM;
	cms = sign(digest, flags, data);
	switch (form) {
	case FORM_DER:
		assert_int_equal(i2d_CMS_bio(bio, cms), 1);
		break;
	case FORM_BER:
		assert_int_equal(i2d_CMS_bio_stream(bio, cms, data,
		    (int)flags | CMS_BINARY), 1);
		break;
	case FORM_PEM:
		assert_int_equal(PEM_write_bio_CMS(bio, cms), 1);
		break;
	case FORM_SMIME:
	case FORM_MULTIPART:
		assert_int_equal(SMIME_write_CMS(bio, cms, data,
		    (int)flags | CMS_BINARY), 1);
		break;
	}
	CMS_ContentInfo_free(cms);
	BIO_free(data);
	take_bio(bio, out);
}

/* Without libcrypto the same content is taken out. */
static void
assert_same_body(const struct buf *file, const struct buf *wanted)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	fault_set("libcrypto");
	assert_true(cms_open(file->data, file->length, &out, &info, &err));
	fault_set(NULL);
	assert_int_equal(info.signature, CMS_UNKNOWN);
	assert_int_equal(out.length, wanted->length);
	assert_memory_equal(out.data, wanted->data, out.length);
	cms_info_release(&info);
}

static void
signed_profiles_open_in_every_wrapper(void **state)
{
	static const struct {
		enum form form;
		const EVP_MD *(*digest)(void);
		const char *wrapper, *digest_name;
	} cases[] = {
		{ FORM_DER, EVP_sha256, "DER", "SHA-256" },
		{ FORM_DER, EVP_sha1, "DER", "SHA-1" },
		{ FORM_BER, EVP_sha1, "BER", "SHA-1" },
		{ FORM_BER, EVP_sha512, "BER", "SHA-512" },
		{ FORM_PEM, EVP_sha256, "PEM", "SHA-256" },
		{ FORM_SMIME, EVP_sha384, "S/MIME", "SHA-384" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF file = BUF_INIT;
		AUTO_BUF out = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		struct cms_info info;

		make_signed(cases[i].form, cases[i].digest(), 0, &file);
		assert_true(cms_is_signed(file.data, file.length));
		assert_true(cms_open(file.data, file.length, &out, &info,
		    &err));
		assert_string_equal(buf_text(&out), content);
		assert_same_body(&file, &out);
		assert_int_equal(info.signature, CMS_HOLDS);
		assert_null(info.reason);
		assert_string_equal(info.wrapper, cases[i].wrapper);
		assert_int_equal(info.count, 1);
		assert_string_equal(info.signers[0].name,
		    "Ex\xc3\xa4mple signer");
		assert_string_equal(info.signers[0].digest,
		    cases[i].digest_name);
		assert_int_equal(info.signers[0].valid_from, 1577836800);
		assert_int_equal(info.signers[0].valid_until, 1935360000);
		cms_info_release(&info);
	}
}

static void
changed_content_breaks_the_signature(void **state)
{
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;
	char *at;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), 0, &file);
	at = memmem(file.data, file.length, "Configuration", 13);
	assert_non_null(at);
	*at = 'c';
	assert_true(cms_open(file.data, file.length, &out, &info, NULL));
	assert_int_equal(info.signature, CMS_BROKEN);
	assert_non_null(info.reason);
	assert_non_null(strstr(buf_text(&out), "configuration"));
	cms_info_release(&info);
}

static void
changed_signature_is_broken(void **state)
{
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), 0, &file);
	file.data[file.length - 5] ^= 1;	/* inside of the signature */
	assert_true(cms_open(file.data, file.length, &out, &info, NULL));
	assert_int_equal(info.signature, CMS_BROKEN);
	cms_info_release(&info);
}

static void
without_a_certificate_nothing_is_claimed(void **state)
{
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), CMS_NOCERTS, &file);
	assert_true(cms_open(file.data, file.length, &out, &info, NULL));
	assert_int_equal(info.signature, CMS_UNKNOWN);
	assert_non_null(strstr(info.reason, "certificate"));
	assert_int_equal(info.count, 1);
	assert_null(info.signers[0].name);
	assert_string_equal(buf_text(&out), content);
	cms_info_release(&info);
}

static void
bytes_behind_the_signed_part_are_told(void **state)
{
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	struct cms_info info;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), 0, &file);
	buf_add_text(&file, "\n");
	assert_true(cms_open(file.data, file.length, &out, &info, NULL));
	assert_int_equal(info.signature, CMS_HOLDS);
	cms_info_release(&info);
	buf_add_text(&file, "<plist/>");
	assert_true(cms_open(file.data, file.length, &out, &info, NULL));
	assert_int_equal(info.signature, CMS_BROKEN);
	assert_non_null(strstr(info.reason, "more bytes follow"));
	assert_int_equal(info.signers[0].signature, CMS_HOLDS);
	cms_info_release(&info);
}

static void
assert_refused(const struct buf *file, enum error_code code)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	assert_true(cms_is_signed(file->data, file->length));
	assert_false(cms_open(file->data, file->length, &out, &info, &err));
	assert_int_equal(err.code, code);
	assert_int_equal(out.length, 0);
	cms_info_release(&info);
}

static void
detached_signatures_are_not_supported(void **state)
{
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF multipart = BUF_INIT;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), CMS_DETACHED, &file);
	assert_refused(&file, ERR_UNSUPPORTED);
	make_signed(FORM_MULTIPART, EVP_sha256(), 0, &multipart);
	assert_refused(&multipart, ERR_UNSUPPORTED);
}

static void
encrypted_files_are_not_supported(void **state)
{
	BIO *data = BIO_new_mem_buf(content, (int)strlen(content));
	BIO *bio = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms;
	AUTO_BUF file = BUF_INIT;

	(void)state;
	cms = CMS_EncryptedData_encrypt(data, EVP_aes_128_cbc(),
	    (const unsigned char *)"0123456789abcdef", 16, CMS_BINARY);
	assert_non_null(cms);
	i2d_CMS_bio(bio, cms);
	CMS_ContentInfo_free(cms);
	BIO_free(data);
	take_bio(bio, &file);
	assert_refused(&file, ERR_UNSUPPORTED);
}

static void
cut_files_are_damaged(void **state)
{
	AUTO_BUF file = BUF_INIT;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), 0, &file);
	while (file.length > 40) {
		buf_truncate(&file, file.length - 1);
		assert_refused(&file, ERR_SYNTAX);
	}
}

static void
flipped_bytes_never_verify_other_content(void **state)
{
	AUTO_BUF file = BUF_INIT;

	(void)state;
	make_signed(FORM_DER, EVP_sha256(), 0, &file);
	for (size_t i = 0; i < file.length; i++) {
		AUTO_BUF out = BUF_INIT;
		struct cms_info info;

		file.data[i] ^= 0x10;
		if (cms_open(file.data, file.length, &out, &info, NULL) &&
		    info.signature == CMS_HOLDS)
			assert_string_equal(buf_text(&out), content);
		cms_info_release(&info);
		file.data[i] ^= 0x10;
	}
}

static void
other_files_are_not_signed(void **state)
{
	static const char *const cases[] = {
		"", "0", "0\x80", "<?xml version=\"1.0\"?>", "bplist00",
		("-----BEGIN CERTIFICATE-----\nMIIB\n"
		    "-----END CERTIFICATE-----\n"),
		"MIME-Version: 1.0\nContent-Type: text/plain\n\nhello\n",
		"{ \"a\": 1 }",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		assert_false(cms_is_signed(cases[i], strlen(cases[i])));
}

static void
known_signed_files_give_known_verdicts(void **state)
{
	static const struct {
		const char *name;
		enum error_code code;
		enum cms_verdict verdict;
		const char *wrapper;
	} cases[] = {
		{ "signed-der", ERR_NONE, CMS_HOLDS, "DER" },
		{ "signed-ber-stream", ERR_NONE, CMS_HOLDS, "BER" },
		{ "signed-pem", ERR_NONE, CMS_HOLDS, "PEM" },
		{ "signed-smime", ERR_NONE, CMS_HOLDS, "S/MIME" },
		{ "signed-binary-plist", ERR_NONE, CMS_HOLDS, "DER" },
		{ "encrypted-and-signed", ERR_NONE, CMS_HOLDS, "DER" },
		{ "signed-tampered", ERR_NONE, CMS_BROKEN, "DER" },
		{ "signed-der-nocerts-noattr", ERR_NONE, CMS_UNKNOWN, "DER" },
		{ "signed-detached-sig-only", ERR_UNSUPPORTED, CMS_UNKNOWN,
		    "" },
	};

	(void)state;
	if (!testdata_is_there())
		skip();
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_FREE char *name = xasprintf(
		    "corpus/_synthetic/%s.mobileconfig", cases[i].name);
		AUTO_BUF file = BUF_INIT;
		AUTO_BUF out = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		struct cms_info info;

		if (!testdata_read(name, &file)) {
			free(steal(name));
			skip();
		}
		assert_true(cms_is_signed(file.data, file.length));
		cms_open(file.data, file.length, &out, &info, &err);
		if (err.code != cases[i].code ||
		    info.signature != cases[i].verdict)
			fail_msg("%s: verdict %d, %s", name, info.signature,
			    err.message != NULL ? err.message : info.reason);
		if (err.code == ERR_NONE)
			assert_string_equal(info.wrapper, cases[i].wrapper);
		cms_info_release(&info);
	}
}

struct tally {
	size_t files, opened, verdicts[3], ber, sha1;
};

static bool
tally_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	AUTO_BUF file = BUF_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	if (strstr(path, "_synthetic") != NULL ||
	    !file_read(path, (size_t)1 << 30, &file, NULL) ||
	    !cms_is_signed(file.data, file.length))
		return true;
	tally->files++;
	if (cms_open(file.data, file.length, &out, &info, &err)) {
		tally->opened++;
		tally->verdicts[info.signature]++;
		tally->ber += strcmp(info.wrapper, "BER") == 0;
		tally->sha1 += info.count > 0 &&
		    info.signers[0].digest != NULL &&
		    strcmp(info.signers[0].digest, "SHA-1") == 0;
		if (info.signature != CMS_HOLDS)
			printf("# %s: %s\n", path, info.reason);
		assert_same_body(&file, &out);
	} else {
		printf("# %s: %s\n", path, err.message);
	}
	cms_info_release(&info);
	return true;
}

static void
all_signed_files_of_the_corpus_open(void **state)
{
	AUTO_FREE char *corpus = testdata_path("corpus");
	struct tally tally = { 0 };

	(void)state;
	if (corpus == NULL)
		skip();
	assert_true(file_walk(corpus, NULL, tally_file, &tally, NULL));
	printf("# signed: %zu, opened %zu (holds %zu, broken %zu, unknown %zu; "
	    "BER %zu, SHA-1 %zu)\n", tally.files, tally.opened,
	    tally.verdicts[CMS_HOLDS], tally.verdicts[CMS_BROKEN],
	    tally.verdicts[CMS_UNKNOWN], tally.ber, tally.sha1);
	assert_true(tally.files > 0);
	assert_int_equal(tally.opened, tally.files);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signed_profiles_open_in_every_wrapper),
		cmocka_unit_test(changed_content_breaks_the_signature),
		cmocka_unit_test(changed_signature_is_broken),
		cmocka_unit_test(without_a_certificate_nothing_is_claimed),
		cmocka_unit_test(bytes_behind_the_signed_part_are_told),
		cmocka_unit_test(detached_signatures_are_not_supported),
		cmocka_unit_test(encrypted_files_are_not_supported),
		cmocka_unit_test(cut_files_are_damaged),
		cmocka_unit_test(flipped_bytes_never_verify_other_content),
		cmocka_unit_test(other_files_are_not_signed),
		cmocka_unit_test(known_signed_files_give_known_verdicts),
		cmocka_unit_test(all_signed_files_of_the_corpus_open),
	};

	return cmocka_run_group_tests(tests, make_signer, free_signer);
}
