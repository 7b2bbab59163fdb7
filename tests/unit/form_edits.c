/*
 * Rows after edits: always those of a form made anew; the cursor stays; a
 * scalar makes nothing anew.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/unit/cmocka_ages.h"

#include "tests/unit/form_fixture.h"

#include "value/draft.h"
#include "form/field.h"

#define FILLED                                                                 \
	"<key>Mode</key><string>slow</string>"                                 \
	"<key>Odd</key><array><dict><key>Name</key><string>n</string></dict>"  \
	"<array><true/></array><string>s</string></array>"                     \
	"<key>Topic</key><string>com.example.push</string>"                    \
	"<key>Rights</key><integer>3</integer>"                                \
	"<key>Services</key><dict><key>Camera</key><array>"                    \
	"<dict><key>Identifier</key><string>a</string></dict>"                 \
	"<dict><key>Identifier</key><string>b</string></dict>"                 \
	"<dict><key>Identifier</key><string>c</string></dict>"                 \
	"</array></dict>"

static uint32_t random_state;

static uint32_t
random_below(size_t limit)
{
	random_state = random_state * 1664525u + 1013904223u;
	return limit == 0 ? 0 : (random_state >> 8) % (uint32_t)limit;
}

/* The same rows out of nothing, unfolded alike. */
static struct form *
made_anew(struct fixture *fixture)
{
	struct form *fresh, *form = fixture->form;
	struct row row;

	fresh = form_new(fixture->checker, form_payload(form));
	form_set_filter(fresh, form_get_filter(form));
	for (size_t i = 0; form_row(form, i, &row); i++)
		if (row.unfolded)
			assert_true(form_unfold(fresh, i));
	return fresh;
}

static void
is_as_made_anew(struct fixture *fixture)
{
	struct form *fresh = made_anew(fixture);
	AUTO_BUF kept = BUF_INIT;
	AUTO_BUF anew = BUF_INIT;

	fixture_draw_all(fixture->form, &kept);
	fixture_draw_all(fresh, &anew);
	assert_string_equal(buf_text(&kept), buf_text(&anew));
	assert_int_equal(form_held(fixture->form), form_held(fresh));
	assert_in_range(form_cursor(fixture->form), 0,
	    form_count(fixture->form) - 1);
	form_free(fresh);
}

static void
cursor_row(struct form *form, struct row *row)
{
	assert_true(form_row(form, form_cursor(form), row));
}

static void
a_scalar_makes_nothing_anew(void **state)
{
	struct fixture fixture;
	struct draft *draft = draft_string("com.example.other");
	struct row before, after;
	size_t held;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Services");
	fixture_unfold(fixture.form, "Camera");
	held = form_held(fixture.form);
	form_set_cursor(fixture.form, fixture_find(fixture.form, "Camera"));
	form_row(fixture.form, 2, &before);
	assert_true(field_set(fixture.form, &before, draft, NULL));
	fixture_update(&fixture);
	form_row(fixture.form, 2, &after);
	assert_ptr_equal(before.fold, after.fold);
	assert_ptr_equal(before.value, after.value);
	assert_int_equal(form_held(fixture.form), held);
	is_as_made_anew(&fixture);
	draft_free(draft);
	fixture_close(&fixture);
}

static void
setting_and_unsetting_moves_a_key_and_the_cursor_with_it(void **state)
{
	struct fixture fixture;
	struct draft *draft = draft_boolean(true);
	struct row row;
	size_t unset;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	unset = fixture_find(fixture.form, "Sign messages");
	form_set_cursor(fixture.form, unset);
	cursor_row(fixture.form, &row);
	assert_true(field_set(fixture.form, &row, draft, NULL));
	fixture_update(&fixture);
	cursor_row(fixture.form, &row);
	assert_memory_equal(row.name, "Sign", row.name_length);
	assert_non_null(row.value);
	assert_true(form_cursor(fixture.form) < unset);
	is_as_made_anew(&fixture);
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	assert_int_equal(form_cursor(fixture.form), unset);
	is_as_made_anew(&fixture);
	draft_free(draft);
	fixture_close(&fixture);
}

