/*
 * Any bytes as a profile: they are refused in words, or what was read gives its
 * bytes back and reads again as the same tree.
 */
#include <stdint.h>
#include <stdlib.h>

#include "../unit/edit_driver.h"
#include "base/buf.h"
#include "base/error.h"
#include "profile/binary.h"
#include "profile/cms.h"
#include "profile/profile.h"
#include "profile/referee.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
expect(bool holds)
{
	if (!holds)
		abort();
}

/* Places are somewhere, and in order. */
static void
check_places(struct profile *profile)
{
	struct value *root = profile_root(profile);
	struct position positions[64];
	size_t count = 0;

	for (struct value *value = root; value != NULL && count < 60;
	    value = value_next(value, root)) {
		positions[count++] = (struct position){ value, PLACE_ENTRY, 0,
		    0, 0 };
		positions[count++] = (struct position){ value, PLACE_VALUE, 0,
		    0, 0 };
		positions[count++] = (struct position){ value, PLACE_END, 0, 0,
		    0 };
	}
	profile_locate(profile, positions, count);
	for (size_t i = 0; i < count; i++) {
		expect(positions[i].line >= 1 && positions[i].column >= 1);
		expect(i == 0 || i % 3 == 0 ||
		    positions[i].offset >= positions[i - 1].offset);
		profile_value_at_line(profile, positions[i].line);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_ERROR err = ERROR_INIT;
	AUTO_BUF bytes = BUF_INIT;
	struct profile *profile;

	/* These have targets of their own. */
	if (cms_is_signed(data, size) || binary_is(data, size))
		return 0;
	profile = profile_parse("fuzz", data, size, NULL, &err);
	if (profile == NULL) {
		expect(err.code != ERR_NONE && err.message != NULL);
		return 0;
	}
	if (profile_read_only_reason(profile) == NULL) {
		expect(profile_bytes(profile, &bytes, NULL));
		expect(bytes.length == size &&
		    memcmp(bytes.data, data, size) == 0);
		expect(referee_accepts(profile, bytes.data, bytes.length, data,
		    size, NULL));
		expect(driver_check_text(profile) == NULL);
	}
	expect(driver_check_tree(profile) == NULL);
	check_places(profile);
	profile_close(profile);
	return 0;
}
