/* evidence.h - statements that filers tagged themselves, as taxonomy/evidence.tsv.gz has them.
 *
 * Lines of fields parted by tabs:
 *   =  BS|IS|CI|CF  YEAR  FOLD      a statement begins; FOLD (0..4) is the same for all statements of a company
 *   CONCEPT  CAPTION [HEADING]      a line item: the element it was tagged with, "-" for one that gaap-lite does not
 *                                   have, "?" where no tag is known */
#ifndef XBZ_TRAIN_EVIDENCE_H
#define XBZ_TRAIN_EVIDENCE_H

#include "base/arena.h"
#include "mapping/features.h"
#include "xbrlize/taxonomy.h"

#define EVIDENCE_FOLDS 5

struct evidence_statement {
    enum xbz_statement_kind kind;
    int year;
    unsigned fold;
    size_t n;
    struct feature_row *rows;
    const struct xbz_concept **concepts; /* by row, under the name of EVIDENCE_YEAR where it had one; NULL none */
    bool *known;                         /* by row: false for "?" */
    struct evidence_statement *next;
};

/* Concepts that changed their names stand under the one of this year, so that all years count together. */
#define EVIDENCE_YEAR 2010

struct evidence {
    struct arena arena;
    struct evidence_statement *first;
    size_t n_statements, n_rows;
    size_t bad_line; /* the first line that is not as it should be, 0 if none */
};

/* Reads a file, compressed or not.  False when it cannot be read, a line is bad or memory is exhausted. */
bool evidence_load(struct evidence *e, const struct xbz_taxonomy *taxonomy, const char *path);
void evidence_free(struct evidence *e);

#endif
