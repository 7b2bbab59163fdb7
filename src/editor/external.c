/*
 * The user's own editor: private files that are gone afterwards, and files of
 * the user's in place.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "editor/internal.h"

#define TEXT_LIMIT ((size_t)1 << 30)	/* bytes */

/* The one private file there may be; die() removes it too. */
static char *private_file;

static void
clean(void *unused)
{
	(void)unused;
	if (private_file != NULL)
		unlink(private_file);
	free(private_file);
	private_file = NULL;
}

static const char *
user_editor(void)
{
	const char *name = getenv("VISUAL");

	if (name == NULL || *name == '\0')
		name = getenv("EDITOR");
	return name == NULL || *name == '\0' ? "vi" : name;
}

/* Whether the editor is one that starts at a line when told +LINE. */
static bool
takes_line(const char *editor)
{
	static const char *const names[] = {
		"vi", "vim", "nvim", "view", "nano", "pico", "emacs",
		"emacsclient", "joe", "jed", "kak", "micro", "mg", "ne",
		"mcedit", "ed", "ex", "nvi", "vile", "zile"
	};
	size_t length = strcspn(editor, " ");
	AUTO_FREE char *program = xstrndup(editor, length);

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		if (strcmp(path_base(program), names[i]) == 0)
			return true;
	}
	return false;
}

/* PATH as one word of a shell: 'it'\''s'. */
static void
add_quoted(struct buf *out, const char *path)
{
	buf_add_char(out, '\'');
	for (; *path != '\0'; path++) {
		if (*path == '\'')
			buf_add_text(out, "'\\''");
		else
			buf_add_char(out, *path);
	}
	buf_add_char(out, '\'');
}

bool
external_edit_file(struct editor *editor, const char *path, size_t line,
    struct error *err)
{
	const char *program = user_editor();
	AUTO_BUF command = BUF_INIT;
	int status;

	buf_add_text(&command, program);
	if (line > 0 && takes_line(program))
		buf_addf(&command, " +%zu", line);
	buf_add_char(&command, ' ');
	if (path[0] == '-')
		buf_add_text(&command, "./");
	add_quoted(&command, path);
	status = editor->face.ops->run_outside(editor->face.arg,
	    buf_text(&command));
	if (status == 0)
		return true;
	error_set(err, ERR_SYSTEM, status < 0 ?
	    "cannot run the editor '%s': set VISUAL or EDITOR" :
	    "the editor '%s' ended with an error: nothing was taken",
	    program);
	return false;
}

static const char *
private_folder(void)
{
	const char *name = getenv("TMPDIR");

	return name == NULL || *name == '\0' ? "/tmp" : name;
}

/* Makes the private file with TEXT in it. */
static bool
write_private(const char *text, size_t length, const char *suffix,
    struct error *err)
{
	AUTO_FREE char *path = xasprintf("%s/profedit-XXXXXX%s",
	    private_folder(), suffix);
	int fd = mkstemps(path, (int)strlen(suffix));

	if (fd < 0) {
		error_set_errno(err, errno,
		    "cannot make a private file in '%s'", private_folder());
		return false;
	}
	clean(NULL);
	private_file = steal(path);
	(void)fchmod(fd, 0600);	/* as mkstemps() made it, but for old ones */
	bool done = file_write_all(fd, text, length);
	int errnum = errno;

	if (close(fd) != 0 && done) {
		errnum = errno;
		done = false;
	}
	if (!done)
		error_set_errno(err, errnum, "cannot write '%s'", private_file);
	return done;
}

bool
external_edit_text(struct editor *editor, const char *text, size_t length,
    const char *suffix, size_t line, struct buf *out, struct error *err)
{
	AUTO_BUF edited = BUF_INIT;
	bool done;

	die_add_hook(clean, NULL);
	done = write_private(text, length, suffix, err) &&
	    external_edit_file(editor, private_file, line, err) &&
	    file_read(private_file, TEXT_LIMIT, &edited, err);
	clean(NULL);
	die_remove_hook(clean, NULL);
	if (!done)
		return false;
	if (edited.length == length &&
	    memcmp(buf_text(&edited), text, length) == 0) {
		error_set(err, ERR_CANCELLED, "nothing was changed");
		return false;
	}
	buf_truncate(out, 0);
	buf_add(out, buf_text(&edited), edited.length);
	return true;
}
