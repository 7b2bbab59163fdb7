/*
 * The last look before a file is replaced.  Our own reader goes over the new
 * text beside the tree.  Then libplist is asked: a reader by other people, that
 * reads some things wrongly; so it is heard only when it read the old text as
 * we did, and only about values spelt in a way it is known to read rightly.
 */
#include "profile/referee.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/internal.h"
#include "profile/libplist.h"
#include "value/path.h"
#include "value/type.h"

enum {
	OPINION_MAX = 16 * 1024 * 1024	/* bytes of text libplist is given */
};

/* ---------------------------------------------------------- text of bytes */

/* BYTES as they stand in a file → UTF-8 text, which may be BYTES themselves. */
static bool
decode(const char *bytes, size_t length, struct buf *store,
    struct piece *text, struct error *err)
{
	enum profile_encoding encoding;
	bool exact;

	if (!encoding_decode(bytes, length, &encoding, store, &exact, err))
		return false;
	if (encoding == ENCODING_UTF8) {
		*text = piece_of(bytes, length);
		return true;
	}
	*text = piece_of(buf_text(store), store->length);
	if (exact)
		return true;
	error_set(err, ERR_REFUSED, "its encoding would not hold all of it");
	return false;
}

/* The text to be saved, as the next reader will see it. */
static bool
new_text(const void *bytes, size_t length, struct buf *store,
    struct piece *text, struct error *err)
{
	struct binary_notes notes;

	if (!binary_is(bytes, length))
		return decode(bytes, length, store, text, err);
	if (!binary_to_xml(bytes, length, store, &notes, err))
		return false;
	*text = piece_of(buf_text(store), store->length);
	return true;
}

/*
 * ------------------------------------- what libplist is known to read rightly
 */

static bool
has_only(struct piece text, const char *allowed)
{
	for (uint32_t i = 0; i < text.length; i++) {
		if (text.text[i] == '\0' ||
		    strchr(allowed, text.text[i]) == NULL)
			return false;
	}
	return true;
}

/* Plain text and the five entities: no CDATA, comments, CR or references. */
static bool
is_plain_text(struct piece text)
{
	static const char *const entities[] =
	    { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };

	for (uint32_t i = 0; i < text.length; i++) {
		bool known = false;

		if (strchr("<\r", text.text[i]) != NULL)	/* NUL too */
			return false;
		if (text.text[i] != '&')
			continue;
		for (size_t e = 0; e < ARRAY_COUNT(entities); e++) {
			size_t length = strlen(entities[e]);

			known |= text.length - i >= length &&
			    memcmp(text.text + i, entities[e], length) == 0;
		}
		if (!known)
			return false;
	}
	return true;
}

/* Leading zeros are octal to it, blanks and signs unclear. */
static bool
is_plain_integer(struct piece text)
{
	uint32_t first = text.length > 0 && text.text[0] == '-';

	return text.length > first && text.length <= 20 &&
	    (text.text[first] != '0' || text.length == 1) &&
	    has_only((struct piece){ text.text + first, text.length - first },
	    "0123456789");
}

static bool
reads_rightly(const struct value *value)
{
	if (value->unreadable)
		return false;
	switch ((enum value_type)value->type) {
	case VALUE_STRING:
		return is_plain_text(value->content);
	case VALUE_INTEGER:
		return is_plain_integer(value->content);
	case VALUE_REAL:	/* it asks the locale for the decimal point */
		return value->content.length <= 15 &&
		    is_plain_integer(value->content);
	case VALUE_DATE:
		return value->date - BINARY_DATE_ORIGIN > INT32_MIN &&
		    value->date - BINARY_DATE_ORIGIN < INT32_MAX;
	case VALUE_DATA:
		return has_only(value->content, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		    "abcdefghijklmnopqrstuvwxyz0123456789+/= \t\n\r");
	default:
		return true;
	}
}

