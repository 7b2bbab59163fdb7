/*
 * What is known of a signature, for a person.  Knows no OpenSSL.
 */
#include "profile/cms.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "base/text.h"

enum { NAMED_IN_LINE = 2 };	/* signers */

/* Names in certificates are whatever somebody wrote there. */
static void
add_line(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, "%-10s", name);
	text_make_safe(out, text, strlen(text), TEXT_ONE_LINE);
	buf_add_char(out, '\n');
}

static void
add_validity(const struct cms_signer *signer, int64_t now, struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	scalar_format_date(&text, signer->valid_from);
	buf_add_text(&text, " to ");
	scalar_format_date(&text, signer->valid_until);
	if (signer->valid_until < now)
		buf_add_text(&text, " (expired)");
	add_line(out, "Valid:", buf_text(&text));
}

static void
add_verdict(const char *name, enum cms_verdict verdict, const char *reason,
    bool bad_standing, struct buf *out)
{
	static const char *const verdicts[] = {
		[CMS_HOLDS] = "yes: the content is as it was signed",
		[CMS_UNKNOWN] = "cannot tell",
		[CMS_BROKEN] = "no",
	};
	AUTO_BUF text = BUF_INIT;

	buf_add_text(&text, verdicts[verdict]);
	if (reason != NULL)
		buf_addf(&text, ": %s", reason);
	if (verdict == CMS_HOLDS && bad_standing)
		buf_add_text(&text, ", but its certificate is not in order");
	add_line(out, name, buf_text(&text));
}

static void
describe_signer(const struct cms_signer *signer, int64_t now, struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	add_line(out, "Signer:", signer->name != NULL ? signer->name :
	    "no certificate inside");
	if (signer->name != NULL) {
		standing_add(&signer->standing, &text);
		add_line(out, "Trust:", buf_text(&text));
		add_line(out, "Issuer:", signer->issuer);
		add_validity(signer, now, out);
	}
	if (signer->has_time) {
		buf_truncate(&text, 0);
		scalar_format_date(&text, signer->time);
		buf_add_text(&text, ", as the signer says");
		add_line(out, "Signed:", buf_text(&text));
	}
	if (signer->digest != NULL)
		add_line(out, "Digest:", signer->digest);
	add_verdict("Holds:", signer->signature, signer->reason,
	    standing_is_bad(&signer->standing), out);
}

/* What is said of the whole goes beyond what is said of the signers. */
static bool
whole_is_worse(const struct cms_info *info)
{
	for (size_t i = 0; i < info->count; i++) {
		if (info->signers[i].signature == info->signature)
			return false;
	}
	return true;
}

void
cms_describe(const struct cms_info *info, int64_t now, struct buf *out)
{
	for (size_t i = 0; i < info->count; i++) {
		describe_signer(&info->signers[i], now, out);
		if (info->count > 1)
			buf_add_char(out, '\n');
	}
	add_line(out, "Wrapper:", info->wrapper);
	if (whole_is_worse(info))
		add_verdict(info->count > 0 ? "Whole:" : "Holds:",
		    info->signature, info->reason, false, out);
	if (info->inner != NULL) {
		add_line(out, "Within:", "a signature within a signature; "
		    "the inner one:");
		buf_add_char(out, '\n');
		cms_describe(info->inner, now, out);
	}
}

void
cms_add_signer(const struct cms_signer *signer, struct buf *out)
{
	if (signer->name == NULL) {
		buf_add_text(out,
		    "somebody whose certificate is not in the file");
		return;
	}
	buf_addf(out, "'%s' (", signer->name);
	standing_add(&signer->standing, out);
	buf_add_char(out, ')');
}

static void
add_signers(const struct cms_info *info, struct buf *out)
{
	buf_add_text(out, "signed by ");
	for (size_t i = 0; i < info->count && i < NAMED_IN_LINE; i++) {
		if (i > 0)
			buf_add_text(out, info->count > NAMED_IN_LINE ? ", " :
			    " and ");
		cms_add_signer(&info->signers[i], out);
	}
	if (info->count > NAMED_IN_LINE)
		buf_addf(out, " and %zu more", info->count - NAMED_IN_LINE);
}

/* What is bad comes first: the end of a long line may not be seen. */
void
cms_add_line(const struct cms_info *info, struct buf *out)
{
	if (info->inner != NULL)
		buf_add_text(out, "a signature within a signature; ");
	switch (info->signature) {
	case CMS_HOLDS:
		add_signers(info, out);
		buf_add_text(out, info->count > 1 ? ": the signatures hold" :
		    ": the signature holds");
		break;
	case CMS_UNKNOWN:
	case CMS_BROKEN:
		buf_addf(out, "the signature %s: %s",
		    info->signature == CMS_BROKEN ? "does not hold" :
		    "could not be judged", info->reason);
		if (info->count > 0) {
			buf_add_text(out, "; ");
			add_signers(info, out);
		}
		break;
	case CMS_VERDICTS:
		break;
	}
	if (info->inner != NULL) {
		buf_add_text(out, "; within it, ");
		cms_add_line(info->inner, out);
	}
}
