/*
 * What a piece of data is: certificates, PKCS #12, images, fonts, property
 * lists.
 */
#ifndef PROFILE_BLOB_H
#define PROFILE_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum blob_kind {
	BLOB_UNKNOWN, BLOB_EMPTY, BLOB_TEXT, BLOB_CERTIFICATE,
	BLOB_CERTIFICATE_PEM, BLOB_PKCS12, BLOB_CMS,
	BLOB_PRIVATE_KEY, BLOB_PNG, BLOB_JPEG, BLOB_GIF, BLOB_ICNS, BLOB_PDF,
	BLOB_FONT, BLOB_PLIST, BLOB_KINDS
};

struct blob_info {
	enum blob_kind kind;
	/*
	 * fonts: "TrueType", "WOFF" …; CMS: "encrypted", "signed"; static; else
	 * NULL
	 */
	const char *variant;
	/* certificate: common name or the whole name; else NULL */
	char *subject;
	char *issuer;
	int64_t valid_until;	/* certificate; seconds since 1970 */
	unsigned width, height;	/* images, pixels; 0 unknown */
	bool is_ca;
};

void blob_identify(const void *bytes, size_t length, struct blob_info *out);
/* The kind alone, of a certificate by its structure: much cheaper. */
enum blob_kind blob_look(const void *bytes, size_t length);
void blob_info_release(struct blob_info *info);
/*
 * "certificate 'Example CA', until 2031-05-01", "PKCS #12 identity", "PNG
 * image, 120 × 120", "1,204 bytes". Appended.
 */
void blob_describe(const struct blob_info *info, size_t length,
    struct buf *out);

#endif
