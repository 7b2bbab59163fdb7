/*
 * Opening: signed, binary and ill-formed files, encodings, what is no profile.
 */
#include "fixture.h"

#include <fcntl.h>
#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

/* Writes TEXT signed by a key made on the spot. */
static void
write_signed(const char *name, const char *text, bool broken)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, NULL);
	EVP_PKEY *key = NULL;
	X509 *certificate = X509_new();
	BIO *data = BIO_new_mem_buf(text, (int)strlen(text));
	BIO *out = BIO_new(BIO_s_mem());
	CMS_ContentInfo *cms;
	char *bytes;
	long length;
	FILE *file;

	EVP_PKEY_keygen_init(ctx);
	EVP_PKEY_CTX_set_ec_paramgen_curve_nid(ctx, NID_X9_62_prime256v1);
	assert_int_equal(EVP_PKEY_keygen(ctx, &key), 1);
	EVP_PKEY_CTX_free(ctx);
	X509_set_version(certificate, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 7);
	ASN1_TIME_set_string(X509_getm_notBefore(certificate),
	    "20200101000000Z");
	ASN1_TIME_set_string(X509_getm_notAfter(certificate),
	    "20400101000000Z");
	X509_set_pubkey(certificate, key);
	X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN",
	    MBSTRING_UTF8, (const unsigned char *)"Test signer", -1, -1, 0);
	X509_set_issuer_name(certificate,
	    X509_get_subject_name(certificate));
	assert_true(X509_sign(certificate, key, EVP_sha256()) > 0);
	cms = CMS_sign(certificate, key, NULL, data, CMS_BINARY);
	assert_non_null(cms);
	assert_int_equal(i2d_CMS_bio(out, cms), 1);
	length = BIO_get_mem_data(out, &bytes);
	for (long i = 0; broken && i + 8 < length; i++) {
		/* The port of an address inside: the digest is another. */
		if (memcmp(bytes + i, "/connect", 8) == 0)
			bytes[i + 1] = 'k';
	}
	file = fopen(term_path(name), "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, (size_t)length, file), length);
	fclose(file);
	CMS_ContentInfo_free(cms);
	BIO_free(data);
	BIO_free(out);
	X509_free(certificate);
	EVP_PKEY_free(key);
}

static size_t
file_size(const char *name)
{
	struct stat st;

	return stat(term_path(name), &st) == 0 ? (size_t)st.st_size : 0;
}

static void
a_signed_profile_is_shown_with_its_signer(void **state)
{
	struct term *term;

	(void)state;
	write_signed("signed.mobileconfig", CORP_PROFILE, false);
	term = term_start(NULL, "signed.mobileconfig");
	term_see(term, "Server URL");
	term_see_in(term, 23, "signed by 'Test signer' (self-signed): "
	    "the signature holds");
	term_see_in(term, 0, " signed.mobileconfig (signed)");
	term_type(term, ":signature<enter>");
	term_see(term, "Signer:   Test signer");
	term_see(term, "Trust:    self-signed");
	term_see(term, "SHA-256");
	term_end(term);
}

static void
a_signature_that_does_not_hold_is_a_warning(void **state)
{
	struct term *term;

	(void)state;
	write_signed("signed.mobileconfig", CORP_PROFILE, true);
	term = term_start(NULL, "signed.mobileconfig");
	term_see(term, "Server URL");
	term_see_in(term, 23, "the signature does not hold");
	term_end(term);
}

static void
without_libcrypto_the_signature_is_not_judged(void **state)
{
	const struct term_setup setup = { .env = {
		"PROFEDIT_FAULT=libcrypto" } };
	struct term *term;

	(void)state;
	write_signed("signed.mobileconfig", CORP_PROFILE, false);
	term = term_start(&setup, "signed.mobileconfig");
	term_see(term, "Server URL");
	term_see_in(term, 23, "the signature could not be judged: libcrypto");
	term_type(term, ":signature<enter>");
	term_see(term, "cannot tell: libcrypto cannot be loaded");
	term_see(term, "libssl3t64");
	term_see_no(term, "Test signer");
	term_end(term);
}

