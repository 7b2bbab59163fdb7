/*
 * Which things of a list a typed text leaves.
 */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "editor/internal.h"

/* 0: WORDS begin with TEXT, 1: all of its words are in them, 2: not. */
static int
fit_of(const char *words, const char *text)
{
	size_t length = strlen(text), has = strlen(words);

	if (text_compare_nocase(words, has < length ? has : length, text,
	    length) == 0)
		return 0;
	return text_has_words(words, text) ? 1 : 2;
}

size_t
narrow(struct narrowed *narrowed, size_t count, const char *text,
    void (*words)(void *arg, size_t index, struct buf *out), void *arg)
{
	narrowed->count = 0;
	for (int fit = 0; fit < 2; fit++) {
		for (size_t i = 0; i < count; i++) {
			AUTO_BUF whole = BUF_INIT;

			words(arg, i, &whole);
			if (fit_of(buf_text(&whole), text) == fit)
				*VEC_PUSH(*narrowed) = i;
		}
	}
	return narrowed->count;
}
