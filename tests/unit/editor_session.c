/* Commands through a scripted face: what they ask, what they change. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/dirs.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "editor/command.h"
#include "editor/editor.h"
#include "form/form.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "script.h"
#include "value/value.h"

static const char text_of_file[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<plist version=\"1.0\">\n"
    "<dict>\n"
    "\t<key>PayloadContent</key>\n"
    "\t<array>\n"
    "\t\t<dict>\n"
    "\t\t\t<!-- what the server may do -->\n"
    "\t\t\t<key>AccessRights</key>\n"
    "\t\t\t<integer>1</integer>\n"
    "\t\t\t<key>PayloadIdentifier</key>\n"
    "\t\t\t<string>com.example.test.mdm</string>\n"
    "\t\t\t<key>PayloadType</key>\n"
    "\t\t\t<string>com.apple.mdm</string>\n"
    "\t\t\t<key>PayloadUUID</key>\n"
    "\t\t\t<string>0D5B9E31-5B8C-4E5C-9E5E-0C1D2E3F4A5B</string>\n"
    "\t\t\t<key>PayloadVersion</key>\n"
    "\t\t\t<integer>1</integer>\n"
    "\t\t\t<key>ServerURL</key>\n"
    "\t\t\t<string>https://mdm.example.com/</string>\n"
    "\t\t</dict>\n"
    "\t</array>\n"
    "\t<key>PayloadIdentifier</key>\n"
    "\t<string>com.example.test</string>\n"
    "\t<key>PayloadType</key>\n"
    "\t<string>Configuration</string>\n"
    "\t<key>PayloadUUID</key>\n"
    "\t<string>1D5B9E31-5B8C-4E5C-9E5E-0C1D2E3F4A5B</string>\n"
    "\t<key>PayloadVersion</key>\n"
    "\t<integer>1</integer>\n"
    "</dict>\n"
    "</plist>\n";

struct session {
	char dir[64], path[128];
	struct catalog *catalog;
	struct script script;
	struct editor *editor;
};

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static char *
read_file(const char *path)
{
	AUTO_BUF text = BUF_INIT;

	assert_true(file_read(path, 1 << 20, &text, NULL));
	return buf_steal(&text, NULL);
}

static void
begin(struct session *s, const struct script_step *steps)
{
	struct editor_options options = { 0 };
	struct face face = { &script_ops, &s->script };

	*s = (struct session){ .dir = "/tmp/profedit-session-XXXXXX" };
	assert_non_null(mkdtemp(s->dir));
	snprintf(s->path, sizeof s->path, "%s/a.mobileconfig", s->dir);
	setenv("HOME", s->dir, 1);
	setenv("XDG_CONFIG_HOME", s->dir, 1);
	setenv("XDG_STATE_HOME", s->dir, 1);
	setenv("EDITOR", "anything", 1);
	unsetenv("VISUAL");
	setenv("PROFEDIT_DATADIR", getenv("top_srcdir"), 1);
	s->catalog = catalog_open(NULL, 0, NULL, 0, NULL);
	options.catalog = s->catalog;
	s->script.steps = steps;
	s->editor = editor_new(&options, &face);
}

static void
end(struct session *s)
{
	AUTO_BUF command = BUF_INIT;

	assert_int_equal(s->script.steps[s->script.at].kind, SCRIPT_END);
	editor_free(s->editor);
	catalog_close(s->catalog);
	buf_release(&s->script.messages);
	buf_addf(&command, "rm -rf '%s'", s->dir);
	assert_int_equal(system(buf_text(&command)), 0);
}

static void
open_text(struct session *s, const char *text)
{
	AUTO_ERROR err = ERROR_INIT;

	write_file(s->path, text);
	if (!editor_open(s->editor, s->path, &err))
		fail_msg("%s", err.message);
	editor_check(s->editor);
}

static void
go(struct session *s, const char *path)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *value = payload_find(editor_profile(s->editor), path,
	    &err);

	if (value == NULL)
		fail_msg("%s", err.message);
	assert_true(editor_go_to(s->editor, value, NULL));
}

/* Stands on the unset KEY of the first payload. */
static void
go_unset(struct session *s, const char *key)
{
	struct value *payload = payload_at(
	    profile_root(editor_profile(s->editor)), 0);

	assert_true(editor_go_to(s->editor, payload, key));
}

static void
do_command(struct session *s, const char *name, const char *argument)
{
	command_run(s->editor, command_find(name), argument);
}

