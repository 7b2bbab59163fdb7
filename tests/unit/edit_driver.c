/*
 * Random edits.  See edit_driver.h.
 */
#include "edit_driver.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/vec.h"
#include "profile/edit.h"
#include "profile/profile.h"
#include "profile/referee.h"
#include "value/draft.h"

static const char *const texts[] = {
	"", "x", "a & b < c > d", "two\nlines", "cr\rhere", "]]>", " blanks ",
	"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "<!-- no comment -->",
	"<![CDATA[", "\"quotes\" 'too'", "tab\tand\n\n\nmore", "&amp;",
};

static const char *const names[] = {
	"Alpha", "Beta", "gamma", "Delta", "PayloadType", "PayloadContent",
	"a&b", "<key>", "", "zz", "PayloadUUID", "\xE2\x82\xAC", "Omega",
};

static const char *const order[] = {
	"PayloadType", "Alpha", "Omega", "gamma", "zz", "Beta", NULL
};

static uint32_t
below(struct driver *driver, size_t limit)
{
	uint32_t number = driver->next(driver->arg, &driver->ended);

	return limit == 0 ? 0 : (uint32_t)(number % limit);
}

/* ---- what to edit, and to what */

static struct value *
pick(struct driver *driver, struct profile *profile)
{
	struct value *value = profile_root(profile);

	while (value_count(value) > 0 && below(driver, 5) != 0)
		value = value_at(value, below(driver, value_count(value)));
	return value;
}

static struct value *
pick_container(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);

	while (!value_is_container(value) && value->parent != NULL)
		value = value->parent;
	return value;
}

static struct draft *
make_data(struct driver *driver)
{
	size_t length = below(driver, 200);
	char bytes[200];

	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i * 7 + length);
	return draft_data(bytes, length);
}

static struct draft *
make_draft(struct driver *driver, size_t depth)
{
	enum value_type type = (enum value_type)below(driver, VALUE_TYPES);
	struct draft *draft;
	size_t count;

	if (depth == 0 && (type == VALUE_ARRAY || type == VALUE_DICT))
		type = VALUE_STRING;
	switch (type) {
	case VALUE_STRING:
		return draft_string(texts[below(driver, ARRAY_COUNT(texts))]);
	case VALUE_INTEGER:
		return draft_integer(integer_from((int64_t)below(driver, 99) -
		    9));
	case VALUE_REAL:
		return draft_real(below(driver, 1000) / 8.0 - 1);
	case VALUE_BOOLEAN:
		return draft_boolean(below(driver, 2) == 0);
	case VALUE_DATE:
		return draft_date((int64_t)below(driver, 1u << 30) * 60);
	case VALUE_DATA:
		return make_data(driver);
	default:
		break;
	}
	draft = draft_empty(type);
	count = below(driver, 4);
	for (size_t i = 0; i < count; i++)
		draft_add(draft, type == VALUE_DICT ? names[i] : NULL,
		    make_draft(driver, depth - 1));
	return draft;
}

/* ---- one edit each */

static bool
set_one(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);
	struct draft *draft = make_draft(driver, 3);
	bool ok = edit_set(profile, value, draft, NULL);

	draft_free(draft);
	return ok;
}

/* The same type: what people do most. */
static bool
change_one(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);
	struct draft *draft = draft_from_value(value);
	struct draft *other = NULL;
	bool ok;

	for (size_t i = 0; i < 20 && (other == NULL ||
	    other->type != draft->type); i++) {
		draft_free(other);
		other = make_draft(driver, 2);
	}
	ok = other->type == draft->type &&
	    edit_set(profile, value, other, NULL);
	draft_free(other);
	draft_free(draft);
	return ok;
}

static bool
insert_one(struct driver *driver, struct profile *profile)
{
	struct value *container = pick_container(driver, profile);
	struct draft *draft = make_draft(driver, 3);
	bool ok;

	if (container->type == VALUE_DICT)
		ok = edit_insert(profile, container,
		    names[below(driver, ARRAY_COUNT(names))], draft,
		    below(driver, 2) == 0 ? order : NULL, NULL, NULL);
	else
		ok = edit_insert_item(profile, container,
		    below(driver, value_count(container) + 1), draft, NULL,
		    NULL);
	draft_free(draft);
	return ok;
}

static bool
remove_one(struct driver *driver, struct profile *profile)
{
	return edit_remove(profile, pick(driver, profile), NULL);
}

static bool
rename_one(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);

	return edit_rename(profile, value,
	    names[below(driver, ARRAY_COUNT(names))], NULL);
}

static bool
move_inside(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);

	return value->parent != NULL && edit_move(profile, value, value->parent,
	    below(driver, value_count(value->parent)), NULL);
}

static bool
move_across(struct driver *driver, struct profile *profile)
{
	struct value *value = pick(driver, profile);
	struct value *container = pick_container(driver, profile);

	return edit_move(profile, value, container,
	    below(driver, value_count(container) + 1), NULL);
}

static bool
duplicate_one(struct driver *driver, struct profile *profile)
{
	return edit_duplicate(profile, pick(driver, profile),
	    names[below(driver, ARRAY_COUNT(names))], NULL, NULL);
}

static bool
replace_text(struct driver *driver, struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;

	if (below(driver, 10) != 0)
		return false;
	profile_text(profile, &text);
	buf_add_text(&text, "<!-- again -->\n");
	return edit_replace_text(profile, text.data, text.length, NULL);
}

