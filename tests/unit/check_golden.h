/*
 * What tests of check/ share: the schemas of the golden tests, which have a
 * rule of each kind, and the profiles beside them.
 */
#ifndef TESTS_CHECK_GOLDEN_H
#define TESTS_CHECK_GOLDEN_H

#include <stdlib.h>

#include "base/die.h"
#include "base/file.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "value/path.h"
#include "value/value.h"

static inline const char *
golden_top(void)
{
	const char *path = getenv("top_srcdir");

	return path != NULL ? path : ".";
}

static inline struct catalog *
golden_catalog(void)
{
	AUTO_FREE char *profiles = path_join(golden_top(), "schemas/profiles");
	AUTO_FREE char *rules = path_join(golden_top(), "schemas/rules");
	AUTO_FREE char *golden = path_join(golden_top(),
	    "tests/golden/schemas");
	AUTO_FREE char *kinds = path_join(golden_top(), "tests/golden/rules");

	return catalog_open((const char *const[]){ golden, profiles }, 2,
	    (const char *const[]){ kinds, rules }, 2, NULL);
}

static inline struct profile *
golden_open(const char *name)
{
	AUTO_FREE char *path = xasprintf("%s/tests/golden/%s.mobileconfig",
	    golden_top(), name);

	return profile_open(path, NULL, NULL);
}

/* The value at TEXT, a key path, or NULL. */
static inline struct value *
golden_find(const struct profile *profile, const char *text)
{
	struct path path = { 0 };
	struct value *value;

	if (!path_parse(text, &path, NULL))
		return NULL;
	value = path_follow(profile_root(profile), &path, NULL, NULL, NULL);
	path_release(&path);
	return value;
}

#endif
