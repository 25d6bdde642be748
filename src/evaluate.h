/* evaluate.h - what a filing's tables were converted to, compared with what its filer tagged.
 *
 * Counts alone are kept: their number is that of the concepts, whatever the number of filings.  They are sums, so that
 * neither the order of the filings nor the number of jobs matters.
 *
 * A converted fact is right when the filer tagged the same figure for the same period with the same element; a start
 * within ten days is the same, since the start of a year of 52 or 53 weeks is not printed.  Facts with dimensions, texts
 * and the cover are left out on both sides. */
#ifndef XBZ_EVALUATE_H
#define XBZ_EVALUATE_H

#include <pthread.h>

#include "mapping/facts.h"
#include "mapping/tagged_facts.h"
#include "output/stream.h"

#define EVALUATION_STEPS 11 /* of confidence: 0..9, 10..19, ... 90..99, 100 */

struct evaluation_counts {
    uint64_t tagged; /* standard facts that the filer tagged on a statement */
    uint64_t found;  /* of them, those whose figure was converted at all */
    uint64_t right;  /* of them, those with the filer's element */
    uint64_t made;   /* converted facts of a concept */
    uint64_t
        judged; /* of them, those the filer's tags say something about: the figure, or the concept, in the period */
    uint64_t agreed; /* of them, those that are right */
};

struct evaluation {
    pthread_mutex_t lock;
    const struct xbz_taxonomy *taxonomy;
    size_t n; /* concepts; index n stands for elements that gaap-lite has not */
    uint64_t filings, untagged;
    uint64_t numbers, numbers_found;       /* figures on statements, each counted once for its period */
    uint64_t extensions, extensions_found; /* facts of the filers' own elements on statements */
    struct evaluation_counts all, kinds[XBZ_STATEMENT_KINDS], steps[EVALUATION_STEPS];
    struct evaluation_counts *concepts; /* n + 1: tagged ones by the filer's concept, made ones by ours */
    uint32_t *confused;                 /* (n + 1) * (n + 1): filer's concept, ours */
};

/* taxonomy is borrowed until evaluation_free.  *out is NULL when memory is out. */
XBZ_CHECKED enum xbz_status evaluation_new(struct evaluation **out, const struct xbz_taxonomy *taxonomy);
void evaluation_free(struct evaluation *e);

/* Adds a filing; by any thread.  run hears of each figure that was missed or taken for something else (notes); the arena
 * is that of the filing. */
XBZ_CHECKED enum xbz_status evaluation_add(struct evaluation *e, struct xbz_run *run, struct arena *arena,
                                           const struct filing_facts *facts, const struct tagged_facts *tagged);

/* Writes what was counted: tables for people, or JSON.  FATAL when memory is out. */
XBZ_CHECKED enum xbz_status evaluation_write(const struct evaluation *e, enum xbz_evaluate how, struct stream *to);

/* ---- which tagged facts stand on statements (evaluate_face.c) ---- */

struct tagged_figure {
    const struct xbz_fact *fact;
    struct xbz_str name; /* local name of the filer's element */
    bool standard;
    unsigned table;
    enum xbz_statement_kind face; /* the statement it stands on, XBZ_NO_STATEMENT: none */
};

/* Sets face.  In inline XBRL a statement is the table that holds its totals, and what goes on beside it; an instance has
 * no tables: there a concept of a statement counts in the periods of the statement's totals. */
XBZ_CHECKED enum xbz_status evaluation_faces(struct arena *arena, struct tagged_figure *figures, size_t n);

#endif
