/*
 * Loading for the catalogue: the files of a payload type, which of them are
 * meant, and the payload schema that they make.  See catalog.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "schema/catalog_internal.h"
#include "schema/embedded.h"

/* --- files --- */

static struct schema *
read_schema(const struct schema_file *file, struct error *err)
{
	if (file->embedded == NULL)
		return schema_load(file->path, err);
	/* What it says is not in the tree, which the next may have. */
	struct arena *tree = arena_new();
	struct schema *schema = schema_compile(arena_new(),
	    embedded_name(file->embedded),
	    embedded_tree(file->embedded, tree), err);

	if (schema != NULL)
		schema->top = NULL;
	arena_free(tree);
	return schema;
}

struct schema *
catalog_load_schema(struct catalog *catalog, struct schema_file *file)
{
	AUTO_ERROR err = ERROR_INIT;

	if (file->schema != NULL || file->failure != 0)
		return file->schema;
	file->schema = read_schema(file, &err);
	file->failure = file->schema == NULL ?
	    catalog_note_failure(catalog, file->path, &err) :
	    catalog_note_blind(catalog, file->schema->file,
	    file->schema->notes, file->schema->note_count);
	if (file->title == NULL)
		file->title = xstrdup(file->schema == NULL ?
		    path_base(file->path) : file->schema->title);
	return file->schema;
}

static struct rules *
read_rules(const struct rules_file *file, struct error *err)
{
	if (file->embedded == NULL)
		return rules_load(file->path, err);
	struct arena *tree = arena_new();
	struct rules *rules = rules_compile(arena_new(),
	    embedded_name(file->embedded),
	    embedded_tree(file->embedded, tree), err);

	arena_free(tree);
	return rules;
}

struct rules *
catalog_load_rules(struct catalog *catalog, struct rules_file *file)
{
	AUTO_ERROR err = ERROR_INIT;

	if (file->rules != NULL || file->failure != 0)
		return file->rules;
	file->rules = read_rules(file, &err);
	file->failure = file->rules == NULL ?
	    catalog_note_failure(catalog, file->path, &err) :
	    catalog_note_blind(catalog, file->rules->file,
	    file->rules->notes, file->rules->note_count);
	return file->rules;
}

static bool
is_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

const char *
catalog_use_rules(struct catalog *catalog, const char *path,
    const char *text, size_t length, struct error *err)
{
	struct rules *rules = rules_parse(path, text, length, err);
	struct rules_file *file = NULL;

	if (rules == NULL)
		return NULL;
	struct type *type = catalog_find_type(catalog, rules->payload_type,
	    strlen(rules->payload_type));

	if (type == NULL)
		type = catalog_get_type(catalog, rules->payload_type,
		    strlen(rules->payload_type));
	catalog_attach_rules(catalog, type);
	for (size_t i = 0; i < type->rules.count && file == NULL; i++) {
		const struct rules *other =
		    catalog_load_rules(catalog, type->rules.items[i]);

		if (other != NULL &&
		    is_same_text(other->schema_id, rules->schema_id))
			file = type->rules.items[i];
	}
	if (file == NULL) {
		file = xcalloc(1, sizeof *file);
		*VEC_PUSH(type->rules) = file;
	}
	free(file->path);
	rules_free(file->rules);
	file->path = xstrdup(path);
	file->embedded = NULL;
	file->rules = rules;
	file->failure = catalog_note_blind(catalog, path, rules->notes,
	    rules->note_count);
	return rules->payload_type;
}

/* The rules of TYPE that say when SCHEMA is meant, NULL. */
static const struct rules *
find_discriminator(struct catalog *catalog, struct type *type,
    const struct schema *schema)
{
	for (size_t i = 0; i < type->rules.count; i++) {
		const struct rules *rules =
		    catalog_load_rules(catalog, type->rules.items[i]);

		if (rules != NULL && rules->discriminator_key != NULL &&
		    rules->schema_id != NULL &&
		    strcmp(rules->schema_id, schema->id) == 0)
			return rules;
	}
	return NULL;
}

