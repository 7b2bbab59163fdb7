/*
 * What the checker found: counts, lists, the worst at a place.  See check.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/map.h"
#include "check/internal.h"
#include "value/value.h"

size_t
checker_count(const struct checker *checker, enum severity severity)
{
	return checker->store.severities[severity];
}

size_t
checker_code_count(const struct checker *checker, enum finding_code code)
{
	return checker->store.counts[code];
}

/* The file first, then document order; at one value the worst first. */
static int
by_document(const void *left, const void *right)
{
	const struct finding *a = *(const struct finding *const *)left;
	const struct finding *b = *(const struct finding *const *)right;
	int order = 0;

	if ((a->value == NULL) != (b->value == NULL))
		return a->value == NULL ? -1 : 1;
	if (a->value != NULL && a->value != b->value)
		order = document_order(a->value, b->value);
	if (order == 0 && a->severity != b->severity)
		order = a->severity > b->severity ? -1 : 1;
	if (order == 0 && a->code != b->code)
		order = a->code < b->code ? -1 : 1;
	if (order == 0 && a->missing != NULL && b->missing != NULL)
		order = strcmp(a->missing, b->missing);
	return order != 0 ? order : strcmp(a->message, b->message);
}

static bool
list_mark(const char *key, size_t length, void *value, void *arg)
{
	struct checker *checker = arg;
	const struct mark *mark = value;

	(void)key;
	(void)length;
	for (const struct item *item = mark->about; item != NULL;
	    item = item->about_next)
		*VEC_PUSH(checker->sorted) = &item->finding;
	return true;
}

const struct finding *const *
checker_findings(struct checker *checker, size_t *count)
{
	size_t kept = 0, of_code[FINDING_CODES] = { 0 };

	if (!checker->is_sorted) {
		checker->sorted.count = 0;
		map_each(checker->store.marks, list_mark, checker);
		if (checker->sorted.count > 1)
			qsort(checker->sorted.items, checker->sorted.count,
			    sizeof *checker->sorted.items, by_document);
		for (size_t i = 0; i < checker->sorted.count; i++) {
			const struct finding *f = checker->sorted.items[i];

			if (of_code[f->code]++ < CODE_MOST)
				checker->sorted.items[kept++] = f;
		}
		checker->sorted.count = kept;
		checker->is_sorted = true;
	}
	*count = checker->sorted.count;
	return checker->sorted.items;
}

static bool
is_about(const struct finding *finding, const char *missing)
{
	if (missing == NULL)
		return finding->missing == NULL;
	return finding->missing != NULL &&
	    strcmp(finding->missing, missing) == 0;
}

size_t
checker_find(const struct checker *checker, const struct value *value,
    const char *missing, const struct finding **out, size_t capacity)
{
	const struct mark *mark = store_find(&checker->store, value);
	size_t count = 0;

	for (int severity = SEVERITIES - 1; severity >= 0; severity--) {
		const struct item *item = mark != NULL ? mark->about : NULL;

		for (; item != NULL && count < capacity;
		    item = item->about_next)
			if ((int)item->finding.severity == severity &&
			    item->finding.value == value &&
			    is_about(&item->finding, missing))
				out[count++] = &item->finding;
	}
	return count;
}

bool
checker_worst_below(const struct checker *checker, const struct value *value,
    enum severity *out)
{
	const struct mark *mark = store_find(&checker->store, value);

	for (int severity = SEVERITIES - 1; mark != NULL && severity >= 0;
	    severity--) {
		if (mark->below[severity] > 0) {
			*out = (enum severity)severity;
			return true;
		}
	}
	return false;
}
