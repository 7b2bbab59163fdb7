/*
 * Whole texts: the document anew out of an editor, a fragment that was pasted.
 */
#include <string.h>

#include "profile/edit.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "value/draft.h"
#include "value/type.h"

#include "profile/edit_list.h"

/*
 * A declaration that names another encoding than before is what the text is to
 * be saved in.
 */
static bool
choose_encoding(const struct profile *profile, struct piece text,
    enum profile_encoding *out, struct error *err)
{
	struct piece old = profile->document.source;
	enum profile_encoding before;
	enum profile_encoding now;

	*out = profile->document.encoding;
	if (!encoding_declared(text.text, text.length, &now, err))
		return false;
	if (encoding_declared(old.text, old.length, &before, NULL) &&
	    before != now)
		*out = now;
	return true;
}

bool
edit_replace_text(struct profile *profile, const char *text, size_t length,
    struct error *err)
{
	static const struct xml_options options = { .fragment = false };
	AUTO_BUF old = BUF_INIT;
	AUTO_BUF unused = BUF_INIT;
	struct document document = { 0 };
	struct piece kept;

	if (!profile_can_edit(profile, err))
		return false;
	profile_text(profile, &old);
	if (old.length == length && memcmp(old.data, text, length) == 0)
		return true;
	if (length > DOCUMENT_MOST) {
		error_set(err, ERR_LIMIT, "the text is larger than 1 GiB");
		return false;
	}
	kept = piece_of(arena_strndup(profile->arena, text, length), length);
	if (!choose_encoding(profile, kept, &document.encoding, err) ||
	    !encoding_encode(text, length, document.encoding, &unused, err) ||
	    !xml_read(profile->arena, kept.text, length, &options, &document,
		&profile->indexed, err)) {
		error_locate(err, profile->name, 0, 0);
		return false;
	}
	edit_begin(profile, "change the text");
	change_document(profile, &document);
	edit_end(profile);
	return true;
}

/* Nothing is taken that would be lost or changed on the way into a draft. */
static bool
is_clean(const struct document *document, struct error *err)
{
	const struct value *root = document->root;
	const struct value *value = root;
	struct piece source = document->source;
	const char *where = NULL;
	size_t line;
	size_t column;

	if (document->oddities.count > 0) {
		const struct oddity *oddity = &document->oddities.items[0];

		where = source.text + oddity->offset;
		error_set(err, ERR_SYNTAX, "'%s' may not stand here",
		    oddity->detail);
	}
	for (; value != NULL && where == NULL;
	    value = value_next(value, root)) {
		if (!value->unreadable)
			continue;
		where = value->open.text;
		error_set(err, ERR_SYNTAX, "the content does not read as %s",
		    type_table[value->type].name);
	}
	if (where == NULL)
		return true;
	text_place(source.text, source.length, (size_t)(where - source.text),
	    &line, &column);
	error_locate(err, NULL, line, column);
	return false;
}

struct draft *
edit_parse_fragment(const char *text, size_t length, struct error *err)
{
	static const struct xml_options options = { .fragment = true };
	struct document document = { 0 };
	struct value_list indexed = { 0 };
	struct arena *arena;
	struct draft *draft = NULL;

	if (length > DOCUMENT_MOST) {
		error_set(err, ERR_LIMIT, "the text is larger than 1 GiB");
		return NULL;
	}
	arena = arena_new();
	if (xml_read(arena, text, length, &options, &document, &indexed, err) &&
	    is_clean(&document, err))
		draft = draft_from_value(document.root);
	document_release(&document, &indexed);
	arena_free(arena);
	return draft;
}