typedef const char *lookup_fn(void *arg, const char *key, size_t *length);

static bool
discriminator_fits(const struct rules *rules, lookup_fn *lookup, void *arg)
{
	size_t length;
	const char *text = lookup(arg, rules->discriminator_key, &length);

	return text != NULL && length == strlen(rules->discriminator_value) &&
	    memcmp(text, rules->discriminator_value, length) == 0;
}

static size_t
count_present(const struct schema *schema, lookup_fn *lookup, void *arg)
{
	size_t count = 0, length;

	for (size_t i = 0; i < schema->keys->count; i++)
		count += lookup(arg, schema->keys->keys[i]->name, &length) !=
		    NULL;
	return count;
}

/* Which of TYPE's files leads for a payload. */
size_t
catalog_choose(struct catalog *catalog, struct type *type, lookup_fn *lookup,
    void *arg)
{
	size_t best = SIZE_MAX, most = 0;

	catalog_attach_rules(catalog, type);
	if (type->files.count < 2)
		return 0;
	for (size_t i = 0; i < type->files.count; i++) {
		const struct schema *schema =
		    catalog_load_schema(catalog, type->files.items[i]);
		const struct rules *rules;
		size_t present;

		if (schema == NULL)
			continue;
		rules = find_discriminator(catalog, type, schema);
		if (rules != NULL) {
			if (lookup != NULL &&
			    discriminator_fits(rules, lookup, arg))
				return i;
			continue;
		}
		present = lookup != NULL ?
		    count_present(schema, lookup, arg) : 0;
		if (best == SIZE_MAX || present > most) {
			best = i;
			most = present;
		}
	}
	return best != SIZE_MAX ? best : 0;
}

/* --- making payload schemas --- */

/*
 * The files that make the schema, the leading one first.  One that a
 * discriminator chooses stands alone, and never beside others.
 */
static size_t
gather_files(struct catalog *catalog, struct type *type, size_t leading,
    const struct schema **files)
{
	size_t count = 0;
	const struct schema *first;

	if (type->files.count == 0)
		return 0;
	first = catalog_load_schema(catalog, type->files.items[leading]);
	if (first != NULL)
		files[count++] = first;
	if (first != NULL && find_discriminator(catalog, type, first) != NULL)
		return count;
	for (size_t i = 0; i < type->files.count; i++) {
		const struct schema *schema = i != leading ?
		    catalog_load_schema(catalog, type->files.items[i]) : NULL;

		if (schema != NULL &&
		    find_discriminator(catalog, type, schema) == NULL)
			files[count++] = schema;
	}
	return count;
}

static bool
is_about(const struct rules *rules, const struct type *type,
    const struct schema **files, size_t count)
{
	if (strcmp(rules->payload_type, type->name) != 0)
		return false;
	if (rules->schema_id == NULL)
		return true;
	for (size_t i = 0; i < count; i++)
		if (strcmp(rules->schema_id, files[i]->id) == 0)
			return true;
	return false;
}

static size_t
gather_rules(struct catalog *catalog, struct type *type,
    const struct schema **files, size_t file_count,
    const struct rules **rules)
{
	size_t count = 0;

	for (size_t i = 0; i < type->rules.count; i++) {
		const struct rules *one =
		    catalog_load_rules(catalog, type->rules.items[i]);

		if (one != NULL && is_about(one, type, files, file_count))
			rules[count++] = one;
	}
	return count;
}

/* Why a file of TYPE is not to be used: the failure's number, or 0. */
static size_t
find_failure(const struct type *type)
{
	for (size_t i = 0; i < type->files.count; i++)
		if (type->files.items[i]->failure != 0)
			return type->files.items[i]->failure;
	for (size_t i = 0; i < type->rules.count; i++)
		if (type->rules.items[i]->failure != 0)
			return type->rules.items[i]->failure;
	for (size_t i = 0; i < type->legacy.count; i++)
		if (type->legacy.items[i]->failure != 0)
			return type->legacy.items[i]->failure;
	return 0;
}

