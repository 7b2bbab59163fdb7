/*
 * Any bytes as a signed file and as a piece of data: opened or refused with a
 * reason, and described.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/fault.h"
#include "profile/blob.h"
#include "profile/cms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool holds)
{
	if (!holds)
		abort();
}

/* Where nothing can be judged nothing is said to hold. */
static void
open_without_libcrypto(const uint8_t *data, size_t size,
    const struct buf *wanted)
{
	AUTO_BUF content = BUF_INIT;
	struct cms_info info;

	fault_set("libcrypto");
	if (cms_open(data, size, &content, &info, NULL) &&
	    info.inner == NULL) {
		require(info.signature == CMS_UNKNOWN && info.count == 0);
		require(wanted == NULL || (content.length == wanted->length &&
		    memcmp(buf_text(&content), buf_text(wanted),
		    content.length) == 0));
	}
	fault_set(NULL);
	cms_info_release(&info);
}

static void
open_signed(const uint8_t *data, size_t size)
{
	AUTO_BUF content = BUF_INIT;
	AUTO_BUF words = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct cms_info info;
	bool opened = cms_open(data, size, &content, &info, &err);

	open_without_libcrypto(data, size, opened ? &content : NULL);
	if (opened) {
		require(info.wrapper != NULL &&
		    (info.signature == CMS_HOLDS) == (info.reason == NULL));
		cms_describe(&info, 0, &words);
		cms_add_line(&info, &words);
		require(words.length > 0);
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
