/*
 * The bundled schemas and rules, held against small profiles: each row breaks
 * one rule, or keeps it, and says which finding that makes.
 */
#include "unit.h"

#include "base/buf.h"
#include "base/die.h"
#include "base/error.h"
#include "base/file.h"
#include "check/check.h"
#include "check/finding.h"
#include "profile/profile.h"
#include "schema/catalog.h"
#include "schema/platform.h"
#include "value/value.h"

/* Entries of a dictionary in XML. */
#define STRING(key, text) "<key>" key "</key><string>" text "</string>"
#define INTEGER(key, text) "<key>" key "</key><integer>" text "</integer>"
#define TRUE(key) "<key>" key "</key><true/>"
#define FALSE(key) "<key>" key "</key><false/>"
#define DATA_OF(key, text) "<key>" key "</key><data>" text "</data>"
#define DATA(key) DATA_OF(key, "AAAA")
#define STRINGS(key, text) \
	"<key>" key "</key><array><string>" text "</string></array>"
#define DICT(key, entries) "<key>" key "</key><dict>" entries "</dict>"

#define UUID(digit) digit "0000000-0000-4000-8000-000000000000"
#define COMMON(type, digit)                                   \
	STRING("PayloadType", type)                           \
	STRING("PayloadIdentifier", "com.example.p." digit)   \
	STRING("PayloadUUID", UUID(digit))                    \
	INTEGER("PayloadVersion", "1")
#define PAYLOAD(type, digit, keys) "<dict>" COMMON(type, digit) keys "</dict>"

/* Of nobody, for nothing; an identity without certificates. */
#define CERTIFICATE \
	"MIIBLjCB4aADAgECAhQWXZ9LLef9Uh28aspXqudMqeT4BjAFBgMrZXAwDDEKMAgG" \
	"A1UEAwwBYTAgFw0yNjExMjIxMjQ3NTFaGA8yMDgxMDgyNTEyNDc1MVowDDEKMAgG" \
	"A1UEAwwBYTAqMAUGAytlcAMhACWN9Pk1SZ5NTnzHLtuZK2M3gXdk8PnjqMtjwLZs" \
	"G2YFo1MwUTAdBgNVHQ4EFgQUJdJ6IsxtsXUf+DCmeBQiU7+0b/MwHwYDVR0jBBgw" \
	"FoAUJdJ6IsxtsXUf+DCmeBQiU7+0b/MwDwYDVR0TAQH/BAUwAwEB/zAFBgMrZXAD" \
	"QQBZQj+W1VpWO7yZPYqg11nHcfdEP1d5Umb0QyZ6tSCfFZCvNjE/wuO9xHTDD8/O" \
	"8/zF2Cpee2ca+LsU5i+glFkB"
#define PKCS12 "MBYCAQMwEQYJKoZIhvcNAQcBoAQEAjAA"

/* Payloads that others refer to. */
#define IDENTITY                                                      \
	PAYLOAD("com.apple.security.pkcs12", "5",                     \
	    DATA_OF("PayloadContent", PKCS12))
#define ROOT                                                          \
	PAYLOAD("com.apple.security.root", "6",                       \
	    DATA_OF("PayloadContent", CERTIFICATE))

/* What a payload needs besides the keys a row gives. */
#define MDM(keys)                                                     \
	PAYLOAD("com.apple.mdm", "1",                                 \
	    STRING("ServerURL", "https://mdm.example.com/")           \
	    STRING("Topic", "com.apple.mgmt.External.1")              \
	    STRING("IdentityCertificateUUID", UUID("5")) keys)        \
	IDENTITY ROOT
#define WIFI(keys)                                                    \
	PAYLOAD("com.apple.wifi.managed", "1",                        \
	    STRING("SSID_STR", "Example") keys)
#define EAP(types, keys)                                              \
	WIFI(DICT("EAPClientConfiguration",                           \
	    "<key>AcceptEAPTypes</key><array><integer>" types         \
	    "</integer></array>" keys)) ROOT
#define ACME(type, size, bound, keys)                                   \
	PAYLOAD("com.apple.security.acme", "1",                         \
	    STRING("DirectoryURL", "https://acme.example.com/")         \
	    STRING("ClientIdentifier", "one") STRING("KeyType", type)   \
	    INTEGER("KeySize", size) bound                              \
	    "<key>Subject</key><array/>" keys)
