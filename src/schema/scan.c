/*
 * Looks at the first lines of schema and rules files.  See scan.h.
 */
#include "config.h"

#include "schema/scan.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "base/vec.h"

enum {
	HEAD_FIRST = 1024,	/* bytes that say enough of most files */
	HEAD_MOST = 8192,
};

/*
 * Reads on until the LENGTH bytes in HEAD are WANTED or all there is.  False
 * with errno.
 */
static bool
read_on(int fd, char *head, size_t *length, size_t wanted)
{
	while (*length < wanted) {
		ssize_t got = read(fd, head + *length, wanted - *length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		if (got == 0)
			break;
		*length += (size_t)got;
	}
	return true;
}

/* 'it''s' or "it" without quotes; NULL when it is more than one line. */
static char *
unquote(const char *text, size_t length)
{
	struct buf out = BUF_INIT;
	char quote = text[0];

	if (length < 2 || text[length - 1] != quote ||
	    memchr(text, '\\', length) != NULL)
		return NULL;
	for (size_t i = 1; i + 1 < length; i++) {
		buf_add_char(&out, text[i]);
		if (quote == '\'' && text[i] == '\'')
			i++;
	}
	return buf_steal(&out, NULL);
}

/* The value that stands in one line; REST is what follows that line. */
static char *
take_value(const char *text, size_t length, const char *rest, size_t indent)
{
	while (length > 0 && (*text == ' ' || *text == '\t')) {
		text++;
		length--;
	}
	while (length > 0 && strchr(" \t\r", text[length - 1]) != NULL)
		length--;
	/* A comment, or a line that goes on: let the parser read it. */
	for (size_t i = 1; i < length; i++)
		if (text[i] == '#' && text[i - 1] == ' ')
			return NULL;
	if (length == 0 || strchr("|>&*!#{[", *text) != NULL ||
	    strspn(rest, " ") > indent)
		return NULL;
	if (*text == '\'' || *text == '"')
		return unquote(text, length);
	return xstrndup(text, length);
}

/* "name: value" at LINE, for a name that was not seen yet. */
static void
take_line(const char *line, size_t length, const char *rest, size_t indent,
    const char *name, char **value)
{
	size_t n = strlen(name);

	if (*value == NULL && length > n && memcmp(line, name, n) == 0 &&
	    line[n] == ':')
		*value = take_value(line + n + 1, length - n - 1, rest,
		    indent);
}

static void
scan_lines(struct scanned *scanned)
{
	const char *line = scanned->head, *end = line + scanned->head_length;
	const char *newline;

	for (; (newline = memchr(line, '\n', (size_t)(end - line))) != NULL;
	    line = newline + 1) {
		size_t length = (size_t)(newline - line), indent = 0;
		const char *rest = newline + 1;

		while (indent < length && line[indent] == ' ')
			indent++;
		if (indent == 0) {
			take_line(line, length, rest, 0, "title",
			    &scanned->title);
			take_line(line, length, rest, 0, "schema",
			    &scanned->schema_id);
		}
		/* On top in rules files, within `payload` in schemas. */
		take_line(line + indent, length - indent, rest, indent,
		    "payloadtype", &scanned->type);
	}
}

/* The file NAME in FOLDER, shown as PATH. */
static void
scan_at(int folder, const char *name, const char *path, scan_visit *visit,
    void *arg)
{
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char head[HEAD_MOST + 1];
	struct scanned scanned = { .path = path, .head = head };
	AUTO_ERROR err = ERROR_INIT;
	size_t length = 0;
	bool read_well = fd >= 0 && read_on(fd, head, &length, HEAD_FIRST);

	head[length] = '\0';
	if (read_well && length == HEAD_FIRST &&
	    strstr(head, "payloadtype:") == NULL) {
		read_well = read_on(fd, head, &length, HEAD_MOST);
		head[length] = '\0';
	}
	if (!read_well) {
		error_set_errno(&err, errno, "cannot be read");
		scanned.failure = &err;
	}
	if (fd >= 0)
		close(fd);
	scanned.head_length = length;
	scan_lines(&scanned);
	visit(&scanned, arg);
	free(scanned.type);
	free(scanned.title);
	free(scanned.schema_id);
}

struct names {
	char **items;	/* what VEC() declares, with a tag to pass it by */
	size_t count, capacity;
};

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
is_yaml(const char *name)
{
	size_t length = strlen(name);

	return name[0] != '.' && length > 5 &&
	    strcmp(name + length - 5, ".yaml") == 0;
}

static void
read_names(DIR *folder, struct names *names)
{
	const struct dirent *entry;

	while ((entry = readdir(folder)) != NULL)
		if (is_yaml(entry->d_name))
			*VEC_PUSH(*names) = xstrdup(entry->d_name);
	if (names->count > 0)
		qsort(names->items, names->count, sizeof *names->items,
		    compare_names);
}

static bool
each_name(const char *dir, scan_visit *visit, void *arg, bool look_inside,
    struct error *err)
{
	DIR *folder = opendir(dir);
	struct names names = { .count = 0 };

	if (folder == NULL) {
		error_set_errno(err, errno, "cannot read the folder '%s'",
		    dir);
		return false;
	}
	read_names(folder, &names);
	for (size_t i = 0; i < names.count; i++) {
		AUTO_FREE char *path = path_join(dir, names.items[i]);
		struct scanned scanned = { .path = path,
			.title = names.items[i] };

		if (look_inside)
			scan_at(dirfd(folder), names.items[i], path, visit,
			    arg);
		else
			visit(&scanned, arg);
		free(names.items[i]);
	}
	VEC_RELEASE(names);
	closedir(folder);
	return true;
}

bool
scan_folder(const char *dir, scan_visit *visit, void *arg, struct error *err)
{
	return each_name(dir, visit, arg, true, err);
}

bool
scan_names(const char *dir, scan_visit *visit, void *arg, struct error *err)
{
	return each_name(dir, visit, arg, false, err);
}

char *
scan_schema_folder(const char *dir)
{
	static const char *const below[] = { "mdm/profiles", "profiles" };

	for (size_t i = 0; i < ARRAY_COUNT(below); i++) {
		AUTO_FREE char *path = path_join(dir, below[i]);

		if (file_is_folder(path))
			return steal(path);
	}
	return xstrdup(dir);
}

char *
scan_rules_folder(const char *dir)
{
	AUTO_FREE char *path = path_join(dir, "rules");

	return file_is_folder(path) ? steal(path) : xstrdup(dir);
}
