/*
 * Edits: what each does to the text, and that undo and redo give the very
 * texts.
 *
 * A case is a document, the edits, and the document that has to come out.
 * Edits are written as lines, "VERB PATH ARGUMENT…"; \n in an argument of `set`
 * is a newline.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "value/draft.h"
#include "value/type.h"

struct edit_case {
	const char *name, *before, *edits, *after;
	/* what edit_notice() has to hold; NULL: not looked at */
	const char *notice;
	enum error_code error;	/* of the last edit */
};

/* ---- edits in words */

static char *
next_word(char **line)
{
	char *word = *line;
	char *end = word + strcspn(word, " ");

	*line = *end == '\0' ? end : end + 1;
	*end = '\0';
	return word;
}

static void
unescape(char *text)
{
	char *to = text;

	for (; *text != '\0'; text++) {
		if (text[0] == '\\' && text[1] != '\0') {
			text++;
			*to++ = *text == 'n' ? '\n' : *text == 'r' ? '\r' :
			    *text == 't' ? '\t' : *text == 'a' ? '\a' : *text;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/* "TYPE TEXT", or "plist <FRAGMENT>". */
static struct draft *
read_draft(char *line)
{
	char *word = next_word(&line);
	enum value_type type;

	if (strcmp(word, "plist") == 0)
		return edit_parse_fragment(line, strlen(line), NULL);
	assert_true(type_parse_name(word, &type));
	unescape(line);
	if (type == VALUE_DATA && line[0] == '@') {
		/* @N: N bytes. */
		struct integer n;
		char bytes[512] = { 0 };

		assert_true(scalar_parse_integer(line + 1, strlen(line + 1),
		    &n));
		for (size_t i = 0; i < n.magnitude; i++)
			bytes[i] = (char)i;
		return draft_data(bytes, (size_t)n.magnitude);
	}
	if (type == VALUE_ARRAY || type == VALUE_DICT)
		return draft_empty(type);
	return type_parse(type, line, strlen(line), 0, NULL);
}

static size_t
read_index(const char *word)
{
	struct integer n;

	assert_true(scalar_parse_integer(word, strlen(word), &n));
	return (size_t)n.magnitude;
}

static bool
run_edit(struct profile *profile, char *line, struct error *err)
{
	static const char *const order[] = { "One", "Two", "Three", "Four",
		NULL };
	char *verb = next_word(&line);
	char *path = next_word(&line);
	struct value *value = payload_find(profile, path, NULL);
	struct draft *draft = NULL;
	bool ok;

	assert_non_null(value);
	if (strcmp(verb, "set") == 0) {
		draft = read_draft(line);
		assert_non_null(draft);
		ok = edit_set(profile, value, draft, err);
	} else if (strcmp(verb, "insert") == 0 || strcmp(verb, "order") == 0) {
		char *name = next_word(&line);

		draft = read_draft(line);
		assert_non_null(draft);
		ok = edit_insert(profile, value, name, draft,
		    verb[0] == 'o' ? order : NULL, NULL, err);
	} else if (strcmp(verb, "item") == 0) {
		size_t index = read_index(next_word(&line));

		draft = read_draft(line);
		assert_non_null(draft);
		ok = edit_insert_item(profile, value, index, draft, NULL, err);
	} else if (strcmp(verb, "remove") == 0) {
		ok = edit_remove(profile, value, err);
	} else if (strcmp(verb, "rename") == 0) {
		ok = edit_rename(profile, value, line, err);
	} else if (strcmp(verb, "move") == 0) {
		struct value *to = payload_find(profile, next_word(&line),
		    NULL);

		assert_non_null(to);
		ok = edit_move(profile, value, to, read_index(line), err);
	} else {
		assert_string_equal(verb, "duplicate");
		ok = edit_duplicate(profile, value, line, NULL, err);
	}
	draft_free(draft);
	return ok;
}

/* All lines; the error is that of the last. */
static enum error_code
run_edits(struct profile *profile, const char *edits)
{
	AUTO_FREE char *copy = xstrdup(edits);
	enum error_code code = ERR_NONE;
	char *line = copy;

	while (*line != '\0') {
		AUTO_ERROR err = ERROR_INIT;
		char *end = line + strcspn(line, "\n");
		bool last = *end == '\0';

		*end = '\0';
		if (!run_edit(profile, line, &err))
			code = err.code;
		line = last ? end : end + 1;
	}
	return code;
}

static void
assert_text(struct profile *profile, const char *expected, const char *what)
{
	AUTO_BUF text = BUF_INIT;

	profile_text(profile, &text);
	if (strcmp(buf_text(&text), expected) == 0)
		return;
	printf("# %s\n# expected: %s\n# found:    %s\n", what, expected,
	    buf_text(&text));
	free(buf_steal(&text, NULL));
	fail();
}

/* What is written reads again, and as the tree is. */
static void
assert_reads_the_same(struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;
	struct profile *again;
	bool same;

	profile_text(profile, &text);
	again = profile_parse("again", text.data, text.length, NULL, NULL);
	assert_non_null(again);
	same = value_equal(profile_root(profile), profile_root(again));
	profile_close(again);
	assert_true(same);
}

static void
run_case(const struct edit_case *c)
{
	struct profile *profile = profile_parse(c->name, c->before,
	    strlen(c->before), NULL, NULL);
	const char *after = c->after == NULL ? c->before : c->after;

	assert_non_null(profile);
	assert_int_equal(run_edits(profile, c->edits), c->error);
	if (c->notice != NULL)
		assert_string_equal(edit_notice(profile), c->notice);
	assert_text(profile, after, c->name);
	assert_reads_the_same(profile);
	while (edit_undo(profile))
		;
	assert_text(profile, c->before, c->name);
	assert_false(edit_is_changed(profile));
	while (edit_redo(profile))
		;
	assert_text(profile, after, c->name);
	profile_close(profile);
}

#define RUN(cases)                                                             \
	do {                                                                   \
		for (size_t i_ = 0; i_ < ARRAY_COUNT(cases); i_++)             \
			run_case(&cases[i_]);                                  \
	} while (0)

/* ---- scalars */

static void
only_the_content_of_a_scalar_is_replaced(void **state)
{
	static const struct edit_case cases[] = {
		{ "string",
		    "<dict>\n\t<key>A</key>\n\t<string>x</string>\n</dict>",
		    "set /A string y",
		    "<dict>\n\t<key>A</key>\n\t<string>y</string>\n</dict>",
		    "", ERR_NONE },
		{ "attributes and blanks in tags",
		    "<array><string a='1' >x</string ></array>",
		    "set /0 string y",
		    "<array><string a='1' >y</string ></array>", "", ERR_NONE },
		{ "integer", "<array><integer> 0x1F </integer></array>",
		    "set /0 integer -5", "<array><integer>-5</integer></array>",
		    "", ERR_NONE },
		{ "the same value, spelt in another way, is no edit",
		    "<array><integer> 0x1F </integer></array>",
		    "set /0 integer 31", NULL, "", ERR_NONE },
		{ "real", "<array><real>1.50</real></array>",
		    "set /0 real 0.25", "<array><real>0.25</real></array>", "",
		    ERR_NONE },
		{ "date", "<array><date>2020-01-01T00:00:00Z</date></array>",
		    "set /0 date 9999-12-31T23:59:59Z",
		    "<array><date>9999-12-31T23:59:59Z</date></array>", "",
		    ERR_NONE },
		{ "what does not read as its type",
		    "<array><integer>{{x}}</integer></array>",
		    "set /0 integer 7", "<array><integer>7</integer></array>",
		    "", ERR_NONE },
		{ "entities", "<array><string>x</string></array>",
		    "set /0 string <a> & \"b\" 'c' ]]>",
		    "<array><string>&lt;a&gt; &amp; \"b\" 'c' ]]&gt;</string>"
		    "</array>",
		    "", ERR_NONE },
		{ "a comment inside goes",
		    "<array><string>a<!-- c -->b</string></array>",
		    "set /0 string x", "<array><string>x</string></array>",
		    "the comment inside of the value is gone", ERR_NONE },
		{ "the root",
		    "<string>x</string>", "set / string y", NULL, NULL,
		    ERR_NONE },
	};

	(void)state;
	/* The path "/" names the empty key: the root is the empty path. */
	for (size_t i = 0; i + 1 < ARRAY_COUNT(cases); i++)
		run_case(&cases[i]);
}

static void
a_string_keeps_its_form(void **state)
{
	static const struct edit_case cases[] = {
		{ "an empty tag opens up", "<array><string/></array>",
		    "set /0 string x", "<array><string>x</string></array>", "",
		    ERR_NONE },
		{ "with its attributes", "<array><string a=\"b\" /></array>",
		    "set /0 string x",
		    "<array><string a=\"b\">x</string></array>", "", ERR_NONE },
		{ "and comes back", "<array><string a=\"b\" /></array>",
		    "set /0 string x\nset /0 string ", NULL, "", ERR_NONE },
		{ "two tags stay two", "<array><string>x</string></array>",
		    "set /0 string ", "<array><string></string></array>", "",
		    ERR_NONE },
		{ "CDATA stays",
		    "<array><string><![CDATA[a<b]]></string></array>",
		    "set /0 string c&d",
		    "<array><string><![CDATA[c&d]]></string></array>", "",
		    ERR_NONE },
		{ "but for its own end",
		    "<array><string><![CDATA[a<b]]></string></array>",
		    "set /0 string c]]>d",
		    "<array><string>c]]&gt;d</string></array>", "", ERR_NONE },
		{ "CDATA and more is text",
		    "<array><string><![CDATA[a<b]]> tail</string></array>",
		    "set /0 string c&d",
		    "<array><string>c&amp;d</string></array>", "", ERR_NONE },
		{ "newlines are the file's",
		    "<array>\r\n<string>x</string>\r\n</array>",
		    "set /0 string a\\nb",
		    "<array>\r\n<string>a\r\nb</string>\r\n</array>", "",
		    ERR_NONE },
		{ "CR is a reference", "<array>\n<string>x</string>\n</array>",
		    "set /0 string a\\rb",
		    "<array>\n<string>a&#13;b</string>\n</array>", "",
		    ERR_NONE },
		{ "the value as it was read",
		    "<array><string>&#x41;&amp;<![CDATA[b]]></string></array>",
		    "set /0 string x\nset /0 string A&b", NULL, "", ERR_NONE },
		{ "after another type, too",
		    "<array><string>&#x41;</string></array>",
		    "set /0 integer 1\nset /0 dict\nset /0 string A", NULL, "",
		    ERR_NONE },
		{ "blanks are text", "<array><string> a </string></array>",
		    "set /0 string   ", "<array><string>  </string></array>",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
what_xml_cannot_hold_is_refused(void **state)
{
	static const struct edit_case cases[] = {
		{ "control character", "<array><string>x</string></array>",
		    "set /0 string a\\ab", NULL, NULL, ERR_RANGE },
		{ "ill-formed UTF-8", "<array><string>x</string></array>",
		    "set /0 string a\xFF", NULL, NULL, ERR_RANGE },
		{ "U+FFFF", "<array><string>x</string></array>",
		    "set /0 string a\xEF\xBF\xBF", NULL, NULL, ERR_RANGE },
		{ "in a key", "<dict><key>A</key><true/></dict>",
		    "rename /A B\aC", NULL, NULL, ERR_RANGE },
		{ "deep inside", "<array></array>",
		    "item  0 plist <array><string>a</string></array>",
		    "<array><array><string>a</string></array></array>", NULL,
		    ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
booleans_keep_their_spelling(void **state)
{
	static const struct edit_case cases[] = {
		{ "plain", "<array><true/></array>", "set /0 boolean false",
		    "<array><false/></array>", "", ERR_NONE },
		{ "blank", "<array><true /></array>", "set /0 boolean false",
		    "<array><false /></array>", "", ERR_NONE },
		{ "two tags", "<array><false></false></array>",
		    "set /0 boolean true", "<array><true></true></array>", "",
		    ERR_NONE },
		{ "new ones as the file has them",
		    "<dict><key>A</key><true /></dict>",
		    "insert  B boolean false",
		    "<dict><key>A</key><true /><key>B</key><false /></dict>",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
data_keeps_its_layout(void **state)
{
	static const struct edit_case cases[] = {
		{ "one line", "<array>\n\t<data>AAEC</data>\n</array>",
		    "set /0 data @60",
		    "<array>\n\t<data>AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"
		    "Hh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7</data>\n</array>",
		    "", ERR_NONE },
		{ "width and indentation",
		    "<array>\n  <data>\n    AAEC\n    AwQF\n    Bg==\n"
		    "  </data>\n</array>",
		    "set /0 data @5",
		    "<array>\n  <data>\n    AAEC\n    AwQ=\n  </data>\n"
		    "</array>",
		    "", ERR_NONE },
		{ "close tag on the last line",
		    "<array>\n<data>\nAAECAwQF\nBg==</data>\n</array>",
		    "set /0 data @8",
		    "<array>\n<data>\nAAECAwQF\nBgc=</data>\n</array>", "",
		    ERR_NONE },
		{ "a single line of its own may grow to Apple's width",
		    "<array>\n\t<data>\n\tAAEC\n\t</data>\n</array>",
		    "set /0 data @52",
		    "<array>\n\t<data>\n\tAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBka"
		    "GxwdHh8gISIjJCUmJygpKissLS4vMDEy\n\tMw==\n\t</data>\n"
		    "</array>",
		    "", ERR_NONE },
		{ "none before: Apple's layout",
		    "<array>\n\t<data/>\n</array>", "set /0 data @3",
		    "<array>\n\t<data>\n\tAAEC\n\t</data>\n</array>", "",
		    ERR_NONE },
		{ "emptied", "<array>\n\t<data>\n\tAAEC\n\t</data>\n</array>",
		    "set /0 data ",
		    "<array>\n\t<data>\n\t</data>\n</array>", "",
		    ERR_NONE },
		{ "CR LF", "<array>\r\n\t<data/>\r\n</array>", "set /0 data @3",
		    "<array>\r\n\t<data>\r\n\tAAEC\r\n\t</data>\r\n"
		    "</array>", "",
		    ERR_NONE },
		{ "a placeholder", "<array>\n\t<data>$CERT</data>\n</array>",
		    "set /0 data @3", "<array>\n\t<data>AAEC</data>\n</array>",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
another_type_replaces_the_element(void **state)
{
	static const struct edit_case cases[] = {
		{ "scalar",
		    "<dict>\n\t<!-- c -->\n"
		    "\t<key>A</key> <string>1</string> <!-- d -->\n</dict>",
		    "set /A integer 1",
		    "<dict>\n\t<!-- c -->\n"
		    "\t<key>A</key> <integer>1</integer> <!-- d -->\n</dict>",
		    "", ERR_NONE },
		{ "scalar to dictionary",
		    "<dict>\n  <key>A</key>\n  <string>1</string>\n</dict>",
		    "set /A plist <dict><key>B</key><true/><key>C</key>"
		    "<array/></dict>",
		    "<dict>\n  <key>A</key>\n  <dict>\n    <key>B</key>\n"
		    "    <true/>\n"
		    "    <key>C</key>\n    <array/>\n  </dict>\n</dict>",
		    "", ERR_NONE },
		{ "dictionary to scalar",
		    "<array>\n  <dict>\n    <key>A</key><true/>\n  </dict>\n"
		    "</array>",
		    "set /0 string x",
		    "<array>\n  <string>x</string>\n</array>",
		    "", ERR_NONE },
		{ "and what was in it does not come back",
		    "<array><dict><key>A</key><true/></dict></array>",
		    "set /0 string x\nset /0 plist <dict><key>A</key>"
		    "<true/></dict>",
		    "<array><dict><key>A</key><true/></dict></array>", "",
		    ERR_NONE },
		{ "boolean to string", "<array><true/></array>",
		    "set /0 string true",
		    "<array><string>true</string></array>",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
a_container_set_anew_keeps_what_is_the_same(void **state)
{
	static const struct edit_case cases[] = {
		{ "array, in the middle",
		    "<array>\n\t<!-- a -->\n\t<integer>01</integer>\n"
		    "\t<integer>2</integer>\n\t<integer>03</integer>\n</array>",
		    "set  plist <array><integer>1</integer><integer>9</integer>"
		    "<integer>8</integer><integer>3</integer></array>",
		    "<array>\n\t<!-- a -->\n\t<integer>01</integer>\n"
		    "\t<integer>9</integer>\n\t<integer>8</integer>\n"
		    "\t<integer>03</integer>\n</array>",
		    "", ERR_NONE },
		{ "array, fewer", "<array><true/> <false/> <true /></array>",
		    "set  plist <array><true/><true/></array>",
		    "<array><true/> <true /></array>", "", ERR_NONE },
		{ "dictionary",
		    "<dict>\n\t<key>A</key> <integer>+1</integer>\n"
		    "\t<key>B</key>\n\t<true/>\n</dict>",
		    "set  plist <dict><key>C</key><false/><key>A</key>"
		    "<integer>1</integer></dict>",
		    "<dict>\n\t<key>A</key> <integer>+1</integer>\n"
		    "\t<key>C</key> <false/>\n</dict>",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

static void
a_key_is_renamed_in_place(void **state)
{
	static const struct edit_case cases[] = {
		{ "plain", "<dict><key>A</key> <true/></dict>",
		    "rename /A B&C", "<dict><key>B&amp;C</key> <true/></dict>",
		    "", ERR_NONE },
		{ "attributes stay", "<dict><key x='1'>A</key><true/></dict>",
		    "rename /A B", "<dict><key x='1'>B</key><true/></dict>", "",
		    ERR_NONE },
		{ "and back", "<dict><key>&#x41;</key><true/></dict>",
		    "rename /A B\nrename /B A", NULL, "", ERR_NONE },
		{ "to one that is there",
		    "<dict><key>A</key><true/><key>B</key><true/></dict>",
		    "rename /A B", NULL, NULL, ERR_EXISTS },
		{ "an item has none", "<array><true/></array>", "rename /0 B",
		    NULL, NULL, ERR_TYPE },
	};

	(void)state;
	RUN(cases);
}

/* ---- inserting */

static void
new_entries_find_their_place(void **state)
{
	static const struct edit_case cases[] = {
		{ "sorted, ignoring case",
		    "<dict>\n\t<key>a</key>\n\t<true/>\n\t<key>C</key>\n"
		    "\t<true/>\n</dict>",
		    "insert  B boolean false",
		    "<dict>\n\t<key>a</key>\n\t<true/>\n\t<key>B</key>\n"
		    "\t<false/>\n\t<key>C</key>\n\t<true/>\n</dict>",
		    "", ERR_NONE },
		{ "sorted, first",
		    "<dict>\n\t<key>b</key>\n\t<true/>\n\t<key>C</key>\n"
		    "\t<true/>\n</dict>",
		    "insert  A boolean false",
		    "<dict>\n\t<key>A</key>\n\t<false/>\n\t<key>b</key>\n"
		    "\t<true/>\n\t<key>C</key>\n\t<true/>\n</dict>",
		    "", ERR_NONE },
		{ "behind what precedes it in the schema",
		    "<dict><key>Two</key><true/><key>One</key>"
		    "<true/><key>Four</key><true/></dict>",
		    "order  Three boolean false",
		    "<dict><key>Two</key><true/><key>Three</key>"
		    "<false/><key>One</key><true/><key>Four</key>"
		    "<true/></dict>",
		    "", ERR_NONE },
		{ "else last",
		    "<dict><key>b</key><true/><key>a</key><true/></dict>",
		    "order  One boolean false",
		    "<dict><key>b</key><true/><key>a</key><true/><key>One</key>"
		    "<false/></dict>",
		    "", ERR_NONE },
		{ "a key that is there", "<dict><key>A</key><true/></dict>",
		    "insert  A boolean false", NULL, NULL, ERR_EXISTS },
		{ "not into an array", "<array/>", "insert  A boolean false",
		    NULL, NULL, ERR_TYPE },
		{ "array items where asked",
		    "<array>\n<integer>1</integer>\n<integer>3</integer>\n"
		    "</array>",
		    "item  1 integer 2\nitem  3 integer 4\nitem  0 integer 0",
		    "<array>\n<integer>0</integer>\n<integer>1</integer>\n"
		    "<integer>2</integer>\n<integer>3</integer>\n"
		    "<integer>4</integer>\n</array>",
		    "", ERR_NONE },
		{ "no such place", "<array/>", "item  1 integer 2", NULL, NULL,
		    ERR_RANGE },
	};

	(void)state;
	RUN(cases);
}

static void
new_entries_are_laid_out_like_their_neighbours(void **state)
{
	static const struct edit_case cases[] = {
		{ "no blank line, no comment",
		    "<array>\n\n\n    <!-- one -->\n\n    <true/>\n</array>",
		    "item  1 boolean false",
		    "<array>\n\n\n    <!-- one -->\n\n    <true/>\n"
		    "    <false/>\n</array>",
		    "", ERR_NONE },
		{ "before the first",
		    "<array>\n\n\n    <!-- one -->\n\n    <true/>\n</array>",
		    "item  0 boolean false",
		    "<array>\n    <false/>\n\n\n    <!-- one -->\n\n"
		    "    <true/>\n</array>",
		    "", ERR_NONE },
		{ "the gap of the first, without its comment",
		    "<dict>\r\n  <key>A</key> <!-- x -->  <true/>\r\n</dict>",
		    "insert  B boolean true",
		    "<dict>\r\n  <key>A</key> <!-- x -->  <true/>\r\n"
		    "  <key>B</key>  <true/>\r\n</dict>",
		    "", ERR_NONE },
		{ "behind a comment on the same line",
		    "<array>\n\t<true/> <!-- x -->\n</array>",
		    "item  1 boolean false",
		    "<array>\n\t<true/> <!-- x -->\n\t<false/>\n</array>", "",
		    ERR_NONE },
		{ "behind the comment on the container's line",
		    "<array> <!-- x -->\n\t<true/>\n</array>",
		    "item  0 boolean false",
		    "<array> <!-- x -->\n\t<false/>\n\t<true/>\n</array>", "",
		    ERR_NONE },
		{ "a single line", "<dict> <key>A</key> <true/> </dict>",
		    "insert  B boolean true",
		    "<dict> <key>A</key> <true/><key>B</key> <true/> </dict>",
		    "", ERR_NONE },
		{ "an empty tag opens up",
		    "<dict>\n  <key>A</key>\n  <array/>\n</dict>",
		    "item /A 0 string x",
		    "<dict>\n  <key>A</key>\n  <array>\n"
		    "    <string>x</string>\n  </array>\n</dict>",
		    "", ERR_NONE },
		{ "two tags, too",
		    "<dict>\n\t<key>A</key>\n\t<dict></dict>\n</dict>",
		    "insert /A B string x",
		    "<dict>\n\t<key>A</key>\n\t<dict>\n\t\t<key>B</key>\n"
		    "\t\t<string>x</string>\n\t</dict>\n</dict>",
		    "", ERR_NONE },
		{ "split over lines",
		    "<dict>\n\t<key>A</key>\n\t<dict>\n\t</dict>\n</dict>",
		    "insert /A B string x",
		    "<dict>\n\t<key>A</key>\n\t<dict>\n\t\t<key>B</key>\n"
		    "\t\t<string>x</string>\n\t</dict>\n</dict>",
		    "", ERR_NONE },
		{ "on a single line", "<array><array/></array>",
		    "item /0 0 string x",
		    "<array><array><string>x</string></array></array>", "",
		    ERR_NONE },
		{ "the root", "<plist>\n<dict/>\n</plist>\n",
		    "insert  A string x",
		    "<plist>\n<dict>\n\t<key>A</key>\n\t<string>x</string>\n"
		    "</dict>\n</plist>\n",
		    "", ERR_NONE },
		{ "what was emptied",
		    "<array>\n\t<true/>\n</array>",
		    "remove /0\nitem  0 boolean false",
		    "<array>\n\t<false/>\n</array>", "", ERR_NONE },
		{ "a tree in Apple's layout",
		    "<plist>\n<dict/>\n</plist>\n",
		    "insert  A plist <array><dict><key>B</key><data>AAEC</data>"
		    "</dict><array/></array>",
		    "<plist>\n<dict>\n\t<key>A</key>\n\t<array>\n\t\t<dict>\n"
		    "\t\t\t<key>B</key>\n\t\t\t<data>\n\t\t\tAAEC\n"
		    "\t\t\t</data>\n"
		    "\t\t</dict>\n\t\t<array/>\n\t</array>\n</dict>\n"
		    "</plist>\n",
		    "", ERR_NONE },
	};

	(void)state;
	RUN(cases);
}

/* ---- removing, moving, duplicating */

static void
comments_stay_when_what_they_stand_at_is_removed(void **state)
{
	static const struct edit_case cases[] = {
		{ "white space goes",
		    "<dict>\n\t<key>A</key>\n\t<true/>\n\n\t<key>B</key>\n"
		    "\t<true/>\n</dict>",
		    "remove /B",
		    "<dict>\n\t<key>A</key>\n\t<true/>\n"
		    "</dict>", "", ERR_NONE },
		{ "wings and gap",
		    "<dict>\n\t<!-- w -->\n"
		    "\t<key>A</key> <!-- g --> <true/> <!-- l -->\n"
		    "\t<key>B</key>\n\t<true/>\n</dict>",
		    "remove /A",
		    "<dict>\n\t<!-- w -->\n\t<!-- g -->\n\t<!-- l -->\n"
		    "\t<key>B</key>\n\t<true/>\n</dict>",
		    "3 comments were kept", ERR_NONE },
		{ "detached",
		    "<dict>\n\t<key>A</key>\n\t<true/>\n\n\t<!-- d -->\n\n"
		    "\t<key>B</key>\n\t<true/>\n</dict>",
		    "remove /B",
		    "<dict>\n\t<key>A</key>\n\t<true/>\n\n\t<!-- d -->\n"
		    "</dict>",
		    NULL, ERR_NONE },
		{ "named", "<array>\n\t<!-- why -->\n\t<true/>\n</array>",
		    "remove /0", "<array>\n\t<!-- why -->\n</array>",
		    "the comment '<!-- why -->' was kept", ERR_NONE },
		{ "on a single line",
		    "<array><!-- w --><true/><false/></array>",
		    "remove /0", "<array><!-- w --><false/></array>", NULL,
		    ERR_NONE },
		{ "the tags stay", "<dict>\n\t<key>A</key>\n\t<true/>\n</dict>",
		    "remove /A", "<dict>\n</dict>", "", ERR_NONE },
		{ "not the root", "<dict/>", "remove ", NULL, NULL,
		    ERR_REFUSED },
		{ "what is odd stays",
		    "<dict>stray<key>lost</key><key>A</key>"
		    "<x/><true/>more</dict>",
		    "remove /A", "<dict>stray<key>lost</key><x/>more</dict>",
		    NULL, ERR_NONE },
		{ "but gets no other meaning",
		    "<dict><key>lost</key><key>A</key><true/><false/></dict>",
		    "remove /A", NULL, NULL, ERR_REFUSED },
	};

	(void)state;
	RUN(cases);
}

static void
units_change_places_and_slots_stay(void **state)
{
	static const struct edit_case cases[] = {
		{ "down",
		    "<array>\n\t<!-- a -->\n\t<integer>1</integer>\n\n"
		    "\t<integer>2</integer> <!-- b -->\n"
		    "\t<integer>3</integer>\n</array>",
		    "move /0  1",
		    "<array>\n\t<integer>2</integer> <!-- b -->\n\n"
		    "\t<!-- a -->\n\t<integer>1</integer>\n"
		    "\t<integer>3</integer>\n</array>",
		    "", ERR_NONE },
		{ "up",
		    "<dict>\n\t<key>A</key>\n\t<true/>\n\t<!-- d -->\n\n"
		    "\t<key>B</key> <false/>\n</dict>",
		    "move /B  0",
		    "<dict>\n\t<key>B</key> <false/>\n\t<!-- d -->\n\n"
		    "\t<key>A</key>\n\t<true/>\n</dict>",
		    "", ERR_NONE },
		{ "to itself", "<array><true/><false/></array>", "move /1  1",
		    NULL, "", ERR_NONE },
		{ "into another, indented anew",
		    "<dict>\n\t<key>A</key>\n\t<dict>\n\t\t<key>B</key>\n"
		    "\t\t<array>\n\t\t\t<string>x\n\t\ty</string>\n"
		    "\t\t</array>\n\t</dict>\n</dict>",
		    "move /A/B  1",
		    "<dict>\n\t<key>A</key>\n\t<dict>\n\t</dict>\n"
		    "\t<key>B</key>\n\t<array>\n\t\t<string>x\n\t\ty</string>\n"
		    "\t</array>\n</dict>",
		    "", ERR_NONE },
		{ "with its comments, detached ones stay",
		    "<array>\n  <array>\n    <!-- d -->\n\n    <!-- w -->\n"
		    "    <true/> <!-- l -->\n  </array>\n</array>",
		    "move /0/0  1",
		    "<array>\n  <array>\n    <!-- d -->\n  </array>\n"
		    "  <!-- w -->\n  <true/> <!-- l -->\n</array>",
		    "", ERR_NONE },
		{ "an entry into an array",
		    "<dict>\n\t<key>A</key> <!-- g -->\n\t<true/>\n"
		    "\t<key>B</key>\n\t<array/>\n</dict>",
		    "move /A /B 0",
		    "<dict>\n\t<key>B</key>\n\t<array>\n\t\t<!-- g -->\n"
		    "\t\t<true/>\n\t</array>\n</dict>",
		    "", ERR_NONE },
		{ "an item has no key for a dictionary",
		    "<array><true/><dict/></array>", "move /0 /1 0", NULL, NULL,
		    ERR_TYPE },
		{ "not into itself", "<array><array/></array>", "move /0 /0 0",
		    NULL, NULL, ERR_REFUSED },
		{ "not over an equal key",
		    "<dict><key>A</key><true/><key>B</key><dict><key>A</key>"
		    "<true/></dict></dict>",
		    "move /A /B 0", NULL, NULL, ERR_EXISTS },
	};

	(void)state;
	RUN(cases);
}

static void
a_duplicate_stands_behind_what_it_copies(void **state)
{
	static const struct edit_case cases[] = {
		{ "without wings",
		    "<array>\n\n\t<!-- w -->\n\t<dict>\n\t\t<!-- in -->\n"
		    "\t\t<key>A</key><true />\n\t</dict> <!-- l -->\n</array>",
		    "duplicate /0 ",
		    "<array>\n\n\t<!-- w -->\n\t<dict>\n\t\t<!-- in -->\n"
		    "\t\t<key>A</key><true />\n\t</dict> <!-- l -->\n"
		    "\t<dict>\n\t\t<!-- in -->\n\t\t<key>A</key><true />\n"
		    "\t</dict>\n</array>",
		    "", ERR_NONE },
		{ "under another key",
		    "<dict>\n\t<key>A</key> <integer>0x10</integer>\n</dict>",
		    "duplicate /A B",
		    "<dict>\n\t<key>A</key> <integer>0x10</integer>\n"
		    "\t<key>B</key> <integer>0x10</integer>\n</dict>",
		    "", ERR_NONE },
		{ "not under its own", "<dict><key>A</key><true/></dict>",
		    "duplicate /A A", NULL, NULL, ERR_EXISTS },
	};

	(void)state;
	RUN(cases);
}

/* ---- groups and the list */

static const char small[] = "<dict><key>A</key><integer>1</integer></dict>";

static void
set_integer(struct profile *profile, int64_t value)
{
	struct draft *draft = draft_integer(integer_from(value));

	assert_true(edit_set(profile, value_find(profile_root(profile), "A"),
	    draft, NULL));
	draft_free(draft);
}

static void
a_group_is_one_step(void **state)
{
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);

	(void)state;
	edit_begin(profile, "outer");
	set_integer(profile, 2);
	edit_begin(profile, "inner");
	set_integer(profile, 3);
	edit_end(profile);
	assert_false(edit_undo(profile));
	edit_end(profile);
	assert_string_equal(edit_undo_label(profile), "outer");
	assert_null(edit_redo_label(profile));
	assert_int_equal(edit_count_since_mark(profile), 1);
	assert_true(edit_undo(profile));
	assert_false(edit_undo(profile));
	assert_text(profile, small, "group");
	assert_string_equal(edit_redo_label(profile), "outer");
	profile_close(profile);
}

static void
a_group_that_is_given_up_leaves_nothing(void **state)
{
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);

	(void)state;
	edit_begin(profile, "outer");
	set_integer(profile, 2);
	edit_begin(profile, "inner");
	set_integer(profile, 3);
	edit_abort(profile);
	edit_end(profile);
	assert_text(profile,
	    "<dict><key>A</key><integer>2</integer></dict>", "inner");
	edit_begin(profile, "again");
	set_integer(profile, 5);
	edit_abort(profile);
	assert_int_equal(edit_count_since_mark(profile), 1);
	edit_begin(profile, "nothing");
	edit_end(profile);
	assert_string_equal(edit_undo_label(profile), "outer");
	profile_close(profile);
}

static void
the_mark_knows_what_was_saved(void **state)
{
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);
	size_t before = edit_position(profile);
	size_t saved;

	(void)state;
	set_integer(profile, 2);
	set_integer(profile, 3);
	saved = edit_position(profile);
	assert_true(edit_is_changed(profile));
	edit_mark_saved(profile);
	assert_false(edit_is_changed(profile));
	edit_undo(profile);
	assert_true(edit_is_changed(profile));
	assert_int_equal(edit_count_since_mark(profile), 1);
	edit_redo(profile);
	assert_int_equal(edit_position(profile), saved);
	assert_false(edit_is_changed(profile));
	edit_undo(profile);
	edit_undo(profile);
	assert_int_equal(edit_position(profile), before);
	/* Behind the mark there is another history now. */
	set_integer(profile, 7);
	assert_true(edit_is_changed(profile));
	assert_true(edit_position(profile) != saved);
	edit_undo(profile);
	assert_true(edit_is_changed(profile));
	assert_int_equal(edit_count_since_mark(profile), 1);
	profile_close(profile);
}

struct seen {
	char letters[32];
	size_t count;
};

static void
note(void *arg, enum edit_change change, struct value *value,
    struct value *container)
{
	static const char letters[] = "sirnmR";
	struct seen *seen = arg;

	if (change == EDIT_REMOVED) {
		assert_null(value->parent);
		assert_non_null(container);
	} else if (change == EDIT_INSERTED) {
		assert_ptr_equal(value->parent, container);
	}
	seen->letters[seen->count++] = letters[change];
	seen->letters[seen->count] = '\0';
}

static void
whoever_watches_is_told(void **state)
{
	static const char text[] = "<dict><key>A</key><integer>1</integer>"
	    "<key>B</key><array><true/><false/></array></dict>";
	struct profile *profile = profile_parse("x", text, strlen(text), NULL,
	    NULL);
	struct seen seen = { .count = 0 };
	const struct edit_watcher watcher = { note, &seen };

	(void)state;
	edit_watch(profile, &watcher);
	run_edits(profile, "set /A integer 2\ninsert  C boolean true\n"
	    "rename /A D\nmove /B/0 /B 1\nremove /B/0");
	assert_string_equal(seen.letters, "sinmr");
	while (edit_undo(profile))
		;
	assert_string_equal(seen.letters, "sinmrimnrs");
	edit_unwatch(profile, &watcher);
	edit_redo(profile);
	assert_int_equal(seen.count, 10);
	profile_close(profile);
}

static void
the_whole_text_is_one_edit(void **state)
{
	static const char new[] = "<array>\n\t<true/>\n</array>";
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_false(edit_replace_text(profile, "<dict>\n<b>", 10, &err));
	assert_int_equal(err.code, ERR_SYNTAX);
	assert_int_equal(err.line, 2);
	assert_text(profile, small, "refused");
	assert_null(edit_undo_label(profile));
	assert_true(edit_replace_text(profile, new, strlen(new), NULL));
	assert_text(profile, new, "replaced");
	run_edits(profile, "item  1 boolean false");
	assert_text(profile,
	    "<array>\n\t<true/>\n\t<false/>\n</array>", "edited");
	edit_undo(profile);
	edit_undo(profile);
	assert_text(profile, small, "undone");
	edit_redo(profile);
	assert_text(profile, new, "redone");
	assert_true(edit_replace_text(profile, new, strlen(new), NULL));
	assert_int_equal(edit_count_since_mark(profile), 1);
	profile_close(profile);
}

static void
a_read_only_profile_refuses(void **state)
{
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);

	(void)state;
	profile_set_read_only(profile, "it is a test");
	assert_int_equal(run_edits(profile, "set /A integer 2"), ERR_REFUSED);
	assert_int_equal(run_edits(profile, "remove /A"), ERR_REFUSED);
	assert_int_equal(run_edits(profile, "insert  B boolean true"),
	    ERR_REFUSED);
	assert_text(profile, small, "read-only");
	profile_close(profile);
}

static void
a_value_that_was_removed_cannot_be_edited(void **state)
{
	struct profile *profile = profile_parse("x", small, strlen(small), NULL,
	    NULL);
	struct value *value = value_find(profile_root(profile), "A");
	struct draft *draft = draft_boolean(true);
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_true(edit_remove(profile, value, NULL));
	assert_false(value_is_attached(value, profile_root(profile)));
	assert_false(edit_set(profile, value, draft, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	edit_undo(profile);
	assert_true(value_is_attached(value, profile_root(profile)));
	assert_true(edit_set(profile, value, draft, NULL));
	draft_free(draft);
	profile_close(profile);
}

static void
depth_is_bounded(void **state)
{
	AUTO_BUF text = BUF_INIT;
	struct profile *profile;
	struct value *value;
	struct draft *draft = draft_array();
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	for (size_t i = 0; i < 511; i++)
		buf_add_text(&text, "<array>");
	for (size_t i = 0; i < 511; i++)
		buf_add_text(&text, "</array>");
	profile = profile_parse("x", text.data, text.length, NULL, NULL);
	assert_non_null(profile);
	for (value = profile_root(profile); value_count(value) > 0;)
		value = value_at(value, 0);
	assert_true(edit_insert_item(profile, value, 0, draft, &value, NULL));
	assert_false(edit_insert_item(profile, value, 0, draft, NULL, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_reads_the_same(profile);
	draft_free(draft);
	profile_close(profile);
}

static void
a_fragment_is_read_whole_or_refused(void **state)
{
	static const struct {
		const char *text;
		size_t line;	/* of the error; 0: it is read */
	} cases[] = {
		{ " <dict><key>A</key><true/></dict>\n", 0 },
		{ "<string/>", 0 },
		{ "<plist><integer>1</integer></plist>", 0 },
		{ "<dict>\n<true/></dict>", 2 },
		{ "<dict>\n<key>A</key></dict>", 2 },
		{ "<array>\n\n<integer>x</integer></array>", 3 },
		{ "<array>stray</array>", 1 },
		{ "<array>", 1 },
		{ "<true/>\n<false/>", 2 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_ERROR err = ERROR_INIT;
		struct draft *draft = edit_parse_fragment(cases[i].text,
		    strlen(cases[i].text), &err);

		assert_int_equal(draft == NULL, cases[i].line > 0);
		assert_int_equal(err.line, cases[i].line);
		draft_free(draft);
	}
}

static void
a_character_the_encoding_lacks_is_written_as_a_reference(void **state)
{
	static const char text[] =
	    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
	    "<array><string>\xE4</string><string><![CDATA[x]]></string>"
	    "</array>";
	static const char after[] =
	    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
	    "<array><string>\xE4\xF6&#x20AC;</string><string>&#x20AC;</string>"
	    "</array>";
	struct profile *profile = profile_parse("x", text, strlen(text), NULL,
	    NULL);
	AUTO_BUF bytes = BUF_INIT;

	(void)state;
	assert_non_null(profile);
	assert_int_equal(run_edits(profile, "set /0 string ä" "ö" "€\n"
	    "set /1 string €"), ERR_NONE);
	assert_true(profile_bytes(profile, &bytes, NULL));
	assert_string_equal(buf_text(&bytes), after);
	assert_true(value_equals_text(value_at(profile_root(profile), 1), "€"));
	profile_close(profile);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_content_of_a_scalar_is_replaced),
		cmocka_unit_test(a_string_keeps_its_form),
		cmocka_unit_test(what_xml_cannot_hold_is_refused),
		cmocka_unit_test(booleans_keep_their_spelling),
		cmocka_unit_test(data_keeps_its_layout),
		cmocka_unit_test(another_type_replaces_the_element),
		cmocka_unit_test(a_container_set_anew_keeps_what_is_the_same),
		cmocka_unit_test(a_key_is_renamed_in_place),
		cmocka_unit_test(new_entries_find_their_place),
		cmocka_unit_test(new_entries_are_laid_out_like_their_neighbours),
		cmocka_unit_test(
		    comments_stay_when_what_they_stand_at_is_removed),
		cmocka_unit_test(units_change_places_and_slots_stay),
		cmocka_unit_test(a_duplicate_stands_behind_what_it_copies),
		cmocka_unit_test(a_group_is_one_step),
		cmocka_unit_test(a_group_that_is_given_up_leaves_nothing),
		cmocka_unit_test(the_mark_knows_what_was_saved),
		cmocka_unit_test(whoever_watches_is_told),
		cmocka_unit_test(the_whole_text_is_one_edit),
		cmocka_unit_test(a_read_only_profile_refuses),
		cmocka_unit_test(a_value_that_was_removed_cannot_be_edited),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(a_fragment_is_read_whole_or_refused),
		cmocka_unit_test(
		    a_character_the_encoding_lacks_is_written_as_a_reference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
