/*
 * What a row is called, and its mark.
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"
#include "value/value.h"
#include "schema/place.h"
#include "check/check.h"
#include "check/report.h"
#include "check/where.h"
#include "form/internal.h"

enum {
	TELLING_KEYS = 64,	/* looked at for an item's name */
	TELLING_ITEMS = 4,	/* a list of so many scalars is told whole */
	TELLING_DEPTH = 4
};

static bool
ends_in(const char *name, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length >= size && text_compare_nocase(name + length - size,
	    size, end, size) == 0;
}

/* How well an entry names the dictionary it is in; 0: not at all. */
static int
telling_rank(const struct form *form, const struct row *item,
    const struct value *entry)
{
	const struct value_key *key = entry->key;
	const struct place *place;

	if (entry->type != VALUE_STRING || entry->unreadable ||
	    entry->string.length == 0)
		return 0;
	place = where_child(form->catalog, form->root, item->value,
	    item->place, key->name, key->length, entry);
	if (report_is_secret(place, entry))
		return 0;
	if (ends_in(key->name, key->length, "DisplayName"))
		return 6;
	if (ends_in(key->name, key->length, "Name"))
		return 5;
	if (ends_in(key->name, key->length, "Identifier"))
		return 4;
	if (ends_in(key->name, key->length, "ID"))
		return 3;
	return place != NULL && place->required ? 2 : 1;
}

static const struct value *
telling_entry(const struct form *form, const struct row *item)
{
	size_t count = value_count(item->value);
	const struct value *best = NULL;
	int rank = 0;

	if (count > TELLING_KEYS)
		count = TELLING_KEYS;
	for (size_t i = 0; i < count; i++) {
		const struct value *entry = value_at(item->value, i);
		int here = telling_rank(form, item, entry);

		if (here > rank) {
			rank = here;
			best = entry;
		}
	}
	return best;
}

/* An item's choice is called by its title alone. */
static void
add_scalar_item(const struct form *form, const struct row *row,
    struct buf *out)
{
	const struct schema_choice *choice;

	choice = show_choice(row->place, row->value);
	if (choice != NULL && choice->title != NULL)
		buf_add_text(out, choice->title);
	else
		show_value(form, row->place, row->value, out);
}

static bool
is_telling_scalar(const struct form *form, const struct row *row)
{
	return row->value->type != VALUE_DATA && !row->value->unreadable &&
	    !form_row_is_secret(form, row);
}

/* "CN, Example": a short list of scalars, also inside of another. */
static void
add_short_array(const struct form *form, const struct row *row,
    unsigned depth, struct buf *out)
{
	size_t count = value_count(row->value), before = out->length;
	const struct place *array = row->place;
	struct row item = *row;

	if (count > TELLING_ITEMS || depth == TELLING_DEPTH)
		return;
	for (size_t i = 0; i < count; i++) {
		item.value = value_at(row->value, i);
		item.place = where_child(form->catalog, form->root,
		    row->value, array, NULL, 0, item.value);
		if (item.value->type == VALUE_ARRAY && count == 1) {
			add_short_array(form, &item, depth + 1, out);
			return;
		}
		if (value_is_container(item.value) ||
		    !is_telling_scalar(form, &item)) {
			buf_truncate(out, before);
			return;
		}
		if (i > 0)
			buf_add_text(out, ", ");
		add_scalar_item(form, &item, out);
	}
}

bool
title_of_item(const struct form *form, const struct row *row, struct buf *out)
{
	const struct value *value = row->value, *entry;
	size_t before = out->length;

	if (value->type == VALUE_DICT) {
		entry = telling_entry(form, row);
		if (entry != NULL)
			words_first_line(entry->string.text,
			    entry->string.length, out);
	} else if (value->type == VALUE_ARRAY) {
		add_short_array(form, row, 0, out);
	} else if (is_telling_scalar(form, row)) {
		add_scalar_item(form, row, out);
	}
	return out->length > before;
}

