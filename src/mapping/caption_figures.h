/* caption_figures.h - figures that stand in the captions of a balance sheet.
 *
 * "Common stock, $.01 par value; 5,500 shares authorized, 2,285 and 2,293 issued and outstanding" and "Accounts
 * receivable, less allowance of $12 and $15" report facts of their own.  Which they are is told by the word beside them
 * and the concept of the line item (taxonomy/aliases.txt, lines of '+'); one figure is the same for all columns, as many
 * as there are columns stand in their order. */
#ifndef XBZ_MAPPING_CAPTION_FIGURES_H
#define XBZ_MAPPING_CAPTION_FIGURES_H

#include "base/decimal.h"
#include "mapping/mapped.h"

#define CAPTION_GROUP 4 /* figures of one group at most */

/* Figures of one kind read from a caption. */
struct caption_figures {
    const struct xbz_concept *concept;
    struct xbz_decimal numbers[CAPTION_GROUP]; /* as printed, "million" and the like applied */
    bool scaled[CAPTION_GROUP];                /* by such a word: the statement's scale does not apply */
    size_t n;
};

/* The figures in a caption whose line item has the concept; returns how many kinds were written, at most room. */
size_t caption_figures_read(const struct xbz_taxonomy *taxonomy, const struct xbz_concept *concept,
                            struct xbz_str label, struct caption_figures *out, size_t room);

#endif
