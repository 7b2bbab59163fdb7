/*
 * The shape of certificates, identities and private keys, without libcrypto:
 * decoding a certificate there costs a millisecond, for the sake of its key;
 * and it may not be there.
 */
#ifndef PROFILE_DER_H
#define PROFILE_DER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True when BYTES have the structure of one X.509 certificate and nothing
 * behind it.  Names, key and signature are not looked into.
 * Source: RFC 5280, section 4.1.
 */
bool der_is_certificate(const void *bytes, size_t length);
/* The same of a PKCS #12.  Source: RFC 7292, section 4. */
bool der_is_pkcs12(const void *bytes, size_t length);
/*
 * The same of a private key that is not encrypted, of any kind.
 * Source: RFC 5958, section 2; RFC 8017, A.1.2; RFC 5915, section 3; of DSA
 * keys what OpenSSL writes.
 */
bool der_is_private_key(const void *bytes, size_t length);

#endif
