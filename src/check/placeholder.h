/*
 * Variables that management servers and scripts fill in before a device sees
 * the profile.
 */
#ifndef CHECK_PLACEHOLDER_H
#define CHECK_PLACEHOLDER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether TEXT holds one: $NAME ${x} $(x) {{x}} [[x]] <%x%> %x% __x__ @x@
 * ::x::.  BARE: also when all of it is a word such as PORT_NUMBER, {port} or
 * <port>, for what is no text.  Only the first 4 KB are looked at.
 */
bool placeholder_inside(const char *text, size_t length, bool bare);

#endif
