/* inline_report.h - Inline XBRL 1.1: a filing's documents as one XHTML page with its facts.
 *
 * The page follows the facts, so that all of them are known when the first of it is read; it goes to a spool, since the
 * header in front of it tells which facts are hidden: those that were not found in it. */
#ifndef XBZ_OUTPUT_INLINE_REPORT_H
#define XBZ_OUTPUT_INLINE_REPORT_H

#include "output/page.h"
#include "output/report.h"
#include "output/spool.h"

/* Of files beside the filing's own, which they must not replace; browsers read both the same way. */
#define INLINE_SUFFIX "_ix.htm"

struct inline_report {
    struct xbz_run *run;
    const struct report *report;
    struct page page;
    struct spool body;
    struct stream stream; /* into body */
    struct page_fact *facts, *last_fact;
    struct page_fact **by_number; /* from 1 */
    size_t n_facts, fact_room;
    struct page_spot *spots;
    size_t n_spots, spot_room;
    bool paged; /* the page has begun: all facts and places are known */
};

XBZ_CHECKED enum xbz_status inline_report_init(struct inline_report *self, struct xbz_run *run);
void inline_report_free(struct inline_report *self);

/* Starts a filing; report, whose arena is used, has begun and is borrowed until the next call. */
void inline_report_begin(struct inline_report *self, struct report *report);

/* Takes what report_fact made of a fact; also one that is there already: it may be printed twice. */
XBZ_CHECKED enum xbz_status inline_report_fact(struct inline_report *self, struct report *report,
                                               const struct xbz_fact *fact, const struct report_entry *entry);

/* As the members of struct xbz_writer_ops. */
XBZ_CHECKED enum xbz_status inline_report_document(struct inline_report *self, const struct xbz_document *document,
                                                   bool markup, struct xbz_events *events);
XBZ_CHECKED enum xbz_status inline_report_document_end(struct inline_report *self);

/* Writes the whole: space, href and extension as for instance_begin.  FATAL when the spool failed. */
XBZ_CHECKED enum xbz_status inline_report_write(struct inline_report *self, struct stream *to, struct xbz_str space,
                                                struct xbz_str href, bool extension);

#endif
