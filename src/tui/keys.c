/*
 * Bytes of a terminal → keys.  See keys.h.
 *
 * Sources: ECMA-48 (CSI and SS3 sequences), xterm's ctlseqs (bracketed paste,
 * modifiers), the Linux console ("ESC [ [ A").
 */
#include "tui/keys.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/die.h"
#include "base/text.h"
#include "base/vec.h"
#include "editor/key.h"

/* Last: term.h has macros named `columns` and `lines`. */
#include <curses.h>
#include <term.h>

#define LATE_MS 400		/* the rest of a sequence may come this late */
#define PASTE_MS 2000		/* a longer pause: the paste has lost its end */
#define PASTE_LIMIT ((size_t)64 << 20)

struct sequence {
	const char *bytes;	/* behind the ESC */
	int key;
};

/* What the terminals of today send, whatever terminfo says. */
static const struct sequence common[] = {
	{ "[A", INPUT_UP }, { "OA", INPUT_UP },
	{ "[B", INPUT_DOWN }, { "OB", INPUT_DOWN },
	{ "[C", INPUT_RIGHT }, { "OC", INPUT_RIGHT },
	{ "[D", INPUT_LEFT }, { "OD", INPUT_LEFT },
	{ "[H", INPUT_HOME }, { "OH", INPUT_HOME },
	{ "[1~", INPUT_HOME }, { "[7~", INPUT_HOME },
	{ "[F", INPUT_END }, { "OF", INPUT_END },
	{ "[4~", INPUT_END }, { "[8~", INPUT_END },
	{ "[2~", INPUT_INSERT }, { "[3~", INPUT_DELETE },
	{ "[5~", INPUT_PAGE_UP }, { "[6~", INPUT_PAGE_DOWN },
	{ "[Z", INPUT_BACK_TAB },
	{ "OM", INPUT_ENTER },
	{ "OP", INPUT_F1 }, { "OQ", INPUT_F1 + 1 },
	{ "OR", INPUT_F1 + 2 }, { "OS", INPUT_F1 + 3 },
	{ "[11~", INPUT_F1 }, { "[12~", INPUT_F1 + 1 },
	{ "[13~", INPUT_F1 + 2 }, { "[14~", INPUT_F1 + 3 },
	{ "[[A", INPUT_F1 }, { "[[B", INPUT_F1 + 1 },
	{ "[[C", INPUT_F1 + 2 }, { "[[D", INPUT_F1 + 3 },
	{ "[[E", INPUT_F1 + 4 },
	{ "[15~", INPUT_F1 + 4 }, { "[17~", INPUT_F1 + 5 },
	{ "[18~", INPUT_F1 + 6 }, { "[19~", INPUT_F1 + 7 },
	{ "[20~", INPUT_F1 + 8 }, { "[21~", INPUT_F1 + 9 },
	{ "[200~", INPUT_PASTE },
};

/* The terminfo names of keys that may have sequences of their own. */
static const struct {
	const char *capability;
	int key;
} capabilities[] = {
	{ "kcuu1", INPUT_UP }, { "kcud1", INPUT_DOWN },
	{ "kcub1", INPUT_LEFT }, { "kcuf1", INPUT_RIGHT },
	{ "kpp", INPUT_PAGE_UP }, { "knp", INPUT_PAGE_DOWN },
	{ "khome", INPUT_HOME }, { "kend", INPUT_END },
	{ "kdch1", INPUT_DELETE }, { "kich1", INPUT_INSERT },
	{ "kcbt", INPUT_BACK_TAB }, { "kent", INPUT_ENTER },
	{ "kf1", INPUT_F1 }, { "kf2", INPUT_F1 + 1 },
	{ "kf3", INPUT_F1 + 2 }, { "kf4", INPUT_F1 + 3 },
	{ "kf5", INPUT_F1 + 4 }, { "kf6", INPUT_F1 + 5 },
	{ "kf7", INPUT_F1 + 6 }, { "kf8", INPUT_F1 + 7 },
	{ "kf9", INPUT_F1 + 8 }, { "kf10", INPUT_F10 },
};

struct keys {
	int fd, wake_fd;
	int escape_delay;	/* milliseconds */
	int64_t lone_escape;	/* when Esc was given as a key; 0: not last */
	unsigned char bytes[4096];
	size_t count, at;
	bool ended;
	VEC(struct sequence) own;	/* out of terminfo */
	struct buf paste;
};

static int
escape_delay(void)
{
	const char *text = getenv("ESCDELAY");
	int delay = 0;

	for (; text != NULL && *text >= '0' && *text <= '9' && delay < 10000;
	    text++)
		delay = delay * 10 + (*text - '0');
	return delay > 0 ? delay : 100;
}

