/*
 * Editing a number that is a set of bits: a check box each, the sum below.
 */
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "base/text.h"
#include "editor/internal.h"
#include "form/bits.h"
#include "profile/edit.h"
#include "profile/payload.h"
#include "profile/profile.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/draft.h"

struct bit_pick {
	const struct place *place;
	struct editor *editor;
	uint64_t value, before;
	bool has_before;
	struct narrowed left;
};

static void
bit_words(void *arg, size_t index, struct buf *out)
{
	const struct bit_pick *pick = arg;
	const struct bit *bit = &pick->place->bits[index];

	buf_addf(out, "%s %s", bit->title, bit->meaning);
}

static size_t
filter_bits(void *arg, const char *text)
{
	struct bit_pick *pick = arg;

	return narrow(&pick->left, pick->place->bit_count, text, bit_words,
	    pick);
}

/* Whether a device refuses an update that adds bits to this number. */
static bool
may_only_shrink(const struct place *place)
{
	for (size_t i = 0; i < place->assertion_count; i++)
		if (place->assertions[i]->then == THEN_NO_ADDED_BITS)
			return true;
	return false;
}

/* Whether some device has the file that was opened, nobody knows. */
static const char *
before_words(const struct bit_pick *pick, enum bit_against against)
{
	bool installed = pick->editor->against != NULL;

	switch (against) {
	case BIT_KEPT:
		return installed ? "kept: " : "";
	case BIT_ADDED:
		return !may_only_shrink(pick->place) ? "added: " : installed ?
		    "added, a device would reject the update: " :
		    "added, an enrolled device would reject it: ";
	case BIT_LOST:
		return "given up: ";
	default:
		return "";
	}
}

static void
show_bit(void *arg, size_t index, struct buf *label, struct buf *meaning,
    char *mark)
{
	struct bit_pick *pick = arg;
	const struct bit *bit = &pick->place->bits[pick->left.items[index]];

	buf_addf(label, "%5llu  %s", (unsigned long long)bit->value,
	    bit->title);
	if (pick->has_before)
		buf_add_text(meaning, before_words(pick, bits_compare(bit,
		    pick->value, pick->before)));
	buf_add_text(meaning, bit->meaning);
	*mark = (pick->value & bit->value) != 0 ? '.' : ' ';
}

static bool
bit_is_on(void *arg, size_t index)
{
	struct bit_pick *pick = arg;

	return (pick->value &
	    pick->place->bits[pick->left.items[index]].value) != 0;
}

static void
toggle_bit(void *arg, size_t index, struct buf *notice)
{
	struct bit_pick *pick = arg;

	pick->value = bits_toggle(pick->place, pick->value,
	    pick->left.items[index], notice);
}

static void
show_sum(void *arg, struct buf *text)
{
	struct bit_pick *pick = arg;
	uint64_t unknown = bits_unknown(pick->place, pick->value);

	bits_sum(pick->value, text);
	if (pick->value == 0)
		buf_add_text(text, "  at least one must be chosen");
	if (unknown != 0)
		buf_addf(text, "  %llu has no known meaning and is kept",
		    (unsigned long long)unknown);
}

static void
type_bits(void *arg, const char *text, struct buf *complaint)
{
	struct bit_pick *pick = arg;
	const char *bad;
	size_t length;

	if (!bits_parse(pick->place, text, &pick->value, &bad, &length))
		buf_addf(complaint, "'%.*s' is no number and no bit's name",
		    (int)length, bad);
}

static bool
bits_as_opened(const struct editor *editor, const struct row *row,
    uint64_t *out)
{
	struct integer was;

	if (row->value == NULL ||
	    !edit_integer_as_read(editor->profile, row->value, &was) ||
	    was.negative)
		return false;
	*out = was.magnitude;
	return true;
}

/* The bits installed now: of --against, else of the file as it was opened. */
static bool
bits_before(const struct editor *editor, const struct row *row, uint64_t *out)
{
	const struct value *payload, *root, *value;
	const char *type;
	size_t length;

	if (editor->against == NULL)
		return bits_as_opened(editor, row, out);
	if (row->name == NULL)
		return false;
	type = payload_type(form_payload(editor->form), &length);
	root = profile_root(editor->against);
	for (size_t i = 0; i < payload_count(root); i++) {
		const char *other;
		size_t other_length;

		payload = payload_at(root, i);
		other = payload_type(payload, &other_length);
		if (other_length != length || memcmp(other, type, length) != 0)
			continue;
		value = value_find_n(payload, row->name, row->name_length);
		if (value != NULL && value->type == VALUE_INTEGER &&
		    !value->unreadable && !value->integer.negative) {
			*out = value->integer.magnitude;
			return true;
		}
	}
	return false;
}

bool
edit_bits(struct editor *editor, const struct row *row)
{
	struct bit_pick bits = { .place = row->place, .editor = editor };
	AUTO_BUF title = BUF_INIT;
	struct pick pick = {
		.empty = "nothing matches",
		.arg = &bits,
		.filter = filter_bits,
		.item = show_bit,
		.toggle = toggle_bit,
		.is_on = bit_is_on,
		.status = show_sum,
		.type_in = type_bits,
	};
	struct draft *draft;
	size_t index;
	bool done = false;

	if (row->value != NULL && row->value->type == VALUE_INTEGER &&
	    !row->value->unreadable && !row->value->integer.negative)
		bits.value = row->value->integer.magnitude;
	bits.has_before = bits_before(editor, row, &bits.before);
	form_row_title(editor->form, row, &title);
	pick.title = buf_text(&title);
	if (face_pick(&editor->face, &pick, &index) == PICK_TAKEN) {
		if (bits.value == 0) {
			editor_say(editor, MESSAGE_ERROR,
			    "0 is refused: choose at least one, or unset the "
			    "key with x");
		} else {
			draft = draft_integer((struct integer){
			    .magnitude = bits.value });
			done = editor_set_row(editor, row, draft);
			draft_free(draft);
		}
	}
	VEC_RELEASE(bits.left);
	return done;
}
