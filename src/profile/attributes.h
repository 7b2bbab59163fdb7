/*
 * Owner, group, mode, ACL and extended attributes of a file, taken over by a
 * new one that replaces it.
 */
#ifndef PROFILE_ATTRIBUTES_H
#define PROFILE_ATTRIBUTES_H

#include <stdbool.h>

struct error;

/*
 * Gives the open file FD what the file LIKE has.  Strict: false with ERR at the
 * first thing that cannot be kept; else what cannot be kept is left out (and
 * never opens the file to a group that LIKE did not have).
 */
bool attributes_copy(const char *like, int fd, bool strict, struct error *err);

#endif
