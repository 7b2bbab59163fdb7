#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/die.h"
#include "base/dirs.h"
#include "base/file.h"

/*
 * A folder of this run: bin/profedit is a program, link a link to it,
 * share/profedit, source and other hold data.
 */
static char *work;

static char *
in_work(const char *name)
{
	return path_join(work, name);
}

static void
make_file(const char *name, mode_t mode, const char *text)
{
	AUTO_FREE char *path = in_work(name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, mode), 0);
}

static void
remove_file(const char *name)
{
	AUTO_FREE char *path = in_work(name);

	unlink(path);
}

static int
make_work(void **state)
{
	static const char *const folders[] = {
		"bin", "share", "share/profedit", "share/profedit/schemas",
		"source", "source/schemas", "other", "other/schemas", "empty",
	};
	const char *top = getenv("TMPDIR");
	AUTO_FREE char *made = xasprintf("%s/profedit-dirs-XXXXXX",
	    top != NULL ? top : "/tmp");

	(void)state;
	if (mkdtemp(made) == NULL || (work = realpath(made, NULL)) == NULL)
		return 1;
	for (size_t i = 0; i < ARRAY_COUNT(folders); i++) {
		AUTO_FREE char *path = in_work(folders[i]);

		if (mkdir(path, 0700) != 0)
			return 1;
	}
	make_file("bin/profedit", 0755, "#!/bin/sh\n");
	AUTO_FREE char *link = in_work("link");
	return symlink("bin/profedit", link);
}

static int
remove_work(void **state)
{
	AUTO_FREE char *command = xasprintf("rm -rf '%s'", work);
	int status = system(command);

	(void)state;
	dirs_init(NULL);
	free(work);
	return status;
}

static int
clear_environment(void **state)
{
	(void)state;
	unsetenv("PROFEDIT_DATADIR");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "/home/u", 1);
	remove_file("bin/profedit.srcdir");
	return 0;
}

/* What the binary PROGRAM (below the folder) finds; NAME likewise, or NULL. */
static void
assert_data(const char *program, const char *name)
{
	AUTO_FREE char *binary = in_work(program);
	AUTO_FREE char *wanted = name != NULL ? in_work(name) : NULL;

	dirs_init(binary);
	const char *found = dirs_data();
	if (wanted == NULL) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	AUTO_FREE char *plain = realpath(found, NULL);
	assert_string_equal(plain, wanted);
	assert_ptr_equal(dirs_data(), found);
}

static void
installed_data_is_beside_the_binary(void **state)
{
	(void)state;
	assert_data("bin/profedit", "share/profedit");
}

static void
links_to_the_binary_are_followed(void **state)
{
	(void)state;
	assert_data("link", "share/profedit");
}

static void
a_build_tree_finds_its_source(void **state)
{
	AUTO_FREE char *line = xasprintf("%s/source\n", work);

	(void)state;
	make_file("bin/profedit.srcdir", 0644, line);
	assert_data("bin/profedit", "source");
}

static void
a_source_that_is_not_there_is_passed_over(void **state)
{
	static const char *const lines[] = {
		"", "\n", "source\n", "/nonexistent\n", "../source\n",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(lines); i++) {
		make_file("bin/profedit.srcdir", 0644, lines[i]);
		assert_data("bin/profedit", "share/profedit");
	}
}

static void
the_environment_alone_counts_when_set(void **state)
{
	AUTO_FREE char *other = in_work("other");
	AUTO_FREE char *empty = in_work("empty");

	(void)state;
	setenv("PROFEDIT_DATADIR", other, 1);
	assert_data("bin/profedit", "other");
	setenv("PROFEDIT_DATADIR", empty, 1);
	assert_data("bin/profedit", NULL);
	setenv("PROFEDIT_DATADIR", "", 1);
	assert_data("bin/profedit", "share/profedit");
}

