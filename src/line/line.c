/*
 * libedit behind line.h, in one configuration.  libedit keeps text, cursor,
 * kills and vi's or emacs' keys; it never draws (its streams are
 * /dev/null) and never reads (its characters come from the face).
 *
 * What is held here, and why:
 *  - one EditLine for the run: a second one leaks inside libedit;
 *  - it runs unbuffered, one command a call, on a pseudo-terminal of its own:
 *    it turns echo and signals on for moments, in which typed keys would be
 *    echoed or kill; where there is none it gets the real terminal, whose modes
 *    are put back whenever it has moved them;
 *  - ~/.editrc is not obeyed but for "bind -v": it could bind ed-command or
 *    vi-histedit, which run an editor on a world-known temporary file;
 *  - keys that are no characters are handed on as C1 controls, which nobody
 *    can type, so that no binding begins with Esc and a lone Esc never waits;
 *  - a secret is edited with emacs' keys (vi's "." would repeat it) and the
 *    kill buffer is written over behind it.
 */
#include "line/line.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <histedit.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "line/line_keys.h"
#include "line/recall.h"

#define TEXT_LIMIT 4096		/* bytes */
#define KILLED_LIMIT (TEXT_LIMIT + 1)

#define CONTROL(c) ((c) & 0x1f)

enum {
	KEY_TAB = 0x09, KEY_LINE_FEED = 0x0a, KEY_RETURN = 0x0d,
	KEY_ESC = 0x1b, KEY_RUBOUT = 0x7f
};

struct line {
	EditLine *edit;
	FILE *nowhere;
	int fd;			/* the terminal libedit has */
	int master;		/* of it, when it is our own; else -1 */
	bool wants_vi;		/* the user's choice */
	bool cancelled;		/* by a bound function or inside of a command */
	struct recall *recalls[RECALLS];	/* one a name */

	/* While a line is edited: */
	const struct line_request *request;
	const struct line_io *io;
	wint_t queue[2];	/* characters libedit shall read next */
	size_t queued;
	struct buf text;	/* the line as UTF-8 */
	size_t cursor;		/* byte */
	struct buf complaint, hint;
	bool good;		/* Enter may take it */
	struct recall *recall;	/* NULL: none */
	size_t back;		/* texts gone back in it */
	struct buf unsent;	/* what was typed before going back */
};

/* --- UTF-8 and wide characters, whatever the locale --- */

static wchar_t *
to_wide(const char *text, size_t length)
{
	wchar_t *wide = xreallocarray(NULL, length + 1, sizeof(*wide));
	size_t count = 0;

	while (length > 0) {
		uint32_t code;
		size_t used = utf8_decode(text, length, &code);

		wide[count++] = (wchar_t)code;
		text += used;
		length -= used;
	}
	wide[count] = L'\0';
	return wide;
}

static void
add_wide(struct buf *out, const wchar_t *from, const wchar_t *to)
{
	char utf8[4];

	for (; from < to; from++)
		buf_add(out, utf8, utf8_encode((uint32_t)*from, utf8));
}

/* --- what libedit asks --- */

/* Bound to Esc where it leaves. */
static unsigned char
leave(EditLine *edit, int c)
{
	struct line *line;

	(void)c;
	if (el_wget(edit, EL_CLIENTDATA, &line) == 0)
		line->cancelled = true;
	return CC_NORM;
}

static wchar_t *
no_prompt(EditLine *edit)
{
	static wchar_t nothing[] = L"";

	(void)edit;
	return nothing;
}

static void show(struct line *line);
static void go_back(struct line *line, bool back);

static unsigned char
previous(EditLine *edit, int c)
{
	struct line *line;

	(void)c;
	if (el_wget(edit, EL_CLIENTDATA, &line) == 0)
		go_back(line, true);
	return CC_REFRESH;
}

static unsigned char
next(EditLine *edit, int c)
{
	struct line *line;

	(void)c;
	if (el_wget(edit, EL_CLIENTDATA, &line) == 0)
		go_back(line, false);
	return CC_REFRESH;
}

/*
 * The next character for libedit: what was queued; else it waits inside of a
 * command (vi's "r", "f") and the user is asked.
 */
static int
next_character(EditLine *edit, wchar_t *out)
{
	struct line *line;
	int key;

	if (el_wget(edit, EL_CLIENTDATA, &line) != 0)
		return -1;
	if (line->queued > 0) {
		*out = (wchar_t)line->queue[0];
		line->queue[0] = line->queue[1];
		line->queued--;
		return 1;
	}
	if (line->io == NULL)
		return -1;
	show(line);
	key = line->io->read_key(line->io->arg);
	if (key == CONTROL('C') || key == CONTROL('G'))
		line->cancelled = true;
	*out = key < ' ' || key >= LINE_KEY_FIRST ? KEY_ESC : (wchar_t)key;
	return 1;
}

