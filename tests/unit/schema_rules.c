#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/regex.h"
#include "schema/rules.h"

static struct rules *
parse(const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct rules *rules =
	    rules_parse("dir/r.yaml", text, strlen(text), &err);

	if (rules == NULL)
		fail_msg("%s", err.message);
	return rules;
}

/* A file with one annotation of key K that has ATTRIBUTES. */
static struct rules *
annotated(const char *attributes)
{
	AUTO_FREE char *text = xasprintf("payloadtype: t\nannotations:\n"
	    "- {at: K, %s}\n", attributes);
	struct rules *rules = parse(text);

	assert_int_equal(rules->note_count, 0);
	assert_int_equal(rules->annotation_count, 1);
	assert_string_equal(rules->annotations[0].at, "K");
	return rules;
}

/* A file with one rule of key K that says THEN. */
static struct rules *
ruled(const char *then)
{
	AUTO_FREE char *text = xasprintf("payloadtype: t\nrules:\n"
	    "- {id: i, at: K, then: %s, severity: error, text: is bad}\n",
	    then);

	return parse(text);
}

static void
the_head_is_read(void **state)
{
	struct rules *rules = parse(
	    "payloadtype: com.example.a\nschema: com.example.a(b)\n"
	    "group: network\naliases: [x, y]\ninherits: com.example.c\n"
	    "inherits-keys: [One, Two]\n"
	    "discriminator: {key: Kind, value: b}\n"
	    "annotations: []\nrules: []\n");

	(void)state;
	assert_string_equal(rules->file, "dir/r.yaml");
	assert_string_equal(rules->payload_type, "com.example.a");
	assert_string_equal(rules->schema_id, "com.example.a(b)");
	assert_string_equal(rules->group, "network");
	assert_string_equal(rules->aliases[1], "y");
	assert_null(rules->aliases[2]);
	assert_string_equal(rules->inherits, "com.example.c");
	assert_string_equal(rules->inherits_keys[0], "One");
	assert_string_equal(rules->discriminator_key, "Kind");
	assert_string_equal(rules->discriminator_value, "b");
	assert_int_equal(rules->annotation_count, 0);
	assert_int_equal(rules->assertion_count, 0);
	assert_int_equal(rules->note_count, 0);
	rules_free(rules);
}

static void
texts_and_flags_of_annotations_are_read(void **state)
{
	struct rules *rules = annotated("unit: seconds, default-from: Other, "
	    "default-text: never, replaced-by: New, import: pkcs12, "
	    "key-domain: locale, title: T, text: Words., open: true, "
	    "wildcard: true, boolean-as-integer: true, optional: true");
	const struct annotation *a = &rules->annotations[0];

	(void)state;
	assert_string_equal(a->unit, "seconds");
	assert_string_equal(a->default_from, "Other");
	assert_string_equal(a->default_text, "never");
	assert_string_equal(a->replaced_by, "New");
	assert_string_equal(a->import, "pkcs12");
	assert_string_equal(a->key_domain, "locale");
	assert_string_equal(a->title, "T");
	assert_string_equal(a->text, "Words.");
	assert_true(a->open_list && a->wildcard && a->boolean_as_integer &&
	    a->optional);
	assert_int_equal(a->secret, SECRET_NO);
	assert_int_equal(a->line, 3);
	rules_free(rules);
}

static void
secrets_have_two_levels(void **state)
{
	struct rules *rules = annotated("secret: secret");

	(void)state;
	assert_int_equal(rules->annotations[0].secret, SECRET_YES);
	rules_free(rules);
	rules = annotated("secret: sensitive");
	assert_int_equal(rules->annotations[0].secret, SECRET_SENSITIVE);
	rules_free(rules);
}

static void
bits_are_read_with_what_they_need(void **state)
{
	struct rules *rules = annotated("bits: [{bit: 1, title: look, "
	    "text: May look.}, {bit: 0x80, title: do, needs: [1, 2]}, "
	    "{bit: 2, needs: 1}]");
	const struct annotation *a = &rules->annotations[0];

	(void)state;
	assert_int_equal(a->bit_count, 3);
	assert_string_equal(a->bits[0].title, "look");
	assert_string_equal(a->bits[0].meaning, "May look.");
	assert_int_equal(a->bits[1].value, 128);
	assert_int_equal(a->bits[1].needs, 3);
	assert_int_equal(a->bits[2].needs, 1);
	rules_free(rules);
}

