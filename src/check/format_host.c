/*
 * Names of hosts, their addresses, and mail addresses.  See format_parts.h.
 */
#include "config.h"

#include <string.h>

#include "check/format_parts.h"

enum { LABEL_MOST = 63, NAME_MOST = 253 };

bool
format_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
format_is_hex(char c)
{
	return format_is_digit(c) || (c >= 'a' && c <= 'f') ||
	    (c >= 'A' && c <= 'F');
}

bool
format_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_label(const char *text, size_t length, bool underscore)
{
	if (length == 0 || length > LABEL_MOST || text[0] == '-' ||
	    text[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!format_is_letter(text[i]) && !format_is_digit(text[i]) &&
		    text[i] != '-' && !(underscore && text[i] == '_'))
			return false;
	return true;
}

static bool
is_all_digits(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!format_is_digit(text[i]))
			return false;
	return true;
}

/* Source: RFC 1123, section 2.1: the last label is never all digits. */
static bool
is_name(const char *text, size_t length, bool underscore)
{
	if (length > 0 && text[length - 1] == '.')
		length--;	/* the root, written out */
	if (length == 0 || length > NAME_MOST)
		return false;
	for (;;) {
		const char *dot = memchr(text, '.', length);
		size_t label = dot != NULL ? (size_t)(dot - text) : length;

		if (!is_label(text, label, underscore))
			return false;
		if (dot == NULL)
			return !is_all_digits(text, label);
		text += label + 1;
		length -= label + 1;
	}
}

bool
format_is_domain(const char *text, size_t length)
{
	return is_name(text, length, true);
}

bool
format_is_domain_prefix(const char *text, size_t length)
{
	if (length >= 2 && text[0] == '*' && text[1] == '.') {
		text += 2;
		length -= 2;
	}
	return format_is_domain(text, length);
}

/* One decimal octet without leading zeros; its length, or 0. */
static size_t
take_octet(const char *text, size_t length)
{
	unsigned value = 0;
	size_t i = 0;

	while (i < length && i < 3 && format_is_digit(text[i]))
		value = value * 10 + (unsigned)(text[i++] - '0');
	if (i == 0 || value > 255 || (i > 1 && text[0] == '0'))
		return 0;
	return i;
}

bool
format_is_ipv4(const char *text, size_t length)
{
	for (int i = 0; i < 4; i++) {
		size_t used = take_octet(text, length);

		if (used == 0)
			return false;
		text += used;
		length -= used;
		if (i == 3)
			break;
		if (length == 0 || text[0] != '.')
			return false;
		text++;
		length--;
	}
	return length == 0;
}

/*
 * Groups of 16 bits up to the end or a "::"; an IPv4 address at the very end
 * counts two.  Returns their number, or -1; *USED is what was read.
 */
static int
take_groups(const char *text, size_t length, bool last, size_t *used)
{
	size_t at = 0;
	int groups = 0;

	while (at < length && text[at] != ':') {
		size_t digits = 0;

		if (last && format_is_ipv4(text + at, length - at)) {
			*used = length;
			return groups + 2;
		}
		while (at + digits < length && format_is_hex(text[at + digits]))
			digits++;
		if (digits == 0 || digits > 4)
			return -1;
		at += digits;
		groups++;
		if (at == length)
			break;
		if (text[at] != ':')
			return -1;
		if (at + 1 < length && text[at + 1] == ':')
			break;
		if (at + 1 == length)
			return -1;
		at++;
	}
	*used = at;
	return groups;
}

static const char *
find_double_colon(const char *text, size_t length)
{
	for (size_t i = 0; i + 1 < length; i++)
		if (text[i] == ':' && text[i + 1] == ':')
			return text + i;
	return NULL;
}

bool
format_is_ipv6(const char *text, size_t length)
{
	const char *gap = find_double_colon(text, length);
	size_t used = 0;
	int before, after;

	if (gap == NULL) {
		before = take_groups(text, length, true, &used);
		return before == 8 && used == length;
	}
	size_t head = (size_t)(gap - text);

	before = take_groups(text, head, false, &used);
	if (before < 0 || used != head)
		return false;
	text = gap + 2;
	length -= head + 2;
	after = take_groups(text, length, true, &used);
	return after >= 0 && used == length && before + after <= 7;
}

bool
format_is_hostname(const char *text, size_t length)
{
	if (length > 2 && text[0] == '[' && text[length - 1] == ']')
		return format_is_ipv6(text + 1, length - 2);
	return format_is_ipv4(text, length) || is_name(text, length, false);
}

/* Source: RFC 5322, section 3.2.3, atext. */
static bool
is_atom_char(char c)
{
	return format_is_letter(c) || format_is_digit(c) ||
	    (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static bool
is_dot_atom(const char *text, size_t length)
{
	bool dot = true;	/* as if one stood before */

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.' ? dot : !is_atom_char(text[i]))
			return false;
		dot = text[i] == '.';
	}
	return !dot;
}

/* Source: RFC 5322, section 3.2.4; blanks inside belong to the text. */
static bool
is_quoted_string(const char *text, size_t length)
{
	if (length < 2 || text[0] != '"' || text[length - 1] != '"')
		return false;
	for (size_t i = 1; i < length - 1; i++) {
		if (text[i] == '"')
			return false;
		if (text[i] == '\\' && ++i == length - 1)
			return false;
		if ((unsigned char)text[i] < ' ' ||
		    (unsigned char)text[i] > '~')
			return false;
	}
	return true;
}

/* Source: RFC 5322, section 3.4.1, domain-literal. */
static bool
is_domain_literal(const char *text, size_t length)
{
	if (length < 2 || text[0] != '[' || text[length - 1] != ']')
		return false;
	for (size_t i = 1; i < length - 1; i++)
		if (text[i] <= ' ' || text[i] > '~' || text[i] == '[' ||
		    text[i] == ']' || text[i] == '\\')
			return false;
	return true;
}

bool
format_is_email(const char *text, size_t length)
{
	size_t at = length;

	/* The last one: a quoted local part may hold others. */
	while (at > 0 && text[at - 1] != '@')
		at--;
	if (at == 0)
		return false;
	const char *domain = text + at;
	size_t local = at - 1, rest = length - at;

	return (is_dot_atom(text, local) || is_quoted_string(text, local)) &&
	    (is_dot_atom(domain, rest) || is_domain_literal(domain, rest));
}
