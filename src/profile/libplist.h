/*
 * libplist, for this folder and its tests: its header, and one name for each
 * call that is spelt differently by its age (2.2 to 2.7; configure asks the
 * header which there are).  Whatever else changes there is to be mended here.
 */
#ifndef PROFILE_LIBPLIST_H
#define PROFILE_LIBPLIST_H

#include <plist/plist.h>

#include "profile/binary.h"

/* Frees what plist_to_bin() gave; MEMORY may be NULL. */
static inline void
libplist_free_bytes(char *memory)
{
#if HAVE_DECL_PLIST_MEM_FREE
	plist_mem_free(memory);
#else	/* until 2.2 */
	plist_to_bin_free(memory);
#endif
}

/* Of a node that is a date: whole seconds since 1970. */
static inline int64_t
libplist_get_date(plist_t node)
{
#if HAVE_DECL_PLIST_GET_UNIX_DATE_VAL
	int64_t seconds = 0;

	plist_get_unix_date_val(node, &seconds);
	return seconds;
#else	/* until 2.6 */
	int32_t seconds = 0, fraction = 0;

	plist_get_date_val(node, &seconds, &fraction);
	return seconds + (int64_t)BINARY_DATE_ORIGIN;
#endif
}

#endif
