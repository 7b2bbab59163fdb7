/*
 * Memory that never fails and the end of the program when it must: out of
 * memory and broken invariants only.  Before it ends, die() runs the hooks: the
 * terminal is given back, unsaved edits are written to a rescue copy.
 */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include <stdarg.h>
#include <stddef.h>

/*
 * "profedit: internal error: …" on standard error after the hooks ran once;
 * exit status 70, abort() with -DPROFEDIT_DEBUG.
 */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* At most 8; newest first; one that dies itself is not run again. */
void die_add_hook(void (*hook)(void *), void *arg);
void die_remove_hook(void (*hook)(void *), void *arg);

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
/* COUNT × SIZE bytes, overflow checked. */
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length);
char *xasprintf(const char *fmt, ...)
    __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list args)
    __attribute__((format(printf, 1, 0)));

void free_cleanup(void *pointer_to_pointer);
#define AUTO_FREE __attribute__((cleanup(free_cleanup)))

/* Hands out what an AUTO_FREE variable holds and empties it. */
#define steal(pointer)                                                         \
	({                                                                     \
		__typeof__(pointer) steal_ = (pointer);                        \
		(pointer) = NULL;                                              \
		steal_;                                                        \
	})

#define ARRAY_COUNT(a) (sizeof(a) / sizeof((a)[0]))

#endif
