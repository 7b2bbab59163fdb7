/*
 * The lines of the schema files' texts (Markdown, roughly) as plain text:
 * paragraphs split by an empty line, bullets on lines of their own, quotes
 * without their marks.  What stands within a line is in markup.c.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "schema/internal.h"
#include "schema/schema.h"

struct line {
	const char *text;	/* behind the indentation */
	size_t length;
	size_t indent;		/* blanks before it */
};

struct plain {
	const char *rest;	/* what is still to be read */
	plain_take *take;
	void *arg;
	struct buf *out;
	size_t begin;		/* where our text begins in OUT */
	bool paragraph;		/* the next text begins a new paragraph */
	bool in_bullets;
	size_t bullets_indent;	/* of the first one of the list */
	bool taken, kept;	/* of this list: some were left out, were not */
};

/* The next line, without moving on; false at the end. */
static bool
peek_line(const struct plain *plain, struct line *line)
{
	const char *p = plain->rest;

	if (*p == '\0')
		return false;
	size_t length = strcspn(p, "\n"), indent = strspn(p, " \t");

	if (indent > length)
		indent = length;
	while (length > indent && strchr(" \t\r", p[length - 1]) != NULL)
		length--;
	*line = (struct line){ p + indent, length - indent, indent };
	return true;
}

static void
skip_line(struct plain *plain)
{
	const char *end = strchr(plain->rest, '\n');

	plain->rest = end != NULL ? end + 1 : plain->rest + strlen(plain->rest);
}

/* Bytes of a bullet's mark and the blanks behind it, 0 when it is none. */
static size_t
bullet_mark(const struct line *line)
{
	static const char dot[] = "\xe2\x80\xa2";
	size_t mark = 0;

	if (line->length > 1 && (line->text[0] == '*' || line->text[0] == '-'))
		mark = 1;
	else if (line->length > 3 && memcmp(line->text, dot, 3) == 0)
		mark = 3;
	if (mark == 0 || (line->text[mark] != ' ' && line->text[mark] != '\t'))
		return 0;
	return mark + strspn(line->text + mark, " \t");
}

/* Whether a last sentence such as "Allowed values:" says nothing by itself. */
static bool
is_mere_lead(const char *text, size_t length)
{
	static const char *const words[] = { "values", "following", "options" };
	char sentence[64];

	if (length >= sizeof sentence)
		return false;
	memcpy(sentence, text, length);
	sentence[length] = '\0';
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strstr(sentence, words[i]) != NULL)
			return true;
	return false;
}

/* The values that "…:" announced are shown elsewhere. */
static void
tidy_lead(struct plain *plain)
{
	struct buf *out = plain->out;
	size_t length = out->length, at;

	if (length == plain->begin || out->data[length - 1] != ':')
		return;
	for (at = length - 1; at > plain->begin; at--)
		if (out->data[at - 1] == '\n' || (out->data[at] == ' ' &&
		    strchr(".!?", out->data[at - 1]) != NULL))
			break;
	if (at > plain->begin &&
	    is_mere_lead(out->data + at, length - at)) {
		while (at > plain->begin && out->data[at - 1] == '\n')
			at--;
		buf_truncate(out, at);
		return;
	}
	out->data[length - 1] = '.';
}

static void
end_bullets(struct plain *plain)
{
	if (!plain->in_bullets)
		return;
	plain->in_bullets = false;
	plain->paragraph = true;
	if (plain->taken && !plain->kept)
		tidy_lead(plain);
}

static void
join(struct plain *plain, const char *between)
{
	if (plain->out->length > plain->begin)
		buf_add_text(plain->out, plain->paragraph ? "\n\n" : between);
	plain->paragraph = false;
}

static void
keep_bullet(struct plain *plain, const char *text, size_t length,
    size_t indent)
{
	if (plain->kept)
		plain->paragraph = false;
	plain->kept = true;
	join(plain, "\n");
	buf_add_text(plain->out,
	    indent > plain->bullets_indent ? "  - " : "- ");
	plain_inline(text, length, plain->out);
}

/* The bullet's text and, line by line, the deeper indented ones after it. */
static void
read_bullet(struct plain *plain, const struct line *first, size_t mark,
    struct buf *text)
{
	struct line line;
	const char *blank = NULL;

	buf_add(text, first->text + mark, first->length - mark);
	skip_line(plain);
	while (peek_line(plain, &line)) {
		if (line.length == 0) {
			if (blank == NULL)
				blank = plain->rest;
			skip_line(plain);
			continue;
		}
		if (line.indent <= first->indent || bullet_mark(&line) > 0)
			break;
		blank = NULL;
		buf_add_char(text, '\n');
		buf_add(text, line.text, line.length);
		skip_line(plain);
	}
	if (blank != NULL)
		plain->rest = blank;
}

static void
add_bullet(struct plain *plain, const struct line *first, size_t mark)
{
	AUTO_BUF text = BUF_INIT;

	read_bullet(plain, first, mark, &text);
	if (!plain->in_bullets) {
		plain->in_bullets = true;
		plain->bullets_indent = first->indent;
		plain->taken = plain->kept = false;
	}
	if (plain->take != NULL &&
	    plain->take(buf_text(&text), text.length, plain->arg))
		plain->taken = true;
	else
		keep_bullet(plain, buf_text(&text), text.length,
		    first->indent);
}

/* "> Note:" and the lines "> text" behind it. */
static void
add_quote(struct plain *plain, struct line line)
{
	bool heading;

	plain->paragraph = true;
	do {
		const char *text = line.text + 1;
		size_t length = line.length - 1;
		size_t blanks = strspn(text, " \t");

		blanks = blanks < length ? blanks : length;
		text += blanks;
		length -= blanks;
		skip_line(plain);
		if (length == 0) {
			plain->paragraph = true;
			continue;
		}
		heading = length < 20 && text[length - 1] == ':';
		join(plain, " ");
		plain_inline(text, length, plain->out);
		/* An empty line behind the heading does not part them. */
		while (heading && peek_line(plain, &line) &&
		    line.length == 1 && line.text[0] == '>')
			skip_line(plain);
	} while (peek_line(plain, &line) && line.length > 0 &&
	    line.text[0] == '>');
	plain->paragraph = true;
}

static void
add_line(struct plain *plain, const struct line *line)
{
	join(plain, " ");
	plain_inline(line->text, line->length, plain->out);
	skip_line(plain);
}

void
plain_text(const char *content, plain_take *take, void *arg, struct buf *out)
{
	struct plain plain = { .rest = content, .take = take, .arg = arg,
		.out = out, .begin = out->length };
	struct line line;

	while (peek_line(&plain, &line)) {
		size_t mark = bullet_mark(&line);

		if (mark > 0) {
			add_bullet(&plain, &line, mark);
			continue;
		}
		if (line.length == 0) {
			plain.paragraph = true;
			skip_line(&plain);
			continue;
		}
		end_bullets(&plain);
		if (line.text[0] == '>')
			add_quote(&plain, line);
		else
			add_line(&plain, &line);
	}
	end_bullets(&plain);
}

static bool
take_quoted(const char *text, size_t length, void *arg)
{
	struct bullet bullet;

	(void)arg;
	return bullet_parse(text, length, &bullet) && bullet.quoted;
}

void
schema_plain_text(const char *content, bool drop_bullets, struct buf *out)
{
	plain_text(content, drop_bullets ? take_quoted : NULL, NULL, out);
}
