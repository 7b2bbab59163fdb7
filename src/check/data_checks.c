/*
 * What rules say of the contents of data, and of the names in a dictionary.
 * See profedit-schema(5), "import" and "key-domain".
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/internal.h"
#include "profile/blob.h"
#include "schema/place.h"
#include "schema/rules.h"
#include "value/value.h"

enum { KINDS_MOST = 5 };	/* ended by BLOB_UNKNOWN */

/* What the bytes may look like.  Not here: kinds that nothing tells apart. */
static const struct {
	const char *import;
	enum blob_kind kinds[KINDS_MOST + 1];
} looks[] = {
	{ "certificate", { BLOB_CERTIFICATE, BLOB_CERTIFICATE_PEM } },
	{ "pkcs12", { BLOB_PKCS12 } },
	{ "cms", { BLOB_CMS } },
	{ "image", { BLOB_PNG, BLOB_JPEG, BLOB_GIF, BLOB_ICNS, BLOB_PDF } },
	{ "font", { BLOB_FONT } },
	{ "plist", { BLOB_PLIST } },
	{ "text", { BLOB_TEXT, BLOB_PLIST } },
	{ "profile", { BLOB_PLIST, BLOB_CMS } },
};

static bool
is_one_of(enum blob_kind kind, const enum blob_kind *kinds)
{
	while (*kinds != BLOB_UNKNOWN && *kinds != kind)
		kinds++;
	return *kinds == kind && kind != BLOB_UNKNOWN;
}

static void
check_looks(const struct subject *subject, const enum blob_kind *kinds)
{
	const char *wanted = rules_word(rules_imports,
	    subject->place->note->import);
	enum blob_kind kind;
	AUTO_BUF bytes = BUF_INIT;

	value_get_data(subject->value, &bytes);
	kind = blob_look(buf_text(&bytes), bytes.length);
	if (is_one_of(kind, kinds))
		;
	else if (kind == BLOB_EMPTY)
		complain_usual(subject, FINDING_WRONG_DATA,
		    "is empty where %s belongs", wanted);
	else
		complain_usual(subject, FINDING_WRONG_DATA,
		    "does not look like %s", wanted);
}

void
check_data(const struct subject *subject)
{
	const char *import;

	if (subject->place == NULL || subject->value->type != VALUE_DATA ||
	    subject->value->unreadable)
		return;
	import = subject->place->note->import;
	for (size_t i = 0; import != NULL && i < ARRAY_COUNT(looks); i++)
		if (strcmp(looks[i].import, import) == 0)
			check_looks(subject, looks[i].kinds);
}

/* ---- names of entries */

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "de", "pt-BR", "zh_Hans_CN", "default". */
static bool
is_locale(const char *name, size_t length)
{
	size_t language = 0;

	while (language < length && is_letter(name[language]))
		language++;
	if (length == 7 && memcmp(name, "default", 7) == 0)
		return true;
	if (language < 2 || language > 8)
		return false;
	for (size_t i = language; i < length; i++)
		if (!is_letter(name[i]) && !is_digit(name[i]) &&
		    name[i] != '-' && name[i] != '_' && name[i] != '@')
			return false;
	return true;
}

static bool
is_bundle_id(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_letter(name[i]) && !is_digit(name[i]) &&
		    strchr(".-_", name[i]) == NULL)
			return false;
	return length > 0;
}

/* An empty one stands for what nobody signed. */
static bool
is_team_id(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!(name[i] >= 'A' && name[i] <= 'Z') && !is_digit(name[i]))
			return false;
	return length == 10 || length == 0;
}

void
check_entry_name(const struct subject *subject)
{
	static const struct {
		const char *domain;
		bool (*fits)(const char *name, size_t length);
		const char *words;
	} rows[] = {
		{ "locale", is_locale, "a language such as 'de' or 'pt-BR'" },
		{ "bundle-id", is_bundle_id,
		    "a bundle identifier such as 'com.example.app'" },
		{ "team-id", is_team_id,
		    "a team identifier such as 'ABCDE12345'" },
	};
	const struct place *dict = subject->container_place;
	const struct value_key *key = subject->value->key;

	if (dict == NULL || key == NULL || dict->note->key_domain == NULL ||
	    placeholder_inside(key->name, key->length, false))
		return;
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (strcmp(rows[i].domain, dict->note->key_domain) == 0 &&
		    !rows[i].fits(key->name, key->length))
			complain(subject, FINDING_FORMAT_MISMATCH,
			    SEVERITY_WARNING, NULL,
			    "should have the name of %s", rows[i].words);
}