/* --- start and end --- */

/* Whether ~/.editrc asks for vi's keys. */
static bool
user_wants_vi(void)
{
	const char *home = getenv("HOME");
	AUTO_FREE char *path = home == NULL ? NULL :
	    path_join(home, ".editrc");
	FILE *file = path == NULL ? NULL : fopen(path, "re");
	char row[256];
	bool vi = false;

	while (file != NULL && fgets(row, sizeof(row), file) != NULL) {
		if (strncmp(row, "bind -v", 7) == 0)
			vi = true;
		else if (strncmp(row, "bind -e", 7) == 0)
			vi = false;
	}
	if (file != NULL)
		fclose(file);
	return vi;
}

/* Runs STATEMENT and puts the terminal's modes back if they moved. */
#define KEEPING_MODES(fd, statement) do {                                     \
	struct termios before_;                                                \
	bool known_ = tcgetattr(fd, &before_) == 0;                            \
	statement;                                                             \
	if (known_)                                                            \
		put_modes_back(fd, &before_);                                  \
} while (0)

static void
put_modes_back(int fd, const struct termios *before)
{
	struct termios now;

	if (tcgetattr(fd, &now) != 0)
		return;
	if (now.c_iflag != before->c_iflag || now.c_oflag != before->c_oflag ||
	    now.c_cflag != before->c_cflag || now.c_lflag != before->c_lflag ||
	    memcmp(now.c_cc, before->c_cc, sizeof(now.c_cc)) != 0)
		tcsetattr(fd, TCSANOW, before);
}

static void
start_libedit(struct line *line)
{
	line->edit = el_init_fd("profedit", line->nowhere, line->nowhere,
	    line->nowhere, line->fd, line->fd, line->fd);
	if (line->edit == NULL)
		return;
	el_wset(line->edit, EL_CLIENTDATA, line);
	el_wset(line->edit, EL_SIGNAL, 0);
	el_wset(line->edit, EL_PROMPT, no_prompt);
	el_wset(line->edit, EL_GETCFN, next_character);
	el_wset(line->edit, EL_ADDFN, L"line-leave", L"leave, change nothing",
	    leave);
	el_wset(line->edit, EL_ADDFN, L"line-previous", L"an earlier text",
	    previous);
	el_wset(line->edit, EL_ADDFN, L"line-next", L"a later text", next);
	el_wset(line->edit, EL_UNBUFFERED, 1);
}

/* Opens a pseudo-terminal for libedit alone; false: there is none. */
static bool
open_own_terminal(struct line *line)
{
	const char *name;

	if (fault_point("line-terminal"))
		return false;
	line->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (line->master < 0)
		return false;
	name = grantpt(line->master) == 0 && unlockpt(line->master) == 0 ?
	    ptsname(line->master) : NULL;
	line->fd = name == NULL ? -1 :
	    open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (line->fd < 0) {
		close(line->master);
		line->master = -1;
		return false;
	}
	fcntl(line->master, F_SETFD, FD_CLOEXEC);
	return true;
}

struct line *
line_new(int terminal_fd)
{
	struct line *line;

	if (!isatty(terminal_fd))
		return NULL;
	line = xcalloc(1, sizeof(*line));
	line->master = -1;
	if (!open_own_terminal(line))
		line->fd = terminal_fd;
	line->wants_vi = user_wants_vi();
	line->nowhere = fopen("/dev/null", "r+e");
	if (line->nowhere != NULL)
		KEEPING_MODES(line->fd, start_libedit(line));
	if (line->edit == NULL) {
		line_free(line);
		return NULL;
	}
	return line;
}

void
line_free(struct line *line)
{
	if (line == NULL)
		return;
	if (line->edit != NULL) {
		/* Disabled first: it would throw typed keys away. */
		KEEPING_MODES(line->fd,
		    el_wset(line->edit, EL_EDITMODE, 0);
		    el_end(line->edit));
	}
	for (size_t i = 0; i < RECALLS; i++)
		recall_free(line->recalls[i]);
	if (line->nowhere != NULL)
		fclose(line->nowhere);
	if (line->master >= 0) {
		close(line->fd);
		close(line->master);
	}
	buf_release(&line->text);
	buf_release(&line->complaint);
	buf_release(&line->hint);
	buf_release(&line->unsent);
	free(line);
}

/* --- the line --- */

/* Takes over what libedit has. */
static void
read_line(struct line *line)
{
	const LineInfoW *info = el_wline(line->edit);

	buf_truncate(&line->text, 0);
	add_wide(&line->text, info->buffer, info->cursor);
	line->cursor = line->text.length;
	add_wide(&line->text, info->cursor, info->lastchar);
}

