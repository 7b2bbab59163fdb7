/*
 * Runs a fuzz target over its kept inputs without libFuzzer: each file of the
 * folder tests/fuzz/NAME.inputs is one TAP test case.  A crash ends the
 * program, which the TAP driver reports.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	INPUT_MAX = 1 << 20, /* bytes; libFuzzer's own default is below */
	PATH_LENGTH = 4096,
};

static int
is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int
run_file(const char *path)
{
	static uint8_t data[INPUT_MAX];
	FILE *file = fopen(path, "rb");
	size_t size;

	if (file == NULL)
		return 0;
	size = fread(data, 1, sizeof(data), file);
	fclose(file);
	/* A copy of exact size lets the sanitizer see a read past the end. */
	uint8_t *copy = malloc(size > 0 ? size : 1);
	if (copy == NULL)
		return 0;
	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	return 1;
}

int
main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir");
	const char *name = strrchr(argv[0], '/');
	struct dirent **entries = NULL;
	char folder[PATH_LENGTH], path[PATH_LENGTH + 256];
	int count;

	name = name != NULL ? name + 1 : argv[0];
	if (argc > 1)
		snprintf(folder, sizeof(folder), "%s", argv[1]);
	else
		snprintf(folder, sizeof(folder), "%s/tests/fuzz/%s.inputs",
		    top != NULL ? top : ".", name);
	count = scandir(folder, &entries, is_input, alphasort);
	if (count <= 0) {
		printf("1..1\nnot ok 1 - %s has kept inputs\n", folder);
		return 1;
	}
	printf("1..%d\n", count);
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder,
		    entries[i]->d_name);
		int fine = run_file(path);
		printf("%s %d - %s\n", fine ? "ok" : "not ok", i + 1,
		    entries[i]->d_name);
		fflush(stdout);
		free(entries[i]);
	}
	free(entries);
	return 0;
}
