/* Shorthands over a face's table of functions. */
#include "editor/face.h"

#include <stdarg.h>

#include "base/die.h"

void
face_message(const struct face *face, enum message_kind kind, const char *fmt,
    ...)
{
	va_list args;
	AUTO_FREE char *text = NULL;

	va_start(args, fmt);
	text = xvasprintf(fmt, args);
	va_end(args);
	face->ops->message(face->arg, kind, text);
}

int
face_ask(const struct face *face, const char *question,
    const struct answer *answers, size_t count)
{
	return face->ops->ask(face->arg, question, answers, count);
}

enum pick_result
face_pick(const struct face *face, const struct pick *pick, size_t *index)
{
	return face->ops->pick(face->arg, pick, index);
}

enum prompt_result
face_prompt(const struct face *face, const struct prompt *prompt,
    struct buf *out)
{
	return face->ops->prompt(face->arg, prompt, out);
}

void
face_show(const struct face *face, const char *title, const char *text)
{
	face->ops->show(face->arg, title, text);
}
