#include "config.h"

#include "profile/der.h"

#include <stdint.h>

enum {
	TAG_INTEGER = 0x02,
	TAG_BITS = 0x03,
	TAG_UTC_TIME = 0x17,
	TAG_TIME = 0x18,
	TAG_SEQUENCE = 0x30,
	TAG_VERSION = 0xA0,	/* [0] of a certificate */
};

struct der {
	const uint8_t *at;
	size_t left;
};

/* The length at IN, behind a tag.  Source: ITU-T X.690, section 8.1.3. */
static bool
take_length(struct der *in, size_t *length)
{
	uint8_t first;

	if (in->left == 0)
		return false;
	first = *in->at++;
	in->left--;
	*length = first;
	if (first < 0x80)
		return true;
	first &= 0x7F;
	if (first == 0 || first > 4 || first > in->left)
		return false;
	for (*length = 0; first > 0; first--) {
		*length = *length << 8 | *in->at++;
		in->left--;
	}
	return true;
}

/* Takes an element with TAG off IN; INSIDE (NULL: not wanted) is in it. */
static bool
take(struct der *in, uint8_t tag, struct der *inside)
{
	size_t length;

	if (in->left == 0 || *in->at != tag)
		return false;
	in->at++;
	in->left--;
	if (!take_length(in, &length) || length > in->left)
		return false;
	if (inside != NULL)
		*inside = (struct der){ in->at, length };
	in->at += length;
	in->left -= length;
	return true;
}

static bool
take_time(struct der *in)
{
	return take(in, TAG_UTC_TIME, NULL) || take(in, TAG_TIME, NULL);
}

static bool
is_signed_part(struct der in)
{
	struct der validity, key;

	take(&in, TAG_VERSION, NULL);	/* may be left out */
	return take(&in, TAG_INTEGER, NULL) &&		/* serial number */
	    take(&in, TAG_SEQUENCE, NULL) &&		/* algorithm */
	    take(&in, TAG_SEQUENCE, NULL) &&		/* issuer */
	    take(&in, TAG_SEQUENCE, &validity) &&
	    take(&in, TAG_SEQUENCE, NULL) &&		/* subject */
	    take(&in, TAG_SEQUENCE, &key) &&
	    take_time(&validity) && take_time(&validity) &&
	    validity.left == 0 && take(&key, TAG_SEQUENCE, NULL) &&
	    take(&key, TAG_BITS, NULL) && key.left == 0;
}

bool
der_is_certificate(const void *bytes, size_t length)
{
	struct der in = { bytes, length }, certificate, signed_part;

	return take(&in, TAG_SEQUENCE, &certificate) && in.left == 0 &&
	    take(&certificate, TAG_SEQUENCE, &signed_part) &&
	    take(&certificate, TAG_SEQUENCE, NULL) &&	/* algorithm */
	    take(&certificate, TAG_BITS, NULL) &&	/* signature */
	    certificate.left == 0 && is_signed_part(signed_part);
}
