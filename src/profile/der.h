/*
 * The shape of DER, without libcrypto: decoding a certificate there costs a
 * millisecond, for the sake of its key.
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

#endif
