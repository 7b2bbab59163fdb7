/*
 * The parts of format.c: names of hosts, addresses, URLs.
 */
#ifndef CHECK_FORMAT_PARTS_H
#define CHECK_FORMAT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

bool format_is_digit(char c);
bool format_is_hex(char c);
bool format_is_letter(char c);	/* ASCII */

/* A name of DNS: labels of letters, digits, '-' and '_'.  Source: RFC 1035. */
bool format_is_domain(const char *text, size_t length);
/* A domain, or "*." and a domain. */
bool format_is_domain_prefix(const char *text, size_t length);
/* A host name (RFC 1123), an IPv4 address, an IPv6 address in brackets. */
bool format_is_hostname(const char *text, size_t length);
bool format_is_ipv4(const char *text, size_t length);
/* Without brackets.  Source: RFC 3986, section 3.2.2, IPv6address. */
bool format_is_ipv6(const char *text, size_t length);
/* addr-spec of RFC 5322 without comments and folding white space. */
bool format_is_email(const char *text, size_t length);
/* A URI with its scheme.  Source: RFC 3986, appendix A. */
bool format_is_url(const char *text, size_t length);

#endif