/* One bullet for each character: the text itself does not leave this file. */
static void
draw_masked(struct line *line)
{
	static const char bullet[] = "\342\200\242";
	AUTO_BUF masked = BUF_INIT;
	size_t count = utf8_count(buf_text(&line->text), line->text.length);
	size_t before = utf8_count(buf_text(&line->text), line->cursor);

	for (size_t i = 0; i < count; i++)
		buf_add_text(&masked, bullet);
	line->io->draw(line->io->arg, buf_text(&masked), masked.length,
	    before * strlen(bullet), buf_text(&line->complaint),
	    buf_text(&line->hint));
}

static void
show(struct line *line)
{
	const struct line_request *request = line->request;

	read_line(line);
	buf_truncate(&line->complaint, 0);
	buf_truncate(&line->hint, 0);
	line->good = request->check == NULL || request->check(request->arg,
	    buf_text(&line->text), line->text.length, &line->complaint,
	    &line->hint);
	if (request->secret)
		draw_masked(line);
	else
		line->io->draw(line->io->arg, buf_text(&line->text),
		    line->text.length, line->cursor,
		    buf_text(&line->complaint), buf_text(&line->hint));
}

/* Runs one of libedit's commands, by its key. */
static void
feed(struct line *line, wint_t code)
{
	int count;

	line->queue[0] = code;
	line->queued = 1;
	KEEPING_MODES(line->fd, el_wgets(line->edit, &count));
	line->queued = 0;
}

/* Puts TEXT in at the cursor; false when the line would become too long. */
static bool
insert(struct line *line, const char *text, size_t length)
{
	AUTO_FREE wchar_t *wide = NULL;

	read_line(line);
	if (line->text.length + length > TEXT_LIMIT)
		return false;
	wide = to_wide(text, length);
	return *wide == L'\0' || el_winsertstr(line->edit, wide) == 0;
}

static void
clear(struct line *line)
{
	const LineInfoW *info = el_wline(line->edit);

	el_cursor(line->edit, (int)(info->lastchar - info->cursor));
	el_wdeletestr(line->edit, (int)(info->lastchar - info->buffer));
}

/* Shows an earlier or a later text; what was typed comes back last. */
static void
go_back(struct line *line, bool back)
{
	size_t count = line->recall == NULL ? 0 : recall_count(line->recall);
	AUTO_FREE char *text = NULL;

	if (back ? line->back >= count : line->back == 0) {
		line->io->beep(line->io->arg);
		return;
	}
	if (line->back == 0) {
		read_line(line);
		buf_truncate(&line->unsent, 0);
		buf_add(&line->unsent, buf_text(&line->text),
		    line->text.length);
	}
	line->back += back ? 1 : (size_t)-1;
	text = xstrdup(line->back == 0 ? buf_text(&line->unsent) :
	    recall_get(line->recall, line->back));
	clear(line);
	insert(line, text, strlen(text));
}

/* Nothing of earlier lines is left: not undo, not where in the history. */
static void
begin(struct line *line, const struct line_request *request,
    const struct line_io *io)
{
	line->request = request;
	line->io = io;
	line->cancelled = false;
	KEEPING_MODES(line->fd,
	    el_wset(line->edit, EL_UNBUFFERED, 0);
	    el_wset(line->edit, EL_UNBUFFERED, 1));
	line_keys_bind(line->edit, line->wants_vi && !request->secret);
	line->recall = request->secret || request->history == NULL ? NULL :
	    recall_find(line->recalls, request->history);
	line->back = 0;
	insert(line, request->text, strlen(request->text));
}

/* Writes over what libedit keeps of a secret. */
static void
forget_secret(struct line *line)
{
	wchar_t *filler = xreallocarray(NULL, KILLED_LIMIT, sizeof(*filler));

	for (size_t i = 0; i + 1 < KILLED_LIMIT; i++)
		filler[i] = L'x';
	filler[KILLED_LIMIT - 1] = L'\0';
	clear(line);
	el_winsertstr(line->edit, filler);
	feed(line, CONTROL('U'));
	free(filler);
	/* A kill of nothing: nothing can be yanked. */
	feed(line, CONTROL('U'));
	memset(line->text.data, 0, line->text.data != NULL ?
	    line->text.capacity : 0);
	buf_truncate(&line->text, 0);
}

/* --- keys the line answers itself --- */

/*
 * Pasted TEXT: line ends behind it are dropped, others become blanks unless
 * the caller can open an editor.  True when there are several lines for it.
 */
