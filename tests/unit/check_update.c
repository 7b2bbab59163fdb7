/*
 * After every edit, what the checker says is what it would say had it read the
 * document anew: random edits over the test data and over small documents.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"
#include "check/check.h"
#include "check/finding.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "schema/platform.h"
#include "check_golden.h"
#include "testdata.h"
#include "value/draft.h"
#include "value/path.h"
#include "value/value.h"

static struct catalog *catalog;	/* of the case that runs */
static struct catalog *upstream, *own;

/* ---- a repeatable sequence of its own */

static uint64_t state_word;

static uint32_t
chance(uint32_t below)
{
	state_word = state_word * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (uint32_t)(state_word >> 33) % below;
}

/* ---- comparing */

static void
describe(const struct finding *finding, const struct value *root,
    struct buf *out)
{
	buf_addf(out, "%s %s ", severity_names[finding->severity],
	    finding_table[finding->code].name);
	finding_path(finding, root, out);
	buf_addf(out, ": %s; %s; ", finding->message,
	    finding->fix != NULL ? finding->fix : "");
	if (finding->place != NULL)
		place_format(finding->place, out);
	buf_add_char(out, '\n');
}

static void
describe_all(struct checker *checker, struct buf *out)
{
	const struct value *root = profile_root(checker_profile(checker));
	size_t count;
	const struct finding *const *findings = checker_findings(checker,
	    &count);

	for (size_t i = 0; i < count; i++)
		describe(findings[i], root, out);
	for (int i = 0; i < FINDING_CODES; i++)
		buf_addf(out, "%zu ", checker_code_count(checker,
		    (enum finding_code)i));
	for (int i = 0; i < SEVERITIES; i++)
		buf_addf(out, "%zu ", checker_count(checker,
		    (enum severity)i));
	buf_add_char(out, '\n');
}

/* The first line in which they differ. */
static void
complain_about(const char *file, const char *edits, const char *updated,
    const char *anew)
{
	while (*updated != '\0' && *anew != '\0') {
		size_t a = strcspn(updated, "\n"), b = strcspn(anew, "\n");

		if (a != b || memcmp(updated, anew, a) != 0)
			break;
		updated += a + (updated[a] != '\0');
		anew += b + (anew[b] != '\0');
	}
	fail_msg("%s: after\n%supdated: %.*s\nanew:    %.*s", file, edits,
	    (int)strcspn(updated, "\n"), updated, (int)strcspn(anew, "\n"),
	    anew);
}

static void
compare(const char *file, const struct buf *edits, struct checker *checker,
    const struct check_options *options)
{
	struct checker *fresh = checker_new(checker_profile(checker), catalog,
	    options);
	AUTO_BUF updated = BUF_INIT;
	AUTO_BUF anew = BUF_INIT;

	check_update(checker);
	check_all(fresh, NULL);
	describe_all(checker, &updated);
	describe_all(fresh, &anew);
	checker_free(fresh);
	if (strcmp(buf_text(&updated), buf_text(&anew)) != 0)
		complain_about(file, buf_text(edits), buf_text(&updated),
		    buf_text(&anew));
}

/* ---- random edits */

static const char *const names[] = { "PayloadType", "PayloadUUID",
    "PayloadIdentifier", "PayloadVersion", "PayloadContent", "PayloadScope",
    "PayloadDisplayName", "Topic", "ServerURL", "CheckInURL", "AccessRights",
    "IdentityCertificateUUID", "ServerCapabilities", "ManagedAppleID",
    "SSID_STR", "EncryptionType", "ProxyType", "ProxyServer", "Services",
    "Allowed", "Authorization", "Password", "payloadscope", "URL", "x",
    "Text", "Number", "Limit", "Flag", "Other", "Color", "List", "Members",
    "People", "Name", "Boss", "Apps", "Version", "Screen", "Allow", "Code",
    "Maximum", "Minimum", "Anchors", "Certificate", "Peer", "Label", "Fixed",
    "FixedToo", "Rights", "Anything", "Sub", "Inner", "Site", "Level" };

