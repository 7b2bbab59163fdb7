/*
 * Prints what the loader made of schema files as JSON, in the shape of the
 * facts that tests/schema-facts.py compares it with.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/json.h"
#include "base/map.h"
#include "base/yaml.h"
#include "schema/schema.h"

struct dump {
	struct json json;
	struct map *seen;	/* by list: the path it was first met at */
	const struct key_list *stack[64];
	size_t depth;
};

static void
dump_version(struct dump *dump, const char *name, struct version version)
{
	AUTO_BUF text = BUF_INIT;

	if (!version.set)
		return;
	version_format(version, &text);
	json_key(&dump->json, name);
	json_string(&dump->json, buf_text(&text));
}

static void
dump_tristate(struct dump *dump, const char *name, enum tristate value)
{
	if (value == TRI_UNSET)
		return;
	json_key(&dump->json, name);
	json_boolean(&dump->json, value == TRI_TRUE);
}

static void
dump_texts(struct dump *dump, const char *name, const char *const *texts)
{
	if (texts == NULL)
		return;
	json_key(&dump->json, name);
	json_open_array(&dump->json);
	for (; *texts != NULL; texts++)
		json_string(&dump->json, *texts);
	json_close_array(&dump->json);
}

static void
dump_text(struct dump *dump, const char *name, const char *text)
{
	if (text == NULL)
		return;
	json_key(&dump->json, name);
	json_string(&dump->json, text);
}

static void
dump_mode(struct dump *dump, enum usage_mode mode)
{
	static const char *const names[] = { NULL, "allowed", "required",
		"forbidden", "ignored" };

	dump_text(dump, "mode", names[mode]);
}

static void
dump_system(struct dump *dump, const struct support *s)
{
	if (s->state == SUPPORT_NONE)
		dump_text(dump, "introduced", "n/a");
	else if (s->state == SUPPORT_SINCE)
		dump_version(dump, "introduced", s->introduced);
	dump_version(dump, "deprecated", s->deprecated);
	dump_version(dump, "removed", s->removed);
	dump_text(dump, "accessrights", s->access_rights);
	dump_tristate(dump, "multiple", s->multiple);
	dump_tristate(dump, "devicechannel", s->device_channel);
	dump_tristate(dump, "userchannel", s->user_channel);
	dump_tristate(dump, "supervised", s->supervised);
	dump_tristate(dump, "requiresdep", s->requires_dep);
	dump_tristate(dump, "userapprovedmdm", s->user_approved_mdm);
	dump_tristate(dump, "allowmanualinstall", s->allow_manual_install);
	dump_tristate(dump, "always-skippable", s->always_skippable);
	dump_texts(dump, "allowed-enrollments", s->allowed_enrollments);
	dump_texts(dump, "allowed-scopes", s->allowed_scopes);
	if (s->shared_ipad != USAGE_UNSET || s->shared_ipad_scopes != NULL ||
	    s->shared_ipad_device_channel != TRI_UNSET ||
	    s->shared_ipad_user_channel != TRI_UNSET) {
		json_key(&dump->json, "sharedipad");
		json_open_object(&dump->json);
		dump_mode(dump, s->shared_ipad);
		dump_tristate(dump, "devicechannel",
		    s->shared_ipad_device_channel);
		dump_tristate(dump, "userchannel",
		    s->shared_ipad_user_channel);
		dump_texts(dump, "allowed-scopes", s->shared_ipad_scopes);
		json_close_object(&dump->json);
	}
	if (s->user_enrollment != USAGE_UNSET || s->behavior != NULL) {
		json_key(&dump->json, "userenrollment");
		json_open_object(&dump->json);
		dump_mode(dump, s->user_enrollment);
		dump_text(dump, "behavior", s->behavior);
		json_close_object(&dump->json);
	}
}

static void
dump_support(struct dump *dump, const struct support *support)
{
	json_key(&dump->json, "supportedOS");
	json_open_object(&dump->json);
	for (int p = 0; p < PLATFORMS; p++) {
		if (!support[p].mentioned)
			continue;
		json_key(&dump->json, platform_names[p]);
		json_open_object(&dump->json);
		dump_system(dump, &support[p]);
		json_close_object(&dump->json);
	}
	json_close_object(&dump->json);
}

static void
dump_scalar(struct dump *dump, const struct schema_scalar *scalar)
{
	AUTO_BUF text = BUF_INIT;

	switch (scalar->type) {
	case VALUE_INTEGER:
		scalar_format_integer(&text, scalar->integer);
		json_raw(&dump->json, buf_text(&text));
		break;
	case VALUE_REAL:
		scalar_format_real(&text, scalar->real);
		json_raw(&dump->json, buf_text(&text));
		break;
	case VALUE_BOOLEAN:
		json_boolean(&dump->json, scalar->boolean);
		break;
	default:
		json_string(&dump->json, scalar->text);
		break;
	}
}

static void
dump_values(struct dump *dump, const struct schema_key *key)
{
	if (key->choice_count > 0 && !key->open_choices) {
		json_key(&dump->json, "rangelist");
		json_open_array(&dump->json);
		for (size_t i = 0; i < key->choice_count; i++)
			dump_scalar(dump, &key->choices[i].value);
		json_close_array(&dump->json);
	}
	if (key->default_value != NULL) {
		json_key(&dump->json, "default");
		dump_scalar(dump, key->default_value);
	}
	if (key->range != NULL) {
		json_key(&dump->json, "range");
		json_open_object(&dump->json);
		if (key->range->has_min) {
			json_key(&dump->json, "min");
			dump_scalar(dump, &key->range->min);
		}
		if (key->range->has_max) {
			json_key(&dump->json, "max");
			dump_scalar(dump, &key->range->max);
		}
		json_close_object(&dump->json);
	}
	if (key->repetition.set) {
		json_key(&dump->json, "repetition");
		json_open_object(&dump->json);
		json_key(&dump->json, "min");
		json_integer(&dump->json, key->repetition.min);
		json_key(&dump->json, "max");
		json_integer(&dump->json, key->repetition.max);
		json_close_object(&dump->json);
	}
}

