/*
 * Other readers of property lists as oracles: over the test data our values
 * are theirs, wherever they read the text rightly.  What libplist 2.2 is known
 * to read otherwise is left out by how it is spelt; whole files it cannot read
 * are counted.  plistlib is asked through python3 where that is there.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/error.h"
#include "profile/binary.h"
#include "profile/libplist.h"
#include "profile/profile.h"
#include "testdata.h"
#include "value/path.h"
#include "value/value.h"

/* 2001-01-01 00:00:00 UTC; libplist counts from there, in 32 bits. */
#define DATE_ORIGIN INT64_C(978307200)

struct tally {
	size_t files;		/* both read */
	size_t refused;		/* by libplist alone */
	size_t values, left_out, wrong;
	const char *path;
	const struct value *root;
	FILE *dump;
};

static bool
contains(struct piece in, const char *what)
{
	size_t length = strlen(what);

	for (size_t i = 0; i + length <= in.length; i++)
		if (memcmp(in.text + i, what, length) == 0)
			return true;
	return false;
}

/* Octal to libplist, or not a number as people write it. */
static bool
is_odd_integer(struct piece text)
{
	size_t sign = text.length > 0 && text.text[0] == '-';

	for (size_t i = sign; i < text.length; i++)
		if (text.text[i] < '0' || text.text[i] > '9')
			return true;
	return text.length > sign + 1 && text.text[sign] == '0';
}

/* A binary file with characters that our text cannot hold. */
static bool
is_lossy(const struct profile *profile)
{
	return profile_read_only_reason(profile) != NULL;
}

/* How VALUE is spelt is beyond what libplist reads as everybody else. */
static bool
is_beyond_libplist(const struct value *value)
{
	struct piece text = value->content;

	if (value->unreadable || contains(text, "<!--"))
		return true;
	switch ((enum value_type)value->type) {
	case VALUE_STRING:
		return contains(text, "\r");
	case VALUE_INTEGER:
		return is_odd_integer(text);
	case VALUE_REAL:	/* its own way with +infinity and nan */
		return !(value->real - value->real == 0);
	case VALUE_DATE:
		return value->date - DATE_ORIGIN <= INT32_MIN ||
		    value->date - DATE_ORIGIN >= INT32_MAX;
	case VALUE_DATA:
		return contains(text, "&") || contains(text, "<");
	default:
		return false;
	}
}

static bool
same_text(plist_t node, const char *text, size_t length)
{
	char *there = NULL;
	bool same;

	if (plist_get_node_type(node) != PLIST_STRING)
		return false;
	plist_get_string_val(node, &there);
	same = there != NULL && strlen(there) == length &&
	    memcmp(there, text, length) == 0;
	free(there);
	return same;
}

static bool
same_data(plist_t node, const struct value *value)
{
	AUTO_BUF ours = BUF_INIT;
	uint64_t length = 0;
	char *there = NULL;
	bool same;

	if (plist_get_node_type(node) != PLIST_DATA)
		return false;
	plist_get_data_val(node, &there, &length);
	value_get_data(value, &ours);
	same = length == ours.length &&
	    (length == 0 || memcmp(there, ours.data, ours.length) == 0);
	free(there);
	return same;
}

static bool
same_scalar(plist_t node, const struct value *value)
{
	plist_type type = plist_get_node_type(node);
	uint64_t number = 0;
	uint8_t boolean = 0;
	double real = 0;

	switch ((enum value_type)value->type) {
	case VALUE_STRING:
		return same_text(node, value->string.text,
		    value->string.length);
	case VALUE_INTEGER:
		plist_get_uint_val(node, &number);
		return type == PLIST_UINT && number ==
		    (value->integer.negative ?
		    0 - value->integer.magnitude : value->integer.magnitude);
	case VALUE_REAL:
		plist_get_real_val(node, &real);
		return type == PLIST_REAL &&
		    memcmp(&real, &value->real, sizeof(real)) == 0;
	case VALUE_BOOLEAN:
		plist_get_bool_val(node, &boolean);
		return type == PLIST_BOOLEAN && (boolean != 0) ==
		    value->boolean;
	case VALUE_DATE:
		return type == PLIST_DATE &&
		    libplist_get_date(node) == value->date;
	default:
		return same_data(node, value);
	}
}