static const char *const texts[] = { "", "Configuration", "com.apple.mdm",
    "com.apple.wifi.managed", "com.apple.security.scep", "com.apple.dock",
    "com.apple.security.pkcs12", "com.apple.mgmt.x", "https://example.com/",
    "6FA459EA-EE8A-3CA4-894E-DB77E160355E", "$VAR", "WPA2", "None", "Manual",
    "com.apple.mdm.per-user-connections", "org.example.unknown", "System",
    "org.example.kinds", "org.example.once", "needs limit", "none", "no apps",
    "a", "bad", "Ann", "1.2", "org.x.app", "User" };

static struct draft *
random_draft(int depth)
{
	struct draft *draft;

	switch (chance(depth < 3 ? 9 : 6)) {
	case 0:
		return draft_boolean(chance(2) != 0);
	case 1:
		return draft_integer(integer_from((int64_t)chance(9) - 1));
	case 2:
		return draft_real(chance(3) / 2.0);
	case 3:
		return draft_date(0);
	case 4:
		return draft_data("abc", 3);
	case 6:
		draft = draft_array();
		for (uint32_t i = chance(3); i > 0; i--)
			draft_add(draft, NULL, random_draft(depth + 1));
		return draft;
	case 7:
		draft = draft_dict();
		if (chance(2) != 0)
			draft_add(draft, "PayloadType", draft_string(
			    texts[chance(ARRAY_COUNT(texts))]));
		draft_add(draft, names[5 + chance(ARRAY_COUNT(names) - 5)],
		    random_draft(depth + 1));
		return draft;
	default:
		return draft_string(texts[chance(ARRAY_COUNT(texts))]);
	}
}

/* Some value of the document; those near the top come often. */
static struct value *
random_value(struct value *root)
{
	struct value *value = root;

	while (value_count(value) > 0 && chance(6) != 0)
		value = value_at(value, chance((uint32_t)value_count(value)));
	return value;
}

static bool
insert_somewhere(struct profile *profile, struct value *value)
{
	struct draft *draft = random_draft(0);
	struct value *made;
	bool done = false;

	if (value->type == VALUE_DICT)
		done = edit_insert(profile, value,
		    names[chance(ARRAY_COUNT(names))], draft, NULL, &made,
		    NULL);
	else if (value->type == VALUE_ARRAY)
		done = edit_insert_item(profile, value,
		    chance((uint32_t)value_count(value) + 1), draft, &made,
		    NULL);
	draft_free(draft);
	return done;
}

static bool
copy_text(struct profile *profile, struct value *value)
{
	/* Another string of the document: UUIDs and types meet again. */
	const struct value *from = random_value(profile_root(profile));
	struct draft *draft;
	bool done;

	if (from->type != VALUE_STRING)
		return false;
	draft = draft_from_value(from);
	done = edit_set(profile, value, draft, NULL);
	draft_free(draft);
	return done;
}

static bool
set_value(struct profile *profile, struct value *value)
{
	struct draft *draft = random_draft(value->parent == NULL ? 9 : 0);
	bool done = value->parent != NULL &&
	    edit_set(profile, value, draft, NULL);

	draft_free(draft);
	return done;
}

static bool
move_value(struct profile *profile, struct value *value)
{
	struct value *to = chance(2) != 0 ? value->parent
	    : random_value(profile_root(profile));

	return value->parent != NULL && value_is_container(to) &&
	    edit_move(profile, value, to,
	    chance((uint32_t)value_count(to) + 1), NULL);
}

static bool
one_edit(struct profile *profile, uint32_t kind, struct value *value)
{
	const char *name = names[chance(ARRAY_COUNT(names))];
	struct value *copy;

	switch (kind) {
	case 0:
	case 1:
		return set_value(profile, value);
	case 2:
		return copy_text(profile, value);
	case 3:
		return insert_somewhere(profile, value);
	case 4:
		return value->parent != NULL &&
		    edit_remove(profile, value, NULL);
	case 5:
		return value->key != NULL &&
		    edit_rename(profile, value, name, NULL);
	case 6:
		return move_value(profile, value);
	case 7:
		return value->parent != NULL && edit_duplicate(profile, value,
		    value->key != NULL ? name : NULL, &copy, NULL);
	case 8:
		return edit_undo(profile);
	default:
		return edit_redo(profile);
	}
}