/* The common keys, and the rules about them.  A failure's number, or 0. */
static size_t
add_common(struct catalog *catalog, struct payload_parts *parts)
{
	struct type *common = catalog_find_type(catalog,
	    COMMON_KEYS, strlen(COMMON_KEYS));

	if (common == NULL)
		return 0;
	catalog_attach_rules(catalog, common);
	if (common->files.count > 0)
		parts->common = catalog_load_schema(catalog,
		    common->files.items[0]);
	if (common->rules.count > 0)
		parts->common_rules =
		    catalog_load_rules(catalog, common->rules.items[0]);
	return find_failure(common);
}

/* A failure's number, or 0. */
static size_t
add_inherited(struct catalog *catalog, struct payload_parts *parts)
{
	for (size_t i = 0; i < parts->rules_count; i++) {
		const struct rules *rules = parts->rules[i];
		struct type *type;

		if (rules->inherits == NULL)
			continue;
		type = catalog_find_type(catalog, rules->inherits,
		    strlen(rules->inherits));
		if (type == NULL || type->files.count == 0 || type->busy)
			continue;
		parts->inherited = catalog_get_payload(catalog, type, 0);
		parts->inherited_keys = rules->inherits_keys;
		return find_failure(type);
	}
	return 0;
}

static size_t
gather_legacy(struct catalog *catalog, struct type *type,
    const struct schema **files)
{
	size_t count = 0;

	for (size_t i = 0; i < type->legacy.count; i++) {
		const struct schema *schema =
		    catalog_load_schema(catalog, type->legacy.items[i]);

		if (schema != NULL)
			files[count++] = schema;
	}
	return count;
}

static struct payload *
make_payload(struct catalog *catalog, struct type *type, size_t leading)
{
	struct type *source = type->meant != NULL && type->files.count == 0 ?
	    type->meant : type;

	catalog_attach_rules(catalog, source);
	legacy_attach(catalog, source);
	struct payload_parts parts = { .type = type->name,
		.top_level = strcmp(type->name, TOP_LEVEL) == 0 };
	const struct schema **files =
	    xcalloc(source->files.count + 1, sizeof *files);
	const struct rules **rules =
	    xcalloc(source->rules.count + 1, sizeof *rules);

	const struct schema **legacy =
	    xcalloc(source->legacy.count + 1, sizeof *legacy);

	size_t failure = 0, inherited = 0;

	type->busy = true;
	parts.legacy = legacy;
	parts.legacy_count = gather_legacy(catalog, source, legacy);
	parts.files = files;
	parts.file_count = gather_files(catalog, source, leading, files);
	parts.rules = rules;
	parts.rules_count = gather_rules(catalog, source, files,
	    parts.file_count, rules);
	if (!catalog_is_pseudo(type->name)) {
		failure = add_common(catalog, &parts);
		inherited = add_inherited(catalog, &parts);
	}
	failure = failure != 0 ? failure : inherited;
	failure = failure != 0 ? failure : find_failure(source);
	if (failure != 0)
		parts.failure = catalog_failure(catalog, failure - 1);
	struct payload *payload = payload_new(&parts);

	type->busy = false;
	free(files);
	free(rules);
	free(legacy);
	return payload;
}

const struct payload_schema *
catalog_get_payload(struct catalog *catalog, struct type *type,
    size_t leading)
{
	size_t slots = type->files.count > 0 ? type->files.count : 1;

	if (type->payloads == NULL)
		type->payloads = xcalloc(slots, sizeof *type->payloads);
	if (leading >= slots)	/* an alias of a type with several files */
		leading = 0;
	if (type->payloads[leading] == NULL)
		type->payloads[leading] =
		    make_payload(catalog, type, leading);
	return &type->payloads[leading]->schema;
}

