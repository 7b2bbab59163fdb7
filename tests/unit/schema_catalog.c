#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "testdata.h"

/* A folder of our own with schemas/profiles and schemas/rules in it. */
static char root[] = "/tmp/profedit-catalog-XXXXXX";

static void
make_folder(const char *name)
{
	AUTO_FREE char *path = path_join(root, name);

	assert_int_equal(mkdir(path, 0700), 0);
}

static void
put(const char *name, const char *text)
{
	AUTO_FREE char *path = path_join(root, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
use_data(const char *path)
{
	setenv("PROFEDIT_DATADIR", path, 1);
}

static const char *const folders[] = { "schemas", "schemas/profiles",
	"schemas/rules", "other", "other/mdm", "other/mdm/profiles", "plain",
	"bare", "only", "only/schemas", "only/schemas/rules", "past",
	"past/schemas", "past/schemas/profiles", "past/schemas/legacy" };

static const struct {
	const char *name, *text;
} files[] = {
	{ "schemas/profiles/TopLevel.yaml",
	    "title: Top\npayload: {payloadtype: TopLevel}\npayloadkeys:\n"
	    "- {key: PayloadContent, type: array, presence: required, "
	    "subkeys: [{key: PayloadContentItem, type: dictionary, "
	    "subkeys: [{key: ANY, type: any}]}]}\n"
	    "- key: ConsentText\n  type: dictionary\n  subkeys:\n"
	    "  - key: ConsentTextItem\n    type: dictionary\n"
	    "    presence: required\n    subkeys:\n"
	    "    - {key: ANY, type: string}\n" },
	{ "schemas/profiles/CommonPayloadKeys.yaml",
	    "title: Common\npayload: {payloadtype: CommonPayloadKeys}\n"
	    "payloadkeys:\n"
	    "- {key: PayloadType, type: string, presence: required}\n"
	    "- {key: PayloadVersion, type: integer, presence: required, "
	    "rangelist: [1]}\n"
	    "- {key: PayloadDisplayName, type: string}\n" },
	{ "past/schemas/profiles/com.example.net.yaml",
	    "title: Net\npayload: {payloadtype: com.example.net}\n"
	    "payloadkeys:\n- {key: Level, type: integer}\n"
	    "- key: Deep\n  type: dictionary\n  subkeys:\n"
	    "  - {key: Old, type: string}\n" },
	{ "past/schemas/legacy/com.example.net.yaml",
	    "title: Net\npayload: {payloadtype: com.example.net}\n"
	    "payloadkeys:\n"
	    "- {key: Level, type: string, left: '27.0'}\n"
	    "- {key: Route, type: string, left: '26.4', "
	    "content: Where to.}\n"
	    "- key: Deep\n  type: dictionary\n  subkeys:\n"
	    "  - {key: Depth, type: integer, left: '27.0'}\n"
	    "- key: Nowhere\n  type: dictionary\n  subkeys:\n"
	    "  - {key: Lost, type: integer, left: '27.0'}\n" },
	{ "past/schemas/legacy/com.example.past.yaml",
	    "title: Past\npayload: {payloadtype: com.example.past, "
	    "left: '26.4'}\npayloadkeys:\n- {key: Old, type: string}\n" },
	{ "schemas/profiles/com.example.net.yaml",
	    "title: 'Net''s own'\ndescription: The net.\npayload:\n"
	    "  payloadtype: com.example.net\n"
	    "  supportedOS:\n"
	    "    macOS: {introduced: '10.12', supervised: true}\n"
	    "    watchOS: {introduced: n/a}\n"
	    "payloadkeys:\n"
	    "- {key: Name, type: string, presence: required}\n"
	    "- {key: Mode, type: integer, rangelist: [0, 1, 2]}\n"
	    "- {key: Level, type: integer, range: {min: 1, max: 9}, "
	    "rangelist: [0]}\n"
	    "- {key: Rights, type: integer}\n"
	    "- {key: PayloadDisplayName, title: Ours, type: string}\n"
	    "- key: Deep\n  type: dictionary\n"
	    "  supportedOS:\n    macOS: {introduced: '13.0'}\n"
	    "  subkeys:\n"
	    "  - key: Old\n    type: string\n"
	    "    supportedOS:\n      macOS: {introduced: '11.0'}\n"
	    "      watchOS: {introduced: '10.0'}\n"
	    "  - {key: Gone, type: string, supportedOS: "
	    "{macOS: {introduced: n/a}}}\n"
	    "- key: Tree\n  type: array\n  subkeys: &tree\n"
	    "  - key: TreeItem\n    type: dictionary\n    subkeys:\n"
	    "    - {key: Label, type: string, presence: required}\n"
	    "    - {key: Branches, type: array, subkeys: *tree}\n"
	    "- key: Printers\n  type: dictionary\n  subkeys:\n"
	    "  - key: Printer\n    type: dictionary\n    presence: required\n"
	    "    subkeys:\n    - {key: URI, type: string}\n"
	    "- key: Names\n  type: array\n  subkeys:\n"
	    "  - {key: NamesItem, type: string}\n" },
	{ "schemas/rules/com.example.net.yaml",
	    "payloadtype: com.example.net\ngroup: network\n"
	    "aliases: [com.example.network, 'com.example.old net']\n"
	    "annotations:\n"
	    "- {at: Mode, labels: [{value: 1, title: on, text: It is on.}]}\n"
	    "- {at: Mode, unit: things, remarks: [First.]}\n"
	    "- {at: Mode, remarks: [Second.]}\n"
	    "- {at: Rights, bits: [{bit: 1, title: a}, {bit: 4, title: b, "
	    "needs: 1}]}\n"
	    "- {at: Name, optional: true}\n"
	    "- {at: Tree/TreeItem/Label, secret: secret}\n"
	    "- {at: Printers/Printer, wildcard: true}\n"
	    "- {at: [Names, Nothing/Here], types: [string, array]}\n"
	    "rules:\n"
	    "- {id: a, at: Name, then: present, severity: error, text: t}\n"
	    "- {id: b, at: Name, then: {prefix: [x]}, severity: error, "
	    "text: t}\n"
	    "- {id: c, at: 'Tree/*/Label', then: present, severity: error, "
	    "text: t}\n"
	    "- {id: d, at: 'Deep/*', then: absent, severity: note, text: t}\n"
	    "- {id: e, at: '', then: {no-payload: [com.x]}, severity: note, "
	    "text: t}\n"
	    "- {id: f, at: Lost, then: absent, severity: note, text: t}\n" },
	{ "schemas/rules/TopLevel.yaml",
	    "payloadtype: TopLevel\nannotations:\n"
	    "- {at: ConsentText/ConsentTextItem, wildcard: true, "
	    "types: [string]}\nrules: []\n" },
	{ "schemas/profiles/com.example.multi(One).yaml",
	    "title: One\npayload:\n  payloadtype: com.example.multi\n"
	    "  supportedOS: {macOS: {introduced: '10.9'}}\n"
	    "payloadkeys:\n- {key: First, type: string}\n"
	    "- {key: Both, type: string}\n" },
	{ "schemas/profiles/com.example.multi(Two).yaml",
	    "title: Two\npayload:\n  payloadtype: com.example.multi\n"
	    "  supportedOS: {macOS: {introduced: '10.7'}}\n"
	    "payloadkeys:\n- {key: Both, type: integer}\n"
	    "- {key: Second, type: string}\n" },
	{ "schemas/rules/com.example.multi(Two).yaml",
	    "payloadtype: com.example.multi\nschema: com.example.multi(Two)\n"
	    "annotations:\n- {at: Second, unit: days}\nrules: []\n" },
	{ "schemas/profiles/com.example.sso.yaml",
	    "title: Sign on\npayload: {payloadtype: com.example.sso}\n"
	    "payloadkeys:\n- {key: Id, type: string}\n"
	    "- {key: Plain, type: string}\n" },
	{ "schemas/profiles/com.example.sso(k).yaml",
	    "title: Sign on (k)\npayload: {payloadtype: com.example.sso}\n"
	    "payloadkeys:\n- {key: Id, type: string, rangelist: [k]}\n"
	    "- {key: Realm, type: string}\n" },
	{ "schemas/rules/com.example.sso(k).yaml",
	    "payloadtype: com.example.sso\nschema: com.example.sso(k)\n"
	    "discriminator: {key: Id, value: k}\n"
	    "annotations: []\nrules: []\n" },
	{ "schemas/profiles/com.example.wire.yaml",
	    "title: Wire\npayload:\n  payloadtype: com.example.wire\n"
	    "  supportedOS: {watchOS: {introduced: '9.0'}}\n"
	    "payloadkeys:\n- {key: ANY, type: any}\n" },
	{ "schemas/rules/com.example.wire.yaml",
	    "payloadtype: com.example.wire\ninherits: com.example.net\n"
	    "inherits-keys: [Name, Mode]\nannotations: []\nrules: []\n" },
	{ "schemas/profiles/com.example.app.yaml",
	    "title: App net\npayload:\n  payloadtype: com.example.app\n"
	    "payloadkeys:\n- {key: Own, type: string, presence: required}\n" },
	{ "schemas/rules/com.example.app.yaml",
	    "payloadtype: com.example.app\ninherits: com.example.net\n"
	    "annotations: []\nrules: []\n" },
	{ "schemas/profiles/broken.yaml",
	    "title: Broken\npayload:\n  payloadtype: com.example.broken\n"
	    "  x: [\n" },
	{ "schemas/profiles/broken2.yaml",
	    "title: Broken\npayload: {payloadtype: com.example.broken\n" },
	/* In place of the built-in rules, which change what has which keys. */
	{ "only/schemas/rules/TopLevel.yaml",
	    "payloadtype: TopLevel\nannotations: []\n" },
	{ "only/schemas/rules/com.apple.extensiblesso(kerberos).yaml",
	    "payloadtype: com.apple.extensiblesso\n"
	    "schema: com.apple.extensiblesso(kerberos)\n"
	    "discriminator: {key: ExtensionIdentifier, value: x}\n" },
	{ "schemas/profiles/odd.yaml",
	    "title: >-\n  A title of\n  two lines\nnew: 1\npayload:\n"
	    "  payloadtype: \"com.example.odd\"\npayloadkeys: []\n" },
		{ "other/mdm/profiles/net2.yaml",
	    "title: Other net\npayload:\n  payloadtype: com.example.net\n"
	    "payloadkeys:\n- {key: Name, type: string}\n"
	    "- {key: Brand, type: string}\n" },
	{ "plain/mine.yaml",
	    "title: Mine\npayload:\n  payloadtype: com.example.mine\n" },
	{ "plain/command.yaml",
	    "title: Cmd\npayload:\n  requesttype: DeviceLock\n" },
};

static int
set_up(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(root));
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		make_folder(folders[i]);
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		put(files[i].name, files[i].text);
	use_data(root);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(files); i++) {
		AUTO_FREE char *path = path_join(root, files[i].name);

		unlink(path);
	}
	for (size_t i = ARRAY_COUNT(folders); i-- > 0;) {
		AUTO_FREE char *path = path_join(root, folders[i]);

		rmdir(path);
	}
	return rmdir(root);
}

