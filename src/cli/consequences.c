/* What an edit brings about.  See consequences.h. */
#include "config.h"

#include "cli/consequences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/map.h"
#include "base/vec.h"
#include "check/check.h"
#include "check/report.h"
#include "cli/cli.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "value/value.h"

struct consequences {
	struct checker *checker;
	struct map *before;	/* what was said already */
};

/* What a finding says of which value: values stay the same through edits. */
static void
add_key(const struct finding *finding, struct buf *out)
{
	buf_addf(out, "%d %p %s\n%s", (int)finding->code,
	    (const void *)finding->value,
	    finding->missing != NULL ? finding->missing : "",
	    finding->message);
}

struct consequences *
consequences_new(struct profile *profile, struct catalog *catalog)
{
	struct consequences *consequences = xcalloc(1, sizeof *consequences);
	const struct finding *const *findings;
	size_t count;

	consequences->checker = checker_new(profile, catalog, NULL);
	consequences->before = map_new();
	check_all(consequences->checker, NULL);
	findings = checker_findings(consequences->checker, &count);
	for (size_t i = 0; i < count; i++) {
		AUTO_BUF key = BUF_INIT;

		add_key(findings[i], &key);
		map_set(consequences->before, buf_text(&key), key.length,
		    consequences);
	}
	return consequences;
}

void
consequences_free(struct consequences *consequences)
{
	if (consequences == NULL)
		return;
	checker_free(consequences->checker);
	map_free(consequences->before, NULL);
	free(consequences);
}

static bool
is_new(const struct consequences *consequences, const struct finding *finding)
{
	AUTO_BUF key = BUF_INIT;

	add_key(finding, &key);
	return map_get(consequences->before, buf_text(&key), key.length) ==
	    NULL;
}

/* "did you mean …?", or a type of Apple's that nobody knows. */
static bool
is_slip(const struct finding *finding)
{
	const char *text;
	size_t length;

	if (finding->code == FINDING_UNKNOWN_KEY)
		return finding->fix != NULL;
	return finding->code == FINDING_UNKNOWN_PAYLOAD_TYPE &&
	    (finding->fix != NULL ||
	    (value_get_string(finding->value, &text, &length) &&
	    length > 10 && memcmp(text, "com.apple.", 10) == 0));
}

static void
refuse_slip(const struct finding *finding)
{
	AUTO_BUF sentence = BUF_INIT;

	finding_sentence(finding, &sentence);
	cli_say("%s: %s%s--force writes it all the same", buf_text(&sentence),
	    finding->fix != NULL ? finding->fix : "",
	    finding->fix != NULL ? " " : "");
}

/* As `check` prints them, so that editors can jump. */
static void
print(struct consequences *consequences, const struct finding *const *findings,
    size_t count)
{
	struct profile *profile = checker_profile(consequences->checker);
	AUTO_BUF out = BUF_INIT;
	struct report *report = report_new(REPORT_TEXT, SEVERITY_WARNING,
	    isatty(STDERR_FILENO), &out);

	report_findings(report, profile_name(profile), consequences->checker,
	    findings, count);
	report_end(report, NULL);
	fputs(buf_text(&out), stderr);
}

int
consequences_say(struct consequences *consequences,
    const struct cli_options *options, const struct value *made)
{
	struct checker *checker = consequences->checker;
	VEC(const struct finding *) brought = { 0 };
	const struct finding *const *findings;
	const struct finding *slip = NULL;
	int status = CLI_FINE;
	size_t count;

	if (!edit_is_changed(checker_profile(checker)))
		return CLI_FINE;
	check_update(checker);
	findings = checker_findings(checker, &count);
	for (size_t i = 0; i < count; i++) {
		const struct finding *finding = findings[i];
		bool inside = finding->value != NULL &&
		    value_is_inside(finding->value, made);
		bool new = is_new(consequences, finding);

		if (slip == NULL && inside && new && is_slip(finding))
			slip = finding;
		if ((inside || new) && finding->severity >= SEVERITY_WARNING)
			*VEC_PUSH(brought) = finding;
	}
	if (slip != NULL && !options->force) {
		refuse_slip(slip);
		status = CLI_TROUBLE;
	} else {
		print(consequences, brought.items, brought.count);
	}
	if (status == CLI_FINE && options->strict && brought.count > 0) {
		cli_say("nothing was written: --strict refuses what brings "
		    "findings");
		status = CLI_FINDINGS;
	}
	VEC_RELEASE(brought);
	return status;
}
