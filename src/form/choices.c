/*
 * The list behind a row: states of a boolean, values of an enumeration,
 * payloads that may be referred to; and the step to the next of them.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/random.h"
#include "base/vec.h"
#include "value/draft.h"
#include "value/type.h"
#include "schema/place.h"
#include "check/index.h"
#include "form/field.h"
#include "form/internal.h"
#include "form/seed.h"

struct list {
	const struct form *form;
	const struct row *row;
	VEC(struct choice) choices;
};

static struct choice *
push(struct list *list, enum choice_action action, const char *label,
    const char *meaning)
{
	struct choice *choice = VEC_PUSH(list->choices);

	*choice = (struct choice){ .label = xstrdup(label),
		.meaning = xstrdup(meaning != NULL ? meaning : ""),
		.action = action };
	return choice;
}

/* Takes DRAFT. */
static void
push_value(struct list *list, const char *label, const char *meaning,
    struct draft *draft, struct value *target)
{
	struct choice *choice = push(list, CHOICE_SET, label, meaning);
	const struct value *value = list->row->value;

	choice->draft = draft;
	choice->target = target;
	choice->current = value != NULL && draft_equals_value(draft, value);
}

static void
push_unset(struct list *list)
{
	const struct row *row = list->row;
	AUTO_BUF meaning = BUF_INIT;

	if (row->kind != ROW_KEY ||
	    (row->place != NULL && row->place->required))
		return;
	if (row->place != NULL)
		show_default(row->place, &meaning);
	if (meaning.length > 0)
		buf_insert(&meaning, 0, "means: ", strlen("means: "));
	push(list, CHOICE_UNSET, "not set", buf_text(&meaning))->current =
	    row->value == NULL;
}

/* What is there and is in no list stays to be seen, and to be kept. */
static void
push_present(struct list *list)
{
	const struct value *value = list->row->value;
	AUTO_BUF label = BUF_INIT;

	if (value == NULL || value_is_container(value))
		return;
	for (size_t i = 0; i < list->choices.count; i++)
		if (list->choices.items[i].current)
			return;
	if (form_row_is_secret(list->form, list->row))
		buf_add_text(&label, "••••");
	else if (value->unreadable)
		value_show_content(value, &label);
	else
		type_format(value, &label);
	push_value(list, buf_text(&label), "as it is now",
	    draft_from_value(value), NULL);
	list->choices.items[list->choices.count - 1].current = true;
}

static const char *
boolean_meaning(const struct place *place, const struct draft *draft)
{
	const struct schema_choice *choice;
	struct value value;

	draft_borrow(draft, &value);
	choice = show_choice(place, &value);
	if (choice == NULL)
		return NULL;
	return choice->meaning != NULL ? choice->meaning : choice->title;
}

static void
list_boolean(struct list *list)
{
	const struct place *place = list->row->place;
	bool number = place != NULL && place->note->boolean_as_integer;

	push_unset(list);
	for (int state = 1; state >= 0; state--) {
		struct draft *draft = number ?
		    draft_integer(integer_from(state)) : draft_boolean(state);

		push_value(list, state ? "true" : "false",
		    boolean_meaning(place, draft), draft, NULL);
	}
	push_present(list);
}

static void
list_values(struct list *list)
{
	const struct place *place = list->row->place;

	push_unset(list);
	for (size_t i = 0; i < place->choice_count; i++) {
		const struct schema_choice *choice = &place->choices[i];
		AUTO_BUF meaning = BUF_INIT;

		if (choice->title != NULL)
			buf_add_text(&meaning, choice->title);
		if (choice->meaning != NULL && *choice->meaning != '\0')
			buf_addf(&meaning, "%s%s", meaning.length > 0 ?
			    ": " : "", choice->meaning);
		push_value(list, choice->value.text, buf_text(&meaning),
		    seed_scalar(&choice->value), NULL);
	}
	push_present(list);
	if (!place->closed)
		push(list, CHOICE_TYPE_IN, "another value", "typed in");
}

static void
list_uuid(struct list *list)
{
	char uuid[RANDOM_UUID_SIZE];

	push_unset(list);
	push_present(list);
	random_uuid(uuid);
	push(list, CHOICE_NEW_UUID, "new", uuid)->draft = draft_string(uuid);
	push(list, CHOICE_TYPE_IN, "another", "typed in");
}

static bool
list_payload(struct value *payload, void *arg)
{
	struct list *list = arg;
	const struct reference *reference =
	    show_reference_of(list->row->place);
	const char *text;
	size_t length;
	AUTO_BUF label = BUF_INIT;
	AUTO_BUF meaning = BUF_INIT;

	if (payload == list->form->payload ||
	    !value_get_string(value_find(payload, reference->key != NULL ?
	    reference->key : "PayloadUUID"), &text, &length) || length == 0)
		return true;
	show_payload(list->form, payload, &label);
	buf_add(&meaning, text, length);
	push_value(list, buf_text(&label), buf_text(&meaning),
	    draft_string_n(text, length), payload);
	return true;
}

static void
list_references(struct list *list)
{
	const struct reference *reference =
	    show_reference_of(list->row->place);
	const char *const *types = reference->types;

	if (types != NULL && types[0] == NULL)
		types = NULL;
	push_unset(list);
	index_each_payload(list->form->checker, types, list_payload, list);
	push_present(list);
	push(list, CHOICE_TYPE_IN, "another", "typed in");
}

struct choice *
field_choices(const struct form *form, const struct row *row, size_t *count)
{
	struct list list = { .form = form, .row = row };

	switch (field_kind_of(form, row)) {
	case FIELD_BOOLEAN:
		list_boolean(&list);
		break;
	case FIELD_CHOICE:
		list_values(&list);
		break;
	case FIELD_UUID:
		list_uuid(&list);
		break;
	case FIELD_REFERENCE:
		list_references(&list);
		break;
	default:
		break;
	}
	*count = list.choices.count;
	return list.choices.items;
}

void
choices_free(struct choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(choices[i].label);
		free(choices[i].meaning);
		draft_free(choices[i].draft);
	}
	free(choices);
}

/* The choice behind the current one that a step may take; NULL: none. */
static const struct choice *
next_choice(const struct choice *choices, size_t count)
{
	size_t current = count - 1;

	for (size_t i = 0; i < count; i++)
		if (choices[i].current)
			current = i;
	for (size_t i = 1; i <= count; i++) {
		const struct choice *choice = &choices[(current + i) % count];

		if (!choice->current && (choice->action == CHOICE_SET ||
		    choice->action == CHOICE_UNSET))
			return choice;
	}
	return NULL;
}

bool
field_step(struct form *form, const struct row *row, struct error *err)
{
	enum field_kind kind = field_kind_of(form, row);
	const struct choice *next;
	struct choice *choices;
	size_t count;
	bool done = false;

	if (kind != FIELD_BOOLEAN && kind != FIELD_CHOICE &&
	    kind != FIELD_REFERENCE) {
		error_set(err, ERR_UNSUPPORTED, "nothing to step through here");
		return false;
	}
	choices = field_choices(form, row, &count);
	next = count > 0 ? next_choice(choices, count) : NULL;
	if (next == NULL)
		error_set(err, ERR_NOT_FOUND, "there is no other value");
	else if (next->action == CHOICE_UNSET)
		done = field_remove(form, row, err);
	else
		done = field_set(form, row, next->draft, err);
	choices_free(choices, count);
	return done;
}