static bool
take_paste(struct line *line)
{
	size_t length;
	const char *text = line->io->paste(line->io->arg, &length);
	AUTO_BUF kept = BUF_INIT;
	bool several;

	while (length > 0 && text[length - 1] == '\n')
		length--;
	several = memchr(text, '\n', length) != NULL;
	if (several && line->request->may_open_editor) {
		read_line(line);
		buf_insert(&line->text, line->cursor, text, length);
		return true;
	}
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n')
			buf_add_char(&kept, ' ');
		else if ((c >= ' ' || c == '\t') && c != 0x7f)
			buf_add_char(&kept, text[i]);
	}
	if (!insert(line, buf_text(&kept), kept.length))
		line->io->beep(line->io->arg);
	return false;
}

/* The bytes that all lines of LIST begin with; *COUNT lines. */
static size_t
common_start(const char *list, size_t *count)
{
	size_t common = strcspn(list, "\n");
	const char *first = list;

	*count = 0;
	while (*list != '\0') {
		size_t length = strcspn(list, "\n"), same = 0;

		while (same < length && same < common &&
		    list[same] == first[same])
			same++;
		common = same;
		++*count;
		list += length + (list[length] == '\n');
	}
	/* Not within a character. */
	while (common > 0 && ((unsigned char)first[common] & 0xc0) == 0x80)
		common--;
	return common;
}

static void
complete(struct line *line)
{
	const struct line_request *request = line->request;
	AUTO_BUF list = BUF_INIT, behind = BUF_INIT;
	size_t count, common;

	if (request->complete == NULL || request->secret) {
		line->io->beep(line->io->arg);
		return;
	}
	read_line(line);
	request->complete(request->arg, buf_text(&line->text), line->cursor,
	    &list);
	common = common_start(buf_text(&list), &count);
	if (common > line->cursor || (count == 1 && common > 0 &&
	    (common != line->cursor || memcmp(buf_text(&list),
	    buf_text(&line->text), common) != 0))) {
		size_t tail;

		buf_add(&behind, buf_text(&line->text) + line->cursor,
		    line->text.length - line->cursor);
		tail = utf8_count(buf_text(&behind), behind.length);
		clear(line);
		insert(line, buf_text(&list), common);
		insert(line, buf_text(&behind), behind.length);
		el_cursor(line->edit, -(int)tail);
		return;
	}
	if (count == 0)
		line->io->beep(line->io->arg);
	else if (count > 1)
		line->io->candidates(line->io->arg, buf_text(&list));
}

/* KEY goes to libedit, as far as it has a meaning there. */
static void
hand_on(struct line *line, int key)
{
	const LineInfoW *info = el_wline(line->edit);
	char utf8[4];
	wint_t code;

	if (key == CONTROL('D') && info->cursor == info->lastchar)
		return;		/* would be the end of input */
	if (key < LINE_KEY_FIRST) {
		if (key >= C1_FIRST && key <= C1_LAST)
			return;
		if (key >= ' ' && key != KEY_RUBOUT &&
		    line->text.length +
		    utf8_encode((uint32_t)key, utf8) > TEXT_LIMIT)
			line->io->beep(line->io->arg);
		else
			feed(line, (wint_t)key);
		return;
	}
	code = line_keys_code(key);
	if (code != 0)
		feed(line, code);
}

/* One key; false while the line goes on, else *RESULT. */
static bool
run_key(struct line *line, int key, enum line_result *result)
{
	switch (key) {
	case KEY_RETURN:
	case KEY_LINE_FEED:
		*result = LINE_TAKEN;
		if (!line->good)
			line->io->beep(line->io->arg);
		return line->good;
	case CONTROL('C'):
	case CONTROL('G'):
		*result = LINE_CANCELLED;
		return true;
	case CONTROL('O'):
		*result = LINE_OPEN_EDITOR;
		return line->request->may_open_editor;
	case KEY_TAB:
		complete(line);
		return false;
	case LINE_KEY_PASTE:
		*result = LINE_MANY_LINES;
		return take_paste(line);
	default:
		hand_on(line, key);
		*result = LINE_CANCELLED;
		return line->cancelled;
	}
}

enum line_result
line_edit(struct line *line, const struct line_request *request,
    const struct line_io *io, struct buf *out)
{
	enum line_result result;

	if (strlen(request->text) > TEXT_LIMIT)
		return LINE_FAILED;
	begin(line, request, io);
	do
		show(line);
	while (!run_key(line, io->read_key(io->arg), &result));
	if (result == LINE_TAKEN || result == LINE_OPEN_EDITOR)
		read_line(line);
	buf_truncate(out, 0);
	if (result != LINE_CANCELLED)
		buf_add(out, buf_text(&line->text), line->text.length);
	if (result == LINE_TAKEN && line->recall != NULL)
		recall_keep(line->recall, buf_text(&line->text));
	line->io = NULL;
	if (request->secret)
		forget_secret(line);
	return result;
}
