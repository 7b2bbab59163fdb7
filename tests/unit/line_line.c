/* line/line: libedit behind its interface, on a pseudo-terminal. */
#include "unit.h"

#include <fcntl.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/fault.h"
#include "base/text.h"
#include "line/line.h"

#define CONTROL(c) ((c) & 0x1f)

/* ncurses' tgetent(), called anew by each libedit, loses its last answer. */
const char *__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:_nc_trim_sgr0";
}

static int master, slave;
static struct termios modes;

/* A face that types KEYS: UTF-8, and names of keys in <>. */
struct script {
	const char *keys;
	const char *paste;
	/* the last line drawn, '|' where the cursor is */
	struct buf shown;
	struct buf complaint, hint, candidates;
	int beeps, draws;
	bool modes_moved;
};

static const struct {
	const char *name;
	int key;
} names[] = {
	{ "up", LINE_KEY_UP }, { "down", LINE_KEY_DOWN },
	{ "left", LINE_KEY_LEFT }, { "right", LINE_KEY_RIGHT },
	{ "home", LINE_KEY_HOME }, { "end", LINE_KEY_END },
	{ "del", LINE_KEY_DELETE }, { "bs", 0x7f }, { "tab", '\t' },
	{ "enter", '\r' }, { "esc", 0x1b }, { "paste", LINE_KEY_PASTE },
	{ "resize", LINE_KEY_RESIZE }, { "f1", LINE_KEY_F1 },
	{ "pgup", LINE_KEY_PAGE_UP }, { "ins", LINE_KEY_INSERT },
};

static bool
modes_are(const struct termios *want)
{
	struct termios now;

	assert_int_equal(tcgetattr(slave, &now), 0);
	return now.c_iflag == want->c_iflag && now.c_oflag == want->c_oflag &&
	    now.c_lflag == want->c_lflag &&
	    memcmp(now.c_cc, want->c_cc, sizeof(now.c_cc)) == 0;
}

static int
read_key(void *arg)
{
	struct script *script = arg;
	uint32_t code;

	if (!modes_are(&modes))
		script->modes_moved = true;
	if (*script->keys == '\0')
		return CONTROL('C');
	if (script->keys[0] == '^' && script->keys[1] != '\0') {
		script->keys += 2;
		return CONTROL(script->keys[-1]);
	}
	if (*script->keys == '<') {
		size_t length = strcspn(script->keys, ">") - 1;
		const char *name = script->keys + 1;

		script->keys += length + 2;
		for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
			if (strlen(names[i].name) == length &&
			    strncmp(names[i].name, name, length) == 0)
				return names[i].key;
		}
		fail_msg("no key '%s'", name);
	}
	script->keys += utf8_decode(script->keys, strlen(script->keys), &code);
	return (int)code;
}

static void
draw(void *arg, const char *text, size_t length, size_t cursor,
    const char *complaint, const char *hint)
{
	struct script *script = arg;

	script->draws++;
	buf_truncate(&script->shown, 0);
	buf_add(&script->shown, text, cursor);
	buf_add_char(&script->shown, '|');
	buf_add(&script->shown, text + cursor, length - cursor);
	buf_truncate(&script->complaint, 0);
	buf_add_text(&script->complaint, complaint);
	buf_truncate(&script->hint, 0);
	buf_add_text(&script->hint, hint);
}

static const char *
paste(void *arg, size_t *length)
{
	struct script *script = arg;

	*length = strlen(script->paste);
	return script->paste;
}

static void
beep(void *arg)
{
	struct script *script = arg;

	script->beeps++;
}

static void
candidates(void *arg, const char *list)
{
	struct script *script = arg;

	buf_truncate(&script->candidates, 0);
	buf_add_text(&script->candidates, list);
}

static void
script_release(struct script *script)
{
	buf_release(&script->shown);
	buf_release(&script->complaint);
	buf_release(&script->hint);
	buf_release(&script->candidates);
}

static enum line_result
run(struct line *line, const struct line_request *request,
    struct script *script, struct buf *out)
{
	const struct line_io io = {
		.arg = script, .read_key = read_key, .draw = draw,
		.paste = paste, .beep = beep, .candidates = candidates,
	};

