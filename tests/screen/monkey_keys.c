/* What the monkey types.  See monkey_keys.h. */
#include "fixture.h"

#include "base/text.h"
#include "monkey_keys.h"

/* splitmix64, by Sebastiano Vigna. */
uint32_t
monkey_below(uint64_t *state, uint32_t limit)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return (uint32_t)((z ^ (z >> 31)) >> 16) % limit;
}

/* One of a table of texts. */
#define ANY_OF(state, table)                                                   \
	(table)[monkey_below(state, (uint32_t)ARRAY_COUNT(table))]

/*
 * A saving or quitting key typed where it is one would spoil a run that is to
 * leave the file alone; ':' would begin a command line of chance.
 */
static bool
is_tame(unsigned char byte)
{
	return strchr("02qQsS:~\x13\x1a", byte) == NULL && byte != '\0';
}

static void
add(struct buf *out, bool may_save, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (may_save ? bytes[i] != 0x1a :
		    is_tame((unsigned char)bytes[i]))
			buf_add_char(out, bytes[i]);
	}
}

static void
add_code(struct buf *out, uint32_t code)
{
	char utf8[4];

	buf_add(out, utf8, utf8_encode(code, utf8));
}

/* --- texts --- */

static const struct {
	uint32_t first, last;
} letters[] = {
	{ '3', '9' }, { 'a', 'p' }, { 't', 'z' }, { ' ', '/' }, { 'A', 'P' },
	{ 0xa0, 0xff }, { 0x300, 0x36f }, { 0x3b1, 0x3c9 }, { 0x5d0, 0x5ea },
	{ 0x1100, 0x11ff }, { 0x200b, 0x200f }, { 0x202a, 0x202e },
	{ 0x2028, 0x2029 }, { 0x3041, 0x3096 }, { 0x4e00, 0x4e80 },
	{ 0xac00, 0xac80 }, { 0xe000, 0xe010 }, { 0xfe00, 0xfe0f },
	{ 0xff01, 0xff5e }, { 0xfff9, 0xffff }, { 0x1f600, 0x1f64f },
	{ 0x1f1e6, 0x1f1ff }, { 0x20000, 0x20010 }, { 0xe0001, 0xe007f },
	{ 0x10fff0, 0x10ffff }, { 0x80, 0x9f },
};

static const char *const words[] = {
	"true", "false", "no", "1", "-1", "3", "99999999999999999999", "0x10",
	"1.5", "1e400", "nan", "+90d", "2026-03-01", "9999-12-31T23:59:59Z",
	"com.example.app", "com.apple.wifi.managed", "com.apple.mdm", "*",
	"%C3%28", "/PayloadContent", "data", "dict", "string", "array",
	"0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01", "http://[::1]:99999/", "()",
	"<key>x</key>", "&#0;", "]]>", "--", "'", "\"", "\\", "%n%s", "$X",
	"UUID", "corp.mobileconfig", ".", "/", "..", "/dev/null", "/etc/passwd",
};

static void
type_text(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t count = monkey_below(state, 20);
	AUTO_BUF text = BUF_INIT;

	if (monkey_below(state, 40) == 0)
		count = 3000;
	if (monkey_below(state, 3) == 0)
		buf_add_text(&text, ANY_OF(state, words));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t kind = monkey_below(state, 3) > 0 ?
		    monkey_below(state, 5) :
		    monkey_below(state, ARRAY_COUNT(letters));

		add_code(&text, letters[kind].first + monkey_below(state,
		    letters[kind].last - letters[kind].first + 1));
	}
	add(out, may_save, buf_text(&text), text.length);
}

/* --- keys --- */

static const char *const key_bytes[] = {
	"j", "k", "h", "l", "j", "j", "j", "l", "l", "J", "K", "x", "a", "o",
	"t", "r", "R", "n", "N", "y", "u", "u", "?", "g", "G", " ", " ", "\r",
	"\r", "\r", "\r", "\t", "\b", "\177", "/", "1", "3", "4", "5", "6",
	"7", "8", "9", "\x01", "\x02", "\x03", "\x04", "\x05", "\x06", "\x07",
	"\x07", "\x0b", "\x0c", "\x0e", "\x0f", "\x0f", "\x10", "\x11", "\x12",
	"\x14", "\x15", "\x16", "\x17", "\x18", "\x19", "\x1c", "\x1d", "\x1e",
	"\x1f", "=", "e", "b", "f", "i", "d", "w", "p", "c",
	"\033OA", "\033OB", "\033OB", "\033OB", "\033OC", "\033OD", "\033OH",
	"\033OF", "\033[5~", "\033[6~", "\033[3~", "\033[2~", "\033[Z",
	"\033OP", "\033OR", "\033OS", "\033OS", "\033[15~", "\033[17~",
	"\033[18~", "\033[19~", "\033[20~", "\033[1;5C", "\033[A", "\033[B",
	"\033[B", "\033[C", "\033[D", "\033[H", "\033[F",
};
static const char *const saving_keys[] = {
	"2", "s", "s", "\x13", "q", "0", "\033OQ", "\033[21~", "c", "d", "w",
};

