/*
 * Functions that this program does not use, each with what to use instead.
 * A call to one of them does not compile.
 *
 * The Makefile puts this header before every source (-include), so it cannot
 * be forgotten.  It therefore includes config.h before anything else, and the
 * system's own declarations before they are hidden.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function, instead) \
	banned_##function##_use_##instead

#undef strcpy
#define strcpy(to, from) BANNED(strcpy, memcpy_or_buf)
#undef strcat
#define strcat(to, from) BANNED(strcat, buf)
#undef strncpy
#define strncpy(to, from, n) BANNED(strncpy, memcpy_or_buf)
#undef strncat
#define strncat(to, from, n) BANNED(strncat, buf)
#undef sprintf
#define sprintf(...) BANNED(sprintf, snprintf_or_buf)
#undef vsprintf
#define vsprintf(to, format, args) BANNED(vsprintf, vsnprintf_or_buf)
#undef gets
#define gets(to) BANNED(gets, fgets)
#undef strtok
#define strtok(text, separators) BANNED(strtok, strcspn)
#undef atoi
#define atoi(text) BANNED(atoi, scalar)
#undef atol
#define atol(text) BANNED(atol, scalar)
#undef atoll
#define atoll(text) BANNED(atoll, scalar)
#undef atof
#define atof(text) BANNED(atof, scalar)
#undef localtime
#define localtime(when) BANNED(localtime, scalar)
#undef gmtime
#define gmtime(when) BANNED(gmtime, scalar)
#undef asctime
#define asctime(when) BANNED(asctime, scalar)
#undef ctime
#define ctime(when) BANNED(ctime, scalar)

#endif
