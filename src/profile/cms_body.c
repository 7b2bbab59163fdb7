/*
 * The content of a signed CMS message by its structure alone, for systems
 * without libcrypto.  Says nothing of the signature.
 * Source: RFC 5652, sections 3, 5.1 and 5.2; RFC 2315, section 7.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/cms_parts.h"

/* The numbers of 1.2.840.113549.1.7.x and …1.9.16.1.x, without x. */
static const uint8_t pkcs7_numbers[] =
    { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7 };
static const uint8_t smime_numbers[] =
    { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1 };

static const struct {
	enum error_code code;
	const char *words;
} refusals[] = {
#define CMS_REFUSAL(name, code, words) [REFUSAL_##name] = { code, words },
	CMS_REFUSALS(CMS_REFUSAL)
#undef CMS_REFUSAL
};

bool
cms_refuse(enum cms_refusal refusal, struct error *err)
{
	error_set(err, refusals[refusal].code, "%s", refusals[refusal].words);
	return false;
}

/* The x of 1.2.840.113549.1.7.x or …1.9.16.1.x; 0: neither. */
static unsigned
last_number(struct span oid, const uint8_t *numbers, size_t count)
{
	return oid.length == count + 1 &&
	    memcmp(oid.bytes, numbers, count) == 0 ? oid.bytes[count] : 0;
}

static bool
kind_is_right(struct span oid, struct error *err)
{
	enum { SIGNED = 2, ENVELOPED = 3, SIGNED_ENVELOPED = 4, ENCRYPTED = 6 };
	enum { AUTH_ENVELOPED = 23 };
	unsigned pkcs7 = last_number(oid, pkcs7_numbers,
	    sizeof pkcs7_numbers);
	unsigned smime = last_number(oid, smime_numbers,
	    sizeof smime_numbers);

	if (pkcs7 == SIGNED)
		return true;
	if (pkcs7 == ENVELOPED || pkcs7 == SIGNED_ENVELOPED ||
	    pkcs7 == ENCRYPTED || smime == AUTH_ENVELOPED)
		return cms_refuse(REFUSAL_ENCRYPTED, err);
	return cms_refuse(REFUSAL_OTHER, err);
}

/* The parts of SignedData: DIGESTS, and CONTENT with its type. */
static bool
take_signed_data(struct span message, struct span *oid, struct span *digests,
    struct span *content)
{
	struct span body;

	return ber_take(&message, BER_SEQUENCE, &body) &&
	    ber_take(&body, BER_OID, oid) &&
	    ber_take(&body, BER_EXPLICIT_0, &body) &&
	    ber_take(&body, BER_SEQUENCE, &body) &&
	    ber_take(&body, BER_INTEGER, NULL) &&
	    ber_take(&body, BER_SET, digests) &&
	    ber_take(&body, BER_SEQUENCE, content);
}

bool
cms_body_take(struct span message, struct buf *content, struct error *err)
{
	struct span oid, digests, part, body;

	if (!take_signed_data(message, &oid, &digests, &part)) {
		/* Messages of other kinds are built otherwise. */
		return ber_take(&message, BER_SEQUENCE, &body) &&
		    ber_take(&body, BER_OID, &oid) &&
		    !kind_is_right(oid, err) ? false :
		    cms_refuse(REFUSAL_DAMAGED, err);
	}
	if (!kind_is_right(oid, err))
		return false;
	if (!ber_take(&part, BER_OID, NULL))
		return cms_refuse(REFUSAL_DAMAGED, err);
	if (part.length == 0)
		return cms_refuse(REFUSAL_DETACHED, err);
	if (!ber_take(&part, BER_EXPLICIT_0, &body))
		return cms_refuse(REFUSAL_DAMAGED, err);
	if (ber_take(&(struct span){ body.bytes, body.length }, BER_SEQUENCE,
	    NULL))
		return cms_refuse(REFUSAL_NESTED_BARE, err);
	return ber_take_octets(&body, content) && body.length == 0 ? true :
	    cms_refuse(REFUSAL_DAMAGED, err);
}

size_t
cms_body_digests(struct span message, size_t most)
{
	struct span oid, digests, content;
	size_t count = 0;

	if (!take_signed_data(message, &oid, &digests, &content))
		return most + 1;
	while (digests.length > 0) {
		if (++count > most || !ber_take(&digests, BER_SEQUENCE, NULL))
			return most + 1;
	}
	return count;
}
