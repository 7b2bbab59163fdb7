/*
 * Checks over the whole document, by the keys of the index: what may stand
 * once, and what must name something that is there.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/index.h"
#include "check/internal.h"
#include "check/where.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

enum { DEPTH_MOST = 512 };

/* Where A stands before B in the document; both are part of it. */
int
document_order(const struct value *a, const struct value *b)
{
	size_t depth_a = 0, depth_b = 0;

	for (const struct value *v = a; v->parent != NULL; v = v->parent)
		depth_a++;
	for (const struct value *v = b; v->parent != NULL; v = v->parent)
		depth_b++;
	int deeper = (depth_a > depth_b) - (depth_a < depth_b);

	for (; depth_a > depth_b; depth_a--)
		a = a->parent;
	for (; depth_b > depth_a; depth_b--)
		b = b->parent;
	if (a == b)
		return deeper;	/* one contains the other */
	while (a->parent != b->parent) {
		a = a->parent;
		b = b->parent;
	}
	return (a->index > b->index) - (a->index < b->index);
}

static int
by_document(const void *left, const void *right)
{
	const struct index_entry *a = *(struct index_entry *const *)left;
	const struct index_entry *b = *(struct index_entry *const *)right;

	return document_order(a->value, b->value);
}

struct group {
	struct checker *checker;
	struct index_entry **items;	/* in document order */
	size_t count, capacity;
};

static void
entry_complain(struct checker *checker, struct index_entry *entry,
    struct finding finding)
{
	struct owner owner = { .entry = &entry->entry, .scope = SCOPE_GROUP };

	finding.value = entry->value;
	if (finding.place == NULL)
		finding.place = entry->place;
	complain_as(checker, &owner, &finding);
}

static bool
is_top(const struct group *group, const struct index_entry *entry)
{
	return entry->payload == group->checker->root;
}

static bool
holds_variable(const struct index_entry *entry)
{
	const char *text;
	size_t length;

	return value_get_string(entry->value, &text, &length) &&
	    placeholder_inside(text, length, false);
}

static void
judge_uuids(struct group *group)
{
	/* A template may make another one of each. */
	if (group->count < 2 || holds_variable(group->items[0]))
		return;
	for (size_t i = 1; i < group->count; i++)
		entry_complain(group->checker, group->items[i],
		    (struct finding){
			.code = FINDING_DUPLICATE_UUID,
			.severity =
			    finding_table[FINDING_DUPLICATE_UUID].severity,
			.message = xstrdup(is_top(group, group->items[i]) ||
			    is_top(group, group->items[0])
			    ? "is that of the profile and of a payload"
			    : "is that of another payload too"),
			.fix = xstrdup("make a new one"),
		    });
}

static void
judge_identifiers(struct group *group)
{
	bool top = false, seen = false;

	if (group->count < 2 || holds_variable(group->items[0]))
		return;
	for (size_t i = 0; i < group->count; i++)
		top = top || is_top(group, group->items[i]);
	for (size_t i = 0; i < group->count; i++) {
		struct index_entry *entry = group->items[i];

		if (is_top(group, entry))
			continue;
		if (seen || top)
			entry_complain(group->checker, entry, (struct finding){
			    .code = FINDING_DUPLICATE_IDENTIFIER,
			    .severity = seen ? SEVERITY_ERROR
			    : SEVERITY_WARNING,
			    .message = xstrdup(seen
			    ? "is that of another payload too"
			    : "is that of the profile too"),
			    .fix = xstrdup("append something to it"),
			});
		seen = true;
	}
}

/* True when a system (that is a target) takes such a payload only once. */
static bool
allows_one(const struct checker *checker, const struct payload_schema *schema)
{
	bool any = false;

	for (size_t i = 0; i < checker->target_count; i++)
		if (schema->support[checker->targets[i].platform].multiple ==
		    TRI_FALSE)
			return true;
	if (checker->target_count > 0 || !schema->known)
		return false;
	for (int i = 0; i < PLATFORMS; i++) {
		if (schema->support[i].state != SUPPORT_SINCE)
			continue;
		if (schema->support[i].multiple != TRI_FALSE)
			return false;
		any = true;
	}
	return any;
}

static void
judge_types(struct group *group)
{
	const struct payload_schema *schema;

	if (group->count < 2)
		return;
	schema = where_payload(group->checker->catalog, group->checker->root,
	    group->items[0]->payload);
	if (!allows_one(group->checker, schema))
		return;
	for (size_t i = 1; i < group->count; i++)
		entry_complain(group->checker, group->items[i],
		    (struct finding){
			.code = FINDING_TOO_MANY_PAYLOADS,
			.severity =
			    finding_table[FINDING_TOO_MANY_PAYLOADS].severity,
			.message = xstrdup(
			    "is in this profile already; a device takes only "
			    "one"),
		    });
}