static void
type_key(uint64_t *state, bool may_save, struct buf *out)
{
	const char *bytes = may_save && monkey_below(state, 12) == 0 ?
	    ANY_OF(state, saving_keys) : ANY_OF(state, key_bytes);

	buf_add_text(out, bytes);
}

static void
type_keys(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t count = 1 + monkey_below(state, 8);

	while (count-- > 0)
		type_key(state, may_save, out);
}

static void
repeat_key(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t count = monkey_below(state, 60);
	const char *bytes = ANY_OF(state, key_bytes);

	(void)may_save;
	while (count-- > 0)
		buf_add_text(out, bytes);
}

/* --- command lines --- */

static const char *const commands[] = {
	"help", "find", "add-payload", "findings", "undo", "redo", "edit",
	"step", "add", "remove", "duplicate", "move-down", "move-up", "rename",
	"edit-outside", "import", "export", "explain", "next", "previous",
	"focus", "right", "left", "back", "filter", "filter all", "names",
	"reveal", "command", "go", "signature", "redraw", "interrupt", "text",
	"difference", "target", "targets", "fix", "1", "17", "99999999",
	"/PayloadContent/0", "/PayloadContent/2/Password",
	"/PayloadContent/3/Lines", "/PayloadContent/3/Deep/0/0/x/1",
	"/PayloadContent/3/Bytes", "com.apple.mdm/AccessRights",
	"/PayloadUUID", "/PayloadContent/1/IdentityCertificateUUID", "/~2",
	"export corp.mobileconfig", "import corp.mobileconfig", "import .",
	"rename x", "find a", "export /nowhere/x", "add-payload x.y",
};
static const char *const saving_commands[] = {
	"save", "save", "save-as other", "save-as corp.mobileconfig",
	"save-as /nowhere/x", "save-as .", "reload", "quit",
};

static void
type_command(uint64_t *state, bool may_save, struct buf *out)
{
	buf_add_text(out, "\x07\x07\x07:");
	buf_add_text(out, may_save && monkey_below(state, 5) == 0 ?
	    ANY_OF(state, saving_commands) : ANY_OF(state, commands));
	if (monkey_below(state, 8) == 0)
		buf_add_char(out, '\t');
	if (monkey_below(state, 10) > 0)
		buf_add_char(out, '\r');
}

/* --- lines edited, things added --- */

static void
type_value(uint64_t *state, bool may_save, struct buf *out)
{
	static const char *const before[] = { "\r", "\r\x15", "\rj\r\x15",
		"\x0f", "a", "\033OS", "R\x15", "/", "\r=", "\rk\r" };

	buf_add_text(out, ANY_OF(state, before));
	type_text(state, may_save, out);
	buf_add_text(out, monkey_below(state, 4) > 0 ? "\r" : "\x07");
}

static void
type_paste(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t parts = monkey_below(state, 6);

	buf_add_text(out, "\033[200~");
	while (parts-- > 0) {
		type_text(state, may_save, out);
		buf_add_text(out, monkey_below(state, 2) > 0 ? "\r" : "\t");
	}
	if (monkey_below(state, 12) > 0)
		buf_add_text(out, "\033[201~");
}

/* --- what broken terminals send --- */

static void
type_escape(uint64_t *state, bool may_save, struct buf *out)
{
	static const char *const broken[] = {
		"\033", "\033", "\033\033", "\033[", "\033O", "\033[1;",
		"\033[M !!", "\033[<0;10;10M", "\033]0;title\007",
		"\033]52;c;YQ==\033\\", "\033P1$r0m\033\\", "\033_x\033\\",
		"\033[I", "\033[O", "\033[?1;9c", "\033[11;11R", "\033[[A",
		"\033[999999999999999999999999999999999999999999999999999~",
		"\033[1;1;1;1H", "\033x", "\033[>", "\033[\033[A", "\033^a",
		"\033]unended", "\302", "\342\202", "\360\237\230", "\377\376",
		"\300\200", "\355\240\200", "\364\220\200\200", "\200\201",
	};

	(void)may_save;
	buf_add_text(out, ANY_OF(state, broken));
}

static void
type_bytes(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t count = monkey_below(state, 30);
	char byte;

	while (count-- > 0) {
		byte = (char)(1 + monkey_below(state, 255));
		add(out, may_save, &byte, 1);
	}
}

static const struct {
	void (*type)(uint64_t *state, bool may_save, struct buf *out);
	uint32_t weight;
} actions[] = {
	{ type_keys, 40 }, { repeat_key, 8 }, { type_text, 6 },
	{ type_value, 20 }, { type_command, 14 }, { type_paste, 4 },
	{ type_escape, 5 }, { type_bytes, 3 },
};

void
monkey_type(uint64_t *state, bool may_save, struct buf *out)
{
	uint32_t at = monkey_below(state, 100);
	size_t i = 0;

	while (at >= actions[i].weight)
		at -= actions[i++].weight;
	actions[i].type(state, may_save, out);
}
