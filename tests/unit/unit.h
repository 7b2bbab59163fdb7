/*
 * What every unit test includes: cmocka and what it needs before it, and a
 * few helpers.
 */
#ifndef UNIT_UNIT_H
#define UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/unit/cmocka_ages.h"

/*
 * Path NAME in the folder of test data, in a static buffer; skips the test
 * case with a line where the data is absent.
 */
#define UNIT_DATA(name)                                                        \
	__extension__({                                                        \
		static char unit_path[4096];                                   \
		const char *unit_top = getenv("PROFEDIT_TESTDATA");            \
		FILE *unit_file;                                               \
		snprintf(unit_path, sizeof unit_path, "%s/%s",                 \
		    unit_top != NULL ? unit_top : "../shared/data", (name));   \
		unit_file = fopen(unit_path, "r");                             \
		if (unit_file == NULL) {                                       \
			printf("# no test data: '%s'\n", unit_path);           \
			skip();                                                \
		}                                                              \
		fclose(unit_file);                                             \
		unit_path;                                                     \
	})

#endif
