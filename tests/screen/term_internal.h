/*
 * What term.c and term_see.c share.
 */
#ifndef SCREEN_TERM_INTERNAL_H
#define SCREEN_TERM_INTERNAL_H

#include <stdbool.h>
#include <sys/types.h>

#include <vterm.h>

#include "base/buf.h"

struct term {
	int master;
	int commands, reports;	/* pipes to and from the keeper */
	pid_t keeper;		/* stands where the shell would */
	pid_t program;
	int rows, columns;
	bool stopped, exited, closed;
	int status;
	VTerm *vterm;
	VTermScreen *screen;
	VTermPos cursor;
	int speed;		/* bytes a second; 0: as they come; -1: none */
	struct buf bytes;	/* all that was sent */
	struct buf row, text;
};

/* Takes what the program sends within TIMEOUT ms; false when nothing came. */
bool term_take(struct term *term, int timeout);

#endif
