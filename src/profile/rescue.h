/*
 * Rescue copies: where the text of unsaved edits goes.  Private to this folder.
 */
#ifndef PROFILE_RESCUE_H
#define PROFILE_RESCUE_H

#include <stddef.h>

/*
 * Writes BYTES as the rescue copy of PATH (NULL: of a document without a name),
 * 0600.  OURS, when not NULL, is the one this session wrote before and is
 * replaced.  Its name (the caller frees) or NULL.
 */
char *rescue_write(const char *path, const char *ours, const void *bytes,
    size_t length);
char *rescue_find(const char *path);

#endif
