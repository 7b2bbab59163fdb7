#define CRYPTO_NO_NAMES
#include "profile/crypto.h"

#ifdef CRYPTO_SONAME

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "base/die.h"
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

static bool
load(void)
{
	void *library = dlopen(CRYPTO_SONAME, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(calls); i++) {
		void *call = dlsym(library, calls[i].name);

		if (call == NULL)
			return false;
		/* POSIX: what dlsym() returns may be a function. */
		memcpy((char *)&crypto_calls + calls[i].offset, &call,
		    sizeof call);
	}
	return true;
}

bool
crypto_prepare(void)
{
	static enum { NOT_TRIED, MISSING, LOADED } state;

	if (state == NOT_TRIED)
		state = load() ? LOADED : MISSING;
	return state == LOADED && crypto_calls.OPENSSL_init_crypto(
	    OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1;
}

#else

bool
crypto_prepare(void)
{
	return OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) == 1;
}

#endif