static bool
key_reads_rightly(const struct value_key *key)
{
	static const size_t tags = sizeof("<key></key>") - 1;
	struct piece text = key->text;

	/* "<key>" as it is spelt nearly everywhere, without blanks around. */
	if (key->length == 0 || text.length < tags ||
	    memcmp(text.text, "<key>", 5) != 0 ||
	    memcmp(text.text + text.length - 6, "</key>", 6) != 0)
		return false;
	text.text += 5;
	text.length -= (uint32_t)tags;
	return is_plain_text(text) && strchr(" \t\n", text.text[0]) == NULL &&
	    strchr(" \t\n", text.text[text.length - 1]) == NULL;
}

/* -------------------------------------------------------------- comparing */

static bool
same_integer(plist_t node, struct integer meant)
{
	uint64_t there = 0;

	if (plist_get_node_type(node) != PLIST_UINT)
		return false;
	plist_get_uint_val(node, &there);
	/* It gives both signs as 64 bits. */
	return there == (meant.negative ? 0 - meant.magnitude :
	    meant.magnitude);
}

static bool
same_string(plist_t node, const char *text, size_t length)
{
	uint64_t there_length = 0;
	const char *there;

	if (plist_get_node_type(node) != PLIST_STRING)
		return false;
	there = plist_get_string_ptr(node, &there_length);
	return there != NULL && there_length == length &&
	    memcmp(there, text, length) == 0;
}

static bool
same_data(plist_t node, const struct value *value)
{
	AUTO_BUF meant = BUF_INIT;
	uint64_t length = 0;
	const char *there;

	if (plist_get_node_type(node) != PLIST_DATA)
		return false;
	there = plist_get_data_ptr(node, &length);
	value_get_data(value, &meant);
	return length == meant.length && (length == 0 || (there != NULL &&
	    memcmp(there, meant.data, meant.length) == 0));
}

static bool
same_scalar(plist_t node, const struct value *value)
{
	uint8_t boolean = 0;
	double real = 0;

	switch ((enum value_type)value->type) {
	case VALUE_STRING:
		return same_string(node, value->string.text,
		    value->string.length);
	case VALUE_INTEGER:
		return same_integer(node, value->integer);
	case VALUE_DATA:
		return same_data(node, value);
	case VALUE_BOOLEAN:
		plist_get_bool_val(node, &boolean);
		return plist_get_node_type(node) == PLIST_BOOLEAN &&
		    (boolean != 0) == value->boolean;
	case VALUE_REAL:
		plist_get_real_val(node, &real);
		return plist_get_node_type(node) == PLIST_REAL &&
		    !(real < value->real) && !(real > value->real);
	case VALUE_DATE:
		return plist_get_node_type(node) == PLIST_DATE &&
		    libplist_get_date(node) == value->date;
	default:
		return true;
	}
}

static const struct value *find_difference(plist_t node,
    const struct value *value);

static const struct value *
find_in_array(plist_t node, const struct value *array)
{
	const struct value *found = NULL;
	plist_array_iter iter = NULL;

	if (plist_get_node_type(node) != PLIST_ARRAY ||
	    plist_array_get_size(node) != value_count(array))
		return array;
	plist_array_new_iter(node, &iter);
	for (size_t i = 0; found == NULL && i < value_count(array); i++) {
		plist_t item = NULL;

		plist_array_next_item(node, iter, &item);
		found = item == NULL ? array :
		    find_difference(item, value_at(array, i));
	}
	free(iter);
	return found;
}

/* False: it keeps the last of equal keys, or may read one differently. */
static bool
keys_read_rightly(const struct value *dict)
{
	for (size_t i = 0; i < value_count(dict); i++) {
		const struct value *entry = value_at(dict, i);

		if (!key_reads_rightly(entry->key) ||
		    value_find_n(dict, entry->key->name,
		    entry->key->length) != entry || value_is_duplicate(entry))
			return false;
	}
	return true;
}

