/*
 * Ill-formed XML in words: expat says which rule was broken, the text around
 * the place says how.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/text.h"

#include "profile/internal.h"
#include "profile/libexpat.h"

/* The longest name or character sequence that a message quotes, bytes. */
enum { QUOTE_MOST = 40 };

/* What is said when there is nothing to be seen at the place. */
static const struct {
	int code;
	const char *words;
} reasons[] = {
	{ XML_ERROR_PARTIAL_CHAR, "the text ends inside of a character" },
	{ XML_ERROR_DUPLICATE_ATTRIBUTE,
	    "the tag has an attribute more than once" },
	{ XML_ERROR_JUNK_AFTER_DOC_ELEMENT,
	    "something follows the end of the document" },
	{ XML_ERROR_PARAM_ENTITY_REF,
	    "a parameter entity is used where none may stand" },
	{ XML_ERROR_RECURSIVE_ENTITY_REF, "an entity contains itself" },
	{ XML_ERROR_BAD_CHAR_REF,
	    "the reference names a character that XML cannot hold" },
	{ XML_ERROR_MISPLACED_XML_PI,
	    "an XML declaration may only stand at the very beginning" },
	{ XML_ERROR_UNCLOSED_CDATA_SECTION,
	    "the CDATA section that starts here does not end" },
	{ XML_ERROR_XML_DECL, "the XML declaration is not well-formed" },
	{ XML_ERROR_TEXT_DECL, "the XML declaration is not well-formed" },
	{ XML_ERROR_PUBLICID,
	    "the public identifier has a character that may not be in one" },
	{ XML_ERROR_RESERVED_PREFIX_XML, "the prefix 'xml' is reserved" },
	{ XML_ERROR_RESERVED_PREFIX_XMLNS, "the prefix 'xmlns' is reserved" },
	{ XML_ERROR_SYNTAX,
	    "the markup before the first tag is not well-formed" },
	{ XML_ERROR_NO_MEMORY, "there is not enough memory to read it" },
};

static size_t
name_length(const char *text, size_t length)
{
	size_t n = 0;

	while (n < length && strchr(" \t\r\n/><&;\"'=", text[n]) == NULL &&
	    n < QUOTE_MOST)
		n++;
	return n;
}

/* The name of the tag at OFFSET ('<' or '</' is there), made safe. */
static void
add_tag_name(const struct xml_trouble *trouble, size_t offset, struct buf *out)
{
	size_t start = offset + 1;

	if (start < trouble->length && trouble->text[start] == '/')
		start++;
	if (start > trouble->length)
		start = trouble->length;
	text_make_safe(out, trouble->text + start,
	    name_length(trouble->text + start, trouble->length - start),
	    TEXT_ONE_LINE);
}

static size_t
line_of(const struct xml_trouble *trouble, size_t offset)
{
	size_t line;
	size_t column;

	text_place(trouble->text, trouble->length, offset, &line, &column);
	return line;
}

static bool
looking_at(const struct xml_trouble *trouble, size_t offset, const char *what)
{
	size_t n = strlen(what);

	return offset <= trouble->length && trouble->length - offset >= n &&
	    memcmp(trouble->text + offset, what, n) == 0;
}

/* The tag that was opened last and is still open. */
static bool
innermost(const struct xml_trouble *trouble, struct buf *name, size_t *line)
{
	size_t offset;

	if (trouble->open_count == 0)
		return false;
	offset = trouble->open[trouble->open_count - 1];
	add_tag_name(trouble, offset, name);
	*line = line_of(trouble, offset);
	return true;
}

