#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "schema/schema.h"
#include "testdata.h"

static struct schema *
parse(const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct schema *schema =
	    schema_parse("dir/com.example.test.yaml", text, strlen(text), &err);

	if (schema == NULL)
		fail_msg("%s", err.message);
	return schema;
}

static const char everything[] =
    "title: Test\n"
    "description: A `test`.\n"
    "payload:\n"
    "  payloadtype: com.example.test\n"
    "  supportedOS:\n"
    "    iOS: {introduced: '4.0', multiple: false, sharedipad: "
    "{mode: allowed, userchannel: false, allowed-scopes: []}}\n"
    "    macOS: {introduced: n/a}\n"
    "payloadkeys:\n"
    "- key: ServerURL\n"
    "  type: <string>\n"
    "  presence: required\n"
    "  format: ^https://.*$\n"
    "  subtype: <url>\n"
    "- key: Port\n"
    "  title: Number of the port\n"
    "  type: <integer>\n"
    "  presence: optional\n"
    "  default: '80'\n"
    "  range: {min: 1, max: 65535}\n"
    "  rangelist: [0]\n"
    "- key: Weight\n"
    "  type: real\n"
    "  default: 2\n"
    "- key: Hosts\n"
    "  type: <array>\n"
    "  subkeys: &hosts\n"
    "  - key: HostsItem\n"
    "    type: <dictionary>\n"
    "    repetition: {min: 2, max: 2}\n"
    "    subkeytype: Host\n"
    "    subkeys:\n"
    "    - key: Children\n"
    "      type: <array>\n"
    "      subkeys: *hosts\n"
    "    - key: ANY name\n"
    "      type: <any>\n"
    "- key: More\n"
    "  type: <array>\n"
    "  supportedOS: {iOS: {introduced: '18.0', deprecated: '26.1'}}\n"
    "  subkeys: *hosts\n"
    "- key: Mode\n"
    "  type: <string>\n"
    "  default: 'On'\n"
    "  rangelist: ['On', Off, 'None']\n"
    "  combinetype: set-union\n"
    "  assettypes: [com.example.asset]\n";

static void
every_attribute_is_read(void **state)
{
	struct schema *schema = parse(everything);
	struct key_list *keys = schema->keys;
	struct schema_key **k = keys->keys;

	(void)state;
	assert_string_equal(schema->id, "com.example.test");
	assert_string_equal(schema->type, "com.example.test");
	assert_string_equal(schema->type_attribute, "payloadtype");
	assert_string_equal(schema->description, "A 'test'.");
	assert_int_equal(schema->note_count, 0);
	assert_int_equal(schema->support[PLATFORM_IOS].shared_ipad,
	    USAGE_ALLOWED);
	assert_non_null(schema->support[PLATFORM_IOS].shared_ipad_scopes);
	assert_null(schema->support[PLATFORM_IOS].shared_ipad_scopes[0]);
	assert_int_equal(schema->support[PLATFORM_MACOS].state, SUPPORT_NONE);
	assert_int_equal(keys->count, 6);

	assert_string_equal(k[0]->title, "Server URL");
	assert_false(k[0]->has_title);
	assert_int_equal(k[0]->presence, PRESENCE_REQUIRED);
	assert_non_null(k[0]->regex);
	assert_int_equal(k[0]->value_format, FORMAT_URL);
	assert_null(k[0]->own);
	assert_int_equal(k[0]->line, 9);

	assert_true(k[1]->has_title);
	assert_int_equal(k[1]->default_value->type, VALUE_INTEGER);
	assert_int_equal(k[1]->default_value->integer.magnitude, 80);
	assert_int_equal(k[1]->range->max.integer.magnitude, 65535);
	assert_int_equal(k[1]->choice_count, 1);
	assert_int_equal(k[2]->type, SCHEMA_REAL);
	assert_true(k[2]->default_value->real == 2.0);

	assert_string_equal(k[5]->choices[0].value.text, "On");
	assert_string_equal(k[5]->choices[1].value.text, "Off");
	assert_string_equal(k[5]->combine, "set-union");
	assert_string_equal(k[5]->asset_types[0], "com.example.asset");
	schema_free(schema);
}

