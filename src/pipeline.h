/* pipeline.h - one filing through all stages.
 *
 * Each thread has a pipeline of its own; what they share is never changed.  A filing comes from a feed and goes to an
 * output that the host opens for it. */
#ifndef XBZ_PIPELINE_H
#define XBZ_PIPELINE_H

#include "base/buf.h"
#include "evaluate.h"
#include "feed.h"
#include "keep.h"
#include "mapping/facts.h"
#include "mapping/prose_figures.h"
#include "mapping/schedule_facts.h"
#include "mapping/tagged_facts.h"
#include "output/out.h"
#include "statement/assemble.h"
#include "statement/cover.h"
#include "table/from_text.h"
#include "xbrlize/writer.h"

enum dump { DUMP_NONE, DUMP_LINES, DUMP_TABLES, DUMP_STATEMENTS, DUMP_FACTS, DUMP_EXPLAIN };

enum dump dump_of(const char *name);

/* Made once for a run. */
struct pipeline_shared {
    const struct xbz_options *options;
    struct xbz_taxonomy *taxonomy;
    const struct xbz_target *target; /* NULL: facts go out under gaap-lite's names */
    struct mapper mapper;
    const struct xbz_writer_ops *writer;
    struct evaluation *evaluation; /* NULL: filings are converted, not evaluated */
};

XBZ_CHECKED enum xbz_status pipeline_shared_init(struct pipeline_shared *shared, struct xbz_run *run,
                                                 const struct xbz_options *options);
void pipeline_shared_free(struct pipeline_shared *shared);

/* Opens the output of the filing: sets *out, open, and its base name, borrowed until the next call.  It is told of the
 * filings in the order of the input, whatever thread asks. */
typedef enum xbz_status pipeline_open_fn(void *ctx, struct xbz_str name, const char *suffix, bool joined,
                                         struct xbz_out **out, struct xbz_str *base);

/* What became of a filing.  Its output, if it has one, is written and open: the host finishes it. */
struct pipeline_result {
    struct xbz_totals totals;
    uint32_t facts[XBZ_STATEMENT_KINDS];
    uint64_t bytes; /* of the documents read */
    bool tagged;    /* the facts are those the filer tagged */
    bool written, evaluated;
};

struct pipeline {
    const struct pipeline_shared *shared;
    const struct xbz_options *options;
    struct xbz_run run;
    void *writer_self;
    enum dump dump;
    const _Atomic int *cancelled; /* set from outside: stop at the next safe point; may be NULL */
    struct stream *dump_to;       /* while a filing is dumped */
    pipeline_open_fn *open;
    void *open_ctx;
    /* of the filing */
    const struct feed *feed;
    struct pipeline_result result;
    struct xbz_out *out;
    struct arena arena;
    struct xbz_filing filing;
    struct xbz_filing tagged_filing; /* what the tags say of it, when they must not help the conversion */
    struct footnotes notes;
    struct prose_figures prose;
    struct cover cover;
    struct assembler assembler;
    struct mapped_statement **candidates;
    size_t n_candidates;
    struct kept_schedule *schedules;
    size_t n_schedules;
    struct tagged_facts tagged;
    struct keep keep; /* for a writer that shows the documents */
};

/* shared is borrowed until pipeline_free, which may be called after a failure. */
XBZ_CHECKED enum xbz_status pipeline_init(struct pipeline *p, const struct pipeline_shared *shared, xbz_diag_fn *diag,
                                          void *diag_ctx);
void pipeline_free(struct pipeline *p);

/* Converts a filing; p->result and p->filing tell of it until the next call.  FAIL: it is lost; its output, if one was
 * opened, has been removed.  All of the feed has been taken, but for FATAL. */
XBZ_CHECKED enum xbz_status pipeline_filing(struct pipeline *p, const struct xbz_filing *filing,
                                            const struct feed *feed);

/* ---- between pipeline.c and pipeline_document.c ---- */

#define DUMP_MAX ((size_t)16 << 20)

/* Sends a dump's text on its way and frees it. */
void pipeline_dump(struct pipeline *p, struct buf *text);
bool pipeline_cancelled(const struct pipeline *p);
XBZ_CHECKED enum xbz_status pipeline_document(struct pipeline *p, const struct xbz_document *document,
                                              const struct xbz_reader_ops *reader);

#endif
