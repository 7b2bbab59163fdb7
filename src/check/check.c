/*
 * The engine: the table of checks, the walk over a document, and what an edit
 * makes stale.  See check.h.
 */
#include "config.h"

#include "check/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/progress.h"
#include "check/internal.h"
#include "check/where.h"
#include "profile/cms.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

enum { PROGRESS_STEP = 1 << 12 };	/* values between two questions */

/*
 * VALUE: one value and its place.  DICT: one container, not what is below.
 * RULE: assertions judged at the value.  GROUP: what it adds to the index,
 * whose keys group_check_touched() judges afterwards.
 */
static const struct check_row checks[] = {
	{ "readable", SCOPE_VALUE, check_readable, NEEDS_NOTHING },
	{ "known", SCOPE_VALUE, check_known, NEEDS_SCHEMA },
	{ "type", SCOPE_VALUE, check_type, NEEDS_SCHEMA },
	{ "choice", SCOPE_VALUE, check_choice, NEEDS_SCHEMA },
	{ "format", SCOPE_VALUE, check_format, NEEDS_SCHEMA },
	{ "empty", SCOPE_VALUE, check_empty, NEEDS_SCHEMA },
	{ "bits", SCOPE_VALUE, check_bits, NEEDS_SCHEMA },
	{ "data", SCOPE_VALUE, check_data, NEEDS_SCHEMA },
	{ "entry-name", SCOPE_VALUE, check_entry_name, NEEDS_SCHEMA },
	{ "secret", SCOPE_VALUE, check_secret, NEEDS_NOTHING },
	{ "envelope-value", SCOPE_VALUE, check_envelope_value, NEEDS_NOTHING },
	{ "target", SCOPE_VALUE, check_target, NEEDS_SCHEMA },
	{ "required", SCOPE_DICT, check_required, NEEDS_SCHEMA },
	{ "count", SCOPE_DICT, check_count, NEEDS_SCHEMA },
	{ "odd-text", SCOPE_DICT, check_odd_text, NEEDS_NOTHING },
	{ "envelope", SCOPE_DICT, check_envelope, NEEDS_NOTHING },
	{ "judged", SCOPE_DICT, check_judged, NEEDS_NOTHING },
	{ "installed", SCOPE_DICT, check_installed, NEEDS_SCHEMA },
	{ "duplicate-keys", SCOPE_DICT, check_duplicate_keys, NEEDS_NOTHING },
	{ "named-rules", SCOPE_RULE, rule_check_named, NEEDS_SCHEMA },
	{ "own-rules", SCOPE_RULE, rule_check_own, NEEDS_SCHEMA },
	{ "index", SCOPE_GROUP, group_index, NEEDS_NOTHING },
};

/* What could not be read whole would only give false findings. */
static bool
has_schema(const struct subject *subject)
{
	const struct place *place = subject->place != NULL ? subject->place :
	    subject->container_place;

	return place == NULL || place->payload->failure == NULL;
}

void
check_run(const struct subject *subject, unsigned scopes)
{
	bool container = value_is_container(subject->value);
	bool has = has_schema(subject);

	for (size_t i = 0; i < ARRAY_COUNT(checks); i++) {
		if ((scopes & 1u << checks[i].scope) == 0 ||
		    (checks[i].scope == SCOPE_DICT && !container) ||
		    (!has && checks[i].need == NEEDS_SCHEMA))
			continue;
		checks[i].run(subject);
	}
	/* A text or number all by itself is a property list too. */
	if (!container && subject->value == subject->checker->root &&
	    (scopes & 1u << SCOPE_DICT) != 0) {
		check_odd_text(subject);
		check_envelope(subject);
	}
}

struct subject
subject_of(struct checker *checker, struct value *value)
{
	struct subject subject = {
		.checker = checker,
		.value = value,
		.place = where_place(checker->catalog, checker->root, value),
	};

	if (value->parent != NULL)
		subject.container_place = where_place(checker->catalog,
		    checker->root, value->parent);
	subject.plan = plan_of(checker, subject.place);
	if (checker->shape != SHAPE_OTHER) {
		subject.payload = payload_of(checker->root, value);
		if (subject.payload == NULL)
			subject.payload = checker->root;
	}
	return subject;
}

static void
remember_schema(struct checker *checker, const struct value *payload)
{
	const struct payload_schema *schema = where_payload(checker->catalog,
	    checker->root, payload);

	map_set_pointer(checker->schemas, payload, (void *)schema);
	for (size_t i = 0; i < schema->assertion_count; i++) {
		const struct assertion *rule = schema->assertions[i];

		for (size_t j = 0; j < rule->path_count; j++)
			if (rule->paths[j].origin == ORIGIN_TOP)
				checker->top_readers = true;
		for (size_t j = 0; j < rule->when_count; j++)
			if (rule->when[j].path.origin == ORIGIN_TOP)
				checker->top_readers = true;
		for (size_t j = 0; j < rule->any_count; j++)
			if (rule->any[j].path.origin == ORIGIN_TOP)
				checker->top_readers = true;
		for (size_t j = 0; j < rule->holds_count; j++)
			if (rule->holds[j].path.origin == ORIGIN_TOP)
				checker->top_readers = true;
	}
}