static void dump_keys(struct dump *dump, const struct key_list *list,
    const char *path);

static void
dump_subkeys(struct dump *dump, const struct schema_key *key,
    const char *path)
{
	const char *seen;
	size_t i;

	if (key->subkeys == NULL)
		return;
	seen = map_get_pointer(dump->seen, key->subkeys);
	if (seen == NULL) {
		json_key(&dump->json, "subkeys");
		dump_keys(dump, key->subkeys, path);
		return;
	}
	dump_text(dump, "subkeys_ref", seen);
	for (i = 0; i < dump->depth; i++)
		if (dump->stack[i] == key->subkeys)
			break;
	if (i < dump->depth) {
		json_key(&dump->json, "recursive");
		json_boolean(&dump->json, true);
	}
}

static void
dump_key(struct dump *dump, const struct schema_key *key, const char *path)
{
	static const char *const presences[] = { NULL, "optional", "required" };

	json_open_object(&dump->json);
	dump_text(dump, "key", key->name);
	if (key->has_title)
		dump_text(dump, "title", key->title);
	dump_text(dump, "type", schema_type_name(key->type));
	dump_text(dump, "presence", presences[key->presence]);
	dump_text(dump, "format", key->format);
	if (key->value_format != FORMAT_NONE)
		dump_text(dump, "subtype",
		    value_format_name(key->value_format));
	dump_text(dump, "combinetype", key->combine);
	dump_text(dump, "subkeytype", key->subkeytype);
	dump_texts(dump, "assettypes", key->asset_types);
	dump_values(dump, key);
	if (key->own != NULL)
		dump_support(dump, key->own);
	dump_subkeys(dump, key, path);
	json_close_object(&dump->json);
}

static void
dump_keys(struct dump *dump, const struct key_list *list, const char *path)
{
	map_set_pointer(dump->seen, list, xstrdup(path));
	if (dump->depth == ARRAY_COUNT(dump->stack))
		die("too deep");
	dump->stack[dump->depth++] = list;
	json_open_array(&dump->json);
	for (size_t i = 0; i < list->count; i++) {
		AUTO_FREE char *below = xasprintf("%s%s%s", path,
		    path[0] != '\0' ? "/" : "", list->keys[i]->name);

		dump_key(dump, list->keys[i], below);
	}
	json_close_array(&dump->json);
	dump->depth--;
}

static void
free_path(void *path)
{
	free(path);
}

static void
dump_list(struct dump *dump, const char *name, const struct key_list *list)
{
	json_key(&dump->json, name);
	dump_keys(dump, list, "");
}

static void
dump_schema(struct dump *dump, const struct schema *schema)
{
	json_open_object(&dump->json);
	dump_text(dump, "file", schema->file);
	dump_text(dump, "title", schema->title);
	if (schema->type_attribute != NULL)
		dump_text(dump, schema->type_attribute, schema->type);
	dump_support(dump, schema->support);
	dump->seen = map_new();
	dump_list(dump, "keys", schema->keys);
	map_free(dump->seen, free_path);
	dump->seen = map_new();
	if (schema->response_keys != NULL)
		dump_list(dump, "responsekeys", schema->response_keys);
	map_free(dump->seen, free_path);
	json_key(&dump->json, "loader-notes");
	json_open_array(&dump->json);
	for (size_t i = 0; i < schema->note_count; i++)
		json_string(&dump->json, schema->notes[i].message);
	json_close_array(&dump->json);
	json_close_object(&dump->json);
}

/* --texts: titles, helps and meanings for a reader's eye. */
static void
print_texts(const struct key_list *list, struct map *seen, unsigned depth)
{
	if (map_set_pointer(seen, list, seen) != NULL)
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct schema_key *key = list->keys[i];

		printf("%*s%s: %s\n%s\n", (int)depth * 2, "", key->name,
		    key->title, key->help);
		for (size_t c = 0; c < key->choice_count; c++)
			printf("\t%c %s = %s\n", key->open_choices ? '?' : '!',
			    key->choices[c].value.text,
			    key->choices[c].meaning != NULL ?
			    key->choices[c].meaning : "");
		if (key->subkeys != NULL)
			print_texts(key->subkeys, seen, depth + 1);
	}
}

int
main(int argc, char **argv)
{
	bool texts = argc > 1 && strcmp(argv[1], "--texts") == 0;

	for (int i = texts ? 2 : 1; i < argc; i++) {
		AUTO_ERROR err = ERROR_INIT;
		AUTO_BUF out = BUF_INIT;
		struct dump dump = { .depth = 0 };
		struct schema *schema = schema_load(argv[i], &err);

		if (schema == NULL) {
			AUTO_FREE char *text = error_format(&err);

			fprintf(stderr, "%s\n", text);
			return 1;
		}
		if (texts) {
			struct map *seen = map_new();

			printf("=== %s\n", schema->id);
			print_texts(schema->keys, seen, 0);
			map_free(seen, NULL);
		} else {
			json_init(&dump.json, &out, 0);
			dump_schema(&dump, schema);
			puts(buf_text(&out));
		}
		schema_free(schema);
	}
	return 0;
}
