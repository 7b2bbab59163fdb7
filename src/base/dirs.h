/*
 * Where things are: the program's data and the user's files.  Never the current folder.
 */
#ifndef BASE_DIRS_H
#define BASE_DIRS_H

/* Told once by main: argv[0] as given; found through PATH when it has no '/'. */
void dirs_init(const char *program);

/*
 * The folder that holds `schemas/` and `help/`: PROFEDIT_DATADIR, else the build's source tree
 * (file `profedit.srcdir` beside the binary), else ../share/profedit beside the binary, else the compiled-in
 * path.  NULL when none of them is there.  Borrowed.
 */
const char *dirs_data(void);
/* $XDG_CONFIG_HOME/profedit, ~/.config/profedit; NULL without a home. The caller frees. Not made. */
char *dirs_config(void);
/* $XDG_STATE_HOME/profedit, ~/.local/state/profedit. */
char *dirs_state(void);
/* $XDG_DATA_HOME/profedit, ~/.local/share/profedit. */
char *dirs_user_data(void);

#endif
