/*
 * Any bytes as a binary property list: it reads, or says why and leaves
 * nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "profile/binary.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO_BUF xml = BUF_INIT;
	AUTO_ERROR err = ERROR_INIT;
	struct binary_notes notes;

	if (binary_to_xml(data, size, &xml, &notes, &err)) {
		if (xml.length == 0 || err.code != ERR_NONE)
			abort();
		(void)binary_notes_reason(&notes);
	} else if (err.code == ERR_NONE || err.message == NULL ||
	    xml.length != 0) {
		abort();
	}
	return 0;
}