static const struct payload_schema *
payload(struct catalog *catalog, const char *type)
{
	return catalog_payload(catalog, type, strlen(type), NULL, NULL);
}

static const struct place *
place(struct catalog *catalog, const char *type, const char *path)
{
	const struct place *found =
	    place_find(payload(catalog, type)->root, path);

	if (found == NULL)
		fail_msg("no place '%s' in '%s'", path, type);
	return found;
}

static void
assert_keys(const struct payload_schema *schema, const char *wanted)
{
	AUTO_BUF names = BUF_INIT;

	for (size_t i = 0; i < schema->keys->count; i++)
		buf_addf(&names, "%s%s", i > 0 ? " " : "",
		    schema->keys->keys[i]->name);
	assert_string_equal(buf_text(&names), wanted);
}

static void
common_keys_stand_behind_and_own_keys_win(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *net = payload(catalog, "com.example.net");

	(void)state;
	assert_true(net->known);
	assert_false(net->open);
	assert_string_equal(net->title, "Net's own");
	assert_string_equal(net->description, "The net.");
	assert_string_equal(net->group, "network");
	assert_keys(net, "Name Mode Level Rights PayloadDisplayName Deep Tree "
	    "Printers Names PayloadType PayloadVersion");
	assert_int_equal(net->common_count, 2);
	assert_string_equal(place_title(place(catalog, "com.example.net",
	    "PayloadDisplayName")), "Ours");
	assert_ptr_equal(net, payload(catalog, "com.example.net"));
	catalog_close(catalog);
}