/* The text at PATH. */
static void
text_is(struct session *s, const char *path, const char *text)
{
	AUTO_ERROR err = ERROR_INIT;
	struct value *value = payload_find(editor_profile(s->editor), path,
	    &err);

	if (value == NULL)
		fail_msg("%s", err.message);
	if (!value_equals_text(value, text))
		fail_msg("%s is '%.*s'", path, (int)value->string.length,
		    value->string.text);
}

static void
said(struct session *s, const char *text)
{
	if (strstr(buf_text(&s->script.messages), text) == NULL)
		fail_msg("nobody said '%s':\n%s", text,
		    buf_text(&s->script.messages));
}

/* --- cases --- */

static void
opening_stands_on_the_mdm_payload(void **state)
{
	static const struct script_step steps[] = { { SCRIPT_END, "", NULL } };
	struct session s;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	assert_int_equal(editor_outline_count(s.editor), 2);
	assert_int_equal(editor_outline_cursor(s.editor), 1);
	assert_true(editor_finding_count(s.editor, SEVERITY_ERROR) > 0);
	end(&s);
}

static void
typed_text_is_set_saved_and_only_its_line_differs(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PROMPT, "Server URL", "https://new.example.com/" },
		{ SCRIPT_ASK, "would refuse", "s" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_FREE char *saved = NULL;
	const char *place = strstr(text_of_file, "mdm.example.com");

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go(&s, "com.apple.mdm/ServerURL");
	do_command(&s, "edit", "");
	text_is(&s, "com.apple.mdm/ServerURL", "https://new.example.com/");
	do_command(&s, "save", "");
	saved = read_file(s.path);
	assert_memory_equal(saved, text_of_file, place - text_of_file);
	assert_memory_equal(saved + (place - text_of_file), "new", 3);
	assert_string_equal(saved + (place - text_of_file) + 3, place + 3);
	end(&s);
}

static void
leaving_a_prompt_changes_nothing(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PROMPT, "Server URL", NULL },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go(&s, "com.apple.mdm/ServerURL");
	do_command(&s, "edit", "");
	assert_false(edit_is_changed(editor_profile(s.editor)));
	end(&s);
}

static void
bits_are_chosen_with_what_they_need(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_SET, "ccess rights", "install provisioning" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	const struct value *value;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go(&s, "com.apple.mdm/AccessRights");
	do_command(&s, "edit", "");
	value = payload_find(editor_profile(s.editor),
	    "com.apple.mdm/AccessRights", NULL);
	assert_int_equal(value->integer.magnitude, 1 + 64 + 128);
	end(&s);
}

static void
zero_rights_are_refused(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_SET, "ccess rights", "inspect profiles" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go(&s, "com.apple.mdm/AccessRights");
	do_command(&s, "edit", "");
	said(&s, "0 is refused");
	assert_false(edit_is_changed(editor_profile(s.editor)));
	end(&s);
}

static void
space_steps_a_boolean_through_its_states(void **state)
{
	static const struct script_step steps[] = { { SCRIPT_END, "", NULL } };
	struct session s;
	const struct value *value;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go_unset(&s, "SignMessage");
	do_command(&s, "step", "");
	value = payload_find(editor_profile(s.editor),
	    "com.apple.mdm/SignMessage", NULL);
	assert_non_null(value);
	assert_true(value->boolean);
	do_command(&s, "step", "");
	assert_false(value->boolean);
	do_command(&s, "step", "");
	assert_null(payload_find(editor_profile(s.editor),
	    "com.apple.mdm/SignMessage", NULL));
	end(&s);
}

static void
payload_is_added_and_a_reference_to_it_chosen(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PICK, "Add a payload", "com.apple.security.scep" },
		{ SCRIPT_PICK, "dentity certificate", "SCEP" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_FREE char *uuid = NULL;
	const struct value *value;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	do_command(&s, "add-payload", "");
	assert_int_equal(editor_outline_count(s.editor), 3);
	assert_int_equal(editor_outline_cursor(s.editor), 2);
	value = payload_find(editor_profile(s.editor),
	    "com.apple.security.scep/PayloadUUID", NULL);
	assert_non_null(value);
	uuid = xstrndup(value->string.text, value->string.length);
	go_unset(&s, "IdentityCertificateUUID");
	do_command(&s, "edit", "");
	text_is(&s, "com.apple.mdm/IdentityCertificateUUID", uuid);
	go(&s, "com.apple.mdm/IdentityCertificateUUID");
	do_command(&s, "right", "");
	assert_int_equal(editor_outline_cursor(s.editor), 2);
	do_command(&s, "back", "");
	assert_int_equal(editor_outline_cursor(s.editor), 1);
	end(&s);
}

