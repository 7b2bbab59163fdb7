/*
 * Rules of a rules file: what holds them together; conditions and `then` are
 * in rules_then.c.  See profedit-schema(5), "RULES".
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/die.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/rules_internal.h"

static const char *const severity_names[] = {
	[RULE_ERROR] = "error",
	[RULE_WARNING] = "warning",
	[RULE_NOTE] = "note",
};

const char *const assertion_attributes[] = {
	"id", "at", "when", "any", "then", "severity", "code", "systems",
	"update", "text", NULL
};

static bool
read_severity(struct rules_reader *reader, const struct yaml_node *node,
    enum rule_severity *out)
{
	for (size_t i = 0; node->kind == YAML_SCALAR &&
	    i < ARRAY_COUNT(severity_names); i++)
		if (strcmp(node->text, severity_names[i]) == 0) {
			*out = (enum rule_severity)i;
			return true;
		}
	notes_add(&reader->notes, node, NOTE_SERIOUS,
	    "'error', 'warning' or 'note' is wanted here");
	return false;
}

static void
read_systems(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	const char *const *names =
	    literal_texts(reader->arena, &reader->notes, node);
	enum platform platform;

	for (; names != NULL && *names != NULL; names++)
		if (platform_parse(*names, &platform))
			out->platforms[platform] = true;
		else
			notes_add(&reader->notes, node, NOTE_SERIOUS,
			    "unknown system '%s'", *names);
}

/* What every rule must have; notes the first that is missing. */
static bool
is_complete(struct rules_reader *reader, const struct yaml_node *node)
{
	static const char *const wanted[] = { "id", "at", "then", "severity",
		"text" };

	if (node->kind != YAML_MAPPING) {
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "a rule is a mapping");
		return false;
	}
	for (size_t i = 0; i < ARRAY_COUNT(wanted); i++)
		if (yaml_get(node, wanted[i]) == NULL) {
			notes_add(&reader->notes, node, NOTE_SERIOUS,
			    "the rule has no '%s'", wanted[i]);
			return false;
		}
	return true;
}

static void
check_id(struct rules_reader *reader, const struct yaml_node *node,
    const char *id)
{
	if (map_set_text(reader->ids, id, reader) != NULL)
		notes_add(&reader->notes, node, NOTE_SERIOUS,
		    "the id '%s' occurs twice", id);
}

static bool
read_parts(struct rules_reader *reader, const struct yaml_node *node,
    struct assertion *out)
{
	const struct yaml_node *when = yaml_get(node, "when");
	const struct yaml_node *any = yaml_get(node, "any");
	const struct yaml_node *update = yaml_get(node, "update");
	const struct yaml_node *systems = yaml_get(node, "systems");

	rules_read_text(reader, yaml_get(node, "id"), &out->id);
	rules_read_text(reader, yaml_get(node, "text"), &out->text);
	if (out->id == NULL || out->text == NULL)
		return false;
	out->code = yaml_get_text(node, "code");
	if (update != NULL)
		rules_read_flag(reader, update, &out->on_update);
	if (systems != NULL)
		read_systems(reader, systems, out);
	return read_severity(reader, yaml_get(node, "severity"),
	    &out->severity) &&
	    (when == NULL || rules_read_conditions(reader, when, &out->when,
	    &out->when_count)) &&
	    (any == NULL || rules_read_conditions(reader, any, &out->any,
	    &out->any_count)) &&
	    rules_read_then(reader, yaml_get(node, "then"), out);
}

void
rules_read_assertion(struct rules_reader *reader,
    const struct yaml_node *node)
{
	struct assertion assertion = { .rules = reader->rules,
		.line = node->line };

	if (!is_complete(reader, node))
		return;
	notes_check_names(&reader->notes, node, assertion_attributes);
	if (!read_parts(reader, node, &assertion))
		return;
	check_id(reader, node, assertion.id);
	const char *const *paths = literal_texts(reader->arena,
	    &reader->notes, yaml_get(node, "at"));

	for (; *paths != NULL; paths++) {
		assertion.at = *paths;
		*VEC_PUSH(reader->assertions) = assertion;
	}
}
