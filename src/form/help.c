/*
 * Help for a row in plain words: what the key is, what may be written, what
 * the rules say and what is wrong now.  One paragraph a line.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "value/type.h"
#include "value/value.h"
#include "schema/catalog.h"
#include "schema/place.h"
#include "check/check.h"
#include "form/internal.h"

enum {
	VALUES_BRIEF = 12,	/* more values only on the full page */
	FINDINGS_SHOWN = 16
};

struct page {
	const struct form *form;
	const struct row *row;
	/* what the help is about; may be NULL */
	const struct place *place;
	bool full;
	struct buf *out;
};

/* The heading of a part, on the full page. */
static void
part(const struct page *page, const char *heading)
{
	if (page->full)
		buf_addf(page->out, "\n%s\n", heading);
}

static const char *
type_words(const struct page *page)
{
	const struct value *value = page->row->value;
	const struct place *place = page->place;

	if (place != NULL && place->type < SCHEMA_ANY)
		return type_table[place->type].name;
	if (value != NULL)
		return type_table[value->type].name;
	return place != NULL ? "any type" : "";
}

static void
add_title_line(const struct page *page)
{
	const struct row *row = page->row;
	const struct place *place = page->place;
	struct buf *out = page->out;
	AUTO_BUF systems = BUF_INIT;

	form_row_title(page->form, row, out);
	buf_addf(out, "   %s", type_words(page));
	if (place == NULL) {
		buf_add_text(out, ", in no schema\n");
		return;
	}
	if (row->kind == ROW_KEY)
		buf_add_text(out, place->required ? ", required" :
		    ", optional");
	support_format(place->support, &systems);
	if (systems.length > 0)
		buf_addf(out, ", %s", buf_text(&systems));
	buf_add_char(out, '\n');
}

/* Paragraphs of TEXT, each on its line. */
static void
add_paragraphs(const char *text, struct buf *out)
{
	for (; *text != '\0'; text++)
		if (*text != '\n' || (out->length > 0 &&
		    out->data[out->length - 1] != '\n'))
			buf_add_char(out, *text);
	if (out->length > 0 && out->data[out->length - 1] != '\n')
		buf_add_char(out, '\n');
}

static void
add_description(const struct page *page)
{
	add_paragraphs(place_help(page->place), page->out);
}

/* "ADDE: device enrollment. The organization's device." */
static void
add_choice(const struct schema_choice *choice, struct buf *out)
{
	buf_addf(out, "  %s", choice->value.text);
	if (choice->title != NULL)
		buf_addf(out, ": %s", choice->title);
	if (choice->meaning != NULL && *choice->meaning != '\0') {
		buf_add_text(out, choice->title != NULL ? ". " : ": ");
		words_sentence(choice->meaning, out);
	}
	buf_add_char(out, '\n');
}

static void
add_choices(const struct page *page)
{
	const struct place *place = page->place;

	if (place->choice_count == 0 || place->bit_count > 0 ||
	    (!page->full && place->choice_count > VALUES_BRIEF))
		return;
	part(page, place->closed ? "Values" : "Known values");
	for (size_t i = 0; i < place->choice_count; i++)
		add_choice(&place->choices[i], page->out);
}

static void
add_bits(const struct page *page)
{
	const struct place *place = page->place;

	if (place->bit_count == 0 || !page->full)
		return;
	part(page, "Bits");
	for (size_t i = 0; i < place->bit_count; i++) {
		const struct bit *bit = &place->bits[i];

		buf_addf(page->out, "  %llu: %s", (unsigned long long)
		    bit->value, bit->title);
		if (bit->meaning != NULL && *bit->meaning != '\0')
			buf_addf(page->out, ". %s", bit->meaning);
		if (bit->needs != 0)
			buf_addf(page->out, " Needs %llu.",
			    (unsigned long long)bit->needs);
		buf_add_char(page->out, '\n');
	}
}

static void
add_default(const struct page *page)
{
	AUTO_BUF words = BUF_INIT;

	show_default(page->place, &words);
	if (words.length == 0)
		return;
	buf_addf(page->out, "Unset means: %s", buf_text(&words));
	words_end_sentence(page->out);
}

static void
add_count(const struct page *page)
{
	const struct place *item = place_item(page->place);
	uint32_t min, max;

	if (page->place->type != SCHEMA_ARRAY || item == NULL ||
	    item->key == NULL || !item->key->repetition.set)
		return;
	min = item->key->repetition.min;
	max = item->key->repetition.max;
	if (max != UINT32_MAX && min == max)
		buf_addf(page->out, "Exactly %u items.\n", min);
	else if (max != UINT32_MAX)
		buf_addf(page->out, "%u to %u items.\n", min, max);
	else if (min > 0)
		buf_addf(page->out, "At least %u items.\n", min);
}

