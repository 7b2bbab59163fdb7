/*
 * profedit set, unset, add, new: writing without a screen, through the same
 * edits and the same save.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "check/report.h"
#include "check/where.h"
#include "cli/advice.h"
#include "cli/cli.h"
#include "cli/consequences.h"
#include "cli/given.h"
#include "form/seed.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/suggest.h"
#include "value/draft.h"
#include "value/path.h"

/* Where a value shall be set. */
struct spot {
	struct value *reached;		/* the deepest value on the path */
	const struct place *place;	/* of `reached`, may be NULL */
	struct path path;
	size_t depth;			/* segments of the path used up */
};

static bool
reach(struct catalog *catalog, struct profile *profile, const char *text,
    struct spot *spot, struct error *err)
{
	struct value *root = profile_root(profile), *value;
	AUTO_ERROR stop = ERROR_INIT;

	if (!payload_parse_path(root, text, &spot->path, err))
		return false;
	value = path_follow(root, &spot->path, &spot->reached, &spot->depth,
	    &stop);
	if (value != NULL) {
		spot->reached = value;
		spot->depth = spot->path.count;
	} else if (stop.code != ERR_NOT_FOUND) {
		/* A duplicate or a step into a scalar: said with its line. */
		payload_find(profile, text, err);
		if (err->code == ERR_NONE)
			error_move(err, &stop);
		return false;
	}
	spot->place = where_place(catalog, root, spot->reached);
	return true;
}

static bool
names_an_item(const char *segment)
{
	return strcmp(segment, "-") == 0 ||
	    strspn(segment, "0123456789") == strlen(segment);
}

/* The place at the end of the path; NULL when no schema speaks of it. */
static const struct place *
final_place(struct catalog *catalog, const struct profile *profile,
    const struct spot *spot)
{
	const struct place *place = spot->place;
	const struct value *container = spot->reached;

	for (size_t i = spot->depth; i < spot->path.count; i++) {
		const char *segment = spot->path.segments[i];
		bool item = container != NULL ?
		    container->type == VALUE_ARRAY :
		    place != NULL && place->type == SCHEMA_ARRAY;

		place = where_child(catalog, profile_root(profile), container,
		    place, item ? NULL : segment, item ? 0 : strlen(segment),
		    NULL);
		container = NULL;
		if (place == NULL)
			return NULL;
	}
	return place;
}

/* What complaints call it: the key; an item by the whole path. */
static const char *
name_of(const struct spot *spot, const char *text)
{
	const char *last = spot->path.count > 0 ?
	    spot->path.segments[spot->path.count - 1] : text;

	return names_an_item(last) ? text : last;
}

/*
 * A key that is not there and whose name is nearly a known one is no new key.
 * ERR_NOT_FOUND.
 */
static bool
is_meant(const struct spot *spot, struct error *err)
{
	const struct place *place = spot->place;
	const char *name, *near;

	if (spot->depth == spot->path.count || place == NULL ||
	    spot->reached->type != VALUE_DICT || place_is_open(place))
		return true;
	name = spot->path.segments[spot->depth];
	if (place_child(place, name, strlen(name)) != NULL)
		return true;
	near = suggest_key(place, name);
	if (near == NULL)
		return true;
	error_set(err, ERR_NOT_FOUND, "there is no key '%s': did you mean "
	    "'%s'? --force writes it all the same", name, near);
	return false;
}

/* The key that the last one of SPOT's path was meant to be, to the complaint. */
static void
add_nearest(struct catalog *catalog, const struct profile *profile,
    const struct spot *spot, struct error *err)
{
	AUTO_FREE char *message = xstrdup(err->message);
	struct spot above = *spot;
	const struct place *place;
	const char *near;

	above.path.count--;
	place = final_place(catalog, profile, &above);
	near = advice_key(above.path.count <= above.depth ? above.reached :
	    NULL, place, spot->path.segments[above.path.count]);
	if (near != NULL)
		error_set(err, err->code, "%s: did you mean '%s'?", message,
		    near);
}

/*
 * Wraps DRAFT (taken) in the parents that are missing between spot.depth + 1
 * and the end.  NULL with ERR when a parent is not known to the schema.
 */
static struct draft *
wrap_parents(struct catalog *catalog, const struct profile *profile,
    const struct spot *spot, struct draft *draft, struct error *err)
{
	for (size_t i = spot->path.count; i-- > spot->depth + 1;) {
		struct spot parent = *spot;
		const struct place *place;
		struct draft *outer;

		parent.path.count = i;
		place = final_place(catalog, profile, &parent);
		if (place == NULL || !schema_type_is_container(place->type)) {
			error_set(err, ERR_NOT_FOUND, "there is no '%s', and "
			    "no schema says what it would be",
			    spot->path.segments[i - 1]);
			add_nearest(catalog, profile, &parent, err);
			draft_free(draft);
			return NULL;
		}
		outer = place->type == SCHEMA_ARRAY ? draft_array() :
		    draft_dict();
		draft_add(outer, place->type == SCHEMA_ARRAY ? NULL :
		    spot->path.segments[i], draft);
		draft = outer;
	}
	return draft;
}