static void
removing_an_item_leaves_the_cursor_on_the_next(void **state)
{
	struct fixture fixture;
	struct row row;
	size_t number;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Services");
	fixture_unfold(fixture.form, "Camera");
	fixture_unfold(fixture.form, "c");
	number = fixture_find(fixture.form, "b");
	form_set_cursor(fixture.form, number);
	cursor_row(fixture.form, &row);
	assert_true(field_remove(fixture.form, &row, NULL));
	fixture_update(&fixture);
	assert_int_equal(form_cursor(fixture.form), number);
	assert_int_equal(fixture_find(fixture.form, "c"), number);
	is_as_made_anew(&fixture);
	cursor_row(fixture.form, &row);
	assert_true(row.unfolded);
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	assert_int_equal(form_cursor(fixture.form), number + 1);
	is_as_made_anew(&fixture);
	fixture_close(&fixture);
}

static void
keys_below_unset_parents_make_them(void **state)
{
	struct fixture fixture;
	struct draft *draft = draft_string("x");
	struct value *tree;
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "Tree");
	fixture_unfold(fixture.form, "Branch");
	form_set_cursor(fixture.form, fixture_find(fixture.form, "Leaf"));
	cursor_row(fixture.form, &row);
	assert_true(field_set(fixture.form, &row, draft, NULL));
	fixture_update(&fixture);
	tree = value_find(form_payload(fixture.form), "Tree");
	assert_true(value_equals_text(value_find(value_find(tree, "Branch"),
	    "Leaf"), "x"));
	cursor_row(fixture.form, &row);
	assert_int_equal(row.depth, 2);
	assert_non_null(row.value);
	is_as_made_anew(&fixture);
	assert_string_equal(edit_undo_label(fixture.profile), "set Leaf");
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	cursor_row(fixture.form, &row);
	assert_int_equal(row.depth, 2);
	assert_null(row.value);
	is_as_made_anew(&fixture);
	draft_free(draft);
	fixture_close(&fixture);
}

static void
another_payload_type_is_another_form(void **state)
{
	struct fixture fixture;
	struct draft *draft = draft_string("com.example.identity");
	struct row row;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	fixture_unfold(fixture.form, "About this payload");
	row = fixture_row(fixture.form, "Payload type");
	assert_true(field_set(fixture.form, &row, draft, NULL));
	fixture_update(&fixture);
	row = fixture_row(fixture.form, "Content");
	assert_null(row.value);
	row = fixture_row(fixture.form, "Topic");
	assert_null(row.place);
	is_as_made_anew(&fixture);
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	row = fixture_row(fixture.form, "Server URL");
	assert_null(row.value);
	is_as_made_anew(&fixture);
	draft_free(draft);
	fixture_close(&fixture);
}

static void
a_text_replaced_as_a_whole_finds_its_payload_again(void **state)
{
	static const char text[] = FIXTURE_PROFILE(
	    "<key>Topic</key><string>com.example.new</string>");
	struct fixture fixture;
	struct value *old;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	old = form_payload(fixture.form);
	assert_true(edit_replace_text(fixture.profile, text, strlen(text),
	    NULL));
	fixture_update(&fixture);
	assert_ptr_not_equal(form_payload(fixture.form), old);
	assert_ptr_equal(form_payload(fixture.form),
	    payload_at(profile_root(fixture.profile), 1));
	is_as_made_anew(&fixture);
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	assert_ptr_equal(form_payload(fixture.form), old);
	is_as_made_anew(&fixture);
	fixture_close(&fixture);
}

static void
a_removed_payload_comes_back_with_undo(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_open(&fixture, FIXTURE_PROFILE(FILLED), 1);
	assert_true(edit_remove(fixture.profile, form_payload(fixture.form),
	    NULL));
	fixture_update(&fixture);
	assert_true(form_count(fixture.form) > 0);
	assert_true(edit_undo(fixture.profile));
	fixture_update(&fixture);
	is_as_made_anew(&fixture);
	fixture_close(&fixture);
}

