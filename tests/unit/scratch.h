/*
 * A folder of its own for each test that writes files, and looking at what is
 * in it afterwards.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"

/* cmocka set-up: *STATE is the folder's name. */
static inline int
scratch_make(void **state)
{
	const char *base = getenv("TMPDIR");
	char *folder = xasprintf("%s/profedit-test.XXXXXX",
	    base != NULL ? base : "/tmp");

	*state = folder;
	return mkdtemp(folder) != NULL ? 0 : -1;
}

static inline void
scratch_empty(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		AUTO_FREE char *path = path_join(folder, entry->d_name);

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (unlink(path) != 0) {
			chmod(path, 0700);
			scratch_empty(path);
			rmdir(path);
		}
	}
	if (dir != NULL)
		closedir(dir);
}

static inline int
scratch_remove(void **state)
{
	scratch_empty(*state);
	rmdir(*state);
	free(*state);
	return 0;
}

static inline void
scratch_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");

	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

/* What PATH holds, "" also when it is not there; the caller frees. */
static inline char *
scratch_read(const char *path)
{
	AUTO_BUF out = BUF_INIT;

	file_read(path, (size_t)1 << 30, &out, NULL);
	return buf_steal(&out, NULL);
}

/* Entries of FOLDER, hidden ones too. */
static inline size_t
scratch_count(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		count += strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0;
	}
	if (dir != NULL)
		closedir(dir);
	return count;
}

#endif
