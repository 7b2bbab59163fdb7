/*
 * Every annotation that is checked, and every kind of rule, with a payload
 * that keeps it and one that breaks it.
 */
#include "unit.h"

#include <sys/stat.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "check/check.h"
#include "check/finding.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/rules.h"
#include "value/value.h"

static char folder[] = "/tmp/profedit-rules-XXXXXX";

static const char schema[] =
    "title: T\npayload: {payloadtype: org.example.t}\npayloadkeys:\n"
    "- {key: T, type: <string>}\n- {key: U, type: <string>}\n"
    "- {key: N, type: <integer>}\n- {key: O, type: <integer>, default: 5}\n"
    "- {key: V, type: <integer>, rangelist: [1, 2]}\n"
    "- {key: R, type: <integer>, range: {min: 1, max: 9}}\n"
    "- {key: B, type: <boolean>}\n- {key: C, type: <boolean>}\n"
    "- {key: D, type: <data>}\n"
    "- {key: P, type: <string>, presence: required}\n"
    "- {key: L, type: <array>, subkeys: [{key: LItem, type: <string>}]}\n"
    "- {key: M, type: <array>, subkeys: [{key: MItem, type: <string>}]}\n"
    "- {key: W, type: <dictionary>, subkeys: [{key: Any, "
    "type: <array>, subkeys: [{key: AnyItem, type: <string>}]}]}\n"
    "- {key: X, type: <dictionary>, subkeys: [{key: ANY, "
    "type: <array>, subkeys: [{key: AnyItem, type: <string>}]}]}\n";

#define S(key, text) "<key>" key "</key><string>" text "</string>"
#define N(key, text) "<key>" key "</key><integer>" text "</integer>"
#define B(key, word) "<key>" key "</key><" word "/>"
#define L(key, items) "<key>" key "</key><array>" items "</array>"
#define D(key, text) "<key>" key "</key><data>" text "</data>"
#define DICT(key, entries) "<key>" key "</key><dict>" entries "</dict>"
#define I(text) "<string>" text "</string>"
#define UUID(digit) digit "0000000-0000-4000-8000-000000000000"
#define PAYLOAD(type, digit, keys)                                    \
	"<dict>" S("PayloadType", type) S("PayloadUUID", UUID(digit)) \
	S("PayloadIdentifier", "com.example." digit)                  \
	N("PayloadVersion", "1") keys "</dict>"
#define OTHER PAYLOAD("org.example.other", "7", "")

struct row {
	/* of the annotation, or the word after `then` */
	const char *name;
	/* the annotation, or the rule without id and text */
	const char *rest;
	const char *good, *bad;	/* keys */
	const char *finding;	/* that BAD makes: "code path" */
	const char *installed;	/* keys; NULL: not an update */
};

static const struct row annotations[] = {
	{ "secret", "{at: T, secret: secret}", S("T", "$SECRET"),
	    S("T", "abc"), "secret-in-clear /T", NULL },
	{ "bits", "{at: N, bits: [{bit: 1, title: a}, {bit: 4, title: b, "
	    "needs: [1]}]}", N("N", "5"), N("N", "2"), "bit-unknown /N",
	    NULL },
	{ "bits", "{at: N, bits: [{bit: 1, title: a}, {bit: 4, title: b, "
	    "needs: [1]}]}", N("N", "5"), N("N", "4"), "bit-requires /N",
	    NULL },
	{ "labels", "{at: V, labels: [{value: 1, title: one}]}", N("V", "1"),
	    N("V", "3"), "not-allowed /V", NULL },
	{ "special", "{at: R, special: [{value: 0, text: never}]}",
	    N("R", "0"), N("R", "10"), "out-of-range /R", NULL },
	{ "range", "{at: R, range: {min: 20, max: 30}}", N("R", "25"),
	    N("R", "15"), "out-of-range /R", NULL },
	{ "replaced-by", "{at: T, replaced-by: U}", S("U", "a"), S("T", "a"),
	    "replaced-key /T", NULL },
	{ "reference", "{at: T, reference: {to: [org.example.other], "
	    "key: PayloadUUID}}", S("T", UUID("7")), S("T", UUID("8")),
	    "dangling-reference /T", NULL },
	{ "reference", "{at: T, reference: {to: [org.example.other], "
	    "key: PayloadUUID}}", S("T", UUID("7")), S("T", UUID("1")),
	    "wrong-reference /T", NULL },
	{ "import", "{at: D, import: image}",
	    D("D", "R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="),
	    D("D", "aGVsbG8="), "wrong-data /D", NULL },
	{ "import", "{at: D, import: text}", D("D", "aGVsbG8="), D("D", ""),
	    "wrong-data /D", NULL },
	{ "key-domain", "{at: X, key-domain: locale}",
	    DICT("X", L("de-CH", "") L("default", "")),
	    DICT("X", L("not one", "")), "format-mismatch /X/not one", NULL },
	{ "key-domain", "{at: X, key-domain: team-id}",
	    DICT("X", L("ABCDE12345", "")), DICT("X", L("ABCDE", "")),
	    "format-mismatch /X/ABCDE", NULL },
	{ "key-domain", "{at: X, key-domain: bundle-id}",
	    DICT("X", L("com.example.a", "")), DICT("X", L("a b", "")),
	    "format-mismatch /X/a b", NULL },
	{ "types", "{at: T, types: [string, array]}", L("T", ""),
	    N("T", "1"), "wrong-type /T", NULL },
	{ "wildcard", "{at: W/Any, wildcard: true}", DICT("W", L("x", "")),
	    DICT("W", N("x", "1")), "wrong-type /W/x", NULL },
	{ "boolean-as-integer", "{at: N, boolean-as-integer: true}",
	    N("N", "1"), B("N", "true"), "wrong-type /N", NULL },
	{ "open", "{at: V, open: true}", N("V", "2"), N("V", "3"),
	    "not-allowed /V", NULL },
};

