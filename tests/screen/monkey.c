/*
 * Random use: keys, texts, pastes, broken escape sequences, resizes and
 * editors that misbehave, on files of every kind.  After each burst the
 * program must answer, must have sent nothing a terminal could take for more
 * than drawing, and the file must be whole; a run ends in one of several ways,
 * each with its own promise.
 *
 * A short run has fixed seeds.  With PROFEDIT_LONG the seeds are new ones and
 * the corpus is used too.  A failure prints the line that repeats the run:
 * MONKEY_SEED the seed, MONKEY_RUNS how many from there.  MONKEY_SECONDS is
 * how long a long run takes.
 */
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>

#include "../unit/scratch.h"
#include "../unit/testdata.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "base/vec.h"
#include "monkey_files.h"
#include "monkey_keys.h"

#define FILE_NAME "corp.mobileconfig"
#define KEY_LOG 4000		/* bytes of what was typed in a failure */

enum ending {
	END_DISCARD,		/* quit, discard: the file is the old one */
	END_UNDO,		/* undo all, save: nothing is written */
	END_SAVE_UNDO,		/* save, undo all, save: the old bytes */
	END_SIGNAL,		/* a rescue copy if there were edits */
	END_HANG_UP,
	END_ANYHOW,		/* it may save and quit whenever it likes */
	ENDINGS
};

static const char *const ending_names[ENDINGS] = {
	"discard", "undo", "save-undo", "signal", "hang-up", "anyhow",
};

struct monkey {
	uint64_t seed, random;
	const char *input;
	enum ending ending;
	bool ill_formed, no_bytes, is_signed;
	struct term *term;
	struct buf original, typed;
	size_t looked_at;	/* bytes of output that were checked */
	bool is_drawing;	/* the last byte looked at was the program's */
	bool over;		/* it ended by itself, as it may */
};

/* --- telling what went wrong --- */

static void
print_quoted(const char *what, const char *bytes, size_t length)
{
	size_t start = length > KEY_LOG ? length - KEY_LOG : 0;

	printf("# %s: \"", what);
	for (size_t i = start; i < length; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c >= ' ' && c < 0x7f && c != '"' && c != '\\')
			putchar(c);
		else
			printf("\\%03o", c);
	}
	printf("\"\n");
}

static void
print_reports(void)
{
	DIR *dir = opendir(term_path("."));
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		AUTO_FREE char *text = NULL;

		printf("# file %s\n", entry->d_name);
		if (strncmp(entry->d_name, "sanitizer", 9) != 0)
			continue;
		text = term_read_file(entry->d_name);
		fputs(text, stdout);
	}
	if (dir != NULL)
		closedir(dir);
}

#define FAIL(monkey, ...) do {                                                 \
	printf("# " __VA_ARGS__);                                              \
	printf("\n");                                                          \
	tell(monkey);                                                          \
	fail_msg(__VA_ARGS__);                                                 \
} while (0)

static void
tell(struct monkey *monkey)
{
	const char *text = term_text(monkey->term), *sent;
	size_t length;

	printf("# MONKEY_SEED=%llu MONKEY_RUNS=1, input %s, ending %s\n",
	    (unsigned long long)monkey->seed, monkey->input,
	    ending_names[monkey->ending]);
	print_quoted("typed", buf_text(&monkey->typed), monkey->typed.length);
	sent = term_bytes(monkey->term, &length);
	print_quoted("sent", sent, length);
	print_reports();
	while (*text != '\0') {
		length = strcspn(text, "\n");
		printf("# |%.*s\n", (int)length, text);
		text += length + 1;
	}
	fflush(stdout);
}

/* --- what must hold at any time --- */

/* Lets what was sent so far settle; drains what the program says. */
static void
type_bytes(struct monkey *monkey, const char *bytes, size_t length)
{
	buf_add(&monkey->typed, bytes, length);
	term_send(monkey->term, bytes, length);
}

static bool
has_cleared(struct monkey *monkey, size_t from)
{
	size_t length;
	const char *bytes = term_bytes(monkey->term, &length);

	for (size_t i = from; i + 5 < length; i++) {
		if (memcmp(bytes + i, "\033[H\033[", 5) == 0 &&
		    (bytes[i + 5] == '2' || bytes[i + 5] == 'J'))
			return true;
	}
	return false;
}

