/*
 * What a certificate says, through libcrypto.  See certificate.h.
 */
#include "profile/certificate.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "profile/crypto.h"

/* The text of an ASN.1 string as UTF-8; a NUL inside must not shorten it. */
static char *
name_text(const ASN1_STRING *string)
{
	AUTO_BUF out = BUF_INIT;
	unsigned char *utf8 = NULL;
	int length = ASN1_STRING_to_UTF8(&utf8, string);

	for (int i = 0; i < length; i++) {
		if (utf8[i] == 0)
			buf_add_text(&out, "\xef\xbf\xbd");
		else
			buf_add_char(&out, (char)utf8[i]);
	}
	OPENSSL_free(utf8);
	return buf_steal(&out, NULL);
}

static char *
whole_name(const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *text = NULL, *out;
	long length;

	if (bio == NULL)
		die("out of memory");
	X509_NAME_print_ex(bio, name, 0,
	    XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
	length = BIO_get_mem_data(bio, &text);
	out = xstrndup(length > 0 ? text : "", length > 0 ? (size_t)length : 0);
	BIO_free(bio);
	return out;
}

static char *
describe_name(X509_NAME *name)
{
	int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
	int last = at;

	/* The last one is the most specific (RFC 4514). */
	while (at >= 0) {
		last = at;
		at = X509_NAME_get_index_by_NID(name, NID_commonName, at);
	}
	if (last < 0)
		return whole_name(name);
	return name_text(X509_NAME_ENTRY_get_data(
	    X509_NAME_get_entry(name, last)));
}

bool
certificate_time(const ASN1_TIME *when, int64_t *out)
{
	struct tm tm = { 0 };
	char text[64];

	if (when == NULL || ASN1_TIME_to_tm(when, &tm) != 1)
		return false;
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
	    tm.tm_min, tm.tm_sec);
	return scalar_parse_date(text, strlen(text), out);
}

void
certificate_read(struct x509_st *x509, struct certificate *out)
{
	out->subject = describe_name(X509_get_subject_name(x509));
	out->issuer = describe_name(X509_get_issuer_name(x509));
	/* With a date that does not read it is not valid at any time. */
	if (!certificate_time(X509_get0_notBefore(x509), &out->valid_from) ||
	    !certificate_time(X509_get0_notAfter(x509), &out->valid_until))
		out->valid_from = out->valid_until = 0;
	out->is_ca = X509_check_ca(x509) > 0;
	ERR_clear_error();
}

bool
pem_decode(const char *text, size_t length, struct buf *out)
{
	static const char end_mark[] = "-----END ";
	const char *limit = text + length;
	const char *start = memchr(text, '\n', length);

	for (const char *at = start; at != NULL;
	    at = memchr(at, '\n', (size_t)(limit - at))) {
		at++;
		if ((size_t)(limit - at) >= strlen(end_mark) &&
		    memcmp(at, end_mark, strlen(end_mark)) == 0)
			return scalar_decode_base64(start, (size_t)(at - start),
			    out);
	}
	return false;
}
