/*
 * Key paths as people write them: payload types as first segments.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "value/path.h"
#include "value/value.h"

#include "profile/payload.h"
#include "profile/profile.h"

/* "TYPE#N" in SEGMENT: the length of the type and N, 1 when there is none. */
static size_t
split_number(const char *segment, size_t *number)
{
	const char *hash = strrchr(segment, '#');
	struct integer integer;

	*number = 1;
	if (hash == NULL || !scalar_parse_integer(hash + 1, strlen(hash + 1),
		&integer) || integer.negative || hash[1] < '0' || hash[1] > '9')
		return strlen(segment);
	*number = integer.magnitude > SIZE_MAX / 2 ? SIZE_MAX / 2 :
	    (size_t)integer.magnitude;
	return (size_t)(hash - segment);
}

/* The NUMBERth payload (from 1) of a type; *COUNT: how many there are. */
static struct value *
find_type(const struct value *root, const char *type, size_t length,
    size_t number, size_t *count)
{
	struct value *payload = payload_next(root, NULL);
	struct value *hit = NULL;

	*count = 0;
	for (; payload != NULL; payload = payload_next(root, payload)) {
		size_t n;
		const char *own = payload_type(payload, &n);

		if (n == length && memcmp(own, type, n) == 0 &&
		    ++*count == number)
			hit = payload;
	}
	return hit;
}

/*
 * Segments of the path from ROOT to VALUE, in front of those of PATH from its
 * second on.
 */
static void
put_in_front(const struct value *root, const struct value *value,
    struct path *path)
{
	AUTO_BUF text = BUF_INIT;

	path_of_value(value, root, &text);
	for (size_t i = 1; i < path->count; i++)
		path_add_segment(&text, path->segments[i],
		    strlen(path->segments[i]));
	path_release(path);
	if (!path_parse(buf_text(&text), path, NULL))
		die("a path that was made does not parse: %s", buf_text(&text));
}

/* ---- as PlistBuddy (":A:0:B") and plutil ("A.0.B") write paths */

/* TEXT cut at MARK, of which one behind a backslash is an ordinary letter. */
static bool
cut(const char *text, char mark, struct path *out)
{
	AUTO_BUF part = BUF_INIT;
	AUTO_BUF pointer = BUF_INIT;

	for (;; text++) {
		if (text[0] == '\\' && (text[1] == mark || text[1] == '\\')) {
			buf_add_char(&part, *++text);
			continue;
		}
		if (*text != mark && *text != '\0') {
			buf_add_char(&part, *text);
			continue;
		}
		if (part.length == 0)
			return false;
		path_add_segment(&pointer, buf_text(&part), part.length);
		buf_truncate(&part, 0);
		if (*text == '\0')
			return path_parse(buf_text(&pointer), out, NULL);
	}
}

/*
 * How many segments from FROM on are the name of one key of DICT, which has
 * MARKs in it; 1 when none is.
 */
static size_t
count_of_name(const struct value *dict, const struct path *path, size_t from,
    char mark)
{
	for (size_t count = path->count - from; count > 1; count--) {
		AUTO_BUF name = BUF_INIT;

		for (size_t i = from; i < from + count; i++) {
			if (i > from)
				buf_add_char(&name, mark);
			buf_add_text(&name, path->segments[i]);
		}
		if (value_find(dict, buf_text(&name)) != NULL)
			return count;
	}
	return 1;
}

/* The pointer to what CUT means below ROOT, into OUT. */
static void
join_names(struct value *root, const struct path *cut_up, char mark,
    struct buf *out)
{
	struct value *value = root;
	size_t count;

	for (size_t i = 0; i < cut_up->count; i += count) {
		AUTO_BUF name = BUF_INIT;
		AUTO_BUF step = BUF_INIT;
		struct path one;

		count = value != NULL && value->type == VALUE_DICT ?
		    count_of_name(value, cut_up, i, mark) : 1;
		for (size_t j = i; j < i + count; j++) {
			if (j > i)
				buf_add_char(&name, mark);
			buf_add_text(&name, cut_up->segments[j]);
		}
		path_add_segment(&step, buf_text(&name), name.length);
		buf_add(out, buf_text(&step), step.length);
		if (value != NULL && path_parse(buf_text(&step), &one, NULL)) {
			value = path_follow(value, &one, NULL, NULL, NULL);
			path_release(&one);
		}
	}
}

