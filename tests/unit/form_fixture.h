/*
 * A small schema of its own, a profile over it, its findings and a form.
 */
#ifndef TESTS_FORM_FIXTURE_H
#define TESTS_FORM_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "profile/payload.h"
#include "schema/catalog.h"
#include "check/check.h"
#include "form/form.h"

static const char fixture_forms[] =
"title: Forms\n"
"description: Everything a form can show.\n"
"payload:\n"
"  payloadtype: com.example.forms\n"
"  supportedOS:\n"
"    iOS: {introduced: '4.0'}\n"
"    macOS: {introduced: '10.7'}\n"
"payloadkeys:\n"
"- key: ServerURL\n"
"  title: Server URL\n"
"  type: <string>\n"
"  subtype: <url>\n"
"  presence: required\n"
"  content: Where the server is.\n"
"- key: Topic\n"
"  title: Topic\n"
"  type: <string>\n"
"  presence: required\n"
"  content: What is listened for.\n"
"- key: Identity\n"
"  title: Identity certificate\n"
"  type: <string>\n"
"  presence: required\n"
"  content: Which identity is used.\n"
"- key: CheckInURL\n"
"  title: Check-in URL\n"
"  type: <string>\n"
"  presence: optional\n"
"  content: Where the device checks in.\n"
"- key: Rights\n"
"  title: Access rights\n"
"  type: <integer>\n"
"  presence: optional\n"
"  content: What is allowed.\n"
"- key: Sign\n"
"  title: Sign messages\n"
"  type: <boolean>\n"
"  presence: optional\n"
"  default: false\n"
"  content: Whether messages are signed.\n"
"- key: Mode\n"
"  title: Mode\n"
"  type: <string>\n"
"  presence: optional\n"
"  rangelist: [slow, fast]\n"
"  content: How quick it is.\n"
"- key: Days\n"
"  title: Days\n"
"  type: <integer>\n"
"  presence: optional\n"
"  range: {min: 0, max: 730}\n"
"  content: How long it lasts.\n"
"- key: Until\n"
"  title: Until\n"
"  type: <date>\n"
"  presence: optional\n"
"  content: When it ends.\n"
"- key: Password\n"
"  title: Password\n"
"  type: <string>\n"
"  presence: optional\n"
"  content: A secret.\n"
"- key: Icon\n"
"  title: Icon\n"
"  type: <data>\n"
"  presence: optional\n"
"  content: A picture.\n"
"- key: Past\n"
"  title: Old setting\n"
"  left: '27.0'\n"
"  type: <string>\n"
"  presence: optional\n"
"  content: What it did.\n"
"- key: Capabilities\n"
"  title: Server capabilities\n"
"  type: <array>\n"
"  presence: optional\n"
"  content: What the server can do.\n"
"  subkeys:\n"
"  - key: CapabilitiesItem\n"
"    title: Capability\n"
"    type: <string>\n"
"    rangelist: [com.example.users, com.example.tokens, com.example.more]\n"
"    content: One of them.\n"
"- key: Anchors\n"
"  title: Anchors\n"
"  type: <array>\n"
"  presence: optional\n"
"  content: Trusted certificates.\n"
"  subkeys:\n"
"  - key: AnchorsItem\n"
"    title: Anchor\n"
"    type: <string>\n"
"    content: One of them.\n"
"- key: Services\n"
"  title: Services\n"
"  type: <dictionary>\n"
"  presence: optional\n"
"  content: Which apps may do what.\n"
"  subkeys:\n"
"  - key: Camera\n"
"    title: Camera\n"
"    type: <array>\n"
"    presence: optional\n"
"    content: Apps that see.\n"
"    subkeys: &apps\n"
"    - key: App\n"
"      title: App\n"
"      type: <dictionary>\n"
"      content: An app.\n"
"      subkeys:\n"
"      - key: Identifier\n"
"        title: Identifier\n"
"        type: <string>\n"
"        presence: required\n"
"        content: Its bundle identifier.\n"
"      - key: Kind\n"
"        title: Identifier type\n"
"        type: <string>\n"
"        presence: required\n"
"        rangelist: [bundle]\n"
"        content: What the identifier is.\n"
"      - key: Allowed\n"
"        title: Allowed\n"
"        type: <boolean>\n"
"        presence: required\n"
"        content: Whether it may.\n"
"      - key: Comment\n"
"        title: Comment\n"
"        type: <string>\n"
"        presence: optional\n"
"        content: A remark.\n"
"  - key: Screen\n"
"    title: Screen\n"
"    type: <array>\n"
"    presence: optional\n"
"    content: Apps that watch.\n"
"    subkeys: *apps\n"
"- key: Labels\n"
"  title: Labels\n"
"  type: <dictionary>\n"
"  presence: optional\n"
"  content: Free names.\n"
"  subkeys:\n"
"  - key: ANY\n"
"    title: Label\n"
"    type: <string>\n"
"    presence: optional\n"
"    content: A text.\n"
"- key: Extra\n"
"  title: Extra\n"
"  type: <any>\n"
"  presence: optional\n"
"  content: Anything.\n"
"- key: Tree\n"
"  title: Tree\n"
"  type: <dictionary>\n"
"  presence: optional\n"
"  content: A tree.\n"
"  subkeys: &tree\n"
"  - key: Branch\n"
"    title: Branch\n"
"    type: <dictionary>\n"
"    presence: optional\n"
"    content: A smaller tree.\n"
"    subkeys: *tree\n"
"  - key: Leaf\n"
"    title: Leaf\n"
"    type: <string>\n"
"    presence: optional\n"
"    content: An end.\n";

