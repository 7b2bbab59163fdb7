/*
 * How long work asks whether to go on.  See progress.h.
 */
#include "config.h"

#include "base/progress.h"

bool
progress_step(const struct progress *progress, size_t done, size_t total)
{
	if (progress == NULL || progress->step == NULL)
		return true;
	return progress->step(progress->arg, done, total);
}