static void
editing_a_signed_profile_asks_and_keeps_the_original(void **state)
{
	struct term *term;
	size_t signed_size;
	AUTO_FREE char *text = NULL;

	(void)state;
	write_signed("signed.mobileconfig", CORP_PROFILE, false);
	signed_size = file_size("signed.mobileconfig");
	term = term_start(NULL, "signed.mobileconfig");
	term_see(term, "Server URL");
	term_type(term, "<down><down><enter>");
	term_see(term, "This profile is signed.");
	term_type(term, "c");
	term_see_no(term, "Question");
	term_type(term, "<enter>e");
	term_see_in(term, 22, "Server URL: https");
	term_type(term, "2<enter>");
	term_see(term, "set Server URL");
	/* Asked once only. */
	term_type(term, "<enter><bs>3<enter>");
	term_see(term, "connect3");
	term_type(term, "<f2>");
	term_see(term, "[s] save unsigned");
	term_type(term, "s");
	term_see_in(term, 23, "saved");
	assert_int_equal(file_size("signed.mobileconfig.signed"),
	    signed_size);
	text = term_read_file("signed.mobileconfig");
	assert_int_equal(strncmp(text, "<?xml", 5), 0);
	assert_non_null(strstr(text, "connect3"));
	term_end(term);
}

static void
a_binary_property_list_is_edited(void **state)
{
	/* A dictionary with one key "A", whose value is "one". */
	static const char binary[] = "bplist00\xd1\x01\x02\x51""A\x53one"
	    "\x08\x0b\x0d\0\0\0\0\0\0\x01\x01\0\0\0\0\0\0\0\x03"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x11";
	struct term *term;
	FILE *file = NULL;
	AUTO_FREE char *bytes = NULL;

	(void)state;
	file = fopen(term_path("a.plist"), "wb");
	assert_non_null(file);
	fwrite(binary, 1, sizeof(binary) - 1, file);
	fclose(file);
	term = term_start(NULL, "a.plist");
	term_see(term, "one");
	term_see_in(term, 0, "Property list");
	term_see_current(term, "A");
	term_type(term, "<enter>");
	term_see_in(term, 22, "A: one");
	term_type(term, "2<enter>");
	term_see(term, "one2");
	term_type(term, "<f2>");
	term_see_in(term, 23, "saved 'a.plist'");
	bytes = term_read_file("a.plist");
	assert_int_equal(strncmp(bytes, "bplist00", 8), 0);
	term_end(term);
	term = term_start(NULL, "a.plist");
	term_see(term, "one2");
	term_end(term);
}

/* --- ill-formed files --- */

static const struct term_setup with_editor = {
	.env = { "VISUAL=./editor", "EDITOR=false" },
};

static void
write_editor(const char *script)
{
	AUTO_FREE char *text = xasprintf("#!/bin/sh\n%s\n", script);

	term_write_file("editor", text);
	assert_int_equal(chmod(term_path("editor"), 0700), 0);
}

#define ILL_FORMED                                                             \
	"<?xml version=\"1.0\"?>\n<plist version=\"1.0\">\n<dict>\n"           \
	"<key>A</key>\n<string>b</strin>\n</dict>\n</plist>\n"

static void
an_ill_formed_file_is_edited_until_it_is_right(void **state)
{
	struct term *term;
	AUTO_FREE char *line = NULL;

	(void)state;
	/* The first try leaves it wrong, the second mends it. */
	write_editor("if [ -f tried ]\nthen sed -i 's/strin>/string>/' \"$1\"\n"
	    "else echo \"$@\" >tried; fi");
	term_write_file("corp.mobileconfig", ILL_FORMED);
	term = term_start(&with_editor, "corp.mobileconfig");
	term_see(term, "corp.mobileconfig:5:");
	term_see(term, "[e] edit the text");
	term_type(term, "e");
	for (int i = 0; i < 200 && access(term_path("tried"), F_OK) != 0; i++)
		term_sent(term);
	term_see(term, "corp.mobileconfig:5:");
	write_editor("sed -i 's/strin>/string>/' corp.mobileconfig");
	term_type(term, "e");
	term_see_in(term, 0, "Property list");
	term_see_current(term, "A");
	line = term_read_file("tried");
	assert_non_null(strstr(line, "corp.mobileconfig"));
	term_end(term);
}

