/*
 * What the user told once: identifier prefix and organization for new profiles
 * ($XDG_CONFIG_HOME/profedit/config.yaml), and whether they have worked with
 * the program before (a mark in the state folder).
 */
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/dirs.h"
#include "base/error.h"
#include "base/file.h"
#include "base/yaml.h"
#include "editor/internal.h"

/* A new file DIR/NAME with TEXT; one that is there stays. */
static void
write_new(const char *dir, const char *name, const char *text)
{
	if (dir == NULL || !file_make_folders(dir, 0700, NULL))
		return;
	AUTO_FREE char *path = path_join(dir, name);

	(void)file_write_new(path, text, strlen(text), 0600, NULL);
}

void
editor_load_config(struct editor *editor)
{
	AUTO_FREE char *config = dirs_config(), *state = dirs_state();
	AUTO_FREE char *path = NULL, *mark = NULL;
	AUTO_ERROR err = ERROR_INIT;
	struct arena *arena;
	const struct yaml_node *node;
	const char *text;

	if (state != NULL) {
		mark = path_join(state, "used");
		editor->first_time = access(mark, F_OK) != 0;
	}
	if (config == NULL)
		return;
	path = path_join(config, "config.yaml");
	if (access(path, F_OK) != 0)
		return;
	arena = arena_new();
	node = yaml_read(arena, path, &err);
	if (node == NULL)
		editor_fail(editor, &err);
	text = yaml_get_text(node, "identifier-prefix");
	if (text != NULL)
		editor->config_prefix = xstrdup(text);
	text = yaml_get_text(node, "organization");
	if (text != NULL)
		editor->config_organization = xstrdup(text);
	arena_free(arena);
}

void
editor_keep_config(struct editor *editor, const char *identifier,
    const char *organization)
{
	AUTO_FREE char *dir = dirs_config(), *prefix = xstrdup(identifier);
	AUTO_BUF text = BUF_INIT;
	char *dot = strrchr(prefix, '.');

	if (editor->config_prefix != NULL || dot == NULL)
		return;
	*dot = '\0';
	buf_add_text(&text, "# What profedit starts new profiles with.\n");
	buf_add_text(&text, "identifier-prefix: ");
	yaml_add_quoted(prefix, &text);
	buf_add_char(&text, '\n');
	if (*organization != '\0') {
		buf_add_text(&text, "organization: ");
		yaml_add_quoted(organization, &text);
		buf_add_char(&text, '\n');
	}
	write_new(dir, "config.yaml", buf_text(&text));
	editor->config_prefix = steal(prefix);
}

void
editor_keep_used(void)
{
	AUTO_FREE char *dir = dirs_state();

	write_new(dir, "used", "");
}