static const struct value *
find_in_dict(plist_t node, const struct value *dict)
{
	const struct value *found = NULL;

	/* It makes a UID of a dictionary with the key CF$UID alone. */
	if (!keys_read_rightly(dict) ||
	    plist_get_node_type(node) == PLIST_UID)
		return NULL;
	if (plist_get_node_type(node) != PLIST_DICT ||
	    plist_dict_get_size(node) != value_count(dict))
		return dict;
	for (size_t i = 0; found == NULL && i < value_count(dict); i++) {
		const struct value *entry = value_at(dict, i);
		AUTO_FREE char *name =
		    xstrndup(entry->key->name, entry->key->length);
		plist_t item = plist_dict_get_item(node, name);

		found = item == NULL ? entry : find_difference(item, entry);
	}
	return found;
}

/* The first value that libplist should have read and read otherwise. */
static const struct value *
find_difference(plist_t node, const struct value *value)
{
	if (value->type == VALUE_ARRAY)
		return find_in_array(node, value);
	if (value->type == VALUE_DICT)
		return find_in_dict(node, value);
	return reads_rightly(value) && !same_scalar(node, value) ? value : NULL;
}

/* ------------------------------------------------------- the second opinion */

static plist_t
read_with_libplist(struct piece text)
{
	plist_t node = NULL;

	plist_from_xml(text.text, text.length, &node);
	return node;
}

/* Whether libplist read the old file as we do: only then it is heard. */
static bool
is_trusted_with(const void *old, size_t length)
{
	AUTO_BUF content = BUF_INIT;
	AUTO_BUF store = BUF_INIT;
	struct piece text = piece_of(old, length);
	struct cms_info info = { .signature = CMS_UNKNOWN };
	struct profile *profile;
	plist_t node;
	bool trusted;

	if (cms_is_signed(old, length)) {
		trusted = cms_open(old, length, &content, &info, NULL);
		cms_info_release(&info);
		if (!trusted)
			return false;
		text = piece_of(buf_text(&content), content.length);
	}
	if (binary_is(text.text, text.length) ||
	    !decode(text.text, text.length, &store, &text, NULL))
		return false;
	node = read_with_libplist(text);
	if (node == NULL)
		return false;
	profile = profile_parse("the old text", text.text, text.length, NULL,
	    NULL);
	trusted = profile != NULL &&
	    find_difference(node, profile_root(profile)) == NULL;
	profile_close(profile);
	plist_free(node);
	return trusted;
}

bool
referee_asks_libplist(const struct profile *profile, const char *text,
    size_t length, const void *old, size_t old_length, struct error *err)
{
	const struct value *root = profile_root(profile), *found;
	AUTO_BUF path = BUF_INIT;
	plist_t node;

	if (old == NULL || length > OPINION_MAX || old_length > OPINION_MAX ||
	    !is_trusted_with(old, old_length))
		return true;
	node = read_with_libplist(piece_of(text, length));
	/* That it does not read at all says nothing about a value. */
	if (node == NULL)
		return true;
	found = find_difference(node, root);
	plist_free(node);
	if (found == NULL)
		return true;
	path_of_value(found, root, &path);
	error_set(err, ERR_REFUSED, "nothing was saved: libplist reads another "
	    "value at '%s' (%s) than the document holds", buf_text(&path),
	    type_table[found->type].name);
	return false;
}

bool
referee_accepts(struct profile *profile, const void *bytes, size_t length,
    const void *old, size_t old_length, struct error *err)
{
	AUTO_BUF store = BUF_INIT;
	AUTO_ERROR why = ERROR_INIT;
	struct piece text;

	if (!new_text(bytes, length, &store, &text, &why) ||
	    !xml_read_beside(text.text, text.length, profile_root(profile),
	    &why)) {
		error_set(err, ERR_REFUSED, "nothing was saved: what would be "
		    "written does not read as the document (%s)", why.message);
		return false;
	}
	/* libplist wrote the binary form itself. */
	return binary_is(bytes, length) || referee_asks_libplist(profile,
	    text.text, text.length, old, old_length, err);
}