static struct draft *
random_draft(void)
{
	struct draft *draft;

	switch (random_below(7)) {
	case 0:
		return draft_boolean(random_below(2));
	case 1:
		return draft_integer(integer_from(random_below(5)));
	case 2:
		draft = draft_dict();
		draft_add(draft, "Identifier", draft_string("made"));
		return draft;
	case 3:
		draft = draft_array();
		for (uint32_t i = random_below(4); i > 0; i--)
			draft_add(draft, NULL, draft_string("item"));
		return draft;
	case 4:
		draft = draft_array();
		draft_add(draft, NULL, draft_dict());
		return draft;
	default:
		return draft_string(random_below(2) ? "fast" : "text");
	}
}

static void
random_add(struct fixture *fixture, const struct row *row)
{
	static const char *const names[] = { "Identifier", "New", "Comment",
		"Branch", "Leaf", "en", "Camera" };
	struct draft *draft = random_below(2) ? random_draft() : NULL;

	field_add(fixture->form, row, random_below(3) ?
	    names[random_below(sizeof(names) / sizeof(*names))] : NULL, draft,
	    NULL);
	draft_free(draft);
}

static void
random_set(struct fixture *fixture, const struct row *row)
{
	struct draft *draft = random_draft();

	field_set(fixture->form, row, draft, NULL);
	draft_free(draft);
}

static void
random_raw_edit(struct fixture *fixture, const struct row *row)
{
	struct value *value = row->value;

	if (value == NULL || value->parent == NULL)
		return;
	if (value->key != NULL && random_below(2))
		edit_rename(fixture->profile, value, random_below(2) ?
		    "Renamed" : "Mode", NULL);
	else
		edit_move(fixture->profile, value, value->parent,
		    random_below(value_count(value->parent)), NULL);
}

static void
random_step(struct fixture *fixture)
{
	struct form *form = fixture->form;
	size_t number = random_below(form_count(form));
	struct row row;

	form_set_cursor(form, number);
	assert_true(form_row(form, number, &row));
	switch (random_below(12)) {
	case 0:
	case 1:
	case 2:
		if (!row.unfolded || random_below(2))
			form_unfold(form, number);
		else
			form_fold(form, number);
		break;
	case 3:
		field_remove(form, &row, NULL);
		break;
	case 4:
	case 5:
		random_set(fixture, &row);
		break;
	case 6:
		random_add(fixture, &row);
		break;
	case 7:
		field_duplicate(form, &row, NULL);
		break;
	case 8:
		field_shift(form, &row, random_below(2) ? 1 : -1, NULL);
		break;
	case 9:
		random_raw_edit(fixture, &row);
		break;
	case 10:
		edit_undo(fixture->profile);
		edit_undo(fixture->profile);
		break;
	default:
		edit_redo(fixture->profile);
		if (random_below(20) == 0)
			form_set_filter(form, (enum form_filter)
			    random_below(FORM_FILTERS));
		break;
	}
}

/* One big update now and then: several edits between two looks. */
static void
rows_after_random_edits_are_those_of_a_form_made_anew(void **state)
{
	int runs = getenv("PROFEDIT_LONG") != NULL ? 2000 : 60;

	(void)state;
	for (int run = 0; run < runs; run++) {
		struct fixture fixture;
		size_t which = run % 3 == 2 ? SIZE_MAX : 1;

		random_state = (uint32_t)run * 7919u + 1;
		fixture_open(&fixture, FIXTURE_PROFILE(FILLED), which);
		for (int step = 0; step < 120; step++) {
			random_step(&fixture);
			if (random_below(4) == 0)
				continue;
			fixture_update(&fixture);
			is_as_made_anew(&fixture);
		}
		while (edit_undo(fixture.profile))
			continue;
		fixture_update(&fixture);
		is_as_made_anew(&fixture);
		fixture_close(&fixture);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_scalar_makes_nothing_anew),
		cmocka_unit_test(
		    setting_and_unsetting_moves_a_key_and_the_cursor_with_it),
		cmocka_unit_test(removing_an_item_leaves_the_cursor_on_the_next),
		cmocka_unit_test(keys_below_unset_parents_make_them),
		cmocka_unit_test(another_payload_type_is_another_form),
		cmocka_unit_test(
		    a_text_replaced_as_a_whole_finds_its_payload_again),
		cmocka_unit_test(a_removed_payload_comes_back_with_undo),
		cmocka_unit_test(
		    rows_after_random_edits_are_those_of_a_form_made_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
