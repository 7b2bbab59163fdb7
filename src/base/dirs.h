/*
 * Where things are: the program's data and the user's files.  Never the
 * current folder.
 */
#ifndef BASE_DIRS_H
#define BASE_DIRS_H

#include <stdbool.h>

/*
 * Told once by main: argv[0] as given; found through PATH when it has no '/'.
 * NULL: nothing is known of the binary.
 */
void dirs_init(const char *program);

/*
 * The folder that holds `schemas/` and `help/`: PROFEDIT_DATADIR (when set it
 * alone counts), else the build's source tree (named by the file
 * `profedit.srcdir` beside the binary), else ../share/profedit beside the
 * binary, else the compiled-in path.  NULL when no `schemas` folder is there.
 * Borrowed; found once, until the next dirs_init().
 */
const char *dirs_data(void);
/* Whether PROFEDIT_DATADIR says where it is. */
bool dirs_data_is_named(void);
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