static void
the_payload_type_can_only_be_its_own(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct place *type =
	    place(catalog, "com.example.net", "PayloadType");

	(void)state;
	assert_int_equal(type->choice_count, 1);
	assert_string_equal(type->choices[0].value.text, "com.example.net");
	assert_true(type->closed);
	assert_true(type->required);
	type = place(catalog, "com.example.nobody", "PayloadType");
	assert_string_equal(type->choices[0].value.text, "com.example.nobody");
	catalog_close(catalog);
}

static void
support_goes_along_the_path(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct support *s =
	    place(catalog, "com.example.net", "Deep/Old")->support;

	(void)state;
	assert_int_equal(s[PLATFORM_MACOS].introduced.part[0], 13);
	assert_int_equal(s[PLATFORM_MACOS].supervised, TRI_TRUE);
	assert_int_equal(s[PLATFORM_WATCHOS].state, SUPPORT_SINCE);
	assert_int_equal(s[PLATFORM_WATCHOS].introduced.part[0], 10);
	assert_int_equal(s[PLATFORM_IOS].state, SUPPORT_UNKNOWN);
	s = place(catalog, "com.example.net", "Deep/Gone")->support;
	assert_int_equal(s[PLATFORM_MACOS].state, SUPPORT_NONE);
	assert_int_equal(s[PLATFORM_MACOS].supervised, TRI_UNSET);
	catalog_close(catalog);
}

