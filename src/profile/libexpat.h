/*
 * expat, for this folder: its header, and one name for each call that is spelt
 * differently by its age (2.2 to 2.9; configure asks the header which there
 * are).  Whatever else changes there is to be mended here.
 */
#ifndef PROFILE_LIBEXPAT_H
#define PROFILE_LIBEXPAT_H

#include <expat.h>
#include <stdint.h>

/* Where the event at hand begins, counted in what was fed; negative: nowhere. */
static inline int64_t
libexpat_index(XML_Parser parser)
{
#if HAVE_DECL_XML_GETCURRENTBYTEINDEX64
	return XML_GetCurrentByteIndex64(parser);
#else	/* until 2.8 */
	return XML_GetCurrentByteIndex(parser);
#endif
}

/* The bytes of the event at hand; 0 in an entity's replacement. */
static inline int64_t
libexpat_length(XML_Parser parser)
{
#if HAVE_DECL_XML_GETCURRENTBYTECOUNT64
	return (int64_t)XML_GetCurrentByteCount64(parser);
#else	/* until 2.8 */
	return XML_GetCurrentByteCount(parser);
#endif
}

#endif
