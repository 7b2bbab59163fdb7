/* Value formats: what the schema's valuetype and subtype accept. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/die.h"
#include "base/regex.h"
#include "check/format.h"
#include "check/placeholder.h"

static void
all_fit(enum value_format format, const char *const *texts)
{
	for (; *texts != NULL; texts++)
		if (!format_fits(format, *texts, strlen(*texts)))
			fail_msg("'%s' was refused as %s", *texts,
			    format_words(format));
}

static void
none_fits(enum value_format format, const char *const *texts)
{
	for (; *texts != NULL; texts++)
		if (format_fits(format, *texts, strlen(*texts)))
			fail_msg("'%s' was accepted as %s", *texts,
			    format_words(format));
}

#define LABEL63 "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff012"

static void
domains_are_labels_of_dns(void **state)
{
	static const char *const good[] = { "example.com", "EXAMPLE.Com",
	    "localhost", "a.b.c.d.e", "example.com.", "_sip._tcp.example.com",
	    "xn--bcher-kva.example", "1and1.com", "3m", LABEL63 ".com", NULL };
	static const char *const bad[] = { "", ".", "example..com", ".com",
	    "-a.com", "a-.com", "exa mple.com", "example.com/", "*.example.com",
	    "10.0.0.1", "example.123", "b\xc3\xbc" "cher.example",
	    LABEL63 "3.com", "https://example.com", NULL };

	(void)state;
	all_fit(FORMAT_DOMAIN, good);
	none_fits(FORMAT_DOMAIN, bad);
}

static void
a_domain_has_at_most_253_characters(void **state)
{
	char name[300];

	(void)state;
	for (size_t i = 0; i < sizeof name; i++)
		name[i] = i % 2 == 0 ? 'a' : '.';
	assert_true(format_fits(FORMAT_DOMAIN, name, 253));
	assert_false(format_fits(FORMAT_DOMAIN, name, 255));
}

static void
domain_prefixes_may_begin_with_a_star(void **state)
{
	static const char *const good[] = { "example.com", "*.example.com",
	    "*.com", NULL };
	static const char *const bad[] = { "", "*", "*.", "*example.com",
	    "*.*.com", "a.*.com", "**.example.com", NULL };

	(void)state;
	all_fit(FORMAT_DOMAIN_PREFIX, good);
	none_fits(FORMAT_DOMAIN_PREFIX, bad);
}

static void
host_names_and_addresses_are_hosts(void **state)
{
	static const char *const good[] = { "server.example.com", "server",
	    "10.0.1.1", "0.0.0.0", "255.255.255.255", "[fe80::1]", "[::]",
	    "[::1]", "[1::]", "[2001:db8:0:0:0:0:0:1]", "[::ffff:10.0.0.1]",
	    "[1:2:3:4:5:6:10.0.0.1]", "[1:2:3:4:5:6:7::]", NULL };
	static const char *const bad[] = { "",
	    "256.0.0.1", "10.0.0", "1.2.3.4.5",
	    "01.2.3.4", "fe80::1", "[fe80::1", "[fe80::1%en0]", "[]", "[:]",
	    "[:::]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[1::2::3]",
	    "[12345::]",
	    "[1:2:3:4:5:6:7:8::]", "[::10.0.0.1:1]", "[1:]", "[:1]",
	    "a_b.example.com", "server:443", "http://server", "[::1]:443",
	    "a b", NULL };

	(void)state;
	all_fit(FORMAT_HOSTNAME, good);
	none_fits(FORMAT_HOSTNAME, bad);
}

static void
mail_addresses_have_no_comments(void **state)
{
	static const char *const good[] = { "name@example.com", "a.b+c@d.e",
	    "o'hara@example.com", "\"a b\"@example.com", "\"a\\\"b\"@x.y",
	    "\"@\"@x.y", "user@localhost", "user@[10.0.0.1]",
	    "user@[IPv6:::1]", "!#$%&'*+-/=?^_`{|}~@x", "\"\"@x", NULL };
	static const char *const bad[] = { "", "@", "a@", "@b", "a", ".a@b",
	    "a.@b", "a..b@c", "a b@c", "a@b c", "a@.b", "a@b.", "a@b@c",
	    "name(comment)@example.com", "\"a\"b\"@c", "\"a\\\\\"b\"@c", "\"a@b", "\"a\\\"@b",
	    "a@[b", "a@[b c]", "a@[[b]]", "n\xc3\xa4me@example.com",
	    "<a@b.c>", "Name <a@b.c>", NULL };

	(void)state;
	all_fit(FORMAT_EMAIL, good);
	none_fits(FORMAT_EMAIL, bad);
}

static void
local_times_have_no_offset(void **state)
{
	static const char *const good[] = { "2023-09-21T12:00:00",
	    "2024-02-29T23:59:59", "2000-02-29T00:00:00", "9999-12-31T23:59:60",
	    "2023-09-21t12:00:00", NULL };
	static const char *const bad[] = { "", "2023-09-21", "2023-09-21T12:00",
	    "2023-09-21T12:00:00Z", "2023-09-21T12:00:00.5",
	    "2023-02-29T12:00:00", "1900-02-29T12:00:00", "2023-13-01T12:00:00",
	    "2023-00-01T12:00:00", "2023-01-00T12:00:00", "2023-01-32T12:00:00",
	    "2023-04-31T12:00:00", "2023-01-01T24:00:00", "2023-01-01T12:60:00",
	    "2023-01-01T12:00:61", "2023-1-01T12:00:00", "2023-01-01 12:00:00",
	    "+023-01-01T12:00:00", "2023-01-01T12:00:00 ", NULL };

	(void)state;
	all_fit(FORMAT_LOCALTIME, good);
	none_fits(FORMAT_LOCALTIME, bad);
}

static void
timestamps_have_an_offset_with_or_without_colon(void **state)
{
	static const char *const good[] = { "2023-09-21T12:00:00Z",
	    "2023-09-21T12:00:00z", "2023-09-21T12:00:00-0500",
	    "2023-09-21T12:00:00-05:00", "2023-09-21T12:00:00+2359", NULL };
	static const char *const bad[] = { "", "2023-09-21T12:00:00",
	    "2023-09-21T12:00:00.1Z", "2023-09-21T12:00:00+05",
	    "2023-09-21T12:00:00+050", "2023-09-21T12:00:00+05000",
	    "2023-09-21T12:00:00+2400", "2023-09-21T12:00:00+0060",
	    "2023-09-21T12:00:00ZZ", "2023-09-21T12:00:00Z0", "Z", NULL };

	(void)state;
	all_fit(FORMAT_TIMESTAMP, good);
	none_fits(FORMAT_TIMESTAMP, bad);
}

static void
urls_follow_rfc_3986(void **state)
{
	static const char *const good[] = { "https://example.com",
	    "https://example.com/", "http://a",
	    "https://example.com:8443/a/b?c=d#e",
	    "https://user:pass@example.com/", "https://[::1]:443/",
	    "https://[v7.ab:c]/", "ftp://ftp.is.co.za/rfc/rfc1808.txt",
	    "ldap://[2001:db8::7]/c=GB?objectClass?one", "mailto:a@b.c",
	    "news:comp.infosystems.www.servers.unix", "tel:+1-816-555-1212",
	    "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
	    "file:///Library/x", "smb://server/share%20name", "x:",
	    "https://example.com/a%2Fb", "https://example.com/?q=a/b?c",
	    "itms-services://?action=purchaseIntent", "vnc://10.0.0.1",
	    "https://example.com:/", "https://b\x2e_x",
	    "HTTPS://Example.com/", "Mailto:a@b.c", NULL };
	static const char *const bad[] = { "",
	    "example.com", "/a/b", "//host/x",
	    "https:", "https://", "https:///path", "http:example.com",
	    "1https://a", "https://exa mple.com", "https://example.com/a b",
	    "https://example.com/%", "https://example.com/%2", "https://a/%zz",
	    "https://example.com:99999/", "https://example.com:x/",
	    "https://[::1/", "https://[zz]/", "https://a@b@c/", "https://a/<b>",
	    "https://a/\"", "https://a#b#c",
	    "https://b\xc3\xbc" "cher.example/",
	    ":a", "https://a/{b}", "https://[v.a]/", "ht_tp://a",
	    "HTTPS:", "HTTPS:///path", "Http:example.com", NULL };

	(void)state;
	all_fit(FORMAT_URL, good);
	none_fits(FORMAT_URL, bad);
}

static void
the_case_of_a_scheme_means_nothing(void **state)
{
	static const struct {
		const char *text, *prefix;
		bool begins;
	} cases[] = {
		{ "HTTPS://a", "https://", true },
		{ "https://a", "Https://", true },
		{ "https://a", "https://", true },
		{ "HTTPS://A", "https://a", false },
		{ "HTTP://a", "https://", false },
		{ "HTTPS:/", "https://", false },
		{ "COM.example", "com.", false },
		{ "com.example", "com.", true },
		{ "MAILTO:a", "mailto:", false },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_COUNT(cases); i++)
		if (format_begins(cases[i].text, strlen(cases[i].text),
		    cases[i].prefix) != cases[i].begins)
			fail_msg("'%s' and '%s'", cases[i].text,
			    cases[i].prefix);
}

static void
patterns_see_a_scheme_in_small_letters(void **state)
{
	struct regex *regex = regex_new("^https://[a-z]*$", REGEX_WHOLE, NULL);

	(void)state;
	assert_true(format_matches(regex, "https://a", 9));
	assert_true(format_matches(regex, "HttpS://a", 9));
	assert_false(format_matches(regex, "HTTPS://A", 9));
	assert_false(format_matches(regex, "HTTPX://a", 9));
	assert_false(format_matches(regex, "HTTPS:", 6));
	regex_free(regex);
}

static void
regular_expressions_compile(void **state)
{
	static const char *const good[] = { "", "a", "^https://.*$", "(a|b)*",
	    "\\d{3}", "[[:alpha:]]", NULL };
	static const char *const bad[] = { "(", "[a",
	    "a{2,1}", "*a", "\\", NULL };

	(void)state;
	all_fit(FORMAT_REGEX, good);
	none_fits(FORMAT_REGEX, bad);
	assert_false(format_fits(FORMAT_REGEX, "a\0b", 3));
}

static void
uuids_take_either_case(void **state)
{
	static const char *const good[] = {
	    "6fa459ea-ee8a-3ca4-894e-db77e160355e",
	    "6FA459EA-EE8A-3CA4-894E-DB77E160355E",
	    "00000000-0000-0000-0000-000000000000", NULL };
	static const char *const bad[] = { "",
	    "6fa459ea-ee8a-3ca4-894e-db77e160355",
	    "6fa459ea-ee8a-3ca4-894e-db77e160355e0",
	    "{6fa459ea-ee8a-3ca4-894e-db77e160355e}",
	    "6fa459eaee8a3ca4894edb77e160355e",
	    "6fa459ea-ee8a-3ca4-894e-db77e160355g", NULL };

	(void)state;
	all_fit(FORMAT_UUID, good);
	none_fits(FORMAT_UUID, bad);
}

static void
no_format_takes_anything(void **state)
{
	(void)state;
	assert_true(format_fits(FORMAT_NONE, "\0x", 2));
	for (int i = FORMAT_DOMAIN; i < VALUE_FORMATS; i++) {
		assert_non_null(format_words((enum value_format)i));
		if (i != FORMAT_REGEX)
			assert_false(format_fits((enum value_format)i, "a\0b",
			    3));
	}
}

static void
variables_are_found_in_texts(void **state)
{
	static const char *const inside[] = { "$HOME_DIR", "a ${x} b",
	    "{{ host }}", "https://{{host}}/", "%UUID%", "x%Ab%y", "__HOST__",
	    "@HOST@", "<%= host %>", "[[host]]", "$(host)", "::WLAN::",
	    "__A_B__", NULL };
	static const char *const bare[] = {
	    "PORT_NUMBER", "YOUR_KEY_1", "{psk}",
	    "<your key>", "{a.b-c}", NULL };
	static const char *const neither[] = { "", "a", "$", "$1", "$5 a",
	    "50% of 30%", "a@b.c", "name@example.com", "{{}}", "{{", "${}",
	    "____", "__x", "100%", "PORT", "PORT NUMBER", "port_number", "{}",
	    "{a", "A_b", "::1", "fe80::1", "<a>b</a>", NULL };

	(void)state;
	for (const char *const *t = inside; *t != NULL; t++)
		if (!placeholder_inside(*t, strlen(*t), false))
			fail_msg("nothing found in '%s'", *t);
	for (const char *const *t = bare; *t != NULL; t++)
		if (placeholder_inside(*t, strlen(*t), false) ||
		    !placeholder_inside(*t, strlen(*t), true))
			fail_msg("'%s' is one only where no text is wanted",
			    *t);
	for (const char *const *t = neither; *t != NULL; t++)
		if (placeholder_inside(*t, strlen(*t), true))
			fail_msg("something found in '%s'", *t);
}

/* Each row of the table by its example, and not by another row. */
static void
each_form_of_variables_is_found_by_itself(void **state)
{
	(void)state;
	assert_true(placeholder_form_count > 10);
	for (size_t i = 0; i < placeholder_form_count; i++) {
		const struct placeholder_form *form = &placeholder_forms[i];
		const char *text = form->example;
		bool whole = form->kind == PLACEHOLDER_WHOLE;

		if (placeholder_inside(text, strlen(text), false) == whole ||
		    !placeholder_inside(text, strlen(text), true))
			fail_msg("nothing found in '%s'", text);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(placeholder_forms[j].example,
			    text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(domains_are_labels_of_dns),
		cmocka_unit_test(a_domain_has_at_most_253_characters),
		cmocka_unit_test(domain_prefixes_may_begin_with_a_star),
		cmocka_unit_test(host_names_and_addresses_are_hosts),
		cmocka_unit_test(mail_addresses_have_no_comments),
		cmocka_unit_test(local_times_have_no_offset),
		cmocka_unit_test(timestamps_have_an_offset_with_or_without_colon),
		cmocka_unit_test(urls_follow_rfc_3986),
		cmocka_unit_test(the_case_of_a_scheme_means_nothing),
		cmocka_unit_test(patterns_see_a_scheme_in_small_letters),
		cmocka_unit_test(regular_expressions_compile),
		cmocka_unit_test(uuids_take_either_case),
		cmocka_unit_test(no_format_takes_anything),
		cmocka_unit_test(variables_are_found_in_texts),
		cmocka_unit_test(each_form_of_variables_is_found_by_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