/*
 * TEXT in another notation, when it cannot be anything else: it has no '/', is
 * no key of ROOT, and begins with ':' or with a key of ROOT.
 */
static bool
parse_other_notation(struct value *root, const char *text, struct path *out)
{
	static const char marks[] = { ':', '.' };

	if (strchr(text, '/') != NULL || root->type != VALUE_DICT ||
	    value_find(root, text) != NULL)
		return false;
	for (size_t i = 0; i < sizeof marks; i++) {
		bool is_marked = marks[i] == ':' && text[0] == ':';
		AUTO_BUF pointer = BUF_INIT;
		struct path path;
		bool is_it;

		if (strchr(text, marks[i]) == NULL ||
		    !cut(text + is_marked, marks[i], &path))
			continue;
		is_it = is_marked || value_find(root, path.segments[0]) != NULL;
		if (is_it)
			join_names(root, &path, marks[i], &pointer);
		path_release(&path);
		if (is_it)
			return path_parse(buf_text(&pointer), out, NULL);
	}
	return false;
}

bool
payload_parse_path(struct value *root, const char *text, struct path *out,
    struct error *err)
{
	struct path path;
	struct value *payload;
	size_t length;
	size_t number;
	size_t count;

	if (!path_parse(text, &path, err))
		return false;
	if (text[0] == '/' || path.count == 0 ||
	    (strchr(path.segments[0], '.') == NULL && strchr(text, ':') == NULL)) {
		*out = path;
		return true;
	}
	length = split_number(path.segments[0], &number);
	payload = find_type(root, path.segments[0], length, number, &count);
	if (payload != NULL) {
		put_in_front(root, payload, &path);
	} else if (count > 0) {
		error_set(err, ERR_NOT_FOUND, "there is no payload '%s': the "
		    "profile has %zu of that type", path.segments[0], count);
		path_release(&path);
		return false;
	} else if (parse_other_notation(root, text, out)) {
		path_release(&path);
		return true;
	}
	*out = path;
	return true;
}

/* Where the entries called like the one that stopped the way stand. */
static void
name_lines(const struct profile *profile, const struct value *dict,
    const char *name, struct error *err)
{
	enum { MOST = 8 };
	struct position positions[MOST];
	const struct value *entry = value_find(dict, name);
	AUTO_BUF words = BUF_INIT;
	size_t count = 0;

	for (; entry != NULL && count < MOST; entry = value_next_same(entry))
		positions[count++] = (struct position){ .value = entry };
	profile_locate(profile, positions, count);
	buf_addf(&words, "the key '%s' is there more than once, on lines ",
	    name);
	for (size_t i = 0; i < count; i++)
		buf_addf(&words, "%s%zu", i == 0 ? "" :
		    i + 1 < count ? ", " : " and ", positions[i].line);
	if (entry != NULL)
		buf_add_text(&words, " and more");
	error_set(err, ERR_CONFLICT, "%s", buf_text(&words));
}

struct value *
payload_find(const struct profile *profile, const char *text,
    struct error *err)
{
	struct value *root = profile_root(profile);
	AUTO_ERROR why = ERROR_INIT;
	struct path path;
	struct value *reached;
	struct value *value;
	size_t depth;

	if (!payload_parse_path(root, text, &path, err))
		return NULL;
	value = path_follow(root, &path, &reached, &depth, &why);
	if (value == NULL) {
		if (why.code == ERR_CONFLICT)
			name_lines(profile, reached, path.segments[depth],
			    &why);
		else if (why.code == ERR_NOT_FOUND && depth == 0 &&
		    text[0] != '/' && path.count > 0 &&
		    strpbrk(path.segments[0], ":[") != NULL)
			error_set(&why, ERR_NOT_FOUND, "there is no key '%s': "
			    "a path is written /PayloadContent/0/KEY or "
			    "TYPE/KEY", path.segments[0]);
		else if (why.code == ERR_NOT_FOUND && depth == 0 &&
		    text[0] != '/' && path.count > 0 &&
		    strchr(path.segments[0], '.') != NULL)
			error_set(&why, ERR_NOT_FOUND, "there is no payload of "
			    "the type '%s' in the profile, and no such key",
			    path.segments[0]);
		error_move(err, &why);
	}
	path_release(&path);
	return value;
}
