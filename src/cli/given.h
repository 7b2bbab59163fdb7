/*
 * VALUE of a command line: its text, or what a file holds, read as a type.
 */
#ifndef CLI_GIVEN_H
#define CLI_GIVEN_H

#include <stdbool.h>

struct cli_options;
struct draft;
struct error;
struct place;
struct value;

/* Where the value shall stand. */
struct given_place {
	const char *name;		/* for complaints: "AccessRights" */
	const struct place *place;	/* may be NULL */
	const struct value *value;	/* what is there now, or NULL */
	bool secret;		/* no complaint repeats it */
};

/*
 * args[2] (see the text of `profedit set`) as a draft that the caller frees.
 * The type is --type, the schema's, that of the value there.
 */
struct draft *given_read(const struct cli_options *options,
    const struct given_place *at, struct error *err);

#endif