static bool
insert_item(struct profile *profile, struct value *array,
    const char *segment, const struct draft *draft, struct value **made,
    struct error *err)
{
	size_t count = value_count(array), index = count;
	struct integer number;

	if (strcmp(segment, "-") != 0) {
		if (!names_an_item(segment) ||
		    !scalar_parse_integer(segment, strlen(segment), &number) ||
		    number.magnitude > count) {
			error_set(err, ERR_NOT_FOUND,
			    "'%s' is no place in a list of %zu", segment,
			    count);
			return false;
		}
		index = (size_t)number.magnitude;
	}
	return edit_insert_item(profile, array, index, draft, made, err);
}

/* Sets what the spot names; DRAFT is taken.  *MADE: what was set or added. */
static bool
write_draft(struct catalog *catalog, struct profile *profile,
    const struct spot *spot, bool insert, struct draft *draft,
    struct value **made, struct error *err)
{
	struct value *reached = spot->reached;
	bool done;

	if (spot->depth == spot->path.count && insert &&
	    reached->parent != NULL && reached->parent->type == VALUE_ARRAY) {
		done = edit_insert_item(profile, reached->parent,
		    reached->index, draft, made, err);
	} else if (spot->depth == spot->path.count) {
		*made = reached;
		done = edit_set(profile, reached, draft, err);
	} else {
		const char *segment = spot->path.segments[spot->depth];

		draft = wrap_parents(catalog, profile, spot, draft, err);
		if (draft == NULL)
			return false;
		done = reached->type == VALUE_ARRAY ?
		    insert_item(profile, reached, segment, draft, made, err) :
		    edit_insert(profile, reached, segment, draft,
			spot->place == NULL ? NULL : place_order(spot->place),
			made, err);
	}
	draft_free(draft);
	return done;
}

/* args[2] at args[1]; *MADE: what was set or added. */
/* A path that leads nowhere is more likely than a key that nobody knows. */
static void
say_what_was_meant(const struct cli_options *options,
    struct catalog *catalog, const struct profile *profile, struct error *err)
{
	AUTO_ERROR why = ERROR_INIT;

	if (advice_find(options, catalog, profile, options->args.items[1],
	    &why) == NULL && why.code == ERR_NOT_FOUND)
		error_set(err, ERR_TYPE, "%s (a new key that no schema knows "
		    "needs --type)", why.message);
}

static bool
set_value(struct catalog *catalog, struct profile *profile,
    const struct cli_options *options, struct value **made, struct error *err)
{
	const char *text = options->args.items[1];
	struct spot spot = { 0 };
	bool done = false;

	if (reach(catalog, profile, text, &spot, err) &&
	    (options->force || is_meant(&spot, err))) {
		struct given_place at = { .name = name_of(&spot, text) };
		struct draft *draft;

		at.place = final_place(catalog, profile, &spot);
		if (spot.depth == spot.path.count)
			at.value = spot.reached;
		at.secret = report_is_secret(at.place, at.value) ||
		    (at.place == NULL && report_names_secret(at.name,
		    strlen(at.name)));
		draft = given_read(options, &at, err);
		if (draft == NULL && err->code == ERR_TYPE)
			say_what_was_meant(options, catalog, profile, err);
		done = draft != NULL && write_draft(catalog, profile, &spot,
		    options->insert, draft, made, err);
	}
	path_release(&spot.path);
	return done;
}

/* Opens args[0] for writing; NULL after a complaint. */
static struct profile *
open_writable(const struct cli_options *options)
{
	const char *path = options->args.items[0];
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile;

	if (strcmp(path, "-") == 0) {
		error_set(&err, ERR_USAGE,
		    "standard input cannot be written to: name a file");
		cli_fail(&err);
		return NULL;
	}
	if (file_is_stream(path)) {
		error_set(&err, ERR_USAGE, "'%s' cannot be written to: it is a "
		    "pipe or what the shell has opened: name the file itself",
		    path);
		cli_fail(&err);
		return NULL;
	}
	profile = profile_open(path, NULL, &err);
	if (profile == NULL)
		cli_fail(&err);
	return profile;
}

/* Comments kept or lost. */
static void
say_notice(const struct profile *profile)
{
	if (*edit_notice(profile) != '\0')
		cli_say("%s", edit_notice(profile));
}

/* The exit status. */
static int
set_and_save(struct catalog *catalog, struct profile *profile,
    const struct cli_options *options)
{
	struct consequences *consequences = consequences_new(profile, catalog);
	AUTO_ERROR err = ERROR_INIT;
	struct value *made = NULL;
	int status;

	if (!set_value(catalog, profile, options, &made, &err)) {
		status = cli_fail(&err);
	} else {
		status = consequences_say(consequences, options, made);
		if (status == CLI_FINE && !cli_could_judge(options, catalog))
			status = CLI_TROUBLE;
		if (status == CLI_FINE) {
			say_notice(profile);
			status = cli_save(profile, options);
		}
	}
	consequences_free(consequences);
	return status;
}

