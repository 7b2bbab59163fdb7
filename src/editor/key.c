/* Names of keys, for help, the bottom line and files of bindings. */
#include "editor/key.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/die.h"
#include "base/text.h"

static const struct {
	int key;
	const char *name;
} key_names[] = {
	{ INPUT_TAB, "Tab" },
	{ INPUT_ENTER, "Enter" },
	{ INPUT_ESCAPE, "Esc" },
	{ INPUT_BACKSPACE, "Backspace" },
	{ ' ', "Space" },
	{ INPUT_UP, "Up" },
	{ INPUT_DOWN, "Down" },
	{ INPUT_LEFT, "Left" },
	{ INPUT_RIGHT, "Right" },
	{ INPUT_PAGE_UP, "PgUp" },
	{ INPUT_PAGE_DOWN, "PgDn" },
	{ INPUT_HOME, "Home" },
	{ INPUT_END, "End" },
	{ INPUT_DELETE, "Del" },
	{ INPUT_INSERT, "Ins" },
	{ INPUT_BACK_TAB, "BackTab" },
	{ INPUT_F1, "F1" },
	{ INPUT_F2, "F2" },
	{ INPUT_F3, "F3" },
	{ INPUT_F4, "F4" },
	{ INPUT_F5, "F5" },
	{ INPUT_F6, "F6" },
	{ INPUT_F7, "F7" },
	{ INPUT_F8, "F8" },
	{ INPUT_F9, "F9" },
	{ INPUT_F10, "F10" },
};

bool
key_parse(const char *text, int *key)
{
	size_t length = strlen(text);
	uint32_t code;

	for (size_t i = 0; i < ARRAY_COUNT(key_names); i++) {
		if (text_equal_nocase(key_names[i].name, text)) {
			*key = key_names[i].key;
			return true;
		}
	}
	if (length == 2 && text[0] == '^' && text[1] >= '@' && text[1] <= '_') {
		*key = text[1] & 0x1f;
		return true;
	}
	if (length == 0 || utf8_decode(text, length, &code) != length)
		return false;
	*key = (int)code;
	return true;
}