static void
a_bare_name_is_found_through_path(void **state)
{
	AUTO_FREE char *old = xstrdup(getenv("PATH"));
	AUTO_FREE char *path = xasprintf("/nonexistent::.:%s/empty:%s/bin",
	    work, work);
	AUTO_FREE char *wanted = in_work("share/profedit");

	(void)state;
	setenv("PATH", path, 1);
	dirs_init("profedit");
	const char *data = dirs_data();
	setenv("PATH", old, 1);
	assert_non_null(data);
	AUTO_FREE char *plain = realpath(data, NULL);
	assert_string_equal(plain, wanted);
}

static void
a_bare_name_is_never_taken_from_the_current_folder(void **state)
{
	AUTO_FREE char *old = xstrdup(getenv("PATH"));
	AUTO_FREE char *back = getcwd(NULL, 0);
	AUTO_FREE char *bin = in_work("bin");
	AUTO_FREE char *beside = in_work("share/profedit");

	(void)state;
	assert_int_equal(chdir(bin), 0);
	setenv("PATH", ".:", 1);
	dirs_init("profedit");
	const char *data = dirs_data();
	AUTO_FREE char *plain = data != NULL ? realpath(data, NULL) : NULL;
	setenv("PATH", old, 1);
	assert_int_equal(chdir(back), 0);
	if (plain != NULL)
		assert_string_not_equal(plain, beside);
}

static void
without_a_binary_nothing_is_guessed(void **state)
{
	(void)state;
	dirs_init(NULL);
	const char *data = dirs_data();
	if (data != NULL)	/* installed on this machine */
		assert_string_equal(data, PKGDATADIR);
	dirs_init("");
	assert_true(dirs_data() == NULL || dirs_data()[0] == '/');
}

static void
users_folders_follow_the_xdg_variables(void **state)
{
	static const struct {
		const char *variable, *value, *home;
		char *(*get)(void);
		const char *wanted;	/* NULL: none */
	} cases[] = {
		{ "XDG_CONFIG_HOME", "/c", "/h", dirs_config, "/c/profedit" },
		{ "XDG_CONFIG_HOME", "/c", NULL, dirs_config, "/c/profedit" },
		{ "XDG_CONFIG_HOME", NULL, "/h", dirs_config,
		    "/h/.config/profedit" },
		{ "XDG_CONFIG_HOME", "", "/h", dirs_config,
		    "/h/.config/profedit" },
		{ "XDG_CONFIG_HOME", "rel", "/h", dirs_config,
		    "/h/.config/profedit" },
		{ "XDG_CONFIG_HOME", NULL, NULL, dirs_config, NULL },
		{ "XDG_CONFIG_HOME", NULL, "", dirs_config, NULL },
		{ "XDG_CONFIG_HOME", NULL, "rel", dirs_config, NULL },
		{ "XDG_STATE_HOME", "/s", "/h", dirs_state, "/s/profedit" },
		{ "XDG_STATE_HOME", NULL, "/h", dirs_state,
		    "/h/.local/state/profedit" },
		{ "XDG_DATA_HOME", "/d", "/h", dirs_user_data, "/d/profedit" },
		{ "XDG_DATA_HOME", NULL, "/h", dirs_user_data,
		    "/h/.local/share/profedit" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(cases); i++) {
		clear_environment(state);
		if (cases[i].value != NULL)
			setenv(cases[i].variable, cases[i].value, 1);
		if (cases[i].home != NULL)
			setenv("HOME", cases[i].home, 1);
		else
			unsetenv("HOME");
		AUTO_FREE char *found = cases[i].get();
		assert_string_equal(found != NULL ? found : "none",
		    cases[i].wanted != NULL ? cases[i].wanted : "none");
	}
}

#define TEST(name) cmocka_unit_test_setup(name, clear_environment)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(installed_data_is_beside_the_binary),
		TEST(links_to_the_binary_are_followed),
		TEST(a_build_tree_finds_its_source),
		TEST(a_source_that_is_not_there_is_passed_over),
		TEST(the_environment_alone_counts_when_set),
		TEST(a_bare_name_is_found_through_path),
		TEST(a_bare_name_is_never_taken_from_the_current_folder),
		TEST(without_a_binary_nothing_is_guessed),
		TEST(users_folders_follow_the_xdg_variables),
	};

	return cmocka_run_group_tests(tests, make_work, remove_work);
}