/*
 * Waits until everything typed has been dealt with: ^L is the one key that
 * always has an answer.  A lone Esc or a paste without its end may swallow
 * one, and output may stand still for a ^S that an editor let through.
 */
static void
settle(struct monkey *monkey)
{
	static const int waits[] = { 500, 3000, 6000, 20000, 30000 };

	for (size_t i = 0; i < ARRAY_COUNT(waits); i++) {
		int64_t until = clock_ticks() + waits[i];
		size_t from = term_sent(monkey->term);

		term_send(monkey->term, i > 0 ? "\x11\x0c" : "\x0c",
		    i > 0 ? 2 : 1);
		while (clock_ticks() < until) {
			term_sent(monkey->term);
			if (term_has_ended(monkey->term) ||
			    has_cleared(monkey, from))
				return;
		}
	}
	FAIL(monkey, "the program does not answer");
}

/* How many bytes an escape sequence at BYTES has; 0: one nobody sends. */
static size_t
escape_length(const char *bytes, size_t length)
{
	size_t i = 2;

	if (length < 2)
		return length;
	if (strchr("78=>MHc", bytes[1]) != NULL)
		return 2;
	if (bytes[1] == '(' || bytes[1] == ')')
		return 3;
	/* Curses gives the colours back with it after an editor ran. */
	if (length >= 6 && memcmp(bytes, "\033]104\007", 6) == 0)
		return 6;
	if (bytes[1] != '[')
		return 0;
	while (i < length && bytes[i] >= 0x20 && bytes[i] < 0x40)
		i++;
	return i + 1;
}

/*
 * Whether the character at BYTES is one for drawing: its length in *USED.
 * False for what a terminal could take for more.
 */
static bool
is_drawing(const char *bytes, size_t length, size_t *used)
{
	unsigned char c = (unsigned char)bytes[0];
	uint32_t code;

	*used = 1;
	if (c == 0x1b) {
		*used = escape_length(bytes, length);
		return *used > 0;
	}
	if (c < ' ')
		return strchr("\a\b\t\n\r\016\017", c) != NULL;
	if (c < 0x80)
		return c != 0x7f;
	*used = utf8_decode(bytes, length, &code);
	return (*used > 1 && !text_is_hidden(code)) || length < 4;
}

/*
 * Of what was sent since the last look: nothing but drawing.  While an editor
 * has the terminal (pastes are not marked) the terminal echoes what is typed.
 */
static void
check_output(struct monkey *monkey)
{
	size_t length, used;
	const char *bytes = term_bytes(monkey->term, &length);

	for (size_t i = monkey->looked_at; i < length; i += used) {
		if (length - i >= 8 && memcmp(bytes + i, "\033[?2004", 7) == 0)
			monkey->is_drawing = bytes[i + 7] == 'h';
		if (!is_drawing(bytes + i, length - i, &used)) {
			if (monkey->is_drawing)
				FAIL(monkey, "byte %zu of the output is raw: "
				    "%02x", i, bytes[i] & 0xff);
			used = used > 0 ? used : 1;
		}
		monkey->looked_at = i + used;
	}
}

