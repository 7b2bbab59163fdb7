/*
 * Named fault points: with PROFEDIT_FAULT=NAME[:N] in the environment (or set
 * by a test) the Nth pass (default the first) through fault_point("NAME")
 * fails.  Every build has them: they cost one comparison.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

/* True: pretend the operation failed (errno is set to EIO). */
bool fault_point(const char *name);
/* Tests: NULL clears. */
void fault_set(const char *name_and_count);

#endif