static const char fixture_rules[] =
"payloadtype: com.example.forms\n"
"group: other\n"
"annotations:\n"
"- at: Rights\n"
"  bits:\n"
"  - {bit: 1, title: inspect, text: The server may look.}\n"
"  - {bit: 2, title: install, needs: [1], text: The server may install.}\n"
"  - {bit: 4, title: erase, text: The server may erase.}\n"
"- at: CheckInURL\n"
"  default-from: ServerURL\n"
"- at: Mode\n"
"  labels:\n"
"  - {value: slow, title: takes its time, text: Nothing is urgent.}\n"
"- at: Days\n"
"  unit: days\n"
"  special:\n"
"  - {value: 0, text: never}\n"
"- at: Until\n"
"  default-text: for ever\n"
"- at: Password\n"
"  secret: secret\n"
"- at: [Identity, Anchors]\n"
"  reference: {to: [com.example.identity], key: PayloadUUID}\n"
"- at: Capabilities/CapabilitiesItem\n"
"  labels:\n"
"  - {value: com.example.users, title: many users}\n"
"- at: Topic\n"
"  remarks:\n"
"  - It comes from the certificate.\n"
"rules:\n"
"- id: topic-prefix\n"
"  at: Topic\n"
"  then: {prefix: com.example.}\n"
"  severity: error\n"
"  text: must begin with 'com.example.'\n";

static const char fixture_identity[] =
"title: Identity\n"
"description: A certificate with its key.\n"
"payload:\n"
"  payloadtype: com.example.identity\n"
"payloadkeys:\n"
"- key: Content\n"
"  title: Content\n"
"  type: <data>\n"
"  presence: required\n"
"  content: The certificate.\n";

#define FIXTURE_KEY(key, title, type, presence, content)                       \
	"- {key: " key ", title: " title ", type: <" type ">, "                \
	"presence: " presence ", content: " content "}\n"

static const char fixture_common[] =
"title: Common payload keys\n"
"description: What every payload has.\n"
"payload:\n"
"  payloadtype: CommonPayloadKeys\n"
"payloadkeys:\n"
FIXTURE_KEY("PayloadIdentifier", "Identifier", "string", "required",
    "Who it is.")
FIXTURE_KEY("PayloadUUID", "UUID", "string", "required", "Which it is.")
FIXTURE_KEY("PayloadType", "Payload type", "string", "required", "What it is.")
FIXTURE_KEY("PayloadVersion", "Format version", "integer", "required",
    "Always 1.")
FIXTURE_KEY("PayloadDescription", "Description", "string", "optional",
    "A sentence.")
