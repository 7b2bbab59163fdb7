/*
 * From a check to the store, or to whoever tries a value.  See internal.h.
 */
#include "config.h"

#include <stdarg.h>

#include "base/die.h"
#include "check/internal.h"

void
complain_as(struct checker *checker, const struct owner *owner,
    struct finding *take_finding)
{
	struct capture *capture = checker->capture;

	if (capture == NULL) {
		store_add(&checker->store, owner, checker->root, take_finding);
		return;
	}
	if (capture->count < capture->capacity) {
		capture->out[capture->count++] = *take_finding;
		*take_finding = (struct finding){ 0 };
	} else {
		finding_release(take_finding);
	}
}

static void
complain_text(const struct subject *subject, enum finding_code code,
    enum severity severity, char *take_fix, char *take_message)
{
	struct owner owner = { .value = subject->value, .scope = SCOPE_VALUE };
	struct finding finding = {
		.code = code,
		.severity = severity,
		.value = subject->value,
		.place = subject->place,
		.message = take_message,
		.fix = take_fix,
	};

	complain_as(subject->checker, &owner, &finding);
}

void
complain(const struct subject *subject, enum finding_code code,
    enum severity severity, char *take_fix, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	complain_text(subject, code, severity, take_fix,
	    xvasprintf(fmt, args));
	va_end(args);
}

void
complain_usual(const struct subject *subject, enum finding_code code,
    const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	complain_text(subject, code, finding_table[code].severity, NULL,
	    xvasprintf(fmt, args));
	va_end(args);
}
