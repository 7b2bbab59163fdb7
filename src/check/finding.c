/*
 * The catalogue of findings: names, usual severities, and the sentences that
 * the manual is made of.  See finding.h.
 */
#include "config.h"

#include "check/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "schema/place.h"
#include "value/path.h"
#include "value/value.h"

const char *const severity_names[SEVERITIES] = {
	[SEVERITY_NOTE] = "note",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

#define ALSO(severity) (1U << SEVERITY_##severity)

/*
 * Rules say how severe their findings are; what holds only on some systems is
 * a note while no target tells which are meant.
 */
/* clang-format off */
const struct finding_info finding_table[FINDING_CODES] = {
	[FINDING_SYNTAX] = { .name = "syntax", SEVERITY_ERROR,
	    "The file is no well-formed property list.",
	    "Mend the text at the place named; the editor opens it for you." },
	[FINDING_UNREADABLE] = { .name = "unreadable", SEVERITY_ERROR,
	    "The file could not be opened, or is of a kind that cannot be "
	    "read.",
	    "Check the name, the permissions, and that it is a property "
	    "list." },
	[FINDING_ODD_TEXT] = { .name = "odd-text", SEVERITY_WARNING,
	    "The file holds text that well-formed XML may hold but no property "
	    "list should, such as text between elements.",
	    "Remove it in a text editor; profedit keeps it as it is." },
	[FINDING_NOT_A_PROFILE] = { .name = "not-a-profile", SEVERITY_WARNING,
	    "The property list is no configuration profile, so its keys are "
	    "not checked as those of one.",
	    "Wrap the settings into a profile with a payload list.",
	    .also = ALSO(NOTE) },
	[FINDING_NOT_JUDGED] = { .name = "not-judged", SEVERITY_WARNING,
	    "A file of schemas or rules could not be read, so what it "
	    "describes is not checked (check then ends with 2).",
	    "Mend or remove the file that is named." },
	[FINDING_SIGNATURE] = { .name = "signature", SEVERITY_WARNING,
	    "The signature of a signed profile does not hold, cannot be judged "
	    "(check then ends with 2), or its certificate is altered or out "
	    "of date. What only today's date makes so is a note.",
	    "Sign the profile again after the last change, with a certificate "
	    "that is valid.",
	    .also = ALSO(NOTE) },

	[FINDING_UNREADABLE_VALUE] = { .name = "unreadable-value",
	    SEVERITY_ERROR,
	    "The text of a value does not read as its type, such as letters in "
	    "a number.",
	    "Correct the text or change the type of the value." },
	[FINDING_PLACEHOLDER] = { .name = "placeholder", SEVERITY_NOTE,
	    "A variable stands where a value belongs; some other tool has to "
	    "fill it in before a device sees it.",
	    "Nothing, if that tool is at work; else write the value." },
	[FINDING_WRONG_TYPE] = { .name = "wrong-type", SEVERITY_ERROR,
	    "A value has another type than its key wants. 0 or 1 where yes or "
	    "no belongs, and 2.0 where a whole number does, are warnings.",
	    "Change the type; the value can often be kept.",
	    .also = ALSO(WARNING) },
	[FINDING_NOT_ALLOWED] = { .name = "not-allowed", SEVERITY_ERROR,
	    "A value is none of those that its key takes. Where the list is "
	    "open it is a note.",
	    "Choose one of the values listed.",
	    .also = ALSO(WARNING) | ALSO(NOTE) },
	[FINDING_OUT_OF_RANGE] = { .name = "out-of-range", SEVERITY_ERROR,
	    "A number is smaller or larger than its key takes.",
	    "Choose a number within the range.",
	    .also = ALSO(WARNING) },
	[FINDING_FORMAT_MISMATCH] = { .name = "format-mismatch", SEVERITY_ERROR,
	    "A text does not have the form that its key wants, such as that of "
	    "a URL.",
	    "Write it in the form named.",
	    .also = ALSO(WARNING) | ALSO(NOTE) },
	[FINDING_WRONG_LENGTH] = { .name = "wrong-length", SEVERITY_ERROR,
	    "A text or data is shorter or longer than its key takes.",
	    "Shorten or lengthen it.",
	    .also = ALSO(WARNING) },
	[FINDING_WRONG_DATA] = { .name = "wrong-data", SEVERITY_WARNING,
	    "Data is not of the kind that its key takes, such as something "
	    "else where a certificate belongs.",
	    "Import a file of the kind named." },
	[FINDING_BAD_UUID] = { .name = "bad-uuid", SEVERITY_WARNING,
	    "The PayloadUUID is not written as a UUID. Devices ask only that "
	    "it is unique; other tools ask for more.",
	    "Make a new UUID, unless the profile is installed already." },
	[FINDING_BIT_UNKNOWN] = { .name = "bit-unknown", SEVERITY_WARNING,
	    "A number that is a set of bits has a bit that nobody defines.",
	    "Clear the bit." },
	[FINDING_BIT_REQUIRES] = { .name = "bit-requires", SEVERITY_ERROR,
	    "A bit is set without another one that it needs.",
	    "Set the other bit too, or clear this one." },
	[FINDING_BIT_ZERO] = { .name = "bit-zero", SEVERITY_ERROR,
	    "A set of bits is empty where a device wants at least one.",
	    "Set a bit, or leave the key out." },

	[FINDING_DUPLICATE_KEY] = { .name = "duplicate-key", SEVERITY_WARNING,
	    "A dictionary has the same key twice; which of the two counts "
	    "differs from reader to reader.",
	    "Remove one of them." },
	[FINDING_UNKNOWN_KEY] = { .name = "unknown-key", SEVERITY_WARNING,
	    "No schema knows the key in this place. It may be newer than the "
	    "schema, or misspelt.",
	    "Check the spelling; keep it if you know better." },
	[FINDING_MISSING_KEY] = { .name = "missing-key", SEVERITY_ERROR,
	    "A key that is required is not there.",
	    "Set it.",
	    .also = ALSO(WARNING) },
	[FINDING_WRONG_COUNT] = { .name = "wrong-count", SEVERITY_ERROR,
	    "A list has fewer or more items than its key takes.",
	    "Add or remove items.",
	    .also = ALSO(WARNING) },
	[FINDING_DUPLICATE_ITEM] = { .name = "duplicate-item", SEVERITY_WARNING,
	    "A list has the same item twice where each may stand once.",
	    "Remove one of them.",
	    .also = ALSO(ERROR) | ALSO(NOTE) },
	[FINDING_UNKNOWN_PAYLOAD_TYPE] = { .name = "unknown-payload-type",
	    SEVERITY_NOTE,
	    "No schema describes the payload type, so the keys of the payload "
	    "are not checked. A type that looks like a misspelt one is a "
	    "warning. Preference domains of applications are often "
	    "payload types of their own.",
	    "Check the spelling; keep it if you know better.",
	    .also = ALSO(WARNING) },

	[FINDING_IGNORED_KEY] = { .name = "ignored-key", SEVERITY_WARNING,
	    "The key has no effect because of another one.",
	    "Remove it, or change the other key.",
	    .also = ALSO(NOTE) },
	[FINDING_REQUIRES_KEY] = { .name = "requires-key", SEVERITY_ERROR,
	    "A key is needed because of the value of another one.",
	    "Set it, or change the other key.",
	    .also = ALSO(WARNING) },
	[FINDING_CONFLICTS_WITH] = { .name = "conflicts-with", SEVERITY_ERROR,
	    "Keys or values exclude one another.",
	    "Keep one of them.",
	    .also = ALSO(WARNING) | ALSO(NOTE) },
	[FINDING_REPLACED_KEY] = { .name = "replaced-key", SEVERITY_NOTE,
	    "Another key or declaration has taken the place of this one.",
	    "Use the one named where the systems you care for know it." },
	[FINDING_SECRET_IN_CLEAR] = { .name = "secret-in-clear", SEVERITY_NOTE,
	    "A password or another secret stands in clear text in the file.",
	    "Keep the file private, or let the management server fill it in." },
	[FINDING_LEFT_SCHEMA] = { .name = "left-schema", SEVERITY_NOTE,
	    "The key was published once and has left the schema since; newer "
	    "systems may ignore it.",
	    "Remove it if no older system needs it." },
	[FINDING_COMPANION_MISSING] = { .name = "companion-missing",
	    SEVERITY_WARNING,
	    "The payload wants another payload in the same profile, or cannot "
	    "stand beside one.",
	    "Add or remove the payload named.",
	    .also = ALSO(ERROR) | ALSO(NOTE) },

	[FINDING_DUPLICATE_UUID] = { .name = "duplicate-uuid", SEVERITY_ERROR,
	    "Two payloads, or a payload and the profile, have the same "
	    "PayloadUUID; a device refuses the profile.",
	    "Make a new UUID for one of them." },
	[FINDING_DUPLICATE_IDENTIFIER] = { .name = "duplicate-identifier",
	    SEVERITY_ERROR,
	    "Two payloads have the same PayloadIdentifier; a device refuses "
	    "the profile. Where it is the profile's own identifier this is a "
	    "warning.",
	    "Append something to one of them.",
	    .also = ALSO(WARNING) },
	[FINDING_DANGLING_REFERENCE] = { .name = "dangling-reference",
	    SEVERITY_WARNING,
	    "A value names a payload that is not in this profile.",
	    "Add the payload, or choose one that is there.",
	    .also = ALSO(ERROR) | ALSO(NOTE) },
	[FINDING_WRONG_REFERENCE] = { .name = "wrong-reference", SEVERITY_ERROR,
	    "A value names a payload of a type that cannot serve here.",
	    "Choose a payload of one of the types named.",
	    .also = ALSO(WARNING) },
	[FINDING_TOO_MANY_PAYLOADS] = { .name = "too-many-payloads",
	    SEVERITY_WARNING,
	    "The profile has several payloads of a type that a device takes "
	    "only once.",
	    "Merge them into one payload." },
	[FINDING_DUPLICATE_VALUE] = { .name = "duplicate-value",
	    SEVERITY_WARNING,
	    "Two payloads have the same value for a key that must tell them "
	    "apart.",
	    "Change one of them.",
	    .also = ALSO(ERROR) },

	[FINDING_NOT_ON_TARGET] = { .name = "not-on-target", SEVERITY_WARNING,
	    "A target does not know the payload or key, or no longer.",
	    "Remove it for that target, or leave it where others use it.",
	    .also = ALSO(NOTE) },
	[FINDING_DEPRECATED_ON_TARGET] = { .name = "deprecated-on-target",
	    SEVERITY_NOTE,
	    "A target still knows the payload or key but will drop it.",
	    "Use what has taken its place." },
	[FINDING_NEEDS_SUPERVISION] = { .name = "needs-supervision",
	    SEVERITY_WARNING,
	    "The payload or key works only on supervised devices, and a target "
	    "is unsupervised.",
	    "Supervise the device, or leave it out." },
	[FINDING_WRONG_CHANNEL] = { .name = "wrong-channel", SEVERITY_WARNING,
	    "The payload or key cannot be used on the target's channel or with "
	    "its kind of enrollment.",
	    "Send it by the other channel, or leave it out.",
	    .also = ALSO(ERROR) },

	[FINDING_UPDATE_FIXED_KEY] = { .name = "update-fixed-key",
	    SEVERITY_ERROR,
	    "A value differs from the installed profile that an update must "
	    "not change.",
	    "Restore the installed value, or remove the profile from the "
	    "device first." },
	[FINDING_UPDATE_ADDED_BITS] = { .name = "update-added-bits",
	    SEVERITY_ERROR,
	    "A set of rights has one that the installed profile lacks; an "
	    "update must not add any.",
	    "Clear the rights named." },
	[FINDING_UPDATE_FIXED_MEMBER] = { .name = "update-fixed-member",
	    SEVERITY_ERROR,
	    "An item was added to or removed from a list where an update must "
	    "not do so.",
	    "Restore the item as it is in the installed profile." },
	[FINDING_UPDATE_IDENTITY] = { .name = "update-identity",
	    SEVERITY_WARNING,
	    "The profile's identifier or a payload's differs from the "
	    "installed profile, so a device does not take it for the same.",
	    "Restore the identifier if this is meant as an update.",
	    .also = ALSO(NOTE) },
};
/* clang-format on */
_Static_assert(ARRAY_COUNT(finding_table) == FINDING_CODES,
    "one row per code");

unsigned
finding_severities(enum finding_code code)
{
	return finding_table[code].also | 1U << finding_table[code].severity;
}

bool
finding_parse_code(const char *name, enum finding_code *out)
{
	for (int i = 0; i < FINDING_CODES; i++) {
		if (strcmp(finding_table[i].name, name) == 0) {
			*out = (enum finding_code)i;
			return true;
		}
	}
	return false;
}

void
finding_release(struct finding *finding)
{
	if (finding == NULL)
		return;
	free(finding->missing);
	free(finding->message);
	free(finding->fix);
	*finding = (struct finding){ 0 };
}

/* An item or a wildcard entry whose schema has no better name for it. */
static bool
is_nameless(const struct place *place)
{
	const struct place *parent = place->parent;

	/* The place of a name that nobody has is the wildcard's. */
	return place->key != NULL && parent != NULL &&
	    !place->key->has_title && (parent->type == SCHEMA_ARRAY ||
	    place_child(parent, "\1", 1) == place);
}

void
finding_add_dict(const struct place *place, struct buf *out)
{
	/* The title of one of several schemas would name the wrong one. */
	bool shared = place->key == NULL && place->payload->file_count > 1;

	if (is_nameless(place))
		buf_addf(out, "an entry of '%s'", place_title(place->parent));
	else
		buf_addf(out, "'%s'", shared ? place->payload->type
		    : place_title(place));
}

static void
add_value_name(const struct value *value, struct buf *out)
{
	if (value->key != NULL)
		buf_addf(out, "'%.*s'", (int)value->key->length,
		    value->key->name);
	else
		buf_addf(out, "item %u", (unsigned)value->index + 1);
}

/* "SSID", "'MyKey'" for what no schema knows, "item 3 of 'Services'". */
static void
add_subject(const struct finding *finding, struct buf *out)
{
	const struct value *value = finding->value;
	const struct place *place = finding->place;

	if (finding->missing != NULL && place == NULL) {
		buf_addf(out, "'%s'", finding->missing);
	} else if (place != NULL && finding->missing == NULL &&
	    value != NULL && value->parent != NULL && is_nameless(place)) {
		add_value_name(value, out);
		buf_addf(out, " of '%s'", place_title(place->parent));
	} else if (place != NULL && place->key != NULL) {
		buf_add_text(out, place_title(place));
	} else if (place != NULL) {
		finding_add_dict(place, out);
	} else if (value == NULL || value->parent == NULL) {
		buf_add_text(out, "the property list");
	} else {
		add_value_name(value, out);
	}
}

void
finding_sentence(const struct finding *finding, struct buf *out)
{
	if (finding->value == NULL && finding->missing == NULL) {
		buf_add_text(out, finding->message);
		return;
	}
	add_subject(finding, out);
	buf_add_char(out, ' ');
	buf_add_text(out, finding->message);
}

void
finding_path(const struct finding *finding, const struct value *root,
    struct buf *out)
{
	if (finding->value == NULL)
		return;
	path_of_value(finding->value, root, out);
	if (finding->missing != NULL)
		path_add_segment(out, finding->missing,
		    strlen(finding->missing));
}