static const struct row rules[] = {
	{ "present", "at: T, when: [[N, eq, 1]]", N("N", "2"), N("N", "1"),
	    "requires-key /T", NULL },
	{ "absent", "at: T, when: [[O, ge, 5]]", N("O", "4") S("T", "a"),
	    S("T", "a"), "conflicts-with /T", NULL },
	{ "in", "at: T", S("T", "a"), S("T", "c"), "not-allowed /T", NULL },
	{ "not-in", "at: L", L("L", I("x")), L("L", I("x") I("a")),
	    "not-allowed /L", NULL },
	{ "matches", "at: T", S("T", "abc"), S("T", "abcd"),
	    "format-mismatch /T", NULL },
	{ "prefix", "at: T", S("T", "com.a"), S("T", "net.a"),
	    "format-mismatch /T", NULL },
	{ "suffix", "at: T", S("T", "a.app"), S("T", "a.apps"),
	    "format-mismatch /T", NULL },
	{ "range", "at: N", N("N", "3"), N("N", "4"), "out-of-range /N",
	    NULL },
	{ "length", "at: T", S("T", "\303\274\303\274"), S("T", "abc"),
	    "wrong-length /T", NULL },
	{ "count", "at: L", L("L", I("a")), L("L", ""), "wrong-count /L",
	    NULL },
	{ "unique", "at: L", L("L", I("a") I("b")), L("L", I("a") I("a")),
	    "duplicate-item /L/1", NULL },
	{ "refers", "at: T", S("T", UUID("7")), S("T", UUID("8")),
	    "dangling-reference /T", NULL },
	{ "compare", "at: T", S("T", "1.10") S("U", "1.9"),
	    S("T", "1.8") S("U", "1.9"), "out-of-range /T", NULL },
	{ "subset", "at: L", L("L", I("a")) L("M", I("a") I("b")),
	    L("L", I("c")) L("M", I("a")), "not-allowed /L", NULL },
	{ "subset", "at: X", DICT("X", L("a", "")) L("M", I("a")),
	    DICT("X", L("c", "")) L("M", I("a")), "not-allowed /X", NULL },
	{ "disjoint", "at: L", L("L", I("a")) L("M", I("b")),
	    L("L", I("a")) L("M", I("a")), "conflicts-with /L", NULL },
	{ "bits", "at: N", N("N", "11"), N("N", "8"), "bit-requires /N",
	    NULL },
	{ "any-present", "at: ''", S("U", "a"), N("N", "1"),
	    "requires-key ", NULL },
	{ "one-present", "at: ''", S("U", "a"), S("T", "a") S("U", "a"),
	    "conflicts-with ", NULL },
	{ "any-true", "at: B, when: [[C, present]]",
	    B("B", "true") B("C", "false"), B("B", "false") B("C", "false"),
	    "requires-key /B", NULL },
	{ "holds", "at: T", S("T", "a") N("N", "1"), S("T", "a") N("N", "2"),
	    "conflicts-with /T", NULL },
	{ "payload", "at: B, when: [[., eq, true]]", B("B", "false"),
	    B("B", "true"), "companion-missing /B", NULL },
	{ "no-payload", "at: B, when: [[., eq, true]]", B("B", "false"),
	    B("B", "true"), "companion-missing /B", NULL },
	{ "fixed", "at: T, update: true", S("T", "a"), S("T", "b"),
	    "update-fixed-key /T", S("T", "a") },
	{ "no-added-bits", "at: N, update: true", N("N", "1"), N("N", "7"),
	    "update-added-bits /N", N("N", "3") },
	{ "fixed-member", "at: L, update: true", L("L", I("a")),
	    L("L", I("b")), "update-fixed-member /L", L("L", I("a")) },
};

