/* profedit schema show: a page about a payload or a key. */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/schema.h"
#include "schema/catalog.h"
#include "schema/group.h"
#include "schema/place.h"
#include "schema/resolve.h"
#include "schema/search.h"
#include "schema/suggest.h"
#include "value/path.h"

enum { LABEL_COLUMNS = 14, KEY_COLUMNS = 36, TYPE_COLUMNS = 12 };

/* --- facts --- */

static void
add_fact(struct buf *out, const char *label, const char *text)
{
	AUTO_BUF lines = BUF_INIT;

	if (*text == '\0')
		return;
	schema_add_wrapped(&lines, text, LABEL_COLUMNS + 2);
	/* The label stands where the first line is indented. */
	buf_add_text(out, "  ");
	schema_add_padded(out, label, LABEL_COLUMNS);
	buf_add_text(out, buf_text(&lines) + LABEL_COLUMNS + 2);
}

static void
add_type(const struct place *place, struct buf *out)
{
	const struct annotation *note = place->note;
	const struct place *item = place_item(place);
	AUTO_BUF text = BUF_INIT;

	for (size_t i = 0; i < note->type_count; i++)
		buf_addf(&text, "%s%s", i > 0 ? " or " : "",
		    schema_type_name(note->types[i]));
	if (note->type_count == 0)
		buf_add_text(&text, place->type == SCHEMA_ANY ? "any" :
		    schema_type_name(place->type));
	if (item != NULL && place->type == SCHEMA_ARRAY)
		buf_addf(&text, " of %s", schema_type_name(item->type));
	if (place->bit_count > 0)
		buf_add_text(&text, ", a set of bits");
	if (note->boolean_as_integer)
		buf_add_text(&text, ", 0 means no and 1 yes");
	/* Placeholders are neither. */
	if (place->required)
		buf_add_text(&text, ", required");
	else if (!schema_is_placeholder(place))
		buf_add_text(&text, ", optional");
	add_fact(out, "Type", buf_text(&text));
}

static void
add_default(const struct place *place, struct buf *out)
{
	const struct annotation *note = place->note;
	AUTO_BUF text = BUF_INIT;

	if (place->key->default_value != NULL)
		schema_scalar_format(place->key->default_value, &text);
	else if (note->default_from != NULL)
		buf_addf(&text, "the value of %s", note->default_from);
	if (note->default_text != NULL)
		buf_addf(&text, "%s%s", text.length > 0 ? ": " : "",
		    note->default_text);
	add_fact(out, "When unset", buf_text(&text));
}

static void
add_bounds(const struct schema_range *range, const char *unit,
    struct buf *text)
{
	if (range->has_min && range->has_max)
		buf_addf(text, "%s to %s", range->min.text, range->max.text);
	else if (range->has_min)
		buf_addf(text, "%s or more", range->min.text);
	else
		buf_addf(text, "up to %s", range->max.text);
	if (unit != NULL)
		buf_addf(text, " %s", unit);
}

static void
add_range(const struct place *place, struct buf *out)
{
	const struct schema_range *own = place->key->range;
	const struct schema_range *more = place->note->range;
	AUTO_BUF text = BUF_INIT;

	if (own != NULL)
		add_bounds(own, place->note->unit, &text);
	if (more != NULL) {
		buf_add_text(&text, own != NULL ? ", or " : "");
		add_bounds(more, place->note->unit, &text);
	}
	add_fact(out, "Range", buf_text(&text));
	if (text.length == 0 && place->note->unit != NULL)
		add_fact(out, "Unit", place->note->unit);
}

static void
add_shape(const struct place *place, struct buf *out)
{
	const struct schema_key *key = place->key;
	AUTO_BUF count = BUF_INIT;

	/* Broken into lines it would be another one. */
	if (key->format != NULL) {
		buf_add_text(out, "  ");
		schema_add_padded(out, "Pattern", LABEL_COLUMNS);
		buf_addf(out, "%s\n", key->format);
	}
	if (key->value_format != FORMAT_NONE)
		add_fact(out, "Format",
		    value_format_name(key->value_format));
	if (!key->repetition.set)
		return;
	if (key->repetition.max == UINT32_MAX)
		buf_addf(&count, "%lu or more",
		    (unsigned long)key->repetition.min);
	else if (key->repetition.max == key->repetition.min)
		buf_addf(&count, "%lu", (unsigned long)key->repetition.min);
	else
		buf_addf(&count, "%lu to %lu",
		    (unsigned long)key->repetition.min,
		    (unsigned long)key->repetition.max);
	add_fact(out, "How many", buf_text(&count));
}