static void
explain_mismatch(struct xml_trouble *trouble, struct buf *out)
{
	AUTO_BUF open = BUF_INIT;
	AUTO_BUF close = BUF_INIT;
	size_t line;

	/* expat stops at the name. */
	if (trouble->offset >= 2 &&
	    memcmp(trouble->text + trouble->offset - 2, "</", 2) == 0)
		trouble->offset -= 2;
	add_tag_name(trouble, trouble->offset, &close);
	if (innermost(trouble, &open, &line))
		buf_addf(out,
		    "the tag '%s' opened on line %zu is closed by '%s'",
		    buf_text(&open), line, buf_text(&close));
	else
		buf_addf(out, "'%s' is closed but was not opened",
		    buf_text(&close));
}

/* The text ended with tags open. */
static void
explain_end(const struct xml_trouble *trouble, struct buf *out)
{
	AUTO_BUF open = BUF_INIT;
	size_t line;

	if (innermost(trouble, &open, &line))
		buf_addf(out,
		    "the text ends before the tag '%s' opened on line %zu "
		    "is closed",
		    buf_text(&open), line);
	else
		buf_add_text(out, "the text ends before there is an element");
}

static void
explain_unclosed(const struct xml_trouble *trouble, struct buf *out)
{
	if (looking_at(trouble, trouble->offset, "<!--"))
		buf_add_text(out, "the comment that starts here does not end");
	else if (looking_at(trouble, trouble->offset, "<?"))
		buf_add_text(out,
		    "the processing instruction that starts here does not end");
	else if (looking_at(trouble, trouble->offset, "<"))
		buf_add_text(out, "the tag that starts here does not end");
	else if (looking_at(trouble, trouble->offset, "&"))
		buf_add_text(out,
		    "the reference that starts here does not end with ';'");
	else
		buf_add_text(out, "the text ends in the middle of something");
}

/*
 * The offset of a '&' whose reference breaks off at OFFSET, or the length of
 * the text.
 */
static size_t
find_ampersand(const struct xml_trouble *trouble, size_t offset)
{
	size_t at = offset;

	if (looking_at(trouble, at, "&"))
		return at;
	while (at > 0 && offset - at < QUOTE_MOST) {
		char c = trouble->text[--at];

		if (c == '&')
			return at;
		if (strchr(" \t\r\n<>\"';", c) != NULL)
			break;
	}
	return trouble->length;
}

/* Whether OFFSET is inside of a comment: the last "<!--" before it is open. */
static bool
inside_comment(const struct xml_trouble *trouble, size_t offset, size_t *start)
{
	for (size_t at = offset; at-- > 0;) {
		if (trouble->text[at] == '>' && at >= 2 &&
		    memcmp(trouble->text + at - 2, "-->", 3) == 0)
			return false;
		if (looking_at(trouble, at, "<!--")) {
			*start = at;
			return true;
		}
	}
	return false;
}

static bool
explain_character(const struct xml_trouble *trouble, struct buf *out)
{
	uint32_t code;
	size_t n;

	if (trouble->offset >= trouble->length)
		return false;
	n = utf8_decode(trouble->text + trouble->offset,
	    trouble->length - trouble->offset, &code);
	if (code == 0xFFFD && n == 1) {
		buf_addf(out, "the byte 0x%02X is not UTF-8",
		    (unsigned)(unsigned char)trouble->text[trouble->offset]);
		return true;
	}
	if (code >= 0x20 && code != 0xFFFE && code != 0xFFFF)
		return false;
	if (code == '\t' || code == '\n' || code == '\r')
		return false;
	buf_addf(out, "the character U+%04X, which XML cannot hold",
	    (unsigned)code);
	return true;
}

/* Whether OFFSET is inside of a tag: a '<' before it has no '>' yet. */
static bool
inside_tag(const struct xml_trouble *trouble, size_t offset, size_t *start)
{
	for (size_t at = offset; at-- > 0;) {
		if (trouble->text[at] == '>')
			return false;
		if (trouble->text[at] == '<') {
			*start = at;
			return at + 1 < offset;
		}
	}
	return false;
}