/* What stands behind the words. */
static const char *const wants[THEN_KINDS] = {
	[THEN_IN] = "[a, b]", [THEN_NOT_IN] = "[a]",
	[THEN_MATCHES] = "'[a-c]{3}'", [THEN_PREFIX] = "[org., com.]",
	[THEN_SUFFIX] = "[.app]", [THEN_RANGE] = "{min: 1, max: 3}",
	[THEN_LENGTH] = "{max: 2}", [THEN_COUNT] = "{min: 1}",
	[THEN_UNIQUE] = "array", [THEN_REFERS] = "[org.example.other]",
	[THEN_COMPARE] = "[ge, U]", [THEN_SUBSET] = "M",
	[THEN_DISJOINT] = "M", [THEN_BITS] = "{8: 3}",
	[THEN_ANY_PRESENT] = "[T, U]", [THEN_ONE_PRESENT] = "[T, U]",
	[THEN_ANY_TRUE] = "[B, C]", [THEN_HOLDS] = "[[N, eq, 1]]",
	[THEN_PAYLOAD] = "[org.example.none]",
	[THEN_NO_PAYLOAD] = "[org.example.other]",
	[THEN_FIXED_MEMBER] = "a",
};

/* Rules that the words above do not make. */
static const struct row others[] = {
	{ "same", "at: X/ANY, then: {disjoint: /W/@same}",
	    DICT("X", L("a", I("x"))) DICT("W", L("b", I("x"))),
	    DICT("X", L("a", I("x"))) DICT("W", L("a", I("x"))),
	    "conflicts-with /X/a", NULL },
	{ "names", "at: L, then: {disjoint: X}",
	    L("L", I("b")) DICT("X", L("a", "")),
	    L("L", I("a")) DICT("X", L("a", "")), "conflicts-with /L", NULL },
	{ "payload-type", "at: P, then: {unique: payload-type}",
	    "", S("U", "a") "</dict>" PAYLOAD("org.example.t", "4",
	    S("P", "p")) "<dict>", "duplicate-value 1/P", NULL },
	{ "profile", "at: [T, U], then: {unique: profile}", S("T", "a"),
	    S("T", "a") "</dict>" PAYLOAD("org.example.t", "4",
	    S("P", "q") S("T", "a")) "<dict>", "duplicate-value 1/T", NULL },
	{ "elsewhere", "at: T, when: [[//PayloadContent/*/U, eq, b]], "
	    "then: absent", S("T", "a") S("U", "a"),
	    S("T", "a") "</dict>" PAYLOAD("org.example.t", "4",
	    S("P", "q") S("U", "b")) "<dict>", "conflicts-with /T", NULL },
	{ "empty", "at: T, then: {prefix: [a]}", S("T", "a"), S("T", ""),
	    NULL, NULL },
};

