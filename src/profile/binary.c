/*
 * Writing binary property lists.  libplist writes (its text-to-binary way is
 * right where its node functions are not); what it wrote is read back by our
 * own reader, binary_read.c.
 */
#include "profile/binary.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "profile/internal.h"
#include "profile/libplist.h"

static bool
write_through_libplist(const char *xml, size_t length, struct buf *out,
    struct error *err)
{
	plist_t plist = NULL;
	char *bytes = NULL;
	uint32_t size = 0;

	if (length <= UINT32_MAX)
		plist_from_xml(xml, (uint32_t)length, &plist);
	if (plist != NULL)
		plist_to_bin(plist, &bytes, &size);
	plist_free(plist);
	if (bytes != NULL)
		buf_add(out, bytes, size);
	else
		error_set(err, ERR_REFUSED,
		    "libplist cannot write this as a binary property list");
	libplist_free_bytes(bytes);
	return out->length > 0;
}

/* Whether BINARY reads as XML does, order of keys included. */
static bool
reads_the_same(const char *xml, size_t length, const struct buf *binary,
    struct error *err)
{
	static const struct xml_options options = { .fragment = false };
	struct document meant = { .encoding = ENCODING_UTF8 };
	struct value_list indexed = { 0 };
	AUTO_BUF back = BUF_INIT;
	struct binary_notes notes;
	struct arena *arena;
	bool same;

	if (!binary_to_xml(binary->data, binary->length, &back, &notes, err))
		return false;
	arena = arena_new();
	same = xml_read(arena, xml, length, &options, &meant, &indexed, err) &&
	    xml_read_beside(back.data, back.length, meant.root, err);
	document_release(&meant, &indexed);
	arena_free(arena);
	return same;
}

bool
binary_from_xml(const char *xml, size_t length, struct buf *out,
    struct error *err)
{
	AUTO_BUF binary = BUF_INIT;

	if (!write_through_libplist(xml, length, &binary, err))
		return false;
	if (!reads_the_same(xml, length, &binary, err)) {
		error_prefix(err, "cannot write it as a binary property list");
		return false;
	}
	buf_add(out, binary.data, binary.length);
	return true;
}