	return line_edit(line, request, &io, out);
}

static int
setup(void **state)
{
	(void)state;
	setenv("TERM", "xterm", 1);
	setenv("HOME", "/nonexistent", 1);
	master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(master >= 0);
	assert_int_equal(grantpt(master), 0);
	assert_int_equal(unlockpt(master), 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_true(slave >= 0);
	assert_int_equal(tcgetattr(slave, &modes), 0);
	/* What the screen runs in: raw. */
	modes.c_iflag &= ~(tcflag_t)(ICRNL | IXON | BRKINT | INLCR | IGNCR);
	modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	assert_int_equal(tcsetattr(slave, TCSANOW, &modes), 0);
	return 0;
}

/* libedit gets no terminal of its own: the real one, whose modes must stay. */
static int
setup_without(void **state)
{
	fault_set("line-terminal");
	return setup(state);
}

static int
teardown(void **state)
{
	(void)state;
	fault_set(NULL);
	close(slave);
	close(master);
	return 0;
}

/* --- what keys do --- */

static const struct {
	const char *start, *keys, *text;
	enum line_result result;
} key_cases[] = {
	{ "", "abc<enter>", "abc", LINE_TAKEN },
	{ "", "<enter>", "", LINE_TAKEN },
	{ "abc", "<enter>", "abc", LINE_TAKEN },
	{ "abc", "<left>x<enter>", "abxc", LINE_TAKEN },
	{ "abc", "<left><left><right>x<enter>", "abxc", LINE_TAKEN },
	{ "abc", "<home>x<end>y<enter>", "xabcy", LINE_TAKEN },
	{ "abc", "^Ax^Ey<enter>", "xabcy", LINE_TAKEN },
	{ "abc", "<bs><bs>z<enter>", "az", LINE_TAKEN },
	{ "abc", "^H<enter>", "ab", LINE_TAKEN },
	{ "abc", "<home><del><enter>", "bc", LINE_TAKEN },
	{ "abc", "<home>^D<enter>", "bc", LINE_TAKEN },
	{ "abc", "^D^D<enter>", "abc", LINE_TAKEN },
	{ "", "^D^Da<enter>", "a", LINE_TAKEN },
	{ "abc def", "^W<enter>", "abc ", LINE_TAKEN },
	{ "abc", "^U<enter>", "", LINE_TAKEN },
	{ "abc", "^U^Y^Y<enter>", "abcabc", LINE_TAKEN },
	{ "abcd", "<home><right>^K<enter>", "a", LINE_TAKEN },
	{ "grüße", "<left><bs>ss<enter>", "grüsse", LINE_TAKEN },
	{ "", "äâéÿ\u00a0日本😀<enter>", "äâéÿ\u00a0日本😀", LINE_TAKEN },
	{ "日本", "<left><bs><enter>", "本", LINE_TAKEN },
	{ "^[[31m", "<enter>", "^[[31m", LINE_TAKEN },
	{ "a\\b", "\\<enter>", "a\\b\\", LINE_TAKEN },
	/* Keys without a meaning here change nothing. */
	{ "abc", "<down><down><enter>", "abc", LINE_TAKEN },
	{ "abc", "<up>d<down>^N^P<enter>", "abcd", LINE_TAKEN },
	{ "abc", "<f1><pgup><ins><resize><up><down><enter>", "abc",
	    LINE_TAKEN },
	{ "abc", "^S^Q^R^V^X^]^L^J", "abc", LINE_TAKEN },
	{ "abc", "\302\205\302\200<enter>", "abc", LINE_TAKEN },
	/* Leaving. */
	{ "abc", "x<esc>", "", LINE_CANCELLED },
	{ "abc", "x^C", "", LINE_CANCELLED },
	{ "abc", "x^G", "", LINE_CANCELLED },
	{ "abc", "x^O<enter>", "abcx", LINE_TAKEN },
};

static void
keys_edit_the_line(void **state)
{
	struct line *line = line_new(slave);

	(void)state;
	assert_non_null(line);
	for (size_t i = 0; i < ARRAY_COUNT(key_cases); i++) {
		struct line_request request = { .text = key_cases[i].start };
		struct script script = { .keys = key_cases[i].keys };
		AUTO_BUF out = BUF_INIT;

		if (run(line, &request, &script, &out) != key_cases[i].result)
			fail_msg("result of '%s'", key_cases[i].keys);
		if (strcmp(buf_text(&out), key_cases[i].text) != 0)
			fail_msg("'%s' gave '%s', not '%s'", key_cases[i].keys,
			    buf_text(&out), key_cases[i].text);
		assert_false(script.modes_moved);
		script_release(&script);
	}
	line_free(line);
	assert_true(modes_are(&modes));
}

static void
the_cursor_is_where_the_next_character_goes(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "aöc" };
	struct script script = { .keys = "<left><left>" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	run(line, &request, &script, &out);
	assert_string_equal(buf_text(&script.shown), "a|öc");
	assert_int_equal(script.draws, 3);
	script_release(&script);
	line_free(line);
}

static void
nothing_of_one_line_reaches_the_next(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "one" };
	struct script first = { .keys = "^Ax<esc>" };
	struct script second = { .keys = "2<enter>" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	run(line, &request, &first, &out);
	request.text = "";
	run(line, &request, &second, &out);
	assert_string_equal(buf_text(&out), "2");
	script_release(&first);
	script_release(&second);
	line_free(line);
}

static void
a_secret_cannot_be_brought_back(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "hunter2", .secret = true,
		.history = "h" };
	struct script first = { .keys = "^U^Yz<enter>" };
	struct script second = { .keys = "^Y<up>^_.<enter>" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	assert_int_equal(run(line, &request, &first, &out), LINE_TAKEN);
	assert_string_equal(buf_text(&out), "hunter2z");
	assert_string_equal(buf_text(&first.shown), "••••••••|");
	request = (struct line_request){ .text = "", .history = "h" };
	run(line, &request, &second, &out);
	assert_string_equal(buf_text(&out), ".");
	script_release(&first);
	script_release(&second);
	line_free(line);
}

static void
histories_are_kept_by_name(void **state)
{
	static const struct {
		const char *history, *keys, *text;
	} cases[] = {
		{ "find", "alpha<enter>", "alpha" },
		{ "find", "bêta<enter>", "bêta" },
		{ "command", "save<enter>", "save" },
		{ "find", "<up><enter>", "bêta" },
		{ "find", "<up><up><enter>", "alpha" },
		{ "command", "<up>!<enter>", "save!" },
		{ NULL, "<up><enter>", "" },
		{ "find", "half<esc>", "" },
		{ "find", "<up><enter>", "alpha" },
		{ "find", "new<up><down><enter>", "new" },
		{ "find", "x<up><up><up><up><up><enter>", "bêta" },
		{ "find", "y^P^P^N^N^N<enter>", "y" },
	};
	struct line *line = line_new(slave);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct line_request request = { .text = "",
			.history = cases[i].history };
		struct script script = { .keys = cases[i].keys };
		AUTO_BUF out = BUF_INIT;

		run(line, &request, &script, &out);
		if (strcmp(buf_text(&out), cases[i].text) != 0)
			fail_msg("case %zu gave '%s', not '%s'", i,
			    buf_text(&out), cases[i].text);
		script_release(&script);
	}
	line_free(line);
}

