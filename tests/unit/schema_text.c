#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "schema/schema.h"

static void
markup_becomes_plain_text(void **state)
{
	static const struct {
		const char *content, *wanted;
	} cases[] = {
		{ "", "" },
		{ "Nothing to do.", "Nothing to do." },
		{ "Set `Name` first.", "Set 'Name' first." },
		{ "Set 'Name' first.", "Set 'Name' first." },
		{ "If `1``, and `Two` too.", "If '1', and 'Two' too." },
		{ "``Blue: `com.example.blue`", "Blue: 'com.example.blue'" },
		{ "is \\`User\\`, not \\*.", "is 'User', not *." },
		{ "`\\*.example.com` and `a\\b`",
		    "'*.example.com' and 'a\\b'" },
		{ "_Only here:_ a snake_case_name and SSID_STR.",
		    "Only here: a snake_case_name and SSID_STR." },
		{ "**bold**, *soft*, 2 * 3 * 4, '*' or '*'",
		    "bold, soft, 2 * 3 * 4, '*' or '*'" },
		{ "see [the guide](https://example.com/a) now",
		    "see the guide (https://example.com/a) now" },
		{ "see [`Key`](doc:key) now", "see 'Key' now" },
		{ "see <https://example.com> or <your name>",
		    "see https://example.com or <your name>" },
		{ "one<br>two", "one two" },
		{ "false.\\nSee more, C:\\new", "false. See more, C:\\new" },
		{ "an [open bracket, a < b, a ` stray",
		    "an [open bracket, a < b, a  stray" },
		{ "first line\nsecond line\n\n\nnew paragraph\n",
		    "first line second line\n\nnew paragraph" },
		{ "Before.\n\n> Note:\n> Mind `this`.\n> And that.\n\nAfter.",
		    "Before.\n\nNote: Mind 'this'. And that.\n\nAfter." },
		{ "Before.\n> Important:\n>\n> Mind.",
		    "Before.\n\nImportant: Mind." },
		{ "Rules:\n\n- one\n- two\n  goes on\n\nThen.",
		    "Rules:\n\n- one\n- two goes on\n\nThen." },
		{ "Rules:\n* one\n  - in it\n\n    more of it\n* two",
		    "Rules:\n- one\n  - in it more of it\n- two" },
		{ "\xe2\x80\xa2 round\n\xe2\x80\xa2 dots",
		    "- round\n- dots" },
		{ "-no bullet\n*nor this", "-no bullet *nor this" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		schema_plain_text(cases[i].content, false, &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
bullets_of_values_can_be_dropped(void **state)
{
	static const struct {
		const char *content, *wanted;
	} cases[] = {
		{ "The mode:\n\n- `a`: first\n- `b`: second\n\nMore.",
		    "The mode.\n\nMore." },
		{ "Sets the mode. Allowed values:\n* 'a': first\n* 'b'",
		    "Sets the mode." },
		{ "Sets the mode.\n\nOne of the following values:\n* 'a': x",
		    "Sets the mode." },
		{ "Only:\n- `a`: first\n- free text\n",
		    "Only:\n- free text" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		schema_plain_text(cases[i].content, true, &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

static void
titles_are_made_of_names(void **state)
{
	static const struct {
		const char *name, *wanted;
	} cases[] = {
		{ "ServerURL", "Server URL" },
		{ "payloadScope", "Payload scope" },
		{ "EAPClientConfiguration", "EAP client configuration" },
		{ "MatchFQDNs", "Match FQDNs" },
		{ "IKEv2", "IKEv2" },
		{ "UseIPv6Address", "Use IPv6 address" },
		{ "allowUSBRestrictedMode", "Allow USB restricted mode" },
		{ "SSID_STR", "SSID STR" },
		{ "static-others", "Static others" },
		{ "mcx_preference_settings", "Mcx preference settings" },
		{ "RequireAdminToTurnWiFiOnOrOff",
		    "Require admin to turn Wi-Fi on or off" },
		{ "ManagedAppleID", "Managed Apple ID" },
		{ "Display Sleep Timer", "Display Sleep Timer" },
		{ "com.apple.x.y", "com.apple.x.y" },
		{ "x", "X" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;

		schema_title_from_name(cases[i].name, &out);
		assert_string_equal(buf_text(&out), cases[i].wanted);
	}
}

/*
 * Each way the files write bullets of values: TYPE and LIST of a key, its
 * description, and what the choices are then ("value=meaning|…").
 */
static const struct explained {
	const char *type, *list, *content, *wanted, *help;
} explained[] = {
	{ "string", "[a, b]", "The mode:\n* 'a': first\n* 'b': second",
	    "a=first|b=second", "The mode." },
	{ "string", "[a, b]",
	    "The mode:\n\n- `a`: first\n- `b`: second\n\nMore",
	    "a=first|b=second", "The mode.\n\nMore" },
	{ "string", "[a, b]", "M:\n* 'a:' first\n* 'b:' second",
	    "a=first|b=second", "M." },
	{ "string", "[a, b]", "M:\n* \"a\" - first\n* \"b\" - second",
	    "a=first|b=second", "M." },
	{ "string", "[a, b]", "M:\n* 'a' - Always: on\n* `b` = second",
	    "a=Always: on|b=second", "M." },
	{ "string", "[a, b]", "M:\n- `a` joins all\n- `b` joins none",
	    "a=joins all|b=joins none", "M." },
	{ "string", "[a, b]", "M:\n* 'a'\n* 'b'", "a=|b=", "M." },
	{ "string", "[a, b]", "M:\n* 'a':none behind", "a=none behind|b=",
	    "M." },
	{ "string", "[a, b-c]", "M:\n* a: first\n* b-c: second",
	    "a=first|b-c=second", "M." },
	{ "string", "[a, b-c]", "M:\n  * a - first\n  * b-c - second\n    on",
	    "a=first|b-c=second on", "M." },
	{ "string", "[a, b]", "M:\n* a\n    First line.\n    Second.\n* b\n",
	    "a=First line. Second.|b=", "M." },
	{ "string", "[a, b]", "M:\n- `a`: one\n\n  paragraph more\n\n- `b`: x",
	    "a=one paragraph more|b=x", "M." },
	{ "string", "[a, b]",
	    "M:\n\xe2\x80\xa2 \xe2\x80\x98" "a\xe2\x80\x99 \xe2\x80\x93 first",
	    "a=first|b=", "M." },
	{ "string", "[a, b]", "M:\n* 'a': first\n* 'c': gone\n",
	    "a=first|b=", "M:\n- 'c': gone" },
	{ "string", "[a, b]", "M:\n* about a thing\n* 'ab': no", "a=|b=",
	    "M:\n- about a thing\n- 'ab': no" },
	{ "integer", "[0, 1, 2]", "M:\n* 0: off\n* ' 1:' on\n* '2' = both",
	    "0=off|1=on|2=both", "M." },
	{ "integer", "[0, 1, 2, 3]", "M:\n- `0`: off\n- `1`-`3`: levels",
	    "0=off|1=levels|2=levels|3=levels", "M." },
	{ "integer", "[1, 2, 3, 5]", "M:\n- `1`, `2` or `5`: some\n- `3`: x",
	    "1=some|2=some|3=x|5=some", "M." },
	{ "integer", "[0, 1, 2]", "M:\n- '0' through '1': low\n- '2': high",
	    "0=low|1=low|2=high", "M." },
	{ "real", "[0.0, 1.0, 1.5]", "M:\n* '0': no\n* '1' or '1.5': yes",
	    "0.0=no|1.0=yes|1.5=yes", "M." },
	{ "integer", NULL, "Bits.\n\n- Bit `0x01` is for signing.\n"
	    "- Bit `0x04` is for encryption.\n\nThat is all.",
	    "?0x01=is for signing.|0x04=is for encryption.",
	    "Bits.\n\nThat is all." },
	{ "integer", NULL, "M:\n* 1: Signing\n* 4: Encryption",
	    "?1=Signing|4=Encryption", "M." },
	{ "integer", NULL, "M:\n* one: first\n* some words", "",
	    "M:\n- one: first\n- some words" },
	{ "string", NULL, "M:\n- `x`: known\n- `y`: known too",
	    "?x=known|y=known too", "M." },
	{ "string", NULL, "For example:\n- `lp/one`\n- `lp/two`", "",
	    "For example:\n- 'lp/one'\n- 'lp/two'" },
	{ "string", NULL, "Mind:\n- `Other` must not be set.", "",
	    "Mind:\n- 'Other' must not be set." },
	{ "string", NULL, "A name:\n* CN=<yours>\n* ''CN='Services'", "",
	    "A name:\n- CN=<yours>\n- ''CN='Services'" },
	{ "boolean", NULL, "If:\n- `true`: on", "", "If:\n- 'true': on" },
};

static char *
make_file(const struct explained *c)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "title: T\npayloadkeys:\n- key: K\n  type: <%s>\n",
	    c->type);
	if (c->list != NULL)
		buf_addf(&text, "  rangelist: %s\n", c->list);
	buf_add_text(&text, "  content: |-\n    ");
	for (const char *p = c->content; *p != '\0'; p++) {
		buf_add_char(&text, *p);
		if (*p == '\n')
			buf_add_text(&text, "    ");
	}
	buf_add_char(&text, '\n');
	return buf_steal(&text, NULL);
}

static void
format_choices(const struct schema_key *key, struct buf *out)
{
	if (key->open_choices)
		buf_add_char(out, '?');
	for (size_t i = 0; i < key->choice_count; i++)
		buf_addf(out, "%s%s=%s", i > 0 ? "|" : "",
		    key->choices[i].value.text,
		    key->choices[i].meaning != NULL ?
		    key->choices[i].meaning : "");
}

static void
bullets_explain_values(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(explained); i++) {
		AUTO_FREE char *text = make_file(&explained[i]);
		AUTO_ERROR err = ERROR_INIT;
		AUTO_BUF out = BUF_INIT;
		struct schema *schema =
		    schema_parse("t.yaml", text, strlen(text), &err);

		assert_non_null(schema);
		const struct schema_key *key = schema->keys->keys[0];

		format_choices(key, &out);
		assert_string_equal(buf_text(&out), explained[i].wanted);
		assert_string_equal(key->help, explained[i].help);
		schema_free(schema);
	}
}

static void
an_array_explains_the_values_of_its_items(void **state)
{
	static const char text[] =
	    "title: T\n"
	    "payloadkeys:\n"
	    "- key: K\n"
	    "  type: <array>\n"
	    "  content: |-\n"
	    "    Which of:\n"
	    "    - `x`: one\n"
	    "    - `y`: two\n"
	    "  subkeys:\n"
	    "  - key: KItem\n"
	    "    type: <string>\n"
	    "    rangelist: [x, y]\n";
	struct schema *schema =
	    schema_parse("t.yaml", text, strlen(text), NULL);
	AUTO_BUF out = BUF_INIT;

	(void)state;
	assert_non_null(schema);
	const struct schema_key *key = schema->keys->keys[0];

	assert_int_equal(key->choice_count, 0);
	assert_string_equal(key->help, "Which of.");
	format_choices(key->subkeys->keys[0], &out);
	assert_string_equal(buf_text(&out), "x=one|y=two");
	schema_free(schema);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(markup_becomes_plain_text),
		cmocka_unit_test(bullets_of_values_can_be_dropped),
		cmocka_unit_test(titles_are_made_of_names),
		cmocka_unit_test(bullets_explain_values),
		cmocka_unit_test(an_array_explains_the_values_of_its_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
