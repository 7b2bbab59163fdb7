/*
 * How long work tells how far it is and asks whether to go on.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	/*
	 * DONE of TOTAL units (TOTAL 0: unknown); false: stop, the work fails
	 * with ERR_CANCELLED.
	 */
	bool (*step)(void *arg, size_t done, size_t total);
	void *arg;
};

/* True when there is nobody to ask (PROGRESS or its step NULL). */
bool progress_step(const struct progress *progress, size_t done, size_t total);

#endif