/* --- check, completion, paste --- */

static bool
check_number(void *arg, const char *text, size_t length,
    struct buf *complaint, struct buf *hint)
{
	(void)arg;
	buf_addf(hint, "%zu", length);
	if (strspn(text, "0123456789") == length)
		return true;
	buf_add_text(complaint, "not a number");
	return false;
}

static void
enter_is_refused_while_the_check_complains(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "1", .check = check_number };
	struct script script = { .keys = "x<enter><bs>2<enter>" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	assert_int_equal(run(line, &request, &script, &out), LINE_TAKEN);
	assert_string_equal(buf_text(&out), "12");
	assert_int_equal(script.beeps, 1);
	assert_string_equal(buf_text(&script.complaint), "");
	assert_string_equal(buf_text(&script.hint), "2");
	script_release(&script);
	line_free(line);
}

static void
complete_words(void *arg, const char *text, size_t length, struct buf *out)
{
	static const char *const words[] = { "save", "save-as", "quit",
		"größer", "größte" };

	(void)arg;
	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		if (strncmp(words[i], text, length) == 0)
			buf_addf(out, "%s\n", words[i]);
	}
}

static void
tab_completes_as_far_as_all_agree(void **state)
{
	static const struct {
		const char *keys, *shown, *list;
		int beeps;
	} cases[] = {
		{ "q<tab>", "quit|", "", 0 },
		{ "s<tab>", "save|", "", 0 },
		{ "s<tab><tab>", "save|", "save\nsave-as\n", 0 },
		{ "x<tab>", "x|", "", 1 },
		{ "g<tab>", "größ|", "", 0 },
		{ "zz<home>q<tab>", "quit|zz", "", 0 },
		{ "zz<home>größer<tab>!", "größer!|zz", "", 0 },
	};
	struct line *line = line_new(slave);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct line_request request = { .text = "",
			.complete = complete_words };
		struct script script = { .keys = cases[i].keys };
		AUTO_BUF out = BUF_INIT;

		run(line, &request, &script, &out);
		assert_string_equal(buf_text(&script.shown), cases[i].shown);
		assert_string_equal(buf_text(&script.candidates),
		    cases[i].list);
		assert_int_equal(script.beeps, cases[i].beeps);
		script_release(&script);
	}
	line_free(line);
}