static void
complain(struct tally *tally, const struct value *value, const char *what)
{
	AUTO_BUF path = BUF_INIT;

	if (++tally->wrong > 20)
		return;
	path_of_value(value, tally->root, &path);
	printf("# %s: %s: %s\n", tally->path, buf_text(&path), what);
}

static void compare(struct tally *tally, plist_t node,
    const struct value *value);

static void
compare_dict(struct tally *tally, plist_t node, const struct value *dict)
{
	size_t names = 0;

	for (size_t i = 0; i < value_count(dict); i++) {
		const struct value *entry = value_at(dict, i);
		AUTO_FREE char *name =
		    xstrndup(entry->key->name, entry->key->length);
		plist_t item = plist_dict_get_item(node, name);

		/* It keeps the last of equal keys. */
		if (value_next_same(entry) != NULL) {
			tally->left_out++;
			continue;
		}
		names++;
		if (item == NULL)
			complain(tally, entry, "libplist has no such key");
		else
			compare(tally, item, entry);
	}
	if (plist_dict_get_size(node) != names)
		complain(tally, dict, "libplist has other keys");
}

static void
compare(struct tally *tally, plist_t node, const struct value *value)
{
	plist_type type = plist_get_node_type(node);

	if (value->type == VALUE_DICT && type == PLIST_UID)
		tally->left_out++;	/* CF$UID */
	else if (value->type == VALUE_DICT && type == PLIST_DICT)
		compare_dict(tally, node, value);
	else if (value->type == VALUE_ARRAY && type == PLIST_ARRAY &&
	    plist_array_get_size(node) == value_count(value))
		for (size_t i = 0; i < value_count(value); i++)
			compare(tally, plist_array_get_item(node, (uint32_t)i),
			    value_at(value, i));
	else if (value_is_container(value))
		complain(tally, value, "libplist has another container");
	else if (is_beyond_libplist(value))
		tally->left_out++;
	else if (!same_scalar(node, value))
		complain(tally, value, "libplist has another value");
	else
		tally->values++;
}

/* What libplist makes of it: the file's bytes, or what was signed. */
static plist_t
read_with_libplist(const struct buf *bytes, struct profile *profile)
{
	AUTO_BUF text = BUF_INIT;
	const struct buf *from = bytes;
	plist_t node = NULL;

	if (binary_is(bytes->data, bytes->length)) {
		plist_from_bin(bytes->data, (uint32_t)bytes->length, &node);
		return node;
	}
	if (profile_get_cms(profile) != NULL) {
		if (profile_get_format(profile) == PROFILE_BINARY)
			return NULL;
		profile_text(profile, &text);
		from = &text;
	}
	plist_from_xml(buf_text(from), (uint32_t)from->length, &node);
	return node;
}

/*
 * It takes all text for UTF-8, and misreads the structure itself where text
 * stands that belongs nowhere.
 */
static bool
is_file_for_libplist(const struct profile *profile)
{
	if (profile_get_encoding(profile) != ENCODING_UTF8 || is_lossy(profile))
		return false;
	for (size_t i = 0; i < profile_oddity_count(profile); i++)
		if (profile_oddity(profile, i)->kind != ODDITY_BINARY_DATE)
			return false;
	return true;
}

static bool
compare_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	AUTO_BUF bytes = BUF_INIT;
	struct profile *profile = NULL;
	plist_t node = NULL;

	if (file_read(path, (size_t)1 << 30, &bytes, NULL))
		profile = profile_parse(path, bytes.data, bytes.length, NULL,
		    NULL);
	if (profile != NULL && is_file_for_libplist(profile)) {
		node = read_with_libplist(&bytes, profile);
		tally->path = path;
		tally->root = profile_root(profile);
		if (node == NULL) {
			tally->refused++;
		} else {
			tally->files++;
			compare(tally, node, tally->root);
		}
	}
	plist_free(node);
	profile_close(profile);
	return true;
}