static void
random_edit(struct profile *profile, struct buf *log)
{
	static const char *const verbs[] = { "set", "set", "copy into",
	    "insert into", "remove", "rename", "move", "duplicate", "undo",
	    "redo" };
	struct value *value = random_value(profile_root(profile));
	uint32_t kind = chance(ARRAY_COUNT(verbs));

	buf_addf(log, "%s ", verbs[kind]);
	path_of_value(value, profile_root(profile), log);
	buf_add_text(log, one_edit(profile, kind, value) ? "\n"
	    : " (refused)\n");
}

enum { EPISODE = 12 };	/* edits until the document is as it was again */

static void
undo_all(const char *file, struct checker *checker, struct buf *log,
    const struct check_options *options)
{
	while (edit_undo(checker_profile(checker)))
		;
	buf_truncate(log, 0);
	buf_add_text(log, "undo all\n");
	compare(file, log, checker, options);
}

/* ROUNDS times one or two edits, alone or as a group. */
static void
edit_and_compare(const char *file, struct profile *profile,
    const struct check_options *options, unsigned rounds)
{
	struct checker *checker = checker_new(profile, catalog, options);
	AUTO_BUF log = BUF_INIT;

	check_all(checker, NULL);
	for (unsigned i = 1; i <= rounds; i++) {
		uint32_t count = 1 + chance(3) / 2;
		bool group = chance(2) != 0;

		if (group)
			edit_begin(profile, "some edits");
		for (uint32_t j = 0; j < count; j++)
			random_edit(profile, &log);
		if (group && chance(5) == 0)
			edit_abort(profile);
		else if (group)
			edit_end(profile);
		buf_addf(&log, "-- %u\n", i);
		compare(file, &log, checker, options);
		if (i % EPISODE == 0)
			undo_all(file, checker, &log, options);
	}
	undo_all(file, checker, &log, options);
	checker_free(checker);
}

/* ---- over the test data */

struct files {
	VEC(char *) paths;
};

static bool
add_file(const char *path, void *arg)
{
	struct files *files = arg;

	*VEC_PUSH(files->paths) = xstrdup(path);
	return true;
}

static const struct target targets[] = {
	{ .platform = PLATFORM_MACOS, .version = { { 14, 2, 0 }, true },
	    .channel = CHANNEL_DEVICE },
	{ .platform = PLATFORM_IOS, .version = { { 17, 0, 0 }, true },
	    .supervised = TRI_FALSE, .enrollment = ENROLLMENT_USER },
};

static void
run_file(const char *path, unsigned way, unsigned rounds)
{
	struct check_options options = { 0 };
	struct profile *profile = profile_open(path, NULL, NULL);
	struct profile *against = NULL;

	if (profile == NULL)
		return;
	profile_set_read_only(profile, NULL);
	if (way == 1) {
		options.targets = targets;
		options.target_count = ARRAY_COUNT(targets);
	} else if (way == 2) {
		against = profile_open(path, NULL, NULL);
		options.against = against;
	}
	state_word = 12345;
	for (const char *p = path + strlen(path); p > path && *p != '/'; p--)
		state_word = state_word * 31 + (unsigned char)*p;
	edit_and_compare(path, profile, &options, rounds);
	profile_close(profile);
	profile_close(against);
}

static void
over_folder(const char *folder, unsigned way, unsigned stride,
    unsigned rounds)
{
	struct files files = { 0 };

	file_walk(folder, ".mobileconfig", add_file, &files, NULL);
	assert_true(files.paths.count > 10);
	for (size_t i = way % stride; i < files.paths.count; i += stride)
		run_file(files.paths.items[i], way, rounds);
	for (size_t i = 0; i < files.paths.count; i++)
		free(files.paths.items[i]);
	VEC_RELEASE(files.paths);
}

