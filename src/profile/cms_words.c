/*
 * What is known of a signature, for a person.  Knows no OpenSSL.
 */
#include "profile/cms.h"

#include <string.h>

#include "base/buf.h"
#include "base/die.h"
#include "base/scalar.h"
#include "base/text.h"

/* Names in certificates are whatever somebody wrote there. */
static void
add_line(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, "%-10s", name);
	text_make_safe(out, text, strlen(text), TEXT_ONE_LINE);
	buf_add_char(out, '\n');
}

static void
add_validity(const struct cms_info *info, int64_t now, struct buf *out)
{
	AUTO_BUF text = BUF_INIT;

	scalar_format_date(&text, info->valid_from);
	buf_add_text(&text, " to ");
	scalar_format_date(&text, info->valid_until);
	if (info->valid_until < now)
		buf_add_text(&text, " (expired)");
	add_line(out, "Valid:", buf_text(&text));
}

void
cms_describe(const struct cms_info *info, int64_t now, struct buf *out)
{
	static const char *const verdicts[] = {
		[CMS_HOLDS] = "yes: content and certificate fit the signature",
		[CMS_BROKEN] = "no",
		[CMS_UNKNOWN] = "cannot tell",
	};
	AUTO_BUF text = BUF_INIT;

	add_line(out, "Signer:", info->signer != NULL ? info->signer :
	    "no certificate inside");
	if (info->issuer != NULL)
		add_line(out, "Issuer:", info->issuer);
	if (info->signer != NULL)
		add_validity(info, now, out);
	if (info->digest != NULL)
		add_line(out, "Digest:", info->digest);
	add_line(out, "Wrapper:", info->wrapper);
	buf_addf(&text, "%s%s%s", verdicts[info->signature],
	    info->reason != NULL ? ": " : "",
	    info->reason != NULL ? info->reason : "");
	add_line(out, "Holds:", buf_text(&text));
}
