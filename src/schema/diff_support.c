/*
 * "supportedOS" of two files compared, system by system, attribute by
 * attribute.
 */
#include "config.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/die.h"
#include "schema/diff_internal.h"
#include "schema/platform.h"

/* What is said, in words; nothing when it is not said. */
typedef void format_attribute(const void *member, struct buf *out);

static void
format_version(const void *member, struct buf *out)
{
	const struct version *version = member;

	if (version->set)
		version_format(*version, out);
}

static void
format_tristate(const void *member, struct buf *out)
{
	const enum tristate *state = member;

	if (*state != TRI_UNSET)
		buf_add_text(out, *state == TRI_TRUE ? "true" : "false");
}

static void
format_mode(const void *member, struct buf *out)
{
	static const char *const names[] = {
		[USAGE_UNSET] = "",
		[USAGE_ALLOWED] = "allowed",
		[USAGE_REQUIRED] = "required",
		[USAGE_FORBIDDEN] = "forbidden",
		[USAGE_IGNORED] = "ignored",
	};

	buf_add_text(out, names[*(const enum usage_mode *)member]);
}

static void
format_text(const void *member, struct buf *out)
{
	const char *text = *(const char *const *)member;

	if (text != NULL)
		buf_add_text(out, text);
}

static void
format_texts(const void *member, struct buf *out)
{
	const char *const *texts = *(const char *const *const *)member;

	if (texts != NULL && *texts == NULL)
		buf_add_text(out, "none");
	for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "", texts[i]);
}

#define AT(field) offsetof(struct support, field)

static const struct {
	const char *name;
	format_attribute *format;
	size_t offset;
	enum {
		ENDS = 1,	/* to say it first is to deprecate */
		NO_BY_ITSELF,	/* of a payload, "false" says nothing */
	} nature;
} attributes[] = {
	{ "deprecated", format_version, AT(deprecated), ENDS },
	{ "removed", format_version, AT(removed), ENDS },
	{ "supervised", format_tristate, AT(supervised), NO_BY_ITSELF },
	{ "multiple", format_tristate, AT(multiple), 0 },
	{ "allowmanualinstall", format_tristate, AT(allow_manual_install),
	  0 },
	{ "devicechannel", format_tristate, AT(device_channel), 0 },
	{ "userchannel", format_tristate, AT(user_channel), 0 },
	{ "requiresdep", format_tristate, AT(requires_dep), NO_BY_ITSELF },
	{ "userapprovedmdm", format_tristate, AT(user_approved_mdm),
	  NO_BY_ITSELF },
	{ "always-skippable", format_tristate, AT(always_skippable), 0 },
	{ "userenrollment mode", format_mode, AT(user_enrollment), 0 },
	{ "userenrollment behavior", format_text, AT(behavior), 0 },
	{ "sharedipad mode", format_mode, AT(shared_ipad), 0 },
	{ "sharedipad devicechannel", format_tristate,
	  AT(shared_ipad_device_channel), 0 },
	{ "sharedipad userchannel", format_tristate,
	  AT(shared_ipad_user_channel), 0 },
	{ "sharedipad allowed-scopes", format_texts, AT(shared_ipad_scopes),
	  0 },
	{ "accessrights", format_text, AT(access_rights), 0 },
	{ "allowed-enrollments", format_texts, AT(allowed_enrollments),
	  0 },
	{ "allowed-scopes", format_texts, AT(allowed_scopes), 0 },
};

static void
format_introduced(const struct support *support, struct buf *out)
{
	if (support->state == SUPPORT_NONE)
		buf_add_text(out, "n/a");
	else if (support->state == SUPPORT_SINCE)
		version_format(support->introduced, out);
}

static void
add_if_other(struct comparison *comparison, int platform, const char *name,
    bool ends, const struct buf *before, const struct buf *after)
{
	bool was = before->length > 0, is = after->length > 0;

	if (strcmp(buf_text(before), buf_text(after)) == 0)
		return;
	diff_add(comparison, ends && !was ? CHANGE_DEPRECATED :
	    CHANGE_CHANGED, arena_printf(comparison->arena, "%s %s",
	    platform_names[platform], name),
	    was ? arena_strdup(comparison->arena, buf_text(before)) : NULL,
	    is ? arena_strdup(comparison->arena, buf_text(after)) : NULL);
}

static void
say_nothing(struct buf *words)
{
	if (strcmp(buf_text(words), "false") == 0)
		buf_truncate(words, 0);
}

static void
compare_system(struct comparison *comparison, int platform,
    const struct support *old, const struct support *new)
{
	AUTO_BUF before = BUF_INIT, after = BUF_INIT;

	format_introduced(old, &before);
	format_introduced(new, &after);
	add_if_other(comparison, platform, "introduced", false, &before,
	    &after);
	for (size_t i = 0; i < ARRAY_COUNT(attributes); i++) {
		buf_truncate(&before, 0);
		buf_truncate(&after, 0);
		attributes[i].format((const char *)old + attributes[i].offset,
		    &before);
		attributes[i].format((const char *)new + attributes[i].offset,
		    &after);
		if (attributes[i].nature == NO_BY_ITSELF &&
		    comparison->new_key == NULL) {
			say_nothing(&before);
			say_nothing(&after);
		}
		add_if_other(comparison, platform, attributes[i].name,
		    attributes[i].nature == ENDS, &before, &after);
	}
}

void
diff_support(struct comparison *comparison, const struct support *old,
    const struct support *new)
{
	static const struct support silent;

	for (int p = 0; p < PLATFORMS; p++)
		compare_system(comparison, p, old != NULL ? &old[p] : &silent,
		    new != NULL ? &new[p] : &silent);
}
