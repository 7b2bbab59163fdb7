#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/fault.h"
#include "base/file.h"

static char *work;		/* a folder of this run */

static char *
in_work(const char *name)
{
	return path_join(work, name);
}

static void
write_file(const char *name, const char *text)
{
	AUTO_FREE char *path = in_work(name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
make_folder(const char *name)
{
	AUTO_FREE char *path = in_work(name);

	assert_int_equal(mkdir(path, 0700), 0);
}

static int
make_work(void **state)
{
	const char *top = getenv("TMPDIR");

	(void)state;
	work = xasprintf("%s/profedit-file-XXXXXX",
	    top != NULL ? top : "/tmp");
	return mkdtemp(work) == NULL;
}

static int
remove_work(void **state)
{
	AUTO_FREE char *command = xasprintf("rm -rf '%s'", work);
	int status = system(command);

	(void)state;
	free(work);
	return status;
}

static void
a_file_is_appended_whole(void **state)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *path = in_work("plain");

	(void)state;
	write_file("plain", "line\nend");
	buf_add_text(&out, ">");
	assert_true(file_read(path, 8, &out, &err));
	assert_string_equal(buf_text(&out), ">line\nend");
	assert_int_equal(out.length, 9);
	assert_int_equal(err.code, ERR_NONE);
}

static void
an_empty_file_is_read(void **state)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_FREE char *path = in_work("empty");

	(void)state;
	write_file("empty", "");
	assert_true(file_read(path, 0, &out, NULL));
	assert_int_equal(out.length, 0);
}

static void
a_file_beyond_the_limit_leaves_nothing_behind(void **state)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *path = in_work("nine");
	AUTO_FREE char *wanted = xasprintf(
	    "cannot read '%s': more than 8 bytes", path);

	(void)state;
	write_file("nine", "123456789");
	buf_add_text(&out, "kept");
	assert_false(file_read(path, 8, &out, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.message, wanted);
	assert_string_equal(buf_text(&out), "kept");
	assert_true(file_read(path, 9, &out, &err));
}

/* Of /proc files the size is 0 and the content is not. */
static void
a_size_that_lies_does_not_matter(void **state)
{
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	if (access("/proc/self/maps", R_OK) != 0)
		skip();
	assert_true(file_read("/proc/self/maps", 1 << 20, &out, &err));
	assert_true(out.length > 100);
	assert_int_equal(strlen(out.data), out.length);
	buf_truncate(&out, 0);
	assert_false(file_read("/proc/self/maps", 100, &out, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(out.length, 0);
}

static void
what_is_no_file_is_refused_at_once(void **state)
{
	AUTO_FREE char *folder = in_work("folder");
	AUTO_FREE char *pipe = in_work("pipe");
	const struct {
		const char *path, *what;
	} cases[] = {
		{ folder, "a folder" },
		{ pipe, "a pipe" },
		{ "/dev/null", "a device" },
	};

	(void)state;
	make_folder("folder");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		AUTO_BUF out = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;
		AUTO_FREE char *wanted = xasprintf(
		    "cannot read '%s': it is %s", cases[i].path,
		    cases[i].what);

		assert_false(file_read(cases[i].path, 100, &out, &err));
		assert_int_equal(err.code, ERR_UNSUPPORTED);
		assert_string_equal(err.message, wanted);
	}
	unlink(pipe);
}

static void
what_is_not_there_is_not_found(void **state)
{
	AUTO_FREE char *missing = in_work("missing");
	AUTO_FREE char *below = in_work("plain2/below");
	const char *const paths[] = { missing, below, "" };
	AUTO_BUF out = BUF_INIT;

	(void)state;
	write_file("plain2", "x");
	for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
		AUTO_ERROR err = ERROR_INIT;

		assert_false(file_read(paths[i], 100, &out, &err));
		assert_int_equal(err.code, ERR_NOT_FOUND);
		assert_non_null(strstr(err.message, paths[i]));
	}
}

