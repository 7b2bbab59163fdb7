/*
 * What of the document goes into the index, and what may be asked of it.  See
 * internal.h and index.h.
 */
#include "config.h"

#include "check/index.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/text.h"
#include "check/internal.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

static uint64_t
mix(uint64_t a, uint64_t b)
{
	a ^= b + UINT64_C(0x9e3779b97f4a7c15) + (a << 6) + (a >> 2);
	return a * UINT64_C(0xff51afd7ed558ccd);
}

uint64_t
group_hash_text(const char *text, size_t length)
{
	return mix(VALUE_STRING, map_hash(text, length));
}

static uint64_t
hash_scalar(const struct value *value)
{
	AUTO_BUF text = BUF_INIT;
	const char *string;
	size_t length;

	if (value_get_string(value, &string, &length))
		return group_hash_text(string, length);
	if (value->unreadable || value->type == VALUE_STRING)
		value_show_content(value, &text);
	else if (value->type == VALUE_DATA)
		value_get_data(value, &text);
	else if (value->type == VALUE_INTEGER)
		return mix(mix(VALUE_INTEGER, value->integer.negative),
		    value->integer.magnitude);
	else if (value->type == VALUE_BOOLEAN)
		return mix(VALUE_BOOLEAN, value->boolean);
	else if (value->type == VALUE_DATE)
		return mix(VALUE_DATE, (uint64_t)value->date);
	else
		buf_add(&text, &value->real, sizeof value->real);
	return mix(value->type + (value->unreadable ? 100u : 0u),
	    map_hash(buf_text(&text), text.length));
}

uint64_t
group_hash(const struct value *value)
{
	uint64_t hash = value->type;

	if (!value_is_container(value))
		return hash_scalar(value);
	for (uint32_t i = 0; i < value->items.count; i++) {
		const struct value *item = value->items.list[i];

		if (value->type == VALUE_ARRAY)
			hash = mix(hash, group_hash(item));
		else	/* a sum: in any order */
			hash += mix(map_hash(item->key->name,
			    item->key->length), group_hash(item));
	}
	return mix(hash, value->items.count);
}

static bool
is_named(const struct value *value, const char *name)
{
	return value->key->length == strlen(name) &&
	    memcmp(value->key->name, name, value->key->length) == 0;
}

static void
add(const struct subject *subject, enum index_kind kind, uint64_t scope,
    uint64_t hash, const struct assertion *rule)
{
	struct index_entry model = {
		.key = { kind, scope, hash },
		.value = subject->value,
		.payload = subject->payload,
		.place = subject->place,
		.rule = rule,
	};

	index_add(&subject->checker->index, &subject->checker->store, &model);
}

static void
index_envelope(const struct subject *subject)
{
	const struct value *value = subject->value;
	bool top = subject->payload == subject->checker->root &&
	    subject->checker->shape == SHAPE_PROFILE;
	const char *text;
	size_t length;

	if (value->key == NULL || value->parent != subject->payload ||
	    subject->payload == NULL ||
	    !value_get_string(value, &text, &length) || length == 0)
		return;
	if (is_named(value, "PayloadUUID"))
		add(subject, INDEX_UUID, 0, index_hash(text, length, true),
		    NULL);
	else if (is_named(value, "PayloadIdentifier"))
		add(subject, INDEX_IDENTIFIER, 0,
		    index_hash(text, length, false), NULL);
	else if (is_named(value, "PayloadType") && !top)
		add(subject, INDEX_TYPE, 0, index_hash(text, length, false),
		    NULL);
}

/*
 * A reference by another key than the UUID depends on the payloads there are.
 */
static void
index_needs(const struct subject *subject, const struct reference *reference)
{
	if (reference->key == NULL ||
	    strcmp(reference->key, "PayloadUUID") == 0)
		return;
	for (const char *const *t = reference->types;
	    t != NULL && *t != NULL; t++)
		add(subject, INDEX_NEED, 0, index_hash(*t, strlen(*t), false),
		    NULL);
}

static void
index_references(const struct subject *subject)
{
	const struct plan *plan = subject->plan;
	const char *text;
	size_t length;

	if ((plan->refers_count == 0 && plan->reference == NULL) ||
	    !value_get_string(subject->value, &text, &length))
		return;
	uint64_t hash = index_hash(text, length, true);

	if (plan->refers_count == 0)
		add(subject, INDEX_REFERENCE, 0, hash, NULL);
	for (size_t i = 0; i < plan->refers_count; i++)
		add(subject, INDEX_REFERENCE, 0, hash, plan->refers[i]);
	if (plan->reference != NULL)
		index_needs(subject, plan->reference);
}

static uint64_t
pointer_scope(const void *a, const void *b)
{
	return mix((uintptr_t)a, (uintptr_t)b);
}

/* Within what a value must be the only one. */
static uint64_t
unique_scope(const struct assertion *rule, const struct value *value,
    const struct value *payload)
{
	const char *within = rule->value_count > 0 ? rule->values[0].text
	    : "array";
	const struct value *list = value->parent;
	const char *name;

	if (strcmp(within, "payload-type") == 0)
		return pointer_scope(rule, NULL);
	if (strcmp(within, "profile") == 0) {
		name = rule->place->key != NULL ? rule->place->key->name : "";
		return map_hash(name, strlen(name));
	}
	while (list != NULL && list != payload && list->type != VALUE_ARRAY)
		list = list->parent;
	return pointer_scope(rule, list);
}