static void
a_paste_is_text_never_commands(void **state)
{
	static const struct {
		const char *paste;
		bool may_open;
		enum line_result result;
		const char *text;
	} cases[] = {
		{ "plain", true, LINE_TAKEN, "<plain>" },
		{ "ends\n\n", true, LINE_TAKEN, "<ends>" },
		{ "two\nlines", true, LINE_MANY_LINES, "<two\nlines>" },
		{ "two\nlines\n", false, LINE_TAKEN, "<two lines>" },
		{ "\x15\x01x\x1b\x7f", true, LINE_TAKEN, "<x>" },
		{ "", true, LINE_TAKEN, "<>" },
	};
	struct line *line = line_new(slave);

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct line_request request = { .text = "<>",
			.may_open_editor = cases[i].may_open };
		struct script script = { .keys = "<left><paste><enter>",
			.paste = cases[i].paste };
		AUTO_BUF out = BUF_INIT;

		assert_int_equal(run(line, &request, &script, &out),
		    cases[i].result);
		assert_string_equal(buf_text(&out), cases[i].text);
		script_release(&script);
	}
	line_free(line);
}

static void
a_line_ends_at_four_kilobytes(void **state)
{
	struct line *line = line_new(slave);
	char text[4097], more[20];
	struct line_request request = { .text = text };
	struct script script = { .keys = "<paste>x<bs>y<enter>",
		.paste = more };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	memset(text, 'a', sizeof(text));
	text[4090] = '\0';
	memset(more, 'b', sizeof(more));
	more[10] = '\0';
	assert_int_equal(run(line, &request, &script, &out), LINE_TAKEN);
	assert_int_equal(script.beeps, 1);
	assert_int_equal(out.length, 4091);
	assert_string_equal(buf_text(&out) + 4089, "ay");
	memset(text, 'a', sizeof(text));
	text[4096] = '\0';
	script.keys = "x<enter>";
	assert_int_equal(run(line, &request, &script, &out), LINE_TAKEN);
	assert_int_equal(out.length, 4096);
	script_release(&script);
	line_free(line);
}

/* libedit thinks of an 80-column screen; lines go on beyond it. */
static void
long_lines_are_edited_anywhere(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "" };
	struct script script = { 0 };
	AUTO_BUF keys = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (int i = 0; i < 30; i++)
		buf_add_text(&keys, "0123456789");
	buf_add_text(&keys, "<home>START<end>END<enter>");
	script.keys = buf_text(&keys);
	assert_int_equal(run(line, &request, &script, &out), LINE_TAKEN);
	assert_int_equal(out.length, 308);
	assert_memory_equal(buf_text(&out), "START0123", 9);
	script_release(&script);
	line_free(line);
}