static void
explain_less_than(struct xml_trouble *trouble, size_t at, struct buf *out)
{
	AUTO_BUF name = BUF_INIT;
	size_t start;

	if (inside_tag(trouble, at, &start)) {
		add_tag_name(trouble, start, &name);
		buf_addf(out, "the tag '%s' on line %zu is not closed by '>'",
		    buf_text(&name), line_of(trouble, start));
		return;
	}
	trouble->offset = at;
	buf_add_text(out, "a bare '<' is not allowed; write '&lt;'");
}

static void
explain_token(struct xml_trouble *trouble, struct buf *out)
{
	AUTO_BUF found = BUF_INIT;
	size_t at = find_ampersand(trouble, trouble->offset);
	size_t start;

	if (explain_character(trouble, out))
		return;
	if (inside_comment(trouble, trouble->offset, &start)) {
		buf_addf(out,
		    "'--' may not stand inside of a comment "
		    "(it began on line %zu)",
		    line_of(trouble, start));
		return;
	}
	if (at < trouble->length) {
		trouble->offset = at;
		buf_add_text(out, "a bare '&' is not allowed; write '&amp;'");
		return;
	}
	at = trouble->offset;
	if (looking_at(trouble, at, "<") ||
	    (at > 0 && trouble->text[at - 1] == '<')) {
		explain_less_than(trouble, looking_at(trouble, at, "<") ? at :
		    at - 1, out);
		return;
	}
	if (at >= 2 && memcmp(trouble->text + at - 2, "]]", 2) == 0 &&
	    looking_at(trouble, at, ">")) {
		buf_add_text(out,
		    "']]>' may not stand in text; write ']]&gt;'");
		return;
	}
	text_make_safe(&found, trouble->text + at,
	    name_length(trouble->text + at, trouble->length - at),
	    TEXT_ONE_LINE);
	if (found.length == 0)
		text_make_safe(&found, trouble->text + at,
		    at < trouble->length, TEXT_ONE_LINE);
	buf_addf(out, "'%s' may not stand here", buf_text(&found));
}

static void
explain_entity(const struct xml_trouble *trouble, struct buf *out)
{
	AUTO_BUF name = BUF_INIT;
	size_t at = trouble->offset + 1;

	if (at < trouble->length)
		text_make_safe(&name, trouble->text + at,
		    name_length(trouble->text + at, trouble->length - at),
		    TEXT_ONE_LINE);
	buf_addf(out, "the entity '&%s;' is not defined; XML knows only "
	    "amp, lt, gt, quot and apos", buf_text(&name));
}

static void
explain_other(const struct xml_trouble *trouble, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(reasons); i++) {
		if (reasons[i].code == trouble->code) {
			buf_add_text(out, reasons[i].words);
			return;
		}
	}
	buf_add_text(out, "it is not well-formed");
}

void
xml_explain(const struct xml_trouble *given, struct error *err)
{
	struct xml_trouble trouble = *given;
	AUTO_BUF words = BUF_INIT;
	size_t line;
	size_t column;

	if (trouble.offset > trouble.length)
		trouble.offset = trouble.length;
	switch (trouble.code) {
	case XML_ERROR_TAG_MISMATCH:
		explain_mismatch(&trouble, &words);
		break;
	case XML_ERROR_NO_ELEMENTS:
	case XML_ERROR_ASYNC_ENTITY:
		explain_end(&trouble, &words);
		break;
	case XML_ERROR_UNCLOSED_TOKEN:
		explain_unclosed(&trouble, &words);
		break;
	case XML_ERROR_INVALID_TOKEN:
		explain_token(&trouble, &words);
		break;
	case XML_ERROR_UNDEFINED_ENTITY:
		explain_entity(&trouble, &words);
		break;
	default:
		explain_other(&trouble, &words);
	}
	text_place(trouble.text, trouble.length, trouble.offset, &line,
	    &column);
	error_set(err, ERR_SYNTAX, "%s", buf_text(&words));
	error_locate(err, NULL, line, column);
}