static void
our_values_are_those_of_libplist(void **state)
{
	AUTO_FREE char *corpus = testdata_path("corpus");
	struct tally tally = { 0 };

	(void)state;
	if (corpus == NULL)
		skip();
	assert_true(file_walk(corpus, NULL, compare_file, &tally, NULL));
	printf("# %zu files, %zu values the same, %zu left out; libplist "
	    "refused %zu files that we read\n", tally.files, tally.values,
	    tally.left_out, tally.refused);
	assert_int_equal(tally.wrong, 0);
	/* So that the test cannot pass by leaving everything out. */
	assert_true(tally.files > 1000);
	assert_true(tally.values > 100 * tally.left_out);
}

/* ---------------------------------------------------------------- plistlib */

static void
dump_hex(FILE *out, const char *word, const char *bytes, size_t length)
{
	fprintf(out, "%s ", word);
	for (size_t i = 0; i < length; i++)
		fprintf(out, "%02x", (unsigned char)bytes[i]);
	fputc('\n', out);
}

static void
dump_scalar(FILE *out, const struct value *value)
{
	AUTO_BUF data = BUF_INIT;

	if (value->unreadable) {
		fprintf(out, "unreadable\n");
		return;
	}
	switch ((enum value_type)value->type) {
	case VALUE_STRING:
		dump_hex(out, "string", value->string.text,
		    value->string.length);
		break;
	case VALUE_INTEGER:
		fprintf(out, "integer %s%" PRIu64 "\n",
		    value->integer.negative ? "-" : "",
		    value->integer.magnitude);
		break;
	case VALUE_REAL:
		fprintf(out, "real %.17g\n", value->real);
		break;
	case VALUE_BOOLEAN:
		fprintf(out, "boolean %d\n", value->boolean);
		break;
	case VALUE_DATE:
		fprintf(out, "date %" PRId64 "\n", value->date);
		break;
	default:
		value_get_data(value, &data);
		dump_hex(out, "data", buf_text(&data), data.length);
		break;
	}
}

/* A line for each value, in document order; containers say how many follow. */
static void
dump_tree(FILE *out, const struct value *root)
{
	for (const struct value *v = root; v != NULL;
	    v = value_next(v, root)) {
		if (v != root && v->key != NULL)
			dump_hex(out, "key", v->key->name, v->key->length);
		if (v->type == VALUE_ARRAY || v->type == VALUE_DICT)
			fprintf(out, "%s %zu\n", v->type == VALUE_ARRAY ?
			    "array" : "dict", value_count(v));
		else
			dump_scalar(out, v);
	}
}

static bool
dump_file(const char *path, void *arg)
{
	struct tally *tally = arg;
	AUTO_BUF text = BUF_INIT;
	struct profile *profile = profile_open(path, NULL, NULL);

	if (profile == NULL || is_lossy(profile)) {
		profile_close(profile);
		return true;
	}
	if (profile_get_cms(profile) != NULL) {
		profile_text(profile, &text);
		fprintf(tally->dump, "content");
		dump_hex(tally->dump, "", buf_text(&text), text.length);
	} else {
		dump_hex(tally->dump, "file", path, strlen(path));
	}
	dump_tree(tally->dump, profile_root(profile));
	tally->files++;
	profile_close(profile);
	return true;
}

static void
our_values_are_those_of_plistlib(void **state)
{
	char name[] = "/tmp/profedit-oracle-XXXXXX";
	AUTO_FREE char *corpus = testdata_path("corpus");
	const char *source = getenv("top_srcdir");
	struct tally tally = { 0 };
	AUTO_FREE char *command = NULL;
	int fd, status;

	(void)state;
	if (corpus == NULL || system("python3 -c 'import plistlib' "
	    ">/dev/null 2>&1") != 0) {
		free(steal(corpus));
		printf("# no python3, or no test data\n");
		skip();
	}
	fd = mkstemp(name);
	assert_true(fd >= 0);
	tally.dump = fdopen(fd, "w");
	command = xasprintf("python3 '%s/tests/unit/profile_oracle.py' '%s'",
	    source != NULL ? source : ".", name);
	assert_true(file_walk(corpus, NULL, dump_file, &tally, NULL));
	assert_int_equal(fclose(tally.dump), 0);
	fflush(stdout);
	status = system(command);
	unlink(name);
	assert_int_equal(status, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_values_are_those_of_libplist),
		cmocka_unit_test(our_values_are_those_of_plistlib),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
