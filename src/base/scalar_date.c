/*
 * Text ↔ dates, without time zones or the C library.  See scalar.h.
 * Source of the calendar arithmetic: the proleptic Gregorian calendar counted
 * from March, so that the leap day is the last of its year.
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/scalar.h"

enum {
	MINUTE = 60,
	HOUR = 60 * MINUTE,
	DAY = 24 * HOUR,
	ERA_YEARS = 400,
	ERA_DAYS = 146097,
	EPOCH_DAYS = 719468,	/* from 0000-03-01 to 1970-01-01 */
};

#define EARLIEST (-62135596800)	/* 0001-01-01T00:00:00Z */
#define LATEST 253402300799	/* 9999-12-31T23:59:59Z */

struct moment {
	int year, month, day, hour, minute, second;
};

static int
month_days(int year, int month)
{
	static const int days[] = {
		31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31
	};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static bool
is_real(const struct moment *m)
{
	return m->year >= 1 && m->year <= 9999 && m->month >= 1 &&
	    m->month <= 12 && m->day >= 1 &&
	    m->day <= month_days(m->year, m->month) && m->hour <= 23 &&
	    m->minute <= 59 && m->second <= 59;
}

static int64_t
to_seconds(const struct moment *m)
{
	int64_t year = m->month > 2 ? m->year : m->year - 1;
	int64_t era = year / ERA_YEARS, of_era = year % ERA_YEARS;
	int64_t month = (m->month + 9) % 12;	/* March is 0 */
	int64_t of_year = (153 * month + 2) / 5 + m->day - 1;
	int64_t days = era * ERA_DAYS + of_era * 365 + of_era / 4 -
	    of_era / 100 + of_year - EPOCH_DAYS;

	return days * DAY + m->hour * HOUR + m->minute * MINUTE + m->second;
}

/* WHEN is between EARLIEST and LATEST. */
static struct moment
from_seconds(int64_t when)
{
	struct moment m;
	int64_t seconds = when % DAY;

	if (seconds < 0)
		seconds += DAY;
	int64_t days = (when - seconds) / DAY + EPOCH_DAYS;
	int64_t era = days / ERA_DAYS, of_era = days % ERA_DAYS;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 -
	    of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * of_year + 2) / 153;	/* March is 0 */

	m.day = (int)(of_year - (153 * month + 2) / 5 + 1);
	m.month = (int)(month < 10 ? month + 3 : month - 9);
	m.year = (int)(era * ERA_YEARS + year + (m.month <= 2));
	m.hour = (int)(seconds / HOUR);
	m.minute = (int)(seconds / MINUTE % 60);
	m.second = (int)(seconds % 60);
	return m;
}

/*
 * Reads COUNT digits at *AT (not beyond a NUL) and goes past them.
 * Negative when they are not there.
 */