struct run {
	const struct progress *progress;
	size_t done;
};

static bool
step(struct run *run)
{
	return ++run->done % PROGRESS_STEP != 0 ||
	    progress_step(run->progress, run->done, 0);
}

static bool check_tree(struct run *run, const struct subject *subject);

static bool
check_items(struct run *run, const struct subject *array)
{
	struct checker *checker = array->checker;
	struct value *value = array->value;
	struct subject child = *array;
	const struct place *item = array->plan != NULL ? array->plan->item
	    : NULL;
	bool payloads = checker->shape == SHAPE_PROFILE &&
	    value->parent == checker->root;
	bool plain = !payloads && (array->plan == NULL ||
	    (!array->plan->has_union &&
	    array->place->type == SCHEMA_ARRAY));

	child.container_place = array->place;
	child.place = item;
	child.plan = plan_of(checker, item);
	for (uint32_t i = 0; i < value->items.count; i++) {
		child.value = value->items.list[i];
		if (!plain) {
			child.place = where_child(checker->catalog,
			    checker->root, value, array->place, NULL, 0,
			    child.value);
			child.plan = plan_of(checker, child.place);
			child.payload = checker_is_payload(checker,
			    child.value) ? child.value : array->payload;
		}
		if (!check_tree(run, &child))
			return false;
	}
	return true;
}

static bool
check_entries(struct run *run, const struct subject *dict)
{
	struct checker *checker = dict->checker;
	struct value *value = dict->value;
	struct subject child = *dict;

	child.container_place = dict->place;
	for (uint32_t i = 0; i < value->items.count; i++) {
		child.value = value->items.list[i];
		child.place = dict->place == NULL ? NULL
		    : where_child(checker->catalog, checker->root, value,
		    dict->place, child.value->key->name,
		    child.value->key->length, child.value);
		child.plan = plan_of(checker, child.place);
		if (!check_tree(run, &child))
			return false;
	}
	return true;
}

static bool
check_tree(struct run *run, const struct subject *subject)
{
	struct checker *checker = subject->checker;

	if (!step(run))
		return false;
	if (subject->value == subject->payload)
		remember_schema(checker, subject->value);
	check_run(subject, ~0u);
	if (subject->value->type == VALUE_ARRAY)
		return check_items(run, subject);
	if (subject->value->type == VALUE_DICT)
		return check_entries(run, subject);
	return true;
}

/* ---- odd things the reader met */