static void
put(const char *name, const char *text)
{
	AUTO_FREE char *path = path_join(folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static int
set_up(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	for (int i = 0; i < 2; i++) {
		AUTO_FREE char *path = path_join(folder,
		    i == 0 ? "schemas" : "rules");

		if (mkdir(path, 0700) != 0)
			return -1;
	}
	put("schemas/org.example.t.yaml", schema);
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = { "schemas/org.example.t.yaml",
		"rules/org.example.t.yaml", "schemas", "rules", "" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		AUTO_FREE char *path = path_join(folder, names[i]);

		remove(path);
	}
	return 0;
}

/* A profile of a payload with KEYS, and another one. */
static struct profile *
parse(const char *keys)
{
	AUTO_FREE char *text = xasprintf("<?xml version=\"1.0\" "
	    "encoding=\"UTF-8\"?><plist version=\"1.0\"><dict>"
	    S("PayloadType", "Configuration") S("PayloadUUID", UUID("A"))
	    S("PayloadIdentifier", "com.example") N("PayloadVersion", "1")
	    "<key>PayloadContent</key><array>"
	    "<dict>" S("PayloadType", "org.example.t")
	    S("PayloadUUID", UUID("1")) S("PayloadIdentifier", "com.example.1")
	    N("PayloadVersion", "1") S("P", "p") "%s</dict>" OTHER
	    "</array></dict></plist>", keys);
	struct profile *profile = profile_parse("row.mobileconfig", text,
	    strlen(text), NULL, NULL);

	assert_non_null(profile);
	return profile;
}

/* "code path", the path below the first payload, or behind it "1/Key". */
static bool
is_finding(const struct finding *finding, const struct value *root,
    const char *wanted)
{
	AUTO_BUF line = BUF_INIT;
	AUTO_BUF path = BUF_INIT;
	const char *text;
	size_t skip = strlen("/PayloadContent/");

	finding_path(finding, root, &path);
	text = buf_text(&path);
	if (strncmp(text, "/PayloadContent/0", skip + 1) == 0)
		text += skip + 1;
	else if (strncmp(text, "/PayloadContent/", skip) == 0)
		text += skip;
	buf_addf(&line, "%s %s", finding_table[finding->code].name, text);
	return strcmp(buf_text(&line), wanted) == 0;
}

static bool
finds(struct catalog *catalog, const struct row *row, const char *keys)
{
	struct profile *profile = parse(keys);
	struct profile *installed =
	    row->installed != NULL ? parse(row->installed) : NULL;
	struct check_options options = { .against = installed };
	struct checker *checker = checker_new(profile, catalog, &options);
	size_t count;
	bool found = false;

	assert_true(check_all(checker, NULL));
	const struct finding *const *findings =
	    checker_findings(checker, &count);

	for (size_t i = 0; i < count; i++)
		found = found || is_finding(findings[i],
		    profile_root(profile), row->finding != NULL
		    ? row->finding : "format-mismatch /T");
	checker_free(checker);
	profile_close(profile);
	profile_close(installed);
	return found;
}

static struct catalog *
open_with(const char *kind, const char *item)
{
	AUTO_FREE char *schemas = path_join(folder, "schemas");
	AUTO_FREE char *rules_dir = path_join(folder, "rules");
	AUTO_FREE char *text = xasprintf("payloadtype: org.example.t\n%s:\n"
	    "- %s\n%s", kind, item, strcmp(kind, "rules") == 0 ?
	    "annotations:\n- {at: W/Any, wildcard: true}\n" : "");
	const char *schema_dirs[] = { schemas }, *rules_dirs[] = { rules_dir };
	AUTO_ERROR err = ERROR_INIT;
	struct catalog *catalog;

	put("rules/org.example.t.yaml", text);
	catalog = catalog_open(schema_dirs, 1, rules_dirs, 1, &err);
	if (catalog == NULL)
		fail_msg("%s", err.message);
	return catalog;
}

/* Whether the good keys are let pass and the bad ones complained of. */
static bool
row_holds(const struct row *row, const char *kind, const char *item)
{
	struct catalog *catalog = open_with(kind, item);
	bool good = !finds(catalog, row, row->good);
	bool bad = finds(catalog, row, row->bad) == (row->finding != NULL);

	if (!good || !bad)
		printf("# %s: the %s example is wrong\n", row->name,
		    good ? "bad" : "good");
	catalog_close(catalog);
	return good && bad;
}

static void
annotations_are_checked(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof annotations / sizeof *annotations; i++)
		wrong += !row_holds(&annotations[i], "annotations",
		    annotations[i].rest);
	assert_int_equal(wrong, 0);
}

static enum then_kind
kind_of(const char *name)
{
	size_t kind = 0;

	while (kind < THEN_KINDS && strcmp(then_names[kind], name) != 0)
		kind++;
	assert_true(kind < THEN_KINDS);
	return (enum then_kind)kind;
}

static void
every_kind_of_rule_is_checked(void **state)
{
	bool seen[THEN_KINDS] = { false };
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		enum then_kind kind = kind_of(rules[i].name);
		AUTO_FREE char *then = wants[kind] == NULL ?
		    xstrdup(rules[i].name) :
		    xasprintf("{%s: %s}", rules[i].name, wants[kind]);
		AUTO_FREE char *rule = xasprintf("{id: i, %s, then: %s, "
		    "severity: error, text: is bad}", rules[i].rest, then);

		seen[kind] = true;
		wrong += !row_holds(&rules[i], "rules", rule);
	}
	assert_int_equal(wrong, 0);
	for (size_t i = 0; i < THEN_KINDS; i++)
		if (!seen[i])
			fail_msg("no example of '%s'", then_names[i]);
}

static void
paths_and_scopes_reach_as_far_as_they_say(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		AUTO_FREE char *rule = xasprintf("{id: i, %s, "
		    "severity: warning, text: is bad}", others[i].rest);

		wrong += !row_holds(&others[i], "rules", rule);
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(annotations_are_checked),
		cmocka_unit_test(every_kind_of_rule_is_checked),
		cmocka_unit_test(paths_and_scopes_reach_as_far_as_they_say),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