static void
aliases_share_one_list_that_may_hold_itself(void **state)
{
	struct schema *schema = parse(everything);
	struct schema_key **k = schema->keys->keys;
	struct key_list *hosts = k[3]->subkeys;
	const struct key_list *inside = hosts->keys[0]->subkeys;

	(void)state;
	assert_ptr_equal(k[4]->subkeys, hosts);
	assert_ptr_equal(inside->keys[0]->subkeys, hosts);
	assert_ptr_equal(inside->wildcard, inside->keys[1]);
	assert_int_equal(hosts->keys[0]->repetition.max, 2);
	assert_string_equal(hosts->keys[0]->subkeytype, "Host");
	assert_int_equal(k[4]->own[PLATFORM_IOS].deprecated.part[0], 26);
	assert_string_equal(schema->keys->order[5], "Mode");
	assert_null(schema->keys->order[6]);
	schema_free(schema);
}

static void
keys_are_found_in_short_and_long_lists(void **state)
{
	static const size_t sizes[] = { 0, 1, 12, 13, 40, 500 };

	(void)state;
	for (size_t s = 0; s < ARRAY_COUNT(sizes); s++) {
		AUTO_BUF text = BUF_INIT;

		buf_add_text(&text, "title: T\npayloadkeys:\n");
		for (size_t i = 0; i < sizes[s]; i++)
			buf_addf(&text, "- {key: K%zu, type: <string>}\n", i);
		if (sizes[s] == 0)
			buf_add_text(&text, "  []\n");
		struct schema *schema = parse(buf_text(&text));

		assert_int_equal(schema->keys->count, sizes[s]);
		for (size_t i = 0; i < sizes[s]; i++) {
			AUTO_FREE char *name = xasprintf("K%zu", i);
			const struct schema_key *key = key_list_find(
			    schema->keys, name, strlen(name));

			assert_ptr_equal(key, schema->keys->keys[i]);
		}
		assert_null(key_list_find(schema->keys, "K", 1));
		assert_null(key_list_find(schema->keys, "K00", 3));
		assert_null(key_list_find(schema->keys, "", 0));
		schema_free(schema);
	}
}

static void
what_is_unknown_or_odd_is_a_note(void **state)
{
	static const struct {
		const char *text, *message;
		unsigned line, column;
		bool serious;
	} cases[] = {
		{ "title: T\nnew: x\n", "unknown attribute 'new'", 2, 1,
		    false },
		{ "title: T\npayload:\n  shiny: 1\n",
		    "unknown attribute 'shiny' of the payload", 3, 3, false },
		{ "title: T\npayload:\n  supportedOS:\n    carOS: {}\n",
		    "unknown system 'carOS'", 4, 5, false },
		{ "title: T\npayload:\n  supportedOS:\n"
		  "    iOS: {introduced: soon}\n",
		    "'soon' is no version", 4, 23, true },
		{ "title: T\npayload:\n  supportedOS:\n"
		  "    iOS: {multiple: maybe}\n",
		    "'maybe' is neither true nor false", 4, 21, true },
		{ "title: T\npayload:\n  supportedOS:\n"
		  "    iOS: {sharedipad: {mode: often}}\n",
		    "'often' is no mode", 4, 30, true },
		{ "title: T\npayloadkeys:\n- key: K\n  type: <string>\n"
		  "  devpubs-override: x\n",
		    "unknown attribute 'devpubs-override'", 5, 3, false },
		{ "title: T\npayloadkeys:\n- type: <string>\n",
		    "a key has no name", 3, 3, true },
		{ "title: T\npayloadkeys:\n- key: K\n",
		    "'K' has no type", 3, 3, true },
		{ "title: T\npayloadkeys:\n- key: K\n  type: <text>\n",
		    "unknown type '<text>'", 4, 9, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: integer, "
		  "default: ten}\n",
		    "the default of 'K' is no integer", 3, 36, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: integer, "
		  "rangelist: [1, x]}\n",
		    "a value of the list is no integer", 3, 42, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: string, "
		  "range: {min: 1}}\n",
		    "a bound of 'K' does not fit its type", 3, 39, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: integer, "
		  "range: {low: 1}}\n",
		    "'range' wants 'min' or 'max'", 3, 34, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: string, "
		  "presence: sometimes}\n",
		    "presence is neither 'required' nor 'optional'", 3, 36,
		    true },
		{ "title: T\npayloadkeys:\n- {key: K, type: string, "
		  "valuetype: colour}\n",
		    "unknown valuetype 'colour'", 3, 37, true },
		{ "title: T\npayloadkeys:\n- {key: K, type: array}\n",
		    "the array 'K' does not say what its items are", 3, 3,
		    false },
		{ "title: T\npayloadkeys:\n- {key: K, type: string}\n"
		  "- {key: K, type: string}\n",
		    "the key 'K' occurs twice", 4, 3, true },
		{ "title: T\npayloadkeys: x\n",
		    "a list of keys is wanted here", 2, 14, true },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct schema *schema = parse(cases[i].text);

		assert_int_equal(schema->note_count, 1);
		const struct schema_note *note = &schema->notes[0];

		assert_string_equal(note->message, cases[i].message);
		assert_int_equal(note->line, cases[i].line);
		assert_int_equal(note->column, cases[i].column);
		assert_int_equal(note->serious, cases[i].serious);
		schema_free(schema);
	}
}

