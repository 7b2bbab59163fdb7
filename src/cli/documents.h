/*
 * Which files of a folder are documents: by their names, and where a name says
 * little, by what is in them.
 */
#ifndef CLI_DOCUMENTS_H
#define CLI_DOCUMENTS_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct error;
struct profile;

/* X(name, suffix, whether every file that is called so is a document) */
#define DOCUMENT_SUFFIXES(X)                                                   \
	X(PROFILE, ".mobileconfig", true)                                      \
	X(PLIST, ".plist", false)                                              \
	X(XML, ".xml", false)

enum document_suffix {
#define X(name, suffix, always) DOCUMENT_##name,
	DOCUMENT_SUFFIXES(X)
#undef X
	DOCUMENT_SUFFIX_COUNT
};

/* How many documents were found, by suffix. */
struct document_counts {
	size_t of[DOCUMENT_SUFFIX_COUNT];
};

/*
 * Reads each document below DIR (as file_walk() goes; the case of suffixes does
 * not matter) and hands it to VISIT, which closes it: PROFILE NULL with WHY
 * when it cannot be read.  A .plist or .xml is one when it holds a profile or
 * payload, reads not at all, or is broken and speaks of payloads.  COUNTS is
 * added to.  False with ERR when DIR or a folder below cannot be read.
 */
bool documents_walk(const char *dir,
    void (*visit)(const char *path, struct profile *take_profile,
	const struct error *why, void *arg), void *arg,
    struct document_counts *counts, struct error *err);
size_t documents_total(const struct document_counts *counts);
/* "3 files: 2 .mobileconfig, 1 .plist". Appended. */
void documents_add_words(const struct document_counts *counts,
    struct buf *out);
/* What is looked for: ".mobileconfig, or .plist and .xml that …". Appended. */
void documents_add_wanted(struct buf *out);

#endif
