/*
 * Titles made of key names, where a schema gives none:
 * "ServerURL" → "Server URL", "payloadScope" → "Payload scope".
 */
#include "config.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/die.h"
#include "schema/schema.h"

/* Words that capital letters would cut wrongly. */
static const struct {
	const char *word, *title;
} whole_words[] = {
	{ "WiFi", "Wi-Fi" }, { "Wifi", "Wi-Fi" }, { "iCloud", "iCloud" },
	{ "iTunes", "iTunes" }, { "iPhone", "iPhone" }, { "iPad", "iPad" },
	{ "iMessage", "iMessage" }, { "macOS", "macOS" }, { "iOS", "iOS" },
	{ "tvOS", "tvOS" }, { "AirPlay", "AirPlay" },
	{ "AirPrint", "AirPrint" }, { "AirDrop", "AirDrop" },
	{ "FaceTime", "FaceTime" }, { "FileVault", "FileVault" },
	{ "iBooks", "iBooks" }, { "TimeMachine", "Time Machine" },
	{ "AppleID", "Apple ID" }, { "CalDAV", "CalDAV" },
	{ "CardDAV", "CardDAV" }, { "PreShared", "Pre-shared" },
};

static size_t
whole_word(const char *p, const char **title)
{
	for (size_t i = 0; i < ARRAY_COUNT(whole_words); i++) {
		size_t n = strlen(whole_words[i].word);

		if (strncmp(p, whole_words[i].word, n) == 0 &&
		    !ascii_is_lower(p[n])) {
			*title = whole_words[i].title;
			return n;
		}
	}
	return 0;
}

/* Capitals: "URL", "UUIDs", "IKEv2", "TLS" of "TLSMinimum"; 0: no such run. */
static size_t
acronym(const char *p)
{
	size_t n = 0;

	while (ascii_is_upper(p[n]) || (n > 0 && ascii_is_digit(p[n])))
		n++;
	if (n < 2)
		return 0;
	if (p[n] == 'v' && ascii_is_digit(p[n + 1])) {
		for (n++; ascii_is_digit(p[n]); )
			n++;
		return n;
	}
	if (p[n] == 's' && !ascii_is_lower(p[n + 1]))
		return n + 1;
	if (ascii_is_lower(p[n]) && ascii_is_upper(p[n - 1]))
		n--;	/* the last one begins the next word */
	return n >= 2 ? n : 0;
}

static size_t
plain_word(const char *p)
{
	size_t n = 1;

	while (ascii_is_lower(p[n]) || ascii_is_digit(p[n]) || p[n] == '\'' ||
	    (unsigned char)p[n] >= 0x80)
		n++;
	return n;
}

static void
add_word(struct buf *out, const char *p, size_t length, bool first)
{
	char c = *p;

	if (first)
		c = ascii_to_upper(c);
	else if (length > 1)
		c = ascii_to_lower(c);
	buf_add_char(out, c);
	buf_add(out, p + 1, length - 1);
}

void
schema_title_from_name(const char *name, struct buf *out)
{
	bool first = true;

	/*
	 * Names with dots, blanks or signs are identifiers or titles already.
	 */
	if (strpbrk(name, ". /:%") != NULL || *name == '\0') {
		buf_add_text(out, name);
		return;
	}
	for (const char *p = name; *p != '\0';) {
		const char *title = NULL;
		size_t n;

		if (*p == '_' || *p == '-') {
			p++;
			continue;
		}
		if (!first)
			buf_add_char(out, ' ');
		if ((n = whole_word(p, &title)) > 0)
			buf_add_text(out, title);
		else if ((n = acronym(p)) > 0)
			buf_add(out, p, n);
		else
			add_word(out, p, n = plain_word(p), first);
		p += n;
		first = false;
	}
}
