/*
 * Systems, versions, and what holds for a key on each system.
 * See platform.h; targets are in target.c.
 */
#include "config.h"

#include "schema/platform.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "base/text.h"

const char *const platform_names[PLATFORMS] = {
	[PLATFORM_IOS] = "iOS",
	[PLATFORM_MACOS] = "macOS",
	[PLATFORM_TVOS] = "tvOS",
	[PLATFORM_VISIONOS] = "visionOS",
	[PLATFORM_WATCHOS] = "watchOS",
};

bool
platform_parse(const char *name, enum platform *out)
{
	/* Files spell them right: look that way first. */
	for (int p = 0; p < PLATFORMS; p++)
		if (strcmp(name, platform_names[p]) == 0) {
			*out = (enum platform)p;
			return true;
		}
	for (int p = 0; p < PLATFORMS; p++)
		if (text_equal_nocase(name, platform_names[p])) {
			*out = (enum platform)p;
			return true;
		}
	return false;
}

/* One number of a version; advances *TEXT behind it. */
static bool
parse_part(const char **text, uint16_t *out)
{
	const char *p = *text;
	unsigned value = 0;

	if (!ascii_is_digit(*p))
		return false;
	for (; ascii_is_digit(*p); p++) {
		value = value * 10 + (unsigned)(*p - '0');
		if (value > UINT16_MAX)
			return false;
	}
	*text = p;
	*out = (uint16_t)value;
	return true;
}

bool
version_parse(const char *text, struct version *out)
{
	struct version version = { .set = true };

	if (strcmp(text, "all") == 0) {
		*out = version;
		return true;
	}
	for (size_t i = 0; i < 3; i++) {
		if (!parse_part(&text, &version.part[i]))
			return false;
		if (*text == '\0') {
			*out = version;
			return true;
		}
		if (*text++ != '.')
			return false;
	}
	return false;
}

int
version_compare(struct version a, struct version b)
{
	for (size_t i = 0; i < 3; i++)
		if (a.part[i] != b.part[i])
			return a.part[i] < b.part[i] ? -1 : 1;
	return 0;
}

static bool
version_is_zero(struct version version)
{
	return version.part[0] == 0 && version.part[1] == 0 &&
	    version.part[2] == 0;
}

void
version_format(struct version version, struct buf *out)
{
	buf_addf(out, "%u", version.part[0]);
	if (version.part[1] != 0 || version.part[2] != 0)
		buf_addf(out, ".%u", version.part[1]);
	if (version.part[2] != 0)
		buf_addf(out, ".%u", version.part[2]);
}

static struct version
later(struct version a, struct version b)
{
	return version_compare(a, b) >= 0 ? a : b;
}

static enum tristate
tri_over(enum tristate own, enum tristate parent)
{
	return own != TRI_UNSET ? own : parent;
}

static enum usage_mode
mode_over(enum usage_mode own, enum usage_mode parent)
{
	return own != USAGE_UNSET ? own : parent;
}

/* Attribute by attribute; both sides are there. */
static struct support
merge_attributes(const struct support *parent, const struct support *own)
{
	struct support s = *own;

	if (own->state == SUPPORT_UNKNOWN) {
		s.state = parent->state;
		s.introduced = parent->introduced;
	} else if (parent->state == SUPPORT_SINCE) {
		s.introduced = later(own->introduced, parent->introduced);
	}
	if (!own->deprecated.set)
		s.deprecated = parent->deprecated;
	if (!own->removed.set)
		s.removed = parent->removed;
	s.supervised = tri_over(own->supervised, parent->supervised);
	s.multiple = tri_over(own->multiple, parent->multiple);
	s.allow_manual_install = tri_over(own->allow_manual_install,
	    parent->allow_manual_install);
	s.device_channel =
	    tri_over(own->device_channel, parent->device_channel);
	s.user_channel = tri_over(own->user_channel, parent->user_channel);
	s.requires_dep = tri_over(own->requires_dep, parent->requires_dep);
	s.user_approved_mdm =
	    tri_over(own->user_approved_mdm, parent->user_approved_mdm);
	s.always_skippable =
	    tri_over(own->always_skippable, parent->always_skippable);
	s.shared_ipad = mode_over(own->shared_ipad, parent->shared_ipad);
	s.user_enrollment =
	    mode_over(own->user_enrollment, parent->user_enrollment);
	s.shared_ipad_device_channel = tri_over(
	    own->shared_ipad_device_channel,
	    parent->shared_ipad_device_channel);
	s.shared_ipad_user_channel = tri_over(own->shared_ipad_user_channel,
	    parent->shared_ipad_user_channel);
	if (own->access_rights == NULL)
		s.access_rights = parent->access_rights;
	if (own->behavior == NULL)
		s.behavior = parent->behavior;
	if (own->allowed_enrollments == NULL)
		s.allowed_enrollments = parent->allowed_enrollments;
	if (own->allowed_scopes == NULL)
		s.allowed_scopes = parent->allowed_scopes;
	if (own->shared_ipad_scopes == NULL)
		s.shared_ipad_scopes = parent->shared_ipad_scopes;
	return s;
}

static struct support
merge_one(const struct support *parent, const struct support *own)
{
	if (!own->mentioned)
		return *parent;
	if (!parent->mentioned)
		return *own;
	if (own->state == SUPPORT_NONE)
		return *own;
	if (parent->state == SUPPORT_NONE) {
		struct support s = *own;

		/* Marks alone do not bring back what the parent lacks. */
		if (s.state == SUPPORT_UNKNOWN)
			s.state = SUPPORT_NONE;
		return s;
	}
	return merge_attributes(parent, own);
}

void
support_merge(const struct support parent[PLATFORMS],
    const struct support own[PLATFORMS], struct support out[PLATFORMS])
{
	for (int p = 0; p < PLATFORMS; p++)
		out[p] = merge_one(&parent[p], &own[p]);
}

static void
format_mark(const char *word, struct version version, const char **separator,
    struct buf *out)
{
	if (!version.set)
		return;
	buf_addf(out, "%s%s", *separator, word);
	if (!version_is_zero(version)) {
		buf_add_char(out, ' ');
		version_format(version, out);
	}
	*separator = ", ";
}

void
support_format(const struct support support[PLATFORMS], struct buf *out)
{
	const char *gap = "";

	for (int p = 0; p < PLATFORMS; p++) {
		const struct support *s = &support[p];
		const char *separator = " (";

		if (s->state != SUPPORT_SINCE)
			continue;
		buf_addf(out, "%s%s", gap, platform_names[p]);
		gap = "  ";
		if (!version_is_zero(s->introduced)) {
			buf_add_char(out, ' ');
			version_format(s->introduced, out);
		}
		format_mark("deprecated", s->deprecated, &separator, out);
		format_mark("removed", s->removed, &separator, out);
		if (separator[0] == ',')
			buf_add_char(out, ')');
	}
}
