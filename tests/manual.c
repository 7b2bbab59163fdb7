/* Prints the manual page: `make manual` keeps it, a test compares. */
#include <stdio.h>

#include "base/buf.h"
#include "cli/manual.h"

int
main(void)
{
	AUTO_BUF out = BUF_INIT;

	cli_manual(&out);
	fputs(buf_text(&out), stdout);
	return 0;
}
