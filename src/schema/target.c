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

static bool
parse_system(struct target *target, const char *text, struct error *err)
{
	AUTO_FREE char *name = xstrndup(text, strcspn(text, "="));
	const char *version = strchr(text, '=');

	if (!platform_parse(name, &target->platform)) {
		error_set(err, ERR_USAGE, "'%s' is no system: use iOS, macOS, "
		    "tvOS, visionOS or watchOS", name);
		return false;
	}
	if (version != NULL && !version_parse(version + 1, &target->version)) {
		error_set(err, ERR_USAGE, "'%s' is no version", version + 1);
		return false;
	}
	return true;
}

static bool
parse_circumstance(struct target *target, const char *text, struct error *err)
{
	const struct word *word = find_word(text);

	if (word == NULL) {
		AUTO_BUF known = BUF_INIT;

		for (size_t i = 0; i < ARRAY_COUNT(words); i++)
			buf_addf(&known, "%s%s", i > 0 ? ", " : "",
			    words[i].name);
		error_set(err, ERR_USAGE, "'%s' is no circumstance: use %s",
		    text, buf_text(&known));
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