static bool
applies_to(struct checker *checker, struct index_entry *entry, bool *certain)
{
	struct instance instance;
	struct value *owner = entry->value;

	/* The list's rule, asked for an item. */
	if (entry->place != NULL && entry->rule->place != entry->place)
		owner = owner->parent;
	if (entry->rule->place->key != NULL &&
	    !place_is_slot(entry->rule->place))
		owner = owner->parent;
	rule_instance(checker, entry->rule, owner, &instance);
	return rule_applies(&instance, certain);
}

static void
judge_uniques(struct group *group)
{
	bool certain, first = true;

	if (group->count < 2)
		return;
	for (size_t i = 0; i < group->count; i++) {
		struct index_entry *entry = group->items[i];
		const struct assertion *rule = entry->rule;
		bool within_list = rule->value_count == 0 ||
		    strcmp(rule->values[0].text, "array") == 0;

		if (!applies_to(group->checker, entry, &certain))
			continue;
		if (first) {
			first = false;
			continue;
		}
		/* Its text reads after the title of the key it is about. */
		entry_complain(group->checker, entry, (struct finding){
		    .place = rule->place,
		    .code = rule->code == NULL && within_list
		    ? FINDING_DUPLICATE_ITEM : then_code(rule),
		    .severity = rule_severity_of(rule, certain),
		    .message = xstrdup(rule->text != NULL ? rule->text
		    : "stands more than once"),
		});
	}
}

/* ---- references */

struct search {
	const char *key;
	const struct value *wanted;
	struct value *found;
};

static bool
has_key_value(struct value *payload, void *arg)
{
	struct search *search = arg;
	struct value *value = value_find(payload, search->key);

	if (value != NULL && value_equal(value, search->wanted))
		search->found = payload;
	return search->found == NULL;
}

static struct value *
find_named(const struct checker *checker, const struct reference *reference,
    const struct value *value)
{
	const char *text;
	size_t length;
	struct search search = { .wanted = value };

	if (!value_get_string(value, &text, &length))
		return NULL;
	if (reference == NULL || reference->key == NULL ||
	    strcmp(reference->key, "PayloadUUID") == 0)
		return index_find_uuid(checker, text, length);
	search.key = reference->key;
	index_each_payload(checker, reference->types, has_key_value, &search);
	return search.found;
}

static bool
is_type_of_rule(const struct assertion *rule, const struct value *payload)
{
	size_t length;
	const char *type = payload_type(payload, &length);

	for (size_t i = 0; i < rule->value_count; i++)
		if (strlen(rule->values[i].text) == length &&
		    memcmp(rule->values[i].text, type, length) == 0)
			return true;
	return rule->value_count == 0;
}

static bool
is_type_of_note(const struct reference *reference, const struct value *payload)
{
	size_t length;
	const char *type = payload_type(payload, &length);
	const char *const *t = reference->types;

	for (; t != NULL && *t != NULL; t++)
		if (strlen(*t) == length && memcmp(*t, type, length) == 0)
			return true;
	return reference->types == NULL;
}

/* What is wrong with the reference; false when nothing is. */
static bool
find_fault(const struct checker *checker, const struct assertion *rule,
    const struct reference *reference, const struct value *value,
    enum finding_code *code, struct value **named)
{
	const char *text;
	size_t length;

	if (!value_get_string(value, &text, &length) ||
	    placeholder_inside(text, length, false))
		return false;
	*named = find_named(checker, reference, value);
	*code = *named == NULL ? FINDING_DANGLING_REFERENCE
	    : FINDING_WRONG_REFERENCE;
	if (*named == NULL)
		return true;
	return rule != NULL ? !is_type_of_rule(rule, *named)
	    : !is_type_of_note(reference, *named);
}

static void
add_reference_words(struct buf *out, const struct value *value,
    const struct value *named, const struct assertion *rule)
{
	const char *type;
	size_t length = 0;

	value_get_string(value, &type, &length);
	if (length == 0) {
		buf_add_text(out, "is empty");
	} else if (named == NULL) {
		buf_add_text(out, "names no payload of this profile");
	} else {
		type = payload_type(named, &length);
		buf_addf(out, "names a payload of type '%.*s', which cannot "
		    "stand here", length < 100 ? (int)length : 100, type);
	}
	if (rule != NULL && rule->text != NULL)
		buf_addf(out, "; it %s", rule->text);
}

