/* What the monkey is let loose on.  See monkey_files.h. */
#include "fixture.h"

#include "base/scalar.h"
#include "base/text.h"
#include "monkey_files.h"

/* What is wide, combines, hides, controls; lines; every other scalar type. */
#define ODD_KEYS                                                               \
	"<!-- before the list -->\n"                                           \
	KEY("A date", "<date>2026-03-01T00:00:00Z</date>")                     \
	KEY("Bad", INTEGER("abc"))                                             \
	KEY("Bytes", "<data>\n\t\tYWJj\n\t\tZGVm\n\t\t</data>")                \
	KEY("Controls", STRING("C1 \302\233 \302\205, bidi \342\200\256abc"    \
	    "\342\200\254, none \342\200\213 wide"))                           \
	KEY("Controls", STRING("a second one of that name"))                   \
	KEY("\346\227\245\346\234\254 e\314\201\314\202", STRING(              \
	    "\346\227\245\346\234\254\350\252\236 e\314\201 \360\237\230\200"))\
	KEY("Deep", "<array><array><dict><key>x</key><array>\n"                \
	    INTEGER("1") "<string/>\n</array></dict></array></array>")         \
	KEY("Lines", STRING("one\ntwo &amp; three\n\n\tfour"))                 \
	KEY("Number", INTEGER("18446744073709551615"))                         \
	KEY("Piece", STRING("<![CDATA[<b>]]>"))                                \
	KEY("Placeholder", STRING("$FLEET_VAR_X"))                             \
	KEY("Ratio", "<real>1.5</real>")                                       \
	KEY("Truth", "<true />") "<!-- behind -->\n"

#define ODD_PROFILE PROFILE(SCEP_PAYLOAD("1") MDM_PAYLOAD("2", "")             \
	PAYLOAD("com.apple.wifi.managed", "3",                                 \
	    KEY("EncryptionType", STRING("WPA2"))                              \
	    KEY("Password", STRING("hunter2"))                                 \
	    KEY("SSID_STR", STRING("Net")))                                    \
	PAYLOAD("com.example.odd", "4", ODD_KEYS))

static void
make_odd(struct buf *out)
{
	buf_add_text(out, ODD_PROFILE);
}

static void
make_small(struct buf *out)
{
	buf_add_text(out, CORP_PROFILE);
}

/* The same as Windows writes it: CR LF, a mark at the start. */
static void
make_windows(struct buf *out)
{
	buf_add_text(out, "\357\273\277");
	for (const char *text = ODD_PROFILE; *text != '\0'; text++) {
		if (*text == '\n')
			buf_add_char(out, '\r');
		buf_add_char(out, *text);
	}
}

static void
add_utf16(struct buf *out, uint32_t unit)
{
	buf_add_char(out, (char)(unit & 0xff));
	buf_add_char(out, (char)(unit >> 8));
}

static void
make_utf16(struct buf *out)
{
	const char *text = ODD_PROFILE;
	size_t left = strlen(text);

	add_utf16(out, 0xfeff);
	while (left > 0) {
		uint32_t code;
		size_t used = utf8_decode(text, left, &code);

		if (code > 0xffff) {
			add_utf16(out, 0xd800 + ((code - 0x10000) >> 10));
			code = 0xdc00 + ((code - 0x10000) & 0x3ff);
		}
		add_utf16(out, code);
		text += used;
		left -= used;
	}
}

/* A small binary property list. */
static void
make_binary(struct buf *out)
{
	static const char text[] =
	    "YnBsaXN0MDDVAQIDBAUGExQVDV5QYXlsb2FkQ29udGVudF8QEVBheWxvYWRJ"
	    "ZGVudGlmaWVyW1BheWxvYWRUeXBlW1BheWxvYWRVVUlEXlBheWxvYWRWZXJz"
	    "aW9uoQfXCAkKAgMEBQsMDxAREg1URGF0YVRMaXN0Uk9uQ2FiY6INDhABEAIJ"
	    "XxASY29tLmV4YW1wbGUuY29ycC4xXxAPY29tLmV4YW1wbGUuYXBwXxAkMEQz"
	    "NUUxOEMtMEM0RS00QTRBLThFM0EtM0IxQjBFMUUwQjAxXxAQY29tLmV4YW1w"
	    "bGUuY29ycF1Db25maWd1cmF0aW9uXxAkMEQzNUUxOEMtMEM0RS00QTRBLThF"
	    "M0EtM0IxQjBFMUUwQTAxAAgAEwAiADYAQgBOAF0AXwBuAHMAeAB7AH8AggCE"
	    "AIYAhwCcAK4A1QDoAPYAAAAAAAACAQAAAAAAAAAWAAAAAAAAAAAAAAAAAAAB"
	    "HQ==";

	scalar_decode_base64(text, sizeof(text) - 1, out);
}