#define SCEP(keys)                                                    \
	PAYLOAD("com.apple.security.scep", "1",                       \
	    DICT("PayloadContent",                                    \
	    STRING("URL", "http://ca.example.com/") keys))
#define PASSCODE(keys) \
	PAYLOAD("com.apple.mobiledevice.passwordpolicy", "1", keys)
#define TCC(service, keys)                                            \
	PAYLOAD("com.apple.TCC.configuration-profile-policy", "1",    \
	    "<key>Services</key><dict><key>" service                  \
	    "</key><array><dict>" STRING("Identifier", "com.example.a") \
	    STRING("IdentifierType", "bundleID")                      \
	    STRING("CodeRequirement", "anchor apple") keys            \
	    "</dict></array></dict>")
#define DNS(keys) \
	PAYLOAD("com.apple.dnsSettings.managed", "1", DICT("DNSSettings", keys))

struct row {
	const char *payloads;	/* of the profile; the first is looked at */
	const char *finding;	/* "code path", path below the first payload */
				/* NULL: nothing above a note */
	const char *target;	/* NULL: none */
	const char *against;	/* payloads of the installed profile, or NULL */
};

static struct catalog *catalog;

static int
open_catalog(void **state)
{
	const char *top = getenv("top_srcdir");
	AUTO_FREE char *schemas = path_join(top != NULL ? top : ".",
	    "schemas");
	const char *schema_dirs[] = { schemas }, *rules_dirs[] = { schemas };

	(void)state;
	catalog = catalog_open(schema_dirs, 1, rules_dirs, 1, NULL);
	return catalog == NULL ? -1 : 0;
}

static int
close_catalog(void **state)
{
	(void)state;
	catalog_close(catalog);
	return 0;
}

/* A profile with TOP_KEYS and, unless NULL, PAYLOADS. */
static struct profile *
parse(const char *top_keys, const char *payloads)
{
	AUTO_BUF text = BUF_INIT;
	struct profile *profile;

	buf_add_text(&text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<plist version=\"1.0\"><dict>"
	    STRING("PayloadType", "Configuration")
	    STRING("PayloadIdentifier", "com.example.profile")
	    STRING("PayloadUUID", UUID("A")) INTEGER("PayloadVersion", "1"));
	buf_add_text(&text, top_keys);
	if (payloads != NULL) {
		buf_add_text(&text, "<key>PayloadContent</key><array>");
		buf_add_text(&text, payloads);
		buf_add_text(&text, "</array>");
	}
	buf_add_text(&text, "</dict></plist>\n");
	profile = profile_parse("row.mobileconfig", buf_text(&text),
	    text.length, NULL, NULL);
	assert_non_null(profile);
	return profile;
}

/* "code path" of FINDING, the path below the first payload where it is. */
static void
describe(const struct finding *finding, const struct value *root,
    struct buf *out)
{
	static const char first[] = "/PayloadContent/0";
	AUTO_BUF path = BUF_INIT;
	const char *text;

	finding_path(finding, root, &path);
	text = buf_text(&path);
	if (strncmp(text, first, sizeof first - 1) == 0)
		text += sizeof first - 1;
	buf_addf(out, "%s %s", finding_table[finding->code].name, text);
}

/* Whether what ROW expects is found; if not, what is found is printed. */
static bool
as_expected(const struct row *row, struct checker *checker,
    const struct value *root)
{
	AUTO_BUF found = BUF_INIT;
	size_t count;
	const struct finding *const *findings =
	    checker_findings(checker, &count);

	for (size_t i = 0; i < count; i++) {
		size_t start = found.length;

		if (row->finding == NULL &&
		    findings[i]->severity == SEVERITY_NOTE)
			continue;
		describe(findings[i], root, &found);
		if (row->finding != NULL &&
		    strcmp(buf_text(&found) + start, row->finding) == 0)
			return true;
		buf_add_text(&found, "; ");
	}
	if (row->finding == NULL && found.length == 0)
		return true;
	printf("# expected: %s\n# found: %s\n",
	    row->finding == NULL ? "nothing" : row->finding,
	    found.length == 0 ? "nothing" : buf_text(&found));
	return false;
}