static int
take_digits(const char **at, int count)
{
	int value = 0;

	for (; count > 0; count--, ++*at) {
		if (!ascii_is_digit(**at))
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

static bool
take_char(const char **at, char c)
{
	if (**at != c)
		return false;
	++*at;
	return true;
}

static bool
take_day(const char **at, struct moment *m)
{
	return (m->year = take_digits(at, 4)) >= 0 && take_char(at, '-') &&
	    (m->month = take_digits(at, 2)) >= 0 && take_char(at, '-') &&
	    (m->day = take_digits(at, 2)) >= 0;
}

/* hh:mm, and :ss where there is a colon. */
static bool
take_time(const char **at, struct moment *m)
{
	if ((m->hour = take_digits(at, 2)) < 0 || !take_char(at, ':') ||
	    (m->minute = take_digits(at, 2)) < 0)
		return false;
	return !take_char(at, ':') || (m->second = take_digits(at, 2)) >= 0;
}

bool
scalar_parse_date(const char *text, size_t length, int64_t *out)
{
	static const char shape[] = "YYYY-MM-DDThh:mm:ssZ";
	char copy[sizeof shape];
	struct moment m = { 0 };
	const char *at = copy;

	if (length != sizeof shape - 1)
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	if (!take_day(&at, &m) || !take_char(&at, 'T') || !take_time(&at, &m) ||
	    !take_char(&at, 'Z') || *at != '\0' || !is_real(&m))
		return false;
	*out = to_seconds(&m);
	return true;
}

bool
scalar_format_date(struct buf *out, int64_t when)
{
	if (when < EARLIEST || when > LATEST)
		return false;
	struct moment m = from_seconds(when);

	buf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", m.year, m.month, m.day,
	    m.hour, m.minute, m.second);
	return true;
}

static int64_t
add_years(int64_t when, int64_t count)
{
	struct moment m = from_seconds(when);
	int64_t year = m.year + count;

	if (year < 1 || year > 9999)
		return INT64_MIN;
	m.year = (int)year;
	/* From a leap day into another year: the last of February. */
	if (m.day > month_days(m.year, m.month))
		m.day = month_days(m.year, m.month);
	return to_seconds(&m);
}

/* "+90d", "-2w", "+1y", "+3h": the sign was seen. */
static bool
parse_relative(const char *at, int64_t now, int64_t *out)
{
	int64_t sign = *at++ == '-' ? -1 : 1, count = 0, when;
	const char *digits = at;

	/* Seven digits cannot leave what an int64_t holds. */
	while (ascii_is_digit(*at) && at - digits < 7)
		count = count * 10 + (*at++ - '0');
	if (at == digits || at[0] == '\0' || at[1] != '\0' ||
	    now < EARLIEST || now > LATEST)
		return false;
	count *= sign;
	switch (*at) {
	case 'h':
		when = now + count * HOUR;
		break;
	case 'd':
		when = now + count * DAY;
		break;
	case 'w':
		when = now + count * 7 * DAY;
		break;
	case 'y':
		when = add_years(now, count);
		break;
	default:
		return false;
	}
	if (when < EARLIEST || when > LATEST)
		return false;
	*out = when;
	return true;
}

/* "Z" or "+hh:mm": seconds east of UTC. */
static bool
take_offset(const char **at, int64_t *seconds)
{
	*seconds = 0;
	if (take_char(at, 'Z') || take_char(at, 'z'))
		return true;
	if (**at != '+' && **at != '-')
		return false;
	int64_t sign = *(*at)++ == '-' ? -1 : 1;
	int hours = take_digits(at, 2), minutes = -1;

	if (hours < 0 || hours > 23 || !take_char(at, ':') ||
	    (minutes = take_digits(at, 2)) < 0 || minutes > 59)
		return false;
	*seconds = sign * (hours * HOUR + minutes * MINUTE);
	return true;
}

/* What follows the day: nothing, a time, an offset. */
static bool
take_clock(const char **at, struct moment *m, int64_t *offset)
{
	*offset = 0;
	if (**at == '\0')
		return true;
	if (!take_char(at, 'T') && !take_char(at, 't') && !take_char(at, ' '))
		return false;
	if (!take_time(at, m))
		return false;
	return **at == '\0' || take_offset(at, offset);
}

/* A date as a person types it, without blanks around. */
static bool
parse_typed(const char *at, int64_t now, int64_t *out)
{
	struct moment m = { 0 };
	int64_t offset;

	if (*at == '+' || *at == '-')
		return parse_relative(at, now, out);
	if (!take_day(&at, &m) || !take_clock(&at, &m, &offset) ||
	    *at != '\0' || !is_real(&m))
		return false;
	int64_t when = to_seconds(&m) - offset;
	if (when < EARLIEST || when > LATEST)
		return false;
	*out = when;
	return true;
}

bool
scalar_parse_date_input(const char *text, int64_t now, int64_t *out)
{
	char copy[sizeof "YYYY-MM-DDThh:mm:ss+hh:mm"];
	size_t length;

	text += strspn(text, " \t");
	length = strlen(text);
	while (length > 0 && strchr(" \t", text[length - 1]) != NULL)
		length--;
	if (length >= sizeof copy)
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	return parse_typed(copy, now, out);
}