static void
an_ill_formed_file_can_be_given_up(void **state)
{
	struct term *term;

	(void)state;
	term_write_file("corp.mobileconfig", ILL_FORMED);
	term = term_start(&with_editor, "corp.mobileconfig");
	term_see(term, "[q] quit");
	term_type(term, "q");
	assert_int_equal(term_see_exit(term), 2);
	term_see(term, "profedit: corp.mobileconfig:5:");
	assert_true(term_is_cooked(term));
	assert_file(ILL_FORMED);
	term_end(term);
}

static void
what_cannot_be_read_ends_with_the_reason(void **state)
{
	static const struct {
		const char *name, *text;
		bool asks;	/* it may be mended in an editor */
		const char *see;
	} cases[] = {
		{ "folder/", NULL, false, "folder" },
		{ "a.json", "{\"a\": 1}", false, "JSON" },
		{ "empty", "", true, "empty" },
	};

	(void)state;
	mkdir(term_path("folder"), 0700);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct term *term;

		if (cases[i].text != NULL)
			term_write_file(cases[i].name, cases[i].text);
		term = term_start(NULL, cases[i].name);
		if (cases[i].asks) {
			term_see(term, "[q] quit");
			term_type(term, "q");
		}
		assert_int_equal(term_see_exit(term), 2);
		term_see(term, "profedit: ");
		term_see(term, cases[i].see);
		term_end(term);
	}
}

static void
another_encoding_comes_back_as_it_was(void **state)
{
	static const char latin1[] =
	    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
	    "<plist version=\"1.0\">\n<dict>\n<key>A</key>\n"
	    "<string>gr\xfc\xdf""e</string>\n<key>B</key>\n<string>b</string>\n"
	    "</dict>\n</plist>\n";
	struct term *term = start_on(NULL, latin1, "grüße");
	AUTO_FREE char *text = NULL;

	(void)state;
	term_type(term, "<down><enter>");
	term_see_in(term, 22, "B: b");
	term_type(term, "é<enter><f2>");
	term_see_in(term, 23, "saved");
	text = term_read_file("corp.mobileconfig");
	assert_non_null(strstr(text, "gr\xfc\xdf""e"));
	assert_non_null(strstr(text, "<string>b\xe9</string>"));
	term_end(term);
}

static void
a_deep_file_is_walked(void **state)
{
	AUTO_BUF text = BUF_INIT;
	struct term *term;

	(void)state;
	buf_add_text(&text, "<plist version=\"1.0\"><dict><key>k0</key>");
	for (int i = 0; i < 100; i++)
		buf_addf(&text, "<dict><key>k%d</key>", i + 1);
	buf_add_text(&text, "<true/>");
	for (int i = 0; i < 101; i++)
		buf_add_text(&text, "</dict>");
	buf_add_text(&text, "</plist>");
	term = start_on(NULL, buf_text(&text), "k0");
	for (int i = 0; i < 100; i++)
		term_type(term, "<right><right>");
	term_see_current(term, "k100");
	assert_true(term_cursor_column(term) < 40);
	/* Out of each level, which is then folded. */
	for (int i = 0; i < 100; i++)
		term_type(term, "<left><left>");
	term_see_current(term, "k0");
	term_end(term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(a_signed_profile_is_shown_with_its_signer),
		SCREEN_TEST(a_signature_that_does_not_hold_is_a_warning),
		SCREEN_TEST(without_libcrypto_the_signature_is_not_judged),
		SCREEN_TEST(
		    editing_a_signed_profile_asks_and_keeps_the_original),
		SCREEN_TEST(a_binary_property_list_is_edited),
		SCREEN_TEST(an_ill_formed_file_is_edited_until_it_is_right),
		SCREEN_TEST(an_ill_formed_file_can_be_given_up),
		SCREEN_TEST(what_cannot_be_read_ends_with_the_reason),
		SCREEN_TEST(another_encoding_comes_back_as_it_was),
		SCREEN_TEST(a_deep_file_is_walked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
