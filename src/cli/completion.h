/*
 * What the scripts of `profedit completion` share: what may stand where, out of
 * the tables.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include <stdbool.h>

#include "cli/options.h"

struct buf;

enum completion_kind {
	COMPLETE_NOTHING, COMPLETE_FILES, COMPLETE_FOLDERS, COMPLETE_TYPES,
	COMPLETE_SYSTEMS, COMPLETE_COMMANDS, COMPLETE_SHELLS, COMPLETE_KINDS
};
extern const char *const completion_kinds[COMPLETE_KINDS];

enum completion_kind completion_of_argument(
    const struct cli_argument *argument);
/* Of what stands behind it; where it has choices these count instead. */
enum completion_kind completion_of_option(const struct cli_option *option);
/* Whether its value may be the next word. */
bool completion_takes_word(const struct cli_option *option);

/* All append. */
void completion_add_bash(struct buf *out);
void completion_add_zsh(struct buf *out);
void completion_add_fish(struct buf *out);
/* TEXT up to its first aside. */
void completion_add_short(const char *text, struct buf *out);
/* Blanks between: the choices of OPTION, systems, shells, verbs of GROUP. */
void completion_add_choices(const struct cli_option *option, struct buf *out);
void completion_add_systems(struct buf *out);
void completion_add_shells(struct buf *out);
void completion_add_verbs(enum cli_command group, struct buf *out);
/* TEXT in 'quotes' for bash and zsh. */
void completion_add_quoted(const char *text, struct buf *out);

#endif