static void
add_note(const struct place *place, struct buf *out)
{
	const struct annotation *note = place->note;
	AUTO_BUF types = BUF_INIT;

	if (note->secret != SECRET_NO)
		add_fact(out, "Secret", note->secret == SECRET_YES ?
		    "yes; masked in views" : "sensitive; masked in views");
	if (note->import != NULL)
		add_fact(out, "Made from",
		    rules_word(rules_imports, note->import));
	if (note->key_domain != NULL)
		add_fact(out, "Names are",
		    rules_word(rules_key_domains, note->key_domain));
	if (note->reference != NULL) {
		buf_addf(&types, "the %s of a payload in the same profile: ",
		    note->reference->key);
		for (size_t i = 0; note->reference->types[i] != NULL; i++)
			buf_addf(&types, "%s%s", i > 0 ? ", " : "",
			    note->reference->types[i]);
		add_fact(out, "Names", buf_text(&types));
	}
	if (note->replaced_by != NULL)
		add_fact(out, "Instead", note->replaced_by);
}

/* --- values --- */

/* "  LABEL  MEANING" with the meaning in its own column. */
static void
add_meaning(const char *label, size_t columns, const char *meaning,
    struct buf *out)
{
	AUTO_BUF lines = BUF_INIT;

	buf_add_text(out, "  ");
	if (meaning == NULL || *meaning == '\0') {
		buf_addf(out, "%s\n", label);
		return;
	}
	if (text_width(label, strlen(label)) > columns) {
		buf_addf(out, "%s\n", label);
		schema_add_wrapped(out, meaning, columns + 4);
		return;
	}
	schema_add_wrapped(&lines, meaning, columns + 4);
	schema_add_padded(out, label, columns + 2);
	buf_add_text(out, buf_text(&lines) + columns + 4);
}

static void
add_choice(const struct schema_choice *choice, struct buf *out)
{
	AUTO_BUF label = BUF_INIT, meaning = BUF_INIT;

	schema_scalar_format(&choice->value, &label);
	if (choice->title != NULL)
		buf_add_text(&meaning, choice->title);
	if (choice->meaning != NULL)
		buf_addf(&meaning, "%s%s", meaning.length > 0 ? ": " : "",
		    choice->meaning);
	add_meaning(buf_text(&label), 20, buf_text(&meaning), out);
}

static void
add_choices(const char *heading, const struct schema_choice *choices,
    size_t count, struct buf *out)
{
	if (count > 0)
		buf_addf(out, "\n%s\n", heading);
	for (size_t i = 0; i < count; i++)
		add_choice(&choices[i], out);
}

static void
add_bits(const struct place *place, struct buf *out)
{
	if (place->bit_count > 0)
		buf_add_text(out, "\nBits\n");
	for (size_t i = 0; i < place->bit_count; i++) {
		const struct bit *bit = &place->bits[i];
		AUTO_BUF label = BUF_INIT, text = BUF_INIT;

		buf_addf(&label, "%llu", (unsigned long long)bit->value);
		buf_add_text(&text, bit->title != NULL ? bit->title : "");
		if (bit->meaning != NULL)
			buf_addf(&text, "%s%s", text.length > 0 ? ": " : "",
			    bit->meaning);
		if (bit->needs != 0)
			buf_addf(&text, " Needs %llu.",
			    (unsigned long long)bit->needs);
		add_meaning(buf_text(&label), 8, buf_text(&text), out);
	}
}

/* --- rules, keys --- */

static void
add_rules(const struct place *place, struct buf *out)
{
	static const char *const severities[] = {
		[RULE_ERROR] = "error",
		[RULE_WARNING] = "warning",
		[RULE_NOTE] = "note",
	};

	if (place->assertion_count > 0)
		buf_add_text(out, "\nRules\n");
	for (size_t i = 0; i < place->assertion_count; i++) {
		const struct assertion *rule = place->assertions[i];
		AUTO_BUF text = BUF_INIT;
		const char *between = " (";

		buf_add_text(&text, rule->text);
		for (int p = 0; p < PLATFORMS; p++)
			if (rule->platforms[p]) {
				buf_addf(&text, "%s%s", between,
				    platform_names[p]);
				between = ", ";
			}
		if (rule->on_update) {
			buf_addf(&text, "%swhen it replaces an installed "
			    "profile", between);
			between = ", ";
		}
		buf_add_text(&text, *between == ',' ? ")" : "");
		add_meaning(severities[rule->severity], 8, buf_text(&text),
		    out);
	}
}

