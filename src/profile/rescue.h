/*
 * Rescue copies: where the text of unsaved edits goes when the program ends
 * without saving.  PATH.profedit-save (0600); where that is taken by another
 * session PATH.profedit-save.1 … .9; where the folder takes none, the same in
 * the state folder of base/dirs.h.
 */
#ifndef PROFILE_RESCUE_H
#define PROFILE_RESCUE_H

#include <stddef.h>

struct profile;

/*
 * Writes the text as it would be saved.  Allocates: for die() and for
 * SIGHUP/SIGTERM out of the main loop, never for a signal handler itself.
 * Returns the copy's name (the caller frees), NULL when nothing was unsaved or
 * it failed.
 */
char *rescue_save(struct profile *profile);
/* The name of a rescue copy of PATH (the caller frees), NULL without one. */
char *rescue_find(const char *path);
/*
 * The edits of the rescue copy NAME were taken into PROFILE: it goes with the
 * next successful save.
 */
void rescue_adopt(struct profile *profile, const char *name);
/* Removes the rescue copy of this session, if there is one. */
void rescue_drop(struct profile *profile);

/*
 * Writes BYTES as the rescue copy of PATH (NULL: of a document without a
 * name).  OURS, when not NULL, is the one this session wrote before and is
 * replaced.  Its name (the caller frees) or NULL.
 */
char *rescue_write(const char *path, const char *ours, const void *bytes,
    size_t length);

#endif