static void
labels_and_special_values_are_read(void **state)
{
	struct rules *rules = annotated("labels: [{value: 0, title: off, "
	    "text: It is off.}, {value: 'On'}], special: [{value: -1, "
	    "text: never}]");
	const struct annotation *a = &rules->annotations[0];

	(void)state;
	assert_int_equal(a->label_count, 2);
	assert_int_equal(a->labels[0].value.type, VALUE_INTEGER);
	assert_string_equal(a->labels[0].title, "off");
	assert_string_equal(a->labels[0].meaning, "It is off.");
	assert_int_equal(a->labels[1].value.type, VALUE_STRING);
	assert_int_equal(a->special_count, 1);
	assert_true(a->special[0].value.integer.negative);
	assert_string_equal(a->special[0].meaning, "never");
	rules_free(rules);
}

static void
references_types_ranges_and_remarks_are_read(void **state)
{
	struct rules *rules = annotated("reference: {to: [a, b], role: anchor},"
	    " types: [string, <array>], range: {min: 1, max: 2.5}, "
	    "remarks: [One., Two.]");
	const struct annotation *a = &rules->annotations[0];

	(void)state;
	assert_string_equal(a->reference->key, "PayloadUUID");
	assert_string_equal(a->reference->types[1], "b");
	assert_null(a->reference->types[2]);
	assert_string_equal(a->reference->role, "anchor");
	assert_int_equal(a->type_count, 2);
	assert_int_equal(a->types[1], SCHEMA_ARRAY);
	assert_int_equal(a->range->min.integer.magnitude, 1);
	assert_true(a->range->max.real == 2.5);
	assert_string_equal(a->remarks[1], "Two.");
	assert_null(a->remarks[2]);
	rules_free(rules);
	rules = annotated("reference: {to: [a], key: PayloadIdentifier}, "
	    "range: {max: 9}");
	a = &rules->annotations[0];
	assert_string_equal(a->reference->key, "PayloadIdentifier");
	assert_false(a->range->has_min);
	rules_free(rules);
}

static void
an_annotation_may_stand_at_several_paths(void **state)
{
	struct rules *rules = parse("payloadtype: t\nannotations:\n"
	    "- {at: [A, B/C], unit: days}\n");

	(void)state;
	assert_int_equal(rules->annotation_count, 2);
	assert_string_equal(rules->annotations[1].at, "B/C");
	assert_string_equal(rules->annotations[1].unit, "days");
	rules_free(rules);
}

static void
a_rule_is_read_whole(void **state)
{
	struct rules *rules = parse("payloadtype: t\nrules:\n"
	    "- id: proxy\n"
	    "  at: [Server, Port]\n"
	    "  when: [[Kind, eq, Manual], [/Top/Key, present]]\n"
	    "  any: [['@os', in, [iOS, tvOS]], [//Scope, ne, System]]\n"
	    "  then: present\n"
	    "  severity: warning\n"
	    "  code: requires-key\n"
	    "  systems: [macOS, iOS]\n"
	    "  update: true\n"
	    "  text: is needed\n");
	const struct assertion *a = &rules->assertions[1];

	(void)state;
	assert_int_equal(rules->note_count, 0);
	assert_int_equal(rules->assertion_count, 2);
	assert_string_equal(rules->assertions[0].at, "Server");
	assert_string_equal(a->at, "Port");
	assert_string_equal(a->id, "proxy");
	assert_ptr_equal(a->rules, rules);
	assert_null(a->place);
	assert_int_equal(a->line, 3);
	assert_int_equal(a->then, THEN_PRESENT);
	assert_int_equal(a->severity, RULE_WARNING);
	assert_string_equal(a->code, "requires-key");
	assert_string_equal(a->text, "is needed");
	assert_true(a->on_update);
	assert_true(a->platforms[PLATFORM_MACOS] &&
	    a->platforms[PLATFORM_IOS] && !a->platforms[PLATFORM_TVOS]);
	assert_int_equal(a->when_count, 2);
	assert_int_equal(a->when[0].op, RULE_EQ);
	assert_string_equal(a->when[0].values[0].text, "Manual");
	assert_int_equal(a->when[1].value_count, 0);
	assert_int_equal(a->any_count, 2);
	assert_int_equal(a->any[0].value_count, 2);
	rules_free(rules);
}

