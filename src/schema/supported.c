/*
 * "supportedOS" of a schema file: system by system, attribute by attribute.
 * Source: Apple's device-management schema format, "supportedOS Object" and
 * what follows it.
 */
#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/die.h"
#include "base/yaml.h"
#include "schema/internal.h"
#include "schema/platform.h"

struct reader {
	struct arena *arena;
	struct notes *notes;
	struct support *support;
};

typedef void read_attribute(struct reader *reader,
    const struct yaml_node *node, size_t offset);

static void *
member(struct reader *reader, size_t offset)
{
	return (char *)reader->support + offset;
}

static bool
want_scalar(struct reader *reader, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		return true;
	notes_add(reader->notes, node, NOTE_SERIOUS,
	    "a single value is wanted here");
	return false;
}

static void
read_introduced(struct reader *reader, const struct yaml_node *node,
    size_t offset)
{
	(void)offset;
	if (!want_scalar(reader, node))
		return;
	if (strcmp(node->text, "n/a") == 0)
		reader->support->state = SUPPORT_NONE;
	else if (version_parse(node->text, &reader->support->introduced))
		reader->support->state = SUPPORT_SINCE;
	else
		notes_add(reader->notes, node, NOTE_SERIOUS,
		    "'%s' is no version",
		    node->text);
}

static void
read_version(struct reader *reader, const struct yaml_node *node,
    size_t offset)
{
	struct version *version = member(reader, offset);

	if (want_scalar(reader, node) && strcmp(node->text, "n/a") != 0 &&
	    !version_parse(node->text, version))
		notes_add(reader->notes, node, NOTE_SERIOUS,
		    "'%s' is no version",
		    node->text);
}

static void
read_tristate(struct reader *reader, const struct yaml_node *node,
    size_t offset)
{
	enum tristate *tristate = member(reader, offset);
	bool value;

	if (!want_scalar(reader, node))
		return;
	if (yaml_parse_boolean(node, &value))
		*tristate = value ? TRI_TRUE : TRI_FALSE;
	else
		notes_add(reader->notes, node, NOTE_SERIOUS,
		    "'%s' is neither true nor false", node->text);
}

static void
read_mode(struct reader *reader, const struct yaml_node *node, size_t offset)
{
	static const char *const modes[] = {
		[USAGE_ALLOWED] = "allowed",
		[USAGE_REQUIRED] = "required",
		[USAGE_FORBIDDEN] = "forbidden",
		[USAGE_IGNORED] = "ignored",
	};
	enum usage_mode *mode = member(reader, offset);

	if (!want_scalar(reader, node))
		return;
	for (size_t i = USAGE_ALLOWED; i < ARRAY_COUNT(modes); i++)
		if (strcmp(node->text, modes[i]) == 0) {
			*mode = (enum usage_mode)i;
			return;
		}
	notes_add(reader->notes, node, NOTE_SERIOUS,
	    "'%s' is no mode", node->text);
}

static void
read_text(struct reader *reader, const struct yaml_node *node, size_t offset)
{
	const char **text = member(reader, offset);

	if (want_scalar(reader, node))
		*text = node->text;
}

static void
read_texts(struct reader *reader, const struct yaml_node *node, size_t offset)
{
	const char *const **texts = member(reader, offset);

	*texts = literal_texts(reader->arena, reader->notes, node);
}

struct attribute {
	const char *name;
	read_attribute *read;
	size_t offset;
};

#define AT(field) offsetof(struct support, field)

static void read_shared_ipad(struct reader *reader,
    const struct yaml_node *node, size_t offset);
static void read_user_enrollment(struct reader *reader,
    const struct yaml_node *node, size_t offset);

static const struct attribute attributes[] = {
	{ "introduced", read_introduced, 0 },
	{ "deprecated", read_version, AT(deprecated) },
	{ "removed", read_version, AT(removed) },
	{ "supervised", read_tristate, AT(supervised) },
	{ "multiple", read_tristate, AT(multiple) },
	{ "allowmanualinstall", read_tristate, AT(allow_manual_install) },
	{ "userenrollment", read_user_enrollment, 0 },
	{ "sharedipad", read_shared_ipad, 0 },
	{ "devicechannel", read_tristate, AT(device_channel) },
	{ "userchannel", read_tristate, AT(user_channel) },
	{ "requiresdep", read_tristate, AT(requires_dep) },
	{ "userapprovedmdm", read_tristate, AT(user_approved_mdm) },
	{ "accessrights", read_text, AT(access_rights) },
	{ "always-skippable", read_tristate, AT(always_skippable) },
	{ "allowed-enrollments", read_texts, AT(allowed_enrollments) },
	{ "allowed-scopes", read_texts, AT(allowed_scopes) },
	{ NULL, NULL, 0 }
};

static const struct attribute shared_ipad_attributes[] = {
	{ "mode", read_mode, AT(shared_ipad) },
	{ "devicechannel", read_tristate, AT(shared_ipad_device_channel) },
	{ "userchannel", read_tristate, AT(shared_ipad_user_channel) },
	{ "allowed-scopes", read_texts, AT(shared_ipad_scopes) },
	{ NULL, NULL, 0 }
};

static const struct attribute user_enrollment_attributes[] = {
	{ "mode", read_mode, AT(user_enrollment) },
	{ "behavior", read_text, AT(behavior) },
	{ NULL, NULL, 0 }
};

static void
read_mapping(struct reader *reader, const struct yaml_node *node,
    const struct attribute *known)
{
	if (node->kind != YAML_MAPPING) {
		notes_add(reader->notes, node, NOTE_SERIOUS,
		    "a mapping of attributes is wanted here");
		return;
	}
	for (size_t i = 0; i < node->count; i++) {
		const struct attribute *a = known;

		while (a->name != NULL && (*a->name != *node->keys[i]->text ||
		    strcmp(a->name, node->keys[i]->text) != 0))
			a++;
		if (a->name != NULL)
			a->read(reader, node->items[i], a->offset);
		else
			notes_add(reader->notes, node->keys[i], NOTE_MILD,
			    "unknown attribute '%s'", node->keys[i]->text);
	}
}

static void
read_shared_ipad(struct reader *reader, const struct yaml_node *node,
    size_t offset)
{
	(void)offset;
	read_mapping(reader, node, shared_ipad_attributes);
}

static void
read_user_enrollment(struct reader *reader, const struct yaml_node *node,
    size_t offset)
{
	(void)offset;
	read_mapping(reader, node, user_enrollment_attributes);
}

struct support *
compile_support(struct arena *arena, struct notes *notes,
    const struct yaml_node *node)
{
	if (node == NULL)
		return NULL;
	if (node->kind != YAML_MAPPING) {
		notes_add(notes, node, NOTE_SERIOUS,
		    "a mapping of systems is wanted "
		    "here");
		return NULL;
	}
	struct support *all = arena_alloc(arena, PLATFORMS * sizeof *all);

	for (size_t i = 0; i < node->count; i++) {
		struct reader reader = { .arena = arena, .notes = notes };
		enum platform platform;

		if (!platform_parse(node->keys[i]->text, &platform)) {
			notes_add(notes, node->keys[i], NOTE_MILD,
			    "unknown system '%s'", node->keys[i]->text);
			continue;
		}
		reader.support = &all[platform];
		reader.support->mentioned = true;
		read_mapping(&reader, node->items[i], attributes);
	}
	return all;
}