/* `profedit COMMAND NAME`; its exit status. */
static int
run_command(const char *command, const char *name)
{
	int status;
	pid_t child;

	fflush(NULL);
	child = fork();
	if (child == 0) {
		const char *program = getenv("PROFEDIT");
		int nowhere = open("/dev/null", O_RDWR);

		dup2(nowhere, 0);
		dup2(nowhere, 1);
		dup2(nowhere, 2);
		program = program != NULL ? program : "./profedit";
		execlp(program, program, command, "--", term_path(name),
		    (char *)NULL);
		_exit(127);
	}
	while (waitpid(child, &status, 0) < 0)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

static bool
is_original(struct monkey *monkey)
{
	AUTO_BUF now = BUF_INIT;

	return file_read(term_path(FILE_NAME), (size_t)1 << 30, &now, NULL) &&
	    now.length == monkey->original.length &&
	    memcmp(buf_text(&now), buf_text(&monkey->original),
		now.length) == 0;
}

/* The file is the old one or one that reads. */
static void
check_file(struct monkey *monkey)
{
	int status;

	if (monkey->ill_formed || is_original(monkey))
		return;
	if (monkey->ending != END_ANYHOW && monkey->ending != END_SAVE_UNDO)
		FAIL(monkey, "the file changed without a save");
	status = run_command("check", FILE_NAME);
	if (status > 1)
		FAIL(monkey, "the saved file does not read: status %d", status);
}

static void
check_all(struct monkey *monkey)
{
	int status;

	settle(monkey);
	check_output(monkey);
	check_file(monkey);
	if (!term_has_ended(monkey->term))
		return;
	status = term_see_exit(monkey->term);
	if (monkey->ending != END_ANYHOW && !monkey->ill_formed)
		FAIL(monkey, "the program ended with %d", status);
	if (status != 0 && !(monkey->ill_formed && status == 2))
		FAIL(monkey, "the program ended with %d", status);
	monkey->over = true;
}

/* Nothing of ours is left in the folder for temporary files. */
static void
check_folder(struct monkey *monkey)
{
	DIR *dir = opendir(term_path("."));
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL) {
		if (strncmp(entry->d_name, "profedit-", 9) == 0 ||
		    strncmp(entry->d_name, "." FILE_NAME, 18) == 0)
			FAIL(monkey, "'%s' is left", entry->d_name);
		if (strncmp(entry->d_name, "sanitizer", 9) == 0)
			FAIL(monkey, "a sanitizer complains");
	}
	closedir(dir);
}

/* --- a run --- */

static const char *const editors[] = {
	"printf 'changed\\n' >>\"$1\"",
	"printf 'one\\ntwo <3> & \\346\\227\\245\\n' >\"$1\"",
	"head -c 300 /dev/urandom >\"$1\"",
	"exit 1",
	"rm -f \"$1\"",
	": >\"$1\"",
	"printf 'nul\\000 bell\\007 esc\\033[2J' >\"$1\"",
	"rm -f \"$1\"; mkdir \"$1\"; sleep 0.2; rmdir \"$1\"",
	"sed 's/x/y/' \"$1\" >\"$1.new\"; mv \"$1.new\" \"$1\"",
	"kill -9 $$",
};

static void
make_editor(struct monkey *monkey)
{
	AUTO_FREE char *script = xasprintf("#!/bin/sh\n%s\n", editors[
	    monkey_below(&monkey->random, ARRAY_COUNT(editors))]);

	term_write_file("editor", script);
	chmod(term_path("editor"), 0700);
}

static void
write_original(struct monkey *monkey)
{
	FILE *file = fopen(term_path(FILE_NAME), "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(buf_text(&monkey->original), 1,
	    monkey->original.length, file), monkey->original.length);
	assert_int_equal(fclose(file), 0);
}

static void
resize(struct monkey *monkey)
{
	static const struct {
		int rows, columns;
	} sizes[] = { { 1, 1 }, { 2, 200 }, { 24, 80 }, { 10, 40 }, { 9, 39 },
		{ 100, 300 }, { 11, 300 }, { 100, 41 }, { 24, 89 }, { 24, 90 },
		{ 3, 3 }, { 16, 60 }, { 15, 59 } };
	uint32_t i = monkey_below(&monkey->random, ARRAY_COUNT(sizes) + 3);

	term_resize(monkey->term, i < ARRAY_COUNT(sizes) ? sizes[i].rows :
	    1 + (int)monkey_below(&monkey->random, 100),
	    i < ARRAY_COUNT(sizes) ? sizes[i].columns :
	    1 + (int)monkey_below(&monkey->random, 300));
}

static void
burst(struct monkey *monkey)
{
	uint32_t count = 1 + monkey_below(&monkey->random, 12);

	while (count-- > 0 && !term_has_ended(monkey->term)) {
		AUTO_BUF bytes = BUF_INIT;

		if (monkey_below(&monkey->random, 8) == 0)
			resize(monkey);
		if (monkey_below(&monkey->random, 8) == 0)
			make_editor(monkey);
		monkey_type(&monkey->random, monkey->ending == END_ANYHOW,
		    &bytes);
		type_bytes(monkey, buf_text(&bytes), bytes.length);
		if (monkey_below(&monkey->random, 3) == 0)
			term_sent(monkey->term);
	}
	check_all(monkey);
}

/* Out of every list, line and question, on a screen that can be read. */
static void
leave_all(struct monkey *monkey)
{
	term_resize(monkey->term, 24, 80);
	settle(monkey);
	for (int i = 0; i < 6 && !term_has_ended(monkey->term); i++) {
		type_bytes(monkey, "\x07", 1);
		settle(monkey);
	}
}

