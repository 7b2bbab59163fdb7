/*
 * Checks of one container: the keys of a dictionary, the count of an array,
 * and what the reader found odd in it.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "check/internal.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "value/value.h"

static void
dict_complain(const struct subject *subject, struct finding finding)
{
	struct owner owner = { .value = subject->value, .scope = SCOPE_DICT };

	complain_as(subject->checker, &owner, &finding);
}

void
check_required(const struct subject *subject)
{
	const struct plan *plan = subject->plan;
	const struct value *dict = subject->value;
	bool payload;

	if (plan == NULL || dict->type != VALUE_DICT)
		return;
	payload = checker_is_payload(subject->checker, dict);
	for (size_t i = 0; i < plan->required_count; i++) {
		const struct place *key = plan->required[i];
		const char *name = key->key->name;

		if ((payload && envelope_has(name)) ||
		    value_find(dict, name) != NULL ||
		    plan_of(subject->checker, key)->off_target)
			continue;
		dict_complain(subject, (struct finding){
		    .code = FINDING_MISSING_KEY,
		    .severity = finding_table[FINDING_MISSING_KEY].severity,
		    .value = subject->value,
		    .missing = xstrdup(name),
		    .place = key,
		    .message = xstrdup("is required"),
		});
	}
}

static void
complain_duplicate(const struct subject *subject, struct value *entry)
{
	dict_complain(subject, (struct finding){
	    .code = FINDING_DUPLICATE_KEY,
	    .severity = finding_table[FINDING_DUPLICATE_KEY].severity,
	    .value = entry,
	    .message = xstrdup("stands more than once in this dictionary"),
	});
}

static bool
same_name(const struct value *a, const struct value *b)
{
	return a->key->length == b->key->length &&
	    memcmp(a->key->name, b->key->name, a->key->length) == 0;
}

static int
by_name_and_place(const void *left, const void *right)
{
	const struct value *a = *(struct value *const *)left;
	const struct value *b = *(struct value *const *)right;

	if (a->key->length != b->key->length)
		return a->key->length < b->key->length ? -1 : 1;
	int order = memcmp(a->key->name, b->key->name, a->key->length);

	return order != 0 ? order : (a->index > b->index) -
	    (a->index < b->index);
}

/* Sorting spares the name index that value_find() would make and keep. */
static void
check_large_dict(const struct subject *subject)
{
	size_t count = subject->value->items.count;
	AUTO_FREE struct value **sorted = xreallocarray(NULL, count,
	    sizeof *sorted);

	memcpy(sorted, subject->value->items.list, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_name_and_place);
	for (size_t i = 1; i < count; i++)
		if (same_name(sorted[i - 1], sorted[i]))
			complain_duplicate(subject, sorted[i]);
}

void
check_count(const struct subject *subject)
{
	const struct plan *plan = subject->plan;
	size_t count;

	if (plan == NULL || !plan->has_count ||
	    subject->value->type != VALUE_ARRAY)
		return;
	count = value_count(subject->value);
	if (count >= plan->minimum && count <= plan->maximum)
		return;
	AUTO_BUF words = BUF_INIT;
	unsigned bound = count < plan->minimum ? plan->minimum : plan->maximum;

	if (plan->minimum == plan->maximum)
		buf_add_text(&words, "exactly");
	else
		buf_add_text(&words, count < plan->minimum ? "at least"
		    : "at most");
	buf_addf(&words, " %u item%s", bound, bound == 1 ? "" : "s");
	dict_complain(subject, (struct finding){
	    .code = FINDING_WRONG_COUNT,
	    .severity = finding_table[FINDING_WRONG_COUNT].severity,
	    .value = subject->value,
	    .place = subject->place,
	    .message = xasprintf("must have %s, not %zu", buf_text(&words),
	    count),
	});
}

/* What the reader met; see profile.h. */
static const char *const oddity_words[] = {
	[ODDITY_STRAY_TEXT] = "has text between its elements",
	[ODDITY_UNKNOWN_ELEMENT] =
	    "has an element that is none of a property list",
	[ODDITY_KEY_WITHOUT_VALUE] = "has a key without a value",
	[ODDITY_VALUE_WITHOUT_KEY] = "has a value without a key",
	[ODDITY_LEADING_SPACE] = "begins with white space before '<?xml'",
	[ODDITY_TRAILING_NULS] = "ends with NUL bytes",
	[ODDITY_NO_PLIST_ELEMENT] = "has no <plist> element",
	[ODDITY_SEVERAL_ROOTS] = "has more than one value at the top",
	[ODDITY_ATTRIBUTE] = "has an attribute that no property list has",
	[ODDITY_BINARY_DATE] = "has a date with a fraction of a second",
};
_Static_assert(ARRAY_COUNT(oddity_words) == ODDITIES, "one per kind");

