/*
 * Any bytes opened as a document: written unchanged they pass the referee, and
 * libplist, which is asked about the same bytes, does not crash.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "profile/profile.h"
#include "profile/referee.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct profile *profile = profile_parse("fuzz", data, size, NULL, NULL);
	AUTO_BUF bytes = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;

	if (profile == NULL)
		return 0;
	/* What cannot be edited is never written; neither is what libplist
	 * cannot write as binary. */
	if (profile_read_only_reason(profile) == NULL &&
	    profile_bytes(profile, &bytes, NULL) &&
	    !referee_accepts(profile, buf_text(&bytes), bytes.length, data,
	    size, &err))
		abort();
	profile_close(profile);
	return 0;
}
