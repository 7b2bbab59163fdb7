/*
 * help/profedit-schema.5 names every word that the loaders know, and no other.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "schema/group.h"
#include "schema/rules.h"
#include "schema/schema.h"

static struct buf page = BUF_INIT;

static int
read_page(void **state)
{
	const char *top = getenv("top_srcdir");
	AUTO_FREE char *path = path_join(top != NULL ? top : ".",
	    "help/profedit-schema.5");

	(void)state;
	return file_read(path, 1 << 20, &page, NULL) ? 0 : -1;
}

static int
release_page(void **state)
{
	(void)state;
	buf_release(&page);
	return 0;
}

/* The part of the page from heading FROM to heading TO. */
static char *
section(const char *from, const char *to)
{
	const char *start = strstr(buf_text(&page), from);
	const char *end = start != NULL ? strstr(start, to) : NULL;

	if (end == NULL)
		fail_msg("no '%s' before '%s'", from, to);
	return xstrndup(start, (size_t)(end - start));
}

static bool
is_word_char(char c)
{
	return c != '\0' && strchr("abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-@", c) != NULL;
}

static bool
has_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if ((at == text || !is_word_char(at[-1])) &&
		    !is_word_char(at[length]))
			return true;
	return false;
}

/* WORDS are what the items of the list in TEXT define: all, and no others. */
static void
assert_defined(const char *text, const char *const *words)
{
	AUTO_BUF defined = BUF_INIT;
	size_t wrong = 0;

	for (const char *line = text; line != NULL;
	    line = strchr(line + 1, '\n')) {
		if (strncmp(line, "\n.It Cm ", 8) != 0)
			continue;
		buf_add_char(&defined, ' ');
		buf_add(&defined, line + 8, strcspn(line + 8, "\n"));
	}
	buf_add_char(&defined, ' ');
	for (size_t i = 0; words[i] != NULL; i++)
		if (!has_word(buf_text(&defined), words[i])) {
			printf("# not explained: %s\n", words[i]);
			wrong++;
		}
	for (const char *at = buf_text(&defined); *at != '\0';) {
		size_t length = strcspn(at, " ,"), i = 0;

		while (words[i] != NULL && (strlen(words[i]) != length ||
		    strncmp(words[i], at, length) != 0))
			i++;
		if (length > 0 && words[i] == NULL) {
			printf("# explained, but not known: %.*s\n",
			    (int)length, at);
			wrong++;
		}
		at += length + strspn(at + length, " ,");
	}
	assert_int_equal(wrong, 0);
}

static void
attributes_of_keys_are_explained(void **state)
{
	AUTO_FREE char *text = section(".Sh SCHEMA FILES",
	    ".Ss What is not in the schema");
	const char *words[64] = { NULL };

	(void)state;
	for (size_t i = 0; schema_attribute(i) != NULL; i++)
		words[i] = schema_attribute(i);
	assert_defined(text, words);
}

static void
attributes_of_rules_files_are_explained(void **state)
{
	AUTO_FREE char *text = section(".Sh RULES FILES", ".Sh ANNOTATIONS");

	(void)state;
	assert_defined(text, rules_attributes);
	for (size_t i = 0; i < GROUPS; i++)
		assert_true(has_word(text, group_table[i].name));
}

static void
annotations_are_explained(void **state)
{
	AUTO_FREE char *text = section(".Sh ANNOTATIONS", ".Sh RULES\n");
	const char *words[64] = { NULL };

	(void)state;
	for (size_t i = 0; annotation_attribute(i) != NULL; i++)
		words[i] = annotation_attribute(i);
	assert_defined(text, words);
	for (size_t i = 0; rules_imports[i].name != NULL; i++)
		assert_true(has_word(text, rules_imports[i].name));
	for (size_t i = 0; rules_key_domains[i].name != NULL; i++)
		assert_true(has_word(text, rules_key_domains[i].name));
}

static void
attributes_of_rules_are_explained(void **state)
{
	AUTO_FREE char *text = section(".Sh RULES\n", ".Ss Conditions");

	(void)state;
	assert_defined(text, assertion_attributes);
}

static void
operators_and_circumstances_are_explained(void **state)
{
	AUTO_FREE char *text = section(".Ss Conditions",
	    ".Ss What must hold");
	const char *words[64] = { NULL };
	char *circumstances[16];
	size_t count = RULE_OPS, i;

	(void)state;
	memcpy(words, rule_op_names, sizeof rule_op_names);
	for (i = 0; rule_circumstances[i] != NULL; i++) {
		circumstances[i] = xasprintf("@%s", rule_circumstances[i]);
		words[count++] = circumstances[i];
	}
	assert_defined(text, words);
	while (i-- > 0)
		free(circumstances[i]);
}

static void
what_must_hold_is_explained(void **state)
{
	AUTO_FREE char *text = section(".Ss What must hold", ".Sh EXAMPLES");
	const char *words[THEN_KINDS + 1] = { NULL };

	(void)state;
	memcpy(words, then_names, sizeof then_names);
	assert_defined(text, words);
	for (size_t i = 0; rule_unique_scopes[i] != NULL; i++)
		assert_true(has_word(text, rule_unique_scopes[i]));
}

/* The examples of the page are YAML as the loaders take it. */
static size_t
load_examples(const char *text)
{
	size_t count = 0;

	while ((text = strstr(text, ".Bd -literal")) != NULL) {
		const char *start = strchr(text, '\n') + 1;
		const char *end = strstr(start, ".Ed");
		size_t length = (size_t)(end - start);
		AUTO_ERROR err = ERROR_INIT;

		text = end;
		if (strncmp(start, "title:", 6) == 0) {
			struct schema *schema = schema_parse("example.yaml",
			    start, length, &err);

			assert_non_null(schema);
			assert_int_equal(schema->note_count, 0);
			schema_free(schema);
		} else {
			struct rules *rules = rules_parse("example.yaml",
			    start, length, &err);

			assert_non_null(rules);
			assert_int_equal(rules->note_count, 0);
			rules_free(rules);
		}
		count++;
	}
	return count;
}

static void
examples_load(void **state)
{
	(void)state;
	assert_int_equal(load_examples(buf_text(&page)), 3);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_of_keys_are_explained),
		cmocka_unit_test(attributes_of_rules_files_are_explained),
		cmocka_unit_test(annotations_are_explained),
		cmocka_unit_test(attributes_of_rules_are_explained),
		cmocka_unit_test(operators_and_circumstances_are_explained),
		cmocka_unit_test(what_must_hold_is_explained),
		cmocka_unit_test(examples_load),
	};

	return cmocka_run_group_tests(tests, read_page, release_page);
}
