/*
 * What X.509 certificates (RFC 5280) say, and PEM around them.  Private to this
 * folder.
 */
#ifndef PROFILE_CERTIFICATE_H
#define PROFILE_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct asn1_string_st;	/* OpenSSL's ASN1_TIME, among others */
struct x509_st;	/* OpenSSL's X509 */

struct certificate {
	char *subject, *issuer;	/* common name, else the whole name */
	/* seconds since 1970-01-01 UTC; both 0: one of them does not read */
	int64_t valid_from, valid_until;
	bool is_ca;
};

/*
 * Appends the bytes of the PEM block (RFC 7468) that TEXT begins with; what
 * follows its end line is not looked at.  False when it is none.
 */
bool pem_decode(const char *text, size_t length, struct buf *out);

/* SUBJECT and ISSUER of OUT are the caller's to free. */
void certificate_read(struct x509_st *x509, struct certificate *out);
/* Seconds since 1970-01-01 UTC; false when it does not read as a time. */
bool certificate_time(const struct asn1_string_st *when, int64_t *out);

#endif
