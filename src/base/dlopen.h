/*
 * Notes in the program about libraries that it loads when it needs them, which
 * the linker therefore does not list.  Builders of packages read them and make
 * dependencies of them; systems without ELF have none.
 * Source: UAPI Group, "ELF dlopen metadata": owner "FDO", type 0x407c0c0a, a
 * JSON array that ends in a NUL.
 */
#ifndef BASE_DLOPEN_H
#define BASE_DLOPEN_H

#include <stdint.h>

#ifdef __ELF__

/*
 * All arguments but NAME, the variable's, are string literals that JSON takes
 * as they are; PRIORITY is "required", "recommended" or "suggested".
 */
#define DLOPEN_NOTE(name, feature, description, priority, soname)              \
	DLOPEN_NOTE_TEXT(name, "[{\"feature\":\"" feature                      \
	    "\",\"description\":\"" description "\",\"priority\":\"" priority  \
	    "\",\"soname\":[\"" soname "\"]}]")

#define DLOPEN_NOTE_TEXT(name, json)                                           \
	__attribute__((used, section(".note.dlopen"), aligned(4)))             \
	static const struct {                                                  \
		uint32_t owner_size, text_size, type;                          \
		char owner[4];                                                 \
		char text[(sizeof(json) + 3) / 4 * 4];                         \
	} name = { sizeof("FDO"), sizeof(json), 0x407c0c0a, "FDO", json }

#else

#define DLOPEN_NOTE(name, feature, description, priority, soname)              \
	struct dlopen_has_no_notes_here

#endif

#endif
