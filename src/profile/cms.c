/*
 * Signed profiles: the wrappers around the CMS.  What is in it is taken apart
 * by libcrypto (cms_judge.c) or, where that is not there, by its structure
 * alone (cms_body.c).
 */
#include "config.h"

#include "profile/cms.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/scalar.h"
#include "base/text.h"
#include "profile/ber.h"
#include "profile/certificate.h"
#include "profile/cms_parts.h"
#include "profile/crypto.h"

enum {
	MIME_HEAD_MAX = 4096,	/* bytes */
	SIGNATURES_MAX = 4	/* within each other */
};

/* 1.2.840.113549.1.7.x (PKCS #7) and …1.9.16.1.x (S/MIME types), without x. */
static const uint8_t oid_pkcs7[] =
    { 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7 };
static const uint8_t oid_smime[] =
    { 0x06, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 16, 1 };

static const char *const pem_labels[] =
    { "CMS", "PKCS7", "PKCS #7 SIGNED DATA" };

static bool
starts_with(struct span in, const char *text)
{
	size_t length = strlen(text);

	return in.length >= length && memcmp(in.bytes, text, length) == 0;
}

static struct span
skip_white(struct span in)
{
	while (in.length > 0 && ascii_is_white((char)in.bytes[0]))
		in = span_skip(in, 1);
	return in;
}

/* ------------------------------------------------------ the first bytes */

static bool
ber_is_cms(struct span in)
{
	struct span body;

	if (!ber_look(in, BER_SEQUENCE, &body))
		return false;
	return (body.length > sizeof(oid_pkcs7) &&
	    memcmp(body.bytes, oid_pkcs7, sizeof(oid_pkcs7)) == 0) ||
	    (body.length > sizeof(oid_smime) &&
	    memcmp(body.bytes, oid_smime, sizeof(oid_smime)) == 0);
}

const char *
cms_kind_word(const void *bytes, size_t length)
{
	/* Source: RFC 5652, sections 5.1, 6.1 and 8; 1.2.840.113549.1.7.x */
	enum { SIGNED = 2, ENVELOPED = 3, ENCRYPTED = 6 };
	struct span body;
	uint8_t kind;

	if (!ber_look((struct span){ bytes, length }, BER_SEQUENCE, &body) ||
	    body.length <= sizeof(oid_pkcs7) ||
	    memcmp(body.bytes, oid_pkcs7, sizeof(oid_pkcs7)) != 0)
		return NULL;
	kind = body.bytes[sizeof(oid_pkcs7)];
	return kind == SIGNED ? "signed" :
	    kind == ENVELOPED || kind == ENCRYPTED ? "encrypted" : NULL;
}

/* ------------------------------------------------------------- wrappers */

static bool
is_pem(struct span in)
{
	static const char begin[] = "-----BEGIN ";

	if (!starts_with(in, begin))
		return false;
	in = span_skip(in, strlen(begin));
	for (size_t i = 0; i < ARRAY_COUNT(pem_labels); i++) {
		size_t length = strlen(pem_labels[i]);

		if (starts_with(in, pem_labels[i]) &&
		    starts_with(span_skip(in, length), "-----"))
			return true;
	}
	return false;
}

static bool
begins_nocase(struct span in, const char *text)
{
	size_t length = strlen(text);

	return in.length >= length && text_compare_nocase(
	    (const char *)in.bytes, length, text, length) == 0;
}

static bool
has_text_nocase(struct span in, const char *text)
{
	size_t length = strlen(text);

	for (; in.length >= length; in = span_skip(in, 1)) {
		if (begins_nocase(in, text))
			return true;
	}
	return false;
}

/* The lines before the first empty one; BODY is what follows it. */
static bool
mime_split(struct span in, struct span *head, struct span *body)
{
	size_t end = in.length < MIME_HEAD_MAX ? in.length : MIME_HEAD_MAX;

	for (size_t i = 0; i + 1 < end; i++) {
		size_t next = i + 1;

		if (in.bytes[i] != '\n')
			continue;
		if (in.bytes[next] == '\r' && next + 1 < end)
			next++;
		if (in.bytes[next] != '\n')
			continue;
		*head = (struct span){ in.bytes, i + 1 };
		*body = span_skip(in, next + 1);
		return true;
	}
	return false;
}

static bool
is_mime(struct span in)
{
	struct span head, body;

	if (!begins_nocase(in, "MIME-Version:") &&
	    !begins_nocase(in, "Content-"))
		return false;
	return mime_split(in, &head, &body) &&
	    (has_text_nocase(head, "pkcs7-mime") ||
	    has_text_nocase(head, "multipart/signed"));
}

bool
cms_is_signed(const void *bytes, size_t length)
{
	struct span in = skip_white((struct span){ bytes, length });

	return ber_is_cms((struct span){ bytes, length }) || is_pem(in) ||
	    is_mime(in);
}

