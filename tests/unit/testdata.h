/*
 * Finding the test data beside the checkout (PROFEDIT_TESTDATA).  Tests that
 * need it skip with a line where it is absent.
 *
 * cmocka's skip() and fail() leave by longjmp, so nothing AUTO_ is released:
 * look for the data before anything is allocated, or free(steal(...)) first;
 * else the sanitizer run reports a leak where the data is absent.
 */
#ifndef TESTS_TESTDATA_H
#define TESTS_TESTDATA_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"

/*
 * "PROFEDIT_TESTDATA/NAME", or NULL (and a line) when it is not there.  The
 * caller frees.
 */
static inline char *
testdata_path(const char *name)
{
	const char *root = getenv("PROFEDIT_TESTDATA");
	char *path;

	if (root == NULL)
		root = "../shared/data";
	path = path_join(root, name);
	if (access(path, R_OK) == 0)
		return path;
	printf("# skipped: '%s' is not there\n", path);
	free(path);
	return NULL;
}

static inline bool
testdata_is_there(void)
{
	AUTO_FREE char *path = testdata_path("corpus");

	return path != NULL;
}

static inline bool
testdata_read(const char *name, struct buf *out)
{
	AUTO_FREE char *path = testdata_path(name);

	return path != NULL && file_read(path, (size_t)1 << 30, out, NULL);
}

#endif
