/* pipeline.h - one filing through all stages: the only files that know every seam are pipeline.c and converter.c. */
#ifndef XBZ_PIPELINE_H
#define XBZ_PIPELINE_H

#include "input/submission.h"
#include "mapping/facts.h"
#include "mapping/schedule_facts.h"
#include "mapping/tagged_facts.h"
#include "output/out.h"
#include "output/place.h"
#include "statement/assemble.h"
#include "statement/cover.h"
#include "table/from_text.h"
#include "xbrlize/reader.h"
#include "xbrlize/writer.h"

enum dump { DUMP_NONE, DUMP_LINES, DUMP_TABLES, DUMP_STATEMENTS, DUMP_FACTS };

/* What a run needs and keeps from filing to filing. */
struct pipeline {
    struct xbz_options options;
    struct xbz_run run;
    struct xbz_totals totals;
    struct xbz_taxonomy *taxonomy;
    struct mapper mapper;
    const struct xbz_writer_ops *writer;
    void *writer_self;
    struct places *places;
    struct xbz_out *out;
    enum dump dump;
    struct stream *dump_to; /* while a filing is dumped */
    struct submission *submission;
    /* of the filing */
    struct arena arena;
    struct xbz_filing filing;
    struct cover cover;
    struct assembler assembler;
    struct mapped_statement **candidates;
    size_t n_candidates;
    struct kept_schedule *schedules;
    size_t n_schedules;
    struct tagged_facts tagged;
    bool first_of_member;
};

/* Options are borrowed until pipeline_free, which may be called after a failure. */
XBZ_CHECKED enum xbz_status pipeline_init(struct pipeline *p, const struct xbz_options *options, xbz_diag_fn *diag,
                                          void *diag_ctx);
void pipeline_free(struct pipeline *p);

/* Converts all filings of a member.  FAIL when one of them was lost. */
XBZ_CHECKED enum xbz_status pipeline_member(struct pipeline *p, struct source *in, struct xbz_str path);

#endif
