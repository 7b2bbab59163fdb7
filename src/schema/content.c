/*
 * What a key's description says about single values: its bullets become the
 * meanings of the key's choices, the rest becomes its help.
 */
#include "config.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "schema/internal.h"

/* Values of a list that are looked through for each bullet. */
enum { EXPLAINED_MOST = 512 };

struct content {
	struct loader *loader;
	struct schema_key *key;		/* whose values are explained */
	struct schema_choice *choices;	/* KEY's own, to be written to */
	VEC(struct schema_choice) found;	/* when it has no list */
	struct buf scratch;
};

static struct schema_choice *
find_choice(struct content *content, const char *text, size_t length)
{
	struct schema_scalar value;

	for (size_t i = 0; i < content->key->choice_count; i++) {
		const char *have = content->choices[i].value.text;

		if (strlen(have) == length && memcmp(have, text, length) == 0)
			return &content->choices[i];
	}
	if (content->key->type == SCHEMA_STRING ||
	    !literal_parse(text, length, content->key->type, NULL, &value))
		return NULL;
	for (size_t i = 0; i < content->key->choice_count; i++)
		if (literal_equal(&content->choices[i].value, &value))
			return &content->choices[i];
	return NULL;
}

/* 'EAS:' may be the value "EAS" with the colon on the wrong side. */
static struct schema_choice *
find_value(struct content *content, const struct bullet_value *value)
{
	struct schema_choice *choice =
	    find_choice(content, value->text, value->length);

	if (choice == NULL && value->length > 1 &&
	    value->text[value->length - 1] == ':')
		choice = find_choice(content, value->text, value->length - 1);
	return choice;
}

static const char *
make_meaning(struct content *content, const struct bullet *bullet)
{
	if (bullet->meaning_length == 0)
		return NULL;
	buf_truncate(&content->scratch, 0);
	plain_inline(bullet->meaning, bullet->meaning_length,
	    &content->scratch);
	return arena_strndup(content->loader->arena,
	    buf_text(&content->scratch), content->scratch.length);
}

static double
as_number(const struct schema_scalar *value)
{
	if (value->type == VALUE_REAL)
		return value->real;
	return value->integer.negative ? -(double)value->integer.magnitude :
	    (double)value->integer.magnitude;
}

static void
set_meaning(struct schema_choice *choice, const char *meaning)
{
	if (choice->meaning == NULL)
		choice->meaning = meaning;
}

/* All choices from FROM to TO. */
static void
explain_range(struct content *content, const struct schema_choice *from,
    const struct schema_choice *to, const char *meaning)
{
	if (from->value.type != VALUE_INTEGER && from->value.type != VALUE_REAL)
		return;
	double low = as_number(&from->value), high = as_number(&to->value);

	for (size_t i = 0; i < content->key->choice_count; i++) {
		double number = as_number(&content->choices[i].value);

		if (number >= low && number <= high)
			set_meaning(&content->choices[i], meaning);
	}
}

/* The bullet of a key that has a list: false when it is about none of it. */
static bool
explain_choices(struct content *content, const struct bullet *bullet)
{
	struct schema_choice *before = NULL;
	const char *meaning = NULL;
	bool known = false;

	for (size_t i = 0; i < bullet->count; i++) {
		struct schema_choice *choice =
		    find_value(content, &bullet->values[i]);

		if (choice == NULL)
			continue;
		if (!known)
			meaning = make_meaning(content, bullet);
		known = true;
		set_meaning(choice, meaning);
		if (before != NULL && bullet->values[i - 1].through)
			explain_range(content, before, choice, meaning);
		before = choice;
	}
	return known;
}

/* Without a list: values in quotes, and numbers, are suggestions. */
static bool
collect_choices(struct content *content, const struct bullet *bullet)
{
	enum schema_type type = content->key->type;
	bool is_number = type == SCHEMA_INTEGER || type == SCHEMA_REAL;
	struct schema_choice choice = { .meaning = NULL };
	size_t before = content->found.count;

	if (!is_number && (type != SCHEMA_STRING || !bullet->quoted))
		return false;
	/* Texts that only stand there may be anything: file names, types. */
	if (!is_number && bullet->meaning_length == 0)
		return false;
	if (!bullet->parted && !(is_number && bullet->quoted))
		return false;
	for (size_t i = 0; i < bullet->count; i++) {
		const struct bullet_value *value = &bullet->values[i];

		if (value->through || !literal_parse(value->text,
		    value->length, type, content->loader->arena,
		    &choice.value))
			return false;
		if (choice.meaning == NULL)
			choice.meaning = make_meaning(content, bullet);
		*VEC_PUSH(content->found) = choice;
	}
	return content->found.count > before;
}

static bool
take_bullet(const char *text, size_t length, void *arg)
{
	struct content *content = arg;
	struct bullet bullet;

	if (!bullet_parse(text, length, &bullet))
		return false;
	if (content->key->choice_count > EXPLAINED_MOST)
		return false;
	if (content->key->choice_count > 0)
		return explain_choices(content, &bullet);
	return collect_choices(content, &bullet);
}

/* An array's description explains the values of its items. */
static struct schema_key *
explained_key(struct schema_key *key)
{
	const struct key_list *items = key->subkeys;

	if (key->type == SCHEMA_ARRAY && items != NULL && items->count == 1)
		return items->keys[0];
	return key;
}

static void
keep_found(struct content *content)
{
	struct schema_key *key = content->key;
	size_t count = content->found.count;

	if (count == 0)
		return;
	struct schema_choice *choices = arena_alloc(content->loader->arena,
	    count * sizeof *choices);

	memcpy(choices, content->found.items, count * sizeof *choices);
	key->choices = choices;
	key->choice_count = count;
	key->open_choices = true;
}

void
compile_content(struct loader *loader, struct schema_key *key)
{
	struct content content = { .loader = loader };
	struct buf *out = &loader->scratch;

	if (strpbrk(key->content, "\n`\\[<*_") == NULL) {
		key->help = key->content;
		return;
	}
	content.key = explained_key(key);
	if (content.key->open_choices)	/* found in another text */
		content.key = key;
	/* The list was made by this loader in its own arena. */
	content.choices = (struct schema_choice *)content.key->choices;
	buf_truncate(out, 0);
	plain_text(key->content, take_bullet, &content, out);
	key->help = arena_strndup(loader->arena, buf_text(out), out->length);
	if (content.key == key)
		keep_found(&content);
	VEC_RELEASE(content.found);
	buf_release(&content.scratch);
}
