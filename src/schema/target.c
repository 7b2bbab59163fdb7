/*
 * Targets: the system, version and circumstances a profile is meant for, as
 * people write them: `macOS=14.2`, `iOS=17:supervised:user-enrollment`.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/nearest.h"
#include "base/text.h"
#include "schema/platform.h"

enum circumstance { SUPERVISED, ENROLLMENT, CHANNEL, SHARED_IPAD };

static const struct word {
	const char *name;
	enum circumstance what;
	int value;
} words[] = {
	{ "supervised", SUPERVISED, TRI_TRUE },
	{ "unsupervised", SUPERVISED, TRI_FALSE },
	{ "device-enrollment", ENROLLMENT, ENROLLMENT_DEVICE },
	{ "user-enrollment", ENROLLMENT, ENROLLMENT_USER },
	{ "account-driven-enrollment", ENROLLMENT, ENROLLMENT_ACCOUNT },
	{ "no-enrollment", ENROLLMENT, ENROLLMENT_NONE },
	{ "device-channel", CHANNEL, CHANNEL_DEVICE },
	{ "user-channel", CHANNEL, CHANNEL_USER },
	{ "shared-ipad", SHARED_IPAD, TRI_TRUE },
	{ "no-shared-ipad", SHARED_IPAD, TRI_FALSE },
};

static int
target_get(const struct target *target, enum circumstance what)
{
	switch (what) {
	case SUPERVISED:
		return target->supervised;
	case ENROLLMENT:
		return target->enrollment;
	case CHANNEL:
		return target->channel;
	case SHARED_IPAD:
		return target->shared_ipad;
	}
	return 0;
}

static void
target_set(struct target *target, enum circumstance what, int value)
{
	switch (what) {
	case SUPERVISED:
		target->supervised = (enum tristate)value;
		break;
	case ENROLLMENT:
		target->enrollment = (enum target_enrollment)value;
		break;
	case CHANNEL:
		target->channel = (enum target_channel)value;
		break;
	case SHARED_IPAD:
		target->shared_ipad = (enum tristate)value;
		break;
	}
}

static const struct word *
find_word(const char *name)
{
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (text_equal_nocase(name, words[i].name))
			return &words[i];
	return NULL;
}

/* What people call the systems. */
static const struct nickname {
	const char *name;
	enum platform platform;
} nicknames[] = {
	{ "osx", PLATFORM_MACOS }, { "os x", PLATFORM_MACOS },
	{ "mac", PLATFORM_MACOS }, { "mac os", PLATFORM_MACOS },
	{ "macintosh", PLATFORM_MACOS }, { "ipados", PLATFORM_IOS },
	{ "iphoneos", PLATFORM_IOS }, { "iphone", PLATFORM_IOS },
	{ "ipad", PLATFORM_IOS }, { "appletv", PLATFORM_TVOS },
	{ "apple tv", PLATFORM_TVOS }, { "tv", PLATFORM_TVOS },
	{ "xros", PLATFORM_VISIONOS }, { "vision", PLATFORM_VISIONOS },
	{ "watch", PLATFORM_WATCHOS }, { "applewatch", PLATFORM_WATCHOS },
};

/* The system that a misspelt NAME was meant to be. */
static bool
guess_platform(const char *name, enum platform *out)
{
	struct nearest nearest;

	if (platform_parse(name, out))
		return true;
	for (size_t i = 0; i < ARRAY_COUNT(nicknames); i++)
		if (text_equal_nocase(name, nicknames[i].name)) {
			*out = nicknames[i].platform;
			return true;
		}
	nearest_init(&nearest, name, 3);
	for (int p = 0; p < PLATFORMS; p++)
		nearest_offer(&nearest, platform_names[p]);
	return nearest.word != NULL && platform_parse(nearest.word, out);
}

/*
 * "macOS=14" out of "macos14", "osx=14", "mac-14"; nothing when no system is
 * near.
 */
static void
guess_system(const char *text, struct buf *out)
{
	size_t length = strcspn(text, "0123456789");
	const char *version = text + length;
	AUTO_FREE char *name = NULL;
	struct version parsed;
	enum platform platform;

	while (length > 0 && strchr("=- _.:v", text[length - 1]) != NULL)
		length--;
	name = xstrndup(text, length);
	if (!guess_platform(name, &platform))
		return;
	buf_add_text(out, platform_names[platform]);
	if (version_parse(version, &parsed)) {
		buf_add_char(out, '=');
		version_format(parsed, out);
	}
}

static void
fail_system(const char *name, const char *text, struct error *err)
{
	AUTO_BUF near = BUF_INIT;

	guess_system(text, &near);
	if (near.length > 0)
		error_set(err, ERR_USAGE, "'%s' is not a system: did you mean "
		    "'%s'?", name, buf_text(&near));
	else
		error_set(err, ERR_USAGE, "'%s' is not a system: use iOS, "
		    "macOS, tvOS, visionOS or watchOS", name);
}

