/* profedit schema diff: what is new, changed, deprecated, gone. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/diff.h"
#include "schema/schema.h"

enum { KIND_COLUMNS = 12 };

static const struct schema *
file_of(const struct schema_change *change)
{
	return change->new != NULL ? change->new : change->old;
}

static const struct schema_key *
key_of(const struct schema_change *change)
{
	return change->new_key != NULL ? change->new_key : change->old_key;
}

/* A file that only one of the sets has. */
static bool
is_whole_file(const struct schema_change *change)
{
	return change->new == NULL || change->old == NULL;
}

/* --- text --- */

static void
add_files(const struct schema_diff *diff, enum change_kind kind,
    const char *heading, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < diff->count; i++) {
		const struct schema_change *change = &diff->changes[i];
		const struct schema *file = file_of(change);

		if (!is_whole_file(change) || change->kind != kind)
			continue;
		if (!any)
			buf_addf(out, "%s%s\n", out->length > 0 ? "\n" : "",
			    heading);
		any = true;
		buf_addf(out, "  %s  %s  ", file->type, file->title);
		support_format(file->support, out);
		buf_add_char(out, '\n');
	}
}

static void
add_attribute(const struct schema_change *change, struct buf *out)
{
	const char *before = change->before, *after = change->after;

	if (before == NULL)
		buf_addf(out, "%s: %s", change->attribute, after);
	else if (strcmp(change->attribute, "values gone") == 0)
		buf_addf(out, "%s: %s", change->attribute, before);
	else if (after == NULL)
		buf_addf(out, "%s: no longer (was %s)", change->attribute,
		    before);
	else
		buf_addf(out, "%s: %s (was %s)", change->attribute, after,
		    before);
}

/* What a new key is; of one that is gone its title. */
static void
add_key_words(const struct schema_change *change, struct buf *out)
{
	const struct schema_key *key = key_of(change);

	if (change->kind == CHANGE_GONE) {
		buf_add_text(out, key->title);
		return;
	}
	buf_addf(out, "%s%s, %s", schema_type_name(key->type),
	    key->presence == PRESENCE_REQUIRED ? ", required" : "",
	    key->title);
	if (key->own != NULL) {
		buf_add_text(out, ", ");
		support_format(key->own, out);
	}
}

static void
add_line(const struct schema_change *change, struct buf *out)
{
	buf_add_text(out, "  ");
	schema_add_padded(out, change_names[change->kind], KIND_COLUMNS);
	buf_addf(out, "%s  ", *change->path != '\0' ? change->path :
	    "(the payload)");
	if (change->attribute != NULL)
		add_attribute(change, out);
	else
		add_key_words(change, out);
	buf_add_char(out, '\n');
}

static void
add_keys(const struct schema_diff *diff, struct buf *out)
{
	const struct schema *above = NULL;

	for (size_t i = 0; i < diff->count; i++) {
		const struct schema_change *change = &diff->changes[i];
		const struct schema *file = file_of(change);

		if (is_whole_file(change))
			continue;
		if (file != above)
			buf_addf(out, "%s%s  %s\n",
			    out->length > 0 ? "\n" : "", file->type,
			    file->title);
		above = file;
		add_line(change, out);
	}
}

struct counts {
	size_t files[CHANGE_KINDS], keys[CHANGE_KINDS];
};

/* A key counts once for each kind, however many attributes changed. */
static void
count_changes(const struct schema_diff *diff, struct counts *counts)
{
	*counts = (struct counts){ { 0 }, { 0 } };
	for (size_t i = 0; i < diff->count; i++) {
		const struct schema_change *change = &diff->changes[i];
		bool again = false;

		for (size_t k = i; k-- > 0 && !again &&
		    diff->changes[k].new_key == change->new_key &&
		    diff->changes[k].old_key == change->old_key &&
		    file_of(&diff->changes[k]) == file_of(change);)
			again = diff->changes[k].kind == change->kind;
		if (again)
			continue;
		if (key_of(change) == NULL)
			counts->files[change->kind]++;
		else
			counts->keys[change->kind]++;
	}
}

static void
add_counts(const char *noun, const size_t counts[CHANGE_KINDS],
    struct buf *out)
{
	buf_addf(out, "%s: %zu new, %zu changed, %zu deprecated, %zu gone\n",
	    noun, counts[CHANGE_NEW], counts[CHANGE_CHANGED],
	    counts[CHANGE_DEPRECATED], counts[CHANGE_GONE]);
}

void
schema_add_changes(const struct schema_diff *diff, struct buf *out)
{
	struct counts counts;

	add_files(diff, CHANGE_NEW, "New payloads", out);
	add_files(diff, CHANGE_GONE, "Payloads that are gone", out);
	add_keys(diff, out);
	count_changes(diff, &counts);
	if (out->length > 0)
		buf_add_char(out, '\n');
	add_counts("Payloads", counts.files, out);
	add_counts("Keys", counts.keys, out);
}

/* --- JSON --- */

static void
add_text(struct json *json, const char *name, const char *text)
{
	if (text == NULL)
		return;
	json_key(json, name);
	json_string(json, text);
}

static void
add_object(const struct schema_change *change, struct json *json)
{
	const struct schema_key *key = key_of(change);

	json_open_object(json);
	add_text(json, "change", change_names[change->kind]);
	add_text(json, "type", file_of(change)->type);
	add_text(json, "schema", file_of(change)->id);
	if (key != NULL)
		add_text(json, "path", change->path);
	add_text(json, "title", key != NULL ? key->title :
	    file_of(change)->title);
	add_text(json, "attribute", change->attribute);
	add_text(json, "before", change->before);
	add_text(json, "after", change->after);
	json_close_object(json);
}

void
schema_add_changes_json(const struct schema_diff *diff, struct json *json)
{
	json_key(json, "changes");
	json_open_array(json);
	for (size_t i = 0; i < diff->count; i++)
		add_object(&diff->changes[i], json);
	json_close_array(json);
}

int
schema_diff(const struct cli_options *options, struct catalog *catalog)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF out = BUF_INIT;
	struct schema_set *old, *new = NULL;
	struct schema_diff *diff;
	int status = CLI_TROUBLE;
	struct json json;

	(void)catalog;
	old = schema_set_load(options->args.items[0], &err);
	if (old != NULL)
		new = schema_set_load(options->args.items[1], &err);
	if (new == NULL) {
		schema_set_free(old);
		return cli_fail(&err);
	}
	diff = diff_sets(old, new);
	if (cli_wants_json(options)) {
		schema_open_json(&json, &out);
		schema_add_changes_json(diff, &json);
		schema_close_json(&json);
	} else {
		schema_add_changes(diff, &out);
	}
	if (cli_print(&out, CLI_SAFE))
		status = diff->count > 0 ? CLI_FINDINGS : CLI_FINE;
	diff_free(diff);
	schema_set_free(old);
	schema_set_free(new);
	return status;
}