static void
paths_have_their_origins(void **state)
{
	static const struct {
		const char *text;
		enum rule_origin origin;
		const char *segments;	/* joined by blanks */
	} cases[] = {
		{ "Key", ORIGIN_SIBLING, "Key" },
		{ "Key/Sub/*", ORIGIN_SIBLING, "Key Sub *" },
		{ "Display Sleep Timer", ORIGIN_SIBLING,
		    "Display Sleep Timer" },
		{ ".hidden", ORIGIN_SIBLING, ".hidden" },
		{ "/Key", ORIGIN_PAYLOAD, "Key" },
		{ "//PayloadScope", ORIGIN_TOP, "PayloadScope" },
		{ ".", ORIGIN_SELF, "" },
		{ "./Sub", ORIGIN_SELF, "Sub" },
		{ "@container", ORIGIN_CONTAINER, "" },
		{ "@os", ORIGIN_TARGET, "os" },
		{ "@shared-ipad", ORIGIN_TARGET, "shared-ipad" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_FREE char *then = xasprintf(
		    "{holds: [['%s', present]]}", cases[i].text);
		struct rules *rules = ruled(then);
		AUTO_BUF joined = BUF_INIT;

		assert_int_equal(rules->assertion_count, 1);
		const struct rule_path *path =
		    &rules->assertions[0].holds[0].path;

		assert_int_equal(path->origin, cases[i].origin);
		assert_string_equal(path->text, cases[i].text);
		for (const char *const *s = path->segments; *s != NULL; s++)
			buf_addf(&joined, "%s%s", joined.length > 0 ? " " : "",
			    *s);
		assert_string_equal(buf_text(&joined), cases[i].segments);
		rules_free(rules);
	}
}

static void
every_operator_is_known(void **state)
{
	(void)state;
	for (int op = 0; op < RULE_OPS; op++) {
		bool lone = op == RULE_PRESENT || op == RULE_ABSENT;
		AUTO_FREE char *then = xasprintf("{holds: [[K, %s%s]]}",
		    rule_op_names[op], lone ? "" : ", [1, true, x, 1.5]");
		struct rules *rules = ruled(then);

		assert_int_equal(rules->note_count, 0);
		const struct condition *c = &rules->assertions[0].holds[0];

		assert_int_equal(c->op, op);
		assert_int_equal(c->value_count, lone ? 0 : 4);
		if (!lone) {
			assert_int_equal(c->values[0].type, VALUE_INTEGER);
			assert_int_equal(c->values[1].type, VALUE_BOOLEAN);
			assert_int_equal(c->values[2].type, VALUE_STRING);
			assert_int_equal(c->values[3].type, VALUE_REAL);
		}
		rules_free(rules);
	}
}

/* One example of each kind; what is checked of it stands behind. */
static const struct kind {
	const char *text;
	enum then_kind kind;
	size_t values, paths, holds;
	bool regex, range;
} kinds[] = {
	{ "present", THEN_PRESENT, 0, 0, 0, false, false },
	{ "absent", THEN_ABSENT, 0, 0, 0, false, false },
	{ "{in: [a, b]}", THEN_IN, 2, 0, 0, false, false },
	{ "{not-in: [0]}", THEN_NOT_IN, 1, 0, 0, false, false },
	{ "{matches: 'a+'}", THEN_MATCHES, 0, 0, 0, true, false },
	{ "{prefix: com.example.}", THEN_PREFIX, 1, 0, 0, false, false },
	{ "{suffix: [.a, .b]}", THEN_SUFFIX, 2, 0, 0, false, false },
	{ "{range: {min: 0, max: 9}}", THEN_RANGE, 0, 0, 0, false, true },
	{ "{length: {max: 32}}", THEN_LENGTH, 0, 0, 0, false, true },
	{ "{count: {min: 1}}", THEN_COUNT, 0, 0, 0, false, true },
	{ "{unique: payload-type}", THEN_UNIQUE, 1, 0, 0, false, false },
	{ "{refers: [com.x, com.y]}", THEN_REFERS, 2, 0, 0, false, false },
	{ "{compare: [ge, Other]}", THEN_COMPARE, 0, 1, 0, false, false },
	{ "{subset: /All}", THEN_SUBSET, 0, 1, 0, false, false },
	{ "{disjoint: Denied}", THEN_DISJOINT, 0, 1, 0, false, false },
	{ "{bits: {2: 1, 128: 64}}", THEN_BITS, 4, 0, 0, false, false },
	{ "{any-present: [A, B]}", THEN_ANY_PRESENT, 0, 2, 0, false, false },
	{ "{one-present: [A, B, C]}", THEN_ONE_PRESENT, 0, 3, 0, false,
	    false },
	{ "{any-true: [A, B]}", THEN_ANY_TRUE, 0, 2, 0, false, false },
	{ "{holds: [[A, eq, 1], [B, absent]]}", THEN_HOLDS, 0, 0, 2, false,
	    false },
	{ "{payload: [com.x]}", THEN_PAYLOAD, 1, 0, 0, false, false },
	{ "{no-payload: [com.x]}", THEN_NO_PAYLOAD, 1, 0, 0, false, false },
	{ "fixed", THEN_FIXED, 0, 0, 0, false, false },
	{ "no-added-bits", THEN_NO_ADDED_BITS, 0, 0, 0, false, false },
	{ "{fixed-member: x}", THEN_FIXED_MEMBER, 1, 0, 0, false, false },
};

_Static_assert(ARRAY_COUNT(kinds) == THEN_KINDS, "an example of each kind");

static void
every_kind_of_then_is_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++) {
		struct rules *rules = ruled(kinds[i].text);

		assert_int_equal(kinds[i].kind, i);
		assert_int_equal(rules->note_count, 0);
		assert_int_equal(rules->assertion_count, 1);
		const struct assertion *a = &rules->assertions[0];

		assert_int_equal(a->then, kinds[i].kind);
		assert_int_equal(a->value_count, kinds[i].values);
		assert_int_equal(a->path_count, kinds[i].paths);
		assert_int_equal(a->holds_count, kinds[i].holds);
		assert_int_equal(a->regex != NULL, kinds[i].regex);
		assert_int_equal(a->range.has_min || a->range.has_max,
		    kinds[i].range);
		rules_free(rules);
	}
}