/* Every key below, unfolded until a list comes again. */
static void
add_keys(const struct place *place, size_t depth, struct buf *out)
{
	size_t count = place_child_count(place);

	for (size_t i = 0; i < count; i++) {
		const struct place *child = place_child_at(place, i);
		AUTO_BUF name = BUF_INIT;
		bool again = place_is_recursive(child);

		buf_add_repeat(&name, ' ', 2 * depth);
		buf_add_text(&name, place->key != NULL &&
		    place->key->type == SCHEMA_ARRAY ? "(each item)" :
		    child->key->name);
		buf_addf(out, "%c ", child->required ? '*' : ' ');
		schema_add_padded(out, buf_text(&name), KEY_COLUMNS);
		buf_add_char(out, ' ');
		schema_add_padded(out, schema_type_name(child->type),
		    TYPE_COLUMNS);
		buf_addf(out, "%s%s\n", place_title(child),
		    again ? " (holds the same again)" : "");
		if (!again)
			add_keys(child, depth + 1, out);
	}
}

static void
add_kind(const struct payload_schema *payload, struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	buf_addf(&text, "%s%s", group_of(payload)->title,
	    group_is_retired(payload) ? ", deprecated" : "");
	add_fact(out, "Kind", buf_text(&text));
}

static void
add_page(struct catalog *catalog, const struct place *place, struct buf *out)
{
	const struct payload_schema *payload = place->payload;
	const char *help = place_help(place);
	AUTO_BUF path = BUF_INIT;

	buf_addf(out, "%s\n", place_title(place));
	schema_add_set_path(place, &path);
	buf_addf(out, "%s\n", path.length > 0 ? buf_text(&path) :
	    payload->type);
	if (*help != '\0') {
		buf_add_char(out, '\n');
		schema_add_wrapped(out, help, 0);
	}
	buf_add_char(out, '\n');
	if (place->key == NULL) {
		add_kind(payload, out);
	} else {
		add_type(place, out);
		add_default(place, out);
		add_range(place, out);
		add_shape(place, out);
	}
	add_note(place, out);
	/* A bit explains itself better than the value that is only it. */
	add_choices(place->closed ? "Values" : "Known values", place->choices,
	    place->bit_count > 0 ? 0 : place->choice_count, out);
	add_choices("Special values", place->note->special,
	    place->note->special_count, out);
	add_bits(place, out);
	schema_add_systems(place->support, place->key != NULL ?
	    payload->support : NULL, out);
	add_rules(place, out);
	schema_add_used(catalog, place, out);
	if (place_child_count(place) > 0)
		buf_add_text(out, "\nKeys (* required)\n");
	add_keys(place, 0, out);
}

/* --- finding it --- */

/* At most so many types are named. */
enum { NAMED_MOST = 5 };

struct names {
	const char *items[NAMED_MOST];
	size_t count;
};

static void
add_name(struct names *names, const char *type)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], type) == 0)
			return;
	if (names->count < NAMED_MOST)
		names->items[names->count++] = type;
}

/* Types that hold WORD: "wifi", "com.apple.wifi". */
static void
add_types_with(struct catalog *catalog, const char *word, struct names *names)
{
	size_t count = catalog_count(catalog);

	for (size_t i = 0; i < count; i++)
		if (text_has_words(catalog_type_at(catalog, i), word))
			add_name(names, catalog_type_at(catalog, i));
}

/* Whether the payload itself is called WORDS, not only a key in it. */
static bool
is_called(const struct place *place, const char *words)
{
	return place->parent == NULL &&
	    (text_has_words(place->payload->type, words) ||
	    text_has_words(place->payload->title, words));
}

/* Types that the parts of TYPE lead to as `schema search` would find them. */
static void
add_types_found(struct catalog *catalog, const char *type,
    struct names *names)
{
	AUTO_FREE char *words = xstrdup(strncmp(type, "com.apple.", 10) == 0 ?
	    type + 10 : type);
	struct found_keys *found;

