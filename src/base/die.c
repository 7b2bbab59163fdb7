/*
 * The end of the program, and memory that never fails.  See die.h.
 */
#include "config.h"

#include "base/die.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOOKS_MAX = 8, EXIT_INTERNAL = 70 /* EX_SOFTWARE */ };

static struct {
	void (*run)(void *);
	void *arg;
} hooks[HOOKS_MAX];
static size_t hook_count;

void
die(const char *fmt, ...)
{
	/* Static: there may be no memory left, and the first cause counts. */
	static char message[512];
	va_list args;

	if (message[0] == '\0') {
		va_start(args, fmt);
		vsnprintf(message, sizeof message, fmt, args);
		va_end(args);
	}
	while (hook_count > 0) {
		/* Taken off first, so one that dies is not run again. */
		hook_count--;
		hooks[hook_count].run(hooks[hook_count].arg);
	}
	fprintf(stderr, "profedit: internal error: %s\n", message);
	fflush(stderr);
#ifdef PROFEDIT_DEBUG
	abort();
#else
	/* Not exit(): what is broken must not be used by atexit handlers. */
	_exit(EXIT_INTERNAL);
#endif
}

void
die_add_hook(void (*hook)(void *), void *arg)
{
	if (hook_count == HOOKS_MAX)
		die("more than %d hooks", HOOKS_MAX);
	hooks[hook_count].run = hook;
	hooks[hook_count].arg = arg;
	hook_count++;
}

void
die_remove_hook(void (*hook)(void *), void *arg)
{
	for (size_t i = hook_count; i-- > 0;) {
		if (hooks[i].run != hook || hooks[i].arg != arg)
			continue;
		hook_count--;
		memmove(&hooks[i], &hooks[i + 1],
		    (hook_count - i) * sizeof hooks[0]);
		return;
	}
}

static void *
check(void *memory)
{
	if (memory == NULL)
		die("out of memory");
	return memory;
}

void *
xmalloc(size_t size)
{
	return check(malloc(size > 0 ? size : 1));
}

void *
xcalloc(size_t count, size_t size)
{
	if (count == 0 || size == 0)
		count = size = 1;
	return check(calloc(count, size));
}

void *
xreallocarray(void *old, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		die("out of memory");
	size *= count;
	return check(realloc(old, size > 0 ? size : 1));
}

char *
xstrdup(const char *text)
{
	return xstrndup(text, strlen(text));
}

char *
xstrndup(const char *text, size_t length)
{
	if (length == SIZE_MAX)
		die("out of memory");
	char *copy = xmalloc(length + 1);

	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *
xasprintf(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	char *text = xvasprintf(fmt, args);
	va_end(args);
	return text;
}

char *
xvasprintf(const char *fmt, va_list args)
{
	va_list again;

	va_copy(again, args);
	int length = vsnprintf(NULL, 0, fmt, args);
	if (length < 0)
		die("cannot format '%s'", fmt);
	char *text = xmalloc((size_t)length + 1);

	vsnprintf(text, (size_t)length + 1, fmt, again);
	va_end(again);
	return text;
}

void
free_cleanup(void *pointer_to_pointer)
{
	/* Read as bytes: the variable may be a pointer to any type. */
	void *memory;

	memcpy(&memory, pointer_to_pointer, sizeof memory);
	free(memory);
}