static void
details_of_then_are_kept(void **state)
{
	struct rules *rules = ruled("{bits: {2: 1, 0x80: 64}}");
	const struct assertion *a = &rules->assertions[0];

	(void)state;
	assert_int_equal(a->values[2].integer.magnitude, 128);
	assert_int_equal(a->values[3].integer.magnitude, 64);
	rules_free(rules);
	rules = ruled("{compare: [lt, Other]}");
	assert_int_equal(rules->assertions[0].op, RULE_LT);
	rules_free(rules);
	rules = ruled("{matches: '[a-c]+'}");
	assert_true(regex_matches(rules->assertions[0].regex, "abc", 3));
	assert_false(regex_matches(rules->assertions[0].regex, "abcd", 4));
	rules_free(rules);
}

/* What cannot be read is left out and noted with its place. */
static void
what_is_wrong_is_noted_with_line_and_column(void **state)
{
	static const struct {
		const char *text, *message;
		unsigned line, column;
		bool serious;
		size_t annotations, assertions;
	} cases[] = {
		{ "payloadtype: t\nshiny: 1\n", "unknown attribute 'shiny'",
		    2, 1, false, 0, 0 },
		{ "payloadtype: t\ndiscriminator: {key: a}\n",
		    "'discriminator' wants 'key' and 'value'", 2, 16, true,
		    0, 0 },
		{ "payloadtype: t\nannotations: x\n",
		    "a list is wanted here", 2, 14, true, 0, 0 },
		{ "payloadtype: t\nannotations:\n- unit: x\n",
		    "an annotation is a mapping with 'at'", 3, 3, true, 0, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, uint: x}\n",
		    "unknown attribute 'uint'", 3, 11, false, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, secret: very}\n",
		    "'secret' or 'sensitive' is wanted here", 3, 19, true,
		    1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, open: perhaps}\n",
		    "true or false is wanted here", 3, 17, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, unit: [a]}\n",
		    "a text is wanted here", 3, 17, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, bits: [{bit: 3}]}\n",
		    "a bit is a power of two", 3, 18, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, bits: [7]}\n",
		    "a mapping is wanted here", 3, 18, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n"
		  "- {at: K, bits: [{bit: 1, meaning: x}]}\n",
		    "unknown attribute 'meaning'", 3, 27, false, 1, 0 },
		{ "payloadtype: t\nannotations:\n"
		  "- {at: K, labels: [{title: x}]}\n",
		    "'value' is missing", 3, 20, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, types: [text]}\n",
		    "unknown type 'text'", 3, 18, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, reference: {}}\n",
		    "'to' is missing: the payload types that may stand here",
		    3, 22, true, 1, 0 },
		{ "payloadtype: t\nannotations:\n- {at: K, range: {min: x}}\n",
		    "a number is wanted here", 3, 24, true, 1, 0 },
		{ "payloadtype: t\nrules:\n- at: K\n",
		    "the rule has no 'id'", 3, 3, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- x\n", "a rule is a mapping",
		    3, 3, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "severity: fatal, text: t}\n",
		    "'error', 'warning' or 'note' is wanted here", 3, 43,
		    true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: vanish, "
		  "severity: note, text: t}\n",
		    "unknown 'then': 'vanish'", 3, 24, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: prefix, "
		  "severity: note, text: t}\n",
		    "'prefix' wants to know more", 3, 24, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {present: 1}, severity: note, text: t}\n",
		    "'present' stands alone", 3, 24, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {in: [a], not-in: [b]}, severity: note, text: t}\n",
		    "'then' is a word or a mapping with one", 3, 24, true,
		    0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {in: []}, severity: note, text: t}\n",
		    "a value or a list of values is wanted here", 3, 29,
		    true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {unique: world}, severity: note, text: t}\n",
		    "'array', 'payload-type' or 'profile' is wanted here", 3,
		    33, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {compare: [ge]}, severity: note, text: t}\n",
		    "'[operator, path]' is wanted here", 3, 34, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, "
		  "then: {bits: {two: 1}}, severity: note, text: t}\n",
		    "a bit is a whole number", 3, 32, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [[A, is, 1]], severity: note, text: t}\n",
		    "unknown operator 'is'", 3, 44, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [[A, eq]], severity: note, text: t}\n",
		    "'eq' takes a value", 3, 40, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [[A, present, 1]], severity: note, text: t}\n",
		    "'present' takes no value", 3, 40, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [[A]], severity: note, text: t}\n",
		    "a condition is '[path, operator, value]'", 3, 40, true,
		    0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [['@moon', eq, 1]], severity: note, text: t}\n",
		    "unknown circumstance '@moon'", 3, 41, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "when: [[A//B, present]], severity: note, text: t}\n",
		    "'A//B' is no path", 3, 41, true, 0, 0 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "systems: [carOS], severity: note, text: t}\n",
		    "unknown system 'carOS'", 3, 42, true, 0, 1 },
		{ "payloadtype: t\nrules:\n- {id: i, at: K, then: present, "
		  "because: x, severity: note, text: t}\n",
		    "unknown attribute 'because'", 3, 33, false, 0, 1 },
		{ "payloadtype: t\nrules:\n"
		  "- {id: i, at: K, then: present, severity: note, text: t}\n"
		  "- {id: i, at: L, then: absent, severity: note, text: t}\n",
		    "the id 'i' occurs twice", 4, 3, true, 0, 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct rules *rules = parse(cases[i].text);

		if (rules->note_count != 1)
			fail_msg("%zu notes: %s", rules->note_count,
			    cases[i].text);
		const struct schema_note *note = &rules->notes[0];

		assert_string_equal(note->message, cases[i].message);
		if (note->line != cases[i].line ||
		    note->column != cases[i].column)
			fail_msg("%u:%u: %s", note->line, note->column,
			    note->message);
		assert_int_equal(note->serious, cases[i].serious);
		assert_int_equal(rules->annotation_count,
		    cases[i].annotations);
		assert_int_equal(rules->assertion_count, cases[i].assertions);
		rules_free(rules);
	}
}

