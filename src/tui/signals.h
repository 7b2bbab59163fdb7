/*
 * Signals are only noted when they come; the one reader of keys looks at them
 * between two keys.  One set for the process.
 */
#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

#include <stdbool.h>

/* False with errno set when there is no descriptor left. */
bool signals_begin(void);
/* As a program finds them at its start. */
void signals_end(void);

/* Readable when a signal came; signals_drain() before they are looked at. */
int signals_fd(void);
void signals_drain(void);

/* Each true once for any number of them. */
bool signals_take_resized(void);
/* SIGTSTP from outside: stop as ^Z does. */
bool signals_take_stop(void);
/* SIGCONT: whoever had the terminal meanwhile may have changed its modes. */
bool signals_take_continued(void);

/*
 * SIGHUP, SIGTERM or SIGINT, or 0.  Who writes to a terminal that takes
 * nothing any more is woken some seconds after such a signal: what is written
 * from then on is lost.
 */
int signals_ending(void);
/*
 * Ends by NUMBER; before that FINISH may write to the terminal again, for some
 * seconds at most.
 */
_Noreturn void signals_die_of(int number, void (*finish)(void *), void *arg);

/* Stops this process and those with it; returns when continued. */
void signals_stop(void);

/*
 * While another program has the terminal ^C and ^\ are not ours, and ^Z stops
 * us with it.
 */
void signals_lend(void);
void signals_take_back(void);

#endif
