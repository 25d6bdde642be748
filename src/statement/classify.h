/* classify.h - which financial statement a table is, if any.
 *
 * Two kinds of evidence: the title among the lines before the table, and the vocabulary of its stub, that is how
 * many captions are known for each statement, with the totals only that statement has (total assets; the three
 * cash-flow totals; net income after pre-tax income or revenue).  Selected data, pro forma, parent-only,
 * segment and reconciliation tables share the vocabulary and are told apart by their titles. */
#ifndef XBZ_STATEMENT_CLASSIFY_H
#define XBZ_STATEMENT_CLASSIFY_H

#include "base/run.h"
#include "xbrlize/model.h"
#include "xbrlize/taxonomy.h"

/* What the lines around a table say of it. */
struct statement_title {
    enum xbz_statement_kind kind; /* NO_STATEMENT when no line names one */
    struct xbz_str line;          /* the naming line, borrowed from the table */
    bool continued;               /* "(continued)" */
    bool secondary;               /* selected, summary, segment, reconciliation ... */
    bool foreign;                 /* pro forma, parent-only, forecast: never a statement */
};

struct statement_title classify_title(const struct xbz_table *table);

/* Captions of a table known for each statement, and the totals found. */
struct statement_vocabulary {
    unsigned rows;                         /* rows with figures */
    unsigned known[XBZ_STATEMENT_KINDS];   /* of them with a caption known for the statement */
    unsigned anchors[XBZ_STATEMENT_KINDS]; /* totals that mark the statement */
};

void classify_vocabulary(struct statement_vocabulary *out, const struct xbz_taxonomy *taxonomy,
                         const struct xbz_table *table);

/* Decides.  *score is 0..100.  NO_STATEMENT when the evidence is thin. */
enum xbz_statement_kind classify_table(const struct xbz_table *table, const struct statement_title *title,
                                       const struct statement_vocabulary *vocabulary, unsigned *score);

#endif