static void
annotations_change_what_follows(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct place *mode = place(catalog, "com.example.net", "Mode");
	const struct place *p;

	(void)state;
	assert_int_equal(mode->choice_count, 3);
	assert_null(mode->choices[0].meaning);
	assert_string_equal(mode->choices[1].title, "on");
	assert_string_equal(mode->choices[1].meaning, "It is on.");
	assert_true(mode->closed);
	assert_string_equal(mode->note->unit, "things");
	assert_string_equal(place_help(mode), "First.\n\nSecond.");
	p = place(catalog, "com.example.net", "Level");
	assert_false(p->closed);	/* a range beside the list */
	p = place(catalog, "com.example.net", "Rights");
	assert_int_equal(p->bit_count, 2);
	assert_int_equal(p->bits[1].needs, 1);
	p = place(catalog, "com.example.net", "Name");
	assert_false(p->required);
	p = place(catalog, "com.example.net", "Names");
	assert_int_equal(p->type, SCHEMA_ANY);
	assert_non_null(place_item(p));
	assert_null(place_child(p, "NamesItem", 9));
	assert_string_equal(place_title(place_item(p)), "Item");
	p = place(catalog, "com.example.net", "Deep");
	assert_null(p->note->at);
	catalog_close(catalog);
}

static void
assertions_stand_at_every_place_they_name(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *net = payload(catalog, "com.example.net");
	const struct place *name = place(catalog, "com.example.net", "Name");
	size_t deep = 0;

	(void)state;
	assert_int_equal(name->assertion_count, 2);
	assert_string_equal(name->assertions[0]->id, "a");
	assert_ptr_equal(name->assertions[0]->place, name);
	assert_int_equal(net->root->assertion_count, 1);
	assert_string_equal(net->root->assertions[0]->id, "e");
	assert_string_equal(net->root->assertions[0]->at, "");
	for (size_t i = 0; i < net->assertion_count; i++)
		if (strcmp(net->assertions[i]->id, "d") == 0) {
			const char *wanted = deep++ == 0 ? "Deep/Old" :
			    "Deep/Gone";

			assert_string_equal(net->assertions[i]->at, wanted);
		}
	assert_int_equal(deep, 2);
	assert_int_equal(net->assertion_count, 6);
	catalog_close(catalog);
}

static void
recursion_unfolds_as_deep_as_asked(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct place *tree = place(catalog, "com.example.net", "Tree");

	(void)state;
	for (int depth = 0; depth < 300; depth++) {
		const struct place *item = place_item(tree);
		const struct place *label;

		assert_int_equal(place_is_recursive(tree), depth > 0);
		assert_string_equal(item->key->name, "TreeItem");
		assert_ptr_equal(place_item_named(tree, "TreeItem"), item);
		label = place_child(item, "Label", 5);
		assert_int_equal(label->note->secret, SECRET_YES);
		assert_int_equal(label->assertion_count, 1);
		assert_string_equal(label->assertions[0]->id, "c");
		assert_true(label->required);
		assert_ptr_equal(label, place_child(item, "Label", 5));
		tree = place_child(item, "Branches", 8);
	}
	catalog_close(catalog);
}

static void
wildcards_in_disguise_take_any_name(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct place *printers =
	    place(catalog, "com.example.net", "Printers");
	const struct place *one = place_child(printers, "Front desk", 10);
	const struct payload_schema *top = catalog_top_level(catalog);
	const struct place *consent = place_child(top->root, "ConsentText", 11);
	const struct place *text;

	(void)state;
	assert_non_null(one);
	assert_string_equal(one->key->name, "Printer");
	assert_false(one->required);
	assert_string_equal(place_title(one), "Entry");
	assert_non_null(place_child(one, "URI", 3));
	assert_true(place_is_open(printers));
	assert_false(place_is_open(one));
	assert_null(place_child(one, "Other", 5));

	assert_true(top->top_level);
	text = place_child(consent, "default", 7);
	assert_int_equal(text->type, SCHEMA_STRING);
	assert_int_equal(place_child_count(text), 0);
	/* A true wildcard, below an array's item. */
	text = place_item(place_child(top->root, "PayloadContent", 14));
	assert_string_equal(place_child(text, "x", 1)->key->name, "ANY");
	assert_true(place_is_open(text));
	catalog_close(catalog);
}

