/*
 * URIs by the letter of RFC 3986, appendix A.  See format_parts.h.
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/regex.h"
#include "base/text.h"
#include "check/format.h"
#include "check/format_parts.h"

static bool
is_unreserved(char c)
{
	return format_is_letter(c) || format_is_digit(c) || c == '-' ||
	    c == '.' || c == '_' || c == '~';
}

static bool
is_sub_delimiter(char c)
{
	return c != '\0' && strchr("!$&'()*+,;=", c) != NULL;
}

/* Characters of a component: unreserved, %hh, sub-delims and those in MORE. */
static bool
is_component(const char *text, size_t length, const char *more)
{
	for (size_t i = 0; i < length; i++) {
		char c = text[i];

		if (c == '%') {
			if (length - i < 3 || !format_is_hex(text[i + 1]) ||
			    !format_is_hex(text[i + 2]))
				return false;
			i += 2;
			continue;
		}
		if (!is_unreserved(c) && !is_sub_delimiter(c) &&
		    (c == '\0' || strchr(more, c) == NULL))
			return false;
	}
	return true;
}

/* "v" hex "." and characters of later kinds of address. */
static bool
is_ip_future(const char *text, size_t length)
{
	size_t at = 1;

	if (length < 4 || (text[0] != 'v' && text[0] != 'V'))
		return false;
	while (at < length && format_is_hex(text[at]))
		at++;
	if (at == 1 || at + 1 >= length || text[at] != '.')
		return false;
	for (at++; at < length; at++)
		if (!is_unreserved(text[at]) && !is_sub_delimiter(text[at]) &&
		    text[at] != ':')
			return false;
	return true;
}

static bool
is_port(const char *text, size_t length)
{
	unsigned port = 0;

	for (size_t i = 0; i < length; i++) {
		if (!format_is_digit(text[i]))
			return false;
		port = port * 10 + (unsigned)(text[i] - '0');
		if (port > 65535)
			return false;
	}
	return true;
}

/* host [ ":" port ] */
static bool
is_host_and_port(const char *text, size_t length)
{
	const char *end;
	size_t host;

	if (length > 0 && text[0] == '[') {
		end = memchr(text, ']', length);
		if (end == NULL)
			return false;
		host = (size_t)(end - text) + 1;
		if (!format_is_ipv6(text + 1, host - 2) &&
		    !is_ip_future(text + 1, host - 2))
			return false;
	} else {
		end = memchr(text, ':', length);
		host = end != NULL ? (size_t)(end - text) : length;
		if (!is_component(text, host, ""))
			return false;
	}
	if (host == length)
		return true;
	return text[host] == ':' && is_port(text + host + 1,
	    length - host - 1);
}

static bool
is_authority(const char *text, size_t length)
{
	const char *at = memchr(text, '@', length);

	if (at != NULL) {
		size_t user = (size_t)(at - text);

		if (!is_component(text, user, ":"))
			return false;
		text += user + 1;
		length -= user + 1;
	}
	return is_host_and_port(text, length);
}

static size_t
scheme_length(const char *text, size_t length)
{
	size_t at = 0;

	if (length == 0 || !format_is_letter(text[0]))
		return 0;
	while (at < length && (format_is_letter(text[at]) ||
	    format_is_digit(text[at]) || text[at] == '+' || text[at] == '-' ||
	    text[at] == '.'))
		at++;
	return at < length && text[at] == ':' ? at : 0;
}

/* How much stands before the first of the characters in STOPS. */
static size_t
length_until(const char *text, size_t length, const char *stops)
{
	size_t at = 0;

	while (at < length &&
	    (text[at] == '\0' || strchr(stops, text[at]) == NULL))
		at++;
	return at;
}

bool
format_is_url(const char *text, size_t length)
{
	size_t scheme = scheme_length(text, length), part;

	if (scheme == 0)
		return false;
	/* http and https make no sense without a host (RFC 9110, 4.2.1). */
	bool web = text_compare_nocase(text, scheme, "http", 4) == 0 ||
	    text_compare_nocase(text, scheme, "https", 5) == 0;

	text += scheme + 1;
	length -= scheme + 1;
	if (length >= 2 && text[0] == '/' && text[1] == '/') {
		text += 2;
		length -= 2;
		part = length_until(text, length, "/?#");
		if (!is_authority(text, part) || (web && part == 0))
			return false;
		text += part;
		length -= part;
	} else if (web) {
		return false;
	}
	part = length_until(text, length, "?#");
	if (!is_component(text, part, ":@/"))
		return false;
	text += part;
	length -= part;
	if (length > 0 && text[0] == '?') {
		part = length_until(text, length, "#");
		if (!is_component(text + 1, part - 1, ":@/?"))
			return false;
		text += part;
		length -= part;
	}
	return length == 0 || is_component(text + 1, length - 1, ":@/?");
}

/* "https" of "https://…": 5; 0 when TEXT begins with nothing of the kind. */
static size_t
url_scheme(const char *text, size_t length)
{
	size_t scheme = scheme_length(text, length);

	return scheme > 0 && length - scheme >= 3 &&
	    memcmp(text + scheme, "://", 3) == 0 ? scheme : 0;
}

bool
format_begins(const char *text, size_t length, const char *prefix)
{
	size_t size = strlen(prefix), scheme = url_scheme(prefix, size);

	return size <= length &&
	    text_compare_nocase(text, scheme, prefix, scheme) == 0 &&
	    memcmp(text + scheme, prefix + scheme, size - scheme) == 0;
}

bool
format_matches(const struct regex *regex, const char *text, size_t length)
{
	size_t scheme = url_scheme(text, length);
	AUTO_BUF small = BUF_INIT;

	if (regex_matches(regex, text, length))
		return true;
	if (scheme == 0)
		return false;
	for (size_t i = 0; i < scheme; i++)
		buf_add_char(&small, ascii_to_lower(text[i]));
	buf_add(&small, text + scheme, length - scheme);
	return regex_matches(regex, buf_text(&small), small.length);
}
