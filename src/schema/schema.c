/*
 * Loads one schema file: what stands around the keys.  See schema.h; keys are
 * compiled in compile.c.
 */
#include "config.h"

#include "schema/schema.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/yaml.h"
#include "schema/internal.h"

static const char *const type_attributes[] = {
	"payloadtype", "requesttype", "declarationtype", "statusitemtype",
	"credentialtype"
};

/* Known, and of no use to a profile. */
static const char *const payload_attributes[] = {
	"supportedOS", "content", "apply", "beta", "left"
};

static const char *const top_attributes[] = {
	"title", "description", "payload", "payloadkeys", "responsekeys",
	"reasons", "notes", "related-status-items", "examples", NULL
};

static bool
is_one_of(const char *name, const char *const *known, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, known[i]) == 0)
			return true;
	return false;
}

static const char *
make_plain(struct loader *loader, const char *text)
{
	buf_truncate(&loader->scratch, 0);
	schema_plain_text(text, false, &loader->scratch);
	return arena_strndup(loader->arena, buf_text(&loader->scratch),
	    loader->scratch.length);
}

static void
read_payload(struct loader *loader, const struct yaml_node *payload)
{
	struct schema *schema = loader->schema;

	if (payload->kind != YAML_MAPPING) {
		notes_add(&loader->notes, payload, NOTE_SERIOUS,
		    "'payload' wants a mapping");
		return;
	}
	for (size_t i = 0; i < payload->count; i++) {
		const struct yaml_node *name = payload->keys[i];
		const struct yaml_node *value = payload->items[i];

		if (is_one_of(name->text, type_attributes,
		    ARRAY_COUNT(type_attributes))) {
			if (value->kind != YAML_SCALAR)
				continue;
			schema->type_attribute = name->text;
			schema->type = value->text;
		} else if (!is_one_of(name->text, payload_attributes,
		    ARRAY_COUNT(payload_attributes))) {
			notes_add(&loader->notes, name, NOTE_MILD,
			    "unknown attribute '%s' of the payload",
			    name->text);
		}
	}
	struct support *support = compile_support(loader->arena,
	    &loader->notes, yaml_get(payload, "supportedOS"));

	if (support != NULL)
		memcpy(schema->support, support, sizeof schema->support);
	schema->left = yaml_get_text(payload, "left");
	const char *content = yaml_get_text(payload, "content");

	if (schema->description[0] == '\0' && content != NULL)
		schema->description = make_plain(loader, content);
}

static void
read_top(struct loader *loader, const struct yaml_node *top)
{
	struct schema *schema = loader->schema;
	const struct yaml_node *node;
	const char *text;

	notes_check_names(&loader->notes, top, top_attributes);
	text = yaml_get_text(top, "description");
	schema->description = text != NULL ? make_plain(loader, text) : "";
	if ((node = yaml_get(top, "payload")) != NULL)
		read_payload(loader, node);
	text = yaml_get_text(top, "title");
	schema->title = text != NULL && text[0] != '\0' ? text : schema->type;
	if ((node = yaml_get(top, "payloadkeys")) != NULL)
		schema->keys = compile_keys(loader, node, 0);
	else
		schema->keys = key_list_empty(loader->arena);
	if (node == NULL && schema->type_attribute != NULL &&
	    strcmp(schema->type_attribute, "payloadtype") == 0)
		notes_add(&loader->notes, top, NOTE_SERIOUS,
		    "the payload has no 'payloadkeys'");
	if ((node = yaml_get(top, "responsekeys")) != NULL)
		schema->response_keys = compile_keys(loader, node, 0);
}

/* File name without folder and ".yaml". */
static const char *
make_id(struct arena *arena, const char *path)
{
	const char *base = path_base(path);
	size_t length = strlen(base);

	if (length > 5 && strcmp(base + length - 5, ".yaml") == 0)
		length -= 5;
	return arena_strndup(arena, base, length);
}

static void
finish(struct loader *loader)
{
	struct schema *schema = loader->schema;
	size_t size =
	    loader->regexes.count * sizeof *loader->regexes.items;

	schema->notes = notes_finish(&loader->notes, &schema->note_count);
	schema->regexes = arena_alloc(loader->arena, size);
	if (size > 0)
		memcpy(schema->regexes, loader->regexes.items, size);
	schema->regex_count = loader->regexes.count;
	VEC_RELEASE(loader->regexes);
	map_free(loader->lists, NULL);
	buf_release(&loader->scratch);
}

struct schema *
schema_compile(struct arena *arena, const char *name,
    const struct yaml_node *top, struct error *err)
{
	struct loader loader = { .arena = arena, .notes.arena = arena };

	if (top->kind != YAML_MAPPING || (yaml_get(top, "title") == NULL &&
	    yaml_get(top, "payload") == NULL)) {
		error_set(err, ERR_SYNTAX,
		    "no schema: neither 'title' nor 'payload' at the top");
		error_locate(err, name, top->line, top->column);
		arena_free(arena);
		return NULL;
	}
	struct schema *schema = arena_alloc(arena, sizeof *schema);

	schema->arena = arena;
	schema->file = arena_strdup(arena, name);
	schema->top = top;
	schema->id = schema->type = make_id(arena, name);
	loader.schema = schema;
	loader.lists = map_new();
	read_top(&loader, top);
	finish(&loader);
	return schema;
}

struct schema *
schema_parse(const char *name, const char *text, size_t length,
    struct error *err)
{
	struct arena *arena = arena_new();
	const struct yaml_node *top =
	    yaml_parse(arena, name, text, length, err);

	if (top != NULL)
		return schema_compile(arena, name, top, err);
	arena_free(arena);
	return NULL;
}

bool
schema_text_is_whole(const char *path, const struct buf *text,
    struct error *err)
{
	size_t lines = 1;

	if (text->length > 0 && text->data[text->length - 1] == '\n')
		return true;
	for (size_t i = 0; i < text->length; i++)
		lines += text->data[i] == '\n';
	error_set(err, ERR_SYNTAX, "seems to be cut off: its last line has no "
	    "end");
	error_locate(err, path, lines, 1);
	return false;
}

struct yaml_node *
load_tree(const char *path, struct arena *arena, struct error *err)
{
	AUTO_BUF text = BUF_INIT;
	struct yaml_node *top;

	if (!file_read(path, YAML_FILE_MOST, &text, err))
		return NULL;
	top = yaml_parse(arena, path, buf_text(&text), text.length, err);
	return top != NULL && schema_text_is_whole(path, &text, err) ? top :
	    NULL;
}

struct schema *
schema_load(const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	const struct yaml_node *top = load_tree(path, arena, err);

	if (top != NULL)
		return schema_compile(arena, path, top, err);
	arena_free(arena);
	return NULL;
}

void
schema_free(struct schema *schema)
{
	if (schema == NULL)
		return;
	for (size_t i = 0; i < schema->regex_count; i++)
		regex_free(schema->regexes[i]);
	arena_free(schema->arena);
}