FIXTURE_KEY("PayloadDisplayName", "Name", "string", "optional", "Its name.")
FIXTURE_KEY("PayloadOrganization", "Organization", "string", "optional",
    "Whose it is.");

static const char fixture_top[] =
"title: Profile\n"
"description: The profile.\n"
"payload:\n"
"  payloadtype: TopLevel\n"
"payloadkeys:\n"
FIXTURE_KEY("PayloadIdentifier", "Identifier", "string", "required",
    "Who it is.")
FIXTURE_KEY("PayloadUUID", "UUID", "string", "required", "Which it is.")
FIXTURE_KEY("PayloadType", "Type", "string", "required", "What it is.")
FIXTURE_KEY("PayloadVersion", "Format version", "integer", "required",
    "Always 1.")
FIXTURE_KEY("PayloadDisplayName", "Name", "string", "optional", "Its name.")
FIXTURE_KEY("PayloadContent", "Payloads", "array", "required", "All of them.");

#define FIXTURE_ENVELOPE(type, number)                                         \
	"<key>PayloadType</key><string>" type "</string>"                      \
	"<key>PayloadVersion</key><integer>1</integer>"                        \
	"<key>PayloadIdentifier</key><string>com.example." number "</string>"  \
	"<key>PayloadUUID</key>"                                               \
	"<string>AAAAAAAA-0000-4000-8000-00000000000" number "</string>"

#define FIXTURE_PLIST(body)                                                    \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<plist version=\"1.0\">" body "</plist>\n"

/* A profile with an identity payload and a forms payload that holds BODY. */
#define FIXTURE_PROFILE(body)                                                  \
	FIXTURE_PLIST("<dict><key>PayloadContent</key><array>"                 \
	"<dict><key>Content</key><data>AAEC</data>"                            \
	"<key>PayloadDisplayName</key><string>Device</string>"                 \
	FIXTURE_ENVELOPE("com.example.identity", "1") "</dict>\n"              \
	"<dict>" body FIXTURE_ENVELOPE("com.example.forms", "2") "</dict>"     \
	"</array>" FIXTURE_ENVELOPE("Configuration", "3") "</dict>")

struct fixture {
	char *dir;
	struct catalog *catalog;
	struct profile *profile;
	struct checker *checker;
	struct form *form;
};

static inline void
fixture_write(const char *dir, const char *folder, const char *name,
    const char *text)
{
	AUTO_FREE char *path = xasprintf("%s/%s/%s.yaml", dir, folder, name);
	FILE *file = fopen(path, "w");

	if (file == NULL || fputs(text, file) == EOF || fclose(file) != 0)
		die("cannot write '%s'", path);
}

static inline void
fixture_remove(const char *dir, const char *folder, const char *name)
{
	AUTO_FREE char *path = xasprintf("%s/%s/%s.yaml", dir, folder, name);

	unlink(path);
}

static inline char *
fixture_dir(const char *dir, const char *folder)
{
	return xasprintf("%s/%s", dir, folder);
}

/* The schemas; no profile yet. */
static inline void
fixture_open_catalog(struct fixture *fixture)
{
	char pattern[] = "/tmp/profedit-form-XXXXXX";
	AUTO_FREE char *schemas = NULL, *rules = NULL;
	AUTO_ERROR err = ERROR_INIT;

	*fixture = (struct fixture){ .dir = xstrdup(mkdtemp(pattern)) };
	schemas = fixture_dir(fixture->dir, "schemas");
	rules = fixture_dir(fixture->dir, "rules");
	if (mkdir(schemas, 0700) != 0 || mkdir(rules, 0700) != 0)
		die("cannot make folders in '%s'", fixture->dir);
	fixture_write(fixture->dir, "schemas", "com.example.forms",
	    fixture_forms);
	fixture_write(fixture->dir, "schemas", "com.example.identity",
	    fixture_identity);
	fixture_write(fixture->dir, "schemas", "CommonPayloadKeys",
	    fixture_common);
	fixture_write(fixture->dir, "schemas", "TopLevel", fixture_top);
	fixture_write(fixture->dir, "rules", "com.example.forms",
	    fixture_rules);
	fixture->catalog = catalog_open((const char *const[]){ schemas }, 1,
	    (const char *const[]){ rules }, 1, &err);
	if (fixture->catalog == NULL)
		die("no catalogue: %s", err.message);
}