struct fake {
	const char *key, *value;
};

static const char *
look(void *arg, const char *key, size_t *length)
{
	const struct fake *fake = arg;

	if (strcmp(key, fake->key) != 0)
		return NULL;
	*length = strlen(fake->value);
	return fake->value;
}

static const struct payload_schema *
chosen(struct catalog *catalog, const char *type, const char *key,
    const char *value)
{
	struct fake fake = { key, value };

	return catalog_payload(catalog, type, strlen(type), look, &fake);
}

static void
several_files_of_a_type_are_merged(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *one = payload(catalog,
	    "com.example.multi");
	const struct payload_schema *two = chosen(catalog,
	    "com.example.multi", "Second", "");

	(void)state;
	assert_string_equal(one->title, "One");
	assert_int_equal(one->file_count, 2);
	assert_keys(one, "First Both Second PayloadType PayloadVersion "
	    "PayloadDisplayName");
	assert_string_equal(two->title, "Two");
	assert_keys(two, "Both Second First PayloadType PayloadVersion "
	    "PayloadDisplayName");
	assert_int_equal(place_find(one->root, "Both")->type, SCHEMA_STRING);
	assert_int_equal(place_find(two->root, "Both")->type, SCHEMA_INTEGER);
	/* Each key keeps the support of its own file. */
	assert_int_equal(one->support[PLATFORM_MACOS].introduced.part[1], 7);
	assert_int_equal(place_find(one->root,
	    "First")->support[PLATFORM_MACOS].introduced.part[1], 9);
	assert_string_equal(place_find(one->root, "Second")->note->unit,
	    "days");
	catalog_close(catalog);
}

static void
a_discriminator_chooses_one_file(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *plain = payload(catalog,
	    "com.example.sso");

	(void)state;
	assert_string_equal(plain->title, "Sign on");
	assert_keys(plain, "Id Plain PayloadType PayloadVersion "
	    "PayloadDisplayName");
	assert_ptr_equal(chosen(catalog, "com.example.sso", "Id", "other"),
	    plain);
	assert_ptr_equal(chosen(catalog, "com.example.sso", "Realm", "R"),
	    plain);
	assert_keys(chosen(catalog, "com.example.sso", "Id", "k"),
	    "Id Realm PayloadType PayloadVersion PayloadDisplayName");
	catalog_close(catalog);
}

static void
keys_are_taken_over_from_another_type(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *wire = payload(catalog,
	    "com.example.wire");
	const struct payload_schema *app = payload(catalog, "com.example.app");
	const struct place *p;

	(void)state;
	/* One that says "any key": the others' may be set, none must. */
	assert_keys(wire, "ANY Name Mode PayloadType PayloadVersion "
	    "PayloadDisplayName");
	assert_true(wire->open);
	p = place_find(wire->root, "Name");
	assert_false(p->required);
	assert_int_equal(p->support[PLATFORM_WATCHOS].introduced.part[0], 9);
	assert_true(place_find(wire->root, "PayloadType")->required);
	assert_string_equal(place_find(wire->root, "Mode")->note->unit,
	    "things");
	assert_string_equal(place_child(wire->root, "x", 1)->key->name,
	    "ANY");
	/* Rules whose keys are not taken over do not come along. */
	assert_int_equal(wire->assertion_count, 3);

	assert_int_equal(app->keys->count, 1 + 9 + 2);
	assert_true(place_find(app->root, "Own")->required);
	assert_false(place_find(app->root, "Name")->required);	/* annotated */
	assert_int_equal(place_find(app->root, "Name")->assertion_count, 2);
	catalog_close(catalog);
}

static void
aliases_mean_the_same(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *alias = payload(catalog,
	    "com.example.old net");

	(void)state;
	assert_true(alias->known);
	assert_string_equal(alias->type, "com.example.old net");
	assert_string_equal(alias->title, "Net's own");
	assert_true(catalog_knows(catalog, "com.example.network", 19));
	assert_string_equal(place_find(alias->root, "Mode")->note->unit,
	    "things");
	catalog_close(catalog);
}

static void
unknown_types_have_the_common_keys_only(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *unknown = payload(catalog,
	    "com.example.nobody");

	(void)state;
	assert_false(unknown->known);
	assert_true(unknown->open);
	assert_string_equal(unknown->title, "com.example.nobody");
	assert_string_equal(unknown->description, "");
	assert_keys(unknown, "PayloadType PayloadVersion PayloadDisplayName");
	assert_null(place_child(unknown->root, "Anything", 8));
	assert_true(place_is_open(unknown->root));
	assert_false(catalog_knows(catalog, "com.example.nobody", 18));
	unknown = catalog_payload(catalog, NULL, 0, NULL, NULL);
	assert_false(unknown->known);
	assert_int_equal(
	    place_find(unknown->root, "PayloadType")->choice_count, 0);
	catalog_close(catalog);
}

