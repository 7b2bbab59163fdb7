/*
 * UTF-8 as a terminal shows it: width in columns, clipping, wrapping, and
 * making any bytes safe to show.  Knows no screen; `wide ambiguous` (zh, ja,
 * ko) is a setting of the process.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Decodes one code point of TEXT (LENGTH bytes > 0).  Returns the bytes used
 * (1–4) and stores the code point; for ill-formed bytes 1 and 0xFFFD.
 * Source: RFC 3629.
 */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);
/* 1–4 bytes into OUT; 0 for surrogates and beyond U+10FFFF. */
size_t utf8_encode(uint32_t code_point, char out[4]);
/* Appends a code point; U+FFFD for those. */
void utf8_add(struct buf *out, uint32_t code_point);
bool utf8_is_valid(const char *text, size_t length);
/* Code points (ill-formed bytes count one each). */
size_t utf8_count(const char *text, size_t length);

/* Whether the locale (setlocale() was called) is UTF-8. */
bool text_is_utf8_locale(void);
/*
 * Columns of a code point: 0 combining, 1, 2 wide; as wcwidth() has it where
 * the locale is UTF-8, else 1.
 */
int text_code_width(uint32_t code_point);
/*
 * Whether characters that East Asian terminals show wide and others narrow
 * take two columns.  Source: Unicode 14, EastAsianWidth.txt, class A.
 */
void text_set_ambiguous_wide(bool wide);
/* Columns of LENGTH bytes. */
size_t text_width(const char *text, size_t length);
/*
 * The most bytes whose width is at most COLUMNS; *WIDTH (may be NULL) their
 * width.  Never cuts a combining sequence.
 */
size_t text_clip(const char *text, size_t length, size_t columns,
    size_t *width);

/*
 * Appends TEXT so that no terminal acts on it and nothing in it is invisible:
 * C0 controls as ^X, other controls, bidirectional and zero-width characters,
 * line separators and a combining mark with nothing before it as \u{…},
 * ill-formed bytes as \x{..}; tab as one blank; newlines with TEXT_ONE_LINE as
 * a visible mark, else kept.  Where the locale is not UTF-8 every character
 * beyond ASCII is \u{…}: its bytes could be controls there.
 */
enum text_lines { TEXT_KEEP_LINES, TEXT_ONE_LINE };
void text_make_safe(struct buf *out, const char *text, size_t length,
    enum text_lines lines);

/*
 * Breaks safe TEXT into lines of at most COLUMNS columns at blanks (words
 * longer than a line are cut; the blanks at a break belong to no line).  Calls
 * LINE (may be NULL) for each; newlines are hard breaks, one at the very end
 * makes no further line.  Returns the count of lines.
 */
size_t text_wrap(const char *text, size_t length, size_t columns,
    void (*line)(const char *text, size_t length, void *arg), void *arg);

/* Controls, and what moves, hides or is not seen (bidi, zero-width). */
bool text_is_hidden(uint32_t code_point);

/* ASCII only, locale free. */
bool text_equal_nocase(const char *a, const char *b);
int text_compare_nocase(const char *a, size_t a_length, const char *b,
    size_t b_length);
/*
 * Whether every word of WORDS (blank separated) occurs in TEXT, ignoring ASCII
 * case.
 */
bool text_has_words(const char *text, const char *words);
/* Optimal-string-alignment distance, at most LIMIT + 1 (then it stops). */
size_t text_distance(const char *a, const char *b, size_t limit);

#endif
