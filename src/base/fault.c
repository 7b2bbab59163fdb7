/*
 * Named fault points.  See fault.h.
 */
#include "config.h"

#include "base/fault.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/scalar.h"

enum { NAME_MOST = 64 };

static enum { UNASKED, OFF, ARMED } state;
static char armed_name[NAME_MOST];
static uint64_t passes_left;	/* until the one that fails; 0: it was */

void
fault_set(const char *name_and_count)
{
	struct integer count = { .magnitude = 1 };

	state = OFF;
	if (name_and_count == NULL)
		return;
	size_t length = strcspn(name_and_count, ":");
	const char *digits = name_and_count + length;
	if (length == 0 || length >= NAME_MOST)
		return;
	if (*digits == ':' && (!scalar_parse_integer(digits + 1,
	    strlen(digits + 1), &count) || count.negative))
		return;
	memcpy(armed_name, name_and_count, length);
	armed_name[length] = '\0';
	passes_left = count.magnitude;
	state = ARMED;
}

bool
fault_point(const char *name)
{
	if (state == OFF)
		return false;
	if (state == UNASKED) {
		fault_set(getenv("PROFEDIT_FAULT"));
		return fault_point(name);
	}
	if (passes_left == 0 || strcmp(name, armed_name) != 0)
		return false;
	if (--passes_left > 0)
		return false;
	errno = EIO;
	return true;
}
