/*
 * Systems, versions, and what a schema says about them ("supportedOS").
 * Source: Apple's device-management schema format, "supportedOS Object".
 */
#ifndef SCHEMA_PLATFORM_H
#define SCHEMA_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct error;

enum platform {
	PLATFORM_IOS, PLATFORM_MACOS, PLATFORM_TVOS, PLATFORM_VISIONOS,
	PLATFORM_WATCHOS, PLATFORMS
};

/* "iOS" … as the schema files and Apple spell them. */
extern const char *const platform_names[PLATFORMS];
/* ignoring case */
bool platform_parse(const char *name, enum platform *out);

/* Compared by number parts; the jump from 18 to 26 is real. */
struct version {
	uint16_t part[3];
	bool set;
};
/* "10", "10.12", "10.12.4"; "all" is 0 */
bool version_parse(const char *text, struct version *out);
int version_compare(struct version a, struct version b);
void version_format(struct version version, struct buf *out);

enum tristate { TRI_UNSET, TRI_FALSE, TRI_TRUE };
enum usage_mode {
	USAGE_UNSET, USAGE_ALLOWED, USAGE_REQUIRED, USAGE_FORBIDDEN,
	USAGE_IGNORED
};

struct support {
	enum support_state {
		SUPPORT_UNKNOWN,	/* nobody mentions it: not "no" */
		SUPPORT_NONE,		/* n/a */
		SUPPORT_SINCE		/* introduced says when */
	} state;
	/* the file has an entry for this system here */
	bool mentioned;
	struct version introduced, deprecated, removed;
	enum tristate supervised, multiple, allow_manual_install,
	    device_channel, user_channel, requires_dep, user_approved_mdm,
	    always_skippable;
	enum usage_mode shared_ipad, user_enrollment;
	enum tristate shared_ipad_device_channel, shared_ipad_user_channel;
	/* NULL: not said; arena of the schema */
	const char *access_rights, *behavior;
	/* NULL-terminated, or NULL */
	const char *const *allowed_enrollments, *const *allowed_scopes;
	const char *const *shared_ipad_scopes;
};

/*
 * The support of a key reached under PARENT: own n/a → gone, inherited marks
 * dropped; parent gone and own version → own, all marks own; else the later
 * introduction; other attributes own over parent, one by one.
 */
void support_merge(const struct support parent[PLATFORMS],
    const struct support own[PLATFORMS], struct support out[PLATFORMS]);

/*
 * "iOS 4  macOS 10.7  tvOS 9": systems it works on, "(deprecated 17)" behind
 * where so. Appended; nothing when unknown.
 */
void support_format(const struct support support[PLATFORMS], struct buf *out);

/*
 * A system with a version and its circumstances: `macOS=14.2`,
 * `iOS=17:supervised:user-enrollment`.
 */
struct target {
	enum platform platform;
	struct version version;		/* unset: any */
	enum tristate supervised;
	enum target_enrollment {
		ENROLLMENT_ANY, ENROLLMENT_DEVICE, ENROLLMENT_USER,
		ENROLLMENT_ACCOUNT, ENROLLMENT_NONE
	} enrollment;
	enum target_channel {
		CHANNEL_ANY, CHANNEL_DEVICE, CHANNEL_USER
	} channel;
	enum tristate shared_ipad;
};
bool target_parse(const char *text, struct target *out, struct error *err);
void target_format(const struct target *target, struct buf *out);
/*
 * Whether what has SUPPORT is there on TARGET: its system, version and
 * circumstances.  What nobody mentions may be.
 */
bool target_has(const struct target *target,
    const struct support support[PLATFORMS]);

#endif
