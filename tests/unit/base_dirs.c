#include "unit.h"

#include "base/die.h"
#include "base/dirs.h"

static int
clear_environment(void **state)
{
	(void)state;
	unsetenv("PROFEDIT_DATADIR");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "/home/u", 1);
	return 0;
}

static void
data_is_where_the_environment_says(void **state)
{
	(void)state;
	assert_null(dirs_data());
	setenv("PROFEDIT_DATADIR", "/some/where", 1);
	assert_string_equal(dirs_data(), "/some/where");
	setenv("PROFEDIT_DATADIR", "", 1);
	assert_null(dirs_data());
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
		TEST(data_is_where_the_environment_says),
		TEST(users_folders_follow_the_xdg_variables),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