static void
make_ill_formed(struct buf *out)
{
	buf_add_text(out, CORP_PROFILE);
	buf_truncate(out, out->length - 40);
}

/* No profile: what any program may keep in a property list. */
static void
make_plain(struct buf *out)
{
	buf_add_text(out, "<plist version=\"1.0\"><array>"
	    "<string>a</string><dict/><array/><true/>text"
	    "<unknown>x</unknown></array></plist>");
}

static void
make_scalar(struct buf *out)
{
	buf_add_text(out, "<plist><string>alone</string></plist>\n");
}

/* Nothing inside, tags of every kind of spelling. */
static void
make_bare(struct buf *out)
{
	buf_add_text(out, "<?xml version='1.0'?><plist><dict><key/><dict/>"
	    "<key>PayloadContent</key><array/><key>PayloadType</key>"
	    "<string>Configuration</string><key>s</key><string/>"
	    "</dict></plist>");
}

static void
make_deep(struct buf *out)
{
	buf_add_text(out, "<plist version=\"1.0\"><dict>\n"
	    KEY("PayloadType", STRING("Configuration"))
	    "<key>PayloadContent</key><array>\n"
	    "<dict>" KEY("PayloadType", STRING("com.example.deep"))
	    "<key>k</key>");
	for (int i = 0; i < 250; i++)
		buf_add_text(out, "<array>\n<dict><key>k</key>");
	buf_add_text(out, "<true/>");
	for (int i = 0; i < 250; i++)
		buf_add_text(out, "</dict></array>");
	buf_add_text(out, "</dict></array></dict></plist>\n");
}

static void
make_long_array(struct buf *out)
{
	buf_add_text(out, "<plist version=\"1.0\"><dict>\n"
	    "<key>PayloadContent</key><array><dict>\n"
	    KEY("PayloadType", STRING("com.example.long"))
	    "<key>list</key><array>\n");
	for (int i = 0; i < 150000; i++)
		buf_addf(out, "\t<string>item %d</string>\n", i);
	buf_add_text(out, "</array></dict></array>\n"
	    KEY("PayloadType", STRING("Configuration")) "</dict></plist>\n");
}

static void
make_long_text(struct buf *out)
{
	buf_add_text(out, "<plist version=\"1.0\"><dict>\n"
	    "<key>PayloadContent</key><array><dict>\n"
	    KEY("PayloadType", STRING("com.example.long"))
	    "<key>");
	buf_add_repeat(out, 'k', 70000);
	buf_add_text(out, "</key><string>");
	buf_add_repeat(out, 'x', 2000000);
	buf_add_text(out, "</string><key>wide</key><string>");
	for (int i = 0; i < 200000; i++)
		buf_add_text(out, "\346\227\245\314\201");
	buf_add_text(out, "</string><key>bytes</key><data>");
	for (int i = 0; i < 200000; i++)
		buf_add_text(out, "QUJD");
	buf_add_text(out, "</data></dict></array>\n"
	    KEY("PayloadType", STRING("Configuration")) "</dict></plist>\n");
}

const struct monkey_file monkey_files[] = {
	{ .name = "odd", .make = make_odd },
	{ .name = "small", .make = make_small },
	{ .name = "windows", .make = make_windows },
	{ .name = "utf-16", .make = make_utf16 },
	{ .name = "binary", .no_bytes = true, .make = make_binary },
	{ .name = "ill-formed", .make = make_ill_formed },
	{ .name = "plain", .make = make_plain },
	{ .name = "scalar", .make = make_scalar },
	{ .name = "bare", .make = make_bare },
	{ .name = "deep", .make = make_deep },
	{ .name = "long-array", .heavy = true, .make = make_long_array },
	{ .name = "long-text", .heavy = true, .make = make_long_text },
};
const size_t monkey_file_count = ARRAY_COUNT(monkey_files);
