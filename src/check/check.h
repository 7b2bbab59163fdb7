/*
 * Rules over profile × schema → findings.  Each check is a row of a table with
 * its scope; after an edit only what the scope says is done again, and a test
 * holds that equal to check_all().
 */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "check/finding.h"

struct catalog;
struct checker;
struct draft;
struct profile;
struct progress;
struct target;
struct value;

struct check_options {
	const struct target *targets;	/* borrowed, as long as the checker */
	size_t target_count;
	/* the installed profile: update rules apply; borrowed; NULL */
	struct profile *against;
};

/*
 * Watches the profile's edits from now on. OPTIONS NULL: none. Nothing is
 * checked yet.
 */
struct checker *checker_new(struct profile *profile, struct catalog *catalog,
    const struct check_options *options);
void checker_free(struct checker *checker);
/* A new target or baseline: drops all; call check_all. */
void checker_set_options(struct checker *checker,
    const struct check_options *options);

/* Checks everything anew. False only when PROGRESS said stop. */
bool check_all(struct checker *checker, const struct progress *progress);
/*
 * Does what edits since the last call made stale. Work depends on the edit,
 * never on the size of the document.
 */
void check_update(struct checker *checker);

/* Exact counts, also of findings beyond the 1,000 kept per code. */
size_t checker_count(const struct checker *checker, enum severity severity);
size_t checker_code_count(const struct checker *checker,
    enum finding_code code);
/*
 * All kept findings in document order (sorted when asked for); the array is
 * borrowed until the next check.
 */
const struct finding *const *checker_findings(struct checker *checker,
    size_t *count);
/*
 * Those about VALUE itself (not below), for MISSING keys of a container name
 * given: MISSING NULL means about the value. Worst first; at most CAPACITY into
 * OUT.
 */
size_t checker_find(const struct checker *checker, const struct value *value,
    const char *missing,
    const struct finding **out, size_t capacity);
/* The worst severity at or below VALUE; false when none. O(depth). */
bool checker_worst_below(const struct checker *checker,
    const struct value *value, enum severity *out);

/*
 * While a text is being typed: what VALUE checks and the rules that read it
 * would say were VALUE (or the absent entry NAME of CONTAINER, VALUE NULL)
 * DRAFT. Nothing changes. The findings are the caller's: finding_release each.
 * At most CAPACITY; worst first.
 */
size_t checker_try(struct checker *checker, struct value *container,
    const char *name, struct value *value,
    const struct draft *draft, struct finding *out, size_t capacity);

/*
 * What stands between a payload's keys because of the rules: why KEY is
 * required, ignored or forbidden now, in words. For help; appended; false when
 * nothing.
 */
bool checker_explain(struct checker *checker, const struct value *payload,
    const struct place *place, struct buf *out);

struct catalog *checker_catalog(const struct checker *checker);
struct profile *checker_profile(const struct checker *checker);

#endif
