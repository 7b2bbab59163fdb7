/* profedit rights: AccessRights of an MDM payload between numbers and words. */
#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "base/nearest.h"
#include "cli/cli.h"
#include "form/bits.h"
#include "schema/catalog.h"
#include "schema/place.h"

static void
add_bit(const struct bit *bit, bool on, struct buf *out)
{
	buf_addf(out, "%c %6llu  %-24s %s\n", on ? '*' : ' ',
	    (unsigned long long)bit->value, bit->title, bit->meaning);
}

/* The rights in VALUE, or all of them with those in VALUE marked. */
static int
print_rights(const struct place *place, uint64_t value, bool all)
{
	AUTO_BUF out = BUF_INIT;
	uint64_t unknown = bits_unknown(place, value);

	if (!all) {
		bits_sum(value, &out);
		buf_add_char(&out, '\n');
	}
	for (size_t i = 0; i < place->bit_count; i++) {
		bool on = (value & place->bits[i].value) != 0;

		if (all || on)
			add_bit(&place->bits[i], on, &out);
	}
	if (unknown != 0)
		buf_addf(&out, "  %6llu  no known meaning\n",
		    (unsigned long long)unknown);
	return cli_print(&out, CLI_SAFE) ? CLI_FINE : CLI_TROUBLE;
}

/* What the bits in VALUE need and do not have; added up. */
static uint64_t
add_needs(const struct place *place, uint64_t value)
{
	for (size_t i = 0; i < place->bit_count; i++) {
		if ((value & place->bits[i].value) != 0)
			value |= place->bits[i].needs;
	}
	return value;
}

/* The title with a word that a misspelt WORD was meant to be; NULL. */
static const char *
nearest_title(const struct place *place, const char *word)
{
	struct nearest nearest;

	nearest_init(&nearest, word, 3);
	for (size_t i = 0; i < place->bit_count; i++)
		nearest_offer_longer(&nearest, place->bits[i].title);
	for (size_t i = 0; i < place->bit_count; i++) {
		const char *title = place->bits[i].title, *at = title;

		while (*at != '\0') {
			size_t length = strcspn(at, ", ");
			AUTO_FREE char *one = xstrndup(at, length);

			nearest_offer(&nearest, one);
			if (nearest.word == one)
				nearest.word = title;
			at += length;
			at += strspn(at, ", ");
		}
	}
	return nearest.word;
}

static int
fail_word(const struct place *place, const char *word, size_t length)
{
	AUTO_FREE char *bad = xstrndup(word, length);
	const char *title = nearest_title(place, bad);

	if (title != NULL)
		return cli_say("'%s' is not a number and not a right: did you "
		    "mean '%s'?", bad, title);
	return cli_say("'%s' is not a number and not a right: 'profedit "
	    "rights' lists them", bad);
}

/* The arguments as one text, SEPARATOR between them. */
static void
join(const struct cli_options *options, const char *separator,
    struct buf *out)
{
	for (size_t i = 0; i < options->args.count; i++)
		buf_addf(out, "%s%s", i == 0 ? "" : separator,
		    options->args.items[i]);
}

/* Who gives one number wants to know what it says, not another one. */
static bool
is_number(const struct cli_options *options)
{
	const char *text = options->args.items[0];

	return options->args.count == 1 && ascii_is_digit(*text) &&
	    strspn(text, "0123456789abcdefABCDEFxX") == strlen(text);
}

static int
translate(const struct cli_options *options, const struct place *place)
{
	AUTO_BUF list = BUF_INIT, words = BUF_INIT;
	uint64_t value, whole;
	const char *bad;
	size_t length;

	if (options->args.count == 0)
		return print_rights(place, 0, true);
	join(options, ", ", &list);
	join(options, " ", &words);
	if (!bits_parse(place, buf_text(&words), &value, &bad, &length) &&
	    !bits_parse(place, buf_text(&list), &value, &bad, &length))
		return fail_word(place, bad, length);
	whole = add_needs(place, value);
	if (whole != value)
		cli_say(is_number(options) ?
		    "%llu is missing: what is set here needs it" :
		    "%llu is added: what was asked for needs it",
		    (unsigned long long)(whole & ~value));
	if (is_number(options))
		whole = value;
	if (whole == 0)
		cli_say("0 is refused by devices: allow something, or leave "
		    "AccessRights out");
	return print_rights(place, whole, false);
}

int
cli_rights(const struct cli_options *options)
{
	struct catalog *catalog = cli_catalog(options);
	const struct payload_schema *payload;
	const struct place *place;
	int status = CLI_TROUBLE;

	if (catalog == NULL)
		return CLI_TROUBLE;
	payload = catalog_payload(catalog, "com.apple.mdm",
	    strlen("com.apple.mdm"), NULL, NULL);
	place = place_find(payload->root, "AccessRights");
	if (place == NULL || place->bit_count == 0)
		cli_say("the schemas here do not say what the bits of "
		    "AccessRights mean");
	else
		status = translate(options, place);
	return cli_close_catalog(catalog, status);
}
