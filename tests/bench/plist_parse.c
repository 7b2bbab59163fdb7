/*
 * What others are measured by: reads files whole and merely parses them with
 * libplist, whether it can read them or not.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <plist/plist.h>

static char *
read_whole(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	struct stat st;
	char *bytes;

	if (file == NULL || fstat(fileno(file), &st) != 0) {
		perror(path);
		exit(2);
	}
	bytes = malloc((size_t)st.st_size + 1);
	if (bytes == NULL)
		exit(2);
	*length = fread(bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return bytes;
}

int
main(int argc, char **argv)
{
	int parsed = 0;

	for (int i = 1; i < argc; i++) {
		plist_t plist = NULL;
		size_t length;
		char *bytes = read_whole(argv[i], &length);

		if (length >= 8 && memcmp(bytes, "bplist00", 8) == 0)
			plist_from_bin(bytes, (uint32_t)length, &plist);
		else
			plist_from_xml(bytes, (uint32_t)length, &plist);
		parsed += plist != NULL;
		/* One file is left to the end of the process, as editors do. */
		if (argc > 2)
			plist_free(plist);
		free(argc > 2 ? bytes : NULL);
	}
	printf("%d of %d\n", parsed, argc - 1);
	return 0;
}
