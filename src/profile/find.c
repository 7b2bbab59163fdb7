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

bool
payload_parse_path(const struct value *root, const char *text,
    struct path *out, struct error *err)
{
	struct path path;
	struct value *payload;
	size_t length;
	size_t number;
	size_t count;

	if (!path_parse(text, &path, err))
		return false;
	if (text[0] == '/' || path.count == 0 ||
	    strchr(path.segments[0], '.') == NULL) {
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
		    strchr(path.segments[0], '.') != NULL)
			error_set(&why, ERR_NOT_FOUND, "there is no payload of "
			    "the type '%s' in the profile, and no such key",
			    path.segments[0]);
		error_move(err, &why);
	}
	path_release(&path);
	return value;
}
