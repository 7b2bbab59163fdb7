/* VALUE of a command line.  See given.h. */
#include "cli/given.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "cli/cli.h"
#include "profile/edit.h"
#include "schema/place.h"
#include "value/draft.h"
#include "value/type.h"

#define VALUE_LIMIT ((size_t)64 << 20)	/* bytes of @FILE */

static bool
is_from_file(const char *given)
{
	return given[0] == '@' && given[1] != '@';
}

/* A text that begins with '@' is written with two. */
static bool
read_text(const char *given, struct buf *out, struct error *err)
{
	if (is_from_file(given))
		return file_read_input(given + 1, VALUE_LIMIT, out, err);
	buf_add_text(out, given[0] == '@' ? given + 1 : given);
	return true;
}

/*
 * What `echo` and editors put behind a text of one line is no part of it; in a
 * text of several lines nobody knows.
 */
static void
drop_line_end(struct buf *text)
{
	const char *bytes = buf_text(text);
	size_t length = text->length;

	if (length == 0 || memchr(bytes, '\n', length) != bytes + length - 1)
		return;
	length--;
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	buf_truncate(text, length);
}

static bool
choose_type(const struct cli_options *options, const struct given_place *at,
    enum value_type *out, struct error *err)
{
	if (options->type != NULL) {
		if (type_parse_name(options->type, out))
			return true;
		error_set(err, ERR_USAGE, "'%s' is no type: string, integer, "
		    "real, boolean, date, data, array or dictionary",
		    options->type);
		return false;
	}
	if (at->place != NULL && at->place->type != SCHEMA_ANY) {
		*out = (enum value_type)at->place->type;
		return true;
	}
	if (at->value != NULL) {
		*out = (enum value_type)at->value->type;
		return true;
	}
	error_set(err, ERR_TYPE, "no schema knows the type of '%s': say it "
	    "with --type", options->args.items[1]);
	return false;
}

static struct draft *
read_fragment(const char *given, struct error *err)
{
	AUTO_BUF text = BUF_INIT;
	struct draft *draft;

	if (!read_text(given, &text, err))
		return NULL;
	draft = edit_parse_fragment(buf_text(&text), text.length, err);
	if (draft == NULL)
		error_locate(err, is_from_file(given) ? given + 1 : "VALUE",
		    0, 0);
	return draft;
}

/* What a file holds is not repeated either: it may be anything. */
static void
refuse(const struct given_place *at, const char *given, enum value_type type,
    struct error *err)
{
	const char *wanted = type_wants(type);

	if (is_from_file(given))
		error_set(err, ERR_SYNTAX, "'%s' must be %s, and '%s' holds "
		    "something else", at->name, wanted, given + 1);
	else if (at->secret)
		error_set(err, ERR_SYNTAX, "'%s' must be %s, and what was "
		    "given is something else", at->name, wanted);
	else
		error_set(err, ERR_SYNTAX, "'%s' must be %s, not '%.60s'",
		    at->name, wanted, given);
}

struct draft *
given_read(const struct cli_options *options, const struct given_place *at,
    struct error *err)
{
	const char *given = options->args.items[2];
	AUTO_BUF text = BUF_INIT;
	struct draft *draft;
	enum value_type type;

	if (options->plist)
		return read_fragment(given, err);
	if (!choose_type(options, at, &type, err))
		return NULL;
	if (value_type_is_container(type)) {
		error_set(err, ERR_TYPE, "'%s': %s is given as XML: use "
		    "--plist", at->name, type == VALUE_ARRAY ?
		    "an array" : "a dictionary");
		return NULL;
	}
	if (!read_text(given, &text, err))
		return NULL;
	if (type == VALUE_DATA && is_from_file(given))
		return draft_data(buf_text(&text), text.length);
	if (is_from_file(given))
		drop_line_end(&text);
	draft = type_parse(type, buf_text(&text), text.length, clock_now(),
	    NULL);
	if (draft == NULL)
		refuse(at, given, type, err);
	return draft;
}