static size_t
first_oddity(const struct checker *checker, const struct value *container)
{
	size_t low = 0, high = checker->oddities.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (checker->oddities.items[middle].container < container)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
check_odd_text(const struct subject *subject)
{
	struct checker *checker = subject->checker;
	size_t count = checker->oddities.count;
	size_t i = first_oddity(checker, subject->value);

	for (; i < count &&
	    checker->oddities.items[i].container == subject->value; i++) {
		const struct oddity *odd = profile_oddity(checker->profile,
		    checker->oddities.items[i].number);
		bool detail = odd->detail != NULL && odd->detail[0] != '\0';

		dict_complain(subject, (struct finding){
		    .code = FINDING_ODD_TEXT,
		    .severity = odd->kind == ODDITY_NO_PLIST_ELEMENT
		    ? SEVERITY_NOTE : SEVERITY_WARNING,
		    .value = subject->value,
		    .place = subject->place,
		    .line = checker->oddities.items[i].line,
		    .column = checker->oddities.items[i].column,
		    .message = xasprintf("%s%s%s%s", oddity_words[odd->kind],
		    detail ? ": '" : "", detail ? odd->detail : "",
		    detail ? "'" : ""),
		});
	}
}

static int
by_address(const void *left, const void *right)
{
	const struct value *a = *(struct value *const *)left;
	const struct value *b = *(struct value *const *)right;

	return (a > b) - (a < b);
}

/*
 * In a large dictionary only entries that were duplicates, and those that have
 * the name of one that came or was renamed, can have changed.
 */
static void
recheck_duplicates(const struct subject *subject)
{
	const struct recheck *known = subject->recheck;
	struct value *dict = subject->value;
	VEC(struct value *) suspects = { 0 };

	for (size_t i = 0; i < known->flagged_count; i++)
		*VEC_PUSH(suspects) = known->flagged[i];
	for (size_t i = 0; i < known->touched_count; i++) {
		const struct value_key *key = known->touched[i]->key;

		if (key == NULL)
			continue;
		for (struct value *same = value_find_n(dict, key->name,
		    key->length); same != NULL; same = value_next_same(same))
			*VEC_PUSH(suspects) = same;
	}
	if (suspects.count > 1)
		qsort(suspects.items, suspects.count, sizeof(struct value *),
		    by_address);
	for (size_t i = 0; i < suspects.count; i++) {
		struct value *entry = suspects.items[i];

		if ((i > 0 && suspects.items[i - 1] == entry) ||
		    entry->parent != dict)
			continue;
		if (value_find_n(dict, entry->key->name, entry->key->length) !=
		    entry)
			complain_duplicate(subject, entry);
	}
	VEC_RELEASE(suspects);
}

void
check_duplicate_keys(const struct subject *subject)
{
	const struct value *dict = subject->value;

	if (dict->type != VALUE_DICT)
		return;
	if (dict->items.count > SMALL_DICT) {
		if (subject->recheck != NULL)
			recheck_duplicates(subject);
		else
			check_large_dict(subject);
		return;
	}
	for (uint32_t i = 1; i < dict->items.count; i++) {
		for (uint32_t j = 0; j < i; j++) {
			if (same_name(dict->items.list[j],
			    dict->items.list[i])) {
				complain_duplicate(subject,
				    dict->items.list[i]);
				break;
			}
		}
	}
}

/* Those of the dictionary's entries that were duplicates until now. */
static size_t
flagged_entries(const struct subject *subject, struct value ***out)
{
	const struct mark *mark = store_find(&subject->checker->store,
	    subject->value);
	VEC(struct value *) flagged = { 0 };

	for (const struct item *item = mark != NULL ? mark->owned : NULL;
	    item != NULL; item = item->owned_next)
		if (item->scope == SCOPE_DICT &&
		    item->finding.code == FINDING_DUPLICATE_KEY)
			*VEC_PUSH(flagged) = item->finding.value;
	*out = flagged.items;
	return flagged.count;
}

void
dict_recheck(const struct subject *subject, struct value *const *touched,
    size_t count)
{
	struct subject again = *subject;
	struct recheck known = { .touched = touched, .touched_count = count };
	AUTO_FREE struct value **flagged = NULL;

	known.flagged_count = flagged_entries(subject, &flagged);
	known.flagged = flagged;
	again.recheck = &known;
	store_drop(&subject->checker->store, subject->value, SCOPE_DICT, NULL);
	check_run(&again, 1u << SCOPE_DICT);
}