static void
a_pattern_that_does_not_compile_is_noted(void **state)
{
	struct rules *rules = ruled("{matches: '(a'}");

	(void)state;
	assert_int_equal(rules->note_count, 1);
	assert_true(rules->notes[0].serious);
	assert_int_equal(rules->assertion_count, 0);
	rules_free(rules);
}

static void
what_is_no_rules_file_is_refused(void **state)
{
	static const char *const cases[] = { "", "- a\n", "text",
		"annotations: []\n", "payloadtype: [a]\n", "payloadtype: {\n" };

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;

		assert_null(rules_parse("r.yaml", cases[i], strlen(cases[i]),
		    &err));
		assert_int_equal(err.code, ERR_SYNTAX);
		assert_string_equal(err.file, "r.yaml");
	}
}

struct bundled {
	size_t files, annotations, assertions, notes;
};

static bool
count_bundled(const char *path, void *arg)
{
	struct bundled *bundled = arg;
	AUTO_ERROR err = ERROR_INIT;
	struct rules *rules = rules_load(path, &err);

	if (rules == NULL)
		fail_msg("%s: %s", path, err.message);
	for (size_t i = 0; i < rules->note_count; i++)
		printf("# %s:%u:%u: %s\n", path, rules->notes[i].line,
		    rules->notes[i].column, rules->notes[i].message);
	bundled->files++;
	bundled->annotations += rules->annotation_count;
	bundled->assertions += rules->assertion_count;
	bundled->notes += rules->note_count;
	rules_free(rules);
	return true;
}

