/*
 * Loads libcrypto, or says what is missing.  See crypto.h.
 */
#define CRYPTO_NO_NAMES
#include "config.h"

#include "profile/crypto.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/fault.h"

/* Where libcrypto of OpenSSL 3 is to be had. */
static const struct {
	const char *package, *systems;
} packages[] = {
	{ "libssl3 or libssl3t64", "Debian, Ubuntu" },
	{ "openssl-libs", "Fedora, RHEL" },
	{ "libopenssl3", "SUSE" },
	{ "openssl", "Arch" },
	{ "libcrypto3", "Alpine" },
	{ "openssl@3", "Homebrew" },
};

static char *why;	/* the loader's words */

const char *
crypto_missing(void)
{
	static char *words;
	AUTO_BUF text = BUF_INIT;

	buf_add_text(&text, "libcrypto cannot be loaded");
	if (why != NULL)
		buf_addf(&text, " (%s)", why);
	buf_add_text(&text, "; it is in the package");
	for (size_t i = 0; i < ARRAY_COUNT(packages); i++)
		buf_addf(&text, "%s %s (%s)", i == 0 ? "" :
		    i + 1 < ARRAY_COUNT(packages) ? "," : " or",
		    packages[i].package, packages[i].systems);
	free(words);
	words = buf_steal(&text, NULL);
	return words;
}

#ifdef CRYPTO_SONAME

#include <dlfcn.h>

#include "base/dlopen.h"

struct crypto_calls crypto_calls;

DLOPEN_NOTE(libcrypto_note, "signatures", "signed profiles and certificates",
    "recommended", CRYPTO_SONAME);

static const struct {
	const char *name;
	size_t offset;	/* in crypto_calls */
} calls[] = {
#define CRYPTO_CALL(name) { #name, offsetof(struct crypto_calls, name) },
	CRYPTO_CALLS(CRYPTO_CALL)
#undef CRYPTO_CALL
};

/* dlerror() begins with the name in some cases and not in others. */
static void
set_why(const char *words)
{
	free(why);
	why = words == NULL ? xstrdup(CRYPTO_SONAME) :
	    strstr(words, CRYPTO_SONAME) != NULL ? xstrdup(words) :
	    xasprintf(CRYPTO_SONAME ": %s", words);
}

static bool
load(void)
{
	void *library = dlopen(CRYPTO_SONAME, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL) {
		set_why(dlerror());
		return false;
	}
	for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (call == NULL) {
			set_why(dlerror());
			return false;
		}
		/* POSIX: what dlsym() returns may be a function. */
		memcpy((char *)&crypto_calls + calls[i].offset, &call,
		    sizeof call);
	}
	return true;
}

#define INIT_CRYPTO crypto_calls.OPENSSL_init_crypto

#else

static void
set_why(const char *words)
{
	free(why);
	why = words != NULL ? xstrdup(words) : NULL;
}

static bool
load(void)
{
	return true;
}

#define INIT_CRYPTO OPENSSL_init_crypto

#endif

bool
crypto_prepare(void)
{
	static enum { NOT_TRIED, MISSING, LOADED } state;

	if (fault_point("libcrypto")) {
		set_why(NULL);
		return false;
	}
	if (state == NOT_TRIED)
		state = load() ? LOADED : MISSING;
	if (state != LOADED)
		return false;
	if (INIT_CRYPTO(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1)
		return true;
	set_why("it cannot be started");
	return false;
}
