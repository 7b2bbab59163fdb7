#include "unit.h"

#include "base/buf.h"
#include "base/die.h"

static void
assert_holds(const struct buf *buf, const char *wanted)
{
	assert_int_equal(buf->length, strlen(wanted));
	assert_string_equal(buf_text(buf), wanted);
}

static void
an_empty_buffer_is_an_empty_text(void **state)
{
	AUTO_BUF buf = BUF_INIT;

	(void)state;
	assert_holds(&buf, "");
	buf_add(&buf, NULL, 0);
	buf_add_text(&buf, "");
	buf_add_repeat(&buf, 'x', 0);
	buf_insert(&buf, 0, NULL, 0);
	buf_remove(&buf, 0, 0);
	buf_truncate(&buf, 5);
	assert_null(buf.data);
	assert_holds(&buf, "");
	AUTO_FREE char *text = buf_steal(&buf, NULL);
	assert_string_equal(text, "");
}

static void
pieces_are_appended(void **state)
{
	AUTO_BUF buf = BUF_INIT;

	(void)state;
	buf_add_text(&buf, "ab");
	buf_add_char(&buf, 'c');
	buf_add_repeat(&buf, '-', 3);
	buf_add(&buf, "xyz", 2);
	buf_addf(&buf, "%d %s", 42, "end");
	assert_holds(&buf, "abc---xy42 end");
}

static void
a_nul_always_follows(void **state)
{
	AUTO_BUF buf = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		buf_add_char(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.length, i + 1);
		assert_true(buf.capacity > buf.length);
		assert_int_equal(buf.data[buf.length], '\0');
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(buf.data[i], 'a' + i % 26);
}

static void
formatted_text_longer_than_the_room_is_whole(void **state)
{
	(void)state;
	for (int length = 0; length < 300; length++) {
		AUTO_BUF buf = BUF_INIT;

		buf_add_text(&buf, "<");
		buf_addf(&buf, "%0*d", length, 0);
		buf_add_text(&buf, ">");
		assert_int_equal(buf.length, length == 0 ? 3 : length + 2);
		assert_int_equal(strlen(buf.data), buf.length);
	}
}

static void
bytes_go_in_and_out_anywhere(void **state)
{
	AUTO_BUF buf = BUF_INIT;

	(void)state;
	buf_insert(&buf, 0, "bd", 2);
	buf_insert(&buf, 0, "a", 1);
	buf_insert(&buf, 2, "c", 1);
	buf_insert(&buf, 4, "e", 1);
	assert_holds(&buf, "abcde");
	buf_remove(&buf, 1, 2);
	assert_holds(&buf, "ade");
	buf_remove(&buf, 2, 1);
	assert_holds(&buf, "ad");
	buf_truncate(&buf, 9);
	assert_holds(&buf, "ad");
	buf_truncate(&buf, 0);
	assert_holds(&buf, "");
}

static void
stealing_leaves_an_empty_buffer(void **state)
{
	AUTO_BUF buf = BUF_INIT;
	size_t length;

	(void)state;
	buf_add(&buf, "a\0b", 3);
	AUTO_FREE char *text = buf_steal(&buf, &length);
	assert_int_equal(length, 3);
	assert_memory_equal(text, "a\0b", 4);
	assert_holds(&buf, "");
	buf_add_text(&buf, "new");
	assert_holds(&buf, "new");
	buf_release(&buf);
	buf_release(&buf);
	assert_holds(&buf, "");
}

static void
what_is_reserved_is_not_moved(void **state)
{
	AUTO_BUF buf = BUF_INIT;

	(void)state;
	buf_reserve(&buf, 10000);
	const char *data = buf.data;
	assert_string_equal(data, "");
	buf_add_repeat(&buf, 'x', 10000);
	assert_ptr_equal(buf.data, data);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_buffer_is_an_empty_text),
		cmocka_unit_test(pieces_are_appended),
		cmocka_unit_test(a_nul_always_follows),
		cmocka_unit_test(formatted_text_longer_than_the_room_is_whole),
		cmocka_unit_test(bytes_go_in_and_out_anywhere),
		cmocka_unit_test(stealing_leaves_an_empty_buffer),
		cmocka_unit_test(what_is_reserved_is_not_moved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
