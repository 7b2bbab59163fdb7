/*
 * The chain of a certificate as far as it is in the file.  Private to this
 * folder.
 */
#ifndef PROFILE_CHAIN_H
#define PROFILE_CHAIN_H

#include <stdint.h>

struct stack_st_X509;	/* STACK_OF(X509) */
struct standing;
struct x509_st;		/* OpenSSL's X509 */

/*
 * Follows LEAF to its issuers among ALL (NULL: none), the dates held against
 * WHEN (seconds since 1970).  OUT, empty before, is to be released.
 */
void chain_judge(struct x509_st *leaf, const struct stack_st_X509 *all,
    int64_t when, struct standing *out);

#endif
