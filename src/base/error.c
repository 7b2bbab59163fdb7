/*
 * One failed operation in words.  See error.h.
 */
#include "config.h"

#include "base/error.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"

static void
take_message(struct error *err, enum error_code code, char *message)
{
	error_release(err);
	err->code = code;
	err->message = message;
}

void
error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
	va_list args;

	if (err == NULL)
		return;
	/* Formatted first: an argument may be the old message. */
	va_start(args, fmt);
	char *message = xvasprintf(fmt, args);
	va_end(args);
	take_message(err, code, message);
}

void
error_set_errno(struct error *err, int errnum, const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list args;

	if (err == NULL)
		return;
	va_start(args, fmt);
	buf_vaddf(&text, fmt, args);
	va_end(args);
	buf_addf(&text, ": %s", strerror(errnum));
	take_message(err, ERR_SYSTEM, buf_steal(&text, NULL));
}

void
error_locate(struct error *err, const char *file, size_t line, size_t column)
{
	if (err == NULL)
		return;
	if (file != NULL) {
		char *copy = xstrdup(file);

		free(err->file);
		err->file = copy;
	}
	if (line != 0) {
		err->line = line;
		err->column = column;
	}
}

void
error_prefix(struct error *err, const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list args;

	if (err == NULL)
		return;
	va_start(args, fmt);
	buf_vaddf(&text, fmt, args);
	va_end(args);
	if (err->message != NULL)
		buf_addf(&text, ": %s", err->message);
	free(err->message);
	err->message = buf_steal(&text, NULL);
}

char *
error_format(const struct error *err)
{
	struct buf text = BUF_INIT;

	if (err == NULL)
		return xstrdup("");
	if (err->file != NULL && (err->line != 0 || err->message == NULL ||
	    strstr(err->message, err->file) == NULL))
		buf_addf(&text, "%s:", err->file);
	if (err->line != 0)
		buf_addf(&text, "%zu:", err->line);
	if (err->line != 0 && err->column != 0)
		buf_addf(&text, "%zu:", err->column);
	if (text.length > 0)
		buf_add_char(&text, ' ');
	buf_add_text(&text, err->message != NULL ? err->message : "no error");
	return buf_steal(&text, NULL);
}

void
error_move(struct error *to, struct error *from)
{
	if (to == from)
		return;
	if (to == NULL) {
		error_release(from);
		return;
	}
	error_release(to);
	if (from != NULL) {
		*to = *from;
		*from = (struct error)ERROR_INIT;
	}
}

void
error_release(struct error *err)
{
	if (err == NULL)
		return;
	free(err->message);
	free(err->file);
	*err = (struct error)ERROR_INIT;
}