static bool
give_up(struct driver *driver, struct profile *profile)
{
	edit_begin(profile, "given up");
	insert_one(driver, profile);
	set_one(driver, profile);
	edit_abort(profile);
	return false;
}

static bool (*const edits[])(struct driver *, struct profile *) = {
	set_one, change_one, change_one, insert_one, insert_one, remove_one,
	rename_one, move_inside, move_across, duplicate_one, replace_text,
	give_up,
};

/* ---- what has to hold */

const char *
driver_check_tree(struct profile *profile)
{
	const struct value *root = profile_root(profile);

	if (root->parent != NULL)
		return "the root has a parent";
	for (const struct value *value = root; value != NULL;
	    value = value_next(value, root)) {
		size_t dicts = 0;

		for (size_t i = 0; i < value_count(value); i++) {
			const struct value *child = value_at(value, i);

			if (child->parent != value || child->index != i)
				return "a value is not where it says it is";
			if ((child->key != NULL) != (value->type == VALUE_DICT))
				return "a key is missing or too many";
			if (child->key != NULL && value_find_n(value,
				child->key->name, child->key->length) == NULL)
				return "an entry is not found by its name";
			dicts += child->type == VALUE_DICT;
		}
		if (value->type == VALUE_ARRAY && value->items.dicts != dicts)
			return "the count of dictionaries is wrong";
	}
	return NULL;
}

const char *
driver_check_text(struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;
	struct profile *again;
	bool same;

	/* As it would be saved, for the declaration names an encoding. */
	if (profile_get_format(profile) == PROFILE_BINARY)
		profile_text(profile, &text);
	else if (!profile_bytes(profile, &text, NULL))
		return "the text cannot be written in its encoding";
	again = profile_parse("again", text.data, text.length, NULL, NULL);
	if (again == NULL)
		return "the text does not read again";
	same = value_equal(profile_root(profile), profile_root(again));
	profile_close(again);
	return same ? NULL : "the text reads as another tree";
}

/* A save would go through: the referee has nothing against it. */
static const char *
check_save(struct profile *profile, const struct buf *old)
{
	AUTO_BUF new = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (!profile_bytes(profile, &new, &err))
		return "the bytes cannot be made";
	if (referee_accepts(profile, new.data, new.length, old->data,
		old->length, &err))
		return NULL;
	fprintf(stderr, "%s\n", err.message);
	return "the referee refuses the save";
}

/* The text in short. */
static uint64_t
digest(struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;
	uint64_t hash = 14695981039346656037u;

	profile_text(profile, &text);
	for (size_t i = 0; i < text.length; i++)
		hash = (hash ^ (unsigned char)text.data[i]) * 1099511628211u;
	return hash;
}

/* ---- */

struct history {
	VEC(uint64_t) digests;	/* before the first group, after the first … */
};

static void
make_group(struct driver *driver, struct profile *profile)
{
	size_t count = below(driver, 4) == 0 ? 3 : 1;

	edit_begin(profile, "group");
	for (size_t i = 0; i < count && !driver->ended; i++) {
		size_t kind = below(driver, ARRAY_COUNT(edits));

		driver->made += edits[kind](driver, profile);
	}
	edit_end(profile);
}

static void
note(struct history *history, struct profile *profile)
{
	size_t at = edit_count_since_mark(profile);

	/* Nothing was changed: no step. After an undo: another history. */
	while (history->digests.count > at)
		history->digests.count--;
	*VEC_PUSH(history->digests) = digest(profile);
}

static const char *
walk_back(struct history *history, struct profile *profile)
{
	size_t at = history->digests.count - 1;

	while (at > 0) {
		if (!edit_undo(profile))
			return "there are fewer steps to undo than were made";
		if (digest(profile) != history->digests.items[--at])
			return "undo does not give the text that was there";
	}
	if (edit_undo(profile))
		return "there are more steps to undo than were made";
	return driver_check_tree(profile);
}

static const char *
walk_forth(struct history *history, struct profile *profile)
{
	for (size_t at = 1; at < history->digests.count; at++) {
		if (!edit_redo(profile))
			return "there are fewer steps to redo than were made";
		if (digest(profile) != history->digests.items[at])
			return "redo does not give the text that was there";
	}
	return driver_check_tree(profile);
}

static const char *
make_steps(struct driver *driver, struct profile *profile, size_t steps,
    struct history *history)
{
	const char *wrong = NULL;

	note(history, profile);
	for (size_t i = 0; i < steps && !driver->ended && wrong == NULL; i++) {
		if (below(driver, 8) == 0)
			edit_undo(profile);
		make_group(driver, profile);
		note(history, profile);
		wrong = driver_check_tree(profile);
	}
	if (wrong == NULL)
		wrong = driver_check_text(profile);
	return wrong;
}

const char *
driver_run(struct driver *driver, struct profile *profile, size_t steps)
{
	struct history history = { 0 };
	AUTO_BUF old = BUF_INIT;
	const char *wrong = NULL;

	if (!profile_bytes(profile, &old, NULL))
		wrong = "what was read cannot be written";
	if (wrong == NULL)
		wrong = make_steps(driver, profile, steps, &history);
	if (wrong == NULL)
		wrong = check_save(profile, &old);
	if (wrong == NULL)
		wrong = walk_back(&history, profile);
	if (wrong == NULL)
		wrong = walk_forth(&history, profile);
	if (wrong == NULL)
		wrong = driver_check_text(profile);
	VEC_RELEASE(history.digests);
	return wrong;
}