static void
a_pattern_that_does_not_compile_is_a_note(void **state)
{
	struct schema *schema = parse("title: T\npayloadkeys:\n"
	    "- {key: K, type: string, format: '(a'}\n");

	(void)state;
	assert_int_equal(schema->note_count, 1);
	assert_true(schema->notes[0].serious);
	assert_string_equal(schema->keys->keys[0]->format, "(a");
	assert_null(schema->keys->keys[0]->regex);
	schema_free(schema);
}

static void
subkeys_of_a_scalar_are_its_values(void **state)
{
	struct schema *schema = parse(
	    "title: T\n"
	    "payloadkeys:\n"
	    "- key: K\n"
	    "  type: string\n"
	    "  rangelist: [z]\n"
	    "  subkeys:\n"
	    "  - {key: a, title: First, type: string, content: The first.}\n"
	    "  - {key: b, type: string, supportedOS: {iOS: "
	    "{introduced: '17'}}}\n");
	const struct schema_key *key = schema->keys->keys[0];

	(void)state;
	assert_null(key->subkeys);
	assert_int_equal(key->choice_count, 3);
	assert_string_equal(key->choices[1].value.text, "a");
	assert_string_equal(key->choices[1].title, "First");
	assert_string_equal(key->choices[1].meaning, "The first.");
	assert_int_equal(
	    key->choices[2].support[PLATFORM_IOS].introduced.part[0], 17);
	schema_free(schema);
}

static void
what_is_no_schema_is_refused(void **state)
{
	static const char *const cases[] = { "", "- a\n- b\n", "text",
		"a: 1\n", "title: [\n", "title: x\n---\ntitle: y\n" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;

		assert_null(schema_parse("x.yaml", cases[i],
		    strlen(cases[i]), &err));
		assert_int_equal(err.code, ERR_SYNTAX);
		assert_string_equal(err.file, "x.yaml");
	}
}

static void
hostile_nesting_is_bounded(void **state)
{
	AUTO_BUF text = BUF_INIT;

	(void)state;
	/* Each list holds the next one through an alias: depth by aliases. */
	buf_add_text(&text, "title: T\nnotes:\n- &l0 []\n");
	for (int i = 1; i < 300; i++)
		buf_addf(&text, "- &l%d [{key: K, type: array, "
		    "subkeys: *l%d}]\n", i, i - 1);
	buf_add_text(&text, "payloadkeys: *l299\n");
	struct schema *schema = parse(buf_text(&text));
	bool found = false;

	for (size_t i = 0; i < schema->note_count; i++)
		if (strcmp(schema->notes[i].message,
		    "keys are nested too deeply") == 0)
			found = true;
	assert_true(found);
	schema_free(schema);
}

/* What the census of the published files counts. */
struct census {
	size_t files, keys, expanded, own_support, defaults, rangelists,
	    ranges, formats, required, optional, subkeytypes, responses;
	size_t types[SCHEMA_TYPES];
	struct map *seen;
	const struct key_list *stack[128];
	size_t depth;
};

static void count_list(struct census *c, const struct key_list *list);

static void
count_key(struct census *c, const struct schema_key *key, bool again)
{
	c->expanded++;
	if (!again) {
		c->keys++;
		c->types[key->type]++;
		c->own_support += key->own != NULL;
		c->defaults += key->default_value != NULL;
		c->rangelists += key->choice_count > 0 && !key->open_choices;
		c->ranges += key->range != NULL;
		c->formats += key->regex != NULL;
		c->required += key->presence == PRESENCE_REQUIRED;
		c->optional += key->presence == PRESENCE_OPTIONAL;
		c->subkeytypes += key->subkeytype != NULL;
	}
	if (key->subkeys != NULL)
		count_list(c, key->subkeys);
}