	for (char *dot; (dot = strchr(words, '.')) != NULL;)
		*dot = ' ';
	found = search_keys(catalog, words);
	for (size_t i = 0; i < found->count; i++) {
		const char *known = found->items[i].place->payload->type;

		if (!is_called(found->items[i].place, words))
			continue;
		/* The result owns its places, the catalogue its types. */
		for (size_t k = 0; k < catalog_count(catalog); k++)
			if (strcmp(catalog_type_at(catalog, k), known) == 0) {
				add_name(names, catalog_type_at(catalog, k));
				break;
			}
	}
	found_keys_free(found);
}

static void
fail_type(struct catalog *catalog, const char *type, struct error *err)
{
	struct names names = { .count = 0 };
	const char *near = suggest_type(catalog, type);
	AUTO_BUF list = BUF_INIT;

	if (near != NULL)
		add_name(&names, near);
	if (names.count == 0)
		add_types_with(catalog, type, &names);
	if (names.count == 0)
		add_types_found(catalog, type, &names);
	for (size_t i = 0; i < names.count; i++)
		buf_addf(&list, "%s'%s'", i == 0 ? "" :
		    i + 1 == names.count ? " or " : ", ", names.items[i]);
	if (names.count > 0)
		error_set(err, ERR_NOT_FOUND, "no schema describes '%s': did "
		    "you mean %s?", type, buf_text(&list));
	else
		error_set(err, ERR_NOT_FOUND, "no schema describes '%s': "
		    "'profedit schema list' names them", type);
}

/* The payload whose keys PATH is about; com.example.x#2 as in key paths. */
static const struct payload_schema *
find_payload(struct catalog *catalog, const struct path *path,
    struct error *err)
{
	const char *type = path->segments[0];
	size_t length = strcspn(type, "#");

	if (strcmp(type, "TopLevel") == 0)
		return catalog_top_level(catalog);
	if (catalog_knows(catalog, type, length) ||
	    strcmp(type, "CommonPayloadKeys") == 0)
		return catalog_payload(catalog, type, length, NULL, NULL);
	AUTO_FREE char *name = xstrndup(type, length);

	fail_type(catalog, name, err);
	return NULL;
}

/* PATH leads nowhere below PAYLOAD: its segment AT is no key. */
static void
fail_key(const struct payload_schema *payload, const struct path *path,
    size_t at, struct error *err)
{
	struct path above = *path;
	const struct place *dict;
	const char *name = path->segments[at], *near;
	const char *where = at > 1 ? path->segments[at - 1] : payload->type;
	size_t ignored;

	above.count = at;
	dict = resolve_path(payload->root, &above, 1, &ignored);
	near = dict != NULL ? suggest_key(dict, name) : NULL;
	if (near != NULL)
		error_set(err, ERR_NOT_FOUND, "'%s' has no key '%s': did you "
		    "mean '%s'?", where, name, near);
	else
		error_set(err, ERR_NOT_FOUND, "'%s' has no key '%s': "
		    "'profedit schema show %s' lists its keys", where, name,
		    payload->type);
}

/* Several files may describe a type: the first that has the key counts. */
static const struct place *
find_place(struct catalog *catalog, const struct payload_schema *payload,
    const struct path *path, struct error *err)
{
	size_t count = catalog_count(catalog), failed = 0, ignored;
	const struct place *place =
	    resolve_path(payload->root, path, 1, &failed);

	for (size_t i = 0; i < count && place == NULL; i++) {
		const struct payload_schema *other = catalog_at(catalog, i);

		if (strcmp(other->type, payload->type) == 0)
			place = resolve_path(other->root, path, 1, &ignored);
	}
	if (place == NULL)
		fail_key(payload, path, failed, err);
	return place;
}

int
schema_show(const struct cli_options *options, struct catalog *catalog)
{
	const char *text = options->args.items[0];
	const struct payload_schema *payload;
	const struct place *place = NULL;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF out = BUF_INIT, whole = BUF_INIT;
	struct path path;

	/* "/PayloadScope" is a key of the profile itself. */
	buf_addf(&whole, "%s%s", *text == '/' ? "TopLevel" : "", text);
	if (!path_parse(buf_text(&whole), &path, &err))
		return cli_fail(&err);
	if (path.count > 0 &&
	    (payload = find_payload(catalog, &path, &err)) != NULL)
		place = find_place(catalog, payload, &path, &err);
	path_release(&path);
	if (place == NULL)
		return cli_fail(&err);
	if (cli_wants_json(options)) {
		struct json json;

		schema_open_json(&json, &out);
		schema_add_page_json(catalog, place, &json);
		schema_close_json(&json);
	} else {
		add_page(catalog, place, &out);
	}
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}
