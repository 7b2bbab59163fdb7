/*
 * What a payload or key is on the targets: known, deprecated, only for
 * supervised devices, only on one channel.  Without targets nothing is said.
 */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "check/internal.h"
#include "schema/place.h"
#include "schema/platform.h"

enum trouble {
	TROUBLE_ABSENT = 1 << 0,	/* the system never has it */
	TROUBLE_LATER = 1 << 1,		/* only newer versions do */
	TROUBLE_REMOVED = 1 << 2,
	TROUBLE_DEPRECATED = 1 << 3,
	TROUBLE_SUPERVISION = 1 << 4,
	TROUBLE_CHANNEL = 1 << 5,
	TROUBLE_ENROLLMENT = 1 << 6,
	TROUBLE_SHARED = 1 << 7,
	TROUBLE_MANUAL = 1 << 8,
};

static unsigned
version_troubles(const struct support *support, const struct target *target)
{
	unsigned troubles = 0;

	if (!target->version.set)
		return 0;
	if (support->removed.set &&
	    version_compare(target->version, support->removed) >= 0)
		return TROUBLE_REMOVED;
	if (support->introduced.set &&
	    version_compare(target->version, support->introduced) < 0)
		troubles |= TROUBLE_LATER;
	if (support->deprecated.set &&
	    version_compare(target->version, support->deprecated) >= 0)
		troubles |= TROUBLE_DEPRECATED;
	return troubles;
}

static unsigned
enrollment_troubles(const struct support *support, const struct target *target)
{
	bool user = target->enrollment == ENROLLMENT_USER;
	unsigned troubles = 0;

	if (user && (support->user_enrollment == USAGE_FORBIDDEN ||
	    support->user_enrollment == USAGE_IGNORED))
		troubles |= TROUBLE_ENROLLMENT;
	if (!user && target->enrollment != ENROLLMENT_ANY &&
	    target->enrollment != ENROLLMENT_ACCOUNT &&
	    support->user_enrollment == USAGE_REQUIRED)
		troubles |= TROUBLE_ENROLLMENT;
	if (target->enrollment == ENROLLMENT_NONE &&
	    support->allow_manual_install == TRI_FALSE)
		troubles |= TROUBLE_MANUAL;
	return troubles;
}

static unsigned
shared_troubles(const struct support *support, const struct target *target)
{
	bool no_device = support->shared_ipad_device_channel == TRI_FALSE;
	bool no_user = support->shared_ipad_user_channel == TRI_FALSE;

	if (target->shared_ipad == TRI_UNSET)
		return 0;
	if (target->shared_ipad == TRI_FALSE)
		return support->shared_ipad == USAGE_REQUIRED
		    ? TROUBLE_SHARED : 0;
	if (support->shared_ipad == USAGE_FORBIDDEN ||
	    support->shared_ipad == USAGE_IGNORED)
		return TROUBLE_SHARED;
	if ((target->channel == CHANNEL_DEVICE && no_device) ||
	    (target->channel == CHANNEL_USER && no_user))
		return TROUBLE_CHANNEL;
	return 0;
}

static unsigned
troubles_of(const struct place *place, const struct target *target)
{
	const struct support *support = &place->support[target->platform];
	unsigned troubles = 0;

	if (support->state == SUPPORT_NONE)
		return TROUBLE_ABSENT;
	if (support->state == SUPPORT_UNKNOWN)
		return 0;	/* nobody mentions it: not "no" */
	troubles = version_troubles(support, target) |
	    enrollment_troubles(support, target) |
	    shared_troubles(support, target);
	if (support->supervised == TRI_TRUE && target->supervised == TRI_FALSE)
		troubles |= TROUBLE_SUPERVISION;
	if ((target->channel == CHANNEL_DEVICE &&
	    support->device_channel == TRI_FALSE) ||
	    (target->channel == CHANNEL_USER &&
	    support->user_channel == TRI_FALSE))
		troubles |= TROUBLE_CHANNEL;
	return troubles;
}

/* What the container does not suffer from already. */
static unsigned
new_troubles(const struct place *place, const struct target *target)
{
	unsigned all = troubles_of(place, target);

	return place->parent == NULL ? all
	    : all & ~troubles_of(place->parent, target);
}