static bool
row_holds(const struct row *row, const char *top_keys)
{
	struct profile *profile = parse(top_keys, row->payloads);
	struct profile *installed = row->against == NULL ? NULL :
	    parse("", row->against);
	struct target target;
	struct check_options options = { .against = installed };
	struct checker *checker;
	bool holds;

	if (row->target != NULL) {
		assert_true(target_parse(row->target, &target, NULL));
		options.targets = &target;
		options.target_count = 1;
	}
	checker = checker_new(profile, catalog, &options);
	assert_true(check_all(checker, NULL));
	holds = as_expected(row, checker, profile_root(profile));
	checker_free(checker);
	profile_close(profile);
	profile_close(installed);
	return holds;
}

static void
check_rows(const struct row *rows, size_t count)
{
	size_t wrong = 0;

	for (size_t i = 0; i < count; i++)
		if (!row_holds(&rows[i], "")) {
			printf("# row %zu of the table\n", i);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof(rows)[0])

static void
mdm_rules_hold(void **state)
{
	static const struct row rows[] = {
		{ MDM(INTEGER("AccessRights", "8191")), NULL, NULL, NULL },
		{ MDM(INTEGER("AccessRights", "0")), "bit-zero /AccessRights",
		    NULL, NULL },
		{ MDM(INTEGER("AccessRights", "2")),
		    "bit-requires /AccessRights", NULL, NULL },
		{ MDM(INTEGER("AccessRights", "129")),
		    "bit-requires /AccessRights", NULL, NULL },
		{ MDM(INTEGER("AccessRights", "195")), NULL, NULL, NULL },
		{ MDM(INTEGER("AccessRights", "1")
		    STRING("ManagedAppleID", "a@example.com")),
		    "ignored-key /AccessRights", NULL, NULL },
		{ MDM(STRING("CheckInURL", "http://mdm.example.com/")),
		    "format-mismatch /CheckInURL", NULL, NULL },
		{ MDM(STRINGS("ServerURLPinningCertificateUUIDs", UUID("6"))),
		    NULL, NULL, NULL },
		{ MDM(STRINGS("ServerURLPinningCertificateUUIDs", UUID("5"))),
		    "wrong-reference /ServerURLPinningCertificateUUIDs/0", NULL,
		    NULL },
		{ MDM(STRINGS("CheckInURLPinningCertificateUUIDs", UUID("7"))),
		    "dangling-reference /CheckInURLPinningCertificateUUIDs/0",
		    NULL, NULL },
		{ PAYLOAD("com.apple.mdm", "1",
		    STRING("ServerURL", "https://mdm.example.com/")
		    STRING("Topic", "com.example.1")
		    STRING("IdentityCertificateUUID", UUID("5"))) IDENTITY,
		    "format-mismatch /Topic", NULL, NULL },
		{ PAYLOAD("com.apple.mdm", "1",
		    STRING("ServerURL", "https://mdm.example.com/")
		    STRING("Topic", "com.apple.mgmt.1")
		    STRING("IdentityCertificateUUID", UUID("6"))) ROOT,
		    "wrong-reference /IdentityCertificateUUID", NULL, NULL },
		{ MDM("<key>ServerCapabilities</key><array>"
		    "<string>com.apple.mdm.token</string>"
		    "<string>com.apple.mdm.token</string></array>"),
		    "duplicate-item /ServerCapabilities/1", NULL, NULL },
		{ MDM(STRING("AssignedManagedAppleID", "a@example.com")),
		    "ignored-key /AssignedManagedAppleID",
		    "iOS=17:device-enrollment", NULL },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
mdm_updates_are_held_to_the_installed_profile(void **state)
{
#define PER_USER \
	STRINGS("ServerCapabilities", "com.apple.mdm.per-user-connections")
	static const struct row rows[] = {
		{ MDM(INTEGER("AccessRights", "3")), NULL, NULL,
		    MDM(INTEGER("AccessRights", "7")) },
		{ MDM(INTEGER("AccessRights", "7")),
		    "update-added-bits /AccessRights", NULL,
		    MDM(INTEGER("AccessRights", "3")) },
		{ MDM(INTEGER("RequiredAppIDForMDM", "1")),
		    "update-fixed-key /RequiredAppIDForMDM", NULL,
		    MDM(INTEGER("RequiredAppIDForMDM", "2")) },
		{ MDM(STRING("EnrollmentMode", "BYOD")),
		    "update-fixed-key /EnrollmentMode", NULL,
		    MDM(STRING("EnrollmentMode", "ADDE")) },
		{ MDM(STRING("CheckInURL", "https://b.example.com/")),
		    "update-fixed-key /CheckInURL", NULL,
		    MDM(STRING("CheckInURL", "https://a.example.com/")) },
		{ MDM(PER_USER), NULL, NULL, MDM(PER_USER) },
		{ MDM(PER_USER), "update-fixed-member /ServerCapabilities",
		    NULL, MDM("") },
		{ MDM(""), "update-fixed-member /ServerCapabilities", NULL,
		    MDM(PER_USER) },
	};
#undef PER_USER

	(void)state;
	CHECK_ROWS(rows);
}

static void
certificate_rules_hold(void **state)
{
	static const struct row rows[] = {
		{ ACME("RSA", "2048", FALSE("HardwareBound"), ""), NULL, NULL,
		    NULL },
		{ ACME("RSA", "2048", TRUE("HardwareBound"), ""),
		    "conflicts-with /HardwareBound", NULL, NULL },
		{ ACME("RSA", "8192", FALSE("HardwareBound"), ""),
		    "out-of-range /KeySize", NULL, NULL },
		{ ACME("RSA", "2049", FALSE("HardwareBound"), ""),
		    "out-of-range /KeySize", NULL, NULL },
		{ ACME("RSA", "2056", FALSE("HardwareBound"), ""), NULL, NULL,
		    NULL },
		{ ACME("ECSECPrimeRandom", "512", FALSE("HardwareBound"), ""),
		    "not-allowed /KeySize", NULL, NULL },
		{ ACME("ECSECPrimeRandom", "521", TRUE("HardwareBound"), ""),
		    "conflicts-with /KeySize", NULL, NULL },
		{ ACME("ECSECPrimeRandom", "384", TRUE("HardwareBound"),
		    TRUE("Attest")), NULL, NULL, NULL },
		{ ACME("ECSECPrimeRandom", "384", FALSE("HardwareBound"),
		    TRUE("Attest")), "conflicts-with /Attest", NULL, NULL },
		{ ACME("RSA", "2048", FALSE("HardwareBound"),
		    STRINGS("ExtendedKeyUsage", "client")),
		    "format-mismatch /ExtendedKeyUsage/0", NULL, NULL },
		{ SCEP(STRING("Key Type", "RSA")), NULL, NULL, NULL },
		{ SCEP(STRING("Key Type", "EC")),
		    "not-allowed /PayloadContent/Key Type", NULL, NULL },
		{ SCEP(INTEGER("Key Usage", "2")),
		    "bit-unknown /PayloadContent/Key Usage", NULL, NULL },
		{ SCEP(DICT("SubjectAltName", STRINGS("dNSName", "a.example"))),
		    NULL, NULL, NULL },
		{ SCEP(STRING("Challenge", "secret")),
		    "secret-in-clear /PayloadContent/Challenge", NULL, NULL },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
wifi_rules_hold(void **state)
{
	static const struct row rows[] = {
		{ WIFI(""), NULL, NULL, NULL },
		{ PAYLOAD("com.apple.wifi.managed", "1", ""),
		    "requires-key /SSID_STR", NULL, NULL },
		{ PAYLOAD("com.apple.wifi.managed", "1",
		    STRING("DomainName", "example.com")), NULL, NULL, NULL },
		{ WIFI(STRING("ProxyType", "Manual")),
		    "requires-key /ProxyServer", NULL, NULL },
		{ WIFI(STRING("ProxyPACURL", "http://a.example/p")),
		    "ignored-key /ProxyPACURL", NULL, NULL },
		{ WIFI(STRING("EncryptionType", "None")
		    STRING("Password", "x")), "conflicts-with /Password", NULL,
		    NULL },
		{ WIFI(STRING("PayloadCertificateUUID", UUID("5"))),
		    "dangling-reference /PayloadCertificateUUID", NULL, NULL },
		{ EAP("25", STRINGS("PayloadCertificateAnchorUUID", UUID("6"))),
		    NULL, NULL, NULL },
		{ EAP("13", STRING("OuterIdentity", "anonymous")),
		    "ignored-key /EAPClientConfiguration/OuterIdentity", NULL,
		    NULL },
		{ EAP("21", STRING("TLSMinimumVersion", "1.3")
		    STRING("TLSMaximumVersion", "1.3")),
		    "requires-key /EAPClientConfiguration/OuterIdentity", NULL,
		    NULL },
		{ EAP("25", STRING("TLSMinimumVersion", "1.2")
		    STRING("TLSMaximumVersion", "1.1")),
		    "conflicts-with /EAPClientConfiguration/TLSMaximumVersion",
		    NULL, NULL },
		{ EAP("43", TRUE("EAPFASTUsePAC")),
		    "requires-key /EAPClientConfiguration/EAPFASTUsePAC", NULL,
		    NULL },
		{ EAP("43", TRUE("EAPFASTProvisionPAC")),
		    "ignored-key /EAPClientConfiguration/EAPFASTProvisionPAC",
		    NULL, NULL },
		{ EAP("25", STRING("SystemModeCredentialsSource",
		    "ActiveDirectory")
		    TRUE("SystemModeUseOpenDirectoryCredentials")),
		    "conflicts-with "
		    "/EAPClientConfiguration/SystemModeCredentialsSource",
		    NULL, NULL },
		{ WIFI(TRUE("AllowJoinBeforeFirstUnlock") TRUE("IsHotspot")),
		    "conflicts-with /AllowJoinBeforeFirstUnlock", NULL, NULL },
		{ WIFI(TRUE("AllowJoinBeforeFirstUnlock")), NULL, NULL, NULL },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
rules_of_other_payloads_hold(void **state)
{
	static const struct row rows[] = {
		{ PASSCODE(INTEGER("maxInactivity", "30")), NULL, NULL, NULL },
		{ PASSCODE(INTEGER("maxInactivity", "61")),
		    "out-of-range /maxInactivity", NULL, NULL },
		{ PASSCODE(INTEGER("maxInactivity", "30")),
		    "out-of-range /maxInactivity", "iOS=17", NULL },
		{ PASSCODE(INTEGER("minutesUntilFailedLoginReset", "5")),
		    "requires-key /maxFailedAttempts", NULL, NULL },
		{ TCC("ScreenCapture", STRING("Authorization",
		    "AllowStandardUserToSetSystemService")), NULL, NULL, NULL },
		{ TCC("ScreenCapture", TRUE("Allowed")),
		    "not-allowed /Services/ScreenCapture/0/Allowed", NULL,
		    NULL },
		{ TCC("Calendar", ""),
		    "requires-key /Services/Calendar/0/Allowed", NULL, NULL },
		{ TCC("Calendar", STRING("Authorization",
		    "AllowStandardUserToSetSystemService")),
		    "not-allowed /Services/Calendar/0/Authorization", NULL,
		    NULL },
		{ TCC("AppleEvents", TRUE("Allowed")),
		    "requires-key /Services/AppleEvents/0/AEReceiverIdentifier",
		    NULL, NULL },
		{ TCC("Photos", TRUE("Allowed")
		    STRING("AEReceiverIdentifier", "com.example.b")),
		    "ignored-key /Services/Photos/0/AEReceiverIdentifier", NULL,
		    NULL },
		{ DNS(STRING("DNSProtocol", "HTTPS")
		    STRING("ServerURL", "https://dns.example.com/")), NULL,
		    NULL, NULL },
		{ DNS(STRING("DNSProtocol", "HTTPS")),
		    "requires-key /DNSSettings/ServerURL", NULL, NULL },
		{ PAYLOAD("com.apple.extensiblesso", "1",
		    STRING("ExtensionIdentifier",
		    "com.apple.AppSSOKerberos.KerberosExtension")
		    STRING("TeamIdentifier", "apple")
		    STRING("Type", "Credential") STRING("Realm", "EXAMPLE.COM")
		    DICT("ExtensionData", DICT("domainRealmMapping",
		    STRINGS("EXAMPLE.COM", ".example.com")))
		    STRINGS("Hosts", ".example.com")), NULL, NULL, NULL },
		{ PAYLOAD("com.apple.extensiblesso", "1",
		    STRING("ExtensionIdentifier", "com.example.sso")
		    STRING("TeamIdentifier", "ABCDE12345")
		    STRING("Type", "Redirect")
		    STRINGS("URLs", "https://login.example.com/")), NULL, NULL,
		    NULL },
		{ PAYLOAD("com.apple.mcxprinting", "1",
		    DICT("UserPrinterList", DICT("Second floor",
		    STRING("DeviceURI", "ipp://p.example.com/")))), NULL, NULL,
		    NULL },
		{ PAYLOAD("com.apple.loginwindow", "1",
		    STRING("AdminHostInfo", "DSStatus")), NULL, NULL, NULL },
		{ PAYLOAD("com.apple.firstethernet.managed", "1",
		    STRING("PayloadCertificateUUID", UUID("5"))) IDENTITY, NULL,
		    NULL, NULL },
		{ PAYLOAD("com.apple.preferences.users", "1",
		    TRUE("DisableUsingiCloudPassword")), NULL, NULL, NULL },
	};

	(void)state;
	CHECK_ROWS(rows);
}

static void
consent_texts_take_any_language(void **state)
{
	static const struct row plain = { IDENTITY, NULL, NULL, NULL };
	static const struct row encrypted = { NULL,
		"wrong-data /EncryptedPayloadContent", NULL, NULL };
	static const struct row empty = { NULL, "missing-key /PayloadContent",
		NULL, NULL };

	(void)state;
	assert_true(row_holds(&plain, DICT("ConsentText",
	    STRING("default", "Yes?") STRING("de-CH", "Ja?"))));
	assert_true(row_holds(&encrypted, DATA("EncryptedPayloadContent")));
	assert_true(row_holds(&empty, ""));
}

#define FIREWALL(keys) \
	PAYLOAD("com.apple.security.firewall", "1", TRUE("EnableFirewall") keys)
#define VPN(type, keys)                                               \
	PAYLOAD("com.apple.vpn.managed", "1",                         \
	    STRING("UserDefinedName", "Office") STRING("VPNType", type) keys)

static void
what_left_the_schema_is_known_and_told(void **state)
{
	static const struct row rows[] = {
		{ FIREWALL(TRUE("EnableLogging")), "left-schema /EnableLogging",
		    NULL, NULL },
		{ FIREWALL(TRUE("EnableLogging")
		    STRING("LoggingOption", "brief")), NULL, NULL, NULL },
		{ FIREWALL(STRING("EnableLogging", "yes")),
		    "wrong-type /EnableLogging", NULL, NULL },
		{ FIREWALL(STRING("LoggingOption", "brief")),
		    "ignored-key /LoggingOption", NULL, NULL },
		{ VPN("VPN", STRING("VPNSubType", "com.example.vpn")
		    DICT("VPN", STRING("RemoteAddress", "vpn.example.com")
		    STRING("AuthenticationMethod", "Password")
		    STRING("Password", "secret"))), "left-schema /VPN/Password",
		    NULL, NULL },
		{ PAYLOAD("com.apple.security.wapi-identity", "1",
		    DATA("PEMData")), "left-schema /PayloadType", NULL, NULL },
		{ PAYLOAD("com.apple.security.wapi-identity", "1", ""),
		    "missing-key /PEMData", NULL, NULL },
	};
	static const struct row password = {
		PAYLOAD("com.apple.profileRemovalPassword", "1",
		    STRING("RemovalPassword", "secret")), NULL, NULL, NULL };
	static const struct row no_password = { IDENTITY,
		"companion-missing /HasRemovalPasscode", NULL, NULL };
	static const struct row no_content = { NULL,
		"requires-key /EncryptedPayloadContent", NULL, NULL };

	(void)state;
	CHECK_ROWS(rows);
	assert_true(row_holds(&password, TRUE("HasRemovalPasscode")));
	assert_true(row_holds(&no_password, TRUE("HasRemovalPasscode")));
	assert_true(row_holds(&no_content, TRUE("IsEncrypted")));
}

static bool
print_note(const char *file, unsigned line, unsigned column,
    const char *message, bool serious, void *arg)
{
	size_t *count = arg;

	(void)serious;
	printf("# %s:%u:%u: %s\n", file, line, column, message);
	++*count;
	return true;
}

static void
every_bundled_file_loads_and_every_rule_finds_its_key(void **state)
{
	size_t notes = 0, count = catalog_count(catalog);

	(void)state;
	assert_true(count > 100);
	catalog_top_level(catalog);
	for (size_t i = 0; i < count; i++)
		catalog_at(catalog, i);
	catalog_each_note(catalog, print_note, &notes);
	assert_int_equal(notes, 0);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(mdm_rules_hold),
		cmocka_unit_test(mdm_updates_are_held_to_the_installed_profile),
		cmocka_unit_test(certificate_rules_hold),
		cmocka_unit_test(wifi_rules_hold),
		cmocka_unit_test(rules_of_other_payloads_hold),
		cmocka_unit_test(consent_texts_take_any_language),
		cmocka_unit_test(what_left_the_schema_is_known_and_told),
		cmocka_unit_test(
		    every_bundled_file_loads_and_every_rule_finds_its_key),
	};

	return cmocka_run_group_tests(tests, open_catalog, close_catalog);
}