static void
add_facts(const struct page *page)
{
	const struct annotation *note = page->place->note;
	const struct schema_key *key = page->place->key;
	struct buf *out = page->out;
	AUTO_BUF range = BUF_INIT;

	add_default(page);
	if (field_add_ranges(page->place, &range))
		buf_addf(out, "Range: %s.\n", buf_text(&range));
	else if (note->unit != NULL)
		buf_addf(out, "Counted in %s.\n", note->unit);
	for (size_t i = 0; i < note->special_count; i++)
		add_choice(&note->special[i], out);
	add_count(page);
	if (key != NULL && key->value_format != FORMAT_NONE)
		buf_addf(out, "Form: %s.\n",
		    value_format_name(key->value_format));
	if (key != NULL && key->format != NULL && page->full)
		buf_addf(out, "Pattern: %s\n", key->format);
	if (note->import != NULL)
		buf_addf(out, "Made from %s.\n",
		    rules_word(rules_imports, note->import));
	if (note->key_domain != NULL)
		buf_addf(out, "The names are %s.\n",
		    rules_word(rules_key_domains, note->key_domain));
	if (note->replaced_by != NULL)
		buf_addf(out, "Replaced by %s.\n", note->replaced_by);
}

static void
add_reference(const struct page *page)
{
	const struct reference *reference = show_reference_of(page->place);
	const char *comma = "";

	if (reference == NULL || reference->types == NULL || !page->full)
		return;
	buf_add_text(page->out, "Names a payload: ");
	for (size_t i = 0; reference->types[i] != NULL; i++) {
		const char *type = reference->types[i];

		buf_addf(page->out, "%s%s", comma,
		    catalog_payload(page->form->catalog, type, strlen(type),
		    NULL, NULL)->title);
		comma = ", ";
	}
	buf_add_text(page->out, ".\n");
}

/* Said of every value: a rule for people to follow, not only a complaint. */
static bool
is_plain_rule(const struct assertion *rule)
{
	return rule->text != NULL && strncmp(rule->text, "must ", 5) == 0 &&
	    rule->when_count == 0 && rule->any_count == 0 &&
	    !rule->on_update;
}

static void
add_plain_rules(const struct page *page)
{
	const struct place *place = page->place;

	for (size_t i = 0; i < place->assertion_count; i++)
		if (is_plain_rule(place->assertions[i])) {
			buf_addf(page->out, "%s %s", place_title(place),
			    place->assertions[i]->text);
			words_end_sentence(page->out);
		}
}

/* All that may be complained of, as it would be. */
static void
add_rules(const struct page *page)
{
	static const char *const words[] = { [RULE_ERROR] = "error",
		[RULE_WARNING] = "warning", [RULE_NOTE] = "note" };
	const struct place *place = page->place;

	if (!page->full) {
		add_plain_rules(page);
		return;
	}
	if (place->assertion_count > 0)
		part(page, "What is reported");
	for (size_t i = 0; i < place->assertion_count; i++) {
		const struct assertion *rule = place->assertions[i];

		if (rule->text != NULL)
			buf_addf(page->out, "  %s: %s%s\n",
			    words[rule->severity],
			    rule->on_update ? "on an update, " : "",
			    rule->text);
	}
}

static void
add_why(const struct page *page)
{
	AUTO_BUF why = BUF_INIT;

	if (checker_explain(page->form->checker, page->form->payload,
	    page->place, &why))
		add_paragraphs(buf_text(&why), page->out);
}

static void
add_usage(const char *where, enum usage_mode mode, struct buf *out)
{
	static const char *const words[] = {
		[USAGE_REQUIRED] = "only", [USAGE_FORBIDDEN] = "not",
		[USAGE_IGNORED] = "ignored",
	};

	if (mode == USAGE_REQUIRED || mode == USAGE_FORBIDDEN ||
	    mode == USAGE_IGNORED)
		buf_addf(out, ", %s %s", words[mode], where);
}

static void
add_version(const char *word, struct version version, struct buf *out)
{
	if (!version.set)
		return;
	buf_addf(out, "%s", word);
	version_format(version, out);
}

static void
add_system(enum platform platform, const struct support *support,
    struct buf *out)
{
	buf_addf(out, "  %s", platform_names[platform]);
	if (support->state == SUPPORT_NONE) {
		buf_add_text(out, ": no\n");
		return;
	}
	add_version(" ", support->introduced, out);
	add_version(", deprecated in ", support->deprecated, out);
	add_version(", gone in ", support->removed, out);
	if (support->supervised == TRI_TRUE)
		buf_add_text(out, ", supervised only");
	if (support->requires_dep == TRI_TRUE)
		buf_add_text(out, ", automated enrollment only");
	if (support->user_approved_mdm == TRI_TRUE)
		buf_add_text(out, ", user-approved MDM only");
	if (support->allow_manual_install == TRI_FALSE)
		buf_add_text(out, ", not by hand");
	if (support->device_channel == TRI_FALSE)
		buf_add_text(out, ", user channel only");
	if (support->user_channel == TRI_FALSE)
		buf_add_text(out, ", device channel only");
	add_usage("with user enrollment", support->user_enrollment, out);
	add_usage("on Shared iPad", support->shared_ipad, out);
	buf_add_char(out, '\n');
}

