/* progress.h - how far a run is, on standard error: bytes in, filings, facts, rate, and the time left where the size of the
 * inputs is known.
 *
 * On a terminal it is one line that is written over, five times a second; plain, a line every ten seconds and one at the
 * end.  Diagnostics come from other threads: whoever writes to standard error does so between progress_pause and
 * progress_go_on. */
#ifndef XBZ_CLI_PROGRESS_H
#define XBZ_CLI_PROGRESS_H

#include <pthread.h>
#include <stdbool.h>

#include "xbrlize/xbrlize.h"

enum progress_mode { PROGRESS_AUTO, PROGRESS_PLAIN, PROGRESS_NONE };

#define PROGRESS_TEXT 80 /* one line of a terminal, with its NUL */

struct progress {
    enum progress_mode mode; /* AUTO: the line on a terminal */
    const struct xbz_converter *converter;
    uint64_t size;         /* of all inputs, 0: unknown */
    uint64_t began, shown; /* milliseconds of the clock */
    pthread_mutex_t lock;
    bool standing; /* a line stands on the terminal */
};

/* mode as asked for; what AUTO means is settled here.  quiet and to_terminal (data goes to the terminal, too) turn the line
 * off.  inputs: the names given; their sizes add up where all are regular files, more tells that others follow. */
void progress_init(struct progress *progress, enum progress_mode mode, bool quiet, bool to_terminal,
                   const char *const *inputs, int n_inputs, bool more);

/* Shows the state of the converter when it is time to. */
void progress_tick(void *progress);
/* Takes the line away and keeps it away until progress_go_on. */
void progress_pause(struct progress *progress);
void progress_go_on(struct progress *progress);
/* Shows the last state (plain), or takes the line away; nothing is shown after it. */
void progress_end(struct progress *progress);

/* The state after ms milliseconds as text, without a line end. */
void progress_text(char text[PROGRESS_TEXT], const struct xbz_totals *totals, uint64_t size, uint64_t ms);

#endif