struct keys *
keys_new(int fd, int wake_fd)
{
	struct keys *keys = xcalloc(1, sizeof(*keys));

	keys->fd = fd;
	keys->wake_fd = wake_fd;
	keys->escape_delay = escape_delay();
	for (size_t i = 0; i < ARRAY_COUNT(capabilities); i++) {
		AUTO_FREE char *name = xstrdup(capabilities[i].capability);
		const char *bytes = tigetstr(name);

		if (bytes == NULL || bytes == (char *)-1 ||
		    bytes[0] != '\033' || bytes[1] == '\0')
			continue;
		*VEC_PUSH(keys->own) = (struct sequence){ bytes + 1,
			capabilities[i].key };
	}
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (keys == NULL)
		return;
	VEC_RELEASE(keys->own);
	buf_release(&keys->paste);
	free(keys);
}

/*
 * poll() for a byte, TIMEOUT milliseconds (-1: for ever).  A signal ends only a
 * wait for ever: a resize must not break a sequence or a paste in two.
 */
static int
poll_byte(const struct keys *keys, struct pollfd fds[2], int timeout)
{
	int64_t until = clock_ticks() + timeout;
	nfds_t count = timeout < 0 && keys->wake_fd >= 0 ? 2 : 1;

	for (;;) {
		int n = poll(fds, count, timeout);

		if (n >= 0 || errno != EINTR || timeout <= 0)
			return n;
		timeout = (int)(until - clock_ticks());
		if (timeout < 0)
			timeout = 0;
	}
}

/*
 * Waits TIMEOUT milliseconds (-1: for ever) for a byte.  1: there is one, 0:
 * none came, KEYS_SIGNAL, KEYS_END.
 */
static int
wait_byte(struct keys *keys, int timeout)
{
	struct pollfd fds[2] = {
		{ .fd = keys->fd, .events = POLLIN },
		{ .fd = keys->wake_fd, .events = POLLIN },
	};
	ssize_t n;

	if (keys->at < keys->count)
		return 1;
	if (keys->ended)
		return KEYS_END;
	n = poll_byte(keys, fds, timeout);
	if (n < 0)
		return errno == EINTR ? KEYS_SIGNAL : KEYS_END;
	if (n == 0)
		return 0;
	if (fds[1].revents != 0)
		return KEYS_SIGNAL;
	n = read(keys->fd, keys->bytes, sizeof(keys->bytes));
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (n <= 0) {
		keys->ended = true;
		return KEYS_END;
	}
	keys->count = (size_t)n;
	keys->at = 0;
	return 1;
}

/* The next byte within TIMEOUT, or -1. */
static int
next_byte(struct keys *keys, int timeout)
{
	return wait_byte(keys, timeout) == 1 ? keys->bytes[keys->at++] : -1;
}

/* Reads the rest of a paste up to ESC [ 201 ~. */
static int
read_paste(struct keys *keys)
{
	static const char end[] = "\033[201~";
	size_t length = sizeof(end) - 1;

	buf_truncate(&keys->paste, 0);
	for (;;) {
		int byte = next_byte(keys, PASTE_MS);

		if (byte < 0)
			break;
		if (keys->paste.length < PASTE_LIMIT)
			buf_add_char(&keys->paste, byte == '\r' ? '\n' :
			    (char)byte);
		if (byte == '~' && keys->paste.length >= length &&
		    memcmp(keys->paste.data + keys->paste.length - length, end,
			length) == 0) {
			buf_truncate(&keys->paste,
			    keys->paste.length - length);
			break;
		}
	}
	return INPUT_PASTE;
}

static int
find_sequence(const struct sequence *list, size_t count, const char *bytes)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(list[i].bytes, bytes) == 0)
			return list[i].key;
	}
	return INPUT_NONE;
}

/* "[1;5C": a key with modifiers is the key without them. */
static void
drop_modifiers(char *bytes)
{
	char *semicolon = strchr(bytes, ';');
	size_t length = strlen(bytes);

	if (semicolon == NULL || bytes[0] != '[')
		return;
	if (semicolon == bytes + 2 && bytes[1] == '1' &&
	    bytes[length - 1] != '~') {
		bytes[1] = bytes[length - 1];
		bytes[2] = '\0';
		return;
	}
	semicolon[0] = bytes[length - 1];
	semicolon[1] = '\0';
}

