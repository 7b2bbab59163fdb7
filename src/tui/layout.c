/*
 * Where things stand on a terminal of a size.  80×24 comes first; what is
 * dropped when room is short is said where it is dropped.
 */
#include "tui/internal.h"

#define OUTLINE_COLUMNS 26	/* side by side, from SIDE_COLUMNS on */
#define SIDE_COLUMNS 90

static int
help_height(int rows)
{
	if (rows < 16)
		return 1;
	if (rows < 24)
		return 4;
	return 5 + (rows - 24) / 4 < 14 ? 5 + (rows - 24) / 4 : 14;
}

void
layout_make(const struct tui *tui, struct layout *out)
{
	bool outline = editor_get_focus(tui->editor) == FOCUS_OUTLINE;

	out->rows = screen_rows();
	out->columns = screen_columns();
	out->small = out->rows < 16 || out->columns < 60;
	out->side = out->columns >= SIDE_COLUMNS;
	out->bottom_row = out->rows - 1;
	out->help_height = help_height(out->rows);
	out->help_row = out->bottom_row - out->help_height;
	out->form_row = 1;
	out->form_height = out->help_row - out->form_row;
	out->outline_width = out->side ? OUTLINE_COLUMNS :
	    outline ? out->columns : 0;
	out->form_column = out->side ? OUTLINE_COLUMNS + 2 : 0;
	out->form_width = out->columns - out->form_column;
}
