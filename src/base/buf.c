/*
 * A growing run of bytes.  See buf.h.
 */
#include "config.h"

#include "base/buf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/die.h"

void
buf_reserve(struct buf *buf, size_t extra)
{
	if (extra >= SIZE_MAX / 2 - buf->length)
		die("out of memory");
	size_t wanted = buf->length + extra + 1;

	if (wanted <= buf->capacity)
		return;
	/* The first size is the one asked for: whole files are read so. */
	size_t grown = buf->capacity + buf->capacity / 2;
	if (grown < 32)
		grown = 32;
	if (wanted < grown)
		wanted = grown;
	buf->data = xreallocarray(buf->data, wanted, 1);
	buf->capacity = wanted;
	buf->data[buf->length] = '\0';
}

void
buf_add(struct buf *buf, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	buf_reserve(buf, length);
	memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void
buf_add_char(struct buf *buf, char c)
{
	if (buf->capacity - buf->length < 2)
		buf_reserve(buf, 1);
	buf->data[buf->length++] = c;
	buf->data[buf->length] = '\0';
}

void
buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void
buf_add_repeat(struct buf *buf, char c, size_t count)
{
	if (count == 0)
		return;
	buf_reserve(buf, count);
	memset(buf->data + buf->length, c, count);
	buf->length += count;
	buf->data[buf->length] = '\0';
}

void
buf_addf(struct buf *buf, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	buf_vaddf(buf, fmt, args);
	va_end(args);
}

void
buf_vaddf(struct buf *buf, const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);
	buf_reserve(buf, 64);
	size_t room = buf->capacity - buf->length;
	int length = vsnprintf(buf->data + buf->length, room, fmt, args);
	if (length < 0)
		die("cannot format '%s'", fmt);
	if ((size_t)length >= room) {
		buf_reserve(buf, (size_t)length);
		vsnprintf(buf->data + buf->length, (size_t)length + 1, fmt,
		    again);
	}
	va_end(again);
	buf->length += (size_t)length;
}

void
buf_truncate(struct buf *buf, size_t length)
{
	if (length >= buf->length)
		return;
	buf->length = length;
	buf->data[length] = '\0';
}

void
buf_remove(struct buf *buf, size_t offset, size_t length)
{
	if (offset > buf->length || length > buf->length - offset)
		die("buf_remove beyond the end");
	if (length == 0)
		return;
	memmove(buf->data + offset, buf->data + offset + length,
	    buf->length - offset - length + 1);
	buf->length -= length;
}

void
buf_insert(struct buf *buf, size_t offset, const void *bytes, size_t length)
{
	if (offset > buf->length)
		die("buf_insert beyond the end");
	if (length == 0)
		return;
	buf_reserve(buf, length);
	memmove(buf->data + offset + length, buf->data + offset,
	    buf->length - offset + 1);
	memcpy(buf->data + offset, bytes, length);
	buf->length += length;
}

const char *
buf_text(const struct buf *buf)
{
	return buf->data != NULL ? buf->data : "";
}

char *
buf_steal(struct buf *buf, size_t *length)
{
	buf_reserve(buf, 0);
	char *data = buf->data;

	if (length != NULL)
		*length = buf->length;
	*buf = (struct buf)BUF_INIT;
	return data;
}

void
buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf)BUF_INIT;
}
