/*
 * The shape of BER (ITU-T X.690), definite and indefinite lengths, without
 * libcrypto: to know CMS by its first bytes, and to take signed content out
 * where libcrypto is not there.  Private to this folder.
 */
#ifndef PROFILE_BER_H
#define PROFILE_BER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/* Borrowed bytes. */
struct span {
	const uint8_t *bytes;
	size_t length;
};

enum {
	BER_INTEGER = 0x02,
	BER_OCTETS = 0x04,
	BER_OCTETS_IN_PARTS = 0x24,
	BER_OID = 0x06,
	BER_SEQUENCE = 0x30,
	BER_SET = 0x31,
	BER_EXPLICIT_0 = 0xa0,
};

struct span span_skip(struct span in, size_t count);

/*
 * A look at the front of what may be cut: BODY is what follows the TAG and its
 * length (low tag numbers only), cut to the length; an indefinite one runs to
 * the end of IN.
 */
bool ber_look(struct span in, uint8_t tag, struct span *body);
/*
 * Takes a whole element with TAG off IN; INSIDE (NULL: not wanted) is in it,
 * without the mark that ends an indefinite one.  False, and IN as it was, when
 * there is no such element or it ends too early.
 */
bool ber_take(struct span *in, uint8_t tag, struct span *inside);
/*
 * The same of an OCTET STRING, in one piece or in parts, which are joined in
 * OUT.
 */
bool ber_take_octets(struct span *in, struct buf *out);

#endif