/* The profile, and the form of payload INDEX; SIZE_MAX: of its root. */
static inline void
fixture_open_profile(struct fixture *fixture, const char *text, size_t length,
    size_t index)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *root;

	fixture->profile = profile_parse("test", text, length, NULL, &err);
	if (fixture->profile == NULL)
		die("no profile: %s", err.message);
	root = profile_root(fixture->profile);
	fixture->checker = checker_new(fixture->profile, fixture->catalog,
	    NULL);
	check_all(fixture->checker, NULL);
	fixture->form = form_new(fixture->checker, index == SIZE_MAX ? root :
	    payload_at(root, index));
}

static inline void
fixture_open(struct fixture *fixture, const char *text, size_t index)
{
	fixture_open_catalog(fixture);
	fixture_open_profile(fixture, text, strlen(text), index);
}

static inline void
fixture_close(struct fixture *fixture)
{
	static const char *const names[] = { "com.example.forms",
		"com.example.identity", "CommonPayloadKeys", "TopLevel" };

	form_free(fixture->form);
	checker_free(fixture->checker);
	profile_close(fixture->profile);
	catalog_close(fixture->catalog);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		fixture_remove(fixture->dir, "schemas", names[i]);
		fixture_remove(fixture->dir, "rules", names[i]);
	}
	for (int i = 0; i < 2; i++) {
		AUTO_FREE char *dir = fixture_dir(fixture->dir,
		    i ? "rules" : "schemas");

		rmdir(dir);
	}
	rmdir(fixture->dir);
	free(fixture->dir);
	*fixture = (struct fixture){ .dir = NULL };
}

/* "· Topic = com.example.x": one row as a face would draw it. */
static inline void
fixture_draw(struct form *form, size_t number, struct buf *out)
{
	AUTO_BUF title = BUF_INIT;
	AUTO_BUF value = BUF_INIT;
	enum row_value_style style;
	struct row row;

	if (!form_row(form, number, &row))
		die("no row %zu", number);
	form_row_title(form, &row, &title);
	style = form_row_value(form, &row, false, &value);
	buf_add_repeat(out, ' ', 2 * row.depth);
	buf_add_char(out, form_row_mark(form, &row));
	buf_addf(out, "%s%s", row.can_unfold ? row.unfolded ? "v" : ">" : " ",
	    buf_text(&title));
	if (value.length > 0)
		buf_addf(out, style == VALUE_WRITTEN ? " = %s" :
		    style == VALUE_DEFAULT ? " (%s)" :
		    style == VALUE_NOT_SET ? " [%s]" : " ?%s?",
		    buf_text(&value));
	buf_add_char(out, '\n');
}

static inline void
fixture_draw_all(struct form *form, struct buf *out)
{
	for (size_t i = 0; i < form_count(form); i++)
		fixture_draw(form, i, out);
}

/* The number of the row called TITLE; dies when there is none. */
static inline size_t
fixture_find(struct form *form, const char *title)
{
	for (size_t i = 0; i < form_count(form); i++) {
		AUTO_BUF text = BUF_INIT;
		struct row row;

		form_row(form, i, &row);
		form_row_title(form, &row, &text);
		if (strcmp(buf_text(&text), title) == 0)
			return i;
	}
	die("no row called '%s'", title);
}

static inline struct row
fixture_row(struct form *form, const char *title)
{
	struct row row;

	form_row(form, fixture_find(form, title), &row);
	return row;
}

static inline void
fixture_unfold(struct form *form, const char *title)
{
	if (!form_unfold(form, fixture_find(form, title)))
		die("'%s' does not unfold", title);
}

/* What a command does after an edit. */
static inline void
fixture_update(struct fixture *fixture)
{
	check_update(fixture->checker);
	form_update(fixture->form);
}

#endif
