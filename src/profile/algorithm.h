/*
 * Which kinds of signature the libcrypto at hand can judge.  Private to this
 * folder.
 */
#ifndef PROFILE_ALGORITHM_H
#define PROFILE_ALGORITHM_H

#include <stdbool.h>

struct X509_algor_st;	/* OpenSSL's X509_ALGOR */
struct evp_pkey_st;	/* EVP_PKEY */

enum algorithm_fit {
	ALGORITHM_FITS,		/* a failed check is a wrong signature */
	ALGORITHM_MISFITS,	/* known, but of another kind than the key */
	ALGORITHM_UNSURE,	/* known by name; only a check tells the rest */
	ALGORITHM_UNKNOWN	/* not to be judged here */
};

/*
 * Whether a signature of the kind ALGORITHM over DIGEST (NULL: the one that
 * ALGORITHM names) can be checked with KEY (NULL: could not be read).  REASON
 * is in words, the caller's, for all but FITS.
 */
enum algorithm_fit algorithm_look(const struct X509_algor_st *algorithm,
    const struct X509_algor_st *digest, struct evp_pkey_st *key,
    char **reason);
/* "SHA-256", or the numbers of its object identifier; the caller's. */
char *algorithm_name(const struct X509_algor_st *algorithm);

#endif
