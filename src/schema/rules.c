/*
 * Loads one rules file: what stands around its annotations and rules.
 * See rules.h; the format is described in profedit-schema(5).
 */
#include "config.h"

#include "schema/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "base/regex.h"
#include "base/yaml.h"
#include "schema/rules_internal.h"

static void
read_discriminator(struct rules_reader *reader, const struct yaml_node *node)
{
	struct rules *rules = reader->rules;

	rules->discriminator_key = yaml_get_text(node, "key");
	rules->discriminator_value = yaml_get_text(node, "value");
	if (rules->discriminator_key == NULL ||
	    rules->discriminator_value == NULL) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "'discriminator' wants 'key' and 'value'");
		rules->discriminator_key = rules->discriminator_value = NULL;
	}
}

static void
read_list(struct rules_reader *reader, const struct yaml_node *node,
    void (*read)(struct rules_reader *, const struct yaml_node *))
{
	if (node->kind != YAML_SEQUENCE) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a list is wanted here");
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		read(reader, node->items[i]);
}

static void
read_annotations(struct rules_reader *reader, const struct yaml_node *node)
{
	read_list(reader, node, rules_read_annotation);
}

static void
read_assertions(struct rules_reader *reader, const struct yaml_node *node)
{
	read_list(reader, node, rules_read_assertion);
}

const char *const rules_attributes[] = {
	"payloadtype", "schema", "group", "aliases", "inherits",
	"inherits-keys", "discriminator", "annotations", "rules", NULL
};

static void
read_attribute(struct rules_reader *reader, const struct yaml_node *name,
    const struct yaml_node *value)
{
	struct rules *rules = reader->rules;
	const char *word = name->text;
	const struct {
		const char *name;
		const char **text;
		const char *const **texts;
		void (*read)(struct rules_reader *, const struct yaml_node *);
	} rows[] = {
		{ "payloadtype", &rules->payload_type, NULL, NULL },
		{ "schema", &rules->schema_id, NULL, NULL },
		{ "group", &rules->group, NULL, NULL },
		{ "aliases", NULL, &rules->aliases, NULL },
		{ "inherits", &rules->inherits, NULL, NULL },
		{ "inherits-keys", NULL, &rules->inherits_keys, NULL },
		{ "discriminator", NULL, NULL, read_discriminator },
		{ "annotations", NULL, NULL, read_annotations },
		{ "rules", NULL, NULL, read_assertions },
	};
	size_t i = 0;

	_Static_assert(ARRAY_COUNT(rows) + 1 ==
	    ARRAY_COUNT(rules_attributes), "one row for each attribute");
	while (i < ARRAY_COUNT(rows) && strcmp(word, rows[i].name) != 0)
		i++;
	if (i == ARRAY_COUNT(rows))
		notes_add(&reader->notes, name, NOTE_MILD,
		    "unknown attribute '%s'", word);
	else if (rows[i].text != NULL)
		rules_read_text(reader, value, rows[i].text);
	else if (rows[i].texts != NULL)
		*rows[i].texts = literal_texts(reader->arena, &reader->notes,
		    value);
	else
		rows[i].read(reader, value);
}

#define MOVE_LIST(reader, list)                                               \
	move_list((reader)->arena, (reader)->list.items,                      \
	    (reader)->list.count * sizeof *(reader)->list.items)

static void *
move_list(struct arena *arena, void *items, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size > 0)
		memcpy(copy, items, size);
	free(items);
	return copy;
}

static void
finish(struct rules_reader *reader)
{
	struct rules *rules = reader->rules;

	rules->annotations = MOVE_LIST(reader, annotations);
	rules->annotation_count = reader->annotations.count;
	rules->assertions = MOVE_LIST(reader, assertions);
	rules->assertion_count = reader->assertions.count;
	rules->regexes = MOVE_LIST(reader, regexes);
	rules->regex_count = reader->regexes.count;
	rules->notes = notes_finish(&reader->notes, &rules->note_count);
	map_free(reader->ids, NULL);
}

struct rules *
rules_compile(struct arena *arena, const char *name,
    const struct yaml_node *top, struct error *err)
{
	struct rules_reader reader = { .arena = arena, .notes.arena = arena };

	if (yaml_get_text(top, "payloadtype") == NULL) {
		error_set(err, ERR_SYNTAX,
		    "no rules file: no 'payloadtype' at the top");
		error_locate(err, name, top->line, top->column);
		arena_free(arena);
		return NULL;
	}
	reader.rules = arena_alloc(arena, sizeof *reader.rules);
	reader.rules->arena = arena;
	reader.rules->file = arena_strdup(arena, name);
	reader.ids = map_new();
	for (size_t i = 0; i < top->count; i++)
		read_attribute(&reader, top->keys[i], top->items[i]);
	finish(&reader);
	return reader.rules;
}

struct rules *
rules_parse(const char *name, const char *text, size_t length,
    struct error *err)
{
	struct arena *arena = arena_new();
	const struct yaml_node *top =
	    yaml_parse(arena, name, text, length, err);

	if (top != NULL)
		return rules_compile(arena, name, top, err);
	arena_free(arena);
	return NULL;
}

struct rules *
rules_load(const char *path, struct error *err)
{
	struct arena *arena = arena_new();
	const struct yaml_node *top = load_tree(path, arena, err);

	if (top != NULL)
		return rules_compile(arena, path, top, err);
	arena_free(arena);
	return NULL;
}

void
rules_free(struct rules *rules)
{
	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->regex_count; i++)
		regex_free(rules->regexes[i]);
	arena_free(rules->arena);
}
