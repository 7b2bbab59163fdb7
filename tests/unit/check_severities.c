/*
 * The severities that the table of findings names, from which the manual is
 * made, are those that are printed: by the golden tests, and by what the
 * bundled rules say.
 */
#include "unit.h"

#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "check/finding.h"
#include "check/internal.h"
#include "check_golden.h"
#include "schema/rules.h"

/* Bits 1 << severity by code, and who said so first. */
static struct seen {
	unsigned severities;
	char where[SEVERITIES][300];
} seen[FINDING_CODES];

static void
see(enum finding_code code, enum severity severity, const char *where)
{
	struct seen *one = &seen[code];

	if ((one->severities & 1U << severity) == 0)
		snprintf(one->where[severity], sizeof one->where[severity],
		    "%s", where);
	one->severities |= 1U << severity;
}

/* "bare.mobileconfig:13:2: error: Color must … [wrong-type] /Color" */
static void
see_line(const char *line, const char *where)
{
	const char *start = strchr(line, ' ');
	const char *open = line;
	enum finding_code code;

	if (start == NULL)
		return;
	/* The code is the last word in brackets. */
	for (const char *at = line; (at = strstr(at, " [")) != NULL; at++)
		open = at + 2;
	AUTO_FREE char *name = xstrndup(open, strcspn(open, "]"));

	if (open == line || !finding_parse_code(name, &code))
		return;
	for (int i = 0; i < SEVERITIES; i++) {
		size_t length = strlen(severity_names[i]);

		if (strncmp(start + 1, severity_names[i], length) == 0 &&
		    start[1 + length] == ':')
			see(code, (enum severity)i, where);
	}
}

static bool
see_golden(const char *path, void *arg)
{
	FILE *file = fopen(path, "r");
	char line[4096];

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL)
		see_line(line, path_base(path));
	fclose(file);
	++*(size_t *)arg;
	return true;
}

static bool
see_rules(const char *path, void *arg)
{
	struct error err = { 0 };
	struct rules *rules = rules_load(path, &err);

	assert_non_null(rules);
	for (size_t i = 0; i < rules->assertion_count; i++) {
		const struct assertion *rule = &rules->assertions[i];
		char where[300];

		snprintf(where, sizeof where, "%s:%u", path_base(path),
		    rule->line);
		see(then_code(rule), rule_severity_of(rule, true), where);
		for (int p = 0; p < PLATFORMS; p++)
			if (rule->platforms[p])
				see(then_code(rule),
				    rule_severity_of(rule, false), where);
	}
	rules_free(rules);
	++*(size_t *)arg;
	return true;
}

/* What a signed file is told depends on the day. */
static const struct {
	enum finding_code code;
	enum severity severity;
} elsewhere[] = {
	{ FINDING_SIGNATURE, SEVERITY_WARNING },
	{ FINDING_SIGNATURE, SEVERITY_NOTE },
};

static int
look_everywhere(void **state)
{
	struct error err = { 0 };
	size_t golden = 0, rules = 0;
	AUTO_FREE char *texts = path_join(golden_top(), "tests/golden");
	AUTO_FREE char *files = path_join(golden_top(), "schemas/rules");

	(void)state;
	assert_true(file_walk(texts, ".txt", see_golden, &golden, &err));
	assert_true(file_walk(files, ".yaml", see_rules, &rules, &err));
	for (size_t i = 0; i < ARRAY_COUNT(elsewhere); i++)
		see(elsewhere[i].code, elsewhere[i].severity, "elsewhere");
	assert_true(golden > 10 && rules > 50);
	return 0;
}

static void
what_is_printed_stands_in_the_table(void **state)
{
	int wrong = 0;

	(void)state;
	for (int i = 0; i < FINDING_CODES; i++)
		for (int s = 0; s < SEVERITIES; s++)
			if ((seen[i].severities & ~finding_severities(
			    (enum finding_code)i) & 1U << s) != 0) {
				printf("# %s: %s of %s is not in the table\n",
				    seen[i].where[s], severity_names[s],
				    finding_table[i].name);
				wrong++;
			}
	assert_int_equal(wrong, 0);
}

static void
each_further_severity_is_printed(void **state)
{
	int wrong = 0;

	(void)state;
	for (int i = 0; i < FINDING_CODES; i++) {
		unsigned also = finding_table[i].also;

		assert_int_equal(also & 1U << finding_table[i].severity, 0);
		for (int s = 0; s < SEVERITIES; s++)
			if ((also & ~seen[i].severities & 1U << s) != 0) {
				printf("# nobody prints %s of %s\n",
				    severity_names[s], finding_table[i].name);
				wrong++;
			}
	}
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_stands_in_the_table),
		cmocka_unit_test(each_further_severity_is_printed),
	};

	return cmocka_run_group_tests(tests, look_everywhere, NULL);
}
