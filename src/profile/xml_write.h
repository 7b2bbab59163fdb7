/*
 * How a value is spelt in XML.  Knows no tree: only texts and drafts.
 */
#ifndef PROFILE_XML_WRITE_H
#define PROFILE_XML_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "profile/layout.h"

struct buf;
struct draft;
struct error;

/* What stands before and behind the root value in Apple's layout. */
#define XML_PROLOG \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"	\
	"<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" " \
	"\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n" \
	"<plist version=\"1.0\">\n"
#define XML_EPILOG "</plist>\n"

/* Whether XML can hold CODE_POINT.  Source: XML 1.0, 2.2. */
bool xml_can_hold(uint32_t code_point);
/*
 * How a character is written that cannot stand in character data as it is:
 * "&amp;", "&lt;", "&gt;", "&#13;"; NULL for all others.
 */
const char *xml_reference(uint32_t code_point);
/* Base64 digits a line, where Apple's tools indent it by COLUMNS. */
size_t xml_data_width(size_t columns);
enum { XML_TAB_WIDTH = 8 };	/* columns */

/*
 * Whether DRAFT can be written: characters XML cannot hold (ERR_RANGE), dates
 * out of the calendar (ERR_RANGE), more than DEPTH levels (ERR_LIMIT).
 */
bool xml_check_draft(const struct draft *draft, size_t depth,
    struct error *err);
/* The same for a text; WHAT is "text" or "key" in the message. */
bool xml_check_text(const char *text, size_t length, const char *what,
    struct error *err);

/*
 * Appends TEXT as character data: & < > as entities, CR and what the encoding
 * lacks as references, newlines as the file has them.
 */
void xml_add_text(const char *text, size_t length, const struct layout *layout,
    struct buf *out);
/* Appends DRAFT as an element (without its name). */
void xml_add_draft(const struct draft *draft, const struct layout *layout,
    struct buf *out);
/*
 * Appends what stands between the tags when a scalar that holds OLD now is to
 * hold DRAFT: the layout of base64 and a single CDATA section are kept.
 */
void xml_add_content(const struct draft *draft, struct piece old,
    const struct layout *layout, struct buf *out);

#endif
