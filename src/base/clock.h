/*
 * The seam for time: tests set it, everybody asks here.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/*
 * Seconds since 1970-01-01 UTC.  PROFEDIT_CLOCK in the environment, a date as
 * XML property lists write it, fixes it.
 */
int64_t clock_now(void);
/* Milliseconds of a clock that never goes back, for time-outs and progress. */
int64_t clock_ticks(void);
/* Tests: fixes the time; a value before the year 1 sets it free again. */
void clock_set(int64_t when);

#endif
