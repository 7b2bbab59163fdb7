/*
 * The bindings of libedit, in one place.
 */
#ifndef LINE_LINE_KEYS_H
#define LINE_LINE_KEYS_H

#include <stdbool.h>
#include <wchar.h>

struct editline;

/* C1 controls: nobody can type them, so they stand for keys like Left. */
enum { C1_FIRST = 0x80, C1_LAST = 0x9f };

/*
 * Emacs' or vi's keys as a fresh set: nothing is left of earlier lines.  The
 * functions line-leave, line-previous and line-next are known before.
 */
void line_keys_bind(struct editline *edit, bool vi);
/* The character that stands for a LINE_KEY_…; 0 when it does nothing. */
wint_t line_keys_code(int key);

#endif