static void
judge_reference(struct checker *checker, struct index_entry *entry)
{
	const struct plan *plan = plan_of(checker, entry->place);
	const struct reference *reference = plan != NULL ? plan->reference
	    : NULL;
	const struct assertion *rule = entry->rule;
	struct finding finding = { 0 };
	AUTO_BUF words = BUF_INIT;
	struct value *named;
	bool certain = true;

	store_drop_owned(&checker->store, &entry->entry);
	if (rule != NULL && !applies_to(checker, entry, &certain))
		return;
	if (!find_fault(checker, rule, reference, entry->value, &finding.code,
	    &named))
		return;
	finding.severity = rule != NULL ? rule_severity_of(rule, certain)
	    : finding_table[FINDING_DANGLING_REFERENCE].severity;
	if (finding.code == FINDING_WRONG_REFERENCE && reference != NULL &&
	    reference->inferred && finding.severity > SEVERITY_WARNING)
		finding.severity = SEVERITY_WARNING;
	/* By another key than the UUID, other profiles may have it. */
	if (reference != NULL && reference->key != NULL &&
	    strcmp(reference->key, "PayloadUUID") != 0)
		finding.severity = SEVERITY_NOTE;
	add_reference_words(&words, entry->value, named, rule);
	finding.message = buf_steal(&words, NULL);
	entry_complain(checker, entry, finding);
}

bool
group_reference_holds(const struct instance *instance)
{
	const struct value *at = instance->at;
	const struct reference *reference =
	    instance->rule->place->note->reference;
	enum finding_code code;
	struct value *named;

	for (size_t i = 0; at->type == VALUE_ARRAY && i < value_count(at); i++)
		if (find_fault(instance->checker, instance->rule, reference,
		    value_at(at, i), &code, &named))
			return false;
	return at->type == VALUE_ARRAY || !find_fault(instance->checker,
	    instance->rule, reference, at, &code, &named);
}

/* ---- keys that were touched */

/* The entries of KEY; what they said is dropped. */
static void
collect(struct checker *checker, struct index_key key, struct group *group)
{
	group->checker = checker;
	group->count = 0;
	for (struct index_entry *entry = index_first(&checker->index, key);
	    entry != NULL; entry = index_next(entry)) {
		store_drop_owned(&checker->store, &entry->entry);
		*VEC_PUSH(*group) = entry;
	}
	if (group->count > 1)
		qsort(group->items, group->count, sizeof *group->items,
		    by_document);
}

static void
judge_references(struct group *group)
{
	for (size_t i = 0; i < group->count; i++)
		judge_reference(group->checker, group->items[i]);
}

/* A reference by another key than the UUID. */
static void
judge_references_at(struct checker *checker, const struct value *value)
{
	const struct mark *mark = store_find(&checker->store, value);

	for (struct entry *entry = mark != NULL ? mark->entries : NULL;
	    entry != NULL; entry = entry->mark_next) {
		struct index_entry *e = (struct index_entry *)entry;

		if (e->key.kind == INDEX_REFERENCE)
			judge_reference(checker, e);
	}
}

static void
judge_needs(struct group *group)
{
	struct checker *checker = group->checker;

	for (size_t i = 0; i < group->count; i++) {
		struct index_entry *entry = group->items[i];
		struct instance instance;

		if (entry->rule == NULL) {
			judge_references_at(checker, entry->value);
			continue;
		}
		store_drop(&checker->store, entry->value, SCOPE_RULE,
		    entry->rule);
		rule_instance(checker, entry->rule, entry->value, &instance);
		rule_judge(&instance);
	}
}

/*
 * What is judged when a key of a kind was touched: the key of KIND with that
 * hash.
 */
static const struct {
	enum index_kind touched, kind;
	void (*judge)(struct group *group);
} rows[] = {
	{ INDEX_UUID, INDEX_UUID, judge_uuids },
	{ INDEX_UUID, INDEX_REFERENCE, judge_references },
	{ INDEX_IDENTIFIER, INDEX_IDENTIFIER, judge_identifiers },
	{ INDEX_TYPE, INDEX_TYPE, judge_types },
	{ INDEX_TYPE, INDEX_NEED, judge_needs },
	{ INDEX_REFERENCE, INDEX_REFERENCE, judge_references },
	{ INDEX_UNIQUE, INDEX_UNIQUE, judge_uniques },
	{ INDEX_NEED, INDEX_NEED, judge_needs },
};

static int
by_key(const void *left, const void *right)
{
	const struct index_key *a = left, *b = right;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->scope != b->scope)
		return a->scope < b->scope ? -1 : 1;
	return (a->hash > b->hash) - (a->hash < b->hash);
}

void
group_check_touched(struct checker *checker)
{
	struct index_table *table = &checker->index;
	struct index_key *keys = table->touched.items;
	size_t count = table->touched.count;
	struct group group = { .checker = checker };

	if (count > 1)
		qsort(keys, count, sizeof *keys, by_key);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && index_key_equal(keys[i - 1], keys[i]))
			continue;
		for (size_t j = 0; j < ARRAY_COUNT(rows); j++) {
			struct index_key key = keys[i];

			if (rows[j].touched != key.kind)
				continue;
			key.kind = rows[j].kind;
			collect(checker, key, &group);
			rows[j].judge(&group);
		}
	}
	VEC_RELEASE(group);
	table->touched.count = 0;
}
