/*
 * What every screen test includes: cmocka, the terminal, a small profile.
 */
#ifndef SCREEN_FIXTURE_H
#define SCREEN_FIXTURE_H

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/cmocka_ages.h"
#include "base/buf.h"
#include "base/die.h"
#include "term.h"

#define RUN_STEPS(term, steps)                                                 \
	term_run_steps(term, steps, ARRAY_COUNT(steps))

#define SCREEN_TEST(name)                                                      \
	cmocka_unit_test_setup_teardown(name, term_make_folder,                \
	    term_remove_folder)

/* One key and its value of a property list. */
#define KEY(name, value) "<key>" name "</key>" value "\n"
#define STRING(text) "<string>" text "</string>"
#define INTEGER(text) "<integer>" text "</integer>"

/* A profile whose PayloadContent holds PAYLOADS. */
#define PROFILE(payloads)                                                      \
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                         \
	"<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "              \
	"\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"                \
	"<plist version=\"1.0\">\n<dict>\n"                                    \
	KEY("PayloadContent", "<array>\n" payloads "</array>")                 \
	KEY("PayloadDisplayName", STRING("Corp"))                              \
	KEY("PayloadIdentifier", STRING("com.example.corp"))                   \
	KEY("PayloadType", STRING("Configuration"))                            \
	KEY("PayloadUUID", STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0A01"))     \
	KEY("PayloadVersion", INTEGER("1"))                                    \
	"</dict>\n</plist>\n"

/* A payload of TYPE; N makes UUID and identifier its own. */
#define PAYLOAD(type, n, keys)                                                 \
	"<dict>\n" keys                                                        \
	KEY("PayloadIdentifier", STRING("com.example.corp." n))                \
	KEY("PayloadType", STRING(type))                                       \
	KEY("PayloadUUID", STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B0" n))    \
	KEY("PayloadVersion", INTEGER("1"))                                    \
	"</dict>\n"

#define SCEP_PAYLOAD(n)                                                        \
	PAYLOAD("com.apple.security.scep", n,                                  \
	    KEY("PayloadContent", "<dict>"                                     \
	    KEY("URL", STRING("https://scep.example.com/"))                    \
	    KEY("Challenge", STRING("hunter2"))                                \
	    "</dict>")                                                         \
	    KEY("PayloadDisplayName", STRING("Device")))

#define MDM_PAYLOAD(n, keys)                                                   \
	PAYLOAD("com.apple.mdm", n,                                            \
	    KEY("AccessRights", INTEGER("3"))                                  \
	    KEY("IdentityCertificateUUID",                                     \
	    STRING("0D35E18C-0C4E-4A4A-8E3A-3B1B0E1E0B01"))                    \
	    KEY("ServerURL", STRING("https://mdm.example.com/connect"))        \
	    KEY("Topic", STRING("com.apple.mgmt.External.example"))            \
	    keys)

/* The program on a file NAME with TEXT; it shows SEE. */
static inline struct term *
start_on(const struct term_setup *setup, const char *text, const char *see)
{
	struct term *term;

	term_write_file("corp.mobileconfig", text);
	term = term_start(setup, "corp.mobileconfig");
	term_see(term, see);
	return term;
}

/* What corp.mobileconfig holds now. */
static inline void
assert_file(const char *want)
{
	AUTO_FREE char *text = term_read_file("corp.mobileconfig");

	assert_non_null(text);
	assert_string_equal(text, want);
}

/* A SCEP request and the MDM payload that uses it. */
#define CORP_PROFILE PROFILE(SCEP_PAYLOAD("1") MDM_PAYLOAD("2", ""))

#endif