static bool
parse_system(struct target *target, const char *text, struct error *err)
{
	AUTO_FREE char *name = xstrndup(text, strcspn(text, "="));
	const char *version = strchr(text, '=');

	if (!platform_parse(name, &target->platform)) {
		fail_system(name, text, err);
		return false;
	}
	if (version != NULL && !version_parse(version + 1, &target->version)) {
		error_set(err, ERR_USAGE, "'%s' is not a version: write "
		    "numbers, such as %s=14.2", version + 1,
		    platform_names[target->platform]);
		return false;
	}
	return true;
}

/* TEXT is no circumstance; "macOS:14" is a version behind the wrong sign. */
static void
fail_circumstance(const struct target *target, const char *text,
    struct error *err)
{
	struct nearest nearest;
	struct version version;
	AUTO_BUF known = BUF_INIT;

	nearest_init(&nearest, text, 3);
	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		nearest_offer_longer(&nearest, words[i].name);
		buf_addf(&known, "%s%s", i > 0 ? ", " : "", words[i].name);
	}
	if (!target->version.set && version_parse(text, &version))
		error_set(err, ERR_USAGE, "'%s' is not a circumstance: did "
		    "you mean '%s=%s'?", text,
		    platform_names[target->platform], text);
	else if (nearest.word != NULL)
		error_set(err, ERR_USAGE, "'%s' is not a circumstance: did "
		    "you mean '%s'?", text, nearest.word);
	else
		error_set(err, ERR_USAGE, "'%s' is not a circumstance: use "
		    "%s", text, buf_text(&known));
}

static bool
parse_circumstance(struct target *target, const char *text, struct error *err)
{
	const struct word *word = find_word(text);

	if (word == NULL) {
		fail_circumstance(target, text, err);
		return false;
	}
	int old = target_get(target, word->what);

	if (old != 0 && old != word->value) {
		error_set(err, ERR_USAGE,
		    "'%s' contradicts what stands before it", text);
		return false;
	}
	target_set(target, word->what, word->value);
	return true;
}

bool
target_parse(const char *text, struct target *out, struct error *err)
{
	struct target target = { .platform = PLATFORM_IOS };
	size_t length = strcspn(text, ":");
	AUTO_FREE char *system = xstrndup(text, length);

	if (!parse_system(&target, system, err))
		return false;
	for (text += length; *text == ':'; text += length) {
		text++;
		length = strcspn(text, ":");
		AUTO_FREE char *word = xstrndup(text, length);

		if (!parse_circumstance(&target, word, err))
			return false;
	}
	*out = target;
	return true;
}

void
target_format(const struct target *target, struct buf *out)
{
	buf_add_text(out, platform_names[target->platform]);
	if (target->version.set) {
		buf_add_char(out, '=');
		version_format(target->version, out);
	}
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (target_get(target, words[i].what) == words[i].value)
			buf_addf(out, ":%s", words[i].name);
}

static bool
version_has(const struct target *target, const struct support *support)
{
	if (!target->version.set)
		return !support->removed.set;
	return version_compare(target->version, support->introduced) >= 0 &&
	    (!support->removed.set ||
	    version_compare(target->version, support->removed) < 0);
}

static bool
enrollment_has(const struct target *target, const struct support *support)
{
	bool user = target->enrollment == ENROLLMENT_USER;

	if (target->enrollment == ENROLLMENT_NONE &&
	    support->allow_manual_install == TRI_FALSE)
		return false;
	if (user)
		return support->user_enrollment != USAGE_FORBIDDEN;
	return target->enrollment != ENROLLMENT_DEVICE ||
	    support->user_enrollment != USAGE_REQUIRED;
}

static bool
channel_has(const struct target *target, const struct support *support)
{
	if (target->shared_ipad == TRI_TRUE &&
	    support->shared_ipad == USAGE_FORBIDDEN)
		return false;
	if (target->shared_ipad == TRI_FALSE &&
	    support->shared_ipad == USAGE_REQUIRED)
		return false;
	if (target->channel == CHANNEL_DEVICE)
		return support->device_channel != TRI_FALSE;
	return target->channel != CHANNEL_USER ||
	    support->user_channel != TRI_FALSE;
}

bool
target_has(const struct target *target,
    const struct support support[PLATFORMS])
{
	const struct support *one = &support[target->platform];

	if (one->state != SUPPORT_SINCE)
		return one->state == SUPPORT_UNKNOWN;
	if (one->supervised == TRI_TRUE && target->supervised == TRI_FALSE)
		return false;
	return version_has(target, one) && enrollment_has(target, one) &&
	    channel_has(target, one);
}
