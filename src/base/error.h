/*
 * One failed operation: what went wrong, where, in words for a person.
 *
 * An operation that can fail returns false or NULL and fills the
 * `struct error *` it was given last; on success it leaves it untouched.
 * Nobody but a face (cli, tui, shell) prints one, only main exits.  A NULL
 * error is allowed everywhere.
 */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

enum error_code {
	ERR_NONE = 0,
	ERR_SYSTEM,	/* the system said no: errno's text is in the message */
	ERR_NOT_FOUND,	/* no such file, key, path, payload */
	ERR_SYNTAX,	/* text that does not follow its grammar */
	ERR_RANGE,	/* a number, date or count outside what can be held */
	ERR_LIMIT,	/* a bound of ours was met (size, depth, count) */
	ERR_TYPE,	/* a value of another type than the operation needs */
	ERR_EXISTS,	/* would overwrite, would make a duplicate */
	ERR_CONFLICT,	/* the file changed on disk, has other links … */
	ERR_REFUSED,	/* the referee, a read-only document, a policy */
	ERR_UNSUPPORTED,/* understood, not done */
	ERR_USAGE,	/* wrong arguments */
	ERR_CANCELLED,	/* the user left, or a progress callback said stop */
	ERR_CODES
};

struct error {
	enum error_code code;
	char *message;		/* lower case, subjects in 'quotes' */
	char *file;		/* NULL: not about a file */
	size_t line, column;	/* 1-based, column in code points; 0: unknown */
};

#define ERROR_INIT { .code = ERR_NONE }
#define AUTO_ERROR __attribute__((cleanup(error_release))) struct error

/*
 * Replaces what ERR holds by CODE and the formatted message (file and place
 * cleared).
 */
void
error_set(struct error *err, enum error_code code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* As error_set with ERR_SYSTEM; appends ": " and the text of errno ERRNUM. */
void
error_set_errno(struct error *err, int errnum, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Says where: FILE may be NULL (keeps the one there), LINE 0 (keeps line and
 * column).
 */
void
error_locate(struct error *err, const char *file, size_t line, size_t column);

/* Puts the formatted text and ": " in front of the message. */
void
error_prefix(struct error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * "FILE:LINE:COL: message", leaving out what is unknown, and a FILE without a
 * line that the message names itself.  The caller frees.
 */
char *
error_format(const struct error *err);

/* Moves FROM into TO (what TO held is released); FROM is empty afterwards. */
void
error_move(struct error *to, struct error *from);

/* Frees what it holds and makes it ERR_NONE.  NULL is fine. */
void
error_release(struct error *err);

#endif
