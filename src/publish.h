/* publish.h - where the filings of a run go, in the order of the input: names, files, the file they share, status
 * records, journal, totals. */
#ifndef XBZ_PUBLISH_H
#define XBZ_PUBLISH_H

#include "destination.h"
#include "journal.h"
#include "output/joined.h"
#include "output/out.h"
#include "output/package.h"
#include "output/place.h"
#include "output/spool.h"
#include "pipeline.h"
#include "splitter.h"
#include "status_record.h"
#include "unmapped.h"

/* What one filing's output needs until it is delivered. */
struct parcel {
    struct xbz_run run; /* for diagnostics of its output */
    struct xbz_out *out;
    struct spool spool;       /* its output where filings share one */
    struct buf members;       /* of it in an archive: for each its size in decimal, a blank, its path and a line end */
    struct buf name;          /* of the output, without suffix, before clashes are settled */
    struct buf path;          /* its file or archive member */
    struct buf base;          /* base name, clashes settled */
    struct buf status;        /* its status record */
    struct buf entry;         /* its journal entry */
    struct buf captions;      /* its captions without a concept */
    bool standard;            /* it goes to standard output as it is made */
    bool placed;              /* it has a place */
    struct xbz_totals totals; /* of it alone */
};

struct publisher {
    struct xbz_run run;
    struct xbz_run place_run; /* for diagnostics of names: they belong to the filing that asks */
    const struct xbz_options *options;
    const struct xbz_writer_ops *writer;
    const struct xbz_taxonomy *taxonomy;
    enum destination kind;
    struct places *places;
    struct joined joined;
    struct package package; /* of many reports */
    struct status_file status;
    struct journal journal;
    struct unmapped *unmapped; /* NULL: captions without a concept are not counted */
    struct buf last;           /* path of the last output */
    bool any;                  /* the shared output holds a filing */
    bool finished;
};

/* writer is that of destination_writer; it, the options and the taxonomy are borrowed until publisher_free. */
XBZ_CHECKED enum xbz_status publisher_init(struct publisher *pub, const struct xbz_options *options,
                                           const struct xbz_writer_ops *writer, const struct xbz_taxonomy *taxonomy,
                                           xbz_diag_fn *diag, void *diag_ctx);
void publisher_free(struct publisher *pub);

XBZ_CHECKED enum xbz_status parcel_init(struct parcel *parcel, const struct publisher *pub, xbz_diag_fn *diag,
                                        void *diag_ctx);
void parcel_free(struct parcel *parcel);
void parcel_reset(struct parcel *parcel);

/* Gives the filing its place: to be called in the order of the input, one call at a time.  Diagnostics go to the
 * parcel's listener. */
XBZ_CHECKED enum xbz_status publisher_place(struct publisher *pub, struct parcel *parcel, struct xbz_str name,
                                            const char *suffix, bool joined, const struct xbz_filing *filing);
/* Opens its output; by any thread. */
XBZ_CHECKED enum xbz_status publisher_open(struct publisher *pub, struct parcel *parcel);

/* Writes status record and journal entry of a filing into its parcel; by any thread.  result is "converted",
 * "evaluated", "failed", "empty" (no statement found) or "left-out" (by a filter). */
void publisher_describe(const struct publisher *pub, struct parcel *parcel, const struct pipeline *p,
                        const struct xbz_filing *filing, const char *result, uint64_t milliseconds);

/* Completes the output and appends the records; in the order of the input, one call at a time. */
XBZ_CHECKED enum xbz_status publisher_deliver(struct publisher *pub, struct parcel *parcel, bool written);

/* True when the journal says that the filing was finished by an earlier run; to be asked for each filing in the order of
 * the input.  FATAL: the journal is of another run. */
XBZ_CHECKED enum xbz_status publisher_finished(struct publisher *pub, const struct xbz_filing *filing, bool *finished);

/* Completes what filings share. */
XBZ_CHECKED enum xbz_status publisher_finish(struct publisher *pub);

#endif