static void
removed_payload_comes_back_with_undo(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_ASK, "Remove the payload", "r" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_BUF text = BUF_INIT;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	editor_set_focus(s.editor, FOCUS_OUTLINE);
	do_command(&s, "remove", "");
	assert_int_equal(editor_outline_count(s.editor), 1);
	do_command(&s, "undo", "");
	assert_int_equal(editor_outline_count(s.editor), 2);
	profile_text(editor_profile(s.editor), &text);
	assert_string_equal(buf_text(&text), text_of_file);
	end(&s);
}

static void
duplicate_payload_has_a_uuid_and_identifier_of_its_own(void **state)
{
	static const struct script_step steps[] = { { SCRIPT_END, "", NULL } };
	struct session s;
	const char *const keys[] = { "com.apple.mdm#2/PayloadUUID",
		"com.apple.mdm#2/PayloadIdentifier" };
	const char *const firsts[] = { "com.apple.mdm/PayloadUUID",
		"com.apple.mdm/PayloadIdentifier" };

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	editor_set_focus(s.editor, FOCUS_OUTLINE);
	do_command(&s, "duplicate", "");
	assert_int_equal(editor_outline_count(s.editor), 3);
	for (int i = 0; i < 2; i++)
		assert_false(value_equal(
		    payload_find(editor_profile(s.editor), keys[i], NULL),
		    payload_find(editor_profile(s.editor), firsts[i], NULL)));
	end(&s);
}

static void
unknown_key_is_added_with_a_chosen_type(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PICK, "Which key", "com.vendor.key" },
		{ SCRIPT_PICK, "Which type", "integer" },
		{ SCRIPT_PROMPT, "com.vendor.key", "42" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	const struct value *value;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go(&s, "com.apple.mdm/ServerURL");
	do_command(&s, "add", "");
	value = value_find(payload_at(
	    profile_root(editor_profile(s.editor)), 0), "com.vendor.key");
	assert_non_null(value);
	assert_int_equal(value->type, VALUE_INTEGER);
	assert_int_equal(value->integer.magnitude, 42);
	end(&s);
}

static void
protected_and_encrypted_files_are_said_to_be(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_END, "", NULL },
	};
	static const char text[] = "<plist version=\"1.0\">\n<dict>\n"
	    "\t<key>EncryptedPayloadContent</key>\n\t<data>MAA=</data>\n"
	    "</dict>\n</plist>\n";
	struct session s;
	AUTO_ERROR err = ERROR_INIT;
	enum message_kind kind;

	(void)state;
	begin(&s, steps);
	write_file(s.path, text);
	assert_int_equal(chmod(s.path, 0444), 0);
	assert_true(editor_open(s.editor, s.path, &err));
	assert_string_equal(editor_message(s.editor, &kind),
	    "the file is write-protected; the payloads are encrypted and kept "
	    "as they are");
	assert_int_equal(kind, MESSAGE_INFO);
	end(&s);
}

static void
quit_asks_about_unsaved_changes(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_ASK, "1 unsaved change", "c" },
		{ SCRIPT_ASK, "1 unsaved change", "d" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_FREE char *text = NULL;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go_unset(&s, "SignMessage");
	do_command(&s, "step", "");
	do_command(&s, "quit", "");
	assert_true(editor_is_running(s.editor));
	do_command(&s, "quit", "");
	assert_false(editor_is_running(s.editor));
	text = read_file(s.path);
	assert_string_equal(text, text_of_file);
	end(&s);
}

static void
changed_on_disk_is_asked_about(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_ASK, "would refuse", "s" },
		{ SCRIPT_ASK, "changed", "k" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_FREE char *text = NULL;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go_unset(&s, "SignMessage");
	do_command(&s, "step", "");
	write_file(s.path, "somebody else was here");
	do_command(&s, "save", "");
	text = read_file(s.path);
	assert_string_equal(text, "somebody else was here");
	assert_true(edit_is_changed(editor_profile(s.editor)));
	end(&s);
}

static void
ill_formed_file_goes_to_the_editor_until_it_is_right(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_ASK, "a.mobileconfig:", "e" },
		{ SCRIPT_OUTSIDE, "a.mobileconfig", "s/A/B/" },
		{ SCRIPT_ASK, "a.mobileconfig:", "e" },
		{ SCRIPT_OUTSIDE, "a.mobileconfig", "s/<wrong>//" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;

	(void)state;
	begin(&s, steps);
	open_text(&s, "<plist><wrong><dict></dict></plist>\n");
	assert_non_null(editor_profile(s.editor));
	end(&s);
}