static void
any_number_of_unknown_types_is_bounded(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *last = NULL;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		AUTO_FREE char *type = xasprintf("com.example.%d", i);

		last = payload(catalog, type);
	}
	assert_string_equal(last->type, "");
	assert_true(payload(catalog, "com.example.net")->known);
	catalog_close(catalog);
}

static void
the_list_is_sorted_by_title(void **state)
{
	static const char *const wanted[] = { "A title of two lines",
		"App net", "Broken", "Net's own", "One", "Sign on",
		"Sign on (k)", "Two", "Wire" };
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	size_t ours = 0, count = catalog_count(catalog);

	(void)state;
	/* Those that are built in stand among them. */
	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *schema = catalog_at(catalog, i);

		if (strncmp(schema->type, "com.example.", 12) != 0)
			continue;
		assert_true(ours < ARRAY_COUNT(wanted));
		/* One that cannot be read keeps its type as the title. */
		assert_string_equal(schema->title, ours == 2 ?
		    "com.example.broken" : wanted[ours]);
		ours++;
	}
	assert_int_equal(ours, ARRAY_COUNT(wanted));
	assert_true(count > ours + 100);
	assert_null(catalog_at(catalog, count));
	catalog_close(catalog);
}

static void
the_first_folder_that_has_a_type_wins(void **state)
{
	AUTO_FREE char *other = path_join(root, "other");
	AUTO_FREE char *plain = path_join(root, "plain");
	const char *dirs[] = { other, plain };
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog = catalog_open(dirs, 2, NULL, 0, &err);
	const struct payload_schema *net;

	(void)state;
	assert_non_null(catalog);
	net = payload(catalog, "com.example.net");
	assert_string_equal(net->title, "Other net");
	/* The rules are still ours, as far as the keys are there. */
	assert_false(place_find(net->root, "Name")->required);
	assert_int_equal(net->assertion_count, 3);
	assert_true(catalog_knows(catalog, "com.example.mine", 16));
	assert_true(catalog_knows(catalog, "com.example.app", 15));
	assert_false(catalog_knows(catalog, "DeviceLock", 10));
	catalog_close(catalog);
}

static void
a_missing_or_empty_folder_that_was_named_is_an_error(void **state)
{
	AUTO_FREE char *gone = path_join(root, "gone");
	AUTO_FREE char *bare = path_join(root, "bare");
	const char *dirs[] = { gone };
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_null(catalog_open(dirs, 1, NULL, 0, &err));
	assert_int_not_equal(err.code, ERR_NONE);
	error_release(&err);
	assert_null(catalog_open(NULL, 0, dirs, 1, &err));
	assert_int_not_equal(err.code, ERR_NONE);
	error_release(&err);
	dirs[0] = bare;
	assert_null(catalog_open(dirs, 1, NULL, 0, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, bare));
	error_release(&err);
	assert_null(catalog_open(NULL, 0, dirs, 1, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, bare));
}

static void
a_data_folder_without_schemas_is_an_error_that_names_it(void **state)
{
	AUTO_FREE char *bare = path_join(root, "bare");
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	use_data(bare);
	assert_null(catalog_open(NULL, 0, NULL, 0, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, bare));
	assert_non_null(strstr(err.message, "PROFEDIT_DATADIR"));
	use_data(root);
}

/* A type that no folder describes is the built-in one. */
static void
what_is_built_in_stands_behind_every_folder(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	const struct payload_schema *mdm = payload(catalog, "com.apple.mdm");

	(void)state;
	assert_true(mdm->known);
	assert_non_null(place_find(mdm->root, "ServerURL"));
	assert_true(place_find(mdm->root, "AccessRights")->bit_count > 10);
	assert_true(payload(catalog, "com.apple.wifi.managed")->known);
	catalog_close(catalog);
	unsetenv("PROFEDIT_DATADIR");
	catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	assert_false(catalog_knows(catalog, "com.example.net", 15));
	assert_true(catalog_knows(catalog, ".GlobalPreferences", 18));
	assert_true(catalog_top_level(catalog)->known);
	catalog_close(catalog);
	use_data(root);
}

struct note_search {
	const char *part;
	size_t found, all;
};

static bool
match_note(const char *file, unsigned line, unsigned column,
    const char *message, bool serious, void *arg)
{
	struct note_search *search = arg;
	AUTO_FREE char *text = xasprintf("%s:%u:%u: %s: %s",
	    path_base(file), line, column, serious ? "serious" : "note",
	    message);

	search->all++;
	if (strstr(text, search->part) != NULL)
		search->found++;
	return true;
}

