/*
 * cmocka, and one name for what its ages (1.1.5 to 2.0) call differently.
 * Include setjmp.h, stdarg.h, stddef.h and stdint.h before it.
 */
#ifndef UNIT_CMOCKA_AGES_H
#define UNIT_CMOCKA_AGES_H

#include <cmocka.h>

/* cmocka 2 puts the type into the name and calls the old one deprecated. */
#ifdef assert_uint_in_range
#undef assert_in_range
#define assert_in_range(value, least, most) \
	assert_uint_in_range(value, least, most)
#endif

#endif
