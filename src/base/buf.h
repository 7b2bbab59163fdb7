/*
 * A growing run of bytes.  Always followed by a NUL that is not counted, so
 * data can be handed to what wants a C string when no NUL is inside.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data;	/* NULL until something was added; use buf_text() */
	size_t length, capacity;	/* bytes */
};

#define BUF_INIT { .data = NULL }
#define AUTO_BUF __attribute__((cleanup(buf_release))) struct buf

void buf_add(struct buf *buf, const void *bytes, size_t length);
void buf_add_char(struct buf *buf, char c);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_repeat(struct buf *buf, char c, size_t count);
void buf_addf(struct buf *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *buf, const char *fmt, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Makes room for EXTRA more bytes without adding them. */
void buf_reserve(struct buf *buf, size_t extra);
/* Cuts to LENGTH bytes (not longer than it is). */
void buf_truncate(struct buf *buf, size_t length);
void buf_remove(struct buf *buf, size_t offset, size_t length);
void buf_insert(struct buf *buf, size_t offset, const void *bytes,
    size_t length);
/* As a C string, "" when empty; borrowed until the next change. */
const char *buf_text(const struct buf *buf);
/* The caller's from here on (never NULL); BUF is empty. LENGTH: NULL or out. */
char *buf_steal(struct buf *buf, size_t *length);
void buf_release(struct buf *buf);

#endif
