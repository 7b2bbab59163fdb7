/*
 * Certificates that sign certificates.  See chain.h and standing.h.
 *
 * A certificate whose issuer is in the file and whose signature does not hold
 * under that issuer's key is altered.  One whose issuer is not there may be as
 * well: that is said, and no more.
 */
#include "config.h"

#include "profile/chain.h"

#include <stdlib.h>

#include "base/die.h"
#include "profile/algorithm.h"
#include "profile/certificate.h"
#include "profile/crypto.h"
#include "profile/standing.h"

enum {
	CERTIFICATES_MAX = 256,	/* in one file */
	CHAIN_MAX = 16,
	CHECKS_MAX = 64		/* signatures, of one chain */
};

struct walk {
	const STACK_OF(X509) *all;
	int64_t when;
	struct standing *out;
	unsigned checks;
};

enum link { LINK_NONE, LINK_HOLDS, LINK_UNKNOWN, LINK_BROKEN };

static char *
name_of(X509 *x509)
{
	struct certificate certificate = { 0 };

	certificate_read(x509, &certificate);
	free(certificate.issuer);
	return certificate.subject;
}

/* The identifiers of keys that two certificates name speak for it. */
static bool
keys_meet(X509 *x509, X509 *issuer)
{
	const ASN1_OCTET_STRING *wanted = X509_get0_authority_key_id(x509);
	const ASN1_OCTET_STRING *there = X509_get0_subject_key_id(issuer);

	return wanted == NULL || there == NULL ||
	    ASN1_OCTET_STRING_cmp(wanted, there) == 0;
}

static bool
names_meet(X509 *x509, X509 *issuer)
{
	return X509_NAME_cmp(X509_get_issuer_name(x509),
	    X509_get_subject_name(issuer)) == 0;
}

/* By its names, or, when somebody changed one, by the keys it names. */
static bool
is_meant_to_be_its_own(X509 *x509)
{
	const ASN1_OCTET_STRING *wanted = X509_get0_authority_key_id(x509);
	const ASN1_OCTET_STRING *own = X509_get0_subject_key_id(x509);

	if (wanted != NULL && own != NULL)
		return ASN1_OCTET_STRING_cmp(wanted, own) == 0;
	return names_meet(x509, x509);
}

static enum link
check_link(struct walk *walk, X509 *x509, X509 *issuer)
{
	const X509_ALGOR *algorithm;
	EVP_PKEY *key = X509_get0_pubkey(issuer);
	AUTO_FREE char *reason = NULL;
	enum algorithm_fit fit;

	if (walk->checks++ >= CHECKS_MAX)
		return LINK_UNKNOWN;
	X509_get0_signature(NULL, &algorithm, x509);
	fit = algorithm_look(algorithm, NULL, key, &reason);
	if (fit == ALGORITHM_UNKNOWN)
		return LINK_UNKNOWN;
	return fit == ALGORITHM_FITS && X509_verify(x509, key) == 1 ?
	    LINK_HOLDS : LINK_BROKEN;
}

/* The best of those that bear the issuer's name. */
static enum link
find_issuer(struct walk *walk, X509 *x509, X509 **issuer)
{
	int count = walk->all != NULL ? sk_X509_num(walk->all) : 0;
	enum link best = LINK_NONE;

	for (int i = 0; i < count && best != LINK_HOLDS; i++) {
		X509 *other = sk_X509_value(walk->all, i);
		enum link link;

		if (X509_cmp(other, x509) == 0 || !names_meet(x509, other) ||
		    !keys_meet(x509, other))
			continue;
		link = check_link(walk, x509, other);
		if (link == LINK_HOLDS)
			*issuer = other;
		if (link == LINK_HOLDS || best == LINK_NONE ||
		    link == LINK_UNKNOWN)
			best = link;
	}
	return best;
}

static void
set_chain(struct walk *walk, enum standing_of_chain chain, X509 *culprit)
{
	walk->out->chain = chain;
	walk->out->culprit = culprit != NULL ? name_of(culprit) : NULL;
}

static void
look_at_dates(struct walk *walk, X509 *x509, X509 *culprit)
{
	struct certificate certificate = { 0 };

	if (walk->out->time != STANDING_IN_TIME)
		return;
	certificate_read(x509, &certificate);
	if (walk->when > certificate.valid_until)
		walk->out->time = STANDING_EXPIRED;
	else if (walk->when < certificate.valid_from)
		walk->out->time = STANDING_TOO_EARLY;
	if (walk->out->time != STANDING_IN_TIME && culprit != NULL)
		walk->out->aged = xstrdup(certificate.subject);
	free(certificate.subject);
	free(certificate.issuer);
}

static const enum standing_of_chain link_words[] = {
	[LINK_UNKNOWN] = STANDING_UNCHECKED,
	[LINK_BROKEN] = STANDING_ALTERED,
};

/* The end of the way up; AT is the certificate where it ends. */
static void
judge_own(struct walk *walk, X509 *at, X509 *culprit)
{
	enum link link = check_link(walk, at, at);

	if (link != LINK_HOLDS)
		set_chain(walk, link_words[link], culprit);
	else
		set_chain(walk, culprit == NULL ? STANDING_SELF_SIGNED :
		    STANDING_CHAIN, NULL);
}

void
chain_judge(X509 *leaf, const STACK_OF(X509) *all, int64_t when,
    struct standing *out)
{
	struct walk walk = { .all = all, .when = when, .out = out };
	X509 *at = leaf;

	if (all != NULL && sk_X509_num(all) > CERTIFICATES_MAX) {
		set_chain(&walk, STANDING_UNCHECKED, NULL);
		return;
	}
	for (unsigned depth = 0; depth < CHAIN_MAX; depth++) {
		X509 *culprit = at != leaf ? at : NULL, *issuer = NULL;
		enum link link;

		look_at_dates(&walk, at, culprit);
		if (is_meant_to_be_its_own(at)) {
			judge_own(&walk, at, culprit);
			return;
		}
		link = find_issuer(&walk, at, &issuer);
		if (link == LINK_NONE) {
			set_chain(&walk, at == leaf ? STANDING_NO_ISSUER :
			    STANDING_CHAIN, NULL);
			return;
		}
		if (link != LINK_HOLDS) {
			set_chain(&walk, link_words[link], culprit);
			return;
		}
		if (X509_check_ca(issuer) == 0) {
			set_chain(&walk, STANDING_NO_AUTHORITY, issuer);
			return;
		}
		at = issuer;
	}
	/* Longer, or a circle. */
	set_chain(&walk, STANDING_UNCHECKED, NULL);
}
