/*
 * Sets of bits as a person reads and types them.  See bits.h.
 */
#include "config.h"

#include "form/bits.h"

#include <string.h>

#include "base/buf.h"
#include "base/scalar.h"
#include "base/text.h"
#include "schema/place.h"

static uint64_t
bits_defined(const struct place *place)
{
	uint64_t all = 0;

	for (size_t i = 0; i < place->bit_count; i++)
		all |= place->bits[i].value;
	return all;
}

/* VALUE and what its bits need, and what those need. */
static uint64_t
with_needs(const struct place *place, uint64_t value)
{
	uint64_t before;

	do {
		before = value;
		for (size_t i = 0; i < place->bit_count; i++)
			if (value & place->bits[i].value)
				value |= place->bits[i].needs;
	} while (value != before);
	return value;
}

/* VALUE without the bits that need one of GONE, and those that need them. */
static uint64_t
without_needy(const struct place *place, uint64_t value, uint64_t gone)
{
	uint64_t before;

	value &= ~gone;
	do {
		before = value;
		for (size_t i = 0; i < place->bit_count; i++) {
			const struct bit *bit = &place->bits[i];

			if ((value & bit->value) && (bit->needs & gone)) {
				value &= ~bit->value;
				gone |= bit->value;
			}
		}
	} while (value != before);
	return value;
}

uint64_t
bits_toggle(const struct place *place, uint64_t value, size_t index,
    struct buf *notice)
{
	uint64_t one, after;
	bool set;

	if (index >= place->bit_count)
		return value;
	one = place->bits[index].value;
	set = !(value & one);
	after = set ? value | with_needs(place, one) :
		      without_needy(place, value, one);
	if (notice != NULL && ((value ^ after) & ~one) != 0) {
		buf_add_text(notice, set ? "also chosen: " : "also cleared: ");
		bits_words(place, (value ^ after) & ~one, notice);
	}
	return after;
}

uint64_t
bits_unknown(const struct place *place, uint64_t value)
{
	return value & ~bits_defined(place);
}

void
bits_words(const struct place *place, uint64_t value, struct buf *out)
{
	uint64_t unknown = bits_unknown(place, value);
	const char *comma = "";

	if (value == 0) {
		buf_add_text(out, "none");
		return;
	}
	if (place->bit_count > 1 && value == bits_defined(place)) {
		buf_add_text(out, "all");
		return;
	}
	for (size_t i = 0; i < place->bit_count; i++)
		if (value & place->bits[i].value) {
			buf_add_text(out, comma);
			buf_add_text(out, place->bits[i].title);
			comma = ", ";
		}
	if (unknown != 0)
		buf_addf(out, "%s0x%llx without a meaning", comma,
		    (unsigned long long)unknown);
}

void
bits_sum(uint64_t value, struct buf *out)
{
	buf_addf(out, "%llu = 0x%llx", (unsigned long long)value,
	    (unsigned long long)value);
}

enum bit_against
bits_compare(const struct bit *bit, uint64_t value, uint64_t installed)
{
	bool now = value & bit->value, before = installed & bit->value;

	if (now && before)
		return BIT_KEPT;
	if (now)
		return BIT_ADDED;
	return before ? BIT_LOST : BIT_SAME;
}

static bool
word_is(const char *word, size_t length, const char *title)
{
	return text_compare_nocase(word, length, title, strlen(title)) == 0;
}

/*
 * The bit called WORD: its whole title, else the only title that holds its
 * words.  NULL: none, or several.
 */
static const struct bit *
find_bit(const struct place *place, const char *word, size_t length)
{
	const struct bit *found = NULL;
	AUTO_BUF words = BUF_INIT;

	for (size_t i = 0; i < place->bit_count; i++)
		if (word_is(word, length, place->bits[i].title))
			return &place->bits[i];
	buf_add(&words, word, length);
	for (size_t i = 0; i < place->bit_count; i++) {
		if (!text_has_words(place->bits[i].title, buf_text(&words)))
			continue;
		if (found != NULL)
			return NULL;
		found = &place->bits[i];
	}
	return found;
}

static bool
parse_word(const struct place *place, const char *word, size_t length,
    uint64_t *value)
{
	const struct bit *bit;
	struct integer number;

	if (scalar_parse_integer(word, length, &number)) {
		*value |= number.magnitude;
		return !number.negative;
	}
	if (word_is(word, length, "none"))
		return true;
	if (word_is(word, length, "all")) {
		*value |= bits_defined(place);
		return true;
	}
	bit = find_bit(place, word, length);
	if (bit == NULL)
		return false;
	*value |= with_needs(place, bit->value);
	return true;
}

/*
 * Bytes of the part that TEXT begins with, up to a separator: a title may
 * itself have commas, the longest that stands here wins.
 */
static size_t
part_length(const struct place *place, const char *text)
{
	static const char ends[] = " \t,|+";
	size_t length = strcspn(text, ",|+"), here = strlen(text), size;

	while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < place->bit_count; i++) {
		size = strlen(place->bits[i].title);
		if (size > length && size <= here &&
		    word_is(text, size, place->bits[i].title) &&
		    strchr(ends, text[size]) != NULL)
			length = size;
	}
	return length;
}

bool
bits_parse(const struct place *place, const char *text, uint64_t *out,
    const char **bad, size_t *bad_length)
{
	uint64_t value = 0;
	bool any = false;

	while (*text != '\0') {
		size_t length;

		text += strspn(text, " \t,|+");
		length = part_length(place, text);
		if (length == 0)
			continue;
		if (!parse_word(place, text, length, &value)) {
			*bad = text;
			*bad_length = length;
			return false;
		}
		any = true;
		text += length;
	}
	if (!any) {
		*bad = text;
		*bad_length = 0;
		return false;
	}
	*out = value;
	return true;
}