static void
index_uniques(const struct subject *subject)
{
	const struct plan *plan = subject->plan;
	const char *text;
	size_t length;

	/* An empty text is a value not filled in yet. */
	if (value_get_string(subject->value, &text, &length) && length == 0)
		return;
	for (size_t i = 0; i < plan->unique_count; i++)
		add(subject, INDEX_UNIQUE, unique_scope(plan->uniques[i],
		    subject->value, subject->payload),
		    group_hash(subject->value), plan->uniques[i]);
}

void
group_index(const struct subject *subject)
{
	if (subject->payload == NULL)
		return;
	index_envelope(subject);
	if (subject->plan == NULL)
		return;
	index_references(subject);
	if (subject->plan->unique_count > 0)
		index_uniques(subject);
}

void
group_refresh_unique(struct checker *checker, const struct value *value)
{
	const struct mark *mark = store_find(&checker->store, value);
	struct subject subject;
	bool any = false;

	if (mark == NULL)
		return;
	for (struct entry *entry = mark->entries, *next; entry != NULL;
	    entry = next) {
		next = entry->mark_next;
		if (((struct index_entry *)entry)->key.kind != INDEX_UNIQUE)
			continue;
		any = true;
		/* The last one may take the mark with it. */
		if (next == NULL && mark->entries == entry) {
			store_remove_entry(&checker->store, entry);
			break;
		}
		store_remove_entry(&checker->store, entry);
	}
	if (!any)
		return;
	subject = subject_of(checker, (struct value *)value);
	index_uniques(&subject);
}

static bool
has_need(const struct mark *mark, const struct assertion *rule)
{
	for (struct entry *entry = mark != NULL ? mark->entries : NULL;
	    entry != NULL; entry = entry->mark_next) {
		struct index_entry *e = (struct index_entry *)entry;

		if (e->key.kind == INDEX_NEED && e->rule == rule)
			return true;
	}
	return false;
}

void
group_need(struct checker *checker, const struct assertion *rule,
    struct value *owner, struct value *payload)
{
	struct subject subject = {
		.checker = checker,
		.value = owner,
		.payload = payload,
	};

	if (has_need(store_find(&checker->store, owner), rule))
		return;
	for (size_t i = 0; i < rule->value_count; i++) {
		const char *type = rule->values[i].text;

		add(&subject, INDEX_NEED, 0,
		    index_hash(type, strlen(type), false), rule);
	}
}

void
group_touch(struct checker *checker, const struct assertion *rule,
    const struct value *value)
{
	const struct mark *mark = store_find(&checker->store, value);

	for (struct entry *entry = mark != NULL ? mark->entries : NULL;
	    entry != NULL; entry = entry->mark_next) {
		struct index_entry *e = (struct index_entry *)entry;

		if (e->rule == rule)
			index_touch(&checker->index, e->key);
	}
}

bool
group_has_type(const struct checker *checker, const char *type)
{
	struct index_key key = { INDEX_TYPE, 0,
	    index_hash(type, strlen(type), false) };

	return index_first(&checker->index, key) != NULL;
}

/* Before anything was checked there is no index yet. */
static struct value *
look_for_uuid(const struct checker *checker, const char *text, size_t length)
{
	struct value *root = profile_root(checker->profile);
	size_t count = payload_count(root);

	for (size_t i = 0; i < count; i++) {
		struct value *payload = payload_at(root, i);
		const char *uuid;
		size_t uuid_length;

		if (value_get_string(value_find(payload, "PayloadUUID"), &uuid,
		    &uuid_length) && text_compare_nocase(uuid, uuid_length,
		    text, length) == 0)
			return payload;
	}
	return NULL;
}

struct value *
index_find_uuid(const struct checker *checker, const char *text, size_t length)
{
	struct index_key key = {
		INDEX_UUID, 0, index_hash(text, length, true)
	};
	struct index_entry *entry = index_first(&checker->index, key);
	struct value *first = NULL;

	if (length == 0)
		return NULL;	/* not filled in, there and here */
	if (entry == NULL && !checker->checked)
		return look_for_uuid(checker, text, length);
	/* Where several have it, the one that stands first. */
	for (; entry != NULL; entry = index_next(entry)) {
		if (entry->payload == checker->root &&
		    checker->shape == SHAPE_PROFILE)
			continue;
		if (first == NULL || document_order(entry->payload, first) < 0)
			first = entry->payload;
	}
	return first;
}

static bool
is_one_of(const struct value *payload, const char *const *types)
{
	size_t length;
	const char *type = payload_type(payload, &length);

	for (; types != NULL && *types != NULL; types++)
		if (strlen(*types) == length &&
		    memcmp(*types, type, length) == 0)
			return true;
	return types == NULL;
}

void
index_each_payload(const struct checker *checker, const char *const *types,
    bool (*visit)(struct value *payload, void *arg), void *arg)
{
	size_t count = payload_count(checker->root);

	for (size_t i = 0; i < count; i++) {
		struct value *payload = payload_at(checker->root, i);

		if ((types == NULL || is_one_of(payload, types)) &&
		    !visit(payload, arg))
			return;
	}
}

size_t
index_referrers(const struct checker *checker, const struct value *payload,
    struct value **out, size_t capacity)
{
	const char *text;
	size_t length, count = 0;
	struct index_entry *entry;

	if (!value_get_string(value_find(payload, "PayloadUUID"), &text,
	    &length))
		return 0;
	entry = index_first(&checker->index, (struct index_key){
	    INDEX_REFERENCE, 0, index_hash(text, length, true) });
	for (; entry != NULL; entry = index_next(entry)) {
		if (count < capacity)
			out[count] = entry->value;
		count++;
	}
	return count;
}
