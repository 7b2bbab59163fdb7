/*
 * Looks at the first lines of schema and rules files.  See scan.h.
 */
#include "config.h"

#include "schema/scan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/file.h"

enum { HEAD_MOST = 4096 };	/* bytes that are read of each file */

struct visitor {
	void (*visit)(const struct scanned *scanned, void *arg);
	void *arg;
};

/* The beginning of PATH; false when it cannot be read. */
static bool
read_head(const char *path, char *head, size_t *length)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t got;

	if (fd < 0)
		return false;
	do
		got = read(fd, head, HEAD_MOST);
	while (got < 0 && errno == EINTR);
	close(fd);
	*length = got > 0 ? (size_t)got : 0;
	return got > 0;
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

static bool
scan_file(const char *path, void *arg)
{
	struct visitor *visitor = arg;
	char head[HEAD_MOST + 1];
	struct scanned scanned = { .path = path, .head = head };

	if (!read_head(path, head, &scanned.head_length))
		return true;
	head[scanned.head_length] = '\0';
	scan_lines(&scanned);
	visitor->visit(&scanned, visitor->arg);
	free(scanned.type);
	free(scanned.title);
	free(scanned.schema_id);
	return true;
}

bool
scan_folder(const char *dir,
    void (*visit)(const struct scanned *scanned, void *arg), void *arg,
    struct error *err)
{
	struct visitor visitor = { visit, arg };

	return file_walk(dir, ".yaml", scan_file, &visitor, err);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

char *
scan_schema_folder(const char *dir)
{
	static const char *const below[] = { "mdm/profiles", "profiles" };

	for (size_t i = 0; i < ARRAY_COUNT(below); i++) {
		AUTO_FREE char *path = path_join(dir, below[i]);

		if (is_folder(path))
			return steal(path);
	}
	return xstrdup(dir);
}

char *
scan_rules_folder(const char *dir)
{
	AUTO_FREE char *path = path_join(dir, "rules");

	return is_folder(path) ? steal(path) : xstrdup(dir);
}
