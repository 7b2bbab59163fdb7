/*
 * XML character data as a property list holds it between two tags: references,
 * CDATA sections, comments, line ends.  The text is known to be well-formed.
 */
#ifndef VALUE_CHARDATA_H
#define VALUE_CHARDATA_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

/* True when TEXT stands for itself: nothing to decode. */
bool chardata_is_plain(const char *text, size_t length);
/*
 * Appends the characters TEXT stands for: references and CDATA sections
 * resolved, line ends as LF, comments, processing instructions and tags
 * dropped.  Sources: XML 1.0, 2.4, 2.7, 2.11, 4.1, 4.6.
 */
void chardata_decode(const char *text, size_t length, struct buf *out);
/*
 * Whether there is a comment or a processing instruction in TEXT (outside of
 * CDATA).
 */
bool chardata_has_comment(const char *text, size_t length);
/* When all of TEXT is one CDATA section, its inside. */
bool chardata_is_cdata(const char *text, size_t length, const char **inside,
    size_t *inside_length);

enum chardata_kind {
	CHARDATA_WHITE,		/* a run of white space */
	CHARDATA_TEXT,		/* a run of other text, references included */
	CHARDATA_CDATA,
	CHARDATA_COMMENT,
	CHARDATA_INSTRUCTION,	/* <?…?> */
	CHARDATA_OPEN,		/* a tag */
	CHARDATA_CLOSE,
	CHARDATA_EMPTY		/* <x/> */
};
/*
 * Cuts one token off the front of TEXT (LENGTH bytes > 0) and returns its
 * bytes.  Unterminated ones reach to the end.
 */
size_t chardata_token(const char *text, size_t length,
    enum chardata_kind *kind);

#endif