static int
by_container(const void *left, const void *right)
{
	const struct odd_thing *a = left, *b = right;

	if (a->container != b->container)
		return a->container < b->container ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* One walk finds all lines: they come in the order of the text. */
static void
locate_oddities(struct checker *checker)
{
	AUTO_BUF text = BUF_INIT;
	size_t at = 0, line = 1, column = 1;

	if (edit_position(checker->profile) != 0)
		return;
	profile_text(checker->profile, &text);
	for (size_t i = 0; i < checker->oddities.count; i++) {
		struct odd_thing *odd = &checker->oddities.items[i];
		size_t offset = profile_oddity(checker->profile,
		    odd->number)->offset;

		for (; at < offset && at < text.length; at++) {
			unsigned char c = (unsigned char)text.data[at];

			if (c == '\n') {
				line++;
				column = 1;
			} else if ((c & 0xc0) != 0x80) {
				column++;
			}
		}
		odd->line = line;
		odd->column = column;
	}
}

static void
collect_oddities(struct checker *checker)
{
	size_t count = profile_oddity_count(checker->profile);

	checker->oddities.count = 0;
	for (size_t i = 0; i < count; i++) {
		const struct oddity *odd = profile_oddity(checker->profile, i);

		*VEC_PUSH(checker->oddities) = (struct odd_thing){
			.container = odd->container != NULL ? odd->container
			    : checker->root,
			.number = i,
		};
	}
	if (count > 0)
		locate_oddities(checker);
	if (count > 1)
		qsort(checker->oddities.items, count,
		    sizeof *checker->oddities.items, by_container);
}

/* A sentence of its own; what it is about is the whole file. */
static void
complain_of_file(struct checker *checker, enum severity severity,
    char *take_message)
{
	struct owner owner = { .value = checker->root, .scope = SCOPE_GROUP };
	struct finding finding = {
		.code = FINDING_SIGNATURE,
		.severity = severity,
		.message = take_message,
	};

	complain_as(checker, &owner, &finding);
}

static void
check_signer(struct checker *checker, const struct cms_signer *signer,
    const char *whose)
{
	AUTO_BUF name = BUF_INIT;

	cms_add_signer(signer, &name);
	if (signer->signature != CMS_HOLDS)
		complain_of_file(checker, SEVERITY_WARNING, xasprintf(
		    signer->signature == CMS_BROKEN ?
		    "the %s does not hold: %s%s%s" :
		    "the %s could not be judged: %s%s%s", whose,
		    signer->reason, signer->name != NULL ? "; signed by " : "",
		    signer->name != NULL ? buf_text(&name) : ""));
	else if (standing_is_bad(&signer->standing))
		complain_of_file(checker, standing_changes(&signer->standing) ?
		    SEVERITY_NOTE : SEVERITY_WARNING, xasprintf("the %s holds, "
		    "but its certificate is not in order: signed by %s", whose,
		    buf_text(&name)));
}

static void
check_signature(struct checker *checker)
{
	const struct cms_info *outer = profile_get_cms(checker->profile);

	if (outer != NULL && outer->inner != NULL)
		complain_of_file(checker, SEVERITY_WARNING, xstrdup("a "
		    "signature within a signature: what is signed is itself a "
		    "signed file, not a property list"));
	for (const struct cms_info *cms = outer; cms != NULL;
	    cms = cms->inner) {
		const char *whose = cms == outer ? "signature" :
		    "inner signature";
		bool said = cms->signature == CMS_HOLDS;

		for (size_t i = 0; i < cms->count; i++) {
			check_signer(checker, &cms->signers[i], whose);
			said = said ||
			    cms->signers[i].signature == cms->signature;
		}
		if (!said)
			complain_of_file(checker, SEVERITY_WARNING, xasprintf(
			    cms->signature == CMS_BROKEN ?
			    "the %s does not hold: %s" :
			    "the %s could not be judged: %s", whose,
			    cms->reason));
	}
}

/* What the tree shows is then not all that the file holds. */
static void
check_whole(struct checker *checker)
{
	const char *reason = profile_read_only_reason(checker->profile);
	struct owner owner = { .value = checker->root, .scope = SCOPE_GROUP };
	struct finding finding = {
		.code = FINDING_ODD_TEXT,
		.severity = SEVERITY_WARNING,
	};

	if (reason == NULL)
		return;
	finding.message = xasprintf("the file can be read but not edited: %s",
	    reason);
	complain_as(checker, &owner, &finding);
}

/* ---- the checker */

static void
drop_entry(void *arg, struct entry *entry)
{
	struct checker *checker = arg;

	index_drop(&checker->index, (struct index_entry *)entry);
}

static void
forget_plans(struct checker *checker)
{
	map_free(checker->plans, NULL);
	arena_free(checker->arena);
	checker->plans = map_new();
	checker->arena = arena_new();
	checker->last_plan = NULL;
}

static void
forget_all(struct checker *checker)
{
	index_release(&checker->index);
	index_init(&checker->index);
	store_clear(&checker->store);
	map_free(checker->schemas, NULL);
	checker->schemas = map_new();
	checker->changes.count = 0;
	checker->is_sorted = false;
	checker->top_readers = false;
	checker->checked = false;
}

void
checker_set_options(struct checker *checker,
    const struct check_options *options)
{
	checker->targets = options != NULL ? options->targets : NULL;
	checker->target_count = options != NULL ? options->target_count : 0;
	checker->against = options != NULL ? options->against : NULL;
	checker->against_root = checker->against != NULL
	    ? profile_root(checker->against) : NULL;
	against_index(checker);
	forget_plans(checker);
	forget_all(checker);
}

static void
note_change(void *arg, enum edit_change change, struct value *value,
    struct value *container)
{
	struct checker *checker = arg;

	*VEC_PUSH(checker->changes) = (struct change){ change, value,
	    container };
}

struct checker *
checker_new(struct profile *profile, struct catalog *catalog,
    const struct check_options *options)
{
	struct checker *checker = xcalloc(1, sizeof *checker);

	checker->profile = profile;
	checker->catalog = catalog;
	checker->root = profile_root(profile);
	store_init(&checker->store, ITEMS_MOST, drop_entry, checker);
	index_init(&checker->index);
	checker_set_options(checker, options);
	checker->watcher = (struct edit_watcher){ note_change, checker };
	edit_watch(profile, &checker->watcher);
	return checker;
}

void
checker_free(struct checker *checker)
{
	if (checker == NULL)
		return;
	edit_unwatch(checker->profile, &checker->watcher);
	index_release(&checker->index);
	store_release(&checker->store);
	map_free(checker->plans, NULL);
	map_free(checker->schemas, NULL);
	map_free(checker->installed, NULL);
	VEC_RELEASE(checker->oddities);
	arena_free(checker->arena);
	VEC_RELEASE(checker->changes);
	VEC_RELEASE(checker->sorted);
	free(checker);
}

bool
check_all(struct checker *checker, const struct progress *progress)
{
	struct run run = { .progress = progress };
	struct subject root;

	forget_all(checker);
	checker->root = profile_root(checker->profile);
	checker->shape = payload_shape(checker->root);
	collect_oddities(checker);
	check_signature(checker);
	check_whole(checker);
	root = subject_of(checker, checker->root);
	if (!check_tree(&run, &root))
		return false;
	group_check_touched(checker);
	checker->checked = true;
	return true;
}

bool
check_subtree(struct checker *checker, struct value *value)
{
	struct subject subject = subject_of(checker, value);
	struct run run = { .progress = NULL };

	return check_tree(&run, &subject);
}

struct catalog *
checker_catalog(const struct checker *checker)
{
	return checker->catalog;
}

struct profile *
checker_profile(const struct checker *checker)
{
	return checker->profile;
}
