/*
 * Reading BER.  See ber.h.  Nothing is recursed into but the parts of octets,
 * and those only so deep.
 */
#include "config.h"

#include "profile/ber.h"

#include "base/buf.h"

enum {
	CONSTRUCTED = 0x20,
	LONG_TAG = 0x1f,
	INDEFINITE = 0x80,
	PARTS_DEPTH_MAX = 5,	/* as libcrypto has it */
};

struct span
span_skip(struct span in, size_t count)
{
	return (struct span){ in.bytes + count, in.length - count };
}

/* Source: X.690, section 8.1.3. */
static bool
take_length(struct span *in, size_t *length, bool *indefinite)
{
	unsigned count;

	if (in->length == 0)
		return false;
	count = in->bytes[0];
	*in = span_skip(*in, 1);
	*length = 0;
	*indefinite = count == INDEFINITE;
	if (count <= INDEFINITE) {
		*length = count & 0x7f;
		return true;
	}
	count &= 0x7f;
	if (count > sizeof *length || count > in->length)
		return false;
	for (unsigned i = 0; i < count; i++)
		*length = *length << 8 | in->bytes[i];
	*in = span_skip(*in, count);
	return true;
}

bool
ber_look(struct span in, uint8_t tag, struct span *body)
{
	size_t length;
	bool indefinite;

	if (in.length < 2 || in.bytes[0] != tag)
		return false;
	in = span_skip(in, 1);
	if (!take_length(&in, &length, &indefinite))
		return false;
	if (!indefinite && length < in.length)
		in.length = length;
	*body = in;
	return true;
}

static bool
take_end_mark(struct span *in)
{
	if (in->length < 2 || in->bytes[0] != 0 || in->bytes[1] != 0)
		return false;
	*in = span_skip(*in, 2);
	return true;
}

/* The tag, of one byte or several. */
static bool
take_tag(struct span *in, uint8_t *first)
{
	if (in->length == 0)
		return false;
	*first = in->bytes[0];
	*in = span_skip(*in, 1);
	if ((*first & LONG_TAG) != LONG_TAG)
		return true;
	while (in->length > 0 && (in->bytes[0] & 0x80) != 0)
		*in = span_skip(*in, 1);
	if (in->length == 0)
		return false;
	*in = span_skip(*in, 1);
	return true;
}

/* Over one element, with all that it holds. */
static bool
skip_element(struct span *in)
{
	size_t open = 0, length;
	bool indefinite;
	uint8_t tag;

	do {
		if (open > 0 && take_end_mark(in)) {
			open--;
			continue;
		}
		if (!take_tag(in, &tag) ||
		    !take_length(in, &length, &indefinite) ||
		    length > in->length ||
		    (indefinite && (tag & CONSTRUCTED) == 0))
			return false;
		if (indefinite)
			open++;
		*in = span_skip(*in, length);
	} while (open > 0);
	return true;
}

bool
ber_take(struct span *in, uint8_t tag, struct span *inside)
{
	struct span at = *in, body;
	size_t length;
	bool indefinite;

	if (at.length == 0 || at.bytes[0] != tag)
		return false;
	at = span_skip(at, 1);
	if (!take_length(&at, &length, &indefinite) || length > at.length ||
	    (indefinite && (tag & CONSTRUCTED) == 0))
		return false;
	body = (struct span){ at.bytes, length };
	at = span_skip(at, length);
	if (indefinite) {
		do
			body.length = (size_t)(at.bytes - body.bytes);
		while (!take_end_mark(&at) && skip_element(&at));
		if (at.bytes != body.bytes + body.length + 2)
			return false;
	}
	*in = at;
	if (inside != NULL)
		*inside = body;
	return true;
}

static bool
take_parts(struct span *in, struct buf *out, unsigned depth)
{
	struct span inside;

	if (ber_take(in, BER_OCTETS, &inside)) {
		buf_add(out, inside.bytes, inside.length);
		return true;
	}
	if (depth == PARTS_DEPTH_MAX ||
	    !ber_take(in, BER_OCTETS_IN_PARTS, &inside))
		return false;
	while (inside.length > 0) {
		if (!take_parts(&inside, out, depth + 1))
			return false;
	}
	return true;
}

bool
ber_take_octets(struct span *in, struct buf *out)
{
	size_t before = out->length;

	if (take_parts(in, out, 0))
		return true;
	buf_truncate(out, before);
	return false;
}
