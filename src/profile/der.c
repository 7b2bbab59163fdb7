#include "config.h"

#include "profile/der.h"

#include <stdint.h>

#include "profile/ber.h"

enum {
	TAG_BITS = 0x03,
	TAG_UTC_TIME = 0x17,
	TAG_TIME = 0x18,
	PKCS12_VERSION = 3,
	RSA_NUMBERS = 9,	/* of a key with two primes */
	DSA_NUMBERS = 6,
};

static bool
take_time(struct span *in)
{
	return ber_take(in, TAG_UTC_TIME, NULL) || ber_take(in, TAG_TIME, NULL);
}

static bool
is_signed_part(struct span in)
{
	struct span validity, key;

	ber_take(&in, BER_EXPLICIT_0, NULL);	/* may be left out */
	return ber_take(&in, BER_INTEGER, NULL) &&		/* serial number */
	    ber_take(&in, BER_SEQUENCE, NULL) &&		/* algorithm */
	    ber_take(&in, BER_SEQUENCE, NULL) &&		/* issuer */
	    ber_take(&in, BER_SEQUENCE, &validity) &&
	    ber_take(&in, BER_SEQUENCE, NULL) &&		/* subject */
	    ber_take(&in, BER_SEQUENCE, &key) &&
	    take_time(&validity) && take_time(&validity) &&
	    validity.length == 0 && ber_take(&key, BER_SEQUENCE, NULL) &&
	    ber_take(&key, TAG_BITS, NULL) && key.length == 0;
}

bool
der_is_certificate(const void *bytes, size_t length)
{
	struct span in = { bytes, length }, certificate, signed_part;

	return ber_take(&in, BER_SEQUENCE, &certificate) && in.length == 0 &&
	    ber_take(&certificate, BER_SEQUENCE, &signed_part) &&
	    ber_take(&certificate, BER_SEQUENCE, NULL) &&	/* algorithm */
	    ber_take(&certificate, TAG_BITS, NULL) &&	/* signature */
	    certificate.length == 0 && is_signed_part(signed_part);
}

bool
der_is_pkcs12(const void *bytes, size_t length)
{
	struct span in = { bytes, length }, whole, version, safe;

	return ber_take(&in, BER_SEQUENCE, &whole) && in.length == 0 &&
	    ber_take(&whole, BER_INTEGER, &version) && version.length == 1 &&
	    version.bytes[0] == PKCS12_VERSION &&
	    ber_take(&whole, BER_SEQUENCE, &safe) &&
	    ber_take(&safe, BER_OID, NULL) &&
	    ber_take(&safe, BER_EXPLICIT_0, NULL) && safe.length == 0;
}

/* The algorithm, and the key as octets; or the octets of an elliptic curve. */
static bool
is_key_in_octets(struct span whole)
{
	struct span algorithm;

	if (ber_take(&whole, BER_SEQUENCE, &algorithm) &&
	    !ber_take(&algorithm, BER_OID, NULL))
		return false;
	return ber_take(&whole, BER_OCTETS, NULL);
}

bool
der_is_private_key(const void *bytes, size_t length)
{
	struct span in = { bytes, length }, whole;
	size_t numbers = 1;

	if (!ber_take(&in, BER_SEQUENCE, &whole) || in.length > 0 ||
	    !ber_take(&whole, BER_INTEGER, NULL))
		return false;
	if (is_key_in_octets(whole))
		return true;
	while (ber_take(&whole, BER_INTEGER, NULL))
		numbers++;
	return whole.length == 0 &&
	    (numbers == RSA_NUMBERS || numbers == DSA_NUMBERS);
}
