/*
 * What a piece of data is, from its first bytes and, for certificates and
 * identities, from libcrypto's reading of them.  Nothing is decrypted.
 */
#include "profile/blob.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "base/text.h"
#include "profile/certificate.h"
#include "profile/cms.h"
#include "profile/crypto.h"
#include "profile/der.h"

enum {
	/* bytes; larger data is no certificate */
	ASN1_MAX = 16 * 1024 * 1024,
	/* bytes looked at before it is called text */
	TEXT_LOOK_MAX = 64 * 1024,
	HEAD_LOOK_MAX = 1024		/* bytes searched for "<plist" */
};

struct data {
	const uint8_t *bytes;
	size_t length;
};

static bool
begins(struct data in, const void *magic, size_t length)
{
	return in.length >= length && memcmp(in.bytes, magic, length) == 0;
}

static bool
begins_text(struct data in, const char *magic)
{
	return begins(in, magic, strlen(magic));
}

static uint32_t
big16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t
big32(const uint8_t *at)
{
	return big16(at) << 16 | big16(at + 2);
}

/* --------------------------------------------------------- certificates */

static bool
try_certificate(struct data in, enum blob_kind kind, struct blob_info *out)
{
	struct certificate certificate = { 0 };
	const unsigned char *at = in.bytes;
	X509 *x509 = d2i_X509(NULL, &at, (long)in.length);

	if (x509 == NULL || at != in.bytes + in.length) {
		X509_free(x509);
		return false;
	}
	certificate_read(x509, &certificate);
	X509_free(x509);
	out->kind = kind;
	out->subject = certificate.subject;
	out->issuer = certificate.issuer;
	out->valid_until = certificate.valid_until;
	out->is_ca = certificate.is_ca;
	return true;
}

static bool
is_pkcs12(struct data in)
{
	const unsigned char *at = in.bytes;
	PKCS12 *pkcs12 = d2i_PKCS12(NULL, &at, (long)in.length);
	bool found = pkcs12 != NULL;

	PKCS12_free(pkcs12);
	return found;
}

static bool
is_private_key(struct data in)
{
	const unsigned char *at = in.bytes;
	PKCS8_PRIV_KEY_INFO *plain =
	    d2i_PKCS8_PRIV_KEY_INFO(NULL, &at, (long)in.length);
	EVP_PKEY *key = NULL;
	bool found = plain != NULL;

	PKCS8_PRIV_KEY_INFO_free(plain);
	if (!found) {
		at = in.bytes;
		key = d2i_AutoPrivateKey(NULL, &at, (long)in.length);
		found = key != NULL;
		EVP_PKEY_free(key);
	}
	return found;
}

/* Where libcrypto is not there: a secret is one all the same. */
static enum blob_kind
kind_by_shape(struct data in)
{
	return der_is_certificate(in.bytes, in.length) ? BLOB_CERTIFICATE :
	    der_is_pkcs12(in.bytes, in.length) ? BLOB_PKCS12 :
	    der_is_private_key(in.bytes, in.length) ? BLOB_PRIVATE_KEY :
	    BLOB_UNKNOWN;
}

static bool
identify_der(struct data in, struct blob_info *out)
{
	if (in.length < 2 || in.bytes[0] != 0x30 || in.length > ASN1_MAX)
		return false;
	if (cms_is_signed(in.bytes, in.length)) {
		out->kind = BLOB_CMS;
		out->variant = cms_kind_word(in.bytes, in.length);
		return true;
	}
	if (!crypto_prepare()) {
		out->kind = kind_by_shape(in);
		return out->kind != BLOB_UNKNOWN;
	}
	if (try_certificate(in, BLOB_CERTIFICATE, out)) {
		;
	} else if (is_pkcs12(in)) {
		out->kind = BLOB_PKCS12;
	} else if (is_private_key(in)) {
		out->kind = BLOB_PRIVATE_KEY;
	}
	ERR_clear_error();
	return out->kind != BLOB_UNKNOWN;
}

static bool
identify_pem(struct data in, struct blob_info *out)
{
	AUTO_BUF der = BUF_INIT;
	AUTO_FREE char *label = NULL;
	const uint8_t *end;

	if (!begins_text(in, "-----BEGIN ") || in.length > ASN1_MAX)
		return false;
	end = memchr(in.bytes, '\n', in.length);
	if (end == NULL || end - in.bytes > 80)
		return false;
	label = xstrndup((const char *)in.bytes, (size_t)(end - in.bytes));
	if (strstr(label, "PRIVATE KEY-") != NULL)
		out->kind = BLOB_PRIVATE_KEY;
	else if (cms_is_signed(in.bytes, in.length))
		out->kind = BLOB_CMS;
	else if (strstr(label, " CERTIFICATE-") != NULL &&
	    pem_decode((const char *)in.bytes, in.length, &der)) {
		in = (struct data){ (const uint8_t *)buf_text(&der),
			der.length };
		if (crypto_prepare()) {
			try_certificate(in, BLOB_CERTIFICATE_PEM, out);
			ERR_clear_error();
		} else if (kind_by_shape(in) == BLOB_CERTIFICATE) {
			out->kind = BLOB_CERTIFICATE_PEM;
		}
	}
	return out->kind != BLOB_UNKNOWN;
}