static int
key_of_sequence(const struct keys *keys, char *bytes)
{
	int key = find_sequence(keys->own.items, keys->own.count, bytes);

	if (key == INPUT_NONE)
		key = find_sequence(common, ARRAY_COUNT(common), bytes);
	if (key != INPUT_NONE || strchr(bytes, ';') == NULL)
		return key;
	drop_modifiers(bytes);
	return find_sequence(common, ARRAY_COUNT(common), bytes);
}

/*
 * Reads what follows ESC and FIRST ('[' or 'O').  INPUT_NONE for what nobody
 * knows: it was swallowed.
 */
static int
read_sequence(struct keys *keys, int first)
{
	char bytes[32] = { (char)first };
	size_t length = 1;

	for (;;) {
		int byte = next_byte(keys, LATE_MS);

		if (byte < 0)
			return INPUT_NONE;
		if (byte == 0x1b) {
			/* Another one begins: this one was broken off. */
			keys->at--;
			return INPUT_NONE;
		}
		if (length + 1 < sizeof(bytes))
			bytes[length++] = (char)byte;
		/* The Linux console's "[[A", and X10 mouse reports "[M...". */
		if (length == 2 && first == '[' && byte == '[')
			continue;
		if (length == 2 && first == '[' && byte == 'M') {
			for (int i = 0; i < 3; i++)
				next_byte(keys, LATE_MS);
			return INPUT_NONE;
		}
		if (byte >= 0x40 && byte <= 0x7e)
			break;
		if (first == 'O' && length > 3)
			break;
	}
	bytes[length] = '\0';
	return key_of_sequence(keys, bytes);
}

/* Swallows a string sequence (OSC, DCS, APC, PM) up to BEL or ST. */
static void
swallow_string(struct keys *keys)
{
	int byte, before = 0;

	while ((byte = next_byte(keys, LATE_MS)) >= 0) {
		if (byte == 0x07 || (before == 0x1b && byte == '\\'))
			return;
		before = byte;
	}
}

/* What stands behind an ESC. */
static int
read_escape(struct keys *keys)
{
	int byte = next_byte(keys, keys->escape_delay);

	if (byte < 0) {
		keys->lone_escape = clock_ticks() + 1;
		return INPUT_ESCAPE;
	}
	if (byte == '[' || byte == 'O') {
		int key = read_sequence(keys, byte);

		return key == INPUT_PASTE ? read_paste(keys) : key;
	}
	if (byte == ']' || byte == 'P' || byte == '_' || byte == '^') {
		swallow_string(keys);
		return INPUT_NONE;
	}
	if (byte == 0x1b) {
		keys->at--;
		return INPUT_ESCAPE;
	}
	/* Alt with a key: nothing is bound to it. */
	return INPUT_NONE;
}

/* The rest of a UTF-8 character that begins with FIRST. */
static int
read_character(struct keys *keys, int first)
{
	char bytes[4] = { (char)first };
	size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
	uint32_t code;

	for (size_t i = 1; i < length; i++) {
		int byte = next_byte(keys, LATE_MS);

		if (byte < 0x80 || byte > 0xbf) {
			if (byte >= 0)
				keys->at--;
			return INPUT_NONE;
		}
		bytes[i] = (char)byte;
	}
	if (utf8_decode(bytes, length, &code) != length)
		return INPUT_NONE;
	return (int)code;
}

/* Whether BYTE is the late rest of a sequence whose ESC was given as a key. */
static bool
is_late_rest(struct keys *keys, int byte)
{
	int64_t escape = keys->lone_escape;

	keys->lone_escape = 0;
	return escape != 0 && (byte == '[' || byte == 'O') &&
	    clock_ticks() - escape < LATE_MS;
}

int
keys_read(struct keys *keys)
{
	for (;;) {
		int key = wait_byte(keys, -1), byte;

		if (key == 0)
			continue;
		if (key < 0)
			return key;
		byte = keys->bytes[keys->at++];
		if (is_late_rest(keys, byte)) {
			if (read_sequence(keys, byte) == INPUT_PASTE)
				return read_paste(keys);
			continue;
		}
		if (byte == 0x1b)
			key = read_escape(keys);
		else if (byte == '\n' || byte == '\r')
			key = INPUT_ENTER;
		else if (byte == 0x08)
			key = INPUT_BACKSPACE;
		else if (byte >= 0x80)
			key = byte >= 0xc2 && byte <= 0xf4 ?
			    read_character(keys, byte) : INPUT_NONE;
		else
			key = byte;
		if (key != INPUT_NONE)
			return key;
	}
}

bool
keys_has_more(struct keys *keys)
{
	return wait_byte(keys, 0) == 1;
}

const char *
keys_paste(struct keys *keys, size_t *length)
{
	*length = keys->paste.length;
	return buf_text(&keys->paste);
}
