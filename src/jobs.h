/* jobs.h - filings worked on side by side, delivered in the order of the input.
 *
 * The caller's thread reads the input and feeds one filing after the other into bounded buffers; each worker takes the
 * oldest filing nobody works on, with a pipeline of its own.  What a filing has to tell (names, outputs, diagnostics) is
 * told in the order of the input, by one thread at a time.  Filing k is fed completely before k+1, workers take them in
 * that order, and the oldest one waits for nobody: so it always gets done, and with it all others.
 *
 * With one job there are no threads; with more they start when a second filing, or one that does not fit its
 * buffer, comes. */
#ifndef XBZ_JOBS_H
#define XBZ_JOBS_H

#include "publish.h"
#include "splitter.h"

struct jobs;

/* Everything here is borrowed until jobs_free. */
struct jobs_config {
    const struct xbz_options *options;
    const struct pipeline_shared *shared;
    struct publisher *publisher;
    xbz_diag_fn *diag;
    void *diag_ctx;
};

XBZ_CHECKED enum xbz_status jobs_new(struct jobs **out, const struct jobs_config *config);
/* Stops the work where it is. */
void jobs_free(struct jobs *jobs);

/* For the run of the splitter: its diagnostics find their place among those of the filings. */
void jobs_reader_diag(void *ctx, const struct xbz_diag *diag); /* ctx: the struct jobs */

/* Converts the splitter's filing.  FAIL: it is lost (with one job), FATAL. */
XBZ_CHECKED enum xbz_status jobs_filing(struct jobs *jobs, struct splitter *splitter);

/* Waits until all filings have been delivered.  FAIL when one was lost since the last call, FATAL. */
XBZ_CHECKED enum xbz_status jobs_drain(struct jobs *jobs);

void jobs_cancel(struct jobs *jobs); /* may be called by a signal handler */
struct xbz_totals jobs_totals(struct jobs *jobs);

/* Workers that a run with so many jobs has, and filings under way in it at most. */
unsigned jobs_slots(unsigned jobs);

#endif
