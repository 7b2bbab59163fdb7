/*
 * Any bytes as a signed file and as a piece of data: opened or refused with a
 * reason, and described.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "profile/blob.h"
#include "profile/cms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
open_signed(const uint8_t *data, size_t size)
{
	AUTO_BUF content = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;

	if (cms_open(data, size, &content, &info, &err)) {
		if (info.wrapper == NULL ||
		    (info.signature == CMS_HOLDS) != (info.reason == NULL))
			abort();
	} else if (err.code == ERR_NONE || content.length != 0) {
		abort();
	}
	cms_info_release(&info);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_BUF words = BUF_INIT;
	struct blob_info info;

	if (cms_is_signed(data, size))
		open_signed(data, size);
	blob_identify(data, size, &info);
	blob_describe(&info, size, &words);
	if (words.length == 0)
		abort();
	blob_info_release(&info);
	return 0;
}