static void
notes_name_files_and_lost_rules(void **state)
{
	static const char *const wanted[] = {
		"broken.yaml:",
		"broken2.yaml:",
		"odd.yaml:4:1: note: unknown attribute 'new'",
		"com.example.net.yaml:12:3: note: 'Nothing/Here' is no key of",
		"com.example.net.yaml:19:3: note: 'Lost' is no key",
	};
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);

	(void)state;
	for (size_t i = 0; i < catalog_count(catalog); i++)
		catalog_at(catalog, i);
	for (size_t i = 0; i < ARRAY_COUNT(wanted); i++) {
		struct note_search search = { .part = wanted[i] };

		catalog_each_note(catalog, match_note, &search);
		if (search.found != 1)
			fail_msg("%zu times: %s", search.found, wanted[i]);
		assert_int_equal(search.all, ARRAY_COUNT(wanted));
	}
	catalog_close(catalog);
}

static void
places_are_named_by_their_path(void **state)
{
	struct catalog *catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	AUTO_BUF out = BUF_INIT;

	(void)state;
	place_format(place(catalog, "com.example.net", "Tree/*/Label"), &out);
	assert_string_equal(buf_text(&out),
	    "com.example.net/Tree/TreeItem/Label");
	assert_null(place_find(payload(catalog, "com.example.net")->root,
	    "Tree/Label"));
	assert_string_equal(place_order(payload(catalog,
	    "com.example.net")->root)[1], "Mode");
	assert_null(place_order(place(catalog, "com.example.net", "Mode")));
	catalog_close(catalog);
}

/* --- the published files --- */

/* Whether a file of the payload itself has it, no other and no rules. */
static bool
is_own(const struct place *place)
{
	for (size_t i = 0; i < place->payload->file_count; i++)
		if (place->payload->files[i] == place->key->schema)
			return true;
	return false;
}

static size_t
count_places(const struct place *place)
{
	size_t count = 0, children = place_child_count(place);

	if (place->key != NULL && place_is_recursive(place))
		return 0;
	for (size_t i = 0; i < children; i++)
		if (is_own(place_child_at(place, i)))
			count += 1 + count_places(place_child_at(place, i));
	return count;
}

static void
walking_every_key_of_27_meets_the_known_count(void **state)
{
	AUTO_FREE char *dir = testdata_path("upstream-27");
	AUTO_FREE char *only = path_join(root, "only");
	const char *dirs[] = { dir };
	struct catalog *catalog;
	size_t places = 0, count;

	if (dir == NULL) {
		free(steal(only));
		skip();
	}
	(void)state;
	use_data(only);
	catalog = catalog_open(dirs, 1, NULL, 0, NULL);
	use_data(root);
	assert_non_null(catalog);
	count = catalog_count(catalog);
	assert_int_equal(count, 125);
	places = count_places(catalog_top_level(catalog)->root);
	for (size_t i = 0; i < count; i++) {
		const struct payload_schema *schema = catalog_at(catalog, i);

		/* The six files of one type each lead once, all merged. */
		if (schema->file_count == 1)
			places += count_places(schema->root);
	}
	places += count_places(payload(catalog, "com.apple.MCX")->root);
	/* The seven common keys, once. */
	assert_int_equal(places + 7, 2317);
	catalog_close(catalog);
}

