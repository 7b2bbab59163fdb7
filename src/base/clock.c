/*
 * The seam for time.  See clock.h.
 */
#include "config.h"

#include "base/clock.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/die.h"
#include "base/scalar.h"

#define YEAR_ONE (-62135596800)	/* 0001-01-01T00:00:00Z */

static struct {
	bool asked;		/* the environment was looked at */
	bool fixed;
	int64_t when;
} now;

static void
ask_environment(void)
{
	const char *text = getenv("PROFEDIT_CLOCK");

	now.asked = true;
	if (text != NULL)
		now.fixed = scalar_parse_date(text, strlen(text), &now.when);
}

int64_t
clock_now(void)
{
	if (!now.asked)
		ask_environment();
	return now.fixed ? now.when : (int64_t)time(NULL);
}

int64_t
clock_ticks(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		die("the system has no clock");
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_set(int64_t when)
{
	now.asked = true;
	now.fixed = when >= YEAR_ONE;
	now.when = when;
}
