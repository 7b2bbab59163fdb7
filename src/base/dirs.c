/*
 * Where things are.  See dirs.h.
 */
#include "config.h"

#include "base/dirs.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/file.h"

const char *
dirs_data(void)
{
	const char *named = getenv("PROFEDIT_DATADIR");

	return named != NULL && *named != '\0' ? named : NULL;
}

/* $VARIABLE/profedit if that is absolute, else ~/BELOW/profedit. */
static char *
user_dir(const char *variable, const char *below)
{
	const char *base = getenv(variable), *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		return path_join(base, "profedit");
	if (home == NULL || home[0] != '/')
		return NULL;
	AUTO_FREE char *dir = path_join(home, below);
	return path_join(dir, "profedit");
}

char *
dirs_config(void)
{
	return user_dir("XDG_CONFIG_HOME", ".config");
}

char *
dirs_state(void)
{
	return user_dir("XDG_STATE_HOME", ".local/state");
}

char *
dirs_user_data(void)
{
	return user_dir("XDG_DATA_HOME", ".local/share");
}