/* --------------------------------------------------------------- images */

/* Source: PNG (ISO/IEC 15948), section 11.2.2 IHDR. */
static bool
identify_png(struct data in, struct blob_info *out)
{
	static const uint8_t magic[] =
	    { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	if (!begins(in, magic, sizeof(magic)))
		return false;
	out->kind = BLOB_PNG;
	if (in.length >= 24 && memcmp(in.bytes + 12, "IHDR", 4) == 0) {
		out->width = big32(in.bytes + 16);
		out->height = big32(in.bytes + 20);
	}
	return true;
}

/* Source: ITU-T T.81, annex B: the size is in the frame header (SOFn). */
static bool
identify_jpeg(struct data in, struct blob_info *out)
{
	size_t at = 2;

	if (!begins(in, "\xff\xd8\xff", 3))
		return false;
	out->kind = BLOB_JPEG;
	while (in.length - at >= 9 && in.bytes[at] == 0xff) {
		uint8_t marker = in.bytes[at + 1];
		size_t size = big16(in.bytes + at + 2);

		if (marker == 0xff) {	/* fill byte */
			at++;
			continue;
		}
		/* C4, C8 and CC lie in the range but are tables. */
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
		    marker != 0xc8 && marker != 0xcc) {
			out->height = big16(in.bytes + at + 5);
			out->width = big16(in.bytes + at + 7);
			return true;
		}
		if (size < 2 || size + 2 > in.length - at)
			return true;
		at += size + 2;
	}
	return true;
}

/* Source: GIF89a specification, section 18. */
static bool
identify_gif(struct data in, struct blob_info *out)
{
	if (!begins_text(in, "GIF87a") && !begins_text(in, "GIF89a"))
		return false;
	out->kind = BLOB_GIF;
	if (in.length >= 10) {
		out->width = in.bytes[6] | (unsigned)in.bytes[7] << 8;
		out->height = in.bytes[8] | (unsigned)in.bytes[9] << 8;
	}
	return true;
}

/* Pixels of the icon types that Apple's icon files hold. */
static const struct {
	char type[5];
	uint16_t side;
} icon_types[] = {
	{ "ICON", 32 }, { "ICN#", 32 }, { "icl8", 32 }, { "il32", 32 },
	{ "ics#", 16 }, { "ics8", 16 }, { "is32", 16 }, { "ih32", 48 },
	{ "it32", 128 }, { "icp4", 16 }, { "icp5", 32 }, { "icp6", 64 },
	{ "ic04", 16 }, { "ic05", 32 }, { "ic07", 128 }, { "ic08", 256 },
	{ "ic09", 512 }, { "ic10", 1024 }, { "ic11", 32 }, { "ic12", 64 },
	{ "ic13", 256 }, { "ic14", 512 },
};

static unsigned
icon_side(const uint8_t *type)
{
	for (size_t i = 0; i < ARRAY_COUNT(icon_types); i++) {
		if (memcmp(icon_types[i].type, type, 4) == 0)
			return icon_types[i].side;
	}
	return 0;
}

static bool
identify_icns(struct data in, struct blob_info *out)
{
	size_t at = 8;

	if (!begins_text(in, "icns") || in.length < 8)
		return false;
	out->kind = BLOB_ICNS;
	while (in.length - at >= 8) {
		size_t size = big32(in.bytes + at + 4);
		unsigned side = icon_side(in.bytes + at);

		if (size < 8 || size > in.length - at)
			break;
		if (side > out->width)
			out->width = out->height = side;
		at += size;
	}
	return true;
}

/* ------------------------------------------------- fonts, documents, text */

/* Source: OpenType specification, "Font file"; WOFF (W3C). */
static const struct {
	char magic[5];
	const char *variant;
} font_types[] = {
	{ "OTTO", "OpenType" },
	{ "true", "TrueType" },
	{ "ttcf", "TrueType collection" },
	{ "wOFF", "WOFF" },
	{ "wOF2", "WOFF 2" },
};

static bool
identify_font(struct data in, struct blob_info *out)
{
	if (in.length < 12)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(font_types); i++) {
		if (memcmp(in.bytes, font_types[i].magic, 4) == 0)
			out->variant = font_types[i].variant;
	}
	/* 1.0 as a fixed-point number is weak: ask for a sane table count. */
	if (memcmp(in.bytes, "\0\1\0\0", 4) == 0 && big16(in.bytes + 4) > 0 &&
	    12 + big16(in.bytes + 4) * 16 <= in.length)
		out->variant = "TrueType";
	if (out->variant != NULL)
		out->kind = BLOB_FONT;
	return out->variant != NULL;
}