/* Cases that the census of 18.2 names; "" for n/a, NULL for unknown. */
static void
support_of_known_keys_of_18_2_is_right(void **state)
{
	static const struct {
		const char *type, *path;
		enum platform platform;
		const char *wanted;
	} cases[] = {
		{ "com.apple.SetupAssistant.managed",
		    "SkipSetupItems/SkipSetupItems", PLATFORM_MACOS, "15" },
		{ "com.apple.TCC.configuration-profile-policy",
		    "Services/SystemPolicyAppBundles/IdentityDict/"
		    "Authorization", PLATFORM_MACOS, "13" },
		{ "com.apple.airplay", "AllowList/AllowListItem",
		    PLATFORM_MACOS, "11.3" },
		{ "com.apple.vpn.managed", "IKEv2", PLATFORM_WATCHOS, "10" },
		{ "com.apple.vpn.managed", "VPNType", PLATFORM_WATCHOS, "" },
		{ "com.apple.vpn.managed", "IKEv2/PPK", PLATFORM_WATCHOS,
		    "11" },
		{ "com.apple.vpn.managed.applayer", "IKEv2/PPK",
		    PLATFORM_WATCHOS, "11" },
		{ "com.apple.vpn.managed.applayer", "VPNType",
		    PLATFORM_WATCHOS, "10" },
		{ "com.apple.security.wapi-identity", "PEMData",
		    PLATFORM_IOS, NULL },
		{ "com.apple.system.logging", "Processes", PLATFORM_MACOS,
		    "" },
		{ "loginwindow", "DisableLoginItemsSuppression",
		    PLATFORM_MACOS, "10.7" },
	};
	AUTO_FREE char *dir = testdata_path("upstream-18.2");
	const char *top = getenv("top_srcdir");
	const char *dirs[] = { dir };
	struct catalog *catalog;

	if (dir == NULL)
		skip();
	(void)state;
	use_data(top != NULL ? top : ".");
	catalog = catalog_open(dirs, 1, NULL, 0, NULL);
	use_data(root);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		const struct support *s = &place(catalog, cases[i].type,
		    cases[i].path)->support[cases[i].platform];
		AUTO_BUF got = BUF_INIT;

		if (s->state == SUPPORT_SINCE)
			version_format(s->introduced, &got);
		assert_int_equal(s->state == SUPPORT_UNKNOWN,
		    cases[i].wanted == NULL);
		if (cases[i].wanted != NULL &&
		    strcmp(buf_text(&got), cases[i].wanted) != 0)
			fail_msg("%s/%s: '%s'", cases[i].type,
			    cases[i].path, buf_text(&got));
	}
	catalog_close(catalog);
}

static void
what_left_is_known_and_in_no_list(void **state)
{
	AUTO_FREE char *past = path_join(root, "past");
	struct catalog *catalog;
	const struct place *route;
	size_t count;

	(void)state;
	use_data(past);
	catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	use_data(root);
	count = catalog_count(catalog);
	route = place(catalog, "com.example.net", "Route");
	assert_string_equal(place_left(route), "26.4");
	assert_string_equal(place_help(route), "Where to.\n\nNo longer part "
	    "of the published schema since release 26.4; profiles that have "
	    "it stay as they are.");
	/* The published key of the name is as it is published. */
	assert_int_equal(place(catalog, "com.example.net", "Level")->type,
	    SCHEMA_INTEGER);
	assert_null(place_left(place(catalog, "com.example.net", "Level")));
	assert_string_equal(place_left(place(catalog, "com.example.net",
	    "Deep/Depth")), "27.0");
	assert_non_null(place(catalog, "com.example.net", "Deep/Old"));
	assert_null(place_left(place(catalog, "com.example.net", "Deep")));
	assert_null(place_find(route->parent, "Nowhere"));
	assert_true(catalog_knows(catalog, "com.example.past",
	    strlen("com.example.past")));
	assert_string_equal(place_left(place(catalog, "com.example.past",
	    "Old")->parent), "26.4");
	assert_int_equal(catalog_count(catalog), count);
	for (size_t i = 0; i < count; i++)
		assert_string_not_equal(catalog_at(catalog, i)->type,
		    "com.example.past");
	catalog_close(catalog);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(common_keys_stand_behind_and_own_keys_win),
		cmocka_unit_test(the_payload_type_can_only_be_its_own),
		cmocka_unit_test(support_goes_along_the_path),
		cmocka_unit_test(annotations_change_what_follows),
		cmocka_unit_test(assertions_stand_at_every_place_they_name),
		cmocka_unit_test(recursion_unfolds_as_deep_as_asked),
		cmocka_unit_test(wildcards_in_disguise_take_any_name),
		cmocka_unit_test(several_files_of_a_type_are_merged),
		cmocka_unit_test(a_discriminator_chooses_one_file),
		cmocka_unit_test(keys_are_taken_over_from_another_type),
		cmocka_unit_test(aliases_mean_the_same),
		cmocka_unit_test(unknown_types_have_the_common_keys_only),
		cmocka_unit_test(any_number_of_unknown_types_is_bounded),
		cmocka_unit_test(the_list_is_sorted_by_title),
		cmocka_unit_test(the_first_folder_that_has_a_type_wins),
		cmocka_unit_test(
		    a_missing_or_empty_folder_that_was_named_is_an_error),
		cmocka_unit_test(
		    a_data_folder_without_schemas_is_an_error_that_names_it),
		cmocka_unit_test(what_is_built_in_stands_behind_every_folder),
		cmocka_unit_test(notes_name_files_and_lost_rules),
		cmocka_unit_test(places_are_named_by_their_path),
		cmocka_unit_test(walking_every_key_of_27_meets_the_known_count),
		cmocka_unit_test(support_of_known_keys_of_18_2_is_right),
		cmocka_unit_test(what_left_is_known_and_in_no_list),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
