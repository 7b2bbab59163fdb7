/*
 * Which schema and rules files there are and what types they speak of: a few
 * lines of each are read, without parsing YAML.
 */
#ifndef SCHEMA_SCAN_H
#define SCHEMA_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct error;

/* What the first lines of a file say; NULL: not said, or not in one line. */
struct scanned {
	const char *path;
	char *type;		/* payloadtype */
	char *title;
	char *schema_id;	/* `schema:` of a rules file */
	const char *head;	/* what was read */
	size_t head_length;
	const struct error *failure;	/* it cannot be read; NULL */
};

/*
 * Calls VISIT for each YAML file right in DIR, sorted by name; what SCANNED
 * holds is gone afterwards.  False with ERR when DIR cannot be read.
 */
typedef void scan_visit(const struct scanned *scanned, void *arg);
bool scan_folder(const char *dir, scan_visit *visit, void *arg,
    struct error *err);
/* The same without looking into the files: PATH and TITLE, its name. */
bool scan_names(const char *dir, scan_visit *visit, void *arg,
    struct error *err);

/*
 * DIR/mdm/profiles, DIR/profiles or DIR, whichever is there first.  The caller
 * frees.
 */
char *scan_schema_folder(const char *dir);
/* DIR/rules or DIR. */
char *scan_rules_folder(const char *dir);

#endif