/* Small profiles with every kind of rule, then the real ones. */
static void
over_all(unsigned way)
{
	bool lengthy = getenv("PROFEDIT_LONG") != NULL;
	AUTO_FREE char *golden = path_join(golden_top(), "tests/golden");
	AUTO_FREE char *corpus = testdata_path("corpus");

	catalog = own;
	over_folder(golden, way, 1, lengthy ? 5000 : 400);
	catalog = upstream;
	if (corpus != NULL)
		over_folder(corpus, way, lengthy ? 1 : 4, lengthy ? 100 : 20);
}

static void
updates_equal_a_full_check(void **state)
{
	(void)state;
	over_all(0);
}

static void
updates_equal_a_full_check_for_targets(void **state)
{
	(void)state;
	over_all(1);
}

static void
updates_equal_a_full_check_against_the_installed_profile(void **state)
{
	(void)state;
	over_all(2);
}

/* ---- edits that chance seldom hits */

struct edit_case {
	const char *file, *against;	/* in tests/golden */
	const char *path;
	/*
	 * set to this integer or string; NULL: removed; "+TYPE": a payload
	 * before it
	 */
	const char *text;
	enum finding_code code;
	int change;	/* how many more of CODE there are */
};

static const struct edit_case edit_cases[] = {
	/* An item that is the same as another one as a whole. */
	{ "rules", NULL, "/PayloadContent/0/People/3/Age", "2",
	    FINDING_DUPLICATE_ITEM, -1 },
	{ "rules", NULL, "/PayloadContent/0/People/3/Age", NULL,
	    FINDING_DUPLICATE_ITEM, -1 },
	/* What is named by another key than the UUID. */
	{ "references", NULL, "/PayloadContent/3/Label", "two",
	    FINDING_DANGLING_REFERENCE, -1 },
	{ "kinds-good", NULL, "/PayloadContent/3/Label", "two",
	    FINDING_DANGLING_REFERENCE, 1 },
	/* Payloads that are the installed ones by their number. */
	{ "update", "update.old", "/PayloadContent/0",
	    "+org.example.kinds", FINDING_UPDATE_FIXED_KEY, 1 },
	{ "update", "update.old", "/PayloadContent/0/PayloadIdentifier", "z",
	    FINDING_UPDATE_FIXED_MEMBER, 0 },
	/* A companion comes and goes. */
	{ "companions", NULL, "/PayloadContent/1", NULL,
	    FINDING_COMPANION_MISSING, 0 },
	{ "companions", NULL, "/PayloadContent/1/PayloadType", "x",
	    FINDING_COMPANION_MISSING, 0 },
	{ "kinds-good", NULL, "/PayloadContent/3", NULL,
	    FINDING_COMPANION_MISSING, 1 },
	/* The top level is read by rules of payloads. */
	{ "rules", NULL, "/PayloadScope", "System", FINDING_NOT_ALLOWED, -1 },
	/*
	 * Other payloads are; an entry of the same name; names in a dictionary.
	 */
	{ "elsewhere", NULL, "/PayloadContent/1/Label", NULL,
	    FINDING_NOT_ALLOWED, -1 },
	{ "elsewhere", NULL, "/PayloadContent/1", NULL, FINDING_NOT_ALLOWED,
	    -1 },
	{ "elsewhere", NULL, "/PayloadContent/0/Services/Screen", NULL,
	    FINDING_FORMAT_MISMATCH, -1 },
	{ "elsewhere", NULL, "/PayloadContent/0/Services", NULL,
	    FINDING_FORMAT_MISMATCH, -1 },
	{ "elsewhere", NULL, "/PayloadContent/0/Members/0", "org.z.app",
	    FINDING_CONFLICTS_WITH, -1 },
	{ "elsewhere", NULL, "/PayloadContent/0/Apps/Camera", NULL,
	    FINDING_CONFLICTS_WITH, -1 },
	/* The first of two goes: the other one is the first now. */
	{ "twice", NULL, "/PayloadContent/0", NULL, FINDING_DUPLICATE_UUID,
	    -1 },
	{ "twice", NULL, "/PayloadContent/0/Code", "BBB",
	    FINDING_DUPLICATE_VALUE, -1 },
	{ "twice", NULL, "/PayloadContent/5/Flag", NULL,
	    FINDING_DUPLICATE_VALUE, 1 },
	/* A default takes the place of a value. */
	{ "rules", NULL, "/PayloadContent/0/Sub/Inner", "plain",
	    FINDING_NOT_ALLOWED, -1 },
	{ "kinds-good", NULL, "/PayloadContent/0/Limit", "2",
	    FINDING_OUT_OF_RANGE, 1 },
	/* The frame: no profile any more, another type. */
	{ "rules", NULL, "/PayloadType", "x", FINDING_NOT_ALLOWED, 1 },
	{ "keys", NULL, "/PayloadContent/0/PayloadType", "org.example.once",
	    FINDING_MISSING_KEY, -2 },
};

