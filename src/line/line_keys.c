/*
 * What keys do in libedit: emacs' and vi's, without all that needs a screen, a
 * file or the end of input.  See line.c for why.
 */
#include "line/line_keys.h"

#include <stddef.h>

#include <histedit.h>

#include "base/die.h"
#include "line/line.h"

/* Keys that are no characters, and the C1 controls they go to libedit as. */
static const struct {
	int key;
	wchar_t code;
	const wchar_t *function;
} special_keys[] = {
	{ LINE_KEY_UP, 0x80, L"line-previous" },
	{ LINE_KEY_DOWN, 0x81, L"line-next" },
	{ LINE_KEY_LEFT, 0x82, L"ed-prev-char" },
	{ LINE_KEY_RIGHT, 0x83, L"ed-next-char" },
	{ LINE_KEY_HOME, 0x84, L"ed-move-to-beg" },
	{ LINE_KEY_END, 0x85, L"ed-move-to-end" },
	{ LINE_KEY_DELETE, 0x86, L"ed-delete-next-char" },
};

static const struct {
	const wchar_t *key, *function;
} emacs_keys[] = {
	{ L"\x01", L"ed-move-to-beg" },		/* ^A */
	{ L"\x02", L"ed-prev-char" },
	{ L"\x04", L"ed-delete-next-char" },
	{ L"\x05", L"ed-move-to-end" },
	{ L"\x06", L"ed-next-char" },
	{ L"\x08", L"em-delete-prev-char" },
	{ L"\x7f", L"em-delete-prev-char" },
	{ L"\x0b", L"ed-kill-line" },		/* ^K */
	{ L"\x0e", L"line-next" },
	{ L"\x10", L"line-previous" },
	{ L"\x14", L"ed-transpose-chars" },	/* ^T */
	{ L"\x15", L"em-kill-line" },
	{ L"\x17", L"ed-delete-prev-word" },
	{ L"\x19", L"em-yank" },
	{ L"\x1b", L"line-leave" },
}, vi_insert_keys[] = {
	{ L"\x08", L"vi-delete-prev-char" },
	{ L"\x7f", L"vi-delete-prev-char" },
	{ L"\x15", L"vi-kill-line-prev" },
	{ L"\x17", L"ed-delete-prev-word" },
	{ L"\x1b", L"vi-command-mode" },
};

/* Of vi's commands: what would need a screen, a file or the end of input. */
static const wchar_t vi_without[] = L":v@/?nN#_+-G\x04\x0c\x11\x12\x13\x16\x1a";

static void
bind_key(EditLine *edit, const wchar_t *key, const wchar_t *function)
{
	el_wset(edit, EL_BIND, key, function, NULL);
}

static void
bind_command_key(EditLine *edit, const wchar_t *key,
    const wchar_t *function)
{
	el_wset(edit, EL_BIND, L"-a", key, function, NULL);
}

/* "^A", not the character: a backslash or caret would be an escape. */
static void
key_text(wchar_t code, wchar_t out[4])
{
	size_t i = 0;

	if (code == L'\\' || code == L'^' || code == L'-')
		out[i++] = L'\\';
	out[i++] = code;
	out[i] = L'\0';
}

/* Every key that is not named in the tables inserts itself or does nothing. */
static void
bind_rest(EditLine *edit, bool vi)
{
	wchar_t key[4];

	for (wchar_t code = 1; code < ' '; code++) {
		key_text(code, key);
		bind_key(edit, key, L"ed-unassigned");
	}
	for (wchar_t code = C1_FIRST; code <= 0xff; code++) {
		key_text(code, key);
		bind_key(edit, key, code <= C1_LAST ? L"ed-unassigned" :
		    L"ed-insert");
		if (vi)
			bind_command_key(edit, key, L"ed-unassigned");
	}
}

static void
bind_vi(EditLine *edit)
{
	wchar_t key[4];

	for (size_t i = 0; i < ARRAY_COUNT(vi_insert_keys); i++)
		bind_key(edit, vi_insert_keys[i].key,
		    vi_insert_keys[i].function);
	for (const wchar_t *code = vi_without; *code != L'\0'; code++) {
		key_text(*code, key);
		bind_command_key(edit, key, L"ed-unassigned");
	}
	bind_command_key(edit, L"\x1b", L"line-leave");
	bind_command_key(edit, L"k", L"line-previous");
	bind_command_key(edit, L"j", L"line-next");
}

void
line_keys_bind(EditLine *edit, bool vi)
{
	wchar_t key[4];

	el_wset(edit, EL_EDITOR, vi ? L"vi" : L"emacs");
	bind_rest(edit, vi);
	if (vi) {
		bind_vi(edit);
	} else {
		for (size_t i = 0; i < ARRAY_COUNT(emacs_keys); i++)
			bind_key(edit, emacs_keys[i].key,
			    emacs_keys[i].function);
	}
	for (size_t i = 0; i < ARRAY_COUNT(special_keys); i++) {
		key_text(special_keys[i].code, key);
		bind_key(edit, key, special_keys[i].function);
		if (vi)
			bind_command_key(edit, key, special_keys[i].function);
	}
}

wint_t
line_keys_code(int key)
{
	for (size_t i = 0; i < ARRAY_COUNT(special_keys); i++) {
		if (special_keys[i].key == key)
			return (wint_t)special_keys[i].code;
	}
	return 0;
}