static void
control_o_opens_the_editor_with_the_text(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "ab", .may_open_editor = true };
	struct script script = { .keys = "c^O" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	assert_int_equal(run(line, &request, &script, &out), LINE_OPEN_EDITOR);
	assert_string_equal(buf_text(&out), "abc");
	script_release(&script);
	line_free(line);
}

/* --- vi's keys --- */

static void
vi_keys_work_for_whoever_asked_for_them(void **state)
{
	static const struct {
		const char *keys, *text;
		enum line_result result;
	} cases[] = {
		{ "ab<esc>0ix<enter>", "xab", LINE_TAKEN },
		{ "ab<esc><esc>", "", LINE_CANCELLED },
		{ "one two<esc>0dwi<enter>", "two", LINE_TAKEN },
		{ "abc<esc>rx<enter>", "abx", LINE_TAKEN },
		{ "abc<esc>r^C", "", LINE_CANCELLED },
		{ "abc<esc>0fc<del><enter>", "ab", LINE_TAKEN },
		/* Nothing that runs a program or waits unseen. */
		{ "abc<esc>v<enter>", "abc", LINE_TAKEN },
		{ "abc<esc>:q<enter>", "abc", LINE_TAKEN },
		{ "abc<esc>@/?#<enter>", "abc", LINE_TAKEN },
		{ "a<left>b<enter>", "ba", LINE_TAKEN },
		{ "é<esc>iâ<enter>", "âé", LINE_TAKEN },
		{ "abc<esc>kj+-G<enter>", "abc", LINE_TAKEN },
	};
	char home[] = "/tmp/line-XXXXXX", path[64];
	struct line *line;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(home));
	snprintf(path, sizeof(path), "%s/.editrc", home);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("bind -v\nbind ^A ed-command\n", file);
	fclose(file);
	setenv("HOME", home, 1);
	line = line_new(slave);
	unlink(path);
	rmdir(home);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		struct line_request request = { .text = "" };
		struct script script = { .keys = cases[i].keys };
		AUTO_BUF out = BUF_INIT;

		if (run(line, &request, &script, &out) != cases[i].result ||
		    strcmp(buf_text(&out), cases[i].text) != 0)
			fail_msg("'%s' gave '%s'", cases[i].keys,
			    buf_text(&out));
		assert_false(script.modes_moved);
		script_release(&script);
	}
	line_free(line);
}

static void
without_a_terminal_there_is_no_line(void **state)
{
	int fd = open("/dev/null", O_RDWR);

	(void)state;
	assert_null(line_new(fd));
	close(fd);
}

/* Nothing is ever written to the terminal by libedit itself. */
static void
libedit_never_draws(void **state)
{
	struct line *line = line_new(slave);
	struct line_request request = { .text = "abc" };
	struct script script = { .keys = "d<left>e<bs><home>^K<enter>" };
	AUTO_BUF out = BUF_INIT;
	char bytes[16];

	(void)state;
	run(line, &request, &script, &out);
	line_free(line);
	fcntl(master, F_SETFL, O_NONBLOCK);
	assert_int_equal(read(master, bytes, sizeof(bytes)), -1);
	script_release(&script);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
#define WITHOUT(name)                                                          \
	{ #name "_on_the_real_terminal", name, setup_without, teardown, NULL }
		CASE(keys_edit_the_line),
		WITHOUT(keys_edit_the_line),
		WITHOUT(a_secret_cannot_be_brought_back),
		WITHOUT(vi_keys_work_for_whoever_asked_for_them),
		WITHOUT(libedit_never_draws),
		CASE(the_cursor_is_where_the_next_character_goes),
		CASE(nothing_of_one_line_reaches_the_next),
		CASE(a_secret_cannot_be_brought_back),
		CASE(histories_are_kept_by_name),
		CASE(enter_is_refused_while_the_check_complains),
		CASE(tab_completes_as_far_as_all_agree),
		CASE(a_paste_is_text_never_commands),
		CASE(a_line_ends_at_four_kilobytes),
		CASE(long_lines_are_edited_anywhere),
		CASE(control_o_opens_the_editor_with_the_text),
		CASE(vi_keys_work_for_whoever_asked_for_them),
		CASE(without_a_terminal_there_is_no_line),
		CASE(libedit_never_draws),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
