/*
 * A document and edits on it: the input up to the first NUL byte (or none) is
 * XML, what follows is where the edits take their chances from.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/edit_driver.h"
#include "base/buf.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
	const uint8_t *at, *end;
};

static uint32_t
next_byte(void *arg, bool *end)
{
	struct input *input = arg;

	if (input->at == input->end) {
		*end = true;
		return 0;
	}
	return *input->at++;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char usual[] = "<plist>\n<dict>\n\t<key>a</key>\n"
	    "\t<array>\n\t\t<true/>\n\t</array>\n</dict>\n</plist>\n";
	const uint8_t *nul = memchr(data, '\0', size);
	const void *text = usual;
	size_t length = sizeof(usual) - 1;
	struct input input = { data, data + size };
	struct driver driver = { .next = next_byte, .arg = &input };
	struct profile *profile;
	const char *wrong;

	if (nul != NULL) {
		text = data;
		length = (size_t)(nul - data);
		input.at = nul + 1;
	}
	if (cms_is_signed(text, length) || binary_is(text, length))
		return 0;
	profile = profile_parse("fuzz", text, length, NULL, NULL);
	if (profile == NULL)
		return 0;
	wrong = profile_read_only_reason(profile) != NULL ? NULL :
	    driver_run(&driver, profile, 40);
	if (wrong != NULL) {
		fprintf(stderr, "%s\n", wrong);
		abort();
	}
	profile_close(profile);
	return 0;
}