static void
rescue_copy_is_offered_and_is_an_edit(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_ASK, "unsaved edits", "o" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_FREE char *name = NULL, *copy = NULL;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	go_unset(&s, "SignMessage");
	do_command(&s, "step", "");
	name = editor_rescue(s.editor);
	assert_non_null(name);
	copy = read_file(name);
	assert_non_null(strstr(copy, "SignMessage"));
	assert_true(editor_open(s.editor, s.path, &err));
	assert_true(edit_is_changed(editor_profile(s.editor)));
	assert_non_null(payload_find(editor_profile(s.editor),
	    "com.apple.mdm/SignMessage", NULL));
	do_command(&s, "undo", "");
	assert_null(payload_find(editor_profile(s.editor),
	    "com.apple.mdm/SignMessage", NULL));
	end(&s);
}

static void
new_profile_asks_and_touches_no_disk_before_saving(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PROMPT, "Name", "Office Wi-Fi" },
		{ SCRIPT_PROMPT, "Identifier", "org.example.office" },
		{ SCRIPT_PROMPT, "Organization", "" },
		{ SCRIPT_PICK, "Add a payload", "com.apple.wifi.managed" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	begin(&s, steps);
	assert_true(editor_open(s.editor, s.path, &err));
	assert_int_equal(access(s.path, F_OK), -1);
	text_is(&s, "PayloadDisplayName", "Office Wi-Fi");
	text_is(&s, "PayloadIdentifier", "org.example.office");
	assert_int_equal(editor_outline_count(s.editor), 2);
	end(&s);
}

static void
n_steps_through_findings_and_results(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_PICK, "Find", "server url" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	struct row row;
	struct form *form;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	do_command(&s, "next", "");
	form = editor_form(s.editor);
	assert_true(form_row(form, form_cursor(form), &row));
	assert_int_equal(form_row_mark(form, &row), 'x');
	do_command(&s, "find", "");
	said(&s, "result 1 of");
	assert_true(form_row(form, form_cursor(form), &row));
	assert_non_null(row.value);
	assert_memory_equal(row.name, "ServerURL", 9);
	end(&s);
}

static void
colon_line_runs_commands_by_unique_beginning(void **state)
{
	static const struct script_step steps[] = {
		{ SCRIPT_SHOW, "Help", "COMMANDS" },
		{ SCRIPT_END, "", NULL },
	};
	struct session s;
	AUTO_BUF list = BUF_INIT;

	(void)state;
	begin(&s, steps);
	open_text(&s, text_of_file);
	assert_true(command_run_line(s.editor, "hel"));
	assert_false(command_run_line(s.editor, "re"));
	said(&s, "'re' begins");
	assert_false(command_run_line(s.editor, "frobnicate"));
	assert_true(command_run_line(s.editor, "9"));
	assert_true(command_run_line(s.editor, "com.apple.mdm/ServerURL"));
	command_complete_line(s.editor, "find", &list);
	assert_non_null(strstr(buf_text(&list), "findings\n"));
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(opening_stands_on_the_mdm_payload),
		cmocka_unit_test(
		    typed_text_is_set_saved_and_only_its_line_differs),
		cmocka_unit_test(leaving_a_prompt_changes_nothing),
		cmocka_unit_test(bits_are_chosen_with_what_they_need),
		cmocka_unit_test(zero_rights_are_refused),
		cmocka_unit_test(space_steps_a_boolean_through_its_states),
		cmocka_unit_test(payload_is_added_and_a_reference_to_it_chosen),
		cmocka_unit_test(removed_payload_comes_back_with_undo),
		cmocka_unit_test(
		    duplicate_payload_has_a_uuid_and_identifier_of_its_own),
		cmocka_unit_test(unknown_key_is_added_with_a_chosen_type),
		cmocka_unit_test(protected_and_encrypted_files_are_said_to_be),
		cmocka_unit_test(quit_asks_about_unsaved_changes),
		cmocka_unit_test(changed_on_disk_is_asked_about),
		cmocka_unit_test(
		    ill_formed_file_goes_to_the_editor_until_it_is_right),
		cmocka_unit_test(rescue_copy_is_offered_and_is_an_edit),
		cmocka_unit_test(
		    new_profile_asks_and_touches_no_disk_before_saving),
		cmocka_unit_test(n_steps_through_findings_and_results),
		cmocka_unit_test(colon_line_runs_commands_by_unique_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
