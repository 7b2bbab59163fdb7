/*
 * What the monkey is let loose on: small profiles of ours with everything odd
 * in them, large and deep ones.
 */
#ifndef SCREEN_MONKEY_FILES_H
#define SCREEN_MONKEY_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

struct monkey_file {
	const char *name;
	bool heavy;		/* in long runs only */
	bool no_bytes;		/* a save keeps its values, not its bytes */
	void (*make)(struct buf *out);
};

extern const struct monkey_file monkey_files[];
extern const size_t monkey_file_count;

#endif