static bool
sees(struct monkey *monkey, const char *text)
{
	return strstr(term_text(monkey->term), text) != NULL;
}

static void
undo_all(struct monkey *monkey)
{
	for (int i = 0; i < 200; i++) {
		type_bytes(monkey, "uuuuuuuuuuuuuuuuuuuu", 20);
		settle(monkey);
		if (sees(monkey, "nothing to undo"))
			return;
	}
	FAIL(monkey, "undoing does not end");
}

/* Saves; says yes to whatever is asked. */
static void
save(struct monkey *monkey)
{
	type_bytes(monkey, "2", 1);
	settle(monkey);
	if (sees(monkey, "save all the same")) {
		type_bytes(monkey, "s", 1);
		settle(monkey);
	}
	if (!sees(monkey, "saved '") && !sees(monkey, "nothing was written"))
		FAIL(monkey, "it was not saved");
}

static void
quit(struct monkey *monkey)
{
	int status;

	type_bytes(monkey, "0", 1);
	settle(monkey);
	if (!term_has_ended(monkey->term))
		type_bytes(monkey, "d", 1);
	settle(monkey);
	status = term_see_exit(monkey->term);
	if (status != 0)
		FAIL(monkey, "quitting ended with %d", status);
}

static void
end_by_signal(struct monkey *monkey, int number)
{
	bool changed;
	int status;

	leave_all(monkey);
	changed = strstr(term_row(monkey->term, 0), FILE_NAME " +") != NULL;
	if (number == SIGHUP)
		term_hang_up(monkey->term);
	else
		term_signal(monkey->term, number);
	status = term_see_exit(monkey->term);
	if (status != 256 + number)
		FAIL(monkey, "a signal ended it with %d", status);
	if (access(term_path(FILE_NAME ".profedit-save"), F_OK) == 0) {
		status = run_command("check", FILE_NAME ".profedit-save");
		if (!changed || status > 1)
			FAIL(monkey, "rescue copy: changed %d, status %d",
			    changed, status);
	} else if (changed) {
		FAIL(monkey, "no rescue copy");
	}
}

static void
end_run(struct monkey *monkey)
{
	switch (monkey->ending) {
	case END_DISCARD:
		leave_all(monkey);
		quit(monkey);
		break;
	case END_SAVE_UNDO:
		leave_all(monkey);
		save(monkey);
		check_file(monkey);
		/* fall through */
	case END_UNDO:
		leave_all(monkey);
		undo_all(monkey);
		save(monkey);
		if (!is_original(monkey))
			FAIL(monkey, "undone, but not the old bytes");
		quit(monkey);
		break;
	case END_SIGNAL:
		end_by_signal(monkey, SIGTERM);
		break;
	case END_HANG_UP:
		end_by_signal(monkey, SIGHUP);
		break;
	default:
		term_signal(monkey->term, SIGTERM);
		term_see_exit(monkey->term);
		break;
	}
	check_file(monkey);
}

static void
choose_ending(struct monkey *monkey)
{
	monkey->ending = (enum ending)monkey_below(&monkey->random, ENDINGS);
	if (monkey->ill_formed)
		monkey->ending = END_ANYHOW;
	/* Saving those is not to be taken back by undoing. */
	if (monkey->ending == END_SAVE_UNDO && (monkey->is_signed ||
	    monkey->no_bytes))
		monkey->ending = END_UNDO;
}

static struct term *
start(struct monkey *monkey)
{
	static const char *const options[] = { "", "", "", "--ascii ",
		"--show-secrets ", "--target macOS=14 ", "--color=never " };
	static const char *const terminals[] = { NULL, NULL, NULL, "vt100",
		"linux", "screen-256color" };
	AUTO_FREE char *sanitizer = xasprintf(
	    "ASAN_OPTIONS=log_path=%s:exitcode=99",
	    term_path("sanitizer"));
	AUTO_FREE char *undefined = xasprintf(
	    "UBSAN_OPTIONS=log_path=%s:print_stacktrace=1",
	    term_path("sanitizer"));
	struct term_setup setup = {
		.terminal = terminals[monkey_below(&monkey->random,
		    ARRAY_COUNT(terminals))],
		.env = { "EDITOR=./editor", sanitizer, undefined },
	};
	AUTO_FREE char *arguments = xasprintf("%s" FILE_NAME,
	    options[monkey_below(&monkey->random, ARRAY_COUNT(options))]);

	if (monkey_below(&monkey->random, 10) == 0)
		setup.locale = "C";
	return term_start(&setup, arguments);
}