static void
an_unreadable_file_is_an_error_of_the_system(void **state)
{
	(void)state;
	if (geteuid() == 0) {
		printf("# skipped: to root nothing is unreadable\n");
		skip();
	}
	AUTO_FREE char *path = in_work("secret");
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	write_file("secret", "x");
	assert_int_equal(chmod(path, 0), 0);
	assert_false(file_read(path, 100, &out, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
}

static void
failures_of_open_and_read_are_reported(void **state)
{
	static const char *const points[] = {
		"file-open", "file-read", "file-read:2",
	};
	AUTO_FREE char *path = in_work("faulty");

	(void)state;
	write_file("faulty", "text");
	for (size_t i = 0; i < ARRAY_COUNT(points); i++) {
		AUTO_BUF out = BUF_INIT;
		AUTO_ERROR err = ERROR_INIT;

		buf_add_text(&out, "kept");
		fault_set(points[i]);
		assert_false(file_read(path, 100, &out, &err));
		fault_set(NULL);
		assert_int_equal(err.code, ERR_SYSTEM);
		assert_non_null(strstr(err.message, strerror(EIO)));
		assert_string_equal(buf_text(&out), "kept");
	}
}

/* What CHILD says through a FIFO arrives, whoever comes first. */
static void
what_a_person_names_may_be_a_pipe(void **state)
{
	AUTO_FREE char *path = in_work("fifo");
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_int_equal(mkfifo(path, 0600), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		int fd = open(path, O_WRONLY);

		for (int i = 0; i < 3; i++) {
			poll(NULL, 0, 20);
			if (write(fd, "abc", 3) != 3)
				_exit(1);
		}
		_exit(0);
	}
	assert_true(file_read_input(path, 100, &out, &err));
	assert_string_equal(buf_text(&out), "abcabcabc");
	assert_int_equal(waitpid(child, NULL, 0), child);
	unlink(path);
}

static void
devices_and_folders_are_no_input(void **state)
{
	AUTO_FREE char *folder = in_work("folder");
	AUTO_BUF out = BUF_INIT;

	(void)state;
	assert_false(file_read_input(folder, 100, &out, NULL));
	assert_false(file_read_input("/dev/null", 100, &out, NULL));
}

static void
streams_are_told_from_files(void **state)
{
	AUTO_FREE char *plain = in_work("plain");
	AUTO_FREE char *folder = in_work("folder");
	AUTO_FREE char *pipe = in_work("stream");
	AUTO_FREE char *link = in_work("link-to-pipe");
	AUTO_FREE char *input = in_work("link-to-input");
	AUTO_FREE char *straight = in_work("link-to-plain");
	AUTO_FREE char *loop = in_work("loop");

	(void)state;
	write_file("plain", "x");
	int fd = open(plain, O_RDONLY);
	AUTO_FREE char *number = xasprintf("/dev/fd/%d", fd);

	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_int_equal(symlink("stream", link), 0);
	assert_int_equal(symlink("/dev/stdin", input), 0);
	assert_int_equal(symlink("plain", straight), 0);
	assert_int_equal(symlink("loop", loop), 0);
	const struct {
		const char *path;
		bool is;
	} cases[] = {
		{ "-", true },
		{ "/dev/stdin", true },
		{ number, true },
		{ pipe, true },
		{ link, true },
		{ input, true },
		{ plain, false },
		{ straight, false },
		{ folder, false },
		{ loop, false },
		{ "missing", false },
		{ "", false },
	};
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		if (file_is_stream(cases[i].path) != cases[i].is)
			fail_msg("'%s'", cases[i].path);
	close(fd);
	unlink(pipe);
}

/* STATE: not NULL for a pipe that does not block. */
static void
a_minus_is_standard_input(void **state)
{
	enum { BYTES = 200000 };
	int ends[2], saved = dup(STDIN_FILENO);
	AUTO_BUF out = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		for (int i = 0; i < BYTES; i++)
			if (write(ends[1], &"abcdefg"[i % 7], 1) != 1)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	if (*state != NULL)
		fcntl(ends[0], F_SETFL, O_NONBLOCK);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_true(file_read("-", BYTES, &out, &err));
	assert_int_equal(out.length, BYTES);
	for (int i = 0; i < BYTES; i++)
		if (out.data[i] != "abcdefg"[i % 7])
			fail_msg("byte %d", i);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

static void
input_that_does_not_block_is_waited_for(void **state)
{
	*state = work;
	a_minus_is_standard_input(state);
	*state = NULL;
}

static void
paths_are_joined_and_taken_apart(void **state)
{
	static const struct {
		const char *dir, *name, *joined;
	} joins[] = {
		{ "a", "b", "a/b" },
		{ "a/", "b", "a/b" },
		{ "/", "b", "/b" },
		{ "", "b", "b" },
		{ "a", "", "a/" },
	};
	static const struct {
		const char *path, *dir, *base;
	} parts[] = {
		{ "a/b", "a", "b" },
		{ "/a/b.c", "/a", "b.c" },
		{ "/a", "/", "a" },
		{ "//a", "/", "a" },
		{ "a//b", "a", "b" },
		{ "a", ".", "a" },
		{ "", ".", "" },
		{ "a/", "a", "" },
		{ "/", "/", "" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(joins); i++) {
		AUTO_FREE char *joined = path_join(joins[i].dir,
		    joins[i].name);

		assert_string_equal(joined, joins[i].joined);
	}
	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		AUTO_FREE char *dir = path_dir(parts[i].path);

		assert_string_equal(dir, parts[i].dir);
		assert_string_equal(path_base(parts[i].path), parts[i].base);
	}
}

struct visits {
	struct buf names;	/* each path below `root`, and a blank */
	size_t root_length, count, most;
};

static bool
note_visit(const char *path, void *arg)
{
	struct visits *visits = arg;

	buf_addf(&visits->names, "%s ", path + visits->root_length + 1);
	return ++visits->count < visits->most;
}

static void
assert_walk(const char *name, const char *suffix, size_t most,
    const char *wanted)
{
	AUTO_FREE char *root = in_work(name);
	struct visits visits = { BUF_INIT, strlen(root), 0, most };
	AUTO_ERROR err = ERROR_INIT;

	assert_true(file_walk(root, suffix, note_visit, &visits, &err));
	assert_string_equal(buf_text(&visits.names), wanted);
	buf_release(&visits.names);
}

static void
a_walk_visits_files_in_order(void **state)
{
	AUTO_FREE char *loop = in_work("tree/b/loop");
	AUTO_FREE char *link = in_work("tree/link.yaml");
	AUTO_FREE char *nowhere = in_work("tree/nowhere.yaml");
	AUTO_FREE char *pipe = in_work("tree/pipe.yaml");

	(void)state;
	make_folder("tree");
	make_folder("tree/b");
	make_folder("tree/b/empty");
	make_folder("tree/folder.yaml");
	write_file("tree/a.yaml", "");
	write_file("tree/B.yaml", "");
	write_file("tree/c.txt", "");
	write_file("tree/b/x.yaml", "");
	write_file("tree/b/.hidden.yaml", "");
	write_file("tree/folder.yaml/y.yaml", "");
	assert_int_equal(symlink("..", loop), 0);
	assert_int_equal(symlink("c.txt", link), 0);
	assert_int_equal(symlink("missing", nowhere), 0);
	assert_int_equal(mkfifo(pipe, 0600), 0);
	assert_walk("tree", ".yaml", 100, "B.yaml a.yaml b/.hidden.yaml "
	    "b/x.yaml folder.yaml/y.yaml link.yaml ");
	assert_walk("tree", ".yaml", 2, "B.yaml a.yaml ");
	assert_walk("tree", ".TXT", 100, "c.txt ");
	assert_walk("tree/b", "X.YAML", 100, "x.yaml ");
	assert_walk("tree", NULL, 100, "B.yaml a.yaml b/.hidden.yaml "
	    "b/x.yaml c.txt folder.yaml/y.yaml link.yaml ");
	assert_walk("tree/b/empty", NULL, 100, "");
}

static void
a_folder_that_is_not_there_cannot_be_walked(void **state)
{
	AUTO_FREE char *root = in_work("no-tree");
	AUTO_ERROR err = ERROR_INIT;

	(void)state;
	assert_false(file_walk(root, NULL, note_visit, NULL, &err));
	assert_int_equal(err.code, ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, root));
}

static void
a_walk_goes_64_folders_deep(void **state)
{
	AUTO_BUF path = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *root = in_work("deep");
	struct visits visits = { BUF_INIT, strlen(root), 0, 100 };

	(void)state;
	buf_add_text(&path, "deep");
	make_folder(buf_text(&path));
	for (int depth = 1; depth <= 65; depth++) {
		buf_add_text(&path, "/d");
		make_folder(buf_text(&path));
		if (depth < 64)
			continue;
		AUTO_FREE char *file = path_join(buf_text(&path), "f");
		write_file(file, "");
	}
	write_file("deep/z", "");
	assert_false(file_walk(root, NULL, note_visit, &visits, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	/* The 64th is visited, the 65th is not, what follows is. */
	assert_int_equal(visits.count, 2);
	assert_string_equal(visits.names.data + visits.names.length - 2, "z ");
	buf_release(&visits.names);
}

static void
a_new_file_never_replaces_another(void **state)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF out = BUF_INIT;
	AUTO_FREE char *path = in_work("fresh");
	AUTO_FREE char *nowhere = in_work("none/fresh");
	struct stat st;

	(void)state;
	assert_true(file_write_new(path, "text", 4, 0600, &err));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(file_write_new(path, "other", 5, 0600, &err));
	assert_int_equal(err.code, ERR_EXISTS);
	assert_true(file_read(path, 10, &out, NULL));
	assert_string_equal(buf_text(&out), "text");
	assert_false(file_write_new(nowhere, "text", 4, 0600, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
}

static void
folders_are_made_down_to_the_last(void **state)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_FREE char *dir = in_work("one//two/three");
	AUTO_FREE char *file = in_work("one/file");
	AUTO_FREE char *below = in_work("one/file/two");

	(void)state;
	assert_false(file_is_folder(dir));
	assert_true(file_make_folders(dir, 0700, &err));
	assert_true(file_is_folder(dir));
	assert_true(file_make_folders(dir, 0700, &err));
	assert_true(file_write_new(file, "", 0, 0600, &err));
	assert_false(file_is_folder(file));
	assert_false(file_make_folders(file, 0700, &err));
	assert_false(file_make_folders(below, 0700, &err));
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.message, "one/file'"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_is_appended_whole),
		cmocka_unit_test(an_empty_file_is_read),
		cmocka_unit_test(a_file_beyond_the_limit_leaves_nothing_behind),
		cmocka_unit_test(a_size_that_lies_does_not_matter),
		cmocka_unit_test(what_is_no_file_is_refused_at_once),
		cmocka_unit_test(what_a_person_names_may_be_a_pipe),
		cmocka_unit_test(devices_and_folders_are_no_input),
		cmocka_unit_test(streams_are_told_from_files),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(an_unreadable_file_is_an_error_of_the_system),
		cmocka_unit_test(failures_of_open_and_read_are_reported),
		cmocka_unit_test(a_minus_is_standard_input),
		cmocka_unit_test(input_that_does_not_block_is_waited_for),
		cmocka_unit_test(paths_are_joined_and_taken_apart),
		cmocka_unit_test(a_walk_visits_files_in_order),
		cmocka_unit_test(a_folder_that_is_not_there_cannot_be_walked),
		cmocka_unit_test(a_walk_goes_64_folders_deep),
		cmocka_unit_test(a_new_file_never_replaces_another),
		cmocka_unit_test(folders_are_made_down_to_the_last),
	};

	return cmocka_run_group_tests(tests, make_work, remove_work);
}