static void
apply_case(struct profile *profile, const struct edit_case *c)
{
	struct value *value = golden_find(profile, c->path), *made;
	struct draft *draft;

	if (c->text == NULL) {
		assert_true(edit_remove(profile, value, NULL));
		return;
	}
	if (c->text[0] == '+') {
		draft = draft_dict();
		draft_add(draft, "PayloadType", draft_string(c->text + 1));
		assert_true(edit_insert_item(profile, value->parent, 0, draft,
		    &made, NULL));
	} else {
		draft = value->type == VALUE_INTEGER
		    ? draft_integer(integer_from(c->text[0] - '0'))
		    : draft_string(c->text);
		assert_true(edit_set(profile, value, draft, NULL));
	}
	draft_free(draft);
}

static void
run_case(const struct edit_case *c)
{
	struct profile *profile = golden_open(c->file);
	struct check_options options = { 0 };
	struct checker *checker;
	AUTO_BUF log = BUF_INIT;
	size_t before;

	if (c->against != NULL)
		options.against = golden_open(c->against);
	checker = checker_new(profile, catalog, &options);
	check_all(checker, NULL);
	before = checker_code_count(checker, c->code);
	buf_addf(&log, "%s %s\n", c->path, c->text != NULL ? c->text : "-");
	apply_case(profile, c);
	compare(c->file, &log, checker, &options);
	if ((long)checker_code_count(checker, c->code) !=
	    (long)before + c->change)
		fail_msg("%s: %s has %zu %s, had %zu", c->file, c->path,
		    checker_code_count(checker, c->code),
		    finding_table[c->code].name, before);
	undo_all(c->file, checker, &log, &options);
	assert_int_equal(checker_code_count(checker, c->code), before);
	checker_free(checker);
	profile_close(profile);
	profile_close(options.against);
}

static void
an_edit_changes_what_depends_on_it_elsewhere(void **state)
{
	(void)state;
	catalog = own;
	for (size_t i = 0; i < ARRAY_COUNT(edit_cases); i++)
		run_case(&edit_cases[i]);
}

static int
open_catalogs(void **state)
{
	AUTO_FREE char *schemas = testdata_path("upstream-27");
	AUTO_FREE char *rules = path_join(golden_top(), "schemas/rules");

	(void)state;
	own = golden_catalog();
	if (schemas != NULL)
		upstream = catalog_open((const char *const[]){ schemas }, 1,
		    (const char *const[]){ rules }, 1, NULL);
	return own != NULL ? 0 : -1;
}

static int
close_catalogs(void **state)
{
	(void)state;
	catalog_close(own);
	catalog_close(upstream);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_edit_changes_what_depends_on_it_elsewhere),
		cmocka_unit_test(updates_equal_a_full_check),
		cmocka_unit_test(updates_equal_a_full_check_for_targets),
		cmocka_unit_test(
		    updates_equal_a_full_check_against_the_installed_profile),
	};

	return cmocka_run_group_tests(tests, open_catalogs, close_catalogs);
}
