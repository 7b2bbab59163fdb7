/*
 * The manual page, made of the tables of commands, options, findings and keys.
 */
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

struct buf;

/* Appends profedit(1) in mdoc. */
void cli_manual(struct buf *out);

#endif
