/* run.h - what every stage is given: limits, and where diagnostics go.
 *
 * The library writes no message and keeps no global; a stage reports with run_diag and goes on or returns a
 * status.  Repeats of one code in one filing are counted after limits.repeats. */
#ifndef XBZ_BASE_RUN_H
#define XBZ_BASE_RUN_H

#include "xbrlize/xbrlize.h"

struct xbz_run {
    struct xbz_limits limits;
    xbz_diag_fn *diag; /* NULL: nobody listens */
    void *diag_ctx;
    void (*tick)(void *ctx); /* as in struct xbz_options */
    void *tick_ctx;
    const struct xbz_filing *filing;     /* the one being read, or NULL */
    const struct xbz_document *document; /* the one being read, or NULL */
    unsigned counts[XBZ_D_COUNT];        /* in this filing, shown or not */
    _Atomic int cancelled;               /* set from outside, also by a signal handler: stop at the next safe point */
};

/* Starts a filing: clears the counts.  filing is borrowed until the next call; NULL between filings. */
void run_filing(struct xbz_run *run, const struct xbz_filing *filing);

/* Reports a diagnostic at a line and offset of the current document (0 where unknown).  format gives the detail and
 * may be NULL.  Beyond limits.repeats of one code in a filing it only counts, but what loses a filing or the run is
 * always told.  The listener gets one line: control characters become blanks, what is very long is cut. */
void run_diag(struct xbz_run *run, enum xbz_code code, struct xbz_place place, const char *format, ...)
    XBZ_PRINTF(4, 5);

/* For statuses: reports code and returns the status its level stands for (SKIPPED: SKIP, FAILED: FAIL,
 * FATAL_LEVEL: FATAL, others OK). */
enum xbz_status run_fail(struct xbz_run *run, enum xbz_code code, struct xbz_place place, const char *format, ...)
    XBZ_PRINTF(4, 5);

#define NOWHERE    ((struct xbz_place){0, 0, 0})

/* "%.*s" of a struct xbz_str, cut to what int holds. */
#define STR_ARG(s) (int)((s).n < 4096 ? (s).n : 4096), ((s).p ? (s).p : "")

/* Leaves the function with any status but OK. */
#define TRY(expression)                                                                                                \
    do {                                                                                                               \
        enum xbz_status try_status_ = (expression);                                                                    \
        if (try_status_ != XBZ_OK)                                                                                     \
            return try_status_;                                                                                        \
    } while (0)

#endif
