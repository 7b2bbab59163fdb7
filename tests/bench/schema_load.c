/*
 * Loads schema files, all keys compiled, and in turns runs libyaml's bare
 * event loop over the same files:
 *
 *	schema_load ROUNDS FILE...
 *
 * prints the least time of each in microseconds.  Both read the files anew in
 * each round.
 */
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <yaml.h>

#include "base/error.h"
#include "schema/schema.h"

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void
load(const char *path)
{
	struct error err = ERROR_INIT;
	struct schema *schema = schema_load(path, &err);

	if (schema == NULL) {
		fprintf(stderr, "schema_load: cannot load '%s'\n", path);
		exit(1);
	}
	schema_free(schema);
}

static void
run_events(const char *path)
{
	FILE *file = fopen(path, "rb");
	yaml_parser_t parser;
	yaml_event_t event;
	yaml_event_type_t type;

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, file);
	do {
		if (!yaml_parser_parse(&parser, &event))
			break;
		type = event.type;
		yaml_event_delete(&event);
	} while (type != YAML_STREAM_END_EVENT);
	yaml_parser_delete(&parser);
	fclose(file);
}

static int64_t
time_of(void (*read)(const char *path), int argc, char **argv)
{
	int64_t start = now();

	for (int i = 2; i < argc; i++)
		read(argv[i]);
	return now() - start;
}

int
main(int argc, char **argv)
{
	long rounds = argc > 2 ? strtol(argv[1], NULL, 10) : 0;
	int64_t ours = INT64_MAX, theirs = INT64_MAX;

	for (long i = 0; i < rounds; i++) {
		int64_t loading = time_of(load, argc, argv);
		int64_t looping = time_of(run_events, argc, argv);

		if (loading < ours)
			ours = loading;
		if (looping < theirs)
			theirs = looping;
	}
	printf("%lld %lld\n", (long long)ours, (long long)theirs);
	return rounds > 0 ? 0 : 2;
}