static void
add_item_title(const struct form *form, const struct row *row,
    struct buf *out)
{
	AUTO_BUF noun = BUF_INIT;

	if (row->container == NULL) {		/* a scalar as the root */
		buf_add_text(out, "Value");
		return;
	}
	if (title_of_item(form, row, out))
		return;
	words_item(row->container_place, &noun);
	noun.data[0] = ascii_to_upper(noun.data[0]);
	buf_addf(out, "%s %zu", buf_text(&noun), row->index + 1);
}

static void
add_add_title(const struct row *row, struct buf *out)
{
	AUTO_BUF noun = BUF_INIT;

	if (row->fold->array) {
		words_item(row->container_place, &noun);
		buf_addf(out, "+ Add %s %s", words_article(buf_text(&noun)),
		    buf_text(&noun));
	} else {
		buf_add_text(out, row->fold->parent == NULL ?
		    "+ Add another key" : "+ Add a key");
	}
}

/* A key under a wildcard has only its name. */
static void
add_key_title(const struct form *form, const struct row *row, struct buf *out)
{
	const struct place *place = row->place;

	if (!form->names && place != NULL && place->key != NULL &&
	    strlen(place->key->name) == row->name_length &&
	    memcmp(place->key->name, row->name, row->name_length) == 0)
		buf_add_text(out, place_title(place));
	else
		buf_add(out, row->name, row->name_length);
}

void
form_row_title(const struct form *form, const struct row *row,
    struct buf *out)
{
	switch (row->kind) {
	case ROW_HEADING:
		buf_add_text(out, row->heading);
		break;
	case ROW_KEY:
		add_key_title(form, row, out);
		break;
	case ROW_ITEM:
		add_item_title(form, row, out);
		break;
	case ROW_ADD:
		add_add_title(row, out);
		break;
	case ROW_NOTHING:
		buf_add_text(out, form->filter == FILTER_ALL ?
		    "(empty)" : "no keys match");
		break;
	}
}

static char
mark_of(enum severity severity)
{
	if (severity == SEVERITY_ERROR)
		return 'x';
	return severity == SEVERITY_WARNING ? '!' : '.';
}

/* Worst of what is said about VALUE itself or the missing key NAME in it. */
static char
own_mark(const struct form *form, const struct value *value, const char *name)
{
	const struct finding *finding;

	if (checker_find(form->checker, value, name, &finding, 1) == 0)
		return '.';
	return mark_of(finding->severity);
}

static char
worse(char a, char b)
{
	static const char order[] = " .!x";

	return strchr(order, a) > strchr(order, b) ? a : b;
}

/* The envelope folded away: its rows are made only to be asked. */
static char
about_mark(const struct form *form, const struct row *row)
{
	struct fold inside = { .form = (struct form *)form,
		.parent = row->fold, .container = row->container,
		.place = row->container_place, .depth = 1, .envelope = true };
	char mark = ' ';

	if (row->heading != entries_about || row->unfolded)
		return ' ';
	entries_build(&inside);
	for (size_t i = 0; i < inside.entries.count; i++) {
		struct row one;
		char here;

		rows_fill(&inside, inside.lead + i, &one);
		here = form_row_mark(form, &one);
		if (here != '.')
			mark = worse(mark, here);
	}
	VEC_RELEASE(inside.entries);
	return mark;
}

char
form_row_mark(const struct form *form, const struct row *row)
{
	enum severity severity;
	char mark;

	if (row->kind == ROW_HEADING)
		return about_mark(form, row);
	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return ' ';
	if (row->value == NULL) {
		AUTO_BUF name = BUF_INIT;

		if (row->container == NULL)
			return ' ';
		buf_add(&name, row->name, row->name_length);
		mark = own_mark(form, row->container, buf_text(&name));
		return mark == '.' ? ' ' : mark;
	}
	if (!value_is_container(row->value) || row->unfolded)
		return own_mark(form, row->value, NULL);
	if (!checker_worst_below(form->checker, row->value, &severity))
		return '.';
	return mark_of(severity);
}