enum { GONE = TROUBLE_ABSENT | TROUBLE_LATER | TROUBLE_REMOVED };

void
target_rank(struct checker *checker, struct plan *plan)
{
	size_t gone = 0;

	for (size_t i = 0; i < checker->target_count; i++) {
		const struct target *target = &checker->targets[i];

		if (new_troubles(plan->place, target) != 0)
			plan->ranks_targets = true;
		if (troubles_of(plan->place, target) & GONE)
			gone++;
	}
	plan->off_target = gone > 0 && gone == checker->target_count;
}

static void
add_since(struct buf *out, const struct place *place,
    const struct target *target, unsigned trouble)
{
	const struct support *support = &place->support[target->platform];
	const char *name = platform_names[target->platform];

	if (out->length > 0)
		buf_add_text(out, ", ");
	switch (trouble) {
	case TROUBLE_LATER:
		buf_addf(out, "on %s from ", name);
		version_format(support->introduced, out);
		break;
	case TROUBLE_REMOVED:
		buf_addf(out, "gone from %s ", name);
		version_format(support->removed, out);
		break;
	case TROUBLE_DEPRECATED:
		buf_addf(out, "%s ", name);
		version_format(support->deprecated, out);
		break;
	case TROUBLE_ABSENT:
		buf_addf(out, "not on %s", name);
		break;
	default:
		buf_add_text(out, name);
	}
}

/* Appends the targets that have TROUBLE; how many they are. */
static size_t
add_targets(const struct subject *subject, unsigned trouble, struct buf *out)
{
	const struct checker *checker = subject->checker;
	size_t count = 0;

	for (size_t i = 0; i < checker->target_count; i++) {
		const struct target *target = &checker->targets[i];

		if ((new_troubles(subject->place, target) & trouble) == 0)
			continue;
		add_since(out, subject->place, target, trouble);
		count++;
	}
	return count;
}

static void
check_gone(const struct subject *subject)
{
	static const unsigned kinds[] = { TROUBLE_ABSENT, TROUBLE_LATER,
	    TROUBLE_REMOVED };
	AUTO_BUF words = BUF_INIT;

	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		add_targets(subject, kinds[i], &words);
	if (words.length == 0)
		return;
	/* Some of several targets may lack what another one needs. */
	complain(subject, FINDING_NOT_ON_TARGET, subject->plan->off_target
	    ? SEVERITY_WARNING : SEVERITY_NOTE, NULL,
	    "is not available on every target: %s", buf_text(&words));
}

void
check_target(const struct subject *subject)
{
	static const struct {
		unsigned trouble;
		enum finding_code code;
		const char *words;
	} rows[] = {
		{ TROUBLE_DEPRECATED, FINDING_DEPRECATED_ON_TARGET,
		    "is deprecated since" },
		{ TROUBLE_SUPERVISION, FINDING_NEEDS_SUPERVISION,
		    "needs a supervised device on" },
		{ TROUBLE_CHANNEL, FINDING_WRONG_CHANNEL,
		    "cannot be used on this channel of" },
		{ TROUBLE_ENROLLMENT, FINDING_WRONG_CHANNEL,
		    "cannot be used with this kind of enrollment on" },
		{ TROUBLE_SHARED, FINDING_WRONG_CHANNEL,
		    "depends on Shared iPad otherwise on" },
		{ TROUBLE_MANUAL, FINDING_WRONG_CHANNEL,
		    "cannot be installed by hand on" },
	};

	if (subject->plan == NULL || !subject->plan->ranks_targets)
		return;
	check_gone(subject);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		AUTO_BUF words = BUF_INIT;
		const char *instead = subject->place->note->replaced_by;

		if (add_targets(subject, rows[i].trouble, &words) == 0)
			continue;
		complain(subject, rows[i].code,
		    finding_table[rows[i].code].severity,
		    rows[i].trouble == TROUBLE_DEPRECATED && instead != NULL
		    ? xasprintf("use '%s' instead", instead) : NULL,
		    "%s %s", rows[i].words, buf_text(&words));
	}
}