int
cli_set(const struct cli_options *options)
{
	struct profile *profile = open_writable(options);
	struct catalog *catalog;
	int status = CLI_TROUBLE;

	if (profile == NULL)
		return CLI_TROUBLE;
	catalog = cli_catalog(options);
	if (catalog != NULL)
		status = cli_close_catalog(catalog,
		    set_and_save(catalog, profile, options));
	profile_close(profile);
	return status;
}

int
cli_unset(const struct cli_options *options)
{
	AUTO_ERROR err = ERROR_INIT;
	struct profile *profile;
	struct value *value;
	int status = CLI_TROUBLE;

	profile = open_writable(options);
	if (profile == NULL)
		return CLI_TROUBLE;
	value = advice_find(options, NULL, profile, options->args.items[1],
	    &err);
	if (value != NULL && edit_remove(profile, value, &err)) {
		say_notice(profile);
		status = cli_save(profile, options);
	} else {
		cli_fail(&err);
	}
	profile_close(profile);
	return status;
}

/* A slip of the pen, or a type newer than the schemas. */
static void
say_when_unknown(struct catalog *catalog, const char *type)
{
	if (catalog_count(catalog) > 0 &&
	    !catalog_knows(catalog, type, strlen(type)))
		cli_say("no schema describes '%s': it gets the keys that every "
		    "payload has", type);
}

static void
print_path(const struct value *value, const struct value *root)
{
	AUTO_BUF out = BUF_INIT;

	path_of_value(value, root, &out);
	buf_add_char(&out, '\n');
	cli_print(&out, CLI_SAFE);
}

/* The exit status. */
static int
add_and_save(struct catalog *catalog, struct profile *profile,
    const struct cli_options *options)
{
	const char *type = options->args.items[1];
	struct consequences *consequences = consequences_new(profile, catalog);
	AUTO_ERROR err = ERROR_INIT;
	struct value *payload;
	int status;

	if (!seed_add_payload(profile, catalog, type, &payload, &err)) {
		status = cli_fail(&err);
	} else {
		status = consequences_say(consequences, options, payload);
		if (status == CLI_FINE && !cli_could_judge(options, catalog))
			status = CLI_TROUBLE;
		if (status == CLI_FINE)
			status = cli_save(profile, options);
		if (status == CLI_FINE) {
			say_when_unknown(catalog, type);
			print_path(payload, profile_root(profile));
		}
	}
	consequences_free(consequences);
	return status;
}

int
cli_add(const struct cli_options *options)
{
	struct profile *profile = open_writable(options);
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog;
	int status = CLI_TROUBLE;

	if (profile == NULL)
		return CLI_TROUBLE;
	catalog = cli_catalog(options);
	if (catalog != NULL && !options->force &&
	    !advice_type_is_meant(catalog, options->args.items[1], &err))
		status = cli_fail(&err);
	else if (catalog != NULL)
		status = add_and_save(catalog, profile, options);
	if (catalog != NULL)
		status = cli_close_catalog(catalog, status);
	profile_close(profile);
	return status;
}

static bool
fill_new(struct profile *profile, struct catalog *catalog,
    const struct cli_options *options, struct error *err)
{
	const char *path = options->args.items[0];
	AUTO_FREE char *stem = xstrdup(path_base(path));
	AUTO_FREE char *identifier = NULL;
	char *dot = strrchr(stem, '.');
	struct value *payload;

	if (dot != NULL && dot != stem)
		*dot = '\0';
	identifier = xasprintf("com.example.%s", stem);
	if (!seed_profile(profile, options->name != NULL ? options->name :
	    stem, options->identifier != NULL ? options->identifier :
	    identifier, options->organization, err))
		return false;
	for (size_t i = 0; i < options->payloads.count; i++) {
		if (!options->force && !advice_type_is_meant(catalog,
		    options->payloads.items[i], err))
			return false;
		if (!seed_add_payload(profile, catalog,
		    options->payloads.items[i], &payload, err))
			return false;
		say_when_unknown(catalog, options->payloads.items[i]);
	}
	return true;
}

int
cli_new(const struct cli_options *options)
{
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog;
	struct profile *profile;
	int status = CLI_TROUBLE;

	if (access(options->args.items[0], F_OK) == 0 || errno != ENOENT) {
		error_set(&err, ERR_EXISTS, "'%s' exists: choose another name",
		    options->args.items[0]);
		return cli_fail(&err);
	}
	catalog = cli_catalog(options);
	if (catalog == NULL)
		return CLI_TROUBLE;
	profile = profile_new(options->args.items[0]);
	if (!fill_new(profile, catalog, options, &err))
		cli_fail(&err);
	else if (cli_could_judge(options, catalog))
		status = cli_save(profile, options);
	profile_close(profile);
	return cli_close_catalog(catalog, status);
}