static void
the_bundled_rules_are_understood_without_a_note(void **state)
{
	const char *top = getenv("top_srcdir");
	AUTO_FREE char *dir = path_join(top != NULL ? top : ".",
	    "schemas/rules");
	struct bundled bundled = { .files = 0 };

	(void)state;
	assert_true(file_walk(dir, ".yaml", count_bundled, &bundled, NULL));
	printf("# %zu files, %zu annotations, %zu rules\n", bundled.files,
	    bundled.annotations, bundled.assertions);
	assert_int_equal(bundled.notes, 0);
	assert_true(bundled.files > 0 && bundled.assertions > 0);
}

/* The notes of a file with one annotation that has ATTRIBUTE: VALUE. */
static size_t
count_notes(const char *attribute, const char *value)
{
	AUTO_FREE char *text = xasprintf("payloadtype: t\nannotations:\n"
	    "- {at: K, %s: %s}\n", attribute, value);
	struct rules *rules = parse(text);
	size_t count = rules->note_count;

	rules_free(rules);
	return count;
}

static void
every_annotation_has_a_right_and_a_wrong_value(void **state)
{
	static const struct {
		const char *name, *right, *wrong;
	} rows[] = {
		{ "secret", "sensitive", "very" },
		{ "bits", "[{bit: 2, title: two}]", "[{bit: 3, title: no}]" },
		{ "labels", "[{value: 1, title: one}]", "[{title: one}]" },
		{ "open", "true", "perhaps" },
		{ "special", "[{value: 0, text: never}]", "never" },
		{ "unit", "seconds", "[seconds]" },
		{ "default-from", "Other", "{key: Other}" },
		{ "default-text", "never", "[never]" },
		{ "replaced-by", "Other", "[Other]" },
		{ "reference", "{to: [t], key: PayloadUUID}", "{key: A}" },
		{ "import", "image", "picture" },
		{ "key-domain", "locale", "language" },
		{ "types", "[string, array]", "[text]" },
		{ "wildcard", "true", "any" },
		{ "boolean-as-integer", "true", "2" },
		{ "optional", "true", "maybe" },
		{ "range", "{min: 1}", "{from: 1}" },
		{ "remarks", "[One., Two.]", "[{text: One.}]" },
		{ "title", "T", "[T]" },
		{ "text", "T.", "{t: T.}" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		if (count_notes(rows[i].name, rows[i].right) != 0)
			fail_msg("%s: %s", rows[i].name, rows[i].right);
		if (count_notes(rows[i].name, rows[i].wrong) == 0)
			fail_msg("%s: %s", rows[i].name, rows[i].wrong);
	}
	for (size_t i = 0; annotation_attribute(i) != NULL; i++) {
		size_t k = 0;

		while (k < ARRAY_COUNT(rows) &&
		    strcmp(rows[k].name, annotation_attribute(i)) != 0)
			k++;
		if (k == ARRAY_COUNT(rows) &&
		    strcmp(annotation_attribute(i), "at") != 0)
			fail_msg("no example of '%s'",
			    annotation_attribute(i));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_is_read),
		cmocka_unit_test(texts_and_flags_of_annotations_are_read),
		cmocka_unit_test(secrets_have_two_levels),
		cmocka_unit_test(bits_are_read_with_what_they_need),
		cmocka_unit_test(labels_and_special_values_are_read),
		cmocka_unit_test(references_types_ranges_and_remarks_are_read),
		cmocka_unit_test(an_annotation_may_stand_at_several_paths),
		cmocka_unit_test(a_rule_is_read_whole),
		cmocka_unit_test(paths_have_their_origins),
		cmocka_unit_test(every_operator_is_known),
		cmocka_unit_test(every_kind_of_then_is_read),
		cmocka_unit_test(details_of_then_are_kept),
		cmocka_unit_test(what_is_wrong_is_noted_with_line_and_column),
		cmocka_unit_test(a_pattern_that_does_not_compile_is_noted),
		cmocka_unit_test(what_is_no_rules_file_is_refused),
		cmocka_unit_test(
		    the_bundled_rules_are_understood_without_a_note),
		cmocka_unit_test(
		    every_annotation_has_a_right_and_a_wrong_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
