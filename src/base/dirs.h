/*
 * Where the user's files are.  Never the current folder.
 * Source of the folders: XDG Base Directory Specification 0.8.
 */
#ifndef BASE_DIRS_H
#define BASE_DIRS_H

/*
 * What PROFEDIT_DATADIR says: a folder whose `schemas` stands before what is
 * built in; NULL: it says nothing.  Borrowed.
 */
const char *dirs_data(void);
/*
 * $XDG_CONFIG_HOME/profedit, ~/.config/profedit; NULL without a home.
 * The caller frees.  Not made.
 */
char *dirs_config(void);
/* $XDG_STATE_HOME/profedit, ~/.local/state/profedit. */
char *dirs_state(void);
/* $XDG_DATA_HOME/profedit, ~/.local/share/profedit. */
char *dirs_user_data(void);

#endif