static void
add_systems(const struct page *page)
{
	const struct support *support = page->place->support;
	bool any = false;

	for (int i = 0; i < PLATFORMS; i++)
		any = any || support[i].state != SUPPORT_UNKNOWN;
	if (!page->full || !any)
		return;
	part(page, "Systems");
	for (int i = 0; i < PLATFORMS; i++)
		if (support[i].state != SUPPORT_UNKNOWN)
			add_system((enum platform)i, &support[i], page->out);
}

static size_t
find_findings(const struct form *form, const struct row *row,
    const struct finding **out, size_t capacity)
{
	AUTO_BUF name = BUF_INIT;

	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return 0;
	if (row->value != NULL)
		return checker_find(form->checker, row->value, NULL, out,
		    capacity);
	if (row->container == NULL)
		return 0;
	buf_add(&name, row->name, row->name_length);
	return checker_find(form->checker, row->container, buf_text(&name),
	    out, capacity);
}

void
form_row_findings(const struct form *form, const struct row *row,
    struct buf *out)
{
	static const char marks[SEVERITIES] = { [SEVERITY_NOTE] = '.',
		[SEVERITY_WARNING] = '!', [SEVERITY_ERROR] = 'x' };
	const struct finding *findings[FINDINGS_SHOWN];
	size_t count;

	count = find_findings(form, row, findings, FINDINGS_SHOWN);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%c %s\n", marks[findings[i]->severity],
		    findings[i]->message);
}

static void
add_findings(const struct page *page)
{
	const struct finding *findings[FINDINGS_SHOWN];
	size_t count;

	count = find_findings(page->form, page->row, findings,
	    FINDINGS_SHOWN);
	if (count > 0)
		part(page, "Findings");
	for (size_t i = 0; i < count; i++) {
		AUTO_BUF text = BUF_INIT;

		finding_sentence(findings[i], &text);
		buf_addf(page->out, "%s: %s\n",
		    severity_names[findings[i]->severity], buf_text(&text));
		if (findings[i]->fix != NULL) {
			words_sentence(findings[i]->fix, page->out);
			buf_add_char(page->out, '\n');
		}
	}
}

static void
add_file(const struct page *page)
{
	AUTO_BUF path = BUF_INIT;
	AUTO_BUF place = BUF_INIT;

	if (!page->full)
		return;
	part(page, "In the file");
	form_row_path(page->form, page->row, &path);
	buf_addf(page->out, "  Path: %s\n", buf_text(&path));
	if (page->place != NULL)
		place_format(page->place, &place);
	if (place.length > 0)
		buf_addf(page->out, "  Schema: %s\n", buf_text(&place));
}

static void
add_place(const struct page *page)
{
	add_description(page);
	add_choices(page);
	add_bits(page);
	add_facts(page);
	add_reference(page);
	add_rules(page);
	add_why(page);
	add_systems(page);
}

static void
add_heading_help(const struct row *row, struct buf *out)
{
	static const struct {
		const char *heading, *text;
	} texts[] = {
		{ "Required", "Keys that cannot be left out." },
		{ "Set", "Optional keys that the profile has." },
		{ "Optional", "Keys that may be added; dimmed is what they "
		    "mean while they are not set." },
		{ "Unknown keys", "Keys that no schema describes. They are "
		    "kept as they are." },
		{ entries_about, "What every payload has: type, name, "
		    "identifier, UUID. Enter unfolds." },
	};

	buf_addf(out, "%s\n", row->heading);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (strcmp(texts[i].heading, row->heading) == 0)
			buf_addf(out, "%s\n", texts[i].text);
}

static void
add_add_help(const struct page *page)
{
	const struct place *array = page->row->container_place;
	struct buf *out = page->out;
	const struct place *item;

	if (!page->row->fold->array) {
		buf_add_text(out, "Add a key\nA key of the schema, or any "
		    "other with a type of your choice.\n");
		return;
	}
	item = array != NULL ? place_item(array) : NULL;
	buf_add_text(out, "Add an item\n");
	if (item != NULL)
		add_paragraphs(place_help(item), out);
}

void
form_row_help(const struct form *form, const struct row *row,
    enum help_extent extent, struct buf *out)
{
	struct page page = { .form = form, .row = row, .place = row->place,
		.full = extent == HELP_FULL, .out = out };

	switch (row->kind) {
	case ROW_HEADING:
		add_heading_help(row, out);
		return;
	case ROW_ADD:
		add_add_help(&page);
		return;
	case ROW_NOTHING:
		return;
	default:
		break;
	}
	add_title_line(&page);
	if (page.place != NULL)
		add_place(&page);
	else if (row->container_place != NULL &&
	    row->container_place->payload->failure != NULL)
		buf_addf(out, "What describes this cannot be read: %s\n",
		    row->container_place->payload->failure);
	else
		buf_add_text(out, "No schema describes this; it is kept as it "
		    "is and can be edited by its type.\n");
	if (page.full)
		add_findings(&page);
	add_file(&page);
}
