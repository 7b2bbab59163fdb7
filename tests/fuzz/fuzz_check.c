/*
 * Findings of a document and of edits on it: the input up to the first NUL
 * byte is XML, what follows is where the edits take their chances from.  After
 * some edits the checker must say what it would say of the document anew.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/check_golden.h"
#include "../unit/edit_driver.h"
#include "base/buf.h"
#include "check/check.h"
#include "check/finding.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct catalog *catalog;

static void
close_catalog(void)
{
	catalog_close(catalog);
}

struct input {
	const uint8_t *at, *end;
};

static uint32_t
next_byte(void *arg, bool *end)
{
	struct input *input = arg;

	if (input->at == input->end) {
		*end = true;
		return 0;
	}
	return *input->at++;
}

/*
 * Lines left out: those of odd things are known only while nothing is edited.
 */
static void
report_all(struct checker *checker, struct buf *out)
{
	const struct value *root = profile_root(checker_profile(checker));
	size_t count;
	const struct finding *const *all = checker_findings(checker, &count);

	for (size_t i = 0; i < count; i++) {
		buf_addf(out, "%s %s ", severity_names[all[i]->severity],
		    finding_table[all[i]->code].name);
		finding_path(all[i], root, out);
		buf_add_char(out, ' ');
		finding_sentence(all[i], out);
		buf_add_char(out, '\n');
	}
}

static void
compare(struct checker *checker, struct profile *profile)
{
	struct checker *fresh = checker_new(profile, catalog, NULL);
	AUTO_BUF updated = BUF_INIT;
	AUTO_BUF anew = BUF_INIT;

	check_update(checker);
	check_all(fresh, NULL);
	report_all(checker, &updated);
	report_all(fresh, &anew);
	if (strcmp(buf_text(&updated), buf_text(&anew)) != 0) {
		fprintf(stderr, "updated:\n%sanew:\n%s", buf_text(&updated),
		    buf_text(&anew));
		abort();
	}
	checker_free(fresh);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *nul = memchr(data, '\0', size);
	size_t length = nul != NULL ? (size_t)(nul - data) : size;
	struct input input = { data + length, data + size };
	struct driver driver = { .next = next_byte, .arg = &input };
	struct profile *profile;
	struct checker *checker;

	if (catalog == NULL) {
		catalog = golden_catalog();
		if (catalog == NULL)
			abort();
		atexit(close_catalog);
	}
	if (cms_is_signed(data, length) || binary_is(data, length))
		return 0;
	profile = profile_parse("fuzz", data, length, NULL, NULL);
	if (profile == NULL)
		return 0;
	checker = checker_new(profile, catalog, NULL);
	check_all(checker, NULL);
	for (int i = 0; i < 8 && input.at < input.end &&
	    profile_read_only_reason(profile) == NULL; i++) {
		driver_run(&driver, profile, 4);
		compare(checker, profile);
	}
	checker_free(checker);
	profile_close(profile);
	return 0;
}