static bool
unwrap_pem(struct span in, struct buf *out, struct error *err)
{
	if (pem_decode((const char *)in.bytes, in.length, out))
		return true;
	error_set(err, ERR_SYNTAX, "damaged signed profile: the PEM wrapper "
	    "has no end line, or its text is not base64");
	return false;
}

static bool
unwrap_mime(struct span in, struct buf *out, struct error *err)
{
	struct span head, body;

	if (!mime_split(in, &head, &body)) {
		error_set(err, ERR_SYNTAX,
		    "damaged signed profile: the S/MIME header does not end");
		return false;
	}
	if (has_text_nocase(head, "multipart/signed")) {
		error_set(err, ERR_UNSUPPORTED, "the S/MIME message keeps its "
		    "signature apart (multipart/signed)");
		return false;
	}
	if (has_text_nocase(head, "quoted-printable")) {
		error_set(err, ERR_UNSUPPORTED,
		    "the S/MIME message is encoded as quoted-printable");
		return false;
	}
	if (has_text_nocase(head, "encoding: binary") || ber_is_cms(body)) {
		buf_add(out, body.bytes, body.length);
		return true;
	}
	if (scalar_decode_base64((const char *)body.bytes, body.length, out))
		return true;
	error_set(err, ERR_SYNTAX, "damaged signed profile: the text in the "
	    "S/MIME wrapper is not base64");
	return false;
}

/* The bare CMS into INNER: of BYTES itself, or decoded into STORE. */
static bool
unwrap(struct span in, struct buf *store, struct span *inner,
    const char **wrapper, struct error *err)
{
	struct span text = skip_white(in);
	bool fine;

	if (ber_is_cms(in)) {
		*wrapper = in.bytes[1] == 0x80 ? "BER" : "DER";
		*inner = in;
		return true;
	}
	*wrapper = is_pem(text) ? "PEM" : "S/MIME";
	fine = is_pem(text) ? unwrap_pem(text, store, err) :
	    unwrap_mime(text, store, err);
	*inner = (struct span){ (const uint8_t *)buf_text(store),
	    store->length };
	return fine;
}

/* ----------------------------------------------------------------- open */

/* One signature, and the content in it. */
static bool
open_one(struct span in, struct buf *content, struct cms_info *info,
    struct error *err)
{
	AUTO_BUF store = BUF_INIT;
	struct span inner;
	const char *wrapper;

	*info = (struct cms_info){ .signature = CMS_UNKNOWN };
	if (!unwrap(in, &store, &inner, &wrapper, err))
		return false;
	info->wrapper = xstrdup(wrapper);
	if (crypto_prepare())
		return cms_judge(inner, content, info, err);
	info->reason = xstrdup(crypto_missing());
	return cms_body_take(inner, content, err);
}

bool
cms_open(const void *bytes, size_t length, struct buf *content,
    struct cms_info *info, struct error *err)
{
	struct buf outer = BUF_INIT;
	struct cms_info *at = info;
	bool fine = open_one((struct span){ bytes, length }, &outer, at, err);

	for (unsigned depth = 1; fine &&
	    cms_is_signed(outer.data, outer.length); depth++) {
		struct buf inner = BUF_INIT;

		if (depth == SIGNATURES_MAX) {
			error_set(err, ERR_UNSUPPORTED, "more than %d "
			    "signatures within each other", SIGNATURES_MAX);
			fine = false;
			break;
		}
		at->inner = xcalloc(1, sizeof *at->inner);
		at = at->inner;
		fine = open_one((struct span){ (uint8_t *)outer.data,
		    outer.length }, &inner, at, err);
		buf_release(&outer);
		outer = inner;
	}
	if (fine)
		buf_add(content, outer.data, outer.length);
	buf_release(&outer);
	return fine;
}

bool
cms_has(const struct cms_info *info, enum cms_verdict verdict)
{
	for (; info != NULL; info = info->inner) {
		if (info->signature == verdict)
			return true;
		for (size_t i = 0; i < info->count; i++) {
			if (info->signers[i].signature == verdict)
				return true;
		}
	}
	return false;
}

static void
release_signer(struct cms_signer *signer)
{
	free(signer->reason);
	free(signer->name);
	free(signer->issuer);
	free(signer->digest);
	standing_release(&signer->standing);
}

void
cms_info_release(struct cms_info *info)
{
	if (info == NULL)
		return;
	for (size_t i = 0; i < info->count; i++)
		release_signer(&info->signers[i]);
	free(info->signers);
	free(info->reason);
	free(info->wrapper);
	cms_info_release(info->inner);
	free(info->inner);
	*info = (struct cms_info){ .signature = CMS_UNKNOWN };
}