static bool
identify_document(struct data in, struct blob_info *out)
{
	size_t look = in.length < HEAD_LOOK_MAX ? in.length : HEAD_LOOK_MAX;
	AUTO_FREE char *head = xstrndup((const char *)in.bytes, look);

	if (begins_text(in, "%PDF-"))
		out->kind = BLOB_PDF;
	else if (begins_text(in, "bplist0") || strstr(head, "<plist") != NULL)
		out->kind = BLOB_PLIST;
	return out->kind != BLOB_UNKNOWN;
}

static bool
identify_text(struct data in, struct blob_info *out)
{
	size_t at = 0;

	while (at < in.length && at < TEXT_LOOK_MAX) {
		uint32_t code;
		size_t used = utf8_decode((const char *)in.bytes + at,
		    in.length - at, &code);

		if (code == 0xfffd && used == 1)
			return false;
		if (code == 0x7f || (code < 0x20 && code != '\t' &&
		    code != '\n' && code != '\r'))
			return false;
		at += used;
	}
	out->kind = BLOB_TEXT;
	return true;
}

void
blob_identify(const void *bytes, size_t length, struct blob_info *out)
{
	static bool (*const identifiers[])(struct data, struct blob_info *) = {
		identify_png, identify_jpeg, identify_gif, identify_icns,
		identify_pem, identify_document, identify_font, identify_der,
		identify_text
	};
	struct data in = { bytes, length };

	*out = (struct blob_info){ .kind = BLOB_UNKNOWN };
	if (length == 0) {
		out->kind = BLOB_EMPTY;
		return;
	}
	for (size_t i = 0; i < ARRAY_COUNT(identifiers); i++) {
		if (identifiers[i](in, out))
			return;
	}
}

enum blob_kind
blob_look(const void *bytes, size_t length)
{
	struct blob_info info;
	enum blob_kind kind;

	if (der_is_certificate(bytes, length))
		return BLOB_CERTIFICATE;
	blob_identify(bytes, length, &info);
	kind = info.kind;
	blob_info_release(&info);
	return kind;
}

void
blob_info_release(struct blob_info *info)
{
	if (info == NULL)
		return;
	free(info->subject);
	free(info->issuer);
	*info = (struct blob_info){ .kind = BLOB_UNKNOWN };
}

/* ---------------------------------------------------------------- words */

static const char *const kind_names[] = {
	[BLOB_UNKNOWN] = "data",
	[BLOB_EMPTY] = "empty",
	[BLOB_TEXT] = "text",
	[BLOB_CERTIFICATE] = "certificate",
	[BLOB_CERTIFICATE_PEM] = "certificate (PEM)",
	[BLOB_PKCS12] = "PKCS #12 identity",
	[BLOB_CMS] = "CMS message",
	[BLOB_PRIVATE_KEY] = "private key",
	[BLOB_PNG] = "PNG image",
	[BLOB_JPEG] = "JPEG image",
	[BLOB_GIF] = "GIF image",
	[BLOB_ICNS] = "Apple icon image",
	[BLOB_PDF] = "PDF document",
	[BLOB_FONT] = "font",
	[BLOB_PLIST] = "property list",
};
_Static_assert(ARRAY_COUNT(kind_names) == BLOB_KINDS, "a word for each kind");

/* "1,204 bytes" */
static void
add_size(struct buf *out, size_t length)
{
	char digits[32];
	size_t count = (size_t)snprintf(digits, sizeof(digits), "%zu", length);

	for (size_t i = 0; i < count; i++) {
		if (i > 0 && (count - i) % 3 == 0)
			buf_add_char(out, ',');
		buf_add_char(out, digits[i]);
	}
	buf_add_text(out, length == 1 ? " byte" : " bytes");
}

static void
add_certificate(const struct blob_info *info, struct buf *out)
{
	AUTO_BUF date = BUF_INIT;

	buf_add_text(out, kind_names[info->kind]);
	if (info->subject != NULL && info->subject[0] != '\0')
		buf_addf(out, " '%s'", info->subject);
	if (info->valid_until != 0 &&
	    scalar_format_date(&date, info->valid_until))
		buf_addf(out, ", until %.10s", buf_text(&date));
}

void
blob_describe(const struct blob_info *info, size_t length, struct buf *out)
{
	switch (info->kind) {
	case BLOB_EMPTY:
		buf_add_text(out, "empty");
		return;
	case BLOB_CERTIFICATE:
	case BLOB_CERTIFICATE_PEM:
		add_certificate(info, out);
		return;
	case BLOB_UNKNOWN:
		break;
	case BLOB_TEXT:
	case BLOB_PDF:
	case BLOB_PLIST:
		buf_addf(out, "%s, ", kind_names[info->kind]);
		break;
	default:
		if (info->variant != NULL)
			buf_addf(out, "%s ", info->variant);
		buf_add_text(out, kind_names[info->kind]);
		if (info->width > 0)
			buf_addf(out, ", %u × %u", info->width, info->height);
		return;
	}
	add_size(out, length);
}