static void
run(struct monkey *monkey)
{
	uint32_t bursts;

	write_original(monkey);
	monkey->ill_formed = run_command("show", FILE_NAME) != 0;
	choose_ending(monkey);
	bursts = 1 + monkey_below(&monkey->random, 6);
	make_editor(monkey);
	monkey->term = start(monkey);
	check_all(monkey);
	while (bursts-- > 0 && !monkey->over)
		burst(monkey);
	if (!monkey->over)
		end_run(monkey);
	check_folder(monkey);
	term_end(monkey->term);
}

/* --- the tests --- */

static bool
is_long(void)
{
	return getenv("PROFEDIT_LONG") != NULL;
}

static uint64_t
number_of(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);

	return text != NULL ? strtoull(text, NULL, 10) : otherwise;
}

struct files {
	VEC(char *) paths;
};

static bool
note_file(const char *path, void *arg)
{
	struct files *files = arg;

	*VEC_PUSH(files->paths) = xstrdup(path);
	return true;
}

/* One of the corpus in half of the long runs, else one of ours. */
static void
choose_input(struct monkey *monkey, const struct files *corpus)
{
	const struct monkey_file *file;
	const char *bytes;

	if (corpus->paths.count > 0 && monkey_below(&monkey->random, 2) == 0) {
		monkey->input = corpus->paths.items[monkey_below(
		    &monkey->random, (uint32_t)corpus->paths.count)];
		if (!file_read(monkey->input, (size_t)1 << 30,
		    &monkey->original, NULL))
			fail_msg("cannot read '%s'", monkey->input);
		bytes = buf_text(&monkey->original);
		monkey->no_bytes = strncmp(bytes, "bplist", 6) == 0;
		monkey->is_signed = *bytes == 0x30 ||
		    strncmp(bytes, "-----", 5) == 0;
		return;
	}
	do
		file = &monkey_files[monkey_below(&monkey->random,
		    (uint32_t)monkey_file_count)];
	while (file->heavy && !is_long());
	monkey->input = file->name;
	monkey->no_bytes = file->no_bytes;
	file->make(&monkey->original);
}

static void
run_seed(uint64_t seed, const struct files *corpus)
{
	struct monkey monkey = { .seed = seed, .random = seed };

	choose_input(&monkey, corpus);
	run(&monkey);
	if (is_long()) {
		printf("# seed %llu: %s, %s\n", (unsigned long long)seed,
		    monkey.input, ending_names[monkey.ending]);
		fflush(stdout);
	}
	scratch_empty(term_path("."));
	buf_release(&monkey.original);
	buf_release(&monkey.typed);
}

static void
whatever_is_typed_the_file_stays_whole(void **state)
{
	uint64_t seed = number_of("MONKEY_SEED", is_long() ?
	    (uint64_t)time(NULL) * 1000 : 1);
	uint64_t runs = number_of("MONKEY_RUNS", UINT64_MAX);
	uint64_t seconds = number_of("MONKEY_SECONDS", 60);
	int64_t until = clock_ticks() + (is_long() ? (int64_t)seconds * 1000 :
	    2500);
	AUTO_FREE char *folder = is_long() ? testdata_path("corpus") : NULL;
	struct files corpus = { 0 };

	(void)state;
	term_set_patience(is_long() ? 60000 : 0);
	if (folder != NULL)
		file_walk(folder, ".mobileconfig", note_file, &corpus, NULL);
	for (uint64_t i = 0; i < runs && (i == 0 || clock_ticks() < until ||
	    runs != UINT64_MAX); i++)
		run_seed(seed + i, &corpus);
	for (size_t i = 0; i < corpus.paths.count; i++)
		free(corpus.paths.items[i]);
	VEC_RELEASE(corpus.paths);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SCREEN_TEST(whatever_is_typed_the_file_stays_whole),
	};

	return cmocka_run_group_tests_name("screen_monkey", tests, NULL, NULL);
}
