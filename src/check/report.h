/*
 * Findings as people and programs read them: text (one line each, as compilers
 * write them) and JSON.
 */
#ifndef CHECK_REPORT_H
#define CHECK_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "check/finding.h"

struct buf;
struct checker;
struct error;
struct profile;

enum report_format { REPORT_TEXT, REPORT_JSON, REPORT_FORMATS };

struct report;
/*
 * Writes into OUT (borrowed), which may be emptied between two calls.
 * THRESHOLD: lesser findings are left out. Messages never hold the text of a
 * secret.
 */
struct report *report_new(enum report_format format, enum severity threshold,
    bool terminal_safe, struct buf *out);
/* The findings of a checked file. */
void report_file(struct report *report, const char *name,
    struct checker *checker);
/* COUNT of them only. */
void report_findings(struct report *report, const char *name,
    struct checker *checker, const struct finding *const *findings,
    size_t count);
/*
 * A file that could not be read: code `unreadable`, or `syntax` for ERR_SYNTAX.
 */
void report_unreadable(struct report *report, const char *name,
    const struct error *err);
/*
 * Ends the report (JSON's closing) and frees. *SHOWN: findings at or above the
 * threshold over all files.
 */
void report_end(struct report *report, size_t *shown);

/*
 * Whether a value is secret by its place's annotation, or by its kind when no
 * schema speaks of it (a private key's data, a key called *Password).
 */
struct place;
struct value;
bool report_is_secret(const struct place *place, const struct value *value);
/* Whether a key that no schema describes is called like a secret. */
bool report_names_secret(const char *name, size_t length);

#endif
