/*
 * The one reader of keys: bytes of the terminal into the keys of editor/key.h.
 * An escape sequence that is unknown, or whose rest arrives late, is swallowed
 * whole and never taken for keys.
 */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct keys;

/*
 * Reads FD (a terminal in raw mode).  The sequences of terminfo are asked for,
 * so setupterm() ran before; those every terminal of today sends are known
 * besides.  WAKE_FD becomes readable when a signal came (-1: none).
 */
struct keys *keys_new(int fd, int wake_fd);
void keys_free(struct keys *keys);

/*
 * KEYS_END: the terminal is gone.  KEYS_SIGNAL: look at the signals.
 * INPUT_PASTE: keys_paste() has the text.  Blocks.
 */
enum { KEYS_END = -1, KEYS_SIGNAL = -2 };
int keys_read(struct keys *keys);
/* Whether another key waits: drawing can be put off. */
bool keys_has_more(struct keys *keys);
/* The pasted text, until the next key.  Line ends are \n. */
const char *keys_paste(struct keys *keys, size_t *length);

#endif
