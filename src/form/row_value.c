/*
 * What stands beside a row's title: its value in words, or what unset means.
 */
#include "config.h"


#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"
#include "value/type.h"
#include "value/value.h"
#include "profile/blob.h"
#include "schema/place.h"
#include "form/internal.h"

enum {
	BLOBS_KEPT = 256,
	BLOB_BYTES = 16 * 1024 * 1024	/* larger ones are only counted */
};

/* What data is costs a look at all of it: kept until it changes. */
static void
add_blob(const struct form *form, const struct value *value, struct buf *out)
{
	size_t length = value_data_length(value);
	struct blob_info info = { .kind = BLOB_UNKNOWN };
	AUTO_BUF bytes = BUF_INIT;
	AUTO_BUF words = BUF_INIT;
	char *kept = map_get_pointer(form->blobs, value);

	if (kept != NULL) {
		buf_add_text(out, kept);
		return;
	}
	if (length > BLOB_BYTES || !value_get_data(value, &bytes)) {
		type_format(value, out);
		return;
	}
	blob_identify(buf_text(&bytes), bytes.length, &info);
	blob_describe(&info, length, &words);
	blob_info_release(&info);
	buf_add_text(out, buf_text(&words));
	if (map_count(form->blobs) < BLOBS_KEPT)
		map_set_pointer(form->blobs, value, buf_steal(&words, NULL));
}

static void
add_array(const struct value *value, const struct place *place,
    struct buf *out)
{
	const struct place *item = place != NULL ? place_item(place) : NULL;
	size_t count = value_count(value);
	AUTO_BUF noun = BUF_INIT;

	if (item != NULL && item->closed && item->choice_count > 1 &&
	    count <= item->choice_count) {
		buf_addf(out, "%zu of %zu", count, item->choice_count);
		return;
	}
	words_item(place, &noun);
	words_count(count, buf_text(&noun), out);
}

static enum row_value_style
add_set(const struct form *form, const struct row *row, bool reveal,
    struct buf *out)
{
	const struct value *value = row->value;

	if (entries_is_payload_list(row->fold, value)) {
		words_count(value_count(value), "payload", out);
		return VALUE_WRITTEN;
	}
	if (value->type == VALUE_ARRAY) {
		add_array(value, row->place, out);
		return VALUE_WRITTEN;
	}
	if (value->type == VALUE_DICT) {
		words_count(value_count(value), "key", out);
		return VALUE_WRITTEN;
	}
	if (value->type == VALUE_STRING && !value->unreadable &&
	    value->string.length == 0) {
		buf_add_text(out, "empty");
		return VALUE_NOT_SET;
	}
	if (!reveal && form_row_is_secret(form, row)) {
		buf_add_text(out, "••••");
		return VALUE_MASKED;
	}
	if (value->unreadable) {
		AUTO_BUF text = BUF_INIT;

		value_show_content(value, &text);
		words_first_line(buf_text(&text), text.length, out);
		return VALUE_ODD;
	}
	if (value->type == VALUE_DATA)
		add_blob(form, value, out);
	else
		show_value(form, row->place, value, out);
	return VALUE_WRITTEN;
}

static enum row_value_style
add_unset(const struct form *form, const struct row *row, struct buf *out)
{
	const struct place *place = row->place;
	size_t before = out->length;

	if (place == NULL)
		return VALUE_NOT_SET;
	show_default(place, out);
	if (out->length > before)
		return VALUE_DEFAULT;
	if (place->required || schema_type_is_container(place->type) ||
	    form_row_mark(form, row) == 'x')
		buf_add_text(out, "not set");
	return VALUE_NOT_SET;
}

enum row_value_style
form_row_value(const struct form *form, const struct row *row, bool reveal,
    struct buf *out)
{
	AUTO_BUF name = BUF_INIT;
	AUTO_BUF value = BUF_INIT;
	enum row_value_style style;

	if (row->kind != ROW_KEY && row->kind != ROW_ITEM)
		return VALUE_WRITTEN;
	if (row->value == NULL)
		return add_unset(form, row, out);
	style = add_set(form, row, reveal, &value);
	if (row->kind != ROW_ITEM || row->container == NULL ||
	    !title_of_item(form, row, &name))
		buf_add(out, value.data, value.length);
	return style;
}

size_t
form_title_width(struct form *form, size_t first, size_t count)
{
	size_t longest = 0, width;
	AUTO_BUF title = BUF_INIT;
	AUTO_BUF value = BUF_INIT;
	struct row row;

	for (size_t i = first; i - first < count &&
	    form_row(form, i, &row); i++) {
		if (row.kind != ROW_KEY && row.kind != ROW_ITEM)
			continue;
		buf_truncate(&title, 0);
		buf_truncate(&value, 0);
		form_row_value(form, &row, false, &value);
		if (row.kind == ROW_ITEM && value.length == 0)
			continue;
		form_row_title(form, &row, &title);
		width = text_width(buf_text(&title), title.length) +
		    2 * row.depth;
		if (width > longest)
			longest = width;
	}
	return longest;
}