static void
count_list(struct census *c, const struct key_list *list)
{
	bool again = map_set_pointer(c->seen, list, c->seen) != NULL;

	for (size_t i = 0; i < c->depth; i++)
		if (c->stack[i] == list)
			return;
	assert_true(c->depth < ARRAY_COUNT(c->stack));
	c->stack[c->depth++] = list;
	for (size_t i = 0; i < list->count; i++)
		count_key(c, list->keys[i], again);
	c->depth--;
}

static bool
count_file(const char *path, void *arg)
{
	struct census *c = arg;
	AUTO_ERROR err = ERROR_INIT;

	if (strstr(path, "/docs/") != NULL)
		return true;
	struct schema *schema = schema_load(path, &err);

	if (schema == NULL)
		fail_msg("%s: %s", path, err.message);
	for (size_t i = 0; i < schema->note_count; i++)
		if (strstr(schema->notes[i].message, "asset-content-types") ==
		    NULL)
			printf("# %s:%u: %s\n", path, schema->notes[i].line,
			    schema->notes[i].message);
	c->files++;
	c->seen = map_new();
	count_list(c, schema->keys);
	if (schema->response_keys != NULL) {
		c->responses++;
		count_list(c, schema->response_keys);
	}
	map_free(c->seen, NULL);
	schema_free(schema);
	return true;
}

static struct census
count_folder(const char *name)
{
	struct census c = { .files = 0 };
	AUTO_FREE char *path = testdata_path(name);

	if (path == NULL)
		skip();
	assert_true(file_walk(path, ".yaml", count_file, &c, NULL));
	return c;
}

/* The two scalars whose subkeys are values: 85 and 3 keys, 4 alike twice. */
enum { VALUES_AS_KEYS = 88 };

static void
all_files_of_18_2_load_with_the_known_counts(void **state)
{
	struct census c = count_folder("upstream-18.2");

	(void)state;
	assert_int_equal(c.files, 302);
	assert_int_equal(c.keys, 3392 - VALUES_AS_KEYS);
	assert_int_equal(c.expanded, 3903 - VALUES_AS_KEYS);
	assert_int_equal(c.responses, 37);
	assert_int_equal(c.defaults, 807);
	assert_int_equal(c.rangelists, 295 + 2);
	assert_int_equal(c.ranges, 46);
	assert_int_equal(c.formats, 18);
	assert_int_equal(c.required, 796);
	assert_int_equal(c.optional, 2237 - 85);
	assert_int_equal(c.subkeytypes, 134);
	assert_int_equal(c.types[SCHEMA_DICT], 335);
	assert_int_equal(c.types[SCHEMA_ARRAY], 352);
	assert_int_equal(c.types[SCHEMA_BOOLEAN], 857);
	assert_int_equal(c.types[SCHEMA_DATA], 57);
	assert_int_equal(c.types[SCHEMA_REAL], 24);
	assert_int_equal(c.types[SCHEMA_DATE], 16);
}

static void
the_profiles_of_18_2_have_the_known_counts(void **state)
{
	struct census c = count_folder("upstream-18.2/mdm/profiles");

	(void)state;
	assert_int_equal(c.files, 128);
	assert_int_equal(c.keys, 1762);
	assert_int_equal(c.expanded, 2223);
	assert_int_equal(c.own_support, 654);
	assert_int_equal(c.defaults, 635);
	assert_int_equal(c.rangelists, 177);
	assert_int_equal(c.ranges, 32);
	assert_int_equal(c.formats, 18);
}

static void
all_files_of_27_load_with_the_known_counts(void **state)
{
	struct census c = count_folder("upstream-27");

	(void)state;
	assert_int_equal(c.files, 191);
	c = count_folder("upstream-27/mdm/profiles");
	assert_int_equal(c.files, 127);
	assert_int_equal(c.keys, 1848);
	assert_int_equal(c.expanded, 2317);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_attribute_is_read),
		cmocka_unit_test(aliases_share_one_list_that_may_hold_itself),
		cmocka_unit_test(keys_are_found_in_short_and_long_lists),
		cmocka_unit_test(what_is_unknown_or_odd_is_a_note),
		cmocka_unit_test(a_pattern_that_does_not_compile_is_a_note),
		cmocka_unit_test(subkeys_of_a_scalar_are_its_values),
		cmocka_unit_test(what_is_no_schema_is_refused),
		cmocka_unit_test(hostile_nesting_is_bounded),
		cmocka_unit_test(all_files_of_18_2_load_with_the_known_counts),
		cmocka_unit_test(the_profiles_of_18_2_have_the_known_counts),
		cmocka_unit_test(all_files_of_27_load_with_the_known_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
