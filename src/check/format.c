/*
 * The table of value formats and those that are quickly told.  Host names and
 * domains are in format_host.c, URLs in format_url.c.  See format.h.
 */
#include "config.h"

#include "check/format.h"

#include <string.h>

#include "base/die.h"
#include "base/regex.h"
#include "base/scalar.h"
#include "check/format_parts.h"

static bool
fits_none(const char *text, size_t length)
{
	(void)text;
	(void)length;
	return true;
}

static bool
fits_regex(const char *text, size_t length)
{
	AUTO_FREE char *pattern = xstrndup(text, length);
	struct regex *regex = NULL;

	/* A NUL inside would hide what follows from the compiler. */
	if (memchr(text, '\0', length) == NULL)
		regex = regex_new(pattern, REGEX_SEARCH, NULL);
	bool fits = regex != NULL;

	regex_free(regex);
	return fits;
}

/* Reads exactly COUNT digits at *AT. */
static bool
take_number(const char *text, size_t length, size_t *at, size_t count,
    int *out)
{
	*out = 0;
	if (length - *at < count)
		return false;
	for (size_t i = 0; i < count; i++) {
		char c = text[*at + i];

		if (!format_is_digit(c))
			return false;
		*out = *out * 10 + (c - '0');
	}
	*at += count;
	return true;
}

static bool
take_char(const char *text, size_t length, size_t *at, const char *set)
{
	if (*at >= length || text[*at] == '\0' ||
	    strchr(set, text[*at]) == NULL)
		return false;
	(*at)++;
	return true;
}

static int
days_of_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Source: RFC 3339, section 5.6, full-date "T" partial-time. */
static bool
take_date_time(const char *text, size_t length, size_t *at)
{
	int year, month, day, hour, minute, second;

	return take_number(text, length, at, 4, &year) &&
	    take_char(text, length, at, "-") &&
	    take_number(text, length, at, 2, &month) &&
	    take_char(text, length, at, "-") &&
	    take_number(text, length, at, 2, &day) &&
	    take_char(text, length, at, "Tt") &&
	    take_number(text, length, at, 2, &hour) &&
	    take_char(text, length, at, ":") &&
	    take_number(text, length, at, 2, &minute) &&
	    take_char(text, length, at, ":") &&
	    take_number(text, length, at, 2, &second) &&
	    month >= 1 && month <= 12 && day >= 1 &&
	    day <= days_of_month(year, month) && hour <= 23 && minute <= 59 &&
	    second <= 60;	/* a leap second */
}

static bool
fits_localtime(const char *text, size_t length)
{
	size_t at = 0;

	return take_date_time(text, length, &at) && at == length;
}

/* "Z", "+hh:mm" of RFC 3339 and "+hhmm", as the format document has it. */
static bool
fits_timestamp(const char *text, size_t length)
{
	size_t at = 0;
	int hour, minute;

	if (!take_date_time(text, length, &at))
		return false;
	if (take_char(text, length, &at, "Zz"))
		return at == length;
	if (!take_char(text, length, &at, "+-") ||
	    !take_number(text, length, &at, 2, &hour))
		return false;
	take_char(text, length, &at, ":");
	return take_number(text, length, &at, 2, &minute) && hour <= 23 &&
	    minute <= 59 && at == length;
}

static const struct {
	bool (*fits)(const char *text, size_t length);
	const char *words;
} formats[] = {
	[FORMAT_NONE] = { fits_none, "any text" },
	[FORMAT_DOMAIN] = { format_is_domain,
	    "a domain name such as 'example.com'" },
	[FORMAT_DOMAIN_PREFIX] = { format_is_domain_prefix,
	    "a domain name such as 'example.com' or '*.example.com'" },
	[FORMAT_EMAIL] = { format_is_email,
	    "an email address such as 'name@example.com'" },
	[FORMAT_HOSTNAME] = { format_is_hostname,
	    "a host name, an IPv4 address or an IPv6 address in brackets" },
	[FORMAT_LOCALTIME] = { fits_localtime,
	    "a date and time such as '2026-03-01T09:30:00'" },
	[FORMAT_REGEX] = { fits_regex, "a regular expression" },
	[FORMAT_TIMESTAMP] = { fits_timestamp,
	    "a date and time with its offset such as '2026-03-01T09:30:00Z'" },
	[FORMAT_URL] = { format_is_url,
	    "a URL such as 'https://example.com/'" },
	[FORMAT_UUID] = { scalar_is_uuid, "a UUID" },
};
_Static_assert(ARRAY_COUNT(formats) == VALUE_FORMATS, "one row per format");

bool
format_fits(enum value_format format, const char *text, size_t length)
{
	return formats[format].fits(text, length);
}

const char *
format_words(enum value_format format)
{
	return formats[format].words;
}
